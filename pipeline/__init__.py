"""The pipeline: folders, workers, ledger, outputs, review and the command line.

`from pipeline import check` checks reports from Python and gives tidy pandas frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.api import Checked, check

__all__ = ["Checked", "check"]


def __getattr__(name: str) -> object:
    """What is imported when it is asked for: the command line is to start without it."""
    if name in __all__:
        from pipeline import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
