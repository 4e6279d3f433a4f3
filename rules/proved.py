"""Proved figures: those that some other figure of a report bears out.

By parts that add up, by a percentage or a change that fits, or by being said again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.relations.sentence import AMOUNTS
from rules.once import once
from rules.rounding import Way, ways

_BASES = 60
"""Figures of a paragraph among which the base of a share is sought."""


@once
def proved(extraction: Extraction) -> frozenset[str]:
    """Figures that some other figure of the report proves."""
    found: set[str] = set()
    said: Counter[tuple[str, Decimal]] = Counter()
    for figure in extraction.figures:
        if figure.noun_key is not None and figure.kind in AMOUNTS:
            said[figure.noun_key.split()[0], figure.value] += 1
    for figure in extraction.figures:
        if figure.noun_key is not None and said[figure.noun_key.split()[0], figure.value] > 1:
            found.add(figure.id)
    found.update(_adding_up(extraction))
    blocks: dict[int, list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        blocks[figure.block].append(figure)
    for claim in extraction.claims:
        figures = [extraction.by_id[identity] for identity in claim.figures]
        if claim.kind is ClaimKind.PARTS:
            total, *parts = figures
            if len(parts) > 1 and sum((part.value for part in parts), Decimal(0)) == total.value:
                found.update(claim.figures)
        elif (claim.kind is ClaimKind.CHANGE and leads_to(*figures)) or (
            claim.kind is ClaimKind.SHARE_OF_COUNT and _has_base(blocks[figures[1].block], *figures)
        ):
            found.update(claim.figures)
    return frozenset(found)


def _adding_up(extraction: Extraction) -> Iterator[str]:
    """Figures of a sentence of which those behind one, up to some place, make it up."""
    for _, group in groupby(extraction.figures, key=lambda f: (f.block, f.sentence)):
        series: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in group:
            if figure.kind in AMOUNTS and figure.noun_key:
                series[figure.kind, figure.unit, figure.noun_key.split()[0]].append(figure)
        for figures in series.values():
            for place, total in enumerate(figures[:_BASES]):
                found = Decimal(0)
                for end, part in enumerate(figures[place + 1 : _BASES], place + 1):
                    found += part.value
                    if found >= total.value:
                        if found == total.value and end > place + 1:
                            yield from (f.id for f in figures[place : end + 1])
                        break


def leads_to(change: Figure, before: Figure, after: Figure) -> bool:
    """Whether a change is that from one figure to the other."""
    moved = after.value - before.value
    if change.unit != "%":
        return moved == change.value
    if before.value <= 0:
        return False
    return bool(ways(abs(moved), before.value, abs(change.value), change.step))


def _has_base(beside: Iterable[Figure], percent: Figure, part: Figure) -> bool:
    """Whether a figure of the paragraph is what a part is that percentage of."""
    bases = [
        figure.denominator or figure.value
        for figure in beside
        if figure.id != part.id
        and (figure.denominator is not None or (figure.kind, figure.unit) == (part.kind, part.unit))
    ]
    return any(
        Way.NEAREST in ways(part.value, base, percent.value, percent.step)
        for base in bases[:_BASES]
        if base > 0
    )
