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
    for index, change in (*enumerate(figures), *enumerate(figures)):  # '216 triệu, ứng với 4%, …'
        if change.kind is not Kind.CHANGE or change.upper is not None or change.id in told:
            continue
        beside = figures[max(0, index - _NEAR) : index + _NEAR + 1]
        near = [told[figure.id] for figure in beside if figure.id in told]
        ends = _said_again(block, change, near, by_id) or _ends(block, index, used)
        if ends is not None:
            told[change.id] = Claim(ClaimKind.CHANGE, (change.id, ends[0].id, ends[1].id))
            used.update(figure.id for figure in ends)
            yield told[change.id]


def _said_again(
    block: Sentence, change: Figure, claims: Iterable[Claim], by_id: Mapping[str, Figure]
) -> tuple[Figure, Figure] | None:
    """The ends of a change that this one says in another measure: '60 tỷ đồng, tức 2,5%'."""
    for claim in claims:
        other, base, last = (by_id[identity] for identity in claim.figures)
        first, second = sorted((other, change), key=lambda figure: figure.start)
        near = other.sentence == change.sentence and ";" not in block.gap(first, second)
        another = other.unit != change.unit and may_be_level(base, change)
        if (
            near
            and another
            and (fits(change, base, last) or (first is other and _is_again(block, other, change)))
        ):
            return base, last
    return None


def _is_again(block: Sentence, change: Figure, again: Figure) -> bool:
    """'giảm 28 vụ (13,1%)', 'tăng 60 tỷ đồng, tức 2,5%': by the words between the two."""
    if {change.unit, again.unit} & {"pp"} or (change.unit == "%") == (again.unit == "%"):
        return False
    return _AGAIN.fullmatch(block.gap(change, again)) is not None


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
    folded, figures = block.folded, block.figures
    change = figures[index]
    if _MEAN.search(folded[max(change.sentence[0], change.start - 40) : change.start]):
        return None
    bases = sorted(
        _bases(folded, figures, index, used),
        key=lambda b: max(b.start - change.end, change.start - b.end),
    )
    bases.extend(_of_that_year(block, index))
    pairs = [(base, level) for base in bases for level in _levels(block, index, base)]
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
