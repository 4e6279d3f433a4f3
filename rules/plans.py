"""Plans: percentages that tell how much of a plan was reached, and no share of a whole."""

from __future__ import annotations

import re

from rules.figures.figure import Figure

_REACHED = re.compile(r"(?<!\w)(?:đạt|hoàn\s+thành|thực\s+hiện)\s+\Z")
PLAN = r"(?:(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|kh)(?![\w&]))"
"""How a plan is called, as a pattern."""
AIM = rf"(?:{PLAN}|(?:mục\s+tiêu|dt)(?![\w&]))"
"""How what was to be reached is called, of which a number is given."""
_PLANNED = re.compile(rf"(?<!\w){PLAN}")


def is_of_a_plan(folded: str, percent: Figure) -> bool:
    """'đạt 68,5% dự toán, gồm: chi đầu tư 3.412 tỷ đồng (đạt 61,2%)': each of its own plan."""
    start, end = percent.sentence
    reached = _REACHED.search(folded, max(start, percent.start - 16), percent.start)
    return reached is not None and _PLANNED.search(folded, start, end) is not None
