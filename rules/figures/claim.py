"""Claims: relations between figures that the text itself states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """Which relation a text states. The meaning of `Claim.figures` for each is given beside it."""

    SHARE = "share"
    """(percentage, ratio): the percentage is said to be that of the ratio."""
    SHARE_OF_COUNT = "share_of_count"
    """(percentage, count): the count is that percentage of a base that is not stated."""
    PARTS = "parts"
    """(total, part, part, …): the parts are said to make up, or to lie within, the total."""
    CHANGE = "change"
    """(change, from, to): the change leads from one to the other; `from` may be a target."""
    POPULATION = "population"
    """(figure, figure, …): each states the size of the same population at the same date."""


class Cover(StrEnum):
    """How parts are said to relate to their total."""

    ALL = "all"
    """'gồm', 'chia ra', a colon: the parts must add up to the total."""
    BRACKET = "bracket"
    """A bare bracket: a partition if it adds up, else perhaps only a selection."""
    SUBSET = "subset"
    """'trong đó': each part is at most the total; parts may overlap."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation, by the ids of its figures in the order that its kind demands."""

    kind: ClaimKind
    figures: tuple[str, ...]
    cover: Cover | None = None
    """For PARTS only."""
    exclusive: bool = False
    """For PARTS: the members exclude each other, so that their sum cannot exceed the total."""
    supposed: bool = False
    """For PARTS: the words allow it, and no more; kept in `Extraction.supposed`, not among the
    claims, for a check that finds that one slip of the pen explains why it does not hold."""
