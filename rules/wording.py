"""Wording: what a clause says of a figure, so that it can be found again in the report."""

from __future__ import annotations

import re
from bisect import bisect_left

from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Numeral
from rules.figures.spelling import fold

_BREAK = re.compile(r"[.;:,()\[\]]|(?<!năm\s)(?<![\d.,/])\d(?:[\d.,/]*\d)?\s?%?")
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    [
        "đã", "được", "là", "có", "và", "của", "trong", "các", "những", "với", "cho", "tại", "trên",
        "năm", "hiện", "nay", "đến", "từ", "theo", "bằng", "đạt", "chiếm", "khoảng", "gần", "hơn",
        "số", "lệ", "tỷ", "tỉ", "ước", "còn", "tổng", "việc", "cả", "toàn", "qua", "tính", "thời",
        "điểm", "này", "đó", "thì", "mà", "do", "ở", "vào", "nhất", "như", "sau", "trước",
    ]
)  # fmt: skip
"""Words that say nothing of what is counted."""
_MOST = 16
_WINDOW = 320
"""Characters on each side of a figure in which so many words stand."""
_MEASURING = re.compile(
    r"(?<!\w)(?:xuất\s+khẩu|nhập\s+khẩu|sản\s+xuất|khai\s+thác|tiêu\s+thụ|bán\s+lẻ|doanh\s+thu|kim\s+ngạch"
    r"|giá\s+trị|sản\s+lượng|diện\s+tích|năng\s+suất|tồn\s+kho|vốn|lao\s+động|giá)(?!\w)"
)


def content(extraction: Extraction, figure: Figure) -> frozenset[str]:
    """The words of a figure's clause that tell what it is of; at most `_MOST` on each side."""
    text = fold(extraction.document.blocks[figure.block].text)
    start, end = figure.sentence
    before = text[max(start, figure.start - _WINDOW) : figure.start]
    cut = max((match.end() for match in _BREAK.finditer(before)), default=0)
    after = text[figure.end : min(end, figure.end + _WINDOW)]
    stop = _BREAK.search(after)
    behind = after[: stop.start()] if stop else after
    words = _WORD.findall(before[cut:])[-_MOST:] + _WORD.findall(behind)[:_MOST]
    return frozenset(words) - _EMPTY


def labels(extraction: Extraction, figure: Figure) -> tuple[str, ...]:
    """The other numerals of a figure's sentence that name or order things: 'lớp 9', 'đợt 2'."""
    start, end = figure.sentence
    numerals, block = extraction.numerals, figure.block
    first = bisect_left(numerals, (block, start), key=_stands_at)
    last = bisect_left(numerals, (block, end), first, key=_stands_at)
    return tuple(sorted(n.surface for n in numerals[first:last] if n.kind in _NAMING))


def _stands_at(numeral: Numeral) -> tuple[int, int]:
    return numeral.place.block, numeral.start


_NAMING = frozenset(
    {Kind.ORDINAL, Kind.NAME, Kind.DOCUMENT_NUMBER, Kind.CITATION, Kind.IDENTIFIER, Kind.YEAR}
)


def measured(extraction: Extraction, figure: Figure) -> frozenset[str]:
    """What a figure's sentence says is measured of a thing: its export, its price, its output."""
    start, end = figure.sentence
    text = fold(extraction.document.blocks[figure.block].text[start:end])
    return frozenset(" ".join(match[0].split()) for match in _MEASURING.finditer(text))
