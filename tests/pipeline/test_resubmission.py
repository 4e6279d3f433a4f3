"""After a unit sends its report again: what is new, what is still open, what is fixed."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands.conduct import Asked, conducted
from pipeline.commands.options import Lang
from pipeline.commands.reading import How
from pipeline.review.board import Board

HEAD = "TỈNH ỦY X\nĐẢNG BỘ SỞ {}\nSố 1-BC/ĐU\n\nBÁO CÁO\nkết quả công tác năm 2024\n\n"
WRONG = "Có 62/77 đồng chí (đạt 90%) dự. "
RIGHT = "Có 62/77 đồng chí (đạt 80,5%) dự. "
OTHER = "Khám cho 30/40 cháu (đạt 60%). "
NEW = "Cấp 10/20 thẻ (đạt 40%). "


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    put(folder, "Y TẾ", WRONG + OTHER)
    put(folder, "NỘI VỤ", WRONG)
    return folder


def put(folder: Path, unit: str, text: str) -> None:
    (folder / f"{unit}.txt").write_text(HEAD.format(unit) + text, "utf-8")


def checked(inbox: Path, *more: str) -> tuple[str, list[tuple[str, str, str]]]:
    """What is told, and (report, stated, standing) of the workbook's rows."""
    book = inbox.parent / "out.xlsx"
    ledger = inbox.parent / "ledger.sqlite"
    done = CliRunner().invoke(
        app,
        ["check", str(inbox), "--format", "xlsx", "--output", str(book), "--ledger", str(ledger),
         "--fail-on", "never", "--select", "P", *more],
    )  # fmt: skip
    assert done.exit_code in {0, 3}, done.output
    head, *rows = openpyxl.load_workbook(book)["Phát hiện"].values
    at = [head.index(name) for name in ("Báo cáo", "Ghi", "So với lần trước")]
    return done.stderr, sorted(tuple(str(row[n]) for n in at) for row in rows)  # type: ignore[misc]


def test_a_mended_figure_is_told_as_fixed_once(inbox: Path) -> None:
    told, rows = checked(inbox)
    assert "đã được sửa" not in told
    assert rows == [
        ("NỘI VỤ.txt", "90%", "mới"), ("Y TẾ.txt", "60%", "mới"), ("Y TẾ.txt", "90%", "mới"),
    ]  # fmt: skip
    assert checked(inbox)[1] == rows
    put(inbox, "Y TẾ", RIGHT + OTHER + NEW)
    told, rows = checked(inbox)
    assert "1 phát hiện của lần gửi trước đã được sửa" in told
    assert rows == [
        ("NỘI VỤ.txt", "90%", "còn đó"), ("Y TẾ.txt", "40%", "mới"), ("Y TẾ.txt", "60%", "còn đó"),
        ("Y TẾ.txt", "90%", "đã sửa"),
    ]  # fmt: skip
    # The same files again, as for another output: still held to the submission before.
    assert checked(inbox) == (told, rows)
    put(inbox, "NỘI VỤ", WRONG + OTHER)
    told, rows = checked(inbox)
    assert "đã được sửa" not in told
    assert [standing for _, _, standing in rows] == ["mới", "còn đó", "còn đó", "còn đó"]


def test_what_was_withdrawn_or_cannot_be_read_is_not_fixed(inbox: Path) -> None:
    checked(inbox)
    (inbox / "NỘI VỤ.txt").unlink()
    (inbox / "Y TẾ.txt").write_bytes(b"\xff\xfe\xfd")
    told, rows = checked(inbox)
    assert "đã được sửa" not in told
    assert rows == []


def test_what_is_not_asked_for_is_not_told_as_fixed(inbox: Path) -> None:
    checked(inbox)
    put(inbox, "Y TẾ", RIGHT + OTHER)
    told, rows = checked(inbox, "--ignore", "P101,P102")
    assert "đã được sửa" not in told
    assert rows == []


def test_the_review_has_what_is_fixed_but_no_place_for_it(inbox: Path) -> None:
    checked(inbox)
    put(inbox, "NỘI VỤ", RIGHT)
    how = How(1, "local", str(inbox.parent / "ledger.sqlite"), 60, Lang.VI)
    with conducted(Asked((str(inbox),), select="P"), how) as run:
        board = Board(run.ledger, run.reported(), "An")
        found = board.whole()["findings"]
        (fixed,) = [finding for finding in found if finding["standing"] == "fixed"]
        assert len(found) == 3
        assert board.whole()["reports"][fixed["report"]]["name"] == "NỘI VỤ.txt"
        whole = board.finding(fixed["id"])
        assert whole is not None
        assert (whole["stated"], whole["places"]) == ("90%", [])
        assert board.timeline(fixed["id"]) == []


def test_sarif_has_what_is_fixed_as_absent(inbox: Path) -> None:
    checked(inbox)
    put(inbox, "Y TẾ", RIGHT + OTHER)
    done = CliRunner().invoke(
        app,
        ["check", str(inbox), "--format", "sarif", "--select", "P",
         "--ledger", str(inbox.parent / "ledger.sqlite")],
    )  # fmt: skip
    (run,) = json.loads(done.stdout)["runs"]
    states = [(one["properties"]["stated"], one["baselineState"]) for one in run["results"]]
    assert sorted(states) == [("60%", "unchanged"), ("90%", "absent"), ("90%", "unchanged")]
