"""Changes: 'giảm 4 đảng viên', 'tăng 12,5%', which are differences and no levels."""

from __future__ import annotations

import re

from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text
from rules.figures.spelling import key

_ADVERB = (
    r"(?:\s+(?:giá|thêm|được|cao\s+nhất|thấp\s+nhất|mạnh\s+nhất|nhiều\s+nhất|bình\s+quân|nhẹ|mạnh|bớt|trưởng|cao|thấp|ròng|thuần|vọt|sâu|đột\s+biến|đáng\s+kể|rõ\s+rệt|so\s+với\s+cùng\s+kỳ|"
    r"trung\s+bình|gần|trên|hơn|khoảng|xấp\s+xỉ|đến|tới|là|thực(?:\s+tế)?|lần\s+lượt|tương\s+ứng|trưởng\s+lần\s+lượt))*"
)
_UP = (
    r"(?<!giá\strị\sgia\s)(?!(?<=giá\strị\s)tăng\s+thêm)(?<!mới\svà\s)tăng|cao\s+hơn|nhiều\s+hơn|lớn\s+hơn|(?<!đạt\svà\s)(?<!đạt,\s)vượt"
    r"|vượt\s+mức|vượt\s+thu|tăng\s+trưởng(?:\s+đạt)?"
)
"""'giá trị gia tăng', 'giá trị tăng thêm' are what is taxed and made."""
_DOWN = (
    r"(?<!đỡ,\s)(?<!đỡ\svà\s)giảm(?:(?<!cắt\sgiảm)(?<!miễn\sgiảm)(?<!miễn,\sgiảm)|(?<=tức\scắt\sgiảm)|(?<=tức\slà\scắt\sgiảm))|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn|sụt|hụt|hụt\s+thu|tụt|sụt\s+giảm"
    r"|suy\s+giảm|hạ"
)
_AGAINST = (
    r"(?:\s+(?:so\s+(?:với\s+)?)?(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|định\s+mức|dự\s+toán|nghị\s+quyết|cùng\s+kỳ|năm\s+ngoái"
    r"|(?:năm|kỳ|tháng|quý|tuần|vụ|khóa|nhiệm\s+kỳ|năm\s+học|niên\s+vụ|mùa)\s+trước|đầu\s+(?:năm|kỳ|nhiệm\s+kỳ)|bình\s+quân|trung\s+bình|mức\s+bình\s+quân|mức\s+trung\s+bình|trung\s+bình\s+nhiều\s+năm|mặt\s+bằng\s+chung|mức\s+chung)"
    r"(?:\s+(?:giao|năm|trước|năm\s+(?:trước|ngoái)|đề\s+ra|được\s+giao|chung|cả\s+nước|toàn\s+quốc|toàn\s+tỉnh|của\s+tỉnh|tỉnh\s+giao|là)){0,3})?"
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

_THAN_A_TIME = re.compile(
    r"(?<![^\W_])(?:(?P<up>(?:cao|nhiều|lớn)\s+hơn|vượt)|(?P<down>(?:thấp|ít|nhỏ)\s+hơn))\s+(?:mức\s+|số\s+)?(?:của\s+)?"
    r"(?:cùng\s+(?:kỳ|thời\s+(?:điểm|gian)|tháng|quý|vụ)|năm|tháng|quý|tuần|kỳ|vụ|đợt|khóa|nhiệm\s+kỳ|niên\s+vụ|mùa)"
    r"(?:\s+[\w/]+){1,5}?(?:(?<!tháng)(?<!quý)(?<!năm)(?<!tuần)(?<!đợt)(?<!khóa))\s+(?:là\s+|tới\s+|đến\s+|khoảng\s+|gần\s+)?\Z"
)
"""'cao hơn tháng 3 là 6 hộ', 'thấp hơn cùng thời điểm năm ngoái 5 điểm phần trăm'."""


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
    if match is None and _compares(folded, window_start, at):
        match = _THAN_A_TIME.search(folded, window_start, at)
    if match is None:
        return 0
    return 1 if match["up"] else -1


def _compares(folded: str, start: int, at: int) -> bool:
    """Whether a word that a comparison begins with stands there: the search costs more."""
    return folded.find("hơn ", start, at) >= 0 or folded.find("vượt ", start, at) >= 0


_PASSES_AN_AIM = re.compile(r"(?<!\w)vượt\s+(?:mức\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)\s+(?:là\s+)?\Z")
_SET = re.compile(
    r"\s+(?:(?:đã|được|mà)\s+)?(?:đặt\s+ra|đề\s+ra|đăng\s+ký|đã\s+giao|được\s+giao)(?!\w)"
)


def is_aim(folded: str, since: int, at: int, end: int) -> bool:
    """'đã vượt mục tiêu 27% đặt ra': what is passed, and not by how much."""
    if _SET.match(folded, end) is None:
        return False
    return _PASSES_AN_AIM.search(folded, max(since, at - 32), at) is not None


_MORE_THAN = re.compile(
    rf"(?<![^\W_])(?:(?P<up>hơn)|(?P<down>kém|thua))(?=\s){_AGAINST[:-1]}\s+(?:là\s+|được\s+)?\Z"
)
"""'hơn cùng kỳ 94,5 triệu đồng', 'kém năm trước 3 vụ'."""
_THANS = ("hơn", "kém", "thua")
_COMPARED_BEHIND = re.compile(
    r"[^.;()\d]{0,32}?(?:(?<!\w)so(?!\s+sánh)(?!\w)"
    r"|\(\s*(?:so|cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý|tuần|vụ|khóa|nhiệm\s+kỳ|năm\s+học|niên\s+vụ)\s+(?:trước|ngoái)|đầu\s|cuối\s))"
)
_COMPARED_BEFORE = re.compile(
    r"(?:(?<!\w)(?P<so>so\s+(?!sánh)|từ\s)|\(\s*(?:cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý|tuần|vụ|khóa|nhiệm\s+kỳ|năm\s+học)\s+(?:trước|ngoái)))[^;]*\Z"
)
_LED = re.compile(r"(?<!\w)(?:lên|xuống|còn|nay|hiện|thành)(?!\w)")
_OPENS_A_CLAUSE = re.compile(
    r"(?:[,(–-]\s*|(?<!\w)thì\s+)(?:(?:[^\W\d_]+\s+){1,3}(?:này|ấy|đó|trên)\s+)?"
    r"(?:(?:tức|đã|là|có|nghĩa|như|vậy|được|chỉ|còn|cũng|tính|quy|ra)\s+){0,3}\Z"
)


def difference(
    text: Text, sentence: tuple[int, int], since: int, at: int, end: int, lexicon: Lexicon
) -> int:
    """+1 or -1 if the words before `at` tell a difference because their clause compares, else 0.

    'bớt 48 hộ so với đầu năm'; not 'kết nạp thêm 12 đảng viên'.
    """
    folded = text.folded
    last = folded[max(since, at - 8) : at].rsplit(None, 1)
    if not last:
        return 0
    near = folded[max(since, at - 48) : at]
    than = _MORE_THAN.search(near) if any(word in near for word in _THANS) else None
    if than is not None:
        return 1 if than["up"] else -1
    if last[-1] not in lexicon.difference_ends:
        return 0
    word = lexicon.difference.search(folded, max(since, at - 24), at)
    if word is None:
        return 0
    sign = lexicon.differences[key(word["word"])]
    before = folded[max(sentence[0], word.start() - 160) : word.start()]
    opens = _OPENS_A_CLAUSE.search(before) is not None
    behind = _COMPARED_BEHIND.match(folded, end, min(len(folded), end + 48)) is not None
    if behind and (opens or not _is_done(before, lexicon)):
        return sign
    if not opens:
        return 0
    compared = _COMPARED_BEFORE.search(before)
    if compared is None:
        return 0
    is_from = (compared["so"] or "").startswith("từ")
    return sign if not is_from or _LED.search(compared[0]) else 0


def _is_done(before: str, lexicon: Lexicon) -> bool:
    """Whether a verb of doing stands right before: 'tuyển thêm', 'kết nạp thêm'."""
    words = before.split()[-2:]
    return any(lexicon.verb.fullmatch(" ".join(words[i:])) for i in range(len(words)))
