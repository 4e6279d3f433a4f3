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
from rules.across.unnamed import SIGN, unnamed
from rules.rounding import NOTHING, Interval

SUMMED = frozenset({Adds.SUM, Adds.LAST})


@dataclass(frozen=True, slots=True)
class UnitSum:
    """One indicator as the units, and their summary, state it for one time."""

    indicator: Indicator
    stated: tuple[Statement, ...]
    """The summary's own figures: one, several that repeat it, or none."""
    parts: Mapping[Unit, tuple[Statement, ...]]
    """By unit what it states; several where a report gives several."""
    reports: Mapping[Unit, ReportFacts]
    """The report of every unit that has one for the time."""
    missing: tuple[Unit, ...] = ()
    """The units of the register that have none."""

    @property
    def chosen(self) -> Mapping[Unit, Statement]:
        """What each unit states; of several values the one that brings the sum nearest."""
        chosen = {unit: statements[0] for unit, statements in self.parts.items()}
        if self.stated:
            gap = self.stated[0].value - sum((s.value for s in chosen.values()), Decimal(0))
            for unit, statements in self.parts.items():
                for other in statements[1:]:
                    left = gap - other.value + chosen[unit].value
                    if abs(left) < abs(gap):
                        chosen[unit], gap = other, left
        return chosen

    @property
    def total(self) -> Decimal:
        """The sum of what the units state."""
        return sum((statement.value for statement in self.chosen.values()), Decimal(0))

    @property
    def is_named(self) -> bool:
        """Whether it is an indicator of the book, and not one by its wording alone."""
        return not self.indicator.code.startswith(SIGN)

    @property
    def silent(self) -> tuple[Unit, ...]:
        """The units whose reports do not state it."""
        return tuple(unit for unit in self.reports if unit not in self.parts)

    @property
    def unread(self) -> tuple[Unit, ...]:
        """The units that do not state it and whose reports were only partly read."""
        return tuple(unit for unit in self.silent if self.reports[unit].partial)

    @property
    def scanned(self) -> tuple[Unit, ...]:
        """The units that do not state it and whose reports were read from scans."""
        return tuple(unit for unit in self.silent if self.reports[unit].scanned)

    @property
    def holds(self) -> bool:
        """Whether some choice of what is stated, and of its rounding, makes the sum true."""
        whole = NOTHING
        for statements in self.parts.values():
            whole += _hull(statements)
        return any(whole.meets(own.stands_for) for own in self.stated)


def _hull(statements: tuple[Statement, ...]) -> Interval:
    """From the least to the greatest that a unit's statements can stand for."""
    return Interval(
        min(s.stands_for.low for s in statements), max(s.stands_for.high for s in statements)
    )


def sums(submission: Submission) -> Iterator[tuple[ReportFacts, UnitSum]]:
    """Every indicator that a summary states and at least two of its units do, with the summary."""
    for summary in submission.summed:
        if summary.span is None:
            continue
        for found in of_time(submission, summary.span, summary):
            if found.stated and len(found.parts) > 1:
                yield summary, found


def of_time(submission: Submission, span: Span, summary: ReportFacts | None) -> Iterator[UnitSum]:
    """All indicators that add up, as the units and a summary, if any, state them for one time."""
    reports = submission.valid(span)
    missing = tuple(unit for unit in submission.register.units if unit not in reports)
    for indicator in submission.book.indicators:
        if indicator.adds not in SUMMED:
            continue
        parts = {
            unit: stated
            for unit, report in reports.items()
            if (stated := submission.stated(report, indicator.code))
        }
        own = () if summary is None else submission.stated(summary, indicator.code)
        if parts or own:
            yield UnitSum(indicator, own, parts, reports, missing)
    for worded in unnamed(summary, reports) if summary is not None else ():
        by_unit = {unit: (statement,) for unit, statement in worded.parts.items()}
        yield UnitSum(worded.indicator, (worded.stated,), by_unit, reports, missing)
