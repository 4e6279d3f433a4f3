"""A date exists, and neither a cited paper nor what was counted is younger than the report.

What it reports: '31/6/2018', '32/12/2019', 'ngày 30 tháng 02 năm 2019'; a paper dated after the
report's own date; figures counted up to a day after it ('số liệu tính đến 31/12/2011' in a report
of 9/12/2011), as a warning.

Why it matters: whoever looks the paper up does not find it; figures of a day that was still to come
are estimates, and have to be called so.

What it leaves alone: dates without a year on 29 February; dates of plans and events to come, which
may lie after the report; estimates called so; reports without a date of their own.

Source: decision of the project; the Gregorian calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Kind, Numeral
from rules.finding import Finding, Message, Severity

_DATE = re.compile(
    r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})(?:\s*[/.\-]\s*(?P<year>\d{4}))?"
)
_UNREAD = re.compile(
    r"(?:\d{1,2}\s*(?:[-–]|đến|và)\s*)?(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)"
)
"""'32/12/2019', and '12 đến 33/10/2020'."""
_MONTH = re.compile(r"\s*tháng\s+")
_YEAR = re.compile(r"\s*,?\s*năm\s+")
_LEAP = 2000
"""Stands in for a year that is not given: every day of a leap year may exist."""
_CITED = re.compile(r"[^.;()]{0,60}?,?\s*(?:ra\s+)?ngày\s+\Z")

_COUNTED_TO = re.compile(
    r"(?<!\w)(?:số\s+liệu[^.;\d]{0,40}|(?:tính|chốt|thống\s+kê|lũy\s+kế)\s+)(?:đến|tới)\s+"
    r"(?:hết\s+)?(?:ngày\s+)?\Z"
)
_TO_COME = re.compile(
    r"(?<!\w)(?:ước|dự\s+(?:kiến|báo|ước)|phấn\s+đấu|mục\s+tiêu|kế\s+hoạch|chỉ\s+tiêu|lộ\s+trình"
    r"|phải|sẽ|hoàn\s+thành|hạn|hiệu\s+lực|trước|đến\s+hạn)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Dated:
    numerals: tuple[Numeral, ...]
    day: int
    month: int
    year: int | None

    @property
    def surface(self) -> str:
        """The date as numbers alone."""
        parts = (self.day, self.month) if self.year is None else (self.day, self.month, self.year)
        return "/".join(map(str, parts))

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has the day."""
        if not 1 <= self.month <= 12:
            return False
        return 1 <= self.day <= monthrange(self.year or _LEAP, self.month)[1]


def _run(extraction: Extraction) -> Iterator[Finding]:
    own = extraction.document.metadata.date
    for dated, before in _dates(extraction):
        if not dated.is_possible:
            yield CHECK.finding(
                extraction,
                dated.numerals,
                message=Message(
                    vi=f"Ngày {dated.surface} không có trong lịch",
                    en=f"There is no day {dated.surface} in the calendar",
                ),
                stated=dated.surface,
                working=_working(dated),
            )
        elif own is not None and dated.year is not None:
            day, report = date(dated.year, dated.month, dated.day), date.fromisoformat(own)
            if day > report and (before is not None or _is_counted_to(extraction, dated)):
                yield _too_young(extraction, dated, report, cited=before is not None)


def _too_young(extraction: Extraction, dated: _Dated, report: date, *, cited: bool) -> Finding:
    shown = f"{report.day}/{report.month}/{report.year}"
    paper = Message(
        vi=f"Dẫn văn bản ngày {dated.surface}, sau ngày của báo cáo ({shown})",
        en=f"A paper of {dated.surface} is cited, after the report's {shown}",
    )
    counted = Message(
        vi=f"Số liệu tính đến {dated.surface}, sau ngày của báo cáo ({shown})",
        en=f"Figures are counted up to {dated.surface}, after the report's {shown}",
    )
    return CHECK.finding(
        extraction,
        dated.numerals,
        message=paper if cited else counted,
        stated=dated.surface,
        working=Message(vi=f"{dated.surface} > {shown}", en=f"{dated.surface} > {shown}"),
        severity=None if cited else Severity.WARNING,
    )


def _is_counted_to(extraction: Extraction, dated: _Dated) -> bool:
    """'Số liệu tính đến ngày 31/12/2011', where nothing calls it an estimate or a plan."""
    first = dated.numerals[0]
    text = extraction.document.blocks[first.place.block].text.lower()
    begin, end = first.sentence
    return (
        _COUNTED_TO.search(text, begin, first.start) is not None
        and _TO_COME.search(text, begin, end) is None
    )


def _working(dated: _Dated) -> Message:
    if not 1 <= dated.month <= 12:
        return Message(vi=f"tháng {dated.month} > 12", en=f"month {dated.month} > 12")
    days = monthrange(dated.year or _LEAP, dated.month)[1]
    return Message(
        vi=f"tháng {dated.month} có {days} ngày", en=f"month {dated.month} has {days} days"
    )


def _dates(extraction: Extraction) -> Iterator[tuple[_Dated, Numeral | None]]:
    """The days that are written out in full, and the paper that one is the date of."""
    numerals = extraction.numerals
    index = 0
    while index < len(numerals):
        dated = _at(extraction, numerals[index : index + 3])
        if dated is not None:
            before = numerals[index - 1] if index else None
            yield dated, before if before and _is_of(extraction, before, dated) else None
            index += len(dated.numerals)
        else:
            index += 1


def _at(extraction: Extraction, three: Sequence[Numeral]) -> _Dated | None:
    first = three[0]
    if first.kind in {Kind.RATIO, Kind.COUNT} and len(three) > 1:
        return _unread(extraction, first, three[1])
    if first.kind is not Kind.DATE:
        return None
    match = _DATE.fullmatch(first.surface)
    if match is not None:
        year = int(match["year"]) if match["year"] else None
        return _Dated((first,), int(match["day"]), int(match["month"]), year)
    if len(three) < 2 or not first.surface.isdecimal() or not three[1].surface.isdecimal():
        return None
    text = extraction.document.blocks[first.place.block].text
    second = three[1]
    if second.place.block != first.place.block or not _MONTH.fullmatch(
        text[first.end : second.start].lower()
    ):
        return None
    if len(three) == 3 and three[2].place.block == first.place.block:
        third = three[2]
        if third.surface.isdecimal() and _YEAR.fullmatch(text[second.end : third.start].lower()):
            found = (int(first.surface), int(second.surface), int(third.surface))
            return _Dated((first, second, third), *found)
    return _Dated((first, second), int(first.surface), int(second.surface), None)


def _unread(extraction: Extraction, first: Numeral, second: Numeral) -> _Dated | None:
    """'32/12/2019', which no calendar has and which therefore was read as other numbers."""
    if first.place.block != second.place.block or first.end + 1 != second.start:
        return None
    if extraction.document.blocks[first.place.block].text[first.end] != "/":
        return None
    match = _UNREAD.fullmatch(f"{first.surface}/{second.surface}")
    if match is None:
        return None
    return _Dated((first, second), int(match["day"]), int(match["month"]), int(match["year"]))


def _is_of(extraction: Extraction, paper: Numeral, dated: _Dated) -> bool:
    first = dated.numerals[0]
    if paper.kind is not Kind.DOCUMENT_NUMBER or paper.place.block != first.place.block:
        return False
    text = extraction.document.blocks[first.place.block].text
    return _CITED.fullmatch(text[paper.end : first.start].lower()) is not None


CHECK = Check(
    code="F602",
    name="impossible-date",
    severity=Severity.ERROR,
    summary=Message(
        vi="Ngày có trong lịch; văn bản được dẫn và mốc số liệu không sau ngày của báo cáo",
        en="Dates exist, and neither a cited paper nor the day of figures is after the report",
    ),
    run=_run,
)
