"""Indexes: what a figure is of its case before: 'bằng 108,7% so với cùng kỳ (1.150 tỷ đồng)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.amounts import is_plain
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.fitting import may_be_level
from rules.figures.spelling import fold
from rules.trends import Trend

_REACHED = re.compile(
    r"(?:\s+[^\W\d_]+){0,8}?\s*,?\s*(?:(?:đã|chỉ|mới|ước|và|cũng)\s+){0,2}(?:bằng|đạt|=)\s+"
)
"""From a figure to what it is of the case before."""
_OF_THEN = re.compile(
    r"\s*(?:(?:so\s+(?:với|cùng)|của)\s+)?(?:mức\s+|số\s+)?"
    r"(?:cùng\s+(?:kỳ|thời\s+điểm)|(?:năm|tháng|quý|kỳ|vụ|khóa|nhiệm\s+kỳ|năm\s+học)\s)[^.;()]{0,40}\(\s*(?:[^\W\d_]+\s+){0,3}"
)
_CLOSES = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*\)")
_WORD = re.compile(r"\s+([^\W\d_]+)")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Index:
    """A figure, what it is of its case before in per cent, and that case."""

    percent: Figure
    last: Figure
    base: Figure

    @property
    def trend(self) -> Trend:
        """The same as a change: 108,7% is one of 8,7%."""
        change = replace(
            self.percent, kind=Kind.CHANGE, unit="%", value=self.percent.value - _HUNDRED
        )
        return Trend(change, self.base, self.last)

    @property
    def holds(self) -> bool:
        """Whether it follows from the two, rounded or cut off; or is their change instead."""
        own = self.trend
        change = replace(self.percent, kind=Kind.CHANGE, unit="%")
        return own.holds or own.is_cut_off or Trend(change, self.base, self.last).holds


def indexes(extraction: Extraction) -> Iterator[Index]:
    """The percentages of a case before that stands in a bracket behind them."""
    figures = extraction.figures
    for last, percent, base in zip(figures, figures[1:], figures[2:], strict=False):
        if percent.kind is not Kind.PERCENT or base.role is not Role.PREVIOUS:
            continue
        if not last.sentence == percent.sentence == base.sentence or last.block != base.block:
            continue
        alike = (last.kind, last.unit) == (base.kind, base.unit) and last.role is Role.ACTUAL
        if not alike or not is_plain((last, percent, base)) or base.value <= 0:
            continue
        if last.denominator is not None or not may_be_level(last, replace(percent, unit="%")):
            continue
        text = extraction.document.blocks[percent.block].text
        if last.kind is Kind.COUNT and not _are_of_one_thing(text, last, base):
            continue
        if _REACHED.fullmatch(fold(text[last.end : percent.start])) is None:
            continue
        if _OF_THEN.fullmatch(fold(text[percent.end : base.start])) is None:
            continue
        if _CLOSES.match(fold(text[base.end : base.end + 60])) is not None:
            yield Index(percent, last, base)


def _are_of_one_thing(text: str, last: Figure, base: Figure) -> bool:
    if last.head == base.head or not (last.head and base.head):
        return True
    words = [_WORD.match(text, figure.end) for figure in (last, base)]
    return words[0] is not None and words[1] is not None and words[0][1] == words[1][1]
