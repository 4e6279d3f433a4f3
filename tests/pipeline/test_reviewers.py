"""Several reviewers on one ledger, SQLite and a real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.commands.conduct import Asked, conducted
from pipeline.commands.options import Lang
from pipeline.commands.reading import How
from pipeline.ledger import Choice, Decision, Ledger
from pipeline.review.board import Board

NUMBER = 60


def board_of(inbox: Path, ledger_url: str, reviewer: str) -> tuple[Board, Ledger]:
    """What one of them has before him; the ledger stays open."""
    how = How(1, "local", ledger_url, 60, Lang.VI)
    with conducted(Asked((str(inbox),), select="P101"), how) as run:
        reported = tuple(run.reported())
    ledger = Ledger.open(ledger_url)
    return Board(ledger, reported, reviewer), ledger


def test_two_reviewers_see_and_keep_each_others_decisions(tmp_path: Path, ledger_url: str) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    lines = (f"Xã {n} có {100 + n}/{300 + n} cháu (đạt 12%).\n" for n in range(NUMBER))
    (inbox / "a.txt").write_text("".join(lines), "utf-8")
    an, an_ledger = board_of(inbox, ledger_url, "An")
    binh, binh_ledger = board_of(inbox, ledger_url, "Bình")
    names = [finding["id"] for finding in an.whole()["findings"]]
    assert len(names) == NUMBER

    def decide(board: Board, choice: Choice, chosen: list[str]) -> None:
        for name in chosen:
            board.decide([Decision(f"{choice}-{name}", name, choice, "", "")])

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(decide, an, Choice.ACCEPT, names[:40])
        second = pool.submit(decide, binh, Choice.DISMISS, names[40:])
        first.result()
        second.result()
    seen = an.decisions()
    assert seen == binh.decisions()
    assert {name: told["reviewer"] for name, told in seen.items()} == {
        name: "An" if at < 40 else "Bình" for at, name in enumerate(names)
    }
    # The last word counts, and the history keeps both.
    binh.decide([Decision("again", names[0], Choice.ASK, "hỏi xã", "")])
    told = an.finding(names[0])
    assert told is not None
    assert [(one["choice"], one["reviewer"]) for one in told["history"]] == [
        ("accept", "An"), ("ask", "Bình"),
    ]  # fmt: skip
    assert an.decisions()[names[0]]["note"] == "hỏi xã"
    an_ledger.close()
    binh_ledger.close()
