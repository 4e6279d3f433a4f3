"""A selection does not exceed what it is selected from.

What it reports: a figure behind 'trong đó' that is larger than its total ('1.250 hộ nghèo, trong đó
1.320 hộ …').

Why it matters: one of the two figures is wrong, or the selection is of something else.

What it leaves alone: selections that overlap (their sum may exceed the total); hedged figures;
rounded amounts that agree within their rounding; figures of another time ('2013 có 14 vụ') and what
follows behind a semicolon; a list of which several exceed the total, which is not theirs.

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.figures.claim import ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.finding import Finding, Message, Severity


def _run(extraction: Extraction) -> Iterator[Finding]:
    for claim in extraction.claims_of(ClaimKind.PARTS):
        if claim.cover is not Cover.SUBSET:
            continue
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        larger = [part for part in parts if stands_for(part).low > stands_for(total).high]
        if len(larger) > 1:
            continue
        for part in larger:
            if not is_plain((total, part)) or not _is_selected(extraction, total, parts[0], part):
                continue
            yield CHECK.finding(
                extraction,
                (total, part),
                message=Message(
                    vi=f"Ghi {part.surface} trong tổng số {total.surface}: phần lớn hơn tổng",
                    en=f"{part.surface} is given as a part of {total.surface}, and exceeds it",
                ),
                stated=part.surface,
                expected=f"≤ {total.surface}",
                working=Message(
                    vi=f"{part.surface} > {total.surface}", en=f"{part.surface} > {total.surface}"
                ),
            )


def _is_selected(extraction: Extraction, total: Figure, first: Figure, part: Figure) -> bool:
    """Whether a figure is still among what 'trong đó' selects, and of the total's own time."""
    if part.role is not total.role or _is_of_another_time(total, part):
        return False
    text = extraction.document.blocks[total.block].text
    if part is first or part.block != total.block or first.start < total.end:
        return True
    opened = text[total.end : first.start]
    bracketed = opened.count("(") > opened.count(")")
    return ";" not in text[first.end : part.start] or ":" in opened or bracketed


def _is_of_another_time(total: Figure, part: Figure) -> bool:
    own, whole = part.period or "", total.period or ""
    return own != whole and any(map(str.isdecimal, own))


CHECK = Check(
    code="S203",
    name="subset-over-total",
    severity=Severity.ERROR,
    summary=Message(
        vi="Phần nêu sau 'trong đó' không vượt tổng số",
        en="'trong đó' parts do not exceed their total",
    ),
    run=_run,
)
