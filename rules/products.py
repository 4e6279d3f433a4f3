"""Products: so many of so much each, which make up what is given for all of them.

'6.418 suất quà trị giá 3.209 triệu đồng, bình quân 0,5 triệu đồng/suất'; '92 nhà x 60 triệu đồng và
32 nhà x 30 triệu đồng'. A rate is taken together with the one number of what it is for and the one
amount that stand in its clause; where there are several of either, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from rules.amounts import is_plain, stands_for
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold
from rules.labels import label_of
from rules.rounding import NOTHING, Interval
from rules.slips import may_have_been

_AMOUNTS = frozenset({Kind.MONEY, Kind.MEASURE})
_FAR = 240
"""Characters between the figures of one product."""
_CLAUSE = re.compile(r";|\.\s|\n")
_NEAR = 12
"""Figures on each side of a rate that may belong to it."""
_TIMES = frozenset({"năm", "tháng", "ngày", "quý", "giờ", "lần", "tuần", "đêm", "vụ"})
"""What a rate may be for without there being a number of them for which an amount is given."""
_LIMIT = re.compile(r"(?<!\w)(?:tối\s+đa|tối\s+thiểu|từ|đến|dưới|trên|không\s+quá|quy\s+định)\s*\Z")
_EACH = re.compile(r"(?<!\w)mỗi\s+(?P<per>[^\W\d_]+)(?:\s+[^\W\d_]+){0,4}\s*\Z")
"""'mỗi suất trị giá 500.000 đồng'."""
_FOR_ONE = re.compile(r"\s+(?:trên\s+|cho\s+)?(?:một|mỗi)\s+(?P<per>[^\W\d_]+)")
"""'bình quân 450 nghìn đồng một người'."""
_IN_ALL = re.compile(
    r"(?<!\w)(?:tổng|trị\s+giá|kinh\s+phí|số\s+tiền|thành\s+tiền|cộng|với|chi|hết|công\s+suất)(?!\w)"
)
_MEAN = re.compile(r"(?<!\w)(?:bình\s+quân|trung\s+bình)(?!\w)[^,;.()\d]*\Z")
_BY = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*[x×*]\s*")
"""Between the two numbers of '92 nhà x 60 triệu đồng'."""
_AND = re.compile(r"[^;.()]{0,30}?(?:,|\+|(?<!\w)và(?!\w))[^;.()\d]{0,40}")
"""Between two products of one sum."""
_TELLS = re.compile(
    r"(?<!\w)(?:tương\s+đương|gồm|bằng|cụ\s+thể|ứng\s+với)(?!\w)[^;.\d]{0,40}\Z|[=:(]\s*\Z"
)
"""Between an amount and the products that make it up."""


@dataclass(frozen=True, slots=True)
class Product:
    """An amount, and the pairs of a number and what each one gets that make it up."""

    total: Figure
    terms: tuple[tuple[Figure, Figure], ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All, in the order of the text."""
        members = (self.total, *(figure for term in self.terms for figure in term))
        return tuple(sorted(members, key=lambda figure: figure.start))

    @property
    def needed(self) -> Interval:
        """What the amount would have to be."""
        added = NOTHING
        for number, each in self.terms:
            one, other = stands_for(number), self._each(each)
            added += Interval(one.low * other.low, one.high * other.high)
        return added

    def _each(self, each: Figure) -> Interval:
        """What one gets; a mean may as well have been cut off."""
        own = stands_for(each)
        half = Fraction(each.step) / 2 if len(self.terms) == 1 else Fraction(0)
        return Interval(own.low, own.high + half)

    @property
    def value(self) -> Decimal:
        """The same as one number."""
        return sum((number.value * each.value for number, each in self.terms), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the amount is that."""
        return stands_for(self.total).meets(self.needed)

    @property
    def has_slipped(self) -> bool:
        """Whether one slip in one of the figures explains that it is not."""
        if may_have_been(self.total, self.needed):
            return True
        if len(self.terms) > 1:
            return False
        ((number, each),) = self.terms
        whole = stands_for(self.total)
        return may_have_been(each, _share(whole, number)) or may_have_been(
            number, _share(whole, each)
        )


def products(extraction: Extraction) -> Iterator[Product]:
    """Every product that the words of a report tell, right or wrong, and is to be believed."""
    for block, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        if len(figures) < 3 or extraction.document.blocks[block].place.table is not None:
            continue
        text = fold(extraction.document.blocks[block].text)
        for at, figure in enumerate(figures):
            rate = _rate(text, figure) if figure.kind in _AMOUNTS else None
            if rate is not None:
                found = _rated(text, figures, at, rate)
                if found is not None and (found.holds or found.has_slipped):
                    yield found
        for found in _multiplied(text, figures):
            if found.holds or found.has_slipped:
                yield found


def _rate(text: str, figure: Figure) -> tuple[str, str] | None:
    """The unit of a rate and what it is for: 'đồng', 'suất' of 'mỗi suất 500.000 đồng'."""
    unit, _, per = (figure.unit or "").partition("/")
    if not per and unit:
        each = _EACH.search(
            text, max(figure.sentence[0], figure.start - 48), figure.start
        ) or _FOR_ONE.match(text, figure.end)
        per = each["per"] if each is not None else ""
    if not per or "/" in per or per in _TIMES or figure.value <= 0:
        return None
    if _LIMIT.search(text, max(0, figure.start - 24), figure.start):
        return None
    return unit, per


def _rated(text: str, figures: Sequence[Figure], at: int, rate: tuple[str, str]) -> Product | None:
    """'163 người … mức 100.000 đồng/người, tổng số tiền 16,3 triệu đồng'."""
    each, (unit, per) = figures[at], rate
    around = figures[max(0, at - _NEAR) : at + _NEAR + 1]
    clause = [
        figure
        for figure in around
        if figure.sentence == each.sentence
        and abs(figure.start - each.start) <= _FAR
        and not _CLAUSE.search(text, *_between(figure, each))
    ]
    totals = [f for f in clause if f is not each and _is_amount_of(text, f, each, unit)]
    numbers = [f for f in clause if f not in totals and _is_number_of(text, f, per)]
    rates = [f for f in clause if f.kind in _AMOUNTS and _rate(text, f) is not None]
    if len(totals) != 1 or len(numbers) != 1 or len(rates) != 1:
        return None
    total, number = totals[0], numbers[0]
    if not is_plain((total, number, each)) or {total.role, number.role} != {Role.ACTUAL}:
        return None
    if not _is_for_all(text, around, (total, each)):
        return None  # 'vận động được 11,7 triệu đồng, sửa 2 nhà, mỗi nhà 4 triệu đồng'
    return Product(total, ((number, each),))


def _is_for_all(text: str, figures: Sequence[Figure], pair: tuple[Figure, Figure]) -> bool:
    """Whether an amount is said to be that for all, or the rate to be a mean of it."""
    total, each = pair
    if _IN_ALL.search(label_of(text, figures, figures.index(total)).lead) is not None:
        return True
    return _MEAN.search(text, max(each.sentence[0], each.start - 40), each.start) is not None


def _is_amount_of(text: str, figure: Figure, each: Figure, unit: str) -> bool:
    """Whether a figure may be what all get: '12.500 cây giống' of 'cây/hộ'."""
    if figure.kind is Kind.COUNT:
        return text.startswith(f" {unit} ", figure.end)
    return figure.kind is each.kind and figure.unit == unit


def _between(one: Figure, other: Figure) -> tuple[int, int]:
    first, second = sorted((one, other), key=lambda figure: figure.start)
    return first.end, max(first.end, second.start)


def _is_number_of(text: str, figure: Figure, per: str) -> bool:
    """Whether a figure tells how many there are of what a rate is for."""
    if figure.kind is Kind.MEASURE:
        return figure.unit == per
    behind = text[figure.end : figure.end + len(per) + 2].split()
    return figure.kind is Kind.COUNT and " ".join(behind).startswith(per)


def _multiplied(text: str, figures: Sequence[Figure]) -> Iterator[Product]:
    """'tổng 6.480 triệu đồng, tương đương 92 nhà x 60 triệu đồng và 32 nhà x 30 triệu đồng'."""
    at = 0
    while at < len(figures) - 1:
        terms: list[tuple[Figure, Figure]] = []
        first = at
        while at < len(figures) - 1 and _BY.fullmatch(text, figures[at].end, figures[at + 1].start):
            if terms and not _AND.fullmatch(text, terms[-1][1].end, figures[at].start):
                break
            terms.append((figures[at], figures[at + 1]))
            at += 2
        if len(terms) < 2:
            at = max(at, first + 1)
            continue
        total = figures[first - 1] if first else None
        if total is not None and _is_made_up(text, total, terms):
            yield Product(total, tuple(terms))


def _is_made_up(text: str, total: Figure, terms: Sequence[tuple[Figure, Figure]]) -> bool:
    number, each = terms[0]
    alike = all(
        n.kind is Kind.COUNT and e.kind is each.kind and _base(e) == total.unit for n, e in terms
    )
    if not alike or total.kind is not each.kind or total.sentence != number.sentence:
        return False
    if not is_plain((total, *(figure for term in terms for figure in term))):
        return False
    return _TELLS.search(text, total.end, number.start) is not None


def _base(figure: Figure) -> str:
    return (figure.unit or "").partition("/")[0]


def _share(whole: Interval, figure: Figure) -> Interval:
    own = stands_for(figure)
    if own.low <= 0:
        return Interval(Fraction(-1), Fraction(-1))
    return Interval(whole.low / own.high, whole.high / own.low)
