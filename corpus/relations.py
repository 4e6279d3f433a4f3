"""Which relations hold between the known figures of a passage, and which checks cover them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from arithmetic import Amount, fault

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
GROUPS = re.compile(
    r"(?<!\w)(?:hộ|vụ|người|ca|hồ sơ|lượt|học sinh|khách|lao động|đơn|"
    r"đối tượng|sản phẩm|dự án|phiếu)(?!\w)"
)
"""What a text may well count several groups of, of several sizes."""
_FAR = 8
"""Figures before a percentage of a plan among which what was reached may be."""
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
    "complement": ("C303",),
    "date": ("F602",),
}
"""The checks that cover each relation; a finding of any of them finds its violation."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between figures of a passage, by their indexes; `kind` is a key of `FINDERS`."""

    kind: str
    figures: tuple[int, ...]
    certain: bool = True
    """Whether an error may be planted; of two digits' agreement it may not."""


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
    bases = [*_bases(stated, shares, amounts)]
    bases += _alone(bases, shares, amounts)
    for relation in (*stated, *bases, *_plans(amounts)):
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
            if not percent.plain:
                continue
            certain = behind or percent.step < 1 or percent.value >= 10
            certain &= percent.value not in {50, 100}
            kind = "part of whole" if behind else "base"
            yield Relation(kind, (shares[part], part, whole), certain)
        if len(given) == len(parts) > 1:
            is_all = sum(amounts[part].value for part in parts) == amounts[whole].value
            if relation.kind != "subset" or is_all:
                figures = tuple(shares[part] for part in parts)
                yield Relation("shares", figures, relation.kind != "subset")


def _alone(
    given: Sequence[Relation], shares: Mapping[int, int], amounts: Sequence[Amount]
) -> Iterator[Relation]:
    """Shares of which one figure before them alone is the whole, though no list divides it.

    'Thụ lý 412 vụ; giải quyết 379 vụ, đạt 92%'. No error is planted into them.
    """
    done = {relation.figures[0] for relation in given}
    for part, percent in shares.items():
        if percent in done or not amounts[percent].plain:
            continue
        own = amounts[part]
        wholes = [
            index
            for index, whole in enumerate(amounts)
            if (whole.kind, whole.unit, whole.role) == (own.kind, own.unit, "actual")
            and whole.end <= own.start
            and whole.denominator is None
            and fault("base", (amounts[percent], own, whole)) is None
        ]
        if len({amounts[index].value for index in wholes}) == 1:
            yield Relation("base", (percent, part, wholes[-1]), certain=False)


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
    for at, (percent, plan) in enumerate(pairwise(amounts)):
        if percent.kind != "percent" or plan.role not in {"plan", "target"}:
            continue
        for far in range(max(0, at - _FAR), at - 1):
            reached = amounts[far]
            if (reached.kind, reached.unit) == (plan.kind, plan.unit) and reached.role == "actual":
                yield Relation("plan", (at, far, at + 1), certain=False)
    for at, (reached, percent) in enumerate(pairwise(amounts)):
        if percent.kind != "percent" or reached.role != "actual":
            continue
        for far in range(max(0, at - _FAR), at - 1):
            plan = amounts[far]
            if (reached.kind, reached.unit) == (plan.kind, plan.unit) and plan.role in {
                "plan",
                "target",
            }:
                yield Relation("plan", (at + 1, at, far), certain=False)


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
