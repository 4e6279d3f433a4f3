"""The edges of what is drawn on a PDF page: lines, and the sides of boxes and outlines.

They are told from the paths that PDFium has at hand, as pdfplumber tells them from pdfminer's:
to have a page of text interpreted a second time takes many times as long as all else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import byref, c_float
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extractors import calls
from extractors.frame import Frame

Edge = dict[str, Any]
"""One edge as pdfplumber's table finder takes it."""

_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_SAME = 0.001
"""Points between two coordinates that are one."""
_DEEPEST = 12
"""Forms within forms."""
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def edges_of(page: Any, frame: Frame, most: int) -> list[Edge]:
    """The edges of a page, lines first, then boxes, then other outlines.

    Args:
        page: of PDFium, open.
        frame: where they are to stand.
        most: how many objects are looked at; a hostile page may have millions.
    """
    lines: list[Edge] = []
    boxes: list[Edge] = []
    others: list[Edge] = []
    for points, is_straight, is_closed in _outlines(page, most):
        placed = [frame.sides(x, y, x, y)[:2] for x, y in points]
        if not all(map(math.isfinite, (side for point in placed for side in point))):
            continue
        if not is_straight:
            others += [_edge(a, b, None) for a, b in pairwise(placed)]
        elif len(placed) == 2 or (len(placed) == 3 and is_closed):
            lines.append(_edge(placed[0], placed[1], "v"))
        elif len(placed) == 5 and _is_box(placed):
            (x0, y0), (x1, y1) = placed[0], placed[2]
            left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
            corners = (left, top), (right, top), (right, bottom), (left, bottom)
            around = (0, 1), (3, 2), (0, 3), (1, 2)
            boxes += [_edge(corners[a], corners[b], None) for a, b in around]
        else:
            others += [_edge(a, b, None) for a, b in pairwise(placed)]
    return lines + boxes + others


def _edge(a: _Point, b: _Point, slanted: str | None) -> Edge:
    """From one point to another.

    Args:
        a: one.
        b: the other.
        slanted: what it runs along if neither across nor down.
    """
    x0, x1 = min(a[0], b[0]), max(a[0], b[0])
    top, bottom = min(a[1], b[1]), max(a[1], b[1])
    width, height = x1 - x0, bottom - top
    along = "h" if height < _SAME else "v" if width < _SAME else slanted
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom,
        "width": width, "height": height, "orientation": along,
    }  # fmt: skip


def _is_box(points: list[_Point]) -> bool:
    """Whether five points go once around a rectangle that stands upright."""
    a, b, c, d, end = points
    if not (_is_same(a, end, 0) and _is_same(a, end, 1)):
        return False
    return any(
        _is_same(a, b, first) and _is_same(b, c, second)
        and _is_same(c, d, first) and _is_same(d, a, second)
        for first, second in ((0, 1), (1, 0))
    )  # fmt: skip


def _is_same(a: _Point, b: _Point, axis: int) -> bool:
    return abs(a[axis] - b[axis]) < _SAME


def _outlines(page: Any, most: int) -> Iterator[tuple[list[_Point], bool, bool]]:
    """The corners of every stretch of a path, whether it is straight, and closed; in page space."""
    x, y = c_float(), c_float()
    x_at, y_at = byref(x), byref(y)
    for path, (a, b, c, d, e, f) in _paths(page, most):
        points: list[_Point] = []
        curved = 0
        is_closed = False
        for at in range(calls.path_length(path)):
            segment = calls.path_segment(path, at)
            kind = calls.segment_type(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, curved == 0, is_closed
                points, curved, is_closed = [], 0, False
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                # Of its three points the last is where it leads to.
                curved += 1
                if curved % 3:
                    continue
            calls.segment_point(segment, x_at, y_at)
            h, v = x.value, y.value
            points.append((a * h + c * v + e, b * h + d * v + f))
            is_closed = is_closed or bool(calls.is_closing(segment))
        if len(points) > 1:
            yield points, curved == 0, is_closed


def _paths(page: Any, most: int) -> Iterator[tuple[Any, _Matrix]]:
    """The paths of a page, those in its forms too, each with what takes it to page space."""
    matrix = pdfium.FS_MATRIX()
    there = byref(matrix)
    raw = page.raw
    count = min(pdfium.FPDFPage_CountObjects(raw), most)
    waiting = [iter([(calls.page_object(raw, at), _UNMOVED) for at in range(count)])]
    while waiting:
        obj, outer = next(waiting[-1], (None, _UNMOVED))
        if obj is None:
            waiting.pop()
            continue
        kind = calls.object_type(obj)
        if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        own = _UNMOVED
        if calls.object_matrix(obj, there):
            own = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
        whole = own if outer is _UNMOVED else _product(own, outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield obj, whole
        elif len(waiting) < _DEEPEST:
            held = min(max(pdfium.FPDFFormObj_CountObjects(obj), 0), most - count)
            count += held
            inner = [(pdfium.FPDFFormObj_GetObject(obj, at), whole) for at in range(held)]
            waiting.append(iter(inner))


def _product(first: _Matrix, second: _Matrix) -> _Matrix:
    """One matrix that does what the first and then the second does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip
