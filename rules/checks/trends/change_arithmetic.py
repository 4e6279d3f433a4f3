"""The figures that a change leads from and to agree with it.

What it reports: 'từ 45 vụ xuống còn 38 vụ, giảm 9 vụ' (7); a change between two percentages that is
wrong both in percentage points and relatively; and a cell of a column 'Tăng (+), giảm (-)' that is
not the difference of the two columns whose difference most of its cells are.

Why it matters: a change is copied into the next report without the figures it came from.

What it leaves alone: hedged figures; levels of which another change of the sentence holds; rounded
amounts whose difference lies within their rounding; a change that goes the wrong way (T403); a
relative change between two amounts (T405); percentage points written as per cent (T402).

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
        if trend.holds or trend.turns or (trend.is_relative and not trend.is_of_rates):
            continue
        yield miscounted(CHECK, extraction, trend)

    for derived in broken(extraction, Way.DIFFERENCE):
        yield miscalculated(CHECK, extraction, derived)


CHECK = Check(
    code="T401",
    name="change-arithmetic",
    severity=Severity.ERROR,
    summary=Message(
        vi="Mức tăng, giảm khớp với số đầu và số cuối",
        en="From, to and change agree",
    ),
    run=_run,
)
