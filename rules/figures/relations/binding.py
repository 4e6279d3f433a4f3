"""Binding: which figure before a list is its total, by structure.

What counts is what a reader goes by: what the parts are called, clauses, brackets, lists that were
opened before, and nearness. No value is looked at, so that a wrong number keeps its claim.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import (
    AMOUNTS,
    BRACKETS,
    OF_ALL,
    OWN_SHARE,
    SPANS,
    Sentence,
    has_share,
    leaves_open,
    series_of,
    word_behind,
)

_BACK = 8
"""Figures before a list among which its total may be."""
_CLAUSE = 2
"""What a clause boundary between a total and its list counts against it."""
_ITEM = 1
"""What it counts that a figure is itself an item of a list before; more behind a semicolon."""
_SHORT = 80
_NEW_FACT = re.compile(r"[;:]|,(?!\d)")
_NET = re.compile(r"(?<!\w)(?:ròng|chênh\s+lệch|thặng\s+dư|nhập\s+siêu|xuất\s+siêu)(?:\s+là)?\s+\Z")
"""'bán ròng 1.142 tỷ đồng (mua 2.214 tỷ đồng, bán 3.356 tỷ đồng)': a difference."""
_DIGIT = re.compile(r"\d")
_ASIDE = re.compile(
    r",?\s*(?:tăng|giảm|vượt|cao\s+hơn|thấp\s+hơn|hụt)\s+[^,;:()]{1,60}?"
    r"(?:\s+so\s+(?:với|cùng)\s+[^,;:()]{1,40})?(?=\s*[,;:]|\s*\Z)"
)
"""'tăng 13,6% so với năm 2022' between a total and its list."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be the total of a list."""

    figure: Figure
    certain: bool
    """The words say so; otherwise only parts that add up to it do."""
    against: int = 0
    """What speaks against it, the less the better; of equals the nearest is meant."""
    named: bool = False
    """The words before the list name what it counts."""


def candidates(
    sentence: Sentence,
    opener: str,
    at: int,
    before: Sequence[Figure],
    first: Figure,
    items: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """The figures before an opener that may be its total, nearest first.

    Args:
        sentence: the sentence of all.
        opener: 'bracket', 'subset', 'all' or 'colon'.
        at: where the opener begins.
        before: the figures before it.
        first: the first part of the list.
        items: the ids of figures that are parts of lists opened before.
    """
    found = tuple(_candidates(sentence, opener, at, before, first, items))
    open_ones = tuple(c for c in found if c.named or not _is_closed_off(sentence, c.figure, at))
    return open_ones or found[:1]


def _candidates(
    sentence: Sentence,
    opener: str,
    at: int,
    before: Sequence[Figure],
    first: Figure,
    items: Collection[str],
) -> Iterator[Candidate]:
    folded = sentence.folded
    amounts = [figure for figure in before if figure.kind not in {Kind.PERCENT, Kind.CHANGE}]
    for total in reversed(amounts[-_BACK:]):
        if not _may_be_total(total) or (
            total.role in {Role.PREVIOUS, Role.TARGET} and total is not before[-1]
        ):
            continue
        noun_end = max(min(sentence.noun_end(total), at), total.end)
        lead = folded[noun_end:at]
        if re.search(r"\.\s", lead):
            return
        if opener == "colon" and leaves_open(folded[total.end : at]):
            return  # '11 vụ (giai đoạn 2011-2015: 26 vụ …)': another time's figures
        closed = _is_closed_off(sentence, total, at)
        bare = OWN_SHARE.sub("", lead).strip(" ," if opener == "bracket" else " ,;")
        near = len(bare) <= _SHORT and not _NEW_FACT.search(bare)
        aside = not _NEW_FACT.search(_ASIDE.sub("", bare).strip(" ,;"))
        if opener in {"all", "colon"} and _has_own_subject(sentence, lead):
            near = aside = False
        if opener == "bracket":
            if _is_second_of_two(sentence, before, total, first):
                continue
            if _NET.search(folded, max(total.sentence[0], total.start - 16), total.start):
                return
            if (near and not closed) or (closed and len(bare) <= 40 and not _NEW_FACT.search(bare)):
                yield Candidate(total, certain=True)
            return
        against = _against(sentence, total, first, at, items)
        if opener == "subset":
            yield Candidate(total, certain=True, against=against)
            continue
        label = _NEW_FACT.split(bare)[-1]
        named = bool(total.noun_key) and str(total.noun_key) in label and not _DIGIT.search(lead)
        against = -1 if named else against
        if _renames(sentence, total, label):
            named, against = True, -2
        alike = total.head != "" and total.head == _head_behind(sentence, first, total)
        same_clause = ";" not in bare
        divided = opener == "colon" and sentence.lexicon.division.match(label.strip()) is not None
        certain = near or named or divided or (alike and same_clause) or (opener == "all" and aside)
        certain = certain and (not closed or near or named)
        certain = certain or (opener == "all" and _is_nearest(sentence, total, first, at, items))
        yield Candidate(total, certain, against, named)


def _has_own_subject(sentence: Sentence, lead: str) -> bool:
    """'14 cột mốc, địa bàn gồm 03 xã, 21 thôn bản', not ', hình thức gồm', ', tăng 5% gồm'."""
    subject = _SUBJECT.fullmatch(OWN_SHARE.sub("", lead))
    return subject is not None and not (
        _ASIDE.fullmatch(lead.rstrip()) or sentence.lexicon.division.match(subject["what"])
    )


_SUBJECT = re.compile(
    r"\s*,\s*(?:(?:bằng|với|theo|về|qua|các|những)\s+)*(?P<what>[^\W\d_]+(?:\s+[^\W\d_]+){0,5})\s*"
)
_RENAMES = re.compile(
    r"\A(?:tổng\s+)?số\s+(?P<what>[^\W\d_]+(?:\s+[^\W\d_]+){0,5}?)(?:\s+(?:này|trên|đó|ấy))?\Z"
)


def _renames(sentence: Sentence, total: Figure, label: str) -> bool:
    """'còn 1.326 hộ nghèo, … . Số hộ nghèo chia theo nguyên nhân thì …': its noun again."""
    renamed = _RENAMES.match(label.strip())
    if renamed is None:
        return False
    what = renamed["what"]
    behind = sentence.folded[total.end : total.end + len(what) + 2].strip(" ,;(")
    return what == total.noun_key or (" " in what and what == behind)


_JOINED = re.compile(r"[^,;()\d]{0,40}(?:/|\svới\s|\svà\s)\s*")
"""'96 vụ/147 bị can', '21 vụ với 34 đối tượng'."""


def _is_second_of_two(
    sentence: Sentence, before: Sequence[Figure], total: Figure, first: Figure
) -> bool:
    """Whether a bracket behind two joined counts gives the parts of the first of them."""
    if total is not before[-1] or len(before) < 2 or before[-2].kind is not total.kind:
        return False
    part = _head_behind(sentence, first, before[-2])
    if not part or part != before[-2].head or part == total.head:
        return False
    return _JOINED.fullmatch(sentence.gap(before[-2], total)) is not None


def _is_nearest(
    sentence: Sentence, total: Figure, first: Figure, at: int, items: Collection[str]
) -> bool:
    """Whether a list, with no subject of its own, is of the nearest figure measured as a total is.

    What stands in brackets between, changes, plans and what was before are said of the total; where
    a sentence begins with the list, so are the parts of a list before and what has a share.
    """
    lead = sentence.folded[total.end : at].rstrip()
    begins = total.sentence != first.sentence
    if not lead.endswith((",", ";")) or _is_closed_off(sentence, total, at):
        return False
    if ";" in lead[:-1] and not begins:
        return False
    return not any(
        total.end <= figure.start < at
        and figure.kind in {*AMOUNTS, Kind.RATIO}
        and (figure.kind, figure.unit) == (total.kind, total.unit)
        and figure.role is Role.ACTUAL
        and not _is_closed_off(sentence, figure, at)
        and not (begins and (figure.id in items or _is_part_or_whole(sentence, figure)))
        for figure in sentence.figures
    )


def _is_part_or_whole(sentence: Sentence, figure: Figure) -> bool:
    """'131 ca, bằng 85,1%', 'trên tổng số 1.128 biên chế': not what its sentence is about."""
    start = max(figure.sentence[0], figure.start - 24)
    if OF_ALL.search(sentence.folded, start, figure.start):
        return True
    return has_share(sentence, figure)


def _may_be_total(figure: Figure) -> bool:
    if figure.kind not in {*AMOUNTS, Kind.RATIO} or figure.upper is not None:
        return False
    return not (figure.kind is Kind.MEASURE and figure.unit in SPANS)


def _is_closed_off(sentence: Sentence, figure: Figure, at: int) -> bool:
    """Whether a figure stands in a bracket that is closed before a place."""
    depth = 0
    for letter in sentence.folded[figure.end : at]:
        depth += BRACKETS.get(letter, 0)
        if depth < 0:
            return True
    return False


def _against(
    sentence: Sentence, total: Figure, first: Figure, at: int, items: Collection[str]
) -> int:
    """What speaks against a figure as the total of a list that begins with `first`."""
    lead = sentence.folded[total.end : at]
    clause_ended = lead.rstrip().endswith(";")
    found = _CLAUSE if ";" in lead.rstrip(" ,;") else 0
    if total.sentence != first.sentence and has_share(sentence, total):
        found += _CLAUSE + 1  # itself a part of what its sentence is about
    if total.id in items and not _stands_inside(sentence, items, at):
        found += 4 if clause_ended else _ITEM
    if OF_ALL.search(sentence.folded, max(total.sentence[0], total.start - 24), total.start):
        found += 3
    own, part = total.head, _head_behind(sentence, first, total)
    if own != part and word_behind(sentence, total) == word_behind(sentence, first) != "":
        return found  # 'trợ cấp một lần 1.947 người …, riêng … 1.705 người'
    if not part and total.noun_key and not sentence.counts_behind(first):
        label = re.split(r"[,;:(]", sentence.folded[at : first.start])[-1]
        if f" {total.noun_key} " in f" {label} ":
            return found - 1
    if not own or not part:
        return found + 1
    if own == part:
        said_alike = total.noun_key == first.noun_key and " " in (first.noun_key or "")
        return found - (1 if said_alike else 0)
    whole = series_of(total, sentence.lexicon)
    return found + (1 if whole is not None and whole == series_of(first, sentence.lexicon) else 3)


def _stands_inside(sentence: Sentence, items: Collection[str], at: int) -> bool:
    """'vững mạnh 214, trong đó tiêu biểu 42; hoàn thành tốt 55': its list goes on behind."""
    return any(figure.id in items and figure.start > at for figure in sentence.figures)


def _head_behind(sentence: Sentence, figure: Figure, total: Figure) -> str:
    """The head of what is counted, if it stands behind the number; a label before it is none."""
    if sentence.counts_behind(figure):
        return figure.head
    behind = re.match(r"\s+(\w+)(?!\w)", sentence.folded[figure.end : figure.end + 16])
    return total.head if behind is not None and behind[1] == total.head else ""


def lawful(one: Figure, other: Figure, sentence: Sentence, at: int) -> bool:
    """Whether a list might as well be meant of another figure: of one clause, or of one noun."""
    if one.kind is not other.kind:
        return False
    if one.noun_key is None or other.noun_key is None or one.noun_key == other.noun_key:
        return True
    first = min(one.end, other.end)
    return ";" not in sentence.folded[first:at].rstrip(" ,;")
