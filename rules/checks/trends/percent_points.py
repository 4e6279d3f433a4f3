"""A difference of percentages is given in percentage points.

What it reports: 'từ 85% xuống 74%, giảm 11%': 11 is the difference in percentage points (điểm phần
trăm); as a relative change it would be 12,9%.

Why it matters: 'giảm 11%' of 85% is 75,65%; who reads it so gets another figure.

What it leaves alone: a change that is right as a relative one; one that is wrong both ways (T401).

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.check import Check
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.finding import Finding, Message, Severity
from rules.notation import cut, written
from rules.rounding import Interval, interval


def _run(extraction: Extraction) -> Iterator[Finding]:
    for claim in extraction.claims_of(ClaimKind.CHANGE):
        change, base, last = (extraction.by_id[identity] for identity in claim.figures)
        if change.unit != "%" or base.kind is not Kind.PERCENT or last.kind is not Kind.PERCENT:
            continue
        if change.hedge is not None or base.hedge is not None or last.hedge is not None:
            continue
        if not base.value or not _in_points(change, base, last) or _relative(change, base, last):
            continue
        points = last.value - base.value
        relative = 100 * Fraction(points) / Fraction(base.value)
        working = f"{last.surface} − {base.surface} = {written(points)}"
        yield CHECK.finding(
            extraction,
            tuple(sorted((last, change, base), key=lambda figure: figure.start)),
            message=Message(
                vi=(
                    f"{change.surface} là hiệu của {base.surface} và {last.surface}: "
                    f"nên ghi {written(abs(points))} điểm phần trăm"
                ),
                en=(
                    f"{change.surface} is the difference of {base.surface} and {last.surface}: "
                    f"{written(abs(points))} percentage points"
                ),
            ),
            stated=change.surface,
            expected=f"{written(abs(points))} điểm phần trăm",
            working=Message(
                vi=f"{working} điểm phần trăm; thay đổi tương đối là {cut(relative, 1)}%",
                en=f"{working} percentage points; the relative change is {cut(relative, 1)}%",
            ),
        )


def _stated(change: Figure) -> Interval:
    return interval(change.value, change.step)


def _in_points(change: Figure, base: Figure, last: Figure) -> bool:
    return (interval(last.value, last.step) - interval(base.value, base.step)).meets(
        _stated(change)
    )


def _relative(change: Figure, base: Figure, last: Figure) -> bool:
    low, high = interval(last.value, last.step), interval(base.value, base.step)
    ends = [100 * (a - b) / b for a in (low.low, low.high) for b in (high.low, high.high) if b]
    return Interval(min(ends), max(ends)).meets(_stated(change))


CHECK = Check(
    code="T402",
    name="percent-points",
    severity=Severity.NOTE,
    summary=Message(
        vi="Hiệu của hai tỷ lệ phần trăm được ghi bằng điểm phần trăm",
        en="A difference of percentages is given in percentage points",
    ),
    run=_run,
)
