"""The README's examples, run as they stand."""

from __future__ import annotations

import csv
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


def test_power_query(tmp_path: Path) -> None:
    """No engine of Power Query runs here: what the example says of the file is held to the file."""
    (code,) = blocks("powerquery")
    out = tmp_path / "out"
    subprocess.run([*COMMAND, "check", str(TWELVE / "ky1"), "--ledger", ":memory:",
                    "--format", "csv", "--output", str(out)], check=False)  # fmt: skip
    asked = r"\\(\w+\.csv)\"\), \[Delimiter=\"(.)\", Encoding=(\d+), QuoteStyle=(\S+?)]"
    given = re.search(asked, code)
    assert given is not None
    name, delimiter, codepage, quotes = given.groups()
    assert (codepage, quotes) == ("65001", "QuoteStyle.Csv")  # UTF-8; line ends within quotes
    with (out / name).open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=delimiter)
    assert {len(row) for row in rows} == {len(head)}
    types = {"Int64.Type": int, "type number": float}
    typed = re.findall(r'\{"(\w+)", ([\w. ]+)\}', code)
    assert typed
    for column, kind in typed:
        cells = [row[head.index(column)] for row in rows]
        assert any(cells)
        assert all(types[kind](cell) is not None for cell in cells if cell)
