"""What PDFium says of every character of a page, asked in one go.

PDFium has a call for each character and none for all. What is dear is not the call but the Python
around it, so the calls are made by `map`, over numbers and over pointers that are made once, and
their answers read from one buffer.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import compress, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.calls import is_made_up, loose_box, object_address, rectangle

_SIDES = 4
_AT_ONCE = 4096
"""Boxes asked for before they are read."""
_STRETCHES_AT_ONCE = 512


class AllSides(NamedTuple):
    """Of each of several boxes its sides, in PDFium's page coordinates."""

    left: list[float]
    top: list[float]
    right: list[float]
    bottom: list[float]


@cache
def _room() -> tuple[Any, list[ctypes.c_void_p]]:
    """Room for boxes, and the place of each."""
    buffer = (ctypes.c_float * (_SIDES * _AT_ONCE))()
    there, size = ctypes.addressof(buffer), _SIDES * ctypes.sizeof(ctypes.c_float)
    return buffer, [ctypes.c_void_p(there + size * at) for at in range(_AT_ONCE)]


def sides_of_all(raw: Any, count: int) -> AllSides:
    """The loose boxes of the first `count` characters of a text page; zeros for one without."""
    return sides_of(raw, range(count))


def sides_of(raw: Any, indexes: Sequence[int]) -> AllSides:
    """The loose boxes of some characters of a text page; zeros for one without."""
    buffer, places = _room()
    sides: list[float] = []
    for start in range(0, len(indexes), _AT_ONCE):
        some = indexes[start : start + _AT_ONCE]
        held = _SIDES * len(some)
        ctypes.memset(buffer, 0, held * ctypes.sizeof(ctypes.c_float))
        deque(map(loose_box, repeat(raw), some, places), maxlen=0)
        sides += buffer[:held]
    return AllSides(*(sides[first::_SIDES] for first in range(_SIDES)))


@cache
def _room_for_stretches() -> tuple[Any, list[list[ctypes.c_void_p]]]:
    """Room for the boxes of stretches, and the places of their left, top, right and bottom."""
    buffer = (ctypes.c_double * (_SIDES * _STRETCHES_AT_ONCE))()
    there, size = ctypes.addressof(buffer), ctypes.sizeof(ctypes.c_double)
    places = [ctypes.c_void_p(there + size * at) for at in range(len(buffer))]
    return buffer, [places[side::_SIDES] for side in range(_SIDES)]


def sides_of_stretches(raw: Any) -> AllSides:
    """The boxes of the stretches of text that a page has, in the order of its content."""
    buffer, places = _room_for_stretches()
    count = pdfium.FPDFText_CountRects(raw, 0, -1)
    sides: list[float] = []
    for start in range(0, count, _STRETCHES_AT_ONCE):
        end = min(start + _STRETCHES_AT_ONCE, count)
        deque(map(rectangle, repeat(raw), range(start, end), *places), maxlen=0)
        sides += buffer[: _SIDES * (end - start)]
    return AllSides(*(sides[first::_SIDES] for first in range(_SIDES)))


def objects_of(raw: Any, indexes: Iterable[int]) -> list[int | None]:
    """The text object of each of some characters, as addresses that tell them apart.

    None for one of none: PDFium put it between two objects.
    """
    return list(map(object_address, repeat(raw), indexes))


def made_up(raw: Any, indexes: Sequence[int]) -> list[int]:
    """Those of some characters that are not drawn on the page: PDFium put them between others."""
    return list(compress(indexes, map(is_made_up, repeat(raw), indexes)))
