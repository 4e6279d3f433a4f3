"""The patterns that are tried at a digit: all of those that fit there, found without trying all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rules.figures.lexicon import default_lexicon
from rules.figures.lookalikes import lookalikes_of
from rules.figures.lookalikes.beginnings import beginning, beginnings
from rules.figures.lookalikes.shape import WINDOW
from rules.figures.spelling import fold

CORPUS = Path(__file__).parents[2] / "corpus"
PASSAGES = (CORPUS / "figures" / "dev.jsonl").read_text("utf-8").splitlines()


@pytest.mark.parametrize("at", range(0, len(PASSAGES), 20))
def test_no_pattern_that_fits_is_left_out(at: int) -> None:
    endings = lookalikes_of(default_lexicon())._endings
    for line in PASSAGES[at : at + 20]:
        plain = json.loads(line)["text"]
        folded = fold(plain)
        for digit in re.finditer(r"\d", plain):
            start = digit.start()
            window = folded[max(0, start - WINDOW) : start]
            fitting = [
                pattern
                for pattern in endings._patterns
                if pattern.body.match(plain, start)
                and (pattern.left is None or pattern.left.search(window))
            ]
            tried = endings.at(plain, folded, start)
            assert [pattern for pattern in tried if pattern in fitting] == fitting


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(\d{1,2})[/.-](\d{1,2})", {"/", ".", "-"}),
        (r"(\d+)\s+tháng", {" t"}),
        (r"(\d+)\s?%", {"%", " %"}),
        (r"(\d{1,2})(?:\s*(?:,|và)\s*\d+)+", {",", " ,", "v", " v"}),
        (r"(\d+)(?=\)|$)", {")", "", " "}),
        (r"(\d{1,4})(?!\d)", None),
        (r"(\d+)\w", None),
    ],
)
def test_what_stands_behind_the_digits_is_read_out_of_a_pattern(
    pattern: str, expected: set[str] | None
) -> None:
    assert beginnings(re.compile(pattern)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12/3", "/"), ("12 tháng", " t"), ("12", ""), ("12 ", " "), ("5Đ", "é"), ("1 2", " 0")],
)
def test_what_stands_behind_the_digits_of_a_text(text: str, expected: str) -> None:
    assert beginning(text, 0) == expected
