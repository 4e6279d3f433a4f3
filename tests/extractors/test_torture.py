"""The torture set of corpus/reading/pdf: all of it in its cell, paragraph or footnote."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))
from score_reading import score  # noqa: E402

sys.path.pop(0)

FILES = sorted((CORPUS / "reading" / "pdf").glob("*.pdf"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_everything_is_where_it_belongs(path: Path) -> None:
    result = score(path.stem, path, path.with_suffix(".json"))
    assert (result.found, result.added) == (result.numerals, 0), result.faults
    assert result.placed == result.numerals, result.faults
    assert result.perfect, result.faults
