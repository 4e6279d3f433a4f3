"""The ledger: one database of what was read, what was found and what was decided."""

from __future__ import annotations

from pipeline.ledger.ledger import Ledger
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
