"""Changes in wordings that no rule names: by roles and comparing words, or by what fits.

A change whose ends `changes` does not find leads from a figure near it that is said to be of the
past, of a plan or compared with; to the level before it, or to the one that makes the change right.
Of two levels of which one makes it right that one is meant, also where the words are nearer to the
other: two readings of which one is right are no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.changes import FOR_EACH, has_own_subject
from rules.figures.relations.fitting import fits, may_be_level
from rules.figures.relations.sentence import Sentence, counts_may_be_alike, leaves_a_bracket

_NEAR = 4
"""Figures on each side of a change among which what it is compared with may be."""
_BACK = 8
"""Figures before a change among which its level may be."""
_FAR = 120
"""Characters between a change and what it is compared with."""
_NAMED = frozenset({Role.PREVIOUS, Role.PLAN, Role.TARGET})
_MEAN = re.compile(r"(?<!\w)(?:bình\s+quân|trung\s+bình|mỗi|hàng|hằng)\s[^;,.()]*\Z")
_COMPARED = re.compile(
    r"(?<!\w)(?:so|đối\s+chiếu|hơn|kém|thua)(?=\s)(?!\s+sánh)[^;,()]{0,60}\(?\s*\Z"
)
_SO = re.compile(r"[^;.()\d]{0,40}(?<!\w)so\s")
_AFTER = re.compile(r"[^;.()\d]{0,40}(?<!\w)(?:còn|lên|xuống|đạt|là|thành)\s+[^;.()\d]{0,16}")


def settled(block: Sentence, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of change of one block: those read by their words, and what else is told."""
    folded, figures = block.folded, block.figures
    by_id = {figure.id: figure for figure in figures}
    read = [_refitted(folded, figures, claim, by_id) for claim in claims]
    yield from read
    told = {claim.figures[0] for claim in read}
    used = {identity for claim in read for identity in claim.figures[1:]}
    for index, change in enumerate(figures):
        if change.kind is not Kind.CHANGE or change.upper is not None or change.id in told:
            continue
        ends = _ends(block, index, used)
        if ends is not None:
            yield Claim(ClaimKind.CHANGE, (change.id, ends[0].id, ends[1].id))


def _refitted(
    folded: str, figures: Sequence[Figure], claim: Claim, by_id: Mapping[str, Figure]
) -> Claim:
    """A claim with another level in place of its own if that one makes it right."""
    change, base, last = (by_id[identity] for identity in claim.figures)
    if fits(change, base, last):
        return claim
    at = figures.index(change)
    others = [
        level
        for level in _levels(folded, figures, at, base)
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
    pairs = [(base, level) for base in bases for level in _levels(folded, figures, index, base)]
    right = [pair for pair in pairs if fits(change, *pair)]
    if right:
        return right[0]
    return next((pair for pair in pairs if _is_told(block, change, *pair)), None)


def _is_told(block: Sentence, change: Figure, base: Figure, level: Figure) -> bool:
    """Whether the words alone say that a change leads from one figure to another."""
    if base.role not in _NAMED or level.sentence != change.sentence or level.start > change.start:
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
            if base.sentence != change.sentence or base.kind is Kind.CHANGE:
                break
            first, second = sorted((base, change), key=lambda figure: figure.start)
            gap = folded[first.end : second.start]
            if ";" in gap or len(gap) > _FAR or FOR_EACH.search(gap):
                break
            if not may_be_level(base, change) or base.id in used:
                continue
            if first is base and _SO.match(folded, change.end):
                continue
            start = max(base.sentence[0], base.start - 64)
            if base.role in _NAMED or _COMPARED.search(folded, start, base.start):
                yield base


def _levels(folded: str, figures: Sequence[Figure], index: int, base: Figure) -> Iterator[Figure]:
    """The levels that may be now what a base was, nearest first."""
    change = figures[index]
    behind = [
        f for f in figures[index + 1 : index + 3] if _AFTER.fullmatch(folded[change.end : f.start])
    ]
    for level in (*behind, *reversed(figures[max(0, index - _BACK) : index])):
        if (
            level.id == base.id
            or level.role in _NAMED
            or (level.kind, level.unit) != (base.kind, base.unit)
        ):
            continue
        if level.end <= change.start and leaves_a_bracket(folded[level.end : change.start]):
            continue
        if counts_may_be_alike(level, base):
            yield level
