"""Beside: the whole of a share that stands in a bracket right behind its percentage.

'bồi dưỡng 1.968 người, bằng 27,2% tổng số (7.240 người)', 'chiếm 70% số được giới thiệu (4.376
người)': the words before the bracket name the whole, and the bracket gives it.
"""

from __future__ import annotations

import re

from rules.figures.figure import Figure, Role
from rules.figures.spelling import fold

_NAMED = re.compile(
    r"\s+(?:(?:của|trên|trong|so\s+với)\s+)?"
    r"(?!(?:kế|chỉ|dự|mục|định|nghị|cùng|năm|quý|tháng|kỳ|trung|bình|là|gồm|tăng|giảm|so|vượt|ở|tại|do|đạt|thuộc|được|và"
    r"|thì|nhưng|còn|trong\s+(?:đó|khi))\s)"
    r"[^\W\d_]+(?:,?\s+(?!(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|cùng\s+kỳ|tăng|giảm|là|gồm)(?!\w))[^\W\d_]+){0,10}\s*"
    r"\(\s*(?:(?:tổng\s+số|tổng|toàn\s+\w+|có|là)\s+){0,2}"
)
_FAR = 90
"""Characters between a percentage and its whole, and behind that to the end of the bracket."""
_CLOSES = re.compile(r"(?:\s+[^\W\d_]+){0,5}\s*\)")


def whole_in_bracket(text: str, percent: Figure, part: Figure, after: Figure) -> Figure | None:
    """The figure right behind a percentage, if it is what the part is said to be a share of.

    Args:
        text: that of their block.
        percent: the percentage.
        part: what the percentage is said of, before it.
        after: the figure that follows it.
    """
    alike = (after.kind, after.unit) == (part.kind, part.unit) and after.upper is None
    if not alike or part.end > percent.start or after.role is not Role.ACTUAL:
        return None
    if after.value <= part.value or after.denominator is not None:
        return None
    if after.start - percent.end > _FAR:
        return None
    if _NAMED.fullmatch(fold(text[percent.end : after.start])) is None:
        return None
    closes = _CLOSES.match(fold(text[after.end : after.end + _FAR]))
    return after if closes is not None else None
