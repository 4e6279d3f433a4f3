"""What a figure counts, of the noun phrases behind and before it."""

from __future__ import annotations

import re

from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text
from rules.figures.nouns import CLASSIFIERS, Noun, goes_on, names_a_thing, noun_after, phrase_end
from rules.figures.quantities import RESTATED, Quantity
from rules.figures.subjects import noun_of_each, noun_of_number, noun_of_rate, subject_before

_FAR = 600
"""Characters of its sentence before a figure that may tell its noun."""
_TIMES = frozenset(
    {"năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây", "lần", "quý", "tuổi", "điểm", "buổi"}
)
_PLAN_BASE = re.compile(
    r"\s*(?:so\s+(?:với|cùng)|kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|nghị\s+quyết|cùng\s+kỳ|mục\s+tiêu|\(|,|;|\.)"
)
_THEN = re.compile(
    r"\s+(?:năm|đầu|cuối|hồi|xuống|lên|còn|trong|so|vào|tại|ở|thuộc|do|được|đã|và|với|cho)(?!\w)"
)
"""Behind 'vụ', 'người': the thing itself is not named there."""


def noun_of(
    text: Text,
    read: Quantity,
    kind: Kind,
    sentence: tuple[int, int],
    since: int,
    left: int,
    lexicon: Lexicon,
) -> Noun | None:
    """What a figure counts: behind it, else before it; None if no word tells.

    Args:
        text: the block.
        read: the figure.
        kind: its kind, changes told apart.
        sentence: where its sentence begins and ends.
        since: where the numeral before it ends, or the sentence begins.
        left: where the figure begins, with its hedge.
        lexicon: the words to go by.
    """
    if kind is Kind.MEASURE and read.unit in _TIMES:
        return _duration(text, left, since, lexicon)
    at = max(read.end, read.tail)
    after_hedge = lexicon.hedge_after.match(text.folded, at)
    if after_hedge is not None:
        at = after_hedge.end()
    restated = RESTATED.match(text.folded, at)
    if restated is not None:
        at = restated.end()
    share = kind in {Kind.PERCENT, Kind.CHANGE} and read.unit == "%"
    behind: Noun | None = None
    if not share or not _PLAN_BASE.match(text.folded, at):
        behind = noun_after(
            text, at, lexicon, share=share, known=share or kind in {Kind.MONEY, Kind.SCORE}
        )
    if behind is None and share and not _PLAN_BASE.match(text.folded, at):
        behind = _shared(text, at, left, lexicon)
    if behind is None and kind is Kind.RATIO and text.plain[at : at + 1] == ")":
        behind = noun_after(text, at + 1, lexicon, known=True)
    if behind is not None and behind.end > sentence[1]:
        behind = None
    if behind is not None and _MADE.search(text.folded, since, left) is not None:
        behind = _without_outcome(text, behind)
    if behind is not None:
        classifier = text.folded[behind.start : behind.end] in CLASSIFIERS
        paired = text.plain[behind.end : behind.end + 1] == "/"
        if text.folded[since:left].rstrip().endswith("/"):
            return behind
        goes = goes_on(text, behind.end) and not _THEN.match(text.folded, behind.end)
        if not classifier or kind is Kind.RATIO or goes or paired:
            fuller = (
                None if goes or kind is Kind.RATIO else subject_before(text, left, since, lexicon)
            )
            return behind if fuller is None or not _fuller(text, fuller, behind) else fuller
    each = noun_of_each(text, sentence[0], left, lexicon)
    if each is not None:
        return each
    measured = kind in {Kind.MEASURE, Kind.MONEY, Kind.PERCENT} or read.unit is not None
    before = subject_before(text, left, since, lexicon, measured=measured)
    if measured and before is not None and behind is None and _is_of_another(text, before, since):
        before = _of_many(text, since, sentence[0], lexicon) or before
    if kind in {Kind.COUNT, Kind.RATIO, Kind.PERCENT}:
        before = _doer(text, before, behind, lexicon)
    if kind is Kind.COUNT:
        numbered = noun_of_number(text, since, left, lexicon)
        if numbered is not None and not _says_more(text, before, numbered, lexicon):
            before = numbered
    if before is not None and behind is not None and _is_of_another(text, before, since):
        return behind
    if before is not None and behind is not None:
        counted = text.folded[behind.start : behind.end]
        return before if names_a_thing(text, before, lexicon, counted) else behind
    if before is not None:
        return before
    if share:
        return noun_of_rate(text, max(sentence[0], left - _FAR), left, lexicon)
    return behind


def _says_more(text: Text, subject: Noun | None, numbered: Noun, lexicon: Lexicon) -> bool:
    """Whether the subject is another thing than the one behind 'số', and no part of it."""
    if subject is None or numbered.start <= subject.start < numbered.end:
        return subject is not None and subject.start == numbered.start
    return lexicon.noun.match(text.folded, subject.start) is not None


def _doer(text: Text, subject: Noun | None, behind: Noun | None, lexicon: Lexicon) -> Noun | None:
    """'doanh nghiệp dùng hóa đơn điện tử 100%': who does it is counted, not what they do.

    Where times are counted, it is not who.
    """
    if subject is None or lexicon.noun.match(text.folded, subject.start) is None:
        return subject
    end = phrase_end(text, subject.start, lexicon)
    space = _SPACE.match(text.folded, end)
    if not subject.start < end < subject.end or space is None:
        return subject
    verb = lexicon.verb.match(text.folded, space.end())
    words = text.folded[space.end() : subject.end].count(" ") + 1
    if verb is None or words <= _LONGEST_QUALIFIER:
        return subject
    if behind is not None and text.folded[behind.start : behind.end] == "lượt":
        return None
    return Noun(subject.start, end)


_LONGEST_QUALIFIER = 3
_SPACE = re.compile(r"\s+")
_OF_A_WHOLE = re.compile(
    r"(?<!\w)(?:tăng|giảm|chiếm|bằng|đạt|vượt|còn|hoàn\s+thành|giải\s+ngân|thực\s+hiện|tương\s+(?:đương|ứng)|so\s+với|hơn|lên|xuống|là|mức|lãi\s+suất)"
    r"(?:\s+(?:được|trên|khoảng|gần|hơn|thêm|với|là|tới|đến))?\s*\Z|[(=:]\s*\Z"
)
"""Before a percentage of some whole, which names none."""


def _shared(text: Text, at: int, left: int, lexicon: Lexicon) -> Noun | None:
    """'100% kiểm ngư viên được tập huấn': what is shared, though no entry knows it."""
    if _OF_A_WHOLE.search(text.folded, max(0, left - 32), left) is not None:
        return None
    noun = noun_after(text, at, lexicon, share=True)
    if noun is None or lexicon.total.match(text.folded, noun.start) is not None:
        return None
    return noun if " " in text.folded[noun.start : noun.end] else None


_MADE = re.compile(r"(?<!\w)(?:làm|khiến)\s+(?:cho\s+)?\Z")
_NEXT_OUTCOME = re.compile(r"\s*(?:,|và|,\s*và)\s*\d+\s+người\s+(?:bị|chết|mất|tử)(?!\w)")
_OUTCOME = re.compile(r"người(?=\s+(?:bị|chết|mất|tử|thiệt))")


def _is_of_another(text: Text, subject: Noun, since: int) -> bool:
    """'24 cơ sở tuyển sinh 11.230 người': the noun right behind another number is its own."""
    return (
        since > 0
        and text.folded[since - 1].isalnum()
        and not text.folded[since : subject.start].strip()
    )


_OF_MANY = re.compile(r"\s(?:của|cho|tại|trong|với)\s+[\d.,/]+\s*\Z")


def _of_many(text: Text, since: int, begin: int, lexicon: Lexicon) -> Noun | None:
    """'số tiền chậm đóng của 57 đơn vị là 3,8 tỷ đồng': the subject before those it is of."""
    of = _OF_MANY.search(text.folded, max(begin, since - 24), since)
    if of is None:
        return None
    noun = subject_before(text, of.start(), begin, lexicon, measured=True)
    told = noun is not None and not any(map(str.isdecimal, text.folded[noun.start : noun.end]))
    return noun if told else None


def _without_outcome(text: Text, noun: Noun) -> Noun:
    """'làm 02 người bị thương' counts people; '02 người bị thương' those hurt."""
    people = _OUTCOME.match(text.folded, noun.start, noun.end)
    if _NEXT_OUTCOME.match(text.folded, noun.end) is not None:
        return noun  # 'làm 39 người chết, 71 người bị thương'
    return noun if people is None else Noun(noun.start, people.end())


def _duration(text: Text, left: int, since: int, lexicon: Lexicon) -> Noun | None:
    """'thời gian giải quyết trung bình 12 phút': what lasts so long, if its name says so."""
    before = subject_before(text, left, since, lexicon)
    if before is None or lexicon.duration.match(text.folded, before.start) is None:
        return None
    return before


def _fuller(text: Text, subject: Noun, behind: Noun) -> bool:
    """'số xã trọng điểm giảm từ 24 xã', 'án ma túy 64 vụ': the subject says more of the same."""
    said, counted = (text.folded[noun.start : noun.end] for noun in (subject, behind))
    numbered = text.folded[max(0, subject.start - 4) : subject.start].strip() == "số"
    if counted == "vụ":
        return said.startswith(("vụ ", "án "))
    return numbered and said.startswith(f"{counted} ")
