"""Rounding: what a printed number stands for, in exact arithmetic.

A number printed with unit u in its last place stands for an interval: rounded to nearest
[v - u/2, v + u/2] (both ends: half-up and half-even pass), cut off [v, v + u), rounded up
(v - u, v]. No floats and no tolerance anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Way(StrEnum):
    """A way to round."""

    NEAREST = "nearest"
    CUT_OFF = "cut_off"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high


NOTHING = Interval(Fraction(0), Fraction(0))
"""What sums begin with."""


def interval(value: Decimal, step: Decimal) -> Interval:
    """What a number printed to `step` and rounded to nearest can stand for."""
    half = Fraction(step) / 2
    return Interval(Fraction(value) - half, Fraction(value) + half)


def ways(part: Decimal, whole: Decimal, percent: Decimal, step: Decimal) -> frozenset[Way]:
    """The ways of rounding under which `part`/`whole` is printed as `percent` per cent.

    With S = 1/step, P = percent·S and X = 100·S·part, all integers after scaling: nearest when
    2|X - P·whole| <= whole, cut off when P·whole <= X < (P + 1)·whole, up when
    (P - 1)·whole < X <= P·whole.

    Args:
        part: the number over the stroke.
        whole: the number under it, above zero.
        percent: as printed, in per cent.
        step: the unit of its last printed place ('80' 1, '63,8' 0.1).

    Returns:
        The empty set if no way of rounding gives the printed percentage.
    """
    whole_f = Fraction(whole)
    scaled = 100 * Fraction(part) / Fraction(step)
    printed = Fraction(percent) / Fraction(step) * whole_f
    found: set[Way] = set()
    if 2 * abs(scaled - printed) <= whole_f:
        found.add(Way.NEAREST)
    if printed <= scaled < printed + whole_f:
        found.add(Way.CUT_OFF)
    if printed - whole_f < scaled <= printed:
        found.add(Way.UP)
    return frozenset(found)


def nearest(part: Decimal, whole: Decimal, step: Decimal) -> Decimal:
    """`part`/`whole` in per cent, rounded half up to a multiple of `step`."""
    exact = 100 * Fraction(part) / Fraction(whole) / Fraction(step)
    return Decimal((2 * exact.numerator + exact.denominator) // (2 * exact.denominator)) * step
