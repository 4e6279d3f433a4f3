"""The torture set of corpus/reading/pdf: every numeral in its cell, paragraph or footnote."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractors.ocr import engine

CORPUS = Path(__file__).parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))
from score_reading import score  # noqa: E402

sys.path.pop(0)

FILES = sorted((CORPUS / "reading" / "pdf").glob("*.pdf"))


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are those of digital pages: what cannot be read so is to be named."""
    monkeypatch.setattr(engine, "engines", lambda: None)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_numeral_is_where_it_belongs(path: Path) -> None:
    result = score(path.stem, path, path.with_suffix(".json"))
    assert (result.found, result.added) == (result.numerals, 0), result.faults
    assert result.placed == result.numerals, result.faults
    for part in ("cells", "notes", "furniture", "problems"):
        assert result.parts[part][0] == result.parts[part][1], result.faults
