"""Tables without rules: cells told by how their text stands in columns.

Nothing here costs a page of prose anything: only lines that hold digits are looked at, whose words
have their boxes already, and only where numbers stand by themselves, apart from the text beside
them, three rows or more under each other, are the lines around them asked for the boxes of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.document import BlockKind, Box, Run
from extractors.frame import Sides
from extractors.lines import Line
from extractors.paragraphs import Piece, is_one_word, joined

_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"[-–+]?\d[\d.,/ ]*\s?[%‰]?|[-–]")
_DIGIT = re.compile(r"\d")
_LEADER = re.compile(r"\.{4}|…{2}|_{4}")
_APART = 1.0
"""Widths of type between two cells; words of justified text stand closer."""
_WIDEST = 0.6
"""Widths of type that a letter takes at most in the mean; more is room between two cells."""
_LEAST_ROWS = 3
_HEAD_ROWS = 3
_RUNNING = 2
"""Rows above the text of a page, at most."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch [start, end) of a line that stands apart from the rest of it."""

    line: int
    start: int
    end: int
    x0: float
    x1: float
    bottom: float
    text: str


_Row = list[_Part]


def aligned_cells(
    lines: Sequence[Line], sides: Callable[[int], Sides], before: int
) -> tuple[list[tuple[float, tuple[Piece, ...]]], frozenset[int]]:
    """The tables without rules among the lines of a page, and the lines that they use up.

    Args:
        lines: of the page, outside its ruled tables.
        sides: the box of a character of the page.
        before: how many tables the document has before these.

    Returns:
        (top, cells) of each table, and the indexes of its lines in `lines`.
    """
    if sum(map(_is_loose, lines)) < _LEAST_ROWS:
        return [], frozenset()
    size = median(line.size for line in lines)
    parts = (
        part
        for at, line in enumerate(lines)
        for part in _parts(at, line, sides if len(line.spans) > 1 else None)
    )
    rows = _rows(list(parts), size)
    tables: list[tuple[float, tuple[Piece, ...]]] = []
    used: set[int] = set()
    for first, last in _seeded(rows, size):
        found = _table(lines, sides, rows, (first, last), size)
        if found is None:
            continue
        table, bands = found
        own = {part.line for row in table for part in row}
        if own & used:
            continue
        used |= own
        number = before + len(tables) + 1
        cells = tuple(_cells(lines, table, bands, number))
        tables.append((min(lines[at].box.top for at in own), cells))
    return tables, frozenset(used)


def _is_loose(line: Line) -> bool:
    """Whether a line is a number by itself, or has one apart from the text beside it."""
    if _NUMBER.fullmatch(line.text.strip()):
        return True
    edge, apart = line.box.x1, _APART * line.size
    for start, end, box, _ in line.spans:
        if box.x0 - edge > apart:
            return True
        if box.x1 - box.x0 - _WIDEST * line.size * (end - start) > apart:
            return True
        edge = box.x1
    return False


def _parts(at: int, line: Line, sides: Callable[[int], Sides] | None) -> Iterator[_Part]:
    """The stretches of a line; without `sides`, a line with no digit is one stretch."""
    words = list(_words(line, sides))
    begin = 0
    for index in range(1, len(words) + 1):
        if index < len(words) and words[index][2] - words[index - 1][3] <= _APART * line.size:
            continue
        start, end = words[begin][0], words[index - 1][1]
        x0, x1 = words[begin][2], words[index - 1][3]
        yield _Part(at, start, end, x0, x1, line.box.bottom, line.text[start:end])
        begin = index


def _words(
    line: Line, sides: Callable[[int], Sides] | None
) -> Iterator[tuple[int, int, float, float]]:
    """(start, end, left, right) of each word."""
    first, last = line.chars
    if sides is not None and last - first == len(line.text):
        for match in _WORD.finditer(line.text):
            left, right = sides(first + match.start()), sides(first + match.end() - 1)
            yield match.start(), match.end(), left[0], right[2]
    elif len(line.spans) > 1:
        yield from _spanned(line)
    else:
        yield 0, len(line.text), line.box.x0, line.box.x1


def _spanned(line: Line) -> Iterator[tuple[int, int, float, float]]:
    """The words of a line as its spans have them."""
    at = 0
    for match in _WORD.finditer(line.text):
        start, end = match.span()
        while at < len(line.spans) and line.spans[at][1] <= start:
            at += 1
        last = at
        while last + 1 < len(line.spans) and line.spans[last + 1][0] < end:
            last += 1
        if at < len(line.spans):
            yield start, end, line.spans[at][2].x0, line.spans[last][2].x1


def _rows(parts: Sequence[_Part], size: float) -> list[_Row]:
    rows: list[_Row] = []
    for part in sorted(parts, key=lambda one: one.bottom):
        if rows and part.bottom - rows[-1][0].bottom < 0.35 * size:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _seeded(rows: Sequence[_Row], size: float) -> Iterator[tuple[int, int]]:
    """[first, last] row of each stretch of rows with numbers in columns."""
    seeds = [at for at, row in enumerate(rows) if _is_seed(row)]
    group: list[int] = []
    for at in seeds:
        if group and rows[at][0].bottom - rows[group[-1]][0].bottom > 5 * size:
            if len(group) >= _LEAST_ROWS:
                yield group[0], group[-1]
            group = []
        group.append(at)
    if len(group) >= _LEAST_ROWS:
        yield group[0], group[-1]


def _is_seed(row: _Row) -> bool:
    numbers = [part for part in row[1:] if _NUMBER.fullmatch(part.text)]
    return any(_DIGIT.search(part.text) for part in numbers) and not any(
        _LEADER.search(part.text) for part in row
    )


def _table(
    lines: Sequence[Line],
    sides: Callable[[int], Sides],
    rows: Sequence[_Row],
    span: tuple[int, int],
    size: float,
) -> tuple[list[_Row], list[tuple[float, float]]] | None:
    """The rows of a table, each with its parts, and its columns; None if there are no columns."""
    first, last = span
    seeds = [row for row in rows[first : last + 1] if _is_seed(row)]
    bands = _bands(seeds, size)
    if len(bands) < 2 or any(_places(row, bands) is None for row in seeds):
        return None
    usual = median(b[0].bottom - a[0].bottom for a, b in pairwise(seeds))
    table: list[_Row] = []
    for row in rows[first : last + 1]:
        split = _split(row, lines, sides)
        if _places(split, bands) is None:
            return None
        down = split[0].bottom - table[-1][-1].bottom if table else usual
        small = split[0].text[:1].islower() or down < 0.85 * usual
        if table and len(split) == 1 and not _is_seed(split) and small:
            table[-1] += split
        else:
            table.append(split)
    tail = _tail(lines, sides, rows[last + 1 :], table, bands, size)
    if table and tail:
        table[-1] += tail
    else:
        table += _titles(rows[last + 1 :], table[-1:], bands, usual)
    titles: list[_Row] = []
    above_it = False
    for row in reversed(rows[max(0, first - _HEAD_ROWS) : first]):
        split = _split(row, lines, sides)
        below = (titles or table)[0]
        near = below[0].bottom - split[0].bottom < max(2.2 * size, 1.2 * usual)
        if not near or _places(split, bands) is None:
            break
        if len(split) == 1 and _is_title(split, bands):
            titles.insert(0, split)
            continue
        if len(split) < 2:
            break
        if not titles and above_it and all(part.text[:1].islower() for part in table[0]):
            # The second line of a head's cells.
            table[0] = split + table[0]
        else:
            table = [split, *titles, *table]
        titles, above_it = [], True
    if titles and first - len(titles) <= _RUNNING and _is_in_step([*titles, table[0]], usual):
        table = [*titles, *table]
    return table, bands


def _titles(
    rows: Sequence[_Row],
    above: Sequence[_Row],
    bands: Sequence[tuple[float, float]],
    usual: float,
) -> list[_Row]:
    """The title of a group whose rows are on the next page: the last of this one."""
    if not rows or not above or not _is_title(rows[0], bands):
        return []
    alone = len(rows) == 1 or rows[1][0].bottom - rows[0][0].bottom > 3 * usual
    return [rows[0]] if alone and _is_in_step([above[-1], rows[0]], usual) else []


def _is_title(row: _Row, bands: Sequence[tuple[float, float]]) -> bool:
    """Whether a row is a text alone in the first column, as the title of a group of rows."""
    left, right = bands[0]
    return len(row) == 1 and left - 1 <= row[0].x0 < right and row[0].x1 < bands[1][0]


def _is_in_step(rows: Sequence[_Row], usual: float) -> bool:
    """Whether rows follow each other as those of the table do."""
    return all(b[0].bottom - a[0].bottom < 1.15 * usual for a, b in pairwise(rows))


def _tail(
    lines: Sequence[Line],
    sides: Callable[[int], Sides],
    rows: Sequence[_Row],
    table: Sequence[_Row],
    bands: Sequence[tuple[float, float]],
    size: float,
) -> _Row:
    """The lines under the last row that its cells go on with."""
    found: _Row = []
    bottom = table[-1][-1].bottom if table else 0.0
    for row in rows[:4]:
        split = _split(row, lines, sides)
        inside = all(
            any(left - 1 <= part.x0 and part.x1 <= right + 1 for left, right in bands)
            for part in split
        )
        if not inside or split[0].bottom - bottom > 1.6 * size or not split[0].text[:1].islower():
            break
        found += split
        bottom = split[0].bottom
    return found


def _split(row: _Row, lines: Sequence[Line], sides: Callable[[int], Sides]) -> _Row:
    return sorted(
        (part for at in dict.fromkeys(one.line for one in row)
         for part in _parts(at, lines[at], sides)),
        key=lambda part: part.x0,
    )  # fmt: skip


def _bands(rows: Sequence[_Row], size: float) -> list[tuple[float, float]]:
    """The columns: where parts of the rows stand, as far as they reach."""
    bands: list[tuple[float, float]] = []
    for part in sorted((part for row in rows for part in row), key=lambda one: one.x0):
        if bands and part.x0 < bands[-1][1] + 0.3 * size:
            bands[-1] = bands[-1][0], max(bands[-1][1], part.x1)
        else:
            bands.append((part.x0, part.x1))
    return bands


def _places(row: _Row, bands: Sequence[tuple[float, float]]) -> list[int] | None:
    """The column of each part of a row; None if two share one, or one reaches over two."""
    places = []
    for part in row:
        over = [at for at, (left, right) in enumerate(bands) if part.x0 < right and left < part.x1]
        if len(over) > 1:
            return None
        places.append(_band(part, bands))
    return places if len(set(places)) == len(places) else None


def _band(part: _Part, bands: Sequence[tuple[float, float]]) -> int:
    middle = (part.x0 + part.x1) / 2

    def away(at: int) -> float:
        left, right = bands[at]
        if part.x0 < right and left < part.x1:
            return -1.0
        return abs(middle - (left + right) / 2)

    return min(range(len(bands)), key=away)


def _cells(
    lines: Sequence[Line],
    table: Sequence[_Row],
    bands: Sequence[tuple[float, float]],
    number: int,
) -> Iterator[Piece]:
    for at, row in enumerate(table, start=1):
        whole: dict[int, Piece] = {}
        for part in row:
            column = _band(part, bands) + 1
            piece = _piece(lines[part.line], part)
            if column in whole:
                old = whole[column]
                piece = joined(old, piece, "" if is_one_word(old.text, piece.text) else " ")
            whole[column] = piece
        for column in sorted(whole):
            yield replace(whole[column], kind=BlockKind.CELL, table=number, row=at, column=column)


def _piece(line: Line, part: _Part) -> Piece:
    runs = []
    sure = line.confidence or (1.0,) * len(line.spans)
    for (start, end, box, origin), confidence in zip(line.spans, sure, strict=True):
        first, last = max(start, part.start), min(end, part.end)
        if first >= last:
            continue
        whole = (first, last) == (start, end)
        own = box if whole else Box(part.x0, box.top, part.x1, box.bottom)
        held = first - part.start, last - part.start
        runs.append(Run(*held, line.page, own, None, origin, confidence))
    return Piece(text=part.text, runs=tuple(runs), page=line.page)
