"""The configuration's say over findings: which are shown, how much they weigh, what is answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from pipeline.config import Suppression
from pipeline.result import ReportResult, Status
from pipeline.settings import Settings


class Weighing:
    """Gives results what the configuration says of them, one by one, and keeps count."""

    def __init__(self) -> None:
        self._used: Counter[tuple[Path, Suppression]] = Counter()
        self._due: dict[tuple[Path, Suppression], None] = {}

    def weighed(self, result: ReportResult, own: Settings) -> ReportResult:
        """A result with the findings of the selected checks, by their given severity.

        Args:
            result: of a report, with all findings told at it.
            own: the settings that hold for it.
        """
        left = []
        for finding in result.findings:
            if finding.rule not in own.codes:
                continue
            entry = own.suppressing(finding, result.path)
            if entry is None or own.config.path is None:
                left.append(own.weighed(finding))
            else:
                self._used[own.config.path, entry] += 1
        failures = tuple(f for f in result.failures if f.rule is None or f.rule in own.codes)
        status = result.status
        if status is Status.PARTIAL and not failures:
            status = Status.OK
        if own.config.path is not None and status is Status.OK:
            for entry in own.config.suppress:
                if entry.codes <= own.codes and own.concerns(entry, result.path):
                    self._due[own.config.path, entry] = None
        return replace(result, findings=tuple(left), failures=failures, status=status)

    @property
    def suppressed(self) -> tuple[tuple[Path, int], ...]:
        """How many findings each `soat.toml` suppressed, where it did any."""
        counts: Counter[Path] = Counter()
        for (path, _), number in self._used.items():
            counts[path] += number
        return tuple(counts.items())

    @property
    def unused(self) -> tuple[tuple[Path, Suppression], ...]:
        """Entries that suppressed nothing, though a report they are about was read and checked."""
        return tuple(entry for entry in self._due if entry not in self._used)
