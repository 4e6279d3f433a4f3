"""Syllables: what a hyphen within is no sign of."""

from __future__ import annotations

import pytest

from extractors.letters import is_syllable


@pytest.mark.parametrize(
    "word", ["triển", "nghiệm", "được", "khuyến", "quyết", "giữa", "yêu", "ngoài", "khuya", "ý"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["môđun", "ôtô", "tếxã", "điốt", "kilô", "xyz", "đảngbộ"])
def test_what_is_more_than_one(word: str) -> None:
    assert not is_syllable(word)
