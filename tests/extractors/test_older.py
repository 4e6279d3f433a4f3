"""RTF and DOC of the torture set: nothing of them is lost, altered or in another place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))
from score_reading import score  # noqa: E402

sys.path.pop(0)

OLDER = CORPUS / "reading" / "older"
FILES = sorted(path for path in OLDER.iterdir() if path.suffix in {".rtf", ".doc"})


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_everything_is_where_it_belongs(path: Path) -> None:
    result = score(path.name, path, path.with_suffix(".json"))
    assert result.numerals >= 12
    assert result.perfect, result.faults
    assert result.distance == 0, result.faults
