"""A rate of growth follows from the two figures.

What it reports: 'tăng 12% so với cùng kỳ (850 tỷ đồng)' where the two amounts give another rate, or
'tăng 6 tỷ đồng …, tương đương 5,6%' that says the change again; 'xảy ra 186 vụ, giảm 28 vụ (15,1%)'
where the case before is not given: 186 and 28 make it 214, and the fall 13,1%; '1.250 tỷ đồng, bằng
112,4% so với cùng kỳ (1.150 tỷ đồng)' (108,7%); and a cell of a table's column of growth that does
not follow from the columns of the two times, where most do.

Why it matters: rates are compared over units and years; a slip of one digit passes unseen.

What it leaves alone: hedged figures; levels of which another change of the sentence holds; rates
that some true values behind the rounded amounts give; rates cut off in place of rounded; levels
with a share beside them, whose change the percentage may be; changes between two percentages (T401,
T402).

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.amounts import in_scale_of, places_of
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity
from rules.growths import Growth, growths
from rules.indexes import Index, indexes
from rules.notation import cut, written
from rules.tablecolumns import Way, broken, miscalculated
from rules.trends import miscounted, trends


def _run(extraction: Extraction) -> Iterator[Finding]:
    for trend in trends(extraction):
        if not trend.is_relative or trend.is_of_rates or trend.turns:
            continue
        if trend.holds or trend.is_cut_off or trend.is_level:
            continue
        yield miscounted(CHECK, extraction, trend)
    for growth in growths(extraction):
        if not growth.holds:
            yield _of_its_level(extraction, growth)
    for index in indexes(extraction):
        if not index.holds:
            yield _of_the_case_before(extraction, index)
    for derived in broken(extraction, Way.GROWTH):
        yield miscalculated(CHECK, extraction, derived)


def _of_the_case_before(extraction: Extraction, index: Index) -> Finding:
    percent, last, base = index.percent, index.last, index.base
    exact = 100 * Fraction(last.value) / Fraction(base.value)
    expected = f"{written(exact, places_of(percent))}%"
    working = f"{in_scale_of(last, last.value)}/{in_scale_of(base, base.value)} = {cut(exact)}%"
    return CHECK.finding(
        extraction,
        (percent, last, base),
        message=Message(
            f"Ghi {last.surface} bằng {percent.surface} của {base.surface}; tính lại: {expected}",
            f"{last.surface} is given as {percent.surface} of {base.surface}; it is {expected}",
        ),
        stated=percent.surface,
        expected=expected,
        working=Message(vi=working, en=working),
    )


def _of_its_level(extraction: Extraction, growth: Growth) -> Finding:
    trend = growth.trend
    rate, amount, level = growth.rate, growth.amount, growth.level
    base, last = (in_scale_of(level, figure.value) for figure in (trend.base, trend.last))
    moved = in_scale_of(level, abs(amount.value))
    way, back = ("+", "-") if amount.value > 0 else ("-", "+")
    made = f"{base} {way} {moved} = {last}" if growth.before else f"{last} {back} {moved} = {base}"
    working = f"{made}; {moved}/{base} = {trend.expected}"
    return CHECK.finding(
        extraction,
        growth.figures,
        message=Message(
            vi=(
                f"Ghi thay đổi {amount.surface} ({rate.surface}) bên cạnh {level.surface}: "
                f"từ {base} đến {last}; tính lại: {trend.expected}"
            ),
            en=(
                f"A change of {amount.surface} ({rate.surface}) is given beside {level.surface}: "
                f"from {base} to {last} it is {trend.expected}"
            ),
        ),
        stated=rate.surface,
        expected=trend.expected,
        working=Message(vi=working, en=working),
    )


CHECK = Check(
    code="T405",
    name="growth-rate",
    severity=Severity.ERROR,
    summary=Message(
        vi="Tốc độ tăng, giảm khớp với hai số đi kèm",
        en="A rate of growth follows from the two figures",
    ),
    run=_run,
)
