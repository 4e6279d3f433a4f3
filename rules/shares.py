"""Shares: the percentages that a report gives beside the ratios they are taken from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rules.amounts import is_plain, places_of
from rules.beside import whole_in_bracket, whole_under_stroke
from rules.figures.claim import ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Hedge, Kind
from rules.implied import is_slipped
from rules.notation import written
from rules.rounding import Way, nearest, ways

_CUT_ONLY = frozenset({Way.CUT_OFF})


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, its ratio, and the ways of rounding that lead from one to the other."""

    percent: Figure
    ratio: Figure
    denominator: Decimal
    ways: frozenset[Way]
    fraction: str
    """The ratio as the report writes it, '62/77'; of 'a trên tổng số b' it is 'a/b'."""
    whole: Figure | None = None
    """b of 'a trên tổng số b'."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The ratio, or part and whole, and the percentage."""
        return tuple(f for f in (self.ratio, self.whole, self.percent) if f is not None)

    @property
    def exact(self) -> Fraction:
        """The ratio in per cent."""
        return 100 * Fraction(self.ratio.value) / Fraction(self.denominator)

    @property
    def places(self) -> int:
        """Printed decimals of the percentage."""
        return places_of(self.percent)

    @property
    def rounded(self) -> str:
        """What the ratio rounds to at the printed number of decimals, as written: '81%'."""
        value = nearest(self.ratio.value, self.denominator, self.percent.step)
        return f"{written(value, self.places)}%"

    @property
    def cut_off_only(self) -> bool:
        """Only cutting decimals off leads to the printed percentage."""
        return self.ways == _CUT_ONLY

    @property
    def tells(self) -> bool:
        """Rounding to nearest and cutting off would print different digits here."""
        return self.cut_off_only or (Way.NEAREST in self.ways and Way.CUT_OFF not in self.ways)


def shares(extraction: Extraction) -> Iterator[Share]:
    """The shares of a report that state a percentage without a hedge and can be recomputed."""
    for share in hedged_and_plain_shares(extraction):
        if share.percent.hedge is None and share.ratio.hedge is None:
            yield share


def hedged_and_plain_shares(extraction: Extraction) -> Iterator[Share]:
    """All shares of a report that can be recomputed, hedged ones too."""
    wholes = dict(_wholes(extraction))
    wholes.update(_in_brackets(extraction))
    percents: dict[int, list[Figure]] = defaultdict(list)
    for figure in extraction.figures if wholes else ():
        if figure.kind is Kind.PERCENT:
            percents[figure.block].append(figure)
    for claim in extraction.claims:
        if claim.kind not in {ClaimKind.SHARE, ClaimKind.SHARE_OF_COUNT}:
            continue
        percent, ratio = (extraction.by_id[identity] for identity in claim.figures)
        denominator, fraction = ratio.denominator, ratio.surface
        whole = wholes.get(ratio.id)
        if whole is not None and _is_of_another(percents[whole.block], percent, whole):
            whole = None
        if denominator is not None:
            whole = None
        elif whole is not None:
            denominator, fraction = whole.value, f"{ratio.surface}/{whole.surface}"
        if not denominator or percent.upper is not None:
            continue
        yield Share(
            percent=percent,
            ratio=ratio,
            denominator=denominator,
            ways=ways(ratio.value, denominator, percent.value, percent.step),
            fraction=fraction,
            whole=whole,
        )


def _wholes(extraction: Extraction) -> Iterator[tuple[str, Figure]]:
    """The wholes of 'a trên tổng số b', by the id of their part."""
    for claim in extraction.claims_of(ClaimKind.PARTS):
        whole, *parts = (extraction.by_id[identity] for identity in claim.figures)
        last = max(parts, key=lambda part: (part.block, part.start))
        if whole.hedge is not None or (whole.block, whole.start) < (last.block, last.start):
            continue
        if len(parts) == 1 or claim.cover is Cover.SUBSET:
            yield last.id, whole


def _in_brackets(extraction: Extraction) -> Iterator[tuple[str, Figure]]:
    """The counts that are given as the whole of a share in a bracket behind it, by their part.

    'bằng 27,1% tổng số (7.240 người)'; one that no rounding and no slip makes it is of another.
    """
    places = {figure.id: place for place, figure in enumerate(extraction.figures)}
    for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT):
        percent, part = (extraction.by_id[identity] for identity in claim.figures)
        if part.kind is not Kind.COUNT:
            continue
        text = extraction.document.blocks[percent.block].text
        whole: Figure | None = None
        for place, find in (
            (places[percent.id] + 1, whole_in_bracket),
            (places[part.id] + 1, whole_under_stroke),
        ):
            after = extraction.figures[place] if place < len(places) else percent
            if after.block == percent.block and is_plain((after,)):
                whole = whole or find(text, percent, part, after)
        if whole is not None and (
            ways(part.value, whole.value, percent.value, percent.step)
            or is_slipped(part, whole, percent)
        ):
            yield part.id, whole


def _is_of_another(percents: Sequence[Figure], percent: Figure, whole: Figure) -> bool:
    """'bằng 61,4% số giới thiệu và chiếm 75,5% trong tổng số 2.315': the nearer one is of it."""
    return percent.end <= whole.start and any(
        percent.end <= figure.start < whole.start for figure in percents
    )


def cuts_off_throughout(told: list[Share]) -> bool:
    """Whether at least two shares tell the ways apart, and all of them were cut off."""
    return len(told) > 1 and all(share.cut_off_only for share in told)


def hedge_holds(hedge: Hedge, true: Fraction, printed: Decimal) -> bool:
    """Whether 'gần 90%' and its like may be said of a true percentage.

    The reach of 'gần' and 'khoảng' is 10 for a multiple of 10, 5 for a multiple of 5, else 1.
    """
    p = Fraction(printed)
    reach = 10 if p % 10 == 0 else 5 if p % 5 == 0 else 1
    return {
        Hedge.OVER: true >= p,
        Hedge.UNDER: true < p,
        Hedge.NEARLY: p - reach <= true < p,
        Hedge.ABOUT: abs(true - p) <= Fraction(reach, 2),
        Hedge.AT_LEAST: true >= p,
        Hedge.AT_MOST: true <= p,
    }[hedge]
