"""Overlaps: parts that are told by attributes which one member may have several of."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rules.figures.figure import Figure


def overlaps(part: Figure, attributes: Set[str | None]) -> bool:
    """Whether a part is told by an attribute, 'nữ' or 'đảng viên nữ'; the total's noun is none."""
    return _attribute(part, attributes) is not None


def are_cross_cuts(parts: Sequence[Figure], attributes: Set[str | None]) -> bool:
    """'nữ 17, dân tộc thiểu số 8, tái cử 21': two attributes, so that no part excludes another."""
    told = {found for part in parts if (found := _attribute(part, attributes)) is not None}
    return any(
        one not in other and other not in one for one in told for other in told if one != other
    )


def _attribute(part: Figure, attributes: Set[str | None]) -> str | None:
    key = f" {part.noun_key or ''} "
    if key.endswith(" khác "):
        return None
    found = (
        word
        for word in attributes
        if word and (key.startswith(f" {word} ") or key.endswith(f" {word} "))
    )
    return max(found, key=len, default=None)
