"""The lines of a PDF page as PDFium gives them, with geometry where it is needed.

The text of a page comes in one call. Boxes are asked for line ends, and for the words of lines that
hold a digit: a figure's place must be exact, that of other words is not needed.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Box, Origin, Run
from extractors.legacy import font_encoding, to_unicode

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ODD = {
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\t", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\x00", ""),
    **dict.fromkeys("\ufffe\x02\u2010\u2011", "-"),
    "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip
_ODD_LETTER = re.compile("[" + re.escape("".join(_ODD)) + "]")
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\r\n]+")
_MARKED = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text with runs, and where it stands."""

    text: str
    runs: tuple[Run, ...]
    page: int
    box: Box
    size: float
    """Of its last letter, in points: a footnote's mark may be larger than its text."""
    bold: bool
    chars: tuple[int, int] = (0, 0)
    """[first, last + 1) index among the characters of the page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns PDFium's page coordinates into points from the top left corner of the page as shown."""

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

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of page space as a `Box`."""
        if self.rotation == 90:
            return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 180:
            return Box(
                self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
            )
        if self.rotation == 270:
            return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
        return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)


class Glyphs:
    """The characters of one page. Valid while the page is open."""

    def __init__(self, text_page: Any, frame: Frame, number: int) -> None:
        self._raw = text_page.raw
        self._frame = frame
        self._number = number
        self._rect = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
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

    def box(self, index: int) -> Box:
        """The box of one character: its advance and its line's height."""
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, self._rect)
        rect = self._rect
        return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)

    def size(self, index: int) -> float:
        """Font size in points, as it shows on the page."""
        size = pdfium.FPDFText_GetFontSize(self._raw, index)
        if pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return float(size)

    def font(self, index: int) -> str:
        """Name of a character's font; empty if it has none."""
        length = pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, 256, self._flags)
        return self._name.value.decode("utf-8", "replace") if length else ""

    def origin(self, index: int) -> float:
        """Height of a character's baseline in page space."""
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        return self._y.value

    def is_invisible(self, index: int) -> bool:
        """Whether a character is drawn in the mode that leaves no ink."""
        obj = pdfium.FPDFText_GetTextObject(self._raw, index)
        return bool(obj) and pdfium.FPDFTextObj_GetTextRenderMode(obj) == 3

    def lines(
        self, encoding: str | None, left_out: Callable[[int], bool] | None = None
    ) -> Iterator[Line]:
        """The lines of the page in the order of its content.

        Args:
            encoding: of the text, where fonts do not tell; None for Unicode.
            left_out: tells the characters that are read elsewhere (in the cells of a table).
        """
        legacy = encoding is not None or self._has_legacy_fonts()
        before: Line | None = None
        for match in _LINE.finditer(self.text):
            start, end = match.span()
            spans = [(start, end)] if left_out is None else list(_kept(start, end, left_out))
            for first, last in spans:
                line = self._line(first, last, legacy=legacy, encoding=encoding)
                if line is None:
                    continue
                if before is not None and _is_beside(before, line):
                    before = _beside(before, line)
                    continue
                if before is not None:
                    yield before
                before = line
        if before is not None:
            yield before

    def _has_legacy_fonts(self) -> bool:
        firsts = (m.start() for m in _LINE.finditer(self.text))
        return any(font_encoding(self.font(index)) is not None for index in firsts)

    def _line(self, start: int, end: int, *, legacy: bool, encoding: str | None) -> Line | None:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return None
        first, last = self.box(start), self.box(end - 1)
        raw = text[start:end]
        letter = next((i for i in range(end - 1, start - 1, -1) if text[i].isalpha()), -1)
        if letter < 0:
            letter = max(range(start, end), key=self.size)
        size = self.size(letter) or 1.0
        shown = self._raised(raw, start, letter, size) if any(c.isdecimal() for c in raw) else raw
        content, indexes, origin = self._unicode(shown, start, legacy=legacy, encoding=encoding)
        if not content.strip():
            return None
        return Line(
            text=content,
            runs=tuple(self._runs(content, indexes, origin)),
            page=self._number,
            box=Box(
                min(first.x0, last.x0), min(first.top, last.top),
                max(first.x1, last.x1), max(first.bottom, last.bottom),
            ),
            size=size,
            bold=all("bold" in self.font(index).lower() for index in (start, letter)),
            chars=(start, end),
        )  # fmt: skip

    def _raised(self, raw: str, start: int, base_at: int, size: float) -> str:
        """Digits that are smaller and higher than a letter of their line, as superscripts."""
        letters = list(raw)
        base: float | None = None
        for offset, letter in enumerate(raw):
            if not letter.isdecimal():
                continue
            if self.size(start + offset) > size * 0.82:
                continue
            if base is None:
                base = self.origin(base_at)
            if self.origin(start + offset) > base + size * 0.12:
                letters[offset] = letter.translate(_SUPERSCRIPT)
        return "".join(letters)

    def _unicode(
        self, raw: str, start: int, *, legacy: bool, encoding: str | None
    ) -> tuple[str, list[int], Origin]:
        """The line in NFC, the index of each of its characters on the page, and how it came so."""
        indexes = list(range(start, start + len(raw)))
        if legacy and not raw.isascii():
            return self._converted(raw, indexes, encoding)
        text, indexes = _plain(raw, indexes)
        return text, indexes, Origin.TEXT

    def _converted(
        self, raw: str, indexes: list[int], encoding: str | None
    ) -> tuple[str, list[int], Origin]:
        parts: list[str] = []
        places: list[int] = []
        origin = Origin.TEXT
        for first, last, font in self._font_runs(raw, indexes):
            piece, own = raw[first:last], indexes[first:last]
            named = font_encoding(font) or encoding
            if named is None:
                text, own = _plain(piece, own)
            else:
                origin = Origin.LEGACY
                text = to_unicode(piece, named)
                own = _aligned(piece, text, own)
                text, own = _plain(text, own)
            parts.append(text)
            places.extend(own)
        return "".join(parts), places, origin

    def _font_runs(self, raw: str, indexes: list[int]) -> Iterator[tuple[int, int, str]]:
        begin, current = 0, self.font(indexes[0])
        for offset in range(1, len(raw)):
            if raw[offset].isspace():
                continue
            font = self.font(indexes[offset])
            if font != current and font:
                if font_encoding(font) != font_encoding(current):
                    yield begin, offset, current
                    begin = offset
                current = font
        yield begin, len(raw), current

    def _runs(self, text: str, indexes: list[int], origin: Origin) -> Iterator[Run]:
        if not any(c.isdecimal() or c in _SUPERSCRIPTS for c in text):
            first = self.box(indexes[0])
            last = self.box(indexes[-1])
            yield Run(0, len(text), self._number, first.union(last), None, origin)
            return
        for match in _WORD.finditer(text):
            start, end = match.span()
            if any(c.isdecimal() or c in _SUPERSCRIPTS for c in match[0]):
                for offset in range(start, end):
                    yield Run(
                        offset, offset + 1, self._number, self.box(indexes[offset]), None, origin
                    )
            else:
                box = self.box(indexes[start]).union(self.box(indexes[end - 1]))
                yield Run(start, end, self._number, box, None, origin)


def _is_beside(before: Line, line: Line) -> bool:
    """Whether a line goes on at the height of the one before: PDFium broke it at a raised mark."""
    gap = line.box.x0 - before.box.x1
    middle = (line.box.top + line.box.bottom) / 2
    return (
        -1.0 <= gap < 1.5 * before.size
        and before.box.top - 1 <= middle <= before.box.bottom + 1
        and before.chars[1] <= line.chars[0] <= before.chars[1] + 4
    )


def _beside(before: Line, line: Line) -> Line:
    text = line.text
    small = line.size < before.size * 0.82
    if small and text.isdecimal() and line.box.bottom < before.box.bottom - before.size * 0.08:
        text = text.translate(_SUPERSCRIPT)
    space = " " if line.box.x0 - before.box.x1 > 0.15 * before.size else ""
    offset = len(before.text) + len(space)
    moved = tuple(replace(r, start=r.start + offset, end=r.end + offset) for r in line.runs)
    return Line(
        text=f"{before.text}{space}{text}",
        runs=before.runs + moved,
        page=before.page,
        box=before.box.union(line.box),
        size=before.size if before.size >= line.size or len(before.text) > 3 else line.size,
        bold=before.bold and line.bold,
        chars=(before.chars[0], line.chars[1]),
    )


def _kept(start: int, end: int, left_out: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """The stretches of [start, end) that are not left out."""
    begin: int | None = None
    for index in range(start, end):
        if left_out(index):
            if begin is not None:
                yield begin, index
                begin = None
        elif begin is None:
            begin = index
    if begin is not None:
        yield begin, end


def _plain(text: str, indexes: list[int]) -> tuple[str, list[int]]:
    """Odd spaces and ligatures as plain ones, composed, each character with its index."""
    if _ODD_LETTER.search(text) is not None:
        parts: list[str] = []
        places: list[int] = []
        for letter, index in zip(text, indexes, strict=True):
            plain = _ODD.get(letter, letter)
            parts.append(plain)
            places.extend([index] * len(plain))
        text, indexes = "".join(parts), places
    if _MARKED.search(text) is None and unicodedata.is_normalized("NFC", text):
        return text, indexes
    composed: list[str] = []
    places = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[position:end])
        composed.append(cluster)
        places.extend([indexes[position]] * len(cluster))
        position = end
    return "".join(composed), places


def _aligned(before: str, after: str, indexes: list[int]) -> list[int]:
    """Indexes for converted text: the same where lengths agree, else by digits and in proportion.

    Digits are invariant under conversion: the k-th digit stays the k-th.
    """
    if len(before) == len(after):
        return indexes
    old = [i for i, c in enumerate(before) if c.isdecimal()]
    new = [i for i, c in enumerate(after) if c.isdecimal()]
    if len(old) != len(new):
        old, new = [], []
    anchors = [(0, 0), *zip(new, old, strict=True), (len(after), len(before))]
    places: list[int] = []
    for (new_a, old_a), (new_b, old_b) in pairwise(anchors):
        for offset in range(new_b - new_a):
            at = old_a + offset * max(old_b - old_a, 1) // max(new_b - new_a, 1)
            places.append(indexes[min(at, len(indexes) - 1)])
    return places
