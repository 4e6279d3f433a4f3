"""What a ledger takes, refuses, and never shows."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.document import Box, Metadata, Place
from pipeline.ledger import Choice, Decision, Ledger, LedgerError
from pipeline.ledger.cells import digits
from pipeline.result import Status
from rules.across.facts import ReportFacts
from rules.finding import Failure
from tests.pipeline.processes import process
from tests.pipeline.test_ledger import FINDING, PLACE, a_run, filed, result

BAD = "a\0b\ud800c"
MENDED = "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("80.0", "80"), ("80", "80"), ("8E+1", "80"), ("0.050", "0.05"), ("-0", "0"),
        ("-0.0", "0"), ("-4.50", "-4.5"), ("100", "100"), ("1E-7", "0.0000001"),
        ("123456789012345678", "123456789012345678"),
        ("1234567890123456789012345678901234.5", "1234567890123456789012345678901234.5"),
    ],
)  # fmt: skip
def test_equal_decimals_have_equal_text(value: str, written: str) -> None:
    assert digits(Decimal(value)) == written


def test_boxes_are_kept_to_hundredths_of_a_point(ledger_url: str) -> None:
    kept = result()
    numeral = replace(kept.numerals[0], place=replace(PLACE, box=Box(1.23456, 2.0, 3.999, 4.001)))
    with Ledger.open(ledger_url) as ledger:
        (document,) = ledger.keep([replace(kept, numerals=(numeral,))], "reader")
        assert ledger.load(document).numerals[0].place.box == Box(1.23, 2.0, 4.0, 4.0)


def test_text_that_no_store_takes_is_mended_wherever_it_stands(ledger_url: str) -> None:
    finding = replace(FINDING, sentence=BAD, surfaces=(BAD,), places=(Place(1, section=BAD),))
    facts = ReportFacts("", f"Sở {BAD[3:]}", None, None, None, None, None, ())
    kept = result(
        metadata=Metadata(issuer=BAD, recipients=(BAD,)), findings=(finding,),
        failures=(Failure("", "corrupt", BAD),), facts=facts,
    )  # fmt: skip
    with Ledger.open(ledger_url) as ledger:
        (document,) = ledger.keep([kept], "reader")
        loaded = ledger.load(document)
        assert (loaded.metadata.issuer, loaded.metadata.recipients) == (MENDED, (MENDED,))
        assert loaded.failures[0].detail == MENDED
        (found,) = loaded.findings
        assert (found.sentence, found.surfaces) == (MENDED, (MENDED,))
        assert found.places == (Place(1, section=MENDED),)
        run = ledger.begin(f"/{BAD}")
        gone = replace(result(), failures=(Failure("", "corrupt", BAD),))
        ledger.file(run, [(filed(0, "0", document), None), (filed(1, BAD, None), gone)])
        ledger.finish(run, [replace(finding, report="0")], [Failure("", "check_crashed", BAD)])
        assert ledger.last(f"/{BAD}") == ledger.last()
        assert [entry.report for entry in ledger.filed(run)] == ["0", MENDED]
        assert [told.issuer for told in ledger.facts(run)] == ["Sở \N{REPLACEMENT CHARACTER}c"]
        assert ledger.decide([Decision("1", "f", Choice.ASK, BAD, BAD)]) == 1
        assert ledger.decisions()["f"].note == MENDED


@pytest.mark.parametrize(
    "decision", [("x" * 65, "f"), ("1", "f" * 41), ("", "f"), ("1", "")], ids=str
)
def test_an_id_that_one_store_would_refuse_both_refuse(
    ledger_url: str, decision: tuple[str, str]
) -> None:
    with Ledger.open(ledger_url) as ledger:
        with pytest.raises(LedgerError):
            ledger.decide([Decision("fine", "f", Choice.ASK), Decision(*decision, Choice.ASK)])
        assert ledger.decisions() == {}


@pytest.mark.parametrize(
    ("code", "is_known"),
    [("timeout", False), ("memory", False), ("worker_died", False), ("crashed", False),
     ("corrupt", True), ("encrypted", True), ("check_crashed", True)],
)  # fmt: skip
def test_what_may_pass_another_time_is_read_again(
    ledger_url: str, code: str, is_known: bool
) -> None:
    bad = result(status=Status.FAILED, failures=(Failure("", code),))
    with Ledger.open(ledger_url) as ledger:
        (document,) = ledger.keep([bad], "reader")
        assert bool(ledger.known(["a" * 64], "reader")) is is_known
        # read again, it takes the same row; the same content twice in one call is one row
        good = result(failures=(), status=Status.OK)
        assert ledger.keep([bad, good], "reader") == [document, document]
        assert ledger.known(["a" * 64], "reader") == {"a" * 64: document}
        assert ledger.load(document) == good


def test_filing_and_finishing_twice_is_once(ledger_url: str) -> None:
    told = replace(FINDING, report="0.pdf")
    with Ledger.open(ledger_url) as ledger:
        documents = ledger.keep([result("a" * 64), result("b" * 64)], "reader")
        run = ledger.begin("/inbox")
        entries = [(filed(n, f"{n}.pdf", d), None) for n, d in enumerate(documents)]
        whole = ledger.file(run, entries)
        for _ in range(2):  # by another process, in two parts
            assert ledger.file(run, entries[:1]) == whole[:1]
            assert ledger.file(run, entries[1:]) == whole[1:]  # subjects counted over both
            ledger.finish(run, [told], [Failure("", "check_crashed", "", "X501")])
        assert tuple(ledger.filed(run)) == whole
        assert len({entry.subject for entry in whole}) == 2
        assert sum(1 for _ in ledger.listed(run)) == 5


def test_errors_show_nothing_of_what_was_to_be_stored(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        run = ledger.begin("/inbox")
        with pytest.raises(LedgerError) as caught:
            ledger.file(run, [(filed(0, "CANARY", 99), None)])  # no such document
        assert "CANARY" not in repr(caught.value) + caught.value.message.vi
        assert caught.value.__suppress_context__
        with pytest.raises(LedgerError, match="no such document"):
            ledger.load(99)


def test_a_forgotten_ledger_can_be_used_while_it_is_read() -> None:
    with Ledger.open(":memory:") as ledger:
        run = a_run(ledger, result(), result("b" * 64))
        for n, entry in enumerate(ledger.listed(run)):
            ledger.decide([Decision(str(n), entry.id, Choice.ASK)])
            assert ledger.load(1).sha256 == "a" * 64
        assert len(ledger.decisions()) == 4


def open_and_close(url: str) -> None:
    Ledger.open(url).close()


def test_a_new_ledger_can_be_opened_by_four_at_once(ledger_url: str) -> None:
    openers = [process(open_and_close, ledger_url) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(60)
        assert opener.exitcode == 0


@pytest.mark.parametrize(("on_share", "mode"), [(False, "wal"), (True, "delete")])
def test_a_share_has_no_log_written_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_share: bool, mode: str
) -> None:
    monkeypatch.setattr("pipeline.mounts.is_share", lambda _: on_share)
    path = tmp_path / "sổ kết quả" / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        a_run(ledger, result())
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == (mode,)
    connection.close()


def test_without_its_driver_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r'pip install "soat\[postgres\]"'):
        Ledger.open("postgresql://127.0.0.1/none")


def test_an_open_of_today_s_schema_needs_no_alembic(tmp_path: Path) -> None:
    import subprocess

    asked = (
        "import sys; from pipeline.ledger import Ledger; Ledger.open(sys.argv[1]).close(); "
        "assert not [name for name in sys.modules if name.startswith('alembic')]"
    )
    for _ in range(2):  # a new one, and one that is there
        subprocess.run([sys.executable, "-c", asked, str(tmp_path / "x.sqlite")], check=True)


def test_reports_are_streamed(tmp_path: Path) -> None:
    import tracemalloc

    numerals = result().numerals * 100

    def peak(ledger: Ledger, reports: int) -> int:
        run = a_run(ledger, *(result(f"{n:064x}", numerals=numerals) for n in range(reports)))
        for _ in ledger.results(run, numerals=True):  # caches are filled
            break
        tracemalloc.start()
        assert sum(len(r.numerals) for r in ledger.results(run, numerals=True)) == 200 * reports
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    with Ledger.open(str(tmp_path / "ledger.sqlite")) as ledger:
        assert peak(ledger, 120) < 1.5 * peak(ledger, 30)
