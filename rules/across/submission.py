"""A submission: the reports of a folder as one, each with its unit and its time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rules.across.facts import ReportFacts, Statement
from rules.across.indicators import Book, default_book
from rules.across.spans import Span
from rules.across.units import Register, Unit, name_words, register_of

_MOSTLY = 0.8
"""Of a summary's figures that are no less than any unit's."""
_LEAST_BELOW = 2
"""Units below an issuer that make its report a summary."""


@dataclass(frozen=True)
class Submission:
    """Reports with who issued them. Not slotted: what is worked out of them is kept."""

    reports: tuple[ReportFacts, ...]
    register: Register
    """The units that are to report; made of the reports where none was given."""
    is_given: bool
    """Whether the register was given, so that a unit can be missing from the first period on."""
    summaries: frozenset[str]
    """The names of the reports that sum up the others."""
    book: Book

    @cached_property
    def units(self) -> Mapping[str, Unit | None]:
        """The unit of each report by its name; None where the register has none, or a summary."""
        return {
            report.report: None
            if report.report in self.summaries or report.issuer is None
            else self.register.match(report.issuer, report.parent)
            for report in self.reports
        }

    @cached_property
    def by_time(self) -> Mapping[Span, Mapping[Unit, tuple[ReportFacts, ...]]]:
        """The units' reports by their time and unit, of one unit the last submitted last."""
        found: dict[Span, dict[Unit, list[ReportFacts]]] = defaultdict(lambda: defaultdict(list))
        for report in self.reports:
            unit = self.units[report.report]
            if unit is not None and report.span is not None:
                found[report.span][unit].append(report)
        return {
            span: {
                unit: tuple(sorted(of_unit, key=lambda r: (r.date or "", _natural(r))))
                for unit, of_unit in of_span.items()
            }
            for span, of_span in sorted(found.items())
        }

    def valid(self, span: Span) -> Mapping[Unit, ReportFacts]:
        """The report of each unit for a time: of a re-submission the last."""
        return {unit: reports[-1] for unit, reports in self.by_time.get(span, {}).items()}

    @cached_property
    def summed(self) -> tuple[ReportFacts, ...]:
        """The reports that sum up others."""
        return tuple(report for report in self.reports if report.report in self.summaries)

    def summary_of(self, span: Span) -> ReportFacts | None:
        """The report that sums up the units' of a time; None where there is none."""
        return next((report for report in self.summed if report.span == span), None)

    def stated(self, unit_report: ReportFacts, indicator: str) -> tuple[Statement, ...]:
        """What a report states of an indicator for its own time."""
        return self._current[unit_report.report].get(indicator, ())

    @cached_property
    def _current(self) -> Mapping[str, Mapping[str, tuple[Statement, ...]]]:
        return {report.report: report.current() for report in self.reports}


def submission(
    reports: Sequence[ReportFacts],
    register: Register | None = None,
    summaries: frozenset[str] | None = None,
    book: Book | None = None,
) -> Submission:
    """Put reports together.

    Args:
        reports: the facts of every report that was read.
        register: the units; made of what the reports say of themselves if None.
        summaries: the names of the reports that sum up the others; recognised if None: those whose
            issuer is the parent of the others.
        book: the indicators.
    """
    if summaries is None:
        summaries = _summing(reports, _summaries(reports, register))
    if register is None:
        made = register_of(
            (r.issuer, r.parent)
            for r in reports
            if r.issuer is not None and r.report not in summaries
        )
    return Submission(
        reports=tuple(reports),
        register=made if register is None else register,
        is_given=register is not None,
        summaries=summaries,
        book=default_book() if book is None else book,
    )


def _summaries(reports: Sequence[ReportFacts], register: Register | None) -> frozenset[str]:
    """The names of the reports whose issuer is the parent of at least two others' issuers."""
    if register is not None and register.parents:
        return frozenset(
            r.report for r in reports if r.issuer is not None and register.is_parent(r.issuer)
        )
    below: dict[str, set[str | None]] = defaultdict(set)
    for report in reports:
        if report.parent:
            below[name_words(report.parent)].add(report.issuer)
    return frozenset(
        r.report
        for r in reports
        if r.issuer is not None
        and len(below.get(name_words(r.issuer), frozenset()) - {r.issuer}) >= _LEAST_BELOW
    )


def _summing(reports: Sequence[ReportFacts], named: frozenset[str]) -> frozenset[str]:
    """Of reports that by their issuers sum up others, those whose figures can be sums.

    A unit's report whose head was misread may seem its parent's; but its figures are not greater
    than the other units'.
    """
    greatest: dict[tuple[Span | None, str], Decimal] = defaultdict(Decimal)
    current = {report.report: report.current() for report in reports}
    for report in reports:
        if report.report not in named:
            for code, statements in current[report.report].items():
                place = report.span, code
                greatest[place] = max(greatest[place], statements[0].value)

    def sums(report: ReportFacts) -> bool:
        least = [
            statements[0].value >= greatest[report.span, code]
            for code, statements in current[report.report].items()
            if (report.span, code) in greatest
        ]
        return sum(least) >= _MOSTLY * len(least)

    return frozenset(r.report for r in reports if r.report in named and sums(r))


def _natural(report: ReportFacts) -> tuple[int, str]:
    """An order for reports of one day: by number, then by name."""
    digits = "".join(c for c in (report.number or "").split("-")[0] if c.isdecimal())
    return int(digits or 0), report.report
