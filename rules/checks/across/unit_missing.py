"""Every unit of the register has a report for the period.

What it reports: a unit without a report for a time that other units report on; and a report whose
issuer the given register does not know.

Why it matters: the sum lacks it, and nobody sees that from the sum.

What it leaves alone: a time that less than half of the units report on, as after a stray file of
another year. Without a register the units are those that reported for any time, and are asked
for only where there is a summary.

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.across.check import AcrossCheck
from rules.across.submission import Submission
from rules.across.wording import time_named
from rules.finding import Finding, Message, Severity


def _run(submission: Submission) -> Iterator[Finding]:
    units = submission.register.units
    for span, reports in submission.by_time.items():
        summary = submission.summary_of(span)
        if len(reports) * 2 < len(units) or (summary is None and not submission.is_given):
            continue
        told_at = (summary or next(iter(reports.values()))[-1]).report
        time = time_named(span)
        for unit in units:
            if unit not in reports:
                yield CHECK.finding(
                    told_at,
                    (),
                    subject=f"{unit.name} {time.vi}",
                    message=Message(
                        f"Chưa có báo cáo {time.vi} của {unit.name}",
                        f"No report of {unit.name} for {time.en}",
                    ),
                    working=Message(
                        f"{len(reports)}/{len(units)} đơn vị đã có báo cáo {time.vi}",
                        f"{len(reports)} of {len(units)} units reported for {time.en}",
                    ),
                    stated=unit.name,
                )
    if submission.is_given:
        yield from _strangers(submission)


def _strangers(submission: Submission) -> Iterator[Finding]:
    for report in submission.reports:
        if report.report in submission.summaries or submission.units[report.report] is not None:
            continue
        issuer = report.issuer or "?"
        yield CHECK.finding(
            report.report,
            (),
            subject=f"{issuer} {report.report}",
            message=Message(
                f"Đơn vị ban hành '{issuer}' không có trong danh sách đơn vị",
                f"The issuer '{issuer}' is not in the register of units",
            ),
            working=Message("báo cáo này không được cộng vào", "the report is not summed"),
            stated=issuer,
        )


CHECK = AcrossCheck(
    code="X502",
    name="unit-missing",
    severity=Severity.WARNING,
    summary=Message(
        vi="Đơn vị nào trong danh sách cũng có báo cáo của kỳ",
        en="Every unit of the register has a report for the period",
    ),
    run=_run,
)
