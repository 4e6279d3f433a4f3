"""Columns of a table that follow from others: percentages, rates of growth, differences, shares.

What a column follows from is inferred, so it must prove itself: a reading is believed only if most
rows bear it out, or if the row that numbers the columns says it ('3 = 2/1') and some row does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import permutations

from rules.amounts import in_scale_of, is_plain, places_of, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import AMOUNTS
from rules.figures.spelling import fold
from rules.figures.tables import Table
from rules.finding import Finding, Message
from rules.notation import cut, written
from rules.plans import AIM
from rules.rounding import Interval
from rules.tabletotals import TOTAL_ROW, tables_with_figures

_OF_PLAN = re.compile(rf"(?<!\w){AIM}")
_OF_PAST = re.compile(r"cùng\s+kỳ|năm\s+trước|(?:tháng|quý|kỳ)\s+trước|(?<!\w)ck(?!\w)")
_CHANGED = re.compile(r"tăng|giảm|chênh\s+lệch|so\s+sánh|so\s+với|\+/-|±")
_FORMULA = re.compile(
    r"\(?(?P<own>\d{1,2})\)?\s*=\s*\(?(?P<a>\d{1,2})\)?\s*(?P<sign>[/:\-–])\s*\(?(?P<b>\d{1,2})\)?"
)
_LEAST_ROWS = 2
"""Rows that must bear a reading out."""
_MOST_WRONG = 3
"""One row in so many may be wrong."""
_SAMPLE = 8
"""Rows by which a reading is tried first."""
_WIDEST = 16
"""Columns of amounts among which pairs are tried."""


class Way(StrEnum):
    """How a column follows from others."""

    SHARE = "share"
    """100 a/b."""
    PLAN = "plan"
    """100 a/b, where b is planned."""
    GROWTH = "growth"
    """100 (a − b)/b, or 100 a/b where b is of the past."""
    DIFFERENCE = "difference"
    """a − b."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A cell that does not follow from the cells it should follow from."""

    figure: Figure
    last: Figure
    """a."""
    base: Figure
    """b."""
    way: Way
    is_index: bool
    """Whether a rate of growth is given as 100 a/b."""


def broken(extraction: Extraction, way: Way) -> Iterator[Derived]:
    """The cells of a report's tables that do not follow from others in this way."""
    return (derived for derived in _all_broken(_Report(extraction)) if derived.way is way)


@dataclass(frozen=True, slots=True, eq=False)
class _Report:
    """A report as itself: of one that is asked about four times the columns are read once."""

    extraction: Extraction

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Report) and self.extraction is other.extraction

    def __hash__(self) -> int:
        return id(self.extraction)


@lru_cache(maxsize=1)
def _all_broken(report: _Report) -> tuple[Derived, ...]:
    return tuple(
        derived
        for table, figures in tables_with_figures(report.extraction)
        for derived in _Columns(table, figures).broken()
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """What a column may follow from: of each row the cells a and b."""

    last: int
    """The column of a."""
    base: int
    """The column of b."""
    way: Way
    is_index: bool = True
    is_told: bool = False
    """The row that numbers the columns says so."""
    total: int | None = None
    """The row of b, where it is one cell for all."""


_Row = tuple[Figure, Figure, Figure]
"""A cell, a and b."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A column by one source."""

    rows: tuple[_Row, ...]
    source: _Source

    @property
    def wrong(self) -> tuple[_Row, ...]:
        return tuple(row for row in self.rows if not _follows(*row, self.source))

    @property
    def is_believed(self) -> bool:
        wrong = len(self.wrong)
        right = len({(f.value, a.value, b.value) for f, a, b in self.rows}) - wrong
        if self.source.is_told:
            return right > 0 and right >= wrong
        return right >= _LEAST_ROWS and right >= (_MOST_WRONG - 1) * wrong


def _follows(figure: Figure, last: Figure, base: Figure, source: _Source) -> bool:
    """Whether some true values behind the printed figures make the cell right, cut off or not."""
    a, b = stands_for(last), stands_for(base)
    value, step = Fraction(figure.value), Fraction(figure.step)
    if source.way is Way.DIFFERENCE:
        return (a - b).meets(stands_for(figure))
    if b.low <= 0:
        return True
    ends = [100 * top / low for top in (a.low, a.high) for low in (b.low, b.high)]
    possible = Interval(min(ends), max(ends))
    if source.way is Way.GROWTH and not source.is_index:
        possible = Interval(possible.low - 100, possible.high - 100)
    if possible.meets(Interval(value - step / 2, value + step / 2)):
        return True
    return possible.low < value + step and possible.high > value - step


def _is_explained(figure: Figure, believed: Iterable[_Reading]) -> bool:
    """Whether another reading that most rows bear out makes a cell right."""
    return any(
        own is figure and _follows(own, last, base, reading.source)
        for reading in believed
        for own, last, base in reading.rows
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    table: Table
    figures: Mapping[tuple[int, int], Figure]

    def broken(self) -> Iterator[Derived]:
        held = {c: self._column(c) for c in range(1, self.table.columns + 1)}
        units = {
            column: frozenset((f.kind, f.unit) for f in figures.values() if f.kind in AMOUNTS)
            for column, figures in held.items()
            if sum(f.kind in AMOUNTS for f in figures.values()) >= _LEAST_ROWS
        }
        if len(units) > _WIDEST:
            return
        told = self._told()
        for column, figures in held.items():
            first = [*figures][:_SAMPLE]
            sources = self._sources(column, [*figures.values()], units, told)
            tried = (s for s in sources if self._read(column, s, first).is_believed)
            readings = (self._read(column, source, figures) for source in tried)
            believed = [reading for reading in readings if reading.is_believed]
            if not believed:
                continue
            best = max(believed, key=lambda r: (r.source.is_told, len(r.rows) - len(r.wrong)))
            for figure, last, base in best.wrong:
                if not _is_explained(figure, believed):
                    yield Derived(figure, last, base, best.source.way, best.source.is_index)

    def _rows(self) -> range:
        return range(self.table.head + 1, self.table.rows + 1)

    def _column(self, column: int) -> dict[int, Figure]:
        """The figures of a column by their rows."""
        return {row: f for row in self._rows() if (f := self.figures.get((row, column)))}

    def _head(self, column: int) -> str:
        return fold(" ".join(self.table.path(column)))

    def _told(self) -> Mapping[int, tuple[int, int, str]]:
        """Of a column that the row of numbers explains, its two columns and the sign."""
        row = self.table.head
        if not row or not self.table.is_index(row):
            return {}
        texts = {c: self.table.text(row, c) for c in range(1, self.table.columns + 1)}
        numbered = {
            int(match[0]): column
            for column, text in texts.items()
            if (match := re.search(r"\d{1,2}", text)) is not None
        }
        found: dict[int, tuple[int, int, str]] = {}
        for column, text in texts.items():
            formula = _FORMULA.search(text)
            if formula is None:
                continue
            a, b = numbered.get(int(formula["a"])), numbered.get(int(formula["b"]))
            if a is not None and b is not None:
                found[column] = (a, b, formula["sign"])
        return found

    def _sources(
        self,
        column: int,
        own: Sequence[Figure],
        units: Mapping[int, frozenset[tuple[Kind, str | None]]],
        told: Mapping[int, tuple[int, int, str]],
    ) -> Iterator[_Source]:
        is_rate = any(f.kind is Kind.PERCENT or f.unit in {"%", "pp"} for f in own)
        if column in told:
            last, base, sign = told[column]
            if sign in "-–":
                yield _Source(last, base, Way.DIFFERENCE, is_told=True)
            elif is_rate:
                yield _Source(last, base, self._way(column, base), is_told=True)
            return
        others = [other for other in units if other != column]
        pairs = [(a, b) for a, b in permutations(others, 2) if units[a] == units[b]]
        if is_rate:
            for last, base in pairs:
                yield _Source(last, base, self._way(column, base))
                yield _Source(last, base, Way.GROWTH, is_index=False)
            totals = [r for r in self._rows() if TOTAL_ROW.fullmatch(fold(self.table.label(r)))]
            if len(totals) == 1:
                for other in others:
                    yield _Source(other, other, Way.SHARE, total=totals[0])
        elif own and _CHANGED.search(self._head(column)):
            for last, base in pairs:
                yield _Source(last, base, Way.DIFFERENCE)

    def _way(self, column: int, base: int) -> Way:
        if _OF_PLAN.search(self._head(base)):
            return Way.PLAN
        if _OF_PAST.search(f"{self._head(column)} {self._head(base)}"):
            return Way.GROWTH
        return Way.SHARE

    def _read(self, column: int, source: _Source, rows: Iterable[int]) -> _Reading:
        """A column by one source, in some of its rows."""
        found: list[_Row] = []
        for row in rows:
            if row == source.total:
                continue
            figure = self.figures[row, column]
            last = self.figures.get((row, source.last))
            base = self.figures.get((source.total or row, source.base))
            if last is not None and base is not None and _fit(figure, last, base):
                found.append((figure, last, base))
        return _Reading(tuple(found), source)


def _fit(figure: Figure, last: Figure, base: Figure) -> bool:
    amounts = last.kind in AMOUNTS and base.kind in AMOUNTS and base.value > 0
    return amounts and is_plain((figure, last, base))


def quotient(percent: Figure, part: Figure, whole: Figure) -> tuple[str, str]:
    """What a percentage would have to be, at its printed number of decimals, and the working."""
    exact = 100 * Fraction(part.value) / Fraction(whole.value)
    working = f"{part.surface} : {whole.surface} = {cut(exact)}%"
    return f"{written(exact, places_of(percent))}%", working


def miscalculated(check: Check, extraction: Extraction, derived: Derived) -> Finding:
    """The finding of a check that a cell is another than its row gives."""
    figure, last, base = derived.figure, derived.last, derived.base
    if derived.way is Way.DIFFERENCE:
        points: Decimal = last.value - base.value
        expected = in_scale_of(last, points)
        working = f"{last.surface} − {base.surface} = {expected}"
    else:
        expected, working = quotient(figure, last, base)
        if derived.way is Way.GROWTH and not derived.is_index:
            exact = 100 * Fraction(last.value) / Fraction(base.value) - 100
            working = f"({last.surface} − {base.surface}) : {base.surface} = {cut(exact)}%"
            expected = f"{written(exact, places_of(figure))}%"
    return check.finding(
        extraction,
        (figure, last, base),
        message=Message(
            vi=f"Ô ghi {figure.surface}; tính từ {last.surface} và {base.surface}: {expected}",
            en=f"The cell is {figure.surface}; {last.surface} and {base.surface} give {expected}",
        ),
        stated=figure.surface,
        expected=expected,
        working=Message(vi=working, en=working),
    )
