"""Changes: 'giảm 4 đảng viên', 'tăng 12,5%', which are differences and no levels."""

from __future__ import annotations

import re

_ADVERB = (
    r"(?:\s+(?:thêm|được|bình\s+quân|nhẹ|mạnh|bớt|trưởng|cao|thấp|so\s+với\s+cùng\s+kỳ|"
    r"trung\s+bình|gần|trên|hơn|khoảng|xấp\s+xỉ|đến|tới|là|thực\s+tế|lần\s+lượt|tương\s+ứng|trưởng\s+lần\s+lượt))*"
)
_UP = r"tăng|cao\s+hơn|nhiều\s+hơn|lớn\s+hơn|vượt|vượt\s+mức|tăng\s+trưởng(?:\s+đạt)?"
_DOWN = r"giảm|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn|sụt|hụt|sụt\s+giảm|hạ"
_DIRECTION = re.compile(
    rf"(?<![^\W_])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:(?<!vượt)\s*\(|{_ADVERB})\s*[+\-–−]?\Z"
)


def direction(folded: str, since: int, at: int) -> int:
    """+1 if the words right before `at` say that a figure there is a rise, -1 a fall, else 0.

    'tăng lên 85%' and 'giảm xuống còn 74%' give a level: 0.
    """
    match = _DIRECTION.search(folded, max(since, at - 48), at)
    if match is None:
        return 0
    return 1 if match["up"] else -1
