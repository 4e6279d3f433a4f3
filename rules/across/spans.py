"""Spans of time that reports report on, in a form that can be compared.

'6 tháng đầu năm 2025' is January to June of 2025, 'quý II/2025' April to June, 'năm học 2024-2025'
September 2024 to June 2025.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rules.figures.spelling import key

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "chín": 9, "mười": 10}
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_COUNT = r"(?P<count>\d{1,2}|" + "|".join(_NUMBERS) + ")"
_OF = r"[\s,/\-–]*(?:của\s+)?(?:năm\s+)?"
_TERM = re.compile(rf"(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+{_YEAR}\s*[-–]\s*(?P<last>(?:19|20)\d{{2}})")
_SCHOOL = re.compile(rf"năm học\s+{_YEAR}\s*[-–]\s*(?P<last>(?:19|20)?\d{{2}})")
_MONTHS = re.compile(rf"{_COUNT}\s+tháng(?:\s+(?P<side>đầu|cuối)(?:\s+năm)?)?{_OF}{_YEAR}?")
_QUARTER = re.compile(rf"quý\s+(?P<quarter>iv|iii|ii|i|[1-4])\b{_OF}{_YEAR}?")
_MONTH = re.compile(rf"tháng\s+(?P<month>1[0-2]|0?[1-9])\b{_OF}{_YEAR}?")
_WHOLE = re.compile(rf"(?:cả\s+)?năm\s+{_YEAR}|\b{_YEAR}\b".replace("(?P<year>", "(", 1))


class Span(NamedTuple):
    """Months [first, last], each a year times twelve plus the month from 0."""

    first: int
    last: int

    @property
    def months(self) -> int:
        """How many months."""
        return self.last - self.first + 1

    @property
    def to_date(self) -> bool:
        """Whether it begins with its year: a figure of it counts from the first of January."""
        return self.first % 12 == 0

    def holds(self, other: Span) -> bool:
        """Whether the other lies within."""
        return self.first <= other.first and other.last <= self.last


def span_of(words: str, default_year: int | None = None) -> Span | None:
    """The span that words name; None where they name none, or no year is known.

    Args:
        words: 'quý II/2025', '6 tháng đầu năm', 'năm 2025'.
        default_year: the year of words that give none.
    """
    text = key(words)
    if match := _TERM.search(text):
        return Span(_month(int(match["year"]), 1), _month(int(match["last"]), 12))
    if match := _SCHOOL.search(text):
        first = int(match["year"])
        return Span(_month(first, 9), _month(first + 1, 6))
    for pattern, months in ((_MONTHS, _of_months), (_QUARTER, _of_quarter), (_MONTH, _of_month)):
        for match in pattern.finditer(text):
            year = int(match["year"]) if match["year"] else default_year
            if year is not None:
                return months(match, year)
    if match := _WHOLE.search(text):
        year = int(match[1] or match["year"])
        return Span(_month(year, 1), _month(year, 12))
    return None


def _month(year: int, month: int) -> int:
    return year * 12 + month - 1


def _of_months(match: re.Match[str], year: int) -> Span:
    written = match["count"]
    count = min(int(written) if written.isdigit() else _NUMBERS[written], 12)
    if match["side"] == "cuối":
        return Span(_month(year, 13 - count), _month(year, 12))
    return Span(_month(year, 1), _month(year, max(count, 1)))


def _of_quarter(match: re.Match[str], year: int) -> Span:
    written = match["quarter"]
    quarter = int(written) if written.isdigit() else _ROMAN[written]
    return Span(_month(year, 3 * quarter - 2), _month(year, 3 * quarter))


def _of_month(match: re.Match[str], year: int) -> Span:
    month = int(match["month"])
    return Span(_month(year, month), _month(year, month))
