"""Implied: the whole that a part and its percentage imply, and whether a stated one may be it.

A wrong percentage is one slip of part, percentage or whole from the right one, or its whole is the
one of a year before or after.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rules.amounts import stands_for
from rules.figures.figure import Figure, Hedge
from rules.rounding import Interval, Way, ways
from rules.slips import may_have_been

_LAST_YEAR = Fraction(1, 8)
"""By how much a whole may have grown or fallen in a year."""
_ABOUT = Fraction(1, 20)
"""By how much a whole may be off that is told with 'khoảng'."""

_SURE = Fraction(1, 25)
"""By what share of itself a share may be off that bears out a whole beside it."""


def size_of(whole: Figure) -> Interval:
    """What a whole stands for; of a ratio it is the number over the stroke."""
    size = stands_for(whole)
    if whole.hedge is not Hedge.ABOUT or (whole.hedge_word or "").lower().startswith("ước"):
        return size
    off = _ABOUT * abs(Fraction(whole.value))
    return Interval(size.low - off, size.high + off)


def implied(part: Figure, percent: Figure) -> Interval | None:
    """The whole that a part and its percentage are of."""
    own, half = stands_for(part), Fraction(percent.step) / 2
    low, high = Fraction(percent.value) - half, Fraction(percent.value) + half
    return Interval(100 * own.low / high, 100 * own.high / low) if low > 0 else None


def fits(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Whether some rounding, of the amounts too, makes the percentage that of the whole."""
    if whole.value <= 0:
        return False
    if ways(part.value, whole.value, percent.value, percent.step):
        return True
    size = whole.denominator
    if size and ways(part.value, size, percent.value, percent.step):
        return True
    own, base = stands_for(part), size_of(whole)
    if base.low <= 0:
        return True
    half = Fraction(percent.step)
    low, high = 100 * own.low / base.high - half, 100 * own.high / base.low + half
    rounded = own.low != own.high or base.low != base.high
    return rounded and low <= Fraction(percent.value) <= high


def is_slipped(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Whether one slip, or a base of another year, makes a part another share of a whole."""
    own, base, meant = stands_for(part), size_of(whole), implied(part, percent)
    if base.low <= 0 or meant is None or may_have_been(whole, meant) or _a_year_ago(whole, meant):
        return True
    share = stands_for(percent)
    needed = Interval(share.low * base.low / 100, share.high * base.high / 100)
    if may_have_been(part, needed):
        return True
    return may_have_been(percent, Interval(100 * own.low / base.high, 100 * own.high / base.low))


def are_of(pairs: Sequence[tuple[Figure, Figure]], whole: Figure) -> bool:
    """Whether all shares are of a whole, and printed finely enough for that to be no chance."""
    off = Fraction(1)
    for part, percent in pairs:
        if Way.NEAREST not in ways(part.value, whole.value, percent.value, percent.step):
            return False
        off *= Fraction(percent.step) / Fraction(percent.value or 1)
    return off <= _SURE


def imply_together(given: Sequence[tuple[Figure, Figure]]) -> Interval | None:
    """The wholes that several parts with their percentages can all be of; None if none is."""
    known = [implied(part, percent) for part, percent in given]
    meant = [interval for interval in known if interval is not None]
    if len(meant) < len(known) or not meant:
        return None
    low, high = max(i.low for i in meant), min(i.high for i in meant)
    return Interval(low, high) if low <= high else None


def _a_year_ago(whole: Figure, meant: Interval) -> bool:
    """Whether a whole is what another was a year ago, or will be in a year."""
    base = stands_for(whole)
    return meant.meets(Interval(base.low * (1 - _LAST_YEAR), base.high * (1 + _LAST_YEAR)))
