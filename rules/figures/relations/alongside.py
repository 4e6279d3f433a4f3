"""Second lists inside a list: '12 dự án, 86 tỷ đồng: 07 dự án 52 tỷ đồng, 05 dự án 34 tỷ đồng'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.members import SECOND
from rules.figures.relations.sentence import AMOUNTS, DIVIDES, Sentence, leaves_a_bracket

_BACK = 6
"""Figures before a list among which the second total may be."""


_JOINED = re.compile(rf";\s*(?={DIVIDES})")
"""'42 vụ với 75 bị can; nếu tách theo loại tội thì …'."""


def alongside(sentence: Sentence, listed: Sequence[Claim]) -> Iterator[Claim]:
    """The second total of each list whose every item gives two amounts, with its parts."""
    places = {figure.id: place for place, figure in enumerate(sentence.figures)}
    for claim in listed:
        if len(claim.figures) < 3:
            continue
        own = [places[identity] for identity in claim.figures[1:]]
        second = _second(sentence, own)
        if second is not None and claim.cover is Cover.BRACKET and not _are_pairs(sentence, second):
            continue
        if second is None or second[0].id in claim.figures:
            continue
        total = _total(sentence, second[0], own[0])
        if total is not None and total.id not in claim.figures:
            ids = (total.id, *(figure.id for figure in second))
            yield Claim(ClaimKind.PARTS, ids, cover=claim.cover)


def _second(sentence: Sentence, own: Sequence[int]) -> list[Figure] | None:
    """The amounts of another measure, one right behind each item of a list."""
    figures = sentence.figures
    found: list[Figure] = []
    for place in own:
        if place + 1 >= len(figures) or place + 1 in own:
            return None
        item, second = figures[place], figures[place + 1]
        gap = sentence.gap(item, second)
        if second.kind not in AMOUNTS:
            return None
        if (second.kind, second.unit) == (item.kind, item.unit) and not SECOND.fullmatch(gap):
            return None
        if found and (second.kind, second.unit) != (found[0].kind, found[0].unit):
            return None
        if "," in gap or ";" in gap or second.upper is not None:
            return None
        found.append(second)
    return found


def _are_pairs(sentence: Sentence, second: Sequence[Figure]) -> bool:
    """'13 vụ/19 đối tượng; 08 vụ/15 đối tượng'."""
    return all(
        sentence.folded[: figure.start].rstrip().endswith("/") and figure.head == second[0].head
        for figure in second
    )


def _total(sentence: Sentence, part: Figure, first: int) -> Figure | None:
    """The nearest figure before a list that is measured as its second amounts are."""
    figures = sentence.figures
    for figure in reversed(figures[max(0, first - _BACK) : first]):
        gap = _JOINED.sub(" ", sentence.gap(figure, figures[first]))
        if ";" in gap or leaves_a_bracket(gap):
            return None
        alike = part.kind is not Kind.COUNT or figure.head == part.head
        if (figure.kind, figure.unit) == (part.kind, part.unit) and figure.role is Role.ACTUAL:
            return figure if alike else None
    return None
