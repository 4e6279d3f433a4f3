"""The summary's total is the sum over the units' reports.

What it reports: a figure of a summary that is not the sum of what its units' reports state of the
same indicator for the same time.

Why it matters: adding up is what the office reads unit reports for; a unit left out, a figure taken
over wrongly or a slip in the sum goes up to the next level unseen.

What it leaves alone: amounts that agree within their rounding; an indicator that a unit gives twice
with two values, if one of them makes the sum true; levels that do not add up (averages, ranks). If
some units state nothing of the indicator or have no report and the sum falls short, the finding is
a warning, and a note if most state nothing: silence is not zero, and no figure either. A note it is
too if one of the silent units' reports was only partly read, or read from a scan; and where the
indicator is none of the list but every unit states it in words like the summary's.

Source: decision of the project; indicators are data (`rules/indicators.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.across.check import AcrossCheck
from rules.across.facts import ReportFacts, Statement
from rules.across.submission import Submission
from rules.across.sums import UnitSum, sums
from rules.across.wording import units_named
from rules.finding import Finding, Message, Severity
from rules.notation import written

_NEAR = 2
_LISTED = 12
"""Parts that the working writes out."""


def _run(submission: Submission) -> Iterator[Finding]:
    for summary, found in sums(submission):
        if not found.holds and (found.is_named or _is_near(found)):
            yield _finding(summary, found)


def _is_near(found: UnitSum) -> bool:
    """Whether sum and total are of one size: like words may be said of different things."""
    total, stated = found.total, found.stated[0].value
    return 0 < stated <= _NEAR * total and total <= _NEAR * stated


def _finding(summary: ReportFacts, found: UnitSum) -> Finding:
    stated, total = found.stated[0], found.total
    gap = written(abs(total - stated.value).normalize())
    shown, count = written(total.normalize()), len(found.parts)
    name, silent = found.indicator.name, found.silent
    vi = f"{name.vi}: tổng hợp ghi {stated.surface}; cộng {count} đơn vị được {shown} (lệch {gap})"
    en = (
        f"{name.en}: the summary says {stated.surface}; {count} units add up to {shown} "
        f"(off by {gap})"
    )
    if silent:
        named = units_named(silent)
        vi += f"; {len(silent)} đơn vị không nêu: {named.vi}"
        en += f"; {len(silent)} units do not state it: {named.en}"
    if found.missing and total < stated.value:
        named = units_named(found.missing)
        vi += f"; chưa có báo cáo của {named.vi}"
        en += f"; no report of {named.en}"
    if found.unread:
        named = units_named(found.unread)
        vi += f"; báo cáo chỉ đọc được một phần: {named.vi}"
        en += f"; only partly read: {named.en}"
    elif found.scanned and total < stated.value:
        named = units_named(found.scanned)
        vi += f"; bản quét, có thể đọc sót: {named.vi}"
        en += f"; from scans that may have been misread: {named.en}"
    parts = list(found.chosen.values())
    terms = " + ".join(_in_digits(part) for part in parts[:_LISTED])
    rest = len(parts) - _LISTED
    more_vi = f" + … ({rest} đơn vị nữa)" if rest > 0 else ""
    more_en = f" + … ({rest} more units)" if rest > 0 else ""
    reports = [found.reports[unit] for unit in found.parts]
    return CHECK.finding(
        summary.report,
        [(summary, stated), *zip(reports, parts, strict=True)],
        subject=found.indicator.code,
        message=Message(vi, en),
        working=Message(
            f"{terms}{more_vi} = {shown} ≠ {stated.surface}",
            f"{terms}{more_en} = {shown} ≠ {stated.surface}",
        ),
        stated=stated.surface,
        expected=shown,
        severity=_severity(found, total, stated.value),
    )


def _in_digits(part: Statement) -> str:
    """A figure as it is written, one in words as a number."""
    if any(letter.isdecimal() for letter in part.surface):
        return part.surface
    return written(part.value.normalize())


def _severity(found: UnitSum, total: Decimal, stated: Decimal) -> Severity:
    if not found.is_named:
        return Severity.NOTE
    if not (found.silent or found.missing) or total > stated:
        return Severity.ERROR
    if found.unread or found.scanned:
        return Severity.NOTE
    return Severity.WARNING if len(found.parts) >= len(found.silent) else Severity.NOTE


CHECK = AcrossCheck(
    code="X501",
    name="units-sum",
    severity=Severity.ERROR,
    summary=Message(
        vi="Số tổng hợp bằng tổng số liệu trong báo cáo của các đơn vị",
        en="The summary's total is the sum over the units' reports",
    ),
    run=_run,
)
