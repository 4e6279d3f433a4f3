"""The tables of the ledger: what was read, of what run, and what was decided.

Names are those of the outside contract. Decimals are canonical text: SQLite would lose digits.
Sides of boxes are PDF points, rounded to hundredths. `TABLES.md` describes them for users.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
_ID = BigInteger().with_variant(Integer, "sqlite")


def _part_of(table: str) -> Column[int]:
    """The column by which a row belongs to one of another table, and goes with it."""
    return Column(
        f"{table[:-1]}_id",
        _ID,
        ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


def _ordinal() -> Column[int]:
    return Column("ordinal", Integer, primary_key=True, autoincrement=False)


DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("reader", String(16), nullable=False),
    Column("status", String(8), nullable=False),
    Column("format", String(8)),
    Column("pages", Integer),
    Column("has_tracked_changes", Boolean, nullable=False),
    Column("issuer", Text),
    Column("parent", Text),
    Column("number", Text),
    Column("location", Text),
    Column("date", Text),
    Column("title", Text),
    Column("period", Text),
    Column("signer", Text),
    Column("recipients", Text, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("unclassified", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("facts", LargeBinary),
    UniqueConstraint("sha256", "reader"),
)
"""Content that was read, once for every reader that read it."""

FAILURES = Table(
    "failures",
    METADATA,
    _part_of("documents"),
    _ordinal(),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("rule", Text),
    Column("page", Integer),
)

SENTENCES = Table(
    "sentences", METADATA, _part_of("documents"), _ordinal(), Column("text", Text, nullable=False)
)

NUMERALS = Table(
    "numerals",
    METADATA,
    _part_of("documents"),
    _ordinal(),
    Column("numeral", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("surface", Text, nullable=False),
    Column("sentence", Integer, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("value", Text),
    Column("denominator", Text),
    Column("upper", Text),
    Column("unit", Text),
    Column("hedge", String(8)),
    Column("noun", Text),
    Column("noun_key", Text),
    Column("indicator", Text),
    Column("period", Text),
    Column("role", String(8)),
    Column("part_of", Text),
    Column("percent_of", Text),
    Column("origin", String(8)),
    Column("confidence", Float),
    Column("block", Integer, nullable=False),
    Column("page", Integer),
    Column("section", Text),
    Column("footnote", Text),
    Column("table_number", Integer),
    Column("row_number", Integer),
    Column("column_number", Integer),
    Column("x0", Float),
    Column("top", Float),
    Column("x1", Float),
    Column("bottom", Float),
    Column("file_start", Integer),
    Column("file_end", Integer),
)
"""Every numeral of a document; from `value` to `confidence` only where it is a figure."""


def _found() -> list[Column[object]]:
    return [
        Column("rule", String(8), nullable=False),
        Column("name", Text, nullable=False),
        Column("severity", Integer, nullable=False),
        Column("message_vi", Text, nullable=False),
        Column("message_en", Text, nullable=False),
        Column("stated", Text, nullable=False),
        Column("expected", Text, nullable=False),
        Column("working_vi", Text, nullable=False),
        Column("working_en", Text, nullable=False),
        Column("sentence", Text, nullable=False),
        Column("fingerprint", String(16), nullable=False),
        Column("figures", Text, nullable=False),
        Column("surfaces", Text, nullable=False),
        Column("places", Text, nullable=False),
        Column("marks", Text, nullable=False),
        Column("reports", Text, nullable=False),
    ]


FINDINGS = Table("findings", METADATA, _part_of("documents"), _ordinal(), *_found())
"""What does not hold within one document."""

RUNS = Table(
    "runs",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("root", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Index("runs_of_root", "root"),
)

REPORTS = Table(
    "reports",
    METADATA,
    _part_of("runs"),
    _ordinal(),
    Column("report", Text, nullable=False),
    Column("path", Text),
    Column("member", Text),
    Column("sha256", String(64)),
    Column("document_id", _ID, ForeignKey("documents.id")),
    Column("state", String(9), nullable=False),
    Column("subject", String(16), nullable=False),
    Column("status", String(8), nullable=False),
    Column("code", Text),
    Column("detail", Text),
)
"""The reports of a run; one without a document has the code of its failure."""

ACROSS_FINDINGS = Table(
    "across_findings",
    METADATA,
    _part_of("runs"),
    _ordinal(),
    Column("report", Text, nullable=False),
    *_found(),
)
"""What does not hold across the reports of a run, told at one of them."""

RUN_FAILURES = Table(
    "run_failures",
    METADATA,
    _part_of("runs"),
    _ordinal(),
    Column("rule", Text),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("seq", _ID, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("finding", String(40), nullable=False, index=True),
    Column("choice", String(8), nullable=False),
    Column("note", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Every decision ever made, in order; the last one of a finding is in force."""
