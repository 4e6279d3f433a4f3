"""What is said to rise rises, what is said to fall falls.

What it reports: 'tăng 7 vụ' or 'tăng 5%' where the figures beside it go down, and the reverse.

Why it matters: the reader takes the word and not the figures.

What it leaves alone: hedged figures; levels of which another change of the sentence holds; figures
that agree within their rounding.

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Finding, Message, Severity
from rules.trends import trends


def _run(extraction: Extraction) -> Iterator[Finding]:
    for trend in trends(extraction):
        if not trend.turns:
            continue
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
