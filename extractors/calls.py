"""Calls of PDFium that are made for every character, or every object, of a page.

To check the arguments costs more than these calls do, so here nothing is checked: a number is
passed as C's `int`, handles are those that PDFium gave, and what is to be filled in is a `byref`.
Nor is Python's lock let go and taken again: that takes as long as what is done meanwhile.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_AS_C = 1
"""How ctypes marks functions that are called as C calls them, with nothing else."""


def _unchecked(function: Any, result: Any = None) -> Callable[..., Any]:
    """The same function of the library, its arguments passed on as they are."""
    own: Any = type(function)
    if own._flags_ != _AS_C:  # of the library's own class, which knows how it is called
        plain = own(ctypes.cast(function, ctypes.c_void_p).value)
        plain.restype = result or function.restype
    else:
        plain = ctypes.PYFUNCTYPE(result or function.restype)(
            ctypes.cast(function, ctypes.c_void_p).value or 0
        )
    bound: Callable[..., Any] = plain
    return bound


loose_box = _unchecked(pdfium.FPDFText_GetLooseCharBox)
text_object = _unchecked(pdfium.FPDFText_GetTextObject)
object_address = _unchecked(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
"""The same as a number: no handle, but what tells two of them apart."""
is_made_up = _unchecked(pdfium.FPDFText_IsGenerated)
lacks_unicode = _unchecked(pdfium.FPDFText_HasUnicodeMapError)
font_size = _unchecked(pdfium.FPDFText_GetFontSize)
matrix = _unchecked(pdfium.FPDFText_GetMatrix)
font_info = _unchecked(pdfium.FPDFText_GetFontInfo)
fill_colour = _unchecked(pdfium.FPDFText_GetFillColor)
origin = _unchecked(pdfium.FPDFText_GetCharOrigin)
render_mode = _unchecked(pdfium.FPDFTextObj_GetTextRenderMode)
rectangle = _unchecked(pdfium.FPDFText_GetRect)
page_object = _unchecked(pdfium.FPDFPage_GetObject)
object_type = _unchecked(pdfium.FPDFPageObj_GetType)
object_bounds = _unchecked(pdfium.FPDFPageObj_GetBounds)
clip_path = _unchecked(pdfium.FPDFPageObj_GetClipPath)
clip_count = _unchecked(pdfium.FPDFClipPath_CountPaths)
clip_points = _unchecked(pdfium.FPDFClipPath_CountPathSegments)
clip_segment = _unchecked(pdfium.FPDFClipPath_GetPathSegment)
clip_point = _unchecked(pdfium.FPDFPathSegment_GetPoint)
object_matrix = _unchecked(pdfium.FPDFPageObj_GetMatrix)
path_length = _unchecked(pdfium.FPDFPath_CountSegments)
path_segment = _unchecked(pdfium.FPDFPath_GetPathSegment)
segment_point = _unchecked(pdfium.FPDFPathSegment_GetPoint)
segment_type = _unchecked(pdfium.FPDFPathSegment_GetType)
is_closing = _unchecked(pdfium.FPDFPathSegment_GetClose)
