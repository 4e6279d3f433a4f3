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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from itertools import groupby

from rules.amounts import is_plain, stands_for
from rules.figures.claim import ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.relations.sentence import counts_may_be_alike, leaves_a_bracket
from rules.figures.spelling import fold
from rules.labels import Label, label_of
from rules.rounding import Interval, ways
from rules.slips import may_have_been

_AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_BACK = 8
"""Figures before a remainder among which its whole may be."""
_FAR = 400
"""Characters between a whole and what is left of it."""
_BEHIND = 3
"""Figures behind a remainder that may belong to it."""
_TELLING = 2
"""Digits from which a slip in what is left tells something."""
_SURE = 3
"""The same where nothing but the slip shows that the whole is meant."""
_NOT = r"(?:không|chưa|chẳng)"
_NEGATED = re.compile(
    rf"(?<!\w){_NOT}\s+(?:(?:được|có|bị|còn|phải|thể)\s+)?(?=(?P<word>[^\W\d_]+))"
)
_DONE = re.compile(
    r"(?<!\w)(?:đã|được|giải\s+quyết|xử\s+lý|hoàn\s+thành|khắc\s+phục|thu\s+hồi|xét\s+xử|giải\s+ngân|thi\s+hành"
    r"|sử\s+dụng|thực\s+hiện|thanh\s+toán|quyết\s+toán|chi|bán|cấp|xong|trúng\s+thầu)(?!\w)"
)
"""What was done with a part of a whole."""
_OF_THESE = re.compile(r"(?<!\w)trong\s+(?:(?:tổng\s+)?số)?\Z")
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
    def holds(self) -> bool:
        """Whether that much is said to be left."""
        return stands_for(self.rest).meets(self.needed)

    @property
    def left(self) -> Decimal:
        """The same as one number."""
        return self.whole.value - sum((part.value for part in self.parts), Decimal(0))


def remainders(extraction: Extraction) -> Iterator[Remainder]:
    """Every remainder that the words of a report tell, right or wrong, and is to be believed."""
    told = _told(extraction)
    for block, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        if len(figures) < 2 or extraction.document.blocks[block].place.table is not None:
            continue
        paragraph = _Paragraph(extraction, fold(extraction.document.blocks[block].text), figures)
        for at, figure in enumerate(figures):
            if figure.id not in told and _may_be_left(figure):
                found = paragraph.remainder(at)
                if found is not None:
                    yield found


def _may_be_left(figure: Figure) -> bool:
    actual = figure.role is Role.ACTUAL and figure.kind in _AMOUNTS
    return actual and figure.value > 0 and is_plain((figure,))


def _told(extraction: Extraction) -> frozenset[str]:
    """The parts of what adds up: they are left of nothing else."""
    found: set[str] = set()
    for claim in extraction.claims_of(ClaimKind.PARTS):
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        if len(parts) > 1 and claim.cover is not Cover.SUBSET:
            added = sum((stands_for(part) for part in parts[1:]), stands_for(parts[0]))
            if added.meets(stands_for(total)):
                found.update(part.id for part in parts)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The figures of a block in their order, and its folded text."""

    extraction: Extraction
    folded: str
    figures: tuple[Figure, ...]

    def remainder(self, at: int) -> Remainder | None:
        """What the figure at a place is left of, if its words say that it is left of anything."""
        label = self._label(at)
        if not _says_something(label, self.extraction.lexicon) or self._goes_on(at):
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
            return rest.kind is Kind.COUNT and counts_may_be_alike(rest, figure)
        if (figure.kind, figure.unit) != (rest.kind, rest.unit):
            return False
        return counts_may_be_alike(figure, rest)

    def _goes_on(self, at: int) -> bool:
        """Whether more is left behind it: 'không thành 184 vụ, đang giải quyết 53 vụ'."""
        for place in range(at + 1, min(len(self.figures), at + _BEHIND + 1)):
            other = self.figures[place]
            gap = self._gap(at, place)
            if other.sentence != self.figures[at].sentence or _SELECTED.search(gap):
                return False
            if gap.count("(") > gap.count(")") or not self._is_alike(place, at):
                continue
            if other.kind in _AMOUNTS:
                return _says_something(self._label(place), self.extraction.lexicon)
        return False

    def _readings(
        self, whole: int, before: Sequence[int], at: int, label: Label
    ) -> Iterator[Remainder]:
        """What is left of the figure at one place, by what stands between."""
        rest, figure = self.figures[at], self.figures[whole]
        between = [place for place in before if place > whole]
        if figure.kind is Kind.RATIO:
            if figure.sentence == rest.sentence and figure.denominator:
                part = replace(figure, kind=Kind.COUNT, denominator=None)
                word = self._word(label, self._label(whole))
                extra = tuple(self.figures[p] for p in between if self._is_pending(p))
                if word is not None:
                    total = replace(part, value=figure.denominator)
                    yield Remainder(total, (part, *extra), rest, word)
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
            if word is not None and all(_is_below(part, figure) for part in (*parts, rest)):
                yield Remainder(figure, parts, rest, word)

    def _has_all(self, chosen: Sequence[int], listed: Sequence[int], at: int) -> bool:
        """Whether nothing but the parts stands before what is left in its sentence."""
        own = (p for p in listed if self.figures[p].sentence == self.figures[at].sentence)
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
        return Word.PENDING if lexicon.pending.search(label.lead) or _pends(label) else None

    def _is_pending(self, at: int) -> bool:
        return _says_something(self._label(at), self.extraction.lexicon)

    def _is_believed(self, reading: Remainder, at: int) -> bool:
        """Whether the words and numbers leave no doubt of what is left of what."""
        rest, whole, parts = reading.rest, reading.whole, reading.parts
        over = stands_for(rest).low > reading.needed.high
        digits = len(str(int(rest.value / rest.step)))
        slipped = may_have_been(rest, reading.needed) and digits >= _TELLING
        if parts[0].id == whole.id or self._is_shared(reading, at):
            if over and reading.word is not Word.PENDING:
                return True
            return slipped or self._is_shared_rest(reading, at) or self._slipped(reading)
        if len(parts) > 1 or whole.sentence != rest.sentence:
            return False
        if reading.word is not Word.OPPOSED and not _DONE.search(
            self._label(self.figures.index(parts[0])).lead
        ):
            return False
        if reading.word is Word.PENDING:
            return slipped and digits >= _SURE
        return slipped or self._slipped(reading)

    def _slipped(self, reading: Remainder) -> bool:
        """Whether one slip in the whole or a part explains it, which few numbers do by chance."""
        rest, whole, parts = reading.rest, reading.whole, reading.parts
        others = sum((stands_for(part) for part in parts[1:]), stands_for(rest))
        needed = stands_for(whole) - others
        long = [f for f in (whole, parts[0]) if f.value >= 1000 * f.step]
        return len(parts) == 1 and any(
            may_have_been(f, needed if f is parts[0] else others + stands_for(parts[0]))
            for f in long
        )

    def _shares(self, reading: Remainder, at: int) -> Iterator[Figure]:
        first = min(reading.whole.start, reading.parts[0].start)
        for figure in self.figures[max(0, at - 2 * _BACK) : at + 2]:
            if figure.kind is Kind.PERCENT and figure.start > first and is_plain((figure,)):
                yield figure

    def _is_shared(self, reading: Remainder, at: int) -> bool:
        """Whether percentages beside them are those of the parts of the whole."""
        whole = reading.whole.value
        shares = tuple(self._shares(reading, at))
        return all(
            any(ways(part.value, whole, share.value, share.step) for share in shares)
            for part in reading.parts
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

    def _is_explained(self, reading: Remainder, at: int) -> bool:
        """Whether other figures near it make it right: more parts, an older stock, another whole."""
        rest = stands_for(reading.rest)
        near = [
            stands_for(figure)
            for place, figure in enumerate(self.figures)
            if abs(place - at) <= _BACK
            and figure.id not in {reading.rest.id, reading.whole.id}
            and figure.kind in _AMOUNTS
            and (figure.kind, figure.unit) == (reading.rest.kind, reading.rest.unit)
        ]
        needed = reading.needed
        if any(rest.meets(needed + other) or (rest + other).meets(needed) for other in near):
            return True
        known = {figure.id for figure in reading.parts}
        wholes = [
            stands_for(figure)
            for figure in self.figures[max(0, at - _BACK) : at + _BEHIND]
            if figure.id not in known and figure.id not in {reading.rest.id, reading.whole.id}
            and (figure.kind, figure.unit) == (reading.rest.kind, reading.rest.unit)
        ]
        parts = [stands_for(part) for part in reading.parts]
        return any((part + rest).meets(whole) for whole in wholes for part in parts)


def _is_below(part: Figure, whole: Figure) -> bool:
    return stands_for(part).low <= stands_for(whole).high


def _pends(label: Label) -> bool:
    """'24 hồ sơ đang xử lý', '17 chiếc chưa lắp': the word stands behind the number."""
    return _PENDS.search(label.tail) is not None


_PENDS = re.compile(r"(?<!\w)(?:đang|chưa|còn\s+tồn|chờ)(?!\w)")


def _says_something(label: Label, lexicon: Lexicon) -> bool:
    """Whether a label has a word for what is left, or one that has an opposite."""
    text = label.text
    if lexicon.left.search(text) or lexicon.pending.search(label.lead) or _pends(label):
        return True
    if _NEGATED.search(text):
        return True
    return any(one.search(text) or other.search(text) for one, other in lexicon.opposites)


def are_opposed(one: Label, other: Label, lexicon: Lexicon) -> bool:
    """Whether two figures are told by opposites: 'thành' and 'không thành'."""
    first, second = one.text, other.text
    if _denies(first, second, lexicon) or _denies(second, first, lexicon):
        return True
    return any(
        (_says(good, first) and _says(bad, second)) or (_says(bad, first) and _says(good, second))
        for good, bad in lexicon.opposites
    )


def _says(word: re.Pattern[str], text: str) -> bool:
    """Whether a word stands in a text and nothing denies it."""
    return any(not _DENIED.search(text, 0, match.start()) for match in word.finditer(text))


_DENIED = re.compile(rf"(?<!\w){_NOT}\s+(?:(?:được|có|bị)\s+)?\Z")


def _denies(text: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a text denies what another says: 'chưa lắp' of 'đã lắp'."""
    for denied in _NEGATED.finditer(text):
        verb = lexicon.verb.match(text, denied.end())
        word = verb[0] if verb is not None else denied["word"]
        said = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        if _says(said, other):
            return True
    return False
