"""Tables without rules on a page's picture: rows whose white stands in the same columns.

Told before anything is read, so that each cell is read by itself: a recogniser that is given a row
runs figures together that stand apart, and leaves out what is short.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.ocr.strips import Rectangle, Strip, bands, runs, trim

_Span = tuple[int, int]

_APART = 0.7
"""White between two texts of a row, in heights of a line, at least; words stand closer."""

_COMMON = 0.45
"""White that rows must have in common, likewise."""

_LEAST_ROWS = 3
_LEAST_GAPS = 2
"""White columns within a table; two columns of prose have one between them."""

_LONE_ROWS = 3
"""Rows of one text that may stand between two rows of several."""

_WHITE = 0.15
"""Share of a table's width that is white columns, at least."""

_HEAD_ROWS = 4
_SPLIT = 0.25
"""White that parts two texts at the edge of a column; a space between words is as wide."""

_FAR = 3.0
"""Heights of a line from one row of a table to the next, at most."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a page that looks like a table: its cells as strips, row by row."""

    box: Rectangle
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of print: its height on the page, and the texts in it that stand apart."""

    top: int
    bottom: int
    texts: tuple[_Span, ...]


def regions(ink: npt.NDArray[np.bool_], box: Rectangle) -> list[Region]:
    """The stretches of a rectangle that look like tables, from the top down."""
    trimmed = trim(ink, box)
    if trimmed is None:
        return []
    found, usual = bands(ink, trimmed)
    rows = [_row(ink, trimmed, band, usual) for band in found]
    made: list[Region] = []
    at = 0
    while at < len(rows):
        end, gaps = _grown(rows, at, usual)
        if end > at and _is_table(rows[at:end], gaps):
            for later in range(at + 1, min(at + _HEAD_ROWS, end - _LEAST_ROWS) + 1):
                # The texts of a head stand closer than those below it.
                other, more = _grown(rows, later, usual)
                if other >= end and len(more) > len(gaps):
                    end, gaps = other, more
            made.append(_region(ink, rows[at:end], gaps, usual))
            at = end
        else:
            at += 1
    return made


def _row(ink: npt.NDArray[np.bool_], box: Rectangle, band: _Span, usual: float) -> _Row:
    x0, _, x1, _ = box
    texts: list[_Span] = []
    for begin, end in runs(np.asarray(ink[band[0] : band[1], x0:x1].any(axis=0))):
        if texts and x0 + begin - texts[-1][1] < _APART * usual:
            texts[-1] = texts[-1][0], x0 + end
        else:
            texts.append((x0 + begin, x0 + end))
    return _Row(band[0], band[1], tuple(texts))


def _grown(rows: Sequence[_Row], first: int, usual: float) -> tuple[int, list[_Span]]:
    """[first, end) of rows that have white columns in common, and those."""
    if len(rows[first].texts) <= _LEAST_GAPS:
        return first, []
    gaps = _between(rows[first].texts)
    end = first + 1
    lone = 0
    for at in range(first + 1, len(rows)):
        row = rows[at]
        if row.top - rows[at - 1].bottom > _FAR * usual:
            break
        if len(row.texts) <= _LEAST_GAPS:
            width = max(b for _, b in rows[first].texts) - min(a for a, _ in rows[first].texts)
            if lone == _LONE_ROWS or any(b - a > 0.6 * width for a, b in row.texts):
                break
            lone += 1
            continue
        shared = _shared(gaps, row.texts, _COMMON * usual)
        if len(shared) < max(_LEAST_GAPS, 0.6 * len(gaps)):
            break
        gaps, end, lone = shared, at + 1, 0
    # lines that the last row's cells go on with
    while end < len(rows) and end - first > 1 and _is_under(rows[end - 1], rows[end], gaps, usual):
        end += 1
    return end, gaps


def _is_under(above: _Row, row: _Row, gaps: Sequence[_Span], usual: float) -> bool:
    """Whether a row of few texts may be the second line of cells of the row above."""
    near = row.top - above.bottom < 0.6 * usual
    inside = all(not (a < left and right < b) for a, b in row.texts for left, right in gaps)
    return near and inside and len(row.texts) <= _LEAST_GAPS


def _between(texts: Sequence[_Span]) -> list[_Span]:
    return [(a[1], b[0]) for a, b in itertools.pairwise(texts)]


def _shared(gaps: Sequence[_Span], texts: Sequence[_Span], least: float) -> list[_Span]:
    """What a row leaves white of white columns, where it is wide enough."""
    left: list[_Span] = []
    for begin, end in gaps:
        at = begin
        for a, b in texts:
            if b <= at or a >= end:
                continue
            if a - at >= least:
                left.append((at, a))
            at = max(at, b)
        if end - at >= least:
            left.append((at, end))
    return left


def _is_table(rows: Sequence[_Row], gaps: Sequence[_Span]) -> bool:
    several = [row for row in rows if len(row.texts) > _LEAST_GAPS]
    left = min(a for row in several for a, _ in row.texts)
    right = max(b for row in several for _, b in row.texts)
    white = sum(end - begin for begin, end in gaps)
    return (
        len(several) >= _LEAST_ROWS
        and len(gaps) >= _LEAST_GAPS
        and white >= _WHITE * (right - left)
    )


def _region(
    ink: npt.NDArray[np.bool_], rows: Sequence[_Row], gaps: Sequence[_Span], usual: float
) -> Region:
    left = min(a for row in rows for a, _ in row.texts)
    right = max(b for row in rows for _, b in row.texts)
    edges = [left, *((begin + end) // 2 for begin, end in gaps), right]
    held: list[Strip] = []
    for row in rows:
        texts = [part for text in row.texts for part in _split(ink, row, text, gaps, usual)]
        for x0, x1 in _cells(texts, edges):
            box = trim(ink, (x0, row.top, x1, row.bottom))
            if box is not None:
                whole = (box[0], row.top, box[2], row.bottom)
                held.append(Strip(whole, float(row.bottom - row.top), (row.top, row.bottom)))
    return Region((left, rows[0].top, right, rows[-1].bottom), tuple(held))


def _split(
    ink: npt.NDArray[np.bool_], row: _Row, text: _Span, gaps: Sequence[_Span], usual: float
) -> Iterator[_Span]:
    """A text that lies over the white between columns, cut where it is white there itself."""
    begin, end = text
    for left, right in gaps:
        if not (begin < left and right < end):
            continue
        reach = round(0.5 * usual)
        x0, x1 = max(left - reach, begin), min(right + reach, end)
        white = runs(~np.asarray(ink[row.top : row.bottom, x0:x1].any(axis=0)))
        widest = max(white, key=lambda run: run[1] - run[0], default=(0, 0))
        if widest[1] - widest[0] >= _SPLIT * usual:
            yield begin, x0 + widest[0]
            begin = x0 + widest[1]
    yield begin, end


def _cells(texts: Sequence[_Span], edges: Sequence[int]) -> Iterator[_Span]:
    """The texts of a row, those of one column as one; one that lies over an edge stays whole."""
    cells: list[tuple[int, int, int]] = []
    for begin, end in texts:
        column = sum(edge <= begin for edge in edges)
        over = sum(edge < end for edge in edges) > column
        if cells and cells[-1][2] == column and not over:
            cells[-1] = cells[-1][0], end, column
        else:
            cells.append((begin, end, -1 if over else column))
    for begin, end, _ in cells:
        yield begin, end
