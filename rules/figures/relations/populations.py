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


_LEAST = 7
"""Smaller wholes are equal by chance."""
_BACK = 40
"""Figures before a ratio among which its whole may be counted."""


def _of_all(
    figures: Sequence[Figure], at: int, size: Decimal, date: str | None, key: str
) -> Figure | None:
    """'62 trường công lập … 49/62 trường': the count of all, by the same, more or fewer words."""
    for figure in reversed(figures[max(0, at - _BACK) : at]):
        if figure.block != figures[at].block:
            return None
        whole = figure.value if figure.kind is Kind.COUNT else figure.denominator
        if figure.kind not in {Kind.COUNT, Kind.RATIO} or whole != size or not figure.noun_key:
            continue
        if date is not None and _date(figure) not in {None, date}:
            continue
        if _alike(figure.noun_key, key):
            return figure
    return None


def _alike(one: str, other: str) -> bool:
    """Whether one noun is the other, or has more said: 'vụ cháy' and 'vụ', 'trẻ em' and 'em'."""
    short, full = sorted((one, other), key=len)
    return one == other or full.startswith(f"{short} ") or full.endswith(f" {short}")


def populations(figures: Sequence[Figure]) -> Iterator[Claim]:
    """Ratios over one base of one noun, and counts of all of it, at one date."""
    groups: dict[tuple[str, Decimal, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.noun_key is None or figure.denominator is None or figure.kind is not Kind.RATIO:
            continue
        if not figure.surface[:1].isdecimal():
            continue  # 'hai phần ba'
        groups.setdefault((figure.noun_key, figure.denominator, _date(figure)), []).append(figure)
    for figure in figures:
        if figure.kind is Kind.COUNT and figure.noun_key is not None:
            of_all = groups.get((figure.noun_key, figure.value, _date(figure)))
            if of_all is not None:
                of_all.append(figure)
    places = {figure.id: place for place, figure in enumerate(figures)}
    for (key, size, date), members in groups.items():
        alone = all(member.kind is Kind.RATIO for member in members)
        at = places[members[0].id]
        whole = _of_all(figures, at, size, date, key) if alone and size >= _LEAST else None
        if whole is not None:
            members.append(whole)
    for members in groups.values():
        if len(members) > 1:
            found = sorted(members, key=lambda figure: (figure.block, figure.start))
            yield Claim(ClaimKind.POPULATION, tuple(figure.id for figure in found))
