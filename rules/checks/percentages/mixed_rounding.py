"""One report rounds one way.

What it reports: a report in which some percentages are rounded to nearest and others cut off, once,
with all percentages that tell the two ways apart; and, once, a report that cuts off throughout.

Why it matters: percentages of one report are compared with each other; under two conventions they
differ where the figures do not.

What it leaves alone: percentages that come out alike both ways; a single percentage that is cut
off (P102 has it).

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity
from rules.notation import cut
from rules.rounded import rounded_shares
from rules.shares import Share, cuts_off_throughout


def _run(extraction: Extraction) -> Iterator[Finding]:
    told = [share for share in rounded_shares(extraction) if share.tells]
    cut_off = [share for share in told if share.cut_off_only]
    if not cut_off or len(told) < 2:
        return
    rounded = [share for share in told if not share.cut_off_only]
    if cuts_off_throughout(told):
        message = Message(
            vi=f"Báo cáo cắt bỏ phần lẻ ở cả {len(told)} tỷ lệ phần trăm thay vì làm tròn",
            en=f"The report cuts off all {len(told)} percentages instead of rounding them",
        )
    else:
        message = Message(
            vi=f"Làm tròn: {_listed(rounded)}; cắt bỏ phần lẻ: {_listed(cut_off)}",
            en=f"Rounded to nearest: {_listed(rounded)}; cut off: {_listed(cut_off)}",
        )
    working = "; ".join(
        f"{share.fraction} = {cut(share.exact)}% → {share.percent.surface}" for share in told
    )
    yield CHECK.finding(
        extraction,
        [share.percent for share in told],
        message=message,
        stated=_listed(told),
        working=Message(vi=working, en=working),
    )


def _listed(told: list[Share]) -> str:
    return ", ".join(share.percent.surface for share in told)


CHECK = Check(
    code="P106",
    name="mixed-rounding",
    severity=Severity.NOTE,
    summary=Message(vi="Một báo cáo làm tròn theo một cách", en="One report rounds one way"),
    run=_run,
)
