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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors import calls
from extractors.bulk import made_up, objects_of, sides_of, sides_of_all
from extractors.drawn import is_cut_away
from extractors.frame import Frame, Sides
from extractors.legacy import draws_capitals, font_encoding
from extractors.order import Alike, Stored, in_order, runs_backwards

_UNSEEN = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_CONTROL = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_SPACE = re.compile(" ")
_NOT_DRAWN = re.compile(r"[\r\n\x00]")
_STEP = 6
"""Characters from one that is asked for its text object to the next."""
_MOST_LETTERS = 2_000
_SAMPLE = 12
"""Characters of a page by which the way it is to be read is told."""

_ROOM = ctypes.c_ulong(256)
"""Bytes for the name of a font."""
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
    there = ctypes.byref(matrix)
    turns: Counter[int] = Counter()
    for number in range(min(count, _SAMPLE)):
        index = number * count // min(count, _SAMPLE)
        if not calls.matrix(text_page.raw, index, there):
            continue
        if matrix.b == 0 and matrix.a > 0:
            turns[0] += 1
        elif matrix.a or matrix.b:
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
        calls.lacks_unicode(text_page.raw, at) == 1 for at in range(0, count, step)
    ):
        return False
    most = min(count, _MOST_LETTERS)
    errors = sum(calls.lacks_unicode(text_page.raw, at) == 1 for at in range(most))
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
        self._origin = (ctypes.c_double * 2)()
        self._origin_at = ctypes.byref(self._origin), ctypes.byref(self._origin, 8)
        self._name = ctypes.create_string_buffer(_ROOM.value)
        self._flags_at = ctypes.byref(ctypes.c_int())
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
        self._is_ordered = runs_backwards(text_page)
        if self._is_ordered:
            self._put_in_order()

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

    def _put_in_order(self) -> None:
        """Make the text, and with it every index, that of the page's lines as they stand."""
        sides = sides_of_all(self._raw, self._count)
        if self.frame.rotation == 0:
            edge, height = self.frame.left, self.frame.top
            left, top, right, bottom = sides
            if edge != 0:
                left, right = [x - edge for x in left], [x - edge for x in right]

            def upright(index: int) -> Sides:
                place = self._places[index]
                return left[place], height - top[place], right[place], height - bottom[place]

            self.sides = upright
        else:
            boxes = [
                self.frame.sides(x0, y, x1, top) for x0, top, x1, y in zip(*sides, strict=True)
            ]
            left, right = [box[0] for box in boxes], [box[2] for box in boxes]
            self.sides = lambda index: boxes[self._places[index]]
        drawn = self._drawn(left)
        upright_ones = [alike for alike, is_upright in drawn if is_upright]
        text, places = in_order(upright_ones, Stored(self.text, left, right))
        if self.frame.rotation != 0 or len(upright_ones) < len(drawn):
            across, held = self._across()
            text, places = text + across, places + held
        self.text, self._places = text, places

    def _drawn(self, left: Sequence[float]) -> list[tuple[Alike, bool]]:
        """What is drawn on the page in stretches set alike, and whether along its lines.

        Spaces that PDFium puts between are not drawn, but before a stored space that leads
        somewhere it gives its own. It makes up nothing else but line ends.
        """
        spaces = [match.start() for match in _SPACE.finditer(self.text)]
        gaps = {match.start() for match in _NOT_DRAWN.finditer(self.text)}
        seen = last = -1
        for index in made_up(self._raw, spaces):
            at = index - 1
            while at > seen and at in gaps:
                at -= 1
            if at > seen:
                last = at
            seen = index
            if self._leads_somewhere(index, last, left):
                last = index
            else:
                gaps.add(index)
        drawn: list[int] = []
        begin = 0
        for gap in sorted(gaps):
            drawn += range(begin, gap)
            begin = gap + 1
        drawn += range(begin, self._count)
        found: list[tuple[Alike, bool]] = []
        for owner, stretch in self._owned(drawn):
            (size, is_upright, baseline), are_alike = self._set(stretch[0])
            if are_alike and owner is not None:
                found.append((Alike(stretch, baseline, size), is_upright))
                continue
            for index in stretch:
                size, is_upright, baseline = self.type(index)
                found.append((Alike((index,), baseline, size), is_upright))
        return found

    def _leads_somewhere(self, index: int, before: int, left: Sequence[float]) -> bool:
        """Whether a space that PDFium put behind the character `before` is as wide as one."""
        if before < 0 or index + 1 >= len(left):
            return False
        width = left[index + 1] - left[index]
        if width <= 0:
            return False
        size = self.type(before).size
        return 0.1 * size < width < size

    def _owned(self, drawn: Sequence[int]) -> Iterator[tuple[int | None, Sequence[int]]]:
        """Stretches of one text object each; the characters of one stand together."""
        samples = [*range(0, len(drawn), _STEP), len(drawn) - 1]
        owners = objects_of(self._raw, [drawn[at] for at in samples])
        begin = 0
        for (first, last), (before, after) in zip(pairwise(samples), pairwise(owners), strict=True):
            if before == after:
                continue
            between = objects_of(self._raw, drawn[first + 1 : last])
            current = before
            for at, owner in enumerate((*between, after), first + 1):
                if owner != current:
                    yield current, drawn[begin:at]
                    begin, current = at, owner
        if drawn:
            yield owners[-1], drawn[begin:]

    def _across(self) -> tuple[str, list[int]]:
        """What is drawn another way than the page's lines, as a watermark is, as it is stored."""
        parts: list[str] = []
        places: list[int] = []
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
        drawn = calls.text_object(self._raw, place)
        if drawn and (calls.render_mode(drawn) in _UNSEEN or is_cut_away(drawn)):
            return True
        if not calls.fill_colour(self._raw, place, *self._inks):
            return False
        red, green, blue, _ = self._ink
        white = red.value == green.value == blue.value == 255
        return white and self._is_bare()

    def _is_undrawn(self, place: int) -> bool:
        drawn = calls.text_object(self._raw, place)
        return bool(drawn) and calls.render_mode(drawn) in _UNSEEN

    def is_oblique(self, index: int) -> bool:
        """Whether a character is drawn neither along nor across the page."""
        place = self._places[index]
        if not calls.matrix(self._raw, place, self._matrix_at):
            return False
        return abs(_angle(self._matrix) % 90 - 45) < 43

    def _sides_of(self) -> Callable[[int], Sides]:
        """The box of one character: its advance, and its font's ascent and descent.

        Called for every character of every figure: everything it needs is bound beforehand.
        """
        ask, raw, rect, unpack = calls.loose_box, self._raw, self._rect, _SIDES
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

    def all_sides(self, indexes: Sequence[int]) -> list[Sides]:
        """The box of each of several characters, asked in one go."""
        if self._is_ordered or self.frame.rotation != 0:
            return list(map(self.sides, indexes))
        left, top, right, bottom = sides_of(self._raw, indexes)
        edge, height = self.frame.left, self.frame.top
        if edge != 0:
            left, right = [x - edge for x in left], [x - edge for x in right]
        return list(
            zip(left, [height - y for y in top], right, [height - y for y in bottom], strict=True)
        )

    def type(self, index: int) -> Type:
        """How a character is set."""
        index = self._places[index]
        known = self._types.get(index)
        if known is None:
            known = self._types[index] = self._set(index)[0]
        return known

    def _set(self, index: int) -> tuple[Type, bool]:
        """How a character is set, and whether so are all that are drawn with it."""
        size = calls.font_size(self._raw, index)
        matrix, frame = self._matrix, self.frame
        if not calls.matrix(self._raw, index, self._matrix_at):
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
        ask, raw, name, flags = calls.font_info, self._raw, self._name, self._flags_at
        places, known = self._places, self._fonts
        found: list[Font] = []
        for index in indexes:
            if not ask(raw, places[index], name, _ROOM, flags):
                found.append(_NO_FONT)
                continue
            font = known.get(name.value)
            if font is None:
                font = known[name.value] = _font(name.value)
            found.append(font)
        return found

    def _baseline(self, index: int) -> float:
        calls.origin(self._raw, index, *self._origin_at)
        x, y = self._origin
        return self.frame.sides(x, y, x, y)[3]
