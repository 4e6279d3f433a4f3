"""Sums over the units: what the units state of an indicator, against what the summary says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rules.across.facts import ReportFacts, Statement
from rules.across.indicators import Adds, Indicator
from rules.across.spans import Span
from rules.across.submission import Submission
from rules.across.units import Unit
from rules.rounding import Interval, interval

SUMMED = frozenset({Adds.SUM, Adds.LAST})


@dataclass(frozen=True, slots=True)
class UnitSum:
    """One indicator of a summary, with what its units state of it for the same time."""

    summary: ReportFacts
    indicator: Indicator
    stated: tuple[Statement, ...]
    """The summary's own figures: one, or several that repeat it."""
    parts: Mapping[Unit, tuple[Statement, ...]]
    """By unit what it states; several where a report gives several."""
    reports: Mapping[Unit, ReportFacts]
    """The report of every unit that has one for the time."""

    @property
    def total(self) -> Decimal:
        """The sum of what the units state first."""
        return sum((statements[0].value for statements in self.parts.values()), Decimal(0))

    @property
    def silent(self) -> tuple[Unit, ...]:
        """The units whose reports do not state it."""
        return tuple(unit for unit in self.reports if unit not in self.parts)

    @property
    def holds(self) -> bool:
        """Whether some choice of what is stated, and of its rounding, makes the sum true."""
        whole = interval(Decimal(0), Decimal(0))
        for statements in self.parts.values():
            whole += _hull(statements)
        return any(whole.meets(interval(own.value, own.step)) for own in self.stated)


def _hull(statements: tuple[Statement, ...]) -> Interval:
    """From the least to the greatest that a unit's statements can stand for."""
    parts = [interval(s.value, s.step) for s in statements]
    return Interval(min(p.low for p in parts), max(p.high for p in parts))


def sums(submission: Submission) -> Iterator[UnitSum]:
    """Every indicator that a summary states and at least two of its units do."""
    known = submission.book.by_code()
    for summary in submission.summed:
        if summary.span is None:
            continue
        for found in of_time(submission, summary, summary.span):
            if found.indicator.code in known and found.stated and len(found.parts) > 1:
                yield found


def of_time(submission: Submission, summary: ReportFacts, span: Span) -> Iterator[UnitSum]:
    """All indicators that add up, as the units state them for one time."""
    reports = submission.valid(span)
    for indicator in submission.book.indicators:
        if indicator.adds not in SUMMED:
            continue
        parts = {
            unit: stated
            for unit, report in reports.items()
            if (stated := submission.stated(report, indicator.code))
        }
        own = submission.stated(summary, indicator.code)
        if parts or own:
            yield UnitSum(summary, indicator, own, parts, reports)
