"""What is drawn on a PDF page: its objects as PDFium has them, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float
from typing import Any

import pypdfium2.raw as pdfium


def objects(page: Any, most: int) -> Iterator[tuple[int, Any]]:
    """(kind, object) of a page's first objects, in the order in which they are drawn.

    Args:
        page: of PDFium, open.
        most: how many are looked at; a hostile page may have millions.
    """
    get, kind_of, raw = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType, page.raw
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), most)):
        obj = get(raw, index)
        yield kind_of(obj), obj


def extent(obj: Any) -> tuple[float, float] | None:
    """Width and height of an object in points; None if it has none."""
    left, bottom, right, top = (c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
        return None
    return right.value - left.value, top.value - bottom.value
