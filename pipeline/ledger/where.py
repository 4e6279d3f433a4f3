"""Where a ledger lies, told without the library that opens it."""

from __future__ import annotations

import os
from pathlib import Path

IN_MEMORY = ":memory:"


def address(given: str | None) -> str:
    """The path or URL of a ledger: what is asked for, else the environment's, else the user's."""
    if given is not None:
        return given
    if told := os.environ.get("SOAT_LEDGER"):
        return told
    from platformdirs import user_data_path

    return str(user_data_path("soat", appauthor=False) / "ledger.sqlite")


def may_hold(given: str | None) -> bool:
    """Whether anything may have been filed in a ledger; a server's is not asked."""
    where = address(given)
    return where != IN_MEMORY and ("://" in where or Path(where).exists())
