"""What is counted: the noun phrase of a figure, as written, and its normal key.

A count stands before its noun ('27 khiển trách', '84/84 chi, đảng bộ cơ sở đã xây dựng') or behind
it ('trong đó nữ 12', 'dịch vụ tăng 6,8%'). Behind a figure the phrase is the known nouns that
follow each other, or the words up to the first that cannot belong to it; before a figure it is
the subject of its clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text
from rules.figures.spelling import key

_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W\d_]+)*")
_COMMA = re.compile(r"\s*,\s*|\s+và\s+|\s+[-–]\s+")
_SPACE = re.compile(r"\s+")
_LONGEST_UNKNOWN = 4
"""Words of a phrase that no entry of the lexicon begins."""
_LONGEST_SUBJECT = 9
_FARTHEST_SUBJECT = 240
"""Characters."""
_QUANTIFIER = re.compile(
    r"\s*(?:trở\s+lên\s+|trở\s+xuống\s+)?(?:tổng\s+)?(?:số\s+|các\s+|những\s+|toàn\s+bộ\s+)*"
)
_TIME = re.compile(r"(?:năm|tháng|quý|ngày|tuần|kỳ)\s+(?:\d|nay|trước|học\s+\d)")
_SHARE_OF = re.compile(
    r"(?:trên|trong|của|so\s+với)?\s*(?:tổng\s+)?số\s+|(?:trong|của)\s+(?:các\s+)?"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase at [start, end) of its block's text."""

    start: int
    end: int


def noun_after(
    text: Text, at: int, lexicon: Lexicon, *, share: bool = False, known: bool = False
) -> Noun | None:
    """The noun phrase that begins right behind a figure, or None.

    Args:
        text: the block.
        at: where the figure ends.
        lexicon: the words to go by.
        share: the figure is a share, so that 'trong tổng số hộ' or 'số hộ' names its base.
        known: only a noun of the lexicon may begin the phrase.
    """
    start = at
    quantifier = _QUANTIFIER.match(text.folded, at)
    if quantifier is not None:
        start = quantifier.end()
    spaces = _SPACE.match(text.folded, start)
    start = spaces.end() if spaces else start
    if share:
        of = _SHARE_OF.match(text.folded, start)
        if of is not None:
            start = of.end()
    if start >= len(text.folded) or not text.folded[start].isalpha() or start == at:
        return None
    if _TIME.match(text.folded, start):
        return None
    head = _known(text, start, lexicon)
    if head is not None:
        return Noun(start, _chain(text, start, head, lexicon))
    if known:
        return None
    end = _plain_words(text, start, lexicon)
    if text.tagger is not None and end > start:
        end = text.tagger.noun_end(text.plain, at, start, end)
    return Noun(start, end) if end > start else None


def goes_on(text: Text, at: int) -> bool:
    """Whether the clause goes on behind a noun, so that it is more than a classifier there."""
    return re.match(r"\s+[^\W\d_]", text.folded[at : at + 3]) is not None


def names_a_thing(text: Text, noun: Noun, lexicon: Lexicon, counted: str = "") -> bool:
    """Whether a phrase begins with a noun, and with no verb or function word.

    Of `counted` 'người' it must name persons: 'BHYT 1.236.450 người' does not.
    """
    if text.folded[noun.start : noun.end] in lexicon.overlapping:
        return True
    if counted == "người" and _SCHEME.match(text.folded, noun.start):
        return False
    known = lexicon.noun.match(text.folded, noun.start)
    stop = lexicon.stop.match(text.folded, noun.start)
    if stop is not None:
        return known is not None and known.end() >= stop.end()
    if known is not None:
        return True
    phrase = text.folded[noun.start : noun.end]
    return (
        phrase.count(" ") < _LONGEST_UNKNOWN
        and not _FACET.match(phrase)
        and not any(letter.isdecimal() for letter in phrase)
        and _last_verb(text, noun, lexicon) is None
    )


_SCHEME = re.compile(r"(?:bhxh|bhyt|bhtn|bảo\s+hiểm|chế\s+độ|quyết\s+định|nghề)(?!\w)")
"""What persons take part in."""
_FACET = re.compile(
    r"(?:loại|nhóm|cấp|khối|khu\s+vực|lĩnh\s+vực|nguyên\s+nhân|ngành|toàn|năm|quý|tháng|bậc|do|hạng|lượng|hình\s+thức|"
    r"thành\s+phần|trình\s+độ|độ\s+tuổi|đối\s+tượng|diện|mức|tuyến|vùng|địa\s+bàn|nguồn|loại\s+hình|sơ\s+suất)(?!\w)"
)
"""Words that divide what is counted, and do not name it."""


def _last_verb(text: Text, noun: Noun, lexicon: Lexicon) -> int | None:
    """Where the verb begins that a phrase ends with ('nhân dân đóng góp'), if it does."""
    for space in _SPACE.finditer(text.folded, noun.start, noun.end):
        verb = lexicon.verb.match(text.folded, space.end())
        if verb is not None and verb.end() == noun.end:
            return space.start()
    return None


def _known(text: Text, at: int, lexicon: Lexicon) -> int | None:
    """End of the known noun at `at`, if no longer stop word begins there."""
    noun = lexicon.noun.match(text.folded, at)
    if noun is None:
        return None
    stop = lexicon.stop.match(text.folded, at)
    return noun.end() if stop is None or noun.end() >= stop.end() else None


def _chain(text: Text, start: int, end: int, lexicon: Lexicon) -> int:
    """Known nouns that go on a phrase: 'đồng chí thủ trưởng cơ quan, đơn vị'."""
    while True:
        comma = _COMMA.match(text.folded, end)
        gap = comma or _SPACE.match(text.folded, end)
        if gap is None:
            return end
        following = _known(text, gap.end(), lexicon)
        if text.folded.startswith(_ALSO_VERBS, gap.end()):
            return end
        if following is None or text.plain[gap.end()].isupper():
            return end
        if _COUNTED_ITSELF.match(text.folded, following):
            return end
        if comma is not None and text.folded[start:end] in CLASSIFIERS:
            return end
        if comma is None and _is_named(text, following):
            return end
        end = following


CLASSIFIERS = frozenset(
    {
        "con",
        "cái",
        "chiếc",
        "lượt",
        "người",
        "hộ",
        "em",
        "đ/c",
        "cháu",
        "quả",
        "viên",
    }
)
"""Words that count without naming what: the subject before them names it in full."""
_COUNTED_ITSELF = re.compile(
    r"\s*:?\s*(?:(?:là|có|còn|đạt|khoảng|gần|trên|hơn|được|đã|số)\s+){0,2}\d"
)
"""A noun with a number of its own is another item of the list, and no part of the phrase before."""
_ALSO_VERBS = (
    "tổ chức",
    "hoạt động",
    "kiến nghị",
    "lãnh đạo",
    "phản ánh",
    "chủ trì",
    "báo cáo",
    "cấp ",
    "đơn vị máu",
)


def _is_named(text: Text, at: int) -> bool:
    """Whether a capital follows: 'xã Tân Mỹ' says where, it is not counted."""
    return re.match(r"\s+[^\W\d_]", text.plain[at : at + 4]) is not None and (
        text.plain[at:].lstrip()[:1].isupper()
    )


def _plain_words(text: Text, start: int, lexicon: Lexicon) -> int:
    """Words up to a stop, a capital or a number; `start` if the first is one."""
    end = position = start
    for count in range(_LONGEST_UNKNOWN):
        if lexicon.stop.match(text.folded, position):
            break
        word = _WORD.match(text.folded, position)
        if word is None or any(letter.isdecimal() for letter in word[0]):
            break
        if count and text.plain[position].isupper():
            break
        end = word.end()
        space = _SPACE.match(text.folded, end)
        if space is None:
            break
        position = space.end()
        known = _known(text, position, lexicon)
        if known is not None:
            return _chain(text, start, known, lexicon)
    return end


_CLAUSE = re.compile(
    r"[.;:!?…()\n“”\"]|,|(?<!\w)(?:trong\s+đó|gồm|bao\s+gồm|cụ\s+thể|với|còn|riêng|theo\s+đó|nhất\s+là)(?!\w)"
    r"|(?<!\w)(?:và|có)(?=\s+\S+\s+(?:tăng|giảm|đạt|là)(?!\w))"
)
_LINK = re.compile(
    r"(?:\s*[:=(]|(?:\A|\s+)(?:là|đạt|được|có|còn|chiếm|bằng|ước|tính|thực\s+hiện|ước\s+đạt|ước\s+tính|tăng|"
    r"giảm|lên|xuống|ở\s+mức|mức|khoảng|trên|dưới|gần|hơn|chỉ|lần\s+lượt|tương\s+ứng|từ|đến|tới|dao\s+động|"
    r"huy\s+động|trưởng|thêm|so\s+với|ít\s+nhất|tối\s+thiểu|tối\s+đa|không\s+quá|không\s+dưới|xấp\s+xỉ|chừng|"
    r"đã|vẫn|mới|đều|không\s+thấp|tăng\s+trưởng|cả|thêm|tiếp\s+tục|chưa|trị\s+giá|nâng|giải\s+ngân|tối\s+đa|trung\s+bình|vượt|vượt\s+quá|mức\s+phạt))\s*\Z"
)
_TIME_TAIL = re.compile(
    r"(?:\A|\s+)(?:trong\s+|của\s+|tính\s+đến\s+|đến\s+)?(?:"
    r"(?:năm|tháng|quý|ngày|niên\s+vụ|năm\s+học|vụ)\s*[\divx/.\-–]+(?:\s+năm\s+\d+)?"
    r"|\d+\s+(?:tháng|quý|năm)(?:\s+đầu\s+năm|\s+cuối\s+năm|\s+qua)?(?:\s+(?:năm\s+)?\d{4})?"
    r"|(?:đầu|cuối|giữa)\s+(?:năm|tháng|quý|kỳ|nhiệm\s+kỳ)(?:\s+\d+)?|hiện\s+nay|đến\s+nay|dịp\s+tết)\s*\Z"
)
_LEAD = re.compile(
    r"\s*(?:(?:và|thì|mà|hiện|hiện\s+nay|đến\s+nay|riêng|nay|toàn\s+(?:tỉnh|huyện|xã|ngành|quốc)(?:\s+có)?|"
    r"tổng\s+số|số|các|những|có|do|tổng(?=\s+(?!mức|tỷ|sản\s+phẩm|kim|giá))|"
    r"dự\s+kiến|dự\s+báo|giảm|tăng|kiểm\s+soát|nâng|duy\s+trì|trao|tặng|hỗ\s+trợ|điều\s+tra|sàng\s+lọc|"
    r"tiếp\s+nhận|giải\s+quyết|phấn\s+đấu|thu\s+nộp|vượt|đạt|kiến\s+nghị|rà\s+soát|tổ\s+chức)\s+|[-–+*•]\s*)"
)
_VERBAL = re.compile(
    r"(?<!\w)(?:đã|đang|sẽ|bị|không|chưa|để|nhằm|phải|cho|làm|ban\s+hành|xử\s+lý|tổ\s+chức\s+được|xây\s+dựng\s+được|so\s+với|so|mục\s+tiêu)(?!\w)"
)


_NO_SUBJECT = re.compile(
    r"(?:từ|đến|trong|vào|ngày|tháng|năm|quý|gồm|theo|để|với)(?!\w)(?!\s+(?:học|tháng\s+tuổi))|[a-zđ]\Z|[ivx]+\Z"
)
_NO_NAMES = frozenset(
    {"cao", "thấp", "tương đương", "nhiều", "ít", "lại", "tổng cộng", "tổng", "cộng", "gấp"}
)


def subject_before(text: Text, at: int, since: int) -> Noun | None:
    """The plain subject of the clause that a figure ends ('doanh thu du lịch 285 tỷ'), or None.

    Looks no further back than `since`; times and the verb that links the figure are left out.
    """
    since = max(since, at - _FARTHEST_SUBJECT)
    window = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), text.folded[since:at])
    end = len(window)
    changed = True
    while changed:
        changed = False
        for pattern in (_LINK, _TIME_TAIL):
            match = pattern.search(window, 0, end)
            if match is not None and match.start() < end:
                end, changed = match.start(), True
    begin = 0
    for mark in _CLAUSE.finditer(window, 0, end):
        begin = mark.end()
    while (lead := _LEAD.match(window, begin, end)) is not None and lead.end() > begin:
        begin = lead.end()
    while begin < end and not window[begin].isalnum():
        begin += 1
    while end > begin and not window[end - 1].isalnum():
        end -= 1
    end = _cut(window, begin, end)
    phrase = window[begin:end]
    if (
        phrase in _NO_NAMES
        or _NO_SUBJECT.match(phrase)
        or not phrase
        or phrase[0].isdecimal()
        or len(phrase.split()) > _LONGEST_SUBJECT
    ):
        return None
    if _VERBAL.search(phrase) or "  " in phrase.strip():
        return None
    return Noun(since + begin, since + end)


_CUT = re.compile(r"\s+(?:của|có(?!\s+hạt)|được|bị|do|thuộc|tại|ở|trên\s+địa\s+bàn|nộp)\s")
"""What follows one of these says whose, where or how: it belongs to no name."""


def _cut(window: str, begin: int, end: int) -> int:
    cut = _CUT.search(window, begin + 1, end)
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


_INDICATOR = re.compile(r"(?:tỷ|tỉ)\s+(?:lệ|trọng|suất)\s+|tổng\s+số\s+|số\s+(?!liệu)")


def noun_of_rate(text: Text, since: int, at: int, lexicon: Lexicon) -> Noun | None:
    """The noun of the nearest 'tỷ lệ …' or 'số …' between `since` and `at`, for shares."""
    found: Noun | None = None
    for mark in _INDICATOR.finditer(text.folded, since, at):
        known = _known(text, mark.end(), lexicon)
        end = (
            _chain(text, mark.end(), known, lexicon)
            if known is not None
            else _plain_words(text, mark.end(), lexicon)
        )
        if mark.end() < end <= at:
            found = Noun(mark.end(), end)
    return found


@lru_cache(maxsize=8192)
def noun_key(noun: str, lexicon: Lexicon) -> str:
    """The normal form of a noun phrase: same thing counted, same key.

    Coordination is undone ('chi, đảng bộ cơ sở' = 'chi bộ cơ sở và đảng bộ cơ sở'), abbreviations
    and synonyms are written out, words that count nothing of their own are dropped.
    """
    phrase = key(noun).strip(" ,.;:-–")
    while True:
        leading = lexicon.leading.match(phrase)
        if leading is None or leading.end() >= len(phrase):
            break
        phrase = phrase[leading.end() :]
    phrase = lexicon.synonyms.get(phrase, phrase)
    modifier = ""
    shared = lexicon.shared_modifier.search(phrase)
    members: list[str] = []
    for short, full in lexicon.elisions.items():
        if phrase.startswith(short):
            rest = phrase[len(short) :]
            return " và ".join(sorted(f"{member}{rest}" for member in full))
    parts = [part for part in re.split(r"\s*,\s*|\s+và\s+", phrase) if part]
    if len(parts) > 1 and shared is not None:
        modifier = f" {shared['word']}"
        parts[-1] = parts[-1].removesuffix(modifier)
    for part in parts:
        full_part = lexicon.synonyms.get(part, part)
        members.append(full_part if full_part.endswith(modifier) else full_part + modifier)
    return " và ".join(sorted(dict.fromkeys(members)))
