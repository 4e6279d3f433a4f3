"""One of several, told by its number: 'lò hơi 2 dừng sự cố', 'cửa xả 5 mở 1,5 m'.

No list holds all that is numbered. A small number that stands between the noun a clause begins
with and the clause's verb tells which one it is: a count would have its noun behind it, or nothing.
"""

from __future__ import annotations

import re

from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.proper import goes_on
from rules.figures.lookalikes.shape import WINDOW, Text, is_counting

_SUBJECT = re.compile(
    r"(?:\A|[.;:,(\n–-]\s*|(?<!\w)(?:và|tại|do|riêng)\s+)(?P<noun>(?:[^\W\d_]+\s+){1,4})\Z"
)
_NO_LABEL = re.compile(
    r"(?:số|tổng|các|những|mỗi|từng|mọi|toàn|hơn|trên|dưới|gần|khoảng|vụ|ca|lượt|hộ|khẩu|nữ|nam|trẻ|em|con|cây|đơn|việc|tiền|giá|vốn"
    r"|tháng|quý|năm|ngày|tuần|từ|đến|trong|ngoài|tại|theo|với|để|khi|sau|trước|do|bằng|còn|lại|ít|tối|có|là|được|loại|tin|án)(?!\w)"
)
_LISTED = re.compile(r"\d%?(?:\s+[^\W\d_]+){0,3}\s*[,;]\s*(?:và\s+)?\Z")
_TALLY = re.compile(r"\s+(?:tăng|giảm|chiếm|bằng|đạt|vượt|so|trên|trong|được|bị|đã)(?!\w)")
"""Of these the number before may as well be a count."""
_SPACES = re.compile(r"\s+")


def labels_a_subject(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the small number `match` stands between a noun that begins a clause and its verb."""
    at, end = match.start(1), match.end(1)
    if not _acts_on(text, end, lexicon) or is_counting(text, end, lexicon):
        return False
    window = text.folded[max(0, at - WINDOW) : at]
    subject = _SUBJECT.search(window)
    if subject is None:
        return False
    begin = at - len(window) + subject.start("noun")
    phrase = text.folded[begin:at].strip()
    if _NO_LABEL.match(phrase) or lexicon.persons.match(text.folded, begin):
        return False
    known = lexicon.noun.match(text.folded, begin)
    named = known is not None and not text.folded[known.end() : at].strip()
    if not named and _acts(text, begin, at, lexicon):
        return False
    if _TALLY.match(text.folded, end) and not _heads_block(text, begin, lexicon, at):
        return False
    before = text.plain[max(0, begin - WINDOW) : begin]
    return _LISTED.search(before) is None or phrase in text.folded[max(0, begin - WINDOW) : begin]


_BEHIND_COUNTS = re.compile(
    r"\s+(?:và|hoặc|với|của|cho|tại|ở|trong|trên|dưới|từ|đến|tới|về|theo|do|vì|để|nhằm|bằng|so|như|mà|thì|khi|còn|chỉ|hết|qua|trước"
    r"|sau|giữa|gồm|bao\s+gồm|này|đó|nay|trở|cùng|thuộc|kể|hay|mỗi|cụ\s+thể|trong\s+đó|đồng\s+thời|lần\s+lượt|tương\s+(?:ứng|đương)"
    r"|tăng|giảm|chiếm|mới|xuất\s+sắc|khá|giỏi|yếu|kém|trung\s+bình|đúng\s+hạn|trước\s+hạn|quá\s+hạn|dài|rộng|sâu|cao|lớn|nhỏ)(?!\w)"
)
"""Words that follow a count as well."""


def _acts_on(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a predicate follows that a count seldom has."""
    if goes_on(text, at, lexicon, serial=False):
        return True
    space = _SPACES.match(text.folded, at)
    if space is None or _BEHIND_COUNTS.match(text.folded, at) is not None:
        return False
    return lexicon.stop.match(text.folded, space.end()) is not None


def _heads_block(text: Text, begin: int, lexicon: Lexicon, at: int) -> bool:
    """Whether a noun of two words or more, which is no body or person, begins the clause."""
    return " " in text.folded[begin:at].strip() and lexicon.noun.match(text.folded, begin) is None


def _acts(text: Text, begin: int, at: int, lexicon: Lexicon) -> bool:
    """Whether the words before the number hold a verb or function word."""
    position = begin
    while position < at:
        noun = lexicon.noun.match(text.folded, position)
        stop = lexicon.stop.match(text.folded, position)
        if stop is not None and (noun is None or noun.end() < stop.end()):
            return True
        end = noun.end() if noun is not None else text.folded.find(" ", position, at)
        space = _SPACES.match(text.folded, end) if end > 0 else None
        if space is None:
            return False
        position = space.end()
    return False
