"""Whether figures agree, in exact fractions: how planted errors are proved to be errors.

Nothing here comes from `rules`: a check that shares a mistake with this arithmetic would have to
make it twice. Intervals are pairs (low, high): a number printed to a unit u stands for
[v - u/2, v + u/2], a count for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

OVERLAPPING = re.compile(
    r"(?<!\w)(?:nữ|dân tộc|dtts|tôn giáo|trẻ|thanh niên|đảng viên|cấp ủy viên|tái cử|khuyết tật)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Attributes that may be true of one member together with others."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A known figure: `value` and `denominator` exact, `step` the unit of the last place."""

    start: int
    end: int
    surface: str
    kind: str
    value: Fraction
    step: Fraction
    denominator: Fraction | None = None
    unit: str | None = None
    role: str = "actual"
    hedge: str | None = None
    is_range: bool = False
    noun: str = ""
    noun_key: str = ""
    period: str = ""

    @property
    def plain(self) -> bool:
        """Neither hedged nor a range."""
        return self.hedge is None and not self.is_range

    @property
    def stands_for(self) -> tuple[Fraction, Fraction]:
        """The true values it can be printed for."""
        exact = self.kind in {"count", "ratio"} or (self.kind == "change" and self.unit is None)
        half = Fraction(0) if exact else self.step / 2
        return self.value - half, self.value + half


@dataclass(frozen=True, slots=True)
class Fault:
    """How a relation is violated: the check that ought to say so, and how severely."""

    code: str
    severity: str = "error"


def fault(kind: str, involved: Sequence[Amount]) -> Fault | None:
    """How a relation is violated by its figures beyond rounding and hedges; None if it holds."""
    return _JUDGES[kind](involved)


def _share(involved: Sequence[Amount]) -> Fault | None:
    percent, ratio = involved
    return _percentage(percent, ratio.value, ratio.denominator)


def _of_whole(involved: Sequence[Amount]) -> Fault | None:
    percent, part, whole = involved
    if part.kind in {"count", "ratio"}:
        return _percentage(percent, part.value, whole.value)
    low, high = _quotient(part, whole)
    if low <= percent.value + percent.step and percent.value - percent.step <= high:
        return None
    return Fault("P101")


def _base(involved: Sequence[Amount]) -> Fault | None:
    """Cutting off explains what is less than one unit away: which base is meant is not stated."""
    found = _of_whole(involved)
    return None if found is None or found.code == "P102" else Fault("P107", "warning")


def _percentage(percent: Amount, part: Fraction, whole: Fraction | None) -> Fault | None:
    """part/whole = p%: with X = 100·part and everything times the whole, in exact integers."""
    if not whole or whole <= 0:
        return None
    x, p, u = 100 * part, percent.value * whole, percent.step * whole
    if percent.hedge is not None:
        return None if _hedged(percent.hedge, percent.value, x / whole) else Fault("P101")
    if part > whole and percent.value <= 100:
        return Fault("P103")
    if abs(x - p) * 2 <= u:
        return None
    if abs(x - p) < u:
        return Fault("P102", "warning")
    return Fault("P101")


def _hedged(hedge: str, printed: Fraction, true: Fraction) -> bool:
    reach = 10 if printed % 10 == 0 else 5 if printed % 5 == 0 else 1
    if hedge == "nearly":
        return printed - reach <= true < printed
    if hedge == "about":
        return 2 * abs(true - printed) <= reach
    return {"over": true >= printed, "at_least": true >= printed,
            "under": true < printed, "at_most": true <= printed}[hedge]  # fmt: skip


def _quotient(part: Amount, whole: Amount) -> tuple[Fraction, Fraction]:
    (a, b), (c, d) = part.stands_for, whole.stands_for
    return 100 * a / d, 100 * b / c if c > 0 else 100 * b


def _parts(involved: Sequence[Amount]) -> Fault | None:
    """Parts that make up all: no choice of true values adds up, nor do the first of them."""
    low, high = involved[0].stands_for
    below = above = Fraction(0)
    for index, part in enumerate(involved[1:], start=1):
        below, above = below + part.stands_for[0], above + part.stands_for[1]
        last = index == len(involved) - 1
        if (last or index > 1) and below <= high and low <= above:
            return None
    return Fault("S201")


def _table(involved: Sequence[Amount]) -> Fault | None:
    """A cell and those it is the sum of; nothing else can be meant by their place."""
    total, *parts = involved
    low, high = (sum(part.stands_for[end] for part in parts) for end in (0, 1))
    agree = low <= total.stands_for[1] and total.stands_for[0] <= high
    return None if agree else Fault("S204")


def _bracket(involved: Sequence[Amount]) -> Fault | None:
    """A bare bracket: over the total is wrong unless members overlap; under it a note."""
    if _parts(involved) is None:
        return None
    over = sum(part.value for part in involved[1:]) > involved[0].value
    overlap = any(OVERLAPPING.search(part.noun) for part in involved[1:])
    return Fault("S201", "warning" if over and not overlap else "note")


def _subset(involved: Sequence[Amount]) -> Fault | None:
    total, *parts = involved
    for part in parts:
        if part.plain and total.plain and part.stands_for[0] > total.stands_for[1]:
            return Fault("S203")
    return None


def _shares(involved: Sequence[Amount]) -> Fault | None:
    """Shares of a partition: exactly 100 must lie within the sum of their intervals."""
    if not all(share.plain for share in involved):
        return None
    low = sum(share.value - share.step / 2 for share in involved)
    high = sum(share.value + share.step / 2 for share in involved)
    return None if low <= 100 <= high else Fault("S202")


def _change(involved: Sequence[Amount]) -> Fault | None:
    change, base, last = involved
    (a, b), (c, d) = base.stands_for, last.stands_for
    gap = c - b, d - a
    if (change.value > 0 and gap[1] < 0) or (change.value < 0 and gap[0] > 0):
        return Fault("T403")
    points = _meets(change, gap)
    if change.unit != "%":
        return None if points else Fault("T401")
    if a <= 0:
        return None
    ends = [100 * (y - x) / x for x in (a, b) for y in (c, d)]
    if base.kind == "percent":
        held = points or _meets(change, (min(ends), max(ends)))
        return None if held else Fault("T401")
    away = change.step if change.value >= 0 else -change.step
    cut = sorted((change.value, change.value + away))
    if _meets(change, (min(ends), max(ends))) or (cut[0] <= max(ends) and min(ends) <= cut[1]):
        return None
    return Fault("T405")


def _meets(change: Amount, gap: tuple[Fraction, Fraction]) -> bool:
    low, high = change.stands_for
    return low <= gap[1] and gap[0] <= high


def _population(involved: Sequence[Amount]) -> Fault | None:
    sizes = {a.value if a.denominator is None else a.denominator for a in involved}
    return Fault("C301", "warning") if len(sizes) > 1 else None


def _plan(involved: Sequence[Amount]) -> Fault | None:
    percent, reached, plan = involved
    low, high = _quotient(reached, plan)
    if low <= percent.value + percent.step and percent.value - percent.step / 2 <= high:
        return None
    return Fault("T404")


def _complement(involved: Sequence[Amount]) -> Fault | None:
    level, change = involved
    off = abs(level.value - 100 - change.value)
    return Fault("C303") if 2 * off > level.step + change.step else None


def _ratio(involved: Sequence[Amount]) -> Fault | None:
    (ratio,) = involved
    return Fault("P103") if ratio.denominator and ratio.value > ratio.denominator else None


_JUDGES = {
    "ratio": _ratio,
    "share": _share,
    "part of whole": _of_whole,
    "base": _base,
    "table": _table,
    "all": _parts,
    "bracket": _bracket,
    "subset": _subset,
    "shares": _shares,
    "change": _change,
    "population": _population,
    "plan": _plan,
    "complement": _complement,
}


def other_reading(kind: str, involved: Sequence[Amount], amounts: Sequence[Amount]) -> bool:
    """Whether a violated relation holds once its figures are paired in another lawful way.

    A percentage may belong to another ratio of the passage, a ratio to another percentage; a total
    may be that of some neighbouring parts only; 'trong đó' may belong to a farther figure that can
    hold the parts (`figures/README.md`).
    """
    if kind == "subset":
        total, *parts = involved
        most = max(part.value for part in parts)
        return any(
            other is not total
            and other.end <= min(part.start for part in parts)
            and (other.kind, other.unit) == (total.kind, total.unit)
            and (other.noun_key == total.noun_key or "" in {other.noun_key, total.noun_key})
            and other.value >= most
            for other in amounts
        )
    if kind == "share":
        percent, ratio = involved
        pairs = [(percent, other) for other in amounts if other.denominator]
        pairs += [(other, ratio) for other in amounts if other.kind == "percent"]
        return any(_share(pair) is None for pair in pairs if pair != (percent, ratio))
    if kind in {"all", "bracket"}:
        total, *parts = involved
        runs = [parts[i:j] for i in range(len(parts)) for j in range(i + 2, len(parts) + 1)]
        return any(_parts((total, *run)) is None for run in runs)
    if kind == "change":
        change, base, last = involved
        forms = (change, replace(change, unit=base.unit, step=base.step))
        pairs = [
            pair
            for pair in pairwise(amounts)
            if pair[0].kind == pair[1].kind != "change" and {*pair} != {base, last}
        ]
        return any(_change((form, *pair)) is None for form in forms for pair in pairs)
    return False
