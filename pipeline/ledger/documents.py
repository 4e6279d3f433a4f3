"""Documents in the ledger: content that was read, by its hash and by what read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from extractors.errors import Reason
from pipeline.ledger import rows
from pipeline.ledger.bulk import in_line, insert_all
from pipeline.ledger.decisions import batches
from pipeline.ledger.schema import DOCUMENTS, FAILURES, FINDINGS, NUMERALS, SENTENCES
from pipeline.result import ReportResult

T = TypeVar("T")
_LEAN_AT_ONCE = 100
"""Documents that are loaded together without their numerals."""
_WHOLE_AT_ONCE = 8
"""And with them: one report can have many thousands."""
_ROWS_AT_ONCE = 40
"""Documents in one statement: some SQLite take no more than 999 values."""
_MAY_PASS = (
    "crashed", "memory", "timeout", "worker_died", Reason.MISSING.value, Reason.NO_ACCESS.value,
    Reason.UNSETTLED.value,
)  # fmt: skip
"""Failures that may be none another time."""
_PARTS: Mapping[Table, Callable[[int, ReportResult], Iterator[rows.Values]]] = {
    SENTENCES: rows.sentence_rows,
    NUMERALS: rows.numeral_rows,
    FAILURES: rows.failure_rows,
    FINDINGS: rows.finding_rows,
}
_LEAN = [column for column in DOCUMENTS.c if column.name != "facts"]


def known(connection: Connection, sha256s: Collection[str], reader: str) -> dict[str, int]:
    """The documents of contents that a reader has read, but for those it may read another time."""
    passing = select(FAILURES.c.ordinal).where(
        FAILURES.c.document_id == DOCUMENTS.c.id, FAILURES.c.code.in_(_MAY_PASS)
    )
    return _there(connection, sha256s, reader, ~passing.exists())


def _there(
    connection: Connection,
    sha256s: Collection[str],
    reader: str,
    *conditions: ColumnElement[bool],
) -> dict[str, int]:
    asked = select(DOCUMENTS.c.sha256, DOCUMENTS.c.id).where(
        DOCUMENTS.c.reader == reader, *conditions
    )
    return {
        row.sha256: row.id
        for some in batches(sha256s)
        for row in connection.execute(asked.where(DOCUMENTS.c.sha256.in_(some)))
    }


def keep(connection: Connection, results: Sequence[ReportResult], reader: str) -> list[int]:
    """Keep what was read, in the place of what the same reader read of the same content.

    Raises:
        ValueError: a result has no content hash.
    """
    in_line(connection)
    by_content: dict[str, ReportResult] = {}
    for result in results:
        if result.sha256 is None:
            raise ValueError("what was read is kept by the hash of its content")
        by_content[result.sha256] = result
    there = _there(connection, by_content, reader)
    for some in batches(there):
        for table in (FAILURES, FINDINGS, NUMERALS, SENTENCES):
            of_these = table.c.document_id.in_([there[sha256] for sha256 in some])
            connection.execute(delete(table).where(of_these))
    for sha256, document in there.items():
        row = rows.document_row(by_content[sha256], reader)
        connection.execute(DOCUMENTS.update().where(DOCUMENTS.c.id == document).values(row))
    new = [rows.document_row(r, reader) for sha256, r in by_content.items() if sha256 not in there]
    if new:
        made = insert(DOCUMENTS).returning(DOCUMENTS.c.sha256, DOCUMENTS.c.id)
        ordered = made.execution_options(insertmanyvalues_page_size=_ROWS_AT_ONCE)
        there |= {row.sha256: row.id for row in connection.execute(ordered, new)}
    for table, made_of in _PARTS.items():
        parts = (made_of(there[sha256], result) for sha256, result in by_content.items())
        insert_all(connection, table, chain.from_iterable(parts))
    return [there[result.sha256 or ""] for result in results]


def load_all(
    connection: Connection, wanted: Sequence[int], *, numerals: bool
) -> Iterator[tuple[int, ReportResult]]:
    """What was read of documents, in the order given; few are held at once."""
    at_once = _WHOLE_AT_ONCE if numerals else _LEAN_AT_ONCE
    for start in range(0, len(wanted), at_once):
        some = wanted[start : start + at_once]
        loaded = load(connection, some, numerals=numerals)
        for document in some:
            yield document, loaded[document]
        del loaded  # before the next are there


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
