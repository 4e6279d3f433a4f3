"""Answers: two percentages told by opposites."""

from __future__ import annotations

import pytest

from extractors import read_text
from rules.answers import opposed_shares
from rules.figures import Extraction, extract


def read(text: str) -> Extraction:
    return extract(read_text(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hài lòng 83,4%, chưa hài lòng 26,6%.", True),
        ("Hài lòng 71,8%, chưa hài lòng 18,2%.", True),
        ("Hài lòng 83,4%, chưa hài lòng 16,6%.", False),
        ("Hài lòng 92%, chưa hài lòng 3%.", False),
        ("Hài lòng 71,8%, chưa hài lòng 18,2%, không trả lời 10,0%.", False),
        ("Đạt 108,2% kế hoạch, chưa đạt 18,2% chỉ tiêu.", False),
    ],
)
def test_two_answers(text: str, told: bool) -> None:
    assert bool(list(opposed_shares(read(text)))) is told
