"""Fonts from before Unicode: TCVN3 (`.VnTime`), VNI, VPS, VISCII to Unicode.

In such a font 'B¸o c¸o' looks like 'Báo cáo'. The font's name tells the encoding; where it does
not, the text does. Digits and their marks are the same in all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.letters import UPPER

_SUBSET = re.compile(r"\A[A-Z]{6}\+")
_FONTS = (
    (re.compile(r"\A\.?vn(?!i)", re.IGNORECASE), "tcvn3"),
    (re.compile(r"\Avni[-_ ]?", re.IGNORECASE), "vni"),
    (re.compile(r"\Avps[-_ ]?", re.IGNORECASE), "vps"),
    (re.compile(r"\A(?:viscii|heo?ng?[- ]?ha|minh ?qu[aâ]n|vietnet)", re.IGNORECASE), "viscii"),
)
_LEGACY_LETTERS = re.compile("[\u00a1-\u00bf\u00d7\u00f7\u2212\u2219\u0192\u2013]")
_UNICODE_LETTERS = re.compile(f"[ăđĩũơưạ-ỹ]|(?<=\\w)[{UPPER}]", re.IGNORECASE)
_SAMPLE = 20_000


@lru_cache(maxsize=512)
def font_encoding(font: str) -> str | None:
    """The encoding that a font's name tells ('ABCDEF+.VnTime': 'tcvn3'), None if none."""
    name = _SUBSET.sub("", font).strip()
    return next((encoding for pattern, encoding in _FONTS if pattern.match(name)), None)


def text_encoding(text: str) -> str | None:
    """The encoding that a text of unknown font is in, None if it is Unicode or not Vietnamese."""
    sample = text[:_SAMPLE]
    if len(_LEGACY_LETTERS.findall(sample)) < 8 or sample.isascii():
        return None
    from viparse import fix

    fixed = fix(sample)
    if fixed == sample:
        return None
    for encoding in ("tcvn3", "vni", "vps", "viscii"):
        if fix(sample, encoding=encoding) == fixed:
            return encoding
    return None


def to_unicode(text: str, encoding: str) -> str:
    """A stretch of text in one encoding, in Unicode NFC. Its digits stay as they are, in order.

    The capital fonts of TCVN3 ('.VnTimeH') draw small letters as capitals; the letters are kept as
    they are stored.
    """
    if text.isascii():
        return text
    from viparse import fix

    converted: str = fix(text, encoding=encoding)
    return converted
