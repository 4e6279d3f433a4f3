"""Across the reports of a run: the submission they make, and what does not hold of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.process import logged
from pipeline.result import ReportResult
from rules.across.check import AcrossCheck
from rules.across.indicators import Book
from rules.across.submission import Submission, submission
from rules.across.units import Register
from rules.checks import run_across
from rules.finding import Failure, Finding


@dataclass(frozen=True, slots=True)
class Across:
    """What the reports of a run say together."""

    submission: Submission
    results: tuple[ReportResult, ...]
    """The results given, each with the findings across reports that are told at it."""
    failures: tuple[Failure, ...]


def reconcile(
    results: Sequence[ReportResult],
    checks: Collection[AcrossCheck],
    register: Register | None = None,
    summaries: Collection[str] = (),
    book: Book | None = None,
) -> Across:
    """Put the reports of a run together and check what must hold across them.

    Args:
        results: of every report, in the order of the run.
        checks: those across reports that are asked for.
        register: the units that are to report.
        summaries: names of the reports that sum up the others; recognised if empty.
        book: the indicators; those that come with Soát if None.
    """
    made = submission(
        [result.facts for result in results if result.facts is not None],
        register,
        frozenset(summaries) or None,
        book,
    )
    findings, failures = run_across(made, checks, crashed=logged)
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        told[finding.report].append(finding)
    return Across(
        submission=made,
        results=tuple(
            replace(result, findings=(*result.findings, *told[result.report]))
            if result.report in told
            else result
            for result in results
        ),
        failures=failures,
    )
