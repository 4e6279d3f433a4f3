"""Tables that run on over pages, made one: rows counted on, repeated heads taken out of the data.

A table at the head of a page goes on with the one at the foot of the page before if no text stands
between and its columns stand in the same places. Head rows that are printed again become running
heads, so that none of their numerals is counted twice as data; a row that the page break cut is
put together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import BlockKind
from extractors.paragraphs import Piece, is_finished, is_item, joined

_LOOSE = frozenset({BlockKind.PAGE_NUMBER, BlockKind.RUNNING_HEAD, BlockKind.FOOTNOTE})


def with_tables_whole(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a document, in order, tables over several pages as one table each."""
    table: _Table | None = None
    loose: list[Piece] = []
    number = 0
    for of, group in groupby(pieces, key=_table_of):
        if of is None:
            for piece in group:
                if table is not None and piece.kind in _LOOSE:
                    loose.append(piece)
                    continue
                if table is not None:
                    yield from (*table.cells, *loose)
                    table, loose = None, []
                yield piece
            continue
        part = list(group)
        if table is not None and table.goes_on(part):
            loose += table.add(part)
            continue
        if table is not None:
            yield from (*table.cells, *loose)
        number += 1
        table, loose = _Table(part, number), []
    if table is not None:
        yield from (*table.cells, *loose)


def _table_of(piece: Piece) -> int | None:
    return piece.table if piece.kind is BlockKind.CELL else None


class _Table:
    """A table as far as it is read: what the next page is held to is kept, not asked for anew."""

    def __init__(self, part: Sequence[Piece], number: int) -> None:
        self.cells = [replace(cell, table=number) for cell in part]
        self._number = number
        self._width = _width(self.cells)
        self._columns = _columns(self.cells)
        self._first = {row: tuple(ats) for row, ats in _rows(self.cells).items()}
        """The indexes of the cells of each row of the first page: what may be printed again."""
        self._end = _end(self.cells)
        """The last row that a cell reaches."""
        self._last = {at: cell for at, cell in enumerate(self.cells) if cell.row == self._end}
        """The cells of that row, by their index."""

    def goes_on(self, part: Sequence[Piece]) -> bool:
        """Whether a part on the next page has the table's columns."""
        if not part or (part[0].page or 0) != (self.cells[-1].page or 0) + 1:
            return False
        width = _width(part)
        if self._width < width:
            return False
        own, other = self._columns, _columns(part)
        shared = own.keys() & other.keys()
        near = sum(
            own[column][0] < other[column][1] and other[column][0] < own[column][1]
            for column in shared
        )
        if self._width > width:
            # its last column may be empty on this page; then more than one must stand in its place
            return near == len(shared) > 1
        return near == len(shared) and (near > 0 or self._repeated(part) > 0)

    def add(self, part: Sequence[Piece]) -> list[Piece]:
        """Put the part's rows behind the table's; gives back the head cells printed again."""
        head = self._repeated(part)
        heads = [
            replace(
                cell, kind=BlockKind.RUNNING_HEAD, table=None, row=None, column=None,
                row_span=1, column_span=1,
            )
            for cell in part
            if (cell.row or 1) <= head
        ]  # fmt: skip
        rows = [cell for cell in part if (cell.row or 1) > head]
        shift = self._end - head
        first = [cell for cell in rows if cell.row == head + 1]
        if first and _is_cut(list(self._last.values()), first):
            shift -= 1
            for cell in first:
                at = next(i for i, old in self._last.items() if old.column == cell.column)
                self._put(at, joined(self.cells[at], cell))
            rows = [cell for cell in rows if cell.row != head + 1]
        for cell in rows:
            self._append(replace(cell, table=self._number, row=(cell.row or 1) + shift))
        return heads

    def _put(self, at: int, cell: Piece) -> None:
        self.cells[at] = self._last[at] = cell
        self._reach([cell])

    def _append(self, cell: Piece) -> None:
        end = _end([cell])
        if end > self._end:
            self._end = end
            self._last = {}
        if cell.row == self._end:
            self._last[len(self.cells)] = cell
        self.cells.append(cell)
        self._width = max(self._width, _width([cell]))
        self._reach([cell])

    def _reach(self, cells: Sequence[Piece]) -> None:
        """Let the columns reach as far as these cells do."""
        for column, (left, right) in _columns(cells).items():
            old = self._columns.get(column, (left, right))
            self._columns[column] = min(old[0], left), max(old[1], right)

    def _repeated(self, part: Sequence[Piece]) -> int:
        """How many rows at the head of the part are those at the head of the table."""
        again = _rows(part)
        count = 0
        for row in sorted(again):
            first = [self.cells[at] for at in self._first.get(row, ())]
            if _form(first) != _form([part[at] for at in again[row]]):
                break
            count = row
        return count


def _width(cells: Sequence[Piece]) -> int:
    return max((cell.column or 1) + cell.column_span - 1 for cell in cells)


def _end(cells: Sequence[Piece]) -> int:
    return max((cell.row or 1) + cell.row_span - 1 for cell in cells)


def _columns(cells: Sequence[Piece]) -> dict[int, tuple[float, float]]:
    """Of each column, how far its text reaches to the left and to the right."""
    reach: dict[int, tuple[float, float]] = {}
    for cell in cells:
        boxes = [run.box for run in cell.runs if run.box is not None]
        if cell.column is None or cell.column_span > 1 or not boxes:
            continue
        left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
        old = reach.get(cell.column, (left, right))
        reach[cell.column] = min(old[0], left), max(old[1], right)
    return reach


def _rows(cells: Sequence[Piece]) -> dict[int, list[int]]:
    """Of each row the indexes of its cells."""
    rows: dict[int, list[int]] = {}
    for at, cell in enumerate(cells):
        rows.setdefault(cell.row or 1, []).append(at)
    return rows


def _form(cells: Sequence[Piece]) -> list[tuple[int | None, int, int, str]]:
    return [
        (cell.column, cell.row_span, cell.column_span, "".join(cell.text.split())) for cell in cells
    ]


def _is_cut(last: Sequence[Piece], first: Sequence[Piece]) -> bool:
    """Whether the first row of a part is what a page break left of the table's last row."""
    above = {cell.column: cell for cell in last}
    if not above or len(first) >= len(above):
        return False
    return all(
        cell.column in above
        and cell.text[:1].islower()
        and not is_item(cell.text)
        and not is_finished(above[cell.column].text)
        for cell in first
    )
