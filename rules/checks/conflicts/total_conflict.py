"""One population has one total at one date.

What it reports: the size of one population ('chi, đảng bộ cơ sở') given as 84 in one place and as
77 in another, of one date, or both undated or 'to date': as the number under the stroke of a ratio,
or as a total that is broken down into all its parts. Within one paragraph it is any noun of which
two sizes are given that one slip or a year's growth sets apart ('22/26 câu lạc bộ …, 14/36 câu lạc
bộ'), and a count that a list divides with a ratio of it further on.

Why it matters: every ratio of the report rests on that number, and a figure of last year that was
left standing looks like any other.

What it leaves alone: totals that are given for different dates; populations of different places or
offices, or of what the words behind them set apart ('tiêu chí về kinh tế'); nouns of which a report
may well count several groups (hộ, vụ, người); those that something was done to ('kiểm tra 486 tổ
chức đảng'); fractions ('1/3 số xã'); sizes one of which is what is left of the other. Some nouns
(chủ đầu tư, chi cục) are compared within one paragraph only.

Source: decision of the project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.finding import Finding, Message, Severity
from rules.notation import written
from rules.populations import (
    Total,
    divided_and_counted_again,
    is_said_of_the_rest,
    is_shorter,
    more_than_all,
    scope,
    totals,
    totals_side_by_side,
)
from rules.slips import slips

_YEAR = 9
"""A population that grew or fell in a year did so by at most a ninth."""


def _run(extraction: Extraction) -> Iterator[Finding]:
    populations: dict[tuple[str, int | None, tuple[str, ...]], list[Total]] = defaultdict(list)
    known = extraction.lexicon.populations
    for total in totals(extraction):
        figure = total.figure
        noun = figure.noun_key or ""
        place = None if known.match(noun) else figure.block
        populations[noun, place, scope(extraction, figure)].append(total)
    told: set[str] = set()
    for found in _of_nobody_else(populations):
        for dated in _by_date(found):
            then = _without_the_rest(extraction, dated)
            if len({total.size for total in then}) > 1:
                told.update(total.figure.id for total in then)
                yield _finding(extraction, then, found)
    for given in (*_side_by_side(extraction), *divided_and_counted_again(extraction)):
        for then in _by_date(given):
            ids = {total.figure.id for total in then}
            if told.isdisjoint(ids) and _is_one(then):
                told |= ids
                yield _finding(extraction, then, given)
    for more in more_than_all(extraction):
        ids = {total.figure.id for total in more}
        if told.isdisjoint(ids):
            told |= ids
            yield _finding(extraction, more, more)


def _of_nobody_else(
    populations: Mapping[tuple[str, int | None, tuple[str, ...]], Sequence[Total]],
) -> Iterator[list[Total]]:
    """The sizes of each population; undivided ones without those that a group of the noun has.

    'Mầm non 74/164 trường, tiểu học 118/187 trường … 151/187 trường dạy 2 buổi/ngày'.
    """
    groups: dict[str, set[Decimal]] = defaultdict(set)
    for (noun, _, group), found in populations.items():
        if group:
            groups[noun].update(total.size for total in found)
    for (noun, _, group), found in populations.items():
        yield [total for total in found if group or total.size not in groups[noun]]


def _by_date(found: Sequence[Total]) -> Iterator[list[Total]]:
    for date in dict.fromkeys(total.date for total in found):
        yield [total for total in found if total.date == date]


def _without_the_rest(extraction: Extraction, then: Sequence[Total]) -> list[Total]:
    """The sizes that are not of those that another ratio did not reach.

    '87/129 xã đạt chuẩn … 9/42 xã chưa đạt được lấy ý kiến'.
    """
    left = {total.size - total.figure.value for total in then if total.figure.kind is Kind.RATIO}
    return [
        total
        for total in then
        if (total.size not in left or not is_said_of_the_rest(extraction, total.figure))
        and not _is_of_those(extraction, total, then)
    ]


def _is_of_those(extraction: Extraction, total: Total, then: Sequence[Total]) -> bool:
    """Whether a ratio is of those that one before it reached: '23/24 xã có dịch … 16/23 xã'."""
    own = total.figure
    if own.value == total.size or sum(other.size == total.size for other in then) > 1:
        return False
    return any(
        figure.kind is Kind.RATIO
        and figure.value == total.size < (figure.denominator or 0)
        and f" {own.noun_key} " in f" {figure.noun_key} "
        and (figure.block, figure.start) < (own.block, own.start)
        for figure in extraction.figures
    )


def _side_by_side(extraction: Extraction) -> Iterator[list[Total]]:
    """The sizes that one paragraph gives of one noun, with nothing that sets them apart."""
    beside: dict[tuple[object, ...], list[Total]] = defaultdict(list)
    named: dict[int, list[str]] = defaultdict(list)
    for apart, total in totals_side_by_side(extraction):
        block, noun = total.figure.block, total.figure.noun_key or ""
        full = next((long for long in named[block] if is_shorter(noun, long)), noun)
        named[block].append(full)
        beside[block, full, apart].append(total)
    yield from beside.values()


def _is_one(then: Sequence[Total]) -> bool:
    """Whether sizes that differ are of one population: by a slip, or as a year makes them differ.

    Not so where one is what is left of another ('12/15 khu …; 3 khu còn lại'), where a count is of
    the members that a ratio counts, or where all of each was reached ('12/12 …, 11/11 …').
    """
    if len({total.size for total in then}) != 2:
        return False
    if not any(total.figure.kind is Kind.RATIO for total in then):
        return False
    if all(total.figure.value == total.size for total in then):
        return False
    less, more = sorted({total.size for total in then})
    counted = {total.figure.value for total in then if total.size == more}
    if less in counted or more - less in counted:
        return False
    return _YEAR * (more - less) <= more or less in set(slips(more, Decimal(1)))


def _finding(extraction: Extraction, now: Sequence[Total], found: Sequence[Total]) -> Finding:
    by_size: dict[Decimal, list[Total]] = defaultdict(list)
    for total in now:
        by_size[total.size].append(total)
    first: dict[Decimal, Figure] = {size: given[0].figure for size, given in by_size.items()}
    vi = "; ".join(f"{written(s)} ({len(given)} chỗ)" for s, given in by_size.items())
    en = "; ".join(f"{written(s)} ({len(given)}×)" for s, given in by_size.items())
    date = now[0].date
    others = {total.date: written(total.size) for total in found if total.date != date}
    timeline = "".join(f"; {other or '–'}: {size}" for other, size in others.items())
    name = next(iter(first.values())).noun or ""
    when = (
        Message(vi=f"({date})", en=f"({date})")
        if date
        else Message(vi="không ghi thời điểm", en="(undated or to date)")
    )
    return CHECK.finding(
        extraction,
        tuple(first.values()),
        message=Message(
            vi=f"Tổng số {name} {when.vi} được nêu khác nhau: {vi}",
            en=f"The number of {name} {when.en} is given differently: {en}",
        ),
        stated=" / ".join(written(size) for size in by_size),
        working=Message(
            vi=f"{date or 'chưa ghi mốc'}: {vi}{timeline}",
            en=f"{date or 'undated'}: {en}{timeline}",
        ),
    )


CHECK = Check(
    code="C301",
    name="total-conflict",
    severity=Severity.WARNING,
    summary=Message(
        vi="Một tập hợp chỉ có một tổng số tại một thời điểm",
        en="One population has one total at one date",
    ),
    run=_run,
)
