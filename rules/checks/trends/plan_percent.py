"""A percentage of a plan follows from what was reached and what was planned.

What it reports: '950 tỷ đồng, đạt 96% dự toán (1.000 tỷ đồng)' (95%), 'kế hoạch 3.900 triệu đồng,
đã giải ngân 3.712 triệu đồng, đạt 92,5%' (95,2%); and a cell of a column 'So sánh (%)' of a table
that does not follow from the columns of result and plan, where most do.

Why it matters: units are ranked by it.

What it leaves alone: hedged figures; percentages that some true values behind rounded amounts give,
also cut off; plans whose number is not given; sentences that give two plans; percentages of the
plan that another figure before them reached.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, counts_may_be_alike, leaves_a_bracket
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.plans import AIM
from rules.rounding import Interval, Way, ways
from rules.slips import may_have_been
from rules.tablecolumns import Way as Column
from rules.tablecolumns import broken, miscalculated, quotient

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
_ASIDE = re.compile(r"\s?(?:\((?:[^()]|\([^()]*\))*\)|\[(?:[^\[\]])*\])")
_NEAR = 12
"""Figures before a percentage among which what was reached may be."""
_BESIDE_MOST = 6
"""Figures before a percentage whose pairs are tried."""
_STRAIGHT_ON = re.compile(
    r"[^.;:()\d]{0,30}[,;]\s*(?:(?:đến|tính|tới|trong|thu|chi)\s+)?(?:đã|đến\s+nay|thực\s+tế|thực\s+hiện|kết\s+quả|giải\s+ngân|hiện|[^\W\d_]+(?=\s+(?:được|mới|đến)\s))[^.;()]{0,40}"
)
_THEN_PLAN = re.compile(
    rf"[^.;:()\d]{{0,30}},?\s*(?:\(\s*(?:{AIM})?|so(?:\s+với)?(?:\s+{AIM})?|(?:/|trên|trong)\s*(?:tổng\s+)?(?:số\s+)?(?:{AIM})?)"
    r"(?:\s+(?:năm|giao|được|đề|ra|tỉnh|vốn|là))*\s*:?\s*"
)
_DATES = re.compile(r"(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?|(?<!\d)20\d\d(?!\d)")
_REACHES = re.compile(rf"[^.;,()\d]{{0,24}}\)?[,;]?\s*{_VERBS}\s*")
_ENDS = re.compile(rf"\s*(?:[),;]|\.(?!\d)|\Z|(?:so\s+với\s+|của\s+)?(?P<named>{AIM})(?!\s*\())")
_ANY = re.compile(r"[^.;:()\d]{0,30}[,;][^.;:,()\d]{1,40}")
"""'kế hoạch 2.000 người, phát triển mới 1.900 người, hoàn thành 95% kế hoạch'."""
_PLANNED = frozenset({Role.PLAN, Role.TARGET})


def _run(extraction: Extraction) -> Iterator[Finding]:
    for percent, actual, plan, is_loose in _claims(extraction):
        reached, planned = stands_for(actual), stands_for(plan)
        possible = Interval(100 * reached.low / planned.high, 100 * reached.high / planned.low)
        value, step = Fraction(percent.value), Fraction(percent.step)
        if possible.meets(Interval(value - step / 2, value + step)):
            continue
        if is_loose and not _is_one_slip_off(percent, actual, plan, possible):
            continue
        if _is_of_another(extraction, percent, actual, plan):
            continue
        expected, working = quotient(percent, actual, plan)
        yield CHECK.finding(
            extraction,
            (percent, actual, plan),
            message=Message(
                vi=f"Ghi đạt {percent.surface} kế hoạch; tính lại: {expected}",
                en=f"{percent.surface} of the plan is given; it is {expected}",
            ),
            stated=percent.surface,
            expected=expected,
            working=Message(vi=working, en=working),
        )
    for derived in broken(extraction, Column.PLAN):
        yield miscalculated(CHECK, extraction, derived)


def _is_of_another(extraction: Extraction, percent: Figure, actual: Figure, plan: Figure) -> bool:
    """Whether the percentage is that of two other figures before it, or of another of the plan."""
    beside = [
        figure
        for figure in extraction.figures
        if figure.block == percent.block
        and (figure.kind, figure.unit) == (actual.kind, actual.unit)
        and figure.end <= percent.start
        and figure.value > 0
    ]
    return any(
        {part.id, whole.id} != {actual.id, plan.id}
        and Way.NEAREST in ways(part.value, whole.value, percent.value, percent.step)
        for part, whole in permutations({*beside[-_BESIDE_MOST:], plan}, 2)
    )


def _is_one_slip_off(percent: Figure, actual: Figure, plan: Figure, possible: Interval) -> bool:
    """Whether one slip, in the percentage or in what it is of, makes it wrong."""
    if may_have_been(percent, possible):
        return True
    share, reached, planned = stands_for(percent), stands_for(actual), stands_for(plan)
    if share.low <= 0:
        return False
    of_plan = Interval(share.low * planned.low / 100, share.high * planned.high / 100)
    of_reached = Interval(100 * reached.low / share.high, 100 * reached.high / share.low)
    return may_have_been(actual, of_plan) or may_have_been(plan, of_reached)


def _claims(extraction: Extraction) -> Iterator[tuple[Figure, Figure, Figure, bool]]:
    """(percentage, result, plan, whether the plan stands before and is not named again)."""
    figures = extraction.figures
    for index, (percent, plan) in enumerate(pairwise(figures)):
        if percent.kind is not Kind.PERCENT:
            continue
        actual = _before(extraction, figures[max(0, index - _NEAR) : index], percent)
        if actual is not None and _is_claim(extraction, actual, percent, plan):
            yield percent, actual, plan, False
    for one, other, percent in zip(figures, figures[1:], figures[2:], strict=False):
        if percent.kind is not Kind.PERCENT:
            continue
        if _is_behind_both(extraction, one, other, percent, _STRAIGHT_ON):
            yield percent, other, one, True
        elif _is_behind_both(extraction, other, one, percent, _THEN_PLAN):
            yield percent, one, other, True


def _is_behind_both(
    extraction: Extraction, plan: Figure, actual: Figure, percent: Figure, leads: re.Pattern[str]
) -> bool:
    """'kế hoạch 3.900 triệu đồng, đã giải ngân 3.712 triệu đồng, đạt …', '57 nhà (KH 60), …'.

    Or beside a stroke: 'thu 6.208 triệu đồng/KH 5.600 triệu đồng, bằng …', '215/220 ha KH (97,7%)'.
    """
    if not _are_of_one_plan(actual, percent, plan) or not _measures_may_be_alike(plan, actual):
        return False
    first, second = sorted((plan, actual), key=lambda figure: figure.start)
    text = extraction.document.blocks[percent.block].text
    noun = f" {second.noun}" if second.noun else ""
    between = _DATES.sub("", fold(text[first.end : second.start]))
    behind = fold(text[second.end : percent.start].removeprefix(noun))
    ends = _ENDS.match(fold(text[percent.end : percent.end + 40]))
    if ends is None or _REACHES.fullmatch(behind) is None:
        return False
    named = ends["named"] is not None and first is plan and _ANY.fullmatch(between) is not None
    return named or leads.fullmatch(between) is not None


def _measures_may_be_alike(one: Figure, other: Figure) -> bool:
    """Whether two measures of one unit are of one thing, as far as it is said of both."""
    if one.kind is not Kind.MEASURE or not (one.head and other.head):
        return True
    if one.head == other.head or one.unit in {one.noun_key, other.noun_key}:
        return True
    return re.fullmatch(AIM, one.noun_key or "") is not None  # '215 ha/220 ha KH'


def _are_of_one_plan(actual: Figure, percent: Figure, plan: Figure) -> bool:
    three = actual, percent, plan
    return (
        actual.kind in AMOUNTS
        and counts_may_be_alike(actual, plan)  # not 'mở 12 lớp cho 480 học viên (12 lớp)'
        and actual.role is Role.ACTUAL
        and plan.role in _PLANNED
        and plan.value > 0
        and (actual.kind, actual.unit) == (plan.kind, plan.unit)
        and is_plain(three)
        and len({(figure.block, figure.sentence) for figure in three}) == 1
    )


def _before(extraction: Extraction, earlier: Sequence[Figure], percent: Figure) -> Figure | None:
    """The figure before a percentage, what stands in a closed bracket between them left out."""
    text = extraction.document.blocks[percent.block].text
    for figure in reversed(earlier):
        if figure.block != percent.block or figure.sentence != percent.sentence:
            return None
        if not leaves_a_bracket(text[figure.end : percent.start]):
            return figure
    return None


def _is_claim(extraction: Extraction, actual: Figure, percent: Figure, plan: Figure) -> bool:
    text = extraction.document.blocks[percent.block].text
    if text[: plan.start].rstrip().endswith("(") and plan.role is Role.ACTUAL:
        plan = replace(plan, role=Role.PLAN)  # by what stands before the bracket
    if not _are_of_one_plan(actual, percent, plan):
        return False
    noun = f" {actual.noun}" if actual.noun else ""
    between = _ASIDE.sub("", text[actual.end : percent.start])
    return (
        _REACHED.fullmatch(fold(between.removeprefix(noun))) is not None
        and _OF_PLAN.fullmatch(fold(text[percent.end : plan.start])) is not None
    )


CHECK = Check(
    code="T404",
    name="plan-percent",
    severity=Severity.ERROR,
    summary=Message(
        vi="Tỷ lệ đạt kế hoạch khớp với số thực hiện và số kế hoạch",
        en="A percentage of a plan follows from actual and plan",
    ),
    run=_run,
)
