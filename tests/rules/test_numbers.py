"""Printed numbers: every Vietnamese way of writing a value reads as that value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.figures.numbers import NUMBER, parse


def dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@given(st.integers(min_value=0, max_value=10**15))
def test_thousands_dotted_or_not(value: int) -> None:
    for text in (dotted(value), str(value)):
        match = NUMBER.match(text)
        assert match is not None
        assert match[0] == text
        assert parse(text, decimal=False).value == value


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=1, max_value=4), st.data())
def test_decimal_comma(whole: int, digits: int, data: st.DataObject) -> None:
    rest = data.draw(st.integers(min_value=0, max_value=10**digits - 1))
    text = f"{dotted(whole)},{rest:0{digits}d}"
    number = parse(text, decimal=True)
    assert number.value == whole + Decimal(rest).scaleb(-digits)
    assert number.step == Decimal(1).scaleb(-digits)


@given(st.integers(min_value=1, max_value=99))
def test_zero_padding(value: int) -> None:
    assert parse(f"{value:02d}", decimal=False).value == value


@pytest.mark.parametrize(
    ("text", "decimal", "value", "odd"),
    [
        ("3.986", False, "3986", False),
        ("1,774", False, "1774", True),
        ("108,987", True, "108.987", False),
        ("98.5", True, "98.5", True),
        ("1,234,567.8", True, "1234567.8", True),
        ("2 376,90", True, "2376.90", False),
        ("0,125", False, "0.125", False),
        ("95.120.259.153", False, "95120259153", False),
    ],
)
def test_by_hand(text: str, decimal: bool, value: str, odd: bool) -> None:
    number = parse(text, decimal=decimal)
    assert (number.value, number.odd_marks) == (Decimal(value), odd)
