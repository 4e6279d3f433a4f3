"""Restated figures: one number said in two places of a report, in one of them with a slip.

Two counts of one noun that differ by one digit, or by two neighbours swapped, may well be two
things. They are one where the words around them are the same and where nothing else bears both of
them out: parts that add up, a percentage or a change that fits, or the same number said again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.periods import YEAR
from rules.figures.spelling import fold, key
from rules.misprints import misprints, printed
from rules.outlook import may_be_aimed_at
from rules.populations import scope
from rules.proved import proved
from rules.said import said
from rules.wording import content

_TELLING = 5
"""Digits of which so many hardly agree by chance."""
_SHARED = 3
"""Words that both clauses have, the noun's too."""
_BESIDES = 2
"""Of them besides the noun; one of a telling number."""
_NAMING = 3
"""Words of a noun that say all of what is counted."""
_STAGES = frozenset(["nghị", "đăng", "chưa", "không", "thêm"])
"""Words of which one says that something was asked for, not done, or more was."""
_WORDS = 6
"""Words of a noun by one of which another figure of it is sought."""
_LONG = 4
_FEW = 3
"""Words that two sentences share about long numbers that are a slip apart."""
_MEASURES = frozenset(
    [
        "lượt", "người", "triệu", "tỷ", "đồng", "nghìn", "ngàn", "đơn", "vị", "ha", "tấn", "km",
        "con", "có", "là", "và", "của", "được", "đã", "trong", "năm", "với", "các", "tại", "trên",
        "đó", "so", "tăng", "giảm", "kỳ", "cùng", "bằng", "đạt", "chiếm", "số", "tổng", "từ",
        "đến", "cho", "còn", "tỉnh", "huyện", "xã", "toàn", "kết", "quả", "công", "tác", "thực",
        "hiện", "kế", "hoạch", "trước", "sau", "nay", "này", "quý", "tháng", "nhất", "dưới",
        "hơn", "theo", "i", "ii", "iii",
    ]
)  # fmt: skip
"""Words that any two sentences share."""
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = 0.75
"""Part of the shorter clause's words that the longer has too."""
_MOST = 20
"""Figures a slip from each other among which pairs are sought."""
_ITEM = re.compile(r"\s*[-–+*•]\s*(?P<label>[^\d:;.,]{2,60}):")
_SHORT = re.compile(r"(?:trong\s+)?(?:tháng|tuần|ngày)(?!\w)")
_LOOKING_BACK = 3
"""Months of a year in which reports are of the year before."""
_RELATIVE = re.compile(r"(?!.*\d)")
"""A time without a number: 'trong năm', 'đến nay'."""


def restated(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures of different sentences that are one figure, one slip apart."""
    alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in said(extraction):
        if may_be_aimed_at(figure):
            continue
        size = figure.value.adjusted()
        for sign in misprints(printed(figure)):
            for word in (figure.noun_key or "").split()[:_WORDS]:
                alike[figure.kind, figure.unit, word, size, sign].append(figure)
    near = dict.fromkeys(
        (one, other)
        for figures in alike.values()
        for one, other in combinations(figures[:_MOST], 2)
        if printed(one) != printed(other)
        and (one.block, one.sentence) != (other.block, other.sentence)
    )
    if not near:
        return
    clauses: dict[str, frozenset[str]] = {}
    borne_out = proved(extraction)
    times = Counter(figure.value for figure in extraction.figures)
    for one, other in near:
        if {one.id, other.id} <= borne_out:
            continue
        is_alone = any(
            figure.id not in borne_out and known.id in borne_out and times[figure.value] == 1
            for figure, known in ((one, other), (other, one))
        )
        for figure in (one, other):
            if figure.id not in clauses:
                clauses[figure.id] = content(extraction, figure)
        is_one = _is_said_of_one(one, clauses[one.id], other, clauses[other.id]) or (
            is_alone and _is_hardly_chance(extraction, one, other)
        )
        if is_one and not are_apart(extraction, one, other):
            yield one, other


def are_apart(extraction: Extraction, one: Figure, other: Figure) -> bool:
    """Whether something sets two figures apart: a time, a place, an item or a stage."""
    if not _at_one_time(extraction, one, other) or scope(extraction, one) != scope(
        extraction, other
    ):
        return True
    ours, theirs = content(extraction, one), content(extraction, other)
    if (ours ^ theirs) & _STAGES:
        return True
    return _label(extraction, one, theirs) or _label(extraction, other, ours)


def _is_hardly_chance(extraction: Extraction, one: Figure, other: Figure) -> bool:
    """Whether two long numbers are so near that few words have to say that they are one."""
    digits, others = printed(one), printed(other)
    if len(digits) < _LONG:
        return False
    shared = sentence_words(extraction, one) & sentence_words(extraction, other)
    nouns = [{*(figure.noun_key or "").split()} for figure in (one, other)]
    if not (nouns[0] <= nouns[1] or nouns[1] <= nouns[0]):
        return False
    return len(shared) >= _FEW and (len(digits) > _LONG or sorted(digits) == sorted(others))


def sentence_words(extraction: Extraction, figure: Figure) -> frozenset[str]:
    """The words of a figure's sentence and of the heading over it."""
    start, end = figure.sentence
    text = fold(extraction.document.blocks[figure.block].text)[start:end]
    heading = fold((figure.place.section or "").rpartition(" > ")[2])
    return frozenset(_WORD.findall(f"{heading} {text}")) - _MEASURES


def _is_said_of_one(
    one: Figure, ours: frozenset[str], other: Figure, theirs: frozenset[str]
) -> bool:
    """Whether the words around two figures say the same of the same."""
    shared = ours & theirs
    if len(shared) < _SHARED or len(shared) < _ALIKE * min(len(ours), len(theirs)):
        return False
    own, noun = {*(one.noun_key or "").split()}, {*(other.noun_key or "").split()}
    if min(len(own), len(noun)) >= _NAMING and (own <= noun or noun <= own):
        done, other_done = ours - own - noun, theirs - own - noun
        return not done or not other_done or bool(done & other_done)
    least = 1 if len(printed(one)) >= _TELLING else _BESIDES
    return len(shared - own - noun) >= least


def _label(extraction: Extraction, figure: Figure, other: frozenset[str]) -> bool:
    """Whether the item that a figure stands in begins with what the other clause does not name."""
    item = _ITEM.match(fold(extraction.document.blocks[figure.block].text))
    return item is not None and not {*item["label"].split()} & other


def _at_one_time(extraction: Extraction, one: Figure, other: Figure) -> bool:
    ours, theirs = (key(figure.period or "") for figure in (one, other))
    for undated, dated in ((ours, theirs), (theirs, ours)):
        if _RELATIVE.match(undated):
            return not (_is_past(extraction, dated) or (_SHORT.match(undated) and dated != undated))
    return ours in theirs or theirs in ours


def _is_past(extraction: Extraction, period: str) -> bool:
    """Whether a time is of a year before the report's."""
    own = extraction.document.metadata.date
    years = re.findall(YEAR, period)
    if own is None or not years:
        return False
    year, month = int(own[:4]), int(own[5:7])
    return int(max(years)) < (year - 1 if month <= _LOOKING_BACK else year)
