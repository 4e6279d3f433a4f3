"""Periods: where a text names a time, and what that time is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

YEAR = r"(?:1[89]|20|21)\d\d"
"""A year, in a regular expression."""
_WORD = r"[^\W\d_]+"
_MORE = rf"\s?[-–/]\s?{YEAR}"
_DATE = rf"""(?:(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\s?[/.-]\s?{YEAR}
    | (?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])
    | \d{{1,2}}\s+tháng\s+\d{{1,2}}(?!\d)(?:\s*(?:,\s*)?(?:năm\s+|/\s?){YEAR})?)"""
_DATED = rf"""(?:ngày\s+(?:mùng\s+)?{_DATE}
    | (?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\s?[/.-]\s?{YEAR})"""
_HOUR = r"(?:\d{1,2}\s?(?:h(?:\s?[0-5]\d)?|giờ(?:\s+[0-5]?\d(?:\s+phút)?)?)(?:\s*,)?\s+)?"
"""An hour before a day, which its period is called by."""
_MONTH = rf"tháng\s+\d{{1,2}}(?!\d)(?:(?:\s*[/.-]\s*|\s+năm\s+){YEAR})?"
_QUARTER = rf"""quý\s+(?:[1-4]|i{{1,3}}|iv)(?![\w])
    (?:\s*(?:[/.-]|,\s*năm)\s*{YEAR}|\s+(?:năm\s+)?{YEAR})?"""
_NAMED = r"""(?:năm\s+học|năm|nhiệm\s+kỳ|kỳ|tháng|quý|giai\s+đoạn|vụ|khóa)"""
_SEASON = r"""(?:đông\s?[-–]?\s?xuân|hè\s?[-–]?\s?thu|thu\s?[-–]?\s?đông|xuân\s?[-–]?\s?hè
    |chiêm(?:\s+xuân)?|mùa|xuân|đông|hè|thu)(?!\w)"""
_OCCASION = r"(?:báo\s+cáo|kiểm\s+tra|rà\s+soát|thanh\s+tra|thống\s+kê|điều\s+tra|giám\s+sát)"
_POINT = rf"""(?:(?:hết|cuối|đầu|giữa)\s+(?:ngày\s+)?
      (?:{_DATE}|{_MONTH}|{_QUARTER}|năm\s+{YEAR}|{_NAMED}(?:\s+{YEAR}(?:{_MORE})?)?)
    | (?:thời\s+điểm\s+)?
      (?:{_HOUR}{_DATED}|{_DATE}(?=\s*[,;:)]|\s+(?:là|có|đạt|đã|còn|mới|toàn|tại)\s))
    | thời\s+điểm\s+(?:(?:cuối|đầu)\s+)?(?:này|hiện\s+(?:nay|tại)|{_OCCASION}|{_DATE}|{_MONTH})
    | {_MONTH} | {_QUARTER} | nay(?!\w) | hiện\s+(?:nay|tại) | hôm\s+nay)"""
_START = rf"""(?:(?:hết\s+)?(?:{_HOUR}{_DATED}|\d{{1,2}}\.\d{{1,2}}(?=\s+(?:đến|tới))
      |(?:ngày\s+)?\d{{1,2}}(?=\s*(?:-|–|đến|tới)\s*(?:ngày\s+)?\d{{1,2}}[/.])|{_DATE}|{_MONTH}|{_QUARTER}|(?:năm\s+)?{YEAR})
    | đó | trước
    | (?:đầu|cuối|giữa)\s+{_NAMED}(?:\s+{YEAR}(?:{_MORE})?)?
    | (?:sau|khi|ngày|đầu)(?:\s+{_WORD}){{1,6}}?)"""
_FIRST = (
    "lũy|kể|tính|từ|các|năm|nửa|đầu|giữa|cuối|hai|ba|bốn|mười|giai|nhiệm|niên|thời|những|mấy|sáu|chín"
    "|trước|chậm|cho|đến|tới|hết|dịp|kỳ|đợt|sau|tại|vào|trong|tháng|quý|sáng|chiều|tối|đêm|trưa|ngày"
    "|học|hiện|hôm|cùng|vụ|mùa|tuần|cả|nhiều|khóa"
)
_PERIOD = re.compile(
    rf"""(?<!\w)(?=\d|(?:{_FIRST})(?!\w)
        |{_WORD}\s+(?:năm|tháng|tuần)\s)(?:  # where a time may begin
    (?P<span>(?:lũy\s+kế\s+(?:từ|tính\s+từ)|(?:kể\s+|tính\s+)?từ)\s+{_START}
        (?:\s*[-–]\s*|\s+(?:đến|tới)\s+)(?:{_POINT}|(?:năm\s+)?{YEAR}|hết\s+{_WORD}))
    | (?P<sofar>lũy\s+kế\s+từ\s+đầu\s+{_NAMED}(?:\s+{YEAR})?)
    | (?P<list>(?:các\s+)?năm\s+{YEAR}(?:\s*,\s*(?:năm\s+)?{YEAR}){{0,9}}
        \s+và\s+(?:năm\s+)?{YEAR}(?![\d.,]\d))
    | (?P<range>(?:(?:nửa(?:\s+(?:đầu|cuối))?|đầu|giữa|cuối|\d{{1,2}}|hai|ba|bốn|năm|mười)\s+)?
        (?:(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+(?:vụ|khóa)|thời\s+kỳ|(?:những\s+|các\s+)?năm
            |từ\s+năm)\s*)?
        {YEAR}\s?(?:[-–]|đến(?:\s+năm)?)\s?{YEAR})
    | (?P<slash>(?:năm\s+học|niên\s+vụ)\s+{YEAR}\s?/\s?{YEAR})
    | (?P<past>(?:\d{{1,2}}|{_WORD})\s+(?:năm|tháng|tuần)\s+
        (?:vừa\s+)?(?:qua|gần\s+đây|trở\s+lại\s+đây))
    | (?P<months>(?:\d{{1,2}}\s+(?:tháng|quý)|(?:hai|ba|sáu|chín)\s+tháng(?=\s+(?:đầu|cuối))
            |(?:những|các|mấy)\s+tháng(?=\s+(?:đầu|cuối)))
        (?:\s+(?:đầu|cuối)(?:\s+(?:của\s+)?(?:năm\s+học|năm|nhiệm\s+kỳ))?)?
        (?:\s+(?:của\s+)?năm)?(?:(?:\s*/\s*|\s+){YEAR}(?:{_MORE})?)?)
    | (?P<deadline>(?:trước|chậm\s+nhất)\s+(?:{_DATED}|{_MONTH}))
    | (?P<until>(?:lũy\s+kế\s+)?(?:(?:tính\s+)?(?:cho\s+)?(?:đến|tới)|hết)\s+{_POINT}
        |hết\s+năm\s+{YEAR}|tính\s+đến\s+{_DATE})
    | (?P<upto>đến\s+{_DATE})
    | (?P<feast>(?:dịp|kỳ\s+nghỉ|đợt\s+nghỉ)\s+(?:lễ|tết)(?:\s+{_WORD}){{0,4}}?
        (?:\s+(?:năm\s+)?{YEAR}|(?=\s*[,;:.(])|(?=\s+(?:có|đã|toàn|xảy|các|tổ\s+chức|đón|lượng|số)\s)))
    | (?P<era>(?:trước|sau)\s+năm\s+{YEAR})
    | (?P<moment>(?:tại\s+|vào\s+)?thời\s+điểm\s+
        (?:này|hiện\s+(?:nay|tại)|{_OCCASION}|{_DATED}|{_DATE}|{_MONTH}))
    | (?P<since>(?:kể\s+)?từ\s+(?:{_DATED}|{_MONTH}|(?:đầu|cuối)\s+(?:năm|nhiệm\s+kỳ)))
    | (?P<part>(?:cuối|đầu|giữa|nửa\s+(?:đầu|cuối))\s+
        (?:{_MONTH}|{_QUARTER}|{_NAMED}\s+{YEAR}(?:{_MORE})?))
    | (?P<half>nửa(?:\s+(?:đầu|cuối))?\s+(?:nhiệm\s+kỳ|năm))
    | (?P<month>(?:trong\s+)?{_MONTH}
        | các\s+tháng\s+\d{{1,2}}(?:\s*,\s*\d{{1,2}})*(?:\s+và\s+\d{{1,2}})?
            (?:(?:\s*/\s*|\s+năm\s+){YEAR})?)
    | (?P<quarter>{_QUARTER})
    | (?P<day>(?:(?:sáng|chiều|tối|đêm|trưa)\s+(?:ngày\s+)?{_DATE}|ngày\s+(?:mùng\s+)?{_DATE}))
    | (?P<before>(?:trước|sau)\s+(?:khi\s+)?(?:sắp\s+xếp|sáp\s+nhập|hợp\s+nhất)
        (?:\s+{_WORD}){{0,4}}?(?=\s*[,.;:)(]|\s+(?:có|là|thì|còn|đã)\s)
        |trước\s+khi\s+(?:có|thực\s+hiện)
        (?:\s+{_WORD}){{0,4}}?(?=\s*[,.;:)(]|\s+(?:có|là|thì)\s))
    | (?P<term>học\s+kỳ\s+(?:i{{1,3}}|[123])(?!\w)
        (?:\s*[,-]?\s*năm\s+học\s+{YEAR}{_MORE})?)
    | (?P<now>hiện\s+nay|hiện\s+tại|hiện(?=\s+(?:có|còn|đang|mới|toàn)\s))
    | (?P<same>cùng\s+(?:kỳ|thời\s+(?:điểm|gian))(?!\w)
            (?:\s+(?:của\s+)?(?:năm(?:\s+học)?|tháng|quý|vụ|nhiệm\s+kỳ)\s+(?:trước|ngoái|{YEAR})|\s+{YEAR})?
        | (?:năm(?:\s+học)?|kỳ|tháng|quý|tuần|vụ|niên\s+vụ|nhiệm\s+kỳ|khóa|giai\s+đoạn)\s+
            (?:liền\s+)?(?:trước(?!\s+(?:khi|ngày|mắt))|ngoái)(?!\w))
    | (?P<season>vụ\s+(?:(?:lúa|màu|ngô|tôm|mía|rau)\s+)?{_SEASON}
            (?:\s+(?:năm\s+)?{YEAR}(?:{_MORE})?)?
        | mùa\s+(?:{_WORD}\s+){{1,2}}(?:năm\s+)?{YEAR}(?:{_MORE})?)
    | (?P<week>tuần\s+(?:thứ\s+)?\d{{1,2}}(?!\d)(?:\s*/\s*{YEAR}|\s+năm\s+{YEAR})?)
    | (?P<this>(?:năm\s+học|năm|tháng|quý|tuần|kỳ|nhiệm\s+kỳ|vụ
            |(?:những|nhiều|các)\s+năm|thời\s+gian)\s+
        (?:này|nay|vừa\s+qua|qua|tới|tiếp\s+theo)(?!\w))
    | (?P<whole>(?:trong|cả)\s+(?:kỳ\s+báo\s+cáo|năm\s+học|nhiệm\s+kỳ|năm|tháng|quý|kỳ|tuần)(?!\w)
        (?!\s*(?:\d|[ivx]+(?!\w)|học|kỳ|họp|thi|lễ|thời|nghỉ|đầu|cuối|tới|sau|trước|qua|nay|này|vừa)))
    | (?P<point>(?:đầu|cuối|giữa)\s+{_NAMED}(?!\w))
    | (?P<dotted>năm\s+(?:1\.9|2\.0)\d\d(?=\s*[,;:)]))
    | (?P<year>(?:năm\s+)?(?<!\d)(?<!\d[/.-]){YEAR}(?![\d/%])(?!\s*-\s*[a-zđ])))
    """,
    re.VERBOSE,
)
_EVERY = re.compile(r"(?:mỗi|hằng|hàng|từng|một)\s+\Z")
_LEAD = re.compile(r"^(?:trong|ở|vào)\s+")
_DURATION = re.compile(
    r"\s+(?:tuổi|tù|lương|trở|liên|nữa|cải|giam|sau|trước|thử|đầu\s+đời|đầu\s+tiên)(?!\w)"
)
"""Behind 'N tháng': it is a length of time."""
_SAYS = re.compile(r"\s+(?:đạt|ước|tăng|giảm|bằng)(?!\w)")
_LASTS = re.compile(
    r"(?<!\w)(?:dài|hạn|gian|quá|chậm|sớm|trên|dưới|từ|hơn|gần|nghỉ|tù|tối\s+đa|ít\s+nhất|thêm)\s*\Z"
)
_LONG = tuple(str(months) for months in range(13, 100))
_TOTALLED = re.compile(
    r"(?:\A|[;:,.(]|(?<!\w)(?:lũy\s+kế|tính\s+chung|chung|cộng\s+dồn|trong|sau|qua|và|hết|ước|kết\s+quả))\s*\Z"
)
"""Before 'N tháng' that stands for the months of the year so far."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A time named at [start, end); `name` is the words, of a year the digits alone."""

    start: int
    end: int
    name: str
    form: str
    years: tuple[str, ...] = ()
    """Of a list or range of years, each."""


def mentions(plain: str, folded: str, start: int, end: int) -> list[Mention]:
    """The times named in folded[start:end], in order."""
    found: list[Mention] = []
    for match in _PERIOD.finditer(folded, start, end):
        form = match.lastgroup or "year"
        before = folded[max(0, match.start() - 12) : match.start()]
        if _EVERY.search(before) or (form == "months" and not _is_period(folded, match, before)):
            continue
        if form == "upto" and not _TOTALLED.search(before):
            continue
        name = " ".join(plain[match.start() : match.end()].split())
        name = re.sub(r"\s?[-–]\s?", "-", name[:1].lower() + name[1:])
        if form != "whole":
            name = _LEAD.sub("", name)
        if form == "dotted":
            name = name.removeprefix("năm ").replace(".", "")
        if form == "year":
            if not match[0].startswith("năm") and not _dated(folded, match):
                continue
            name = match[0].removeprefix("năm").strip()
        years: tuple[str, ...] = ()
        if form in {"list", "range", "span"}:
            years = tuple(re.findall(YEAR, match[0]))
        found.append(Mention(match.start(), match.end(), name, form, years))
    return found


def _is_period(folded: str, match: re.Match[str], before: str) -> bool:
    """'6 tháng đầu năm', '9 tháng năm 2020', 'lũy kế 8 tháng', but not 'phạt tù 9 tháng'."""
    if re.search(rf"đầu|cuối|{YEAR}", match[0]):
        return True
    if _DURATION.match(folded, match.end()) or match[0].startswith(_LONG):
        return False
    if match[0].startswith("0") and before.strip() and not re.search(r"lũy|chung|dồn", before):
        return False
    if _TOTALLED.search(before) is not None:
        return True
    return bool(_SAYS.match(folded, match.end())) and not _LASTS.search(before)


def _dated(folded: str, match: re.Match[str]) -> bool:
    """A bare year counts only where it dates something: in brackets or behind a time word."""
    before = folded[max(0, match.start() - 8) : match.start()].rstrip()
    return before.endswith(("(", "từ", "đến", "cuối", "đầu", "so với", "và", "kỳ"))
