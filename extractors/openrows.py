"""Rows that a table's rules part across the page alone, below a head that has them both ways.

Many tables have a framed head, and under each row no more than one line from edge to edge. The
columns of such rows are those of the head's last row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.frame import Sides

_NEAR = 3.0
"""Points between what is taken for one place."""
_TALLEST = 150.0
"""Points from rule to rule; a row is no taller."""
_COVERED = 0.95
"""Of a table's width that a rule must reach over."""


def open_rows(cells: Sequence[Sides], rules: Sequence[Sides], end: float) -> list[Sides]:
    """The cells of open rows below a table.

    Args:
        cells: the table's, as boxes.
        rules: what runs across the page, as boxes; one rule may be drawn in pieces.
        end: where the next table begins, or the page ends.
    """
    left, right = min(cell[0] for cell in cells), max(cell[2] for cell in cells)
    bottom = max(cell[3] for cell in cells)
    columns = sorted({(cell[0], cell[2]) for cell in cells if abs(cell[3] - bottom) < _NEAR})
    if len(columns) < 2 or columns[0][0] - left > _NEAR or right - columns[-1][1] > _NEAR:
        return []
    if any(b[0] - a[1] > _NEAR for a, b in pairwise(columns)):
        return []
    found: list[Sides] = []
    top = bottom
    for height in _heights(rules, left, right):
        if height - top < _NEAR:
            continue
        if height - top > _TALLEST or height > end - _NEAR:
            break  # the next table's own first rule closes no row of this one
        found += [(x0, top, x1, height) for x0, x1 in columns]
        top = height
    return found


def _heights(rules: Sequence[Sides], left: float, right: float) -> list[float]:
    """Where rules run from edge to edge of a table and no farther."""
    pieces: dict[float, list[tuple[float, float]]] = {}
    for x0, top, x1, bottom in sorted(rules, key=lambda rule: rule[1]):
        height = (top + bottom) / 2
        at = next((known for known in pieces if abs(known - height) < _NEAR / 2), height)
        pieces.setdefault(at, []).append((x0, x1))
    return sorted(
        height
        for height, spans in pieces.items()
        if min(x0 for x0, _ in spans) > left - 2 * _NEAR
        and max(x1 for _, x1 in spans) < right + 2 * _NEAR
        and _covered(spans) > _COVERED * (right - left)
    )


def _covered(spans: Sequence[tuple[float, float]]) -> float:
    total, reach = 0.0, float("-inf")
    for x0, x1 in sorted(spans):
        total += max(0.0, x1 - max(x0, reach))
        reach = max(reach, x1)
    return total
