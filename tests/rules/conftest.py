"""The words of the lexicon are compiled before any example of a property is timed."""

from __future__ import annotations

import pytest

from rules.figures.lexicon import default_lexicon


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    default_lexicon()
