"""Rounded: all shares of a report that tell how it rounds, those of a whole before them too.

'46.812 tờ khai: luồng vàng 4.671 tờ khai, chiếm 9,9%' is cut off as '4.671/46.812 (9,9%)' is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.amounts import is_plain
from rules.bases import Base, shares_with_bases
from rules.bases import Share as OfWhole
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.implied import are_of
from rules.once import once
from rules.rounding import Way, ways
from rules.shares import Share, shares

_ALL = Decimal(100)
_FINE = 100
"""A whole that is smaller gives a percentage by chance."""


@once
def rounded_shares(extraction: Extraction) -> tuple[Share, ...]:
    """The shares that state a percentage without a hedge, of ratios and of wholes of counts."""
    return tuple(_rounded(extraction))


def _rounded(extraction: Extraction) -> Iterator[Share]:
    told: set[str] = set()
    for share in shares(extraction):
        told.add(share.percent.id)
        yield share
    for given in shares_with_bases(extraction):
        whole = _whole(given) if given.percent.id not in told else None
        if whole is None:
            continue
        part, percent = given.part, given.percent
        yield Share(
            percent=percent,
            ratio=part,
            denominator=whole.value,
            ways=ways(part.value, whole.value, percent.value, percent.step),
            fraction=f"{part.surface}/{whole.surface}",
            whole=whole,
        )


def _whole(given: OfWhole) -> Figure | None:
    """The one whole that a share of a count is sure to be of, if some rounding makes it that.

    Shares of a list that make exactly 100% may have been set so.
    """
    part, percent = given.part, given.percent
    if part.kind is not Kind.COUNT or not is_plain((part, percent)):
        return None
    base = next((base for base in given.bases if _is_sure(base)), None)
    if base is None:
        return None
    whole = base.whole
    if whole.kind is not Kind.COUNT or not is_plain((whole,)) or whole.role is not Role.ACTUAL:
        return None
    if whole.value < _FINE or not ways(part.value, whole.value, percent.value, percent.step):
        return None
    listed = [percent, *(share for _, share in base.others)]
    if len(listed) > 1 and sum((share.value for share in listed), Decimal(0)) == _ALL:
        return None
    for figure in given.beside:
        size = figure.denominator or figure.value
        if figure.id in {part.id, percent.id} or size <= 0:
            continue
        if Way.NEAREST in ways(part.value, size, percent.value, percent.step):
            return whole if size == whole.value else None
    both = whole.value + part.value  # '17.695 hồ sơ tốt và 417 hồ sơ trả lại (2,3%)'
    if Way.NEAREST in ways(part.value, both, percent.value, percent.step):
        return None
    return whole


def _is_sure(base: Base) -> bool:
    """Whether the words mean a whole, or all other shares of the list are of it."""
    if base.read:
        return base.said or base.named
    return len(base.others) > 1 and are_of(base.others, base.whole)
