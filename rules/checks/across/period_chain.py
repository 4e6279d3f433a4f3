"""A figure restated for an earlier period is the one reported then; figures to date do not fall.

What it reports: a report that gives an indicator for a time on which the same unit reported before,
with another value; and an indicator counted from the first of January that is less than it was
earlier in the same year.

Why it matters: the earlier figure has gone into a sum already; either it or its restatement is
wrong, or a correction was never told.

What it leaves alone: levels at a date (members), which may fall; values that agree within their
rounding; targets and forecasts; a time that differs from the earlier report's by a day.

Source: decision of the project; 'lũy kế' must not fall (see the domain notes).
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.across.check import AcrossCheck
from rules.across.facts import ReportFacts, Statement
from rules.across.indicators import Adds
from rules.across.spans import Span
from rules.across.submission import Submission
from rules.across.wording import time_named
from rules.figures.figure import Role
from rules.finding import Finding, Message, Severity

_RESTATING = frozenset({Role.ACTUAL, Role.PREVIOUS})


def _run(submission: Submission) -> Iterator[Finding]:
    yield from _restated(submission)
    yield from _fallen(submission)


def _restated(submission: Submission) -> Iterator[Finding]:
    known = submission.book.by_code
    for report in submission.reports:
        for statement in report.statements:
            if (
                not statement.restated
                or statement.role not in _RESTATING
                or statement.span is None
                or statement.indicator not in known
            ):
                continue
            before = _earlier(submission, report, statement.indicator, statement.span)
            if before is None:
                continue
            then, values = before
            if any(statement.stands_for.meets(value.stands_for) for value in values):
                continue
            name, time = known[statement.indicator].name, time_named(statement.span)
            yield CHECK.finding(
                report.report,
                [(report, statement), (then, values[0])],
                subject=f"{statement.indicator} {time.vi} {report.issuer}",
                message=Message(
                    f"{name.vi} {time.vi}: nay ghi {statement.surface}, báo cáo kỳ đó ghi "
                    f"{values[0].surface} ({then.report})",
                    f"{name.en} for {time.en}: now {statement.surface}, then {values[0].surface} "
                    f"({then.report})",
                ),
                working=Message(
                    f"{statement.surface} ≠ {values[0].surface}",
                    f"{statement.surface} ≠ {values[0].surface}",
                ),
                stated=statement.surface,
                expected=values[0].surface,
            )


def _earlier(
    submission: Submission, report: ReportFacts, indicator: str, span: Span
) -> tuple[ReportFacts, tuple[Statement, ...]] | None:
    """What the same issuer stated when that time was the time of its report."""
    unit = submission.units[report.report]
    if unit is not None:
        then = submission.valid(span).get(unit)
    else:
        then = next(
            (
                other
                for other in submission.summed
                if other.span == span
                and report.report in submission.summaries
                and other.issuer == report.issuer
            ),
            None,
        )
    if then is None or then.report == report.report:
        return None
    values = submission.stated(then, indicator)
    return (then, values) if values else None


def _fallen(submission: Submission) -> Iterator[Finding]:
    spans = list(submission.by_time)
    for index, span in enumerate(spans):
        earlier = [s for s in spans[:index] if s.to_date and span.to_date and s.first == span.first]
        if not earlier or span.last // 12 != span.first // 12:
            continue
        before, now = submission.valid(earlier[-1]), submission.valid(span)
        for unit, report in now.items():
            then = before.get(unit)
            if then is None:
                continue
            for indicator in submission.book.indicators:
                if indicator.adds is not Adds.SUM:
                    continue
                old = submission.stated(then, indicator.code)
                new = submission.stated(report, indicator.code)
                if not old or not new:
                    continue
                least = min(s.stands_for.low for s in old)
                most = max(s.stands_for.high for s in new)
                if most >= least:
                    continue
                was, name = time_named(earlier[-1]), indicator.name
                yield CHECK.finding(
                    report.report,
                    [(report, new[0]), (then, old[0])],
                    subject=f"{indicator.code} {unit.name} {time_named(span).vi}",
                    message=Message(
                        f"{name.vi}: lũy kế {new[0].surface}, ít hơn {old[0].surface} của "
                        f"{was.vi} ({then.report})",
                        f"{name.en}: {new[0].surface} to date, less than the {old[0].surface} of "
                        f"{was.en} ({then.report})",
                    ),
                    working=Message(
                        f"{new[0].surface} < {old[0].surface}",
                        f"{new[0].surface} < {old[0].surface}",
                    ),
                    stated=new[0].surface,
                    expected=f"≥ {old[0].surface}",
                )


CHECK = AcrossCheck(
    code="X504",
    name="period-chain",
    severity=Severity.WARNING,
    summary=Message(
        vi="Số liệu nhắc lại của kỳ trước đúng như đã báo cáo; số lũy kế không giảm",
        en="A figure restated for an earlier period is the one reported then",
    ),
    run=_run,
)
