"""What is drawn on a PDF page: its objects as PDFium has them, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from extractors.calls import object_bounds, object_type, page_object


def objects(page: Any, most: int) -> Iterator[tuple[int, Any]]:
    """(kind, object) of a page's first objects, in the order in which they are drawn.

    Args:
        page: of PDFium, open.
        most: how many are looked at; a hostile page may have millions.
    """
    raw = page.raw
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), most)):
        obj = page_object(raw, index)
        yield object_type(obj), obj


def extent(obj: Any) -> tuple[float, float] | None:
    """Width and height of an object in points; None if it has none."""
    sides = (c_float * 4)()
    if not object_bounds(obj, byref(sides), byref(sides, 4), byref(sides, 8), byref(sides, 12)):
        return None
    left, bottom, right, top = sides
    return right - left, top - bottom
