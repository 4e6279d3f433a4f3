"""Answers: two percentages told by opposites, which make up 100% between them.

'hài lòng 71,8%, chưa hài lòng 18,2%': whoever is not the one is the other. A third answer may stand
without a number ('không có ý kiến'), so that less than 100% is an error only if one slip explains
it; more than 100% is one in any case, but where each is of a base of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from rules.amounts import is_plain, stands_for
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import leaves_open
from rules.figures.spelling import fold
from rules.labels import Label, label_of
from rules.opposites import are_opposed, denies
from rules.rounding import Interval, interval
from rules.slips import may_have_been

_HUNDRED = interval(Decimal(100), Decimal(0))
_TELLING = 3
"""Digits of the smaller share from which a slip tells that nothing third is missing."""
_FAR = 160
"""Characters between two answers to one question."""
_OTHERWISE = re.compile(
    r"(?<!\w)(?:tăng|giảm|so\s+với|kế\s+hoạch|kh|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|cùng\s+kỳ|năm\s+(?:trước|ngoái|\d{4})"
    r"|trên\s+\d|dưới\s+\d|từ\s+\d|trong\s+(?:số\s+)?(?:đó|này)|riêng|lần|nhất)(?!\w)"
)
"""What tells a percentage of a plan, of another time, or of some of them."""
_WHOSE = re.compile(r"(?<!\w)của\s+([^\W\d_]+)")
_APART = re.compile(r"[;:]")
_ENDED = re.compile(r"[.;]\s")


def opposed_shares(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of percentages that are said to be the two answers of one question, and miss 100%."""
    for block, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        if sum(figure.kind is Kind.PERCENT for figure in figures) < 2:
            continue
        folded = fold(extraction.document.blocks[block].text)
        for one, other in _pairs(folded, figures):
            if _are_answers(extraction, folded, figures, (one, other)):
                yield figures[one], figures[other]


def _pairs(folded: str, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """The places of percentages that follow one another in a sentence, with no third beside."""
    places = [at for at, figure in enumerate(figures) if figure.kind is Kind.PERCENT]
    for number, (one, other) in enumerate(pairwise(places)):
        first, second = figures[one], figures[other]
        if first.sentence != second.sentence or second.start - first.end > _FAR:
            continue
        beside = places[max(0, number - 1) : number] + places[number + 2 : number + 3]
        if any(_is_listed(folded, figures[at], first, second) for at in beside):
            continue
        yield one, other


def _is_listed(folded: str, figure: Figure, first: Figure, second: Figure) -> bool:
    """Whether a percentage stands in one list with two others."""
    start, end = (
        (figure.end, first.start) if figure.end <= first.start else (second.end, figure.start)
    )
    same = figure.sentence == first.sentence and end - start <= _FAR
    return same and _APART.search(folded, start, end) is None


def _are_answers(
    extraction: Extraction, folded: str, figures: Sequence[Figure], pair: tuple[int, int]
) -> bool:
    one, other = (figures[at] for at in pair)
    if not is_plain((one, other)) or not one.role is other.role is Role.ACTUAL:
        return False
    added = stands_for(one) + stands_for(other)
    if added.meets(_HUNDRED) or _ENDED.search(folded, one.end, other.start):
        return False
    labels = [_label(folded, figures, at) for at in pair]
    if any(_OTHERWISE.search(label.text) for label in labels):
        return False
    if len({_base(extraction, label) for label in labels} - {""}) > 1:
        return False  # each of a base of its own
    if not are_opposed(labels[0], labels[1], extraction.lexicon):
        return False
    whose = {found[1] for label in labels if (found := _WHOSE.search(label.lead)) is not None}
    if len(whose) > 1:
        return False
    if added.high < _HUNDRED.low and any(_is_bracketed(folded, figures, at) for at in pair):
        return False  # of a list of counts, which may go on without shares
    return _has_slipped(one, other, added)


def _base(extraction: Extraction, label: Label) -> str:
    """What a percentage says that it is of; 'chưa đạt chuẩn' behind it says only which answer."""
    tail = label.tail
    if denies(Label("", " ".join(tail.split()[:3]))):
        return ""
    answers = (word for pair in extraction.lexicon.opposites for word in pair)
    return "" if any(word.match(tail) for word in answers) else tail.split(" ")[0]


def _label(folded: str, figures: Sequence[Figure], at: int) -> Label:
    """The label of a percentage; in a bracket behind what it is the share of, that one's."""
    return label_of(folded, figures, at - 1 if _is_bracketed(folded, figures, at) else at)


def _is_bracketed(folded: str, figures: Sequence[Figure], at: int) -> bool:
    return at > 0 and leaves_open(folded[figures[at - 1].end : figures[at].start])


def _has_slipped(one: Figure, other: Figure, added: Interval) -> bool:
    needed = {figure.id: _HUNDRED - stands_for(figure) for figure in (one, other)}
    found = [
        figure
        for figure, rest in ((one, needed[other.id]), (other, needed[one.id]))
        if may_have_been(figure, rest)
    ]
    if added.low > _HUNDRED.high:
        return bool(found)
    return any(figure.value >= 10 ** (_TELLING - 1) * figure.step for figure in found)
