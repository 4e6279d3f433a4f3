"""Partners: a number whose unit is left out because the one beside it has it.

'từ 186 lên 241,8 triệu USD', 'lần lượt 6,54, 7,02 và 5,61 điểm', '76,4 nghìn tấn (khai thác 48,9,
nuôi trồng 27,5)'. Such a number has the unit and the scale; its surface stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rules.figures.figure import Figure, Kind, Role
from rules.figures.lookalikes.shape import Text
from rules.figures.numbers import NUMBER, parse

_LIST_GAP = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_IN_TURN = re.compile(r"(?<!\w)(?:lần\s+lượt|tương\s+ứng)(?!\w)[^.;]*\Z")
_FROM = re.compile(r"(?<!\w)từ\s+(?:mức\s+)?(?:khoảng\s+|gần\s+|trên\s+|hơn\s+)?\Z")
_UP_TO = re.compile(
    r"\s+(?:đến\s+(?:dưới|hết|trên)|lên|xuống|còn|xuống\s+còn|lên\s+thành|lên\s+đến|lên\s+tới|lên\s+mức)\s+"
    r"(?:khoảng\s+|gần\s+|trên\s+|hơn\s+|mức\s+)?"
)
_OPENS = re.compile(r"[^.;,()\d]{0,24}[(:]\s*(?:[^\W\d_]+,?\s+){0,6}\Z")
_OF_A_YEAR = re.compile(r"[^.;,()\d]{0,24}\(\s*(?:năm\s+)?(?:19|20)\d\d\s*:\s*")
"""'98,4 triệu cái (2023: 86,7;': what it was then, in the same unit."""
_NEXT_PART = re.compile(r"\s*[,;]\s*(?:và\s+)?(?:[^\W\d_]+,?\s+){1,8}")
_NAMED_PART = re.compile(
    r"\s*(?:,|và|,\s*và)\s*(?!(?:hệ|chỉ)\s+số|(?:tăng|giảm|vượt|hụt|cao\s+hơn|thấp\s+hơn)(?!\w))(?:[^\W\d_]+\s+){1,4}"
)
"""'hàng xuất 3,05, hàng nhập 2,61 và hàng nội địa 3,06 triệu tấn'."""
_NEAR = 80
_UNITS = frozenset({Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.CHANGE, Kind.SCORE})


def with_partners_units(text: Text, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of one block, those without a unit with that of the figure beside them."""
    done = list(figures)
    for index in range(len(done) - 2, -1, -1):
        here, after = done[index], done[index + 1]
        if (
            (_is_bare(here) or _is_bare_change(here, after))
            and after.unit is not None
            and after.kind in _UNITS
        ):
            gap = text.folded[here.end : after.start]
            if (
                _lists(text, here, gap)
                or _leads_up(text, here, gap)
                or (here.kind is Kind.MEASURE and _NAMED_PART.fullmatch(gap) is not None)
            ):
                done[index] = _like(here, after)
    whole: Figure | None = None
    for index in range(1, len(done)):
        before, here = done[index - 1], done[index]
        gap = text.folded[before.end : here.start]
        counted = here.kind is Kind.COUNT
        if not _is_bare(here) or (
            counted and not _only_labelled(text, here) and not _OF_A_YEAR.fullmatch(gap)
        ):
            whole = None
            continue
        scaled = before.kind is Kind.COUNT and not counted and _scale_of(before) > 1
        if scaled or (before.unit is not None and before.kind in {Kind.MONEY, Kind.MEASURE}):
            yearly = _OF_A_YEAR.fullmatch(gap) is not None
            opens = yearly or (
                _OPENS.fullmatch(gap)
                and (
                    not counted or (before.kind is Kind.MONEY and _LABELLED.search(gap) is not None)
                )
            )
            whole = before if opens else whole and _same_list(whole, gap)
        elif whole is not None:
            whole = _same_list(whole, gap)
        if whole is not None:
            done[index] = _like(here, whole)
    for index, figure in enumerate(done[:-1]):
        if figure.unit is not None and figure.kind in {Kind.MONEY, Kind.MEASURE}:
            for place in _parts_of(text, done, index):
                done[place] = _like(done[place], figure)
    return tuple(done)


_DIVIDED = re.compile(
    r"\s*,?\s*(?:\(\s*\)\s*,?\s*)?(?:trong\s+đó|bao\s+gồm|gồm|chia\s+ra)(?:\s+có)?\s*:?\s*"
    r"(?:[^\W\d_]+,?\s+){1,6}"
)
_NEXT_DIVIDED = re.compile(
    r"\s*(?:\(\s*\)\s*)?(?:[,;]|và)\s*(?:và\s+|còn\s+lại\s+)?(?:[^\W\d_]+,?\s+){1,6}"
)


def _parts_of(text: Text, figures: Sequence[Figure], index: int) -> tuple[int, ...]:
    """'157 triệu đồng, trong đó cơ sở giữ 131, huyện 26': bare parts of about its size.

    Parts with a decimal comma ('3,95 tỷ đồng, gồm phần mềm 1,48') count nothing and need not.
    """
    whole = figures[index]
    places: list[int] = []
    end, gap = whole.end, ""
    for place in range(index + 1, len(figures)):
        part = figures[place]
        gap += text.folded[end : part.start]
        end = part.end
        if part.kind is Kind.PERCENT and gap.rstrip().endswith("("):
            continue  # its share, in a bracket of its own
        form = _NEXT_DIVIDED if places else _DIVIDED
        if not _is_bare(part) or form.fullmatch(gap) is None:
            break
        if part.kind is Kind.COUNT and not _only_labelled(text, part):
            break
        places.append(place)
        gap = ""
    if len(places) < 2:
        return ()
    scale = _scale_of(whole)
    if all(figures[place].kind is Kind.MEASURE for place in places):
        return tuple(places)
    added = sum(figures[p].value for p in places) * scale
    return tuple(places) if whole.value / _LEAST_OF_ALL <= added <= whole.value * 2 else ()


_LEAST_OF_ALL = 5
"""Parts of an amount are at least a fifth of it: fewer are counted in another way."""


_LABELLED = re.compile(
    r"[(:]\s*(?!lần|tương|cùng|kế\s|chỉ|năm|quý|tháng|bằng|tăng|giảm|đạt|so|trong|tại|cho|với|có|của)(?:[^\W\d_]+,?\s+){1,6}\Z"
)
_ENDS_AN_ITEM = re.compile(r"\s*(?:[,;)]|\.?\s*\Z|\.\s|\(\s*\d[\d.,]*\s?%)")


def _only_labelled(text: Text, here: Figure) -> bool:
    """'120 triệu đồng (tỉnh 80, huyện 40)', '86 tỷ đồng: ngắn hạn 61, trung hạn 25'.

    Nothing behind the number says what it counts.
    """
    return _ENDS_AN_ITEM.match(text.folded, here.end) is not None and here.role is Role.ACTUAL


def _same_list(whole: Figure, gap: str) -> Figure | None:
    return whole if _NEXT_PART.fullmatch(gap) else None


def _is_bare(figure: Figure) -> bool:
    return figure.unit is None and figure.kind in {Kind.COUNT, Kind.MEASURE} and not figure.upper


def _is_bare_change(here: Figure, after: Figure) -> bool:
    """'giảm lần lượt 0,11 và 0,06 điểm phần trăm': a difference whose unit comes behind."""
    return here.kind is after.kind is Kind.CHANGE and here.unit is None


def _lists(text: Text, here: Figure, gap: str) -> bool:
    if not _LIST_GAP.fullmatch(gap):
        return False
    told = _IN_TURN.search(text.folded, max(here.sentence[0], here.start - _NEAR), here.start)
    return told is not None or here.kind is Kind.MEASURE


def _leads_up(text: Text, here: Figure, gap: str) -> bool:
    return (
        _UP_TO.fullmatch(gap) is not None
        and _FROM.search(text.folded, max(0, here.start - 24), here.start) is not None
    )


def _like(here: Figure, partner: Figure) -> Figure:
    factor = _scale_of(partner)
    falls = partner.kind is Kind.CHANGE and partner.value < 0 < here.value
    sign = -1 if falls else 1
    return replace(
        here,
        kind=partner.kind,
        value=here.value * factor * sign,
        step=here.step * factor,
        unit=partner.unit,
    )


def _scale_of(figure: Figure) -> Decimal:
    """What the scale word of a figure multiplies with."""
    number = NUMBER.search(figure.surface)
    if number is None:
        return Decimal(1)
    printed = parse(number[0], decimal=figure.step < 1 or "," in number[0])
    return figure.step / printed.step if printed.step else Decimal(1)
