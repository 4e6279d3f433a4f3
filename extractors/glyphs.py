"""The characters of a PDF page as PDFium knows them: code, box, size, font.

The text comes in one call. Everything else costs a call for each character, so it is asked only
where it is needed.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extractors.legacy import draws_capitals, font_encoding

_SIDES = struct.Struct("4f").unpack_from
Sides = tuple[float, float, float, float]
"""(x0, top, x1, bottom)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns PDFium's page coordinates into points from the top left corner of the page as shown.

    The corner is that of the media box, as pdfplumber has it, whatever is cropped away.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width of the page as shown."""
        return self.right - self.left if self.rotation in {0, 180} else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height of the page as shown."""
        return self.top - self.bottom if self.rotation in {0, 180} else self.right - self.left

    def sides(self, left: float, bottom: float, right: float, top: float) -> Sides:
        """A rectangle of page space as (x0, top, x1, bottom) of the page as shown."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name tells."""

    name: str
    encoding: str | None
    """Of before Unicode, None for Unicode."""
    capitals: bool
    """Draws small letters as capitals."""
    bold: bool


_NO_FONT = Font("", None, capitals=False, bold=False)


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
        self.sides = self._sides_of()
        self.count = pdfium.FPDFText_CountChars(self._raw)
        self.text = self._whole(text_page)

    def _whole(self, text_page: Any) -> str:
        """The page's text, one character for each of PDFium's."""
        if self.count <= 0:
            return ""
        text: str = text_page.get_text_range()
        if len(text) == self.count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self._raw, i) for i in range(self.count))
        return "".join(
            chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\x00" for code in codes
        )

    def _sides_of(self) -> Callable[[int], Sides]:
        """The box of one character: its advance, and its font's ascent and descent.

        Called for every character of every figure: everything it needs is bound beforehand.
        """
        ask, raw, rect, unpack = pdfium.FPDFText_GetLooseCharBox, self._raw, self._rect, _SIDES
        turned = self._frame.sides
        edge, height = self._frame.left, self._frame.top

        def upright(index: int) -> Sides:
            ask(raw, index, rect)
            left, top, right, bottom = unpack(rect)
            return left - edge, height - top, right - edge, height - bottom

        def rotated(index: int) -> Sides:
            ask(raw, index, rect)
            left, top, right, bottom = unpack(rect)
            return turned(left, bottom, right, top)

        return upright if self._frame.rotation == 0 else rotated

    def size(self, index: int) -> tuple[float, bool]:
        """Font size in points as it shows on the page, and whether the character stands upright."""
        size = float(pdfium.FPDFText_GetFontSize(self._raw, index))
        if not pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix):
            return size, self._frame.rotation == 0
        matrix = self._matrix
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        upright = abs((angle - self._frame.rotation + 180) % 360 - 180) < 1
        return size * math.hypot(matrix.c, matrix.d), upright

    def font(self, index: int) -> Font:
        """Font of a character."""
        if not pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, 256, self._flags):
            return _NO_FONT
        key = self._name.value
        font = self._fonts.get(key)
        if font is None:
            name = key.decode("utf-8", "replace")
            low = name.lower()
            font = Font(
                name, font_encoding(name), draws_capitals(name),
                "bold" in low or "black" in low or "heavy" in low,
            )  # fmt: skip
            self._fonts[key] = font
        return font

    def baseline(self, index: int) -> float:
        """Where a character's baseline lies, down from the top of the page as shown."""
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        x, y = self._x.value, self._y.value
        return self._frame.sides(x, y, x, y)[3]
