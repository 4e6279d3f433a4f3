"""A selection does not exceed what it is selected from.

What it reports: a figure behind 'trong đó' that is larger than its total ('1.250 hộ nghèo, trong đó
1.320 hộ …').

Why it matters: one of the two figures is wrong, or the selection is of something else.

What it leaves alone: selections that overlap (their sum may exceed the total); hedged figures;
rounded amounts that agree within their rounding; figures of another time ('2013 có 14 vụ'), and the
next items where the total is itself an item of a list; a list whose parts exceed the total by more
than one slip can.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.divisions import is_believable
from rules.figures.claim import ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity

_ITEM = 80
"""Characters before a part in which its item begins."""
_TIME = re.compile(
    r"(?<!\w)(?:(?:19|20)\d\d|cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý)\s+(?:trước|ngoái))(?!\w)"
)


def _run(extraction: Extraction) -> Iterator[Finding]:
    for claim in extraction.claims_of(ClaimKind.PARTS):
        if claim.cover is not Cover.SUBSET:
            continue
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        larger = [part for part in parts if stands_for(part).low > stands_for(total).high]
        if not is_believable(total, parts, selected=True):
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
    """Whether a figure is still among what 'trong đó' selects, and of the total's own time.

    Behind a semicolon the items go on of which the total itself is one: 'bác sĩ 98; dược sĩ 22,
    trong đó đại học 9; điều dưỡng 186'.
    """
    text = extraction.document.blocks[part.block].text
    item = re.split(r"[;,(]", text[max(part.sentence[0], part.start - _ITEM) : part.start])[-1]
    if part.role is not total.role or (_TIME.search(fold(item)) and part is not first):
        return False
    if part is first or part.block != total.block or first.start < total.end:
        return True
    opened = text[total.end : first.start]
    bracketed = opened.count("(") > opened.count(")")
    if ";" not in text[first.end : part.start] or ":" in opened or bracketed:
        return True
    return not any(
        (figure.kind, figure.unit, figure.role) == (total.kind, total.unit, total.role)
        for figure in extraction.figures
        if (figure.block, figure.sentence) == (total.block, total.sentence)
        and figure.end <= total.start
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
