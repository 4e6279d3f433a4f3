"""Populations: ratios and counts of one noun over one base at one date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind


def _date(figure: Figure) -> str | None:
    """The period of a figure, if it names a date: 'đến nay' and no word at all are one time."""
    period = figure.period
    return period if period and any(map(str.isdecimal, period)) else None


def populations(figures: Sequence[Figure]) -> Iterator[Claim]:
    """Ratios over one base of one noun, and counts of all of it, at one date."""
    groups: dict[tuple[str, Decimal, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.noun_key is None or figure.denominator is None or figure.kind is not Kind.RATIO:
            continue
        groups.setdefault((figure.noun_key, figure.denominator, _date(figure)), []).append(figure)
    for figure in figures:
        if figure.kind is Kind.COUNT and figure.noun_key is not None:
            whole = groups.get((figure.noun_key, figure.value, _date(figure)))
            if whole is not None:
                whole.append(figure)
    for members in groups.values():
        if len(members) > 1:
            found = sorted(members, key=lambda figure: (figure.block, figure.start))
            yield Claim(ClaimKind.POPULATION, tuple(figure.id for figure in found))
