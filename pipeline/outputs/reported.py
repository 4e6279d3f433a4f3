"""A report as the outputs take it: its result, and its findings with what was decided of them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ledger.values import Listed
from pipeline.result import ReportResult


@dataclass(frozen=True, slots=True)
class Reported:
    """One report of a run, as the configuration has it."""

    result: ReportResult
    listed: tuple[Listed, ...]
    """Its findings, in their order."""
    fixed: tuple[Listed, ...] = ()
    """What the submission before had in it, and is there no more."""
