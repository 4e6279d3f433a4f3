"""Look-alikes: numerals that count nothing (dates, document numbers, citations, names …).

Each `Pattern` names one shape. They are tried in order at the first digit that no numeral has
taken yet; the first that fits says what its groups are. What none of them claims is a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.document import BlockKind
from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.codes import codes
from rules.figures.lookalikes.endings import Endings
from rules.figures.lookalikes.names import bodies, names, ranks
from rules.figures.lookalikes.papers import citations, documents, headings
from rules.figures.lookalikes.proper import goes_on
from rules.figures.lookalikes.shape import (
    WINDOW,
    Pattern,
    Span,
    Text,
    is_counting,
    is_head,
    names_one,
    no_noun_follows,
    not_counting_freely,
)
from rules.figures.lookalikes.tallies import is_tallied
from rules.figures.lookalikes.times import dates, periods

__all__ = ["Lookalikes", "Span", "Text", "lookalikes_of"]

_ENDLESS = re.compile(r"\d(?:[.,/:+-]?\d){39,}")
"""No number has so many digits; it also keeps the patterns from such a run."""
_LISTED = frozenset(
    {
        Kind.ORDINAL,
        Kind.NAME,
        Kind.CITATION,
        Kind.IDENTIFIER,
        Kind.DOCUMENT_NUMBER,
        Kind.PHONE,
    }
)
_TALLIED = frozenset({Kind.ORDINAL, Kind.NAME, Kind.CITATION, Kind.IDENTIFIER})
_JOINED = re.compile(r"\s*(?:,|và|hoặc|,\s*và|đến|-|–)\s*")
_FURTHER = re.compile(r"\d{1,4}(?![\d%])(?![.,/]\d)(?!\s*%)")
"""A further member of a list of labels: 'mức độ 3, 4'."""
_NUMBERED_ALIKE = frozenset({Kind.NAME, Kind.CITATION})
_ANOTHER = re.compile(r"\s*(?:,|và|,\s*và)\s*số\s+")
"""'bão số 3, số 5'."""
_ADDRESSED = re.compile(r"\s+[A-ZĐÀ-Ỹ][^\W\d_]*\s+[A-ZĐÀ-Ỹ]")
"""'nhà B1, số 20 Lê Duẩn': a house number."""
_NUMBERED = re.compile(r"\d{1,4}/(?:19|20)\d\d(?![\d%])")
"""'Thông tư 08/2017, 23/2017'."""
_LABEL = re.compile(r"[1-9]\d{0,2}(?![\d%])(?![.,/:-]?\d)")
_CODE = re.compile(r"\d+(?:[-.]\d+)*(?![.,]?\d)(?!\s?%)")
_GLUED = re.compile(r"[-./]?[A-ZĐ]{1,4}[-./]?|[-/]|\s?\((?:[A-ZĐ]{1,5}[-.]?)?")
"""Inside one code: '000.00.12.H02-220315', '(XL-02)' behind one."""
_SHARED_OUT = re.compile(
    r"\s*\(\s*(?:\d[\d.,]*\s?%\s*\)|(?:năm|cùng\s+kỳ|ck)\s+(?:\d{4}\s*:?\s*)?\d)"
)
"""'đái tháo đường 255 (6%)': what has a share behind it is a figure."""
_DIGITS = re.compile(r"\d+(?:[./]\d+)*")
_CAPITALS = re.compile(r"\s+[A-ZĐ]{2,}(?!\w)")
"""'mức độ 4, 98 TTHC': a noun written short."""
_NEXT_ITEM = re.compile(r"\s*[,;]\s*(?:[^\W\d_]+(?:&[^\W\d_]+)?,?\s+){1,6}")
_ITEM_ENDS = re.compile(r"\s*(?:[,;.)]|\Z)")


@lru_cache(maxsize=16)
def lookalikes_of(lexicon: Lexicon) -> Lookalikes:
    """The patterns of a lexicon, made once."""
    return Lookalikes(lexicon)


class Lookalikes:
    """The patterns of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._endings = Endings(
            tuple(
                pattern
                for family in (
                    codes,
                    bodies,
                    documents,
                    dates,
                    headings,
                    periods,
                    citations,
                    ranks,
                    names,
                )
                for pattern in family(lexicon)
            )
        )

    def match(
        self, text: Text, at: int, before: Span | None = None, counted: int | None = None
    ) -> tuple[Span, ...]:
        """The numerals that begin at the digit `at` and are no figures; none if it is a figure.

        Args:
            text: the block.
            at: where the digit stands.
            before: the look-alike before it, if that was the numeral before.
            counted: where the count before it ends, if that was the numeral before.
        """
        if text.block.kind is BlockKind.PAGE_NUMBER:
            digits = re.compile(r"\d+").match(text.plain, at)
            return (Span(at, digits.end() if digits else at + 1, Kind.PAGE_NUMBER),)
        endless = _ENDLESS.match(text.plain, at)
        if endless is not None:
            return (Span(at, endless.end(), Kind.IDENTIFIER),)
        if before is not None and before.kind is Kind.IDENTIFIER:
            code = _CODE.match(text.plain, at)
            glued = _GLUED.fullmatch(text.plain, before.end, at)
            if code and glued and "+" not in text.plain[before.start : before.end]:
                return (Span(at, code.end(), before.kind),)
        if before is not None and before.kind in _NUMBERED_ALIKE:
            again = _ANOTHER.fullmatch(text.folded, before.end, at)
            number = _FURTHER.match(text.plain, at)
            address = number and _ADDRESSED.match(text.plain, number.end())
            if (
                again
                and number
                and not address
                and not_counting_freely(text, number, self._lexicon)
            ):
                return (Span(at, number.end(), before.kind),)
        window = text.folded[max(0, at - WINDOW) : at]
        listed = counted is not None and _NEXT_ITEM.fullmatch(text.plain, counted, at) is not None
        for pattern in self._endings.at(text.plain, text.folded, at):
            match = pattern.body.match(text.plain, at)
            if match is None:
                continue
            if pattern.left is not None and not is_head(pattern.left.search(window)):
                continue
            if pattern.guard is not None and not pattern.guard(text, match, self._lexicon):
                continue
            if pattern.kind is Kind.NAME and _SHARED_OUT.match(text.plain, match.end()):
                continue
            if pattern.proper and listed and _ITEM_ENDS.match(text.plain, match.end()):
                continue
            listable = listed and (pattern.labels or pattern.kind is Kind.IDENTIFIER)
            if listable and _is_listed_count(text, match):
                continue
            tallied = pattern.kind in _TALLIED or (
                pattern.kind is Kind.DATE and match[0].isdecimal()
            )
            if tallied and is_tallied(text, at):
                return ()
            return tuple(_spans(pattern, match))
        if before is not None and before.kind is Kind.DATE:
            day = _DAY_MONTH.match(text.plain, at)
            if day and self._goes_on_dating(text, before, day):
                return (Span(at, day.end(), Kind.DATE),)
        if before is not None and before.kind in _LISTED:
            further = _FURTHER.match(text.plain, at)
            joined = _JOINED.fullmatch(text.folded, before.end, at)
            padded = further is not None and further[0] != "0" and further[0].startswith("0")
            if padded and not text.plain[before.start : before.end].startswith("0"):
                joined = None
            if (
                further
                and joined
                and names_one(text, further, self._lexicon)
                and not _CAPITALS.match(text.plain, further.end())
                and (
                    before.kind is not Kind.NAME
                    or no_noun_follows(text, further.end(), self._lexicon)
                    or goes_on(text, further.end(), self._lexicon, serial=False)
                    or self._lexicon.noun.match(text.folded, further.end() + 1)  # a place
                )
            ):
                return (Span(at, further.end(), before.kind),)
            if further and joined and _is_next(text, before, further):
                return (Span(at, further.end(), before.kind),)
            numbered = _NUMBERED.match(text.plain, at)
            if before.kind is Kind.DOCUMENT_NUMBER and joined and numbered:
                return (Span(at, numbered.end(), before.kind),)
            if before.kind is Kind.DOCUMENT_NUMBER and further:
                paper = _NEXT_PAPER.fullmatch(text.plain, before.end, at)
                if paper and _ITEM_ENDS.match(text.plain, further.end()):
                    return (Span(at, further.end(), before.kind),)
            label = _LABEL.match(text.plain, at)
            if label and self._goes_on_labelling(text, before.end, label):
                return (Span(at, label.end(), Kind.NAME),)
        return ()

    def _goes_on_dating(self, text: Text, before: Span, day: re.Match[str]) -> bool:
        """'ký 12/3; bàn giao 7/8': among days of this form such a fraction is a day as well."""
        if _DAY_MONTH.fullmatch(text.plain, before.start, before.end) is None:
            return False
        if _NEXT_DAY.fullmatch(text.folded, before.end, day.start()) is None:
            return False
        if is_counting(text, day.end(), self._lexicon):
            return False
        space = _SPACES.match(text.folded, day.end())
        acts = space is not None and self._lexicon.activity.match(text.folded, space.end())
        return bool(acts) or no_noun_follows(text, day.end(), self._lexicon)

    def _goes_on_labelling(self, text: Text, since: int, label: re.Match[str]) -> bool:
        """'ấp 3, khóm 5, liên tổ 7': an item like the one before, of words that count nothing."""
        if _NEXT_NAME.fullmatch(text.plain, since, label.start()):
            return not is_counting(text, label.end(), self._lexicon) and bool(
                _ITEM_ENDS.match(text.plain, label.end())
            )
        item = _NEXT_LABEL.fullmatch(text.plain, since, label.start())
        if item is None or _ITEM_ENDS.match(text.plain, label.end()) is None:
            return False
        word = item.start("word")
        if _MANY.match(text.folded, word):
            return False
        return not any(
            words.match(text.folded, word)
            for words in (self._lexicon.noun, self._lexicon.stop, self._lexicon.verb)
        )


_SPACES = re.compile(r"\s+")
_DAY_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?!\s?[/\d%])(?![.,]\d)")
_NEXT_DAY = re.compile(
    r"(?:\s+[^\W\d_]+){0,3}\s*(?:[,;–-]|và|đến|tới|,\s*và)\s*(?:(?!đạt|có|chiếm|là|được|với|tỷ|còn|gồm|trong)[^\W\d_]+\s+){0,4}"
)


def _is_next(text: Text, before: Span, further: re.Match[str]) -> bool:
    """'lộ 371, 373 trạm Gia Lộc': of a long number the next is near."""
    last, number = text.plain[before.start : before.end], further[0]
    return (
        len(last) == len(number) > _SHORT_NUMBER
        and last.isdecimal()
        and 0 < int(number) - int(last) <= _NEAR_NUMBER
    )


_SHORT_NUMBER = 2
_NEAR_NUMBER = 9
_LONGEST_COUNT = 4
_LARGE = 20
"""Of what is numbered one by one there are seldom more."""


def _is_listed_count(text: Text, match: re.Match[str]) -> bool:
    """'giáo viên 45, lớp 36;': an item of a list of counts, too large or padded for a label."""
    digits = match[0]
    if len(digits) > _LONGEST_COUNT:
        return False
    padded = digits.startswith("0") or (digits.isdecimal() and int(digits) >= _LARGE)
    return padded and _ITEM_ENDS.match(text.plain, match.end()) is not None


_MANY = re.compile(r"(?:số|tổng|các|những|không|chưa|thuộc|tại|ở|do|của|trong|ngoài|trên|dưới)\s")
_NEXT_PAPER = re.compile(r"\s*[,;]\s*(?:và\s+)?[A-ZĐ]{2,4}\s+")
"""'NĐ 108, CT 05'."""
_NEXT_NAME = re.compile(
    r"\s*,\s*(?:và\s+)?(?P<word>[A-ZĐ][^\W\d_]+)(?:\s[^\W\d_]+){0,4}\s[A-ZĐ][^\W\d_]*\s+"
)
"""'Công ty May 10, Công ty Sông Đà 7'."""
_NEXT_LABEL = re.compile(r"\s*[,;]\s*(?:và\s+)?(?P<word>[^\W\d_]+\s+(?:[^\W\d_]+\s+)?)")


def _spans(pattern: Pattern, match: re.Match[str]) -> Iterator[Span]:
    if "every" in match.re.groupindex:
        for digits in _DIGITS.finditer(match.string, match.start(), match.end()):
            yield Span(digits.start(), digits.end(), pattern.kind)
        return
    symbol = match.re.groupindex.get("symbol")
    for group in range(1, (match.re.groups or 0) + 1):
        if group != symbol and match.start(group) >= 0:
            yield Span(match.start(group), match.end(group), pattern.kind)
