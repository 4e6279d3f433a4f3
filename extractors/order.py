"""Characters of a PDF page back in the order in which they stand on it.

A program that lacks a letter in a font takes it from another, and may write those letters behind
the rest of the line: 'Tng s h ổ ố ộ' where the page shows 'Tổng số hộ'. Where the boxes of a page
run backwards, its lines are built again from the places of the letters.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

import pypdfium2.raw as pdfium

_APART = 2.2
"""Widths of type between two stretches of a line that are not one text (two columns)."""
_COLUMN_APART = 0.8
"""Where the stored lines differ as well."""
_WORD_APART = 0.2


Letter = tuple[int, int, str, float, float, float, float]
"""A character and where it stands: its index among the characters of the page, its line of the
stored order (which keeps columns apart), itself, its left and right side, its baseline, its size.
Plain, for a page has thousands."""

_INDEX, _BASELINE, _SIZE = itemgetter(0), itemgetter(5), itemgetter(6)
_FROM_THE_LEFT = itemgetter(3, 0)
_Part = tuple[int, list[str], list[int]]
"""A line of one column: the first index in it, its text, and the index of each character."""


def runs_backwards(text_page: Any) -> bool:
    """Whether a stretch of text stands left of the one it follows, on one line."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    before: tuple[float, float, float] | None = None
    for index in range(pdfium.FPDFText_CountRects(text_page.raw, 0, -1)):
        pdfium.FPDFText_GetRect(text_page.raw, index, left, top, right, bottom)
        end, low, high = right.value, bottom.value, top.value
        if before is not None and left.value < before[0] - 1:
            shared = min(before[2], high) - max(before[1], low)
            if shared > 0.5 * min(before[2] - before[1], high - low):
                return True
        before = end, low, high
    return False


def in_order(letters: Sequence[Letter]) -> tuple[str, list[int]]:
    """The text of letters line by line, and of each character its index; -1 for one put between."""
    parts = [part for line in _by_baseline(letters) for part in _parted(line)]
    parts.sort(key=_INDEX)
    text: list[str] = []
    places: list[int] = []
    for _, shown, held in parts:
        text += shown
        text.append("\r\n")
        places += held
        places += (-1, -1)
    return "".join(text), places


def _by_baseline(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters on one baseline together; raised and lowered ones with the line they overlap."""
    lines: list[list[Letter]] = []
    line: list[Letter] = []
    last = -math.inf
    for letter in sorted(letters, key=_BASELINE):
        baseline = letter[5]
        if baseline - last < 0.1 * letter[6]:
            line.append(letter)
        else:
            line = [letter]
            lines.append(line)
        last = baseline
    whole: list[list[Letter]] = []
    highest = 0.0
    for line in lines:
        own = max(map(_SIZE, line))
        size = max(highest, own)
        if whole and line[0][5] - whole[-1][0][5] < 0.55 * size:
            above = whole[-1]
            whole[-1] = above + line if len(above) >= len(line) else line + above
            highest = size
        else:
            whole.append(line)
            highest = own
    return whole


def _parted(line: list[Letter]) -> Iterator[_Part]:
    """A line from left to right, cut where it leaves the width of a column's edge.

    What is drawn a second time on the same spot is left out.
    """
    line.sort(key=_FROM_THE_LEFT)
    first, stored, before, left, right, base, _ = line[0]
    edge = right
    text, places = [before], [first]
    for at, row, letter, x0, x1, baseline, size in line[1:]:
        begins = x0 - edge > (_APART if row == stored else _COLUMN_APART) * size
        stored = row
        if x1 > edge:  # noqa: PLR1730 - max() would be the dearest thing here
            edge = x1
        if begins:
            yield first, text, places
            first, text, places = at, [letter], [at]
            before, left, right, base = letter, x0, x1, baseline
            continue
        if at < first:  # noqa: PLR1730 - likewise
            first = at
        if letter == before:
            near = 0.1 * size
            if abs(left - x0) < near and abs(base - baseline) < near:
                continue
        if x0 - right > _WORD_APART * size and not (before.isspace() or letter.isspace()):
            text.append(" ")
            places.append(-1)
        text.append(letter)
        places.append(at)
        before, left, right, base = letter, x0, x1, baseline
    yield first, text, places
