"""Attainments: which percentage is of which plan, and of what was reached of it.

'950 tỷ đồng, đạt 96% dự toán (1.000 tỷ đồng)', 'kế hoạch 3.900 triệu đồng, đã giải ngân 3.712 triệu
đồng, đạt 92,5%'. Where the words leave a doubt the reading is loose: a check believes it only where
one slip explains what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rules.amounts import is_plain
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, counts_may_be_alike, leaves_a_bracket
from rules.figures.spelling import fold
from rules.plans import AIM

_OF_PLAN = re.compile(
    rf"\s*(?:(?:so\s+với\s+|của\s+|trên\s+)?(?:tổng\s+)?(?:{AIM}|nghị\s+quyết)"
    rf"(?:(?:\s+(?:[^\W\d_]+|\d{{4}}(?:\s*[-–]\s*\d{{4}})?)){{0,6}}?\s*\((?:\s*{AIM})?|(?:\s+(?:năm|giao|được|đề|ra|tỉnh|vốn))*(?:\s+là)?)"
    rf"|\(\s*{AIM}(?:\s+[^\W\d_]+){{0,4}})"
    r"\s*(?:là\s*)?:?\s*\Z"
)
_VERBS = (
    r"(?:đạt|bằng|=|hoàn\s+thành|thực\s+hiện|tức|tương\s+(?:đương|ứng)(?:\s+với)?|ứng\s+với|\()"
    r"(?:\s*(?:được|là|đạt|bằng|(?:tỷ|tỉ)\s+lệ)(?!\w))*"
)
_REACHED = re.compile(rf"[^.;,]{{0,40}},?\s*{_VERBS}\s*\Z")
_IN_THE_END = re.compile(rf"[\s,(]{_VERBS}\s*\Z")
"""'Với 3.260 đoàn viên kết nạp mới, các cấp đã đạt 65,2% chỉ tiêu 5.000 đoàn viên'."""
_ASIDE = re.compile(r"\s?(?:\((?:[^()]|\([^()]*\))*\)|\[(?:[^\[\]])*\])")
_NEAR = 12
"""Figures before a percentage among which what was reached may be."""
_BACK = 4
"""Figures before what was reached among which its plan may be."""
_FAR = 160
"""Characters between the three."""
_STRAIGHT_ON = re.compile(
    r"[^.;:()\d]{0,30}[,;]\s*(?:(?:đến|tính|tới|trong|thu|chi)\s+)?(?:đã|đến\s+nay|thực\s+tế|thực\s+hiện|kết\s+quả|giải\s+ngân|hiện|[^\W\d_]+(?=\s+(?:được|mới|đến)\s))[^.;()]{0,40}"
)
_THEN_PLAN = re.compile(
    rf"[^.;:()\d]{{0,30}},?\s*(?:\(\s*(?:{AIM})?|so(?:\s+với)?(?:\s+{AIM})?|(?:/|trên|trong)\s*(?:tổng\s+)?(?:số\s+)?(?:{AIM})?)"
    r"(?:\s+(?:năm|giao|được|đề|ra|tỉnh|vốn|là))*\s*:?\s*"
)
_DATES = re.compile(
    r"(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?|(?<!\d)20\d\d(?!\d)"
    r"|(?:ngày|tháng|quý)\s+\d{1,2}(?![\d.,/])|(?<![\d.,/])\d{1,2}\s+tháng"
)
_REACHES = re.compile(rf"[^.;,()\d]{{0,24}}\)?[,;]?\s*{_VERBS}\s*")
_ENDS = re.compile(rf"\s*(?:[),;]|\.(?!\d)|\Z|(?:so\s+với\s+|của\s+)?(?P<named>{AIM})(?!\s*\())")
_ANY = re.compile(r"[^.;:()\d]{0,40}[,;][^.;:()\d]{1,80}")
"""'kế hoạch 2.000 người, phát triển mới 1.900 người, hoàn thành 95% kế hoạch'."""
_PLANNED = frozenset({Role.PLAN, Role.TARGET})
_ANYBODY = frozenset({"người", "đồng chí"})


@dataclass(frozen=True, slots=True)
class Attainment:
    """A percentage of a plan."""

    percent: Figure
    actual: Figure
    plan: Figure
    is_loose: bool
    """Nearness tells what it is of, and not the words alone."""


def attainments(extraction: Extraction) -> Iterator[Attainment]:
    """The percentages of a report that are said to be of a plan whose number is given."""
    for _, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        for index, percent in enumerate(figures):
            if percent.kind is Kind.PERCENT:
                yield from _of_plan_behind(extraction, figures, index)
                yield from _of_plan_before(extraction, figures, index)


def _of_plan_behind(
    extraction: Extraction, figures: Sequence[Figure], index: int
) -> Iterator[Attainment]:
    """'950 tỷ đồng, đạt 96% dự toán (1.000 tỷ đồng)'."""
    if index + 1 == len(figures):
        return
    percent, plan = figures[index : index + 2]
    text = extraction.document.blocks[percent.block].text
    if _OF_PLAN.fullmatch(fold(text[percent.end : plan.start])) is None:
        return
    if text[: plan.start].rstrip().endswith("(") and plan.role is Role.ACTUAL:
        plan = replace(plan, role=Role.PLAN)  # by what stands before the bracket
    earlier = [
        figure
        for figure in reversed(figures[max(0, index - _NEAR) : index])
        if figure.sentence == percent.sentence
        and not leaves_a_bracket(text[figure.end : percent.start])
    ]
    if not earlier:
        return
    nearest = earlier[0]
    noun = f" {nearest.noun}" if nearest.noun else ""
    between = fold(_ASIDE.sub("", text[nearest.end : percent.start]).removeprefix(noun))
    if _REACHED.fullmatch(between) and _are_of_one_plan(extraction, nearest, percent, plan):
        yield Attainment(percent, nearest, plan, is_loose=False)
        return
    alike = [f for f in earlier if (f.kind, f.unit) == (plan.kind, plan.unit)]
    if not alike or not _are_of_one_plan(extraction, alike[0], percent, plan):
        return
    between = fold(_ASIDE.sub("", text[alike[0].end : percent.start]))
    if len(between) <= _FAR and ";" not in between and _IN_THE_END.search(between):
        yield Attainment(percent, alike[0], plan, is_loose=True)


def _of_plan_before(
    extraction: Extraction, figures: Sequence[Figure], index: int
) -> Iterator[Attainment]:
    """'kế hoạch 3.900 triệu đồng, đã giải ngân 3.712 triệu đồng, đạt …', '57 nhà (KH 60), …'."""
    percent = figures[index]
    if not index:
        return
    nearest = figures[index - 1]
    if nearest.role in _PLANNED:
        if index > 1 and _is_behind_both(
            extraction, nearest, figures[index - 2], percent, _THEN_PLAN
        ):
            yield Attainment(percent, figures[index - 2], nearest, is_loose=True)
        return
    text = extraction.document.blocks[percent.block].text
    for plan in reversed(figures[max(0, index - 1 - _BACK) : index - 1]):
        if (plan.kind, plan.unit) != (nearest.kind, nearest.unit):
            continue
        if plan.role in _PLANNED:
            if _is_behind_both(extraction, plan, nearest, percent, _STRAIGHT_ON):
                yield Attainment(percent, nearest, plan, is_loose=True)
            return
        if not leaves_a_bracket(text[plan.end : nearest.start]):
            return


def _is_behind_both(
    extraction: Extraction, plan: Figure, actual: Figure, percent: Figure, leads: re.Pattern[str]
) -> bool:
    """Whether a percentage behind a plan and what was reached of it is of them.

    Or beside a stroke: 'thu 6.208 triệu đồng/KH 5.600 triệu đồng, bằng …', '215/220 ha KH (97,7%)'.
    """
    if not _are_of_one_plan(extraction, actual, percent, plan):
        return False
    if not _measures_may_be_alike(extraction, plan, actual):
        return False
    first, second = sorted((plan, actual), key=lambda figure: figure.start)
    text = extraction.document.blocks[percent.block].text
    noun = f" {second.noun}" if second.noun else ""
    between = _DATES.sub("", _ASIDE.sub("", fold(text[first.end : second.start])))
    behind = fold(text[second.end : percent.start].removeprefix(noun))
    ends = _ENDS.match(fold(text[percent.end : percent.end + 40]))
    if ends is None or _REACHES.fullmatch(behind) is None:
        return False
    named = ends["named"] is not None and first is plan and _ANY.fullmatch(between) is not None
    return named or leads.fullmatch(between) is not None


def _measures_may_be_alike(extraction: Extraction, one: Figure, other: Figure) -> bool:
    """Whether two measures of one unit are of one thing, as far as it is said of both."""
    if one.kind is not Kind.MEASURE or not (one.head and other.head):
        return True
    if one.head == other.head or one.unit in {one.noun_key, other.noun_key}:
        return True
    if not all(_is_named(extraction, figure) for figure in (one, other)):
        return True  # 'thực' of 'thực hiện được 36,8 km' names nothing
    return re.fullmatch(AIM, one.noun_key or "") is not None  # '215 ha/220 ha KH'


def _is_named(extraction: Extraction, figure: Figure) -> bool:
    """Whether a noun is one that is known, or stands behind its number."""
    if extraction.lexicon.noun.match(figure.noun_key or ""):
        return True
    text = extraction.document.blocks[figure.block].text
    return text[figure.end :].lstrip().startswith(figure.noun or "")


def _are_of_one_plan(extraction: Extraction, actual: Figure, percent: Figure, plan: Figure) -> bool:
    three = actual, percent, plan
    return (
        actual.kind in AMOUNTS
        and actual.role is Role.ACTUAL
        and plan.role in _PLANNED
        and plan.value > 0
        and (actual.kind, actual.unit) == (plan.kind, plan.unit)
        and _count_alike(extraction, actual, plan)
        and is_plain(three)
        and len({(figure.block, figure.sentence) for figure in three}) == 1
    )


def _count_alike(extraction: Extraction, one: Figure, other: Figure) -> bool:
    """Whether two counts are of one thing: '124 đảng viên, đạt 56,4% chỉ tiêu (220 đồng chí)'."""
    if counts_may_be_alike(one, other):
        return True
    if not all(_is_named(extraction, figure) for figure in (one, other)):
        return True  # 'lũy kế 8 tháng đạt 3.684 nghìn lượt'
    keys = one.noun_key or "", other.noun_key or ""
    return not _ANYBODY.isdisjoint(keys) and all(map(extraction.lexicon.persons.match, keys))
