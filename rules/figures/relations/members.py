"""Members: the parts of a list, behind the words that open it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rules.figures.figure import Figure, Hedge, Kind
from rules.figures.relations.sentence import BRACKETS, OWN_SHARE, SPANS, Sentence, has_share

_LIST_ENDS = re.compile(
    r"\.\s|:(?!\d)|[()]|trong\s+đó|(?<!\w)(?:so\s+với|(?<!gia\s)tăng(?!\s+giá)|(?<!miễn\s)(?<!miễn,\s)(?<!cắt\s)giảm(?!\s+(?:nghèo|giá))|tổng\s+cộng)(?!\w)"
)
_SELECTS = re.compile(r",\s*trong\s+đó(?!\w)")
_BETWEEN_ITEMS = re.compile(r",|;|(?<!\w)và(?!\w)|\n")
_RANGE = re.compile(r"(?<!\w)từ\s+\Z")
_BEFORE_NUMBER = re.compile(
    r"(?:có|số|hơn|trên|gần|khoảng|(?:(?:phần|số)\s+)?còn\s+lại)?(?:\s+[^\W\d_]+)?"
)
_LABEL_FIRST = re.compile(r"[;,]\s*(?:từ\s+|trên\s+|dưới\s+)?\d[^;,:]*:?\s*\Z")
"""'; 85 tuổi: ': an item that begins with its label."""
_AND_MORE = re.compile(r"(?<!\w)trở\s+(?:lên|xuống)(?!\w)")
SECOND = re.compile(r"\s+[^,;()\d/]{1,30}/\s*")
"""'13 vụ/19 đối tượng': what else each item counts."""
_BEGINS_ITEM = ("có", "số", "hơn", "trên", "gần", "khoảng", "còn lại", "phần còn lại")
_BOUNDS = frozenset({Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.OVER, Hedge.UNDER})


def depth(text: str) -> int:
    """How many brackets a text leaves open."""
    return sum(BRACKETS.get(letter, 0) for letter in text)


def is_label(sentence: Sentence, figure: Figure, total: Figure) -> bool:
    """'nhóm 12-15 m có 604 chiếc', 'từ 15 m trở lên': a size by which a total is divided."""
    text = sentence.folded
    if text.startswith(" đến ", figure.end) and _RANGE.search(
        text, max(0, figure.start - 8), figure.start
    ):
        return True  # 'từ 20 đến dưới 90 CV'
    if (figure.kind, figure.unit) == (total.kind, total.unit):
        return False
    if figure.kind not in {Kind.MEASURE, Kind.MONEY}:
        return False
    if figure.upper is not None or figure.hedge in _BOUNDS or figure.unit in SPANS:
        return True
    return _NUMBER.match(sentence.folded, figure.end) is not None


_NUMBER = re.compile(r"\s*:?\s+\d")
"""'mệnh giá 500.000 đồng 902 tờ', 'loại 250 ml: 410'."""


def members(
    sentence: Sentence,
    total: Figure,
    first: int,
    region_end: int,
    opened: str,
    *,
    selected: bool,
) -> Iterator[Figure]:
    """The parts in the region: neighbours in one list, all of one pattern, brackets left out.

    Args:
        sentence: the sentence of all.
        total: the figure that the list divides.
        first: the index of the first part among the figures of the sentence.
        region_end: where the list ends at the latest.
        opened: the text between the opener and the first part.
        selected: they are some parts ('trong đó'), which need not make up the total.
    """
    folded, figures = sentence.folded, sentence.figures
    previous: Figure | None = None
    number_first = _BEFORE_NUMBER.fullmatch(opened.strip()) is not None
    separator = ""
    rest = total.value
    bounded = region_end < figures[first].sentence[1]
    level, at = 0, 0
    nested = False
    for figure in figures[first:]:
        if figure.end > region_end:
            return
        if previous is not None:
            level += depth(folded[at : figure.start])
            at = figure.start
            if level > 0:
                continue
        if previous is not None and not selected:
            gap = folded[previous.end : figure.start]
            nested = nested or _SELECTS.search(gap) is not None
            if nested and ";" not in gap:
                continue  # 'vững mạnh 214, trong đó tiêu biểu 42; hoàn thành tốt 55'
        labels = previous is not None and is_label(sentence, figure, total)
        if labels or figure.kind is Kind.PERCENT:
            continue
        if previous is not None and SECOND.fullmatch(folded, previous.end, figure.start):
            continue
        if not sentence.may_be_part(total, figure):
            if previous is None or figure.kind is previous.kind:
                return
            if _BETWEEN_ITEMS.search(folded, previous.end, figure.start):
                return
            continue
        if previous is not None:
            gap = _without_labels(sentence, total, previous, figure, "" if number_first else "cỡ")
            gap = _without_percentages(sentence, previous, gap)
            gap = gap[gap.find(";") :] if nested else gap
            between = _between_items(gap, number_first=number_first)
            if between is None:
                return
            labelled = _LABEL_FIRST.search(folded[previous.end : figure.start]) is not None
            if between == ";":
                if separator not in {"", ";"}:
                    if not labelled and not _goes_on(
                        sentence, figure, gap, rest, selected=selected
                    ):
                        return
                    between = separator
                elif (
                    not bounded
                    and figure.value != rest
                    and not _is_parallel(sentence, previous, figure, gap, selected=selected)
                ):
                    return
            separator = between
        yield figure
        nested = False
        rest -= figure.value
        previous = figure
        level, at = 0, figure.end


def _without_labels(
    sentence: Sentence, total: Figure, previous: Figure, figure: Figure, instead: str
) -> str:
    """The text between two parts, with another for the sizes that label the second."""
    gap = sentence.folded[previous.end : figure.start]
    for label in sentence.figures:
        if previous.end <= label.start < figure.start and is_label(sentence, label, total):
            gap = gap.replace(sentence.folded[label.start : label.end], instead)
            gap = _AND_MORE.sub("", gap)
    return gap


def _without_percentages(sentence: Sentence, previous: Figure, gap: str) -> str:
    """The text between two parts that stand in brackets behind their percentages.

    '60% là dư nợ ngắn hạn (1.707,6 tỷ đồng), 40% là dư nợ trung, dài hạn (1.138,4 tỷ đồng)'.
    """
    start = max(previous.sentence[0], previous.start - 120)
    if _PERCENTAGE.search(sentence.folded, start, previous.start) is None:
        return gap
    closed = _CLOSES.match(gap)
    return _PERCENTAGE.sub("", gap[closed.end() :]) if closed is not None else gap


_PERCENTAGE = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)?\s*%\s[^();%]{1,80}\(\s*\Z")
_CLOSES = re.compile(r"[^();,]{0,40}\)")


def _goes_on(
    sentence: Sentence, figure: Figure, gap: str, rest: Decimal, *, selected: bool
) -> bool:
    """Whether a list of commas goes on behind a semicolon: with what is left, or an attribute."""
    if "còn lại" in gap:
        return figure.value <= rest
    attribute = (figure.noun_key or "") in sentence.lexicon.overlapping
    if not selected:
        return attribute and rest > 0
    return attribute or (
        not sentence.counts_behind(figure)
        and _OWN_BRACKET.match(sentence.folded, figure.end) is not None
        and sentence.lexicon.verb.match(gap[gap.rfind(";") + 1 :].lstrip()) is None
    )


_OWN_BRACKET = re.compile(r"\s*\(\s*\d+(?:[.,]\d+)?\s*%\s*\)")


def _is_parallel(
    sentence: Sentence, previous: Figure, figure: Figure, gap: str, *, selected: bool
) -> bool:
    """Whether a figure behind a semicolon is an item like the one before, no fact of its own."""
    if "còn lại" in gap:
        return True
    if selected and has_share(sentence, previous) and not has_share(sentence, figure):
        return False
    if not sentence.counts_behind(figure):
        return True
    if (
        not selected
        and figure.head == previous.head
        and has_share(sentence, previous)
        and has_share(sentence, figure)
    ):
        return True  # 'hòa giải thành 50 vụ, đạt 50%; không thành 50 vụ, chiếm 50%'
    label = gap[gap.rfind(";") + 1 :].lstrip()
    if sentence.lexicon.verb.match(label):
        return False
    return figure.head == previous.head or not sentence.counts_behind(previous)


def _between_items(gap: str, *, number_first: bool) -> str | None:
    """What separates two neighbours of one list; None if they are of no list."""
    bare = OWN_SHARE.sub("", gap).rstrip().removesuffix(":")
    if _LIST_ENDS.search(bare):
        return None
    separators = list(_BETWEEN_ITEMS.finditer(bare))
    if not separators:
        return None
    item = bare[separators[-1].end() :].strip()
    if not number_first:
        listed = bool(item)
    else:
        listed = item == "" or (
            item.startswith(_BEGINS_ITEM) and _BEFORE_NUMBER.fullmatch(item) is not None
        )
    if not listed:
        return None
    return ";" if any(match[0] == ";" for match in separators) else ","
