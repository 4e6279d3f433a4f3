"""Misprints: numbers as printed, and what one digit wrong or two neighbours swapped make of them.

Two numbers are a slip apart if and only if they share a sign; so the numbers near one are found by
their signs, whatever their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rules.figures.figure import Figure

_NUMBER = re.compile(r"\d[\d.,]*")
_LEAST_DIGITS = 3
_MOST_DIGITS = 15


def printed(figure: Figure) -> str:
    """The digits of a figure as printed: '118642' of '118.642 hồ sơ'."""
    number = _NUMBER.match(figure.surface)
    return re.sub(r"\D", "", number[0]).lstrip("0") if number is not None else ""


def misprints(digits: str) -> Iterator[str]:
    """The signs of the numbers that one slip makes of some digits, their own among them.

    None if they are few, or so many that they count nothing.
    """
    if not _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return
    for place in range(len(digits)):
        yield f"{digits[:place]}?{digits[place + 1 :]}"
    for place, (one, other) in enumerate(pairwise(digits)):
        if one != other:
            first, second = sorted((one, other))
            yield f"{digits[:place]}({first}{second}){digits[place + 2 :]}"
