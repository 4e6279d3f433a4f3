"""Look-alikes: numerals that count nothing (dates, document numbers, citations, names …).

Each `_Pattern` names one shape. They are tried in order at the first digit that no numeral has
taken yet; the first that fits says what its groups are. What none of them claims is a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.document import Block, BlockKind
from extractors.letters import UPPER
from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.periods import YEAR

WINDOW = 48
"""How many characters before a digit may tell what it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """One block's text, with the folded twin that patterns are matched on."""

    block: Block
    plain: str
    folded: str


@dataclass(frozen=True, slots=True)
class Span:
    """A numeral at [start, end), by kind."""

    start: int
    end: int
    kind: Kind


_Guard = Callable[[Text, "re.Match[str]", Lexicon], bool]


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: Kind
    body: re.Pattern[str]
    """Matched at the digit. Every group that took part is one numeral of `kind`, but for `symbol`;
    in a list, with the group `every`, each run of digits is one."""
    left: re.Pattern[str] | None = None
    """Must match the end of the window before the digit (folded)."""
    guard: _Guard | None = None


_LETTER = r"[^\W\d_]"
_DASH = r"\s?[-–—]\s?"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_END = r"(?![\d])(?![.,]\d)"
_SYMBOL = (
    r"(?:(?-i:[A-ZĐƯƠÔÂĂÊ]{2}[A-Za-zĐđƯƠÔÂĂÊ]*\d{0,3})(?:\s?[-/&.]\s?(?-i:[A-ZĐƯƠÔÂĂÊ])[\w.]*)*)"
)
_ENDLESS = re.compile(r"\d(?:[.,/:+-]?\d){39,}")
"""No number has so many digits; it also keeps the patterns from such a run."""
_DIGITS = re.compile(r"\d+(?:[./]\d+)*")
_COUNTED = re.compile(r"\s*(?:%|‰|phần\s+trăm|điểm\s+%|điểm\s+phần\s+trăm)")


def _at(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\Z")


def _is_measured(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a per cent sign, scale or unit follows: then the number is a figure."""
    if _COUNTED.match(text.folded, at) or lexicon.scale.match(text.folded, at):
        return True
    unit = lexicon.unit.match(text.folded, at)
    if unit is None:
        return False
    name = text.plain[unit.start("name") : unit.end("name")]
    return len(name) > 1 or not name.isupper()


def _is_counting(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a known noun, unit, scale or per cent sign follows."""
    if _is_measured(text, at, lexicon):
        return True
    space = re.compile(r"\s+(?:các\s+|những\s+)?").match(text.folded, at)
    return space is not None and lexicon.noun.match(text.folded, space.end()) is not None


def _not_measured(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    return not _is_measured(text, match.end(), lexicon)


def _not_counting(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    return not _is_counting(text, match.end(), lexicon)


def _heads_block(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    start = match.start()
    return start < WINDOW and not text.folded[:start].strip(" \t*\"'“‘(")


def _heads_clause(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    before = text.folded[max(0, match.start() - WINDOW) : match.start()].rstrip(" \t(")
    return (
        not before or before[-1] in '.;:,…!?\n)”"' or before.endswith((" và", "là", "như", "gồm"))
    )


def _is_document(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A number and a symbol in capitals, which is not a currency or a unit."""
    symbol = text.folded[match.start("symbol") : match.end("symbol")]
    return symbol not in lexicon.currencies and symbol not in lexicon.measures


_MEMORIAL_DAYS = frozenset(
    {
        (3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (19, 5), (1, 6), (21, 6), (28, 6),
        (27, 7), (19, 8), (2, 9), (10, 10), (20, 10), (20, 11), (22, 12),
    }
)  # fmt: skip


def _memorial(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'20-11', '8-3': days known by their date, where a range would have a noun behind it."""
    day, month = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return (day, month) in _MEMORIAL_DAYS and _not_counting_freely(text, match, lexicon)


_IN_A_LIST = re.compile(r"\d%?\s*(?:\([^()]*\))?\s*[,;]\s*(?:[^\W\d_]+\s+){1,4}\Z")


def _in_a_slogan(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'phong trào "5 tốt, 3 tiêu biểu"': numbers in a quoted name."""
    window = text.folded[max(0, match.start() - 60) : match.start()]
    return _SLOGAN.search(window) is not None


_SLOGAN = re.compile(
    r"(?:phong\s+trào|mô\s+hình|cuộc\s+vận\s+động|khẩu\s+hiệu|phương\s+châm|hội\s+thi|câu\s+lạc\s+bộ|"
    r"gia\s+đình|nguyên\s+tắc)(?:\s+[^\W\d_]+){0,4}\s*(?:[\"“'][^\"”']{0,40}[\"”']\s*[,;]?\s*(?:và\s+)?)*[\"“'][^\"”']{0,40}\Z"
)


def _not_thousands(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    return re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[0]) is None and not _is_measured(
        text, match.end(), lexicon
    )


def _names_after_capital(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Sesan 3', 'Đội Cờ đỏ 5': the word before begins with a capital inside a sentence."""
    window = text.plain[max(0, match.start() - WINDOW) : match.start()]
    word = re.search(r"(\w+)\s+\Z", window)
    if word is None or not word[1][:1].isupper() or _is_counting(text, match.end(), lexicon):
        return False
    foreign = word[1].isascii() and word[1][1:].islower() and len(word[1]) > 4
    if _IN_A_LIST.search(window) and not foreign:
        return False
    before = window[: word.start()].rstrip()
    return (
        bool(before)
        and before[-1] not in '.;:!?…\n-+•("“'
        and _no_noun_follows(text, match.end(), lexicon)
    )


def _no_noun_follows(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether nothing, a stop word or a capital stands behind a number: it counts no noun."""
    following = re.compile(r"\s+(\w+)").match(text.folded, at)
    if (
        following is None
        or following[1].isdecimal()
        or lexicon.stop.match(text.folded, following.start(1)) is not None
    ):
        return True
    return text.plain[following.start(1)].isupper()


def _names_capital_head(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Bệnh viện 108', 'Trường 1': the head is written with a capital inside a sentence."""
    start = max(0, match.start() - WINDOW)
    head = lexicon.capital_head.search(text.folded, start, match.start())
    return (
        head is not None
        and text.plain[head.start("word")].isupper()
        and _not_counting_freely(text, match, lexicon)
    )


def _month_day(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A day and month that is no ratio: it is not followed by what a ratio counts."""
    if _is_counting(text, match.end(), lexicon):
        return False
    day, month = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return day > month or (day, month) in _FEASTS


_FEASTS = {
    (1, 5),
    (8, 3),
    (3, 2),
    (2, 9),
    (9, 1),
    (1, 6),
    (1, 7),
    (10, 10),
    (1, 12),
    (7, 5),
    (1, 1),
    (6, 1),
}


def _patterns(lexicon: Lexicon) -> tuple[_Pattern, ...]:
    letters_glued = _before(rf"{_LETTER}[-–.]?")
    day_word = _before(
        r"(?:ngày|mùng|mồng|hôm|sáng|chiều|tối|đêm|trưa)\s+(?:thứ\s+\w+\s*,?\s*)?(?:ngày\s+)?\(?"
    )
    return (
        # addresses on the net
        _Pattern(Kind.IDENTIFIER, _at(r"(\d+)"), _before(r"(?:https?://|www\.)\S*|\S*@\S*")),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d+)(?=[\w.]*@\w)")),
        # names and identifiers with digits inside a word
        _Pattern(Kind.TIME, _at(r"(24/24h?|24/7)(?=\s*(?:h|giờ|,|\.|;|\)|$))")),
        _Pattern(Kind.FOOTNOTE_MARK, _at(r"(\d{1,2})(?=[\s.,;)]|$)"), _before(r"\d%\)?")),
        _Pattern(Kind.PAGE_NUMBER, _at(r"(\d{1,4})(?!\d)"), _before(r"\.{4,}\s*|…{2,}\s*")),
        _Pattern(Kind.PHONE, _at(r"(1[89]00[ .]?\d{4,6})" + _END)),
        _Pattern(Kind.PHONE, _at(r"(84[-. ]\d{2,4}[-. ]\d{6,8})" + _END)),
        _Pattern(Kind.PHONE, _at(r"(\d{3,4})" + _END), _before(r"(?:tổng\s+đài|đường\s+dây\s+nóng|điện\s+thoại)[^;]{0,40}[,;]?\s*(?:hoặc\s+)?số\s+"), _not_counting),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d+)(?!\d)"), _before(r"(?:hộ\s+chiếu|thẻ(?:\s+bhyt)?|số\s+sổ|sổ\s+bảo\s+hiểm|mã)(?:\s+số)?\s*:?\s*[a-zđ]{1,4}[-.]?")),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d{1,3}[.,]\d+)(?=\s*(?:độ|°)\s*(?:vĩ|kinh))")),
        _Pattern(Kind.NAME, _at(r"(1:(?:\d{1,3}(?:\.\d{3})+|[25]00))(?!\d)")),
        _Pattern(Kind.NAME, _at(r"(\d+(?:\.\d+)*)(?![\d%])"), _before(r"(?:phiên\s+bản|version)\s+"), _not_measured),
        _Pattern(Kind.PHONE, _at(r"((?:\+?84|0)\d{1,3}(?:[ .\-]?\d{1,4}){2,4})" + _END),
                 _before(r"(?:điện\s+thoại|đt|sđt|fax|hotline|tel|di\s+động|đường\s+dây\s+nóng|zalo|số\s+máy)[^.;\d]{0,30}")),
        _Pattern(Kind.PHONE, _at(r"(0\d{1,4}(?:[ .\-]\d{3,4}){2}|0[2-9]\d{8,9})" + _END)),
        _Pattern(Kind.PHONE, _at(r"(\d{3,4})" + _END),
                 _before(r"(?:tổng\s+đài|đường\s+dây\s+nóng|máy\s+lẻ|số\s+máy|hotline|điện\s+thoại)(?:\s+số)?\s*:?\s*"), _not_counting),
        _Pattern(Kind.PHONE, _at(r"(\d[\d .]{6,})(?!\d)"), _before(r"(?:điện\s+thoại|đt|fax|tel|số\s+máy)\s*:?\s*\(?\s*0\d{1,3}\s*\)\s*")),
        _Pattern(Kind.PHONE, _at(r"(0\d{2,3})(?=\)\s*\d{3,4}[ .]\d{3})"), _before(r"\(")),
        _Pattern(Kind.PHONE, _at(r"(\d{3,4}[ .]\d{3,4})" + _END), _before(r"\(0\d{1,3}\)\s*")),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d{2})(?-i:[A-ZĐ]{1,2})(\d)?\s?[-–]\s?(\d{3}\.\d{2}|\d{4,5})(?!\d)")),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d[\d.\- ]*\d|\d)(?!\d)"),
                 _before(r"(?:số\s+tài\s+khoản|tài\s+khoản(?:\s+số)?|stk|cmnd|cccd|căn\s+cước(?:\s+công\s+dân)?|chứng\s+minh\s+nhân\s+dân|mã\s+số(?:\s+\w+){0,3}|mã(?:\s+[^\W\d_]+){1,3}|thửa(?:\s+đất)?(?:\s+số)?|tờ\s+bản\s+đồ(?:\s+số)?|gói\s+thầu(?:\s+số)?|số\s+nhà|bks|biển\s+số(?:\s+xe)?|biển\s+kiểm\s+soát|số\s+hiệu|hộ\s+chiếu|số\s+seri|mst|số\s+thẻ|thẻ\s+số|số\s+sổ(?:\s+\w+)?|số\s+báo\s+danh)(?:\s+số)?\s*:?\s*"), _not_measured),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d+\s?\+\s?\d{3})(?!\d)")),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d{1,3})\s?°\s?(?:(\d{1,2})\s?['’′]\s?(?:(\d{1,2}(?:[.,]\d+)?)\s?[\"”″])?)?(?=[\s,;.)]*(?:vĩ|kinh|[NBEĐ]\b|\d))")),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d+(?:/\d+)*[A-Za-z]?)(?=\s+(?:đường|phố|đại\s+lộ|ngõ|quốc\s+lộ)\s)"), _before(r"(?<!\w)số\s+")),
        _Pattern(Kind.PAGE_NUMBER, _at(r"(\d+)" + _END), _before(r"(?<!\w)trang\s+(?:số\s+)?"), _not_counting),
        # documents
        _Pattern(Kind.DOCUMENT_NUMBER, _at(rf"(\d+(?:\s?/\s?{YEAR})?)\s{{0,2}}[-–/]\s{{0,2}}(?P<symbol>{_SYMBOL})"), None, _is_document),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(rf"(\d+\s?/\s?{YEAR})(?=\s*[-/])")),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(r"(\d+(?:[-:]\d+)*:\d{4}|\d+)(?=[/:-]|[\s,.;)]|$)"), _before(r"(?:tcvn|qcvn|iso(?:/iec)?)\s*(?:iso\s*)?(?:\d+[-:])?")),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(r"(\d{4})(?!\d)"), _before(r"(?:qcvn|tcvn)\s*\d+[-:][^\s,;]*:")),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(r"(?P<every>\d+(?:,\d+)+)(?=/(?-i:[A-ZĐ]))")),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(rf"(\d+(?:/{YEAR})?)" + r"(?![\d.,]*\d)(?!\s*/\s*\d)"),
                 lexicon.document_head, _not_a_count),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(rf"(\d+(?:/{YEAR})?)" + r"(?![\d.,]*\d)(?!\s*/\s*\d)"), lexicon.numbered_head),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(r"(\d+)" + _END), _before(r"(?:\A|\n)\W*số\s*:?\s*")),
        _Pattern(Kind.DOCUMENT_NUMBER, _at(r"(\d+)" + _END), _before(rf"[-/]{_LETTER}{{1,4}}"), _inside_symbol),
        # dates
        _Pattern(Kind.DATE, _at(rf"({_D}\s?/\s?{_M}\s?/\s?{YEAR}|{_D}-{_M}-{YEAR}|{_D}\.{_M}\.{YEAR})" + _END)),
        _Pattern(Kind.DATE, _at(rf"({_D}){_DASH}({_D}\s?[/.]\s?{_M}\s?[/.]\s?{YEAR})" + _END)),
        _Pattern(Kind.DATE, _at(rf"({YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))" + _END)),
        _Pattern(Kind.DATE, _at(rf"({_D})(?:\s+và\s+({_D}))?\s*(?:tháng|th)\s*({_M})(?:\s*,?\s*năm\s+({YEAR})|\s*[/.-]\s*({YEAR}))?" + _END),
                 _before(r"(?:ngày|mùng|mồng|đến|và|từ|-|–)\s*")),
        _Pattern(Kind.DATE, _at(rf"(?P<every>{_D}(?:\s*(?:,|và)\s*{_D})*\s*(?:,|và)\s*{_D}/{_M}(?:/{YEAR})?)(?![/\d%])"), day_word),
        _Pattern(Kind.DATE, _at(rf"({_D})(?:{_DASH}|\s+đến\s+)({_D}/{_M}(?:/{YEAR})?)(?!\s?[/\d%])(?![.,]\d)"), None, _not_counting),
        _Pattern(Kind.DATE, _at(r"(\d{1,2})(?=\s+tết(?!\w))")),
        _Pattern(Kind.DATE, _at(rf"({_D}-{_M})(?!\s?[-/\d%])(?![.,]\d)"), None, _memorial),
        _Pattern(Kind.DATE, _at(rf"({_D})(?:{_DASH}|\s+đến(?:\s+ngày)?\s+|\s+và(?:\s+ngày)?\s+|,\s*)({_D}\s?[/.-]\s?{_M})(?!\s?[/\d%])(?![.,]\d)"), day_word),
        _Pattern(Kind.DATE, _at(rf"({_D}\s?[/.-]\s?{_M})(?!\s?[/\d%])(?![.,]\d)"), day_word),
        _Pattern(Kind.DATE, _at(rf"({_D}/{_M})(?!\s?[/\d%])(?![.,]\d)"),
                 _before(r"(?:kỷ\s+niệm|lễ|tết|dịp|quốc\s+khánh|quốc\s+tế\s+\w+\s+\w+|phụ\s+nữ|lao\s+động|giải\s+phóng[^.;]{0,20}|đến|trước|nghỉ\s+lễ|ngày\s+\S+|phong\s+trào|thành\s+lập[^.;]{0,24}|/\d{1,2}\s+và|-|–)\s+"), _month_day),
        _Pattern(Kind.DATE, _at(rf"({_D}/{_M})(?!\s?[/\d%])(?![.,]\d)"), None, _month_day_alone),
        _Pattern(Kind.DATE, _at(rf"({_D}){_END}(?!\s*[/%])"), _before(r"(?:mùng|mồng)\s+")),
        _Pattern(Kind.DATE, _at(rf"({_D}){_END}(?!\s*[/%])"), _before(r"(?:ngày)\s+"), _not_counting),
        _Pattern(Kind.PERIOD, _at(rf"({_M}\s?[/.-]\s?{YEAR})" + _END),
                 _before(r"(?:tháng|quý|tuần|kỳ|đến|-|–)\s*")),
        _Pattern(Kind.PERIOD, _at(rf"({_M}/{YEAR})" + _END)),
        # times
        _Pattern(Kind.TIME, _at(r"(\d{1,2}\s?h(?:\s?[0-5]\d)?'?|\d{1,2}g[0-5]\d'?)(?!\w)(?!\s*/)")),
        _Pattern(Kind.TIME, _at(r"([01]?\d|2[0-4])\s+giờ(?:\s+([0-5]?\d)\s+phút|\s+([0-5]\d)(?!\S))?"), _before(r"(?:lúc|hồi|vào|từ|đến|khoảng)\s+")),
        _Pattern(Kind.TIME, _at(r"([01]?\d|2[0-4])\s+giờ\s+([0-5]?\d)\s+phút")),
        _Pattern(Kind.TIME, _at(r"((?:[01]?\d|2[0-4]):[0-5]\d)(?![\d:])(?![.,]\d)")),
        _Pattern(Kind.TIME, _at(r"(24/24h?|24/7)(?=\s*(?:h|giờ|,|\.|;|\)|$))")),
        # headings and list markers
        _Pattern(Kind.HEADING_NUMBER, _at(r"(\d{1,2}(?:\.\d{1,2}){0,4})(?=\s?(?:[./\-–]\s*|[)]\s*|:\s+)(?![\d]))"), None, _is_heading),
        _Pattern(Kind.HEADING_NUMBER, _at(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\.?(?=\s+(?-i:[{UPPER}]))"), None, _heads_block),
        _Pattern(Kind.LIST_MARKER, _at(r"(\d{1,2})\)(?=\s*[^\W\d_]|\s*$)"), _before(r"\("), _is_marker),
        _Pattern(Kind.LIST_MARKER, _at(r"(\d{1,2})\)(?=\s+[^\W\d_])"), None, _heads_clause),
        _Pattern(Kind.LIST_MARKER, _at(r"(\d{1,2})\.(?=\s+[^\W\d_])"), _before(r"[;:.]\s+")),
        # years and periods
        _Pattern(Kind.YEAR, _at(rf"({YEAR}){_DASH}({YEAR}|\d\d)(?![\d%/])(?![.,]\d)"), None, _not_measured),
        _Pattern(Kind.YEAR, _at(rf"(?P<every>{YEAR}(?:\s*(?:,|và|đến|-|–|so\s+với|/)\s*{YEAR})*)(?![\d%/])(?![.,]\d)"),
                 _before(r"(?:năm|niên\s+độ|giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+vụ|niên\s+khóa)(?:\s+[-–])?\s*"), _not_counting),
        _Pattern(Kind.YEAR, _at(rf"({YEAR})(?![\d%/])(?![.,]\d)"),
                 _before(r"(?:năm|niên\s+độ|giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+vụ|niên\s+khóa)(?:\s+[-–])?\s*"), _not_percent),
        _Pattern(Kind.YEAR, _at(rf"({YEAR})(?![\d%/])(?![.,]\d)"),
                 _before(r"(?:cuối|đầu|giữa|từ|đến|trước|sau|hết|vụ|cùng\s+kỳ|so\s+với|so|và|(?:1[89]|20)\d\d\s?[-–,])\s*"), _not_counting),
        _Pattern(Kind.YEAR, _at(rf"({YEAR})(?![\d%/])(?![.,]\d)"), _before(r"(?:quý\s+[ivx]+\s*[/.-]\s*|vụ\s+(?:[^\W\d_]+\s+){1,2})"), _not_counting),
        _Pattern(Kind.YEAR, _at(rf"({YEAR})(?![\d%/])(?![.,]\d)"), None, _bare_year),
        _Pattern(Kind.PERIOD, _at(r"(\d{1,2})(?:\s?(?:,|-|–|và|đến)\s?(\d{1,2})(?![\d%.,/])(?!\s+(?:tháng|quý|năm|ngày|tuần)))?(?![\d%])(?![.,]\d)"),
                 _before(r"(?:tháng|quý|tuần|học\s+kỳ|kỳ|tuần\s+lễ\s+thứ)\s*"), _is_period),
        _Pattern(Kind.PERIOD, _at(r"(\d{1,2})(?=\s+(?:tháng|quý)(?:\s+(?:đầu|cuối|qua|gần\s+đây|còn\s+lại|tới|tiếp\s+theo|liền\s+kề|năm)(?!\w)|\s*[,;/]?\s*(?:năm\s+)?(?:1[89]|20)\d\d))")),
        _Pattern(Kind.PERIOD, _at(r"(\d{1,2})(?=\s+(?:tháng|quý)(?!\s*/)(?!\w))"), _before(r"(?:báo\s+cáo|sơ\s+kết|tổng\s+kết|kết\s+quả|lũy\s+kế|lũy\s+kế\s+đến|cộng\s+dồn|tính\s+chung|so\s+với)\s+")),
        _Pattern(Kind.PERIOD, _at(r"(\d{1,2})(?=\s+tháng\s*,?\s+(?:ước|tăng|giảm|toàn|cả|tổng|thu|chi|đã|có|sản|giá|kim|kế))")),
        _Pattern(Kind.YEAR, _at(r"(\d0)(?!\w)"), _before(r"(?:những\s+năm|thập\s+(?:niên|kỷ))\s+")),
        _Pattern(Kind.NAME, _at(r"(1\s?/\s?(?:[25]00|\d{1,2}\.?000))(?!\d)"), _before(r"(?:tỷ\s+lệ|bản\s+đồ|địa\s+hình|quy\s+hoạch|chi\s+tiết|phân\s+khu|hiện\s+trạng)[^.;\d]{0,20}")),
        _Pattern(Kind.NAME, _at(r"(\d+)(?=(?-i:[A-ZĐ]))"), None, _not_measured),
        # citations
        _Pattern(Kind.CITATION, _at(r"(?P<every>\d+(?:\.\d+)*(?:\s*(?:và|,|hoặc|-|–)\s*\d+(?:\.\d+)*)*)(?![\d%])(?![.,]\d)"),
                 lexicon.citation_head, _is_citation),
        _Pattern(Kind.ORDINAL, _at(r"(\d+(?:\s?/\s?\d+)?)" + _END), _before(r"(?:bậc|hạng|xếp\s+thứ|vị\s+trí(?:\s+thứ)?|đứng\s+thứ|xếp\s+hạng|thứ\s+hạng|thứ)\s+")),
        _Pattern(Kind.ORDINAL, _at(r"(\d{1,2})" + _END + r"(?!\s?[-–/]\s?\d)"), lexicon.ordinal_head, _not_counting),
        _Pattern(Kind.ORDINAL, _at(r"(\d)(?=\s+sao(?!\w))")),
        _Pattern(Kind.ORDINAL, _at(r"(\d{1,2})" + _END), _before(r"(?:gió|giật|bão|sóng)(?:\s+\w+)?\s+cấp\s+(?:\d{1,2}\s?[-–,]\s?)?")),
        _Pattern(Kind.ORDINAL, _at(r"([1-5])(?=\s*[:;,.)]|\s+[^\W\d_])(?![.,]\d)"), _before(r"(?<!\w)(?:cấp|đối\s+tượng|mức)\s+"), _not_counting_freely),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d{9,})(?![\d.,]*\d)"), None, _not_counting),
        _Pattern(Kind.IDENTIFIER, _at(r"(\d+(?:\.\d+){3})(?![\d])"), None, _not_thousands),
        _Pattern(Kind.NAME, _at(r"(\d+(?:\.\d+){2})(?![\d])(?!\.\d)"), None, _not_thousands),
        _Pattern(Kind.NAME, _at(r"(\d\.0)(?!\d)"), _before(r"(?:công\s+nghiệp|cách\s+mạng|web|du\s+lịch|nông\s+nghiệp|industry)\s+(?:lần\s+thứ\s+)?")),
        _Pattern(Kind.NAME, _at(r"(\d+)-(\d+)-(\d+)(?!\d)"), _before(r"npk\s*")),
        _Pattern(Kind.NAME, _at(r"(\d)\s?\+\s?(\d)(?!\d)(?!\s*=)"), _before(r"[\"“']")),
        _Pattern(Kind.NAME, _at(r"(\d{1,2})(?=\s+[^\W\d_]|[\"”])"), None, _in_a_slogan),
        # names
        _Pattern(Kind.NAME, _at(r"(\d)(?=\s+(?:không|sạch|tại\s+chỗ|rõ|trong\s+\d|hóa|biết|nhất|cùng|dễ|đủ)(?!\w))")),
        _Pattern(Kind.NAME, _at(r"(\d)(?!\d)"), _before(r"(?<!\d)\d\s+trong\s+"), _not_counting),
        _Pattern(Kind.NAME, _at(r"(\d+(?:\.\d+)?)"), letters_glued),
        _Pattern(Kind.NAME, _at(r"(\d+(?:[/-]\d+)*)" + _END), lexicon.name_head, _not_counting),
        _Pattern(Kind.NAME, _at(r"(\d+(?:[/-]\d+)*)" + _END), lexicon.capital_head, _names_capital_head),
        _Pattern(Kind.NAME, _at(r"(\d{1,3})" + _END), _before(r"(?<!tổng\s)(?<!dân\s)(?<!quân\s)(?<!nhân\s)(?<!đa\s)(?<!trong\s)(?<!với\s)(?<!\A)(?<!thiểu\s)(?<!một\s)(?<!chỉ\s)(?<!hệ\s)(?<!tỷ\s)(?<!nữa\s)số\s+"), _not_counting_freely),
        _Pattern(Kind.NAME, _at(r"(\d)(?=\))"), _before(r"\(cơ\s+sở\s+")),
        _Pattern(Kind.NAME, _at(r"(\d+)" + _END + r"(?!\s*[%/])(?!\s?[-–]\s?\d)"), None, _names_after_capital),
    )  # fmt: skip


def _month_day_alone(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'30/4' by itself: greater over smaller cannot be a share; nothing counted follows."""
    if not _month_day(text, match, lexicon):
        return False
    day, month = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return day > month or _no_noun_follows(text, match.end(), lexicon)


def _not_a_count(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Behind 'Chỉ thị' and its kin a number names the paper, unless it counts or tells a time."""
    start = max(0, match.start() - WINDOW)
    if re.search(r"số\s*:?\s*\Z", text.folded[max(0, match.start() - 8) : match.start()]):
        return True
    head = lexicon.document_head.search(text.folded, start, match.start())
    if head is None or not text.plain[head.start("word")].isupper():
        return False
    return not _is_counting(text, match.end(), lexicon) and not re.match(rf"{YEAR}(?!\d)", match[0])


def _inside_symbol(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """The digits of 'QH10' in '04/1998/QH10'."""
    window = text.plain[max(0, match.start() - 24) : match.start()]
    return re.search(r"\d\s?[-/]\s?[A-ZĐ]+\Z", window) is not None


def _is_heading(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    if not _heads_block(text, match, lexicon):
        return False
    rest = text.plain[match.end() : match.end() + WINDOW]
    return re.match(r"\s?[./\-–):]\s*(?:[^\W\d_]|[\"“'(]|$)", rest) is not None


_SPELLED = re.compile(
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|lăm|mốt|tư|trăm|nghìn|ngàn|không)\s*\(\Z"
)


def _is_marker(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'(1) …' opens an item; 'tám (8) giờ' says a number again."""
    return _SPELLED.search(text.folded[max(0, match.start() - 10) : match.start()]) is None


def _is_citation(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    return not _is_counting(text, match.end(), lexicon)


def _not_percent(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    return _COUNTED.match(text.folded, match.end()) is None


def _bare_year(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A year by itself: in brackets, before a comma, or with a year word behind it."""
    if _is_counting(text, match.end(), lexicon):
        return False
    if match[0] != "1800" and re.match(
        r"\s*[),.;:]|\s+(?:là|đạt|tăng|giảm|so|có|đến|và|thì|trở)(?!\w)|\s*$",
        text.folded[match.end() : match.end() + WINDOW],
    ):
        before = text.folded[max(0, match.start() - WINDOW) : match.start()].rstrip()
        return before.endswith(("(", ",", "-", "–", "/")) or not before
    return False


def _is_period(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    if re.match(
        r"\s*(?:,\s*)?năm\s+(?:1[89]|20)\d\d|\s*năm\s+(?:nay|trước|sau)",
        text.folded[match.end() : match.end() + WINDOW],
    ):
        return True
    before = text.plain[max(0, match.start() - 16) : match.start()]
    if re.search(r"\b[A-ZĐ]\w*\s+Tuần\s+\Z", before):
        return False
    if re.search(
        r"(?:mỗi|hằng|hàng|một)\s+\w+\s*\Z", text.folded[max(0, match.start() - 16) : match.start()]
    ):
        return False
    return not _is_counting(text, match.end(), lexicon)


def _not_counting_freely(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """After 'tổ', 'thôn' …: a number with any plain noun behind it counts; else it is a name."""
    return not _is_counting(text, match.end(), lexicon) and _no_noun_follows(
        text, match.end(), lexicon
    )


class Lookalikes:
    """The patterns of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._patterns = _patterns(lexicon)

    def match(self, text: Text, at: int) -> tuple[Span, ...]:
        """The numerals that begin at the digit `at` and are no figures; none if it is a figure."""
        if text.block.kind is BlockKind.PAGE_NUMBER:
            digits = re.compile(r"\d+").match(text.plain, at)
            return (Span(at, digits.end() if digits else at + 1, Kind.PAGE_NUMBER),)
        endless = _ENDLESS.match(text.plain, at)
        if endless is not None:
            return (Span(at, endless.end(), Kind.IDENTIFIER),)
        window = text.folded[max(0, at - WINDOW) : at]
        for pattern in self._patterns:
            if pattern.left is not None and pattern.left.search(window) is None:
                continue
            match = pattern.body.match(text.plain, at)
            if match is None:
                continue
            if pattern.guard is not None and not pattern.guard(text, match, self._lexicon):
                continue
            return tuple(_spans(pattern, match))
        return ()


def _spans(pattern: _Pattern, match: re.Match[str]) -> Iterator[Span]:
    if "every" in match.re.groupindex:
        for digits in _DIGITS.finditer(match.string, match.start(), match.end()):
            yield Span(digits.start(), digits.end(), pattern.kind)
        return
    symbol = match.re.groupindex.get("symbol")
    for group in range(1, (match.re.groups or 0) + 1):
        if group != symbol and match.start(group) >= 0:
            yield Span(match.start(group), match.end(group), pattern.kind)
