"""Periods: the time that a figure is of, from its clause, sentence, paragraph or section."""

from __future__ import annotations

import re
from dataclasses import dataclass

YEAR = r"(?:1[89]|20|21)\d\d"
"""A year, in a regular expression."""
_PERIOD = re.compile(
    rf"""(?<!\w)(?=[\dgntqđhlkcv])(?:  # where a time may begin
    (?P<range>(?:(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+vụ|từ\s+năm)\s*)?
        {YEAR}\s?(?:[-–]|đến(?:\s+năm)?)\s?{YEAR})
    | (?P<months>\d{{1,2}}\s+(?:tháng|quý)(?:\s+(?:đầu|cuối)(?:\s+năm)?)?(?:\s+năm)?(?:\s+{YEAR})?)
    | (?P<month>(?:trong\s+)?tháng\s+\d{{1,2}}(?:\s*[/.-]\s*|\s+năm\s+){YEAR}
        | tháng\s+\d{{1,2}}(?!\d))
    | (?P<quarter>quý\s+(?:[1-4]|i{{1,3}}|iv)(?!\w)
        (?:\s*[/.-]\s*{YEAR}|\s+năm\s+{YEAR}|\s+{YEAR})?)
    | (?P<day>(?:tính\s+đến|đến|hết)\s+(?:hết\s+)?(?:ngày\s+)?
        \d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR})
    | (?P<before>trước\s+khi\s+(?:có|thực\s+hiện|sắp\s+xếp|sáp\s+nhập)
        (?:\s+[^\W\d_]+){{0,4}}?(?=\s*[,.;:)(]|\s+(?:có|là|thì)\s))
    | (?P<term>học\s+kỳ\s+(?:i{{1,3}}|[123])(?!\w)
        (?:\s*[,-]?\s*năm\s+học\s+{YEAR}\s?[-–]\s?{YEAR})?)
    | (?P<sofar>lũy\s+kế\s+từ\s+đầu\s+(?:năm|nhiệm\s+kỳ)(?:\s+{YEAR})?(?:\s+đến\s+nay)?)
    | (?P<since>từ\s+(?:đầu|khi)\s+(?:nhiệm\s+kỳ|năm|khóa)(?:\s+{YEAR})?
        \s+đến\s+(?:nay|hết\s+[^\W\d_]+))
    | (?P<now>(?:tính\s+)?đến\s+(?:nay|thời\s+điểm\s+(?:này|hiện\s+nay|báo\s+cáo))
        | hiện\s+nay|hiện\s+tại)
    | (?P<same>cùng\s+kỳ(?:\s+năm\s+(?:trước|{YEAR})|\s+{YEAR})?
        | năm\s+trước|năm\s+ngoái|kỳ\s+trước)
    | (?P<season>vụ\s+(?!năm\s)(?:[^\W\d_]+\s+){{1,2}}(?:năm\s+)?{YEAR}(?:\s?[-–]\s?{YEAR})?)
    | (?P<whole>trong\s+(?:tháng|quý|năm|kỳ|tuần)(?=\s*[,;]|\s+(?:đã|toàn|có|tổng|cả)\s))
    | (?P<part>(?:cuối|đầu|giữa)\s+năm\s+{YEAR})
    | (?P<year>(?:năm\s+)?(?<!\d)(?<!\d[/.-]){YEAR}(?![\d/%])(?!\s*-\s*[a-zđ])))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A time named at [start, end); `name` is the words, of a year the digits alone."""

    start: int
    end: int
    name: str
    form: str


def mentions(plain: str, folded: str, start: int, end: int) -> list[Mention]:
    """The times named in folded[start:end], in order."""
    found: list[Mention] = []
    for match in _PERIOD.finditer(folded, start, end):
        form = match.lastgroup or "year"
        name = " ".join(plain[match.start() : match.end()].split())
        name = re.sub(r"\s?[-–]\s?", "-", name[:1].lower() + name[1:])
        if re.search(
            r"(?:mỗi|hằng|hàng|từng|một)\s+\Z", folded[max(0, match.start() - 6) : match.start()]
        ):
            continue
        if form != "whole":
            name = re.sub(r"^(?:trong|ở|vào)\s+", "", name)
        if form == "months" and match[0].startswith("0") and "đầu" not in match[0]:
            continue
        if form == "year":
            if not match[0].startswith("năm") and not _dated(folded, match):
                continue
            name = match[0].removeprefix("năm").strip()
        found.append(Mention(match.start(), match.end(), name, form))
    return found


def _dated(folded: str, match: re.Match[str]) -> bool:
    """A bare year counts only where it dates something: in brackets or behind a time word."""
    before = folded[max(0, match.start() - 8) : match.start()].rstrip()
    return before.endswith(("(", "từ", "đến", "cuối", "đầu", "so với", "và", "kỳ"))


_BRACKET = re.compile(r"\s*\(\s*(?:là\s+|đạt\s+|có\s+|gần\s+|trên\s+|khoảng\s+)?")
"""'so với năm 2018 (1.500.000 lượt)': what the bracket holds is of that time."""
IS_COMPARISON = re.compile(r"(?:so\s+với|so|bằng[^,;.]{0,12}|cùng\s+kỳ(?:\s+năm)?)\s*\Z")
"""A time behind one of these is what a figure is compared with, not the figure's own."""


def period_at(
    times: list[Mention], folded: str, clause: tuple[int, int], figure: tuple[int, int]
) -> str | None:
    """The period of a figure within its sentence.

    A time right behind the figure and inside its clause ('74% năm 2017'), else the last one
    before it in the sentence ('Năm 2016, có 3.852 đảng viên').
    """
    start, end = figure
    for time in times:
        if time.end <= start and _BRACKET.fullmatch(folded, time.end, start):
            return time.name
    for time in times:
        if time.form == "same" or IS_COMPARISON.search(
            folded[max(0, time.start - 16) : time.start]
        ):
            continue
        if end <= time.start < clause[1] and not re.search(
            r"[,;:()]|\d|so\s+với|mục\s+tiêu|kế\s+hoạch", folded[end : time.start]
        ):
            return time.name
    return own_period([time for time in times if time.end <= start], folded)


def own_period(times: list[Mention], folded: str) -> str | None:
    """The last of the times that is not one to compare with."""
    own: str | None = None
    for time in times:
        before = folded[max(0, time.start - 16) : time.start]
        if time.form != "same" and not IS_COMPARISON.search(before):
            own = time.name
    return own


def only_period(times: list[Mention], folded: str) -> str | None:
    """The one time that a block names, for the figures that stand before it; None if several."""
    names = {
        time.name
        for time in times
        if time.form != "same"
        and not IS_COMPARISON.search(folded[max(0, time.start - 16) : time.start])
    }
    return next(iter(names)) if len(names) == 1 else None
