"""The words around a figure, made ready for the phrases of indicators, and what they state.

A report's own name is left aside, shorthand is written out, numbers in words become digits; the
words of a scan are compared without their marks, and one misread letter is mended.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extractors.document import BlockKind, Origin
from rules.across.indicators import Book, Indicator, sides
from rules.across.shorthand import written_out
from rules.across.units import body_of
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.spelling import bare, fold, key

_EACH = re.compile(r"(?<!\w)(?:mỗi|bình quân|trung bình)(?!\w)[^,;]{0,60}\Z")
_TOPIC = re.compile(r"[\W\d_]*([^\d:;.]{2,80}:)")
_SPACED = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 5
"""Letters of a word of which one may have been misread."""


def is_of_each(before: str) -> bool:
    """Whether a figure is one of each, or a mean: 'mỗi quý ít nhất 01 chuyên đề'."""
    return _EACH.search(before) is not None


class Wordings:
    """The words around the figures of one report."""

    def __init__(self, extraction: Extraction, book: Book) -> None:
        """Make a report's texts ready for the phrases of a book."""
        self._book = book
        self._blocks = extraction.document.blocks
        self._texts = _in_digits(extraction)
        self._own_name = _own_name(extraction.document.metadata.issuer)

    def around(self, figure: Figure) -> tuple[str, str]:
        """The folded text before and behind a figure; of a cell what its heads say."""
        if self._blocks[figure.block].kind is BlockKind.CELL:
            before, after = f"{key(figure.noun or '')} ", ""
        else:
            before, after = sides(self._text(figure), figure.start, figure.end, figure.sentence)
        return self._ready(before), self._ready(after)

    def indicator(self, figure: Figure, before: str, after: str) -> Indicator | None:
        """The indicator that a figure states, if need be by what its sentence begins with."""
        found = self._match(figure, before, after)
        if found is None and self._blocks[figure.block].kind is not BlockKind.CELL:
            topic = _topic(self._text(figure), figure)
            found = self._match(figure, f"{topic} {before}", after) if topic else None
        return found

    def _text(self, figure: Figure) -> str:
        return self._texts.get(figure.block, self._blocks[figure.block].text)

    def _ready(self, text: str) -> str:
        return written_out(text if self._own_name is None else self._own_name.sub(r"\1", text))

    def _match(self, figure: Figure, before: str, after: str) -> Indicator | None:
        money = figure.kind is Kind.MONEY
        noun = written_out(key(figure.noun)) if figure.noun else ""
        if figure.origin is not Origin.OCR:
            behind = noun if _stands_behind(noun, after) else None
            return self._book.match(before, after, money=money, noun=behind)
        found = self._book.best(before, after, money=money, noun=_known(noun, after, self._book))
        # With a mark misread another phrase may fit, but less.
        simple = self._book.bare
        before, after, noun = (without_marks(text, self._book) for text in (before, after, noun))
        misread = simple.best(before, after, money=money, noun=_known(noun, after, simple))
        if misread is not None and (found is None or misread.rank > found.rank):
            return self._book.by_code[misread.indicator.code]
        return None if found is None else found.indicator


def _stands_behind(noun: str, after: str) -> bool:
    return bool(noun) and _SPACED.sub(" ", after).startswith(f" {noun}")


def _known(noun: str, after: str, book: Book) -> str | None:
    """What a figure of a scan counts, if it stands right behind it and the book has it."""
    return noun if noun.startswith(book.counted) and _stands_behind(noun, after) else None


def _in_digits(extraction: Extraction) -> Mapping[int, str]:
    """The texts of blocks with numbers in words, these as digits: a phrase knows figures by them.

    Nothing moves: 'kiểm tra bảy tổ chức' is as long as 'kiểm tra 000 tổ chức'.
    """
    texts: dict[int, str] = {}
    for figure in extraction.figures:
        if not any(letter.isdecimal() for letter in figure.surface):
            text = texts.get(figure.block, extraction.document.blocks[figure.block].text)
            digits = "0" * (figure.end - figure.start)
            texts[figure.block] = f"{text[: figure.start]}{digits}{text[figure.end :]}"
    return texts


def _own_name(issuer: str | None) -> re.Pattern[str] | None:
    """The issuer's own name behind 'đảng bộ' or the like, which tells nothing of a figure.

    'Đảng bộ Ủy ban Kiểm tra Tỉnh ủy có 40 đảng viên' does not say that 40 were inspected.
    """
    body = body_of(issuer) if issuer else ""
    if not body:
        return None
    words = r"\s+".join(map(re.escape, body.split()))
    return re.compile(rf"(?<!\w)((?:đảng|chi)\s+(?:bộ|ủy))(?:\s+cơ\s+sở)?\s+{words}(?!\w)")


def _topic(text: str, figure: Figure) -> str:
    """What a sentence of several clauses is of: its words before a colon, for those behind ';'.

    'Hồ sơ: tiếp nhận 20; đã giải quyết 18' says of files that 18 were settled.
    """
    sentence = text[figure.sentence[0] : figure.start]
    if ";" not in sentence:
        return ""
    found = _TOPIC.match(fold(sentence))
    return "" if found is None else written_out(found[1])


def without_marks(text: str, book: Book) -> str:
    """Folded text of a scan without marks, each word one letter off a known one as that one."""
    words = book.bare.words
    return _WORD.sub(lambda match: _near(match[0], words), bare(text))


@lru_cache(maxsize=1 << 14)
def _near(word: str, words: frozenset[str]) -> str:
    if len(word) < _LEAST_LETTERS or word in words:
        return word
    near = [known for known in words if len(known) >= _LEAST_LETTERS and _is_near(word, known)]
    return near[0] if len(near) == 1 else word


def _is_near(one: str, other: str) -> bool:
    """Whether two words differ in one letter: another, one more, or one less."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    rest = short[at:] if len(long) > len(short) else short[at + 1 :]
    return rest == long[at + 1 :]
