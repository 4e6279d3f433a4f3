"""A unit has one report for a period; a re-submission replaces, and says what changed.

What it reports: two or more reports of one unit for one time, with the indicators whose figures
differ. The one with the later date (then the higher number, then the later name) is summed.

Why it matters: counted twice, a unit makes the sum too large; and a figure that changed between two
submissions is worth a question.

What it leaves alone: other papers of the unit for the same time that do not state the same
indicators (a plan, minutes).

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rules.across.check import AcrossCheck, Involved
from rules.across.facts import ReportFacts
from rules.across.submission import Submission
from rules.across.wording import time_named
from rules.finding import Finding, Message, Severity

_LEAST_SHARED = 3
"""Indicators that two papers must both state to be one report sent twice."""
_SHOWN = 4


def _run(submission: Submission) -> Iterator[Finding]:
    for span, by_unit in submission.by_time.items():
        time = time_named(span)
        for unit, reports in by_unit.items():
            for earlier, later in pairwise(reports):
                changed = _changed(submission, earlier, later)
                if changed is None:
                    continue
                terms = [
                    (
                        submission.book.by_code[code].name,
                        f"{old[1].surface} → {new[1].surface}",
                    )
                    for code, old, new in changed[:_SHOWN]
                ]
                vi = "; ".join(f"{name.vi}: {step}" for name, step in terms) or "số liệu như nhau"
                en = "; ".join(f"{name.en}: {step}" for name, step in terms) or "the same figures"
                yield CHECK.finding(
                    later.report,
                    [pair for _, old, new in changed for pair in (new, old)],
                    subject=f"{unit.name} {time.vi} {earlier.report}",
                    message=Message(
                        f"{unit.name} có hơn một báo cáo {time.vi}: {earlier.report} và "
                        f"{later.report}; chỉ cộng báo cáo sau",
                        f"{unit.name} has more than one report for {time.en}: {earlier.report} and "
                        f"{later.report}; only the later one is summed",
                    ),
                    working=Message(
                        vi
                        + (f"; và {len(changed) - _SHOWN} chỉ tiêu khác" * (len(changed) > _SHOWN)),
                        en + (f"; and {len(changed) - _SHOWN} more" * (len(changed) > _SHOWN)),
                    ),
                    stated=earlier.report,
                    expected=later.report,
                )


def _changed(
    submission: Submission, earlier: ReportFacts, later: ReportFacts
) -> list[tuple[str, Involved, Involved]] | None:
    """The indicators whose figures differ; None if the two are not one report sent twice."""
    shared = [
        (code, old[0], new[0])
        for code in submission.book.by_code
        if (old := submission.stated(earlier, code)) and (new := submission.stated(later, code))
    ]
    if len(shared) < _LEAST_SHARED:
        return None
    return [
        (code, (earlier, old), (later, new)) for code, old, new in shared if old.value != new.value
    ]


CHECK = AcrossCheck(
    code="X503",
    name="duplicate-report",
    severity=Severity.WARNING,
    summary=Message(
        vi="Mỗi đơn vị có một báo cáo cho một kỳ; báo cáo gửi lại thay báo cáo trước",
        en="A unit has one report for a period; a re-submission replaces the one before",
    ),
    run=_run,
)
