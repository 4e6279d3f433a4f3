"""A rate of growth follows from the two figures.

What it reports: 'tăng 12% so với cùng kỳ (850 tỷ đồng)' where the two amounts give another rate, or
'tăng 6 tỷ đồng …, tương đương 5,6%' that says the change again; and a cell of a table's column of
growth that does not follow from the columns of the two times, where most do.

Why it matters: rates are compared over units and years; a slip of one digit passes unseen.

What it leaves alone: hedged figures; levels of which another change of the sentence holds; rates
that some true values behind the rounded amounts give; rates cut off in place of rounded; changes
between two percentages (T401, T402).

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity
from rules.tablecolumns import Way, broken, miscalculated
from rules.trends import miscounted, trends


def _run(extraction: Extraction) -> Iterator[Finding]:
    for trend in trends(extraction):
        if not trend.is_relative or trend.is_of_rates or trend.turns:
            continue
        if trend.holds or trend.is_cut_off or trend.is_level:
            continue
        yield miscounted(CHECK, extraction, trend)

    for derived in broken(extraction, Way.GROWTH):
        yield miscalculated(CHECK, extraction, derived)


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
