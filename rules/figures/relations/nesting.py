"""Nesting: a list one of whose parts is divided in turn has not the parts of that part.

'148 bị cáo: tù có thời hạn 109, gồm dưới 3 năm 71, trên 3 năm 38; án treo 27; cải tạo 12': the list
goes on behind the inner one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rules.figures.claim import Claim, Cover
from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import Sentence, count_one_thing


def unnested(sentence: Sentence, read: Sequence[Claim]) -> Iterator[Claim]:
    """The lists of a sentence, each without the parts of its parts.

    Where it takes what follows the inner list to make one up, and it misses its total all the
    same, it is only supposed.
    """
    divided = {claim.figures[0]: claim for claim in read if not claim.supposed}
    by_id = {figure.id: figure for figure in sentence.figures}
    for claim in read:
        total, *members = claim.figures
        own = [divided[member] for member in members if member in divided]
        if not own:
            yield claim
            continue
        inner = {part for list_ in own for part in list_.figures[1:]}
        whole = by_id[total]
        kept = [by_id[member] for member in members if member not in inner]
        if _sum(kept) != whole.value:
            more = [*kept, *_behind(sentence, by_id[members[-1]], kept[-1])]
            if len(more) > len(kept) and count_one_thing(sentence, whole, more):
                ids = (total, *(figure.id for figure in more))
                holds = _sum(more) == whole.value
                yield replace(claim, figures=ids, cover=Cover.ALL, supposed=not holds)
                continue
        if len(kept) > 1 or len(kept) == len(members):
            yield replace(claim, figures=(total, *(figure.id for figure in kept)))


def _sum(figures: Sequence[Figure]) -> Decimal:
    return sum((figure.value for figure in figures), Decimal(0))


def _behind(sentence: Sentence, last: Figure, like: Figure) -> Iterator[Figure]:
    """What follows a figure and goes on with the list that another is in: semicolons part it."""
    before = last
    for figure in sentence.figures:
        if figure.start < last.end or figure.kind is Kind.PERCENT:
            continue
        gap = sentence.gap(before, figure)
        if (figure.kind, figure.unit, figure.role) != (like.kind, like.unit, like.role):
            return
        if ";" not in gap or "." in gap.replace("...", ""):
            return
        yield figure
        before = figure
