"""Restated figures: one number said in two places of a report, in one of them with a slip.

Two counts of one noun that differ by one digit, or by two neighbours swapped, may well be two
things. They are one where the words around them are the same and where nothing else bears both of
them out: parts that add up, a percentage or a change that fits, or the same number said again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, groupby

from extractors.document import BlockKind
from rules.amounts import is_plain
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold, key
from rules.populations import scope
from rules.rounding import Way, ways
from rules.wording import content

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_OUT_OF_THE_FLOW = frozenset({BlockKind.CELL, BlockKind.RUNNING_HEAD, BlockKind.HEADER})
_NUMBER = re.compile(r"\d[\d.,]*")
_LEAST_DIGITS = 3
_TELLING = 5
"""Digits of which so many hardly agree by chance."""
_SHARED = 3
"""Words that both clauses have, the noun's too."""
_BESIDES = 2
"""Of them besides the noun; one of a telling number."""
_ALIKE = 0.75
"""Part of the shorter clause's words that the longer has too."""
_MOST = 400
"""Figures of one noun among which pairs are sought."""
_BASES = 60
"""Figures of a paragraph among which the base of a share is sought."""
_ITEM = re.compile(r"\s*[-–+*•]\s*(?P<label>[^\d:;.,]{2,60}):")
_YEAR = re.compile(r"(?:(?:trong\s+)?năm\s+)?(?P<year>(?:19|20)\d\d)")
_FEWEST = 10
_RELATIVE = re.compile(r"(?!.*\d)")
"""A time without a number: 'trong năm', 'đến nay'."""


def restated(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures of different sentences that are one figure, one slip apart."""
    groups: dict[tuple[object, ...], list[tuple[str, Figure]]] = defaultdict(list)
    for figure in extraction.figures:
        digits = _digits(figure)
        if figure.kind not in _KINDS or figure.role is not Role.ACTUAL or not is_plain((figure,)):
            continue
        if len(digits) < _LEAST_DIGITS or not figure.noun_key:
            continue
        if extraction.document.blocks[figure.block].kind in _OUT_OF_THE_FLOW:
            continue
        size = figure.value.adjusted(), len(digits)
        groups[figure.kind, figure.unit, figure.noun_key.split()[0], size].append((digits, figure))
    near = [
        (one, other)
        for members in groups.values()
        for (digits, one), (others, other) in combinations(members[:_MOST], 2)
        if _one_slip(digits, others) and (one.block, one.sentence) != (other.block, other.sentence)
    ]
    if not near:
        return
    borne_out = _borne_out(extraction)
    for one, other in near:
        if not {one.id, other.id} <= borne_out and _is_said_of_one(extraction, one, other):
            yield one, other


def left_standing(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Figures said of a year that are those of the year before, each with that of the year.

    'Năm 2019 kỷ luật 47 đảng viên, tăng 04 so với 2018 (43) … 43 đảng viên bị kỷ luật năm 2019'.
    """
    valued: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        if figure.kind in _KINDS and figure.noun_key and _year(figure) is not None:
            valued[figure.kind, figure.unit, figure.value].append(figure)
    for claim in extraction.claims_of(ClaimKind.CHANGE):
        _, before, after = (extraction.by_id[identity] for identity in claim.figures)
        year, last = _year(after), _year(before)
        if year is None or last is None or last >= year or before.value == after.value:
            continue
        if not _changes(*(extraction.by_id[identity] for identity in claim.figures)):
            continue
        for figure in valued[after.kind, after.unit, before.value]:
            if figure.id == before.id or _year(figure) != year or before.value < _FEWEST:
                continue
            if (figure.block, figure.sentence) == (after.block, after.sentence):
                continue
            if _is_alike(extraction, figure, after):
                yield after, figure


def _is_alike(extraction: Extraction, figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same, with a word besides it that both clauses have."""
    own, noun = (figure.noun_key or "").split(), (other.noun_key or "").split()
    if not own or not noun or own[0] != noun[0]:
        return False
    if scope(extraction, figure) != scope(extraction, other):
        return False
    shared = content(extraction, figure) & content(extraction, other)
    return len(shared) > len({*own} & {*noun}) or min(len(own), len(noun)) > 1


def _year(figure: Figure) -> int | None:
    """The year that a figure is said of, where its time names one and nothing else."""
    match = _YEAR.fullmatch(key(figure.period or ""))
    return int(match["year"]) if match is not None else None


def _digits(figure: Figure) -> str:
    number = _NUMBER.match(figure.surface)
    return re.sub(r"\D", "", number[0]).lstrip("0") if number is not None else ""


def _one_slip(one: str, other: str) -> bool:
    """Whether one digit, or the order of two neighbours, is all that differs."""
    differs = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differs) == 2:
        first, second = differs
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(differs) == 1


def _is_said_of_one(extraction: Extraction, one: Figure, other: Figure) -> bool:
    """Whether the words around two figures say the same of the same."""
    if not _at_one_time(one, other) or scope(extraction, one) != scope(extraction, other):
        return False
    ours, theirs = content(extraction, one), content(extraction, other)
    shared = ours & theirs
    if len(shared) < _SHARED or len(shared) < _ALIKE * min(len(ours), len(theirs)):
        return False
    if _label(extraction, one, theirs) or _label(extraction, other, ours):
        return False
    nouns = {*(one.noun_key or "").split(), *(other.noun_key or "").split()}
    least = 1 if len(_digits(one)) >= _TELLING else _BESIDES
    return len(shared - nouns) >= least


def _label(extraction: Extraction, figure: Figure, other: frozenset[str]) -> bool:
    """Whether the item that a figure stands in begins with what the other clause does not name."""
    item = _ITEM.match(fold(extraction.document.blocks[figure.block].text))
    return item is not None and not {*item["label"].split()} & other


def _at_one_time(one: Figure, other: Figure) -> bool:
    ours, theirs = (key(figure.period or "") for figure in (one, other))
    if _RELATIVE.match(ours) or _RELATIVE.match(theirs):
        return True
    return ours in theirs or theirs in ours


def _borne_out(extraction: Extraction) -> frozenset[str]:
    """Figures that some other figure of the report proves."""
    proved: set[str] = set()
    said: Counter[tuple[str, Decimal]] = Counter()
    for figure in extraction.figures:
        if figure.noun_key is not None and figure.kind in _KINDS:
            said[figure.noun_key.split()[0], figure.value] += 1
    for figure in extraction.figures:
        if figure.noun_key is not None and said[figure.noun_key.split()[0], figure.value] > 1:
            proved.add(figure.id)
    proved.update(_adding_up(extraction))
    blocks: dict[int, list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        blocks[figure.block].append(figure)
    for claim in extraction.claims:
        figures = [extraction.by_id[identity] for identity in claim.figures]
        if claim.kind is ClaimKind.PARTS:
            total, *parts = figures
            if len(parts) > 1 and sum((part.value for part in parts), Decimal(0)) == total.value:
                proved.update(claim.figures)
        elif (claim.kind is ClaimKind.CHANGE and _changes(*figures)) or (
            claim.kind is ClaimKind.SHARE_OF_COUNT and _has_base(blocks[figures[1].block], *figures)
        ):
            proved.update(claim.figures)
    return frozenset(proved)


def _adding_up(extraction: Extraction) -> Iterator[str]:
    """Figures of a sentence of which those behind one, up to some place, make it up."""
    for _, group in groupby(extraction.figures, key=lambda f: (f.block, f.sentence)):
        series: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in group:
            if figure.kind in _KINDS and figure.noun_key:
                series[figure.kind, figure.unit, figure.noun_key.split()[0]].append(figure)
        for figures in series.values():
            for place, total in enumerate(figures[:_BASES]):
                found = Decimal(0)
                for end, part in enumerate(figures[place + 1 : _BASES], place + 1):
                    found += part.value
                    if found >= total.value:
                        if found == total.value and end > place + 1:
                            yield from (f.id for f in figures[place : end + 1])
                        break


def _changes(change: Figure, before: Figure, after: Figure) -> bool:
    """Whether a change is that from one figure to the other."""
    moved = after.value - before.value
    if change.unit != "%":
        return moved == change.value
    if before.value <= 0:
        return False
    return bool(ways(abs(moved), before.value, abs(change.value), change.step))


def _has_base(beside: Iterable[Figure], percent: Figure, part: Figure) -> bool:
    """Whether a figure of the paragraph is what a part is that percentage of."""
    bases = [
        figure.denominator or figure.value
        for figure in beside
        if figure.id != part.id
        and (figure.denominator is not None or (figure.kind, figure.unit) == (part.kind, part.unit))
    ]
    return any(
        Way.NEAREST in ways(part.value, base, percent.value, percent.step)
        for base in bases[:_BASES]
        if base > 0
    )
