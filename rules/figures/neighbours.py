"""Neighbours: what a figure takes from those beside it in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text
from rules.figures.nounkeys import noun_key
from rules.figures.nouns import CLASSIFIERS, goes_on, noun_after
from rules.figures.spelling import fold

_NEXT_CHANGED = re.compile(r"\s+[^\W\d_]+(?:\s[^\W\d_]+){0,3}(?:,|\s+và)\s+")
_COMPARES = re.compile(
    r"(?:\s+[^\W\d_]+){1,4}(?:(?:,|\s+và)\s+\d[\d.]{0,9}(?:\s+[^\W\d_]+){1,4}){0,4}\s+so\s+với\s"
)
_ASIDE = re.compile(r"(?:(?!so\s+với)[^.;,()\d]){0,24}\(\s*")
_THAT_IS = re.compile(
    r"[^.;,()\d]{0,24}[,(]?\s*(?:tương\s+đương|tương\s+ứng|=)\s*(?:với\s+|là\s+)?"
)
_THAT_IS_SO_MUCH = re.compile(
    r"[^.;,()\d]{0,24}(?:[,(]\s*|\s)(?:ứng\s+với|hay(?:\s+là)?|tức(?:\s+là)?|nghĩa\s+là|tính\s+ra(?:\s+là)?)\s+(?:khoảng\s+|gần\s+|hơn\s+)?"
)
_SO_IT_ENDS = re.compile(r"\s*(?:[,.;)]|\Z|(?:nếu|khi|so|là|mà)(?!\w))")
"""'giảm 216 triệu đồng, ứng với 4%, so với': of nothing else than the case before."""
_SCALES = ("tỷ", "tỉ", "triệu")
_LEAST_SCALE = 10_000
_NEAR = 12
"""Figures back that may name what a bracket counts."""
_FAR = 40
"""Characters between two sums of one currency."""
_SPANS = frozenset({"năm", "tháng", "ngày", "tuần", "giờ"})
_LIST_GAP = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_FROM = re.compile(r"(?<!\w)từ\s+(?:mức\s+)?(?:khoảng\s+|gần\s+|trên\s+)?\Z")
_UP_TO = re.compile(
    r"(?<!\w)(?:lên|xuống|còn|xuống\s+còn|lên\s+thành)(?:\s+(?:còn|mức|tới|đến))?"
    r"\s*(?:trên|gần|khoảng|hơn)?\s*\Z"
)


def completed(text: Text, figures: Sequence[Figure], lexicon: Lexicon) -> tuple[Figure, ...]:
    """The figures of one block with the noun, direction, unit and role their neighbours give."""
    done = list(figures)
    for index in range(len(done) - 2, -1, -1):
        here, after = done[index], done[index + 1]
        gap = text.folded[here.end : after.start]
        if here.noun is None and here.kind is Kind.COUNT and _LIST_GAP.fullmatch(gap):
            done[index] = _with_noun_of(after, here)
    passed_on: set[int] = set()
    for index in range(1, len(done)):
        before, here = done[index - 1], done[index]
        gap = text.folded[before.end : here.start]
        again = _changed_so_much(text, done[max(0, index - 3) : index], here, gap)
        if again is not None:
            sign = -1 if again.value < 0 else 1
            here = replace(here, kind=Kind.CHANGE, value=sign * here.value, role=Role.ACTUAL)
        elif _goes_on_changing(text, before, here, gap):
            sign = -1 if before.value < 0 else 1
            here = replace(here, kind=Kind.CHANGE, value=sign * here.value, role=Role.ACTUAL)
        elif _goes_on_in_money(text, before, here, gap):
            here = replace(here, kind=Kind.MONEY, unit=before.unit)
        elif _is_share_of_then(text, before, here, gap):
            here = replace(here, role=Role.PREVIOUS)
        elif (
            here.kind is Kind.CHANGE
            and here.value > 0
            and (
                _falls_from(text, before, gap)
                or _falls_too(before, here, gap)
                or _falls_in_turn(before, here, gap)
            )
        ):
            here = replace(here, value=-here.value)
        elif (aim := _aimed_at(text, before, here)) is not None:
            here = aim
        if _is_aside(text, here) and noun_after(text, here.end, lexicon) is None:
            near = reversed(done[max(0, index - _NEAR) : index])
            here = next((_with_noun_of(other, here) for other in near if _is_counted(other)), here)
        elif (here.kind is Kind.RATIO and (source := _same_base(text, done[:index], here))) or (
            here.noun_key in CLASSIFIERS and (source := _changed_before(text, done, index))
        ):
            here = _with_noun_of(source, here)
        elif _shares_the_noun(text, before, here, gap):
            here = _with_noun_of(before, here)
        elif (
            here.kind is Kind.COUNT
            and (index - 1 in passed_on or _named_behind(text, before))
            and _says_what_was_done(text, here, gap, lexicon)
        ):
            passed_on.add(index)
            near = reversed(done[max(0, index - _NEAR) : index])
            here = next(
                (
                    _with_noun_of(other, here)
                    for other in near
                    if other.sentence == here.sentence and _is_counted(other)
                ),
                here,
            )
        if _leads_up_to(text, before, here, gap):
            done[index - 1] = replace(before, role=Role.PREVIOUS)
            if before.noun is None and here.noun is not None and here.unit is None:
                done[index - 1] = replace(_with_noun_of(here, before), role=Role.PREVIOUS)
                before = done[index - 1]
            said, fuller = here.noun_key or "", before.noun_key or ""
            if not _named_behind(text, here) or fuller.startswith(f"{said} "):
                here = _with_noun_of(before, here)
        done[index] = here
    return tuple(_each_its_own(text, done, lexicon))


_RESPECTIVELY = re.compile(r"(?:lần\s+lượt|tương\s+ứng)(?:\s+(?:là|đạt|có|ước))*\s+\Z")
_AND = re.compile(r"\s*,\s*|\s+và\s+")


def _each_its_own(text: Text, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """'năng suất và sản lượng lần lượt đạt 54,5 tạ/ha, 62.566 tấn': one noun for each."""
    for index, first in enumerate(figures):
        names = _AND.split(first.noun or "")
        members = figures[index : index + len(names)]
        if len(names) == 1 or len(members) < len(names):
            continue
        gaps = (text.folded[a.end : b.start] for a, b in pairwise(members))
        if _RESPECTIVELY.search(
            text.folded, max(0, first.start - 40), first.start
        ) is not None and all(map(_LIST_GAP.fullmatch, gaps)):
            figures[index : index + len(names)] = [
                replace(figure, noun=name, noun_key=noun_key(name, lexicon))
                for figure, name in zip(members, names, strict=True)
            ]
    return figures


def _shares_the_noun(text: Text, before: Figure, here: Figure, gap: str) -> bool:
    """'412, 385 và 297', '99,8%, 99,2%', '14/16': the next of a list, the second of a pair."""
    if here.kind is not before.kind:
        return False
    if gap.strip() == "/" and (before.noun_key or "").startswith(f"{here.noun_key} "):
        return True
    if here.noun is None:
        return _LIST_GAP.fullmatch(gap) is not None or gap.strip() == "/"
    listed = here.kind is Kind.PERCENT and _LIST_GAP.fullmatch(gap) is not None
    return listed and before.noun is not None and not _named_behind(text, here)


def _with_noun_of(source: Figure, figure: Figure) -> Figure:
    return replace(figure, noun=source.noun, noun_key=source.noun_key)


def _goes_on_changing(text: Text, before: Figure, here: Figure, gap: str) -> bool:
    """'tăng 5%, 6%', 'tăng 5 vụ (2%)', 'giảm 3 vụ, 2 người so với': all of one direction."""
    if before.kind is not Kind.CHANGE:
        return False
    if here.kind is Kind.PERCENT:
        listed = before.unit == "%" and _LIST_GAP.fullmatch(gap)
        also = before.unit not in {"%", "pp"} and (
            _ASIDE.fullmatch(gap)
            or _THAT_IS.fullmatch(gap)
            or (_THAT_IS_SO_MUCH.fullmatch(gap) and _SO_IT_ENDS.match(text.folded, here.end))
        )
        return bool(listed or also)
    if before.unit == "%" and here.kind in {Kind.COUNT, Kind.MONEY, Kind.MEASURE}:
        return _THAT_IS.fullmatch(gap) is not None and here.unit not in _SPANS
    counted = before.unit is None and here.kind is Kind.COUNT
    if counted and _LIST_GAP.fullmatch(gap):
        told = text.folded[max(0, before.start - 16) : before.start]
        return _RESPECTIVELY.search(told) is not None
    if counted and _PAIRED.fullmatch(gap):
        return True
    if not counted or not _NEXT_CHANGED.fullmatch(gap):
        return False
    if _COMPARES.match(text.folded, here.end):
        return True
    return _is_another_thing(text, before, here)


_PAIRED = re.compile(r"\s+[^\W\d_]+(?:\s[^\W\d_]+){0,3}\s?/\s?")
"""'tăng 11 vụ/23 bị can'."""
_ENDS_CLAUSE = re.compile(r"\d?\s*(?:[.;)]|,(?!\s*(?:trong\s+đó|gồm))|\Z|(?:và|so\s+với)(?!\w))")


def _is_another_thing(text: Text, before: Figure, here: Figure) -> bool:
    """'giảm 23 xã, 318 thôn, 12 phòng chuyên môn': nouns and nothing else, of several things."""
    if before.noun is None or here.noun is None or before.noun_key == here.noun_key:
        return False
    gap = text.folded[before.end : here.start]
    said = before.end + len(gap) - len(gap.lstrip())
    begins = here.end + len(text.plain[here.end :]) - len(text.plain[here.end :].lstrip())
    if not (
        text.plain.startswith(before.noun, said)
        and _LIST_GAP.fullmatch(text.folded, said + len(before.noun), here.start)
        and text.plain.startswith(here.noun, begins)
    ):
        return False
    ends = begins + len(here.noun)
    return _ENDS_CLAUSE.match(text.folded, ends) is not None


_BESIDE = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s*[,;]\s*(?:(?:bằng|chiếm|tương|ứng|tỷ|lệ|với)\s+){0,4}"
)


def _is_share_of_then(text: Text, before: Figure, here: Figure, gap: str) -> bool:
    """'giảm 416 hộ (đầu năm 1.742 hộ, 6,7%)': both of the bracket are of the past."""
    if here.kind is not Kind.PERCENT or before.role is not Role.PREVIOUS:
        return False
    opened = text.folded.rfind("(", max(0, before.start - _FAR), before.start) >= 0
    closes = text.folded[here.end : here.end + 4].lstrip().startswith(")")
    return opened and closes and _BESIDE.fullmatch(gap) is not None


_BEHIND_THE_BRACKET = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s*\)\s*(?:(?:là|tới|đến|khoảng|gần|hơn)\s+){0,2}"
)
_FALLS_FROM = re.compile(
    r"(?<!\w)(?:lùi|kém|thua|sút|tụt|giảm|(?:thấp|ít)\s+hơn)\s+(?:hẳn\s+|đi\s+)?(?:so\s+(?:với\s+)?)?[^;,.()]{1,40}\(\s*\Z"
)


def _falls_from(text: Text, before: Figure, gap: str) -> bool:
    """'lùi so với đầu năm (3,1%) 0,7 điểm phần trăm': the word stands before the bracket."""
    if before.role not in {Role.PREVIOUS, Role.PLAN, Role.TARGET}:
        return False
    start = max(before.sentence[0], before.start - 64)
    return (
        _BEHIND_THE_BRACKET.fullmatch(gap) is not None
        and _FALLS_FROM.search(text.folded, start, before.start) is not None
    )


def _falls_too(before: Figure, here: Figure, gap: str) -> bool:
    """'giảm 533 hộ (2,1 điểm phần trăm)': the points in the bracket fall with it."""
    falls = before.kind is Kind.CHANGE and before.value < 0
    return falls and here.unit == "pp" and _ASIDE.fullmatch(gap) is not None


_AIM = re.compile(
    r"(?<!\w)(?:(?P<up>cao\s+hơn|vượt(?:\s+mức)?)|thấp\s+hơn)\s+(?:so\s+với\s+)?(?:mức\s+)?"
    r"(?:chỉ\s+tiêu|mục\s+tiêu|(?P<plan>kế\s+hoạch|dự\s+toán)|nghị\s+quyết)(?:\s+[^\W\d_]+){0,4}\s+\Z"
)


def _aimed_at(text: Text, before: Figure, here: Figure) -> Figure | None:
    """'đạt 91,3%, thấp hơn chỉ tiêu tỉnh giao 92,0%': the aim itself, and not by how much.

    So much less than what was reached nothing can be, and what more than half of it is more
    than would be no aim.
    """
    if here.kind is not Kind.CHANGE or before.kind is Kind.CHANGE or before.unit != here.unit:
        return None
    if here.sentence != before.sentence or before.kind is Kind.RATIO:
        return None
    aim = _AIM.search(text.folded, max(before.end, here.start - 60), here.start)
    if aim is None:
        return None
    size = abs(here.value)
    is_aim = before.value / 2 < size <= before.value if aim["up"] else size > before.value
    role = Role.PLAN if aim["plan"] else Role.TARGET
    return replace(here, kind=before.kind, value=size, role=role) if is_aim else None


def _falls_in_turn(before: Figure, here: Figure, gap: str) -> bool:
    """'giảm lần lượt 0,11 và 0,06 điểm phần trăm': all of the list fall."""
    falls = before.kind is Kind.CHANGE and before.value < 0
    return falls and here.unit == before.unit and _LIST_GAP.fullmatch(gap) is not None


def _goes_on_in_money(text: Text, before: Figure, here: Figure, gap: str) -> bool:
    """'12 tỷ đồng, trong đó vốn huyện 4 tỷ': a scale alone is of the money before it."""
    if before.kind is not Kind.MONEY or here.kind is not Kind.COUNT or here.step < _LEAST_SCALE:
        return False
    bare = here.surface.endswith(_SCALES) and not goes_on(text, here.end)
    return bare and len(gap) < _FAR and "." not in gap


_AGAIN = re.compile(
    r"[^.;,()\d]{0,24}(?:\d{4}[^.;,()\d]{0,4})?(?:\)\s*,?\s*(?:bằng)?|,\s*)"
    r"(?:(?<=bằng)|tức|hay|nghĩa\s+là|tính\s+ra|tương\s+(?:đương|ứng)|ứng)"
    r"(?:\s+(?:là|với|tăng|giảm|vượt|hụt|quá\s+tải|khoảng|gần|hơn)){0,3}\s+"
)
"""'tăng 190 (950 doanh nghiệp năm 2022), tức 20%'."""
_AGAINST_ONE = re.compile(r"[^.;,()\d]{0,24}(?<!\w)so\s+(?:với\s+)?[^.;,()]{0,60}\(\s*")


def _changed_so_much(
    text: Text, earlier: Sequence[Figure], here: Figure, gap: str
) -> Figure | None:
    """The change that a percentage says again, behind what was before it in a bracket.

    'tăng 21 tỷ đồng so với 31/12/2022 (507,5 tỷ đồng), tương đương 4,2%',
    'tăng 04 vụ (21/17 vụ) bằng 23,5%', 'vượt 36 người so với thiết kế (350), tức 10,3%'.
    """
    if here.kind is not Kind.PERCENT or _AGAIN.fullmatch(gap) is None:
        return None
    if _SO_IT_ENDS.match(text.folded, here.end) is None:
        return None
    former = earlier[-1]
    for change in reversed(earlier[-3:-1]):
        if change.kind is not Kind.CHANGE:
            former_too = change.kind is former.kind and former.role is Role.PREVIOUS
            if not former_too or text.folded[change.end : former.start].strip() != "/":
                return None
            continue
        between = text.folded[change.end : former.start]
        told = former.role is Role.PREVIOUS or former.kind is Kind.RATIO
        told = told or _AGAINST_ONE.fullmatch(between) is not None
        return change if told and change.unit not in {"%", "pp"} else None
    return None


def _is_aside(text: Text, here: Figure) -> bool:
    """A count in a bracket of a plan, aim or former case: 'đạt 120 hộ (kế hoạch (110)'."""
    if here.kind is not Kind.COUNT or here.role not in {Role.PLAN, Role.TARGET, Role.PREVIOUS}:
        return False
    return text.folded[max(0, here.start - 4) : here.start].rstrip().endswith("(")


_NO_OTHER = re.compile(
    r",\s*(?:(?:hiện|hiện\s+nay|nay|đã|mới|chỉ|còn|có|đạt|được|lại|thực\s+hiện|đến\s+nay)\s+){1,3}\Z"
)
"""'cần 1.540 biên chế, hiện có 1.302': nothing else is named."""
_PART = re.compile(r"[(\[:]|(?<!\w)(?:trong\s+đó|gồm|chia\s+ra|cụ\s+thể|kết\s+quả)(?!\w)")


def _says_what_was_done(text: Text, here: Figure, gap: str, lexicon: Lexicon) -> bool:
    """'sơ tuyển 1.246 thanh niên, khám tuyển 512', '74 doanh nghiệp lập mới, 16 giải thể'.

    The things are those counted before. In a bracket or behind 'trong đó' a verb is a label.
    """
    if _PART.search(gap) is not None:
        return False
    if here.noun is None:
        if _NO_OTHER.search(gap) is not None:
            return True
        behind = _SPACES.match(text.folded, here.end)
        return behind is not None and lexicon.verb.match(text.folded, behind.end()) is not None
    label = fold(here.noun)
    verb = lexicon.verb.match(label)
    return verb is not None and lexicon.noun.match(label) is None and label in gap


_SPACES = re.compile(r"\s+")


def _is_counted(figure: Figure) -> bool:
    return figure.kind is not Kind.PERCENT and bool(figure.noun) and figure.unit is None


def _same_base(text: Text, earlier: Sequence[Figure], here: Figure) -> Figure | None:
    """'38 khu đất, thành công 30/38', '11/19 xã …, 4/19 …': the base names what is counted."""
    if here.noun is not None and _named_behind(text, here):
        return None
    for other in reversed(earlier[-_NEAR:]):
        size = other.denominator if other.kind is Kind.RATIO else other.value
        counts = other.kind in {Kind.RATIO, Kind.COUNT} and other.noun is not None
        if counts and size == here.denominator and other.sentence == here.sentence:
            return other
    return None


def _named_behind(text: Text, here: Figure) -> bool:
    """Whether a figure's noun stands right behind it."""
    return (
        here.noun is not None and here.noun in text.plain[here.end : here.end + len(here.noun) + 16]
    )


def _changed_before(text: Text, done: Sequence[Figure], index: int) -> Figure | None:
    """'số người chết giảm 10% (45/50 người)': the change names what the bracket counts."""
    here = done[index]
    opens = text.folded.rfind("(", max(here.sentence[0], here.start - _FAR), here.start)
    if opens < 0 or ")" in text.folded[opens : here.start]:
        return None
    for other in reversed(done[max(0, index - 3) : index]):
        if other.end <= opens:
            counted = other.kind is Kind.CHANGE and other.noun is not None
            return (
                other
                if counted and (other.noun_key or "").startswith(here.noun_key or "-")
                else None
            )
    return None


def _leads_up_to(text: Text, before: Figure, here: Figure, gap: str) -> bool:
    """'từ 12 lên 15': the first is the former case of the second."""
    if before.kind is not here.kind or before.unit != here.unit or not _UP_TO.search(gap):
        return False
    return _FROM.search(text.folded, max(0, before.start - 24), before.start) is not None
