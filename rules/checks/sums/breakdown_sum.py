"""Parts add up to their total.

What it reports: parts that a text says make up a total ('gồm', 'chia ra', a colon, a bracket whose
members are all that the total names) and that do not; parts in a bare bracket that exceed their
total; a bracket whose members exclude each other ('27 khiển trách, 05 cảnh cáo') and fall short.
Without a list: what is said to be left of a whole ('được cấp 684,5 triệu đồng, đã dùng 671,2, còn
dư 23,3'; 'thành 597 vụ, không thành 97 vụ' of 684), what a stock is said to be after what came and
went ('đầu kỳ', 'thu', 'chi', 'cuối kỳ'), and an amount that is not as many times what each gets
('92 nhà x 60 triệu đồng').

Why it matters: one of the figures is wrong, and it is the total that goes on into the summary.

What it leaves alone: 'trong đó', which names a selection (where 'các … khác' closes it, or its
parts are all of a known group or exceed it between them, one slip must explain what is wrong);
parts that overlap (nữ, trẻ, dân tộc thiểu số); a rest, a stock or a product that no slip explains
where a third kind, an older stock or another whole may stand unsaid; hedged figures; rounded money
and measures whose sum lies within their rounding. Parts that stand away from their total, miss it
by far or exceed it, are reported only where one slip explains that they do not add up (a digit, a
swap, a zero, a miscount, a part left out). Parts of a bare bracket that fall short a little and
need not be all are a note.

Source: decision of the project; of 84 published sums that could be checked, 13 failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from rules.amounts import in_scale_of, is_a_rate, is_plain, scale_of, stands_for
from rules.balances import Balance, balances
from rules.check import Check
from rules.divisions import (
    closes,
    follows_its_total,
    has_shares,
    is_believable,
    is_made_up_otherwise,
    is_of_the_past,
    names_another_base,
    tells_that_it_is_not_divided,
)
from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.overlaps import are_cross_cuts, goes_on_unnumbered, may_be_several, overlaps
from rules.products import Product, products
from rules.remainders import Remainder, has_older_stock, remainders
from rules.restshares import rests_by_share
from rules.selections import is_still_selected
from rules.slips import (
    may_have_been,
    one_misprint_from_adding_up,
    one_part_slipped,
    one_slip_from_adding_up,
)

_MOST = Fraction(3, 4)
"""What a bare bracket has to add up to of its total, lest it names some of many."""


_FAR_OFF = Decimal("0.3")
"""By what share of a total its parts may miss it where no one slip explains it."""
_FARTHEST = Decimal("0.6")
"""The same where the end of the list says that it is all."""
_REST = re.compile(r"(?<!\w)(?:khác|còn\s+lại)(?!\w)")
_LEAST = 4
"""Parts of a list that what is left closes."""
_NEAR = 24
"""Characters behind its last number in which it may say that it is the rest."""


def _run(extraction: Extraction, tolerance: Decimal = Decimal(0)) -> Iterator[Finding]:
    told: set[str] = set()
    for finding in _of_lists(extraction, tolerance):
        told.update(finding.figures)
        yield finding
    for rest in rests_by_share(extraction):
        if not told.issuperset({rest.total.id, rest.parts[-1].id}):
            told.update((rest.total.id, *(part.id for part in rest.parts)))
            yield from _finding(extraction, rest.total, rest.parts, Severity.ERROR, tolerance)
    for remainder in remainders(extraction):
        if not told.issuperset({remainder.whole.id, remainder.rest.id}):
            yield from _of_remainder(extraction, remainder, tolerance)
    changes = {claim.figures[0] for claim in extraction.claims_of(ClaimKind.CHANGE)}
    for balance in balances(extraction):
        if balance.last.id in changes:
            continue  # T401 says so
        yield from _of_balance(extraction, balance, tolerance)
    for product in products(extraction):
        yield from _of_product(extraction, product, tolerance)


def _of_lists(extraction: Extraction, tolerance: Decimal) -> Iterator[Finding]:
    """Totals and the parts that a text lists."""
    told: set[tuple[Decimal, frozenset[str]]] = set()
    supposed = (claim for claim in extraction.supposed if claim.kind is ClaimKind.PARTS)
    stated = sorted(extraction.claims_of(ClaimKind.PARTS), key=lambda c: c.cover is Cover.SUBSET)
    for claim in (*stated, *supposed):
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        if claim.cover is Cover.SUBSET and not (
            _names_the_rest(extraction, parts)
            or _are_all_of_a_group(extraction, total, parts)
            or _exceed_by_a_slip(extraction, claim, total, parts)
        ):
            continue
        if not is_plain((total, *parts)):
            continue
        severity = _severity(claim, total, parts, extraction.lexicon.overlapping)
        if severity is None or not _is_meant(extraction, claim, total, parts):
            continue
        if has_older_stock(extraction, total, parts):
            continue
        if claim.supposed and not _must_be_meant(extraction, claim, total, parts):
            continue
        if _form(total, parts) not in told:
            told.add(_form(total, parts))
            yield from _finding(extraction, total, parts, severity, tolerance)


def _of_remainder(extraction: Extraction, told: Remainder, tolerance: Decimal) -> Iterator[Finding]:
    """'684 vụ, thành 597 vụ, không thành 97 vụ': what is left of a whole."""
    rest, left = told.rest, told.left
    if told.holds or abs(rest.value - left) <= tolerance * scale_of(rest):
        return
    shown, gap = in_scale_of(rest, left), in_scale_of(rest, abs(rest.value - left))
    terms = (in_scale_of(told.whole, f.value) for f in (told.whole, *told.parts))
    yield _finding_of_last(
        extraction,
        (told.whole, *told.parts, rest),
        Message(
            vi=f"Phần còn lại ghi {rest.surface}; tổng trừ các phần kia còn {shown} (lệch {gap})",
            en=f"{rest.surface} is given as what is left; the total less the other parts is "
            f"{shown} (off by {gap})",
        ),
        f"{' − '.join(terms)} = {in_scale_of(told.whole, left)}",
        shown,
    )


def _of_balance(extraction: Extraction, told: Balance, tolerance: Decimal) -> Iterator[Finding]:
    """'đầu kỳ 12, mới 45, giải quyết 50, cuối kỳ 17': what there was, came, went and is."""
    last, left = told.last, told.left
    if told.holds or abs(abs(last.value) - left) <= tolerance * scale_of(last):
        return
    shown, gap = in_scale_of(last, left), in_scale_of(last, abs(abs(last.value) - left))
    (first, _), *others = told.terms
    working = in_scale_of(last, abs(first.value))
    for figure, sign in others:
        working += f" {'+' if sign > 0 else '−'} {in_scale_of(last, abs(figure.value))}"
    yield _finding_of_last(
        extraction,
        (*(figure for figure, _ in told.terms), last),
        Message(
            vi=f"Số cuối ghi {last.surface}; lấy số đầu cộng phần tăng, trừ phần giảm được {shown} "
            f"(lệch {gap})",
            en=f"{last.surface} is given at the end; what there was and came less what went is "
            f"{shown} (off by {gap})",
        ),
        f"{working} = {shown}",
        shown,
    )


def _of_product(extraction: Extraction, told: Product, tolerance: Decimal) -> Iterator[Finding]:
    """'92 nhà x 60 triệu đồng và 32 nhà x 30 triệu đồng': equal parts, as many as are counted."""
    total = told.total
    if told.holds or abs(total.value - told.value) <= tolerance * scale_of(total):
        return
    shown = in_scale_of(total, told.value)
    gap = in_scale_of(total, abs(total.value - told.value))
    terms = " + ".join(
        f"{number.surface} × {in_scale_of(total, each.value)}" for number, each in told.terms
    )
    working = f"{terms} = {shown} ≠ {in_scale_of(total, total.value)}"
    yield CHECK.finding(
        extraction,
        told.figures,
        message=Message(
            vi=f"Ghi {total.surface}; số lượng nhân với mức được {shown} (lệch {gap})",
            en=f"{total.surface} is given; as many of so much each make {shown} (off by {gap})",
        ),
        stated=total.surface,
        expected=shown,
        working=Message(vi=working, en=working),
    )


def _finding_of_last(
    extraction: Extraction,
    involved: Sequence[Figure],
    message: Message,
    working: str,
    expected: str,
) -> Finding:
    ids = dict.fromkeys(figure.id for figure in involved)
    stated = f"{working} ≠ {in_scale_of(involved[0], abs(involved[-1].value))}"
    return CHECK.finding(
        extraction,
        [extraction.by_id[identity] for identity in ids],
        message=message,
        stated=involved[-1].surface,
        expected=expected,
        working=Message(vi=stated, en=stated),
    )


def _form(total: Figure, parts: Sequence[Figure]) -> tuple[Decimal, frozenset[str]]:
    """What a finding is known by: a total may be said twice."""
    return total.value, frozenset(part.id for part in parts)


def _finding(
    extraction: Extraction,
    total: Figure,
    parts: Sequence[Figure],
    severity: Severity,
    tolerance: Decimal,
) -> Iterator[Finding]:
    found = sum((part.value for part in parts), Decimal(0))
    if abs(found - total.value) <= tolerance * scale_of(total):
        return
    shown = in_scale_of(total, found)
    stated = in_scale_of(total, total.value)
    working = f"{' + '.join(part.surface for part in parts)} = {shown}"
    gap = in_scale_of(total, abs(found - total.value))
    yield CHECK.finding(
        extraction,
        (total, *parts),
        message=Message(
            vi=f"Ghi {total.surface}; cộng các phần được {shown} (lệch {gap})",
            en=f"{total.surface} is given; its parts add up to {shown} (off by {gap})",
        ),
        stated=total.surface,
        expected=shown,
        working=Message(vi=f"{working} ≠ {stated}", en=f"{working} ≠ {stated}"),
        severity=severity,
    )


def _names_the_rest(extraction: Extraction, parts: Sequence[Figure]) -> bool:
    """'trong đó: giết người 09 vụ, …, các tội khác 112 vụ': what is left closes the list."""
    if len(parts) < _LEAST:
        return False
    before, last = parts[-2:]
    if (before.block, before.sentence) != (last.block, last.sentence):
        return False
    text = extraction.document.blocks[last.block].text
    around = fold(text[before.end : min(last.end + _NEAR, last.sentence[1])])
    return _REST.search(around) is not None


def _are_all_of_a_group(extraction: Extraction, total: Figure, parts: Sequence[Figure]) -> bool:
    """'trong đó: mầm non 28, tiểu học 31, THCS 22, THPT 05': all that there are, by their names."""
    last = parts[-1]
    if total.block != last.block or last.start < total.end:
        return False
    if any(stands_for(part).low > stands_for(total).high for part in parts):
        return False  # S203 says so
    text = extraction.document.blocks[last.block].text
    said = fold(text[total.end : min(last.end + _NEAR, last.sentence[1])])
    return any(
        len(members) == len(parts) and all(_count(word, said) == 1 for word in members)
        for members in extraction.lexicon.groups
    )


def _exceed_by_a_slip(
    extraction: Extraction, claim: Claim, total: Figure, parts: Sequence[Figure]
) -> bool:
    """Whether parts behind 'trong đó' exceed their total between them, by one slip of the pen."""
    if len(parts) < 2 or total.block != parts[-1].block or parts[0].start < total.end:
        return False
    if any(stands_for(part).high >= stands_for(total).low for part in parts):
        return False  # S203 says so, or one part is nearly all
    if not all(is_still_selected(extraction, claim, part) for part in parts):
        return False
    added = sum((stands_for(part) for part in parts[1:]), stands_for(parts[0]))
    if added.low <= stands_for(total).high or not is_believable(total, parts):
        return False
    return may_have_been(total, added) or one_part_slipped(parts, stands_for(total))


def _count(word: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w)(?<!ngoài ){re.escape(word)}(?!\w)", text))


def _is_meant(extraction: Extraction, claim: Claim, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are said to be this total's, or so nearly make it up that they must be."""
    if is_made_up_otherwise(extraction, claim) or is_of_the_past(extraction, total):
        return False
    if names_another_base(extraction, claim) or goes_on_unnumbered(extraction, total, parts):
        return False
    if may_be_several(extraction, total, parts) or tells_that_it_is_not_divided(extraction, claim):
        return False
    if is_a_rate(total):
        return False  # a rate, a mean: its parts have rates of their own
    if claim.cover is Cover.SUBSET:
        return one_slip_from_adding_up(total, parts)
    if claim.exclusive:
        return True
    if not is_believable(total, parts):
        return False
    if one_slip_from_adding_up(total, parts):
        return True
    off = abs(sum((part.value for part in parts), Decimal(0)) - total.value)
    if not follows_its_total(extraction, claim):
        return False
    if off <= _FAR_OFF * abs(total.value):
        return True
    return (
        claim.cover is Cover.ALL
        and len(parts) > 1
        and off <= _FARTHEST * abs(total.value)
        and closes(extraction, claim)
        and not has_shares(extraction, claim)
    )


def _must_be_meant(
    extraction: Extraction, claim: Claim, total: Figure, parts: Sequence[Figure]
) -> bool:
    """Whether nothing but one misprint keeps a list from being the parts of a total.

    Its parts are no other total's, and the total is not that of another list.
    """
    if not one_misprint_from_adding_up(total, parts):
        return False
    for other in extraction.claims_of(ClaimKind.PARTS):
        whole, *members = (extraction.by_id[identity] for identity in other.figures)
        if whole.id == total.id or len(members) < 2 or other.cover is Cover.SUBSET:
            continue
        inside = {*claim.figures} <= {*other.figures[1:]}
        if inside and all(member.value <= whole.value for member in members):
            return False  # of the list that they stand in
        if (
            set(claim.figures[1:]) & set(other.figures[1:])
            and sum(member.value for member in members) == whole.value
        ):
            return False
    return True


def _severity(
    claim: Claim, total: Figure, parts: Sequence[Figure], overlapping: frozenset[str]
) -> Severity | None:
    """How wrong the sum is; None if some true values explain it."""
    whole = stands_for(total)
    sums = list(accumulate(stands_for(part) for part in parts))
    # A list may run on into what is no part any more, unless its members are of one scheme.
    ends = sums[-1:] if claim.exclusive else sums[1:] or sums
    if any(whole.meets(partial) for partial in ends):
        return None
    others = overlapping - {total.noun_key}
    if all(overlaps(part, others) for part in parts) or are_cross_cuts(parts, others):
        return None
    if claim.cover is Cover.ALL:
        return Severity.ERROR
    if claim.cover is Cover.SUBSET:
        return None if any(overlaps(part, others) for part in parts) else Severity.WARNING
    if any(overlaps(part, others) for part in parts):
        return None
    if sums[-1].low > whole.high:
        return Severity.ERROR if claim.exclusive else Severity.WARNING
    if claim.exclusive:
        return Severity.WARNING
    return Severity.NOTE if sums[-1].high >= _MOST * whole.low else None  # else some of many


CHECK = Check(
    code="S201",
    name="breakdown-sum",
    severity=Severity.ERROR,
    summary=Message(vi="Các phần cộng lại bằng tổng của chúng", en="Parts add up to their total"),
    run=_run,
    within=_run,
)
