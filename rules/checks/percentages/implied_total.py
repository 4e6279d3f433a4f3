"""A count and its percentage imply a total that agrees with the one stated.

What it reports: '27 khiển trách (75%)' among the parts of 33: the 27 are 81,8% of 33, and 75% would
need a total of 36. The total is the one that the text itself divides into these parts; or one that
it names ('chiếm 36,2% số nhiệm vụ được nghiệm thu', 'trong số việc có điều kiện', 'phải giải quyết
… đã giải quyết'); or one before a list that other shares of the list are of; or, where it is not
given, what the parts of a list add up to, if all their other shares are of that. What is said of
the total may stand between it and its parts, and it may be an estimate ('ước').

Why it matters: the base of the percentage is of another date, or another part was counted.

What it leaves alone: percentages that name another base ('chiếm 30% tổng số cán bộ'); a percentage
that comes from any other figure of its sentence; what a part reached of a plan ('đạt 61,2%' where
the sentence speaks of one); those only cut off or rounded up; those that neither the other shares
of their list nor one slip shows to be meant of the total.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from rules.amounts import in_scale_of, is_plain, is_stated, places_of
from rules.bases import Base, Share, shares_with_bases
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Hedge, Kind, Role
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.implied import are_of, fits, implied, imply_together, is_slipped
from rules.notation import cut, written
from rules.partitions import lists_with_an_odd_share
from rules.plans import is_of_a_plan
from rules.rounding import Interval, Way, ways
from rules.slips import may_have_been
from rules.wholes import names_again

_ENDS = re.compile(r"\s*(?:[),;.\]]|\Z|và\s|trên\s+tổng\s+số\s)")
_SAID_OF_PART = re.compile(
    r"(?!\s+(?:của|trên|trong|so|tổng|kế|chỉ|dự|mục)\s)[^\d.;:()]{0,60}\(?(?:tương\s+ứng\s+|tức\s+|với\s+)?\Z"
)
"""Between a percentage and its part: '70% là chi thường xuyên (1.622,88 tỷ đồng)'."""
_BASES = frozenset({Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.MEASURE})
_FINE = Fraction(1, 100)
"""By what share of itself a share may be off that no other figure gives by chance."""


def _run(extraction: Extraction) -> Iterator[Finding]:
    told: set[str] = set()
    for share in shares_with_bases(extraction):
        if share.percent.id in told or not is_plain((share.percent, share.part)):
            continue
        base = _violated(extraction, share)
        if base is not None:
            told.add(share.percent.id)
            yield _implied(extraction, share, base.whole)
    for listed, (part, percent) in lists_with_an_odd_share(extraction, adds_up=True):
        if percent.id not in told:
            yield _odd(extraction, percent, part, tuple(part for part, _ in listed))


def _violated(extraction: Extraction, share: Share) -> Base | None:
    """What a share must be of and is not; None if that is not sure."""
    part, percent = share.part, share.percent
    bases = [base for base in share.bases if base.whole.value > 0]
    if any(base.read and fits(part, base.whole, percent) for base in bases):
        return None
    folded = fold(extraction.document.blocks[percent.block].text)
    if is_of_a_plan(folded, percent):
        return None
    for base in bases:
        if fits(part, base.whole, percent):
            return None
        if not is_stated((base.whole,)) and base.whole.hedge is not Hedge.ABOUT:
            continue
        if not base.read and not are_of(base.others, base.whole):
            continue
        bare = _is_bare(folded, percent, part) or base.named
        again = names_again(extraction, percent, base.whole)
        if not bare and not (again and is_slipped(part, base.whole, percent)):
            continue
        if _is_meant(share, base) and not _has_other_base(share, base):
            return base
    return None


def _implied(extraction: Extraction, share: Share, whole: Figure) -> Finding:
    part, percent = share.part, share.percent
    meant = implied(part, percent) or Interval(Fraction(0), Fraction(0))
    exact = 100 * Fraction(part.value) / Fraction(whole.value)
    needed = f"{written(meant.low, 1)} đến {written(meant.high, 1)}"
    return CHECK.finding(
        extraction,
        (percent, part, whole),
        message=Message(
            f"Ghi {part.surface} là {percent.surface}, trong khi tổng số ghi {whole.surface}: "
            f"tính lại được {cut(exact, 1)}%",
            f"{part.surface} is said to be {percent.surface}, but the total is "
            f"{whole.surface}: that makes {cut(exact, 1)}%",
        ),
        stated=percent.surface,
        expected=f"{cut(exact, 1)}%",
        working=Message(
            f"{part.surface}/{whole.surface} = {cut(exact)}%; {percent.surface} cần tổng từ "
            f"{needed}",
            f"{part.surface}/{whole.surface} = {cut(exact)}%; {percent.surface} needs a total "
            f"of {needed.replace('đến', 'to')}",
        ),
    )


def _odd(extraction: Extraction, percent: Figure, part: Figure, parts: Sequence[Figure]) -> Finding:
    whole = sum((figure.value for figure in parts), Decimal(0))
    exact = 100 * Fraction(part.value) / Fraction(whole)
    expected = f"{written(exact, places_of(percent))}%"
    added = in_scale_of(part, whole)
    return CHECK.finding(
        extraction,
        (percent, *parts),
        message=Message(
            f"Ghi {part.surface} là {percent.surface}; các tỷ lệ khác của danh sách đều tính trên "
            f"tổng các phần {added}, khi đó là {expected}",
            f"{part.surface} is said to be {percent.surface}; the other shares of the list are of "
            f"what its parts add up to, {added}: that makes {expected}",
        ),
        stated=percent.surface,
        expected=expected,
        working=Message(
            f"{' + '.join(figure.surface for figure in parts)} = {added}; "
            f"{part.surface}/{added} = {cut(exact)}%",
            f"{' + '.join(figure.surface for figure in parts)} = {added}; "
            f"{part.surface}/{added} = {cut(exact)}%",
        ),
    )


def _is_bare(folded: str, percent: Figure, part: Figure) -> bool:
    """Whether nothing but the part stands behind a percentage that could be its base."""
    if _ENDS.match(folded, percent.end) is not None:
        return True
    if part.start < percent.end:
        return False
    return _SAID_OF_PART.fullmatch(folded, percent.end, part.start) is not None


def _is_meant(share: Share, base: Base) -> bool:
    """Whether the percentage of a part is meant of a whole, though it is not that of it.

    The other percentages of the list bear the whole out; where none does, one slip of part,
    percentage or whole must explain it, or the whole is one that was so many a year ago.
    """
    own = (share.part, share.percent)
    fitting = any(fits(part, base.whole, percent) for part, percent in base.others)
    if base.said and fitting:
        return True
    if not base.said and not fitting and not _agree(base, [own, *base.others]):
        return False
    return is_slipped(share.part, base.whole, share.percent)


def _agree(base: Base, given: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether several parts with their percentages imply one other whole, one slip off.

    So do parts that add up to what one share implies.
    """
    common = imply_together(given)
    if common is None:
        return False
    if len(given) > 1:
        return True
    added = sum((Fraction(part.value) for part in base.parts), Fraction(0))
    is_sum = len(base.parts) > 1 and common.low <= added <= common.high
    return is_sum and may_have_been(base.whole, Interval(added, added))


def _has_other_base(share: Share, base: Base) -> bool:
    """Whether another figure of the paragraph gives the percentage as its base.

    Of the figures of the part's own list only the one before it: 'cấp tỉnh thụ lý 1.124, giải quyết
    1.086 (96,6%)'. Those of sentences before that of the whole do where it is no chance.
    """
    part, percent = share.part, share.percent
    siblings = {base.whole.id, *(other.id for other in base.parts), part.id}
    since = min(base.whole.start, percent.sentence[0]) if base.read else 0
    fine = not base.again and Fraction(percent.step) <= _FINE * Fraction(percent.value)
    beside = [
        figure
        for figure in share.beside
        if (fine or figure.start >= since)
        and figure.kind in _BASES
        and figure.unit == part.unit
        and not (base.read and figure.role in {Role.PLAN, Role.TARGET})
    ]
    before = next((f for f in reversed(beside) if f.end <= part.start), None)
    for figure in beside:
        own = figure.id in siblings
        if own and (figure is not before or figure.id == base.whole.id):
            continue
        size = figure.denominator or figure.value
        found = ways(part.value, size, percent.value, percent.step) if size > 0 else frozenset()
        if Way.NEAREST in found or (found and not own and figure.start >= since):
            return True
    return not base.parts and any(_is_of_both(share, base.whole, figure) for figure in beside)


def _is_of_both(share: Share, whole: Figure, figure: Figure) -> bool:
    """'tiếp nhận mới 5.425, kỳ trước chuyển sang 215; giải quyết 5.430 (96,3%)': of the two.

    Or of what is left of the one without the other.
    """
    part, percent = share.part, share.percent
    if figure.id in {part.id, whole.id} or figure.kind is not whole.kind:
        return False
    return any(
        size > part.value and Way.NEAREST in ways(part.value, size, percent.value, percent.step)
        for size in (whole.value + figure.value, whole.value - figure.value)
    )


CHECK = Check(
    code="P107",
    name="implied-total",
    severity=Severity.WARNING,
    summary=Message(
        vi="Số lượng và tỷ lệ đi kèm phải khớp với tổng số đã nêu",
        en="A count and its percentage imply the total that is stated",
    ),
    run=_run,
)
