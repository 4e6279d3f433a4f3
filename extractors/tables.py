"""Tables of a PDF page: cells by ruling lines, as pdfplumber finds them."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import BlockKind, Run
from extractors.drawn import extent, extents_within, objects
from extractors.edges import Edge, edges_of
from extractors.errors import Reason, UnreadableError
from extractors.frame import Frame, Sides
from extractors.glyphs import Glyphs
from extractors.lines import Lines
from extractors.openrows import open_rows
from extractors.paragraphs import Piece, is_one_word, joined

_THIN = 3.0
"""Points; a path no thicker is a line."""
_SHORTEST = 12.0
_TOUCHING = 0.5
"""Points; letters of one word are no further apart."""
_MOST_OBJECTS = 20_000

_Cell = tuple[int, int, int, int, tuple[float, float, float, float]]
"""(row, column, rows, columns, box)."""


def has_ruling(page: Any) -> bool:
    """Whether a page has lines both ways, as a ruled table has. Costs one pass over its objects."""
    across = down = 0
    for width, height in _extents(page):
        if height <= _THIN and width >= _SHORTEST:
            across += 1
        elif width <= _THIN and height >= _THIN:
            down += 1
        elif width >= _SHORTEST and height >= _THIN:
            across += 1
            down += 1
        if across >= 2 and down >= 2:
            return True
    return False


def _extents(page: Any) -> Iterator[tuple[float, float]]:
    """Width and height of what is drawn on a page, that in its forms last."""
    forms = []
    for kind, obj in objects(page, _MOST_OBJECTS):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            size = extent(obj)
            if size is not None:
                yield size
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append(obj)
    for form in forms:
        yield from extents_within(form, _MOST_OBJECTS)


def table_cells(
    glyphs: Glyphs, lines: Lines, page: Any, before: int
) -> tuple[tuple[tuple[float, tuple[Piece, ...]], ...], Callable[[int], bool]]:
    """The tables of a page, each with its top, as cells; and which characters they hold.

    Args:
        glyphs: the characters of the page.
        lines: what reads them.
        page: of PDFium, open.
        before: how many tables the document has on the pages before.

    Raises:
        UnreadableError: the tables of the page cannot be told.
    """
    grids = _grids(page, glyphs.frame)
    if not grids:
        return (), lambda _: False
    owner = _owners(glyphs, grids)
    cutting = _cutting(glyphs, owner, grids)
    owner = {char: at for char, at in owner.items() if at[0] not in cutting}
    held: dict[tuple[int, int], list[int]] = {}
    for char, spot in owner.items():
        held.setdefault(spot, []).append(char)
    tables: list[tuple[float, tuple[Piece, ...]]] = []
    for number, grid in enumerate(grids):
        if number in cutting:
            continue
        cells = []
        for at, (row, column, rows, columns, _) in enumerate(grid):
            piece = _cell(glyphs, lines, held.get((number, at), ()))
            if piece is not None:
                cells.append(
                    Piece(
                        text=piece.text, runs=piece.runs, kind=BlockKind.CELL, page=piece.page,
                        table=before + len(tables) + 1, row=row, column=column,
                        row_span=rows, column_span=columns,
                    )
                )  # fmt: skip
        tables.append((min(box[1] for *_, box in grid), tuple(cells)))
    return tuple(tables), lambda char: char in owner


def _owners(glyphs: Glyphs, grids: Sequence[Sequence[_Cell]]) -> dict[int, tuple[int, int]]:
    """The grid and the cell in it of every character that stands in one."""
    owner: dict[int, tuple[int, int]] = {}
    spots = [
        ((number, at), box)
        for number, grid in enumerate(grids)
        for at, (*_, box) in enumerate(grid)
    ]
    last = 0
    for char, letter in enumerate(glyphs.text):
        if letter.isspace():
            continue
        left, over, right, under = glyphs.sides(char)
        x, y = (left + right) / 2, (over + under) / 2
        # Most characters stand in the cell of the one before, or in the next one.
        for turn in chain((last, (last + 1) % len(spots)), range(len(spots))):
            spot, (x0, top, x1, bottom) = spots[turn]
            if x0 <= x <= x1 and top <= y <= bottom:
                owner[char] = spot
                last = turn
                break
    return owner


def _cutting(
    glyphs: Glyphs, owner: dict[int, tuple[int, int]], grids: Sequence[Sequence[_Cell]]
) -> frozenset[int]:
    """The grids that part words and no texts: boxes under letters, as a shadow has, no cells."""
    cuts = [0] * len(grids)
    for char, (grid, cell) in owner.items():
        behind = owner.get(char + 1)
        if behind is None or behind[0] != grid or behind[1] == cell:
            continue
        left, right = glyphs.sides(char), glyphs.sides(char + 1)
        beside = abs(left[3] - right[3]) < _TOUCHING and -_THIN < right[0] - left[2] < _TOUCHING
        cuts[grid] += beside and glyphs.text[char].isalpha() and glyphs.text[char + 1].isalpha()
    return frozenset(
        number for number, grid in enumerate(grids) if 2 * cuts[number] > len(grid) - 1
    )


def _grids(page: Any, frame: Frame) -> list[list[_Cell]]:
    """The grids of a page's tables.

    Raises:
        UnreadableError: pdfplumber makes nothing of what is drawn.
    """
    edges = edges_of(page, frame, _MOST_OBJECTS)
    rules = [
        (edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        for edge in edges
        if edge["orientation"] == "h"
    ]
    try:
        grids = _cells_of(edges)
    except MemoryError:
        raise
    # Coordinates of a damaged file may be anything.
    except Exception as error:
        detail = f"the tables of the page cannot be read ({type(error).__name__})"
        raise UnreadableError(Reason.CORRUPT, detail) from error
    found = [_grid([*cells, *_below(cells, rules, grids)]) for cells in grids]
    return [grid for grid in found if len(grid) > 1]


def _cells_of(edges: Sequence[Edge]) -> list[list[Sides]]:
    """The cells of each table among edges: pdfplumber's table finder, with its own settings."""
    from pdfplumber import table

    usual = table.TableSettings()
    shortest = usual.edge_min_length_prefilter
    kept = [
        *(edge for edge in edges if edge["orientation"] == "v" and edge["height"] >= shortest),
        *(edge for edge in edges if edge["orientation"] == "h" and edge["width"] >= shortest),
    ]
    snap, join, meet = usual.snap_tolerance, usual.join_tolerance, usual.intersection_tolerance
    merged = [
        edge
        for edge in table.merge_edges(kept, snap, snap, join, join)
        if edge["height" if edge["orientation"] == "v" else "width"] >= usual.edge_min_length
    ]
    points = table.edges_to_intersections(merged, meet, meet)
    cells: list[list[Sides]] = table.cells_to_tables(table.intersections_to_cells(points))
    return cells


def _below(
    cells: Sequence[Sides], rules: Sequence[Sides], grids: Sequence[Sequence[Sides]]
) -> list[Sides]:
    """The open rows between a table and the next one."""
    bottom = max(cell[3] for cell in cells)
    tops = [min(cell[1] for cell in other) for other in grids]
    return open_rows(cells, rules, min((top for top in tops if top > bottom), default=math.inf))


def _grid(boxes: Sequence[Sides]) -> list[_Cell]:
    """(row, column, rows, columns, box) of every cell, counted from 1."""
    xs = _edges([c[0] for c in boxes] + [c[2] for c in boxes])
    ys = _edges([c[1] for c in boxes] + [c[3] for c in boxes])
    placed: list[_Cell] = []
    for cell in boxes:
        x0, top, x1, bottom = cell
        column, right = _nearest(xs, x0), _nearest(xs, x1)
        row, below = _nearest(ys, top), _nearest(ys, bottom)
        placed.append(
            (
                row + 1,
                column + 1,
                max(1, below - row),
                max(1, right - column),
                (x0, top, x1, bottom),
            )
        )
    return sorted(placed, key=lambda c: (c[0], c[1]))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _THIN:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    at = bisect_left(edges, value)
    if at == len(edges) or (at > 0 and value - edges[at - 1] <= edges[at] - value):
        return at - 1
    return at


def _cell(glyphs: Glyphs, lines: Lines, held: Sequence[int]) -> Piece | None:
    """The text of one cell, of these characters, its lines joined."""
    if not held:
        return None
    inside = frozenset(held)

    def elsewhere(char: int) -> bool:
        return char not in inside and not glyphs.text[char].isspace()

    piece: Piece | None = None
    for line in lines.read(elsewhere, (min(held), max(held))):
        if not line.text.strip() or not any(c in inside for c in range(*line.chars)):
            continue
        part = Piece(
            text=line.text,
            runs=tuple(Run(s, e, line.page, box, None, origin) for s, e, box, origin in line.spans),
            page=line.page,
        )
        if piece is None:
            piece = part
        else:
            piece = joined(piece, part, "" if is_one_word(piece.text, part.text) else " ")
    return piece
