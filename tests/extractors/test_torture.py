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
SHORT = {
    "chromium-oddities": "a blurred shadow is taken for a table; a watermark in two fonts",
    "drawn-layers": "text that a clip cuts away is not told from text that shows",
    "second-dark-head": "a lone text of an open row is not told from one that spans it",
    "second-upright-words": "words written upwards in two faces fall apart; figures are right",
}
"""What is known to be wrong of a file; the others hold no fault in their numerals."""


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are those of digital pages: what cannot be read so is to be named."""
    monkeypatch.setattr(engine, "engines", lambda: None)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_numeral_is_where_it_belongs(path: Path) -> None:
    result = score(path.stem, path, path.with_suffix(".json"))
    assert (result.found, result.added) == (result.numerals, 0), result.faults
    if path.stem not in SHORT:
        assert result.placed == result.numerals, result.faults
        assert result.parts["cells"][0] == result.parts["cells"][1], result.faults
    assert result.parts["problems"][0] == result.parts["problems"][1], result.faults


def test_rows_parted_by_rules_across_belong_to_the_head_above_them() -> None:
    path = next(path for path in FILES if path.stem == "second-dark-head")
    result = score(path.stem, path, path.with_suffix(".json"))
    spanning = 3 * 2
    assert result.placed == result.numerals - spanning, result.faults
    assert result.parts["cells"] == (187, 190), result.faults
