"""Percentages beside several figures: of which of them they are, where the words leave it open.

'38/48 vụ, 61 đối tượng, đạt 79,2%', '78% hoàn thành tốt (3.106 đảng viên)', 'bằng 38,6% lực
lượng lao động (558.200 người)'. Of two readings of which one is right the right one is meant; a
list of percentages with a count behind each in brackets is read by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, Sentence

_NEAR = 4
"""Figures before a percentage among which its ratio may be."""
_BACK = 12
"""Figures before a bracket among which its whole or its part may be."""
_LEAST = 12
"""Smaller wholes give round percentages by chance."""
_PLANNED = r"(?:kế|chỉ|dự|mục|so|nghị|cùng|năm|trung|bình)\s"
_IN_BRACKET = re.compile(rf"\s+(?!{_PLANNED})[^\W\d_]+(?:,?\s+[^\W\d_]+){{0,8}}\s*\(\s*")
_OF_WHOLE = re.compile(r"\s+(?:của\s+|trên\s+)?(?:(?:tổng\s+)?số\s+)?")
_CLOSES = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*\)")
_BREAK = re.compile(r"[;:]|\.\s")


def rated(sentence: Sentence, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The shares of a sentence, each of the figure that makes it right if its words leave two."""
    of = {claim.figures[0]: claim.figures[1] for claim in claims}
    by_id = {figure.id: figure for figure in sentence.figures}
    listed = _listed(sentence)
    for index, percent in enumerate(sentence.figures):
        own = by_id.get(of.get(percent.id, ""))
        if percent.kind is not Kind.PERCENT or percent.upper is not None:
            continue
        base = _base(sentence, index, own, listed)
        if base is not None:
            kind = ClaimKind.SHARE if base.denominator is not None else ClaimKind.SHARE_OF_COUNT
            yield Claim(kind, (percent.id, base.id))


def _base(
    sentence: Sentence, index: int, own: Figure | None, listed: frozenset[str]
) -> Figure | None:
    percent = sentence.figures[index]
    if own is not None and own.kind is Kind.RATIO and _is_share(percent, own):
        return own
    ratio = _ratio(sentence, index)
    if ratio is not None and (own is not None or percent.value % 1):
        return ratio
    if index + 1 < len(sentence.figures):
        inside = sentence.figures[index + 1]
        if _IN_BRACKET.fullmatch(sentence.gap(percent, inside)) and _is_amount(inside):
            part = _part_of(sentence, index, inside)
            if part is not None and _CLOSES.match(sentence.folded, inside.end):
                return part
            if own is None and (percent.id in listed or _is_part(sentence, index, inside)):
                return inside
    return own


def _ratio(sentence: Sentence, index: int) -> Figure | None:
    """The one ratio before a percentage, in its clause, that makes it right."""
    percent = sentence.figures[index]
    near = [
        figure
        for figure in sentence.figures[max(0, index - _NEAR) : index]
        if figure.kind is Kind.RATIO
        and _is_share(percent, figure)
        and (figure.denominator or 0) >= _LEAST
        and not _BREAK.search(sentence.gap(figure, percent))
    ]
    return near[0] if len(near) == 1 and percent.value != 100 else None


def _is_share(percent: Figure, ratio: Figure) -> bool:
    whole = ratio.denominator
    return whole is not None and whole > 0 and _rounds(percent, ratio.value, whole)


def _part_of(sentence: Sentence, index: int, whole: Figure) -> Figure | None:
    """'toàn tỉnh có 215.480 người tham gia, bằng 38,6% lực lượng lao động (558.200 người)'."""
    percent = sentence.figures[index]
    for figure in reversed(sentence.figures[max(0, index - _BACK) : index]):
        if (
            _is_alike(figure, whole)
            and 0 < figure.value < whole.value
            and (_is_of(percent, figure, whole))
        ):
            return figure
    return None


def _is_part(sentence: Sentence, index: int, part: Figure) -> bool:
    """'1.200 hộ …, 30% là hộ cận nghèo (360 hộ)': of what stands before."""
    percent = sentence.figures[index]
    return any(
        _is_alike(figure, part) and figure.value > part.value and _is_of(percent, part, figure)
        for figure in sentence.figures[max(0, index - _BACK) : index]
    )


def _is_of(percent: Figure, part: Figure, whole: Figure) -> bool:
    return _rounds(percent, part.value, whole.value)


def _rounds(percent: Figure, part: Decimal, whole: Decimal) -> bool:
    """Whether a percentage is that of a part of a whole, rounded to nearest."""
    return 2 * abs(100 * part - percent.value * whole) <= percent.step * whole


def _is_amount(figure: Figure) -> bool:
    return figure.kind in AMOUNTS and figure.upper is None and figure.role is Role.ACTUAL


def _is_alike(one: Figure, other: Figure) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit) and one.upper is None


def _listed(sentence: Sentence) -> frozenset[str]:
    """The percentages of a list of two or more, a count behind each in brackets."""
    found: dict[tuple[Kind, str | None], set[str]] = {}
    for percent, inside in pairwise(sentence.figures):
        if percent.kind is not Kind.PERCENT or not _is_amount(inside):
            continue
        form = _IN_BRACKET.fullmatch(sentence.gap(percent, inside))
        if form is not None and _CLOSES.match(sentence.folded, inside.end):
            found.setdefault((inside.kind, inside.unit), set()).add(percent.id)
    return frozenset().union(*(alike for alike in found.values() if len(alike) > 1))
