"""Characters of a PDF page back in the order in which they stand on it.

A program that lacks a letter in a font takes it from another, and may write those letters behind
the rest of the line: 'Tng s h ổ ố ộ' where the page shows 'Tổng số hộ'. Where the boxes of a page
run backwards, its lines are built again from the places of the letters.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.frame import Sides

_APART = 2.2
"""Widths of type between two stretches of a line that are not one text (two columns)."""
_COLUMN_APART = 0.8
"""Where the stored lines differ as well."""
_WORD_APART = 0.2


class Letter(NamedTuple):
    """A character and where it stands."""

    at: int
    """Among the characters of the page."""
    line: int
    """Of the stored order, which keeps columns apart."""
    text: str
    sides: Sides
    baseline: float
    size: float


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
    lines = [part for line in _by_baseline(letters) for part in _parted(line)]
    lines.sort(key=lambda line: min(letter.at for letter in line))
    text: list[str] = []
    places: list[int] = []
    for line in lines:
        before: Letter | None = None
        for letter in line:
            if before is not None:
                if _is_again(before, letter):
                    continue
                gap = letter.sides[0] - before.sides[2]
                spaced = before.text.isspace() or letter.text.isspace()
                if gap > _WORD_APART * letter.size and not spaced:
                    text.append(" ")
                    places.append(-1)
            text.append(letter.text)
            places.append(letter.at)
            before = letter
        text.append("\r\n")
        places += [-1, -1]
    return "".join(text), places


def _by_baseline(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters on one baseline together; raised and lowered ones with the line they overlap."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda found: found.baseline):
        if lines and letter.baseline - lines[-1][-1].baseline < 0.1 * letter.size:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    whole: list[list[Letter]] = []
    for line in lines:
        above = whole[-1] if whole else []
        size = max(letter.size for letter in (*above, *line))
        if above and line[0].baseline - above[0].baseline < 0.55 * size:
            whole[-1] = above + line if len(above) >= len(line) else line + above
        else:
            whole.append(line)
    return whole


def _parted(line: list[Letter]) -> Iterator[list[Letter]]:
    """A line cut where it leaves the width of a column's edge."""
    line = sorted(line, key=lambda letter: (letter.sides[0], letter.at))
    begin = 0
    edge = line[0].sides[2]
    for at in range(1, len(line)):
        letter = line[at]
        same = letter.line == line[at - 1].line
        if letter.sides[0] - edge > (_APART if same else _COLUMN_APART) * letter.size:
            yield line[begin:at]
            begin = at
        edge = max(edge, letter.sides[2])
    yield line[begin:]


def _is_again(before: Letter, letter: Letter) -> bool:
    """Whether a letter is drawn a second time on the same spot."""
    return (
        before.text == letter.text
        and abs(before.sides[0] - letter.sides[0]) < 0.1 * letter.size
        and abs(before.baseline - letter.baseline) < 0.1 * letter.size
    )
