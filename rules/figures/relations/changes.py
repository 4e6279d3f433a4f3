"""Changes: '92,4% năm 2009 xuống còn 74% năm 2017, giảm 11% so với mục tiêu đề ra 85%'.

A change stands beside the two figures that it leads from and to: in one bracket ('03/02 vụ'), as
'từ A lên B', as a level with its former one, or as a level before it and what it is compared with
behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.ends import (
    ASIDE,
    begins_with_from,
    from_to,
    led_to,
    side_by_side,
    then_and_now_behind,
)
from rules.figures.relations.fitting import may_be_level
from rules.figures.relations.sentence import (
    AMOUNTS,
    NEAR,
    OF_ALL,
    SPANS,
    Sentence,
    counts_may_be_alike,
    leaves_a_bracket,
)
from rules.figures.relations.series import in_series
from rules.figures.relations.topics import (
    NAMED,
    SAID_AGAIN,
    called_alike,
    counts_another,
    has_own_subject,
    of_the_topic,
)

_COMPARED = re.compile(
    r"\)?[^.;()]{0,40}?(?:(?:so|đối\s+chiếu)(?=\s)(?!\s+sánh)|dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|cùng\s+kỳ|mục\s+tiêu)"
    r"[^.;()]{0,40}\(?\s*"
)
"""From a change to a figure that is said to be a plan, a target or of the past."""
_WITH = re.compile(
    r"\)?\s*,?\s*(?:[^\W\d_]+\s+){0,4}?so(?:\s+với)?\s(?P<what>(?!sánh\s)[^;,()]{0,60}?"
    r"|(?:chỉ\s+tiêu|kế\s+hoạch|dự\s+toán|mục\s+tiêu)\s[^;()]{0,60}?(?=\s*\())\s*"
    r"(?P<open>\(\s*(?:[^\W\d_]+\s+){0,4})?"
)
"""'so với năm 2020 (', 'so với ' of the figure itself, 'so với năm học trước là '."""
_AIMED = re.compile(
    r"\s*so\s+(?:với|cùng)\s+(?:chỉ\s+tiêu|kế\s+hoạch|mục\s+tiêu|dự\s+toán|định\s+mức)[^;()\d]{0,60}\(\s*"
)
"""'so với chỉ tiêu Quốc hội, ngành giao ('."""
_AGO = re.compile(r"\s+(?:liền\s+)?(?:trước|qua|gần|kế)(?!\w)")
"""'so với 7 ngày trước đó' is a time, no level."""
_BESIDE = re.compile(
    r"[^.;,()\d]{0,24}[;,]\s*(?:trong\s+khi\s+)?(?:(?!từ\s)[^\W\d_]+\s+){1,5}(?:(?:19|20)\d\d\s*:?\s*(?:là\s+|có\s+|đạt\s+)?)?"
)
"""'(giảm 10%; cùng kỳ 50 đơn)'."""
_THAN = re.compile(
    r"(?<!\w)hơn\s+(?:cùng|năm|kỳ|kế|chỉ|mục|dự|bình|mức|quý|tháng|toàn|cả)\s[^.;,()]{0,40}\Z"
)
"""'cao hơn cùng kỳ 1,5 điểm phần trăm (70%)'."""
_OVER = re.compile(
    r"(?<!\w)(?:hơn|vượt|hụt|kém|dưới|thiếu)\s+(?:so\s+với\s+)?(?:mức\s+)?(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán|định\s+mức)[^.;,()]{0,48}\Z"
)
"""'vượt chỉ tiêu cấp trên giao 7 điểm phần trăm (88%)'."""
_AIM_ASIDE = re.compile(
    r"(?:\s+[^\W\d_]+){0,5}\s*\(\s*(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán)(?:\s+[^\W\d_]+){0,5}\s*:?\s*"
)
"""'thấp hơn kế hoạch 0,15 điểm phần trăm (kế hoạch 4,5%)'."""
_PLANNED = re.compile(r"\s*(?:so\s+với\s+|của\s+)?(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|mục\s+tiêu)")
FOR_EACH = re.compile(r"(?<!\w)(?:mỗi|từng)\s")
"""'vượt 01 phiên so với chỉ tiêu mỗi Thẩm phán 01 phiên'."""
_PASSED_TOO = re.compile(r"[^,;.()]{0,24},\s*(?:đã\s+)?(?:vượt|đạt)\s+(?:mục|chỉ|kế)\s")
"""'tăng 4,2 điểm phần trăm, đã vượt mục tiêu 27%' compares the level and not the change."""
_LEAD = 96
"""Characters before a change in which it may be said what it is compared with."""
_CLOSED = re.compile(r"[^();.]{0,40}[),]")
_OWN_SHARE = re.compile(r"\([^()]*\)")
_BY_YEAR = re.compile(r"(?:bình\s+quân|trung\s+bình|mỗi\s+năm)(?:\s+[^\W\d_]+){1,3}\s+\Z")
"""'bình quân giảm 1,63 điểm phần trăm/năm' is no step from one level to another."""
_FORMER = re.compile(
    r"\(|(?:,|;)\s*(?:trong\s+khi\s+|còn\s+|mà\s+)?(?:cùng\s+kỳ|(?:(?:hồi|thời\s+điểm)\s+)?(?:đầu|cuối)\s|(?:năm|kỳ|tháng|quý|tuần|vụ|khóa|nhiệm\s+kỳ|năm\s+học)\s+(?:trước|ngoái))|(?<!\w)so\s"
)
_NAMES_ONE = ("là", "mức", "kỳ", "trước", "ngoái", "số", "hoạch", "toán", "tiêu", "giao", ":")
"""Right before the figure that is compared with."""


def changes(sentence: Sentence, items: Set[str]) -> Iterator[Claim]:
    """Each change with its two ends: (change, before, after).

    `items` are the ids of what stands in lists of parts.
    """
    folded = sentence.folded
    said: tuple[Figure, Figure] | None = None
    told = sentence.figures[0]
    series = in_series(sentence)
    for index, change in enumerate(sentence.figures):
        if change.kind is not Kind.CHANGE or change.upper is not None:
            continue
        if _BY_YEAR.search(folded, max(change.sentence[0], change.start - 24), change.start):
            continue
        ends = (
            series.get(change.id)
            or _now_and_before(sentence, index)
            or _compared(sentence, index, items)
            or _former(sentence, index, items)
            or from_to(sentence, index)
            or side_by_side(sentence, index)
            or led_to(sentence, index)
            or then_and_now_behind(sentence, index)
        )
        if ends is None and said is not None:
            near = (max(said, key=lambda figure: figure.end), told)
            again = any(
                last.end <= change.start and _AGAIN.fullmatch(sentence.gap(last, change))
                for last in near
            )
            ends = said if again and may_be_level(said[0], change) else None
        if ends is not None:
            said, told = ends, change
            yield Claim(ClaimKind.CHANGE, (change.id, ends[0].id, ends[1].id))


_AGAIN = re.compile(
    r"[^.;()\d]{0,30}\)?\s*[,(]\s*(?:tức|tương\s+(?:đương|ứng)|hay|bằng|nghĩa|ứng|tính\s+ra|như\s+vậy)(?:\s+[^\W\d_]+){0,4}\s+"
    r"|(?:\s+[^\W\d_]+){0,3}(?:\s+(?:19|20)\d\d)?\s*(?:\)\s*,?\s*(?:tức(?:\s+là)?|tương\s+(?:đương|ứng)|hay|bằng|ứng|tính\s+ra)"
    r"(?:\s+(?:là|với|tăng|giảm|vượt|cao\s+hơn|thấp\s+hơn)){0,2}|\(\s*(?:tức\s+)?(?:tăng|giảm|vượt))\s*"
)


def _now_and_before(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """'giảm 5% (190/200 vụ)'."""
    if index + 2 >= len(sentence.figures):
        return None
    again = sentence.figures[index + 1]
    if again.kind is Kind.CHANGE:  # 'giảm 18 vụ = 7,8% (212/230 vụ)'
        if not SAID_AGAIN.fullmatch(sentence.gap(sentence.figures[index], again)):
            return None
        index += 1
    now, before = (*sentence.figures[index + 1 : index + 3], again)[:2]
    if not now.kind is before.kind is Kind.COUNT or before.role is not Role.PREVIOUS:
        return None
    return (before, now) if sentence.gap(now, before).strip() in {"/", "trên"} else None


def _compared(sentence: Sentence, index: int, items: Set[str]) -> tuple[Figure, Figure] | None:
    """A level, its change, and behind that what it is compared with."""
    figures, change = sentence.figures, sentence.figures[index]
    at, place = change, index + 1
    while place < len(figures) and figures[place].kind is Kind.CHANGE:
        if not SAID_AGAIN.fullmatch(sentence.gap(at, figures[place])):
            return None
        at, place = figures[place], place + 1
    if not index or place >= len(figures):
        return None
    base = figures[place]
    if base.kind is Kind.PERCENT and base.unit != change.unit and place + 1 < len(figures):
        if _PLANNED.match(sentence.gap(base, figures[place + 1])):
            return None  # 'tăng 30 tỷ đồng so với 31/12, hoàn thành 99,9% kế hoạch (319 tỷ đồng)'
        base = base if may_be_level(base, change) else figures[place + 1]
    if not may_be_level(base, change) or not _is_compared(sentence, change, at, base):
        return None
    if base.id in items and base.role not in NAMED:
        return None  # 'tăng 5% so với năm 2021 (quốc doanh 230 tỷ đồng, ngoài 120 tỷ đồng)'
    if base.unit in SPANS and _AGO.match(sentence.folded, base.end):
        return None
    last = _last(sentence, index, base, items)
    if last is None or (
        _BESIDE.fullmatch(sentence.gap(at, base)) and not counts_may_be_alike(base, last)
    ):
        return None
    if _is_of_its_neighbour(sentence, index, base, last):
        return None
    return base, last


def _is_of_its_neighbour(sentence: Sentence, index: int, base: Figure, last: Figure) -> bool:
    """'1.216 người; năng suất 833,5 nghìn kWh/người, tăng 10,6% so với cùng kỳ (1.231 người)'."""
    change, beside = sentence.figures[index], sentence.figures[index - 1]
    if beside is last or beside.kind not in AMOUNTS or change.unit != "%":
        return False
    if (beside.kind, beside.unit) == (base.kind, base.unit) or last.end > beside.start:
        return False
    return ";" in sentence.gap(last, beside) and bool(_THEN.fullmatch(sentence.gap(beside, change)))


_THEN = re.compile(r"[^.;()\d]{0,30},\s*(?:[^\W\d_]+\s+){1,4}")


def _is_compared(sentence: Sentence, change: Figure, at: Figure, base: Figure) -> bool:
    """Whether the words between a change and a figure compare the one with the other."""
    gap = _OWN_SHARE.sub("", sentence.gap(at, base))
    if FOR_EACH.search(gap):
        return False
    named = base.role in NAMED
    lead = sentence.folded[max(change.sentence[0], change.start - _LEAD) : change.start]
    if named and _COMPARED.fullmatch(gap) and not _PASSED_TOO.match(gap):
        return True
    aimed = base.role in {Role.PLAN, Role.TARGET} and _OVER.search(lead) is not None
    if aimed and (ASIDE.fullmatch(gap) or _AIM_ASIDE.fullmatch(gap)):
        return True
    if ASIDE.fullmatch(gap):
        lead = sentence.folded[change.sentence[0] : change.start]
        if lead.rfind("so với") >= 0 or base.role is Role.PREVIOUS:
            return True
        return change.unit == "pp" and _THAN.search(lead) is not None
    if _AIMED.fullmatch(gap):
        return _CLOSED.match(sentence.folded, base.end) is not None
    if base.role is Role.PREVIOUS and _BESIDE.fullmatch(gap):
        return True
    against = _WITH.fullmatch(gap)
    if against is None:
        return False
    if against["open"] is None and "," in against["what"]:
        return False
    if against["open"] is not None:
        return _CLOSED.match(sentence.folded, base.end) is not None
    return named or not against["what"] or against["what"].endswith(_NAMES_ONE)


def _last(sentence: Sentence, index: int, base: Figure, items: Set[str]) -> Figure | None:
    """The level before a change that is compared with a base."""
    change = sentence.figures[index]
    back = _goes_back(sentence, change)
    near = [
        figure
        for figure in reversed(sentence.figures[max(0, index - NEAR) : index])
        if figure.kind is base.kind and (figure.sentence == change.sentence or not back)
    ]
    measured = [
        figure
        for figure in near
        if figure.unit == base.unit or (figure.unit or "").startswith(f"{base.unit}/")
    ]
    measured = [f for f in measured if not _is_whole(sentence, f)] or measured
    levels = [
        figure
        for figure in measured
        if not leaves_a_bracket(gap := sentence.gap(figure, change))
        or (
            figure is sentence.figures[index - 1]
            and figure.kind is Kind.PERCENT
            and _CLOSES_ITS_LEVEL.fullmatch(gap)
        )
    ]
    whole = [figure for figure in levels if figure.id not in items]
    behind = ";" in sentence.gap(levels[0], change) if levels else False
    levels = whole if whole and behind else levels
    if back and not levels:
        return called_alike(sentence, index, base)
    beside = levels[0] if levels and levels[0] is sentence.figures[index - 1] else None
    if (
        beside is not None
        and beside.head == base.head
        and beside.id not in items
        and ";" not in sentence.gap(beside, change)
        and any(";" in sentence.gap(level, beside) for level in levels[1:])
    ):
        return beside  # '264 doanh nghiệp …; 187 doanh nghiệp tạm ngừng, tăng 13,3% (165)'
    alike = [figure for figure in levels if figure.noun_key == base.noun_key]
    if not base.noun_key:
        return levels[0] if levels else None
    if alike:
        return alike[-1]
    inside = [  # '61 huy chương (17 huy chương vàng …), vượt 5 huy chương vàng'
        figure
        for figure in near
        if (figure.unit, figure.noun_key) == (base.unit, base.noun_key) and figure.role not in NAMED
    ]
    if inside and " " in base.noun_key:
        return inside[0]
    heads = [f for f in levels if f.head == base.head]
    told = base.kind is Kind.COUNT and sentence.counts_behind(base)
    if told and heads and any(f.noun_key != heads[0].noun_key for f in heads):
        return None  # 'vượt 5 huy chương vàng': several of one head, none of that name
    return next(iter([*heads, *levels]), None)


_CLOSES_ITS_LEVEL = re.compile(r"\s*\)\s*,\s*(?:[^\W\d_]+\s+){1,3}")
"""'1.934/2.198 giao dịch (88%), tăng 12,5 điểm phần trăm so với quý trước (75,5%)'."""


def _is_whole(sentence: Sentence, figure: Figure) -> bool:
    """'1.326 hộ, chiếm 5,1% trên tổng số 26.000 hộ, giảm 416 hộ': what a share is of."""
    start = max(figure.sentence[0], figure.start - 40)
    return OF_ALL.search(sentence.folded, start, figure.start) is not None


def _goes_back(sentence: Sentence, change: Figure) -> bool:
    """'So với cùng kỳ: số lượt giảm 7% (5.618)': it tells of several things."""
    return sentence.folded[change.sentence[0] : change.start].lstrip().startswith("so ")


def _former(sentence: Sentence, index: int, items: Set[str]) -> tuple[Figure, Figure] | None:
    """'còn 78,5 tỷ đồng (đầu năm là 96,1 tỷ đồng), giảm 17,6 tỷ đồng'."""
    change = sentence.figures[index]
    for place in range(index - 1, max(0, index - 4), -1):
        low = sentence.figures[place]
        aimed = _is_aim_before(sentence, low, change)
        if low.kind in AMOUNTS and low.role is not Role.PREVIOUS and not aimed:
            return None
        if counts_another(sentence, change, low) or begins_with_from(sentence, low):
            continue
        if not (low.role is Role.PREVIOUS or aimed) or not may_be_level(low, change):
            continue
        levels = [
            high
            for high in reversed(sentence.figures[max(0, place - NEAR) : place])
            if (high.kind, high.unit) == (low.kind, low.unit)
            and high.role is not low.role
            and high.id not in items
            and not leaves_a_bracket(sentence.gap(high, low))
        ]
        levels = of_the_topic(sentence, low, change, levels)
        alike = [high for high in levels if high.noun_key == low.noun_key]
        high = next(iter([*alike, *levels]), None)
        if high is None or not _is_close(sentence, low, change):
            continue
        if has_own_subject(sentence, low, change):
            continue
        former = sentence.figures[place - 1]
        if former.role is Role.PREVIOUS and place > 1:  # '(đầu năm 1.742 hộ, 6,7%)'
            former = sentence.figures[place - 2]
        if _FORMER.search(sentence.gap(former, low)):
            return low, high
    return None


def _is_aim_before(sentence: Sentence, low: Figure, change: Figure) -> bool:
    """'so với chỉ tiêu cấp trên giao (375 đảng viên) vượt 37'."""
    if low.role not in {Role.PLAN, Role.TARGET}:
        return False
    start = max(low.sentence[0], low.start - _LEAD)
    return (
        _PASSES.fullmatch(sentence.gap(low, change)) is not None
        and _SO_AIMED.search(sentence.folded, start, low.start) is not None
    )


_PASSES = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s*\)?\s*,?\s*(?:(?:thì|đã|là|tức|như|vậy|cũng)\s+){0,3}(?:vượt|hụt|thiếu|kém|tăng|giảm|cao\s+hơn|thấp\s+hơn)\s+"
)
_SO_AIMED = re.compile(
    r"(?<!\w)so\s+(?:với\s+)?(?:chỉ\s+tiêu|kế\s+hoạch|mục\s+tiêu|dự\s+toán|định\s+mức)[^.;,()]{0,48}\(?\s*\Z"
)


def _is_close(sentence: Sentence, low: Figure, change: Figure) -> bool:
    """Whether no clause ends between; in one bracket it may: '(kỳ trước 240 vụ; giảm 12,5%)'."""
    gap = sentence.gap(low, change)
    if ";" not in gap:
        return True
    return _OPENED.search(sentence.folded[max(0, low.start - 32) : low.start]) is not None and (
        _IN_BRACKET.fullmatch(gap) is not None
    )


_OPENED = re.compile(r"\([^();]*\Z")
_IN_BRACKET = re.compile(r"[^();\d]{0,24};[^();\d]{0,24}")
