"""What is loaded when first asked (lexicon, checks) is there before a property is timed."""

from __future__ import annotations

import pytest

from extractors import read_text
from rules.checks import run
from rules.figures import extract


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> None:
    run(extract(read_text("Có 62/77 đồng chí (chiếm 80,5%).")))
