"""What is said to rise rises, what is said to fall falls.

What it reports: 'tăng 7 vụ' or 'tăng 5%' where the figures beside it go down, and the reverse;
'tăng 2,0% (giảm 80 ha)'.

Why it matters: the reader takes the word and not the figures.

What it leaves alone: hedged figures; levels of which another change of the sentence holds; changes
with a subject of their own ('tuy số lượt tăng 40,4%'); figures
that agree within their rounding.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.growths import contradictions
from rules.trends import trends


def _run(extraction: Extraction) -> Iterator[Finding]:
    told: set[str] = set()
    for trend in trends(extraction):
        if not trend.turns or not _is_said(extraction, trend.change):
            continue
        told.add(trend.change.id)
        change, base, last = trend.change, trend.base, trend.last
        up = change.value > 0
        said, is_so = ("tăng", "giảm") if up else ("giảm", "tăng")
        yield CHECK.finding(
            extraction,
            trend.figures,
            message=Message(
                vi=(
                    f"Ghi {said} {change.surface}, nhưng từ {base.surface} đến {last.surface} "
                    f"là {is_so}"
                ),
                en=(
                    f"{'A rise' if up else 'A fall'} of {change.surface} is given, but from "
                    f"{base.surface} to {last.surface} it goes the other way"
                ),
            ),
            stated=change.surface,
            expected=trend.expected,
            working=Message(vi=trend.working, en=trend.working),
        )

    for first, second in contradictions(extraction):
        if told.isdisjoint({first.id, second.id}):
            yield _contradiction(extraction, first, second)


def _contradiction(extraction: Extraction, first: Figure, second: Figure) -> Finding:
    vi = tuple("tăng" if figure.value > 0 else "giảm" for figure in (first, second))
    en = tuple("rise" if figure.value > 0 else "fall" for figure in (first, second))
    return CHECK.finding(
        extraction,
        (first, second),
        message=Message(
            f"Ghi {vi[0]} {first.surface}, trong ngoặc lại ghi {vi[1]} {second.surface}",
            f"A {en[0]} of {first.surface} is given, and in brackets a {en[1]} of {second.surface}",
        ),
        stated=first.surface,
        working=Message(
            f"{vi[0]} {first.surface} ≠ {vi[1]} {second.surface}",
            f"{en[0]} of {first.surface} ≠ {en[1]} of {second.surface}",
        ),
    )


def _is_said(extraction: Extraction, change: Figure) -> bool:
    """Whether the last word before a change that tells a direction tells that of the change.

    'thấp hơn cùng kỳ (74%) 6 điểm phần trăm' has a word for what is down, far from its figure.
    """
    if change.surface[:1] in _SIGNS:
        return True
    lead = fold(extraction.sentence_of(change)[: change.start - change.sentence[0]])
    words = list(_WORD.finditer(lead))
    if not words:
        return True
    return (words[-1]["up"] is not None) == (change.value > 0)


_SIGNS = "+-–−"
_WORD = re.compile(
    r"(?<!\w)(?:(?P<up>tăng|vượt|(?:cao|nhiều|lớn)\s+hơn)|giảm|hụt|sụt|tụt|hạ|(?:thấp|ít|nhỏ)\s+hơn)(?!\w)"
)


CHECK = Check(
    code="T403",
    name="direction",
    severity=Severity.ERROR,
    summary=Message(
        vi="'Tăng' thì số sau lớn hơn, 'giảm' thì số sau nhỏ hơn",
        en="'tăng' goes up, 'giảm' goes down",
    ),
    run=_run,
)
