"""The noun phrase that stands before a figure: the subject of its clause, the label of a list.

'trong đó nữ 12', 'dịch vụ tăng 6,8%', 'doanh thu du lịch đạt 285 tỷ đồng'.
"""

from __future__ import annotations

import re

from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text
from rules.figures.nouns import Noun, phrase_end

_LONGEST_SUBJECT = 9
_FARTHEST_SUBJECT = 240
"""Characters."""
_CLAUSE = re.compile(
    r"[.;:!?…()\[\]\n“”\"]|,|(?<!\w)trong(?=\s+(?:bán\s+kính|phạm\s+vi|thời\s+hạn|thời\s+gian|diện\s+tích)(?!\w))|(?<!\w)(?:trong\s+đó|gồm|bao\s+gồm|cụ\s+thể|với|còn\s+lại(?:\s+là)?|còn|riêng|theo\s+đó|nhất\s+là)(?!\w)|(?<!\w)(?=trị\s+giá(?!\w))|(?<!\w)có(?=\s+(?:tổng\s+)?(?:diện\s+tích|dân\s+số|quy\s+mô|vốn|doanh\s+thu|thu\s+nhập|tỷ\s+lệ|chiều\s+dài|công\s+suất|kinh\s+phí|giá\s+trị|mức)(?!\w))"
    r"|(?<!\w)(?:và|có)(?=\s+\S+\s+(?:tăng|giảm|đạt|là)(?!\w))"
)
_LINK = re.compile(
    r"(?:\s*[:=(]|(?:\A|\s+)(?:là|đạt|được|có|còn|chiếm|bằng|ước|tính|thực\s+hiện|ước\s+đạt|ước\s+tính|tăng|"
    r"giảm|lên|xuống|ở\s+mức|mức|khoảng|trên|dưới|gần|hơn|chỉ|lần\s+lượt|tương\s+ứng|từ|đến|tới|dao\s+động|"
    r"(?<!lãi\ssuất\s)(?<!vốn\s)huy\s+động|thêm|so\s+với|ít\s+nhất|tối\s+thiểu|tối\s+đa|không\s+quá|không\s+dưới|xấp\s+xỉ|chừng|"
    r"đã|vẫn|đều|mới\s+(?:đạt|có|chỉ|được|giải\s+ngân|thực\s+hiện)|không\s+thấp|(?<!tốc\sđộ\s)tăng\s+trưởng|cả|thêm|tiếp\s+tục|chưa|nâng|(?<!tỷ\slệ\s)(?<!vốn\s)giải\s+ngân|không\s+(?:thay\s+)?đổi|phổ\s+biến|lên\s+tới|tối\s+đa|vượt|vượt\s+quá|rút(?:\s+ngắn)?|đo|(?<!\w)hạ))\s*\Z"
)
_NO_LINK = re.compile(
    r"(?<!\w)(?:(?:đình|chứng|địa)\s+chỉ|(?:máy|giới|đặc|dương|âm|cấp|mạn|thuộc)\s+tính|(?:hương|quy|thỏa|điều)\s+ước"
    r"|(?:mặt|văn|cân|đồng)\s+bằng|(?:hạn|định|danh)\s+mức|giá\s+cả|cấp\s+(?:trên|dưới)|gia\s+tăng|suy\s+giảm)\s*\Z"
)
"""Words whose last syllable alone would link a subject to its figure."""
_TIME_TAIL = re.compile(
    r"(?:\A|\s+)(?:trong\s+|của\s+|tính\s+đến\s+|đến\s+)?(?:"
    r"(?:năm|tháng|quý|ngày|niên\s+vụ|năm\s+học|vụ)\s*[\divx/.\-–]+(?:\s+năm\s+\d+)?"
    r"|\d+\s+(?:tháng|quý|năm)(?:\s+đầu\s+năm|\s+cuối\s+năm|\s+qua)?(?:\s+(?:năm\s+)?\d{4})?"
    r"|(?:đầu|cuối|giữa)\s+(?:năm|tháng|quý|kỳ|nhiệm\s+kỳ)(?:\s+\d+)?|hiện\s+nay|đến\s+nay|dịp\s+tết|thời\s+điểm(?:\s+\S*\d\S*)?|theo\s+đó|hiện|(?:lúc|hồi|đến|tính\s+đến|đợt|năm\s+thứ)\s+\S*\d\S*(?:\s+giờ(?:\s+\d+)?)?|các\s+loại|cả\s+năm|(?:hằng|hàng)\s+(?:năm|tháng))\s*\Z"
)
_LEAD = re.compile(
    r"\s*(?:(?:và|thì|mà|hiện|hiện\s+nay|đến\s+nay|riêng|nay|toàn\s+(?:tỉnh|huyện|xã(?!\s+hội)|ngành|quốc)(?:\s+có)?|"
    r"tổng\s+số|số(?!\s+(?:dư|hóa))|các|những|có(?!\s+mặt)|do|tới|qua|(?:thu|nộp|trả|đóng)(?=\s+(?:đảng\s+phí|đoàn\s+phí|hội\s+phí|học\s+phí|lệ\s+phí|thù\s+lao|viện\s+phí|phí)(?!\w))|tổng(?=\s+(?!mức|tỷ|sản\s+phẩm|kim|giá))|trên(?=\s+tổng)|ước(?=\s+(?:tổng|cả|thiệt\s+hại|thu|chi|doanh|kinh\s+phí|sản\s+lượng|giá\s+trị)(?!\w))|cả\s+(?:năm|nước|tỉnh)|"
    r"về(?=\s+số\s)|dự\s+kiến|dự\s+báo|giảm|tăng|kiểm\s+soát|nâng|duy\s+trì|trao|tặng|hỗ\s+trợ|điều\s+tra|sàng\s+lọc|"
    r"tiếp\s+nhận|giải\s+quyết|phấn\s+đấu|thu\s+nộp|vượt|đạt|rà\s+soát|tổ\s+chức)\s+|[-–+*•]\s*)"
)
_VERBAL = re.compile(
    r"(?<!\w)(?:đã|đang|sẽ|(?<!dự\s)(?<!người\s)bị(?!\s+(?:cáo|can|hại|đơn)(?!\w))|không|chưa(?!\s+sử\s+dụng)|để|nhằm|phải(?!\s+(?:thu|trả|nộp)(?!\w))|cho(?!\s+(?:vay|thuê))|làm(?!\s+(?:lợi|việc|nghề))|ban\s+hành|xử\s+lý|tổ\s+chức\s+được|xây\s+dựng\s+được|so\s+với|so|mục\s+tiêu)(?!\w)"
)


_NO_SUBJECT = re.compile(
    r"(?:từ|đến|trong|vào|mỗi|từng|ngày|tháng|năm|quý|gồm|theo|để|với)(?!\w)(?!\s+(?:học|tháng\s+tuổi|điều\s+trị|nằm\s+viện|công)(?!\w))|[a-zđ]\Z|[ivx]+\Z"
)
_NO_NAME = re.compile(
    r"(?:và|thì|mà|hiện|nay|đến\s+nay|riêng|toàn\s+\S+|tổng\s+số|số|các|những|có|do|tổng|trên|ước|dự\s+kiến|dự\s+báo"
    r"|giảm|tăng|nâng|duy\s+trì|trao|tặng|điều\s+tra|sàng\s+lọc|tiếp\s+nhận|giải\s+quyết|phấn\s+đấu|thu\s+nộp|vượt|đạt|rà\s+soát)"
    r"(?:\s+có)?"
)
_NO_NAMES = frozenset(
    {
        "cao",
        "thấp",
        "tương đương",
        "nhiều",
        "ít",
        "lại",
        "tổng cộng",
        "tổng",
        "cộng",
        "gấp",
        "kết quả",
        "bình quân",
        "trung bình",
        "kế hoạch",
        "chỉ tiêu",
        "dự toán",
        "mục tiêu",
        "cùng kỳ",
        "đầu năm",
        "cuối năm",
    }
)


_OF = re.compile(r"(?<!\w)(?:của|cho|tại|thuộc|trong)\s+\Z")
"""Right before a figure: it counts whose or where, and ends no clause."""


def subject_before(
    text: Text, at: int, since: int, lexicon: Lexicon, *, measured: bool = False
) -> Noun | None:
    """The plain subject of the clause that a figure ends ('doanh thu du lịch 285 tỷ'), or None.

    Looks no further back than `since`; times and the verb that links the figure are left out. A
    `measured` amount is of the nearest quantity ('tàu công suất 90 CV', 'đạt doanh thu 4 tỷ').
    """
    since = max(since, at - _FARTHEST_SUBJECT)
    if _OF.search(text.folded, since, at):
        return None
    window = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), text.folded[since:at])
    end = len(window)
    changed = True
    while changed:
        changed = False
        for pattern in (_LINK, _TIME_TAIL):
            if pattern is _LINK and _NO_LINK.search(window, max(0, end - 16), end) is not None:
                continue
            match = pattern.search(window, 0, end)
            if match is not None and match.start() < end:
                end, changed = match.start(), True
    begin = 0
    marks = [mark.span() for mark in _CLAUSE.finditer(window, 0, end)]
    while marks:
        begin = marks[-1][1]
        if not _is_coordinated(text, window, since, marks, end, lexicon):
            break
        marks.pop()
        begin = marks[-1][1] if marks else 0
    if measured:
        begin = _quantity(window, begin, end, lexicon)
    while (lead := _LEAD.match(window, begin, end)) is not None and begin < lead.end() < end:
        known = lexicon.noun.match(window, begin)
        if known is not None and known.end() > lead.end():
            break
        begin = lead.end()
    begin = _object(window, begin, end, lexicon)
    while begin < end and not window[begin].isalnum():
        begin += 1
    while end > begin and not window[end - 1].isalnum():
        end -= 1
    end = _cut(window, begin, end, lexicon)
    phrase = window[begin:end]
    if (
        phrase in _NO_NAMES
        or _NO_NAME.fullmatch(phrase)
        or _NO_SUBJECT.match(phrase)
        or not phrase
        or phrase[0].isdecimal()
        or len(phrase.split()) > _LONGEST_SUBJECT
    ):
        return None
    if _VERBAL.search(phrase) or "  " in phrase.strip():
        return None
    return Noun(since + begin, since + end)


def _is_coordinated(
    text: Text, window: str, since: int, marks: list[tuple[int, int]], end: int, lexicon: Lexicon
) -> bool:
    """Whether the last mark is a comma between two nouns: 'tư liệu, ảnh 93'."""
    comma, after = marks[-1]
    if window[comma:after] != ",":
        return False
    if len(marks) > 1:
        before, first = marks[-2]
        if window[before:first] == "," and window[:before].strip(" )]%"):
            return False
    elif _BEHIND_A_FIGURE.search(text.plain, max(0, since - 4), since) is not None:
        return False
    else:
        first = 0
    return _is_bare_noun(window[first:comma], lexicon) and _is_bare_noun(window[after:end], lexicon)


_BEHIND_A_FIGURE = re.compile(r"[\w%)\]]\s*\Z")
_LONGEST_MEMBER = 4


def _is_bare_noun(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece between two commas is a noun alone, of few words and no verb."""
    piece = piece.strip()
    words = piece.split(" ")
    if not piece or len(words) > _LONGEST_MEMBER or not all(map(str.isalpha, words)):
        return False
    known = lexicon.noun.match(piece)
    at = known.end() if known is not None else 0
    if known is None and len(words) > 2:
        return False
    return not any(
        lexicon.stop.match(piece, start) or lexicon.apart.match(piece, start)
        for start in range(at, len(piece))
        if start == 0 or piece[start - 1] == " "
    )


_WHOLE_QUANTITY = re.compile(
    r"\s*(?:tỷ\s+(?:lệ|trọng|suất)|tốc\s+độ|tổng|mức|chỉ\s+số|giá|chi|thu|nợ|phí|thuế|vốn|quỹ|bình\s+quân|định\s+mức|số"
    r"|chênh\s+lệch|kế\s+hoạch|thiệt\s+hại|nguồn|dự\s+toán|xuất|nhập)(?!\w)"
)
"""A subject that begins with one of these is a quantity with all that follows."""


def _quantity(window: str, begin: int, end: int, lexicon: Lexicon) -> int:
    """Where the first quantity of a clause begins, if the clause does not begin with one."""
    lead = _LEAD.match(window, begin, end)
    start = lead.end() if lead is not None else begin
    while start < end and window[start] == " ":
        start += 1
    if _WHOLE_QUANTITY.match(window, start) or lexicon.quantity.match(window, start):
        return begin
    for space in _SPACES.finditer(window, start, end):
        quantity = lexicon.quantity.match(window, space.end())
        if quantity is not None and quantity.end() <= end:
            return space.end()
    return begin


_SPACES = re.compile(r"\s+")
_DONE = re.compile(r"\s*(?:đã|đang|sẽ)\s+")


def _object(window: str, begin: int, end: int, lexicon: Lexicon) -> int:
    """Where the object begins of what was done: 'đã giải ngân vốn đầu tư công 1.246 tỷ đồng'."""
    done = _DONE.match(window, begin, end)
    verb = lexicon.verb.match(window, done.end()) if done is not None else None
    if verb is None or verb.end() >= end or not window[verb.end()].isspace():
        return begin
    at = verb.end() + 1
    return at if at < end and lexicon.stop.match(window, at) is None else begin


_CUT = re.compile(
    r"\s+(?:của|có(?!\s+hạt)|trong|được|(?<!dự\s)(?<!người\s)bị(?!\s+(?:cáo|can|hại|đơn))|do|(?<!trực\s)thuộc|tại|(?<!đất\s)(?<!nhà\s)ở|trên\s+địa\s+bàn|toàn\s+(?:tỉnh|huyện|xã(?!\s+hội)|ngành|quốc|thành\s+phố|quận|hệ\s+thống)|nộp|đến(?=\s+(?:tỉnh|huyện|xã|thành\s+phố|địa\s+phương|địa\s+bàn)(?!\w)))(?:\s|\Z)"
)
"""What follows one of these says whose, where or how: it belongs to no name."""


def _cut(window: str, begin: int, end: int, lexicon: Lexicon) -> int:
    known = lexicon.noun.match(window, begin, end)
    cut = _CUT.search(window[:end], begin + 1)
    if known is not None and cut is not None and " " not in window[begin : cut.start()]:
        cut = _CUT.search(window[:end], known.end())  # 'người có công'
    return cut.start() if cut is not None else end


_RESPECTIVELY = re.compile(r"(?:lần\s+lượt|tương\s+ứng)(?:\s+(?:là|đạt|có|với|ở\s+mức|thu))*\s+\Z")


def noun_of_each(text: Text, since: int, at: int, lexicon: Lexicon) -> Noun | None:
    """'Số hồ sơ của 03 xã A, B, C lần lượt là 412, 385 và 297': what each of a list counts."""
    if _RESPECTIVELY.search(text.folded, max(since, at - 40), at) is None:
        return None
    start = max(since, at - _FARTHEST_SUBJECT, text.folded.rfind(";", since, at) + 1)
    rate = re.compile(r"\s*(?:tỷ|tỉ)\s+(?:lệ|trọng)\s").match(text.folded, start)
    if rate is not None:
        cut = re.compile(r"\s*(?:,|của|lần\s+lượt|tương\s+ứng|tại|ở)").search(
            text.folded, rate.end(), at
        )
        begin = rate.start() + len(rate[0]) - len(rate[0].lstrip())
        return Noun(begin, cut.start() if cut else at)
    return noun_of_rate(text, start, at, lexicon)


_NUMBER_OF = re.compile(
    r"\s*(?:[-–+*•]\s*)?(?:và\s+)?(?:tổng\s+)?số\s+(?!liệu|tiền|vốn|ngày|giờ|năm)"
)


def noun_of_number(text: Text, since: int, at: int, lexicon: Lexicon) -> Noun | None:
    """'Số hộ đăng ký danh hiệu sản xuất, kinh doanh giỏi 86.500': the things of a long clause."""
    start = max(since, at - _FARTHEST_SUBJECT)
    start = max(
        start, text.folded.rfind(";", start, at) + 1, text.folded.rfind(". ", start, at) + 1
    )
    number = _NUMBER_OF.match(text.folded, start, at)
    if number is None or lexicon.noun.match(text.folded, number.end()) is None:
        return None
    end = phrase_end(text, number.end(), lexicon)
    return Noun(number.end(), end) if number.end() < end < at else None


_INDICATOR = re.compile(r"(?:tỷ|tỉ)\s+(?:lệ|trọng|suất)\s+|tổng\s+số\s+|số\s+(?!liệu)")


def noun_of_rate(text: Text, since: int, at: int, lexicon: Lexicon) -> Noun | None:
    """The noun of the nearest 'tỷ lệ …' or 'số …' between `since` and `at`, for shares."""
    found: Noun | None = None
    for mark in _INDICATOR.finditer(text.folded, since, at):
        end = phrase_end(text, mark.end(), lexicon)
        if mark.end() < end <= at:
            found = Noun(mark.end(), end)
    return found
