"""The lines of a page's picture: cut at the white between them, down and across by turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.ocr.picture import DPI, Grey

Rectangle = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels."""

_INK = 150
"""Grey level under which a pixel is ink."""

_AROUND = 9
"""Pixels about a pixel that are looked at for dust; odd."""

_LEAST_INK = 16
"""Inked pixels among them, itself included, that print has at least; dust has fewer."""

_LEAST_HEIGHT = DPI // 30
"""Pixels; lower stretches are dust, or the marks of the line below."""

_APART = 3.0
"""Widths of the white between columns, in heights of a line."""

_DEEPEST = 12
_MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of print: its rectangle, and the height that its letters usually have there."""

    box: Rectangle
    height: float
    row: tuple[int, int] | None = None
    """(top, bottom) of the row that it shares with the other cells of a table."""


def inked(grey: Grey) -> npt.NDArray[np.bool_]:
    """Where a page has ink, dust apart."""
    ink = grey < _INK
    half = _AROUND // 2
    sums = np.pad(ink, ((half + 1, half), (half + 1, half))).astype(np.int32)
    np.cumsum(sums, axis=0, out=sums)
    np.cumsum(sums, axis=1, out=sums)
    step = _AROUND
    around = sums[step:, step:] - sums[:-step, step:] - sums[step:, :-step] + sums[:-step, :-step]
    kept: npt.NDArray[np.bool_] = ink & (around >= _LEAST_INK)
    return kept


def strips(ink: npt.NDArray[np.bool_], box: Rectangle) -> list[Strip]:
    """The lines of print within a rectangle, in reading order: a column whole before the next."""
    found = list(_cut(ink, box, _DEEPEST))
    return found[:_MOST_LINES]


def _cut(
    ink: npt.NDArray[np.bool_],
    box: Rectangle,
    depth: int,
    known: float = 0.0,
    *,
    single: bool = False,
) -> Iterator[Strip]:
    """The lines of a rectangle.

    Args:
        ink: of the page.
        box: the rectangle.
        depth: how often it may be cut again.
        known: the height of a line about it; 0 where none is known.
        single: whether it is one line already, unless it falls into columns.
    """
    trimmed = trim(ink, box)
    if trimmed is None:
        return
    bands, usual = _bands(ink, trimmed, known)
    columns = _columns(ink, trimmed, usual) if depth and usual else []
    if len(columns) > 1:
        for column in columns:
            yield from _cut(ink, column, depth - 1, usual)
    elif single or len(bands) == 1:
        x0, top, x1, bottom = trimmed
        if not single:
            top, bottom = bands[0]
        if bottom - top >= _LEAST_HEIGHT:
            yield Strip((x0, top, x1, bottom), float(bottom - top))
    elif depth:
        for top, bottom in bands:
            row = (trimmed[0], top, trimmed[2], bottom)
            yield from _cut(ink, row, depth - 1, usual, single=True)


def trim(ink: npt.NDArray[np.bool_], box: Rectangle) -> Rectangle | None:
    """The smallest rectangle around the ink within one; None where there is none."""
    x0, y0, x1, y1 = box
    part = ink[y0:y1, x0:x1]
    rows = np.flatnonzero(part.any(axis=1))
    columns = np.flatnonzero(part.any(axis=0))
    if not rows.size or not columns.size:
        return None
    return (
        x0 + int(columns[0]), y0 + int(rows[0]),
        x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1,
    )  # fmt: skip


def bands(ink: npt.NDArray[np.bool_], box: Rectangle) -> tuple[list[tuple[int, int]], float]:
    """The rows of a rectangle that bear print, [top, bottom), and the usual height of one."""
    return _bands(ink, box, 0.0)


def runs(filled: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches [begin, end) that are filled."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.view(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _bands(
    ink: npt.NDArray[np.bool_], box: Rectangle, known: float
) -> tuple[list[tuple[int, int]], float]:
    """The rows of a rectangle that bear lines, [top, bottom), and the usual height of a line.

    Marks go with the line that they touch.
    """
    x0, y0, x1, y1 = box
    profile = ink[y0:y1, x0:x1].sum(axis=1)
    least = max(1, int(0.002 * (x1 - x0)))
    bands = [(y0 + a, y0 + b) for a, b in runs(profile >= least)]
    if not bands:
        return [], known
    tall = [bottom - top for top, bottom in bands if bottom - top >= _LEAST_HEIGHT]
    usual = max(float(np.median(tall)) if tall else float(_LEAST_HEIGHT), known)
    whole: list[tuple[int, int]] = []
    pending: tuple[int, int] | None = None
    for top, bottom in bands:
        low = bottom - top < 0.5 * usual
        if low and whole and top - whole[-1][1] < 0.12 * usual:
            whole[-1] = whole[-1][0], bottom
        elif low:
            whole += _lone(pending)
            pending = (top, bottom)
        else:
            begin = top
            if pending is not None and top - pending[1] < 0.3 * usual:
                begin = pending[0]
            else:
                whole += _lone(pending)
            pending = None
            whole.append((begin, bottom))
    whole += _lone(pending)
    return [part for band in whole for part in _halved(profile, band, y0, usual)], usual


def _lone(band: tuple[int, int] | None) -> list[tuple[int, int]]:
    """A low band that no line is near: print of its own, unless it is dust."""
    return [band] if band is not None and band[1] - band[0] >= 1.5 * _LEAST_HEIGHT else []


def _halved(
    profile: npt.NDArray[np.int64], band: tuple[int, int], offset: int, usual: float
) -> Iterator[tuple[int, int]]:
    """A band as high as two lines cut where it bears least ink; else itself."""
    top, bottom = band
    if bottom - top < 1.75 * usual or usual < _LEAST_HEIGHT:
        yield band
        return
    begin = top + round(0.6 * usual)
    end = min(bottom - round(0.5 * usual), top + round(1.5 * usual))
    inner = profile[begin - offset : end - offset]
    if end <= begin or inner.min() > 0.12 * profile[top - offset : bottom - offset].max():
        yield band
        return
    middle = begin + int(inner.argmin())
    yield top, middle
    yield from _halved(profile, (middle, bottom), offset, usual)


def _columns(ink: npt.NDArray[np.bool_], box: Rectangle, usual: float) -> list[Rectangle]:
    """A rectangle cut where white as wide as a column's edge runs all the way down."""
    x0, y0, x1, y1 = box
    line = min(usual, y1 - y0)
    joined: list[tuple[int, int]] = []
    for begin, end in runs(np.asarray(ink[y0:y1, x0:x1].any(axis=0))):
        if joined and begin - joined[-1][1] < _APART * line:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((begin, end))
    return [(x0 + begin, y0, x0 + end, y1) for begin, end in joined]
