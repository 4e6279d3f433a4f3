"""The result of one report: its figures, findings and failures."""

from __future__ import annotations

import logging
import sys
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from extractors import UnreadableError, read, read_text
from extractors.text import decode
from pipeline.inputs import STDIN, Input
from rules.across.facts import ReportFacts, facts_of
from rules.across.indicators import Book
from rules.check import Check
from rules.checks import run
from rules.figures import extract
from rules.figures.extraction import Extraction
from rules.figures.lexicon import Lexicon
from rules.finding import Failure, Finding

_LOG = logging.getLogger("soat")


class Status(StrEnum):
    """How far a report could be processed."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """One report, read and checked as far as it could be."""

    report: str
    status: Status
    extraction: Extraction | None = None
    facts: ReportFacts | None = None
    """What other reports can be held to."""
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    path: Path | None = None
    """The file; None for standard input."""


def process(
    item: Input,
    checks: Collection[Check],
    lexicon: Lexicon | None = None,
    book: Book | None = None,
) -> ReportResult:
    """Read and check one report. Never raises: what goes wrong is a failure of the result.

    Args:
        item: the report.
        checks: those to run.
        lexicon: the words to read it by; those that come with Soát if None.
        book: the indicators to look for; likewise.
    """
    try:
        extraction = _extract(item, lexicon)
        findings, crashed = run(extraction, checks, crashed=logged)
        facts = facts_of(extraction, book)
    except UnreadableError as error:
        return _failed(item, error.reason.value, error.detail)
    except Exception as error:  # noqa: BLE001 - one bad file must not stop the others
        logged(error)
        return _failed(item, "crashed", type(error).__name__)
    problems = tuple(
        Failure(report=item.report, code=problem.reason, detail=problem.detail, page=problem.page)
        for problem in extraction.document.problems
    )
    failures = (*problems, *crashed)
    status = Status.OK if not failures else Status.PARTIAL
    if failures and not extraction.document.blocks:
        status = Status.FAILED
    return ReportResult(
        item.report, status, extraction, facts, findings, failures, path=_path_of(item)
    )


def _extract(item: Input, lexicon: Lexicon | None) -> Extraction:
    if item.report == STDIN:
        return extract(read_text(decode(sys.stdin.buffer.read()), STDIN), lexicon)
    return extract(read(item.path, item.report), lexicon)


def _path_of(item: Input) -> Path | None:
    return None if item.report == STDIN else item.path


def _failed(item: Input, code: str, detail: str) -> ReportResult:
    failure = Failure(report=item.report, code=code, detail=detail)
    return ReportResult(item.report, Status.FAILED, failures=(failure,), path=_path_of(item))


def logged(error: BaseException) -> None:
    """Only the kind of an exception and where it rose: never a report's text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "?" if trace is None else f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
    _LOG.debug("%s in %s", type(error).__name__, where)
