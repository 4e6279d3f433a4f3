"""Amounts: the true values that a figure as printed can stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from rules.figures.figure import Figure, Kind
from rules.notation import written
from rules.rounding import NOTHING, Interval, interval

_EXACT = frozenset({Kind.COUNT, Kind.RATIO})


def stands_for(figure: Figure) -> Interval:
    """A count is exact; a rounded amount or percentage stands for an interval."""
    exact = figure.kind in _EXACT or (figure.kind is Kind.CHANGE and figure.unit is None)
    return interval(figure.value, Decimal(0) if exact else figure.step)


def sum_of(figures: Iterable[Figure]) -> Interval:
    """What figures can come to together."""
    return sum(map(stands_for, figures), NOTHING)


def places_of(figure: Figure) -> int:
    """How many decimals a figure is printed with."""
    exponent = figure.step.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def is_plain(figures: Iterable[Figure]) -> bool:
    """Whether none of the figures is hedged or a range."""
    return all(figure.hedge is None and figure.upper is None for figure in figures)


def is_stated(figures: Iterable[Figure]) -> bool:
    """Whether each figure is given as a number that others can be held to.

    An estimate ('ước đạt 4.862 tỷ đồng') is one: what is said of it is worked out from it.
    """
    return all(
        figure.upper is None
        and (figure.hedge is None or (figure.hedge_word or "").lower().startswith("ước"))
        for figure in figures
    )


_FLOWS = re.compile(
    r"(?:tấn|tạ|kg|m3|m³|lít|kWh|MWh|GWh)/(?:ngày(?: đêm)?|tháng|quý|năm|giờ|vụ|tuần|đêm|phút|giây)"
)


def is_a_rate(figure: Figure) -> bool:
    """Whether a figure is so much for each, as '1,4 giáo viên/lớp'; '412 tấn/ngày' has parts."""
    unit = figure.unit or ""
    return "/" in unit and _FLOWS.fullmatch(unit) is None


_DECIMALS = re.compile(r",(\d+)")


def scale_of(figure: Figure) -> Decimal:
    """The scale that a figure is written in: 1000000000 of '850 tỷ đồng' and of '8,5 tỷ đồng'."""
    decimals = _DECIMALS.search(figure.surface)
    exponent = figure.step.adjusted() + (len(decimals[1]) if decimals is not None else 0)
    return Decimal(1).scaleb(exponent - exponent % 3) if exponent >= 3 else Decimal(1)


def in_scale_of(figure: Figure, value: Decimal) -> str:
    """A value as a reader of the figure would write it, in the same scale."""
    return written((value / scale_of(figure)).normalize())
