"""Rows and columns of a table add up to its totals.

What it reports: a cell of a row 'Tổng cộng', 'Cộng', 'Tổng số', above or below the rows it sums, of
a column of that name, of a group's row ('I' over '1', '2'), or of a row divided by rows '- …' under
it, that is not the sum of its cells; and the one cell of a column that in every other row is two
columns added up.

Why it matters: totals of tables go on into the summary; a row was added, or a digit slipped.

What it leaves alone: rows behind 'Trong đó'; percentages; means and prices; amounts that agree
within their rounding; tables of which it is not clear what a total sums: then a note at most. Rows
make up a total if they do so in another column, or if there is no other reading; levels ('I', 'II'
over '1', '2') are tried apart; the rows of groups are totals only where most of them add up. What
is off by no more than a tolerance that `soat.toml` allows.

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.amounts import in_scale_of, scale_of
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity
from rules.tabletotals import totals


def _run(extraction: Extraction, tolerance: Decimal = Decimal(0)) -> Iterator[Finding]:
    for total in totals(extraction):
        if total.holds:
            continue
        stated = total.figure
        found = sum((part.value for part in total.parts), Decimal(0))
        if abs(found - stated.value) <= tolerance * scale_of(stated):
            continue
        shown = in_scale_of(stated, found)
        gap = in_scale_of(stated, abs(found - stated.value))
        working = f"{' + '.join(part.surface for part in total.parts)} = {shown} ≠ {stated.surface}"
        yield CHECK.finding(
            extraction,
            (stated, *total.parts),
            message=Message(
                vi=f"Ô tổng ghi {stated.surface}; cộng các ô được {shown} (lệch {gap})",
                en=f"The total is {stated.surface}; its cells add up to {shown} (off by {gap})",
            ),
            stated=stated.surface,
            expected=shown,
            working=Message(vi=working, en=working),
            severity=None if total.proved else Severity.NOTE,
        )


CHECK = Check(
    code="S204",
    name="table-total",
    severity=Severity.ERROR,
    summary=Message(
        vi="Hàng và cột của bảng cộng lại bằng ô tổng",
        en="Rows and columns of a table add up to its totals",
    ),
    run=_run,
    within=_run,
)
