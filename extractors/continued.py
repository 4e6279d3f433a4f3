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
    table: list[Piece] = []
    loose: list[Piece] = []
    number = 0
    for of, group in groupby(pieces, key=_table_of):
        if of is None:
            for piece in group:
                if table and piece.kind in _LOOSE:
                    loose.append(piece)
                    continue
                yield from (*table, *loose, piece)
                table, loose = [], []
            continue
        part = list(group)
        if table and _goes_on(table, part):
            loose += _added(table, part)
            continue
        yield from (*table, *loose)
        number += 1
        table, loose = [replace(cell, table=number) for cell in part], []
    yield from (*table, *loose)


def _table_of(piece: Piece) -> int | None:
    return piece.table if piece.kind is BlockKind.CELL else None


def _goes_on(table: Sequence[Piece], part: Sequence[Piece]) -> bool:
    """Whether a part on the next page has the table's columns."""
    if not part or not table or (part[0].page or 0) != (table[-1].page or 0) + 1:
        return False
    if _width(table) < _width(part):
        return False
    own, other = _columns(table), _columns(part)
    shared = own.keys() & other.keys()
    near = sum(
        own[column][0] < other[column][1] and other[column][0] < own[column][1] for column in shared
    )
    if _width(table) > _width(part):
        # its last column may be empty on this page; then more than one must stand in its place
        return near == len(shared) > 1
    return near == len(shared) and (near > 0 or _repeated(table, part) > 0)


def _width(cells: Sequence[Piece]) -> int:
    return max((cell.column or 1) + cell.column_span - 1 for cell in cells)


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


def _rows(cells: Sequence[Piece]) -> dict[int, list[Piece]]:
    rows: dict[int, list[Piece]] = {}
    for cell in cells:
        rows.setdefault(cell.row or 1, []).append(cell)
    return rows


def _repeated(table: Sequence[Piece], part: Sequence[Piece]) -> int:
    """How many rows at the head of the part are those at the head of the table."""

    def form(cells: Sequence[Piece]) -> list[tuple[int | None, int, int, str]]:
        return [
            (cell.column, cell.row_span, cell.column_span, "".join(cell.text.split()))
            for cell in cells
        ]

    first, again = _rows(table), _rows(part)
    count = 0
    for row in sorted(again):
        if row not in first or form(first[row]) != form(again[row]):
            break
        count = row
    return count


def _added(table: list[Piece], part: Sequence[Piece]) -> list[Piece]:
    """Put the part's rows behind the table's; gives back the head cells printed again."""
    head = _repeated(table, part)
    heads = [
        replace(
            cell, kind=BlockKind.RUNNING_HEAD, table=None, row=None, column=None,
            row_span=1, column_span=1,
        )
        for cell in part
        if (cell.row or 1) <= head
    ]  # fmt: skip
    rows = [cell for cell in part if (cell.row or 1) > head]
    last = max((cell.row or 1) + cell.row_span - 1 for cell in table)
    shift = last - head
    first = [cell for cell in rows if cell.row == head + 1]
    if first and _is_cut(table, first, last):
        shift -= 1
        for cell in first:
            at = next(
                i for i, old in enumerate(table) if old.row == last and old.column == cell.column
            )
            table[at] = joined(table[at], cell)
        rows = [cell for cell in rows if cell.row != head + 1]
    number = table[0].table
    table += [replace(cell, table=number, row=(cell.row or 1) + shift) for cell in rows]
    return heads


def _is_cut(table: Sequence[Piece], first: Sequence[Piece], last: int) -> bool:
    """Whether the first row of a part is what a page break left of the table's last row."""
    above = {cell.column: cell for cell in table if cell.row == last}
    if not above or len(first) >= len(above):
        return False
    return all(
        cell.column in above
        and cell.text[:1].islower()
        and not is_item(cell.text)
        and not is_finished(above[cell.column].text)
        for cell in first
    )
