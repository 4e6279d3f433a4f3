"""A stated percentage follows from the ratio it stands beside.

What it reports: 'a/b … (chiếm p%)' where no way of rounding a/b, to nearest, cut off or up, prints
p with its number of decimals; and a cell of a table's column of percentages that does not follow
from the two columns, or the column and its total, of which most rows show that they make it up (or
the row of numbers says so: '3 = 2/1'). So is a share whose whole stands in a bracket behind it
('bằng 27,2% tổng số (7.240 người)', 'đạt 85,5% (trên 9.416 đoàn)'). A hedged percentage
('gần 90%', 'trên 50%') is held to its hedge.

Why it matters: the ratio and the percentage are read by different people; one of them is copied on
into the next report.

What it leaves alone: percentages that are a change ('giảm 5% (1.900/2.000 vụ)'), that have another
base ('đạt 90% kế hoạch'), and those that are only cut off or rounded up (P102).

Source: decision of the project; of 267 published percentages that could be recomputed, 9% were
wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity
from rules.notation import cut
from rules.shares import hedge_holds, hedged_and_plain_shares
from rules.tablecolumns import Way, broken, miscalculated


def _run(extraction: Extraction) -> Iterator[Finding]:
    for share in hedged_and_plain_shares(extraction):
        percent, ratio = share.percent, share.ratio
        if percent.hedge is None:
            if share.ways or ratio.hedge is not None:
                continue
        elif hedge_holds(percent.hedge, share.exact, percent.value):
            continue
        expected = share.rounded
        hedge = f"{percent.hedge_word} " if percent.hedge_word else ""
        working = f"{share.fraction} = {cut(share.exact)}%"
        yield CHECK.finding(
            extraction,
            share.figures,
            message=Message(
                vi=f"Ghi {hedge}{percent.surface} bên cạnh {share.fraction}; tính lại: {expected}",
                en=f"{hedge}{percent.surface} stands beside {share.fraction}, which is {expected}",
            ),
            stated=f"{hedge}{percent.surface}",
            expected=expected,
            working=Message(vi=working, en=working),
        )

    for derived in broken(extraction, Way.SHARE):
        yield miscalculated(CHECK, extraction, derived)


CHECK = Check(
    code="P101",
    name="percent-of-ratio",
    severity=Severity.ERROR,
    summary=Message(
        vi="Tỷ lệ phần trăm phải khớp với phân số đi kèm",
        en="A stated percentage follows from its ratio",
    ),
    run=_run,
)
