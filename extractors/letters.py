"""The letters of Vietnamese, for character classes."""

from __future__ import annotations

import re
import unicodedata

CAPITALS = "".join(
    letter
    for letter in map(chr, [*range(0xC0, 0xDE), *range(0x100, 0x1B0), *range(0x1EA0, 0x1EFA)])
    if letter.isupper() and unicodedata.name(letter).startswith("LATIN CAPITAL")
)
"""Every Latin capital with a mark; the letters of Vietnamese among them."""

UPPER = f"A-Z{CAPITALS}"
"""All capitals, for the inside of a character class."""

_DIGITS, _RAISED_DIGITS = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans(_DIGITS, _RAISED_DIGITS)
"""Digits to superscripts, for `str.translate`."""

LOWERED = str.maketrans(_RAISED_DIGITS, _DIGITS)
"""Superscripts to digits."""

SOFT_HYPHEN = "\u00ad"
"""Shown at the end of a line only, where it parts a word or a figure."""

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:iêu|yêu|oai|oay|oeo|uây|uôi|ươi|ươu|uyê|uya|uyu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi"
    r"|ua|uâ|uê|ui|uô|ươ|ưa|ưi|ưu|uơ|uy|yê|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
)


def untoned(text: str) -> tuple[str, int]:
    """A text without its tone marks, in NFC, and how many it had."""
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare), tones


def is_syllable(word: str) -> bool:
    """Whether a word is one syllable of Vietnamese: 'triển', but not 'môđun'."""
    bare, tones = untoned(word.lower())
    return tones < 2 and _SYLLABLE.fullmatch(bare) is not None
