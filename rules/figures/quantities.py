"""Quantities: a number with its scale, unit or per cent sign, as one surface.

Reads forward from a digit: '62/77', '92,4%', '1 tỷ 216 triệu đồng', '65-70 USD/thùng',
'2,8 triệu tấn', '85,5/100 điểm'. What a quantity counts and what the words around it say is read
elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import DATED, NOT_A_UNIT, Text, is_counting
from rules.figures.numbers import NUMBER, Number, parse
from rules.figures.spelling import key


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what is written to it, at [start, end)."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    step: Decimal
    denominator: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    signed: bool = False
    """A sign is written: '+12,4%', '-67%'."""
    tail: int = 0
    """Of a ratio, where the scale and unit behind it end: 'tỷ đồng' of '245,6/312 tỷ đồng'."""
    scaled: bool = False
    """A scale word of a million or more is written."""
    previous: bool = False
    """The form says that it is of the period before."""


_PERCENT = re.compile(r"\s{0,2}%|\s+phần\s+trăm(?!\w)")
_PER_MILLE = re.compile(r"\s{0,2}‰|\s+phần\s+nghìn(?!\w)")
_POINTS = re.compile(r"\s*(?:điểm\s*%|điểm\s+phần\s+trăm|%\s*điểm)")
_STROKE = re.compile(r"\s{0,2}/\s{0,2}(?=\d)")
_OVER = re.compile(r"\s+trên\s+(?=\d)")
_DASH = re.compile(r"\s?[-–—÷]\s?(?=\d)")
_SPACES = re.compile(r"\s+")
_FROM = re.compile(r"(?:từ|khoảng)\s+\Z")
_UP_TO = re.compile(r"\s+(?:đến|tới)\s+(?=\d)")
_SIGN = re.compile(r"(?<![\w)%])[-–−+]\Z")
_POINT_UNIT = re.compile(r"\s+điểm(?!\w)")
_SPOT = re.compile(
    r"\s+điểm\s+(?:đen|nóng|trường|bưu|sạt|nghẽn|ùn|ngập|bán|giao|du|dân|đo|vượt|có|không|chưa|đạt|quan|lẻ|cầu|phát|tiêm|thi|sinh"
    r"|tiếp|kinh|cung|thu|truy|văn|mỏ|khai|tập|dừng|trung|tái|xung|tố|xả|cấp|kiểm|chốt|cháy|đấu|tham)"
)
"""'13/18 điểm đen': places, no score."""


_QUOTIENT = re.compile(
    r"\s*(?P<what>[^\W\d_]+(?:\s[^\W\d_]+){0,3}?)\s?/\s?"
    r"(?:(?P<base>1\.?000|10\.?000|100\.?000|100|1(?=\s+vạn))\s+)?(?P<per>[^\W\d_]+(?:\s[^\W\d_]+)?)"
)
_LOOSE_QUOTIENT = re.compile(
    r"\s+(?P<what>[^\W\d_]+(?:,?\s[^\W\d_]+){0,3}?)\s?/\s?(?P<base>(?!))?(?P<per>[^\W\d_]+(?:\s[^\W\d_]+)?)"
)
"""'7,8 vụ, việc/tháng', '2,4 phiên/Thẩm phán': a mean, whatever divides it."""
_ON_AVERAGE = re.compile(
    r"(?<!\w)(?:bình\s+quân|trung\s+bình|mỗi\s+[^\W\d_]+)\s+(?:đạt\s+|là\s+)?\Z"
)
_EVERY = re.compile(r"\s?/\s?(?:năm|tháng|quý|tuần|ngày|đêm|giờ|ca|vụ|người|hộ|lần)(?!\w)")
_SCORED = re.compile(
    r"(?:đạt|chấm|được|trừ|cộng|thưởng|bình\s+quân|trung\s+bình|tổng|chỉ\s+số|xếp\s+loại|môn\s+\w+|số"
    r"|điểm\s+(?:sàn|chuẩn|thi|liệt|thưởng|cộng|trừ|tối\s+đa|tối\s+thiểu))(?:\s+\w+){0,2}\s+\Z"
)


def _quotient(text: Text, first: re.Match[str], lexicon: Lexicon) -> Quantity | None:
    """'16 tiêu chí/xã', '8,5 bác sĩ/10.000 dân': things for each of another."""
    mean = "," in first[0] or bool(
        _ON_AVERAGE.search(text.folded, max(0, first.start() - 24), first.start())
    )
    each = _each(text, first.end(), lexicon, mean=mean)
    if each is None:
        return None
    end, unit, factor = each
    number = parse(first[0], decimal=True)
    return Quantity(
        start=first.start(),
        end=end,
        kind=Kind.MEASURE,
        value=number.value * factor,
        step=number.step * factor,
        unit=unit,
    )


def _each(
    text: Text, at: int, lexicon: Lexicon, *, mean: bool = False
) -> tuple[int, str, Decimal] | None:
    """Where 'tiêu chí/xã' behind a number ends, what it is, and the factor of a scale before it."""
    factor = Decimal(1)
    scale = lexicon.scale.match(text.folded, at)
    if scale is not None:
        factor, at = lexicon.scales[key(scale["word"])], scale.end()
    match = _QUOTIENT.match(text.folded, at)
    if match is not None and not text.plain[at].isspace() and not text.plain[at].islower():
        return None
    if match is None and mean:
        match = _LOOSE_QUOTIENT.match(text.folded, at)
    if match is None or lexicon.unit.match(text.folded, at):
        return None
    if match["base"] is None and not _stands_for_each(text, match, lexicon, mean=mean):
        return None
    per = lexicon.per.match(text.folded, match.start("per"))
    known = lexicon.noun.match(text.folded, match.start("per"))
    end = max(
        match.start("per") + len(match["per"].split()[0]),
        per.end() if per else 0,
        known.end() if known else 0,
    )
    while (more := _EVERY.match(text.folded, end)) is not None:
        end = more.end()
    return end, key(text.folded[at:end].strip()), factor


def _stands_for_each(
    text: Text, match: re.Match[str], lexicon: Lexicon, *, mean: bool = False
) -> bool:
    """'45 khóm/m2' divides; '15 xã/phường' names two of a kind."""
    if not mean and not text.plain[match.start("per")].islower():
        return False
    stop, noun = lexicon.stop.match(match["what"]), lexicon.noun.match(match["what"])
    if stop is not None and (noun is None or noun.end() < stop.end()):
        return False
    what, per = match.start("what"), match.start("per")
    both = lexicon.populations.match(text.folded, what) and lexicon.populations.match(
        text.folded, per
    )
    return not both


_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,5}(?!\d)(?!\s?[/,.]\d)")
_SPACED_RATIO = re.compile(r"([1-9]\d{0,2}(?: \d{3}){1,3})/([1-9]\d{0,2}(?: \d{3}){1,3})(?!\d)")


def quantity(text: Text, at: int, lexicon: Lexicon) -> Quantity:
    """The quantity whose first digit stands at `at`."""
    first = NUMBER.match(text.plain, at)
    if first is None:
        raise ValueError(f"no digit at {at}")
    spaced = _SPACED.match(text.plain, at)
    if spaced is not None and is_counting(text, spaced.end(), lexicon):
        first = spaced
    parted = _SPACED_RATIO.match(text.plain, at)
    if parted is not None:
        return _parted(text, parted, lexicon)
    quotient = _quotient(text, first, lexicon)
    if quotient is not None:
        return quotient
    ratio = _ratio(text, first, lexicon)
    if ratio is not None:
        return ratio
    span = _range(text, first, lexicon)
    if span is not None:
        return span
    return _single(text, first, lexicon)


def _whole(match: re.Match[str]) -> Number:
    return parse(match[0], decimal=False)


def _parted(text: Text, match: re.Match[str], lexicon: Lexicon) -> Quantity:
    """'1 874/1 903 trẻ': a ratio whose numbers have spaces for thousands marks."""
    top, bottom = (parse(part, decimal=False) for part in match.groups())
    return Quantity(
        start=match.start(),
        end=match.end(),
        kind=Kind.RATIO,
        value=top.value,
        step=top.step,
        denominator=bottom.value,
        tail=_tail(text, match.end(), lexicon).end,
    )


def _ratio(text: Text, first: re.Match[str], lexicon: Lexicon) -> Quantity | None:
    stroke = _STROKE.match(text.plain, first.end()) or _OVER.match(text.folded, first.end())
    if stroke is None:
        return None
    second = NUMBER.match(text.plain, stroke.end())
    if second is None:
        return None
    top, bottom = _whole(first), _whole(second)
    end = second.end()
    kind = Kind.RATIO
    unit = None
    factor, tail_end = Decimal(1), end
    padded = first[0].startswith("0") and first[0] != "0" and "," not in first[0]
    if (
        _POINT_UNIT.match(text.folded, end)
        and not padded
        and not _SPOT.match(text.folded, end)
        and not _are_places(text, first, second)
    ):
        kind, unit = Kind.SCORE, "điểm"
    else:
        tail = _tail(text, end, lexicon)
        if tail.kind in {Kind.MONEY, Kind.MEASURE} or tail.factor != 1:
            factor, unit, tail_end = tail.factor, tail.unit, tail.end
            if any(letter.isdecimal() for letter in text.plain[end:tail_end]):
                end = tail_end
    return Quantity(
        start=first.start(),
        end=end,
        kind=kind,
        value=top.value * factor,
        step=top.step * factor,
        denominator=bottom.value * factor,
        unit=unit,
        tail=tail_end,
    )


_VISITED = re.compile(
    r"(?<!\w)(?:tại|khắc\s+phục|xử\s+lý|xóa|lắp|kiểm\s+tra|rà\s+soát|ở|trên|phủ|cải\s+tạo|giải\s+tỏa)"
    r"(?:\s+(?:được|xong|bỏ|đặt))?\s+\Z"
)


def _are_places(text: Text, first: re.Match[str], second: re.Match[str]) -> bool:
    """'tại 26 điểm …, 21/26 điểm', 'đã khắc phục 12/17 điểm': places, and no marks."""
    if "," in first[0] or "," in second[0]:
        return False
    before = text.folded[max(0, first.start() - 24) : first.start()]
    if _VISITED.search(before):
        return True
    whole = parse(second[0], decimal=False).value
    if whole > _MOST_MARKS and whole % 5 and not _SCORED.search(before):
        return True  # marks are out of a round number
    counted = re.compile(rf"(?<![\d.,/]){re.escape(second[0])}\s+điểm(?!\w)")
    return counted.search(text.folded, max(0, first.start() - _FAR), first.start()) is not None


_FAR = 240
_MOST_MARKS = 20


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows a number: where it ends, its kind, unit, factor."""

    end: int
    kind: Kind
    unit: str | None
    factor: Decimal
    added: Decimal = Decimal(0)
    """Half a scale or unit more: '1 tỷ rưỡi', '2 năm rưỡi'."""


_AND_A_HALF = re.compile(r"\s+rưỡi(?!\w)")
_SHORT_DONG = ".đ"
"""'1.250 tr.đ'."""


def _tail(text: Text, at: int, lexicon: Lexicon) -> _Tail:
    folded = text.folded
    for pattern, kind, unit in (
        (_POINTS, Kind.CHANGE, "pp"),
        (_PERCENT, Kind.PERCENT, "%"),
        (_PER_MILLE, Kind.MEASURE, "‰"),
    ):
        match = pattern.match(folded, at)
        if match is not None:
            return _Tail(match.end(), kind, unit, Decimal(1))
    factor, added = Decimal(1), Decimal(0)
    end = at
    scale = lexicon.scale.match(folded, at)
    if scale is not None:
        factor = lexicon.scales[key(scale["word"])]
        end = scale.end()
        half = _AND_A_HALF.match(folded, end)
        if half is not None:
            end, added = half.end(), factor / 2
        elif folded.startswith(_SHORT_DONG, end):
            end += 1
    unit_match = lexicon.unit.match(folded, end)
    if unit_match is not None and _is_unit(text, unit_match, scaled=scale is not None):
        name = key(unit_match["name"])
        end = unit_match.end()
        end = _under_the_stroke(text, unit_match.end("name"), end, lexicon)
        per = key(text.folded[unit_match.end("name") : end]).replace(" ", "")
        if name in lexicon.currencies:
            unit = lexicon.currencies[name] + per
            return _Tail(end, Kind.MONEY, unit, factor, added)
        if not per and (half := _AND_A_HALF.match(folded, end)) is not None:
            end, added = half.end(), factor / 2
        return _Tail(end, Kind.MEASURE, lexicon.measures[name] + per, factor, added)
    if factor >= _THOUSAND and (each := _under_the_stroke(text, end, end, lexicon)) > end:
        per = key(text.folded[end:each]).replace(" ", "")  # 'thưởng 2 triệu/tập thể'
        return _Tail(each, Kind.MONEY, f"đồng{per}", factor, added)
    return _Tail(end, Kind.COUNT, None, factor, added)


def _under_the_stroke(text: Text, name_end: int, end: int, lexicon: Lexicon) -> int:
    """Where 'đồng/học viên' ends: the longest known noun or unit behind each stroke, or a word."""
    at = name_end
    while True:
        stroke = _PER_STROKE.match(text.plain, at)
        short = _SHORT_PER.match(text.plain, at)
        if short is not None:
            at = short.end()
            continue
        if stroke is None or not text.plain[stroke.end() : stroke.end() + 1].islower():
            return max(at, end)
        noun = lexicon.noun.match(text.folded, stroke.end())
        per = lexicon.per.match(text.folded, stroke.end())
        known = max((m.end() for m in (noun, per) if m is not None), default=0)
        word = _OPEN_PER.match(text.plain, stroke.start())
        if not known and word is None:
            return max(at, end)
        at = known or (word.end() if word else at)


_PER_STROKE = re.compile(r"\s?/\s?(?=[^\W\d_])")
_SHORT_PER = re.compile(r"/(?!KH|NQ|CT|DT|QĐ|ĐT)[A-ZĐ]{2,5}(?![\w-])")
"""'/HTX': what is divided by, written short."""
_OPEN_PER = re.compile(r"/(?=[a-zđ])[^\W\d_]{2,8}(?![^\W_])")
_LONGEST_NUMBER = 32
_SMALL = re.compile(r"(?<!\d)(?<![\d][.,\s])\d{1,3}\Z")
"""A number of three digits at most: '05 đồng' may be the beginning of '05 đồng chí'."""


def _is_unit(text: Text, match: re.Match[str], *, scaled: bool) -> bool:
    """Leave out homographs: '05 điểm trường', '01 buổi tọa đàm', '15 mẫu nước'."""
    name = text.plain[match.start("name") : match.end("name")]
    if len(name) == 1 and name.isupper() and name not in {"V", "W"}:
        return False
    if name in {"đ", "m", "g"} and text.plain[match.end("name") : match.end("name") + 2] == "/c":
        return False
    digits = text.plain[max(0, match.start() - 2) : match.start()]
    if key(name) == "đồng" and not scaled and not match["per"] and digits.isdecimal():
        before = text.plain[max(0, match.start() - _LONGEST_NUMBER) : match.start()]
        if _SMALL.search(before):
            return False
    if key(name) == "ngày" and DATED.match(text.folded, match.end()):
        return False
    if key(name) == "lần" and _TIMES_WHAT.match(text.folded, match.end()):
        return False
    if key(name) == "đồng" and _MEDALS.search(
        text.folded, max(0, match.start() - 80), match.start()
    ):
        return False
    if key(name) == "mẫu" and not _OF_LAND.search(
        text.folded, max(0, match.start() - 60), match.end() + 12
    ):
        return False
    return NOT_A_UNIT.match(text.folded, match.start()) is None


_MEDALS = re.compile(r"huy\s+chương[^.]*\Z")
_OF_LAND = re.compile(
    r"(?<!\w)(?:ruộng|đất|diện\s+tích|gieo|cấy|trồng|sào|lúa|ngô|khoai|vụ|canh\s+tác)(?!\w)"
)


_TIMES_WHAT = re.compile(r"\s+(?:kiểm|họp|giám|thanh|đối|tiếp|tập|sinh|khám|tổ|diễn)\w*\s")


def _reading(text: Text, number: re.Match[str], tail: _Tail) -> Number:
    decimal = tail.kind is not Kind.COUNT or tail.factor != 1
    if tail.kind is Kind.MONEY and tail.factor == 1 and (tail.unit or "").startswith("đồng"):
        decimal = False  # a đồng has no thousandths: '15,000 đồng'
    return parse(number[0], decimal=decimal and not text.has_foreign_marks(number.start()))


_DECIMAL_POINTS = re.compile(r"\d+[.,]\d{1,2}\s+điểm\s(?!phần|%)")


RESTATED = re.compile(
    r"\s*\((?:(?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|tư|trăm|nghìn|linh|lẻ)\s*)+\)"
)
"""A number said again in words: '05 (năm) hộ', '15 (mười lăm) ngày'."""


def _single(text: Text, first: re.Match[str], lexicon: Lexicon) -> Quantity:
    restated = RESTATED.match(text.folded, first.end())
    tail = _tail(text, restated.end() if restated else first.end(), lexicon)
    if restated is not None and tail.kind not in {Kind.MEASURE, Kind.MONEY}:
        tail = _tail(text, first.end(), lexicon)
    if tail.unit == "điểm" or (
        tail.unit is None and _DECIMAL_POINTS.match(text.plain, first.start())
    ):
        return _points(text, first)
    number = _reading(text, first, tail)
    value, step = number.value * tail.factor + tail.added, number.step * tail.factor
    if tail.added:
        step = min(step, tail.added)
    end = tail.end
    if tail.factor > 1 and tail.unit is None:
        end, value, step, tail = _compound(text, lexicon, tail, value, step)
    start, sign = _signed(text, first.start())
    if sign and tail.unit in {"%", "pp"}:
        return Quantity(
            start=start,
            end=end,
            kind=Kind.CHANGE,
            value=value * sign,
            step=step,
            unit=tail.unit,
            signed=True,
        )
    kind = tail.kind
    if (
        kind is Kind.MEASURE
        and tail.unit in _LEVELS
        and _LEVEL.search(text.folded, max(0, first.start() - 48), first.start())
    ):
        below = text.plain[first.start() - 1] != "+"
        return Quantity(
            start=first.start() - 1,
            end=end,
            kind=kind,
            value=-value if below else value,
            step=step,
            unit=tail.unit,
        )
    if kind is Kind.COUNT and tail.factor == 1:
        if sign and text.plain[start - 1 : start] == "(" and number.step == 1:
            return Quantity(
                start=start, end=end, kind=Kind.CHANGE, value=value * sign, step=step, signed=True
            )
        if number.step < 1 and _MARKS.search(text.folded, max(0, start - 40), start):
            return _points(text, first)
        if _TEST_MARK.search(text.folded, max(0, start - 24), start):
            return replace(_points(text, first), kind=Kind.SCORE, unit="điểm")
        if number.step < 1 or _is_index(text, first, lexicon):
            kind = Kind.MEASURE
    return Quantity(
        start=first.start(),
        end=end,
        kind=kind,
        value=value,
        step=step,
        unit=tail.unit,
        scaled=tail.factor >= 1_000_000,
    )


_LEVELS = frozenset({"m", "cm", "độ", "°C", "độ C"})
_LEVEL = re.compile(
    r"(?<!\w)(?:cao\s+độ|cao\s+trình|cốt|code|mực\s+nước|nhiệt\s+độ|đáy|đỉnh|mức)(?:\s+[^\W\d_]+){0,5}\s+[-–−+]\Z"
)
"""'cao trình đỉnh +12,5 m', 'nhiệt độ -18°C': above or below nought."""


_INDEX = re.compile(
    r"(?<!\w)(?:(?:chỉ\s+số|hệ\s+số)(?:\s+(?!tăng|giảm|xếp|có|gồm|của|thứ|thành)[^\W\d_]+){0,4}|wqi|aqi|ph|bmi|ntu|toeic|toefl|ielts|gpa|spo2|hdi|icor|gini|bod|cod|tss)"
    r"\s+(?:là\s+|đạt\s+|bằng\s+|:\s*|=\s*|(?:trên|dưới|từ|hơn|gần)\s+)?\Z"
)


_MARKS = re.compile(
    r"(?<!\w)điểm\s+(?:chuẩn|sàn|thi|trung\s+bình|bình\s+quân|tb|số|tổng\s+kết)(?:\s+\w+){0,5}(?:\s+(?:là|đạt)|\s*:)?\s+\Z"
)
"""'điểm chuẩn 24,5': marks, whose unit stands before them."""
_TEST_MARK = re.compile(r"(?<!\w)bài(?:\s+thi)?(?:\s+đạt|\s+được)?\s+điểm\s+\Z")
_OF_AGE = re.compile(r"(?<!\w)(?:độ|lứa)\s+tuổi\s+(?:từ\s+)?\Z")


def _is_index(text: Text, first: re.Match[str], lexicon: Lexicon) -> bool:
    """'chỉ số WQI trung bình 78': a value without unit."""
    window = text.folded[max(0, first.start() - 48) : first.start()]
    return _INDEX.search(window) is not None and not is_counting(text, first.end(), lexicon)


def _points(text: Text, first: re.Match[str]) -> Quantity:
    """'6,75 điểm' is a score, 'tại 03 điểm' counts places."""
    number = parse(first[0], decimal=True)
    before = text.folded[max(0, first.start() - 30) : first.start()]
    scored = (
        number.step < 1
        or first[0] == "0"
        or (not first[0].startswith("0") and _SCORED.search(before))
    )
    return Quantity(
        start=first.start(),
        end=first.end(),
        kind=Kind.SCORE if scored else Kind.COUNT,
        value=number.value,
        step=number.step,
        unit="điểm" if scored else None,
    )


def _signed(text: Text, start: int) -> tuple[int, int]:
    if start and _SIGN.search(text.plain, max(0, start - 2), start):
        before = text.plain[: start - 1].rstrip()
        if not before or before[-1] in "(;,:" or text.plain[start - 1] in "+−":
            return start - 1, -1 if text.plain[start - 1] in "-–−" else 1
    return start, 0


_THOUSAND = Decimal(1000)
_THREE = re.compile(r"\d{3}")


def _compound(
    text: Text,
    lexicon: Lexicon,
    tail: _Tail,
    value: Decimal,
    step: Decimal,
) -> tuple[int, Decimal, Decimal, _Tail]:
    """'1 tỷ 216 triệu đồng', '2 triệu 500 nghìn': scale words that go down."""
    end = tail.end
    while True:
        gap = _SPACES.match(text.plain, end)
        number = NUMBER.match(text.plain, gap.end()) if gap else None
        if number is None:
            return end, value, step, tail
        following = _tail(text, number.end(), lexicon)
        if (
            tail.factor == _THOUSAND
            and following.factor > _THOUSAND
            and _THREE.fullmatch(number[0])
        ):
            # '1 nghìn 246 tỷ đồng': thousands of the scale to come
            part = parse(number[0], decimal=False)
            value = (value + part.value) * following.factor
            return following.end, value, following.factor, following
        smaller = following.factor < tail.factor and (following.factor > 1 or following.unit)
        if not smaller or following.kind is Kind.PERCENT or following.unit == "năm":
            return end, value, step, tail
        part = _reading(text, number, following)
        if following.kind is Kind.MEASURE:
            return end, value, step, tail
        value += part.value * following.factor
        step = part.step * following.factor
        end = following.end
        tail = following
        if following.unit is not None:
            return end, value, step, tail


def _range(text: Text, first: re.Match[str], lexicon: Lexicon) -> Quantity | None:
    gap = _DASH.match(text.plain, first.end())
    from_to = False
    if gap is None:
        before = text.folded[max(0, first.start() - 8) : first.start()]
        plainly = _UP_TO.match(text.folded, first.end()) is not None
        if _FROM.search(before) is None and not plainly:
            return None
        low_tail = _tail(text, first.end(), lexicon)
        gap = _UP_TO.match(text.folded, low_tail.end)
        from_to = True
        if gap is None:
            return None
    second = NUMBER.match(text.plain, gap.end())
    if second is None:
        return None
    tail = _tail(text, second.end(), lexicon)
    each = _each(text, second.end(), lexicon)
    if each is not None and tail.kind is Kind.COUNT:
        tail = _Tail(each[0], Kind.MEASURE, each[1], each[2])
    if from_to:
        low_tail = _tail(text, first.end(), lexicon)
        if low_tail.unit is not None and low_tail.unit != tail.unit:
            return None
        low_factor = (
            low_tail.factor if low_tail.end > first.end() and low_tail.factor > 1 else tail.factor
        )
    else:
        low_factor = tail.factor
    low, high = _reading(text, first, tail), _reading(text, second, tail)
    if low.value * low_factor >= high.value * tail.factor:
        low_factor = Decimal(1) if "." in first[0] and not from_to else low_factor
        if low.value * low_factor >= high.value * tail.factor:
            return None
    if tail.kind is Kind.COUNT and _OF_AGE.search(
        text.folded, max(0, first.start() - 16), first.start()
    ):
        tail = _Tail(tail.end, Kind.MEASURE, "tuổi", tail.factor)
    return Quantity(
        start=first.start(),
        end=tail.end,
        kind=Kind.MEASURE
        if tail.kind is Kind.COUNT and (low.step < 1 or high.step < 1)
        else tail.kind,
        value=low.value * low_factor,
        step=low.step * low_factor,
        upper=high.value * tail.factor,
        unit=tail.unit,
    )
