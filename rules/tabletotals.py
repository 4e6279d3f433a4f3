"""Totals of tables: which cells a total of a table is the sum of, and whether it is.

What makes up a total is inferred, so it must prove itself: rows are believed to make up the total
of one column only if they do so in another, or if the table leaves no other reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, pairwise
from operator import add

from rules.amounts import is_plain, stands_for
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.relations.sentence import AMOUNTS
from rules.figures.spelling import fold
from rules.figures.tables import Table

TOTAL_ROW = re.compile(
    r"(?:tổng(?:\s+(?:cộng|số|toàn)\b.*)?|cộng(?:\s.*)?"
    r"|toàn\s+(?:tỉnh|huyện|thành phố|ngành|quốc)|cả\s+(?:năm|nước|tỉnh|huyện|xã|kỳ))\W*"
)
_TOTAL_HEAD = re.compile(r"(?:tổng(?:\s+(?:cộng|số).*)?|cộng)\W*")
_MEAN_HEAD = re.compile(
    r"(?<!\w)(?:bình\s+quân|trung\s+bình|bq|tb|mật\s+độ|năng\s+suất|hệ\s+số|định\s+mức|đơn\s+giá"
    r"|giá\s+bán|chỉ\s+số|điểm|(?:tỷ|tỉ)\s+(?:lệ|suất)|so\s+sánh)(?!\w)|%|[^\W\d_]\s?/\s?[^\W\d_]"
)
"""Over a column of means, as 'học sinh/lớp' is: what stands in its total row is a mean as well."""
_WITHIN = re.compile(r"(?:trong\s+đó|gồm|bao\s+gồm|chia\s+ra|[-–+*]\s)")
_ITEMIZED = re.compile(r"[-–+*•]\s*[^\W\d_]")
_OPENS = re.compile(r"(?:trong\s+đó|gồm|bao\s+gồm|chia\s+ra)\W*")
_NOTHING = re.compile(r"[-–—.…x]*|0+", re.IGNORECASE)
_TOP = re.compile(r"[IVXLC]+[.)]?|[A-HĐ][.)]?")
_ITEM = re.compile(r"\d{1,2}[.)]?")
_FEW = 2
"""Columns that may all be wrong in a table that leaves no other reading."""
_WIDEST = 12
"""Columns among which one is looked for that is two others together."""
_PROVING = 3
"""Rows that show that it is."""
_LEAST_SHARE = 0.6
"""Of the cells of a column, or of group rows, that must agree before they are taken for totals."""

_Spot = tuple[int, int]
"""(row, column) of a cell."""


@dataclass(frozen=True, slots=True)
class Total:
    """A total of a table and the cells that make it up."""

    figure: Figure
    parts: tuple[Figure, ...]
    proved: bool
    """Another row or column bears the reading out, or there is no other."""

    @property
    def holds(self) -> bool:
        """Whether some true values behind the printed figures add up."""
        found = reduce(add, (stands_for(part) for part in self.parts))
        return stands_for(self.figure).meets(found)


def tables_with_figures(
    extraction: Extraction,
) -> Iterator[tuple[Table, Mapping[tuple[int, int], Figure]]]:
    """The tables of a report that hold figures, with these by row and column."""
    if not extraction.tables:
        return
    cells: dict[int, dict[tuple[int, int], Figure]] = {}
    for figure in extraction.figures:
        place = figure.place
        if place.table is not None and place.row is not None and place.column is not None:
            cells.setdefault(place.table, {})[place.row, place.column] = figure
    for table in extraction.tables:
        figures = cells.get(table.blocks[0].place.table or 0)
        if figures:
            yield table, figures


def totals(extraction: Extraction) -> Iterator[Total]:
    """The totals of a report's tables."""
    for table, figures in tables_with_figures(extraction):
        grid = _Grid(table, figures)
        yield from grid.down()
        yield from grid.groups()
        yield from grid.across()
        yield from grid.between()


@dataclass(frozen=True, slots=True)
class _Grid:
    table: Table
    figures: Mapping[tuple[int, int], Figure]

    def _rows(self) -> range:
        return range(self.table.head + 1, self.table.rows + 1)

    def _columns(self) -> list[int]:
        return [
            column
            for column in range(1, self.table.columns + 1)
            if any(self._summed(row, column) for row in self._rows())
        ]

    def _summed(self, row: int, column: int) -> Figure | None:
        figure = self.figures.get((row, column))
        return figure if figure is not None and figure.kind in AMOUNTS else None

    def _is_nothing(self, row: int, column: int) -> bool:
        return _NOTHING.fullmatch(self.table.text(row, column)) is not None

    def down(self) -> Iterator[Total]:
        """Total rows, over or under the rows that make them up."""
        rows = list(self._rows())
        marked = [row for row in rows if self._is_total(row)]
        for index, row in enumerate(marked):
            above = [r for r in rows if r < row and (index == 0 or r > marked[index - 1])]
            below = [
                r for r in rows if r > row and (index + 1 == len(marked) or r < marked[index + 1])
            ]
            readings = [members for side in (above, below) for members in self._readings(side)]
            yield from self._best(row, readings)

    def _is_total(self, row: int) -> bool:
        return TOTAL_ROW.fullmatch(fold(self.table.label(row))) is not None

    def _readings(self, rows: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Which of some rows may make up a total: all, those of the top level, those below it."""
        own = [row for row in rows if not _WITHIN.match(fold(self.table.label(row)))]
        if len(own) < 2:
            return
        yield tuple(own)
        top = [row for row in own if _TOP.fullmatch(self._ordinal(row))]
        if 1 < len(top) < len(own):
            yield tuple(top)
            yield tuple(row for row in own if row not in top)

    def groups(self) -> Iterator[Total]:
        """Rows 'I', 'II' over the rows '1', '2' … that make them up, if they mostly do."""
        rows = [row for row in self._rows() if not self._is_total(row)]
        tops = [row for row in rows if _TOP.fullmatch(self._ordinal(row))]
        found: list[Total] = []
        for top, end in pairwise([*tops, self.table.rows + 1]):
            members = self._items([row for row in rows if top < row < end])
            if len(members) < _FEW:
                continue
            sums = (self._sum((top, c), ((row, c) for row in members)) for c in self._columns())
            found += [total for total in sums if total is not None]
        yield from self._believed(found)
        for top in self._rows():
            within = self._within(top)
            if len(within) >= _FEW:
                sums = (self._sum((top, c), ((r, c) for r in within)) for c in self._columns())
                yield from self._believed([total for total in sums if total is not None])

    def _within(self, top: int) -> list[int]:
        """The rows '- …' right under a row, behind one that says no more than 'Trong đó:'."""
        found: list[int] = []
        for row in range(top + 1, self.table.rows + 1):
            label = fold(self.table.label(row))
            if _ITEMIZED.match(label):
                found.append(row)
            elif found or not _OPENS.fullmatch(label):
                break
        return found

    def _items(self, rows: Sequence[int]) -> list[int]:
        """Of the rows of a group those that are numbered 1, 2, …; all if none is numbered."""
        own = [row for row in rows if not _WITHIN.match(fold(self.table.label(row)))]
        numbered = [row for row in own if _ITEM.fullmatch(self._ordinal(row))]
        return numbered or own

    def _believed(self, found: Sequence[Total]) -> Iterator[Total]:
        """Totals of one reading, if most of them bear it out."""
        right = sum(total.holds for total in found)
        if len(found) > 1 and right >= max(2, _LEAST_SHARE * len(found)):
            for total in found:
                yield Total(total.figure, total.parts, proved=True)

    def _ordinal(self, row: int) -> str:
        return self.table.text(row, self.table.ordinal_column or 1).strip()

    def _best(self, row: int, readings: Sequence[tuple[int, ...]]) -> Iterator[Total]:
        """The totals of a row by the reading that most columns bear out."""
        found: list[list[Total]] = []
        columns = self._columns()
        for members in readings:
            sums = (self._sum((row, c), ((member, c) for member in members)) for c in columns)
            held = [total for total in sums if total is not None]
            if held:
                found.append(held)
        if not found:
            return
        best = max(found, key=lambda held: sum(total.holds for total in held))
        right = sum(total.holds for total in best)
        proved = right > 0 or (len(found) == 1 and len(best) <= _FEW)
        for total in best:
            yield Total(total.figure, total.parts, proved)

    def _sum(self, whole: _Spot, members: Iterable[_Spot]) -> Total | None:
        """The cell as the total of others; None if one of them is neither a number nor nothing."""
        figure = self._summed(*whole)
        if figure is None:
            return None
        parts: list[Figure] = []
        for member in members:
            part = self._summed(*member)
            if part is not None:
                parts.append(part)
            elif not self._is_nothing(*member):
                return None
        alike = all(part.kind is figure.kind and part.unit == figure.unit for part in parts)
        if len(parts) < 2 or not alike or not is_plain((figure, *parts)):
            return None
        if self._is_a_mean(whole[1], figure, parts):
            return None
        return Total(figure, tuple(parts), proved=False)

    def _is_a_mean(self, column: int, figure: Figure, parts: Sequence[Figure]) -> bool:
        """Whether the column is one of means, and the cell lies where the mean of others does."""
        values = [part.value for part in parts]
        if not min(values) <= figure.value <= max(values):
            return False
        return any(_MEAN_HEAD.search(fold(head)) for head in self.table.path(column))

    def across(self) -> Iterator[Total]:
        """Total columns, with the columns of the same kind behind them under the same heads."""
        columns = self._columns()
        for column in columns:
            path = self.table.path(column)
            if not path or not _TOTAL_HEAD.fullmatch(fold(path[-1])):
                continue
            members = self._beside(column, columns)
            sums = (
                self._sum((r, column), ((r, member) for member in members)) for r in self._rows()
            )
            yield from self._believed([total for total in sums if total is not None])

    def between(self) -> Iterator[Total]:
        """A column that is two others together in every row but one: 'giao', 'xong', 'còn lại'."""
        columns = self._columns()[:_WIDEST]
        for whole in columns:
            path = self.table.path(whole)
            if path and _TOTAL_HEAD.fullmatch(fold(path[-1])):
                continue
            for pair in combinations([column for column in columns if column != whole], 2):
                sums = (self._sum((r, whole), ((r, c) for c in pair)) for r in self._rows())
                found = [total for total in sums if total is not None]
                if sum(not total.holds for total in found) == 1 and len(found) > _PROVING:
                    for total in found:
                        yield Total(total.figure, total.parts, proved=True)

    def _beside(self, column: int, columns: Sequence[int]) -> list[int]:
        outer = self.table.path(column)[:-1]
        found: list[int] = []
        for other in columns:
            path = self.table.path(other)
            if other <= column or path[: len(outer)] != outer:
                continue
            if path and _TOTAL_HEAD.fullmatch(fold(path[-1])):
                break
            found.append(other)
        return found
