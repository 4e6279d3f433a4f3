"""The characters of a PDF page as PDFium knows them: code, box, size, font.

The text comes in one call. Everything else costs a call for each character, so it is asked only
where it is needed.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.bulk import boxes_of_all, objects_of_all
from extractors.drawn import is_cut_away
from extractors.frame import Frame, Sides
from extractors.legacy import draws_capitals, font_encoding
from extractors.order import Letter, in_order, runs_backwards

_UNSEEN = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_CONTROL = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_MOST_LETTERS = 2_000
_SAMPLE = 12
"""Characters of a page by which the way it is to be read is told."""

_SIDES = struct.Struct("4f").unpack_from
_SIX = struct.Struct("6f").unpack_from


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


def _angle(matrix: Any) -> float:
    return math.degrees(math.atan2(matrix.b, matrix.a))


def reading_turn(text_page: Any) -> int | None:
    """The quarter turn in degrees that most letters of a page are drawn with; None if unknown."""
    count = pdfium.FPDFText_CountChars(text_page.raw)
    matrix = pdfium.FS_MATRIX()
    turns: Counter[int] = Counter()
    for number in range(min(count, _SAMPLE)):
        index = number * count // min(count, _SAMPLE)
        if pdfium.FPDFText_GetMatrix(text_page.raw, index, matrix) and (matrix.a or matrix.b):
            angle = _angle(matrix) % 360
            if abs((angle + 45) % 90 - 45) < 1:
                turns[round(angle / 90) * 90 % 360] += 1
    if not turns:
        return None
    turn, most = turns.most_common(1)[0]
    return turn if most > 0.7 * turns.total() else None


def is_garbled(text_page: Any, text: str) -> bool:
    """Whether a good part of a page's letters have no Unicode: its figures cannot be believed."""
    count = pdfium.FPDFText_CountChars(text_page.raw)
    step = max(1, count // _SAMPLE)
    if _CONTROL.search(text) is None and not any(
        pdfium.FPDFText_HasUnicodeMapError(text_page.raw, at) == 1 for at in range(0, count, step)
    ):
        return False
    most = min(count, _MOST_LETTERS)
    errors = sum(pdfium.FPDFText_HasUnicodeMapError(text_page.raw, at) == 1 for at in range(most))
    return bool(errors > 0.05 * most)


class Glyphs:
    """The characters of one page. Valid while the page is open."""

    def __init__(
        self, text_page: Any, frame: Frame, number: int, is_bare: Callable[[], bool] = lambda: True
    ) -> None:
        self._raw = text_page.raw
        self.frame = frame
        self.number = number
        self._rect = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)
        self._types: dict[int, Type] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._fonts: dict[bytes, Font] = {}
        self._ink = [ctypes.c_uint() for _ in range(4)]
        self._inks = [ctypes.byref(part) for part in self._ink]
        self._is_bare = is_bare
        self._count = pdfium.FPDFText_CountChars(self._raw)
        self._places: Sequence[int] = range(self._count)
        self.sides = self._sides_of()
        self.text = self._whole(text_page)
        """Every index below is one of this text."""
        every = max(1, self._count // _SAMPLE)
        self.unseen = any(map(self._is_undrawn, range(0, self._count, every)))
        self.garbled = is_garbled(text_page, self.text)
        if runs_backwards(text_page):
            boxes = self._all_sides()
            text, places = in_order(self._letters(boxes))
            across, held = self._across()
            self.text, self._places = text + across, places + held
            self.sides = lambda index: boxes[self._places[index]]

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

    def _letters(self, boxes: Sequence[Sides]) -> list[Letter]:
        """What is drawn on the page; spaces that PDFium puts between are not."""
        is_put_between, raw = pdfium.FPDFText_IsGenerated, self._raw
        owners = objects_of_all(raw, self._count)
        letters: list[Letter] = []
        line = 0
        drawn_by: int | None = None
        size, upright = math.inf, False
        for index, (letter, owner, box) in enumerate(zip(self.text, owners, boxes, strict=True)):
            if letter in "\r\n\x00":
                line += letter == "\n"
                continue
            # PDFium makes up nothing but spaces and line ends; before a stored space that leads
            # somewhere it gives its own.
            if letter == " " and is_put_between(raw, index) == 1:
                following = boxes[index + 1][0] if index + 1 < len(boxes) else 0.0
                if not 0.1 * size < following - box[0] < size:
                    continue
            if owner is None or owner != drawn_by:
                self._types[index], alike = self._set(index)
                size, upright, baseline = self._types[index]
                drawn_by = owner if alike else None
            if upright:
                letters.append((index, line, letter, box[0], box[2], baseline, size))
        return letters

    def _across(self) -> tuple[str, list[int]]:
        """What is drawn another way than the page's lines, as a watermark is, as it is stored."""
        parts: list[str] = []
        places: list[int] = []
        if self.frame.rotation == 0 and all(of.upright for of in self._types.values()):
            return "", places
        for match in re.finditer(r"[^\r\n]+", self.text):
            own = [i for i in range(*match.span()) if not self.type(i).upright]
            if own:
                # The spaces between have no way of their own.
                own = [i for i in range(own[0], own[-1] + 1) if i in own or self.text[i] == " "]
            if own:
                parts += [*(self.text[i] for i in own), "\r\n"]
                places += [*own, -1, -1]
        return "".join(parts), places

    def is_unseen(self, index: int) -> bool:
        """Whether a character is drawn in no colour, or in white where nothing dark lies under."""
        place = self._places[index]
        drawn = pdfium.FPDFText_GetTextObject(self._raw, place)
        if drawn and (pdfium.FPDFTextObj_GetTextRenderMode(drawn) in _UNSEEN or is_cut_away(drawn)):
            return True
        if not pdfium.FPDFText_GetFillColor(self._raw, place, *self._inks):
            return False
        return all(part.value == 255 for part in self._ink[:3]) and self._is_bare()

    def _is_undrawn(self, place: int) -> bool:
        drawn = pdfium.FPDFText_GetTextObject(self._raw, place)
        return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) in _UNSEEN

    def is_oblique(self, index: int) -> bool:
        """Whether a character is drawn neither along nor across the page."""
        place = self._places[index]
        if not pdfium.FPDFText_GetMatrix(self._raw, place, self._matrix):
            return False
        return abs(_angle(self._matrix) % 90 - 45) < 43

    def _sides_of(self) -> Callable[[int], Sides]:
        """The box of one character: its advance, and its font's ascent and descent.

        Called for every character of every figure: everything it needs is bound beforehand.
        """
        ask, raw, rect, unpack = pdfium.FPDFText_GetLooseCharBox, self._raw, self._rect, _SIDES
        there = ctypes.byref(rect)
        turned = self.frame.sides
        edge, height = self.frame.left, self.frame.top
        places = self._places

        def upright(index: int) -> Sides:
            ask(raw, places[index], there)
            left, top, right, bottom = unpack(rect)
            return left - edge, height - top, right - edge, height - bottom

        def rotated(index: int) -> Sides:
            ask(raw, places[index], there)
            left, top, right, bottom = unpack(rect)
            return turned(left, bottom, right, top)

        return upright if self.frame.rotation == 0 else rotated

    def _all_sides(self) -> list[Sides]:
        """The boxes of all characters, by PDFium's index."""
        found = boxes_of_all(self._raw, self._count)
        if self.frame.rotation == 0:
            edge, height = self.frame.left, self.frame.top
            return [(x0 - edge, height - top, x1 - edge, height - y) for x0, top, x1, y in found]
        return [self.frame.sides(x0, y, x1, top) for x0, top, x1, y in found]

    def type(self, index: int) -> Type:
        """How a character is set."""
        index = self._places[index]
        known = self._types.get(index)
        if known is None:
            known = self._types[index] = self._set(index)[0]
        return known

    def _set(self, index: int) -> tuple[Type, bool]:
        """How a character is set, and whether so are all that are drawn with it."""
        size = pdfium.FPDFText_GetFontSize(self._raw, index)
        matrix, frame = self._matrix, self.frame
        if not pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix_at):
            return Type(size, frame.rotation == 0, self._baseline(index)), False
        a, b, c, d, _, f = _SIX(matrix)
        if b == 0 and c == 0 and a > 0:
            if frame.rotation == 0:
                return Type(size * abs(d), True, frame.top - f), True
            return Type(size * abs(d), False, self._baseline(index)), False
        angle = _angle(matrix)
        upright = abs((angle - frame.rotation + 180) % 360 - 180) < 1
        return Type(size * math.hypot(c, d), upright, self._baseline(index)), False

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
        return self.frame.sides(x, y, x, y)[3]
