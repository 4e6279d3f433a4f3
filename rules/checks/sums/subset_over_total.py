"""A selection does not exceed what it is selected from.

What it reports: a figure behind 'trong đó' that is larger than its total ('1.250 hộ nghèo, trong đó
1.320 hộ …').

Why it matters: one of the two figures is wrong, or the selection is of something else.

What it leaves alone: selections that overlap (their sum may exceed the total); hedged figures;
rounded amounts that agree within their rounding.

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.figures.claim import ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity


def _run(extraction: Extraction) -> Iterator[Finding]:
    for claim in extraction.claims_of(ClaimKind.PARTS):
        if claim.cover is not Cover.SUBSET:
            continue
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        for part in parts:
            if not is_plain((total, part)) or stands_for(part).low <= stands_for(total).high:
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
