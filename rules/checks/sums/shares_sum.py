"""Shares of a full partition add up to 100%, ratios over one base to that base.

What it reports: percentages of all parts of a total that cannot add up to 100 however they were
rounded, all by 'cơ cấu', by what closes the list ('còn lại', 'khác'), by grades of one scheme or
because their counts show it; ratios over one base of a list that names what is left ('còn lại')
whose numerators do not make up the base; and two answers told by opposites ('hài lòng', 'chưa hài
lòng') that cannot make 100%, or that one slip keeps from it.

Why it matters: a digit slipped in one share, or a part was left out.

What it leaves alone: shares that miss 100 by what rounding explains (33,3 three times), or that
were adjusted to make exactly 100; lists that do not say that they are complete, and structures of
an economy under 100, which often leave out taxes; parts that overlap; a wrong share that names a
base of its own ('13,5% tổng số'); percentages none of which is that of the total (each of its own
base, or of a plan), or several not, and no one slip explains it.

Source: decision of the project; the arithmetic is in `rules.rounding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from rules.amounts import is_plain
from rules.answers import opposed_shares
from rules.check import Check
from rules.divisions import is_believable, is_made_up_otherwise
from rules.figures.claim import ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.notation import written
from rules.overlaps import are_cross_cuts
from rules.partitions import lists_with_an_odd_share, makes_a_whole, structures
from rules.plans import is_of_a_plan
from rules.rounding import ways
from rules.slips import one_slip_from_a_whole
from rules.wholes import named_base

_REST = re.compile(r"(?<!\w)còn\s+lại(?!\w)")
_SENTENCE = re.compile(r"[.;]\s")


def _run(extraction: Extraction) -> Iterator[Finding]:
    told: set[str] = set()
    for shares in _of_partitions(extraction):
        yield from _checked(extraction, shares, told)
    for shares in structures(extraction):
        yield from _checked(extraction, shares, told)
    for shares in opposed_shares(extraction):
        yield from _checked(extraction, shares, told)
    for (block, _), group in groupby(
        (f for f in extraction.figures if f.role is Role.ACTUAL),
        key=lambda f: (f.block, f.sentence),
    ):
        figures = tuple(group)
        folded = fold(extraction.document.blocks[block].text)
        yield from _over_one_base(extraction, folded, figures)


def _of_partitions(extraction: Extraction) -> Iterator[tuple[Figure, ...]]:
    """The percentages of all parts of a total, where every part has one."""
    percent_of = {
        claim.figures[1]: extraction.by_id[claim.figures[0]]
        for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT)
    }
    for claim in extraction.claims_of(ClaimKind.PARTS):
        parts = [extraction.by_id[part] for part in claim.figures[1:]]
        total = extraction.by_id[claim.figures[0]]
        exact = sum((part.value for part in parts), Decimal(0)) == total.value
        if len(parts) < 2 or not (claim.cover is Cover.ALL or exact):
            continue
        if is_made_up_otherwise(extraction, claim) or not is_believable(total, parts):
            continue
        if not all(part.id in percent_of for part in parts):
            continue
        if not exact and are_cross_cuts(parts, extraction.lexicon.overlapping - {total.noun_key}):
            continue
        shares = tuple(percent_of[part.id] for part in parts)
        folded = fold(extraction.document.blocks[shares[0].block].text)
        if any(is_of_a_plan(folded, share) for share in shares):
            continue
        others = [s for p, s in zip(parts, shares, strict=True) if not _is_share(p, s, total)]
        if others and all(named_base(extraction, share) is not None for share in others):
            continue  # they say themselves what else they are of
        if len(others) < len(shares) and (len(others) == 1 or one_slip_from_a_whole(shares)):
            yield shares
    for listed, _ in lists_with_an_odd_share(extraction, adds_up=False):
        yield tuple(share for _, share in listed)


def _is_share(part: Figure, share: Figure, total: Figure) -> bool:
    """Whether a percentage is that of a total, and not of what the part is itself a part of."""
    return bool(total.value) and bool(ways(part.value, total.value, share.value, share.step))


def _checked(extraction: Extraction, shares: Sequence[Figure], told: set[str]) -> Iterator[Finding]:
    if len(shares) < 2 or not is_plain(shares) or shares[0].id in told:
        return
    told.add(shares[0].id)
    if not makes_a_whole(shares):
        found = sum((share.value for share in shares), Decimal(0))
        yield _finding(extraction, shares, f"{written(found)}%", "100%")


def _over_one_base(
    extraction: Extraction, folded: str, figures: Sequence[Figure]
) -> Iterator[Finding]:
    """'15/36 …, 9/36 …, còn lại 13/36': the numerators of a full list make up the base."""
    ratios = [f for f in figures if f.kind is Kind.RATIO]
    if len(ratios) < 2 or len({f.denominator for f in ratios}) != 1 or not is_plain(ratios):
        return
    if not _REST.search(folded, ratios[-2].end, ratios[-1].start):
        return
    if _SENTENCE.search(folded, ratios[0].end, ratios[-1].start):
        return
    base = ratios[0].denominator or Decimal(0)
    found = sum((ratio.value for ratio in ratios), Decimal(0))
    if found != base:
        yield _finding(extraction, ratios, written(found), written(base))


def _finding(extraction: Extraction, parts: Sequence[Figure], found: str, whole: str) -> Finding:
    terms = " + ".join(part.surface for part in parts)
    return CHECK.finding(
        extraction,
        parts,
        message=Message(
            f"Các phần của một tổng thể cộng lại được {found}, không phải {whole}",
            f"The parts of one whole add up to {found}, not to {whole}",
        ),
        stated=found,
        expected=whole,
        working=Message(f"{terms} = {found} ≠ {whole}", f"{terms} = {found} ≠ {whole}"),
    )


CHECK = Check(
    code="S202",
    name="shares-sum",
    severity=Severity.ERROR,
    summary=Message(
        vi="Tỷ lệ của mọi phần cộng lại bằng 100%",
        en="Shares of a full partition add up to 100%",
    ),
    run=_run,
)
