"""Two readings of one line laid side by side, letter by letter."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractors.ocr.engine import Letter

SIGNS = frozenset(".,;:")

_REACH = 3.0
"""Widths of a letter that the two readings of one letter may lie apart."""

_OTHER = 1.2
"""Cost of two letters taken for one."""

_ALONE = 0.8
"""Cost of a letter that only one of the readings has."""

_UNKNOWN = 0.3
"""Likewise of a vowel with marks, which the reader of figures leaves out."""

_FAR = 1e9
_SAME = 1e-9
_NARROW = 4.0
"""Pixels; no letter is narrower."""

_BELOW, _BESIDE, _BOTH = range(3)
"""Ways to go on: past a letter of ours, of theirs, of both."""

Pair = tuple[int | None, int | None]
"""A letter of one reading and of the other, by their places; None where one has none."""


def side_by_side(first: Sequence[Letter], second: Sequence[Letter]) -> Iterator[Pair]:
    """Both readings laid side by side at least cost, letters that stand apart never as one."""
    looks = [look(one.text) for one in first]
    others = [look(one.text) for one in second]
    bands = _bands([_middle(one) for one in first], [_middle(one) for one in second])
    costs = [_ALONE * j for j in range(bands[0][1] + 1)]
    moves = [[_BESIDE] * len(costs)]
    for i, own in enumerate(first):
        skip = _UNKNOWN if _has_marks(own.text) else _ALONE
        low, high = bands[i + 1]
        offset = bands[i][0]
        row: list[float] = []
        steps: list[int] = []
        for j in range(low, high + 1):
            at = j - offset
            least = costs[at] + skip if at < len(costs) else _FAR
            step = _BELOW
            # Of equal ways that on which a sign stands behind our letter.
            if row and row[-1] + _ALONE <= least + _SAME:
                least, step = row[-1] + _ALONE, _BESIDE
            if 0 < at <= len(costs):
                both = costs[at - 1] + _cost(own.text, second[j - 1].text, looks[i], others[j - 1])
                if both <= least:
                    least, step = both, _BOTH
            row.append(least)
            steps.append(step)
        costs = row
        moves.append(steps)
    yield from reversed(list(_back(moves, bands)))


def _bands(ours: Sequence[float], theirs: Sequence[float]) -> list[tuple[int, int]]:
    """For none of our letters, one, two, ...: how many of theirs may stand beside them."""
    gaps = [b - a for a, b in pairwise(theirs)]
    reach = _REACH * max(median(gaps) if gaps else 0.0, _NARROW)
    bands = [(0, bisect_left(theirs, ours[0] + reach) if ours else len(theirs))]
    for middle in ours:
        before, last = bands[-1]
        low = min(max(bisect_left(theirs, middle - reach), before), last)
        bands.append((low, max(bisect_left(theirs, middle + reach), last)))
    bands[-1] = bands[-1][0], len(theirs)
    return bands


def _back(moves: Sequence[Sequence[int]], bands: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    """The way of least cost, from its end."""
    i, j = len(moves) - 1, bands[-1][1]
    while i or j:
        step = moves[i][j - bands[i][0]]
        i -= step != _BESIDE
        j -= step != _BELOW
        yield None if step == _BESIDE else i, None if step == _BELOW else j


def _cost(one: str, other: str, look: str, other_look: str) -> float:
    if one == other:
        return 0.0
    if look == other_look:
        return 0.1
    if one in SIGNS and other in SIGNS:
        return 0.4
    if (other in SIGNS and one.isascii()) or one in SIGNS:
        return 1.0
    return _OTHER


def look(letter: str) -> str:
    """A letter without its marks, small."""
    return unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))[:1]


def _has_marks(letter: str) -> bool:
    return not letter.isascii()


def _middle(letter: Letter) -> float:
    return (letter.x0 + letter.x1) / 2
