"""A percentage is rounded to nearest, not cut off or rounded up.

What it reports: a percentage beside its ratio that only cutting the decimals off, or only rounding
up, explains: 62/77 = 80,519…% given as 80%. So is a share of a whole before it: '46.812 tờ khai:
luồng vàng 4.671 tờ khai, chiếm 9,9%' (9,98%).

Why it matters: beside a percentage that is rounded to nearest it is off by one in its last digit,
and shares of one whole then no longer add up.

What it leaves alone: hedged percentages; shares of a list that make exactly 100%, which may have
been set so; a report that cuts off throughout, which gets one P106 note instead.

Source: decision of the project; of 267 published percentages that could be recomputed, 10% were
cut off.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity
from rules.notation import cut
from rules.rounded import rounded_shares
from rules.rounding import Way
from rules.shares import cuts_off_throughout


def _run(extraction: Extraction) -> Iterator[Finding]:
    stated = list(rounded_shares(extraction))
    uniform = cuts_off_throughout([share for share in stated if share.tells])
    for share in stated:
        if not share.ways or Way.NEAREST in share.ways or (uniform and share.cut_off_only):
            continue
        percent, fraction = share.percent, share.fraction
        expected = share.rounded
        exact = f"{fraction} = {cut(share.exact)}%"
        if share.cut_off_only:
            way = Message(
                vi=f"{percent.surface} chỉ có khi cắt bỏ phần lẻ",
                en=f"{percent.surface} only by cutting the rest off",
            )
        else:
            way = Message(
                vi=f"{percent.surface} chỉ có khi làm tròn lên",
                en=f"{percent.surface} only by rounding up",
            )
        yield CHECK.finding(
            extraction,
            share.figures,
            message=Message(
                vi=f"Ghi {percent.surface} bên cạnh {fraction}; làm tròn được {expected}",
                en=f"{percent.surface} is given beside {fraction}, which rounds to {expected}",
            ),
            stated=percent.surface,
            expected=expected,
            working=Message(
                vi=f"{exact}, làm tròn được {expected}; {way.vi}",
                en=f"{exact}, which rounds to {expected}; {way.en}",
            ),
        )


CHECK = Check(
    code="P102",
    name="percent-truncated",
    severity=Severity.WARNING,
    summary=Message(
        vi="Tỷ lệ phần trăm được làm tròn đến số gần nhất, không cắt bỏ hay làm tròn lên",
        en="A percentage is rounded to nearest, not cut off or rounded up",
    ),
    run=_run,
)
