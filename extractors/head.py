"""The head of an official paper: issuer, motto, number and symbol, place and date, above the title.

It is told by its form, in whatever way it is set: a table of two cells, tabs, or centred lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.letters import UPPER

_A, _I, _O, _U, _E = "AÀÁẢÃẠ", "IÌÍỈĨỊ", "OÒÓỎÕỌÔỒỐỔỖỘ", "UÙÚỦŨỤ", "EẺẼẸÊỀẾỂỄỆ"
VIETNAM = re.compile(rf"V[{_I}][{_E}]T\s+NAM")
MOTTO = re.compile(
    rf"C[{_O}]NG\s+H[{_O}][{_A}]\s+X[{_A}]\s+H[{_O}][{_I}]\s+CH[{_U}]\s+NGH[{_I}][{_A}](?:\s+{VIETNAM.pattern})?"
    rf"|[ĐD][{_A}]NG\s+C[{_O}]NG\s+S[{_A}]N\s+{VIETNAM.pattern}"
    r"|(?i:Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc)"
)
"""The motto of the state or the party; a scan may mistake its marks."""

NUMBER = re.compile(
    r"\bS[ốỐ]\s*:?\s*(?P<number>\d+[^\W\d_]?)\s*"
    r"(?P<symbol>(?:/\s*(?:19|20)\d\d)?\s*[-–/]\s*[^\W\d_][\w&]*"
    r"(?:\s?[-–/.]\s?[^\W_][\w&]*|\([^\W_][\w&-]*\))*)"
)
"""Number and symbol of a paper: 'Số: 45/BC-SNV', 'Số 12- BC/TU', 'Số: 7/2021/BC-BTV'."""

BLANK_NUMBER = re.compile(r"\bS[ốỐ]\s*:?\s*[.…_\s]*[/–-]\s*[A-ZĐ]")
"""The same, its number left to be filled in."""

_LOCATION = r"(?:(?P<location>[^\W\d_][\w .'’–-]{1,40}?)\s*,\s*)?"
DATED = re.compile(
    rf"{_LOCATION}"
    r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
"""Place and date as a paper bears them."""

BLANK_DATE = re.compile(rf"{_LOCATION}ngày[\s.…_\d]*tháng[\s.…_\d]*năm[\s.…_\d]*", re.IGNORECASE)
"""The same, all or part of the date left to be filled in."""

KIND = re.compile(
    r"(?:B[AÁÀẢÃẠ]O\s+C[AÁÀẢÃẠ]O|TỜ\s+TRÌNH|KẾ\s+HOẠCH|THÔNG\s+(?:BÁO|TƯ|CÁO)|QUYẾT\s+ĐỊNH|NGHỊ\s+(?:QUYẾT|ĐỊNH)|CHỈ\s+THỊ"
    r"|HƯỚNG\s+DẪN|CHƯƠNG\s+TRÌNH|ĐỀ\s+ÁN|PHƯƠNG\s+ÁN|KẾT\s+LUẬN|QUY\s+(?:ĐỊNH|CHẾ)|BIÊN\s+BẢN|CÔNG\s+(?:VĂN|ĐIỆN)"
    r"|GIẤY\s+MỜI|HỢP\s+ĐỒNG|THAM\s+LUẬN|BÀI\s+PHÁT\s+BIỂU)\b"
)
"""The kinds of paper, in capitals, that a title begins with; a scan may mistake its marks."""

_COLUMNS = re.compile(
    r"[\n\t]+"
    r"|(?<!Số)(?<!Số:)(?<!ngày)(?<!tháng)(?<!năm)(?<![ \u00a0])"
    r"[ \u00a0]{3,}+(?![/–-]\S|tháng\b|năm\b)"
)
"""What parts lines set side by side, and never the room left for a number or a date."""
_JOINED = re.compile(
    rf"(?<=[{UPPER}][{UPPER}])[ \u00a0]+"
    rf"(?=[{UPPER}]\w*(?![{UPPER}])[^\W\d_](?:\s\w+){{0,4}},\s*ngày\s)"
    r"|(?<=\d{4})[ \u00a0]+(?=Số\s*:?\s*\d)"
)
"""Between a body in capitals and the place and date set beside it; before the number under both."""
_LONGEST_JOINED = 200
_BREAKS = re.compile(r"[\n\t]+")
_ADDRESSED = re.compile(r"Kính\s+(?:gửi|trình|thưa)\b|Nơi\s+nhận\b", re.IGNORECASE)
_NUMBERED = re.compile(r"[IVX]+\s?[.\-–]|\d+\.\s")
_CLOSING = re.compile(r"\s*Nơi\s+nhận\b")
_ORNAMENT = re.compile(r"[*_\-–—.\s]{1,40}")
_LONGEST_LINE = 110
_MOST_LINES = 30


def lines_of(text: str) -> list[str]:
    """The lines of a block, those set side by side one after the other, spaces closed up."""
    if "ngày" in text and len(text) <= _LONGEST_JOINED:
        text = _JOINED.sub("\n", text)
    if "  " not in text and text.isprintable():  # no space but single ones
        text = text.strip()
        return [text] if text else []
    if "   " in text or "\u00a0" in text:
        parts = _COLUMNS.split(text)
    else:
        parts = _BREAKS.split(text) if "\n" in text or "\t" in text else [text]
    lines = (" ".join(line.split()) for line in parts)
    return [line for line in lines if line]


def head_length(texts: Sequence[str]) -> int:
    """How many of the first blocks of a document are its head; 0 if it has none."""
    signs = last = 0
    for at, text in enumerate(texts[:_MOST_LINES]):
        lines = lines_of(text)
        if any(_is_over(line) for line in lines):
            break
        sign = any(map(is_head_sign, lines))
        signs += sign
        if sign or all(map(is_ornament, lines)):
            last = at + 1
    return last if signs else 0


def is_closing(text: str) -> bool:
    """Whether a text opens the list of recipients at the end of a paper."""
    return _CLOSING.match(text) is not None


def is_head_sign(line: str) -> bool:
    """Whether a line is one that only a head has: motto, number, place and date."""
    if MOTTO.search(line) or BLANK_NUMBER.match(line) or BLANK_DATE.fullmatch(line):
        return True
    number = NUMBER.match(line)
    rest = "" if number is None else line[number.end() :].strip()
    return number is not None and (not rest or BLANK_DATE.fullmatch(rest) is not None)


def is_ornament(text: str) -> bool:
    """Whether a line only parts others: stars, dashes."""
    return _ORNAMENT.fullmatch(text) is not None


def _is_over(line: str) -> bool:
    """Whether a line is one that a head has ended before."""
    return (
        KIND.match(line) is not None
        or _NUMBERED.match(line) is not None
        or _ADDRESSED.match(line) is not None
        or line.casefold() == "báo cáo"
        or len(line) > _LONGEST_LINE
        or (len(line) > 60 and line.endswith("."))
    )
