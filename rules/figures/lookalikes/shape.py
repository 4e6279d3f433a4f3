"""The shape of a look-alike: what stands at a digit, what before it, and what may not follow."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractors.document import Block
from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.tagging import Tagger

WINDOW = 48
"""How many characters before a digit may tell what it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """One block's text, with the folded twin that patterns are matched on."""

    block: Block
    plain: str
    folded: str
    foreign: tuple[tuple[int, int], ...] = ()
    """Sentences whose decimals have a dot: there a comma before three digits marks thousands."""
    tagger: Tagger | None = None
    """Asked where a noun ends that the lexicon does not know."""

    def has_foreign_marks(self, at: int) -> bool:
        """Whether the sentence that holds `at` writes its decimals with a dot."""
        return any(start <= at < end for start, end in self.foreign)


@dataclass(frozen=True, slots=True)
class Span:
    """A numeral at [start, end), by kind."""

    start: int
    end: int
    kind: Kind


Guard = Callable[[Text, "re.Match[str]", Lexicon], bool]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One shape of look-alikes."""

    kind: Kind
    body: re.Pattern[str]
    """Matched at the digit. Every group that took part is one numeral of `kind`, but for `symbol`;
    in a list, with the group `every`, each run of digits is one."""
    left: re.Pattern[str] | None = None
    """Must match the end of the window before the digit (folded)."""
    guard: Guard | None = None
    proper: bool = False
    """A name and its number; behind an item that counts, such an item counts too."""
    labels: bool = False
    """A noun and its number; in a list of nouns that own their counts it is no look-alike."""


LETTER = r"[^\W\d_]"
DASH = r"\s?[-–—]\s?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
END = r"(?![\d])(?![.,]\d)"
SYMBOL = (
    r"(?:(?-i:[A-ZĐƯƠÔÂĂÊ]{2}[A-Za-zĐđƯƠÔÂĂÊ]*\d{0,3})(?:\s?[-/&.]\s?(?-i:[A-ZĐƯƠÔÂĂÊ])[\w.]*)*)"
)
COUNTED = re.compile(r"\s*(?:%|‰|phần\s+trăm|điểm\s+%|điểm\s+phần\s+trăm)")


def at(pattern: str) -> re.Pattern[str]:
    """What stands at the digit."""
    return re.compile(pattern, re.IGNORECASE)


def before(pattern: str) -> re.Pattern[str]:
    """What stands right before the digit, in folded text."""
    return re.compile(rf"(?:{pattern})\Z")


def is_head(found: re.Match[str] | None) -> bool:
    """Whether what was looked for before a digit stands there, and no word that ends alike."""
    return found is not None and ("other" not in found.re.groupindex or found.start("other") < 0)


_SPACE = re.compile(r"\s+(?:các\s+|những\s+)?")
_PLACE = re.compile(
    r"xã|phường|thị\s+trấn|huyện|quận|tỉnh|thành\s+phố|thị\s+xã|phố|đường|thôn|khu\s+phố|khu|bản|ấp|tổ|lô|khoảnh|tiểu\s+khu|tờ|ô|thửa|tòa|dãy|tầng"
)


DATED = re.compile(r"\s+\d{1,2}\s*(?:[/.-]|tháng)")


NOT_A_UNIT = re.compile(
    r"\s+(?:"
    r"đồng\s+(?:chí|bào|đội|bộ|hồ|hành|phục|bằng|thời|loạt|ruộng|cỏ|hương|minh|diễn|sự|nghiệp|môn|dân|tác|đẳng"
    r"|chủ|giám|nghĩa|thuận|lòng|phạm|hóa|quê|xã|tháp|nai|văn|xuân)|năm\s+(?:học|nào)|ngày\s+(?:công|nghỉ(?!\s+(?:lễ|tết))|giường)|lần\s+(?:lượt|đầu)|điểm\s+(?!phần|%|/|trở)[^\W\d_]|giờ\s+(?:học|dạy)|"
    r"độ\s+(?!c\b|richter|cồn|bách)|mẫu\s+(?!đất|ruộng|ta\b)[^\W\d_]|buổi\s+[^\W\d_]|quý\s+vị|g\s+\d|yến\s|chỉ\s)"
)
"""Homographs of units: '05 đồng chí', '12 ngày công', '05 điểm trường'."""


def is_measured(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a per cent sign, scale or unit follows: then the number is a figure."""
    if COUNTED.match(text.folded, at) or lexicon.scale.match(text.folded, at):
        return True
    unit = lexicon.unit.match(text.folded, at)
    if unit is None:
        return _FOR_EACH.match(text.folded, at) is not None
    if NOT_A_UNIT.match(text.folded, unit.start()):
        return False
    name = text.plain[unit.start("name") : unit.end("name")]
    if name == "ngày" and DATED.match(text.folded, unit.end()):
        return False
    if name in _CALENDAR and _NEXT_TIME.match(text.folded, unit.end()):
        return False
    return len(name) > 1 or not name.isupper()


_QUOTED = re.compile(r"\s+[\"“]")
"""'kỳ 15 chương trình "…"': one of that name."""
_FOR_EACH = re.compile(
    r"\s+[^\W\d_]+(?:\s[^\W\d_]+)?\s?/\s?(?:năm|tháng|tuần|ngày|quý|giờ|ca|vụ|người|hộ|lần|m2|m3|km|ha|lớp)(?!\w)"
)
"""'04 đợt/năm', '45 khóm/m2'."""
_CALENDAR = frozenset({"năm", "tháng", "quý", "tuần"})
_NEXT_TIME = re.compile(r"\s+(?:học(?!\w)|\d|[ivx]+(?!\w))")
"""'lớp 10 năm học 2023-2024', 'đợt 2 năm 2023': the year begins what follows."""
_NEVER_COUNTED = re.compile(r"giải\s+(?:ngân|quyết|phóng|thể|tỏa|trình|thích|tán)(?!\w)")
"""Verbs that begin as a noun does."""


def is_counting(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a known noun, unit, scale or per cent sign follows."""
    if is_measured(text, at, lexicon):
        return True
    space = _SPACE.match(text.folded, at)
    if space is None or _NEVER_COUNTED.match(text.folded, space.end()):
        return False
    noun = lexicon.noun.match(text.folded, space.end())
    verb = lexicon.verb.match(text.folded, space.end()) if noun is not None else None
    if noun is not None and verb is not None and verb.end() > noun.end():
        return False  # 'ban hành' is no 'ban'
    if noun is not None and _QUOTED.match(text.plain, noun.end()):
        return False
    if noun is not None and _NEXT_LABEL.match(text.plain, noun.start()):
        return False
    if noun is not None and _LETTERED.match(text.plain, noun.end()):
        return False
    if _NUMBERED_PLACE.match(text.folded, space.end()):
        return False
    return noun is not None and not _is_place(text, noun.start(), noun.end())


_LETTERED = re.compile(r"\s+[A-ZĐ]\d?(?![\w-]|\.\S)(?!\s*(?:,|và)\s*[A-ZĐ](?!\w))(?!/)")
"""'tầng 4 nhà A', 'nhánh 2 kênh N5': what one of several is of; but '03 huyện A, B, C'."""
_NEXT_LABEL = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s[^\W\d_]+){0,2}\s[1-9]\d?(?![\d%])(?![.,/]\d)")
"""'Tiểu dự án 2 Dự án 3': what the first is of."""


def _is_place(text: Text, start: int, end: int) -> bool:
    """'phường Lê Lợi', 'xã Tân Mỹ', 'phường 3' behind a number: a place, nothing counted."""
    head = _PLACE.fullmatch(text.folded, start, end)
    if head is None:
        return False
    named = re.match(r"\s+\S", text.plain[end : end + 3])
    return named is not None and (named[0][-1].isupper() or named[0][-1].isdecimal())


_AFTER_CHANGE = re.compile(
    r"(?<!\w)(?:(?:tăng|giảm)(?!\w)[^.;()]*\d|không\s+(?:thay\s+)?đổi)[^.;()]*\(\s*\Z"
)


def follows_a_change(text: Text, at: int) -> bool:
    """'giảm 01 người chết (07/08)': a bracket right behind a change holds now and before."""
    return _AFTER_CHANGE.search(text.folded, max(0, at - 2 * WINDOW), at) is not None


def not_measured(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """No unit, scale or per cent sign follows."""
    return not is_measured(text, match.end(), lexicon)


def not_counting(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Nothing known that is counted or measured follows."""
    return not is_counting(text, match.end(), lexicon)


def not_thousands(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """The dots are no thousands marks, and nothing measured follows."""
    return re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[0]) is None and not is_measured(
        text, match.end(), lexicon
    )


def no_noun_follows(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether nothing, a stop word or a capital stands behind a number: it counts no noun."""
    following = re.compile(r"\s+(\w+)").match(text.folded, at)
    if (
        following is None
        or following[1].isdecimal()
        or lexicon.stop.match(text.folded, following.start(1)) is not None
    ):
        return True
    return text.plain[following.start(1)].isupper() or _is_numbered_place(text, following.start(1))


def _is_numbered_place(text: Text, at: int) -> bool:
    """'lô 5 khoảnh 7', 'tổ 3 khu phố 4': where the first is, which is not counted."""
    return _NUMBERED_PLACE.match(text.folded, at) is not None


_NUMBERED_PLACE = re.compile(rf"(?:{_PLACE.pattern})\s+(?:số\s+)?\d{{1,4}}(?![\w.,/%]*\d)")


_TOTAL_OF = re.compile(r"(?:(?<!\w)tổng\s+số|%\s+số)\s+[^.;()\d]{1,40}\(\s*\Z")


def tells_a_total(text: Text, at: int) -> bool:
    """'bằng 98% tổng số thôn, bản (1931)': how many there are of what is named before."""
    return _TOTAL_OF.search(text.folded, max(0, at - WINDOW), at) is not None


def not_percent(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """No per cent sign follows."""
    return COUNTED.match(text.folded, match.end()) is None


_ALSO_VERBS = re.compile(
    r"\s+(?:tổ\s+chức|hoạt\s+động|kiến\s+nghị|lãnh\s+đạo|phản\s+ánh|chủ\s+trì|báo\s+cáo|giai\s+đoạn|tờ\s+bản\s+đồ|điểm\s+(?:km|đầu|cuối))(?!\w)"
)


def names_one(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Behind a word that takes numbers for names: no noun follows, unless it is a verb too."""
    also_verb = _ALSO_VERBS.match(text.folded, match.end()) is not None
    return also_verb or not is_counting(text, match.end(), lexicon)


def not_counting_freely(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """After 'tổ', 'thôn' …: a number with any plain noun behind it counts; else it is a name."""
    return not is_counting(text, match.end(), lexicon) and no_noun_follows(
        text, match.end(), lexicon
    )
