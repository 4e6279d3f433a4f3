"""One hostile file, and what has to become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Outcome = tuple[str, str]
"""Status and the code of the first failure; '' where there is none."""

OK: Outcome = ("ok", "")
CORRUPT: Outcome = ("failed", "corrupt")
TOO_LARGE: Outcome = ("refused", "too_large")
ENCRYPTED: Outcome = ("refused", "encrypted")
MEMORY: Outcome = ("failed", "memory")
DIED: Outcome = ("failed", "worker_died")
TIMEOUT: Outcome = ("failed", "timeout")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A maker and its outcome."""

    name: str
    """With its ending: 'page-loop.pdf'."""
    make: Callable[[], bytes]
    outcomes: frozenset[Outcome]
    """Usually one; several where a system's memory or speed decides which limit is hit first."""
    figures: int | None = None
    """How many figures are to be found in it, where that is known."""

    def __str__(self) -> str:
        return self.name


def hostile(
    name: str, make: Callable[[], bytes], *outcomes: Outcome, figures: int | None = None
) -> Hostile:
    """A case; shorter to write."""
    return Hostile(name, make, frozenset(outcomes), figures)
