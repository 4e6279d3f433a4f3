"""A run that is killed at any moment and started again ends as if it had not been.

`SOAT_KILLS=100` tries so many moments; a few are enough to hold it in the ordinary tests.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import OperationalError

from pipeline.ledger.schema import (
    ACROSS_FINDINGS,
    DOCUMENTS,
    FAILURES,
    FINDINGS,
    NUMERALS,
    REPORTS,
    RUNS,
    SENTENCES,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
KILLS = int(os.environ.get("SOAT_KILLS", "2"))
NAMES = ("Nội vụ", "Y tế", "Tư pháp", "Xây dựng", "Công Thương", "Tài chính")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unit reports, one that cannot be read, and one that stands twice."""
    folder = tmp_path_factory.mktemp("inbox")
    for n in range(24):
        name = f"Đảng bộ Sở {NAMES[n % 6]} {n}"
        members, women = 40 + n, 20 + n // 2
        (folder / f"{n:02}.txt").write_text(
            f"TỈNH ỦY X\n{name.upper()}\nSố {n}-BC/ĐU\n\nBÁO CÁO\nkết quả công tác năm 2024\n\n"
            + "".join(
                f"Đảng bộ có tổng số {members} đảng viên, trong đó {women} nữ. "
                f"Đã khám cho 62/77 cháu (đạt {70 + n}%).\n"
                for _ in range(5)
            ),
            "utf-8",
        )
    (folder / "hỏng.pdf").write_bytes(b"%PDF-1.7 x")
    (folder / "lần hai.txt").write_bytes((folder / "05.txt").read_bytes())
    return folder


def command(inbox: Path, ledger: Path) -> list[str]:
    return [
        sys.executable, "-c", "from pipeline.cli import main; main()", "check", str(inbox),
        "--format", "jsonl", "--ledger", str(ledger), "--jobs", "2",
    ]  # fmt: skip


def content(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a ledger holds, by what it is and not by number or time."""
    database = create_engine(f"sqlite:///{ledger}")
    found = {}
    with database.connect() as connection:
        hashes = dict(connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.sha256)).all())
        for table in (DOCUMENTS, FAILURES, SENTENCES, NUMERALS, FINDINGS, REPORTS, RUNS,
                      ACROSS_FINDINGS):  # fmt: skip
            rows = []
            for row in connection.execute(select(table)).mappings():
                left = {k: v for k, v in row.items() if k not in {"id", "started", "finished"}}
                left |= {"document_id": hashes.get(row.get("document_id"))}
                rows.append(tuple(str(v) for v in left.values()))
            found[table.name] = sorted(rows)
        assert connection.execute(select(RUNS.c.finished)).scalars().all() != [None]
    database.dispose()
    return found


def test_a_killed_run_ends_as_if_it_had_not_been(inbox: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.sqlite"
    begun = time.monotonic()
    expected = subprocess.run(command(inbox, whole), capture_output=True, check=False)
    lasted = time.monotonic() - begun
    assert expected.returncode == 3
    assert expected.stdout.count(b"\n") > 20
    held = content(whole)
    seeded = random.Random(20241128)  # noqa: S311 - moments, no secrets
    for kill in range(KILLS):
        ledger = tmp_path / f"{kill}.sqlite"
        run = subprocess.Popen(
            command(inbox, ledger), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(seeded.uniform(0, lasted))
        workers = []
        if run.poll() is None:
            workers = psutil.Process(run.pid).children(recursive=True)
            run.send_signal(signal.SIGKILL)
        run.wait()
        _, alive = psutil.wait_procs(workers, timeout=20)
        assert alive == []
        again = subprocess.run(command(inbox, ledger), capture_output=True, check=False)
        assert (again.returncode, again.stdout) == (3, expected.stdout)
        if ledger.exists() and len(content(ledger)["runs"]) == 1:
            assert content(ledger) == held


def test_ctrl_c_keeps_what_is_done_and_ends_the_workers(inbox: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for n in range(400):
        source = inbox / f"{n % 24:02}.txt"
        (many / f"{n:03}.txt").write_text(source.read_text("utf-8") + f"\nCó {n} hộ.\n", "utf-8")
    ledger = tmp_path / "ledger.sqlite"
    run = subprocess.Popen(
        command(many, ledger), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while time.monotonic() < until and kept(ledger) == 0:
        time.sleep(0.1)
    workers = psutil.Process(run.pid).children(recursive=True)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert (out, err) == ("", "soat: đã dừng theo yêu cầu\n")
    assert psutil.wait_procs(workers, timeout=20)[1] == []
    assert 0 < kept(ledger) < 400


def kept(ledger: Path) -> int:
    """How many documents a ledger has; none while there is no ledger."""
    if not ledger.exists():
        return 0
    database = create_engine(f"sqlite:///{ledger}")
    try:
        with database.connect() as connection:
            return len(connection.execute(select(DOCUMENTS.c.id)).all())
    except OperationalError:
        return 0
    finally:
        database.dispose()


def test_no_text_of_a_report_reaches_logs_or_errors(tmp_path: Path) -> None:
    canary = "Hoàng-Yến-Canary"
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    text = f"Đồng chí {canary} đã khám cho 62/77 cháu (đạt 90%).\n"
    (inbox / "a.txt").write_text(text, "utf-8")
    (inbox / "b.docx").write_bytes(b"PK\x03\x04" + text.encode())
    (inbox / "c.pdf").write_bytes(b"%PDF-1.7\n" + text.encode())
    (inbox / "d.txt").write_bytes(text.encode("utf-16-be"))
    (inbox / "e.rtf").write_bytes(b"{\\rtf1 " + text.encode() * 3)
    log = "import logging; logging.basicConfig(level=0); "
    code = log + "from pipeline.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "check", str(inbox), "--ledger", str(tmp_path / "l.sqlite"),
         "--output", str(tmp_path / "out.txt")],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 3
    assert len(run.stderr.splitlines()) >= 3
    assert canary not in run.stderr
    assert canary in (tmp_path / "out.txt").read_text("utf-8")
