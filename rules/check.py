"""A check: one thing that must hold, in one file.

A module under `rules/checks/<family>/` holds one `CHECK`. Its docstring is the check's page:
what it reports, why it matters, what it leaves alone, and where the rule comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the catalogue."""

    code: str
    """Stable: 'P101'."""
    name: str
    """Says the fault: 'percent-of-ratio'."""
    severity: Severity
    """The severity of its findings, unless a finding says otherwise."""
    summary: Message
    """What must hold, in one sentence."""
    run: Callable[[Extraction], Iterable[Finding]]
