"""A cumulative figure is not less than its part.

What it reports: 'trong tháng kết nạp 12 đảng viên, lũy kế từ đầu năm 10 đảng viên'; 'tháng 11 đạt
245 triệu USD, 11 tháng đạt 199 triệu USD'.

Why it matters: the figure of the month and the figure to date were swapped, or one is of another
year.

What it leaves alone: levels that may fall (members, debts); figures of different things or units,
or of other words (kết nạp, khai trừ); targets.

Source: decision of the project; 'lũy kế', 'tính đến nay' must not fall (see the domain notes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Role
from rules.figures.periods import YEAR
from rules.figures.relations.sentence import AMOUNTS, SPANS
from rules.figures.spelling import fold, key
from rules.finding import Finding, Message, Severity

_TO_DATE = re.compile(
    r"(?<!\w)(?:(?:tính\s+)?(?:lũy\s+kế|cộng\s+dồn)|(?:tính\s+)?từ\s+đầu\s+(?:năm|nhiệm\s+kỳ|vụ|mùa)"
    r"|(?:tính\s+chung|cả|trong)?\s*(?<!tháng\s)(?<![\d/])\d{1,2}\s+tháng(?:\s+đầu)?(?!\s+(?:qua|trước|tới|cuối)))(?!\w)"
)
_IN_PERIOD = re.compile(
    r"(?<!\w)(?:trong\s+(?:tháng|quý|tuần|kỳ|ngày|đợt)|tháng\s+\d{1,2}|quý\s+(?:[ivx]+|\d)|tuần\s+\d{1,2})(?!\w)"
)
_ENDS = re.compile(
    r"(?<!\w)(?:(?<!nâng\s)tổng\s+số|hiện\s+có|dư\s+nợ|tồn|bình\s+quân|trung\s+bình|còn)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+")
_SAID_OF_ANY = frozenset(
    [
        "đến", "nay", "năm", "nhiệm", "kỳ", "đạt", "được", "đã", "là", "có", "ước", "tính", "cả",
        "tổng", "số", "ghi", "nhận", "xảy", "ra", "phát", "hiện", "thực", "tỉnh", "huyện", "xã",
        "toàn", "thì", "tháng", "quý", "đầu", "chung", "lên", "trên", "địa", "bàn", "lũy", "kế",
        "cộng", "dồn", "từ", "giữa", "này", "mới", "các", "loại", "nâng",
    ]
)  # fmt: skip
"""Words that go with a figure whatever it is of."""
_YEARS = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_GAP = 80
_LEAD = 120
_BEHIND = 24


def _run(extraction: Extraction) -> Iterator[Finding]:
    counted = [
        f
        for f in extraction.figures
        if f.kind in AMOUNTS and f.role is Role.ACTUAL and f.unit not in SPANS
    ]
    for block, group in groupby(counted, key=lambda figure: figure.block):
        folded = fold(extraction.document.blocks[block].text)
        for part, whole in pairwise(group):
            if not is_plain((part, whole)) or part.kind is not whole.kind:
                continue
            if part.unit != whole.unit or not _same_thing(part, whole):
                continue
            if stands_for(whole).high < stands_for(part).low and _is_to_date(folded, part, whole):
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


def _is_to_date(folded: str, part: Figure, whole: Figure) -> bool:
    """Whether a figure is said to be to date of what the one before it is of in a period."""
    gap = folded[part.end : whole.start]
    lead = folded[max(0, part.start - _LEAD) : part.start]
    to_date = _TO_DATE.search(gap) if len(gap) <= _GAP else None
    if to_date is None or _TO_DATE.search(lead) or not _IN_PERIOD.search(lead):
        return False
    if _ENDS.search(gap) or _ENDS.search(lead):
        return False
    years, before = {*_YEARS.findall(gap)}, {*_YEARS.findall(lead)}
    if years and before and years != before:
        return False  # '2020: 87 căn; 2021 (8 tháng): 44 căn'
    noun = f" {key(whole.noun)}" if whole.noun else ""
    behind = folded[whole.end : whole.end + len(noun) + _BEHIND].removeprefix(noun)
    behind = re.split(r"[,.;:()]|(?<!\w)(?:so|bằng|tăng|giảm|đạt)(?!\w)", behind)[0]
    said = {*_WORD.findall(gap[to_date.end() :]), *_WORD.findall(behind)} - _SAID_OF_ANY
    return said <= {*_WORD.findall(lead), *_WORD.findall(gap[: to_date.start()])}


def _same_thing(part: Figure, whole: Figure) -> bool:
    """Whether both count the same, the one in fewer words: 'ca mắc mới', 'ca mắc'."""
    own, all_of = part.noun_key, whole.noun_key
    if own is None or all_of is None:
        return True
    return own == all_of or own.startswith(f"{all_of} ")


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
