"""Findings that rest on what was read with little confidence: told as notes, with the reason.

A figure of a scan carries the confidence of its reading. Where that is low, what does not agree may
as well have been misread: it is worth a look at the picture, and no error. This holds for findings
within one report and across reports, and is done here for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.document import DOUBTFUL, Block, Origin
from rules.across.submission import Submission
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Numeral
from rules.finding import Finding, Message, Severity

_WITHIN = Message("đọc từ bản quét, độ tin cậy thấp", "read from a scan, with low confidence")
_SHOWN = 3
_JOINTS = ",;:.()"
"""Signs that tell what belongs together; a scan takes one for another."""


def within(findings: Iterable[Finding], extraction: Extraction) -> Iterator[Finding]:
    """The findings of one report, those on figures poorly read as notes."""
    doubted = _doubted_within(extraction)
    for finding in findings:
        yield _lowered(finding, _WITHIN) if doubted and _rests_on(finding, doubted) else finding


def across(findings: Iterable[Finding], submission: Submission) -> Iterator[Finding]:
    """The findings over many reports, those on figures poorly read as notes that name these."""
    doubted = {
        (facts.report, statement.figure)
        for facts in submission.reports
        for statement in facts.statements
        if statement.confidence < DOUBTFUL
    }
    for finding in findings:
        pairs = zip(finding.reports, finding.figures, strict=False)
        reports = list(dict.fromkeys(pair[0] for pair in pairs if pair in doubted))
        if not reports:
            yield finding
            continue
        named = ", ".join(reports[:_SHOWN])
        more = len(reports) - _SHOWN
        yield _lowered(
            finding,
            Message(
                f"{_WITHIN.vi}: {named}" + (f" và {more} báo cáo khác" if more > 0 else ""),
                f"{_WITHIN.en}: {named}" + (f" and {more} more" if more > 0 else ""),
            ),
        )


def _lowered(finding: Finding, reason: Message) -> Finding:
    message = Message(
        f"{finding.message.vi} ({reason.vi})",
        f"{finding.message.en} ({reason.en})",
    )
    return replace(finding, severity=Severity.NOTE, message=message)


def _rests_on(finding: Finding, doubted: frozenset[str]) -> bool:
    return not doubted.isdisjoint(finding.figures)


def _doubted_within(extraction: Extraction) -> frozenset[str]:
    """The ids of figures and other numerals that are poorly read, or whose sentence's signs are."""
    items: list[Figure | Numeral] = [*extraction.figures, *extraction.numerals]
    blocks = extraction.document.blocks
    return frozenset(
        item.id
        for item in items
        if (own := blocks[item.place.block]).runs
        and own.runs[0].origin is Origin.OCR
        and (own.origin_of(item.start, item.end)[1] < DOUBTFUL or _is_loose(own, item.sentence))
    )


def _is_loose(block: Block, sentence: tuple[int, int]) -> bool:
    """Whether a sign between the parts of a sentence is poorly read."""
    first, last = sentence
    return any(
        run.confidence < DOUBTFUL
        and first <= run.start
        and run.end < last
        and block.text[run.end - 1] in _JOINTS
        for run in block.runs
    )
