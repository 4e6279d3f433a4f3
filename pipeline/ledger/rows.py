"""Results as rows of the ledger's tables, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.document import Box, Metadata, Origin, Place
from pipeline.codec import as_json, from_json
from pipeline.ledger.cells import decimal, digits, maybe, places, text, texts
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult, Status
from rules.figures.figure import Hedge, Kind, Role
from rules.finding import Failure, Finding, Message, Severity

Row = dict[str, Any]
Values = tuple[Any, ...]
_NO_FIGURE = (None,) * 14
_NO_BOX = (None,) * 4
# Plain strings: drivers take a detour for those of a subclass.
_KINDS = {kind: kind.value for kind in Kind}
_HEDGES = {None: None} | {hedge: hedge.value for hedge in Hedge}
_ROLES = {None: None} | {role: role.value for role in Role}
_ORIGINS = {None: None} | {origin: origin.value for origin in Origin}


def document_row(result: ReportResult, reader: str) -> Row:
    """What is read of a whole report."""
    told = result.metadata
    return {
        "sha256": result.sha256,
        "reader": reader,
        "status": result.status.value,
        "format": result.format,
        "pages": result.pages,
        "has_tracked_changes": result.has_tracked_changes,
        "issuer": maybe(told.issuer),
        "parent": maybe(told.parent),
        "number": maybe(told.number),
        "location": maybe(told.location),
        "date": maybe(told.date),
        "title": maybe(told.title),
        "period": maybe(told.period),
        "signer": maybe(told.signer),
        "recipients": texts(told.recipients),
        "figures": result.figure_count,
        "unclassified": result.unclassified_count,
        "claims": result.claims,
        "facts": result.facts,
    }


def sentence_rows(document: int, result: ReportResult) -> Iterator[Values]:
    """The sentences that hold its numerals, in the order of the table's columns."""
    for ordinal, sentence in enumerate(result.sentences):
        yield document, ordinal, text(sentence)


def failure_rows(document: int, result: ReportResult) -> Iterator[Values]:
    """What could not be read of it, likewise."""
    for ordinal, failure in enumerate(result.failures):
        yield (
            document, ordinal, text(failure.code), text(failure.detail), maybe(failure.rule),
            failure.page,
        )  # fmt: skip


def finding_rows(document: int, result: ReportResult) -> Iterator[Values]:
    """Its findings, likewise."""
    for ordinal, finding in enumerate(result.findings):
        yield document, ordinal, *finding_row(finding).values()


def numeral_rows(document: int, result: ReportResult) -> Iterator[Values]:
    """Its numerals, likewise. Most of what a ledger holds is these: hence tuples."""
    for ordinal, it in enumerate(result.numerals):
        place = it.place
        box = place.box
        if it.is_figure:
            own: Values = (
                digits(it.value), digits(it.denominator), digits(it.upper), maybe(it.unit),
                _HEDGES[it.hedge], maybe(it.noun), maybe(it.noun_key), maybe(it.indicator),
                maybe(it.period), _ROLES[it.role], it.part_of, it.percent_of, _ORIGINS[it.origin],
                it.confidence,
            )  # fmt: skip
        else:
            own = _NO_FIGURE
        yield (
            document, ordinal, it.id, _KINDS[it.kind], text(it.surface), it.sentence, it.start,
            it.end, *own, place.block, place.page, maybe(place.section), maybe(place.footnote),
            place.table, place.row, place.column,
            *(_NO_BOX if box is None else [round(side, 2) for side in box]),
            place.start, place.end,
        )  # fmt: skip


def finding_row(finding: Finding) -> Row:
    """A finding, without the report that it is told at."""
    return {
        "rule": text(finding.rule),
        "name": finding.name,
        "severity": int(finding.severity),
        "message_vi": text(finding.message.vi),
        "message_en": text(finding.message.en),
        "stated": text(finding.stated),
        "expected": text(finding.expected),
        "working_vi": text(finding.working.vi),
        "working_en": text(finding.working.en),
        "sentence": text(finding.sentence),
        "fingerprint": finding.fingerprint,
        "figures": texts(finding.figures),
        "surfaces": texts(finding.surfaces),
        "places": places(finding.places),
        "marks": as_json(finding.marks),
        "reports": texts(finding.reports),
    }


def finding_of(row: Mapping[str, Any], report: str) -> Finding:
    """The finding of a row, told at a report."""
    return Finding(
        report=report,
        rule=row["rule"],
        name=row["name"],
        severity=Severity(row["severity"]),
        message=Message(row["message_vi"], row["message_en"]),
        stated=row["stated"],
        expected=row["expected"],
        working=Message(row["working_vi"], row["working_en"]),
        figures=from_json(row["figures"], tuple[str, ...]),
        surfaces=from_json(row["surfaces"], tuple[str, ...]),
        places=from_json(row["places"], tuple[Place, ...]),
        sentence=row["sentence"],
        marks=from_json(row["marks"], tuple[tuple[int, int], ...]),
        fingerprint=row["fingerprint"],
        reports=from_json(row["reports"], tuple[str, ...]),
    )


def result_of(
    document: Mapping[str, Any],
    report: str,
    failures: tuple[Failure, ...],
    findings: tuple[Finding, ...],
    numerals: tuple[NumeralRecord, ...] = (),
    sentences: tuple[str, ...] = (),
) -> ReportResult:
    """The result of a document's rows; its facts are read apart."""
    return ReportResult(
        report=report,
        status=Status(document["status"]),
        numerals=numerals,
        sentences=sentences,
        figure_count=document["figures"],
        unclassified_count=document["unclassified"],
        claims=document["claims"],
        metadata=metadata_of(document),
        format=document["format"],
        pages=document["pages"],
        has_tracked_changes=document["has_tracked_changes"],
        findings=findings,
        failures=failures,
        sha256=document["sha256"],
    )


def metadata_of(document: Mapping[str, Any]) -> Metadata:
    """What a document says of itself."""
    return Metadata(
        issuer=document["issuer"],
        parent=document["parent"],
        number=document["number"],
        location=document["location"],
        date=document["date"],
        title=document["title"],
        period=document["period"],
        signer=document["signer"],
        recipients=from_json(document["recipients"], tuple[str, ...]),
    )


def failure_of(row: Mapping[str, Any], report: str) -> Failure:
    """The failure of a row."""
    return Failure(report, row["code"], row["detail"], row["rule"], row["page"])


def numeral_of(row: Mapping[str, Any]) -> NumeralRecord:
    """The numeral of a row."""
    box = None
    if row["x0"] is not None:
        box = Box(row["x0"], row["top"], row["x1"], row["bottom"])
    return NumeralRecord(
        id=row["numeral"],
        kind=Kind(row["kind"]),
        surface=row["surface"],
        sentence=row["sentence"],
        start=row["span_start"],
        end=row["span_end"],
        place=Place(
            block=row["block"],
            page=row["page"],
            section=row["section"],
            footnote=row["footnote"],
            table=row["table_number"],
            row=row["row_number"],
            column=row["column_number"],
            box=box,
            start=row["file_start"],
            end=row["file_end"],
        ),
        value=decimal(row["value"]),
        denominator=decimal(row["denominator"]),
        upper=decimal(row["upper"]),
        unit=row["unit"],
        hedge=None if row["hedge"] is None else Hedge(row["hedge"]),
        noun=row["noun"],
        noun_key=row["noun_key"],
        indicator=row["indicator"],
        period=row["period"],
        role=None if row["role"] is None else Role(row["role"]),
        part_of=row["part_of"],
        percent_of=row["percent_of"],
        origin=None if row["origin"] is None else Origin(row["origin"]),
        confidence=row["confidence"],
    )
