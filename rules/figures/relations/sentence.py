"""A sentence with its figures, and what every relation asks of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.figures.figure import Figure, Kind
from rules.figures.lexicon import Lexicon
from rules.figures.nouns import Noun

NEAR = 24
"""Figures of a sentence that one figure is held against; keeps long lists linear."""
FAR = 2_000
"""Characters that a bracket is followed over."""
AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
"""The kinds that can be summed."""
BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
"""What a character adds to the depth of brackets."""
SPANS = frozenset({"năm", "tháng", "ngày", "lần", "giờ", "tuổi"})
"""Units whose figures are no totals: 'trong 5 năm: 12 hộ …'."""
OF_ALL = re.compile(
    r"(?<!\w)(?:trên|trong)\s+(?:(?:tổng\s+)?số|tổng(?:\s+[^\W\d_]+){1,4}|toàn\s+bộ)\s+\Z"
)
"""Before a whole that follows its part: '1.774 hồ sơ trên tổng số'."""
SELECTS = r"trong\s+(?:số\s+)?(?:đó|ấy)|(?<![.;]\s)trong\s+số\s+này"
"""What opens a selection, as a pattern: 'trong đó', 'trong số ấy', 'trong số này'."""
DIVIDES = (
    r"(?:(?:nếu|còn|khi)\s+)?(?:bóc\s+tách|tách|phân\s+tích|phân\s+loại|phân\s+chia|phân\s+tổ|chia|phân|tính|xét|xếp|thống\s+kê)"
    r"(?:\s+(?:ra|riêng))?\s+theo\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,5}?(?:\s+thì|(?=\s*:))"
)
"""What opens a division, as a pattern: 'nếu tách theo nhiệm vụ thì', 'xét theo trình độ:'."""
OWN_SHARE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|,?\s*(?:chiếm|bằng|đạt|(?:tỷ|tỉ)\s+lệ)(?:\s+(?:tỷ|tỉ)\s+lệ)?\s+[\d.,]+\s*%"
)
"""What a figure may have behind it before its list goes on: a bracket, a share."""


def leaves_a_bracket(text: str) -> bool:
    """Whether a text closes a bracket that opened before it."""
    if ")" not in text and "]" not in text:
        return False
    depth = 0
    for letter in text:
        depth += BRACKETS.get(letter, 0)
        if depth < 0:
            return True
    return False


def leaves_open(text: str) -> bool:
    """Whether a text opens a bracket that it does not close."""
    return sum(BRACKETS.get(letter, 0) for letter in text) > 0


def same_measure(total: Figure, part: Figure, lexicon: Lexicon) -> bool:
    """Whether one figure can be a part of another: alike in kind and unit, and of one series."""
    if total.kind not in {Kind.COUNT, Kind.RATIO}:
        return part.kind is total.kind and part.unit == total.unit
    if part.kind is not Kind.COUNT:
        return False
    whole, own = (series_of(figure, lexicon) for figure in (total, part))
    return whole is None or own is None or whole == own


def counts_may_be_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures, if they are counts, count one thing as far as it is said of both."""
    return one.kind is not Kind.COUNT or not (one.head and other.head) or one.head == other.head


def series_of(figure: Figure, lexicon: Lexicon) -> int | None:
    """The series of things that a figure's noun belongs to; None if of none or of any."""
    key = figure.noun_key or ""
    found = [
        (match.end(), i) for i, words in enumerate(lexicon.series) if (match := words.match(key))
    ]
    index = max(found)[1] if found else lexicon.neutral
    return None if index == lexicon.neutral else index


@dataclass(frozen=True, slots=True)
class Sentence:
    """The figures of one sentence and the folded text they stand in."""

    folded: str
    figures: tuple[Figure, ...]
    nouns: Mapping[str, Noun]
    lexicon: Lexicon

    def gap(self, a: Figure, b: Figure) -> str:
        """The text between two figures."""
        return self.folded[a.end : b.start]

    def noun_end(self, figure: Figure) -> int:
        """Where a figure ends with the noun behind it."""
        noun = self.nouns.get(figure.id)
        return noun.end if noun is not None and noun.start >= figure.end else figure.end

    def counts_behind(self, figure: Figure) -> bool:
        """Whether what is counted stands behind the number: '12 hộ nghèo', not 'hộ nghèo 12'."""
        noun = self.nouns.get(figure.id)
        return noun is not None and noun.start >= figure.end

    def may_be_part(self, total: Figure, part: Figure) -> bool:
        """Whether one figure can be a part of another; a label before a number names no series."""
        if same_measure(total, part, self.lexicon):
            return True
        if total.kind not in {Kind.COUNT, Kind.RATIO} or part.kind is not Kind.COUNT:
            return False
        return not self.counts_behind(part) or bool(
            part.noun_key and part.noun_key in self.folded[total.end : part.start]
        )


def count_one_thing(sentence: Sentence, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether what stands behind the numbers of a list is one thing, and what its total counts.

    Labels before the numbers say nothing: 'hộ nghèo 12'; '03 vụ, 01 người chết' are two things.
    """
    heads = {part.head for part in parts if sentence.counts_behind(part)}
    if sentence.counts_behind(total):
        heads.add(total.head)
    return len(heads) < 2


_SHARED = re.compile(
    r"[^\d,;.()]{0,40}(?:,\s*(?:chiếm|bằng|đạt|(?:tỷ|tỉ)\s+lệ)|\()[^()\d;,]{0,20}\d+(?:[.,]\d+)?\s*%"
)


def has_share(sentence: Sentence, figure: Figure) -> bool:
    """Whether a percentage stands right behind a figure: '12 hộ (5%)', '12 hộ, chiếm 5%'."""
    return _SHARED.match(sentence.folded, figure.end) is not None


def word_behind(sentence: Sentence, figure: Figure) -> str:
    """The word right behind a number, mostly what it counts: 'người' of 'Tày 156.887 người'."""
    match = re.match(r"\s+([^\W\d_]+)", sentence.folded[figure.end : figure.end + 16])
    return match[1] if match is not None else ""


_WITHIN = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s+trong\s+")


def lies_within(sentence: Sentence, part: Figure, whole: Figure) -> bool:
    """'1.286 nghìn tấn trong 1.486 nghìn tấn toàn ngành': of two figures measured alike."""
    if (part.kind, part.unit) != (whole.kind, whole.unit) or part.unit in SPANS:
        return False
    if part.kind not in AMOUNTS or _WITHIN.fullmatch(sentence.gap(part, whole)) is None:
        return False
    same_word = word_behind(sentence, part) == word_behind(sentence, whole) != ""
    return part.kind is not Kind.COUNT or same_word
