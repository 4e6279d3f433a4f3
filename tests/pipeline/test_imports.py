"""Heavy libraries are imported only where they are needed."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        (
            "import pipeline.cli",
            ("rich", "pandas", "spacy", "underthesea", "pdfplumber", "pypdfium2", "docx", "rules"),
        ),
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
