"""What is drawn on a PDF page: its objects as PDFium has them, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

_MOST_CLIPS = 16
"""Paths, and points of each, that are looked at."""


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


def is_cut_away(obj: Any) -> bool:
    """Whether an object lies outside of what is clipped for it: nothing of it shows."""
    clip = pdfium.FPDFPageObj_GetClipPath(obj)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return False
    left, bottom, right, top = (c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
        return False
    x, y = c_float(), c_float()
    x_at, y_at = byref(x), byref(y)
    for path in range(min(count, _MOST_CLIPS)):
        xs, ys = [], []
        points = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        for at in range(min(points, _MOST_CLIPS)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, at)
            if pdfium.FPDFPathSegment_GetPoint(segment, x_at, y_at):
                xs.append(x.value)
                ys.append(y.value)
        if not xs or points > _MOST_CLIPS:
            continue
        across = right.value > min(xs) and left.value < max(xs)
        if not (across and top.value > min(ys) and bottom.value < max(ys)):
            return True
    return False
