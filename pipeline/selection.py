"""Which checks run: selectors as ruff has them, of the configuration and of the command line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from rules.checks import everything

ALL = "ALL"


class UnknownCheckError(LookupError):
    """A selector that names no check."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word
        known = [name for check in everything() for name in (check.code, check.name)]
        self.near = tuple(
            difflib.get_close_matches(word.upper(), known) or difflib.get_close_matches(word, known)
        )


@dataclass(frozen=True, slots=True)
class Layer:
    """What one source asks for: the configuration, or the command line above it."""

    select: tuple[str, ...] | None = None
    """None if it does not say."""
    ignore: tuple[str, ...] = ()


def named(word: str) -> frozenset[str]:
    """The codes that a selector stands for: a code, its beginning ('S', 'S2'), a name, or ALL.

    Raises:
        UnknownCheckError: none.
    """
    found = frozenset(
        check.code
        for check in everything()
        if word.upper() == ALL or check.code.startswith(word.upper()) or check.name == word
    )
    if not found or not word:
        raise UnknownCheckError(word)
    return found


def closeness(word: str) -> int:
    """How closely a selector tells what it means: ALL 0, 'S' 1, 'S2' 2, a code or name 4."""
    if word.upper() == ALL:
        return 0
    return min(len(word), 4)


def selected(layers: Iterable[Layer]) -> frozenset[str]:
    """The codes that are left when every layer has had its say.

    Without a `select` all checks run. A layer's `select` takes the place of all that the layers
    under it said; its `ignore` alone takes away from what they left. Within a layer the closer
    selector wins ('P102' over 'P'), and of equally close ones `ignore`.
    """
    kept = {check.code for check in everything()}
    for layer in layers:
        if layer.select is not None:
            kept = set()
        for level in range(5):
            for word in layer.select or ():
                if closeness(word) == level:
                    kept |= named(word)
            for word in layer.ignore:
                if closeness(word) == level:
                    kept -= named(word)
    return frozenset(kept)
