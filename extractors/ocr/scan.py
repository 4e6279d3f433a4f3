"""A scanned page: its picture in, the lines and table cells of it out, as of a digital page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt
from PIL import Image

from extractors.aligned import aligned_cells
from extractors.document import BlockKind, Box, Origin, Run
from extractors.errors import Reason, UnreadableError
from extractors.frame import Sides
from extractors.furniture import PageLines
from extractors.lines import Line, Span
from extractors.ocr.abreast import across, is_apart
from extractors.ocr.columns import regions
from extractors.ocr.engine import Engines, Letter
from extractors.ocr.gutters import beside
from extractors.ocr.marks import CAPITAL, type_of
from extractors.ocr.picture import DPI, Grey, Picture, prepared
from extractors.ocr.reading import read_line
from extractors.ocr.ruling import Cell, ruled
from extractors.ocr.strips import Rectangle, Strip, inked, strips
from extractors.paragraphs import Piece, is_one_word, joined
from extractors.spaced import between_words, is_spaced

_SMALL_LETTER = 0.46
"""Height of a small letter in the faces of offices, in sizes of type."""

_ONE_SIZE = 0.13
"""Lines whose sizes differ by less, as measured, are of one size."""

_FEW = 3
"""Letters of a line whose size can hardly be measured; it is that of its neighbour."""

_ROUGHLY = 0.4

_LEGIBLE = 0.75
"""Mean confidence over which a page does not lie on its head: a bad scan has more, gibberish less.
"""

_LITTLE = 40
"""Letters; a page with fewer may lie on its side."""

_CLEAR = 0.9
"""Mean confidence over which even a page of a few words lies right."""

_WORDS = 6
"""Letters of a few words."""

_LONGEST = 300
"""Seconds of computing for one page: a machine that does much else is no reason to give up."""

_CROWD = 3
_SQUARE = 1.1
"""Widths of a line's picture in its heights, in which three letters have no room."""

_LOWEST = DPI / 24
"""Height of a line of print, in pixels: digits of four-point type have it."""

_STRETCHED = 8
"""Widths of a rule in its heights, at least."""

_WORD = re.compile(r"\S+")


def scanned_page(
    engines: Engines, image: Image.Image, dpi: float, number: int, tables: int
) -> PageLines:
    """What a picture of a page holds.

    A page that lies on its side or its head is turned; its boxes are those of the page upright,
    its `turn` says how it was turned.

    Args:
        engines: what reads it.
        image: the page as shown, at `dpi`.
        dpi: pixels to the inch.
        number: of the page, from 1.
        tables: how many tables the document has on the pages before.

    Raises:
        UnreadableError: it took too long.
    """
    end = time.thread_time() + _LONGEST
    best = _read(engines, image, dpi, number, tables, end)
    legible, weight = legibility(best), _weight(best)
    if (legible >= _LEGIBLE and weight > _LITTLE) or (legible >= _CLEAR and weight > _WORDS):
        return best
    for turn in (180, 90, 270):
        turned = _read(engines, image.rotate(turn, expand=True), dpi, number, tables, end)
        if _weight(turned) > 1.2 * _weight(best):
            best = replace(turned, turn=-turn % 360)
    return best


def _weight(page: PageLines) -> float:
    """How much of a page was read, and how well: letters, less those that were guessed."""
    return sum(run.end * (run.confidence - 0.5) for run in _lengths(page))


def _lengths(page: PageLines) -> Iterator[Run]:
    """The runs of a page, each from 0 to its length."""
    for line in page.lines:
        for (start, end, *_), sure in zip(line.spans, line.confidence, strict=True):
            yield Run(0, end - start, confidence=sure)
    for _, cells in page.tables:
        for cell in cells:
            for run in cell.runs:
                yield Run(0, run.end - run.start, confidence=run.confidence)


def _read(
    engines: Engines, image: Image.Image, dpi: float, number: int, tables: int, end: float
) -> PageLines:
    """The page as it lies; `end` is when to give up, of computing time."""
    picture = prepared(image, dpi)
    page, grids = ruled(picture.grey)
    ink = inked(page)
    height, width = page.shape
    found: list[tuple[float, tuple[Piece, ...]]] = []
    for grid in grids:
        cells = []
        for cell in grid.cells:
            piece = _cell(engines, page, ink, picture, cell, number, end)
            if piece is not None:
                cells.append(_placed(piece, cell, tables + len(found) + 1))
        x0, y0, x1, y1 = grid.box
        if cells:
            found.append((picture.sides(x0, y0, x1, y1)[1], tuple(cells)))
        ink[y0:y1, x0:x1] = False
    upright = replace(picture, skew=0.0)

    def read(found: Sequence[Strip]) -> tuple[Line, ...]:
        return tuple(_of_few_sizes(_lines(engines, page, found, upright, number, end)))

    loose: list[Line] = []
    for region in regions(ink, (0, 0, width, height)):
        held = read(region.strips)
        aligned, used = aligned_cells(held, _no_sides, tables + len(found))
        if 2 * len(used) <= len(held):
            # Nothing stands in columns: it is read as the prose around it is.
            continue
        found += (_placed_back(cells, picture) for _, cells in aligned)
        loose += (line for at, line in enumerate(held) if at not in used)
        x0, y0, x1, y1 = region.box
        ink[y0:y1, x0:x1] = False
    columns: list[Sequence[Line]] = []
    for pair in beside(ink, (0, 0, width, height)):
        left, right = read(pair.left), read(pair.right)
        held = (*left, *right)
        aligned, used = aligned_cells(held, _no_sides, tables + len(found))
        found += (_placed_back(cells, picture) for _, cells in aligned)
        rest = [line for at, line in enumerate(held) if at not in used]
        if pair.in_rows and not is_apart(left, right, flows=pair.flows):
            rest = list(across(rest))
        columns.append(rest)
        x0, y0, x1, y1 = pair.box
        ink[y0:y1, x0:x1] = False
    held = read(strips(ink, (0, 0, width, height)))
    aligned, used = aligned_cells(held, _no_sides, tables + len(found))
    found += (_placed_back(cells, picture) for _, cells in aligned)
    lines = [line for at, line in enumerate(held) if at not in used]
    for block in (*((line,) for line in loose), *columns):
        _insert(lines, block)
    lines = [_laid(line, picture) for line in lines]
    return PageLines(
        number, image.width * 72 / dpi, image.height * 72 / dpi, tuple(lines), tuple(found)
    )


def _insert(lines: list[Line], block: Sequence[Line]) -> None:
    """Put lines before the first that stands lower than where they begin."""
    top = min((line.box.top for line in block), default=0.0)
    under = (at for at, line in enumerate(lines) if line.box.top > top)
    at = next(under, len(lines))
    lines[at:at] = block


def _back(box: Box, picture: Picture) -> Box:
    """A box of the page upright as one of the page as it was scanned."""
    sides = (side * picture.scale for side in (box.x0, box.top, box.x1, box.bottom))
    return Box(*picture.sides(*sides))


def _placed_back(cells: Sequence[Piece], picture: Picture) -> tuple[float, tuple[Piece, ...]]:
    """The top of a table on the page as it was scanned, and its cells."""

    def laid(run: Run) -> Run:
        return run if run.box is None else run._replace(box=_back(run.box, picture))

    own = tuple(replace(cell, runs=tuple(map(laid, cell.runs))) for cell in cells)
    return min(run.box.top for cell in own for run in cell.runs if run.box is not None), own


def _laid(line: Line, picture: Picture) -> Line:
    spans = tuple((start, end, _back(box, picture), of) for start, end, box, of in line.spans)
    return line._replace(spans=spans, box=_back(line.box, picture))


def _no_sides(at: int) -> Sides:
    """A scan's letters have no boxes of their own: lines have them in their spans."""
    raise IndexError(at)


def legibility(page: PageLines) -> float:
    """Mean confidence of what was read of a scanned page; 0 where nothing was."""
    sure = [run.confidence for run in _lengths(page)]
    return sum(sure) / len(sure) if sure else 0.0


def _placed(piece: Piece, cell: Cell, table: int) -> Piece:
    return Piece(
        text=piece.text, runs=piece.runs, kind=BlockKind.CELL, page=piece.page, table=table,
        row=cell.row, column=cell.column, row_span=cell.rows, column_span=cell.columns,
    )  # fmt: skip


def _cell(
    engines: Engines,
    page: Grey,
    ink: npt.NDArray[np.bool_],
    picture: Picture,
    cell: Cell,
    number: int,
    end: float,
) -> Piece | None:
    whole: Piece | None = None
    for line in _lines(engines, page, strips(ink, cell.box), picture, number, end):
        runs = tuple(
            Run(start, end, line.page, box, None, origin, sure)
            for (start, end, box, origin), sure in zip(line.spans, line.confidence, strict=True)
        )
        piece = Piece(text=line.text, runs=runs, page=number)
        if whole is None:
            whole = piece
        else:
            whole = joined(whole, piece, "" if is_one_word(whole.text, piece.text) else " ")
    return whole


def _lines(
    engines: Engines,
    page: Grey,
    found: Sequence[Strip],
    picture: Picture,
    number: int,
    end: float,
) -> list[Line]:
    lines = []
    for strip in found:
        if time.thread_time() > end:
            raise UnreadableError(Reason.NEEDS_OCR, f"not read within {_LONGEST} seconds")
        if is_rule(strip.box):
            continue
        letters = _stripped(read_line(engines, page, strip.box, noisy=picture.is_noisy))
        if letters:
            shown = closed_up(believed(letters, strip.box))
            lines.append(_line(shown, page, strip, picture, number))
    return lines


def is_rule(box: Rectangle) -> bool:
    """Whether a stretch of ink is a rule, as that under a motto: too low for print, and wide."""
    x0, y0, x1, y1 = box
    return y1 - y0 < _LOWEST and x1 - x0 > _STRETCHED * (y1 - y0)


def believed(letters: Sequence[Letter], box: Rectangle) -> Sequence[Letter]:
    """The letters of a line; one that is no wider than high holds no three: it is an ornament."""
    x0, y0, x1, y1 = box
    text = "".join(one.text for one in letters)
    crowd = len(text) >= _CROWD or (len(text) > 1 and not any(map(str.isalnum, text)))
    if not crowd or x1 - x0 > _SQUARE * (y1 - y0):
        return letters
    return [Letter("*", min(one.confidence for one in letters), letters[0].x0, letters[-1].x1)]


def closed_up(letters: Sequence[Letter]) -> Sequence[Letter]:
    """The letters of a line whose words are set with spaces between their letters, as words."""
    if not is_spaced("".join(one.text for one in letters)):
        return letters
    shown = [one for one in letters if not one.text.isspace()]
    wide = between_words([after.x0 - one.x1 for one, after in pairwise(shown)])
    if not any(wide):
        return letters
    made = [shown[0]]
    for one, begins in zip(shown[1:], wide, strict=True):
        if begins:
            made.append(Letter(" ", 1.0, made[-1].x1, one.x0))
        made.append(one)
    return made


def _stripped(letters: Sequence[Letter]) -> list[Letter]:
    kept = list(letters)
    while kept and kept[0].text.isspace():
        kept.pop(0)
    while kept and kept[-1].text.isspace():
        kept.pop()
    return kept


def _line(
    letters: Sequence[Letter], page: Grey, strip: Strip, picture: Picture, number: int
) -> Line:
    x0, y0, x1, y1 = strip.box
    text = "".join(one.text for one in letters)
    kind = type_of(inked(page[y0:y1, x0:x1]))
    foot = y1 if kind is None else y0 + kind.foot
    if strip.row is not None:
        # One for the whole row: by it the cells are told to be one.
        foot = round(strip.row[1] - 0.2 * (strip.row[1] - strip.row[0]))
    tall = text.upper() == text
    high = (y1 - y0) / (CAPITAL if tall else 2) if kind is None else kind.height
    if kind is not None and tall:
        high = kind.height / CAPITAL
    size = max(high / _SMALL_LETTER / picture.scale, 1.0)
    type_ = size * picture.scale
    spans: list[Span] = []
    sure: list[float] = []
    owners = [one for one in letters for _ in one.text]
    for match in _WORD.finditer(text):
        at, end = match.span()
        steps = range(at, end) if any(map(_is_digit, match[0])) else (at,)
        for first in steps:
            last = first + 1 if len(steps) > 1 else end
            held = owners[first:last]
            sides = picture.sides(held[0].x0, foot - 0.78 * type_, held[-1].x1, foot + 0.22 * type_)
            spans.append((first, last, Box(*sides), Origin.OCR))
            sure.append(max(min(one.confidence for one in held), 0.01))
    return Line(
        text=text,
        spans=tuple(spans),
        page=number,
        box=Box(*picture.sides(x0, foot - 0.78 * type_, x1, foot + 0.22 * type_)),
        size=size,
        bold=False,
        confidence=tuple(sure),
    )


def _is_digit(letter: str) -> bool:
    return letter.isdecimal() or letter in "⁰¹²³⁴⁵⁶⁷⁸⁹"


def _of_few_sizes(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with sizes that are one in truth made one: each is measured to a pixel only."""
    sizes: dict[int, float] = {}
    rest = list(range(len(lines)))
    while rest:
        long = [i for i in rest if len(lines[i].text) > 20] or rest
        middle = median(lines[i].size for i in long)
        near = [i for i in rest if abs(lines[i].size - middle) <= _ONE_SIZE * middle] or rest
        mean = sum(lines[i].size for i in near) / len(near)
        sizes.update(dict.fromkeys(near, mean))
        rest = [i for i in rest if i not in sizes]
    for at, line in enumerate(lines):
        beside = sizes[at - 1] if at else sizes.get(at + 1, sizes[at])
        if len(line.text) <= _FEW and abs(line.size - beside) <= _ROUGHLY * beside:
            sizes[at] = beside
    for at, line in enumerate(lines):
        yield Line(
            text=line.text, spans=line.spans, page=line.page, box=line.box,
            size=sizes[at], bold=line.bold, chars=line.chars, confidence=line.confidence,
        )  # fmt: skip
