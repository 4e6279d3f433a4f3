"""Changes: 'giảm 4 đảng viên', 'tăng 12,5%', which are differences and no levels."""

from __future__ import annotations

import re

_ADVERB = (
    r"(?:\s+(?:giá|thêm|được|cao\s+nhất|thấp\s+nhất|mạnh\s+nhất|nhiều\s+nhất|bình\s+quân|nhẹ|mạnh|bớt|trưởng|cao|thấp|so\s+với\s+cùng\s+kỳ|"
    r"trung\s+bình|gần|trên|hơn|khoảng|xấp\s+xỉ|đến|tới|là|thực\s+tế|lần\s+lượt|tương\s+ứng|trưởng\s+lần\s+lượt))*"
)
_UP = r"tăng|cao\s+hơn|nhiều\s+hơn|lớn\s+hơn|vượt|vượt\s+mức|tăng\s+trưởng(?:\s+đạt)?"
_DOWN = (
    r"giảm(?:(?<!cắt\sgiảm)(?<!miễn\sgiảm)(?<!miễn,\sgiảm)|(?<=tức\scắt\sgiảm)|(?<=tức\slà\scắt\sgiảm))|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn|sụt|hụt|tụt|sụt\s+giảm"
    r"|suy\s+giảm|hạ"
)
_AGAINST = (
    r"(?:\s+(?:so\s+với\s+)?(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|định\s+mức|dự\s+toán|nghị\s+quyết|cùng\s+kỳ|năm\s+ngoái"
    r"|năm\s+trước|kỳ\s+trước|tháng\s+trước|quý\s+trước|bình\s+quân|trung\s+bình|mức\s+bình\s+quân|mức\s+trung\s+bình|trung\s+bình\s+nhiều\s+năm|mặt\s+bằng\s+chung|mức\s+chung)"
    r"(?:\s+(?:giao|năm|trước|năm\s+trước|đề\s+ra|được\s+giao|chung|cả\s+nước|toàn\s+quốc|toàn\s+tỉnh|của\s+tỉnh|tỉnh\s+giao|là)){0,3})?"
)
"""'thấp hơn kế hoạch 27,4 phút', 'vượt dự toán giao 26,4 tỷ đồng'."""
_THAN = (
    r"\s+so\s+với\s+(?:[^\W\d_]+\s+){0,3}(?:\d{1,2}/)?(?:19|20)\d\d"
    r"|\s+(?:mức\s+)?(?:báo\s+động|bđ)\s*(?:cấp\s+)?(?:[1-4]|i{1,3})(?!\w)|\s+năm\s+học\s+trước"
)
"""'tăng so với năm 2021 lần lượt 05', 'vượt báo động 3 là 0,34 m'."""
_DIRECTION = re.compile(
    rf"(?<![^\W_])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:(?<!vượt)\s*\(|{_ADVERB}(?:{_THAN}|{_AGAINST}){_ADVERB})\s*[+\-–−]?\Z"
)
_THAN_A_THING = re.compile(
    r"(?<![^\W_])(?:(?P<up>cao|nhiều|lớn)|(?P<down>thấp|ít|nhỏ))\s+hơn(?!\s+so\s+với)(?:\s+[^\W\d_]+){1,6}\s+(?:là\s+)?\Z"
)
"""'thấp hơn mực nước dâng bình thường 3,1 m': asked of lengths only."""


_RATE_OF_GROWTH = re.compile(
    r"(?:tốc\s+độ|tỷ\s+lệ|nhịp\s+độ)\s+(?:tăng|giảm)(?:\s+[^\W\d_]+){0,6}\s+\Z"
)
"""'tốc độ tăng trưởng đạt 7,5%' gives a level."""
_OF_A_RATE = re.compile(
    r"(?<![^\W_])(?:(?P<up>tăng)|(?P<down>giảm))\s+(?:tỷ|tỉ)\s+lệ(?:\s+(?!còn|xuống|lên|đạt|từ|là)[^\W\d_]+){1,6}\s+\Z"
)
"""'giảm tỷ lệ hộ nghèo 1,5%'."""


_BETWEEN_ENDS = re.compile(r"(?<![^\W_])(?:(?P<up>tăng|vượt)|(?P<down>giảm|hụt))(?:\s+từ)\s+\Z")
"""'giảm từ 3 đến 21%': asked of ranges only."""


def direction(
    folded: str, since: int, at: int, *, shares: bool = False, length: bool = False
) -> int:
    """+1 if the words right before `at` say that a figure there is a rise, -1 a fall, else 0.

    'tăng lên 85%' and 'giảm xuống còn 74%' give a level: 0. `shares` says that the figure is a
    range of per cents with one sign, '3 đến 21%'; `length` that it is a length or a height.
    """
    window_start = max(since, at - 48)
    if _RATE_OF_GROWTH.search(folded, window_start, at):
        return 0
    match = _DIRECTION.search(folded, window_start, at) or _OF_A_RATE.search(
        folded, window_start, at
    )
    if match is None and shares:
        match = _BETWEEN_ENDS.search(folded, window_start, at)
    if match is None and length:
        match = _THAN_A_THING.search(folded, window_start, at)
    if match is None:
        return 0
    return 1 if match["up"] else -1
