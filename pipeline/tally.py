"""The tally of a run: what was read and found, kept as results go by."""

from __future__ import annotations

from collections import Counter

from pipeline import messages
from pipeline.result import ReportResult, Status
from rules.finding import Message, Severity


class Tally:
    """Counts of all results that went through it."""

    def __init__(self) -> None:
        self.reports = 0
        """Those that were read, wholly or in part."""
        self.figures = 0
        self.claims = 0
        self.unclassified = 0
        self.failures = 0
        self.severities: Counter[Severity] = Counter()
        self.statuses: Counter[Status] = Counter()

    def add(self, result: ReportResult) -> None:
        """Count one result."""
        self.reports += result.format is not None
        self.figures += result.figure_count
        self.claims += result.claims
        self.unclassified += result.unclassified_count
        self.failures += len(result.failures)
        self.severities.update(finding.severity for finding in result.findings)
        self.statuses[result.status] += 1

    @property
    def worst(self) -> Severity | None:
        """The highest severity of a finding."""
        return max(self.severities, default=None)

    @property
    def is_whole(self) -> bool:
        """Whether every report was processed wholly."""
        return not any(n for status, n in self.statuses.items() if status is not Status.OK)

    def coverage(self) -> Message:
        """What was read and found, in one line."""
        return messages.coverage(
            reports=self.reports,
            figures=self.figures,
            claims=self.claims,
            unclassified=self.unclassified,
            failures=self.failures,
            counts=self.severities,
        )

    def reading(self) -> Message:
        """What was read, in one line, where nothing was checked."""
        return messages.read(
            reports=self.reports,
            figures=self.figures,
            unclassified=self.unclassified,
            failures=self.failures,
        )

    def exit_code(self, threshold: str | None, *, whole: bool) -> int:
        """0, 1 for findings, or 3 where something was not, or only partly, processed.

        Args:
            threshold: the name of the lowest severity that counts; None for none.
            whole: whether nothing else is missing.
        """
        if not whole or not self.is_whole:
            return 3
        worst = self.worst
        return int(threshold is not None and worst is not None and worst >= Severity[threshold])
