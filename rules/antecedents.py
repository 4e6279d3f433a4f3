"""Antecedents: numbers that a text takes up again, and the number that it must have been.

'Đã xử phạt 4.192 trường hợp … Trong 4.129 trường hợp bị xử phạt có …': what is taken up was said
before. Where no figure of the report says it, and it is no sum or difference of two that were said
beside it, the figure of the same noun that is one slip away is what was meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold
from rules.misprints import misprints, printed
from rules.populations import scope
from rules.said import said, times_said

_TAKES_UP = re.compile(
    r"(?:\A|[.;:,(]|(?<!\w)(?:và|thì|không\s+tính))\s*(?:\d+[.)]\s*|[-–+*•]\s*)?(?:"
    r"trong(?:\s+(?:tổng\s+)?số)?|(?:cả|tất\s+cả|toàn\s+bộ)|số|qua"
    r"|(?:phân\s+tích|phân\s+loại|nguyên\s+nhân(?:\s+của)?|chất\s+lượng|cơ\s+cấu|kết\s+quả)(?:\s+[^\W\d_]+){0,4}"
    r"|(?:về|hình\s+phạt|tình\s+trạng)(?:\s+[^\W\d_]+){0,3}\s+(?:của|đối\s+với))\s+\Z"
)
"""What stands before a number that is taken up."""
_AGAIN = re.compile(
    r"(?:\s+[^\W\d_]+){0,6}?\s+(?:(?:nói|nêu|kể|đã\s+nêu)\s+(?:trên|ở\s+trên)|này|đó|ấy|kể\s+trên)(?!\w)"
)
"""What stands behind it."""
_STOP = re.compile(r"[.,;:()\n]|\d|(?<!\w)(?:có|thì|là|được|đều|còn|gồm|nói|nêu|kể|này|đó)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_SAYS_NOTHING = frozenset(
    [
        "đã",
        "các",
        "của",
        "trong",
        "và",
        "tổng",
        "số",
        "bị",
        "cho",
        "ở",
        "tại",
        "trên",
        "loại",
        "nay",
    ]
)
_TELLING = 4
"""Digits of which so many hardly agree by chance."""
_NEAR = 10
"""Blocks back in which a shorter number was said."""
_LEAD = 60
_MOST = 60
"""Figures beside a number among which two that make it up are sought."""


def misquoted(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Figures that were said, each with the number that takes it up with a slip."""
    figures = list(said(extraction))
    near: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for sign in misprints(printed(figure)):
            near[sign].append(figure)
    values = times_said(extraction)
    starts = [(figure.block, figure.start) for figure in figures]
    for figure in figures:
        if values[figure.value] > 1 or not _is_taken_up(extraction, figure):
            continue
        found = {
            id(one): one
            for sign in misprints(printed(figure))
            for one in near[sign]
            if printed(one) != printed(figure) and _may_be_meant(extraction, one, figure)
        }
        if len(found) != 1:
            continue
        meant = next(iter(found.values()))
        at = bisect_left(starts, (figure.block, figure.start))
        if not _is_made_up(figure, figures[max(0, at - _MOST) : at]):
            yield meant, figure


def _is_taken_up(extraction: Extraction, figure: Figure) -> bool:
    folded = fold(extraction.document.blocks[figure.block].text)
    before = folded[max(figure.sentence[0], figure.start - _LEAD) : figure.start]
    return (
        _TAKES_UP.search(before) is not None
        or _AGAIN.match(folded, figure.end, figure.sentence[1]) is not None
    )


def _may_be_meant(extraction: Extraction, earlier: Figure, figure: Figure) -> bool:
    """Whether a figure before a number counts the same, as far as the number says what."""
    if (earlier.block, earlier.start) >= (figure.block, figure.start):
        return False
    if (
        earlier.kind is not figure.kind
        or earlier.unit != figure.unit
        or earlier.head != figure.head
    ):
        return False
    far = figure.block - earlier.block > _NEAR
    if far and len(printed(figure)) < _TELLING:
        return False
    if not {*scope(extraction, figure)} <= {*scope(extraction, earlier)}:
        return False
    folded = fold(extraction.document.blocks[figure.block].text)
    stop = _STOP.search(folded, figure.end)
    named = folded[figure.end : stop.start() if stop else len(folded)]
    start, end = earlier.sentence
    around = fold(extraction.document.blocks[earlier.block].text)[start:end]
    around += f" {fold(earlier.place.section or '')}"
    return {*_WORD.findall(named)} - _SAYS_NOTHING <= {*_WORD.findall(around)}


def _is_made_up(figure: Figure, beside: Sequence[Figure]) -> bool:
    """Whether a number is the sum or the difference of two figures said before it."""
    values = {f.value for f in beside if (f.kind, f.unit) == (figure.kind, figure.unit)}
    return any(figure.value - one in values or figure.value + one in values for one in values)
