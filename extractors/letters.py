"""The letters of Vietnamese, for character classes."""

from __future__ import annotations

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
