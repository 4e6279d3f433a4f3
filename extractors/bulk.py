"""What PDFium says of every character of a page, asked in one go.

PDFium has a call for each character and none for all. What is dear is not the call but the Python
around it, so the calls are made by `map` over plain numbers, and their answers read from one
buffer.
"""

from __future__ import annotations

import ctypes
import struct
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

_BOX = struct.Struct("4f")

Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in PDFium's page coordinates."""


def _on_addresses(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function of the library, taking pointers as whole numbers."""
    # Of the class of the library's own: it knows how the library is called.
    plain = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    plain.restype = result
    plain.argtypes = arguments
    bound: Callable[..., Any] = plain
    return bound


_ASK_BOX = _on_addresses(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_ASK_OBJECT = _on_addresses(
    pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int
)


def boxes_of_all(raw: Any, count: int) -> list[Box]:
    """The loose boxes of the first `count` characters of a text page; zeros for one without."""
    size = _BOX.size
    buffer = ctypes.create_string_buffer(size * count)
    there = ctypes.addressof(buffer)
    places = range(there, there + size * count, size)
    deque(map(_ASK_BOX, repeat(_address(raw)), range(count), places), maxlen=0)
    found: list[Any] = list(_BOX.iter_unpack(buffer))
    return found


def objects_of_all(raw: Any, count: int) -> list[int | None]:
    """The text objects of the first `count` characters, as addresses that tell them apart.

    None for one of none: PDFium put it between two objects.
    """
    return list(map(_ASK_OBJECT, repeat(_address(raw)), range(count)))


def _address(pointer: Any) -> int | None:
    return ctypes.cast(pointer, ctypes.c_void_p).value
