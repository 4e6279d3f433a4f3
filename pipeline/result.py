"""The result of one report: its numerals, findings and failures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from extractors.document import Metadata
from extractors.errors import Reason, UnreadableError
from pipeline.inputs import Input
from pipeline.record import NumeralRecord
from rules.finding import Failure, Finding

_REFUSALS = frozenset(
    {Reason.NOT_A_FILE, Reason.EMPTY, Reason.UNSUPPORTED, Reason.ENCRYPTED, Reason.TOO_LARGE}
)
"""Reasons that say what a file is, not that reading it went wrong."""


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
    figure_count: int = 0
    unclassified_count: int = 0
    """Numerals of no kind that is known."""
    claims: int = 0
    """Relations between figures that were held to their figures."""
    metadata: Metadata = field(default_factory=Metadata)
    format: str | None = None
    """'pdf', 'docx', 'doc', 'rtf', 'txt', 'png', 'jpeg' or 'tiff'; None where nothing was read."""
    pages: int | None = None
    has_tracked_changes: bool = False
    facts: bytes | None = None
    """What other reports can be held to, as `pipeline.stated` has it."""
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    path: Path | None = None
    """The file; None for standard input."""
    member: str | None = None
    """The file's name inside the archive at `path`."""
    sha256: str | None = None
    """Of the content, in hexadecimal digits."""

    def at(self, report: str, path: Path | None, member: str | None = None) -> ReportResult:
        """The same result for the same content under another name."""
        return replace(
            self,
            report=report,
            path=path,
            member=member,
            findings=tuple(replace(finding, report=report) for finding in self.findings),
            failures=tuple(replace(failure, report=report) for failure in self.failures),
        )


def failed(
    item: Input,
    code: str,
    detail: str = "",
    status: Status = Status.FAILED,
    sha256: str | None = None,
) -> ReportResult:
    """The result of a report of which nothing could be read, for one reason."""
    failure = Failure(report=item.report, code=code, detail=detail)
    return ReportResult(
        item.report, status, failures=(failure,), path=item.path, member=item.member, sha256=sha256
    )


def unreadable(item: Input, error: UnreadableError, sha256: str | None = None) -> ReportResult:
    """The result of a report that its reader refused, or could not read."""
    status = Status.REFUSED if error.reason in _REFUSALS else Status.FAILED
    return failed(item, error.reason.value, error.detail, status, sha256)
