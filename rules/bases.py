"""Bases: the wholes that a share may be of, and how surely the text means each.

A share may be of the total that its list divides, of a figure that the words around it name, or,
where nothing is said, of a figure that stands before its list. The other shares of the list tell
which: what they are of is what all are of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.beside import whole_in_bracket, whole_under_stroke
from rules.divisions import (
    follows_its_total,
    goes_straight_on,
    names_another_base,
    opens_behind_asides,
)
from rules.figures.claim import Claim, ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import OF_ALL, same_measure
from rules.figures.spelling import fold
from rules.implied import fits
from rules.named import all_there_are, behind, in_front, left_over, to_do
from rules.once import once
from rules.selections import is_still_selected

Pair = tuple[Figure, Figure]
"""A part and its percentage."""
_RESUMED = re.compile(r"(?<!\w)(?:theo\s+đó|(?:như|bởi)\s+(?:vậy|thế)|do\s+đó)\s[^.;]{0,24}\Z")
"""'khối FDI theo đó nắm 51% toàn ngành': of what was just divided."""
_GOES_ON = re.compile(
    r"[.;]\s+(?:cũng\s+)?(?:trong\s+(?:(?:tổng\s+)?số\s+)?(?:đó|ấy|này|trên)|cụ\s+thể|bao\s+gồm|gồm)(?!\w)[^.;]*\Z"
)
_FAR = 240
"""Characters between a whole and a list in the next sentence."""
_WORD = re.compile(r"\s+([^\W\d_]+)")
_AROUND = 60
"""Figures on each side of a part that are looked at; keeps long paragraphs linear."""
_LISTED = 12
"""Shares of a list on each side of one that may bear its whole out."""
_BACK = 12
"""Figures before a list among which its whole may be."""


@dataclass(frozen=True, slots=True)
class Base:
    """A whole that a share may be of."""

    whole: Figure
    said: bool
    """Whether the words leave no doubt of it."""
    read: bool
    """Whether the text divides it into the list that the share stands in, or names it."""
    named: bool
    """Whether the words behind the percentage name it, or those before it go on from it."""
    again: bool
    """Whether 'trong số 41 …' gives it right there, so that its earlier telling is no other."""
    others: tuple[Pair, ...]
    """The other shares that are of it, if this one is."""
    parts: tuple[Figure, ...]
    """What it is divided into."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part with its percentage, and what it may be of, the surest first."""

    part: Figure
    percent: Figure
    bases: tuple[Base, ...]
    beside: tuple[Figure, ...]
    """The figures of its paragraph around it, up to the end of its sentence."""


@once
def shares_with_bases(extraction: Extraction) -> tuple[Share, ...]:
    """The shares of counts and amounts whose whole stands elsewhere."""
    return tuple(_shares(extraction))


def _shares(extraction: Extraction) -> Iterator[Share]:
    blocks: dict[int, list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        blocks[figure.block].append(figure)
    places = {f.id: place for group in blocks.values() for place, f in enumerate(group)}
    divided: dict[str, Claim] = {}
    for claim in extraction.claims_of(ClaimKind.PARTS):
        for member in claim.figures[1:]:
            divided.setdefault(member, claim)
    percents = {
        claim.figures[1]: extraction.by_id[claim.figures[0]]
        for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT)
    }
    lists = _lists(extraction, percents)
    for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT):
        percent, part = (extraction.by_id[identity] for identity in claim.figures)
        at = places[part.id]
        near = blocks[part.block][max(0, at - _AROUND) : at + _AROUND]
        figures = [figure for figure in near if figure.start < percent.sentence[1]]
        found = tuple(
            _bases(
                extraction, (part, percent), divided.get(part.id), percents, lists[part.id], figures
            )
        )
        yield Share(part, percent, found, tuple(figures))


def _lists(
    extraction: Extraction, percents: Mapping[str, Figure]
) -> Mapping[str, tuple[Pair, ...]]:
    """The shares of one sentence of parts that are measured alike, by the id of each part."""
    groups: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for identity, percent in percents.items():
        part = extraction.by_id[identity]
        groups[(part.block, part.sentence, part.kind, part.unit)].append((part, percent))
    return {
        part.id: tuple(group[max(0, place - _LISTED) : place + _LISTED])
        for group in groups.values()
        for place, (part, _) in enumerate(group)
    }


def _bases(
    extraction: Extraction,
    pair: Pair,
    division: Claim | None,
    percents: Mapping[str, Figure],
    listed: Sequence[Pair],
    figures: Sequence[Figure],
) -> Iterator[Base]:
    part, percent = pair
    text = extraction.document.blocks[part.block].text
    others = tuple(other for other in listed if other[0].id != part.id)
    lexicon = extraction.lexicon
    siblings = () if division is None else division.figures[1:]
    wholes = [figure for figure in figures if figure.id not in siblings]
    given = next((f for f in figures if f.start >= percent.end), None)
    bracketed = None if given is None else whole_in_bracket(text, percent, part, given)
    under = next((f for f in figures if f.start >= part.end), None)
    if bracketed is None and under is not None:
        bracketed = whole_under_stroke(text, percent, part, under)
    if bracketed is not None:
        if part.kind is not Kind.COUNT:  # P101
            yield Base(bracketed, True, True, True, True, (), ())
        return
    named = behind(text, wholes, percent, part, lexicon)
    if named is not None:
        same = tuple(p for p in others if behind(text, wholes, p[1], p[0], lexicon) is named)
        yield Base(named, True, True, True, False, same, ())
    if division is not None and is_still_selected(extraction, division, part):
        divided = _divided(extraction, division, part, percents)
        if divided is not None and (named is None or named.id == divided.whole.id):
            yield divided
    found = in_front(text, wholes, part, lexicon)
    if found is not None:
        yield Base(found, True, True, False, found.sentence == part.sentence, others, ())
    rest = None if others else left_over(text, figures, part)
    if rest is not None:
        yield from _made_up(figures, pair, rest, others)
    if division is None:
        for whole in (
            to_do(text, wholes, part, lexicon),
            # What is a share itself is not all there are.
            all_there_are(text, [f for f in wholes if f.id not in percents], part),
        ):
            if whole is not None:
                yield Base(whole, True, True, False, False, (), ())
    alike = tuple(other for other in others if _are_items(text, pair, other))
    for whole in _before(extraction, figures, listed) if alike else ():
        yield Base(whole, False, False, False, False, alike, ())


def _made_up(
    figures: Sequence[Figure], given: Pair, rest: Figure, others: tuple[Pair, ...]
) -> Iterator[Base]:
    """The figure before a part and what is left beside it that the two make up.

    If one of the three is wrong, the percentage tells which: it is of the other two.
    """
    part, percent = given
    first = min(part.start, rest.start)
    for whole in reversed(figures):
        if whole.end > first or (whole.kind, whole.unit) != (part.kind, part.unit):
            continue
        if whole.upper is None and whole.role is Role.ACTUAL:
            made_up = replace(whole, value=part.value + rest.value)
            left = replace(part, value=whole.value - rest.value)
            said = (
                part.value + rest.value == whole.value
                or fits(part, made_up, percent)
                or (left.value > 0 and fits(left, whole, percent))
            )
            yield Base(whole, said, True, False, False, others, (part, rest))
            return


def _divided(
    extraction: Extraction, division: Claim, part: Figure, percents: Mapping[str, Figure]
) -> Base | None:
    """The total that a list divides, with the shares of the list."""
    whole, *parts = (extraction.by_id[identity] for identity in division.figures)
    is_behind = (whole.block, whole.start) > (part.block, part.start)
    if is_behind and len(parts) == 1:
        return None  # 'a trên tổng số b' is a ratio: P101
    resumed = _is_resumed(extraction, part, percents[part.id])
    if names_another_base(extraction, division) and not resumed:
        return None
    if whole.value == len(parts) and any(other.value > whole.value for other in parts):
        return None  # 'ba luồng ý kiến: 802 người …': how many items there are
    said = (
        follows_its_total(extraction, division)
        or opens_behind_asides(extraction, division)
        or goes_straight_on(extraction, division)
        or (is_behind and _is_of_all(extraction, whole))
        or _begins_a_sentence(extraction, whole, parts[0])
        or (len(parts) > 1 and whole.kind is Kind.COUNT and _add_up(parts, whole))
    )
    if sum(other.value > whole.value for other in parts) > 1:
        said = False
    others = tuple(
        (other, percents[other.id])
        for other in parts
        if other.id in percents and other.id != part.id
    )
    return Base(whole, said, True, resumed, False, others, tuple(parts))


def _add_up(parts: Sequence[Figure], whole: Figure) -> bool:
    return sum((part.value for part in parts), Decimal(0)) == whole.value


def _is_resumed(extraction: Extraction, part: Figure, percent: Figure) -> bool:
    text = extraction.document.blocks[part.block].text
    between = fold(text[max(part.end, percent.start - 60) : percent.start])
    return _RESUMED.search(between) is not None


def _begins_a_sentence(extraction: Extraction, whole: Figure, first: Figure) -> bool:
    """'Phải thi hành 1.845 việc (…). Trong số đó …': of the one figure of the sentence before."""
    if whole.block != first.block or first.start <= whole.sentence[1]:
        return False
    text = extraction.document.blocks[whole.block].text
    between = fold(text[whole.end : first.start])
    goes_on = _GOES_ON.search(between)
    if goes_on is None or len(between) > _FAR:
        return False
    at = whole.end + goes_on.start()
    return not any(
        (figure.block, figure.kind, figure.unit) == (whole.block, whole.kind, whole.unit)
        and whole.end <= figure.start < at
        and text.count("(", whole.end, figure.start) <= text.count(")", whole.end, figure.start)
        for figure in extraction.figures
    )


def _is_of_all(extraction: Extraction, whole: Figure) -> bool:
    """'trên tổng số 36.070 hộ' behind its parts."""
    text = extraction.document.blocks[whole.block].text
    lead = fold(text[max(whole.sentence[0], whole.start - 40) : whole.start])
    return OF_ALL.search(lead) is not None


def _are_items(text: str, one: Pair, other: Pair) -> bool:
    """Whether two parts with their shares are told in one way, as the items of one list are."""
    if _counted_behind(text, one[0]) != _counted_behind(text, other[0]):
        return False
    return _mark(text, one[1]) == _mark(text, other[1])


def _mark(text: str, percent: Figure) -> str:
    """What stands right before a percentage, if that is no word: '(' of '12 hộ (5%)'."""
    before = text[max(percent.sentence[0], percent.start - 60) : percent.start].rstrip()
    if before.rfind("(") > before.rfind(")"):
        return "("
    return before[-1:] if before[-1:] in "=:–-" else ""


def _counted_behind(text: str, figure: Figure) -> str:
    """What stands behind a number as counted by it, 'hộ' of '12 hộ nghèo'; empty for an amount."""
    found = _WORD.match(text, figure.end) if figure.kind is Kind.COUNT else None
    return fold(found[1]) if found is not None else ""


def _before(
    extraction: Extraction, figures: Sequence[Figure], listed: Sequence[Pair]
) -> Iterator[Figure]:
    """The figures before a list that may be its whole, the nearest first."""
    first = min(min(part.start, percent.start) for part, percent in listed)
    parts = {part.id for part, _ in listed}
    any_part = listed[0][0]
    earlier = [f for f in figures if f.end <= first and f.id not in parts]
    for figure in reversed(earlier[-_BACK:]):
        if figure.role is not Role.ACTUAL or figure.denominator is not None:
            continue
        if same_measure(figure, any_part, extraction.lexicon):
            yield figure
