"""Topics: what a change is said of, told by the words around it and around the levels before it."""

from __future__ import annotations

import re

from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import NEAR, Sentence, word_behind
from rules.figures.relations.series import item_words

SAID_AGAIN = re.compile(
    r"[^;.()]{0,30}?(?:\(|,\s*|=|(?<=\s)(?=hay\s|tức\s|tương\s))\s*(?:tương\s+(?:đương|ứng)|ứng|bằng|hay|tức|nghĩa|tính\s+ra)?"
    r"(?:\s*(?:với|là|tăng|giảm|vượt)){0,2}\s*"
)
"""Between a change and the same change in another measure: 'tăng 400 ha (5%)'."""
NAMED = frozenset({Role.PREVIOUS, Role.PLAN, Role.TARGET})
_LEAD = 96
"""Characters before a change in which its subject stands."""
_CLAUSES = re.compile(r"[,;:()]|(?<!\w)(?:và|còn)(?!\w)")
_GOES_UP = re.compile(
    r"(?:(?:đã|cũng|lại|chỉ|đều|đang|vẫn|tức|tương\s+đương|tương\s+ứng|hay|là|bằng|được|tới|đến|mức|thêm|đạt|khoảng|gần|hơn"
    r"|tăng|giảm|hạ|vượt|cao|thấp|ít|nhiều|so|với|trước|cùng|kỳ|năm|ngoái|tháng|quý|bớt|kém|lùi|nhích|rút|dôi|hụt|vơi|ra|đi"
    r"|như|vậy|thế|thì|nghĩa|ứng|tính|quy|của|hồi|đầu|cuối|\d+)(?!\w)\s*)+\Z"
)
_AGAINST = re.compile(
    r"(?<!\w)(?:tuy|dù|mặc\s+dù|mặc\s+dầu|trong\s+khi|nhưng|song|do|vì|bởi|nhờ|bù\s+lại|ngược\s+lại)(?!\w)"
)
_THIS = re.compile(r"(?<!\w)(?:này|ấy|đó|trên)\s+\Z")
"""'thành tích này dôi ra 9 chiếc' speaks of the level before it."""
_WORDS = re.compile(r"[^\W\d_]+")
_PLAIN = frozenset({"số", "tỷ", "tỉ", "lệ", "mức", "tổng", "có", "của", "các", "này", "đó", "thì"})
_OF_ALL = re.compile(r"(?<!\w)(?:tổng|cộng|chung|toàn\s+bộ|cả\s+hai)(?!\w)")
_MEASURES = frozenset(
    {"nghìn", "triệu", "tỷ", "tỉ", "đồng", "usd", "ha", "tấn", "lượt", "giá", "trị"}
)


def has_own_subject(sentence: Sentence, level: Figure, change: Figure) -> bool:
    """Whether a change is said of something else than the levels before it.

    'chiếm 30,7%, giảm so với cùng kỳ (35,2%) tuy số lượt tăng 40,4%': behind a word that sets a
    clause against the one before, or with a subject of which that one does not speak.
    """
    gap = sentence.gap(level, change)
    if _AGAINST.search(gap):
        return True
    subject = _GOES_UP.sub("", _CLAUSES.split(gap)[-1])
    if _THIS.search(subject):
        return False
    words = {*_WORDS.findall(subject)} - _PLAIN
    end = sentence.noun_end(level)
    spoken_of = {*_WORDS.findall(sentence.folded[level.sentence[0] : end])}
    return bool(words) and spoken_of.isdisjoint(words)


def counts_another(sentence: Sentence, change: Figure, level: Figure) -> bool:
    """'(61 lớp, 4.390 học viên) tăng 7 lớp': of what it says that it counts."""
    if change.unit is not None or level.kind is not Kind.COUNT or change.head == level.head:
        return False
    own, other = word_behind(sentence, change), word_behind(sentence, level)
    return own == change.head != "" and other == level.head != ""


def of_the_topic(
    sentence: Sentence, low: Figure, change: Figure, levels: list[Figure]
) -> list[Figure]:
    """Those of one's own sentence, nearest first.

    'So với đầu năm (1.540) giảm 84.' takes up what its neighbour counts, if that is one thing.
    """
    if any(level.sentence == low.sentence for level in levels):
        return levels
    subject = {*_WORDS.findall(_GOES_UP.sub("", _CLAUSES.split(sentence.gap(low, change))[-1]))}
    if subject - _PLAIN:  # not 'So với cùng kỳ (197 mô hình), số mô hình đăng ký tăng 8,6%.'
        named = [level for level in levels if subject - _PLAIN <= _item(sentence, level)]
        return named if len(named) == 1 else []
    word = word_behind(sentence, low) if sentence.counts_behind(low) else ""
    told = [
        level
        for level in levels
        if level.kind is not Kind.COUNT
        or (word and word_behind(sentence, level) == word)
        or (not word and sentence.counts_behind(level))
    ]
    return told if len(told) == 1 else []


def called_alike(sentence: Sentence, index: int, base: Figure) -> Figure | None:
    """The one level of the sentence before that is called as what changed.

    'thiệt hại 18.462 triệu đồng. So với năm 2012, …, thiệt hại tăng 3.150 triệu đồng (15.312 …)'.
    """
    figures = sentence.figures
    at = index
    while at and figures[at - 1].kind is Kind.CHANGE:
        if not SAID_AGAIN.fullmatch(sentence.gap(figures[at - 1], figures[at])):
            break
        at -= 1
    own = item_words(sentence.folded, figures, at) - _MEASURES
    lead = sentence.folded[
        max(figures[at].sentence[0], figures[at].start - _LEAD) : figures[at].start
    ]
    if _OF_ALL.search(_CLAUSES.split(lead)[-1]):
        return None  # 'xuất khẩu 1.284 triệu USD. Tổng kim ngạch tăng 11,8% so với năm 2012 (…)'
    found: list[tuple[int, Figure]] = []
    for place in range(index - 1, max(-1, index - NEAR), -1):
        level = figures[place]
        if (level.kind, level.unit) != (base.kind, base.unit) or level.role in NAMED:
            continue
        words = item_words(sentence.folded, figures, place)
        if len(own) > 1 and own <= words and level.sentence != figures[index].sentence:
            found.append((len(words), level))
    least = min((count for count, _ in found), default=0)
    best = [level for count, level in found if count == least]
    return best[0] if len(best) == 1 else None


def _item(sentence: Sentence, level: Figure) -> set[str]:
    return item_words(sentence.folded, sentence.figures, sentence.figures.index(level))
