"""PDF: digital pages through PDFium, pages with ruled tables through pdfplumber as well."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int
from dataclasses import replace
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.aligned import aligned_cells
from extractors.continued import with_tables_whole
from extractors.document import Block, Box, Document, Problem, Run
from extractors.errors import Reason, UnreadableError
from extractors.fields import with_fields
from extractors.frame import Frame, Sides, turned
from extractors.furniture import PageLines
from extractors.glyphs import Glyphs, reading_turn
from extractors.layout import pieces
from extractors.lines import Line, Lines
from extractors.metadata import metadata
from extractors.paragraphs import assemble
from extractors.spaced import closed
from extractors.tables import has_ruling, table_cells

_MOST_PAGES = 5_000
_LEAST_TEXT = 12
"""Visible characters; a page with fewer and a picture on it is taken for a scan."""

_MANY_OUTLINES = 200
_Sideways = dict[int, tuple[int, Frame]]
"""Of pages that are read another way than they are shown: the turn, and the frame as shown."""


def read_pdf(data: bytes, source: str) -> Document:
    """A document from the bytes of a PDF. Pages that are pictures are problems of the document.

    Raises:
        UnreadableError: encrypted, corrupt, or too many pages.
    """
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(Reason.ENCRYPTED, "the PDF has a password") from error
        raise UnreadableError(Reason.CORRUPT, "PDFium cannot open it") from error
    try:
        count = len(file)
        if count > _MOST_PAGES:
            raise UnreadableError(
                Reason.TOO_LARGE, f"{count} pages; at most {_MOST_PAGES} are read"
            )
        if count == 0:
            raise UnreadableError(Reason.CORRUPT, "no pages")
        problems: list[Problem] = []
        sideways: _Sideways = {}
        pages = list(_pages(file, data, problems, sideways))
    finally:
        file.close()
    blocks = assemble(with_tables_whole(pieces(pages)))
    if sideways:
        blocks = tuple(_as_shown(block, sideways) for block in blocks)
    return Document(
        source=source,
        format="pdf",
        blocks=blocks,
        pages=count,
        metadata=metadata(blocks),
        problems=tuple(problems),
    )


def _pages(
    file: Any, data: bytes, problems: list[Problem], sideways: _Sideways
) -> Iterator[PageLines]:
    tables = 0
    for index in range(len(file)):
        try:
            page = file[index]
        except pypdfium2.PdfiumError:
            problems.append(Problem(Reason.CORRUPT, index + 1, "the page cannot be loaded"))
            continue
        try:
            text_page = page.get_textpage()
            frame = _frame(page)
            turn = reading_turn(text_page)
            if turn is not None and turn != frame.rotation:
                sideways[index + 1] = (turn - frame.rotation) % 360, frame
                frame = replace(frame, rotation=turn)
            glyphs = Glyphs(text_page, frame, index + 1, partial(_is_bare, page))
            if glyphs.garbled:
                problems.append(
                    Problem(Reason.NEEDS_OCR, index + 1, "its letters have no Unicode map")
                )
                continue
            if len("".join(glyphs.text.split())) < _LEAST_TEXT and _has_picture(page):
                problems.append(
                    Problem(Reason.NEEDS_OCR, index + 1, "the page is a picture or a drawing")
                )
            lines, cells = _content(
                page, glyphs, data, index, tables, problems, sideways.get(index + 1)
            )
            tables += len(cells)
            loose, used = aligned_cells(lines, glyphs.sides, tables)
            tables += len(loose)
            if used:
                lines = tuple(line for at, line in enumerate(lines) if at not in used)
            lines = with_fields(lines, page, frame, index + 1)
            seen = frame.sides(*page.get_cropbox())
            lines = tuple(_off_page(closed(line, glyphs.sides), seen) for line in lines)
            yield PageLines(index + 1, frame.width, frame.height, lines, (*cells, *loose))
            text_page.close()
        except pypdfium2.PdfiumError:
            problems.append(Problem(Reason.CORRUPT, index + 1, "the page cannot be read"))
        finally:
            page.close()


def _content(
    page: Any,
    glyphs: Glyphs,
    data: bytes,
    index: int,
    tables: int,
    problems: list[Problem],
    sideways: tuple[int, Frame] | None,
) -> tuple[tuple[Line, ...], tuple[Any, ...]]:
    lines = Lines(glyphs)
    if not has_ruling(page):
        return _once(lines.read()), ()
    try:
        turn = None
        if sideways is not None:
            quarter, shown = sideways
            turn = partial(turned, quarter=quarter, width=shown.width, height=shown.height)
        cells, inside = table_cells(glyphs, lines, data, index, tables, turn)
    except UnreadableError as error:
        problems.append(Problem(error.reason, index + 1, error.detail))
        return _once(lines.read()), ()
    return _once(lines.read(inside if cells else None)), cells


def _once(lines: Iterator[Line]) -> tuple[Line, ...]:
    """The lines without those drawn a second time on the same spot."""
    kept: list[Line] = []
    seen: set[tuple[str, int, int]] = set()
    for line in lines:
        spot = (line.text, round(line.box.x0 / 2), round(line.box.top / 2))
        if spot not in seen:
            seen.add(spot)
            kept.append(line)
    return tuple(kept)


def _as_shown(block: Block, sideways: _Sideways) -> Block:
    """The block with its boxes on the page as shown, where that is not as it is read."""

    def back(run: Run) -> Run:
        if run.box is None or run.page not in sideways:
            return run
        quarter, shown = sideways[run.page]
        box = run.box.x0, run.box.top, run.box.x1, run.box.bottom
        width, height = shown.width, shown.height
        if quarter in {90, 270}:
            width, height = height, width
        return run._replace(box=Box(*turned(box, -quarter % 360, width, height)))

    letters = (letter for run in block.runs for letter in run.letters())
    return replace(block, runs=tuple(map(back, letters)))


def _off_page(line: Line, seen: Sides) -> Line:
    """The line, marked as hidden where it stands outside the part of the page that is shown."""
    box = line.box
    shown = box.x1 > seen[0] and box.x0 < seen[2] and box.bottom > seen[1] and box.top < seen[3]
    return line if shown or line.hidden else line._replace(hidden=True)


def _is_bare(page: Any) -> bool:
    """Whether a page has neither pictures nor filled areas on which white letters would show."""
    mode, stroke = c_int(), c_int()
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), 2_000)):
        obj = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(obj)
        if kind in {
            pdfium.FPDF_PAGEOBJ_IMAGE,
            pdfium.FPDF_PAGEOBJ_FORM,
            pdfium.FPDF_PAGEOBJ_SHADING,
        }:
            return False
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPath_GetDrawMode(obj, mode, stroke)
            if mode.value:
                return False
    return True


def _frame(page: Any) -> Frame:
    left, bottom, right, top = page.get_mediabox()
    return Frame(left, bottom, right, top, page.get_rotation())


def _has_picture(page: Any) -> bool:
    """Whether an image covers a good part of the page, or its letters are drawn as outlines."""
    width, height = page.get_size()
    outlines = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), 2_000)):
        obj = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(obj)
        outlines += kind == pdfium.FPDF_PAGEOBJ_PATH
        if outlines > _MANY_OUTLINES:
            return True
        if kind not in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        box = _bounds(obj)
        if box is not None and (box.x1 - box.x0) * (box.bottom - box.top) > 0.3 * width * height:
            return True
    return False


def _bounds(obj: Any) -> Box | None:
    sides = [c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(obj, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return Box(left, bottom, right, top)
