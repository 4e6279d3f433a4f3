"""A line read twice by one engine, at two sizes: where the readings differ, the surer counts.

A model's mistakes hang on how large the letters come to it; that it was wrong shows in its own
probabilities, so only lines with a doubtful letter are read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.ocr.beside import side_by_side
from extractors.ocr.engine import Letter

_DOUBTFUL = 0.6
"""Probability under which a letter makes its line be read again."""

_NOTHING = 0.5
"""What a reading without a letter counts against one with a letter."""


def is_doubtful(letters: Sequence[Letter]) -> bool:
    """Whether a reading holds a letter that its reader guessed."""
    return any(one.confidence < _DOUBTFUL and not _is_figure(one) for one in letters)


def surer(first: Sequence[Letter], second: Sequence[Letter]) -> list[Letter]:
    """The first reading, with those stretches of the second that are surer; digits stay."""
    made: list[Letter] = []
    for ours, theirs in _stretches(first, second):
        kept = ours
        if not any(map(_is_figure, (*ours, *theirs))) and _sure(theirs) > _sure(ours):
            kept = theirs
        made += kept
    return made


def _stretches(
    first: Sequence[Letter], second: Sequence[Letter]
) -> Iterator[tuple[list[Letter], list[Letter]]]:
    """Letters that are the same in both readings, one by one, and what stands between them."""
    ours: list[Letter] = []
    theirs: list[Letter] = []
    for i, j in side_by_side(first, second):
        if i is not None and j is not None and first[i].text == second[j].text:
            yield ours, theirs
            ours, theirs = [], []
            best = max(first[i], second[j], key=lambda one: one.confidence)
            yield [best], [best]
            continue
        if i is not None:
            ours.append(first[i])
        if j is not None:
            theirs.append(second[j])
    yield ours, theirs


def _sure(letters: Sequence[Letter]) -> float:
    return min((one.confidence for one in letters), default=_NOTHING)


def _is_figure(one: Letter) -> bool:
    return one.text[-1:].isdecimal()
