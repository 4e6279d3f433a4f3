"""A count and its percentage imply a total that agrees with the one stated.

What it reports: '27 khiển trách (75%)' among the parts of 33: the 27 are 81,8% of 33, and 75% would
need a total of 36. The total is the one that the text itself divides into these parts.

Why it matters: the base of the percentage is of another date, or another part was counted.

What it leaves alone: percentages that name their base ('chiếm 30% tổng số cán bộ'); a percentage
that comes from any other figure of its sentence; what a part reached of a plan ('đạt 61,2%' where
the sentence speaks of one); those only cut off or rounded up.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.divisions import is_believable
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.notation import cut, written
from rules.plans import is_of_a_plan
from rules.rounding import ways

_ENDS = re.compile(r"\s*(?:[),;.\]]|\Z|và\s)")
_BASES = frozenset({Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.MEASURE})


def _run(extraction: Extraction) -> Iterator[Finding]:
    wholes: dict[str, Figure] = {}
    siblings: dict[str, tuple[str, ...]] = {}
    for claim in extraction.claims_of(ClaimKind.PARTS):
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        if not is_believable(total, parts):
            continue
        for member in claim.figures[1:]:
            wholes.setdefault(member, total)
            siblings.setdefault(member, claim.figures)
    for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT):
        percent, part = (extraction.by_id[identity] for identity in claim.figures)
        whole = wholes.get(part.id)
        if whole is None or (whole.block, whole.start) > (part.block, part.start):
            continue  # 'a trên tổng số b' is a ratio: P101
        if whole.value <= 0 or not is_plain((percent, part, whole)):
            continue
        text = extraction.document.blocks[percent.block].text
        if not _ENDS.match(text, percent.end) or _fits(part, whole, percent):
            continue
        if is_of_a_plan(fold(text), percent):
            continue
        if _has_other_base(extraction, percent, part, siblings[part.id]):
            continue
        low = 100 * stands_for(part).low / (Fraction(percent.value) + Fraction(percent.step) / 2)
        high = (
            100
            * stands_for(part).high
            / max(Fraction(percent.value) - Fraction(percent.step) / 2, Fraction(1, 1000))
        )
        exact = 100 * Fraction(part.value) / Fraction(whole.value)
        yield CHECK.finding(
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
                f"{written(low, 1)} đến {written(high, 1)}",
                f"{part.surface}/{whole.surface} = {cut(exact)}%; {percent.surface} needs a total "
                f"of {written(low, 1)} to {written(high, 1)}",
            ),
        )


def _fits(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Whether some rounding, of the amounts too, makes the percentage that of the whole."""
    if whole.value <= 0:
        return False
    if ways(part.value, whole.value, percent.value, percent.step):
        return True
    own, base = stands_for(part), stands_for(whole)
    if base.low <= 0:
        return True
    half = Fraction(percent.step)
    low, high = 100 * own.low / base.high - half, 100 * own.high / base.low + half
    return own.low != own.high and low <= Fraction(percent.value) <= high


def _has_other_base(
    extraction: Extraction, percent: Figure, part: Figure, siblings: tuple[str, ...]
) -> bool:
    """Whether another figure of the sentence gives the percentage as its base.

    Of the figures of the part's own list only the one before it: 'cấp tỉnh thụ lý 1.124, giải quyết
    1.086 (96,6%)'.
    """
    beside = [
        figure
        for figure in extraction.figures
        if (figure.block, figure.sentence) == (percent.block, percent.sentence)
        and figure.kind in _BASES
        and figure.unit == part.unit
    ]
    before = next((f for f in reversed(beside) if f.end <= part.start), None)
    for figure in beside:
        if figure.id in siblings and (figure is not before or figure.id == siblings[0]):
            continue
        base = figure.denominator or figure.value
        if base > 0 and ways(part.value, base, percent.value, percent.step):
            return True
    return False


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
