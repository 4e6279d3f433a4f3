"""Slips: what one slip makes of a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import read_text
from rules.figures import extract
from rules.figures.figure import Figure
from rules.slips import one_slip_from_a_whole, one_slip_from_adding_up, slips

ONE = Decimal(1)
numbers = st.integers(10, 10**9)


def figures(*written: str) -> list[Figure]:
    """Figures of counts or percentages, as written."""
    return list(extract(read_text(f"Có {', '.join(written)}.")).figures)


@pytest.mark.parametrize(
    ("written", "meant"),
    [(38, 83), (38, 48), (38, 380), (850, 85), (1774, 174), (174, 1774), (412, 214)],
)
def test_a_slip(written: int, meant: int) -> None:
    one_slip = meant in {int(n) for n in slips(Decimal(written), ONE) if n == int(n)}
    assert one_slip == (written != 412)


@given(numbers, st.data())
def test_changing_a_digit_back_is_a_slip_too(number: int, data: st.DataObject) -> None:
    digits = str(number)
    place = data.draw(st.integers(0, len(digits) - 1))
    digit = data.draw(st.sampled_from("123456789"))
    other = int(digits[:place] + digit + digits[place + 1 :])
    if other != number:
        assert Decimal(number) in set(slips(Decimal(other), ONE))
        assert Decimal(other) in set(slips(Decimal(number), ONE))


@given(numbers)
def test_no_number_is_a_slip_of_itself(number: int) -> None:
    assert Decimal(number) not in set(slips(Decimal(number), ONE))


@given(numbers, st.sampled_from([Decimal("0.1"), Decimal("0.01")]))
def test_a_slip_is_printed_to_the_same_step_or_moved_by_places(number: int, step: Decimal) -> None:
    value = number * step
    moved = {value.scaleb(n) for n in (-3, -1, 1, 3)}
    assert all(n in moved or n % step == 0 for n in slips(value, step))


@pytest.mark.parametrize(
    ("total", "parts", "explained"),
    [
        ("33 hộ", ["27 hộ", "06 hộ"], True),
        ("33 hộ", ["27 hộ", "05 hộ"], True),
        ("1.240 hộ", ["860 hộ", "310 hộ", "80 hộ"], True),
        ("85 hộ", ["400 hộ", "450 hộ"], True),
        ("6 hộ", ["207 hộ", "346 hộ"], False),
        ("3.742 hộ", ["1.604 hộ", "20 hộ"], False),
        ("413 hộ", ["622 hộ", "1.388 hộ"], False),
    ],
)
def test_one_slip_from_adding_up(total: str, parts: list[str], explained: bool) -> None:
    whole, *others = figures(total, *parts)
    assert one_slip_from_adding_up(whole, others) is explained


@pytest.mark.parametrize(
    ("shares", "explained"),
    [
        (["60%", "25%", "25%"], True),
        (["61,2%", "73,9%"], False),
        (["98,1%", "97,4%", "88,6%"], False),
        (["33,3%", "33,3%", "33,3%"], True),
    ],
)
def test_one_slip_from_a_whole(shares: list[str], explained: bool) -> None:
    assert one_slip_from_a_whole(figures(*shares)) is explained
