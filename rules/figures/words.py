"""Numbers written in words: 'hai mươi mốt hộ', 'một nửa', 'hai phần ba', 'ba trăm con giống'.

Most small number words have other uses ('một số', 'năm 2017', 'ba má'), so a phrase counts only
where a known noun, a unit or a scale stands behind it and nothing before it says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_FACTORS = {
    "mươi": 10, "chục": 10, "trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000,
    "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
}  # fmt: skip
_ANY = "|".join([*_DIGITS, *_FACTORS, "mười", "linh", "lẻ"])
PHRASE = re.compile(
    rf"(?<![^\W_])(?:(?P<half>một\s+nửa)|(?P<part>(?:{_ANY})\s+phần\s+(?P<of>(?:{_ANY})))"
    rf"|(?P<words>(?:{_ANY})(?:\s+(?:{_ANY}))*)(?:\s+phẩy\s+(?P<rest>(?:{_ANY})(?:\s+(?:{_ANY}))*))?)"
    r"(?![^\W_])"
)
"""A candidate in folded text."""
_NOT_BEFORE = re.compile(
    r"(?:thứ|tháng|quý|ngày|lớp|khóa|kỳ|lần\s+thứ|mùng|số|mỗi|từng|hàng|hằng|những|các|cùng|"
    r"trước|qua|nay|đầu|cuối|nửa|cả|theo|vài|đôi|trung\s+ương|hội\s+nghị|điều|chương|phần|mục|\d|\()\s*\Z"
)
_ONE_BEFORE = re.compile(
    r"(?:ít\s+nhất|tối\s+thiểu|tối\s+đa|chỉ|còn|được|có|mỗi\s+\w+|không\s+quá|thêm|quý|tháng|"
    r"kết\s+nạp|công\s+nhận|giới\s+thiệu|khiển\s+trách|cảnh\s+cáo|cách\s+chức|khai\s+trừ|"
    r"kiểm\s+tra|giám\s+sát|tiếp\s+nhận|giải\s+quyết|xong|đăng\s+ký|"
    r"(?:tặng|trao)(?:\s+[^\W\d_]+,?){0,6})\s+\Z"
)
"""Words behind which 'một' with a thing counts it: elsewhere it is an article."""
_ONE_LISTED = re.compile(
    rf"(?<![^\W_])(?:\d+|{_ANY})\s+(?:[^\W\d_]+\s+){{0,6}}[^\W\d_]+(?:[,;]\s+(?:[^\W\d_]+\s+){{0,3}}|\s+và\s+)\Z"
)
"""The member before in a list of things counted: 'hai tổ chức đảng, một đảng viên'."""
_SOME = re.compile(r"\s+(?:số|vài|phần|ít|chút|loạt|trong)(?!\w)")
"""What makes 'một' no number: 'một số đơn vị'."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words at [start, end); `denominator` if it is a fraction."""

    start: int
    end: int
    value: Decimal
    denominator: Decimal | None = None
    percent: bool = False
    """'phần trăm' is said with it, within its span."""


_AND_A_HALF = re.compile(r"\s+rưỡi(?![^\W_])")
"""'một tỷ rưỡi', 'hai trăm rưỡi'."""
_TEN = 10
_PERCENT = re.compile(r"\s+phần\s+trăm(?![^\W_])")
_YEARS = re.compile(r"(?:mười|mươi|trăm|nghìn|ngàn)\s+năm\Z")
"""Fifteen is 'mười lăm': 'mười năm' are ten years."""
_IN_LETTERS = re.compile(r"(?:bằng|viết\s+bằng)\s+chữ\s*:?\s*\Z")
"""'(bằng chữ: hai triệu đồng)' says a number again."""
PLAIN = frozenset({"hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"})
"""Small numbers whose words have little other use."""


def spoken(folded: str, match: re.Match[str]) -> Spoken | None:
    """The number that a match of `PHRASE` stands for; None if the words make no number."""
    start, end = match.span()
    before = folded[max(0, start - 16) : start]
    if _IN_LETTERS.search(before):
        return None
    if match["half"]:
        return Spoken(start, end, Decimal(1), Decimal(2))
    if match["part"]:
        if match["of"] == "trăm":
            value = _value(match["part"].split()[0])
            return Spoken(start, end, Decimal(value), percent=True) if value else None
        top, bottom = _value(match["part"].split()[0]), _value(match["of"])
        if top is None or bottom is None or bottom < 2 or top >= bottom:
            return None
        return Spoken(start, end, Decimal(top), Decimal(bottom))
    words = match["words"]
    if _NOT_BEFORE.search(before) and not _counts_through(words, before):
        return None
    value = _value(words)
    if words.endswith(" năm") and (value is None or _YEARS.search(words)):
        words = words.removesuffix("năm").rstrip()
        value, end = _value(words), start + len(words)
    if value is None or value == 0 or match["words"].split()[0] in {"lăm", "nhăm", "mốt", "mươi"}:
        return None
    if match["words"] == "một" and not _is_one(folded, start, end):
        return None
    exact = Decimal(value)
    if match["rest"]:
        digits, factor = _with_factor(match["rest"])
        rest = _digits(digits)
        if rest is None:
            return None
        exact = (exact + Decimal(f"0.{rest}")) * factor
    half = _AND_A_HALF.match(folded, end)
    factor = _FACTORS.get(words.split()[-1], 0)
    if half is not None and factor > _TEN:
        return Spoken(start, half.end(), exact + Decimal(factor) / 2)
    share = _PERCENT.match(folded, end)
    if share is not None:
        return Spoken(start, share.end(), exact, percent=True)
    return Spoken(start, end, exact)


_THROUGH = re.compile(r"(?<!\w)(?P<word>cả|theo|qua)\s+\Z")


def _counts_through(words: str, before: str) -> bool:
    """'cả ba trọng điểm', 'chia theo ba loại rừng', 'qua hai tuần'; 'cả hai' are both."""
    through = _THROUGH.search(before)
    return through is not None and words in PLAIN and (through["word"], words) != ("cả", "hai")


def _is_one(folded: str, start: int, end: int) -> bool:
    """Whether 'một' at [start, end) counts, and is no article."""
    if _SOME.match(folded, end):
        return False
    before = folded[max(0, start - 72) : start]
    return _ONE_BEFORE.search(before) is not None or _ONE_LISTED.search(before) is not None


def _with_factor(words: str) -> tuple[str, int]:
    """'năm triệu' of 'hai phẩy năm triệu': the digits, and what all is multiplied by."""
    *digits, last = words.split()
    if digits and _FACTORS.get(last, 0) >= 1_000:
        return " ".join(digits), _FACTORS[last]
    return words, 1


def _digits(words: str) -> str | None:
    found = [_DIGITS.get(word) for word in words.split()]
    return None if None in found else "".join(str(digit) for digit in found)


def _value(words: str) -> int | None:
    """A whole number in words, or None if the order of the words is not that of a number."""
    total = current = 0
    pending: int | None = None
    last_factor = 10**12
    for word in words.split():
        if word in {"linh", "lẻ"}:
            if pending is not None:
                return None
        elif word == "mười":
            if pending is not None or current % 100:
                return None
            current += 10
        elif word in _DIGITS:
            if pending is not None:
                return None
            if current % 100 == 10 or current % 10 == 0:
                pending = _DIGITS[word]
            else:
                return None
        else:
            factor = _FACTORS[word]
            if factor < 1000:
                if pending is None:
                    return None
                current += pending * factor
                pending = None
            else:
                current += pending or 0
                pending = None
                if current == 0 or factor >= last_factor:
                    return None
                total += current * factor
                current, last_factor = 0, factor
    return total + current + (pending or 0)
