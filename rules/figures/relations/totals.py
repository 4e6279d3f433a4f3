"""Totals: 'a + b = c', 'a trên tổng số b', 'tổng cộng c', 'trong tổng số c …, còn lại …'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import AMOUNTS, OF_ALL, Sentence, same_measure

_PLUS = re.compile(r"[^.;=]*\+[^.;=]*")
_EQUALS = re.compile(r"[^.;+]*=[^.;+]*")


def equations(sentence: Sentence) -> Iterator[Claim]:
    """'1.240 (…) + 214 (…) = 1.454', '22.143 = 19.595 + 2.548': sums written out."""
    figures = sentence.figures
    index = 0
    while index < len(figures) - 1:
        last = index
        while last + 1 < len(figures) and _PLUS.fullmatch(
            sentence.gap(figures[last], figures[last + 1])
        ):
            last += 1
        terms = figures[index : last + 1]
        if len(terms) > 1:
            before = figures[index - 1] if index else None
            after = figures[last + 1] if last + 1 < len(figures) else None
            for total, gap in (
                (after, sentence.gap(terms[-1], after) if after else ""),
                (before, sentence.gap(before, terms[0]) if before else ""),
            ):
                if total is None or not _EQUALS.fullmatch(gap):
                    continue
                if all(same_measure(total, term, sentence.lexicon) for term in terms):
                    yield Claim(
                        ClaimKind.PARTS, (total.id, *(t.id for t in terms)), cover=Cover.ALL
                    )
                    break
        index = last + 1


def wholes(sentence: Sentence) -> Iterator[Claim]:
    """'1.774 hồ sơ trên tổng số 2.150 hồ sơ': the parts stand before their whole."""
    figures = sentence.figures
    for index, whole in enumerate(figures):
        if whole.kind is not Kind.COUNT or index == 0:
            continue
        if not OF_ALL.search(sentence.gap(figures[index - 1], whole)):
            continue
        parts: list[Figure] = []
        for part in reversed(figures[max(0, index - _BACK) : index]):
            if part.kind is Kind.PERCENT:
                continue
            named = not parts or _is_one_of(part, whole)
            if part.kind is not Kind.COUNT or part.value > whole.value or not named:
                break
            parts.append(part)
        if parts:
            ids = (whole.id, *(part.id for part in reversed(parts)))
            yield Claim(ClaimKind.PARTS, ids, cover=Cover.SUBSET)


def _is_one_of(part: Figure, whole: Figure) -> bool:
    """'hộ nghèo' of 'hộ': the whole's noun with something behind it."""
    return bool(whole.noun_key) and (part.noun_key or "").startswith(f"{whole.noun_key} ")


_IN_ALL = re.compile(r"(?<!\w)trong\s+tổng\s+số\s+(?:gần\s+|hơn\s+)?\Z")
_SUMMED = re.compile(r"(?<!\w)(?:tổng\s+cộng|cộng\s+chung|cộng)(?:\s+(?:là|có|đạt))?\s*:?\s*\Z")
_REST = re.compile(r"(?<!\w)(?:còn\s+lại|số\s+còn\s+lại)(?:\s+(?:là|có|[^\W\d_]+)){0,3}\s*\Z")
_BACK = 12
"""Figures before 'tổng cộng' or 'còn lại' that may be its parts."""


def summed(sentence: Sentence) -> Iterator[Claim]:
    """'42 lớp, 40 lớp …; tổng cộng 158 lớp', '36 vụ …: 21 vụ, 09 vụ, còn lại 06 vụ'."""
    figures = sentence.figures
    for index, figure in enumerate(figures):
        if figure.kind not in AMOUNTS:
            continue
        begin = figures[index - 1].end if index else figure.sentence[0]
        lead = sentence.folded[begin : figure.start]
        if _IN_ALL.search(lead):
            yield from _in_all(sentence, index)
        if index < 2:
            continue
        if _SUMMED.search(lead):
            terms = list(_alike_before(sentence, index))
            if len(terms) > 1:
                ids = (figure.id, *(term.id for term in reversed(terms)))
                yield Claim(ClaimKind.PARTS, ids, cover=Cover.ALL)
        elif _REST.search(lead):
            yield from _rest(sentence, index)


def _alike_before(sentence: Sentence, index: int) -> Iterator[Figure]:
    """The figures before one that are alike in kind, unit and noun, nearest first."""
    figure = sentence.figures[index]
    for other in reversed(sentence.figures[max(0, index - _BACK) : index]):
        if other.kind is Kind.PERCENT:
            continue
        alike = (other.kind, other.unit, other.noun_key)
        if alike != (figure.kind, figure.unit, figure.noun_key):
            return
        yield other


def _in_all(sentence: Sentence, index: int) -> Iterator[Claim]:
    """'Trong tổng số 860 lao động, 473 …; 215 …; còn lại 172 …'."""
    total = sentence.figures[index]
    members = [
        figure
        for figure in sentence.figures[index + 1 :]
        if figure.kind is Kind.COUNT and figure.noun_key == total.noun_key
    ]
    if not members or any(member.value > total.value for member in members):
        return
    rest = sentence.folded[total.end : members[-1].start]
    cover = Cover.ALL if len(members) > 1 and "còn lại" in rest else Cover.SUBSET
    yield Claim(ClaimKind.PARTS, (total.id, *(m.id for m in members)), cover=cover)


def _rest(sentence: Sentence, index: int) -> Iterator[Claim]:
    """What is left, with the other parts before it and the total that they make up exactly."""
    members = [sentence.figures[index]]
    so_far = members[0].value
    for other in reversed(sentence.figures[max(0, index - _BACK) : index]):
        if not same_measure(other, members[0], sentence.lexicon):
            continue
        if len(members) > 1 and other.value == so_far:
            ids = (other.id, *(member.id for member in reversed(members)))
            yield Claim(ClaimKind.PARTS, ids, cover=Cover.ALL)
            return
        members.append(other)
        so_far += other.value
