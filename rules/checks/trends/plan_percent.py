"""A percentage of a plan follows from what was reached and what was planned.

What it reports: '950 tỷ đồng, đạt 96% dự toán (1.000 tỷ đồng)' (95%).

Why it matters: units are ranked by it.

What it leaves alone: hedged figures; percentages that some true values behind rounded amounts give,
also cut off; plans whose number is not given; sentences that give two plans.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from rules.amounts import is_plain, places_of, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.notation import cut, written
from rules.rounding import Interval

_OF_PLAN = re.compile(
    r"\s*(?:so\s+với\s+)?(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu)"
    r"(?:(?:\s+[^\W\d_]+){0,5}?\s*\((?:\s*(?:kế\s+hoạch|dự\s+toán|kh))?|(?:\s+(?:năm|giao))*(?:\s+là)?)"
    r"\s*:?\s*\Z"
)
_REACHED = re.compile(r"[^.;,]{0,40},?\s*(?:đạt|bằng|\()\s*(?:tỷ\s+lệ\s+)?\Z")
_AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


def _run(extraction: Extraction) -> Iterator[Finding]:
    figures = extraction.figures
    for actual, percent, plan in zip(figures, figures[1:], figures[2:], strict=False):
        if not _is_claim(extraction, actual, percent, plan):
            continue
        reached, planned = stands_for(actual), stands_for(plan)
        possible = Interval(100 * reached.low / planned.high, 100 * reached.high / planned.low)
        value, step = Fraction(percent.value), Fraction(percent.step)
        if possible.meets(Interval(value - step / 2, value + step)):
            continue
        exact = 100 * Fraction(actual.value) / Fraction(plan.value)
        expected = f"{written(exact, places_of(percent))}%"
        working = f"{actual.surface} : {plan.surface} = {cut(exact)}%"
        yield CHECK.finding(
            extraction,
            (percent, actual, plan),
            message=Message(
                vi=f"Ghi đạt {percent.surface} kế hoạch; tính lại: {expected}",
                en=f"{percent.surface} of the plan is given; it is {expected}",
            ),
            stated=percent.surface,
            expected=expected,
            working=Message(vi=working, en=working),
        )


def _is_claim(extraction: Extraction, actual: Figure, percent: Figure, plan: Figure) -> bool:
    three = actual, percent, plan
    if percent.kind is not Kind.PERCENT or actual.kind not in _AMOUNTS:
        return False
    if actual.role is not Role.ACTUAL or plan.role is not Role.PLAN or plan.value <= 0:
        return False
    if (actual.kind, actual.unit) != (plan.kind, plan.unit) or not is_plain(three):
        return False
    if len({(figure.block, figure.sentence) for figure in three}) > 1:
        return False
    text = extraction.document.blocks[percent.block].text
    return (
        _REACHED.fullmatch(fold(text[actual.end : percent.start])) is not None
        and _OF_PLAN.fullmatch(fold(text[percent.end : plan.start])) is not None
    )


CHECK = Check(
    code="T404",
    name="plan-percent",
    severity=Severity.ERROR,
    summary=Message(
        vi="Tỷ lệ đạt kế hoạch khớp với số thực hiện và số kế hoạch",
        en="A percentage of a plan follows from actual and plan",
    ),
    run=_run,
)
