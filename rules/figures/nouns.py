"""The noun phrase that stands behind a figure ('27 khiển trách', '84/84 chi, đảng bộ cơ sở đã …').

It is the known nouns that follow each other, or the words up to the first that cannot belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text

_WORD = re.compile(
    r"(?:[^\W\d_]{1,2}/)?[^\W\d_]+(?:[-.&][^\W\d_]+)*(?![^\W\d_])(?:(?!\d)|(?<=[^\W\d_]{3})(?=\d\b))"
)
"""A digit may be glued to it: the mark of a footnote."""
_COMMA = re.compile(r"\s*,\s*|\s+và\s+|\s+[-–]\s+")
_SPACE = re.compile(r"\s+")
_LONGEST_UNKNOWN = 4
"""Words of a phrase that no entry of the lexicon begins."""
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
    if start >= len(text.folded) or not text.folded[start].isalpha():
        return None
    if start == at and text.folded[at : at + 3] != "đ/c":
        return None
    if _TIME.match(text.folded, start):
        return None
    unknown = known_noun(text, start, lexicon) is None
    if unknown and known:
        return None
    end = phrase_end(text, start, lexicon)
    if unknown and text.tagger is not None and end > start:
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
    if text.plain[noun.start : noun.end].isupper():
        return False
    if (
        counted in _PEOPLE
        and text.folded[max(0, noun.start - 3) : noun.start].strip() != "số"
        and _BODIES.match(text.folded, noun.start) is not None
        and _last_verb(text, noun, lexicon) is not None
    ):
        return False  # 'Phòng Giáo dục khen 12 em'
    if _is_a_place(text, noun, lexicon) or (
        counted and _takes(text, noun) and lexicon.noun.match(text.folded, noun.start)
    ):
        return False
    if counted in _COMRADES and not lexicon.persons.match(text.folded, noun.start):
        return False
    if counted == "hộ" and not _HOUSES.match(text.folded, noun.start):
        return False
    if counted == "người" and _SCHEME.match(text.folded, noun.start):
        return False
    if _PLANNED.match(text.folded, noun.start) is not None:
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


_TAKEN = re.compile(
    r"\s(?:tiếp|giúp|đỡ\s+đầu|khám|bắt|cử|đón|mời|trao|tặng|thăm|phạt|cấp|hỗ\s+trợ|đào\s+tạo|tuyển|vận\s+động|thu\s+hút)\Z"
)


def _takes(text: Text, noun: Noun) -> bool:
    """Whether a subject ends with the verb whose object is counted: 'lãnh đạo tiếp 612 lượt'."""
    numbered = text.folded[max(0, noun.start - 3) : noun.start].strip() == "số"
    return not numbered and _TAKEN.search(text.folded[noun.start : noun.end]) is not None


def _is_a_place(text: Text, noun: Noun, lexicon: Lexicon) -> bool:
    """Whether a phrase is a proper name: 'Đài Loan 2.951 người' counts people there."""
    words = text.plain[noun.start : noun.end].split()
    return (
        len(words) > 1
        and all(word[0].isupper() for word in words)
        and lexicon.noun.match(text.folded, noun.start) is None
    )


_BODIES = re.compile(
    r"(?:phòng|sở|ban|hội|trường|ubnd|ủy\s+ban|công\s+an|bệnh\s+viện|trung\s+tâm|chi\s+nhánh|đoàn|đội|huyện|tỉnh|xã|thành\s+phố|tòa|viện"
    r"|ngành|cơ\s+quan|đơn\s+vị|doanh\s+nghiệp|công\s+ty|quỹ|trạm|đảng\s+bộ|chi\s+bộ|cấp\s+ủy)(?!\w)"
)
_PEOPLE = frozenset({"em", "cháu", "người", "đồng chí", "đ/c"})
_COMRADES = frozenset({"đồng chí", "đ/c"})
_HOUSES = re.compile(
    r"(?:số\s+)?(?:hộ|gia\s+đình|dân\s+tộc|đồng\s+bào|dân\s+cư|thoát\s+nghèo|tái\s+nghèo|nghèo|cận\s+nghèo)(?!\w)"
)
_SCHEME = re.compile(r"(?:bhxh|bhyt|bhtn|bảo\s+hiểm|chế\s+độ|quyết\s+định|nghề)(?!\w)")
"""What persons take part in."""
_PLANNED = re.compile(r"(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|mục\s+tiêu|cùng\s+kỳ)(?!\w)")
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


def known_noun(text: Text, at: int, lexicon: Lexicon) -> int | None:
    """End of the known noun at `at`, if no longer stop word begins there."""
    noun = lexicon.noun.match(text.folded, at)
    if noun is None:
        return None
    stop = lexicon.stop.match(text.folded, at)
    return noun.end() if stop is None or noun.end() >= stop.end() else None


def phrase_end(text: Text, start: int, lexicon: Lexicon) -> int:
    """Where the noun phrase that begins at `start` ends; `start` if none does.

    Known nouns go on it. Words that no entry knows do so behind a head that is one itself, or
    that names a kind only with them ('đội phản ứng nhanh'), not behind one that is a whole name
    ('xã ven biển').
    """
    head = known_noun(text, start, lexicon)
    opens = makes = settled = False
    end, unknown = start, 0
    gap: re.Match[str] | None = None
    while True:
        at = gap.end() if gap is not None else start
        comma = gap is not None and not gap[0].isspace()
        known = known_noun(text, at, lexicon)
        kind = lexicon.kind.match(text.folded, at) if settled and not comma else None
        body = _BODY.match(text.plain, at) if settled and not comma else None
        if body is not None and _is_named(text, body.end()):
            body = None
        if kind is not None and (kind.end() < (known or at) or not text.plain[at].islower()):
            kind = None
        if (more := kind or body) is not None:
            end = more.end()
            gap = _COMMA.match(text.folded, end) or _SPACE.match(text.folded, end)
            if gap is None:
                return end
            continue
        if (
            end > start
            and not comma
            and _is_apart(text, at, known or at, unknown % 2 == 1, lexicon)
        ):
            return end
        if known is not None:
            if unknown and text.plain[at].isupper():
                return end
            if (
                (settled or comma)
                and at > start
                and not _goes_with(text, start, end, at, known, comma, lexicon)
            ):
                return end
            end, settled, unknown = known, True, 0
            noun = text.folded[at:known]
            opens = " " not in noun and noun not in lexicon.whole
            makes = (at == start or comma) and _makes_names(noun, lexicon)
        else:
            word = None
            if comma and text.folded[start:end] not in CLASSIFIERS:
                return _another(text, at, lexicon) or end
            if makes and not comma and (activity := lexicon.activity.match(text.folded, at)):
                word, opens = activity.end(), True
            elif (opens or head is None) and not comma and unknown < _LONGEST_UNKNOWN:
                word = _further_word(text, start, at, unknown % 2 == 1, lexicon)
                makes = head is None and not unknown and text.folded[at:word] not in lexicon.whole
                unknown += 1
                settled = settled or unknown > 1
            if word is None:
                return end
            end = word
        gap = _COMMA.match(text.folded, end) or _SPACE.match(text.folded, end)
        if gap is None:
            return end


_BODY = re.compile(r"(?:Hội|Đoàn|Đảng)(?![^\W\d_])")
"""A body that a noun is of: 'lượt cán bộ Hội'; but 'hội viên Hội Nông dân'."""


def _makes_names(head: str, lexicon: Lexicon) -> bool:
    """Whether a noun names a thing with the activity behind it, which no person does."""
    return head in lexicon.makers or (" " not in head and head not in lexicon.whole)


def _is_apart(text: Text, at: int, known: int, second: bool, lexicon: Lexicon) -> bool:
    """Whether a grade, place or time begins at `at`, where a known noun ends at `known`.

    It may be the `second` syllable of a word: 'phù hiệu'.
    """
    apart = lexicon.apart.match(text.folded, at)
    if apart is None or apart.end() < known:
        return False
    activity = lexicon.activity.match(text.folded, at)
    if activity is not None and activity.end() > apart.end():
        return False
    if second and " " not in apart[0] and _BOUNDARY.match(text.folded, apart.end()):
        return False
    qualifier = lexicon.qualifier.match(text.folded, at)
    return qualifier is None or qualifier.end() <= apart.end()


_CLOSES = re.compile(
    r"\s*(?:[.;)\]]|\Z)|\s+(?:được|bị|đã|của|thuộc|tại|ở|trên|trong|tham\s+gia|cho)(?!\w)"
)


def _another(text: Text, at: int, lexicon: Lexicon) -> int | None:
    """End of a short noun behind a comma that closes a list: 'trang trại, gia trại'."""
    if _HOW_MANY.match(text.folded, at) is not None:
        return None
    position = at
    for _ in range(2):
        if lexicon.apart.match(text.folded, position):
            return None
        end = _further_word(text, at, position, False, lexicon)
        if end is None:
            return None
        if _CLOSES.match(text.folded, end) is not None:
            return end
        space = _SPACE.match(text.folded, end)
        if space is None:
            return None
        position = space.end()
    return None


_BOUNDARY = re.compile(r"\s*(?:[^\w\s]|\Z|và\s)")


def _further_word(text: Text, start: int, at: int, second: bool, lexicon: Lexicon) -> int | None:
    """End of the word at `at`, which no noun of the lexicon begins, if it can be of the phrase.

    Args:
        text: the block.
        start: where the phrase begins.
        at: where the word begins.
        second: it may be the second syllable of a word whose first is of the phrase already
            ('điểm ô nhiễm'), though alone it is a verb.
        lexicon: the words to go by.
    """
    if at > start and text.plain[at].isupper():
        return None
    qualifier = lexicon.qualifier.match(text.folded, at)
    stop = lexicon.stop.match(text.folded, at)
    if qualifier is not None and (stop is None or stop.end() <= qualifier.end()):
        return qualifier.end()
    word = _WORD.match(text.folded, at)
    if word is None:
        return None
    if stop is not None:
        verb = lexicon.verb.match(text.folded, at)
        alone = verb is not None and verb.end() == stop.end() == word.end()
        if not second or not alone or word[0] in lexicon.functions:
            return None
    return word.end() if word.end() > at + 1 or word[0] > "z" else None


def _goes_with(
    text: Text, start: int, end: int, at: int, known: int, comma: bool, lexicon: Lexicon
) -> bool:
    """Whether the known noun at [at, known) belongs to the phrase at [start, end) before it."""
    if text.plain[at].isupper() or _is_a_verb(text, at):
        return False
    if _COUNTED_ITSELF.match(text.folded, known):
        return False
    phrase = text.folded[start:end]
    if (
        comma
        and _CLAUSE_GOES_ON.match(text.folded, known)
        and not _alike(text, start, at, known, lexicon)
    ):
        return False
    if comma and _CODED.match(text.plain, known):
        return False
    if comma:
        return phrase not in CLASSIFIERS or (phrase == "hộ" and " " in text.folded[at:known])
    return (
        phrase not in lexicon.whole and phrase not in lexicon.closed and not _is_named(text, known)
    )


_CODED = re.compile(r"\s+[A-ZĐ]{1,3}\d")
"""'3 tầng, nút giao IC4': a name with digits, and no other member of the list."""
_CLAUSE_GOES_ON = re.compile(r"\s+(?!và\s)[^\W\d_]")
_ALONE = "cá nhân"


def _alike(text: Text, first: int, second: int, end: int, lexicon: Lexicon) -> bool:
    """Whether two nouns with a comma between are of one list: 'cán bộ, chiến sĩ đã …'.

    The second of 'có 512 trường, học sinh được học hai buổi' is the subject of another clause.
    """
    if _HOW_MANY.match(text.folded, second) is not None:
        return False
    if " " not in text.folded[second:end] or text.folded.startswith(_ALONE, second):
        return True
    kinds = [
        next(
            (index for index, words in enumerate(lexicon.series) if words.match(text.folded, at)),
            None,
        )
        for at in (first, second)
    ]
    return kinds[0] == kinds[1] or kinds[1] == lexicon.neutral


_HOW_MANY = re.compile(r"(?:tổng\s+|quân\s+)?số(?!\s+(?:liệu|hóa)(?!\w))(?!\w)")
"""'71.845 cử tri, số đã đi bầu 71.702': another number follows, not another noun."""


def _is_a_verb(text: Text, at: int) -> bool:
    """Whether a known noun is the verb of the same spelling: 'xã tổ chức', not 'báo cáo viên'."""
    return _ALSO_VERBS.match(text.folded, at) is not None


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
        "đồng chí",
        "khẩu",
        "cháu",
        "quả",
        "viên",
        "vị",
    }
)
"""Words that count without naming what: the subject before them names it in full."""
_COUNTED_ITSELF = re.compile(
    r"(?:\s+và(?:\s+[^\W\d_]+){1,2})?\s*:?\s*(?:(?:là|có|còn|đạt|khoảng|gần|trên|hơn|được|đã|số)\s+){0,2}\d"
)
"""A noun with a number of its own is another item of the list, and no part of the phrase before."""
_ALSO_VERBS = re.compile(
    r"(?:tổ\s+chức|hoạt\s+động|yêu\s+cầu|đề\s+xuất|khuyến\s+nghị|kiến\s+nghị|lãnh\s+đạo|phản\s+ánh|chủ\s+trì|báo\s+cáo(?!\s+viên)"
    r"|cấp(?!\s+(?:ủy|phó|trưởng|dưỡng))|đơn\s+vị\s+máu)(?!\w)"
)


def _is_named(text: Text, at: int) -> bool:
    """Whether a capital follows: 'xã Tân Mỹ' says where, it is not counted."""
    return re.match(r"\s+[^\W\d_]", text.plain[at : at + 4]) is not None and (
        text.plain[at:].lstrip()[:1].isupper()
    )
