"""How findings across reports name units and spans of time."""

from __future__ import annotations

from collections.abc import Sequence

from rules.across.spans import Span
from rules.across.units import Unit
from rules.finding import Message

_SHOWN = 5


def units_named(units: Sequence[Unit]) -> Message:
    """The first few units by name, and how many more there are."""
    names = ", ".join(unit.name for unit in units[:_SHOWN])
    more = len(units) - _SHOWN
    if more <= 0:
        return Message(names, names)
    return Message(f"{names} và {more} đơn vị khác", f"{names} and {more} more")


def time_named(span: Span) -> Message:
    """A span of time as people say it: '6 tháng đầu năm 2025', 'quý II/2025', 'tháng 5/2025'."""
    year, month = divmod(span.first, 12)
    months = span.months
    if month == 0 and months == 12:
        return Message(f"năm {year}", f"the year {year}")
    if months == 1:
        return Message(f"tháng {month + 1}/{year}", f"{year}-{month + 1:02d}")
    if months == 3 and month % 3 == 0:
        quarter = ("I", "II", "III", "IV")[month // 3]
        return Message(f"quý {quarter}/{year}", f"quarter {quarter} of {year}")
    if month == 0 and months < 12:
        half = " đầu năm" if months == 6 else ""
        return Message(f"{months} tháng{half} {year}", f"the first {months} months of {year}")
    last_year, last = divmod(span.last, 12)
    return Message(
        f"{month + 1:02d}/{year} - {last + 1:02d}/{last_year}",
        f"{year}-{month + 1:02d} to {last_year}-{last + 1:02d}",
    )
