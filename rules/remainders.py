"""Remainders: what a sentence says is left of a whole once a part of it is told.

'684 vụ mâu thuẫn, thành 597 vụ, đạt 87,3%; không thành 97 vụ': two answers of which each case has
one. 'được cấp 684,5 triệu đồng, đã sử dụng 671,2 triệu đồng, còn dư 23,3 triệu đồng': what is not
used is left. No word opens a list here; the words of the last figure say that it closes one.

A remainder is believed as far as its words and the numbers around it reach: a percentage that is
the part's of the whole shows which whole is meant; opposites leave nothing third but what no word
tells, so that a sum over the whole is wrong and one under it only if a slip explains it; what is
still to be done may have an older stock in it, and needs a slip too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from itertools import groupby

from rules.amounts import is_plain, stands_for
from rules.figures.claim import ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.relations.sentence import (
    AMOUNTS,
    SPANS,
    counts_may_be_alike,
    leaves_a_bracket,
    series_of,
)
from rules.figures.spelling import fold
from rules.labels import Label, label_of
from rules.opposites import are_opposed, denies, may_be_opposed
from rules.overlaps import goes_on_unnumbered
from rules.rounding import Interval, interval, ways
from rules.slips import may_have_been

_BACK = 8
"""Figures before a remainder among which its whole may be."""
_FAR = 400
"""Characters between a whole and what is left of it."""
_BEHIND = 3
"""Figures behind a remainder that may belong to it."""
_NEXT = 60
"""Characters behind it in which another part may stand."""
_NUMBER = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.?\d{3})*(?![\d,/%])")
_TELLING = 2
"""Digits from which a slip in what is left tells something."""
_SURE = 3
"""The same where nothing but the slip shows that the whole is meant."""
_DONE = re.compile(
    r"(?<!\w)(?:đã|được|giải\s+quyết|xử\s+lý|hoàn\s+thành|khắc\s+phục|thu\s+hồi|xét\s+xử|giải\s+ngân|thi\s+hành"
    r"|sử\s+dụng|thực\s+hiện|thanh\s+toán|quyết\s+toán|chi|bán|cấp|xong|trúng\s+thầu)(?!\w)"
)
"""What was done with a part of a whole."""
_IS_WHOLE = re.compile(r"(?<!\w)(?:phải|cần|tổng|trong)(?!\w)")
"""Of what has an answer: 'phải thi hành 486 việc', 'chưa thi hành'."""
_WAS_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_COMES_IN = re.compile(r"(?<!\w)(?:thụ\s+lý|tiếp\s+nhận|nhận|mới|phát\s+sinh|nhập|thu)(?!\w)")
"""Of what came in: what was done may be of an older stock too."""
_OF_THESE = re.compile(r"(?<!\w)trong\s+(?:(?:tổng\s+)?số)?\Z")
_OF_ANOTHER_TIME = re.compile(
    r"(?<!\w)(?:cùng\s+kỳ|(?<!đến )(?<!sang )(?:năm|kỳ|tháng|quý)\s+(?:trước|ngoái|\d))"
)
_SELECTED = re.compile(r"(?<!\w)(?:trong\s+(?:số\s+)?(?:đó|này|ấy)|riêng)(?!\w)")
_WHOLE_BEHIND = re.compile(
    r"[^,;.()\d]{0,40}(?<!\w)(?:trên|trong|/)\s*(?:(?:tổng\s+)?số|tổng(?:\s+[^\W\d_]+){0,4}|toàn\s+bộ|kế\s+hoạch(?:\s+vốn)?)?\s*"
)
"""'giải ngân được 412,5 tỷ đồng trong kế hoạch vốn 687,5 tỷ đồng'."""


class Word(IntEnum):
    """How surely the words of a figure say that it is what is left."""

    PENDING = 1
    """'còn dư', 'đang giải quyết': some of it may be older than the whole."""
    OPPOSED = 2
    """'không thành' beside 'thành', 'quá hạn' beside 'đúng hạn'."""
    LEFT = 3
    """'còn lại'."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """A whole, the parts told of it and what is said to be left."""

    whole: Figure
    parts: tuple[Figure, ...]
    rest: Figure
    word: Word

    @property
    def needed(self) -> Interval:
        """What would have to be left."""
        left = stands_for(self.whole)
        for part in self.parts:
            left -= stands_for(part)
        return left

    @property
    def is_of_ratio(self) -> bool:
        """Whether whole and part are one ratio: '36/38 đơn, còn 3 đơn'."""
        return self.parts[0].id == self.whole.id

    @property
    def is_over(self) -> bool:
        """Whether more is said to be left than can be."""
        return stands_for(self.rest).low > self.needed.high

    def has_slipped(self, digits: int) -> bool:
        """Whether one slip explains what is said to be left, of at least so many digits."""
        printed = len(str(int(self.rest.value / self.rest.step)))
        return printed >= digits and may_have_been(self.rest, self.needed)

    @property
    def is_miscopied(self) -> bool:
        """Whether one slip in the whole or its part explains it, which is rare by chance."""
        if len(self.parts) > 1:
            return False
        part, rest = self.parts[0], stands_for(self.rest)
        return (_is_long(part) and may_have_been(part, stands_for(self.whole) - rest)) or (
            _is_long(self.whole) and may_have_been(self.whole, stands_for(part) + rest)
        )

    @property
    def holds(self) -> bool:
        """Whether that much is said to be left."""
        return stands_for(self.rest).meets(self.needed)

    @property
    def left(self) -> Decimal:
        """The same as one number."""
        return self.whole.value - sum((part.value for part in self.parts), Decimal(0))


def remainders(extraction: Extraction) -> Iterator[Remainder]:
    """Every remainder that the words of a report tell, right or wrong, and is to be believed."""
    told, totals = _told(extraction)
    shares = {
        ratio: extraction.by_id[percent]
        for percent, ratio in (c.figures for c in extraction.claims_of(ClaimKind.SHARE))
    }
    for block, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        if len(figures) < 2 or extraction.document.blocks[block].place.table is not None:
            continue
        text = fold(extraction.document.blocks[block].text)
        paragraph = _Paragraph(
            extraction,
            text,
            figures,
            totals,
            {f.id: at for at, f in enumerate(figures)},
            shares,
        )
        for at, figure in enumerate(figures):
            if figure.id not in told and _may_be_left(figure):
                found = paragraph.remainder(at)
                if found is not None:
                    yield found


def has_older_stock(extraction: Extraction, total: Figure, parts: Sequence[Figure]) -> bool:
    """'giải quyết 812, còn lại 47 đơn, trong đó 14 đơn của kỳ trước': that much more than all."""
    last = parts[-1]
    text = fold(extraction.document.blocks[last.block].text)
    if last.start < total.start or _OLDER.search(text, last.end, last.sentence[1]) is None:
        return False
    added = sum((stands_for(part) for part in parts[1:]), stands_for(parts[0]))
    more = added - stands_for(total)
    return any(
        stands_for(figure).meets(more)
        for figure in extraction.figures
        if figure.sentence == last.sentence
        and figure.block == last.block
        and figure.start > last.start
        and (figure.kind, figure.unit) == (last.kind, last.unit)
    )


_OLDER = re.compile(r"(?<!\w)(?:(?:kỳ|năm|tháng|quý)\s+trước|cũ)(?!\w)")


def _may_be_left(figure: Figure) -> bool:
    """Whether anything can be left of what a figure measures: of a time or an age nothing is."""
    actual = figure.role is Role.ACTUAL and figure.kind in AMOUNTS and figure.unit not in SPANS
    return actual and figure.value > 0 and is_plain((figure,))


def _told(extraction: Extraction) -> tuple[Set[str], Set[str]]:
    """The parts of what adds up, which are left of nothing else, and its totals."""
    parts_of_any: set[str] = set()
    totals: set[str] = set()
    for claim in extraction.claims_of(ClaimKind.PARTS):
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        if len(parts) > 1:
            added = sum((stands_for(part) for part in parts[1:]), stands_for(parts[0]))
            if added.meets(stands_for(total)):
                totals.add(total.id)
                if claim.cover is not Cover.SUBSET:
                    parts_of_any.update(part.id for part in parts)
    return parts_of_any, totals


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The figures of a block in their order, and its folded text."""

    extraction: Extraction
    folded: str
    figures: tuple[Figure, ...]
    totals: Set[str]
    """Those that are made up by what a text lists."""
    places: Mapping[str, int]
    shares: Mapping[str, Figure]
    """The percentages of ratios, by the id of the ratio."""

    def remainder(self, at: int) -> Remainder | None:
        """What the figure at a place is left of, if its words say that it is left of anything."""
        label = self._label(at)
        if not _says_something(label, self.extraction.lexicon) or self._goes_on(at):
            return None
        if _OF_ANOTHER_TIME.search(label.text):
            return None
        before = self._before(at)
        readings = [
            reading for place in before for reading in self._readings(place, before, at, label)
        ]
        for reading in readings:
            if reading.holds:
                return reading
        for reading in reversed(readings):
            if self._is_believed(reading, at) and not self._is_explained(reading, at):
                return reading
        return None

    def _before(self, at: int) -> list[int]:
        """The places before a figure that may be of its whole or parts, back to 'trong số N'."""
        found: list[int] = []
        for place in range(at - 1, max(0, at - _BACK) - 1, -1):
            if self._is_alike(place, at) and not self._in_bracket(place, at):
                found.insert(0, place)
                if _OF_THESE.search(self._label(place).lead):
                    if place and _WHOLE_BEHIND.fullmatch(self._gap(place - 1, place)):
                        found.insert(0, place - 1)  # '412 việc trong số 486 việc'
                    break
        return found

    def _label(self, at: int) -> Label:
        return label_of(self.folded, self.figures, at)

    def _gap(self, one: int, other: int) -> str:
        return self.folded[self.figures[one].end : self.figures[other].start]

    def _in_bracket(self, one: int, other: int) -> bool:
        return leaves_a_bracket(self._gap(one, other))

    def _is_alike(self, one: int, other: int) -> bool:
        """Whether one figure may be a whole or a part of what another is left of."""
        figure, rest = self.figures[one], self.figures[other]
        if rest.start - figure.end > _FAR or figure.role is Role.PREVIOUS:
            return False
        if figure.kind is Kind.RATIO:
            if rest.kind is not Kind.COUNT:
                return False
        elif (figure.kind, figure.unit) != (rest.kind, rest.unit):
            return False
        if rest.kind is not Kind.COUNT or counts_may_be_alike(rest, figure):
            return True
        series = series_of(figure, self.extraction.lexicon)
        if series is not None and series == series_of(rest, self.extraction.lexicon):
            return True
        behind, after = (self._label(place).tail.split(" ")[0] for place in (one, other))
        return not behind or not after or behind == after

    def _goes_on(self, at: int) -> bool:
        """Whether more is left behind it: 'không thành 184 vụ, đang giải quyết 53 vụ'."""
        for place in range(at + 1, min(len(self.figures), at + _BEHIND + 1)):
            other = self.figures[place]
            gap = self._gap(at, place)
            if other.sentence != self.figures[at].sentence or _SELECTED.search(gap):
                return False
            if gap.count("(") > gap.count(")") or not self._is_alike(place, at):
                continue
            if other.kind in AMOUNTS:
                return _says_something(self._label(place), self.extraction.lexicon)
        return False

    def _readings(
        self, whole: int, before: Sequence[int], at: int, label: Label
    ) -> Iterator[Remainder]:
        """What is left of the figure at one place, by what stands between."""
        rest, figure = self.figures[at], self.figures[whole]
        between = [place for place in before if place > whole]
        if figure.kind is Kind.RATIO:
            yield from self._of_ratio(whole, between, at, label)
            return
        listed = [place for place in between if self.figures[place].kind is not Kind.RATIO]
        if not listed:
            # the whole stands behind its part: '66,2 tỷ đồng trên 67,5 tỷ đồng lãi phải thu'
            place = before.index(whole) - 1
            if place < 0 or self.figures[before[place]].kind is Kind.RATIO:
                return
            if not _WHOLE_BEHIND.fullmatch(self._gap(before[place], whole)):
                return
            listed = [before[place]]
        for chosen in self._choices(listed, label):
            if figure.sentence != rest.sentence and not self._has_all(chosen, listed, at):
                continue
            word = max(
                (w for p in chosen if (w := self._word(label, self._label(p))) is not None),
                default=None,
            )
            parts = tuple(self.figures[place] for place in chosen)
            if _SELECTED.search(self.folded, parts[-1].end, rest.start):
                continue  # 'còn 31 dự án, trong đó 12 dự án chưa giải ngân'
            if word is Word.PENDING and _WAS_DONE.search(self._label(whole).lead):
                continue  # 'đã giải quyết 1.428 hồ sơ, …; đang giải quyết 58 hồ sơ'
            if word is not None and _may_be(figure, parts, rest):
                yield Remainder(figure, parts, rest, word)

    def _of_ratio(
        self, whole: int, between: Sequence[int], at: int, label: Label
    ) -> Iterator[Remainder]:
        """'đạt 16/19 tiêu chí, còn 03 tiêu chí chưa đạt'."""
        figure, rest = self.figures[whole], self.figures[at]
        word = self._word(label, self._label(whole))
        if word is None or not figure.denominator or "/" not in figure.surface:
            return
        if figure.value == figure.denominator:
            return  # 'ở 12/12 phường; thêm 8 phường còn lại': of others, for nothing is left
        if figure.sentence != rest.sentence or not all(map(self._is_pending, between)):
            return
        if _SELECTED.search(self.folded, figure.end, rest.start):
            return
        part = replace(figure, kind=Kind.COUNT, denominator=None)
        total = replace(part, value=figure.denominator)
        yield Remainder(total, (part, *(self.figures[p] for p in between)), rest, word)

    def _has_all(self, chosen: Sequence[int], listed: Sequence[int], at: int) -> bool:
        """Whether nothing but the parts stands before what is left in its sentence."""
        own = (
            p
            for p in listed
            if self.figures[p].sentence == self.figures[at].sentence
            and self.figures[p].part_of is None
        )
        return set(own) <= set(chosen)

    def _choices(self, listed: Sequence[int], label: Label) -> Iterator[tuple[int, ...]]:
        """Which of the figures between are the parts: all, or without what divides one of them."""
        seen: set[tuple[int, ...]] = set()
        outer = tuple(p for p in listed if self.figures[p].part_of is None)
        lexicon = self.extraction.lexicon
        opposed = tuple(p for p in listed if are_opposed(label, self._label(p), lexicon))
        for chosen in (tuple(listed), outer, opposed[-1:]):
            if chosen and chosen not in seen:
                seen.add(chosen)
                yield chosen

    def _word(self, label: Label, of_part: Label) -> Word | None:
        lexicon = self.extraction.lexicon
        if lexicon.left.search(label.text):
            return Word.LEFT
        if are_opposed(label, of_part, lexicon):
            return Word.OPPOSED
        return Word.PENDING if _pends(label, lexicon) else None

    def _is_pending(self, at: int) -> bool:
        label = self._label(at)
        return _pends(label, self.extraction.lexicon) or denies(label)

    def _is_believed(self, reading: Remainder, at: int) -> bool:
        """Whether the words and numbers leave no doubt of what is left of what."""
        if len(reading.parts) > 1 and reading.needed.low <= 0:
            return False  # the others are all
        if reading.is_of_ratio:
            return self._is_short_of(reading, at)
        if self._is_shared(reading, at) or self._is_total(reading):
            return self._is_left(reading, at)
        if len(reading.parts) > 1:
            return False
        differs = self.extraction.lexicon.excess.search(self._label(at).lead) is not None
        if not differs and reading.whole.sentence != reading.rest.sentence:
            return False
        return self._is_beside(reading, at, differs=differs)

    def _is_short_of(self, reading: Remainder, at: int) -> bool:
        """'đạt 16/19 tiêu chí, còn 04 tiêu chí chưa đạt': there is no doubt of the whole."""
        named = self._is_of_one_noun(reading, at)
        share = self.shares.get(reading.whole.id)
        part, whole = reading.parts[0].value, reading.whole.value
        if share is not None and not ways(part, whole, share.value, share.step):
            return False  # P101 says so
        if part > whole:
            return False  # P103 says so
        if reading.rest.value > whole:
            return named and reading.has_slipped(_TELLING)
        if reading.word is Word.LEFT:
            return named or reading.has_slipped(1)
        return (reading.is_over and named) or (named and reading.has_slipped(_TELLING))

    def _is_left(self, reading: Remainder, at: int) -> bool:
        """Of a whole that the numbers around it show to be meant."""
        if reading.has_slipped(_TELLING) or self._is_shared_rest(reading, at):
            return True
        if reading.is_over and (reading.word is not Word.PENDING or len(reading.parts) > 1):
            return True
        return reading.is_miscopied

    def _is_beside(self, reading: Remainder, at: int, *, differs: bool) -> bool:
        """Of a whole that stands before its one part, with no other sign that it is meant."""
        if reading.word is Word.OPPOSED:
            if self._is_an_answer(reading, at):
                return False
            counted = reading.rest.kind is Kind.COUNT and not self._comes_in(reading)
            if reading.is_over and counted and self._is_of_one_noun(reading, at):
                return True
            return reading.has_slipped(_TELLING) or reading.is_miscopied
        part = self._label(self.places[reading.parts[0].id])
        if not differs and not _DONE.search(part.lead):
            return False
        digits = _TELLING if reading.word is Word.LEFT else _SURE
        return reading.has_slipped(digits) or reading.is_miscopied

    def _is_an_answer(self, reading: Remainder, at: int) -> bool:
        """'12 trường đạt mức độ 1, 8 trường đạt mức độ 2, 5 trường chưa đạt': no whole of them."""
        whole = self._label(self.places[reading.whole.id])
        opposed = are_opposed(whole, self._label(at), self.extraction.lexicon)
        return opposed and _IS_WHOLE.search(whole.text) is None

    def _is_total(self, reading: Remainder) -> bool:
        """Whether what stands around a whole tells that it is one: 'trong số 47 công trình'."""
        at = self.places[reading.whole.id]
        if reading.whole.sentence != reading.rest.sentence:
            return False
        parts = (self.places[part.id] for part in reading.parts)
        if not all(self._is_told(place) for place in parts):
            return False
        return bool(_OF_THESE.search(self._label(at).lead)) or reading.whole.id in self.totals

    def _is_told(self, at: int) -> bool:
        """Whether a part has a word for what was done with it."""
        label = self._label(at)
        verb = self.extraction.lexicon.verb.match(label.lead)
        return verb is not None or bool(_DONE.search(label.text)) or self._is_pending(at)

    def _comes_in(self, reading: Remainder) -> bool:
        """Whether what is left may be older than the whole: 'tiếp nhận 45 hồ sơ'."""
        if reading.whole.id in self.totals:
            return False
        return _COMES_IN.search(self._label(self.places[reading.whole.id]).lead) is not None

    def _is_of_one_noun(self, reading: Remainder, at: int) -> bool:
        whole = self.places[reading.whole.id]
        one, other = self.figures[whole], self.figures[at]
        if one.head == other.head != "":
            return True
        behind, after = (self._label(place).tail.split(" ")[0] for place in (whole, at))
        return behind == after != ""

    def _shares(self, reading: Remainder, at: int) -> Iterator[Figure]:
        first = min(reading.whole.start, reading.parts[0].start)
        for figure in self.figures[max(0, at - 2 * _BACK) : at + 2]:
            if figure.kind is Kind.PERCENT and figure.start > first and is_plain((figure,)):
                yield figure

    def _is_shared(self, reading: Remainder, at: int) -> bool:
        """Whether percentages beside them are those of the parts that something was done with."""
        whole = reading.whole.value
        shares = tuple(self._shares(reading, at))
        other = [
            part
            for part in reading.parts
            if not any(ways(part.value, whole, share.value, share.step) for share in shares)
        ]
        return len(other) < len(reading.parts) and all(
            self._is_pending(self.places[part.id]) for part in other
        )

    def _is_shared_rest(self, reading: Remainder, at: int) -> bool:
        """Whether a percentage behind it is that of what would have to be left."""
        whole, left = reading.whole.value, reading.left
        return left > 0 and any(
            ways(left, whole, share.value, share.step)
            and not ways(reading.rest.value, whole, share.value, share.step)
            for share in self._shares(reading, at)
            if share.start > reading.rest.end
        )

    def _unread(self, reading: Remainder) -> Iterator[Interval]:
        """The numbers around a count of what is left that were taken for names: 'tại điểm 30'."""
        if reading.rest.kind is Kind.COUNT:
            held = {figure.start for figure in self.figures}
            start = min(reading.whole.end, reading.parts[0].end)
            for number in _NUMBER.finditer(self.folded, start, reading.rest.end + _NEXT):
                if number.start() not in held:
                    yield interval(Decimal(number[0].replace(".", "")), Decimal(0))

    def _is_explained(self, reading: Remainder, at: int) -> bool:
        """Whether other figures near it make it right: more parts, a stock, another whole."""
        rest, needed = stands_for(reading.rest), reading.needed
        first = min(reading.whole.start, reading.parts[0].start)
        known = {figure.id for figure in (reading.whole, reading.rest, *reading.parts)}
        before = [p for p in range(max(0, at - _BACK), at) if self.figures[p].end <= first]
        behind = range(at + 1, min(len(self.figures), at + _BEHIND))
        between = (p for p in range(max(0, at - _BACK), at) if self.figures[p].start > first)
        others = [
            stands_for(self.figures[place])
            for place in (*before[-2:], *between, *behind)
            if self.figures[place].id not in known and self._is_alike(place, at)
        ]
        if goes_on_unnumbered(self.extraction, reading.whole, (*reading.parts, reading.rest)):
            return True
        others.extend(self._unread(reading))
        if any(rest.meets(needed + other) or (rest + other).meets(needed) for other in others):
            return True
        parts = [stands_for(part) for part in reading.parts]
        return any((part + rest).meets(whole) for whole in others for part in parts)


def _is_long(figure: Figure) -> bool:
    return figure.value >= 1000 * figure.step


def _may_be(whole: Figure, parts: Sequence[Figure], rest: Figure) -> bool:
    """Whether figures can be parts of a whole, but for one slip in the only one."""
    if not _is_below(rest, whole) or rest.value == whole.value:
        return False
    if all(_is_below(part, whole) for part in parts):
        return True
    return len(parts) == 1 and may_have_been(parts[0], stands_for(whole) - stands_for(rest))


def _is_below(part: Figure, whole: Figure) -> bool:
    return stands_for(part).low <= stands_for(whole).high


def _pends(label: Label, lexicon: Lexicon) -> bool:
    """'còn dư 23,3 triệu đồng', '24 hồ sơ đang xử lý', '17 chiếc chưa lắp'."""
    before = lexicon.pending.search(label.lead) or lexicon.excess.search(label.lead)
    return before is not None or _PENDS.search(label.tail) is not None


_PENDS = re.compile(r"(?<!\w)(?:đang|chưa|còn\s+tồn|chờ)(?!\w)")


def _says_something(label: Label, lexicon: Lexicon) -> bool:
    """Whether a label has a word for what is left, or one that has an opposite."""
    text = label.text
    left = lexicon.left.search(text) is not None
    return left or _pends(label, lexicon) or may_be_opposed(label, lexicon)
