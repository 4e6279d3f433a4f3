"""A check across reports: one thing that must hold of a submission, in one file.

Modules under `rules/checks/across/` hold one `CHECK` each, as those of one report do; what differs
is what they are given, and that their findings name figures of more than one report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rules.across.facts import ReportFacts, Statement
from rules.across.submission import Submission
from rules.figures.spelling import key
from rules.finding import Finding, Message, Severity, fingerprint_of

Involved = tuple[ReportFacts, Statement]
"""A figure and its report."""


@dataclass(frozen=True, slots=True)
class AcrossCheck:
    """One check of the catalogue over many reports."""

    code: str
    """Stable: 'X501'."""
    name: str
    """Says the fault: 'units-sum'."""
    severity: Severity
    summary: Message
    """What must hold, in one sentence."""
    run: Callable[[Submission], Iterable[Finding]]

    def finding(
        self,
        report: str,
        involved: Sequence[Involved],
        *,
        subject: str,
        message: Message,
        working: Message,
        stated: str,
        expected: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this check.

        Args:
            report: the report it is told at: the summary, or the one that came last.
            involved: the figures with their reports, the one to look at first at the head; none
                where what is wrong is that nothing is there.
            subject: what it is about, for its fingerprint: an indicator, a unit.
            message: what is written and what it would have to be, blaming nobody.
            working: the arithmetic.
            stated: what is written.
            expected: what it would have to be, given the others.
            severity: if it is not that of the check.
        """
        first = involved[0][1] if involved else None
        return Finding(
            report=report,
            rule=self.code,
            name=self.name,
            severity=self.severity if severity is None else severity,
            message=message,
            stated=stated,
            expected=expected,
            working=working,
            figures=tuple(statement.figure for _, statement in involved),
            surfaces=tuple(statement.surface for _, statement in involved),
            places=tuple(statement.place for _, statement in involved),
            sentence="" if first is None else first.sentence,
            marks=() if first is None else (first.mark,),
            fingerprint=fingerprint_of(self.code, key(subject), stated, expected),
            reports=tuple(facts.report for facts, _ in involved),
        )
