"""PDF: digital pages through PDFium, pages with ruled tables through pdfplumber as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2

from extractors.belief import doubt, native_dpi
from extractors.document import Document, Origin, Problem
from extractors.errors import Reason, UnreadableError
from extractors.frame import Frame
from extractors.glyphs import Glyphs
from extractors.layout import PageLines, pieces
from extractors.lines import Line, Lines
from extractors.metadata import metadata
from extractors.paragraphs import assemble
from extractors.tables import has_ruling, table_cells

_MOST_PAGES = 5_000
_LEGIBLE = 0.66
"""Mean confidence of a scan's words, under which the page is not called read."""

_UNBELIEVED = 0.3
"""Confidence of a text layer that is not believed, where no OCR can read the page again."""


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
    blocks = assemble(pieces(pages))
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
            doubted = doubt(page, glyphs.text)
            scanned = None if doubted is None else _scanned(page, index + 1, tables, problems)
            if scanned is not None:
                tables += len(scanned.tables)
                yield scanned
            else:
                if doubted is None:
                    lines, cells = _content(page, glyphs, data, index, tables, problems)
                else:
                    problems.append(Problem(Reason.NEEDS_OCR, index + 1, doubted))
                    lines, cells = tuple(map(_unbelieved, _once(Lines(glyphs).read()))), ()
                tables += len(cells)
                yield PageLines(index + 1, frame.width, frame.height, lines, cells)
            text_page.close()
        except pypdfium2.PdfiumError:
            problems.append(Problem(Reason.CORRUPT, index + 1, "the page cannot be read"))
        finally:
            page.close()


def _scanned(page: Any, number: int, tables: int, problems: list[Problem]) -> PageLines | None:
    """A page read from its picture; None where no OCR is installed."""
    from extractors.ocr.engine import engines

    found = engines()
    if found is None:
        return None
    from extractors.ocr.picture import is_blank, resolution
    from extractors.ocr.scan import legibility, scanned_page

    width, height = page.get_size()
    dpi = resolution(width, height, native_dpi(page))
    image = page.render(scale=dpi / 72).to_pil()
    try:
        read = scanned_page(found, image, dpi, number, tables)
    except UnreadableError as error:
        problems.append(Problem(error.reason, number, error.detail))
        return PageLines(number, width, height, ())
    if legibility(read) < _LEGIBLE and not is_blank(image):
        problems.append(
            Problem(Reason.NEEDS_OCR, number, "the scan is too poor, or turned, to be read")
        )
    return read


def _unbelieved(line: Line) -> Line:
    """A line of a scanner's own text, marked as what it is: kept, and not to be relied on."""
    spans = tuple((start, end, box, Origin.OCR) for start, end, box, _ in line.spans)
    return replace(line, spans=spans, confidence=(_UNBELIEVED,) * len(spans))


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
