"""The ledger's schema: its reference for users, its migrations, its views."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, inspect, text

import pipeline.ledger
from pipeline.ledger import Choice, Decision, Ledger
from pipeline.ledger.place import VERSION, open_database
from pipeline.ledger.schema import METADATA
from pipeline.ledger.views import VIEWS
from tests.pipeline.test_ledger import FINDING, a_run, result


def columns(connection: Connection) -> dict[str, list[str]]:
    seen = inspect(connection)
    return {
        name: [column["name"] for column in seen.get_columns(name)]
        for name in (*seen.get_table_names(), *seen.get_view_names())
        if name != "alembic_version"
    }


def test_the_reference_names_every_table_and_column(ledger_url: str) -> None:
    page = (Path(pipeline.ledger.__path__[0]) / "TABLES.md").read_text("utf-8")
    told = {
        part.split("\n", 1)[0]: re.findall(r"^\| `(\w+)` \| \S", part, re.MULTILINE)
        for part in page.split("\n## ")[1:]
    }
    database = open_database(ledger_url)
    with database.connect() as connection:
        assert columns(connection) == told
    database.dispose()


def test_a_ledger_of_the_first_schema_keeps_its_content(ledger_url: str) -> None:
    from pipeline.ledger.migrations import migrate

    database = open_database(ledger_url)
    with database.begin() as connection:
        new = columns(connection)
        for view in VIEWS:
            connection.execute(text(f"DROP VIEW {view}"))
        METADATA.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        migrate(connection, "0001")
        assert columns(connection) != new
    database.dispose()
    # a program of the first schema writes into it: tables are those of today
    old = open_database_as_it_is(ledger_url)
    a_run(old, result())
    old.close()
    with Ledger.open(ledger_url) as ledger:  # moves it
        (entry, _) = ledger.listed(ledger.last())
        assert entry.finding.rule == "P101"
    database = open_database(ledger_url)
    with database.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        assert version == VERSION
        assert columns(connection) == new
        assert len(connection.execute(text("SELECT * FROM all_findings")).all()) == 2
    database.dispose()


def open_database_as_it_is(url: str) -> Ledger:
    from pipeline.ledger.place import _engine, _url

    return Ledger(_engine(_url(url)))


def test_findings_have_one_id_each_the_same_in_view_and_list(ledger_url: str) -> None:
    told = replace(FINDING, report="0.pdf")
    with Ledger.open(ledger_url) as ledger:
        # the same fingerprint within, and twice across; and another report of the same subject
        run = a_run(ledger, result(), result("b" * 64), across=[told, replace(told, stated="58%")])
        listed = [(entry.id, entry.finding.stated) for entry in ledger.listed(run)]
        first = listed[0][0]
        assert [name for name, _ in listed[2:4]] == [f"{first}-2", f"{first}-3"]
        assert len({name for name, _ in listed}) == len(listed) == 6
        assert ledger.finding_ids(run) == {name for name, _ in listed}
        ledger.decide([Decision("1", f"{first}-3", Choice.ASK, "hỏi lại", "An")])
        ledger.decide([Decision("2", first, Choice.DISMISS), Decision("3", first, Choice.OPEN)])
    database = open_database(ledger_url)
    with database.connect() as connection:
        seen = connection.execute(
            text("SELECT * FROM all_findings ORDER BY report_ordinal, is_across, finding")
        ).mappings()
        rows = list(seen)
    database.dispose()
    assert {(row["finding"], row["stated"]) for row in rows} == set(listed)
    assert {row["severity"] for row in rows} == {"error"}
    assert [(r["finding"], r["note"]) for r in rows if r["decision"]] == [(f"{first}-3", "hỏi lại")]
