"""Changes in wordings that no rule names: by roles and comparing words, or by what fits.

A change whose ends `changes` does not find leads from a figure near it that is said to be of the
past, of a plan or compared with; to the level before it, or to the one that makes the change right.
Of two levels of which one makes it right that one is meant, also where the words are nearer to the
other: two readings of which one is right are no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.changes import FOR_EACH
from rules.figures.relations.fitting import fits, may_be_level
from rules.figures.relations.sentence import (
    Sentence,
    counts_may_be_alike,
    leaves_a_bracket,
    word_behind,
)
from rules.figures.relations.topics import NAMED, called_alike, has_own_subject

_NEAR = 4
"""Figures on each side of a change among which what it is compared with may be."""
_BACK = 8
"""Figures before a change among which its level may be."""
_FAR = 120
"""Characters between a change and what it is compared with."""
_MEAN = re.compile(r"(?<!\w)(?:bình\s+quân|trung\s+bình|mỗi|hàng|hằng)\s[^;,.()]*\Z")
_COMPARED = re.compile(
    r"(?<!\w)(?:so|đối\s+chiếu|hơn|kém|thua)(?=\s)(?!\s+sánh)(?:[^;,()]|,(?=\d)){0,60}\(?\s*\Z"
    r"|\(\s*(?:cùng|năm|tháng|quý|kỳ|đầu|cuối|vụ|khóa|nhiệm|trước)\s[^();]{0,40}\Z"
)
"""'so với mức', 'ít hơn năm 2004 là 02 tổ chức (năm 2004 là'."""
_SO = re.compile(r"[^;.()\d]{0,40}(?<!\w)so\s")
_OTHER = re.compile(r"(?<!\w)so\s+(?:với\s+)?(?:cùng|năm|kỳ|tháng|quý|đầu)\s")
"""'so với dự toán (4.700 tỷ đồng) đạt 27,3%, so với cùng kỳ tăng 11,8%'."""
_BRACKETED = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*\(\s*")
_SO_THEN = re.compile(
    r"[^;.()\d]{0,16}(?<!\w)so\s+(?:với\s+)?(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?!\w)"
)
"""'giảm 16,7% so với năm 2002', of which figures stand before."""
_AGAIN = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s*(?:[(=]|,?\s*(?=tương\s|tức\s|hay\s|ứng\s))\s*"
    r"(?:(?:tương|đương|ứng|tức|hay|bằng|là|với|tỷ|lệ|tăng|giảm)\s+){0,5}"
)
_IN_OTHER_WORDS = re.compile(
    r"[^.;]{0,90}?(?:[(=,]\s*|(?<=\s))(?:tức|tương\s+(?:đương|ứng)|ứng\s+với|hay|nghĩa\s+là|tính\s+ra)"
    r"(?:\s+(?:là|với|tỷ|tỉ|lệ|tăng|giảm|vượt|hụt|thêm|bớt)){0,4}\s+"
)
"""'nhiều hơn 57 đơn vị so với đợt trước (555), tức tăng 10,3%'."""
_AFTER = re.compile(r"[^;.()\d]{0,40}(?<!\w)(?:còn|lên|xuống|đạt|là|thành)\s+[^;.()\d]{0,16}")


def settled(block: Sentence, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of change of one block: those read by their words, and what else is told."""
    figures = block.figures
    by_id = {figure.id: figure for figure in figures}
    places = {figure.id: place for place, figure in enumerate(figures)}
    read = [_refitted(block, places[claim.figures[0]], claim, by_id) for claim in claims]
    yield from read
    told = {claim.figures[0]: claim for claim in read}
    used = {identity for claim in read for identity in claim.figures[1:]}
    supposed: list[Claim] = []
    for index, change in (*enumerate(figures), *enumerate(figures)):  # '216 triệu, ứng với 4%, …'
        if change.kind is not Kind.CHANGE or change.upper is not None or change.id in told:
            continue
        beside = figures[max(0, index - _NEAR) : index + _NEAR + 1]
        near = [told[figure.id] for figure in beside if figure.id in told]
        ends = _said_again(block, change, near, by_id) or _ends(block, index, used)
        if ends is None:
            supposed.extend(_supposed(block, index, used, near, by_id))
        else:
            told[change.id] = Claim(ClaimKind.CHANGE, (change.id, ends[0].id, ends[1].id))
            used.update(figure.id for figure in ends)
            yield told[change.id]
    yield from (claim for claim in supposed if claim.figures[0] not in told)


def _supposed(
    block: Sentence,
    index: int,
    used: set[str],
    claims: Iterable[Claim],
    by_id: Mapping[str, Figure],
) -> Iterator[Claim]:
    """The ends that a change may have though it does not lead from the one to the other."""
    change = block.figures[index]
    pairs = [pair for pair in _pairs(block, index, used) if _may_be_meant(block, change, pair[0])]
    again = [claim for claim in claims if _is_of_one(block, by_id[claim.figures[0]], change)]
    for pair in (*_told_beside(block, change, again, by_id), *pairs):
        ids = (change.id, *(figure.id for figure in pair))
        yield Claim(ClaimKind.CHANGE, ids, supposed=True)


def _is_of_one(block: Sentence, one: Figure, other: Figure) -> bool:
    """'giảm 216 triệu đồng, ứng với 4%', not 'số vụ giảm 12%, số người chết tăng 3 người'."""
    if "pp" in {one.unit, other.unit}:
        return False
    first, second = sorted((one, other), key=lambda figure: figure.start)
    return not has_own_subject(block, first, second)


def _may_be_meant(block: Sentence, change: Figure, base: Figure) -> bool:
    """Whether a change stands in one clause with a base, and has digits enough to tell it."""
    first, second = sorted((base, change), key=lambda figure: figure.start)
    gap = block.gap(first, second)
    if ":" in gap:
        return False
    lead = block.folded[max(base.sentence[0], base.start - 64) : base.start]
    if base.role in {Role.PLAN, Role.TARGET} and not _COMPARED.search(lead):
        return False  # 'đạt 107,5% kế hoạch (850 người), tăng 69 người'
    if change.unit != "%":
        return True
    if base.kind is Kind.PERCENT:  # 'thấp hơn kế hoạch 0,18% (6,9%)'
        return first is change and gap.strip() == "("
    return abs(change.value) >= _TELLING * change.step


_TELLING = 10
"""Units of its last place from which a percentage tells its ends."""


def _said_again(
    block: Sentence, change: Figure, claims: Iterable[Claim], by_id: Mapping[str, Figure]
) -> tuple[Figure, Figure] | None:
    """The ends of a change that this one says in another measure: '60 tỷ đồng, tức 2,5%'."""
    for claim in claims:
        other, base, last = (by_id[identity] for identity in claim.figures)
        again = _is_again(block, *sorted((other, change), key=lambda figure: figure.start))
        beside = _told_beside(block, change, [claim], by_id)
        if any(fits(change, *ends) or again for ends in beside):
            return base, last
    return None


def _told_beside(
    block: Sentence, change: Figure, claims: Iterable[Claim], by_id: Mapping[str, Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """The ends of the changes in another measure in one clause with a change."""
    for claim in claims:
        other, base, last = (by_id[identity] for identity in claim.figures)
        first, second = sorted((other, change), key=lambda figure: figure.start)
        near = other.sentence == change.sentence and ";" not in block.gap(first, second)
        if near and other.unit != change.unit and may_be_level(base, change):
            yield base, last


def _is_again(block: Sentence, change: Figure, again: Figure) -> bool:
    """'giảm 28 vụ (13,1%)', 'tăng 60 tỷ đồng, tức 2,5%': by the words between the two."""
    if {change.unit, again.unit} & {"pp"} or (change.unit == "%") == (again.unit == "%"):
        return False
    if change.sentence != again.sentence or again.start - change.end > _FAR:
        return False
    between = sum(change.end <= figure.start < again.start for figure in block.figures)
    gap = block.gap(change, again)
    return (not between and _AGAIN.fullmatch(gap) is not None) or (
        between < 2 and _IN_OTHER_WORDS.fullmatch(gap) is not None
    )


def _refitted(block: Sentence, at: int, claim: Claim, by_id: Mapping[str, Figure]) -> Claim:
    """A claim with another level in place of its own if that one makes it right."""
    change, base, last = (by_id[identity] for identity in claim.figures)
    if fits(change, base, last) or block.gap(last, base).strip() == "/":
        return claim
    others = [
        level
        for level in _levels(block, at, base)
        if level.id != last.id and level.sentence == change.sentence and fits(change, base, level)
    ]
    if len(others) != 1:
        return claim
    return replace(claim, figures=(change.id, base.id, others[0].id))


def _ends(block: Sentence, index: int, used: set[str]) -> tuple[Figure, Figure] | None:
    change = block.figures[index]
    bases, pairs = _bases_of(block, index, used), _pairs(block, index, used)
    right = [pair for pair in pairs if fits(change, *pair)]
    if right:
        return right[0]
    told = next((pair for pair in pairs if _is_told(block, change, *pair)), None)
    if told is not None or len(bases) != 1 or bases[0].role is not Role.PREVIOUS:
        return told
    if bases[0].start < change.start:
        return None
    level = called_alike(block, index, bases[0])
    return (bases[0], level) if level is not None else None


def _bases_of(block: Sentence, index: int, used: set[str]) -> list[Figure]:
    """What a change may be compared with, the nearest first."""
    folded, figures = block.folded, block.figures
    change = figures[index]
    if _MEAN.search(folded[max(change.sentence[0], change.start - 40) : change.start]):
        return []
    bases = sorted(
        _bases(folded, figures, index, used),
        key=lambda b: max(b.start - change.end, change.start - b.end),
    )
    return [*bases, *_of_that_year(block, index)]


def _pairs(block: Sentence, index: int, used: set[str]) -> list[tuple[Figure, Figure]]:
    """What a change may lead from and to, the nearest base first."""
    bases = _bases_of(block, index, used)
    return [(base, level) for base in bases for level in _levels(block, index, base)]


def _is_told(block: Sentence, change: Figure, base: Figure, level: Figure) -> bool:
    """Whether the words alone say that a change leads from one figure to another."""
    if base.role not in NAMED or level.sentence != change.sentence or level.start > change.start:
        return False
    start = max(base.sentence[0], base.start - 64)
    if base.role is not Role.PREVIOUS and not _COMPARED.search(block.folded, start, base.start):
        return False  # 'đạt 57,8% kế hoạch (550 hội viên), giảm 142 hội viên'
    before = [figure for figure in (base, level) if figure.end <= change.start]
    nearest = max(before, key=lambda figure: figure.end)
    return not has_own_subject(block, nearest, change) and ";" not in block.gap(nearest, change)


def _bases(folded: str, figures: Sequence[Figure], index: int, used: set[str]) -> Iterator[Figure]:
    """What a change is said to be compared with: no change stands between, no clause ends."""
    change = figures[index]
    for way in (
        range(index - 1, max(-1, index - _NEAR - 1), -1),
        range(index + 1, min(len(figures), index + _NEAR + 1)),
    ):
        for at in way:
            base = figures[at]
            first, second = sorted((base, change), key=lambda figure: figure.start)
            gap = folded[first.end : second.start]
            if base.kind is Kind.CHANGE and first is base and _BRACKETED.fullmatch(gap):
                continue  # 'giảm 533 hộ (2,1 điểm phần trăm)'
            if base.sentence != change.sentence or base.kind is Kind.CHANGE:
                break
            if ";" in gap or len(gap) > _FAR or FOR_EACH.search(gap):
                break
            if not may_be_level(base, change) or base.id in used:
                continue
            if first is base and (_SO.match(folded, change.end) or _OTHER.search(gap)):
                continue
            start = max(base.sentence[0], base.start - 64)
            told = base.role in NAMED or _COMPARED.search(folded, start, base.start)
            if told or _is_share_of_then(folded, figures, at):
                yield base


def _is_share_of_then(folded: str, figures: Sequence[Figure], at: int) -> bool:
    """'từ 3.248 hộ (12,8%) đầu năm': of the past as what it is a share of."""
    share, then = figures[at], figures[max(0, at - 1)]
    in_bracket = _BRACKETED.fullmatch(folded[then.end : share.start]) is not None
    return in_bracket and share.kind is Kind.PERCENT and then.role is Role.PREVIOUS


def _of_that_year(block: Sentence, index: int) -> Iterator[Figure]:
    """The figures before a change that are of the year that it is compared with."""
    change = block.figures[index]
    then = _SO_THEN.match(block.folded, change.end)
    for base in reversed(block.figures[max(0, index - _BACK) : index]):
        if then is not None and base.period == then["year"] and may_be_level(base, change):
            yield base


def _levels(block: Sentence, index: int, base: Figure) -> Iterator[Figure]:
    """The levels that may be now what a base was, nearest first."""
    folded, figures = block.folded, block.figures
    change = figures[index]
    behind = [
        f for f in figures[index + 1 : index + 3] if _AFTER.fullmatch(folded[change.end : f.start])
    ]
    for level in (*behind, *reversed(figures[max(0, index - _BACK) : index])):
        counted = base.kind is Kind.COUNT and level.kind is Kind.RATIO and level.unit is None
        alike = counted or (level.kind, level.unit) == (base.kind, base.unit)
        if level.id == base.id or level.role in NAMED or not alike:
            continue
        gap = block.folded[level.end : change.start]
        if level.end <= change.start and leaves_a_bracket(gap) and not _BESIDE.match(gap):
            shares = base.end < level.start and base.kind is level.kind is Kind.PERCENT
            if not shares or not leaves_a_bracket(folded[base.end : level.start]):
                continue  # but 'từ 3.248 hộ (12,8%) xuống 2.715 hộ (10,7%), giảm …'
        if _may_be_alike(block, change, base, level):
            yield level


def _may_be_alike(block: Sentence, change: Figure, base: Figure, level: Figure) -> bool:
    """Whether a level counts what its base counts, or what the subject of the change names."""
    if counts_may_be_alike(level, base) and (level.kind is base.kind or level.head == base.head):
        return True
    words = {word_behind(block, figure) for figure in (base, change)} - {""}
    if word_behind(block, level) in words:
        return True
    subject = block.folded[max(change.sentence[0], change.start - _FAR) : change.start]
    return level.sentence != change.sentence and f" {level.noun_key} " in f" {subject} "


_BESIDE = re.compile(
    r"\s*\)\s*,?\s*(?:[^\W\d_]+\s+){0,2}(?:tăng|giảm|cao\s+hơn|thấp\s+hơn|vượt)\s+\Z"
)
"""'1.934/2.198 giao dịch (88%), tăng 12,5 điểm phần trăm'."""
