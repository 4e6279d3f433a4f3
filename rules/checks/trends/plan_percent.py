"""A percentage of a plan follows from what was reached and what was planned.

What it reports: '950 tỷ đồng, đạt 96% dự toán (1.000 tỷ đồng)' (95%), 'kế hoạch 3.900 triệu đồng,
đã giải ngân 3.712 triệu đồng, đạt 92,5%' (95,2%); and a cell of a column 'So sánh (%)' of a table
that does not follow from the columns of result and plan, where most do.

Why it matters: units are ranked by it.

What it leaves alone: hedged figures; percentages that some true values behind rounded amounts give,
also cut off; plans whose number is not given; sentences that give two plans; percentages of the
plan that another figure before them reached, or several together; a plan or a result that is not
right beside its percentage, where no one slip explains what is wrong.

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, permutations

from rules.amounts import stands_for
from rules.attainments import attainments
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.finding import Finding, Message, Severity
from rules.rounding import Interval, Way, ways
from rules.slips import may_have_been
from rules.tablecolumns import Way as Column
from rules.tablecolumns import broken, miscalculated, quotient

_BESIDE_MOST = 6
"""Figures before a percentage whose pairs are tried."""


def _run(extraction: Extraction) -> Iterator[Finding]:
    for told in attainments(extraction):
        percent, actual, plan = told.percent, told.actual, told.plan
        reached, planned = stands_for(actual), stands_for(plan)
        possible = Interval(100 * reached.low / planned.high, 100 * reached.high / planned.low)
        value, step = Fraction(percent.value), Fraction(percent.step)
        if possible.meets(Interval(value - step / 2, value + step)):
            continue
        if told.is_loose and not _is_one_slip_off(percent, actual, plan, possible):
            continue
        if _is_of_another(extraction, percent, actual, plan):
            continue
        expected, working = quotient(percent, actual, plan)
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
    for derived in broken(extraction, Column.PLAN):
        yield miscalculated(CHECK, extraction, derived)


def _is_of_another(extraction: Extraction, percent: Figure, actual: Figure, plan: Figure) -> bool:
    """Whether the percentage is that of two others before it, or of several of the plan."""
    beside = [
        figure
        for figure in extraction.figures
        if figure.block == percent.block
        and (figure.kind, figure.unit) == (actual.kind, actual.unit)
        and figure.end <= percent.start
        and figure.value > 0
    ]
    near = beside[-_BESIDE_MOST:]
    alike = (f for f in reversed(near) if f.kind is not Kind.COUNT or f.head == actual.head)
    together = accumulate(figure.value for figure in alike)
    if any(
        Way.NEAREST in ways(added, plan.value, percent.value, percent.step) for added in together
    ):
        return True  # 'gieo 1.200 ha lúa, 300 ha ngô, đạt 93,8% kế hoạch (1.600 ha)'
    return any(
        {part.id, whole.id} != {actual.id, plan.id}
        and Way.NEAREST in ways(part.value, whole.value, percent.value, percent.step)
        for part, whole in permutations({*near, plan}, 2)
    )


def _is_one_slip_off(percent: Figure, actual: Figure, plan: Figure, possible: Interval) -> bool:
    """Whether one slip, in the percentage or in what it is of, makes it wrong."""
    if may_have_been(percent, possible):
        return True
    share, reached, planned = stands_for(percent), stands_for(actual), stands_for(plan)
    if share.low <= 0:
        return False
    of_plan = Interval(share.low * planned.low / 100, share.high * planned.high / 100)
    of_reached = Interval(100 * reached.low / share.high, 100 * reached.high / share.low)
    return may_have_been(actual, of_plan) or may_have_been(plan, of_reached)


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
