"""The text of a PDF page in Unicode: letters of before Unicode converted, odd signs made plain.

It is made once for the whole page. Every character knows the glyph it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from extractors.document import Origin
from extractors.glyphs import Font, Glyphs
from extractors.legacy import (
    LEGACY_LETTER,
    all_spell,
    converted,
    is_unicode,
    spells,
    text_encoding,
)
from extractors.letters import SOFT_HYPHEN, is_syllable

_ODD = {
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\t", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\x00", ""),
    **dict.fromkeys("\ufffe\x02\u2010\u2011", "-"), **dict.fromkeys("\u2044\u2215", "/"),
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf0f0", "•"), "\uf02d": "-",
    "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip
_AT_LINE_END = "\ufffe\x02"
"""What PDFium gives for a hyphen between the letters of two lines, typed or soft."""
_ODD_LETTER = re.compile("[" + re.escape("".join(_ODD)) + "]")
_RESIZED = re.compile(
    "[" + _AT_LINE_END + "".join(odd for odd, plain in _ODD.items() if len(plain) != 1) + "]"
)
_RENAMED = str.maketrans(_ODD)
_LINE = re.compile(r"[^\r\n]+")
_MARKED_WORD = re.compile(r"(?<!\S)[!-~]*+([^\x00-\x7f\s])\S*")
"""A word that is not all ASCII: all encodings agree on the others."""
_COMBINING = re.compile("[\u0300-\u036f]")
_WORD_END, _WORD_BEGIN = re.compile(r"[^\W\d_]{1,8}\Z"), re.compile(r"[^\W\d_]{1,8}+(?![^\W_])")
_LONGEST = 8
_FEW = 3
"""Letters of before Unicode on a page; with fewer, only line starts are asked for their font."""
_SAMPLE = 40
"""Words of a page by which its fonts are judged; of later ones only those are asked for their font
that do not read well in the encoding of the word before."""

_Stretch = tuple[int, int, str | None]
"""[start, end) of the stored text, and the encoding it is in; None for Unicode."""


class PageText:
    """The text of one page, and what its fonts tell. Valid while the page is open."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        stored = glyphs.text
        starts = [match.start() for match in _LINE.finditer(stored)]
        self._fonts = dict(zip(starts, glyphs.fonts(starts), strict=True))
        named = any(font.encoding is not None for font in self._fonts.values())
        signs = 0 if named else len(LEGACY_LETTER.findall(stored))
        self.content = stored
        """In NFC."""
        self.places: Sequence[int] = range(len(stored))
        """Of each character of `content`, the index of its glyph."""
        self._legacy: list[_Stretch] = []
        if named or signs >= _FEW:
            self._convert(stored, None if named else text_encoding(stored))
        elif not _is_plain(stored):
            self.content, self.places = _plain(stored, self.places)

    def font(self, index: int) -> Font:
        """The font of a glyph; lines' first ones are known already."""
        font = self._fonts.get(index)
        if font is None:
            (font,) = self._glyphs.fonts([index])
            self._fonts[index] = font
        return font

    def origin(self, first: int, last: int) -> Origin:
        """How the text of glyphs [first, last) came to be Unicode."""
        if not self._legacy:
            return Origin.TEXT
        at = bisect_right(self._legacy, last - 1, key=lambda stretch: stretch[0]) - 1
        return Origin.LEGACY if at >= 0 and self._legacy[at][1] > first else Origin.TEXT

    def _convert(self, stored: str, fallback: str | None) -> None:
        parts: list[str] = []
        places: list[Sequence[int]] = []
        for first, last, encoding in self._stretches(stored, fallback):
            piece = stored[first:last]
            own: Sequence[int] = range(first, last)
            if encoding is not None:
                self._legacy.append((first, last, encoding))
                piece, order = converted(piece, encoding)
                if not isinstance(order, range):
                    own = [first + at for at in order]
            if not _is_plain(piece):
                piece, own = _plain(piece, own)
            parts.append(piece)
            places.append(own)
        self.content = "".join(parts)
        if not all(isinstance(own, range) for own in places):
            self.places = [index for own in places for index in own]

    def _stretches(self, stored: str, fallback: str | None) -> Iterator[_Stretch]:
        """Stretches of one encoding; what is between marked words goes with the word before."""
        sample = list(islice(_MARKED_WORD.finditer(stored), _SAMPLE))
        # The first letter outside ASCII tells: only one encoding means it.
        fonts = self._glyphs.fonts(match.start(1) for match in sample)
        believed = _believed(sample, fonts)
        known = dict(zip((match.start(1) for match in sample), fonts, strict=True))
        self._fonts.update(known)
        found = {font.encoding for font in fonts}
        mixed = is_unicode(stored)
        if not mixed and len(found) == 1:
            (only,) = found
            encoding = only if all(believed.values()) else None
            if encoding is not None and all_spell(stored, encoding):
                yield 0, len(stored), encoding
                return
        begin = 0
        current: str | None = None
        for match in _MARKED_WORD.finditer(stored):
            word, start = match[0], match.start()
            if mixed and is_unicode(word):
                encoding = None
            elif current is not None and spells(word, current) and match.start(1) not in known:
                continue
            else:
                font = self.font(match.start(1))
                named = font.encoding if believed.get(font.name, True) else None
                encoding = fallback if font.encoding is None else named
            if encoding != current:
                if start > begin:
                    yield begin, start, current
                begin, current = start, encoding
        if begin < len(stored):
            yield begin, len(stored), current


def _believed(words: Sequence[re.Match[str]], fonts: Sequence[Font]) -> dict[str, bool]:
    """Fonts with a name of before Unicode whose text is Unicode all the same are found out."""
    weights: dict[str, int] = {}
    for match, font in zip(words, fonts, strict=True):
        if font.encoding is not None:
            sign = LEGACY_LETTER.search(match[0]) is not None
            weights[font.name] = weights.get(font.name, 0) + (sign - is_unicode(match[0]))
    return {name: weight >= 0 for name, weight in weights.items()}


def _is_plain(text: str) -> bool:
    return text.isascii() or (
        _ODD_LETTER.search(text) is None and unicodedata.is_normalized("NFC", text)
    )


def _is_in_syllable(text: str, at: int) -> bool:
    """Whether a hyphen stands within a syllable, where nobody types one: it was put there."""
    before, after = (
        _WORD_END.search(text, max(at - _LONGEST, 0), at),
        _WORD_BEGIN.match(text, at + 1),
    )
    if before is None or after is None or after[0].isascii():
        return False
    return is_syllable(before[0] + after[0])


def _plain(text: str, indexes: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Odd spaces and ligatures as plain ones, composed, each character with its index."""
    if _RESIZED.search(text) is None:
        text = text.translate(_RENAMED)
    else:
        parts: list[str] = []
        places: list[int] = []
        for at, (letter, index) in enumerate(zip(text, indexes, strict=True)):
            plain = _ODD.get(letter, letter)
            if not plain and letter == SOFT_HYPHEN and text[at + 1 : at + 2] == "\r":
                plain = letter  # the line is joined with the next one by it
            elif letter in _AT_LINE_END and _is_in_syllable(text, at):
                plain = ""
            parts.append(plain)
            places.extend([index] * len(plain))
        text, indexes = "".join(parts), places
    if _COMBINING.search(text) is None and unicodedata.is_normalized("NFC", text):
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
