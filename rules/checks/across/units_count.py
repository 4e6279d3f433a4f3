"""'n/m units did …' is what the units' reports say.

What it reports: a summary that says how many units did a thing, where more units' reports say that
they did it than it counts, or where it counts more than there are reports.

Why it matters: 'n/m chi, đảng bộ' is how compliance is reported upwards.

What it leaves alone: a number that lies between the units that say they did it and those that say
nothing either way: then a note, with their names.

Source: decision of the project; the wording of deeds is data (`rules/indicators.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.across.check import AcrossCheck
from rules.across.indicators import Adds
from rules.across.submission import Submission
from rules.across.wording import units_named
from rules.finding import Finding, Message, Severity


def _run(submission: Submission) -> Iterator[Finding]:
    deeds = [i for i in submission.book.indicators if i.adds is Adds.UNITS and i.deeds]
    for summary in submission.summed:
        if summary.span is None:
            continue
        reports = submission.valid(summary.span)
        if len(reports) < 2:
            continue
        for indicator in deeds:
            did = [unit for unit, report in reports.items() if indicator.code in report.deeds]
            said = submission.stated(summary, indicator.code)
            if not said or not did or any(s.value == len(did) for s in said):
                continue
            stated = said[0]
            rest = [unit for unit in reports if unit not in did]
            most = max(len(reports), len(submission.register.units))
            possible = len(did) <= stated.value <= most
            named = units_named(rest)
            yield CHECK.finding(
                summary.report,
                [(summary, stated)],
                subject=indicator.code,
                message=Message(
                    f"{indicator.name.vi}: tổng hợp ghi {stated.surface}; báo cáo của "
                    f"{len(did)}/{len(reports)} đơn vị nêu việc này",
                    f"{indicator.name.en}: the summary says {stated.surface}; the reports of "
                    f"{len(did)} of {len(reports)} units say so",
                ),
                working=Message(
                    f"{len(did)} ≠ {stated.surface}; không nêu: {named.vi or '0'}",
                    f"{len(did)} ≠ {stated.surface}; not said by: {named.en or '0'}",
                ),
                stated=stated.surface,
                expected=f"{len(did)}/{len(reports)}",
                severity=Severity.NOTE if possible else Severity.ERROR,
            )


CHECK = AcrossCheck(
    code="X505",
    name="units-count",
    severity=Severity.ERROR,
    summary=Message(
        vi="'n/m đơn vị đã …' đúng với báo cáo của các đơn vị",
        en="'n of m units did …' is what the units' reports say",
    ),
    run=_run,
)
