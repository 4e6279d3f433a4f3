"""The reconciliation sheet: indicator by unit, their sum, the stated total and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rules.across.indicators import Indicator
from rules.across.spans import Span
from rules.across.submission import Submission
from rules.across.sums import UnitSum, of_time
from rules.across.units import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of one time, over all units."""

    span: Span
    indicator: Indicator
    values: Mapping[Unit, Decimal]
    """What each unit states; a unit that states nothing is not there."""
    total: Decimal
    stated: Decimal | None
    """What the summary states; None where it does not, or there is none."""
    holds: bool
    """Whether the two agree, with what rounding allows; True where nothing is stated."""
    missing: tuple[Unit, ...]
    """Units of the register whose reports for the time are missing from the sum."""
    unread: tuple[Unit, ...] = ()
    """Units whose reports for the time were only partly read: the sum may lack figures of them."""

    @property
    def difference(self) -> Decimal | None:
        """Stated less summed."""
        return None if self.stated is None else self.stated - self.total


def rows(submission: Submission) -> Iterator[Row]:
    """Every indicator that adds up and that a unit or the summary states, time by time."""
    for span, reports in submission.by_time.items():
        if len(reports) < 2:
            continue
        missing = tuple(unit for unit in submission.register.units if unit not in reports)
        unread = tuple(unit for unit, told in submission.valid(span).items() if told.partial)
        for found in of_time(submission, span, submission.summary_of(span)):
            if found.parts:
                yield _row(found, span, missing, unread)


def _row(found: UnitSum, span: Span, missing: tuple[Unit, ...], unread: tuple[Unit, ...]) -> Row:
    return Row(
        span=span,
        indicator=found.indicator,
        values={unit: statement.value for unit, statement in found.chosen.items()},
        total=found.total,
        stated=found.stated[0].value if found.stated else None,
        holds=found.holds or not found.stated,
        missing=missing,
        unread=unread,
    )
