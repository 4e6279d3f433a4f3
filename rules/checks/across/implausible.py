"""A unit's figure is not orders of magnitude from its own past or its peers.

What it reports: a figure about ten (a hundred, a thousand) times, or a tenth of, what the same unit
reported for another time or for the same time of the year before, if it is also the greatest or the
least of the units'; or one more than ten times the next greatest of many units: a digit too many, a
separator slipped, another unit of money.

Why it matters: such a slip passes every check of one report, and one of it spoils the sum.

What it leaves alone: counts under a hundred, which jump; growth that is no power of ten; a figure
that its own past confirms.

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.across.check import AcrossCheck, Involved
from rules.across.facts import ReportFacts, Statement
from rules.across.indicators import Adds, Indicator
from rules.across.spans import Span
from rules.across.submission import Submission
from rules.across.sums import SUMMED
from rules.across.units import Unit
from rules.across.wording import time_named
from rules.finding import Finding, Message, Severity

_SMALL = 100
"""The greater of two figures must be at least this."""
_FEW = 10
"""And the lesser this."""
_NEAR_POWER = (Decimal("0.55"), Decimal("1.8"))
"""A ratio between these times a power of ten is taken for a slip."""
_PEERS = 8
"""Units that must state an indicator before one stands out among them."""
_OUT = 10


def _run(submission: Submission) -> Iterator[Finding]:
    for span in submission.by_time:
        reports = submission.valid(span)
        for indicator in submission.book.indicators:
            if indicator.adds not in SUMMED:
                continue
            values = sorted(
                (
                    (stated[0].value, unit, report, stated[0])
                    for unit, report in reports.items()
                    if (stated := submission.stated(report, indicator.code))
                ),
                key=lambda row: -row[0],
            )
            told: set[Unit] = set()
            for unit, report in reports.items():
                stated = submission.stated(report, indicator.code)
                if not stated:
                    continue
                if not _is_extreme(stated[0].value, unit, values):
                    continue
                past = list(_past(submission, unit, report, span, indicator))
                if past and all(_slipped(stated[0], value, months) for _, value, months in past):
                    told.add(unit)
                    then, value, _ = past[0]
                    yield _finding(
                        indicator.name, unit, (report, stated[0]), (then, value), span, "past"
                    )
            if len(values) >= _PEERS and values[0][0] > _OUT * values[1][0] >= _OUT * _SMALL:
                _, unit, report, statement = values[0]
                confirmed = any(True for _ in _past(submission, unit, report, span, indicator))
                if unit not in told and not confirmed:
                    yield _finding(
                        indicator.name,
                        unit,
                        (report, statement),
                        (values[1][2], values[1][3]),
                        span,
                        "peers",
                    )


def _is_extreme(
    value: Decimal, unit: Unit, values: list[tuple[Decimal, Unit, ReportFacts, Statement]]
) -> bool:
    """Whether a unit's value is the greatest or least of all; of few units each is.

    Of the values, one a unit, the greatest is the first.
    """
    if len(values) <= _PEERS:
        return True
    greatest = values[1][0] if values[0][1] is unit else values[0][0]
    least = values[-2][0] if values[-1][1] is unit else values[-1][0]
    return value > greatest or value < least


def _past(
    submission: Submission, unit: Unit, report: ReportFacts, span: Span, indicator: Indicator
) -> Iterator[tuple[ReportFacts, Statement, Decimal]]:
    """The unit's figures of other times, each with how many times as long this one is.

    A level at a date does not grow with the time.
    """
    code = indicator.code
    for other in submission.by_time:
        if other == span:
            continue
        then = submission.valid(other).get(unit)
        stated = submission.stated(then, code) if then is not None else ()
        if then is not None and stated:
            longer = Decimal(span.months) / other.months
            yield then, stated[0], longer if indicator.adds is Adds.SUM else Decimal(1)
    for statement in report.statements:
        year_before = Span(span.first - 12, span.last - 12)
        if statement.indicator == code and statement.span == year_before:
            yield report, statement, Decimal(1)


def _slipped(now: Statement, then: Statement, longer: Decimal) -> bool:
    """Whether one is a power of ten of the other, as near as figures of two times come."""
    if min(now.value, then.value) < _FEW or max(now.value, then.value) < _SMALL:
        return False
    low, high = _NEAR_POWER
    ratio = now.value / then.value / longer
    return any(low <= ratio / power <= high or low <= power * ratio <= high for power in _POWERS)


_POWERS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(1000000))


def _finding(
    name: Message, unit: Unit, now: Involved, other: Involved, span: Span, against: str
) -> Finding:
    time = time_named(span)
    ratio = now[1].value / other[1].value
    if ratio < 1:
        ratio = 1 / ratio
    of = unit.name if against == "past" else f"{unit.name} / {other[0].issuer}"
    beside_vi = "kỳ khác của chính đơn vị" if against == "past" else "đơn vị lớn thứ hai"
    beside_en = "the unit's own of another time" if against == "past" else "the next greatest unit"
    return CHECK.finding(
        now[0].report,
        [now, other],
        subject=f"{name.vi} {of} {time.vi}",
        message=Message(
            f"{name.vi} của {unit.name}: {now[1].surface}, khác {beside_vi} ({other[1].surface}) "
            f"khoảng {ratio:.0f} lần",
            f"{name.en} of {unit.name}: {now[1].surface}, about {ratio:.0f} times off "
            f"{beside_en} ({other[1].surface})",
        ),
        working=Message(
            f"{now[1].surface} / {other[1].surface}", f"{now[1].surface} / {other[1].surface}"
        ),
        stated=now[1].surface,
    )


CHECK = AcrossCheck(
    code="X506",
    name="implausible",
    severity=Severity.NOTE,
    summary=Message(
        vi="Số liệu của đơn vị không lệch hàng chục lần so với kỳ khác hoặc đơn vị khác",
        en="A unit's figure is not orders of magnitude from its own past or its peers",
    ),
    run=_run,
)
