"""Misprints: numbers as printed, and what one digit wrong or two digits swapped make of them.

Two numbers are a slip apart if and only if they share a sign; so the numbers near one are found by
their signs, whatever their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from rules.figures.figure import Figure

_NUMBER = re.compile(r"\d[\d.,]*")
_LEAST_DIGITS = 3
_MOST_DIGITS = 15
_FAR_APART = 4
"""Digits of a number in which two are swapped that are no neighbours."""


def printed(figure: Figure) -> str:
    """The digits of a figure as printed: '118642' of '118.642 hồ sơ'."""
    return _digits(figure.surface)


@lru_cache(maxsize=8192)
def _digits(surface: str) -> str:
    number = _NUMBER.match(surface)
    return re.sub(r"\D", "", number[0]).lstrip("0") if number is not None else ""


def misprints(digits: str) -> Iterator[str]:
    """The signs of the numbers that one slip makes of some digits, their own among them.

    None if they are few, or so many that they count nothing.
    """
    if not _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return
    for place in range(len(digits)):
        yield f"{digits[:place]}?{digits[place + 1 :]}"
    for first, second in combinations(range(len(digits)), 2):
        if digits[first] != digits[second] and (second == first + 1 or len(digits) >= _FAR_APART):
            low, high = sorted((digits[first], digits[second]))
            between, behind = digits[first + 1 : second], digits[second + 1 :]
            yield f"{digits[:first]}({low}{high}){between}|{behind}"
