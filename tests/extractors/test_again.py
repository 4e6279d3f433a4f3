"""One line read at two sizes: of what differs the surer reading counts."""

from __future__ import annotations

import pytest

from extractors.ocr.again import is_doubtful, surer
from extractors.ocr.engine import Letter


def line(text: str, sure: dict[str, float]) -> list[Letter]:
    """A reading whose letters stand ten pixels apart; '_' is a place without a letter."""
    return [
        Letter(one, sure.get(one, 0.95), 10.0 * at, 10.0 * at + 10)
        for at, one in enumerate(text)
        if one != "_"
    ]


@pytest.mark.parametrize(
    ("first", "doubt", "second", "other", "expected"),
    [
        ("thiều số", {"ề": 0.5}, "thiểu số", {"ể": 0.9}, "thiểu số"),
        ("thiều số", {"ề": 0.9}, "thiểu số", {"ể": 0.5}, "thiều số"),
        # a letter that only one of them has, against even odds
        ("t_ng số", {}, "tổng số", {"ổ": 0.8}, "tổng số"),
        ("t_ng số", {}, "tổng số", {"ổ": 0.4}, "tng số"),
        ("nghịn sơ kết", {"n": 0.4}, "nghị_ sơ kết", {}, "nghị sơ kết"),
        # figures are settled elsewhere
        ("thu 173 xã", {"3": 0.4}, "thu 178 xã", {"8": 0.9}, "thu 173 xã"),
    ],
)
def test_the_surer_stretch_counts(
    first: str, doubt: dict[str, float], second: str, other: dict[str, float], expected: str
) -> None:
    found = surer(line(first, doubt), line(second, other))
    assert "".join(one.text for one in found) == expected


def test_a_line_with_a_guessed_letter_is_read_again() -> None:
    assert is_doubtful(line("thiều số", {"ề": 0.5}))
    assert not is_doubtful(line("thiều số", {"ề": 0.7}))
    assert not is_doubtful(line("137", {"3": 0.3}))
