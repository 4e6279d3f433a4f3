"""Opening a ledger's database: where it lies, how it is set, which schema it has."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from pipeline.ledger.schema import METADATA, VIEWS
from pipeline.ledger.values import LedgerError
from rules.finding import Message

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

VERSION = "0001"
"""The newest schema; that of a ledger is in its table `alembic_version`."""
_WAIT = 60
"""Seconds that a writer waits for another."""


def open_database(url: str | None) -> Engine:
    """The database of a ledger, made or moved to the newest schema if need be.

    Args:
        url: 'postgresql://…', 'sqlite:///…', ':memory:' or a path; the user's own if None.

    Raises:
        LedgerError: it cannot be opened, or is of a newer program.
    """
    where = _url(url)
    shown = where.render_as_string(hide_password=True)
    try:
        database = _engine(where)
        with database.begin() as connection:
            _settle(connection)
    except ModuleNotFoundError as error:
        raise LedgerError(
            Message(
                "sổ trên PostgreSQL cần thêm một phần: pip install 'soat[postgres]'",
                "a ledger on PostgreSQL needs one more part: pip install 'soat[postgres]'",
            )
        ) from error
    except (OSError, ValueError, SQLAlchemyError) as error:
        reason = str(error.orig).splitlines()[0] if isinstance(error, DBAPIError) else str(error)
        raise LedgerError(
            Message(
                f"không mở được sổ {shown} ({reason})", f"cannot open ledger {shown} ({reason})"
            )
        ) from error
    return database


def _url(given: str | None) -> URL:
    if given is None:
        given = os.environ.get("SOAT_LEDGER") or None
    if given is None:
        from platformdirs import user_data_path

        folder = user_data_path("soat", appauthor=False)
        return make_url("sqlite://").set(database=str(folder / "ledger.sqlite"))
    if given == ":memory:":
        return make_url("sqlite://")
    if "://" not in given:
        return make_url("sqlite://").set(database=str(Path(given).absolute()))
    try:
        where = make_url(given)
        if where.drivername in {"postgresql", "postgres"}:
            where = where.set(drivername="postgresql+psycopg")
        where.get_dialect()
    except ModuleNotFoundError:
        return where
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(
            Message("địa chỉ sổ không hợp lệ", "this is no address of a ledger")
        ) from error
    return where


def _engine(where: URL) -> Engine:
    if where.get_backend_name() != "sqlite":
        return create_engine(where, pool_pre_ping=True)
    if where.database in {None, "", ":memory:"}:
        database = create_engine(
            where, poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        Path(str(where.database)).parent.mkdir(parents=True, exist_ok=True)
        database = create_engine(where, connect_args={"timeout": _WAIT})
    event.listen(database, "connect", _set_up)
    event.listen(database, "begin", _begin)
    return database


def _set_up(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun below
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A reader that turns writer would be refused at once if another writes; so all wait in line.
    connection.exec_driver_sql(
        "BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE"
    )


def _settle(connection: Connection) -> None:
    """Make the schema, or move it to the newest.

    Raises:
        LedgerError: it is newer than this program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7370617)"))
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        METADATA.create_all(connection)
        for name, query in VIEWS.items():
            connection.execute(text(f"CREATE VIEW {name} AS {query}"))  # a name of ours
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": VERSION})
        return
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    if version > VERSION:
        raise LedgerError(
            Message(
                "sổ này do bản Soát mới hơn tạo ra: hãy cập nhật Soát",
                "this ledger was made by a newer Soát: update it",
            )
        )
    if version < VERSION:
        from pipeline.ledger.migrations import migrate

        migrate(connection)
