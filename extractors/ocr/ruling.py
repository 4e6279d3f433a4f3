"""The ruling lines of a scanned table: found, taken out of the picture, and made into cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.ocr.picture import DPI, Grey

Mask = npt.NDArray[np.bool_]

_DARK = 160
"""Grey level under which a pixel may belong to a line: faint lines count."""

_ALONG = 9
"""Pixels averaged along a line before it is judged; odd."""

_LEVEL = DPI
"""Pixels; a level line of a table is no shorter, and no word is as evenly dark as long."""

_UPRIGHT = DPI // 3
"""Pixels; likewise upright, where letters have no stroke as long."""

_WHOLE = 0.85
"""Share of a stretch that must be dark: scans break lines."""

_THICKEST = DPI // 25
_BESIDE = DPI // 100
"""Pixels from a line to what is looked at beside it."""

_STEMS = (0.2, 0.75)
"""Share of ink beside the feet of letters; beside a ruling line there is less, or a second line."""

_NEAR = DPI // 20
"""Pixels within which the ends of lines meet."""

_COVERED = 0.6
"""Share of a cell's side that must be ruled for the side to be one."""

_LEAST_CELL = DPI // 12
_MOST_LINES = 400
_MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruling line: where it lies across, and from where to where along. In pixels."""

    at: float
    begin: int
    end: int
    thickness: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: row and column from 1, the rows and columns it spans, its inside in pixels."""

    row: int
    column: int
    rows: int
    columns: int
    box: tuple[int, int, int, int]
    """(x0, y0, x1, y1), without the lines around."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table, and its outline (x0, y0, x1, y1)."""

    cells: tuple[Cell, ...]
    box: tuple[int, int, int, int]


def ruled(grey: Grey) -> tuple[Grey, tuple[Grid, ...]]:
    """The page without its ruling lines, and its tables from the top down."""
    across_mask = _opened(_thickened(_smoothed(grey) < _DARK), _LEVEL)
    down_mask = _opened(_thickened(_smoothed(grey.T) < _DARK), _UPRIGHT).T
    across = [line for line in _strokes(across_mask, _LEVEL) if not _is_print(grey, line)]
    down = list(_strokes(down_mask.T, _UPRIGHT))
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        return grey, ()
    cleaned = grey.copy()
    down = [line for line in down if _ends_on(line, across)]
    for picture, strokes in ((cleaned, across), (cleaned.T, down)):
        for stroke in strokes:
            _erase(picture, stroke)
    return cleaned, tuple(_grids(across, down))


def _is_print(grey: Grey, line: Stroke) -> bool:
    """Whether a level line is the feet, or the heads, of bold letters: they go on beside it."""
    top = int(line.at - line.thickness / 2) - _BESIDE
    bottom = int(line.at + line.thickness / 2) + _BESIDE + 1
    for first in (max(top - 2, 0), bottom):
        beside = grey[first : first + 2, line.begin : line.end] < _DARK
        if beside.size and _STEMS[0] < beside.mean() < _STEMS[1]:
            return True
    return False


def _smoothed(grey: Grey) -> npt.NDArray[np.float32]:
    """Grey levels averaged along the rows: grain goes, a line stays."""
    width = grey.shape[1]
    if width <= _ALONG:
        return grey.astype(np.float32)
    sums = np.zeros((grey.shape[0], width + _ALONG), dtype=np.int32)
    half = _ALONG // 2
    padded = np.pad(grey, ((0, 0), (half, half)), mode="edge")
    np.cumsum(padded, axis=1, out=sums[:, 1 : width + 2 * half + 1])
    mean = (sums[:, _ALONG:] - sums[:, :-_ALONG]) / np.float32(_ALONG)
    return np.asarray(mean[:, :width], dtype=np.float32)


def _thickened(dark: Mask) -> Mask:
    """Dark pixels with their neighbours above and below: a line that is not quite level holds."""
    grown = dark.copy()
    grown[1:] |= dark[:-1]
    grown[:-1] |= dark[1:]
    return grown


def _opened(dark: Mask, shortest: int) -> Mask:
    """What lies on long level stretches that are all but wholly dark."""
    height, width = dark.shape
    if width < shortest:
        return np.zeros_like(dark)
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    full = (sums[:, shortest:] - sums[:, :-shortest]) >= _WHOLE * shortest
    marks = np.zeros((height, width + 1), dtype=np.int32)
    marks[:, : full.shape[1]] += full
    marks[:, shortest : shortest + full.shape[1]] -= full
    spread = np.cumsum(marks, axis=1)[:, :width] > 0
    return spread & dark


def _strokes(mask: Mask, shortest: int) -> Iterator[Stroke]:
    """Lines of a mask of level stretches: those of neighbouring rows together."""
    open_: list[list[int]] = []  # first row, last row, begin, end
    for row in np.flatnonzero(mask.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], mask[row].view(np.int8), [0]))))
        stretches = list(_bridged(edges.reshape(-1, 2).tolist()))
        for begin, end in stretches:
            if end - begin < shortest // 2:
                continue
            for held in open_:
                if held[1] >= row - 3 and begin < held[3] + _NEAR and held[2] - _NEAR < end:
                    held[1] = max(held[1], int(row))
                    held[2], held[3] = min(held[2], begin), max(held[3], end)
                    break
            else:
                open_.append([int(row), int(row), begin, end])
    for first, last, begin, end in open_:
        if last - first <= _THICKEST and end - begin >= shortest:
            yield Stroke((first + last) / 2, begin, end, last - first + 1)


def _bridged(stretches: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for first, last in stretches:
        if begin >= 0 and first - end <= _NEAR:
            end = last
            continue
        if begin >= 0:
            yield begin, end
        begin, end = first, last
    if begin >= 0:
        yield begin, end


def _erase(picture: Grey, stroke: Stroke) -> None:
    """Whiten a line, but not the print that crosses it."""
    top = max(int(stroke.at - stroke.thickness / 2) - 2, 0)
    bottom = min(int(stroke.at + stroke.thickness / 2) + 4, picture.shape[0])
    band = picture[top:bottom, stroke.begin : stroke.end]
    above = picture[max(top - 2, 0) : top, stroke.begin : stroke.end]
    below = picture[bottom : bottom + 2, stroke.begin : stroke.end]
    crossed = np.zeros(band.shape[1], dtype=bool)
    if above.shape[0] and below.shape[0]:
        crossed = (above.min(axis=0) < _DARK) & (below.min(axis=0) < _DARK)
    band[:, ~crossed] = 255


def _grids(across: Sequence[Stroke], down: Sequence[Stroke]) -> Iterator[Grid]:
    """Tables: lines that cross, as cells."""
    groups: list[tuple[list[Stroke], list[Stroke]]] = []
    for level in across:
        touching = [line for line in down if _meet(level, line)]
        if not touching:
            continue
        joined_across, joined_down = [level], list(touching)
        kept = []
        for group_across, group_down in groups:
            if any(line in group_down for line in joined_down):
                joined_across = group_across + joined_across
                joined_down = group_down + [x for x in joined_down if x not in group_down]
            else:
                kept.append((group_across, group_down))
        groups = [*kept, (joined_across, joined_down)]
    found = []
    for levels, uprights in groups:
        grid = _grid(levels, uprights)
        if grid is not None:
            found.append(grid)
    yield from sorted(found, key=lambda grid: grid.box[1])


def _ends_on(upright: Stroke, across: Sequence[Stroke]) -> bool:
    """Whether an upright line begins and ends at level ones, as those of a table do."""
    met = [level.at for level in across if level.begin - _NEAR <= upright.at <= level.end + _NEAR]
    return any(abs(at - upright.begin) < 2 * _NEAR for at in met) and any(
        abs(at - upright.end) < 2 * _NEAR for at in met
    )


def _meet(level: Stroke, upright: Stroke) -> bool:
    return (
        level.begin - _NEAR <= upright.at <= level.end + _NEAR
        and upright.begin - _NEAR <= level.at <= upright.end + _NEAR
    )


def _grid(levels: Sequence[Stroke], uprights: Sequence[Stroke]) -> Grid | None:
    ys, xs = _edges(levels), _edges(uprights)
    if len(ys) < 2 or len(xs) < 2 or (len(ys) == 2 and len(xs) == 2):
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns > _MOST_CELLS:
        return None
    leader = list(range(rows * columns))

    def find(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _sided(uprights, xs[column + 1], ys[row], ys[row + 1]):
                leader[find(here + 1)] = find(here)
            if row + 1 < rows and not _sided(levels, ys[row + 1], xs[column], xs[column + 1]):
                leader[find(here + columns)] = find(here)
    members: dict[int, list[tuple[int, int]]] = {}
    for at in range(rows * columns):
        members.setdefault(find(at), []).append(divmod(at, columns))
    thick = max(line.thickness for line in (*levels, *uprights)) // 2 + 2
    cells = []
    for spots in members.values():
        top, bottom = min(r for r, _ in spots), max(r for r, _ in spots) + 1
        left, right = min(c for _, c in spots), max(c for _, c in spots) + 1
        box = (
            round(xs[left]) + thick, round(ys[top]) + thick,
            round(xs[right]) - thick, round(ys[bottom]) - thick,
        )  # fmt: skip
        if box[2] - box[0] < 4 or box[3] - box[1] < 4:
            continue
        cells.append(Cell(top + 1, left + 1, bottom - top, right - left, box))
    if len(cells) < 2:
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), (round(xs[0]), round(ys[0]), round(xs[-1]), round(ys[-1])))


def _edges(lines: Sequence[Stroke]) -> list[float]:
    """Where lines lie, those that are one (broken, or doubled) together."""
    groups: list[list[Stroke]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if groups and line.at - groups[-1][-1].at < _LEAST_CELL:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        sum(line.at * (line.end - line.begin) for line in group)
        / sum(line.end - line.begin for line in group)
        for group in groups
    ]


def _sided(lines: Sequence[Stroke], at: float, begin: float, end: float) -> bool:
    """Whether a cell's side at `at` from `begin` to `end` is ruled for the most part."""
    covered = sum(
        max(0.0, min(line.end, end) - max(line.begin, begin))
        for line in lines
        if abs(line.at - at) < _LEAST_CELL
    )
    return covered >= _COVERED * (end - begin)
