"""Trends: a stated change beside the two figures that it leads from and to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from rules.amounts import in_scale_of, is_plain, is_stated, places_of, stands_for
from rules.check import Check
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold
from rules.finding import Finding, Message
from rules.notation import cut, written
from rules.once import once
from rules.rounding import Interval
from rules.slips import may_be_misprinted, may_have_been

_TIMES = 3
"""How many times one level may be the other before they are doubted."""
_UNITS = 3
"""By how much a change may be miscounted; or by 2 %."""
_NEAR = 240
"""Characters around a change in which other figures may be what it leads from and to."""
_FAR = 800
"""Characters around it in which a change like it may be that is right of its levels."""
_MOST = 12
"""Figures of which the pairs are tried."""
_MEAN = re.compile(r"(?:bình\s+quân|trung\s+bình|mỗi|hàng|hằng)\s[^;,.()]*\Z")
_EACH = re.compile(r"\s*/\s*(?:năm|tháng|quý)|\s+(?:mỗi|một)\s+(?:năm|tháng|quý)")


@dataclass(frozen=True, slots=True)
class Trend:
    """A change, and the figures it leads from and to."""

    change: Figure
    base: Figure
    last: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All three in the order of the text, the change at the head."""
        rest = sorted((self.base, self.last), key=lambda figure: (figure.block, figure.start))
        return (self.change, *rest)

    @property
    def is_relative(self) -> bool:
        """Whether the change is given in per cent."""
        return self.change.unit == "%"

    @property
    def is_of_rates(self) -> bool:
        """Whether it leads from one percentage to another."""
        return self.base.kind is Kind.PERCENT

    @property
    def difference(self) -> Interval:
        """What `last` less `base` can be."""
        return stands_for(self.last) - stands_for(self.base)

    @property
    def relative(self) -> Interval | None:
        """The same in per cent of `base`; None if that may be nothing."""
        base, last = stands_for(self.base), stands_for(self.last)
        if base.low <= 0:
            return None
        ends = [100 * (a - b) / b for a in (last.low, last.high) for b in (base.low, base.high)]
        return Interval(min(ends), max(ends))

    @property
    def turns(self) -> bool:
        """Whether the change goes up where the figures go down, or the other way."""
        stated = self.change.value
        return (stated > 0 and self.difference.high < 0) or (stated < 0 and self.difference.low > 0)

    @property
    def holds(self) -> bool:
        """Whether some true values behind the printed figures make the change right.

        A change in per cent between two percentages may be meant either way.
        """
        stated = stands_for(self.change)
        in_points = self.difference.meets(stated)
        if not self.is_relative:
            return in_points
        relative = self.relative
        return relative is None or relative.meets(stated) or (self.is_of_rates and in_points)

    @property
    def explains(self) -> bool:
        """Whether it holds in the measure that it is given in, cut off or rounded."""
        if self.is_relative:
            return self.relative is not None and (self.holds or self.is_cut_off)
        same = self.change.unit in {self.base.unit, "pp"}
        return same and self.holds

    @property
    def is_cut_off(self) -> bool:
        """Whether a relative change was cut off in place of rounded."""
        relative, step = self.relative, Fraction(self.change.step)
        if relative is None:
            return False
        stated = Fraction(self.change.value)
        way = 1 if stated >= 0 else -1
        reach = sorted((stated, stated + way * step))
        return relative.meets(Interval(*reach))

    @property
    def is_level(self) -> bool:
        """Whether what is read as a change is what `last` is of `base`: 'bằng 107,6%'."""
        relative = self.relative
        if relative is None or not self.is_relative:
            return False
        level = Interval(relative.low + 100, relative.high + 100)
        size = replace(self.change, value=abs(self.change.value))
        return stands_for(size).meets(level)

    @property
    def expected(self) -> str:
        """What the change would have to be, at the printed number of decimals."""
        points = self.last.value - self.base.value
        if self.is_relative and not self.is_of_rates:
            exact = 100 * Fraction(points) / Fraction(self.base.value)
            return f"{written(abs(exact), places_of(self.change))}%"
        if self.is_of_rates:
            return f"{written(abs(points))} điểm phần trăm"
        return in_scale_of(self.last, abs(points))

    @property
    def working(self) -> str:
        """The arithmetic."""
        points: Decimal = self.last.value - self.base.value
        shown = f"{self.last.surface} − {self.base.surface} = {in_scale_of(self.last, points)}"
        if self.is_relative and self.base.value:
            exact = 100 * Fraction(points) / Fraction(self.base.value)
            shown = f"{shown}; {cut(exact, 2)}%"
        return shown


@once
def trends(extraction: Extraction) -> tuple[Trend, ...]:
    """The changes of a report that can be recomputed, each with the levels that are its own."""
    return (*_stated(extraction), *_supposed(extraction))


def _stated(extraction: Extraction) -> Iterator[Trend]:
    for claim in extraction.claims_of(ClaimKind.CHANGE):
        change, base, last = (extraction.by_id[identity] for identity in claim.figures)
        if not is_plain((change,)) or not is_stated((base,)) or _is_mean(extraction, change):
            continue
        if base.kind is not last.kind or base.unit != last.unit:
            continue
        if base.role is last.role is Role.ACTUAL and base.value == last.value:
            continue  # '21 vụ; … (từ 25 vụ xuống còn 21 vụ, giảm 16%)': one figure, said twice
        trend: Trend | None = Trend(change, base, last)
        if not is_stated((last,)) or _is_wild(Trend(change, base, last)):
            trend = _with_nearer_level(extraction, Trend(change, base, last))
        if trend is None:
            continue
        if trend.holds or not (
            _is_of_others(extraction, trend)
            or _lead_together(extraction, trend)
            or _is_compared_otherwise(extraction, trend)
            or _is_base_of_another(extraction, trend)
        ):
            yield trend


def _supposed(extraction: Extraction) -> Iterator[Trend]:
    """The changes whose ends the words allow, where one misprint keeps them from being right."""
    done: set[str] = set()
    for claim in extraction.supposed:
        if claim.kind is not ClaimKind.CHANGE or claim.figures[0] in done:
            continue
        trend = Trend(*(extraction.by_id[identity] for identity in claim.figures))
        if not is_plain((trend.change,)) or not is_stated((trend.base, trend.last)):
            continue
        if trend.holds or trend.is_cut_off or not _is_misprinted(trend):
            continue
        told = (_is_of_others, _is_told_otherwise, _lead_together)
        if not any(otherwise(extraction, trend) for otherwise in told):
            done.add(claim.figures[0])
            yield trend


def _is_told_otherwise(extraction: Extraction, trend: Trend, *, compared: bool = False) -> bool:
    """Whether two other figures near it explain a change.

    Args:
        extraction: of the report.
        trend: the change with the ends that it does not lead from and to.
        compared: whether only what it may be compared with explains it: a plan, what was before.
    """
    beside = [
        figure
        for figure in extraction.figures
        if figure.block == trend.change.block and is_plain((figure,))
    ]
    near = [f for f in beside if abs(f.start - trend.change.start) <= _NEAR]
    levels = [f for f in near if (f.kind, f.unit) == (trend.base.kind, trend.base.unit)]
    return any(
        Trend(trend.change, one, other).explains
        for one, other in permutations(levels[:_MOST], 2)
        if {one.id, other.id} != {trend.base.id, trend.last.id}
        and not (compared and one.role is Role.ACTUAL and one.id != trend.base.id)
    )


def _is_compared_otherwise(extraction: Extraction, trend: Trend) -> bool:
    """Whether a rate is right of other levels, one of them of a plan or of before.

    Not where its own stand beside a stroke, 'giảm 10% (72/30 vụ)', nor of an amount: those are
    right of some levels by chance.
    """
    if not trend.is_relative:
        return False
    first, second = sorted((trend.base, trend.last), key=lambda figure: figure.start)
    text = extraction.document.blocks[first.block].text
    if first.block == second.block and text[first.end : second.start].strip() == "/":
        return False
    return _is_told_otherwise(extraction, trend, compared=True)


def _is_base_of_another(extraction: Extraction, trend: Trend) -> bool:
    """'cao hơn nhiệm kỳ trước 4,2% và thấp hơn mục tiêu (25%)': of what is said behind it."""
    change, base = trend.change, trend.base
    if base.block != change.block or base.start < change.end:
        return False
    text = extraction.document.blocks[change.block].text
    return _ANOTHER.search(fold(text[change.end : base.start])) is not None


_ANOTHER = re.compile(
    r"(?<!\w)(?:và|nhưng|song|còn)\s+(?:tăng|giảm|vượt|hụt|(?:cao|thấp|ít|nhiều)\s+hơn)\s[^\d(]*\(\s*\Z"
)


def _lead_together(extraction: Extraction, trend: Trend) -> bool:
    """'41 trang trại, giảm 05 …, tăng 07 … so với năm trước (39)': both are the whole."""
    if trend.is_relative:
        return False
    others = [
        figure
        for figure in extraction.figures
        if (figure.block, figure.sentence) == (trend.change.block, trend.change.sentence)
        and (figure.kind, figure.unit) == (trend.change.kind, trend.change.unit)
        and figure.id != trend.change.id
    ]
    together = sum((stands_for(other) for other in others), stands_for(trend.change))
    return bool(others) and together.meets(trend.difference)


def _is_misprinted(trend: Trend) -> bool:
    """Whether one digit, a swap or a zero in one of its figures makes a change wrong."""
    needed = _needed(trend)
    if needed is None:
        return False
    figures = (trend.last, trend.base, trend.change)
    return any(may_be_misprinted(*pair) for pair in zip(figures, needed, strict=True))


def _needed(trend: Trend) -> tuple[Interval, Interval, Interval] | None:
    """What the last level, the base and the change would have to be by the other two."""
    change, base, last = (stands_for(f) for f in (trend.change, trend.base, trend.last))
    if not trend.is_relative or trend.is_of_rates:
        return base + change, last - change, trend.difference
    factors = (1 + change.low / 100, 1 + change.high / 100)
    relative = trend.relative
    if relative is None or factors[0] <= 0:
        return None
    after = Interval(base.low * factors[0], base.high * factors[1])
    return after, Interval(last.low / factors[1], last.high / factors[0]), relative


def _with_nearer_level(extraction: Extraction, trend: Trend) -> Trend | None:
    """The change with the nearest level of its base's name that it is at most one slip off."""
    for last in reversed(extraction.figures):
        if (last.block, last.sentence) != (trend.change.block, trend.change.sentence):
            continue
        if last.end > trend.change.start or last.id in {trend.base.id, trend.last.id}:
            continue
        if (last.kind, last.unit) != (trend.base.kind, trend.base.unit) or not is_plain((last,)):
            continue
        if last.head == trend.base.head and is_one_slip_off(Trend(trend.change, trend.base, last)):
            return Trend(trend.change, trend.base, last)
    return None


def _is_wild(trend: Trend) -> bool:
    """Whether the levels are of different things: many times one another, and by no one slip."""
    low, high = sorted((abs(trend.base.value), abs(trend.last.value)))
    return high > _TIMES * low and not is_one_slip_off(trend)


def is_one_slip_off(trend: Trend) -> bool:
    """Whether a change holds but for a miscount, the wrong direction or one slip."""
    change = stands_for(trend.change)
    ends = _needed(trend)
    if ends is None:
        return True
    after, before, needed = ends
    off = max(_UNITS * Fraction(trend.change.step), abs(needed.high) / 50)
    for low, high in ((change.low, change.high), (-change.high, -change.low)):
        if needed.meets(Interval(low - off, high + off)):
            return True
    falls = needed.high < 0
    size = -needed if falls else needed
    pairs = ((trend.last, after), (trend.base, before), (trend.change, size))
    return any(may_have_been(figure, meant) for figure, meant in pairs)


def _is_of_others(extraction: Extraction, trend: Trend) -> bool:
    """Whether another change like it holds of the levels, or it holds of a level nearer to it.

    'Số vụ giảm 17,8%, diện tích giảm 24,6% so với 45 vụ năm trước': of two readings of which one is
    right the right one is meant.
    """
    for other in extraction.figures:
        if other.block != trend.change.block or other.sentence != trend.change.sentence:
            continue
        if abs(other.start - trend.change.start) > _FAR:
            continue
        if other.kind is Kind.CHANGE and _do_both(trend, other):
            return True
        if other.id in {figure.id for figure in trend.figures} or not is_plain((other,)):
            continue
        if other.kind is Kind.CHANGE and (other.unit == "%") == trend.is_relative:
            reading = Trend(other, trend.base, trend.last)
        elif (other.kind, other.unit) == (
            trend.base.kind,
            trend.base.unit,
        ) and trend.last.end <= other.start < trend.change.start:
            reading = Trend(trend.change, trend.base, other)
        else:
            continue
        if reading.explains:
            return True
    return False


def _do_both(trend: Trend, other: Figure) -> bool:
    """'41 trang trại, giảm 5 trang trại lợn và tăng 7 trang trại gia cầm so với năm 2018 (39)'."""
    change = trend.change
    if trend.is_relative or other.unit != change.unit or other.id == change.id:
        return False
    both = replace(change, value=change.value + other.value)
    return (change.value < 0) != (other.value < 0) and Trend(both, trend.base, trend.last).holds


def _is_mean(extraction: Extraction, change: Figure) -> bool:
    text = extraction.document.blocks[change.block].text
    since, until = max(change.sentence[0], change.start - 40), change.end + 40
    return is_each_time(f"{' ' * since}{fold(text[since:until])}", change)


def is_each_time(folded: str, change: Figure) -> bool:
    """Whether a change is given for each year or the like, not for the whole time."""
    before = folded[max(change.sentence[0], change.start - 40) : change.start]
    return _MEAN.search(before) is not None or _EACH.match(folded, change.end) is not None


def miscounted(check: Check, extraction: Extraction, trend: Trend) -> Finding:
    """The finding of a check that a change is another than its two figures give."""
    change, base, last = trend.change, trend.base, trend.last
    return check.finding(
        extraction,
        trend.figures,
        message=Message(
            vi=(
                f"Ghi thay đổi {change.surface} giữa {base.surface} và {last.surface}; "
                f"tính lại: {trend.expected}"
            ),
            en=(
                f"A change of {change.surface} is given from {base.surface} to {last.surface}; "
                f"it is {trend.expected}"
            ),
        ),
        stated=change.surface,
        expected=trend.expected,
        working=Message(vi=trend.working, en=trend.working),
    )
