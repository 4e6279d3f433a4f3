"""Parts: '33 đảng viên (27 khiển trách, 06 cảnh cáo)', 'gồm …', 'trong đó …', 'a + b = c'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind
from rules.figures.lexicon import Lexicon
from rules.figures.relations.sentence import AMOUNTS, BRACKETS, FAR, OF_ALL, Sentence
from rules.figures.relations.shares import COMMA_SHARE, IS_SHARE

_SPANS = frozenset({"năm", "tháng", "ngày", "lần", "giờ"})
"""Units whose figures are no totals: 'trong 5 năm: 12 hộ …'."""
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
                if all(_same_measure(total, term, sentence.lexicon) for term in terms):
                    yield Claim(
                        ClaimKind.PARTS, (total.id, *(t.id for t in terms)), cover=Cover.ALL
                    )
                    break
        index = last + 1


def wholes(sentence: Sentence) -> Iterator[Claim]:
    """'1.774 hồ sơ trên tổng số 2.150 hồ sơ': the part stands before its whole."""
    for part, whole in pairwise(sentence.figures):
        alike = part.kind is whole.kind is Kind.COUNT
        if alike and OF_ALL.search(sentence.gap(part, whole)):
            yield Claim(ClaimKind.PARTS, (whole.id, part.id), cover=Cover.SUBSET)


_CONNECT = re.compile(
    r"(?P<bracket>\s*\()|"
    r"(?P<subset>\s*[,;(]?\s*(?:trong\s+đó|trong\s+số\s+đó)(?:\s+(?:có|gồm))?\s*:?\s*)|"
    r"(?P<all>\s*[,;]?\s*\(?\s*(?:bao\s+gồm|gồm\s+có|gồm|=(?=[^%]*\+)|chia\s+ra|cụ\s+thể(?:\s+là)?|chia\s+theo\s+[^:;,.]{1,30}:|theo\s+đó)\s*:?\s*|\s*:\s*)"
)
_IN_BRACKET = re.compile(
    r"\s*(?:(?P<subset>(?:trong\s+đó|trong\s+số\s+đó)(?:\s+(?:có|gồm))?)|"
    r"(?P<all>bao\s+gồm|gồm\s+có|gồm|chia\s+ra|cụ\s+thể(?:\s+là)?))\s*:?\s*"
)


def parts(sentence: Sentence) -> Iterator[Claim]:
    """Each total with the parts listed behind it: (total, part, …)."""
    figures = sentence.figures
    for index, total in enumerate(figures[:-1]):
        if total.kind not in {*AMOUNTS, Kind.RATIO} or total.upper is not None:
            continue
        if total.kind is Kind.MEASURE and total.unit in _SPANS:
            continue
        first = index + 1
        while first < len(figures) and _is_share_of(figures[first], total, sentence):
            first += 1
        if first >= len(figures):
            continue
        opened = _opening(sentence, total, figures[first])
        if opened is None:
            continue
        cover, region_end, between = opened
        members = tuple(_members(sentence, total, first, region_end, between))
        if not members:
            continue
        if len(members) == 1 and cover is not Cover.SUBSET:
            continue
        yield Claim(
            ClaimKind.PARTS,
            (total.id, *(member.id for member in members)),
            cover=_by_meaning(total, members, cover),
            exclusive=_exclusive(members, sentence.lexicon),
        )


def _is_share_of(figure: Figure, total: Figure, sentence: Sentence) -> bool:
    gap = sentence.gap(total, figure)
    return figure.kind is Kind.PERCENT and bool(IS_SHARE.search(gap) or COMMA_SHARE.search(gap))


def _opening(sentence: Sentence, total: Figure, first: Figure) -> tuple[Cover, int, str] | None:
    """How the parts are introduced between a total and the first figure behind it."""
    folded, end = sentence.folded, total.sentence[1]
    gap = folded[total.end : first.start]
    if re.search(r"\.\s", gap):
        return None
    last: re.Match[str] | None = None
    for match in _CONNECT.finditer(folded, total.end, first.start):
        if match[0].strip():
            last = match
            break
    if last is None:
        return None
    lead = _OWN_SHARE.sub("", folded[sentence.noun_end(total) : last.start()])
    if len(lead) > 80 or re.search(r"[;:,]", lead):
        return None
    between = folded[last.end() : first.start]
    opens_bracket = "(" in last[0]
    if last["bracket"] is not None:
        inner = _IN_BRACKET.match(folded, last.end(), first.start)
        cover = Cover.BRACKET
        if inner is not None:
            cover = Cover.SUBSET if inner["subset"] else Cover.ALL
            between = folded[inner.end() : first.start]
        elif first.kind is Kind.PERCENT:
            return None
    else:
        cover = Cover.SUBSET if last["subset"] is not None else Cover.ALL
    if len(between) > (60 if cover is Cover.ALL else 30) or re.search(
        r"[.;()]|(?<!\w)đã(?!\w)", between
    ):
        return None
    if opens_bracket:
        end = min(_closing(folded, last.end(), end), end)
    return cover, end, between


def _closing(folded: str, start: int, end: int) -> int:
    depth = 1
    for position in range(start, min(end, start + FAR)):
        depth += BRACKETS.get(folded[position], 0)
        if depth == 0:
            return position
    return end


def _members(
    sentence: Sentence, total: Figure, first: int, region_end: int, opened: str
) -> Iterator[Figure]:
    """The parts in the region: neighbours in one list, all of one pattern, brackets left out."""
    folded = sentence.folded
    previous: Figure | None = None
    number_first = True
    separator = ""
    for figure in sentence.figures[first:]:
        if figure.end > region_end:
            return
        if previous is not None and _inside_bracket(folded, previous.end, figure.start):
            continue
        if figure.kind is Kind.PERCENT:
            continue
        if not _same_measure(total, figure, sentence.lexicon):
            if previous is None or figure.kind is previous.kind:
                return
            if _BETWEEN_ITEMS.search(folded, previous.end, figure.start):
                return
            continue
        if previous is None:
            number_first = _BEFORE_NUMBER.fullmatch(opened.strip()) is not None
        else:
            between = _between_items(folded[previous.end : figure.start], number_first=number_first)
            if between is None or (between == ";" and separator not in {"", ";"}):
                return
            separator = between
        yield figure
        previous = figure


_OWN_SHARE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|,?\s*(?:chiếm|bằng|đạt|tỷ\s+lệ)\s+[\d.,]+\s*%")
_LIST_ENDS = re.compile(r"[.:()]|trong\s+đó|(?<!\w)(?:so\s+với|tăng|giảm|còn\s+lại\s+là)(?!\w)")
_BETWEEN_ITEMS = re.compile(r",|;|(?<!\w)và(?!\w)|\n")
_BEFORE_NUMBER = re.compile(r"(?:có|số|hơn|trên|gần|khoảng|còn\s+lại)?(?:\s+[^\W\d_]+)?")


def _between_items(gap: str, *, number_first: bool) -> str | None:
    """What separates two neighbours of one list; None if they are of no list."""
    bare = _OWN_SHARE.sub("", gap)
    if _LIST_ENDS.search(bare):
        return None
    separators = list(_BETWEEN_ITEMS.finditer(bare))
    if not separators:
        return None
    item = bare[separators[-1].end() :].strip()
    if not number_first:
        listed = bool(item)
    else:
        listed = item == "" or (
            item.startswith(("có", "số", "hơn", "trên", "gần", "khoảng", "còn lại"))
            and _BEFORE_NUMBER.fullmatch(item) is not None
        )
    if not listed:
        return None
    return ";" if any(match[0] == ";" for match in separators) else ","


def _inside_bracket(folded: str, start: int, at: int) -> bool:
    depth = 0
    for position in range(start, at):
        depth += BRACKETS.get(folded[position], 0)
    return depth > 0


def _same_measure(total: Figure, part: Figure, lexicon: Lexicon) -> bool:
    """Whether one figure can be a part of another: alike in kind and unit, and of one series."""
    if total.kind not in {Kind.COUNT, Kind.RATIO}:
        return part.kind is total.kind and part.unit == total.unit
    if part.kind is not Kind.COUNT:
        return False
    whole, own = (_series(figure, lexicon) for figure in (total, part))
    return whole is None or own is None or whole == own


def _series(figure: Figure, lexicon: Lexicon) -> int | None:
    key = _keys(figure)
    return next((i for i, words in enumerate(lexicon.series) if words.match(key)), None)


def _keys(figure: Figure) -> str:
    return figure.noun_key or ""


def _by_meaning(total: Figure, members: tuple[Figure, ...], cover: Cover) -> Cover:
    """A bracket whose parts name exactly what the total's noun coordinates is a full partition."""
    if cover is not Cover.BRACKET:
        return cover
    whole = {" ".join(part.split()[:2]) for part in _keys(total).split(" và ") if " " in part}
    named = {" ".join(_keys(member).split()[:2]) for member in members}
    return Cover.ALL if len(whole) > 1 and whole == named else cover


def _exclusive(members: tuple[Figure, ...], lexicon: Lexicon) -> bool:
    keys = [_keys(member) for member in members]
    return any(
        all(any(key.endswith(word) or key.startswith(word) for word in group) for key in keys)
        and len(set(keys)) == len(keys)
        for group in lexicon.exclusive
    )
