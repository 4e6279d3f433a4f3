"""Told twice: one figure in the same words in two places, with values that no slip links.

The summary gives 1.326 cases of what the body gives 1.246 of. One of them is borne out by its parts
or its growth, the other by nothing; the words of the one are all in the sentence of the other, of
the same time, and nothing sets them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold, key
from rules.misprints import misprints, printed
from rules.outlook import may_be_aimed_at
from rules.proved import proved
from rules.restated import are_apart, sentence_words
from rules.said import said, times_said
from rules.wording import content

_LEAST_DIGITS = 4
_TELLING = 5
"""Digits of which so many hardly agree by chance."""
_NEAR = Decimal("0.125")
"""The part of a figure by which the other may differ."""
_FEW, _SEVERAL = 2, 3
"""Words of a clause, the noun's too, if the number is telling or not."""
_BESIDES = 2
"""Words of the other clause that the sentence of the one has not."""
_DIGITS = 2
"""By how many digits the two differ."""
_PAIRED = re.compile(r"\s*(?:[^\W\d_]+\s*)?/\s*\d")
_WORDS = 3
_MOST = 24
"""Figures of one noun and near size among which pairs are sought."""
_IDLE = frozenset(["quy", "mô", "vừa", "qua", "ghi", "nhận", "xảy", "ra", "tổng", "hợp", "chung"])
"""Words that say of a figure no more than that it is."""
_WHOLE = re.compile(
    r"(?:(?:trong\s+|cả\s+)?năm(?:\s+học)?\s+)?((?:19|20)\d\d)(?:\s*-\s*(?:19|20)\d\d)?"
    r"|(?:tính\s+)?từ\s+(?:ngày\s+)?0?1/0?1/(\d{4})\s+đến\s+(?:hết\s+)?(?:ngày\s+)?31/12/\d{4}"
)
_UNDATED = re.compile(
    r"(?:trong\s+)?năm(?:\s+học)?(?:\s+(?:nay|qua|vừa\s+qua|này))?|(?:tính\s+)?đến\s+nay|hiện(?:\s+nay|\s+tại)?"
)
_PART = re.compile(r"(?<!\w)(?:trong\s+đó|riêng|gồm|chỉ|thêm|nhất\s+là|tại|ở)(?!\w)[^.;:]*\Z")


def told_twice(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Figures that are borne out, each with the one that says otherwise."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in said(extraction):
        digits = printed(figure)
        if len(digits) < _LEAST_DIGITS or digits.endswith("0") or may_be_aimed_at(figure):
            continue
        for word in (figure.noun_key or "").split()[:_WORDS]:
            groups[figure.kind, figure.unit, word].append(figure)
    near = {
        (one.id, other.id): (one, other)
        for figures in groups.values()
        for one, other in _near(figures)
        if (one.block, one.sentence) != (other.block, other.sentence)
    }
    if not near:
        return
    borne_out = proved(extraction)
    times = times_said(extraction)
    for pair in near.values():
        for known, figure in (pair, pair[::-1]):
            is_alone = figure.id not in borne_out and times[figure.value] == 1
            if known.id in borne_out and is_alone and _is_said_of(extraction, figure, known):
                yield known, figure


def _near(figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures that differ by no more than their part, and by more than a slip."""
    ordered = sorted(figures, key=lambda figure: figure.value)
    values = [figure.value for figure in ordered]
    for place, one in enumerate(ordered):
        end = min(bisect_right(values, one.value * (1 + _NEAR)), place + _MOST)
        signs = {*misprints(printed(one))}
        for other in ordered[place + 1 : end]:
            digits = zip(printed(one), printed(other), strict=False)
            if sum(a != b for a, b in digits) != _DIGITS:
                continue
            if signs.isdisjoint(misprints(printed(other))):
                yield one, other


def _is_said_of(extraction: Extraction, figure: Figure, known: Figure) -> bool:
    """Whether the words of a figure are all said of another, of the same time."""
    if _time(figure) is None or _time(known) is None:
        return False
    if len({_time(figure), _time(known)} - {""}) > 1 or are_apart(extraction, figure, known):
        return False
    ours, theirs = content(extraction, figure) - _IDLE, content(extraction, known) - _IDLE
    telling = len(printed(figure)) >= _TELLING
    if len(ours) < (_FEW if telling else _SEVERAL):
        return False
    if any(_is_part(extraction, f) for f in (figure, known)):
        return False
    beside, around = sentence_words(extraction, known), sentence_words(extraction, figure)
    return ours <= beside | theirs and len(theirs - around - ours) <= _BESIDES


def _is_part(extraction: Extraction, figure: Figure) -> bool:
    folded = fold(extraction.document.blocks[figure.block].text)
    before = folded[max(figure.sentence[0], figure.start - 80) : figure.start]
    paired = before.rstrip().endswith("/") or _PAIRED.match(folded, figure.end) is not None
    return figure.part_of is not None or paired or _PART.search(before) is not None


def _time(figure: Figure) -> str | None:
    """The year of a figure, empty if it gives none; None if its time is no year."""
    period = key(figure.period or "")
    if not period or _UNDATED.fullmatch(period):
        return ""
    whole = _WHOLE.fullmatch(period)
    return next(filter(None, whole.groups()), "") if whole is not None else None
