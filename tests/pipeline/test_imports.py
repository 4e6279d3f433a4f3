"""Heavy libraries are imported only where they are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.ledger.where import may_hold


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        (
            "import pipeline.cli",
            ("rich", "pandas", "spacy", "underthesea", "pdfplumber", "pypdfium2", "docx", "rules"),
        ),
        ("import pipeline.commands.conduct", ("sqlalchemy", "pebble", "pandas", "rich")),
        ("import extractors", ("pdfplumber", "pypdfium2", "docx", "lxml", "viparse")),
        (
            "from rules.figures import extract; from rules.figures.tagging import Tagger; Tagger()",
            ("spacy", "underthesea"),
        ),
        (
            "import rules.checks; rules.checks.catalogue()",
            ("spacy", "underthesea", "pandas", "rich"),
        ),
    ],
)
def test_lazy(code: str, unwanted: tuple[str, ...]) -> None:
    probe = f"{code}; import sys; print(*[m for m in {unwanted!r} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == ""


def test_a_new_ledger_holds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "ledger.sqlite"
    monkeypatch.setenv("SOAT_LEDGER", str(there))
    assert not may_hold(None)
    assert not may_hold(":memory:")
    there.touch()
    assert may_hold(None)
    assert may_hold(str(there))
    assert may_hold("postgresql://127.0.0.1:9/soat")
    assert not may_hold(str(tmp_path / "other.sqlite"))
