"""Pairs: '96 vụ/147 bị can (cũ 15 vụ/22 bị can; mới 81 vụ/125 bị can)'.

Two totals side by side are divided by a bracket of pairs, the first by the first of each, the
second by the second; or the first alone, where all in the bracket count what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import BRACKETS, FAR, Sentence

_PAIRED = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*(?:/|,?\s+với)\s*")
_OPENS = re.compile(r"(?:\s+[^\W\d_]+,?){0,5}\s*\(")
_NEXT = re.compile(r"(?:\s+[^\W\d_]+,?){0,5}\s*[,;](?:\s*[^\W\d_][^;()]{0,60}?)?\s*")
_LABEL = re.compile(r"(?:gồm|trong\s+đó|chia\s+ra)?\s*:?\s*(?:[^\W\d_][^;()\d]{0,60})?")


def pairs(sentence: Sentence) -> Iterator[Claim]:
    """The claims of every bracket behind two totals of different things."""
    figures = sentence.figures
    for index, (first, second) in enumerate(pairwise(figures)):
        if not first.kind is second.kind is Kind.COUNT or _head(first) == _head(second):
            continue
        if _PAIRED.fullmatch(sentence.gap(first, second)) is None:
            continue
        opens = _OPENS.match(sentence.folded, second.end, second.end + 80)
        if opens is None:
            continue
        closes = _closing(sentence.folded, opens.end())
        listed = [f for f in figures[index + 2 :] if f.end <= closes]
        yield from _divided(sentence, first, second, listed, opens.end())


def _divided(
    sentence: Sentence, first: Figure, second: Figure, listed: Sequence[Figure], begin: int
) -> Iterator[Claim]:
    counts = [figure for figure in listed if figure.kind is Kind.COUNT]
    if len(counts) != len(listed) or len(counts) < 2:
        return
    if _LABEL.fullmatch(sentence.folded[begin : counts[0].start]) is None:
        return
    if all(_head(figure) == _head(first) for figure in counts):
        if _are_items(sentence, counts):
            yield _parts(first, counts)
        return
    ones, others = counts[::2], counts[1::2]
    if len(ones) < 2 or len(ones) != len(others):
        return
    paired = all(
        _PAIRED.fullmatch(sentence.gap(one, other)) for one, other in zip(ones, others, strict=True)
    )
    apart = all(
        _NEXT.fullmatch(sentence.gap(other, one))
        for other, one in zip(others[:-1], ones[1:], strict=True)
    )
    alike = all(_head(one) == _head(first) for one in ones) and all(
        _head(other) == _head(second) for other in others
    )
    if paired and apart and alike:
        yield _parts(first, ones)
        yield _parts(second, others)


def _are_items(sentence: Sentence, figures: Sequence[Figure]) -> bool:
    return all(_NEXT.fullmatch(sentence.gap(a, b)) for a, b in pairwise(figures))


def _parts(total: Figure, members: Sequence[Figure]) -> Claim:
    ids = (total.id, *(member.id for member in members))
    return Claim(ClaimKind.PARTS, ids, cover=Cover.BRACKET)


def _head(figure: Figure) -> str:
    return (figure.noun_key or "").split(" ", 1)[0]


def _closing(folded: str, start: int) -> int:
    depth = 1
    for position in range(start, min(len(folded), start + FAR)):
        depth += BRACKETS.get(folded[position], 0)
        if depth == 0:
            return position
    return start
