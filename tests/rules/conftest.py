"""What the tests of the rules share: words, patterns and checks are made before any clock runs."""

from __future__ import annotations

import pytest

from extractors import read_text
from rules.checks import run
from rules.figures import extract


@pytest.fixture(scope="session", autouse=True)
def _made() -> None:
    run(extract(read_text("Có 5/7 xã, đạt 71,4%.")))
