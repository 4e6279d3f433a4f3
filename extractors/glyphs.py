"""The characters of a PDF page as PDFium knows them: code, box, size, font.

The text comes in one call. Everything else costs a call for each character, so it is asked only
where it is needed.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.frame import Frame, Sides
from extractors.legacy import draws_capitals, font_encoding
from extractors.order import Letter, in_order, runs_backwards

_SIDES = struct.Struct("4f").unpack_from


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name tells."""

    name: str
    encoding: str | None
    """Of before Unicode, None for Unicode."""
    capitals: bool
    """Draws small letters as capitals."""
    bold: bool


class Type(NamedTuple):
    """How a character is set."""

    size: float
    """In points, as it shows on the page."""
    upright: bool
    baseline: float
    """Down from the top of the page as shown."""


_NO_FONT = Font("", None, capitals=False, bold=False)


def _font(name: bytes) -> Font:
    text = name.decode("utf-8", "replace")
    low = text.lower()
    bold = "bold" in low or "black" in low or "heavy" in low
    return Font(text, font_encoding(text), draws_capitals(text), bold)


class Glyphs:
    """The characters of one page. Valid while the page is open."""

    def __init__(self, text_page: Any, frame: Frame, number: int) -> None:
        self._raw = text_page.raw
        self._frame = frame
        self.number = number
        self._rect = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._fonts: dict[bytes, Font] = {}
        self._count = pdfium.FPDFText_CountChars(self._raw)
        self._places: Sequence[int] = range(self._count)
        self.sides = self._sides_of()
        self.text = self._whole(text_page)
        """Every index below is one of this text."""
        if runs_backwards(text_page):
            self.text, self._places = in_order(list(self._letters()))
            self.sides = self._sides_of()

    def _whole(self, text_page: Any) -> str:
        """The page's text, one character for each of PDFium's."""
        if self._count <= 0:
            return ""
        text: str = text_page.get_text_range()
        if len(text) == self._count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self._raw, i) for i in range(self._count))
        return "".join(
            chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\x00" for code in codes
        )

    def _letters(self) -> Iterator[Letter]:
        """What is drawn on the page; spaces that PDFium puts between are not."""
        line = 0
        for index, letter in enumerate(self.text):
            line += letter == "\n"
            if letter in "\r\n\x00" or pdfium.FPDFText_IsGenerated(self._raw, index) == 1:
                continue
            of = self.type(index)
            yield Letter(index, line, letter, self.sides(index), of.baseline, of.size)

    def _sides_of(self) -> Callable[[int], Sides]:
        """The box of one character: its advance, and its font's ascent and descent.

        Called for every character of every figure: everything it needs is bound beforehand.
        """
        ask, raw, rect, unpack = pdfium.FPDFText_GetLooseCharBox, self._raw, self._rect, _SIDES
        turned = self._frame.sides
        edge, height = self._frame.left, self._frame.top
        places = self._places

        def upright(index: int) -> Sides:
            ask(raw, places[index], rect)
            left, top, right, bottom = unpack(rect)
            return left - edge, height - top, right - edge, height - bottom

        def rotated(index: int) -> Sides:
            ask(raw, places[index], rect)
            left, top, right, bottom = unpack(rect)
            return turned(left, bottom, right, top)

        return upright if self._frame.rotation == 0 else rotated

    def boxes(self, indexes: Iterable[int]) -> list[Sides]:
        """The boxes of several characters."""
        if self._frame.rotation:
            return [self.sides(index) for index in indexes]
        ask, raw, rect, unpack = pdfium.FPDFText_GetLooseCharBox, self._raw, self._rect, _SIDES
        edge, height, places = self._frame.left, self._frame.top, self._places
        found: list[Sides] = []
        for index in indexes:
            ask(raw, places[index], rect)
            left, top, right, bottom = unpack(rect)
            found.append((left - edge, height - top, right - edge, height - bottom))
        return found

    def type(self, index: int) -> Type:
        """How a character is set."""
        index = self._places[index]
        size = float(pdfium.FPDFText_GetFontSize(self._raw, index))
        matrix, frame = self._matrix, self._frame
        if not pdfium.FPDFText_GetMatrix(self._raw, index, matrix):
            return Type(size, frame.rotation == 0, self._baseline(index))
        if matrix.b == 0 and matrix.c == 0 and matrix.a > 0:
            upright = frame.rotation == 0
            base = frame.top - matrix.f if upright else self._baseline(index)
            return Type(size * abs(matrix.d), upright, base)
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        upright = abs((angle - frame.rotation + 180) % 360 - 180) < 1
        return Type(size * math.hypot(matrix.c, matrix.d), upright, self._baseline(index))

    def fonts(self, indexes: Iterable[int]) -> list[Font]:
        """The font of each of several characters."""
        ask, raw, name, flags = pdfium.FPDFText_GetFontInfo, self._raw, self._name, self._flags
        places, known = self._places, self._fonts
        found: list[Font] = []
        for index in indexes:
            if not ask(raw, places[index], name, 256, flags):
                found.append(_NO_FONT)
                continue
            font = known.get(name.value)
            if font is None:
                font = known[name.value] = _font(name.value)
            found.append(font)
        return found

    def _baseline(self, index: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        x, y = self._x.value, self._y.value
        return self._frame.sides(x, y, x, y)[3]
