"""What is drawn on a PDF page: its objects as PDFium has them, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from extractors.calls import (
    clip_count,
    clip_path,
    clip_point,
    clip_points,
    clip_segment,
    object_bounds,
    object_matrix,
    object_type,
    page_object,
)

_MOST_CLIPS = 16
"""Paths, and points of each, that are looked at."""

_DEEPEST_FORM = 12
"""Forms within forms."""


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
    sides = _bounds(obj)
    if sides is None:
        return None
    left, bottom, right, top = sides
    return right - left, top - bottom


def extents_within(form: Any, most: int) -> Iterator[tuple[float, float]]:
    """Width and height, as they show, of the paths in a form and in the forms that it draws.

    Args:
        form: an object of a page.
        most: how many objects are looked at.
    """
    matrix = pdfium.FS_MATRIX()
    there = byref(matrix)
    waiting = [(form, (1.0, 0.0, 0.0, 1.0), _DEEPEST_FORM)]
    while waiting and most > 0:
        outer, (a, b, c, d), deeper = waiting.pop()
        if object_matrix(outer, there):
            p, q, r, s = matrix.a, matrix.b, matrix.c, matrix.d
            a, b, c, d = p * a + q * c, p * b + q * d, r * a + s * c, r * b + s * d
        for at in range(min(max(pdfium.FPDFFormObj_CountObjects(outer), 0), most)):
            most -= 1
            obj = pdfium.FPDFFormObj_GetObject(outer, at)
            kind = object_type(obj)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and deeper:
                waiting.append((obj, (a, b, c, d), deeper - 1))
            size = extent(obj) if kind == pdfium.FPDF_PAGEOBJ_PATH else None
            if size is not None:
                width, height = size
                yield abs(a) * width + abs(c) * height, abs(b) * width + abs(d) * height


def _bounds(obj: Any) -> Iterable[float] | None:
    """Left, bottom, right and top of an object; None if it has none."""
    sides = (c_float * 4)()
    if object_bounds(obj, byref(sides), byref(sides, 4), byref(sides, 8), byref(sides, 12)):
        return sides
    return None


def is_cut_away(obj: Any) -> bool:
    """Whether an object lies outside of what is clipped for it: nothing of it shows."""
    clip = clip_path(obj)
    count = clip_count(clip) if clip else 0
    if count <= 0:
        return False
    sides = _bounds(obj)
    if sides is None:
        return False
    left, bottom, right, top = sides
    x, y = c_float(), c_float()
    x_at, y_at = byref(x), byref(y)
    for path in range(min(count, _MOST_CLIPS)):
        xs, ys = [], []
        points = clip_points(clip, path)
        for at in range(min(points, _MOST_CLIPS)):
            if clip_point(clip_segment(clip, path, at), x_at, y_at):
                xs.append(x.value)
                ys.append(y.value)
        if not xs or points > _MOST_CLIPS:
            continue
        across = right > min(xs) and left < max(xs)
        if not (across and top > min(ys) and bottom < max(ys)):
            return True
    return False
