"""Balances: what was, came, went and is left: 'đầu kỳ 1.240, tăng 85, giảm 23, cuối kỳ 1.302'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from rules.amounts import is_plain, stands_for
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.lexicon import Lexicon
from rules.figures.relations.sentence import AMOUNTS, leaves_a_bracket
from rules.figures.spelling import fold
from rules.rounding import Interval

_FAR = 60
"""Characters before a figure in which it is said what it is."""
_BREAK = re.compile(r"[,;:.(]\s")
_MOST = 12
"""Figures from the first of a balance to its last."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What there was, what came and went, and what is left."""

    opening: Figure
    came: Figure
    went: Figure
    closing: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All four in the order of the text."""
        return (self.opening, self.came, self.went, self.closing)

    @property
    def left(self) -> Fraction:
        """What must be left."""
        opening, came, went, _ = (abs(Fraction(figure.value)) for figure in self.figures)
        return opening + came - went

    @property
    def holds(self) -> bool:
        """Whether some true values behind the printed ones make it right."""
        opening, came, went, closing = (_size(figure) for figure in self.figures)
        return (opening + came - went).meets(closing)


def balances(extraction: Extraction) -> Iterator[Balance]:
    """The balances of a report, each told in one sentence in this order."""
    for (block, _), group in groupby(extraction.figures, key=lambda f: (f.block, f.sentence)):
        figures = [figure for figure in group if figure.kind in {*AMOUNTS, Kind.CHANGE}]
        if len(figures) < 4:
            continue
        folded = fold(extraction.document.blocks[block].text)
        for index, figure in enumerate(figures):
            if _is(folded, figure, extraction.lexicon, "opening"):
                found = _from(folded, figures[index : index + _MOST], extraction.lexicon)
                if found is not None:
                    yield found


def _from(folded: str, figures: list[Figure], lexicon: Lexicon) -> Balance | None:
    """The balance that begins with the first of some figures; what stands in brackets is aside."""
    opening, *rest = figures
    steps = ["came", "went", "closing"]
    found = [opening]
    for figure in rest:
        if _measure(figure) != _measure(opening):
            continue
        if _is_aside(folded, found[-1], figure):
            continue
        if not steps or not _is(folded, figure, lexicon, steps[0]):
            return None
        found.append(figure)
        steps.pop(0)
        if not steps:
            break
    if steps or not is_plain(found):
        return None
    return Balance(*found)


def _measure(figure: Figure) -> tuple[object, ...]:
    kind = Kind.COUNT if figure.kind is Kind.CHANGE and figure.unit is None else figure.kind
    return (figure.unit, kind is Kind.COUNT)


def _is_aside(folded: str, before: Figure, figure: Figure) -> bool:
    """Whether a figure stands in a bracket that was opened behind another."""
    gap = folded[before.end : figure.start]
    return gap.count("(") > gap.count(")") and not leaves_a_bracket(gap)


def _is(folded: str, figure: Figure, lexicon: Lexicon, what: str) -> bool:
    lead = folded[max(figure.sentence[0], figure.start - _FAR) : figure.start]
    return lexicon.balance[what].search(_BREAK.split(lead)[-1]) is not None


def _size(figure: Figure) -> Interval:
    own = stands_for(figure)
    return own if own.high >= 0 else Interval(-own.high, -own.low)
