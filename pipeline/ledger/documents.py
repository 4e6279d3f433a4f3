"""Documents in the ledger: content that was read, by its hash and by what read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, text

from pipeline.ledger import rows
from pipeline.ledger.decisions import batches
from pipeline.ledger.schema import DOCUMENTS, FAILURES, FINDINGS, NUMERALS, SENTENCES
from pipeline.result import ReportResult

T = TypeVar("T")
_AT_ONCE = 100
"""Documents that are loaded together."""
_LEAN = [column for column in DOCUMENTS.c if column.name != "facts"]


def known(connection: Connection, sha256s: Collection[str], reader: str) -> dict[str, int]:
    """The documents of contents that a reader has read."""
    asked = select(DOCUMENTS.c.sha256, DOCUMENTS.c.id).where(DOCUMENTS.c.reader == reader)
    return {
        row.sha256: row.id
        for some in batches(sha256s)
        for row in connection.execute(asked.where(DOCUMENTS.c.sha256.in_(some)))
    }


def keep(connection: Connection, results: Sequence[ReportResult], reader: str) -> list[int]:
    """Keep what was read, in the place of what the same reader read of the same content."""
    if connection.dialect.name == "postgresql":  # one at a time, as SQLite has it anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(7370618)"))
    there = known(connection, [r.sha256 for r in results if r.sha256], reader)
    documents = []
    parts: dict[Table, list[rows.Row]] = defaultdict(list)
    for result in results:
        row = rows.document_row(result, reader)
        document = there.get(result.sha256 or "")
        if document is None:
            made = connection.execute(insert(DOCUMENTS).values(row)).inserted_primary_key
            document = int(made[0]) if made else 0
        else:
            for table in (FAILURES, FINDINGS, NUMERALS, SENTENCES):
                connection.execute(delete(table).where(table.c.document_id == document))
            connection.execute(DOCUMENTS.update().where(DOCUMENTS.c.id == document).values(row))
        documents.append(document)
        parts[SENTENCES].extend(rows.sentence_rows(document, result))
        parts[NUMERALS].extend(rows.numeral_rows(document, result))
        parts[FAILURES].extend(rows.failure_rows(document, result))
        parts[FINDINGS].extend(
            {"document_id": document, "ordinal": ordinal} | rows.finding_row(finding)
            for ordinal, finding in enumerate(result.findings)
        )
    for table, values in parts.items():
        if values:
            connection.execute(insert(table), values)
    return documents


def load_all(
    connection: Connection, wanted: Sequence[int], *, numerals: bool
) -> Iterator[tuple[int, ReportResult]]:
    """What was read of documents, in the order given; few are held at once."""
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        loaded = load(connection, some, numerals=numerals)
        for document in some:
            yield document, loaded[document]


def load(
    connection: Connection, wanted: Sequence[int], *, numerals: bool
) -> Mapping[int, ReportResult]:
    """What was read of some documents, under no name."""
    failures = _of(connection, FAILURES, wanted, lambda row: rows.failure_of(row, ""))
    findings = _of(connection, FINDINGS, wanted, lambda row: rows.finding_of(row, ""))
    records, sentences = {}, {}
    if numerals:
        records = _of(connection, NUMERALS, wanted, rows.numeral_of)
        sentences = _of(connection, SENTENCES, wanted, lambda row: str(row["text"]))
    asked = select(*_LEAN).where(DOCUMENTS.c.id.in_(wanted))
    return {
        row["id"]: rows.result_of(
            dict(row),
            "",
            tuple(failures.get(row["id"], ())),
            tuple(findings.get(row["id"], ())),
            tuple(records.get(row["id"], ())),
            tuple(sentences.get(row["id"], ())),
        )
        for row in connection.execute(asked).mappings()
    }


def _of(
    connection: Connection,
    table: Table,
    documents: Sequence[int],
    made: Callable[[Mapping[str, Any]], T],
) -> dict[int, list[T]]:
    """The rows of documents in a table, made into objects, by document and in order."""
    found: dict[int, list[T]] = defaultdict(list)
    asked = (
        select(table)
        .where(table.c.document_id.in_(documents))
        .order_by(table.c.document_id, table.c.ordinal)
    )
    for row in connection.execute(asked).mappings():
        found[row["document_id"]].append(made(dict(row)))
    return found
