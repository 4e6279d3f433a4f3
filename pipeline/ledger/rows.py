"""Results as rows of the ledger's tables, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from extractors.document import Box, Metadata, Origin, Place
from pipeline.codec import as_json, from_json, packed, unpacked
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult, Status
from rules.across.facts import ReportFacts
from rules.figures.figure import Hedge, Kind, Role
from rules.finding import Failure, Finding, Message, Severity

Row = dict[str, Any]


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
        "issuer": text(told.issuer),
        "parent": text(told.parent),
        "number": text(told.number),
        "location": text(told.location),
        "date": text(told.date),
        "title": text(told.title),
        "period": text(told.period),
        "signer": text(told.signer),
        "recipients": text(as_json(told.recipients)),
        "figures": result.figure_count,
        "unclassified": result.unclassified_count,
        "claims": result.claims,
        "facts": None if result.facts is None else packed(result.facts),
    }


def sentence_rows(document: int, result: ReportResult) -> Iterator[Row]:
    """The sentences that hold its numerals."""
    for ordinal, sentence in enumerate(result.sentences):
        yield {"document_id": document, "ordinal": ordinal, "text": text(sentence)}


def failure_rows(document: int, result: ReportResult) -> Iterator[Row]:
    """What could not be read of it."""
    for ordinal, failure in enumerate(result.failures):
        yield {
            "document_id": document,
            "ordinal": ordinal,
            "code": failure.code,
            "detail": text(failure.detail),
            "rule": failure.rule,
            "page": failure.page,
        }


def numeral_rows(document: int, result: ReportResult) -> Iterator[Row]:
    """Its numerals."""
    for ordinal, numeral in enumerate(result.numerals):
        place = numeral.place
        x0, top, x1, bottom = (None,) * 4 if place.box is None else place.box
        yield {
            "document_id": document,
            "ordinal": ordinal,
            "numeral": numeral.id,
            "kind": numeral.kind.value,
            "surface": text(numeral.surface),
            "sentence": numeral.sentence,
            "span_start": numeral.start,
            "span_end": numeral.end,
            "value": _digits(numeral.value),
            "denominator": _digits(numeral.denominator),
            "upper": _digits(numeral.upper),
            "unit": text(numeral.unit),
            "hedge": numeral.hedge,
            "noun": text(numeral.noun),
            "noun_key": text(numeral.noun_key),
            "indicator": text(numeral.indicator),
            "period": text(numeral.period),
            "role": numeral.role,
            "part_of": numeral.part_of,
            "percent_of": numeral.percent_of,
            "origin": numeral.origin,
            "confidence": numeral.confidence,
            "block": place.block,
            "page": place.page,
            "section": text(place.section),
            "footnote": text(place.footnote),
            "table_number": place.table,
            "row_number": place.row,
            "column_number": place.column,
            "x0": _hundredths(x0),
            "top": _hundredths(top),
            "x1": _hundredths(x1),
            "bottom": _hundredths(bottom),
            "file_start": place.start,
            "file_end": place.end,
        }


def finding_row(finding: Finding) -> Row:
    """A finding, without the report that it is told at."""
    return {
        "rule": finding.rule,
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
        "figures": as_json(finding.figures),
        "surfaces": text(as_json(finding.surfaces)),
        "places": text(as_json(finding.places)),
        "marks": as_json(finding.marks),
        "reports": text(as_json(finding.reports)),
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


def facts_of(data: bytes) -> ReportFacts:
    """The facts stored of a document."""
    return unpacked(data, ReportFacts)


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
        value=_decimal(row["value"]),
        denominator=_decimal(row["denominator"]),
        upper=_decimal(row["upper"]),
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


def text(value: str | None) -> str | None:
    """Text as every store takes it: PostgreSQL has no NUL, and none a half of a surrogate pair."""
    if value is None or (value.isprintable() and value.isascii()):
        return value
    whole = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    try:
        whole.encode()
    except UnicodeEncodeError:
        return whole.encode("utf-8", "replace").decode()
    return whole


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _hundredths(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
