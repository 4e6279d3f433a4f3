"""Rounding, against `fractions` and `decimal`, which know nothing of it."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.rounding import Interval, Way, interval, nearest, ways

wholes = st.integers(min_value=1, max_value=10**7)
places = st.integers(min_value=0, max_value=3)


def printed(part: int, whole: int, digits: int, rounding: str) -> Decimal:
    """part/whole in per cent as the decimal module rounds it, from 60 digits."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(100 * part) / Decimal(whole)
        return exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding)


@given(st.data(), wholes, places)
def test_what_was_rounded_to_nearest_is_nearest(
    data: st.DataObject, whole: int, digits: int
) -> None:
    part = data.draw(st.integers(min_value=0, max_value=2 * whole))
    step = Decimal(1).scaleb(-digits)
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        percent = printed(part, whole, digits, rounding)
        assert Way.NEAREST in ways(Decimal(part), Decimal(whole), percent, step)


@given(st.data(), wholes, places)
def test_what_was_cut_off_is_cut_off(data: st.DataObject, whole: int, digits: int) -> None:
    part = data.draw(st.integers(min_value=0, max_value=whole))
    step = Decimal(1).scaleb(-digits)
    down = printed(part, whole, digits, ROUND_DOWN)
    found = ways(Decimal(part), Decimal(whole), down, step)
    assert Way.CUT_OFF in found
    rest = Fraction(100 * part, whole) - Fraction(down)
    assert (Way.NEAREST in found) == (rest <= Fraction(step) / 2)


@given(st.data(), wholes, places)
def test_what_was_rounded_up_is_up(data: st.DataObject, whole: int, digits: int) -> None:
    part = data.draw(st.integers(min_value=0, max_value=whole))
    step = Decimal(1).scaleb(-digits)
    assert Way.UP in ways(
        Decimal(part), Decimal(whole), printed(part, whole, digits, ROUND_UP), step
    )


@given(st.data(), wholes, places, st.integers(min_value=2, max_value=1000))
def test_scaling_both_counts_changes_nothing(
    data: st.DataObject, whole: int, digits: int, factor: int
) -> None:
    part = data.draw(st.integers(min_value=0, max_value=whole))
    percent = data.draw(st.integers(min_value=0, max_value=100 * 10**digits))
    step = Decimal(1).scaleb(-digits)
    value = Decimal(percent) * step
    assert ways(Decimal(part), Decimal(whole), value, step) == ways(
        Decimal(part * factor), Decimal(whole * factor), value, step
    )


@given(st.data(), wholes, places)
def test_two_steps_away_is_no_rounding_at_all(data: st.DataObject, whole: int, digits: int) -> None:
    part = data.draw(st.integers(min_value=0, max_value=whole))
    step = Decimal(1).scaleb(-digits)
    off = printed(part, whole, digits, ROUND_DOWN) + 2 * step
    assert ways(Decimal(part), Decimal(whole), off, step) == frozenset()


@pytest.mark.parametrize(
    ("part", "whole", "percent", "step", "expected"),
    [
        (62, 77, "80", "1", {Way.CUT_OFF}),  # 80.519
        (53, 77, "69", "1", {Way.NEAREST, Way.UP}),  # 68.831
        (53, 83, "63.8", "0.1", {Way.CUT_OFF}),  # 63.855
        (58, 78, "75", "1", {Way.UP}),  # 74.358
        (1, 8, "12", "1", {Way.NEAREST, Way.CUT_OFF}),  # 12.5 exactly
        (1, 8, "13", "1", {Way.NEAREST, Way.UP}),
        (4, 5, "80", "1", {Way.NEAREST, Way.CUT_OFF, Way.UP}),
        (4, 5, "80.0", "0.1", {Way.NEAREST, Way.CUT_OFF, Way.UP}),
        (62, 77, "80.0", "0.1", set()),  # trailing zero counts
    ],
)
def test_by_hand(part: int, whole: int, percent: str, step: str, expected: set[Way]) -> None:
    assert ways(Decimal(part), Decimal(whole), Decimal(percent), Decimal(step)) == expected


@given(st.data(), wholes, places)
def test_nearest_is_half_up(data: st.DataObject, whole: int, digits: int) -> None:
    part = data.draw(st.integers(min_value=0, max_value=whole))
    step = Decimal(1).scaleb(-digits)
    assert nearest(Decimal(part), Decimal(whole), step) == printed(
        part, whole, digits, ROUND_HALF_UP
    )


@given(st.lists(st.fractions(min_value=0, max_value=1000), min_size=1, max_size=8), places)
def test_sum_of_intervals_holds_the_sum_of_true_values(true: list[Fraction], digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    total = Interval(Fraction(0), Fraction(0))
    for value in true:
        shown = Decimal(math.floor(value * 10**digits + Fraction(1, 2))) * step
        total += interval(shown, step)
    assert total.low <= sum(true) <= total.high
