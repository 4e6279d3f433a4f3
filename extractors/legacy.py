"""Fonts from before Unicode: TCVN3 (`.VnTime`), VNI, VPS, VISCII to Unicode.

In such a font 'B¸o c¸o' looks like 'Báo cáo'. The font's name tells the encoding; where it does
not, the text does. Digits and their marks are the same in all of them, so a figure never changes;
every converted character knows the one it came from.
"""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from extractors.letters import untoned

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
_UNICODE_LETTERS = re.compile("[ăđĩũơưĂĐĨŨƠƯẠ-ỹ]")
_SAMPLE = 20_000
_LONGEST_WORD, _MOST_WORDS = 32, 16_384
_SPELT: defaultdict[str, set[str]] = defaultdict(set)
"""By encoding, words that were found to be Vietnamese in it, and those of ASCII."""
_GLYPHS = {"\u2212": "\u00ad", "\u2219": "\u00b7"}
"""Letters of TCVN3 that a PDF's text layer gives as signs: ư as a minus, ã as a bullet."""
_SIGN = re.compile(r"[\u2212\u2219](?<![^\W\d_].)(?![^\W\d_])")
"""Such a sign away from letters: between digits a minus is a minus."""
_APART = str.maketrans("\u2212\u2219", "\ue000\ue001")
_HYPHENED = re.compile(
    "(?<![^\\s(\"'])(?P<begin>ngh?|n?h|gi|kh|ph|th|tr|ch|[bcdglmnrstvx®§])?[-\x02\ufffe]"
    "(?P<end>[¬¥êëìíî](?:ng|[ncmptiu])?|ng|[aui])?(?![^\\s.,;:!?)/\"'])",
    re.IGNORECASE,
)
"""A hyphen where TCVN3 has its 'ư', whose code is that of a hyphen elsewhere: '®-îc' is 'được'."""
_HYPHEN = re.compile("[-\x02\ufffe]")
_LONGEST_BEGIN = 3
"""Letters that such a syllable has before its hyphen, at most."""
_HYPHEN_ALONE = frozenset({"t", "d", "nh", "th", "kh", "x", "h", "c", "l", "s"})
"""What a syllable begins with that ends in 'ư': 'dư', 'như'."""
_WORDS_OF_ONE_LETTER = "ởýổủôáđ"
_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLES = re.compile(
    r"(?:(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?){1,3}"
)
_CAPITALS = re.compile(r"[A-Z][^\W\d_a-z]*[A-Z][^\W\d_a-z]*")
"""The part of a word from its first capital of ASCII on, with two of them and no small letter."""
_WESTERN_SIGNS = frozenset({"viscii", "vps"})
"""Encodings with letters where Western code pages have signs: a DOCX or DOC holds the signs."""
_PRIVATE = {0xF100 + code: chr(code) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Codes that Windows-1252 has no sign for, as LibreOffice keeps them."""
_WESTERN = re.compile(
    "(?<=[^\\W\\d_])[€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]|[€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ](?=[^\\W\\d_])"
    "|(?<=[^\\W\\d_])[‘’“”•–—…](?=[^\\W\\d_])"
)
"""Such a sign where it is a letter: beside one."""
_QUOTED = re.compile("(?<=[^\\W\\d_])[‘’“”•–—…]")
"""A sign that ends a word, or what is quoted."""
_BEYOND = re.compile("[^\x00-\xff]+")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")


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
    from viparse import detect_text_encoding

    encoding: str | None = detect_text_encoding(sample)
    return encoding


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


def all_spell(text: str, encoding: str) -> bool:
    """Whether all words of a text, read in an encoding, are Vietnamese."""
    known = _SPELT[encoding]
    new = set(text.split()).difference(known)
    if not all(word.isascii() or spells(word, encoding) for word in new):
        return False
    if len(known) < _MOST_WORDS:
        known.update(word for word in new if len(word) <= _LONGEST_WORD)
    return True


@lru_cache(maxsize=16_384)
def spells(word: str, encoding: str) -> bool:
    """Whether a word read in an encoding is Vietnamese syllables, with no odd sign left."""
    text = converted(word, encoding)[0].lower()
    return LEGACY_LETTER.search(text) is None and all(map(_is_word, _LETTERS.findall(text)))


def _is_word(text: str) -> bool:
    if text.isascii():
        return True
    bare, tones = untoned(text)
    if len(text) == 1:
        return text in _WORDS_OF_ONE_LETTER
    return tones < 2 and _SYLLABLES.fullmatch(bare) is not None


def to_unicode(text: str, encoding: str) -> str:
    """A stretch of text in one encoding, in Unicode; spaces and digits as they are."""
    text = _restored(text, encoding)
    single = _single(encoding)
    if single is None:
        return " ".join(map(_words(encoding).__getitem__, text.split(" ")))
    # str.translate takes ten times as long: it is left to what is no code of one byte.
    result, _ = charmap_decode(text.encode("latin-1", "replace"), "strict", _plane(encoding))
    done = 0
    parts: list[str] = []
    for beyond in _BEYOND.finditer(text):
        parts += [result[done : beyond.start()], beyond[0].translate(single)]
        done = beyond.end()
    if parts:
        result = "".join([*parts, result[done:]])
    return _with_capitals(result) if encoding == "tcvn3" else result


class _Words(dict[str, str]):
    """Words in an encoding of letters of more than one character, in Unicode: syllables are few."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def __missing__(self, word: str) -> str:
        text = _composed(word, self._encoding)[0]
        if len(word) <= _LONGEST_WORD and len(self) < _MOST_WORDS:
            self[word] = text
        return text


@cache
def _words(encoding: str) -> _Words:
    return _Words(encoding)


def converted(text: str, encoding: str) -> tuple[str, Sequence[int]]:
    """A stretch of text in one encoding, in Unicode, and of each character where it came from.

    Args:
        text: as stored. The small letters that a capital font draws as capitals stay small.
        encoding: 'tcvn3', 'vni', 'vps' or 'viscii'.
    """
    if _single(encoding) is None:
        return _composed(_restored(text, encoding), encoding)
    result = to_unicode(text, encoding)
    return result, range(len(result))


def _restored(text: str, encoding: str) -> str:
    """A text with its letters where a program wrote signs that share their codes."""
    if encoding == "tcvn3":
        if "\u2212" in text or "\u2219" in text:
            text = _SIGN.sub(lambda sign: sign[0].translate(_APART), text)
        text = _without_hyphens(text)
    elif encoding in _WESTERN_SIGNS:
        text = text.translate(_PRIVATE)
        text = _WESTERN.sub(lambda sign: _of_code(sign[0]), text)
        letters = _letters(encoding)

        def ending(sign: re.Match[str]) -> str:
            # Behind a capital it is one as well; behind a small letter it ends what is quoted.
            before = text[sign.start() - 1]
            return _of_code(sign[0]) if letters.get(before, before).isupper() else sign[0]

        text = _QUOTED.sub(ending, text)
    return text


def _of_code(sign: str) -> str:
    """The letter whose code is that of a sign in Windows-1252."""
    return sign.encode("cp1252").decode("latin-1")


def _without_hyphens(text: str) -> str:
    """A text with 'ư' where a hyphen stands for it: `_HYPHENED` tried at hyphens only."""
    done = 0
    parts: list[str] = []
    for hyphen in _HYPHEN.finditer(text):
        at = hyphen.start()
        for begin in range(max(at - _LONGEST_BEGIN, done), at + 1):
            match = _HYPHENED.match(text, begin)
            if match is not None:
                parts += [text[done:begin], _unhyphened(match)]
                done = match.end()
                break
    return "".join([*parts, text[done:]]) if parts else text


def _unhyphened(match: re.Match[str]) -> str:
    begin, end = match["begin"] or "", match["end"]
    if end is None:
        # 'c- ' at the beginning of a line counts items.
        opens = match.string[: match.start()].rpartition("\n")[2].strip() == ""
        if begin.lower() not in _HYPHEN_ALONE or (opens and len(begin) == 1):
            return match[0]
    elif not begin and end.lower() in {"a", "i", "ng"}:
        return match[0]
    return f"{begin}\u00ad{end or ''}"


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
    # Letters that stay are named too: str.translate is slow on those that a table lacks.
    single = {code: chr(code) for code in range(256)}
    single |= {ord(stored): shown for stored, shown in letters.items()}
    if encoding == "tcvn3":
        single |= {ord(sign): letters.get(glyph, glyph) for sign, glyph in _GLYPHS.items()}
        single |= {apart: chr(sign) for sign, apart in _APART.items()}
    return single


@cache
def _plane(encoding: str) -> str:
    """What the codes of one byte stand for in an encoding of single letters, in their order."""
    single = _single(encoding) or {}
    return "".join(single[code] for code in range(256))


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    """A letter of one or two characters, the longer first; those that go on alike as one class."""
    seconds: dict[str, str] = {}
    for stored in sorted(_letters(encoding)):
        seconds[stored[0]] = seconds.get(stored[0], "") + stored[1:]
    alike: dict[str, str] = {}
    for first, second in seconds.items():
        alike[second] = alike.get(second, "") + first
    pairs = [f"{_class(first)}{_class(second)}" for second, first in alike.items() if second]
    alone = _class("".join(letter for letter in _letters(encoding) if len(letter) == 1))
    return re.compile(f"({'|'.join([*pairs, alone])})")


def _class(characters: str) -> str:
    return f"[{re.escape(characters)}]"


def _with_capitals(text: str) -> str:
    """Words set in capitals with the marked letters that a capital font drew: 'CéNG' is 'CỘNG'."""
    done = 0
    parts: list[str] = []
    for match in _CAPITALS.finditer(text):
        begin, end = match.span()
        while begin > done and not text[begin - 1].isascii() and text[begin - 1].isalpha():
            begin -= 1
        inside = text[begin - 1 : begin].isalpha() or text[end : end + 1].isalpha()
        parts += [text[done:begin], text[begin:end] if inside else text[begin:end].upper()]
        done = end
    return "".join([*parts, text[done:]])
