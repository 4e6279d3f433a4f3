"""What a reviewer sees of a report: a page as a picture, or its text; made in a process apart.

A report that breaks the renderer breaks a worker, not the server.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import UnreadableError
from extractors.intake import is_picture
from pipeline.inputs import Input
from pipeline.ledger import Filed

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 120
_INCH = 72
_WIDEST = 2400
"""Pixels: a page that is larger is drawn smaller."""
_AROUND = 4
"""Blocks of text before and behind the one with a figure."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is shown."""

    data: bytes
    """PNG."""
    sides: tuple[float, float, float, float]
    """(x0, top, x1, bottom) of what is drawn, in the coordinates that boxes have."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text near a figure, with the figures in it."""

    block: int
    kind: str
    text: str
    marks: tuple[tuple[int, int], ...]


class GoneError(Exception):
    """The report is not there any more, or is another: 'gone' or 'changed'."""


def content(filed: Filed) -> bytes:
    """The report as it was read.

    Raises:
        GoneError: it is not there, or has changed since.
    """
    path = None if filed.path is None else Path(filed.path)
    try:
        data = Input(path, filed.report, member=filed.member).content()
    except UnreadableError as error:
        raise GoneError("gone") from error
    if hashlib.sha256(data).hexdigest() != filed.sha256:
        raise GoneError("changed")
    return data


def picture(filed: Filed, page: int) -> Picture | None:
    """A page of a PDF or a picture, from 1; None where the report has no pages to draw.

    Raises:
        GoneError: the report is not there, or has changed since.
    """
    data = content(filed)
    if is_picture(data):
        return _scanned(data, page)
    if b"%PDF-" not in data[:1024]:
        return None
    import pypdfium2 as pdfium

    from extractors.frame import Frame

    with pdfium.PdfDocument(data) as document:
        if not 1 <= page <= len(document):
            return None
        drawn = document[page - 1]
        media, crop = drawn.get_mediabox(), drawn.get_cropbox()
        seen = (max(media[0], crop[0]), max(media[1], crop[1]),
                min(media[2], crop[2]), min(media[3], crop[3]))  # fmt: skip
        sides = Frame(media[0], media[1], media[2], media[3], drawn.get_rotation()).sides(*seen)
        scale = min(DPI / _INCH, _WIDEST / max(drawn.get_width(), drawn.get_height(), 1))
        image = drawn.render(scale=scale).to_pil()
    return Picture(_png(image), sides)


def _scanned(data: bytes, page: int) -> Picture | None:
    """A page of a report that is a picture itself."""
    from extractors.pictures import picture_page

    try:
        found = picture_page(data, page)
    except UnreadableError:
        return None
    if found is None:
        return None
    image, dpi = found
    sides = (0.0, 0.0, image.width * _INCH / dpi, image.height * _INCH / dpi)
    scale = min(DPI / dpi, _WIDEST / max(image.size), 1.0)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return Picture(_png(image.resize(size)), sides)


def _png(image: Image) -> bytes:
    file = io.BytesIO()
    image.convert("P" if image.mode == "L" else "RGB").save(file, "PNG", compress_level=1)
    return file.getvalue()


def passages(
    filed: Filed, sentences: tuple[tuple[int, str, tuple[tuple[int, int], ...]], ...]
) -> list[Passage]:
    """The text around figures.

    Args:
        filed: the report.
        sentences: for each that holds figures, its block, its text and the figures' [start, end).

    Raises:
        GoneError: the report is not there, or has changed since.
    """
    from extractors.intake import read_data

    document = read_data(content(filed), Input(None, filed.member or filed.report).suffix, "")
    marks: dict[int, set[tuple[int, int]]] = {}
    for block, sentence, spans in sentences:
        at = document.blocks[block].text.find(sentence) if block < len(document.blocks) else -1
        if at >= 0:
            marks.setdefault(block, set()).update((at + s, at + e) for s, e in spans)
    near = {
        number
        for block, _, _ in sentences
        for number in range(block - _AROUND, block + _AROUND + 1)
    }
    return [
        Passage(number, block.kind.value, block.text, tuple(sorted(marks.get(number, ()))))
        for number, block in enumerate(document.blocks)
        if number in near and not block.hidden
    ]
