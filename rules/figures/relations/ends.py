"""Ends: the two levels that stand beside a change as what it leads from and to.

'từ A lên B, tăng C', 'năm 2007 là A, năm 2008 là B, tăng C', 'giảm C, còn B (cùng kỳ A)'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.fitting import may_be_level
from rules.figures.relations.sentence import Sentence, counts_may_be_alike, word_behind
from rules.figures.relations.topics import NAMED, has_own_subject

_FROM_TO = re.compile(
    r"(?<!\w)(?:lên|xuống|còn|xuống\s+còn|lên\s+thành|đến)(?:\s+(?:còn|mức|tới|đến))?\s*(?:trên|gần|khoảng|hơn)?\s*\Z"
)
_NOW = re.compile(
    r"(?<!\w)(?:đến\s+nay|hiện\s+nay|nay|hiện|năm\s+nay)(?:\s+(?:đã|là|có|còn|đạt|chỉ|lên|tăng|giảm|được|toàn|tỉnh|huyện|xã|ngành)){0,4}\s+\Z"
)
_FROM_WORD = re.compile(r"(?<!\w)từ(?!\w)")
_FROM = re.compile(r"(?<!\w)từ\s+(?:chỗ\s+)?(?:chỉ\s+)?(?:có\s+|mức\s+|con\s+số\s+)?\Z")
_OTHER_BRACKET = re.compile(r"\)[^()]*\(")
_THE_SAME = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,4}[(,]\s*(?:(?:tương|đương|ứng|tức|bằng|hay|với|là|tăng|giảm|khoảng|gần|hơn)\s+)*"
)
"""'giảm 6,7% (giảm 160 ha, từ 2.400 ha …': one change in two measures."""
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_BEFORE = re.compile(
    r"(?:\A|[,;(.:–-])\s*(?:(?:trong\s+khi|còn|mà|số\s+liệu|thời\s+điểm|cùng\s+kỳ|hồi|đến)\s+){0,2}(?:(?:đầu|cuối|hết)\s+)?"
    r"(?:năm(?:\s+học)?|tháng|quý|ngày|vụ|niên\s+vụ|khóa|nhiệm\s+kỳ|giai\s+đoạn)\s+[^,;()]{0,12}?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?"
    r"(?:\s+(?:chỉ|mới|có|là|đạt|còn|được|ở|mức|ghi|nhận|xảy|ra|thu|chi|kết|nạp)){0,4}\s*:?\s*\Z"
)
_CLOSE = 60
"""Characters between two levels and the change between them."""
_BROKEN = re.compile(r";|\.\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STROKE = re.compile(r"\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3}\s*/\s*")
"""'35 vụ/40 vụ, giảm 05 vụ': now and before, each with its noun."""
_SO_WITH = re.compile(
    r"(?:\s+[^\W\d_]+){0,4},?\s+so\s+(?:với|cùng)\s(?:[^\W\d_]+\s+){0,4}(?:\d{4}\s+)?\(?"
)
"""'24 vụ, so với cùng kỳ 30 vụ giảm 6 vụ': the former case stands before the change."""
_LED_TO = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s*,?\s*(?:chỉ\s+)?(?:còn|xuống\s+còn|lên|thành|ở\s+mức|đạt)\s+"
)
_LEAD = 96
"""Characters before a level in which its year stands."""
_OWN_SHARE = re.compile(r"\([^()]*\)")
ASIDE = re.compile(
    r"(?:\s+[^\W\d_]+){0,5}\s*\(\s*(?:(?:năm|cùng|kỳ|trước|là|ngoái|nhiệm|tháng|quý|tuần|vụ|khóa|học|hồi|đầu|cuối|đạt|có|chỉ"
    r"|19\d\d|20\d\d):?\s+){0,7}"
)
"""'so với năm 2022 tăng 5 trường (80 trường)', 'giảm 25% (cùng kỳ 2.000 tỷ đồng)'."""


def from_to(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """'từ A lên B, tăng C' or 'tăng C, từ A lên B': the ends beside a change."""
    change = sentence.figures[index]
    for low, high in _neighbours(sentence, index):
        if low.kind is not high.kind or low.unit != high.unit or not may_be_level(low, change):
            continue
        gap = _OWN_SHARE.sub("", sentence.gap(low, high))
        if high.end <= change.start and has_own_subject(sentence, high, change):
            continue
        if high.end <= change.start and _OTHER_BRACKET.search(sentence.gap(high, change)):
            continue  # '(tăng 3, từ 9 lên 12) và … (tăng 2, từ 7 lên 9)'
        if low.start > change.start and not _FROM_WORD.search(sentence.gap(change, low)):
            continue  # 'tăng 310 (kết nạp 168, chuyển đến 142)'
        if len(gap) >= 80 or re.search(r"[;()]|\.\s", gap):
            continue
        led = _FROM_TO.search(gap)
        if led is not None and led[0].startswith("đến"):
            led = led if begins_with_from(sentence, low) else None  # 'kết nạp 43, chuyển đến 28'
        if led or (_NOW.search(gap) and begins_with_from(sentence, low)):
            first = min(low.start, change.start)
            outer = sentence.folded[first : max(high.end, change.end)]
            if ";" not in outer:
                return low, high
    return None


def begins_with_from(sentence: Sentence, low: Figure) -> bool:
    """Whether a level is said to be what something rose or fell from."""
    start = max(low.sentence[0], low.start - 24)
    return _FROM.search(sentence.folded, start, low.start) is not None


def _neighbours(sentence: Sentence, index: int) -> Iterator[tuple[Figure, Figure]]:
    """The pairs beside a change that it may lead from and to."""
    figures = sentence.figures
    if index >= 2:
        yield figures[index - 2], figures[index - 1]
    if index >= 3:
        yield figures[index - 3], figures[index - 2]
    if index + 2 < len(figures):
        yield figures[index + 1], figures[index + 2]
    if index + 3 < len(figures):
        change, again, low, high = figures[index : index + 4]
        if again.kind is Kind.CHANGE and _THE_SAME.fullmatch(sentence.gap(change, again)):
            yield low, high


def side_by_side(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """Two levels of one thing right before a change, told apart as then and now."""
    if index < 2:
        return None
    change = sentence.figures[index]
    one, other = sentence.figures[index - 2 : index]
    if (
        not _are_of_one_thing(sentence, one, other)
        or not may_be_level(one, change)
        or not may_be_level(other, change)
    ):
        return None
    ends = _then_and_now(sentence, one, other)
    if ends is None or has_own_subject(sentence, other, change):
        return None
    gaps = sentence.gap(one, other), sentence.gap(other, change)
    if _is_of_a_year(sentence, other):
        gaps = (gaps[0].replace(";", ",", 1), gaps[1])  # 'Năm 2007 là 45,2%; năm 2008 đạt 50,7%'
    plain = not any(_BROKEN.search(gap) or len(gap) > _CLOSE for gap in gaps)
    opened = sum(gap.count("(") - gap.count(")") for gap in gaps)
    return ends if plain and opened in {0, 1} else None


def _then_and_now(sentence: Sentence, one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Which of two levels was before the other; None if neither is told to be of another time."""
    gap = sentence.gap(one, other)
    if other.role in NAMED or one.role in NAMED - {Role.PREVIOUS}:
        return (other, one) if _SO_WITH.fullmatch(gap) else None
    if one.role is Role.PREVIOUS or _NOW.search(gap):
        return one, other
    if _SO_WITH.fullmatch(gap) or (one.noun_key == other.noun_key and _STROKE.fullmatch(gap)):
        return other, one
    if _is_of_a_year(sentence, other) and not _is_of_a_year(sentence, one):
        told = _YEARS.findall(sentence.folded[one.sentence[0] : one.start])
        named = _YEARS.findall(sentence.gap(one, other))
        later = bool(told and named) and max(told) < named[-1]
        return (one, other) if later else (other, one)
    years = [figure.period or "" for figure in (one, other)]
    by_years = all(map(_YEAR.fullmatch, years)) and years[0] < years[1]
    return (one, other) if by_years else None


def then_and_now_behind(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """'tăng 14 đồng chí (nhiệm kỳ trước 145, nhiệm kỳ này 159 đồng chí)'."""
    if index + 2 >= len(sentence.figures):
        return None
    change, one, other = sentence.figures[index : index + 3]
    if (one.kind, one.unit) != (other.kind, other.unit) or not may_be_level(one, change):
        return None
    if {one.role, other.role} != {Role.PREVIOUS, Role.ACTUAL}:
        return None
    if _IN_BRACKET.fullmatch(sentence.gap(change, one)) is None:
        return None
    second = _NOW_IN_BRACKET.fullmatch(sentence.gap(one, other)) is not None
    if not second or _CLOSED.match(sentence.folded, other.end) is None:
        return None
    return (one, other) if one.role is Role.PREVIOUS else (other, one)


_IN_BRACKET = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s*\(\s*(?:[^\W\d_]+\s+){1,5}(?:(?:19|20)\d\d\s*:?\s*)?"
)
_NOW_IN_BRACKET = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s*[,;]\s*(?:[^\W\d_]+\s+){0,3}(?:này|nay|nay\s+(?:có|là)|trước|ngoái|(?:19|20)\d\d)\s*:?\s*(?:(?:có|là|đạt)\s+){0,2}"
)
_CLOSED = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*\)")


def _is_of_a_year(sentence: Sentence, level: Figure) -> bool:
    """'29.615 lượt, năm 2004 có 33.280 lượt, tăng 11%': of two levels the one with its year."""
    start = max(level.sentence[0], level.start - _LEAD)
    return _YEAR_BEFORE.search(sentence.folded, start, level.start) is not None


def _are_of_one_thing(sentence: Sentence, before: Figure, last: Figure) -> bool:
    if (before.kind, before.unit) != (last.kind, last.unit):
        return False
    same_word = word_behind(sentence, before) == word_behind(sentence, last) != ""
    return same_word or counts_may_be_alike(before, last)


def led_to(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """'giảm 3 người, còn 9 người (cùng kỳ 12 người)'."""
    if index + 2 >= len(sentence.figures):
        return None
    change, last, before = sentence.figures[index : index + 3]
    if before.role is not Role.PREVIOUS or last.role in NAMED:
        return None
    alike = _are_of_one_thing(sentence, before, last)
    if not alike or not may_be_level(last, change) or not may_be_level(before, change):
        return None
    leads = _LED_TO.fullmatch(sentence.gap(change, last)) is not None
    aside = ASIDE.fullmatch(sentence.gap(last, before)) is not None
    return (before, last) if leads and aside else None
