"""Across the reports of a run: the submission they make, and what does not hold of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.logs import logged
from rules.across.check import AcrossCheck
from rules.across.facts import ReportFacts
from rules.across.indicators import Book
from rules.across.submission import Submission, submission
from rules.across.units import Register
from rules.checks import run_across
from rules.finding import Failure, Finding


@dataclass(frozen=True, slots=True)
class Across:
    """What the reports of a run say together."""

    submission: Submission
    findings: tuple[Finding, ...]
    """Each names the report it is told at."""
    failures: tuple[Failure, ...]


def reconcile(
    facts: Iterable[ReportFacts],
    checks: Collection[AcrossCheck],
    register: Register | None = None,
    summaries: Collection[str] = (),
    book: Book | None = None,
) -> Across:
    """Put the reports of a run together and check what must hold across them.

    Args:
        facts: of every report that was read, in the order of the run.
        checks: those across reports that are asked for.
        register: the units that are to report.
        summaries: names of the reports that sum up the others; recognised if empty.
        book: the indicators; those that come with Soát if None.
    """
    made = submission(list(facts), register, frozenset(summaries) or None, book)
    findings, failures = run_across(made, checks, crashed=logged)
    return Across(made, findings, failures)
