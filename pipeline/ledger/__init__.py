"""The ledger: one database of what was read, what was found and what was decided.

Its database library is imported when a ledger is opened: workers start meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ledger.values import (
    Choice,
    Decision,
    Filed,
    LedgerError,
    Listed,
    Run,
    Standing,
    State,
)

if TYPE_CHECKING:
    from pipeline.ledger.ledger import Ledger

__all__ = [
    "Choice",
    "Decision",
    "Filed",
    "Ledger",
    "LedgerError",
    "Listed",
    "Run",
    "Standing",
    "State",
]


def __getattr__(name: str) -> object:
    if name == "Ledger":
        from pipeline.ledger.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
