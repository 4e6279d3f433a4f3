"""Many rows at once, past the toolkit: it takes longer over a row than SQLite does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, text


def insert_all(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, each a value for every column of the table, in its order."""
    values = list(rows)
    if values:
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        connection.exec_driver_sql(_statement(table, mark), values)


@cache
def _statement(table: Table, mark: str) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join([mark] * len(table.columns))
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - names of ours


def in_line(connection: Connection) -> None:
    """Wait until no other transaction writes what this one is to, as SQLite has it anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7370618)"))
