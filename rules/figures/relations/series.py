"""Series: several changes beside as many levels, each with the one that it is of.

'186 vụ, làm chết 97 người, bị thương 128 người; so với cùng kỳ (214 vụ, chết 112 người, bị thương
151 người) giảm 28 vụ, giảm 15 người chết, giảm 23 người bị thương': the levels of the case before
stand in one bracket, before the changes or behind them. What an item is called tells which are of
one thing; where that is not told, their order does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.fitting import may_be_level
from rules.figures.relations.sentence import Sentence, leaves_a_bracket, leaves_open

_BETWEEN = re.compile(
    r"[^.;()\d]{0,48}\)?\s*(?:[,;]|(?<!\w)(?:và|nhưng|song|còn)(?!\w))[^.;()\d]{0,60}"
)
"""Between two items of a series."""
_AGAIN = re.compile(r"[^.;()\d]{0,40}(?:[(=]|,\s*(?:tương|tức|hay|bằng|ứng))[^.;()\d]{0,30}")
"""Between a change and the same change in another measure."""
_LEADS = re.compile(r"[^()\d]{0,24}\)\s*,?\s*(?:[^\W\d_]+\s+){0,10}\Z")
"""From the last level of the case before to the first change."""
_FOLLOWS = re.compile(r"[^.;()\d]{0,40}so\s+(?:với|cùng)\s[^.;()]{0,40}\(\s*(?:[^\W\d_]+\s+){0,4}")
"""From the last change to the first level of the case before."""
_MOST = 6
"""Items of a series."""
_BACK = 16
"""Figures before a series of changes among which its levels are."""
_ITEM = 60
"""Characters on each side of a number that its item has at most."""
_WORD = re.compile(r"[^\W\d_]+")
_DELIMITER = re.compile(r"[,;:()]|\.\s|(?<!\w)(?:và|nhưng|song|còn|riêng)(?!\w)")
_SAID_OF_ALL = frozenset(
    [
        "số", "tổng", "có", "là", "làm", "đã", "được", "bị", "xảy", "ra", "và", "của", "so",
        "với", "cùng", "kỳ", "năm", "tăng", "giảm", "thêm", "bớt", "vượt", "hụt", "hơn", "cao",
        "thấp", "nhiều", "ít", "đạt", "trước", "ngoái", "toàn", "tỉnh", "huyện", "xã", "trong",
        "tháng", "quý", "các", "xuống", "lên",
    ]
)  # fmt: skip
"""Words of an item that tell it from no other."""

_RATE = re.compile(r"(?<!\w)(?:tỷ|tỉ)\s+(?:lệ|trọng|suất)(?!\w)")

Ends = tuple[Figure, Figure]
"""Before and after."""


def in_series(sentence: Sentence) -> Mapping[str, Ends]:
    """The ends of the changes that stand in series, by the id of the change."""
    found: dict[str, Ends] = {}
    for run in _runs(sentence):
        bases = _before_them(sentence, run) or _behind_them(sentence, run)
        if len(bases) < 2:
            continue
        first = min(run[0][0].start, bases[0].start)
        levels = _levels(sentence, first, bases)
        if levels is None:
            continue
        for changes, base, level in _matched(sentence, run, bases, levels):
            if base.kind is not Kind.PERCENT and _is_of_a_rate(sentence, changes[0]):
                continue
            for change in changes:
                if may_be_level(base, change):
                    found[change.id] = (base, level)
    return found


def _is_of_a_rate(sentence: Sentence, change: Figure) -> bool:
    """'(598 đại biểu, nữ 139) tỷ lệ nữ tăng 5%'."""
    lead = sentence.folded[max(change.sentence[0], change.start - 40) : change.start]
    return _RATE.search(_DELIMITER.split(lead)[-1]) is not None


def _runs(sentence: Sentence) -> Iterator[list[list[Figure]]]:
    """Changes one behind the other, each with those that say it again in another measure."""
    run: list[list[Figure]] = []
    previous: Figure | None = None
    for figure in sentence.figures:
        if figure.kind is not Kind.CHANGE or figure.upper is not None:
            if run:
                yield run
            run, previous = [], None
            continue
        gap = sentence.gap(previous, figure) if previous is not None else ""
        if previous is not None and previous.unit != figure.unit and _AGAIN.fullmatch(gap):
            run[-1].append(figure)
        elif previous is None or _BETWEEN.fullmatch(gap):
            run.append([figure])
        else:
            if run:
                yield run
            run = [[figure]]
        previous = figure
    if run:
        yield run


def _before_them(sentence: Sentence, run: Sequence[Sequence[Figure]]) -> list[Figure]:
    """The levels of the bracket right before a series of changes."""
    at = sentence.figures.index(run[0][0])
    found: list[Figure] = []
    for figure in reversed(sentence.figures[max(0, at - _MOST) : at]):
        if figure.role is not Role.PREVIOUS or figure.upper is not None:
            break
        if found and not _is_next(sentence, figure, found[-1]):
            break
        if not found and not _LEADS.fullmatch(sentence.gap(figure, run[0][0])):
            break
        found.append(figure)
    return found[::-1]


def _behind_them(sentence: Sentence, run: Sequence[Sequence[Figure]]) -> list[Figure]:
    """The levels of the bracket right behind a series of changes."""
    last = run[-1][-1]
    at = sentence.figures.index(last) + 1
    found: list[Figure] = []
    for figure in sentence.figures[at : at + _MOST]:
        if figure.role is not Role.PREVIOUS or figure.upper is not None:
            break
        if found and not _is_next(sentence, found[-1], figure):
            break
        if not found and not _FOLLOWS.fullmatch(sentence.gap(last, figure)):
            break
        found.append(figure)
    return found


def _is_next(sentence: Sentence, one: Figure, other: Figure) -> bool:
    """Whether two levels stand side by side in one bracket."""
    gap = sentence.gap(one, other)
    return "(" not in gap and ")" not in gap and _BETWEEN.fullmatch(gap) is not None


def _levels(sentence: Sentence, at: int, bases: Sequence[Figure]) -> list[Figure] | None:
    """The figures before a series that are now what its bases were, one for each."""
    near = [figure for figure in sentence.figures if figure.end <= at][-_BACK:]
    open_ones = [
        figure
        for figure in near
        if figure.role is not Role.PREVIOUS
        and figure.kind is not Kind.CHANGE
        and figure.upper is None
        and not _is_in_closed_bracket(sentence, figure, at)
    ]
    measures = [(base.kind, base.unit) for base in bases]
    for start in range(len(open_ones) - len(bases), -1, -1):
        run = open_ones[start : start + len(bases)]
        if [(figure.kind, figure.unit) for figure in run] == measures and all(
            _are_alike(sentence, level, base) for level, base in zip(run, bases, strict=True)
        ):
            return run
    return None


def _is_in_closed_bracket(sentence: Sentence, figure: Figure, at: int) -> bool:
    gap = sentence.folded[figure.end : at]
    return leaves_a_bracket(gap) and not leaves_open(gap[: gap.find(")")])


def _matched(
    sentence: Sentence,
    run: Sequence[Sequence[Figure]],
    bases: Sequence[Figure],
    levels: Sequence[Figure],
) -> Iterator[tuple[Sequence[Figure], Figure, Figure]]:
    """Each change with its base and level: by what they are called, else by their order."""
    in_order = len(run) == len(bases)
    for place, changes in enumerate(run):
        own = _words(sentence, changes[0])
        called = [i for i, base in enumerate(bases) if own and own & _words(sentence, base)]
        most = max((len(own & _words(sentence, bases[i])) for i in called), default=0)
        called = [i for i in called if len(own & _words(sentence, bases[i])) == most]
        if in_order and (place in called or not called):
            yield changes, bases[place], levels[place]
        elif len(called) == 1:
            yield changes, bases[called[0]], levels[called[0]]


def _are_alike(sentence: Sentence, one: Figure, other: Figure) -> bool:
    """Whether two items are called alike, as far as it is said of both."""
    first, second = _words(sentence, one), _words(sentence, other)
    return not first or not second or bool(first & second)


def _words(sentence: Sentence, figure: Figure) -> set[str]:
    return item_words(sentence.folded, sentence.figures, sentence.figures.index(figure))


def item_words(folded: str, figures: Sequence[Figure], index: int) -> set[str]:
    """What an item of a series is called: the words around its number up to the next item."""
    figure = figures[index]
    since = max(figures[index - 1].end if index else 0, figure.start - _ITEM)
    until = figure.end + _ITEM
    if index + 1 < len(figures):
        until = min(until, figures[index + 1].start)
    before = _DELIMITER.split(folded[since : figure.start])[-1]
    behind = _DELIMITER.split(folded[figure.end : until], maxsplit=1)[0]
    return {*_WORD.findall(f"{before} {behind}")} - _SAID_OF_ALL
