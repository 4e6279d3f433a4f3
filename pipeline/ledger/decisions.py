"""Decisions in the ledger: never changed, only added to; the last one of a finding is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.sql.dml import ReturningInsert

from pipeline.ledger.bulk import in_line
from pipeline.ledger.cells import text
from pipeline.ledger.schema import DECISIONS
from pipeline.ledger.values import Choice, Decision, LedgerError
from rules.finding import Message

AT_ONCE = 500
"""Values in one condition: SQLite takes no more than some thousands."""


_LONGEST_ID = 64
_LONGEST_FINDING = 40


def decide(connection: Connection, made: Sequence[Decision]) -> int:
    """Add decisions whose ids are new; how many they were.

    Raises:
        LedgerError: an id is none that the ledger takes.
    """
    if not made:
        return 0
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    rows = [_row(decision, now) for decision in made]
    in_line(connection)
    return len(connection.execute(_adding(connection), rows).all())


def _row(made: Decision, now: str) -> dict[str, str]:
    row = {name: text(value) for name, value in asdict(made).items()}
    if not (0 < len(row["id"]) <= _LONGEST_ID and 0 < len(row["finding"]) <= _LONGEST_FINDING):
        raise LedgerError(Message("mã của quyết định không hợp lệ", "a decision has no valid id"))
    return row | {"choice": made.choice.value, "at": row["at"] or now}


def _adding(connection: Connection) -> ReturningInsert[tuple[str]]:
    """The statement that adds decisions, and leaves out those that are there."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return (
            insert_there(DECISIONS)
            .on_conflict_do_nothing(index_elements=["id"])
            .returning(DECISIONS.c.id)
        )
    from sqlalchemy.dialects.sqlite import insert as insert_here

    return (
        insert_here(DECISIONS)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(DECISIONS.c.id)
    )


def in_force(
    connection: Connection, findings: Collection[str] | None = None
) -> dict[str, Decision]:
    """The last decision of each finding, where that does not take back what was said."""
    last = select(func.max(DECISIONS.c.seq)).group_by(DECISIONS.c.finding)
    asked = select(DECISIONS).where(DECISIONS.c.seq.in_(last), DECISIONS.c.choice != Choice.OPEN)
    if findings is None:
        return {row.finding: _decision(row) for row in connection.execute(asked)}
    return {
        row.finding: _decision(row)
        for some in batches(findings)
        for row in connection.execute(asked.where(DECISIONS.c.finding.in_(some)))
    }


def history(connection: Connection, finding: str) -> list[Decision]:
    """All decisions of a finding, the first first."""
    asked = select(DECISIONS).where(DECISIONS.c.finding == finding).order_by(DECISIONS.c.seq)
    return [_decision(row) for row in connection.execute(asked)]


def batches(values: Collection[str]) -> Iterator[list[str]]:
    """So many values at once as a condition takes."""
    left = iter(values)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(row.id, row.finding, Choice(row.choice), row.note, row.reviewer, row.at)
