"""Pages that are pictures, read and judged: what cannot be read of them is said."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from extractors.document import Problem
from extractors.errors import Reason, UnreadableError
from extractors.furniture import PageLines
from extractors.ocr import engine

_LEGIBLE = 0.66
"""Mean confidence of a scan's words, under which the page is not called read."""


def page_of_picture(
    draw: Callable[[], Image.Image], dpi: float, number: int, tables: int, problems: list[Problem]
) -> PageLines | None:
    """A page read from its picture; None where no OCR is installed.

    Args:
        draw: makes the picture; asked once, and only if it can be read.
        dpi: its dots to the inch.
        number: of the page, from 1.
        tables: how many tables the document has on the pages before.
        problems: of the document, to which those of the page are added.
    """
    found = engine.engines()
    if found is None:
        return None
    from extractors.ocr.picture import is_blank
    from extractors.ocr.scan import legibility, scanned_page

    image = draw()
    try:
        read = scanned_page(found, image, dpi, number, tables)
    except UnreadableError as error:
        problems.append(Problem(error.reason, number, error.detail))
        return PageLines(number, image.width * 72 / dpi, image.height * 72 / dpi, ())
    if legibility(read) < _LEGIBLE and not is_blank(image):
        problems.append(
            Problem(Reason.NEEDS_OCR, number, "the scan is too poor, or turned, to be read")
        )
    return read
