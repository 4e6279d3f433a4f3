"""Opening a ledger's database: where it lies, how it is set, which schema it has."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from sqlite3 import OperationalError
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    NoSuchModuleError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.pool import StaticPool

from pipeline.ledger.schema import METADATA
from pipeline.ledger.values import LedgerError
from pipeline.ledger.views import VIEWS
from pipeline.ledger.where import IN_MEMORY, address
from rules.finding import Message

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
    from sqlalchemy.pool import ConnectionPoolEntry

VERSION = "0002"
"""The newest schema; that of a ledger is in its table `alembic_version`."""
_WAIT = 60
"""Seconds that a writer waits for another."""
_CONNECT = 10
"""Seconds that a server has to answer."""


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
        if _version(database) != VERSION:
            with database.begin() as connection:
                _settle(connection)
    except ModuleNotFoundError as error:
        raise LedgerError(
            Message(
                'sổ trên PostgreSQL cần thêm một phần: pip install "soat[postgres]"',
                'a ledger on PostgreSQL needs one more part: pip install "soat[postgres]"',
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
    asked = address(given)
    if asked == IN_MEMORY:
        return make_url("sqlite://")
    if "://" not in asked:
        return make_url("sqlite://").set(database=str(Path(asked).absolute()))
    try:
        where = make_url(asked)
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
    # An error must not show what it could not store: that is reports' text.
    if where.get_backend_name() != "sqlite":
        wait = {} if "connect_timeout" in where.query else {"connect_timeout": _CONNECT}
        return create_engine(where, pool_pre_ping=True, hide_parameters=True, connect_args=wait)
    if where.database in {None, "", ":memory:"}:
        own: dict[str, Any] = {"poolclass": StaticPool}
        own["connect_args"] = {"check_same_thread": False}
        folder = None
    else:
        folder = Path(str(where.database)).absolute().parent
        folder.mkdir(parents=True, exist_ok=True)
        own = {"connect_args": {"timeout": _WAIT}}
    database = create_engine(where, hide_parameters=True, **own)
    event.listen(database, "connect", partial(_set_up, folder))
    event.listen(database, "begin", _begin)
    return database


def _set_up(folder: Path | None, connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun below
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    if folder is not None:
        # Without a log written ahead, NORMAL could lose a ledger to a power cut.
        level = "NORMAL" if _writes_ahead(cursor, folder) else "FULL"
        cursor.execute(f"PRAGMA synchronous={level}")
    cursor.close()


def _writes_ahead(cursor: DBAPICursor, folder: Path) -> bool:
    """Whether readers and a writer can work at once; set so, where the file lies so that it can."""
    cursor.execute("PRAGMA journal_mode")
    if _mode(cursor) == "wal":
        return True
    from pipeline.mounts import is_share

    if is_share(folder):  # its shared memory does not reach other machines
        return False
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except OperationalError:  # somebody is at it just now, or the file system cannot have it
        return False
    return _mode(cursor) == "wal"


def _mode(cursor: DBAPICursor) -> str:
    row = cursor.fetchone()
    return "" if row is None else str(row[0])


def _begin(connection: Connection) -> None:
    # A reader that turns writer would be refused at once if another writes; so all wait in line.
    connection.exec_driver_sql(
        "BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE"
    )


def _version(database: Engine) -> str | None:
    """The schema that a ledger has, asked without a place in the writers' line; None if none."""
    try:
        with database.execution_options(reading=True).connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except ProgrammingError:
        return None
    except DatabaseError as error:
        if database.dialect.name == "sqlite" and "no such table" in str(error.orig):
            return None
        raise
    return None if found is None else str(found)


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
