"""Once: what several checks want of one report is found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rules.figures.extraction import Extraction

_Found = TypeVar("_Found")


def once(find: Callable[[Extraction], _Found]) -> Callable[[Extraction], _Found]:
    """A function of a report that remembers what it found in the last one."""
    last: list[tuple[Extraction, _Found]] = []

    @wraps(find)
    def found(extraction: Extraction) -> _Found:
        for report, result in last[:1]:
            if report is extraction:
                return result
        result = find(extraction)
        last[:] = [(extraction, result)]
        return result

    return found
