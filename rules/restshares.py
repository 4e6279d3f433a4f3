"""Rests by share: what is left of a total, held to it by the share of what was done.

'Phải giải quyết 5.640 hồ sơ; đã giải quyết 5.430 hồ sơ (96,3%); còn lại 310 hồ sơ': the percentage
says what the whole is, so what is left is known, though no word says that the parts are all. A part
whose own percentage is that of the whole less what is left is told likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from rules.amounts import is_plain, stands_for, sum_of
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, leaves_a_bracket
from rules.figures.spelling import fold
from rules.rounding import Interval
from rules.slips import may_be_misprinted

_BACK = 8
"""Figures before what is left among which its total may be."""
_MORE = 3
"""Figures behind it that may go on with its list."""
_LEAD = 60
_LEFT = re.compile(
    r"(?<!\w)(?:còn(?!\s+(?:có|về|ở|với|được))|chưa|không|tồn|đang|sai\s+lệch)(?:\s+[^\W\d_]+){0,5}\s*\Z"
)
_LEFT_BEHIND = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s+còn\s+lại(?!\w)")
_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(r"[,;:.(]\s|\(")
_COMPARED = re.compile(r"\s*(?:so\s|(?:của\s+)?(?:cùng\s+kỳ|năm\s+(?:trước|ngoái)))")


@dataclass(frozen=True, slots=True)
class ShareOfRest:
    """A total, what was done of it and what is left, which do not add up."""

    total: Figure
    parts: tuple[Figure, ...]


def rests_by_share(extraction: Extraction) -> Iterator[ShareOfRest]:
    """What is left, with what was done and the total that a percentage beside them tells."""
    for block, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        if not any(figure.kind is Kind.PERCENT for figure in figures):
            continue
        folded = fold(extraction.document.blocks[block].text)
        for index, left in enumerate(figures):
            if left.kind in AMOUNTS and is_plain((left,)) and _is_left(folded, figures, index):
                found = _told(folded, figures, index)
                if found is not None:
                    yield found


def _is_left(folded: str, figures: Sequence[Figure], index: int) -> bool:
    left = figures[index]
    since = figures[index - 1].end if index else left.sentence[0]
    lead = folded[max(since, left.sentence[0], left.start - _LEAD) : left.start]
    if _LEFT.search(_CLAUSE.split(lead)[-1]):
        return True
    return _LEFT_BEHIND.match(folded, left.end) is not None


def _is_the_rest(folded: str, left: Figure) -> bool:
    lead = _CLAUSE.split(folded[max(left.sentence[0], left.start - _LEAD) : left.start])[-1]
    return "còn" in lead or _LEFT_BEHIND.match(folded, left.end) is not None


def _told(folded: str, figures: Sequence[Figure], index: int) -> ShareOfRest | None:
    """The figures before what is left that a percentage between them binds to it."""
    left = figures[index]
    near = figures[max(0, index - 2 * _BACK) : index]
    alike = [f for f in near if _is_alike(folded, f, left)][-_BACK:]
    before = {figure.id: {f.id for f in alike[1:at]} for at, figure in enumerate(alike)}
    alike = [figure for figure in alike if figure.part_of not in before[figure.id]]
    shares = {
        part.id: percent
        for percent in near
        if percent.kind is Kind.PERCENT and (part := _before(folded, alike, percent)) is not None
    }
    if len(alike) < 2 or not shares or alike[-1].sentence != left.sentence:
        return None
    more = [
        figure
        for figure in figures[index + 1 : index + 1 + _MORE]
        if figure.sentence == left.sentence and _is_alike(folded, figure, left)
    ]
    if any(_holds([*alike, left, *more[:at]], last) for at, last in enumerate(more)):
        return None
    if _holds(alike, left) or (more and not _is_the_rest(folded, left)):
        return None
    for at in range(len(alike) - 2, -1, -1):
        total, parts = alike[at], alike[at + 1 :]
        if _is_short(total, parts, left, shares):
            return ShareOfRest(total, (*parts, left))
    part, total = alike[-2:]
    if total.id in shares and _is_short(total, [part], left, {part.id: shares[total.id]}):
        return ShareOfRest(total, (part, left))  # '412 tỷ đồng trong kế hoạch 687 tỷ đồng, đạt 60%'
    return None


def _is_alike(folded: str, figure: Figure, left: Figure) -> bool:
    """Whether a figure is measured as what is left is, and counts no other thing."""
    if (figure.kind, figure.unit) != (left.kind, left.unit) or not is_plain((figure,)):
        return False
    if figure.role not in {Role.ACTUAL, Role.PLAN} or leaves_a_bracket(
        folded[figure.end : left.start]
    ):
        return False
    told = _counted(folded, figure), _counted(folded, left)
    return "" in told or told[0] == told[1]


def _counted(folded: str, figure: Figure) -> str:
    """The head of what stands behind a number."""
    if not figure.head:
        return ""
    behind = _SPACE.match(folded, figure.end)
    at = figure.end if behind is None else behind.end()
    return figure.head if folded.startswith(figure.head, at) else ""


def _before(folded: str, alike: Sequence[Figure], percent: Figure) -> Figure | None:
    """The figure that a percentage stands behind, with no clause between."""
    for figure in reversed(alike):
        if figure.end <= percent.start:
            gap = folded[figure.end : percent.start]
            apart = len(gap) > _LEAD or _APART.search(gap) or _COMPARED.match(folded, percent.end)
            return None if apart else figure
    return None


_APART = re.compile(r";|\.\s|(?<!\w)(?:tăng|giảm|vượt)(?!\w)")


def _holds(alike: Sequence[Figure], left: Figure) -> bool:
    """Whether some figure is what is left and the figures before it together."""
    for first in range(len(alike)):
        added = sum_of((*alike[first:], left))
        if any(stands_for(total).meets(added) for total in alike[:first]):
            return True
    return any(
        (stands_for(one) + stands_for(left)).meets(stands_for(other))
        for one in alike
        for other in alike
    )


def _is_short(
    total: Figure, parts: Sequence[Figure], left: Figure, shares: Mapping[str, Figure]
) -> bool:
    """Whether the shares of all parts but one misprint say that they and what is left are all."""
    told = [(part, shares[part.id]) for part in parts if part.id in shares]
    if not told or parts[-1].id not in shares:
        return False
    whole, rest, made = stands_for(total), stands_for(left), sum_of(parts)
    odd = [part for part, share in told if not _is_share(stands_for(part), whole, share)]
    if not odd:
        return may_be_misprinted(left, whole - made)
    if len(odd) == 1:
        own = odd[0]
        others = sum_of([part for part in parts if part is not own])
        needed = whole - rest - others
        fits = needed.low > 0 and _is_share(needed, whole, shares[own.id])
        if fits and may_be_misprinted(own, needed):
            return True
    needed = made + rest
    return all(_is_share(stands_for(part), needed, share) for part, share in told) and (
        may_be_misprinted(total, needed)
    )


def _is_share(part: Interval, whole: Interval, percent: Figure) -> bool:
    """Whether a percentage, rounded or cut off, is that of a part of a whole."""
    if whole.low <= 0:
        return False
    value, step = Fraction(percent.value), Fraction(percent.step)
    possible = Interval(100 * part.low / whole.high, 100 * part.high / whole.low)
    return possible.meets(Interval(value - step / 2, value + step))
