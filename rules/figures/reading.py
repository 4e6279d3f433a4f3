"""Reading a block: every numeral of its text, in order, figures with what the words say of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.document import Block, BlockKind
from rules.figures.changes import difference, direction, is_aim
from rules.figures.counted import noun_of
from rules.figures.dating import dated
from rules.figures.figure import Figure, Kind, Numeral, Role
from rules.figures.hedges import hedge_of
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes import Span, Text, lookalikes_of
from rules.figures.lookalikes.shape import tells_a_total
from rules.figures.neighbours import completed
from rules.figures.nounkeys import noun_key
from rules.figures.nouns import Noun, noun_after
from rules.figures.numbers import NUMBER, parse
from rules.figures.partners import with_partners_units
from rules.figures.quantities import Quantity, quantity
from rules.figures.roles import role_of
from rules.figures.sentences import sentences
from rules.figures.spelling import fold, key
from rules.figures.tagging import Tagger
from rules.figures.words import PHRASE, PLAIN, spoken

_DIGIT = re.compile(r"\d|[⁰¹²³⁴-⁹]+|[₀-₉]+")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+")
_EXPONENT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ha)\Z")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """The numerals of one block, and the figures among them (same ids)."""

    numerals: tuple[Numeral, ...]
    figures: tuple[Figure, ...]
    nouns: tuple[Noun | None, ...]
    """Where each figure's noun stands, beside `figures`."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: Kind
    quantity: Quantity | None = None


class BlockReader:
    """Reads blocks with one lexicon, numbering what it finds through the document."""

    def __init__(self, lexicon: Lexicon, tagger: Tagger | None = None) -> None:
        self._lexicon = lexicon
        self._tagger = tagger
        self._lookalikes = lookalikes_of(lexicon)
        self._numerals = 0
        self._figures = 0

    def read(self, block: Block) -> Reading:
        """Every numeral of a block."""
        spans = sentences(block.text)
        foreign = tuple(span for span in spans if _has_foreign_marks(block.text[span[0] : span[1]]))
        text = Text(block, block.text, fold(block.text), foreign, self._tagger)
        found = _apart([*self._scan(text), *self._spoken(text)])
        numerals: list[Numeral] = []
        figures: list[Figure] = []
        nouns: list[Noun | None] = []
        previous_end = 0
        for item in found:
            sentence = _sentence_of(spans, item.start, item.end)
            if item.quantity is None:
                numerals.append(self._numeral(block, item, sentence))
                if item.kind not in _TRANSPARENT:
                    previous_end = item.end
                continue
            since = max(sentence[0], previous_end)
            described = self._describe(text, item.quantity, sentence, since)
            if described is None:
                numerals.append(
                    self._numeral(block, _Found(item.start, item.end, Kind.UNCLASSIFIED), sentence)
                )
            else:
                figure, noun = described
                figures.append(figure)
                nouns.append(noun)
                numerals.append(
                    Numeral(
                        id=figure.id,
                        kind=figure.kind,
                        surface=figure.surface,
                        start=figure.start,
                        end=figure.end,
                        sentence=sentence,
                        place=figure.place,
                    )
                )
            previous_end = item.end
        related = completed(text, with_partners_units(text, figures), self._lexicon)
        related = dated(text.plain, text.folded, spans, related)
        kinds = {figure.id: figure.kind for figure in related}
        numerals = [
            n if kinds.get(n.id, n.kind) is n.kind else replace(n, kind=kinds[n.id])
            for n in numerals
        ]
        return Reading(tuple(numerals), related, tuple(nouns))

    def _scan(self, text: Text) -> Iterator[_Found]:
        position = 0
        label: Span | None = None
        counted: int | None = None
        while (hit := _DIGIT.search(text.plain, position)) is not None:
            at = hit.start()
            if not hit[0].isdecimal():
                position = hit.end()
                before = text.folded[max(0, at - 4) : at]
                if _SUPERSCRIPT.match(hit[0]) and not _EXPONENT.search(before):
                    yield _Found(at, hit.end(), Kind.FOOTNOTE_MARK)
                continue
            spans = self._lookalikes.match(text, at, label, counted)
            label, counted = spans[-1] if spans else None, None
            if spans:
                for span in spans:
                    yield _Found(span.start, span.end, span.kind)
                position = max(span.end for span in spans)
                continue
            read = quantity(text, at, self._lexicon)
            pair = _now_and_before(text, read)
            if pair:
                for part in pair:
                    yield _Found(part.start, part.end, part.kind, part)
            elif self._is_bare_year(text, read):
                yield _Found(read.start, read.end, Kind.YEAR)
            else:
                yield _Found(read.start, read.end, read.kind, read)
                counted = read.end if read.kind is Kind.COUNT else None
            position = max(read.end, read.tail)

    def _spoken(self, text: Text) -> Iterator[_Found]:
        """Figures written in words, where what follows shows that they count or measure."""
        for match in PHRASE.finditer(text.folded):
            number = spoken(text.folded, match)
            if number is None:
                continue
            end = number.end
            if _is_part_of_a_name(text, match, number.start):
                continue
            if number.percent:
                share = Quantity(
                    number.start, end, Kind.PERCENT, number.value, Decimal(1), unit="%"
                )
                yield _Found(number.start, end, Kind.PERCENT, share)
                continue
            unit = self._lexicon.unit.match(text.folded, end)
            behind = noun_after(text, end, self._lexicon, known=True, share=True)
            small = number.value < 10 and number.denominator is None
            counts = number.denominator is not None or self._counts_a_noun(text, match, end)
            if (
                behind is None
                and not counts
                and (unit is None or (small and not _counts_units(text, unit, number.value)))
            ):
                continue
            if re.match(r"\s*\(\s*\d", text.folded[end : end + 6]):
                continue
            kind, name = Kind.COUNT, None
            if number.denominator is not None:
                kind = Kind.RATIO
            elif unit is not None and behind is None and not counts:
                word = key(unit["name"])
                money = self._lexicon.currencies.get(word)
                kind = Kind.MONEY if money else Kind.MEASURE
                per = key(unit["per"]).replace(" ", "")
                name = (money or self._lexicon.measures[word]) + per
                end = unit.end()
            yield _Found(
                number.start,
                end,
                kind,
                Quantity(
                    start=number.start,
                    end=end,
                    kind=kind,
                    value=number.value,
                    step=Decimal(1),
                    denominator=number.denominator,
                    unit=name,
                ),
            )

    def _counts_a_noun(self, text: Text, match: re.Match[str], end: int) -> bool:
        """'ba môn', 'hai chi cục': a noun that is not known, where one with its number stands."""
        words = match["words"]
        if words is None or (words not in PLAIN and " " not in words):
            return False
        word = _LOWER_WORD.match(text.plain, end)
        at = word.start(1) if word is not None else end
        lexicon = self._lexicon
        if (
            word is None
            or not word[1].islower()
            or any(
                ends.match(text.folded, at) for ends in (lexicon.unit, lexicon.scale, lexicon.idiom)
            )
            or (lexicon.stop.match(text.folded, at) and not lexicon.verb.match(text.folded, at))
        ):
            return False
        before = _WORD_BEFORE.search(text.folded, max(0, match.start() - 24), match.start())
        if before is None:
            return True
        return _LABELLED.match(text.folded, before.start(1)) is None

    def _is_bare_year(self, text: Text, read: Quantity) -> bool:
        if read.kind is not Kind.COUNT or read.end - read.start != 4:
            return False
        if _YEAR_LIKE.fullmatch(text.plain, read.start, read.end) is None:
            return False
        if text.block.kind is BlockKind.CELL or tells_a_total(text, read.start):
            return False
        counted = _COUNTED_ITEM.search(text.folded, max(0, read.start - 48), read.start)
        if counted is not None and _DATES.search(counted[0]) is None:
            return False
        return noun_after(text, read.end, self._lexicon) is None and not self._is_labelled(
            text, read.start
        )

    @staticmethod
    def _is_labelled(text: Text, at: int) -> bool:
        """'hồ sơ đã giải quyết: 2078': a label of some words, none of time, before a colon."""
        label = _LABEL.search(text.folded, max(0, at - 80), at)
        return label is not None and _DATES.search(label[0]) is None

    def _numeral(self, block: Block, item: _Found, sentence: tuple[int, int]) -> Numeral:
        self._numerals += 1
        return Numeral(
            id=f"n{self._numerals}",
            kind=item.kind,
            surface=block.text[item.start : item.end],
            start=item.start,
            end=item.end,
            sentence=sentence,
            place=block.place_of(item.start, item.end),
        )

    def _describe(
        self,
        text: Text,
        read: Quantity,
        sentence: tuple[int, int],
        since: int,
    ) -> tuple[Figure, Noun | None] | None:
        hedge, hedge_word, left = hedge_of(text, read, since, self._lexicon)
        kind, value, unit = _changed(text, read, sentence, since, left, self._lexicon)
        noun = noun_of(text, read, kind, sentence, since, left, self._lexicon)
        if kind is Kind.COUNT and noun is None and self._is_bare(text, read, sentence):
            return None
        start, end = read.start, read.end
        if kind is Kind.COUNT and read.scaled and _is_money(text, noun, end, since, start):
            kind, unit = Kind.MONEY, "đồng"
        written = text.plain[noun.start : noun.end] if noun is not None else None
        if written is None and kind is Kind.MEASURE and read.unit is not None:
            written = read.unit
        origin, confidence = text.block.origin_of(start, end)
        self._figures += 1
        figure = Figure(
            id=f"f{self._figures}",
            kind=kind,
            surface=text.plain[start:end],
            start=start,
            end=end,
            sentence=sentence,
            place=text.block.place_of(start, end),
            value=value,
            step=read.step,
            denominator=read.denominator,
            upper=-read.upper if read.upper is not None and value < 0 else read.upper,
            unit=unit,
            hedge=hedge,
            hedge_word=hedge_word,
            noun=written,
            noun_key=noun_key(written, self._lexicon) if written else None,
            role=Role.PREVIOUS
            if read.previous
            else role_of(text, sentence, since, left, end, kind, self._lexicon),
            origin=origin,
            confidence=confidence,
        )
        return figure, noun

    def _is_bare(self, text: Text, read: Quantity, sentence: tuple[int, int]) -> bool:
        """A number with no word near it is no figure, but in a table cell, whose heads tell."""
        if text.block.kind is BlockKind.CELL:
            return False
        if _YEARLY.search(text.folded, max(sentence[0], read.start - 16), read.start):
            return False
        if _IN_TURN.search(text.folded, max(sentence[0], read.start - 120), read.start):
            return False
        around = text.folded[max(sentence[0], read.start - 24) : min(sentence[1], read.end + 24)]
        return not any(letter.isalpha() for letter in around)


_YEARLY = re.compile(r"(?:19|20)\d\d\s*[:=]\s*\Z")
"""'2017: 398; 2018: 405': of each year so many."""
_IN_TURN = re.compile(r"(?:lần\s+lượt|tương\s+ứng)(?:\s+[^\W\d_]+){0,3}\s+[\d.,;\s]+(?:và\s+)?\Z")
"""'lần lượt là 1.431, 1.092, 957, 1.188'."""
_SINGLE_LABEL = re.compile(r"(?<!\w)(?:giải|hạng|huân\s+chương[^.;,]{0,24}hạng)\s+\Z")
_THE = re.compile(r"\s+(?:các|những|toàn|mọi)(?!\w)")
_YEAR_OF_WORK = re.compile(
    r"năm\s+(?:kế\s+hoạch|học|tài\s+chính|ngân\s+sách|dương\s+lịch|sản\s+xuất|báo\s+cáo|đánh\s+giá|thi\s+đua|cao\s+điểm|bản\s+lề)(?!\w)"
)


def _is_part_of_a_name(text: Text, match: re.Match[str], start: int) -> bool:
    """'Gia Bảy', 'Hai Bà Trưng', 'giải Ba lớp 9', 'năm kế hoạch 2023': no number in words."""
    if _PLACE_NAME.match(text.plain, start) or _YEAR_OF_WORK.match(text.folded, start):
        return True
    if match["words"] == "năm" and _THE.match(text.folded, match.end()):
        return True
    if match["words"] == "ba" and _SINGLE_LABEL.search(text.folded, max(0, start - 32), start):
        return True
    if match["words"] is None or not text.plain[start].isupper():
        return False
    return _CAPITAL_BEFORE.search(text.plain, max(0, start - 12), start) is not None


_CAPITAL_BEFORE = re.compile(r"(?<!\w)[A-ZĐÀ-Ỹ][^\W\d_]*\s\Z")
_PLACE_NAME = re.compile(r"(?:Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười)\s+[A-ZĐÀ-Ỹ]")
_LOWER_WORD = re.compile(r"\s+([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+\Z")
_LABELLED = re.compile(
    r"(?:giải|hạng|loại|cấp|tuyến|vòng|đợt|lần|bậc|mức|khu|tổ|nhóm|ông|bà|anh|chị|cô|chú|bác|xã|thôn|con|tầng|đội|bài|phần"
    r"|hai|ba|bốn|sáu|bảy|tám|chín|mươi|chục|trăm|nghìn|ngàn|xe|nhà|đất|lớp|giá|hàng|ba)(?!\w)"
)
"""Words behind which a number in words is no count."""
_LABEL = re.compile(r"[^\W\d_]+\s+[^.;:,()\n]+:\s*\Z")
_COUNTED_ITEM = re.compile(r"(?:\d[.,]\d+|(?<!\d)\d{1,3})\s*,\s*(?:[^\W\d_]+\s+){1,4}\Z")
"""'cột đo 1.146, công tơ điện 1990': an item of a list of counts."""
_DATES = re.compile(r"(?<!\w)(?:năm|ngày|tháng|thời|kỳ|giai\s+đoạn|khóa)(?!\w)")
_SPOKEN_UNITS = frozenset(
    {"đồng", "lần", "ha", "tấn", "km", "m2", "kg", "tạ", "m", "mét", "héc ta", "lít", "sào", "mẫu"}
)
_SPOKEN_TIMES = frozenset(
    {"ngày", "ngày đêm", "ngày làm việc", "tuần", "tháng", "giờ", "phút", "giây", "tiếng"}
)
_OF_THE_CALENDAR = re.compile(
    r"\s+(?:đầu|cuối|qua|năm|nay|này|trước|sau|tới|một\s+lần|rưỡi|càng|hội|lễ|\d)"
)


def _counts_units(text: Text, unit: re.Match[str], value: Decimal) -> bool:
    """'ngập ba mét', 'trong bảy ngày', but not 'hai tháng đầu năm' or 'một ngày'."""
    name = key(unit["name"])
    if name == "năm":
        return value > 1 and _YEAR_OF.match(text.folded, unit.end()) is None
    if name in _SPOKEN_TIMES:
        return value > 1 and _OF_THE_CALENDAR.match(text.folded, unit.end()) is None
    return name in _SPOKEN_UNITS


_YEAR_OF = re.compile(r"\s+(?:học|đầu|cuối|nay|này|trước|sau|tới|\d)")
_TRANSPARENT = frozenset(
    {Kind.FOOTNOTE_MARK, Kind.YEAR, Kind.PERIOD, Kind.DATE, Kind.TIME, Kind.ORDINAL}
)


def _has_foreign_marks(text: str) -> bool:
    return _DOT_DECIMAL.search(text) is not None and _COMMA_DECIMAL.search(text) is None


_DOT_DECIMAL = re.compile(
    r"(?<![\d.,/])\d{1,3}\.\d{1,2}(?=\s?(?:%|ha|tấn|tạ|kg|km|tỷ|triệu|m2|m3)(?!\w))"
)
_COMMA_DECIMAL = re.compile(r"\d,\d{1,2}(?!\d)")


def _apart(items: list[_Found]) -> list[_Found]:
    """In order, without those inside another ('năm mươi m2' holds its 2); digits beat words."""
    kept: list[_Found] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if kept and item.start < kept[-1].end:
            if item.end <= kept[-1].end:
                continue
            kept.pop()
        kept.append(item)
    return kept


_FELL = re.compile(r"(?:tăng|giảm)(?!\s+so\s+với\s+\d)[^.;()]{0,24}\d\s?%[^.;()]{0,30}\(\s*\Z")
_FELL_TOO = re.compile(
    r"(?:tăng|giảm)[^;]{0,90}\)\s*(?:,|và|,\s+và)\s+[\d,]+\s?%[^.;()]{0,30}\(\s*\Z"
)
"""'tăng 3,1% số vụ (1.218/1.181) và 6,9% số bị can (2.064/1.930)'."""
_SAME = re.compile(
    r"(?:không\s+(?:thay\s+)?đổi|không\s+tăng|không\s+giảm|giữ\s+nguyên)[^.;()\d]{0,24}\(\s*\Z"
)
_OWN_SHARE = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*[,=]\s*\d[\d,.]*\s?%")
"""'tăng 3,2% so với tuần trước (71/124, 57,3%)': a ratio, with what it is in per cent."""
_FELL_BY = re.compile(
    r"(?:(?P<up>tăng)|giảm)\s+(?:thêm\s+)?(?P<by>\d[\d.]*)\s[^.;()\d]{0,30}\(\s*\Z"
)


def _now_and_before(text: Text, read: Quantity) -> tuple[Quantity, ...]:
    """'giảm 5% (190/200 vụ)': behind a change a bracket holds now and before, not a share."""
    window = text.folded[max(0, read.start - 48) : read.start]
    if read.kind is not Kind.RATIO or read.denominator is None:
        return ()
    same = read.value == read.denominator and _SAME.search(window) is not None
    if not (
        same
        or _FELL.search(window)
        or _fell_too(text, read)
        or _is_by(window, read.value, read.denominator)
    ):
        return ()
    if _OWN_SHARE.match(text.folded, read.end):
        return ()
    numbers = list(NUMBER.finditer(text.plain, read.start, read.end))
    values = (read.value, read.denominator)
    return tuple(
        replace(
            read,
            start=number.start(),
            end=number.end(),
            kind=Kind.COUNT,
            value=value,
            denominator=None,
            previous=index == 1,
        )
        for index, (number, value) in enumerate(zip(numbers, values, strict=True))
    )


_HAPPENED = re.compile(
    r"(?<!\w)(?:số\s+(?:vụ|ca)|(?:số\s+)?(?:người|trường\s+hợp)\s+(?:chết|tử\s+vong|bị\s+thương|mất\s+tích|mắc|nhiễm))\s+\Z"
)
"""'số người chết giảm 02 người (14/16)': the same before the change."""
_HAPPENS = re.compile(
    r"\s*(?:số\s+)?(?:vụ|ca|tin\s+báo|(?:người|trường\s+hợp)\s+(?:chết|tử\s+vong|bị|mất\s+tích|mắc|nhiễm))(?!\w)"
)
"""What happens and has no total that a share could be of."""


def _fell_too(text: Text, read: Quantity) -> bool:
    return _FELL_TOO.search(text.folded, max(0, read.start - 140), read.start) is not None


def _is_by(window: str, now: Decimal, before: Decimal) -> bool:
    """'tăng 01 vụ (03/02 vụ)': what stands before the bracket is the difference of the two.

    So it is too where no share can be meant: more than its whole, or of what only happens.
    """
    match = _FELL_BY.search(window)
    if match is None:
        return False
    if now > before or _HAPPENS.match(window, match.end("by")):
        return True
    if _HAPPENED.search(window[: match.start()]):
        return True
    difference = now - before
    by = parse(match["by"], decimal=False).value
    return difference == (by if match["up"] else -by)


_MONEY_WORD = re.compile(
    r"(?:kinh\s+phí|vốn|tiền|trị\s+giá|giá|đầu\s+tư|doanh\s+thu|ngân\s+sách|nợ|dư\s+nợ|thu|chi|"
    r"giải\s+ngân|quyết\s+toán|dự\s+toán|phân\s+bổ|thanh\s+toán|cho\s+vay|đóng\s+góp|tạm\s+ứng|tài\s+trợ|phạt|truy\s+thu|"
    r"bồi\s+thường|giá\s+trị|tổng\s+mức|huy\s+động|tiết\s+kiệm|thu\s+hồi|thất\s+thoát|sai\s+phạm|doanh\s+số|vay|"
    r"lợi\s+nhuận|hỗ\s+trợ|ủng\s+hộ|quỹ|thiệt\s+hại|nộp|lương|thu\s+nhập|chi\s+phí)(?!\w)"
)


def _is_money(text: Text, noun: Noun | None, end: int, since: int, start: int) -> bool:
    """'tổng kinh phí 3,2 tỷ': millions of nothing else, behind a word of money."""
    if noun is not None and noun.start >= end:
        return False
    if _MONEY_WORD.search(text.folded, since, start) is not None:
        return True
    if text.folded.endswith("tỷ", start, end):
        return _BILLIONS.search(text.folded) is not None
    alone = _NOTHING_COUNTED.match(text.folded, end) is not None
    millions = alone and text.folded.endswith("triệu", start, end)
    return millions and _MILLIONS.search(text.folded) is not None


_BILLIONS = re.compile(r"\d\s+tỷ\s+đồng")
_NOTHING_COUNTED = re.compile(r"\s*(?:[,.;:)(+=–-]|\Z)")
_MILLIONS = re.compile(r"\d\s+triệu\s+đồng(?!\s*/)")
"""'1.206 tỷ đồng …, quá hạn 88 tỷ': billions of what the block tells in billions."""


_THOSE = re.compile(r"\d\s?/\s?\d[^.;()%]*(?:tăng|giảm)\s*\(\s*\Z")


def _is_share_of_those(text: Text, since: int, at: int) -> bool:
    """'26/34 sản phẩm chủ yếu tăng (76,5%)': the share of those that rose."""
    return _THOSE.search(text.folded, max(0, since - 16, at - 96), at) is not None


_IN_A_NAME = re.compile(r"(?<!\w)Hạ\s\Z")
"""'Đông Hạ 218 hộ'."""
_NOT_TO_PASS = re.compile(r"(?<!\w)không(?:\s+để)?(?:\s+[^\W\d_]+){1,7}\s+vượt(?:\s+quá)?\s+\Z")
"""'không để diện tích cháy rừng vượt 40 ha'."""
_LENGTHS = frozenset({"m", "cm", "mm"})
_PASSED = re.compile(r"(?<!\w)vượt\s+\Z")
_AIMS = re.compile(r"\s+(?:chỉ\s+tiêu|tiêu\s+chí|mục\s+tiêu|nội\s+dung|nhiệm\s+vụ)(?!\w)")
"""'vượt 12 chỉ tiêu': so many were passed."""
_LEVEL_OF_POINTS = re.compile(r"(?<!\w)(?:lên|xuống|còn|đạt)\s+\Z")


def _changed(
    text: Text,
    read: Quantity,
    sentence: tuple[int, int],
    since: int,
    left: int,
    lexicon: Lexicon,
) -> tuple[Kind, Decimal, str | None]:
    if read.kind is Kind.CHANGE:
        if read.signed or read.unit != "pp":
            return read.kind, read.value, read.unit
        sign = direction(text.folded, since, left) or difference(
            text, sentence, since, left, read.end, lexicon
        )
        sign = sign or 1
        return read.kind, read.value * sign, read.unit
    if read.kind is Kind.SCORE and read.denominator is None:
        sign = direction(text.folded, since, left)
        kind = (
            Kind.CHANGE
            if sign and not _LEVEL_OF_POINTS.search(text.folded, since, left)
            else read.kind
        )
        return kind, read.value * (sign or 1), read.unit
    if read.kind in {Kind.RATIO, Kind.SCORE}:
        return read.kind, read.value, read.unit
    if read.kind is Kind.COUNT and _PASSED.search(text.folded, max(since, left - 8), left):
        aims = _AIMS.match(text.folded, read.end)
        if aims is not None:
            return read.kind, read.value, read.unit
    if read.unit == "%" and is_aim(text.folded, since, left, read.end):
        return read.kind, read.value, read.unit
    shares = (
        read.unit == "%"
        and read.upper is not None
        and text.plain.count("%", read.start, read.end) == 1
    )
    sign = direction(
        text.folded, since, left, shares=shares, length=read.unit in _LENGTHS
    ) or difference(text, sentence, since, left, read.end, lexicon)
    if not sign or (read.kind is Kind.PERCENT and _is_share_of_those(text, since, read.start)):
        return read.kind, read.value, read.unit
    if _IN_A_NAME.search(text.plain, max(since, left - 4), left) is not None or (
        sign > 0 and _NOT_TO_PASS.search(text.folded, max(since, left - 64), left) is not None
    ):
        return read.kind, read.value, read.unit
    if read.kind is Kind.MEASURE and read.unit in {"lần", "điểm"}:
        return read.kind, read.value, read.unit
    return Kind.CHANGE, read.value * sign, read.unit


def _sentence_of(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int]:
    index = bisect_right(spans, start, key=lambda span: span[1])
    if index == len(spans):
        return (start, end)
    a, b = spans[index]
    return (min(a, start), max(b, end))
