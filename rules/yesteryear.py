"""Yesteryear: the figure of the year before, left standing where that of the year is meant.

'Năm 2019 kỷ luật 47 đảng viên, tăng 04 so với 2018 (43) … 43 đảng viên bị kỷ luật năm 2019'. Which
figure was the year before's, a change tells, or 'so với năm 2018 (43 đảng viên)' behind the year's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from rules.amounts import is_plain
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Role
from rules.figures.relations.sentence import AMOUNTS
from rules.figures.spelling import fold, key
from rules.populations import scope
from rules.proved import leads_to
from rules.wording import content

_YEAR = re.compile(r"(?:(?:trong\s+)?năm\s+)?(?P<year>(?:19|20)\d\d)")
_COMPARED = re.compile(
    r"(?:so\s+với|hơn)\s+(?:cùng\s+kỳ\s+)?(?:của\s+)?(?:năm\s+)?(?P<year>(?:19|20)\d\d)\s*\([^()]*\Z"
)
"""Before a figure of a year that another one is compared with."""
_FEWEST = 10
_BACK = 8
"""Figures before one in which that of the year is sought."""
_REACH = 100


def left_standing(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Figures said of a year that are those of the year before, each with that of the year."""
    valued: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        if figure.kind in AMOUNTS and figure.noun_key and _year(figure) is not None:
            valued[figure.kind, figure.unit, figure.value].append(figure)
    for year, before, after in (*_changed(extraction), *_compared(extraction)):
        if before.value < _FEWEST:
            continue
        for figure in valued[after.kind, after.unit, before.value]:
            if figure.id == before.id or _year(figure) != year:
                continue
            beside = {(before.block, before.sentence), (after.block, after.sentence)}
            if (figure.block, figure.sentence) not in beside and _is_alike(
                extraction, figure, after
            ):
                yield after, figure


def _changed(extraction: Extraction) -> Iterator[tuple[int, Figure, Figure]]:
    """A year, the figure of the year before and its own, as a change leads to it."""
    for claim in extraction.claims_of(ClaimKind.CHANGE):
        change, before, after = (extraction.by_id[identity] for identity in claim.figures)
        year, last = _year(after), _year(before)
        if year is None or last is None or last >= year or before.value == after.value:
            continue
        if leads_to(change, before, after):
            yield year, before, after


def _compared(extraction: Extraction) -> Iterator[tuple[int, Figure, Figure]]:
    """The same, as the figure of the year before stands in the bracket of a comparison."""
    figures = (f for f in extraction.figures if f.kind in AMOUNTS and is_plain((f,)))
    for block, group in groupby(figures, key=lambda figure: figure.block):
        folded = fold(extraction.document.blocks[block].text)
        members = list(group)
        for place, before in enumerate(members):
            match = _COMPARED.search(folded, max(0, before.start - _REACH), before.start)
            if match is None:
                continue
            year = int(match["year"]) + 1
            for after in reversed(members[max(0, place - _BACK) : place]):
                if (after.kind, after.unit, after.head) != (before.kind, before.unit, before.head):
                    continue
                if after.role is not Role.ACTUAL or _year(after) not in {None, year}:
                    continue
                if _is_alike(extraction, before, after):
                    if after.value != before.value:
                        yield year, before, after
                    break


def _is_alike(extraction: Extraction, figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same, with a word besides it that both clauses have."""
    own, noun = (figure.noun_key or "").split(), (other.noun_key or "").split()
    if not own or not noun or own[0] != noun[0]:
        return False
    if not {*scope(extraction, figure)} <= {*scope(extraction, other)}:
        return False
    shared = content(extraction, figure) & content(extraction, other)
    return len(shared) > len({*own} & {*noun}) or min(len(own), len(noun)) > 1


def _year(figure: Figure) -> int | None:
    """The year that a figure is said of, where its time names one and nothing else."""
    match = _YEAR.fullmatch(key(figure.period or ""))
    return int(match["year"]) if match is not None else None
