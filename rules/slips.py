"""Slips: what one slip of the pen makes of a number, and so what a wrong number may have been.

One slip is one digit changed, one of several left out or put in, two neighbours swapped, or the
decimal mark or the end moved by one or three places. A total that misses its parts by a few units,
or by at most 2 %, was miscounted; one that exceeds them by no more than their largest may have lost
a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from rules.amounts import stands_for, sum_of
from rules.figures.figure import Figure, Kind
from rules.rounding import Interval, interval

_UNITS = 3
"""By how much a count may be miscounted."""
_SHARE = Fraction(2, 100)
"""By what share of itself a total may be."""
_HUNDRED = Interval(Fraction(100), Fraction(100))
_OFF = Fraction(2)
"""Per cent by which shares may be miscounted."""
_SHIFTS = (1, 3)
"""Places by which a decimal mark or the end of a number slips."""
_LONGEST = 18
"""Digits of a number that is looked at."""


def slips(value: Decimal, step: Decimal) -> Iterator[Decimal]:
    """The numbers that one slip turns into a number printed to `step`, each at the same step."""
    digits = _digits(value, step)
    if not digits or len(digits) > _LONGEST:
        return
    seen = {digits}
    for other in _edits(digits):
        plain = other.lstrip("0") or "0"
        if plain not in seen:
            seen.add(plain)
            yield int(plain) * step
    for places in _SHIFTS:
        yield value * 10**places
        yield value / 10**places


def _edits(digits: str) -> Iterator[str]:
    several = len(digits) > 1
    for place in range(len(digits) + 1):
        before, behind = digits[:place], digits[place:]
        for digit in "0123456789":
            if several:
                yield before + digit + behind
            if behind:
                yield before + digit + behind[1:]
        if behind and several:
            yield before + behind[1:]
    for place, (one, other) in enumerate(pairwise(digits)):
        yield digits[:place] + other + one + digits[place + 2 :]


def may_have_been(figure: Figure, needed: Interval) -> bool:
    """Whether one slip makes what is printed of a figure that the text around it needs."""
    exact = figure.kind in {Kind.COUNT, Kind.RATIO}
    return any(
        interval(other, Decimal(0) if exact else figure.step).meets(needed)
        for other in slips(figure.value, figure.step)
    )


def one_slip_from_adding_up(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether one slip, a miscount or one lost part explains that parts do not make up a total."""
    whole, added = stands_for(total), sum_of(parts)
    off = whole - added
    reach = max(Fraction(_UNITS) * Fraction(total.step), _SHARE * abs(Fraction(total.value)))
    if off.low <= reach and off.high >= -reach:
        return True
    most = max((stands_for(part).high for part in parts), default=Fraction(0))
    if len(parts) > 1 and 0 < off.low <= most:
        return True
    return may_have_been(total, added) or one_part_slipped(parts, whole)


def one_misprint_from_adding_up(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether one digit, a swap of two or a zero in one figure is all that keeps a sum from it."""
    whole, added = stands_for(total), sum_of(parts)
    if may_be_misprinted(total, added):
        return True
    for part in parts:
        own = stands_for(part)
        others = Interval(added.low - own.low, added.high - own.high)
        if may_be_misprinted(part, whole - others):
            return True
    return False


def may_be_misprinted(figure: Figure, needed: Interval) -> bool:
    """Whether one digit, a swap of two or a zero makes what is printed of what is needed."""
    printed = _digits(figure.value, figure.step)
    exact = figure.kind in {Kind.COUNT, Kind.RATIO}
    return any(
        _differ_by_one(printed, _digits(other, figure.step)) or other in _tenfold(figure.value)
        for other in slips(figure.value, figure.step)
        if interval(other, Decimal(0) if exact else figure.step).meets(needed)
    )


def _digits(value: Decimal, step: Decimal) -> str:
    return str(int(abs(value) / step)) if step else ""


def _tenfold(value: Decimal) -> tuple[Decimal, Decimal]:
    return value * 10, value / 10


def _differ_by_one(one: str, other: str) -> bool:
    """Whether two numbers of one length differ in one digit, or in the order of two neighbours."""
    if len(one) != len(other):
        return False
    at = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(at) == 2:
        first, second = at
        return second == first + 1 and one[first : second + 1] == other[second] + other[first]
    return len(at) == 1


def one_slip_from_a_whole(shares: Sequence[Figure]) -> bool:
    """Whether one slip or a miscount explains that shares do not make up 100%."""
    off = _HUNDRED - sum_of(shares)
    return (off.low <= _OFF and off.high >= -_OFF) or one_part_slipped(shares, _HUNDRED)


def one_part_slipped(parts: Sequence[Figure], whole: Interval) -> bool:
    """Whether one slip in one part makes that parts do not add up to a whole."""
    added = sum_of(parts)
    for part in parts:
        own = stands_for(part)
        others = Interval(added.low - own.low, added.high - own.high)
        if may_have_been(part, whole - others):
            return True
    return False
