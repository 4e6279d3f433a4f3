"""Fonts from before Unicode: TCVN3 (`.VnTime`), VNI, VPS, VISCII to Unicode.

In such a font 'B¸o c¸o' looks like 'Báo cáo'. The font's name tells the encoding; where it does
not, the text does. Digits and their marks are the same in all of them, so a figure never changes;
every converted character knows the one it came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

_VNI_MORE = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
"""Letters of the published chart of VNI that viparse does not have."""
_SUBSET = re.compile(r"\A[A-Z]{6}\+")
_FONTS = (
    (re.compile(r"\A\.?vn(?!i)", re.IGNORECASE), "tcvn3"),
    (re.compile(r"\Avni[-_ ]?", re.IGNORECASE), "vni"),
    (re.compile(r"\Avps[-_ ]?", re.IGNORECASE), "vps"),
    (re.compile(r"\A(?:viscii|heo?ng?[- ]?ha|minh ?qu[aâ]n|vietnet)", re.IGNORECASE), "viscii"),
)
_STYLE = re.compile(r"(?:[-, ]*(?:bold|italic|oblique|regular|narrow|mt))+\Z", re.IGNORECASE)
LEGACY_LETTER = re.compile("[\u00a1-\u00bf\u00d7\u00f7\u2212\u2219\u0192]")
"""What a letter of before Unicode often shows as, and a letter of Vietnamese never."""
_UNICODE_LETTERS = re.compile("[ăđĩũơưạ-ỹ]", re.IGNORECASE)
_SAMPLE = 20_000
_GLYPHS = {"\u2212": "\u00ad", "\u2219": "\u00b7"}
"""Letters of TCVN3 that a PDF's text layer gives as signs: ư as a minus, ã as a bullet."""
_SIGN = re.compile(r"(?<=[^\W\d_])[\u2212\u2219]|[\u2212\u2219](?=[^\W\d_])")
"""Such a sign beside a letter; between digits a minus is a minus."""
_WESTERN_SIGNS = frozenset({"viscii", "vps"})
"""Encodings with letters where Western code pages have signs: a DOCX or DOC holds the signs."""
_WESTERN = re.compile(
    "(?<=[^\\W\\d_])[€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]|[€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ](?=[^\\W\\d_])"
    "|(?<=[^\\W\\d_])[‘’“”•–—…](?=[^\\W\\d_])|(?<=[A-ZÀ-Þ])[‘’“”•–—…]"
)
"""Such a sign where it is a letter: inside a word, or at the end of one in capitals."""
_CAPITALS = re.compile(r"[A-Z]{2}[^\W\d_A-Za-z]|[^\W\d_A-Za-z][A-Z]")
"""A marked letter beside capitals."""
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=512)
def font_encoding(font: str) -> str | None:
    """The encoding that a font's name tells ('ABCDEF+.VnTime': 'tcvn3'), None if none."""
    name = _SUBSET.sub("", font).strip()
    return next((encoding for pattern, encoding in _FONTS if pattern.match(name)), None)


@lru_cache(maxsize=512)
def draws_capitals(font: str) -> bool:
    """Whether a font draws small letters as capitals: those of TCVN3 whose names end in H."""
    name = _STYLE.sub("", _SUBSET.sub("", font).strip())
    return font_encoding(font) == "tcvn3" and name.endswith("H")


def text_encoding(text: str) -> str | None:
    """The encoding that a text of unknown font is in, None if it is Unicode or not Vietnamese."""
    sample = text[:_SAMPLE]
    if sample.isascii() or len(LEGACY_LETTER.findall(sample)) < 8:
        return None
    from viparse import fix

    fixed = fix(sample)
    if fixed == sample:
        return None
    for encoding in ("tcvn3", "vni", "vps", "viscii"):
        if fix(sample, encoding=encoding) == fixed:
            return encoding
    return None


def without_controls(text: str, font: str) -> tuple[str, str]:
    """A text and its font, converted where its letters are control codes, which XML cannot hold.

    VISCII and VPS have some capitals there. What is converted has no font any more.
    """
    encoding = font_encoding(font)
    if encoding in {"viscii", "vps"} and _CONTROLS.search(text) is not None:
        return to_unicode(text, encoding), ""
    return text, font


def is_unicode(word: str) -> bool:
    """Whether a word holds a letter that only Unicode has, so that it needs no conversion."""
    return _UNICODE_LETTERS.search(word) is not None


def to_unicode(text: str, encoding: str) -> str:
    """A stretch of text in one encoding, in Unicode; spaces and digits as they are."""
    return converted(text, encoding)[0]


def converted(text: str, encoding: str) -> tuple[str, Sequence[int]]:
    """A stretch of text in one encoding, in Unicode, and of each character where it came from.

    Args:
        text: as stored. The small letters that a capital font draws as capitals stay small.
        encoding: 'tcvn3', 'vni', 'vps' or 'viscii'.
    """
    if encoding == "tcvn3":
        text = _SIGN.sub(lambda sign: _GLYPHS[sign[0]], text)
    elif encoding in _WESTERN_SIGNS:
        text = _WESTERN.sub(lambda sign: sign[0].encode("cp1252").decode("latin-1"), text)
    single = _single(encoding)
    if single is None:
        result, places = _composed(text, encoding)
    else:
        result = text.translate(single)
        places = range(len(result))
    if encoding == "tcvn3" and _CAPITALS.search(result) is not None:
        result = _WORD.sub(_raised, result)
    return result, places


def _composed(text: str, encoding: str) -> tuple[str, Sequence[int]]:
    table = _letters(encoding)
    parts: list[str] = []
    places: list[int] = []
    position = 0
    for match in _pattern(encoding).finditer(text):
        parts += [text[position : match.start()], table[match[0]]]
        places += range(position, match.start())
        places += [match.start()] * len(table[match[0]])
        position = match.end()
    parts.append(text[position:])
    places += range(position, len(text))
    return "".join(parts), places


@cache
def _letters(encoding: str) -> Mapping[str, str]:
    """The letters of an encoding: as stored, as shown."""
    from viparse.normalize.encodings import get_charmap

    letters = dict(get_charmap(encoding).pairs)
    if encoding == "vni":
        letters |= _VNI_MORE
        for stored, shown in list(letters.items()):
            if len(stored) == 2 and stored[0].islower():
                letters.setdefault(stored[0].upper() + stored[1], shown.upper())
    return letters


@cache
def _single(encoding: str) -> dict[int, str] | None:
    """The same for `str.translate`, where each letter takes one character."""
    letters = _letters(encoding)
    if any(len(stored) != 1 or len(shown) != 1 for stored, shown in letters.items()):
        return None
    return {ord(stored): shown for stored, shown in letters.items()}


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    longest_first = sorted(_letters(encoding), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _raised(match: re.Match[str]) -> str:
    """A word set in capitals whose marked letters a capital font drew: 'CéNG' is 'CỘNG'."""
    word = match[0]
    plain = [letter for letter in word if letter.isascii()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word
