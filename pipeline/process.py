"""Reading and checking one report: what a worker does."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from extractors import UnreadableError, read_text
from extractors.intake import read_data
from extractors.text import decode
from pipeline.inputs import STDIN, Input
from pipeline.logs import logged
from pipeline.record import records_of
from pipeline.result import ReportResult, Status, failed, unreadable
from pipeline.stated import closed
from rules.across.facts import facts_of
from rules.across.indicators import Book
from rules.check import Check
from rules.checks import run
from rules.figures import extract
from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.finding import Failure


def process(
    item: Input,
    checks: Collection[Check],
    lexicon: Lexicon | None = None,
    book: Book | None = None,
) -> ReportResult:
    """Read and check one report. What goes wrong is a failure of the result.

    Args:
        item: the report.
        checks: those to run.
        lexicon: the words to read it by; those that come with Soát if None.
        book: the indicators to look for; likewise.

    Raises:
        MemoryError: there is too little; nothing else is raised.
    """
    sha256: str | None = None
    try:
        data = item.content()
        sha256 = hashlib.sha256(data).hexdigest()
        if item.report == STDIN:
            document = read_text(decode(data), STDIN)
        else:
            document = read_data(data, item.suffix, item.report)
        extraction = extract(document, lexicon)
        findings, crashed = run(extraction, checks, crashed=logged)
        facts = closed(facts_of(extraction, book))
        numerals, sentences = records_of(extraction)
    except UnreadableError as error:
        return unreadable(item, error, sha256)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad file must not stop the others
        logged(error)
        return failed(item, "crashed", type(error).__name__, sha256=sha256)
    problems = tuple(
        Failure(report=item.report, code=problem.reason, detail=problem.detail, page=problem.page)
        for problem in document.problems
    )
    failures = (*problems, *crashed)
    status = Status.OK if not failures else Status.PARTIAL
    if failures and not document.blocks:
        status = Status.FAILED
    return ReportResult(
        report=item.report,
        status=status,
        numerals=numerals,
        sentences=sentences,
        figure_count=len(extraction.figures),
        unclassified_count=sum(n.kind is Kind.UNCLASSIFIED for n in numerals),
        claims=len(extraction.claims),
        metadata=document.metadata,
        format=document.format,
        pages=document.pages,
        has_tracked_changes=document.has_tracked_changes,
        facts=facts,
        findings=findings,
        failures=failures,
        path=item.path,
        member=item.member,
        sha256=sha256,
    )
