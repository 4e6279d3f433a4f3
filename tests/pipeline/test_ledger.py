"""The ledger, the same against SQLite and a real PostgreSQL."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.document import Box, Metadata, Origin, Place
from pipeline.ledger import Choice, Decision, Filed, Ledger, LedgerError, Standing, State
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult, Status
from rules.figures.figure import Hedge, Kind, Role
from rules.finding import Failure, Finding, Message, Severity
from tests.pipeline.processes import process

PLACE = Place(block=3, page=2, section="I > II", box=Box(70.5, 100.25, 92.75, 114.0))
FINDING = Finding(
    report="",
    rule="P101",
    name="percent-of-ratio",
    severity=Severity.ERROR,
    message=Message("Ghi 57%", "57% is written"),
    stated="57%",
    expected="69%",
    working=Message("53/77 = 68,8…%", "53/77 = 68.8…%"),
    figures=("n1", "n2"),
    surfaces=("53/77", "57%"),
    places=(PLACE, Place(block=3)),
    sentence="Tiêm 53/77 cháu (đạt 57%).",
    marks=((5, 10), (21, 24)),
    fingerprint="0123456789abcdef",
)


def result(sha256: str = "a" * 64, **changes: object) -> ReportResult:
    made = ReportResult(
        report="",
        status=Status.PARTIAL,
        numerals=(
            NumeralRecord("n0", Kind.DATE, "28/6", 0, 5, 9, PLACE),
            NumeralRecord(
                "n1", Kind.MONEY, "1 tỷ 216 triệu đồng", 0, 5, 10, PLACE,
                value=Decimal(123456789012345678), denominator=Decimal("0.05"),
                upper=Decimal(77), unit="đồng", hedge=Hedge.AT_LEAST, noun="tiền", noun_key="tiền",
                indicator="thu", period="năm 2024", role=Role.TARGET, part_of="n2",
                percent_of="n3", origin=Origin.OCR, confidence=0.5,
            ),
        ),
        sentences=("Tiêm 53/77 cháu (đạt 57%).",),
        figure_count=1, unclassified_count=0, claims=1,
        metadata=Metadata("Sở Y tế", "UBND tỉnh", "12/BC-SYT", "Hà Nội", "2024-06-28", "Báo cáo",
                          "năm 2024", "Nguyễn Văn A", ("Bộ Y tế", "Lưu VT")),
        format="pdf", pages=3, has_tracked_changes=True,
        findings=(FINDING, replace(FINDING, rule="P102", fingerprint="f" * 16)),
        failures=(Failure("", "needs_ocr", "a picture", None, 3),),
        sha256=sha256,
    )  # fmt: skip
    return replace(made, **changes)


def filed(ordinal: int, report: str, document: int | None, state: State = State.NEW) -> Filed:
    return Filed(ordinal, report, f"/inbox/{report}", None, "a" * 64, document, state)


def a_run(ledger: Ledger, *results: ReportResult, root: str = "/inbox", across: object = ()):
    run = ledger.begin(root)
    documents = ledger.keep(results, "reader")
    entries = [filed(n, f"{n}.pdf", document) for n, document in enumerate(documents)]
    told = zip(entries, results, strict=True)
    ledger.file(run, [(replace(entry, sha256=one.sha256), None) for entry, one in told])
    ledger.finish(run, across, ())
    return run


def test_what_is_kept_is_what_is_loaded(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        (document,) = ledger.keep([result()], "reader")
    with Ledger.open(ledger_url) as ledger:
        assert ledger.load(document) == result()
        lean = ledger.load(document, numerals=False)
        assert lean == result(numerals=(), sentences=())


def test_content_is_known_to_the_reader_that_read_it(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        documents = ledger.keep([result("a" * 64), result("b" * 64)], "reader")
        many = [f"{n:064x}" for n in range(2500)]
        assert ledger.known([*many, "a" * 64, "b" * 64], "reader") == {
            "a" * 64: documents[0],
            "b" * 64: documents[1],
        }
        assert ledger.known(["a" * 64], "another") == {}
        # the same content again takes the place of what was there
        changed = result("a" * 64, findings=(), failures=(), status=Status.OK)
        assert ledger.keep([changed], "reader") == documents[:1]
        assert ledger.load(documents[0]) == changed


def test_text_that_no_database_takes_is_kept_at_the_same_length(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        (document,) = ledger.keep([result(sentences=("a\0b \ud800 c",))], "reader")
        assert ledger.load(document).sentences == (
            "a\N{REPLACEMENT CHARACTER}b \N{REPLACEMENT CHARACTER} c",
        )


def test_a_run_gives_back_its_reports_in_order(ledger_url: str) -> None:
    told = replace(FINDING, report="1.pdf", rule="X501", reports=("0.pdf", "1.pdf"))
    with Ledger.open(ledger_url) as ledger:
        run = ledger.begin("/inbox")
        documents = ledger.keep([result("a" * 64), result("b" * 64)], "reader")
        gone = replace(result(), failures=(Failure("2.pdf", "timeout", "9 s"),), findings=())
        ledger.file(
            run,
            [
                (filed(0, "0.pdf", documents[1]), None),
                (filed(1, "1.pdf", documents[0]), None),
                (filed(2, "2.pdf", None), gone),
            ],
        )
        ledger.finish(run, [told], [Failure("", "check_crashed", "KeyError", "X502")])
        first, second, third = ledger.results(run)
        assert (first.sha256, second.sha256) == ("b" * 64, "a" * 64)
        assert [f.report for f in first.findings] == ["0.pdf", "0.pdf"]
        assert second.findings[-1] == told
        assert third.failures == (Failure("2.pdf", "timeout", "9 s"),)
        assert ledger.last() == ledger.last("/inbox")
        assert ledger.last("/elsewhere") is None
        assert ledger.hashes(ledger.last()) == {f"{n}.pdf": "a" * 64 for n in range(3)}


def test_a_run_that_was_killed_is_taken_up_again(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        run = ledger.begin("/inbox")
        ledger.file(run, [(filed(0, "old.pdf", None), result())])
    with Ledger.open(ledger_url) as ledger:
        again = ledger.begin("/inbox")
        assert again.id == run.id
        assert ledger.filed(again) == []
        assert ledger.last("/inbox") is None


def test_findings_are_new_still_open_or_fixed(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        first = a_run(ledger, result())
        assert {entry.standing for entry in ledger.listed(first)} == {Standing.NEW}
        # the unit sends its report again, under another content: one finding is mended
        partly = a_run(ledger, result("c" * 64, findings=()))
        assert (
            ledger.fixed(partly, ledger.base(partly)) == ()
        )  # what was not read may hold it still
        a_run(ledger, result())
        whole = result("b" * 64, findings=(FINDING,), status=Status.OK, failures=())
        second = a_run(ledger, whole)
        listed = [*ledger.listed(second), *ledger.fixed(second, ledger.base(second))]
        assert [(e.finding.rule, e.standing) for e in listed] == [
            ("P101", Standing.OPEN),
            ("P102", Standing.FIXED),
        ]


def test_a_dismissed_finding_stays_so_until_its_figures_change(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        first = a_run(ledger, result(findings=(FINDING,)))
        (entry,) = ledger.listed(first)
        ledger.decide([Decision("d1", entry.id, Choice.DISMISS, "đúng rồi", "An")])
        # other pages, same figures
        moved = replace(FINDING, places=(Place(block=9, page=8), Place(block=9)))
        (entry,) = ledger.listed(a_run(ledger, result("b" * 64, findings=(moved,))))
        assert entry.decision is not None
        assert (entry.decision.choice, entry.decision.note) == (Choice.DISMISS, "đúng rồi")
        other = replace(FINDING, stated="58%", fingerprint="e" * 16)
        (entry,) = ledger.listed(a_run(ledger, result("c" * 64, findings=(other,))))
        assert entry.decision is None


def test_decisions_are_added_to_and_the_last_is_in_force(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        assert ledger.decide([Decision("1", "f", Choice.ACCEPT), Decision("2", "g", Choice.ASK)])
        assert ledger.decide([Decision("1", "f", Choice.DISMISS)]) == 0  # sent twice
        assert ledger.decide([Decision("3", "f", Choice.DISMISS, reviewer="Bình")]) == 1
        assert ledger.decisions(["f"])["f"].choice is Choice.DISMISS
        ledger.decide([Decision("4", "f", Choice.OPEN)])
        assert set(ledger.decisions()) == {"g"}
        assert [d.id for d in ledger.history("f")] == ["1", "3", "4"]


def decide_fifty(url: str, who: int) -> None:
    with Ledger.open(url) as ledger:
        for n in range(50):
            ledger.decide([Decision(f"{who}-{n}", f"finding-{n}", Choice.ASK, reviewer=str(who))])


def test_four_reviewers_at_once_lose_nothing(ledger_url: str) -> None:
    Ledger.open(ledger_url).close()
    reviewers = [process(decide_fifty, ledger_url, n) for n in range(4)]
    for reviewer in reviewers:
        reviewer.start()
    for reviewer in reviewers:
        reviewer.join(60)
        assert reviewer.exitcode == 0
    with Ledger.open(ledger_url) as ledger:
        assert len(ledger.decisions()) == 50
        assert sum(len(ledger.history(f"finding-{n}")) for n in range(50)) == 200


def test_migrations_make_the_schema_that_new_ledgers_have(ledger_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import inspect, text

    from pipeline.ledger.migrations import migrate
    from pipeline.ledger.place import VERSION, open_database
    from pipeline.ledger.schema import METADATA
    from pipeline.ledger.views import VIEWS

    made = open_database(ledger_url)
    with made.begin() as connection:
        for view in VIEWS:
            connection.execute(text(f"DROP VIEW {view}"))
        METADATA.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    with made.begin() as connection:
        migrate(connection)
    with made.begin() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == VERSION
        assert compare_metadata(context, METADATA) == []
        assert set(inspect(connection).get_view_names()) == set(VIEWS)
    made.dispose()


def test_a_ledger_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger.open(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(LedgerError, match="newer"):
        Ledger.open(str(path))


@pytest.mark.parametrize("url", ["oracle://x", "postgresql://127.0.0.1:9/none", "no\0path"])
def test_what_is_no_ledger_is_one_clear_error(url: str) -> None:
    with pytest.raises(LedgerError):
        Ledger.open(url)


def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_text("Kính gửi: Sở Y tế\n" * 100, "utf-8")
    with pytest.raises(LedgerError, match="not a database"):
        Ledger.open(str(path))


def test_sql_users_see_the_figures_and_findings_of_the_last_run(ledger_url: str) -> None:
    from sqlalchemy import text

    from pipeline.ledger.place import open_database

    with Ledger.open(ledger_url) as ledger:
        a_run(ledger, result("c" * 64, findings=()))
        a_run(ledger, result("b" * 64), across=[replace(FINDING, report="0.pdf", rule="X501")])
    database = open_database(ledger_url)
    with database.connect() as connection:
        (figure,) = connection.execute(text("SELECT * FROM figures")).mappings()
        assert figure["report"] == "0.pdf"
        assert figure["value"] == "123456789012345678"
        assert figure["denominator"] == "0.05"
        assert figure["sentence"] == "Tiêm 53/77 cháu (đạt 57%)."
        rules = connection.execute(text("SELECT rule FROM all_findings ORDER BY rule")).scalars()
        assert list(rules) == ["P101", "P102", "X501"]
    database.dispose()
