"""Whether a change is the difference of two levels: what decides between readings of one text."""

from __future__ import annotations

from decimal import Decimal

from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import AMOUNTS

_EXACT = frozenset({Kind.COUNT, Kind.RATIO})


def may_be_level(figure: Figure, change: Figure) -> bool:
    """Whether a figure can be an end of a change."""
    if figure.kind is Kind.CHANGE or figure.upper is not None:
        return False
    if change.unit in {"pp", "%"}:
        return figure.kind is Kind.PERCENT or (change.unit == "%" and figure.kind in AMOUNTS)
    if figure.kind is Kind.SCORE:
        return change.unit == figure.unit and figure.denominator is None
    return figure.kind in AMOUNTS and (
        figure.unit == change.unit or (figure.unit or "").startswith(f"{change.unit}/")
    )


def fits(change: Figure, base: Figure, last: Figure) -> bool:
    """Whether a change leads from one level to the other, as far as they are rounded."""
    room = (_half(base) + _half(last)) + _half(change)
    difference = last.value - base.value
    if change.unit != "%" or base.kind is Kind.PERCENT:
        return abs(difference - change.value) <= room
    if base.value <= 0:
        return False
    rounded = 100 * (_half(base) + _half(last)) / base.value
    return abs(100 * difference / base.value - change.value) <= rounded + change.step


def _half(figure: Figure) -> Decimal:
    exact = figure.kind in _EXACT or (figure.kind is Kind.CHANGE and figure.unit is None)
    return Decimal(0) if exact else figure.step / 2
