"""PDF: digital pages through PDFium, pages with ruled tables through pdfplumber as well."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.continued import with_tables_whole
from extractors.document import Box, Document, Problem
from extractors.errors import Reason, UnreadableError
from extractors.frame import Frame
from extractors.glyphs import Glyphs
from extractors.layout import PageLines, pieces
from extractors.lines import Line, Lines
from extractors.metadata import metadata
from extractors.paragraphs import assemble
from extractors.tables import has_ruling, table_cells

_MOST_PAGES = 5_000
_LEAST_TEXT = 12
"""Visible characters; a page with fewer and a picture on it is taken for a scan."""

_MANY_OUTLINES = 200


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
        pages = list(_pages(file, data, problems))
    finally:
        file.close()
    blocks = assemble(with_tables_whole(pieces(pages)))
    return Document(
        source=source,
        format="pdf",
        blocks=blocks,
        pages=count,
        metadata=metadata(blocks),
        problems=tuple(problems),
    )


def _pages(file: Any, data: bytes, problems: list[Problem]) -> Iterator[PageLines]:
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
            glyphs = Glyphs(text_page, frame, index + 1)
            if len("".join(glyphs.text.split())) < _LEAST_TEXT and _has_picture(page):
                problems.append(
                    Problem(Reason.NEEDS_OCR, index + 1, "the page is a picture or a drawing")
                )
            lines, cells = _content(page, glyphs, data, index, tables, problems)
            tables += len(cells)
            yield PageLines(index + 1, frame.width, frame.height, lines, cells)
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
) -> tuple[tuple[Line, ...], tuple[Any, ...]]:
    lines = Lines(glyphs)
    if not has_ruling(page):
        return _once(lines.read()), ()
    try:
        cells, inside = table_cells(glyphs, lines, data, index, tables)
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
