"""Roles: whether a figure is what was reached, planned, aimed at, or the case before."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from rules.figures.figure import Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text
from rules.figures.periods import YEAR

_WORD = r"[^\W\d_]+"
_CLAUSE_START = re.compile(r"[;()…]|\.\s")
_PLAN = r"(?:kế\s+hoạch|dự\s+toán|(?<!\w)kh(?![\w&]))"
_TARGET = r"(?:chỉ\s+tiêu|mục\s+tiêu)"
_BY_WHOM = (
    r"(?:\s+(?:thứ\s+\d+|(?!(?:đạt|vượt|chưa|không|khó|hoàn|thực|và|là)(?!\w))"
    rf"{_WORD})){{0,6}}"
)
_BEFORE = (
    r"(?:cùng\s+kỳ|ck|năm|tháng|quý|đầu|cuối|thời\s+điểm|khóa|nhiệm\s+kỳ|ngày|kỳ|vụ|niên\s+vụ|tuần)"
)
_BRACKETED = re.compile(
    rf"""(?:(?P<plan>{_PLAN}{_BY_WHOM})|(?P<target>{_TARGET}{_BY_WHOM})
    |(?P<before>so(?:\s+với)?\s+{_BEFORE}[^,;()]{{0,24}}
        |so(?:\s+với)?\s+(?!{_PLAN}|{_TARGET})(?:(?!số(?!\w)|tổng\s+số(?!\w)){_WORD}\s+){{1,4}}(?:năm|tháng|quý|tuần|kỳ|vụ)\s[^,;()]{{1,16}}
        |(?:cùng\s+kỳ|(?<!\w)ck)(?:\s+năm\s+(?:trước|ngoái))?|(?:năm|kỳ|tháng|quý|năm\s+học)\s+trước
        |đầu\s+(?:năm|nhiệm\s+kỳ)))
    (?:\s+năm\s+\d{{4}})?\s*\(\s*\Z""",
    re.VERBOSE,
)
_OVER_PLAN = re.compile(
    rf"(?:vượt|hụt|thấp\s+hơn|cao\s+hơn)\s+(?:(?P<plan>{_PLAN})|(?P<target>{_TARGET}))"
    rf"(?:\s+{_WORD}){{0,4}}\s+\d[\d.,]*\s*(?:%|(?:{_WORD}\s*){{0,4}})\(\s*\Z"
)
"""'vượt dự toán giao 26,4 tỷ đồng (1.100 tỷ đồng)': behind the difference, the plan."""
_BEYOND_PLAN = re.compile(
    rf"(?:vượt|hụt|thấp\s+hơn|cao\s+hơn)\s+(?:{_PLAN}|{_TARGET})(?:\s+{_WORD}){{0,4}}\s*\Z"
)
_ALONE = re.compile(r"[^()\d]{0,40}[),;]")
"""Behind a plan in its bracket."""
_THE_PLAN = re.compile(r"\s*\(\s*\d")
_OF_PLAN = re.compile(
    rf"""%\s+(?:so\s+với\s+|của\s+)?(?:(?P<plan>{_PLAN})|(?P<target>{_TARGET}))
    (?:\s+(?:năm(?:\s+\d{{4}})?|giao|được|thu|chi|vốn|tỉnh|huyện|bộ|ngành|trung\s+ương|hđnd|ubnd|đề\s+ra
        |cả|nghị\s+quyết|thành\s+phố|xã|cấp\s+trên))*\s*(?:là\s+|:\s*)?\Z""",
    re.VERBOSE,
)
"""'đạt 108% kế hoạch 450 cuộc': behind a percentage of the plan, the plan."""
_PREVIOUS_IN_BRACKET = re.compile(
    r"\(\s*(?:cùng\s+kỳ|ck|đầu\s+(?:năm|kỳ|nhiệm\s+kỳ)|(?:năm|kỳ|tháng|quý|tuần|vụ|khóa|năm\s+học|nhiệm\s+kỳ)\s+(?:trước|ngoái)|trước\s+(?:đây|đó))"
    r"(?:\s+năm\s+(?:trước|ngoái|\d{4}))?\s*(?:là|đạt|có|chỉ|chỉ\s+có|:)?\s*\Z"
)
_YEAR_IN_BRACKET = re.compile(
    rf"(?:\(|\([^();]{{0,40}};)\s*(?:năm\s+(?P<year>{YEAR})\s*(?:là|đạt|có|chỉ\s+có|:)?|(?P<bare>{YEAR})\s*:)\s*\Z"
)
_CHANGED_BEHIND = re.compile(r"[^();\d]{0,24}\),?\s*(?:[^\W\d_]+\s+){0,2}?(?:tăng|giảm|bớt|thêm)\s")
"""'36 vụ (năm 2022 là 45 vụ), giảm 20%'."""
_LED_TO = re.compile(
    r"(?<!\w)từ\s+(?:\d|năm\s)[^;()]{0,40}?\s(?:xuống|lên)(?:\s+(?:còn|đến|tới|thành))?\s*\Z"
)
"""'so với cùng kỳ giảm 4 vụ (từ 25 vụ xuống còn 21 vụ)': what it led to is of now."""
_NOW_IN_BRACKET = re.compile(
    r"\(\s*(?:hiện(?:\s+(?:nay|tại))?|đến\s+nay|thực\s+tế|thực\s+hiện|đã)(?:\s+(?:đạt|có|là|mới|được|chỉ))*\s*\Z"
)
_COMPARED_TO = re.compile(
    r"(?<!\w)so(?:\s+với)?\s+(?:số\s+)?(?:cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý|khóa|vụ|nhiệm\s+kỳ|năm\s+học)\s+(?:trước|ngoái))"
    rf"(?:\s+năm\s+(?:trước|ngoái|{YEAR}))?\s*(?:là|đạt|có|:)?\s*\Z"
    rf"|(?<!\w)so(?:\s+với)?\s+(?:năm\s+{YEAR}|tháng\s+\d{{1,2}}(?:[/-]{YEAR})?|quý\s+[ivx]+(?:[/-]{YEAR})?)\s*(?:là\s|:)\s*\Z"
    rf"|(?<!\w)so(?:\s+với)?\s+(?:năm|kỳ|tháng|quý|khóa|vụ|đợt|nhiệm\s+kỳ|năm\s+học)\s+(?:{_WORD}\s+){{0,3}}(?:trước|ngoái),?\s+"
    r"(?:(?:khi|lúc|vốn|mới|chỉ|khi\s+đó|có|đạt|là)\s+){1,4}\Z"
)
_LED_UP = re.compile(r"(?<!\w)từ\s+\Z")
_LEADS_UP = re.compile(
    r"[^;.,()\d]{0,40}?(?<!trở\s)(?<!\w)(?:lên|xuống|còn|nay\s+(?:là|còn|có|đạt|lên))\s+[^;.,()\d]{0,16}\d"
)
_ROSE_FROM = re.compile(r"(?<!\w)(?:tăng|giảm|nâng|hạ)\s+từ\s+(?:\d[^();,.]{0,24}\(\s*)?\Z")
_OR_MORE = re.compile(r"[^;.,()\d]{0,24}(?:trở\s+(?:lên|xuống)|(?<!\w)(?:đến|tới)\s)")
"""'tăng từ 21 cửa hàng (37,5%) hồi đầu năm'; not 'tăng từ 5% trở lên'."""
_RANGED = re.compile(r"\d\s?[-–—÷]\s?\d|(?<!\w)(?:đến|tới)(?!\w)")
_MOVED_BY = re.compile(
    r"(?<!\w)(?:tăng|giảm|bớt|thêm|hơn|kém|rút|lùi|hạ)\s+[^;,.()\d]{0,24}\d[\d.,]*\s*[^;,.()\d]{0,24}\(\s*\Z"
)
_OF_THEN = re.compile(
    rf"[^;,.()\d]{{0,32}}?(?<!\w)(?:cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|{YEAR}))?|(?:(?:hồi\s+)?(?:đầu|cuối)\s+)?năm\s+(?:trước|ngoái|{YEAR})"
    r"|(?:tháng|quý|kỳ|vụ|khóa|đợt|tuần|nhiệm\s+kỳ|năm\s+học)\s+trước)\s*\)"
)
"""'tăng 190 (950 doanh nghiệp năm 2022)'."""
_MORE_THAN_THEN = re.compile(
    rf"(?<!\w)(?:hơn|kém|so(?:\s+với)?)\s+(?:mức\s+|số\s+)?(?:của\s+)?(?:cùng\s+(?:kỳ|thời\s+điểm|tháng|quý|vụ)(?:\s+{_WORD}){{0,4}}"
    rf"|(?:năm|tháng|quý|tuần|kỳ|vụ|đợt|khóa|nhiệm\s+kỳ|năm\s+học)\s+(?:trước|ngoái|{YEAR}|\d{{1,2}}(?:/{YEAR})?|[ivx]+(?:/{YEAR})?))"
    rf"\s+(?:là\s+|tới\s+)?(?:tăng\s+|giảm\s+)?\d[\d.,]*\s*(?:%\s*|(?:{_WORD}\s+){{0,4}})\(\s*\Z"
)
"""'ít hơn năm trước 8 vụ (45 vụ)': behind the difference, the case before."""
_TIMES_THAT = re.compile(
    rf"(?<!\w)(?:gấp|bằng)\s[^.;()]{{0,40}}(?:năm\s+(?:{YEAR}|trước|ngoái)|cùng\s+kỳ[^.;()]{{0,16}}|đầu\s+(?:năm|kỳ))\s*\(\s*\Z"
)
"""'gấp 1,4 lần năm 2014 (7 tỷ đồng)'."""
_PLAN_ASIDE = re.compile(
    r"[(,;]\s*(?:kế\s+hoạch|dự\s+toán|kh)(?:\s+(?:tỉnh|huyện|năm|bộ|ngành|giao|được))*\s*(?:là\s+|:\s*)?\Z"
)
"""'tăng trưởng (6,1%, kế hoạch 7,5%)'."""
_SO_MANY = re.compile(
    r"(?<!\w)(?:so(?:\s+sánh)?(?:\s+với)?|(?:đối\s+chiếu|đặt\s+cạnh)(?:\s+với)?)\s+(?:(?:con\s+số|mức|số|(?:tỷ|tỉ)\s+lệ)\s+)?(?:là\s+|gần\s+|hơn\s+|trên\s+|khoảng\s+)?\Z"
)
_SO_PLANNED = re.compile(
    rf"(?<!\w)so(?:\s+với)?\s+(?:(?P<plan>{_PLAN})|(?P<target>{_TARGET})){_BY_WHOM}\s+(?:là\s+)?\Z"
)
"""'vượt 20 so với kế hoạch 500'."""
_PLAN_FIRST = re.compile(
    r"(?:\A|[.;:]\s+)(?:(?P<target>(?!))|(?P<plan>(?:vốn\s+)?kế\s+hoạch(?:\s+(?!(?:đạt|đã|được|vượt|chưa|không|hoàn|thực|và|là|số)(?!\w))[^\W\d_]+){0,3}))\s*(?:là\s|:)?\s*\Z"
)
"""'Kế hoạch 2.000 người, đã có 1.900 người'."""
_ASSIGNED = re.compile(
    r"[^.;,()\d]{0,24}?(?<!\w)(?:(?P<plan>được\s+giao|kế\s+hoạch|dự\s+toán)|(?P<target>chỉ\s+tiêu|mục\s+tiêu))(?!\w)"
)
"""'so với 1.128 biên chế được giao'."""
_OF_BEFORE = re.compile(
    rf"[^.;,()\d]{{0,40}}?(?:\d{{1,2}}\s+tháng\s+)?(?:cùng\s+kỳ"
    rf"|(?:năm|tháng|quý|kỳ|khóa|vụ|nhiệm\s+kỳ|tuần|năm\s+học|niên\s+vụ|lứa|mùa)\s+(?:trước|ngoái|{YEAR}|\d{{1,2}}(?!\d)|[ivx]+(?!\w))"
    r"|(?:hồi\s+|thời\s+điểm\s+)?(?:đầu|cuối)\s+(?:năm|kỳ|nhiệm\s+kỳ|tháng|quý|vụ|khóa)|trước\s+(?:đây|đó|khi|bão|dịch|sáp|sắp))"
)
"""'so với 176 ca cùng kỳ'."""
_AS_PLANNED = re.compile(r"\s*(?:[^\W\d_]{1,8}\s*)?(?:kh|kế\s+hoạch)(?!\w)")
"""'215 ha/220 ha KH'."""
_THEN = re.compile(
    rf"(?:\A|[;,(])\s*(?:trong\s+khi\s+)?(?:cùng\s+kỳ|ck|(?:hồi|thời\s+điểm)\s+(?:đầu|cuối)\s+(?:năm|quý|kỳ|tháng|nhiệm\s+kỳ)|(?:đầu|cuối)\s+(?:quý|tháng|năm|kỳ)\s+(?:trước|ngoái)|(?:năm|tháng|quý|kỳ|vụ|năm\s+học|nhiệm\s+kỳ)\s+(?:trước|ngoái))(?!\w)(?:\s+năm\s+(?:trước|ngoái|{YEAR}))?(?!\s+(?:tăng|giảm|chuyển|tồn|để|còn|mang))"
    rf"(?:\s+{_WORD}){{0,4}}\s*\Z"
)
"""'Cùng kỳ năm 2020 xảy ra 12 vụ': a clause of the case before."""
_DONE_SINCE = re.compile(r"[,;]\s*(?:đến\s+nay\s+|hiện\s+)?(?:đã|thực\s+tế|mới)(?!\w)")
"""'40 nhiệm vụ theo kế hoạch, đã hoàn thành 38'."""
_FAR = 600
"""Characters of its sentence before a figure that may tell its role."""
_NEAR = 40
"""Characters behind a figure that may tell it."""
_AROUND = 2_000
"""Characters around a figure whose years tell whether another is to come."""
_BREAK = re.compile(r"[.,;:(/]")
"""Between a number and a word that is no longer said of it."""
_AIMS = re.compile(
    r"(?<!\w)(?:phấn\s+đấu|mục\s+tiêu\s+(?:đến|năm|là|giai\s+đoạn|cả)|chỉ\s+tiêu\s+(?:đến|là))(?!\w)"
)
_TOPIC = re.compile(
    rf"(?<!\w)(?:(?P<target>{_TARGET}|phấn\s+đấu|định\s+hướng)|(?P<plan>{_PLAN})"
    rf"|(?P<forecast>dự\s+(?:báo|kiến)))(?P<rest>[^:;.()]{{0,90}}):"
)
"""'Chỉ tiêu nhiệm kỳ 2023-2028: …': what it says of all that it lists."""
_DONE = re.compile(
    r"(?<!\w)(?:kết\s+quả|thực\s+hiện|tình\s+hình|tiến\s+độ|hoàn\s+thành|đánh\s+giá|vượt|chưa|không\s+đạt"
    r"|chương\s+trình|đạt\s+được|trong\s+đó|gồm)(?!\w)|[\d%]\s+\Z"
)
"""Around 'chỉ tiêu', 'kế hoạch': what came of it follows."""
_HAPPENED = re.compile(
    r"(?<!\w)(?:đã|hiện|hiện\s+nay|đến\s+nay|vừa\s+qua|tính\s+đến|đạt\s+từ|thực\s+tế|kết\s+quả)(?!\w)"
)
"""In a clause that says what is, in a sentence of aims."""
_BY_YEAR = re.compile(
    rf"(?:\A|[;,:.(–-]|(?<!\w)và)\s*đến\s+năm\s+(?P<year>{YEAR})(?!\s*[-–]\s*\d)(?P<rest>[^;.()]*)\Z"
)
_BY_THEN = re.compile(
    r",?\s*(?:sẽ\s+|phải\s+|cần\s+)?(?:có|đạt|đưa|nâng|tăng\s+lên|giảm\s+còn)(?!\w)"
)
_REACHED = re.compile(r"(?<!\w)(?:đã|chỉ|mới|còn|hiện|vẫn)(?!\w)")
_REQUIRED = re.compile(r"(?<!\w)(?:tối\s+thiểu|ít\s+nhất|không\s+dưới|phải\s+đạt)(?!\w)")
_BY_TARGET = re.compile(rf"[^.;,\d]{{0,60}}theo\s+{_TARGET}")
_PLAN_LIST = re.compile(
    r"(?:kế\s+hoạch\s+vốn|tổng\s+kế\s+hoạch|tổng\s+dự\s+toán)[^;]*(?:gồm|trong\s+đó)[^;]*\Z"
)
_SPENT = re.compile(r"(?<!\w)(?:đã|giải\s+ngân|thực\s+hiện|đạt|hoàn\s+thành|thanh\s+toán)(?!\w)")
_COMPARED = re.compile(
    r"(?<!\w)(?:so\s+với|hơn|so|vượt|hụt|kém|dưới|trên|bằng)(?:\s+[^\W\d_]+){0,2}\s*\Z"
)
_JOINED = re.compile(r",|(?<!\w)và(?!\w)")
_PREVIOUS = re.compile(
    r"(?<!so\svới\s)(?<!\w)(?:cùng\s+kỳ|ck|năm\s+trước|kỳ\s+trước)(?:\s+năm\s+\w+)?\s*(?:là|đạt|có|:|\()\s*\Z"
)
_NOT_PLANNED = re.compile(r"(?:đơn\s+vị|cấp|chương\s+trình|dự\s+án|lập|thẩm\s+định)\s+\Z")
"""Before 'dự toán', 'mục tiêu' in the name of an office or a programme."""
_AIMED_PLAN = re.compile(r"(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu)\s+\Z")
_NAMED = re.compile(r"\s+quốc\s+gia|&")
_UNPLANNED = re.compile(r"(?<!\w)đột\s+xuất(?!\w)")
_RATIO = re.compile(r"(?P<part>\d[\d.]*)\s?/\s?(?P<whole>\d[\d.]*)")


def role_of(
    text: Text,
    sentence: tuple[int, int],
    since: int,
    at: int,
    end: int,
    kind: Kind,
    lexicon: Lexicon,
) -> Role:
    """The role of a figure.

    Args:
        text: the block.
        sentence: the figure's sentence.
        since: where the numeral before the figure ends, or its sentence begins.
        at: where the figure begins, its hedge included.
        end: where the figure ends.
        kind: what it is.
        lexicon: the words to go by.
    """
    folded = text.folded
    if folded.endswith("tuổi", 0, end) and "tuổi thọ" not in folded[max(0, at - 40) : at]:
        return Role.ACTUAL
    near = folded[max(sentence[0], at - 120) : at]
    told = _beside(folded, near, sentence, at, end, kind)
    if told is not None:
        return told
    far = max(sentence[0], at - _FAR)
    start = since
    for mark in _CLAUSE_START.finditer(folded, since, at):
        start = mark.end()
    for role, pattern in lexicon.roles:
        if role is Role.PREVIOUS:
            continue
        for word in pattern.finditer(folded, start, at):
            skipped = folded[since : word.start()]
            behind = since > sentence[0] and not _BREAK.search(skipped)
            if behind and len(skipped.split()) < 2:
                continue
            if role is Role.FORECAST and _IN_SO_LONG.search(folded, max(0, at - 16), at):
                continue
            if _is_name(folded, word) or _came_of_it(folded, far, word, at):
                continue
            compared = _COMPARED.search(folded, max(start, word.start() - 24), word.start())
            if compared and kind is Kind.CHANGE:
                continue
            if _DONE_SINCE.search(folded, word.end(), at):
                continue
            if not compared or not _JOINED.search(folded, word.end(), at):
                return role
    clause = max(folded.rfind(";", far, at) + 1, far)
    if _FORETELLS.match(folded, clause) and not _IN_SO_LONG.search(folded, max(0, at - 16), at):
        return Role.FORECAST
    listed = _listed(folded, far, sentence, at, end, kind)
    if listed is not None:
        return listed
    if _PREVIOUS.search(folded, max(start, at - 48), at):
        return Role.PREVIOUS
    return Role.ACTUAL


def _beside(
    folded: str, near: str, sentence: tuple[int, int], at: int, end: int, kind: Kind
) -> Role | None:
    """What the words right before a figure, or the bracket it opens, tell."""
    opened = near.rfind("(") > near.rfind(")")
    paired = folded[end : end + 1] == "/" and folded[end + 1 : end + 2].isdigit()
    if paired:
        return Role.ACTUAL if opened and _BRACKETED.search(near) else None
    close = near[-_CLOSE:]
    if (
        any(plan in close for plan in _PLANS)
        and kind is not Kind.CHANGE
        and _PLAN_ASIDE.search(near)
    ):
        return Role.PLAN
    compares = ("so" in close or "đối" in close) and _SO_MANY.search(close) is not None
    if compares and _OF_BEFORE.match(folded, end, min(sentence[1], end + 60)):
        return Role.PREVIOUS
    over = folded[at - 1 : at] == "/" or close.endswith("trên ")
    if (compares or over) and kind is not Kind.CHANGE:
        assigned = _ASSIGNED.match(folded, end, min(sentence[1], end + 60))
        if assigned is not None:
            return Role.PLAN if assigned["plan"] else Role.TARGET
    if kind not in {Kind.CHANGE, Kind.PERCENT} and any(word in close for word in _AIMED):
        planned = _SO_PLANNED.search(near) or _PLAN_FIRST.search(close)
        if planned is not None:
            return Role.PLAN if planned["plan"] else Role.TARGET
    if folded[at - 1 : at] == "/" and _AS_PLANNED.match(folded, end):
        return Role.PLAN
    if "từ" in close and _LED_TO.search(near):
        return Role.ACTUAL
    if opened:
        found = _opened(folded, near, sentence, at, end, kind)
        if found is not None:
            return found or None
    elif _BEYOND_PLAN.search(near) and _THE_PLAN.match(folded, end):
        return Role.ACTUAL
    if kind not in {Kind.PERCENT, Kind.CHANGE}:
        planned = _OF_PLAN.search(near) if "%" in near else None
        if planned is not None:
            return Role.PLAN if planned["plan"] else Role.TARGET
        named = any(word in near for word in _OF_THE_PAST)
        if named and (_COMPARED_TO.search(near) or _THEN.search(near)):
            return Role.PREVIOUS
    if "từ" in close:
        if _LED_UP.search(near) and _LEADS_UP.match(folded, end, min(sentence[1], end + 80)):
            return Role.PREVIOUS
        ranged = _RANGED.search(folded, at, end) is not None
        if not ranged and _ROSE_FROM.search(near) and not _OR_MORE.match(folded, end):
            return Role.PREVIOUS
    if _REQUIRED.search(folded, max(0, at - 16), end) and _BY_TARGET.match(folded, end):
        return Role.TARGET
    return None


_CLOSE = 48
"""Characters before a figure in which the words that tell its role stand, if any do."""
_PLANS = ("hoạch", "toán", "kh")
_OF_THE_PAST = ("kỳ", "so", "trước", "ngoái", "thời", "hồi")
_AIMED = ("hoạch", "toán", "tiêu")


def _opened(
    folded: str, near: str, sentence: tuple[int, int], at: int, end: int, kind: Kind
) -> Role | Literal[""] | None:
    """What tells the role of a figure in a bracket; '' if nothing else beside it may."""
    if _PREVIOUS_IN_BRACKET.search(near) or _TIMES_THAT.search(near):
        return Role.PREVIOUS
    if _NOW_IN_BRACKET.search(near):
        return Role.ACTUAL
    if kind is not Kind.CHANGE and near.rstrip().endswith("("):
        if _MORE_THAN_THEN.search(near) and _ALONE.match(folded, end):
            return Role.PREVIOUS
        if _OF_THEN.match(folded, end, min(sentence[1], end + 60)) and _MOVED_BY.search(near):
            return Role.PREVIOUS
    if kind not in {Kind.CHANGE, Kind.PERCENT} and _is_of_then(folded, near, sentence, end):
        return Role.PREVIOUS
    year = _YEAR_IN_BRACKET.search(near)
    if year is not None:
        if year["bare"]:  # '28,4 lần (2011: 31,0)'
            return Role.PREVIOUS
        years = re.findall(YEAR, folded[sentence[0] : at - len(near) + year.start()])
        changed = re.search(
            r"(?<!\w)(?:tăng|giảm|so\s+với|(?:hơn|kém)\s+năm\s+trước)(?!\w)", near[: year.start()]
        ) or _CHANGED_BEHIND.match(folded, end, min(sentence[1], end + _NEAR))
        if any(other > year["year"] for other in years) or (changed and {*years} <= {year["year"]}):
            return Role.PREVIOUS
    bracket = _BRACKETED.search(near) or _OVER_PLAN.search(near)
    if bracket is None:
        return None
    if bracket.groupdict().get("before"):
        return "" if kind is Kind.CHANGE else Role.PREVIOUS
    if not _ALONE.match(folded, end):
        return ""
    if kind is Kind.PERCENT and _is_share(near[: bracket.end()], folded[at:end]):
        return Role.ACTUAL
    return Role.PLAN if bracket["plan"] else Role.TARGET


def _is_of_then(folded: str, near: str, sentence: tuple[int, int], end: int) -> bool:
    """Whether a figure stands farther on in a bracket that tells the case before.

    'so với cùng kỳ (214 vụ, chết 112 người)', 'So với năm 2021 (thi hành xong 4.086 việc), tăng …'.
    """
    opens = near.rfind("(")
    inside = near[opens + 1 :]
    if _OF_NOW.search(inside) is not None:
        return False
    bracket = _BRACKETED.search(near[: opens + 1])
    if bracket is None or not bracket.groupdict().get("before"):
        return False
    if _NUMBER_FIRST.match(inside) is not None:
        return True
    if _CLAUSE_BEFORE.search(near[: bracket.start()]) is None:
        return False
    return _THEN_IT_MOVED.match(folded, end, min(sentence[1], end + _BEHIND)) is not None


_OF_NOW = re.compile(
    r"(?<!\w)(?:tăng|giảm|vượt|hụt|bớt|thêm|trong\s+(?:số\s+)?đó|gồm|chia\s+ra|riêng|tương\s+(?:đương|ứng)|bằng|chiếm|nay|hiện|kế\s+hoạch|chỉ\s+tiêu|[:])(?!\w)"
)
"""In a bracket behind 'so với cùng kỳ': what else than the case before it tells."""
_NUMBER_FIRST = re.compile(r"\s*\d")
_CLAUSE_BEFORE = re.compile(r"(?:\A|[.;:,])\s*\Z")
_THEN_IT_MOVED = re.compile(
    r"[^()]{0,120}\)\s*,?\s*(?:[^\W\d_]+\s+){0,8}?(?:tăng|giảm|vượt|hụt|bớt|(?:cao|thấp|nhiều|ít)\s+hơn)\s"
)
_BEHIND = 200
"""Characters behind a figure in which its bracket closes and a change follows."""


def _listed(
    folded: str, far: int, sentence: tuple[int, int], at: int, end: int, kind: Kind
) -> Role | None:
    """What a word farther off tells of the list that the figure stands in."""
    before_all = folded[far:at]
    if not any(cue in before_all for cue in _CUES) and not (
        "đến" in before_all and "năm" in before_all
    ):
        return None
    clause = max(folded.rfind(";", far, at) + 1, far)
    near = min(end + _NEAR, sentence[1])
    stop = folded.find(";", end, near)
    stop = near if stop < 0 else stop
    before = _without_brackets(folded[far:at])
    behind = folded[end:stop].partition("(")[0]
    if not _HAPPENED.search(f"{_without_brackets(folded[clause:at])} {behind}"):
        topic: re.Match[str] | None = None
        for found in _TOPIC.finditer(before):
            if not _DONE.search(before[max(0, found.start() - 40) : found.start()]):
                topic = found
        if topic is not None and not (topic["target"] and _DONE.search(topic["rest"])):
            if topic["target"]:
                return Role.TARGET
            if ";" not in before[topic.end() :] and not _DONE.search(topic["rest"]):
                return Role.PLAN if topic["plan"] else Role.FORECAST
        for aim in _AIMS.finditer(before):
            leads = len(before[: aim.start()].split()) < _LEADING and far == sentence[0]
            if leads or ";" not in before[aim.end() :]:
                return Role.TARGET
        if _aims_at_a_year(folded, clause, at):
            return Role.TARGET
    plan = _PLAN_LIST.search(folded, clause, at) if kind is Kind.MONEY else None
    if plan is not None and not _SPENT.search(plan[0]):
        return Role.PLAN
    return None


_CUES = ("hoạch", "toán", "tiêu", "phấn", "hướng", "dự")
"""Without one of these syllables no word of a plan, an aim or a forecast stands there."""
_FORETELLS = re.compile(r"[\s\W]*dự\s+báo(?!\w)")
_IN_SO_LONG = re.compile(r"(?<!\w)(?:trong|sau)\s+(?:khoảng\s+)?\Z")
"""'Dự báo trong 3 ngày tới nhiệt độ 38-40°C': the days are no forecast."""
_LEADING = 12
"""Words; 'phấn đấu' among the first of a sentence holds for all of it."""


def _aims_at_a_year(folded: str, clause: int, at: int) -> bool:
    """'Đến năm 2025 có …': an aim, unless the text speaks of that year as past."""
    found = _BY_YEAR.search(folded[clause:at])
    if found is None or _REACHED.search(found["rest"]):
        return False
    near = folded[max(0, at - _AROUND) : at + _AROUND]
    others = [int(year) for year in re.findall(rf"(?<!\d){YEAR}(?!\d)", near)]
    year = int(found["year"])
    if any(other > year for other in others):
        return False
    return any(other < year for other in others) or bool(_BY_THEN.match(found["rest"]))


def _is_name(folded: str, word: re.Match[str]) -> bool:
    if _NAMED.match(folded, word.end()):
        return True
    if word[0].startswith("phấn") and _AIMED_PLAN.search(
        folded, max(0, word.start() - 12), word.start()
    ):
        return True
    if _NOT_PLANNED.search(folded, max(0, word.start() - 16), word.start()):
        return True
    theirs = folded[max(0, word.start() - 60) : word.end() + 60]
    return word[0].startswith("theo") and _UNPLANNED.search(theirs) is not None


def _came_of_it(folded: str, far: int, word: re.Match[str], at: int) -> bool:
    """'Kết quả thực hiện các chỉ tiêu năm 2022: thu đạt …': behind the colon, what came of it."""
    told = _DONE.search(folded, max(far, word.start() - 40), word.start())
    return told is not None and folded.find(":", word.end(), at) >= 0


def _is_share(before: str, percentage: str) -> bool:
    """'17/19 chỉ tiêu (89,5%)': the bracket holds the share that its ratio makes."""
    ratios = list(_RATIO.finditer(before))
    number = re.search(r"\d+(?:[.,]\d+)?", percentage)
    if not ratios or number is None:
        return False
    found = ratios[-1]
    whole = Decimal(found["whole"].replace(".", "") or 0)
    if not whole:
        return False
    stated = Decimal(number[0].replace(",", "."))
    return abs(100 * Decimal(found["part"].replace(".", "")) / whole - stated) < 1


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)
