"""The result of one report: its numerals, findings and failures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from extractors.document import Metadata
from pipeline.record import NumeralRecord
from rules.across.facts import ReportFacts
from rules.finding import Failure, Finding


class Status(StrEnum):
    """How far a report could be processed."""

    OK = "ok"
    PARTIAL = "partial"
    REFUSED = "refused"
    """Not tried: what it is, or its size, or a password."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """One report, read and checked as far as it could be.

    It holds no document: it can be stored, and sent from one process to another.
    """

    report: str
    """Its name in the outputs."""
    status: Status
    numerals: tuple[NumeralRecord, ...] = ()
    """Every numeral, in reading order."""
    sentences: tuple[str, ...] = ()
    """Those that hold a numeral, in reading order."""
    claims: int = 0
    """Relations between figures that were held to their figures."""
    metadata: Metadata = field(default_factory=Metadata)
    format: str | None = None
    """'pdf', 'docx', 'doc', 'rtf' or 'txt'; None where nothing was read."""
    pages: int | None = None
    has_tracked_changes: bool = False
    facts: ReportFacts | None = None
    """What other reports can be held to."""
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    path: Path | None = None
    """The file; None for standard input."""
    member: str | None = None
    """The file's name inside the archive at `path`."""
    sha256: str | None = None
    """Of the content, in hexadecimal digits."""

    @property
    def figures(self) -> tuple[NumeralRecord, ...]:
        """The numerals that count or measure something."""
        return tuple(numeral for numeral in self.numerals if numeral.is_figure)

    def at(self, report: str, path: Path | None, member: str | None = None) -> ReportResult:
        """The same result for the same content under another name."""
        return replace(
            self,
            report=report,
            path=path,
            member=member,
            facts=None if self.facts is None else replace(self.facts, report=report),
            findings=tuple(replace(finding, report=report) for finding in self.findings),
            failures=tuple(replace(failure, report=report) for failure in self.failures),
        )
