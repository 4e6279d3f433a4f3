"""Hedges: 'gần', 'trên', 'khoảng' before a figure, 'trở lên' behind it."""

from __future__ import annotations

import re

from rules.figures.figure import Hedge, Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text
from rules.figures.quantities import Quantity
from rules.figures.spelling import key

_COMPARATIVE = (
    r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|dài|ngắn|đông|nhỉnh|trội|dôi|nhích|khá|rộng|hẹp|nặng|nhẹ|dày|mỏng"
    r"|sớm|muộn|chậm|nhanh|tốt|kém|vượt|không|chẳng)\Z"
)


_ESTIMATED = re.compile(
    r"(?<!\w)(?P<word>ước)\s+(?:tăng|giảm|bằng|chiếm|còn|vượt|thu|chi|nộp|có|đón|đạt|giải\s+ngân|cấp|xuất|nhập|sản\s+xuất|thiệt\s+hại"
    r"|cả|toàn|tổng|trên)(?:\s+(?!đạt|tăng)[^\W\d_]+){0,3}\s+\Z"
)
"""'ước tăng 9,35%': the hedge stands before the verb."""
_OR_MORE = re.compile(r"(?:\s+[^\W\d_]+,?){1,4}\s+(?P<word>trở\s+(?:lên|xuống))(?!\w)")
"""'75% trường trở lên', 'từ 30 người mắc trở lên'."""
_ABOVE = re.compile(r"(?<!\w)(?:cấp|bên|phía|ngang)\Z")
_WHERE = re.compile(r"\s+(?:lĩnh\s+vực|địa\s+bàn|nền\s+tảng|phương\s+diện|mặt(?!\s+hàng))(?!\w)")
_WAYS = re.compile(r"\s+(?:tuyến|đoạn|xã|phường|huyện|thôn|trục|cánh\s+đồng|kênh)(?!\w)")
"""Behind 'trên' with a verb of doing before it: where it was done."""
_OVER_GROUND = re.compile(
    r"(?<!\w)(?:áp\s+dụng|nạo\s+vét|thực\s+hiện|triển\s+khai|gieo\s+trồng|trồng|sản\s+xuất|phun|thi\s+công|đặt\s+chốt|thí\s+điểm|tuần\s+tra|bố\s+trí|lắp\s+đặt)\s"
)
"""'nạo vét 48.650 m3 trên 62,4 km kênh': on so much ground, not over it."""
_BASIC = re.compile(
    r"(?<!\w)(?:xây\s+dựng|điều\s+tra|lương|nghiên\s+cứu|giáo\s+dục|hạ\s+tầng|kỹ\s+năng|kiến\s+thức)\Z"
)
"""'nợ đọng xây dựng cơ bản 7,9 tỷ đồng'."""
_GROUND = frozenset({"ha", "km", "m2", "sào", "m", "km2"})


_PAUSE = re.compile(r"[.,;)](?!\d)")


def _clause(folded: str, at: int) -> str:
    """What of the clause stands before `at`."""
    return _PAUSE.split(folded[max(0, at - 60) : at])[-1]


_SHARE_OPENS = re.compile(r"%\s*\(\s*\Z")


def _is_whole(folded: str, at: int, read: Quantity) -> bool:
    """'đạt 85,5% (trên 9.416 đoàn)': out of so many; a round number might be a hedged one."""
    if read.kind is not Kind.COUNT or read.value % 10 == 0:
        return False
    return _SHARE_OPENS.search(folded, max(0, at - 8), at) is not None


def hedge_of(
    text: Text, read: Quantity, since: int, lexicon: Lexicon
) -> tuple[Hedge | None, str | None, int]:
    """The hedge, its word, and where it begins (the figure's start if there is none)."""
    after = lexicon.hedge_after.match(text.folded, read.end)
    if after is None and read.kind in {Kind.PERCENT, Kind.COUNT}:
        after = _OR_MORE.match(text.folded, read.end)
    if after is not None:
        return lexicon.hedges_after[key(after["word"])], after["word"], read.start
    window_start = max(since, read.start - 32)
    before = lexicon.hedge_before.search(text.folded, window_start, read.start)
    if before is None:
        estimated = _ESTIMATED.search(text.folded, window_start, read.start)
        if estimated is not None:
            return Hedge.ABOUT, estimated["word"], read.start
        return None, None, read.start
    word = key(before["word"])
    previous = text.folded[max(since, before.start() - 12) : before.start()].rstrip()
    if word in {"gần", "trên", "dưới"} and re.search(r"(?<!\w)(?:ở|nằm|sống)\Z", previous):
        return None, None, read.start
    if word == "trên" and (
        _ABOVE.search(previous)
        or _is_whole(text.folded, before.start("word"), read)
        or _WHERE.match(text.folded, read.end)
        or (
            (read.unit in _GROUND or _WAYS.match(text.folded, read.end))
            and _OVER_GROUND.search(_clause(text.folded, before.start()))
        )
    ):
        return None, None, read.start
    if word == "cơ bản" and _BASIC.search(previous):
        return None, None, read.start
    if word in {"hơn", "quá"} and re.search(_COMPARATIVE, previous):
        return None, None, read.start
    return lexicon.hedges_before[word], word, before.start("word")
