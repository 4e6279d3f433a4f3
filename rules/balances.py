"""Balances: what there was, with what came and less what went, is what there is.

'đầu kỳ có số dư 1.268,4 triệu đồng, thu 947,5, chi 1.132,6, số dư cuối kỳ 1.083,3'; 'kết nạp 624
hội viên, giảm 240, tăng thực 384'. Every figure between the first and the last has to tell whether
it came or went; where the last one is right without some of them, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from rules.amounts import is_plain, stands_for
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, counts_may_be_alike, leaves_a_bracket
from rules.figures.spelling import fold
from rules.labels import Label, label_of
from rules.rounding import NOTHING, Interval
from rules.slips import may_have_been

_BACK = 9
"""Figures before the last of a balance among which its first may be."""
_FAR = 400
_MOST = 6
"""Figures that come or go."""
_TELLING = 2
"""Digits from which a slip tells something."""
_COMPARED = re.compile(r"(?<!\w)(?:so\s+với|so|cùng\s+kỳ|kế\s+hoạch|dự\s+toán)(?!\w)")
_SELECTED = re.compile(r"(?<!\w)(?:trong\s+(?:số\s+)?(?:đó|này|ấy)|riêng|gồm|kể\s+cả)(?!\w)")


@dataclass(frozen=True, slots=True)
class Balance:
    """The figures of a stock in the order of the text, its last one apart."""

    terms: tuple[tuple[Figure, int], ...]
    """Each with +1 for what there was or came, -1 for what went."""
    last: Figure
    net: bool
    """The last one is not what there is, but what more there is."""

    @property
    def needed(self) -> Interval:
        """What the last one would have to be."""
        return sum((_signed(figure, sign) for figure, sign in self.terms), NOTHING)

    @property
    def left(self) -> Decimal:
        """The same as one number."""
        return sum((abs(figure.value) * sign for figure, sign in self.terms), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the last one is that."""
        return _size(self.last).meets(self.needed)


def balances(extraction: Extraction) -> Iterator[Balance]:
    """Every balance that the words of a report tell, right or wrong."""
    for block, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        if len(figures) < 3 or extraction.document.blocks[block].place.table is not None:
            continue
        text = fold(extraction.document.blocks[block].text)
        if _TELLS.search(text) is not None:
            yield from _Paragraph(extraction, text, figures).balances()


_TELLS = re.compile(r"(?<!\w)(?:đầu|cũ|trước|thực|ròng)(?!\w)")
"""Some word of every opening, and of every net."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    extraction: Extraction
    folded: str
    figures: tuple[Figure, ...]

    def balances(self) -> Iterator[Balance]:
        for at, figure in enumerate(self.figures):
            if not is_plain((figure,)) or figure.role is not Role.ACTUAL:
                continue
            label = self._label(at)
            if self._says("net", label):
                found = self._net(at)
            elif figure.kind in AMOUNTS and self._says("closing", label):
                found = self._stock(at)
            else:
                continue
            if found is not None and (found.holds or self._is_believed(found)):
                yield found

    def _label(self, at: int) -> Label:
        return label_of(self.folded, self.figures, at)

    def _says(self, what: str, label: Label) -> bool:
        return self.extraction.lexicon.stocks[what].search(label.lead) is not None

    def _sign(self, at: int) -> int:
        """+1 for what came, -1 for what went; 0 if nothing or both is said."""
        figure, label = self.figures[at], self._label(at)
        if _COMPARED.search(label.text):
            return 0
        if figure.kind is Kind.CHANGE:
            return 1 if figure.value > 0 else -1
        goes, comes = self._says("outgoing", label), self._says("incoming", label)
        if not goes and not comes:  # '23 hộ thoát nghèo'
            behind = Label(label.tail, "")
            goes, comes = self._says("outgoing", behind), self._says("incoming", behind)
        return 0 if goes is comes else 1 if comes else -1

    def _is_alike(self, one: int, other: int) -> bool:
        figure, last = self.figures[one], self.figures[other]
        if last.start - figure.end > _FAR or figure.role is Role.PREVIOUS:
            return False
        if leaves_a_bracket(self.folded[figure.end : last.start]):
            return False
        if Kind.CHANGE in {figure.kind, last.kind}:
            return figure.unit is None or last.unit is None or figure.unit == last.unit
        if (figure.kind, figure.unit) != (last.kind, last.unit):
            return False
        if figure.kind is not Kind.COUNT or counts_may_be_alike(figure, last):
            return True
        behind, after = (self._label(place).tail.split(" ")[0] for place in (one, other))
        return not behind or not after or behind == after

    def _before(self, at: int) -> list[int]:
        return [
            place
            for place in range(max(0, at - _BACK), at)
            if self.figures[place].kind in {*AMOUNTS, Kind.CHANGE} and self._is_alike(place, at)
        ]

    def _stock(self, at: int) -> Balance | None:
        """'đầu năm 63, thêm 14, quyết toán 22, còn 55', the first one perhaps behind the second."""
        before = self._before(at)
        first = next((p for p in reversed(before) if self._opens(p)), None)
        if first is None:
            return None
        flows = [place for place in before if place > first]
        sooner = before.index(first) - 1
        if (
            sooner >= 0
            and self._is_beside(before[sooner], first)
            and self._sign(before[sooner]) > 0
        ):
            flows.insert(0, before[sooner])
        return self._told(at, first, flows)

    def _is_beside(self, one: int, other: int) -> bool:
        same = self.figures[one].sentence == self.figures[other].sentence
        return same and ";" not in self.folded[self.figures[one].end : self.figures[other].start]

    def _opens(self, at: int) -> bool:
        label = self._label(at)
        said = self.extraction.lexicon.stocks["opening"].search(label.text) is not None
        return said and self.figures[at].kind in AMOUNTS and not _COMPARED.search(label.text)

    def _net(self, at: int) -> Balance | None:
        """'kết nạp 624 hội viên, giảm 240 hội viên, tăng thực 384 hội viên'."""
        flows: list[int] = []
        for place in reversed(self._before(at)):
            if self.figures[place].sentence != self.figures[at].sentence or not self._sign(place):
                break
            flows.insert(0, place)
        return self._told(at, None, flows)

    def _told(self, at: int, first: int | None, flows: Sequence[int]) -> Balance | None:
        signs = {place: self._sign(place) for place in flows}
        if {*signs.values()} != {1, -1} or len(flows) > _MOST:
            return None
        if any(_SELECTED.search(self._label(place).lead) for place in (*flows, at)):
            return None
        if first is not None:
            signs[first] = 1
        terms = tuple((self.figures[place], signs[place]) for place in sorted(signs))
        return Balance(terms, self.figures[at], net=first is None)

    def _is_believed(self, found: Balance) -> bool:
        if not is_plain(figure for figure, _ in found.terms) or _is_otherwise(found):
            return False
        if found.net:
            return len(found.terms) == 2
        digits = len(str(int(found.last.value / found.last.step)))
        if digits >= _TELLING and may_have_been(found.last, found.needed):
            return True
        last = stands_for(found.last)
        return any(
            figure.kind in AMOUNTS
            and figure.value >= 1000 * figure.step
            and may_have_been(figure, _turned(last - (found.needed - _signed(figure, sign)), sign))
            for figure, sign in found.terms
        )


def _size(figure: Figure) -> Interval:
    own = stands_for(figure)
    return own if figure.value >= 0 else -own


def _signed(figure: Figure, sign: int) -> Interval:
    return _turned(_size(figure), sign)


def _turned(own: Interval, sign: int) -> Interval:
    return own if sign > 0 else -own


def _is_otherwise(found: Balance) -> bool:
    """Whether leaving out some of what came and went makes the last one right."""
    sums = [NOTHING]
    for figure, sign in found.terms:
        own = _signed(figure, sign)
        sums = [new for so_far in sums for new in (so_far, so_far + own)]
    last = _size(found.last)
    return any(so_far.meets(last) for so_far in sums)
