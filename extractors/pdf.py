"""PDF: digital pages through PDFium, their ruled tables through pdfplumber's finder of tables."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_int
from dataclasses import replace
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.aligned import aligned_cells
from extractors.belief import doubt, native_dpi
from extractors.continued import with_tables_whole
from extractors.document import Document, Origin, Problem
from extractors.drawn import objects
from extractors.errors import Reason, UnreadableError
from extractors.fields import with_fields
from extractors.frame import Frame, Sides
from extractors.furniture import PageLines
from extractors.glyphs import Glyphs, reading_turn
from extractors.layout import pieces
from extractors.lines import Line, Lines
from extractors.metadata import metadata
from extractors.paragraphs import assemble
from extractors.preflight import MOST_PAGES, PageFault, Preflight, preflight
from extractors.shown import Sideways, as_shown, turned_pages
from extractors.spaced import closed
from extractors.tables import has_ruling, table_cells

_MOST_OBJECTS = 2_000
_NO_MAP = "its letters have no Unicode map"
_UNBELIEVED = 0.3
"""Confidence of a text layer that is not believed, where no OCR can read the page again."""


def read_pdf(data: bytes, source: str) -> Document:
    """A document from the bytes of a PDF. Pages that are pictures are problems of the document.

    Raises:
        UnreadableError: encrypted, corrupt, without any text, or too many pages.
    """
    before = preflight(data)
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(Reason.ENCRYPTED, "the PDF has a password") from error
        raise UnreadableError(Reason.CORRUPT, "PDFium cannot open it") from error
    try:
        count = len(file)
        if count > MOST_PAGES:
            raise UnreadableError(Reason.TOO_LARGE, f"{count} pages; at most {MOST_PAGES} are read")
        if count == 0:
            raise UnreadableError(Reason.CORRUPT, "no pages")
        _check_pages(before, count)
        problems = _damages(before, count)
        sideways: Sideways = {}
        pages = list(_pages(file, before.faults, problems, sideways))
    finally:
        file.close()
    blocks = assemble(with_tables_whole(pieces(pages)))
    blocks = as_shown(blocks, sideways | turned_pages(pages))
    if not blocks and not problems:
        raise UnreadableError(Reason.EMPTY, "no text in it")
    return Document(
        source=source,
        format="pdf",
        blocks=blocks,
        pages=count,
        metadata=metadata(blocks),
        problems=tuple(problems),
    )


def _check_pages(before: Preflight, count: int) -> None:
    """Refuse a file none of whose pages may be given to a parser."""
    closed = [fault for fault in before.faults.values() if not fault.is_readable]
    if len(closed) == count:
        raise UnreadableError(closed[0].reason, closed[0].detail)


def _damages(before: Preflight, count: int) -> list[Problem]:
    """What is wrong with the file as a whole."""
    problems = []
    if before.is_rebuilt:
        detail = "the file is damaged: what could be found of it is read"
        problems.append(Problem(Reason.CORRUPT, None, detail))
    if before.pages is not None and before.pages != count:
        detail = f"its page tree leads to {before.pages} pages, PDFium finds {count}"
        problems.append(Problem(Reason.CORRUPT, None, detail))
    return problems


def _pages(
    file: Any,
    faults: dict[int, PageFault],
    problems: list[Problem],
    sideways: Sideways,
) -> Iterator[PageLines]:
    tables = 0
    for index in range(len(file)):
        fault = faults.get(index + 1)
        if fault is not None:
            problems.append(Problem(fault.reason, index + 1, fault.detail))
            if not fault.is_readable:
                continue
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
            doubted = _NO_MAP if glyphs.garbled else doubt(page, glyphs.text, unseen=glyphs.unseen)
            scanned = None if doubted is None else _scanned(page, index + 1, tables, problems)
            if scanned is not None:
                sideways.pop(index + 1, None)
                found = scanned
            elif doubted is None:
                found = _digital(page, glyphs, tables, problems)
            else:
                problems.append(Problem(Reason.NEEDS_OCR, index + 1, doubted))
                lines = () if glyphs.garbled else _once(Lines(glyphs).read())
                lines = tuple(map(_unbelieved, lines))
                found = PageLines(index + 1, frame.width, frame.height, lines)
            tables += len(found.tables)
            yield found
            text_page.close()
        except pypdfium2.PdfiumError:
            problems.append(Problem(Reason.CORRUPT, index + 1, "the page cannot be read"))
        finally:
            page.close()


def _digital(page: Any, glyphs: Glyphs, tables: int, problems: list[Problem]) -> PageLines:
    """A page that holds its text."""
    lines, cells = _content(page, glyphs, tables, problems)
    loose, used = aligned_cells(lines, glyphs.sides, tables + len(cells))
    if used:
        lines = tuple(line for at, line in enumerate(lines) if at not in used)
    frame = glyphs.frame
    lines = with_fields(lines, page, frame, glyphs.number)
    seen = frame.sides(*page.get_cropbox())
    lines = tuple(_off_page(closed(line, glyphs.sides), seen) for line in lines)
    return PageLines(glyphs.number, frame.width, frame.height, lines, (*cells, *loose))


def _scanned(page: Any, number: int, tables: int, problems: list[Problem]) -> PageLines | None:
    """A page read from its picture; None where no OCR is installed."""
    from extractors.ocr.pages import page_of_picture
    from extractors.ocr.picture import resolution

    width, height = page.get_size()
    dpi = resolution(width, height, native_dpi(page))
    return page_of_picture(
        lambda: page.render(scale=dpi / 72).to_pil(), dpi, number, tables, problems
    )


def _unbelieved(line: Line) -> Line:
    """A line of a scanner's own text, marked as what it is: kept, and not to be relied on."""
    spans = tuple((start, end, box, Origin.OCR) for start, end, box, _ in line.spans)
    return line._replace(spans=spans, confidence=(_UNBELIEVED,) * len(spans))


def _content(
    page: Any, glyphs: Glyphs, tables: int, problems: list[Problem]
) -> tuple[tuple[Line, ...], tuple[Any, ...]]:
    lines = Lines(glyphs)
    if not has_ruling(page):
        return _once(lines.read()), ()
    try:
        cells, inside = table_cells(glyphs, lines, page, tables)
    except UnreadableError as error:
        problems.append(Problem(error.reason, glyphs.number, error.detail))
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


def _off_page(line: Line, seen: Sides) -> Line:
    """The line, marked as hidden where it stands outside the part of the page that is shown."""
    box = line.box
    shown = box.x1 > seen[0] and box.x0 < seen[2] and box.bottom > seen[1] and box.top < seen[3]
    return line if shown or line.hidden else line._replace(hidden=True)


def _is_bare(page: Any) -> bool:
    """Whether a page has neither pictures nor filled areas on which white letters would show."""
    mode, stroke = c_int(), c_int()
    for kind, obj in objects(page, _MOST_OBJECTS):
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
