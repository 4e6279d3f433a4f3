"""A percentage of a plan follows from what was reached and what was planned.

What it reports: '950 tỷ đồng, đạt 96% dự toán (1.000 tỷ đồng)' (95%); and a cell of a column 'So
sánh (%)' of a table that does not follow from the columns of result and plan, where most do.

Why it matters: units are ranked by it.

What it leaves alone: hedged figures; percentages that some true values behind rounded amounts give,
also cut off; plans whose number is not given; sentences that give two plans.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from rules.amounts import is_plain, places_of, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, leaves_a_bracket
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.notation import cut, written
from rules.rounding import Interval
from rules.tablecolumns import Way, broken, miscalculated

_OF_PLAN = re.compile(
    r"\s*(?:so\s+với\s+)?(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu)"
    r"(?:(?:\s+[^\W\d_]+){0,5}?\s*\((?:\s*(?:kế\s+hoạch|dự\s+toán|kh))?|(?:\s+(?:năm|giao))*(?:\s+là)?)"
    r"\s*:?\s*\Z"
)
_REACHED = re.compile(r"[^.;,]{0,40},?\s*(?:đạt|bằng|\()\s*(?:tỷ\s+lệ\s+)?\Z")
_ASIDE = re.compile(r"\s?(?:\((?:[^()]|\([^()]*\))*\)|\[(?:[^\[\]])*\])")
_NEAR = 12
"""Figures before a percentage among which what was reached may be."""
_PLANNED = frozenset({Role.PLAN, Role.TARGET})


def _run(extraction: Extraction) -> Iterator[Finding]:
    figures = extraction.figures
    for index, (percent, plan) in enumerate(pairwise(figures)):
        if percent.kind is not Kind.PERCENT:
            continue
        actual = _before(extraction, figures[max(0, index - _NEAR) : index], percent)
        if actual is None or not _is_claim(extraction, actual, percent, plan):
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
    for derived in broken(extraction, Way.PLAN):
        yield miscalculated(CHECK, extraction, derived)


def _before(extraction: Extraction, earlier: Sequence[Figure], percent: Figure) -> Figure | None:
    """The figure before a percentage, what stands in a closed bracket between them left out."""
    text = extraction.document.blocks[percent.block].text
    for figure in reversed(earlier):
        if figure.block != percent.block or figure.sentence != percent.sentence:
            return None
        if not leaves_a_bracket(text[figure.end : percent.start]):
            return figure
    return None


def _is_claim(extraction: Extraction, actual: Figure, percent: Figure, plan: Figure) -> bool:
    three = actual, percent, plan
    if actual.kind not in AMOUNTS:
        return False
    if actual.role is not Role.ACTUAL or plan.role not in _PLANNED or plan.value <= 0:
        return False
    if (actual.kind, actual.unit) != (plan.kind, plan.unit) or not is_plain(three):
        return False
    if len({(figure.block, figure.sentence) for figure in three}) > 1:
        return False
    text = extraction.document.blocks[percent.block].text
    noun = f" {actual.noun}" if actual.noun else ""
    between = _ASIDE.sub("", text[actual.end : percent.start])
    return (
        _REACHED.fullmatch(fold(between.removeprefix(noun))) is not None
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
