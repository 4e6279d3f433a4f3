"""The README's examples, run as they stand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
TWELVE = ROOT / "corpus" / "units" / "twelve"


def blocks(language: str) -> list[str]:
    found = [code for name, code in BLOCKS if name == language]
    assert found
    return found


def test_python() -> None:
    for code in blocks("python"):
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        # 18,72 triệu đồng of dues in the first report alone
        assert "ky1/01-dang-bo-so-noi-vu.pdf" in run.stdout


def test_sql(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    from sqlalchemy import text

    from pipeline.ledger.place import open_database

    ledger = tmp_path / "ledger.sqlite"
    figures = [*COMMAND, "figures", str(TWELVE / "ky1"), "--ledger", str(ledger)]
    subprocess.run([*figures, "--format", "parquet", "--output", "figures.parquet"],
                   cwd=tmp_path, check=True)  # fmt: skip
    subprocess.run([*COMMAND, "check", str(TWELVE / "ky1"), "--ledger", str(ledger)],
                   check=False, stdout=subprocess.DEVNULL)  # fmt: skip
    over_parquet, over_ledger = blocks("sql")
    path = (tmp_path / "figures.parquet").as_posix()
    rows = duckdb.sql(over_parquet.replace("figures.parquet", path)).fetchall()
    assert rows
    assert rows[0][2] >= rows[-1][2]
    database = open_database(str(ledger))
    with database.connect() as connection:
        found = connection.execute(text(over_ledger)).all()
    database.dispose()
    assert ("tong-hop.docx", "100,0%") in {(row.report, row.surface) for row in found}
