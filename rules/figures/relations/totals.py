"""Totals: 'a + b = c', 'a trên tổng số b', 'tổng cộng c', 'trong tổng số c …, còn lại …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import (
    AMOUNTS,
    OF_ALL,
    OWN_SHARE,
    SPANS,
    Sentence,
    count_one_thing,
    has_share,
    leaves_a_bracket,
    lies_within,
    same_measure,
    series_of,
    word_behind,
)

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
        if whole.kind not in AMOUNTS or index == 0 or whole.upper is not None:
            continue
        lead = sentence.gap(figures[index - 1], whole)
        given = (
            OF_ALL.search(lead)
            or (figures[index - 1].kind is Kind.PERCENT and _OF_SO_MANY.fullmatch(lead))
            or lies_within(sentence, figures[index - 1], whole)
        )
        if not given or ";" in lead or _has_parts_behind(sentence, index):
            continue
        parts: list[Figure] = []
        for part in reversed(figures[max(0, index - _BACK) : index]):
            if part.kind is Kind.PERCENT:
                continue
            beside = not parts and part is figures[index - 1] and part.kind is whole.kind
            alike = same_measure(whole, part, sentence.lexicon) or (
                beside and part.unit == whole.unit  # '61.230 hồ sơ trên tổng số 64.180 nhân khẩu'
            )
            if not alike or part.role is not Role.ACTUAL:
                if part.kind is Kind.CHANGE:
                    continue
                break
            if parts and not _is_beside(sentence, part, parts[-1], whole):
                break
            parts.append(part)
        if parts:
            ids = (whole.id, *(part.id for part in reversed(parts)))
            yield Claim(ClaimKind.PARTS, ids, cover=Cover.SUBSET)


_OF_SO_MANY = re.compile(
    r"\s*\(\s*(?:(?:tính|xét)\s+)?(?:(?:trên|trong|của|so\s+với)\s+(?:tổng\s+)?(?:số\s+)?(?:là\s+)?|(?:tổng\s+số|/)\s*)"
)
"""'đạt 85,5% (trên 9.416 đoàn)'."""


def _is_beside(sentence: Sentence, part: Figure, next_one: Figure, whole: Figure) -> bool:
    """Whether a further figure is of the whole too: 'hộ nghèo' of 'hộ', or each with its share."""
    if whole.kind is Kind.COUNT and _is_one_of(part, whole):
        return True
    if _LISTED.fullmatch(sentence.gap(part, next_one)):
        return True
    return has_share(sentence, part) and has_share(sentence, next_one)


_LISTED = re.compile(r"\s*(?:,|,?\s*và)\s*")


def _is_one_of(part: Figure, whole: Figure) -> bool:
    """'hộ nghèo' of 'hộ': the whole's noun with something behind it."""
    return bool(whole.noun_key) and (part.noun_key or "").startswith(f"{whole.noun_key} ")


def _has_parts_behind(sentence: Sentence, index: int) -> bool:
    """'trong tổng số 860 lao động có 473 …': the parts follow."""
    if index + 1 == len(sentence.figures):
        return False
    whole, after = sentence.figures[index : index + 2]
    gap = sentence.gap(whole, after)
    return after.kind is whole.kind and re.search(r"(?:\A|\s)có\s+\Z", gap) is not None


_IN_ALL = re.compile(r"(?:\A|[;,.:]|\s)\s*trong\s+(?P<all>tổng\s+số\s+|số\s+)?(?:gần\s+|hơn\s+)?\Z")
_SUMS = (
    r"(?:tổng\s+cộng|cộng\s+(?:chung|lại|dồn)|gộp\s+(?:lại|chung)|cả\s+thảy|tất\s+cả|cộng)"
    r"(?:\s+(?:là|có|đạt))?\s*:?\s*\Z"
)
_SUMMED = re.compile(rf"(?<!\w){_SUMS}")
_SUMMED_UP = re.compile(rf"[,;.]\s*{_SUMS}")
"""The same, of nothing but what stands before: not '08 xã kia cộng lại 63 vụ'."""
_REST = re.compile(r"(?<!\w)(?:còn\s+lại|số\s+còn\s+lại)(?:\s+[^\W\d_]+){0,6}\s*\Z")
_REST_BEHIND = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s+còn\s+lại(?!\w)")
"""'; 9 vị trí còn lại'."""
_PENDING = re.compile(
    r"(?<!\w)(?:(?:còn\s+đang|(?:hiện\s+|còn\s+)?chưa)\s+(?:giải\s+quyết|xử\s+lý|xem\s+xét|thực\s+hiện|xét\s+xử|điều\s+tra"
    r"|giải\s+ngân|thi\s+hành|trả|thu)|(?:hiện\s+)?(?:còn\s+)?tồn|chuyển\s+(?:sang\s+)?kỳ\s+sau|còn)"
    r"(?:\s+(?:là|có)){0,2}\s*\Z"
)
"""What is not done yet: with what is done it makes up all, though some of that may be older."""
_DONE = re.compile(
    r"(?<!\w)(?:đã|được|giải\s+quyết|xử\s+lý|hoàn\s+thành|khắc\s+phục|thu\s+hồi|xét\s+xử|giải\s+ngân|thi\s+hành"
    r"|sử\s+dụng|thực\s+hiện|thanh\s+toán|chi|bán|cấp)(?!\w)"
)
_BACK = 12
"""Figures before 'tổng cộng' or 'còn lại' that may be its parts."""


def summed(sentence: Sentence, items: Set[str], listed: Sequence[Claim]) -> Iterator[Claim]:
    """'42 lớp, 40 lớp …; tổng cộng 158 lớp', '36 vụ …: 21 vụ, 09 vụ, còn lại 06 vụ'.

    `items` are the ids of what stands in lists of parts, `listed` those lists.
    """
    figures = sentence.figures
    for index, figure in enumerate(figures):
        if figure.kind not in AMOUNTS:
            continue
        begin = figures[index - 1].end if index else figure.sentence[0]
        lead = sentence.folded[begin : figure.start]
        within = _IN_ALL.search(lead)
        if within is not None:
            yield from _in_all(sentence, index, is_all=within["all"] is not None)
        if index < 2:
            continue
        if _SUMMED.search(lead):
            closed = _closed(sentence, index, listed)
            if closed is not None:
                yield closed
                continue
            terms = list(_alike_before(sentence, index))
            whole = len(terms) == sum(1 for _ in _amounts_before(sentence, index))
            again = next((at for at, t in enumerate(terms) if t.value == figure.value), None)
            terms = terms[:again]  # 'trong 284 vụ có …, cộng 284 vụ'
            if len(terms) > 1:
                stated = whole or sum(t.value for t in terms) == figure.value
                if stated or _SUMMED_UP.search(lead):
                    yield _all(figure, terms, supposed=not stated)
        elif _REST.search(lead) or _REST_BEHIND.match(sentence.folded, figure.end):
            yield from _rest(sentence, index, items, stated=True)
        elif _PENDING.search(lead):
            yield from _rest(sentence, index, items, stated=False)


def _closed(sentence: Sentence, index: int, listed: Sequence[Claim]) -> Claim | None:
    """'75 kiến nghị, tính theo lĩnh vực thì giao thông 30, …, tổng cộng 75 kiến nghị'."""
    figure, last = sentence.figures[index], sentence.figures[index - 1]
    for claim in listed:
        if claim.cover is not Cover.ALL or claim.figures[-1] != last.id or len(claim.figures) < 3:
            continue
        whole = next((f for f in sentence.figures if f.id == claim.figures[0]), None)
        if whole is not None and (whole.kind, whole.unit, whole.noun_key) == (
            figure.kind,
            figure.unit,
            figure.noun_key,
        ):
            return Claim(ClaimKind.PARTS, (figure.id, *claim.figures[1:]), cover=Cover.ALL)
    return None


def _alike_before(sentence: Sentence, index: int) -> Iterator[Figure]:
    """The figures before one that are alike in kind, unit and what they count, nearest first."""
    figure = sentence.figures[index]
    for other in _amounts_before(sentence, index):
        if (other.kind, other.unit) == (figure.kind, figure.unit) and (
            other.noun_key == figure.noun_key
            or figure.kind is not Kind.COUNT
            or (
                (own := series_of(figure, sentence.lexicon)) is not None
                and own == series_of(other, sentence.lexicon)
            )
        ):
            yield other


def _amounts_before(sentence: Sentence, index: int) -> Iterator[Figure]:
    """The counts and amounts before a figure, nearest first."""
    figure = sentence.figures[index]
    for other in reversed(sentence.figures[max(0, index - _BACK) : index]):
        if leaves_a_bracket(sentence.gap(other, figure)):
            continue  # 'tiền 214,7 tỷ đồng (tỉnh 143,2 tỷ đồng, huyện 71,5 tỷ đồng), hàng 96,3'
        if other.kind in {*AMOUNTS, Kind.RATIO}:
            yield other


def _in_all(sentence: Sentence, index: int, *, is_all: bool) -> Iterator[Claim]:
    """'Trong tổng số 860 lao động, 473 …; còn lại 172 …', 'trong 11 nhóm hàng có 08 nhóm …'."""
    total = sentence.figures[index]
    if total.kind is Kind.MEASURE and total.unit in SPANS:
        return
    members: list[Figure] = []
    at, rest = total.end, False
    these = _THESE.match(sentence.folded, total.end)
    is_all = is_all or these is not None
    for figure in sentence.figures[index + 1 :]:
        if figure.sentence != total.sentence:
            break
        if figure.kind is Kind.PERCENT:
            continue
        gap = sentence.folded[at : figure.start]
        head = _is_alike(sentence, figure, total)
        if figure.kind is Kind.MEASURE and figure.unit in SPANS and total.kind is Kind.COUNT:
            continue
        if re.search(r"\.\s", gap) or not sentence.may_be_part(total, figure):
            break
        if members and _SUMMED.search(gap):
            break
        if members and not (head or _REST.search(gap) or (is_all and _is_item(gap))):
            break
        if not members and not _opens(gap, is_all=is_all, same=head):
            break
        if not members and not (head or is_all) and figure.value > total.value:
            break
        rest = rest or _REST.search(gap) is not None
        members.append(figure)
        at = figure.end
    if members:
        cover = Cover.ALL if len(members) > 1 and rest else Cover.SUBSET
        yield Claim(ClaimKind.PARTS, (total.id, *(m.id for m in members)), cover=cover)


def _is_item(gap: str) -> bool:
    """Whether a text leads from one part to the next."""
    return _ITEM.fullmatch(gap) is not None or _NEXT.fullmatch(OWN_SHARE.sub("", gap)) is not None


def _opens(gap: str, *, is_all: bool, same: bool) -> bool:
    """Whether a text leads from 'trong N …' to its first part."""
    if ";" in gap or leaves_a_bracket(gap):
        return False
    if re.search(r"(?:\A|[\s,])có\s+\Z", gap) is not None or (same and "," in gap):
        return True
    if _THESE.fullmatch(gap):
        return True
    return is_all and _FIRST.fullmatch(gap) is not None


_THESE = re.compile(r"(?:\s+[^\W\d_]+){1,5}\s+(?:này|ấy|đó|(?:nói\s+|nêu\s+)?trên)(?:\s+thì)?\s+")
"""'trong 412 hợp tác xã ấy 298 hợp tác xã nông nghiệp'."""
_FIRST = re.compile(r"[^,;()\d]{0,80},\s*(?:[^\W\d_]+\s+){1,5}")
"""'Trong số 58 đảng viên vi phạm tư cách, khiển trách 27 …'."""
_ITEM = re.compile(r"(?:[^,;()]{0,60}\([^()]*\))?\s*(?:,|và)\s*[^,;()]{0,40}")
_NEXT = re.compile(r"[^,;()]{0,60},\s*và\s+")
"""'có 805 đoàn viên thanh niên, bằng 60%, và 429 nữ'."""


def _is_alike(sentence: Sentence, one: Figure, other: Figure) -> bool:
    """Whether two figures count the same: one head, or one series ('đảng viên', 'đồng chí')."""
    if one.head == other.head:
        return True
    if word_behind(sentence, one) == word_behind(sentence, other) != "":
        return True
    own = series_of(one, sentence.lexicon)
    return own is not None and own == series_of(other, sentence.lexicon)


def _rest(sentence: Sentence, index: int, items: Set[str], *, stated: bool) -> Iterator[Claim]:
    """What is left, with the other parts before it and the total that they make up.

    The parts go back to where they begin to add up to a figure before them. Where none does, what
    the words leave no doubt of is taken: 'thụ lý 36 vụ; đã giải quyết 30 vụ; còn lại 07 vụ', or the
    items of one list behind their total. 'stated' tells 'còn lại' from 'đang giải quyết'.
    """
    last = sentence.figures[index]
    alike = [
        other
        for other in reversed(sentence.figures[max(0, index - _BACK) : index])
        if same_measure(other, last, sentence.lexicon)
        and other.role is not Role.PREVIOUS
        and not leaves_a_bracket(sentence.gap(other, last))
    ]
    for terms in (alike, [other for other in alike if other.id not in items]):
        members, so_far = [last], last.value
        for other in terms:
            if len(members) > 1 and other.value == so_far:
                yield _all(other, members)
                return
            members.append(other)
            so_far += other.value
    if stated and last.hedge is None:
        yield from _supposed(sentence, alike, last)
    alike = [other for other in alike if _is_alike(sentence, other, last)]
    if not stated or len(alike) < 2 or last.hedge is not None:
        return
    first = _first_item(sentence, alike, last)
    if first is not None:
        yield _all(alike[first + 1], [last, *alike[: first + 1]])


def _supposed(sentence: Sentence, alike: Sequence[Figure], last: Figure) -> Iterator[Claim]:
    """The list that what is left closes: it begins behind the strongest mark before it.

    'Có 1.456 người nghiện; đang cai 364, ở trại giam 146, số còn lại 946'. Or each of its items
    names again what the total counts: '24 vị trí cho thấy 15 vị trí đạt …; 9 vị trí còn lại'.
    """
    if _EACH.search(sentence.folded, max(last.sentence[0], last.start - _LEAD), last.start):
        return
    at, inner = last.start, 0
    for place, item in enumerate(alike):
        inner = max(inner, _mark(sentence.folded[item.end : at])) if place else inner
        at = item.start
        if place + 1 == len(alike):
            return
        total, members = alike[place + 1], [last, *alike[: place + 1]]
        if total.kind is Kind.RATIO or not count_one_thing(sentence, total, members):
            continue
        gap = sentence.gap(total, item)
        again = total.head != "" and all(
            member.head == total.head and sentence.counts_behind(member) for member in members
        )
        if (_mark(gap) > max(inner, 1)) or (again and ";" not in gap and ":" not in gap):
            yield _all(total, members, supposed=True)
            return


_EACH = re.compile(r"(?<!\w)(?:mỗi|từng)(?!\w)")
_LEAD = 40


def _mark(gap: str) -> int:
    """How strongly a text parts what stands on its sides: 3 a colon, 2 a semicolon, 1 a comma."""
    bare = OWN_SHARE.sub("", gap)
    return next((3 - at for at, mark in enumerate(":;,") if mark in bare), 0)


def _first_item(sentence: Sentence, alike: list[Figure], last: Figure) -> int | None:
    """The place among figures, nearest first, of the first item of the list that `last` closes."""
    lead = sentence.gap(alike[1], alike[0])
    verb = re.split(r"[;,]", lead)[-1]
    if len(alike) == 2 and _DONE.search(verb) and _is_alike(sentence, *alike):
        return 0
    at = last.start
    for place, (item, before) in enumerate(pairwise(alike)):
        if ";" in sentence.folded[item.end : at]:
            return None
        gap = sentence.gap(before, item)
        if _INTRODUCED.search(gap):
            return place if place and _is_alike(sentence, item, before) else None
        at = item.start
    return None


_INTRODUCED = re.compile(r"[;:](?!.*[;:])")
"""Between a total and the first item of its list."""


def _all(total: Figure, members: list[Figure], *, supposed: bool = False) -> Claim:
    ids = (total.id, *(member.id for member in reversed(members)))
    return Claim(ClaimKind.PARTS, ids, cover=Cover.ALL, supposed=supposed)
