"""A cumulative figure is not less than its part.

What it reports: 'trong tháng kết nạp 12 đảng viên, lũy kế từ đầu năm 10 đảng viên'.

Why it matters: the figure of the month and the figure to date were swapped, or one is of another
year.

What it leaves alone: levels that may fall (members, debts); figures of different things or units;
targets.

Source: decision of the project; 'lũy kế', 'tính đến nay' must not fall (see the domain notes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity

_TO_DATE = re.compile(
    r"(?<!\w)(?:lũy\s+kế|cộng\s+dồn|từ\s+đầu\s+(?:năm|nhiệm\s+kỳ)\s+đến\s+nay)(?!\w)"
)
_IN_PERIOD = re.compile(
    r"(?<!\w)(?:trong\s+(?:tháng|quý|tuần|kỳ)|tháng\s+\d{1,2}|quý\s+(?:[ivx]+|\d)|tuần\s+\d{1,2})(?!\w)"
)
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_ENDS = re.compile(r"(?<!\w)(?:tổng\s+số|hiện\s+có|dư\s+nợ|tồn)(?!\w)")


def _run(extraction: Extraction) -> Iterator[Finding]:
    counted = [f for f in extraction.figures if f.kind in _KINDS and f.role is Role.ACTUAL]
    for block, group in groupby(counted, key=lambda figure: figure.block):
        folded = fold(extraction.document.blocks[block].text)
        for part, whole in pairwise(group):
            if not is_plain((part, whole)) or part.kind is not whole.kind:
                continue
            if part.unit != whole.unit or not _same_thing(part, whole):
                continue
            gap = folded[part.end : whole.start]
            lead = folded[max(0, part.start - 120) : part.start]
            if len(gap) > 80 or not _TO_DATE.search(gap) or _TO_DATE.search(lead):
                continue
            if not _IN_PERIOD.search(lead) or _ENDS.search(gap) or _ENDS.search(lead):
                continue
            if stands_for(whole).high < stands_for(part).low:
                yield CHECK.finding(
                    extraction,
                    (whole, part),
                    message=Message(
                        f"Lũy kế ghi {whole.surface}, ít hơn {part.surface} trong kỳ",
                        f"{whole.surface} to date is less than the {part.surface} of the period",
                    ),
                    stated=whole.surface,
                    expected=f"≥ {part.surface}",
                    working=Message(
                        f"{whole.surface} < {part.surface}", f"{whole.surface} < {part.surface}"
                    ),
                )


def _same_thing(part: Figure, whole: Figure) -> bool:
    return part.noun_key == whole.noun_key or whole.noun_key is None or part.noun_key is None


CHECK = Check(
    code="T406",
    name="cumulative-falls",
    severity=Severity.ERROR,
    summary=Message(
        vi="Số lũy kế không nhỏ hơn số trong kỳ",
        en="A cumulative figure is not less than its part",
    ),
    run=_run,
)
