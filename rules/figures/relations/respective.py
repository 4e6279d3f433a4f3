"""Respective lists: '318, 64, 21 và 05 tổ chức …, tương ứng 77,9%; 15,7%; 5,1% và 1,2%'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import AMOUNTS, OF_ALL, Sentence

_RESPECTIVE = re.compile(
    r"(?:[,;(]\s*(?:(?:với\s+)?(?:tỷ|tỉ)\s+(?:lệ|trọng)\s+|cơ\s+cấu\s+)?|(?:chiếm|bằng|đạt|với)\s+(?:(?:các\s+)?(?:tỷ|tỉ)\s+lệ\s+)?)"
    r"(?:tương\s+ứng|lần\s+lượt|tương\s+đương|ứng\s+với|theo\s+thứ\s+tự|(?:chiếm|đạt|bằng)?\s*(?:các\s+)?(?:tỷ|tỉ)\s+lệ)"
    r"(?:\s+(?:là|với|bằng|chiếm|đạt|các|(?:tỷ|tỉ)\s+lệ|tỷ\s+trọng|lần\s+lượt|tương\s+ứng|theo\s+thứ\s+tự))*\s*:?\s*\Z"
)
"""'…, tương ứng 77,9%; 15,7%', 'chiếm lần lượt 60% và 40%'."""
_ENDED = re.compile(r";(?!\s*(?:(?:tỷ|tỉ)\s+(?:lệ|trọng)|cơ\s+cấu|tương\s+ứng|lần\s+lượt)(?!\w))")
"""'19,35 triệu USD; tỷ trọng lần lượt là 47,6%, …' goes on, 'vắng 3 người; thu 98%' does not."""
_LISTED = re.compile(r"\s*(?:,|;|[,;]?\s*và)\s*")


_OTHER_LIST = re.compile(r"[:;(]|(?<!\w)(?:gồm|chia\s+ra|trong\s+đó)(?!\w)")


def respective(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(percentage, figure) of every list of percentages that answers one of figures before it."""
    figures = sentence.figures
    index = 0
    while index < len(figures):
        last = index
        while last + 1 < len(figures) and _is_listed(sentence, last):
            last += 1
        if last > index and last + 1 < len(figures):
            answers = _answers(sentence, index, last)
            yield from zip(figures[index : last + 1], answers, strict=False)
        if last > index and _begins(sentence, index):
            percents = figures[index : last + 1]
            bases = _bases(sentence, index, len(percents))
            if bases is not None and not _ENDED.search(sentence.gap(bases[-1], percents[0])):
                yield from zip(percents, bases, strict=True)
        index = last + 1


def _answers(sentence: Sentence, first: int, last: int) -> Sequence[Figure]:
    """The ratios behind a list of percentages: '95% và 88%, tương ứng với 570/600 và 528/600'."""
    answers = sentence.figures[last + 1 : 2 * last + 2 - first]
    alike = len(answers) == last + 1 - first and all(f.kind is Kind.RATIO for f in answers)
    if not alike or not _RESPECTIVE.search(sentence.gap(sentence.figures[last], answers[0])):
        return ()
    gaps = (sentence.gap(one, other) for one, other in pairwise(answers))
    return answers if all(map(_LISTED.fullmatch, gaps)) else ()


def _is_listed(sentence: Sentence, at: int) -> bool:
    here, after = sentence.figures[at : at + 2]
    both = here.kind is after.kind is Kind.PERCENT
    return both and _LISTED.fullmatch(sentence.gap(here, after)) is not None


def _begins(sentence: Sentence, index: int) -> bool:
    first = sentence.figures[index]
    start = max(first.sentence[0], first.start - 40)
    return _RESPECTIVE.search(sentence.folded[start : first.start]) is not None


_BASES = AMOUNTS | {Kind.RATIO}


def _bases(sentence: Sentence, index: int, count: int) -> list[Figure] | None:
    """As many figures of one measure right before a list of percentages, a whole left out."""
    found: list[Figure] = []
    figures = sentence.figures
    for at in range(index - 1, -1, -1):
        figure = figures[at]
        since = figures[at - 1].end if at else 0
        if not found and OF_ALL.search(sentence.folded, since, figure.start):
            continue
        if figure.kind not in _BASES or (
            found and _OTHER_LIST.search(sentence.gap(figure, found[0]))
        ):
            return None
        if found and (figure.kind, figure.unit) != (found[0].kind, found[0].unit):
            return None
        found.insert(0, figure)
        if len(found) == count:
            return found
    return None
