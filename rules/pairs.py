"""Pairs: 'a/b' whose two numbers a text names, so that neither is a part of the other.

'Theo lĩnh vực (tiếp nhận/giải quyết): tư pháp 402/395', 'nam/nữ 212/198', 'bị thương 22/19 (số sau
là cùng kỳ)', and items of a list whose head line names the two.
"""

from __future__ import annotations

import re
from itertools import islice

from extractors.document import BlockKind, Document
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.spelling import fold

_WORDS = r"(?:[^\W\d_][^()/;:.]{0,40}?)"
_IN_BRACKETS = re.compile(rf"\(\s*(?:số\s+liệu\s+)?{_WORDS}\s*/\s*(?P<second>{_WORDS})\s*\)")
_YEARS = re.compile(r"\((?:[^()/\d]{0,20})(?:19|20)\d\d\s*/\s*(?:[^()/\d]{0,20})(?:19|20)\d\d\)")
_BESIDE = re.compile(
    r"(?<![\w/])[^\W\d_]{2,}/(?P<second>[^\W\d_]{2,}(?:\s+[^\W\d_]+){0,3})(?:,(?:\s+[^\W\d_]+){1,2})?\s*(?:[:=]|là|đạt)?\s*\Z"
)
_HEADED = re.compile(rf"(?:\A|[.;:(])\s*[^.;:()/\d]{{2,60}}/(?P<second>{_WORDS})\s*:\s*")
_EXPLAINED = re.compile(
    r"(?<!\w)(?:số|con\s+số|mẫu\s+số)\s+(?:đứng\s+)?(?:sau|trước)(?!\w)|gạch\s+chéo"
)
_UNIT = re.compile(r"\d\s*[^\W\d_]+(?:\s+[^\W\d_]+){0,3}\Z")
"""'5,2 triệu đồng' of '5,2 triệu đồng/người'."""
_WHOLE = re.compile(r"(?<!\w)(?:tổng|toàn\s+bộ|tất\s+cả)(?!\w)")
"""'(đã giải quyết/tổng số)' are part and whole all the same."""
_ITEM = re.compile(r"\s*(?:[-–+*•]|\(?[a-zđ]\)|\(?\d{1,2}[.)])\s*")
_ITEMS = 40
_ROW = 3
"""Pairs of a row."""
_LONGEST = 120
"""Characters of an item."""


def is_named_as_a_pair(extraction: Extraction, ratio: Figure) -> bool:
    """Whether a text says what the two numbers of a ratio are, and that they are two things."""
    text = extraction.document.blocks[ratio.block].text
    start, end = ratio.sentence
    sentence = text[start:end]
    if _EXPLAINED.search(fold(sentence)) or _YEARS.search(sentence):
        return True
    if _PAST.search(fold(sentence)) and _is_one_of_several(extraction, ratio):
        return True
    legend = _legend(sentence, ratio.start - start)
    if legend is None and len(text) <= _LONGEST:
        head = _head_line(extraction.document, ratio.block)
        legend = _legend(head, len(head)) if head is not None else None
    if legend is not None:
        return _WHOLE.search(legend) is None
    if ratio.denominator == 0:
        return True
    return _beside_exceed(extraction, ratio) or _items_exceed(extraction, ratio)


_PAST = re.compile(r"\((?:cùng\s+kỳ|ck|(?:năm|kỳ)\s+(?:trước|ngoái))(?!\w)[^()]*\)")
"""'126 vụ (cùng kỳ 141): giết người 3/2 vụ, cướp 4/6 vụ': now and before, of all."""


def _is_one_of_several(extraction: Extraction, ratio: Figure) -> bool:
    """Whether the sentence has another ratio over another number."""
    return any(
        figure.kind is Kind.RATIO and figure.denominator != ratio.denominator
        for figure in extraction.figures
        if (figure.block, figure.sentence) == (ratio.block, ratio.sentence)
    )


def _legend(sentence: str, at: int) -> str | None:
    """What the second number of a ratio at a place is called, folded; None if it is not said."""
    folded = fold(sentence)
    for found in (
        _IN_BRACKETS.search(folded),
        _BESIDE.search(folded, 0, at),
        _HEADED.search(folded, 0, at),
    ):
        if found is None or _UNIT.search(folded, 0, found.start("second") - 1):
            continue
        if sentence[found.start("second") + 1 :][:1].islower():
            return found["second"]  # no sign of a paper, 'CT/TW'
    return None


def _head_line(document: Document, block: int) -> str | None:
    """The paragraph before the items of the list that a block is one of."""
    for index in range(block - 1, max(-1, block - _ITEMS), -1):
        other = document.blocks[index]
        if other.kind is BlockKind.CELL:
            return None
        if not _is_item(document, index):
            return other.text
    return None


def _is_item(document: Document, index: int) -> bool:
    block = document.blocks[index]
    marked = block.kind is BlockKind.LIST_ITEM or _ITEM.match(block.text) is not None
    return marked and len(block.text) <= _LONGEST


def _beside_exceed(extraction: Extraction, ratio: Figure) -> bool:
    """'sởi 3/1; ho gà 5/2; quai bị 61/58': no share is told of one, and others exceed as well."""
    beside = [
        figure
        for figure in extraction.figures
        if figure.block == ratio.block and figure.sentence == ratio.sentence
    ]
    pairs = [figure for figure in beside if figure.kind is Kind.RATIO]
    if len(pairs) < _ROW or any(figure.kind is Kind.PERCENT for figure in beside):
        return False
    return sum(figure.value > (figure.denominator or 0) for figure in pairs) > 1


def _items_exceed(extraction: Extraction, ratio: Figure) -> bool:
    """Whether another item of a list has a ratio that exceeds its second number too."""
    document = extraction.document
    if not _is_item(document, ratio.block):
        return False
    near = (
        figure
        for figure in extraction.figures
        if figure.kind is Kind.RATIO and abs(figure.block - ratio.block) <= _ITEMS
    )
    for other in islice(near, _ITEMS):
        if other.block == ratio.block or (other.denominator or other.value) >= other.value:
            continue
        between = range(min(other.block, ratio.block), max(other.block, ratio.block) + 1)
        if all(_is_item(document, index) for index in between):
            return True
    return False
