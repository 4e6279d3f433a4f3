"""Characters of a PDF page back in the order in which they stand on it.

A program that lacks a letter in a font takes it from another, and may write those letters behind
the rest of the line: 'Tng s h ổ ố ộ' where the page shows 'Tổng số hộ'. Where the boxes of a page
run backwards, its lines are built again from the places of the letters.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, sub
from typing import Any, NamedTuple

from extractors.bulk import sides_of_stretches

_APART = 2.2
"""Widths of type between two stretches of a line that are not one text (two columns)."""
_COLUMN_APART = 0.8
"""Where the stored lines differ as well."""
_WORD_APART = 0.2
_TWICE = 0.1
"""Widths of type that two letters at one spot are apart at most."""


class Alike(NamedTuple):
    """Characters that follow each other and are set alike, on one baseline."""

    indexes: Sequence[int]
    """Among the characters of the page, ascending."""
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Stored:
    """The characters of a page as they are stored, and the left and right side of each."""

    text: str
    left: Sequence[float]
    right: Sequence[float]


_Line = list[Alike]
_Part = tuple[int, str, list[int]]
"""A line of one column: the first index in it, its text, and the index of each character."""
_BASELINE, _SIZE = attrgetter("baseline"), attrgetter("size")


def runs_backwards(text_page: Any) -> bool:
    """Whether a stretch of text stands left of the one it follows, on one line."""
    left, top, right, bottom = sides_of_stretches(text_page.raw)
    for at, (begin, before) in enumerate(zip(left[1:], right, strict=False)):
        if begin < before - 1:
            shared = min(top[at], top[at + 1]) - max(bottom[at], bottom[at + 1])
            if shared > 0.5 * min(top[at] - bottom[at], top[at + 1] - bottom[at + 1]):
                return True
    return False


def in_order(stretches: Sequence[Alike], stored: Stored) -> tuple[str, list[int]]:
    """The text of letters line by line, and of each character its index; -1 for one put between.

    Args:
        stretches: of the letters that are drawn, in the order in which they are stored.
        stored: the page; its line ends keep columns apart.
    """
    letters = _Letters(stored)
    parts = [part for line in _by_baseline(stretches) for part in letters.parts(line)]
    parts.sort()
    places: list[int] = []
    for _, _, held in parts:
        places += held
        places += (-1, -1)
    return "".join([f"{shown}\r\n" for _, shown, _ in parts]), places


def _by_baseline(stretches: Sequence[Alike]) -> list[_Line]:
    """Letters on one baseline together; raised and lowered ones with the line they overlap."""
    lines: list[_Line] = []
    line: _Line = []
    last = -math.inf
    for alike in sorted(stretches, key=_BASELINE):
        baseline = alike.baseline
        if baseline - last < 0.1 * alike.size:
            line.append(alike)
        else:
            line = [alike]
            lines.append(line)
        last = baseline
    whole: list[_Line] = []
    highest = 0.0
    for line in lines:
        own = max(map(_SIZE, line))
        size = max(highest, own)
        if whole and line[0].baseline - whole[-1][0].baseline < 0.55 * size:
            above = whole[-1]
            whole[-1] = above + line if _length(above) >= _length(line) else line + above
            highest = size
        else:
            whole.append(line)
            highest = own
    return whole


def _length(line: _Line) -> int:
    return sum(len(alike.indexes) for alike in line)


class _Letters:
    """Puts the letters of one page side by side."""

    def __init__(self, stored: Stored) -> None:
        self._text = stored.text
        self._left = stored.left
        self._right = stored.right
        self._ends: list[int] | None = None

    def parts(self, line: _Line) -> list[_Part]:
        """A line from left to right, cut where it leaves the width of a column's edge.

        What is drawn a second time on the same spot is left out.
        """
        left = self._left.__getitem__
        order = list(line[0].indexes)
        for alike in line[1:]:
            order += alike.indexes
        order.sort()
        order.sort(key=left)
        starts = list(map(left, order))
        after = starts[1:]
        gaps = list(map(sub, after, map(self._right.__getitem__, order)))
        shown = "".join(map(self._text.__getitem__, order))
        sizes = {alike.size for alike in line}
        least, most = min(sizes), max(sizes)
        # All of this is asked of the whole line at once: letter by letter it would be the dearest
        # thing here, and few lines need it.
        widest = max(gaps, default=0)
        if widest > _COLUMN_APART * least:
            return self._parted(line, order)
        near = _TWICE * most
        steps = list(map(sub, after, starts))
        if min(steps, default=near) < near and any(
            shown[at] == shown[at + 1] for at, step in enumerate(steps) if step < near
        ):
            return self._parted(line, order)
        first = min(order)
        if widest > _WORD_APART * least:
            wide = [at for at, gap in enumerate(gaps, 1) if gap > _WORD_APART * least]
            wide = [at for at in wide if not (shown[at - 1].isspace() or shown[at].isspace())]
            if wide and least < most:
                return self._parted(line, order)
            for at in reversed(wide):
                shown = f"{shown[:at]} {shown[at:]}"
                order.insert(at, -1)
        return [(first, shown, order)]

    def _parted(self, line: _Line, order: list[int]) -> list[_Part]:
        """The same, letter by letter."""
        types = {index: alike for alike in line for index in alike.indexes}
        left_of, right_of, shown = self._left, self._right, self._text
        parts: list[_Part] = []
        text: list[str] = []
        places: list[int] = []
        before, first, stored = "", order[0], 0
        left = right = edge = base = -math.inf
        for at in order:
            x0, x1, letter = left_of[at], right_of[at], shown[at]
            _, baseline, size = types[at]
            if text and x0 - edge > _COLUMN_APART * size:
                same = self._row(at) == self._row(stored)
                if not same or x0 - edge > _APART * size:
                    parts.append((first, "".join(text), places))
                    text, places = [], []
            stored = at
            edge = max(edge, x1)
            if not text:
                first, text, places = at, [letter], [at]
                before, left, right, base = letter, x0, x1, baseline
                continue
            first = min(first, at)
            if letter == before:
                near = _TWICE * size
                if abs(left - x0) < near and abs(base - baseline) < near:
                    continue
            if x0 - right > _WORD_APART * size and not (before.isspace() or letter.isspace()):
                text.append(" ")
                places.append(-1)
            text.append(letter)
            places.append(at)
            before, left, right, base = letter, x0, x1, baseline
        parts.append((first, "".join(text), places))
        return parts

    def _row(self, index: int) -> int:
        """The stored line of a character."""
        if self._ends is None:
            self._ends = [at for at, letter in enumerate(self._text) if letter == "\n"]
        return bisect_right(self._ends, index)
