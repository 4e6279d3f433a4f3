"""Proper names that end in a number: 'Uông Bí 2', 'Viện Quân y 175', 'KCN Nam Cấm 3'.

A place or an office before a number may as well own a count ('Việt Yên 312, Hiệp Hòa 298'). What
tells them apart: the same name again with another number, a clause that goes on behind the number,
a head of what is built or set up in series, and the list that the number stands in.
"""

from __future__ import annotations

import re

from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import WINDOW, Text, is_counting, no_noun_follows

_WORD = re.compile(r"([\w&-]+)\s+\Z")
_OF_A_PLACE = re.compile(
    r"(?<!\w)(?:[Hh]uyện|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hị xã|[Tt]hành phố|TP\.?|[Tt]ỉnh|[Qq]uận|[Tt]hôn|[Bb]ản|[Ấấ]p|[Xx]óm)"
    r"(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*){1,4}\s+\Z"
)
_LARGE = 20
_SYLLABLE = re.compile(
    r"(?:ngh?|gh?|gi|kh|nh|ph|qu|th|tr|ch|[bcdđhklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnptuioy])?"
)
_ITEM_BEFORE = re.compile(
    r"\d%?(?P<counted>(?:\s+[^\W\d_]+){0,3})\s*(?:\([^()]*\))?\s*[,;]\s*(?:và\s+)?(?:[^\W\d_]+\.?\s+){1,6}\Z"
)
"""'Lục Ngạn 29 xã, Lục Nam ': an item of a list before."""
_ITEM_BEHIND = re.compile(
    r"\s*(?:\([^()]*\))?\s*[,;]\s*(?:[A-ZĐÀ-Ỹ][^\W\d_]*\.?\s+)(?:[^\W\d_]+\s+){0,4}\d+(?![\d/])"
)
_TALLY_BEHIND = re.compile(
    r"\s*,\s*(?:[A-ZĐÀ-Ỹ][^\W\d_]*\.?\s+)(?:[^\W\d_]+\s+){0,3}\d+\s*(?:[,;.()]|\Z)"
)
"""'Karate 38, Bơi 31, …': of each so many."""
_TALLY_BEFORE = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})*\s*,\s*(?:[^\W\d_]+\.?\s+){1,4}\Z")
_GRADE = re.compile(r"[IVX]+|[A-ZĐ]|Nhất|Nhì|Ba|Tư|Giỏi|Khá|Tốt|Vàng|Bạc|Đồng")
"""'giải Nhất 5', 'quý I 12', 'loại A 45': what is counted by grades."""
_NEVER_NUMBERED = frozenset({"Sở", "Bộ", "Tỉnh", "Huyện", "Xã", "Ngành", "Hội", "Đảng", "Nhà"})
"""'biên chế của Sở 62, có mặt 59'."""
_PICKED_OUT = re.compile(r"(?<!\w)(?:riêng|trong đó|gồm|còn|có)(?:\s+[^\W\d_]+){0,3}\Z")
"""'riêng bệnh nhân AIDS 612': before a count."""
_NEAR = 80


def ends_a_name(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Sesan 3', 'Đội Cờ đỏ 5': the word before begins with a capital inside a sentence."""
    start = match.start()
    window = text.plain[max(0, start - WINDOW) : start]
    word = _WORD.search(window)
    if word is None or not word[1][:1].isupper() or _GRADE.fullmatch(word[1]):
        return False
    if is_counting(text, match.end(), lexicon) or word[1] in _NEVER_NUMBERED:
        return False
    number = int(match[1])
    if number >= _LARGE and _OF_A_PLACE.search(window):
        return False
    before = window[: word.start()].rstrip()
    if not before or before[-1] in '.!?…\n-+•("“':
        return False
    serial = lexicon.serial_head.search(text.folded, max(0, start - WINDOW), start) is not None
    if _again(text, word[1], match) or goes_on(text, match.end(), lexicon, serial=serial):
        return True
    if before[-1] in ";:" or (number >= _LARGE and _PICKED_OUT.search(before)):
        return False
    lower = word[1].lower()
    if _behind_a_count(window, lexicon):
        return False
    listed = _ITEM_BEFORE.search(window) or _ITEM_BEHIND.match(text.plain, match.end())
    if number >= _LARGE and (
        _TALLY_BEFORE.search(window) or _TALLY_BEHIND.match(text.plain, match.end())
    ):
        return False
    if lower.isascii() and word[1][1:].islower() and not _SYLLABLE.fullmatch(lower):
        return no_noun_follows(text, match.end(), lexicon)
    if listed and (number >= _FEW or not serial):
        return False
    return no_noun_follows(text, match.end(), lexicon)


_FEW = 10
"""Of a series of works there are hardly more."""


def _again(text: Text, word: str, match: re.Match[str]) -> bool:
    """'Uông Bí 1, Uông Bí 2': one name with two numbers, of which neither counts."""
    around = text.plain[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    numbers = re.findall(rf"(?<!\w){re.escape(word)}\s+(\d{{1,2}})(?![\w.,/%]*\d)", around)
    return len(set(numbers)) > 1 and all(int(number) < _LARGE for number in numbers)


_PREDICATE = re.compile(
    r"\s+(?:đạt|có|là|được|đã|đang|sẽ|bị|do|thuộc|cũng|đều|vẫn|phải|không|chưa)(?!\w)"
)
_NO_PREDICATE = re.compile(
    r"\s+(?:tăng|giảm|chiếm|đồng\s+thời|bao\s+gồm|cụ\s+thể|tương\s+ứng)(?!\w)"
)
"""These go on behind a count as well."""


def _behind_a_count(window: str, lexicon: Lexicon) -> bool:
    """'THPT Ngô Sĩ Liên 8 giải, THPT Thái Thuận ': the item before counts."""
    item = _ITEM_BEFORE.search(window)
    return item is not None and lexicon.noun.match(item["counted"].lower().strip()) is not None


def goes_on(text: Text, at: int, lexicon: Lexicon, *, serial: bool) -> bool:
    """Whether a verb follows (of works, any word that counts nothing): it ends the subject."""
    if _PREDICATE.match(text.folded, at):
        return True
    space = re.match(r"\s+", text.folded[at : at + 4])
    if space is None or _NO_PREDICATE.match(text.folded, at):
        return False
    at += space.end()
    if lexicon.verb.match(text.folded, at) is not None:
        return True
    return serial and text.plain[at].islower() and lexicon.stop.match(text.folded, at) is None


def names_serial(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Viện Quân y 175 cử …', 'Tập đoàn 319': a head of what is numbered, in capitals."""
    start = max(0, match.start() - WINDOW)
    head = lexicon.serial_head.search(text.folded, start, match.start())
    if head is None or not text.plain[head.start("word")].isupper():
        return False
    if not text.plain[head.end("word") : match.start()].lstrip()[:1].isupper():
        return False
    if is_counting(text, match.end(), lexicon):
        return False
    if goes_on(text, match.end(), lexicon, serial=False):
        return True
    return (
        _ITEM_BEFORE.search(text.plain, start, match.start()) is None
        and _ITEM_BEHIND.match(text.plain, match.end()) is None
        and no_noun_follows(text, match.end(), lexicon)
    )
