"""What must hold between the known figures of a passage, in exact arithmetic of its own.

Nothing here comes from `rules`: an error is planted where this arithmetic says that the text is
wrong, so a check that shares a mistake with the checker's arithmetic is found out.

Intervals are pairs (low, high) of fractions: a number printed to a unit u stands for
[v - u/2, v + u/2], a count for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
GROUPS = re.compile(
    r"(?<!\w)(?:hộ|vụ|người|ca|hồ sơ|lượt|học sinh|khách|lao động|đơn|"
    r"đối tượng|sản phẩm|dự án|phiếu)(?!\w)"
)
"""What a text may well count several groups of, of several sizes."""
OVERLAPPING = re.compile(
    r"(?<!\w)(?:nữ|dân tộc|dtts|tôn giáo|trẻ|thanh niên|đảng viên|cấp ủy viên|tái cử|khuyết tật)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Attributes that may be true of one member together with others."""
SHARE = ("P101", "P102", "P103")
FINDERS: Mapping[str, tuple[str, ...]] = {
    "share": SHARE,
    "part of whole": (*SHARE, "P107"),
    "base": (*SHARE, "P107"),
    "ratio": ("P103",),
    "table": ("S204",),
    "all": ("S201", "S203"),
    "bracket": ("S201", "S203"),
    "subset": ("S203", "S201"),
    "shares": ("S202",),
    "change": ("T401", "T403", "T405"),
    "population": ("C301", "C302"),
    "plan": ("T404",),
    "restated": ("C302", "C301"),
    "complement": ("C303",),
    "date": ("F602",),
}
"""The checks that cover each relation; a finding of any of them finds its violation."""


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
class Relation:
    """A relation between figures of a passage, by their indexes; `kind` is a key of `FINDERS`."""

    kind: str
    figures: tuple[int, ...]
    certain: bool = True
    """Whether an error may be planted; of two digits' agreement it may not."""


@dataclass(frozen=True, slots=True)
class Fault:
    """How a relation is violated: the check that ought to say so, and how severely."""

    code: str
    severity: str = "error"


def numbers(surface: str) -> list[str]:
    """The numbers of a figure as written, without its unit: two of a ratio."""
    return NUMBER.findall(surface)


def decimals(number: str, *, dotted: bool) -> tuple[Fraction, int]:
    """(value, printed decimals); `dotted` if a dot, not a comma, begins the decimals."""
    thousands, mark = (",", ".") if dotted else (".", ",")
    plain = number.replace(thousands, "").replace(mark, ".")
    if plain.count(".") > 1:
        return Fraction(plain.replace(".", "")), 0
    return Fraction(plain), len(plain.partition(".")[2])


def amount(given: Mapping[str, Any]) -> Amount:
    """A figure of the answers. Its step is taken from how it is printed."""
    value = Fraction(given["value"])
    written = numbers(given["surface"])
    step = Fraction(1)
    if written and value:
        scale, places, _ = reading(written[0], value) or (Fraction(1), 0, False)
        step = abs(scale) / 10**places
    elif written:
        step = Fraction(1, 10 ** decimals(written[0], dotted=False)[1])
    return Amount(
        start=given["start"],
        end=given["end"],
        surface=given["surface"],
        kind=given["kind"],
        value=value,
        step=step,
        denominator=Fraction(given["denominator"]) if "denominator" in given else None,
        unit=given.get("unit"),
        role=given.get("role", "actual"),
        hedge=given.get("hedge"),
        is_range="upper" in given,
        noun=given.get("noun", ""),
        noun_key=given.get("noun_key", ""),
        period=given.get("period", ""),
    )


def reading(number: str, value: Fraction) -> tuple[Fraction, int, bool] | None:
    """(scale, decimals, dotted) under which a number as written has its known value, or None."""
    for dotted in (False, True):
        read, places = decimals(number, dotted=dotted)
        if read and abs(value / read) in {Fraction(10) ** power for power in (0, 3, 6, 9, 12)}:
            return value / read, places, dotted
    return None


def relations(passage: Mapping[str, Any], amounts: Sequence[Amount]) -> Iterator[Relation]:
    """The relations that the answers state, and those that their figures leave no doubt of.

    Only relations that hold as the passage stands are given.
    """
    stated: list[Relation] = []
    for claim in passage["claims"]:
        kind, figures = claim["kind"], tuple(claim["figures"])
        if kind == "parts":
            stated.append(Relation(claim["cover"], figures))
        elif kind != "share_of_count":
            stated.append(Relation(kind, figures))
    shares = {c["figures"][1]: c["figures"][0]
              for c in passage["claims"] if c["kind"] == "share_of_count"}  # fmt: skip
    for relation in (*stated, *_bases(stated, shares, amounts), *_plans(amounts)):
        involved = [amounts[i] for i in relation.figures]
        if fault(relation.kind, involved) is not None or not _judged(relation.kind, involved):
            continue
        if relation.kind == "population" and not _is_one_population(relation, stated, amounts):
            yield replace(relation, certain=False)
        else:
            yield relation
    yield from _complements(passage["text"], amounts)
    for index, figure in enumerate(amounts):
        if figure.kind == "ratio" and fault("ratio", (figure,)) is None:
            yield Relation("ratio", (index,), figure.plain and figure.role == "actual")


def _judged(kind: str, involved: Sequence[Amount]) -> bool:
    """Whether the arithmetic binds these figures at all."""
    if any(a.is_range for a in involved):
        return False
    if kind in {"all", "bracket", "change", "plan"} and not all(a.plain for a in involved):
        return False
    if kind == "bracket":
        return sum(a.value for a in involved[1:]) == involved[0].value
    if kind == "share":
        return involved[1].hedge is None
    if kind == "change":
        return involved[1].kind == involved[2].kind and involved[1].unit == involved[2].unit
    return True


def _is_one_population(
    relation: Relation, stated: Sequence[Relation], amounts: Sequence[Amount]
) -> bool:
    """Whether no second group of the same noun can be meant.

    So it is where every size stands under a stroke or is broken down into parts that add up to it.
    """
    broken_down = {
        other.figures[0]
        for other in stated
        if other.kind in {"all", "bracket"}
        and sum(amounts[i].value for i in other.figures[1:]) == amounts[other.figures[0]].value
    }
    return all(
        (amounts[i].denominator is not None or i in broken_down)
        and not GROUPS.match(amounts[i].noun)
        for i in relation.figures
    )


def _bases(
    stated: Sequence[Relation], shares: Mapping[int, int], amounts: Sequence[Amount]
) -> Iterator[Relation]:
    """Shares of a whole that stands beside them, where the whole fits to three digits."""
    for relation in stated:
        if relation.kind not in {"all", "bracket", "subset"}:
            continue
        whole, *parts = relation.figures
        given = [part for part in parts if part in shares]
        for part in given:
            percent = amounts[shares[part]]
            behind = len(parts) == 1 and amounts[whole].start > amounts[part].start
            if not percent.plain or percent.value in {50, 100}:
                continue
            if behind or percent.step < 1 or percent.value >= 10:
                yield Relation("part of whole" if behind else "base", (shares[part], part, whole))
        if relation.kind != "subset" and len(given) == len(parts) > 1:
            yield Relation("shares", tuple(shares[part] for part in parts))


def _plans(amounts: Sequence[Amount]) -> Iterator[Relation]:
    """(percentage, reached, plan), neighbours in a text, that fit to three digits."""
    for at in range(len(amounts) - 2):
        three = range(at, at + 3)
        percents = [i for i in three if amounts[i].kind == "percent"]
        plans = [i for i in three if amounts[i].role in {"plan", "target"}]
        rest = [i for i in three if i not in percents and i not in plans]
        if not len(percents) == len(plans) == len(rest) == 1:
            continue
        percent, plan, reached = (amounts[i] for i in (percents[0], plans[0], rest[0]))
        alike = plan.kind == reached.kind in {"count", "money", "measure"}
        if alike and plan.unit == reached.unit and reached.role == "actual":
            certain = percent.step < 1 or percent.value >= 100
            yield Relation("plan", (percents[0], rest[0], plans[0]), certain)


def _complements(text: str, amounts: Sequence[Amount]) -> Iterator[Relation]:
    """A level of the past, 'đạt 90,8% so với cùng kỳ', and the change to it, of one noun."""
    for i, level in enumerate(amounts):
        behind = text[level.end : level.end + 30]
        if level.kind != "percent" or not level.plain or "cùng kỳ" not in behind:
            continue
        for j, change in enumerate(amounts):
            if change.kind != "change" or change.unit != "%" or not change.plain:
                continue
            same = level.noun_key == change.noun_key != ""
            if same and fault("complement", (level, change)) is None:
                yield Relation("complement", (i, j))


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
    return None if _of_whole(involved) is None else Fault("P107", "warning")


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
