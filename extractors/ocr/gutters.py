"""Columns of text on a page's picture: two lists, or two texts, that stand beside each other.

A white gutter with lines on both sides of it parts them, and lines that cross it are neither's.
They are read one after the other where each flows by itself: where lines fill their column, as
those of a text that goes on do, or where the lines of one do not stand at the height of the
other's, as a signature beside the list of recipients. Else their rows are read across; the two
sides of a letter's head, which stand close, are told apart all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extractors.ocr.strips import Rectangle, Strip, bands, runs, strips, trim

Ink = npt.NDArray[np.bool_]
_Span = tuple[int, int]

_WIDE = 0.75
"""White of a gutter, in heights of a line, at least; words stand closer, also where lines are
stretched to fill their column."""

_LINES = 3
"""Lines beside a gutter, on the side that has more of them."""

_FEWEST = 2
"""Likewise on the other side."""

_PITCH = 1.2
"""From one line to the next, in heights of a line, at least."""

_NARROWEST = 7.0
"""Width of a column, in heights of a line; the numbers of a list stand in less."""

_ROOM = 3.5
"""White at the end of a line that a word did not fit into, at most."""

_FULL = 0.55
"""Share of the lines of a text that fill its column, at least."""

_LEVEL = 0.25
"""Heights of a line that the lines of one row lie apart, at most."""

_PAIRED = 0.6
"""Share of a column's lines that stand beside one of the other, where the two are rows."""

_SLICES = 6
_FINENESS = 5
_MOST = 60
"""White stretches of a page that are looked at."""

_FAR = 1.8
"""Heights of a line to one that is no part of the column above."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A stretch of a page with two columns, and the lines of each."""

    box: Rectangle
    left: tuple[Strip, ...]
    right: tuple[Strip, ...]
    in_rows: bool
    """Whether the lines of both stand in rows, which are read across."""


def beside(ink: Ink, box: Rectangle) -> list[Beside]:
    """The stretches of a page's rectangle that have two columns, from the top down."""
    trimmed = trim(ink, box)
    if trimmed is None:
        return []
    usual = _usual(ink, trimmed)
    parted = (
        _parted(ink, (trimmed[0], top, trimmed[2], bottom), x, usual)
        for top, bottom, x in _gutters(ink, trimmed, usual)
    )
    found: list[Beside] = []
    for _, one in sorted((pair for pair in parted if pair is not None), key=_worth):
        apart = (one.box[3] <= other.box[1] or other.box[3] <= one.box[1] for other in found)
        if all(apart):
            found.append(one)
    return sorted(found, key=lambda one: one.box[1])


def _worth(found: tuple[_Span, Beside]) -> tuple[int, int]:
    """First what parts most lines, then what has most white between them."""
    return -found[0][0], -found[0][1]


def _usual(ink: Ink, box: Rectangle) -> float:
    """The usual height of a line, by slices: lines of two columns may stand across each other."""
    x0, y0, x1, y1 = box
    edges = np.linspace(x0, x1, _SLICES + 1).astype(int).tolist()
    high = [
        bottom - top
        for left, right in pairwise(edges)
        if right > left
        for top, bottom in bands(ink, (left, y0, right, y1))[0]
    ]
    return float(np.median(high)) if high else 0.0


def _gutters(ink: Ink, box: Rectangle, usual: float) -> list[tuple[int, int, int]]:
    """(top, bottom, middle) of white stretches with print on both sides, the highest first."""
    x0, y0, x1, y1 = box
    step = max(round(usual / _FINENESS), 1)
    high, wide = (y1 - y0) // step, (x1 - x0) // step
    across = max(round(_WIDE * usual / step), 1)
    least = round(_LINES * _PITCH * usual / step)
    edge = round(_NARROWEST * usual / step)
    if usual == 0 or high < least or wide < 2 * edge + across:
        return []
    part = ink[y0 : y0 + high * step, x0 : x0 + wide * step]
    coarse = part.reshape(high, step, wide, step).any(axis=(1, 3))
    sums = np.zeros((high, wide + 1), dtype=np.int32)
    np.cumsum(coarse, axis=1, out=sums[:, 1:])
    found: dict[_Span, list[int]] = {}
    for at in range(edge, wide - edge - across):
        for begin, end in runs(sums[:, at + across] == sums[:, at]):
            if end - begin < least:
                continue
            left, right = sums[begin:end, at] > 0, sums[begin:end, -1] > sums[begin:end, at]
            if min(left.sum(), right.sum()) * step > 0.6 * _FEWEST * usual:
                found.setdefault((begin, end), []).append(at)
    highest = sorted(found, key=lambda span: span[0] - span[1])[:_MOST]
    return [
        (y0 + begin * step, y0 + end * step, x0 + round((at + across / 2) * step))
        for begin, end in highest
        for at in (found[begin, end][len(found[begin, end]) // 2],)
    ]


def _parted(ink: Ink, box: Rectangle, x: int, usual: float) -> tuple[_Span, Beside] | None:
    """A stretch parted at a gutter, with the number of its lines and the white between them."""
    x0, top, x1, bottom = box
    top = _white_row(ink, (x0, x1), top, usual)
    bottom = _white_row(ink, (x0, x1), bottom, usual)
    white = runs(~np.asarray(ink[top:bottom, x0:x1].any(axis=0)))
    gutter = next(((a, b) for a, b in white if a <= x - x0 < b), None)
    if gutter is None:
        return None
    middle = x0 + (gutter[0] + gutter[1]) // 2
    left = _lines(ink, (x0, top, middle, bottom))
    right = _lines(ink, (middle, top, x1, bottom))
    while len(left) > 1 and right and left[-1][1] > right[-1][3]:
        if left[-1][1] - left[-2][3] < _FAR * usual:
            break
        bottom = left.pop()[1]
    if min(len(left), len(right)) < _FEWEST or max(len(left), len(right)) < _LINES:
        return None
    if min(_width(left), _width(right)) < _NARROWEST * usual:
        return None
    flow = _fills(left, usual) and _fills(right, usual)
    return (len(left) + len(right), (bottom - top) * (gutter[1] - gutter[0])), Beside(
        (x0, top, x1, bottom),
        tuple(strips(ink, (x0, top, middle, bottom))),
        tuple(strips(ink, (middle, top, x1, bottom))),
        in_rows=not flow and _in_rows(left, right, usual),
    )


def _white_row(ink: Ink, across: _Span, y: int, usual: float) -> int:
    """The row near an edge at which least is cut through."""
    begin, end = max(round(y - 0.4 * usual), 0), round(y + 0.4 * usual) + 1
    profile = ink[begin:end, across[0] : across[1]].sum(axis=1)
    least = np.flatnonzero(profile == profile.min()) if profile.size else np.array([y - begin])
    return begin + int(least[np.abs(least - (y - begin)).argmin()])


def _lines(ink: Ink, box: Rectangle) -> list[Rectangle]:
    x0, _, x1, _ = box
    found = (trim(ink, (x0, top, x1, bottom)) for top, bottom in bands(ink, box)[0])
    return [one for one in found if one is not None]


def _width(lines: Sequence[Rectangle]) -> int:
    return max(x1 for _, _, x1, _ in lines) - min(x0 for x0, *_ in lines)


def _fills(lines: Sequence[Rectangle], usual: float) -> bool:
    """Whether the lines of a column run to its edge, as those of a text that goes on do."""
    right = max(x1 for _, _, x1, _ in lines)
    full = sum(right - x1 < _ROOM * usual for _, _, x1, _ in lines)
    return len(lines) > _LINES and full >= _FULL * len(lines)


def _in_rows(left: Sequence[Rectangle], right: Sequence[Rectangle], usual: float) -> bool:
    """Whether the lines of the shorter column stand at the height of those of the other."""
    few, more = sorted((left, right), key=len)
    feet = [(y0 + y1) / 2 for _, y0, _, y1 in more]
    paired = sum(
        any(abs((y0 + y1) / 2 - foot) < _LEVEL * usual for foot in feet) for _, y0, _, y1 in few
    )
    return paired >= _PAIRED * len(few)
