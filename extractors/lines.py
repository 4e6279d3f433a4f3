"""The lines of a PDF page: Unicode text, with the boxes of what stands near a figure.

Boxes are asked for line ends, and for the words of lines that hold a digit: a figure's place must
be exact, that of other lines is not needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Box, Origin
from extractors.frame import Sides
from extractors.glyphs import Font, Glyphs
from extractors.legacy import LEGACY_LETTER, converted, is_unicode, text_encoding
from extractors.letters import RAISED

_ODD = {
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\t", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\x00", ""),
    **dict.fromkeys("\ufffe\x02\u2010\u2011", "-"),
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf0f0", "•"), "\uf02d": "-",
    "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip
_ODD_LETTER = re.compile("[" + re.escape("".join(_ODD)) + "]")
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\r\n]+")
_DIGIT = re.compile("[0-9⁰¹²³⁴-⁹０-９]")
_OTHER = re.compile(r"[^\x00-\x7f]")
_MARKED = re.compile("[\u0300-\u036f]")
_FEW = 3
"""Letters of before Unicode on a page; with fewer, only line starts are asked for their font."""

_SAMPLE = 150
"""Words of a page by which its fonts are judged."""

Span = tuple[int, int, Box, Origin]
"""[start, end) of a line's text, its box, and how it came to be Unicode."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text with spans, and where it stands."""

    text: str
    spans: tuple[Span, ...]
    page: int
    box: Box
    size: float
    """Of its last letter, in points: a footnote's mark may be larger than its text."""
    bold: bool
    """Or set in a font that draws capitals alone: emphasised as a heading is."""
    chars: tuple[int, int] = (0, 0)
    """[first, last + 1) index among the characters of the page."""
    confidence: tuple[float, ...] = ()
    """Of each span, in (0, 1]; empty where the text was stored as text."""


class Lines:
    """The lines of one page, read from its characters. Valid while the page is open."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._legacy = _Legacy(glyphs)

    def read(
        self,
        left_out: Callable[[int], bool] | None = None,
        within: tuple[int, int] | None = None,
    ) -> Iterator[Line]:
        """The lines in the order of the page's content.

        Args:
            left_out: tells the characters that are read elsewhere (in the cells of a table).
            within: first and last character that may be wanted; None for the whole page.
        """
        before: Line | None = None
        for match in _LINE.finditer(self._glyphs.text):
            start, end = match.span()
            if within is not None and (end <= within[0] or start > within[1]):
                continue
            spans = [(start, end)] if left_out is None else list(_kept(start, end, left_out))
            for first, last in spans:
                line = self._line(first, last)
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

    def _line(self, start: int, end: int) -> Line | None:
        glyphs, text = self._glyphs, self._glyphs.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return None
        raw = text[start:end]
        content, indexes, origin = self._legacy.unicode(raw, start)
        if not content.strip():
            return None
        letter = next((i for i in range(end - 1, start - 1, -1) if text[i].isalpha()), start)
        size, upright = glyphs.size(letter)
        size = size or 1.0
        sides = glyphs.sides
        # As high as the type is, from the foot of the letters: pdfplumber's box.
        height = size if upright else None
        left, right = sides(start), sides(end - 1)
        spans: list[Span] = []
        raised: list[int] = []
        if _DIGIT.search(content) is None:
            spans.append((0, len(content), _around(left, right, height), origin))
        else:
            least = sides(letter)[3] - 0.08 * size
            for match in _WORD.finditer(content):
                first, last = match.span()
                if _DIGIT.search(match[0]) is None:
                    head, tail = sides(indexes[first]), sides(indexes[last - 1])
                    if height is None:
                        box = _around(head, tail, None)
                    else:
                        box = Box(head[0], head[3] - height, tail[2], head[3])
                    spans.append((first, last, box, origin))
                    continue
                for at in range(first, last):
                    x0, top, x1, bottom = sides(indexes[at])
                    if height is not None:
                        top = bottom - height
                    spans.append((at, at + 1, Box(x0, top, x1, bottom), origin))
                    if bottom < least and content[at].isdecimal():
                        raised.append(len(spans) - 1)
        if raised:
            content = self._with_marks(content, indexes, spans, raised, letter, size)
        return Line(
            text=content,
            spans=tuple(spans),
            page=glyphs.number,
            box=self._whole(left, right, letter, height),
            size=size,
            bold=self._is_emphasised(start) and self._is_emphasised(letter),
            chars=(start, end),
        )

    def _is_emphasised(self, index: int) -> bool:
        font = self._legacy.font(index)
        return font.bold or font.capitals

    def _whole(self, left: Sides, right: Sides, letter: int, height: float | None) -> Box:
        """The box of a line: by its baseline, which letters with marks below do not move."""
        if height is None:
            return _around(left, right, None)
        base = self._glyphs.baseline(letter)
        x0, x1 = min(left[0], right[0]), max(left[2], right[2])
        return Box(x0, base - 0.78 * height, x1, base + 0.22 * height)

    def _with_marks(
        self,
        content: str,
        indexes: Sequence[int],
        spans: list[Span],
        raised: list[int],
        letter: int,
        size: float,
    ) -> str:
        """Digits that are smaller and higher than the line's letters, as superscripts."""
        letters = list(content)
        base = self._glyphs.baseline(letter)
        for number in raised:
            at, end, box, origin = spans[number]
            own, upright = self._glyphs.size(indexes[at])
            if own > size * 0.82 or self._glyphs.baseline(indexes[at]) > base - size * 0.12:
                continue
            letters[at] = letters[at].translate(RAISED)
            if upright:
                spans[number] = at, end, Box(box.x0, box.bottom - own, box.x1, box.bottom), origin
        return "".join(letters)


class _Legacy:
    """Which words of a page are in an encoding of before Unicode, by font, else by text."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        text = glyphs.text
        self._at = {match.start(): glyphs.font(match.start()) for match in _LINE.finditer(text)}
        named = any(font.encoding is not None for font in self._at.values())
        self._clean = _ODD_LETTER.search(text) is None and unicodedata.is_normalized("NFC", text)
        signs = len(LEGACY_LETTER.findall(text))
        self._fallback = None if named or signs < _FEW else text_encoding(text)
        self._active = named or signs >= _FEW
        self._believed: dict[str, bool] = {}
        if self._active:
            self._weigh(text)

    def _weigh(self, text: str) -> None:
        """Fonts with a name of before Unicode whose text is Unicode all the same are found out."""
        weights: dict[str, int] = {}
        asked = 0
        for match in _WORD.finditer(text):
            word = match[0]
            if word.isascii():
                continue
            if asked > _SAMPLE:
                break
            asked += 1
            font = self._font(word, match.start())
            if font.encoding is None:
                continue
            sign = LEGACY_LETTER.search(word) is not None
            weights[font.name] = weights.get(font.name, 0) + (sign - is_unicode(word))
        self._believed = {name: weight >= 0 for name, weight in weights.items()}

    def font(self, index: int) -> Font:
        """The font of a character; lines' first ones are known already."""
        font = self._at.get(index)
        return self._glyphs.font(index) if font is None else font

    def _font(self, word: str, start: int) -> Font:
        """The font of a word: of its first letter outside ASCII, which only one encoding means."""
        other = _OTHER.search(word)
        index = start + (other.start() if other is not None else 0)
        font = self._at.get(index)
        if font is None:
            font = self._at[index] = self._glyphs.font(index)
        return font

    def unicode(self, raw: str, start: int) -> tuple[str, Sequence[int], Origin]:
        """Text that begins at `start` of the page in NFC, with the index of each character."""
        places: Sequence[int] = range(start, start + len(raw))
        if self._clean and (not self._active or raw.isascii()):
            return raw, places, Origin.TEXT
        if not self._active or raw.isascii():
            text, places = _plain(raw, places)
            return text, places, Origin.TEXT
        parts: list[str] = []
        found: list[int] = []
        origin = Origin.TEXT
        for first, last, encoding in self._stretches(raw, start):
            piece = raw[first:last]
            own: Sequence[int] = range(start + first, start + last)
            if encoding is not None:
                origin = Origin.LEGACY
                piece, order = converted(piece, encoding)
                own = own if len(own) == len(order) else [own[at] for at in order]
            piece, own = _plain(piece, own)
            parts.append(piece)
            found.extend(own)
        return "".join(parts), found, origin

    def _stretches(self, raw: str, start: int) -> Iterator[tuple[int, int, str | None]]:
        """Stretches [first, last) of one encoding; words in ASCII go with the word before."""
        begin = 0
        current: str | None = None
        known = False
        for match in _WORD.finditer(raw):
            word = match[0]
            if word.isascii():
                continue
            found = self._of(word, start + match.start())
            if known and found != current:
                yield begin, match.start(), current
                begin = match.start()
            current, known = found, True
        yield begin, len(raw), current

    def _of(self, word: str, start: int) -> str | None:
        if is_unicode(word):
            return None
        font = self._font(word, start)
        if font.encoding is None:
            return self._fallback
        return font.encoding if self._believed.get(font.name, True) else None


def _around(a: Sides, b: Sides, height: float | None) -> Box:
    """The box around two characters of one line, as high as the type is if that is known."""
    bottom = max(a[3], b[3])
    top = min(a[1], b[1]) if height is None else min(a[3], b[3]) - height
    return Box(min(a[0], b[0]), top, max(a[2], b[2]), bottom)


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
        text = text.translate(RAISED)
    space = " " if line.box.x0 - before.box.x1 > 0.15 * before.size else ""
    offset = len(before.text) + len(space)
    moved = tuple(
        (start + offset, end + offset, box, origin) for start, end, box, origin in line.spans
    )
    return Line(
        text=f"{before.text}{space}{text}",
        spans=before.spans + moved,
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


def _plain(text: str, indexes: Sequence[int]) -> tuple[str, Sequence[int]]:
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
