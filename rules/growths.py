"""Growths: changes that are given twice, as an amount and in per cent, beside one level.

'Xảy ra 186 vụ, giảm 28 vụ (13,1%) so với cùng kỳ': the level less its change is what the change is
a percentage of, though the text does not give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from rules.amounts import is_plain
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.fitting import may_be_level
from rules.figures.relations.sentence import leaves_a_bracket
from rules.figures.relations.series import item_words
from rules.figures.spelling import fold
from rules.rounding import ways
from rules.trends import Trend, is_each_time, is_one_slip_off

_AGAIN = re.compile(
    r"[^.;()\d]{0,40}(?:[(=]|,\s*(?=tương|tức|hay\s|bằng|ứng|giảm|tăng|đạt|hơn)|(?<=\s)(?=tương|tức\s|hay\s|bằng\s))\s*"
    r"(?:(?:tương|đương|ứng|tức|hay|bằng|là|với|nghĩa|đạt|tỷ|lệ|mức|tốc|độ|tính|ra|tăng|giảm|trưởng|khoảng|như|vậy)\s+){0,6}"
    r"|[^;()]{0,24}so\s+(?:với|cùng)\s[^;()]{1,48}?[,(]\s*(?:(?:tương|đương|ứng|tức|hay|bằng|là|với|đạt|tỷ|lệ|tốc|độ|tăng|giảm|trưởng)\s+){1,6}"
)
"""Between a change and the same change in another measure."""
_STOPS = (
    r"\s*(?:\)|[.,;]|\Z|so\s|và\s|nhưng\s|thì\s|trong\s+khi|do\s|chủ\s+yếu"
    r"|(?:cùng|năm|kỳ|tháng|quý)\s)"
)
_ENDS = re.compile(_STOPS)
_ENDS_COUNTED = re.compile(rf"(?:\s+[^\W\d_]+){{0,4}}?{_STOPS}")
"""Behind the second of the two, what is no whole that it would be of."""
_LEVEL = re.compile(
    r"[^.;()\d:]{0,60}?,?\s*(?:đã\s+|cũng\s+|và\s+|lại\s+|tức\s+|như\s+vậy\s+)*"
    r"(?:(?:tăng|giảm|bớt|thêm|vượt|hụt|ít|nhiều|cao|thấp|sụt|trưởng|hơn|ròng|được|khoảng)\s*){1,3}"
)
"""From a level to the change that it went through."""
_OTHER = re.compile(
    r"(?<!\w)(?:trong\s+(?:số\s+)?đó|riêng|làm|khiến|gây|gồm|nhưng|còn|trong\s+khi)(?!\w)"
)
_SHARED = re.compile(r"[^.;\d]{0,40}\d[\d.,]*\s*%")
_BACK = 10
"""Figures before a change among which the level may be that it names."""
_NEAR = 24
"""Figures of a paragraph on each side of a change that may make it right."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A change as an amount and in per cent, and the level beside it that they are of."""

    rate: Figure
    amount: Figure
    level: Figure
    before: bool = False
    """Whether the level is the one before the change, and not the one after it."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The rate at the head, the others in the order of the text."""
        rest = sorted((self.amount, self.level), key=lambda figure: figure.start)
        return (self.rate, *rest)

    @property
    def trend(self) -> Trend:
        """The rate with the two levels, of which the amount gives the other."""
        ends = _to if self.before else _since
        return ends(self.rate, self.amount, self.level)

    @property
    def holds(self) -> bool:
        """Whether the rate is that of the amount, rounded or cut off."""
        return _is_right(self.trend)


def growths(extraction: Extraction) -> Iterator[Growth]:
    """The changes given twice right behind a level, where no figure of their base stands by."""
    claimed = {claim.figures[0] for claim in extraction.claims_of(ClaimKind.CHANGE)}
    for block, in_block in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(in_block)
        if sum(figure.kind is Kind.CHANGE for figure in figures) < 2:
            continue
        folded = fold(extraction.document.blocks[block].text)
        for index, (first, second) in enumerate(pairwise(figures)):
            if not _are_one_change(folded, first, second):
                continue
            amount, rate = (second, first) if first.unit == "%" else (first, second)
            if rate.id in claimed or is_each_time(folded, amount) or is_each_time(folded, rate):
                continue
            near = figures[max(0, index - _NEAR) : index + _NEAR]
            level = figures[index - 1] if index else first
            if not _is_level_of(folded, level, first, amount):
                base = _base(near, amount)
                if base is not None and not _is_of_another(near, rate, amount, base):
                    yield Growth(rate, amount, base, before=True)
                    continue
                named = _called_alike(folded, figures, index, amount)
                if named is None or not _is_explained(rate, amount, named):
                    continue
                level = named
            if not _is_of_another(near, rate, amount, level):
                yield Growth(rate, amount, level)


def contradictions(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Changes given twice, up and down: 'tăng 2,0% (giảm 80 ha)'."""
    for first, second in pairwise(extraction.figures):
        if not first.kind is second.kind is Kind.CHANGE or first.sentence != second.sentence:
            continue
        if first.block != second.block or (first.unit == "%") == (second.unit == "%"):
            continue
        if (first.value < 0) == (second.value < 0) or "pp" in {first.unit, second.unit}:
            continue
        text = extraction.document.blocks[first.block].text
        says = _OTHER_WAY.fullmatch(fold(text[first.end : second.end])) is not None
        if says and _CLOSED.match(fold(text[second.end : second.end + _NEAR])):
            yield first, second


_OTHER_WAY = re.compile(
    r"(?:\s+(?!nhưng|song|còn)[^\W\d_]+){0,2}\s*\(\s*(?:(?:tăng|giảm)\s+|[-–+](?=\d))[^()\s]{1,12}(?:\s[^()]{1,16})?"
)


_CLOSED = re.compile(r"(?:\s+[^\W\d_]+)?\s*\)")


def _are_one_change(folded: str, first: Figure, second: Figure) -> bool:
    """'giảm 28 vụ (13,1%)', 'tăng 11,1%, tương ứng tăng 50 tỷ đồng'."""
    if not first.kind is second.kind is Kind.CHANGE or first.sentence != second.sentence:
        return False
    if (first.unit == "%") == (second.unit == "%") or "pp" in {first.unit, second.unit}:
        return False
    if not is_plain((first, second)) or (first.value < 0) != (second.value < 0):
        return False
    if _AGAIN.fullmatch(folded, first.end, second.start) is None:
        return False
    ends = _ENDS_COUNTED if second.unit is None else _ENDS
    return ends.match(folded, second.end) is not None


def _is_level_of(folded: str, level: Figure, first: Figure, amount: Figure) -> bool:
    """Whether a figure stands right before a change as what it led to."""
    if level.sentence != first.sentence or not may_be_level(level, amount):
        return False
    if level.role is not Role.ACTUAL or not is_plain((level,)) or level.value <= 0:
        return False
    if level.denominator is not None or amount.value >= level.value > 0:
        return False
    gap = folded[level.end : first.start]
    if _LEVEL.fullmatch(gap) is None or _OTHER.search(gap) or leaves_a_bracket(gap):
        return False
    if _SHARED.match(folded, level.end, first.start):
        return False
    return amount.unit is not None or amount.head in {"", level.head} or level.head == ""


def _base(figures: Sequence[Figure], amount: Figure) -> Figure | None:
    """The one figure of the case before in the sentence of a change that it can be of."""
    found = [
        figure
        for figure in figures
        if figure.sentence == amount.sentence
        and figure.role is Role.PREVIOUS
        and may_be_level(figure, amount)
        and figure.denominator is None
    ]
    if len(found) != 1 or not is_plain(found) or found[0].value <= 0:
        return None
    alike = amount.unit is not None or amount.head in {"", found[0].head} or not found[0].head
    return found[0] if alike else None


def _called_alike(
    folded: str, figures: Sequence[Figure], index: int, amount: Figure
) -> Figure | None:
    """The one level before a change that is called as it is.

    'xảy ra 186 vụ, làm chết 97 người; so với cùng kỳ giảm 28 vụ (13,1%), giảm 15 người chết …'.
    """
    own = item_words(folded, figures, figures.index(amount, index))
    found: list[tuple[int, Figure]] = []
    for at in range(index - 1, max(-1, index - _BACK), -1):
        level = figures[at]
        may_be = may_be_level(level, amount) and is_plain((level,)) and level.denominator is None
        if not may_be or level.role is not Role.ACTUAL or amount.value >= level.value:
            continue
        alike = len(own & item_words(folded, figures, at))
        if alike:
            found.append((alike, level))
    most = max((alike for alike, _ in found), default=0)
    best = [level for alike, level in found if alike == most]
    return best[0] if len(best) == 1 else None


def _is_explained(rate: Figure, amount: Figure, level: Figure) -> bool:
    """Whether one slip makes a rate wrong, or that it is of what is now and not of what was."""
    if is_one_slip_off(_since(rate, amount, level)):
        return True
    return bool(ways(amount.value, level.value, rate.value, rate.step))


def _is_of_another(figures: Sequence[Figure], rate: Figure, amount: Figure, level: Figure) -> bool:
    """Whether another figure of the paragraph, as what is or what was, makes the two agree."""
    for figure in figures:
        if figure.id == level.id or not may_be_level(figure, amount) or figure.value <= 0:
            continue
        if _is_right(_since(rate, amount, figure)) or _is_right(_to(rate, amount, figure)):
            return True
    return False


def _since(rate: Figure, amount: Figure, last: Figure) -> Trend:
    return Trend(rate, replace(last, value=last.value - amount.value), last)


def _to(rate: Figure, amount: Figure, base: Figure) -> Trend:
    return Trend(rate, base, replace(base, value=base.value + amount.value))


def _is_right(trend: Trend) -> bool:
    return trend.base.value > 0 and (trend.holds or trend.is_cut_off)
