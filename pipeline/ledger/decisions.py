"""Decisions in the ledger: never changed, only added to; the last one of a finding is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection, Executable, Row, func, select

from pipeline.ledger.rows import text
from pipeline.ledger.schema import DECISIONS
from pipeline.ledger.values import Choice, Decision

AT_ONCE = 500
"""Values in one condition: SQLite takes no more than some thousands."""


def decide(connection: Connection, made: Sequence[Decision]) -> int:
    """Add decisions whose ids are new; how many they were."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    rows = [
        asdict(replace(d, at=d.at or now, note=text(d.note) or "", reviewer=text(d.reviewer) or ""))
        for d in made
    ]
    if not rows:
        return 0
    before = connection.execute(select(func.count()).select_from(DECISIONS)).scalar_one()
    connection.execute(_adding(connection), rows)
    after: int = connection.execute(select(func.count()).select_from(DECISIONS)).scalar_one()
    return after - int(before)


def _adding(connection: Connection) -> Executable:
    """The statement that adds decisions, and leaves out those that are there."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return insert_there(DECISIONS).on_conflict_do_nothing(index_elements=["id"])
    from sqlalchemy.dialects.sqlite import insert as insert_here

    return insert_here(DECISIONS).on_conflict_do_nothing(index_elements=["id"])


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
