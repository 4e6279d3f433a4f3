"""A count and its percentage imply a total that agrees with the one stated.

What it reports: '27 khiển trách (75%)' among the parts of 33: the 27 are 81,8% of 33, and 75% would
need a total of 36. The total is the one that the text itself divides into these parts; or, where it
is not given, what the parts of a list add up to, if all their other shares are of that. What is
said of the total may stand between it and its parts, and it may be an estimate ('ước').

Why it matters: the base of the percentage is of another date, or another part was counted.

What it leaves alone: percentages that name another base ('chiếm 30% tổng số cán bộ'); a percentage
that comes from any other figure of its sentence; what a part reached of a plan ('đạt 61,2%' where
the sentence speaks of one); those only cut off or rounded up; those that neither the other shares
of their list nor one slip shows to be meant of the total.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from rules.amounts import in_scale_of, is_plain, is_stated, places_of, stands_for
from rules.check import Check
from rules.divisions import (
    follows_its_total,
    goes_straight_on,
    names_another_base,
    opens_behind_asides,
)
from rules.figures.claim import Claim, ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.notation import cut, written
from rules.partitions import lists_with_an_odd_share
from rules.plans import is_of_a_plan
from rules.rounding import Interval, Way, ways
from rules.selections import is_still_selected
from rules.slips import may_have_been
from rules.wholes import names_again

_ENDS = re.compile(r"\s*(?:[),;.\]]|\Z|và\s|trên\s+tổng\s+số\s)")
_LAST_YEAR = Fraction(1, 8)
"""By how much a whole may have grown or fallen in a year."""
_BASES = frozenset({Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.MEASURE})


def _run(extraction: Extraction) -> Iterator[Finding]:
    divided: dict[str, Claim] = {}
    for claim in extraction.claims_of(ClaimKind.PARTS):
        for member in claim.figures[1:]:
            divided.setdefault(member, claim)
    shares = {
        claim.figures[1]: extraction.by_id[claim.figures[0]]
        for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT)
    }
    told: set[str] = set()
    for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT):
        percent, part = (extraction.by_id[identity] for identity in claim.figures)
        if part.id not in divided or percent.id in told:
            continue
        division = divided[part.id]
        if not is_still_selected(extraction, division, part):
            continue
        whole = extraction.by_id[division.figures[0]]
        if len(division.figures) == 2 and _is_behind(whole, part):
            continue  # 'a trên tổng số b' is a ratio: P101
        if whole.value <= 0 or not is_plain((percent, part)) or not is_stated((whole,)):
            continue
        text = extraction.document.blocks[percent.block].text
        if _fits(part, whole, percent):
            continue
        ends = _ENDS.match(text, percent.end) is not None
        if not ends and not names_again(extraction, percent, whole):
            continue
        if is_of_a_plan(fold(text), percent):
            continue
        if _has_other_base(extraction, percent, part, division.figures):
            continue
        if not ends and not _is_slipped(part, whole, percent):
            continue
        if not _is_of_the_whole(extraction, division, part, shares):
            continue
        low = 100 * stands_for(part).low / (Fraction(percent.value) + Fraction(percent.step) / 2)
        high = (
            100
            * stands_for(part).high
            / max(Fraction(percent.value) - Fraction(percent.step) / 2, Fraction(1, 1000))
        )
        exact = 100 * Fraction(part.value) / Fraction(whole.value)
        told.add(percent.id)
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

    for listed, (part, percent) in lists_with_an_odd_share(extraction, adds_up=True):
        if percent.id not in told:
            yield _odd(extraction, percent, part, tuple(part for part, _ in listed))


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


def _is_behind(whole: Figure, part: Figure) -> bool:
    return (whole.block, whole.start) > (part.block, part.start)


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


def _is_of_the_whole(
    extraction: Extraction, division: Claim, part: Figure, shares: Mapping[str, Figure]
) -> bool:
    """Whether the percentage of a part is meant of the whole, though it is not that of it.

    The other percentages of the list bear the base out; where none does, one slip of part,
    percentage or whole must explain it, or the whole is one that was so many a year ago.
    """
    whole = extraction.by_id[division.figures[0]]
    others = [
        (extraction.by_id[identity], shares[identity])
        for identity in division.figures[1:]
        if identity in shares and identity != part.id
    ]
    if names_another_base(extraction, division):
        return False
    near = (
        follows_its_total(extraction, division)
        or opens_behind_asides(extraction, division)
        or goes_straight_on(extraction, division)
    )
    slipped = _is_slipped(part, whole, shares[part.id])
    fits = any(_fits(other, whole, share) for other, share in others)
    if sum(extraction.by_id[identity].value > whole.value for identity in division.figures[1:]) > 1:
        near = False
    if fits:
        return near or slipped
    return slipped and (near or _agree(whole, [(part, shares[part.id]), *others]))


def _agree(whole: Figure, given: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether several parts with their percentages imply one other whole, one slip off."""
    implied = [_implied(part, percent) for part, percent in given]
    if len(implied) < 2 or None in implied:
        return False
    known = [i for i in implied if i is not None]
    common = Interval(max(i.low for i in known), min(i.high for i in known))
    return common.low <= common.high and may_have_been(whole, common)


def _implied(part: Figure, percent: Figure) -> Interval | None:
    """The whole that a part and its percentage are of."""
    own, half = stands_for(part), Fraction(percent.step) / 2
    low, high = Fraction(percent.value) - half, Fraction(percent.value) + half
    return Interval(100 * own.low / high, 100 * own.high / low) if low > 0 else None


def _may_be(whole: Figure, implied: Interval) -> bool:
    """Whether a whole is one slip from another, or what that was a year ago."""
    base = stands_for(whole)
    year = Interval(base.low * (1 - _LAST_YEAR), base.high * (1 + _LAST_YEAR))
    return implied.meets(year) or may_have_been(whole, implied)


def _is_slipped(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Whether one slip, or a base of another year, makes a part another share of a whole."""
    own, base, implied = stands_for(part), stands_for(whole), _implied(part, percent)
    if base.low <= 0 or implied is None or _may_be(whole, implied):
        return True
    share = stands_for(percent)
    needed = Interval(share.low * base.low / 100, share.high * base.high / 100)
    if may_have_been(part, needed):
        return True
    return may_have_been(percent, Interval(100 * own.low / base.high, 100 * own.high / base.low))


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
        own = figure.id in siblings
        if own and (figure is not before or figure.id == siblings[0]):
            continue
        base = figure.denominator or figure.value
        found = ways(part.value, base, percent.value, percent.step) if base > 0 else frozenset()
        if Way.NEAREST in found or (found and not own):
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
