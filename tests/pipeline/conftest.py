"""Ledgers for the tests: SQLite, and PostgreSQL where a server is installed."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if sys.platform == "win32":
        pytest.skip("the tests start PostgreSQL on POSIX systems only")
    pytest.importorskip("psycopg", reason="soat[postgres] is not installed")
    from tests.pipeline.postgres import programs, server

    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server is installed")
    with server(folder) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A database that nobody has used yet."""
    import psycopg

    name = f"soat_{uuid.uuid4().hex}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres_server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new ledger of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    url: str = request.getfixturevalue("postgres_url")
    return url
