"""A ledger whose writer is killed between any two calls, or within one, and then called again."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline.ledger import Choice, Decision, Ledger
from pipeline.ledger.place import open_database
from pipeline.ledger.schema import (
    ACROSS_FINDINGS,
    DECISIONS,
    DOCUMENTS,
    FAILURES,
    FINDINGS,
    METADATA,
    NUMERALS,
    REPORTS,
    RUN_FAILURES,
    RUNS,
    SENTENCES,
)
from rules.finding import Failure
from tests.pipeline.processes import process
from tests.pipeline.test_ledger import FINDING, filed, result

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
CALLS = 8


def sequence(url: str, kill_before: int | None) -> None:
    """Two runs and a decision; this process kills itself before a call of the second run."""
    calls = 0

    def step() -> None:
        nonlocal calls
        if calls == kill_before:
            os.kill(os.getpid(), signal.SIGKILL)
        calls += 1

    ledger = Ledger.open(url)
    gone = replace(result("d" * 64), findings=(), failures=(Failure("2.pdf", "timeout", "9 s"),))
    step()
    run = ledger.begin("/inbox")
    step()
    known = ledger.known(["a" * 64, "b" * 64], "reader")
    for sha256 in ("a" * 64, "b" * 64):
        if sha256 not in known:
            known[sha256] = ledger.keep([result(sha256)], "reader")[0]
        step()
    ledger.file(run, [(filed(n, f"{n}.pdf", d), None) for n, d in enumerate(known.values())])
    step()
    ledger.file(run, [(filed(2, "2.pdf", None), gone)])
    step()
    ledger.decide([Decision("one", "f-1", Choice.ASK)])
    step()
    ledger.finish(run, [replace(FINDING, report="0.pdf")], [Failure("", "check_crashed", "", "X1")])
    step()
    assert calls == CALLS
    ledger.close()


def content(url: str) -> dict[str, list[tuple[str, ...]]]:
    """All that a ledger holds, by natural keys and not by number or time."""
    database = open_database(url)
    found = {}
    with database.connect() as connection:
        hashes = dict(connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.sha256)).all())
        roots = {
            row.id: (row.root, row.finished is not None) for row in connection.execute(select(RUNS))
        }
        left_out = {"started", "finished", "at", "seq"}
        for table in METADATA.sorted_tables:
            numbered = left_out | ({"id"} if table in (DOCUMENTS, RUNS) else set())
            found[table.name] = sorted(
                tuple(
                    str(
                        hashes.get(value, value) if name == "document_id"
                        else roots[value] if name == "run_id" else value
                    )
                    for name, value in row.items() if name not in numbered
                )
                for row in connection.execute(select(table)).mappings()
            )  # fmt: skip
        found["ended"] = sorted((str(root),) for root in roots.values())
    database.dispose()
    return found


def in_a_process(url: str, kill_before: int | None) -> int | None:
    killed = process(sequence, url, kill_before)
    killed.start()
    killed.join(60)
    return killed.exitcode


def test_killed_between_any_two_calls_it_ends_the_same(ledger_url: str, tmp_path: Path) -> None:
    whole = tmp_path / "whole.sqlite"
    sequence(str(whole), None)
    expected = content(str(whole))
    rows = {name: len(there) for name, there in expected.items()}
    assert rows == {
        "documents": 2, "sentences": 2, "numerals": 4, "failures": 2, "findings": 4, "runs": 1,
        "reports": 3, "across_findings": 1, "run_failures": 1, "decisions": 1, "ended": 1,
    }  # fmt: skip
    for kill_before in range(CALLS):
        empty(ledger_url)
        assert in_a_process(ledger_url, kill_before) == -signal.SIGKILL
        sequence(ledger_url, None)
        after = content(ledger_url)
        if kill_before == CALLS - 1:  # it had ended: the sequence makes a second, equal run
            of_runs = (REPORTS, RUNS, ACROSS_FINDINGS, RUN_FAILURES)
            for name in [table.name for table in of_runs] + ["ended"]:
                assert after[name] == sorted(expected[name] * 2)
                after[name] = expected[name]
        assert after == expected


def empty(url: str) -> None:
    database = open_database(url)
    with database.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
    database.dispose()


def die_while_keeping(url: str) -> None:
    from pipeline.ledger import documents

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    insert_all = documents.insert_all

    def numerals_and_death(connection: object, table: object, rows: object) -> None:
        insert_all(connection, table, rows)
        if table is NUMERALS:
            die()

    documents.insert_all = numerals_and_death
    Ledger.open(url).keep([result(), result("b" * 64)], "reader")


def test_a_killed_writer_leaves_no_half_document(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        ledger.keep([result()], "reader")
    writer = process(die_while_keeping, ledger_url)
    writer.start()
    writer.join(60)
    assert writer.exitcode == -signal.SIGKILL
    with Ledger.open(ledger_url) as ledger:
        known = ledger.known(["a" * 64, "b" * 64], "reader")
        assert set(known) == {"a" * 64}
        assert ledger.load(known["a" * 64]) == result()
        assert ledger.keep([result("b" * 64)], "reader")
    assert {t.name: len(content(ledger_url)[t.name]) for t in (SENTENCES, FAILURES)} == {
        "sentences": 2,
        "failures": 2,
    }
    assert not any(
        content(ledger_url)[t.name] for t in (REPORTS, ACROSS_FINDINGS, RUN_FAILURES, DECISIONS)
    )
    assert len(content(ledger_url)[FINDINGS.name]) == 4
