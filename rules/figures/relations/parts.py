"""Parts: '33 đảng viên (27 khiển trách, 06 cảnh cáo)', 'gồm …', 'trong đó …'.

A list of parts is opened by a bracket, a colon or a word. Its total is the figure right before a
bracket or colon; before 'trong đó' other facts may stand between, and then the nearest figure that
can hold the parts is meant, or a farther one where the parts add up to exactly that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.relations.sentence import AMOUNTS, BRACKETS, FAR, Sentence, same_measure

_SPANS = frozenset({"năm", "tháng", "ngày", "lần", "giờ", "tuổi"})
"""Units whose figures are no totals: 'trong 5 năm: 12 hộ …'."""
_BACK = 8
"""Figures before 'trong đó' among which its total may be."""
_SUBSET = (
    r"trong\s+(?:số\s+)?đó(?:\s+(?:có|gồm))?"
    r"|(?<=[,;(]\s)riêng(?!\s+(?:năm|tháng|quý|kỳ|tuần|trong|về|đối))"
)
_ALL = (
    r"bao\s+gồm|gồm\s+có|gồm|chia\s+ra|phân\s+ra|cụ\s+thể(?:\s+(?:là|như\s+sau))?|theo\s+đó|"
    r"chia\s+theo\s+[^:;,.]{1,30}(?=:)"
)
_OPENER = re.compile(
    rf"(?P<bracket>[(\[])|(?<!\w)(?:(?P<subset>{_SUBSET})|(?P<all>{_ALL})"
    rf"|trong\s+(?:tổng\s+)?số\s+(?P<of>[^\d,;.:()]{{2,40}}?)\s+(?:này|trên|có|thì))(?!\w)|(?P<colon>:)"
    r"|(?P<sum>=(?=[^%]*\+))"
)
_INNER = re.compile(rf"\s*(?:(?P<subset>{_SUBSET})|(?P<all>{_ALL}))(?!\w)")
_OWN_SHARE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|,?\s*(?:chiếm|bằng|đạt|tỷ\s+lệ)(?:\s+tỷ\s+lệ)?\s+[\d.,]+\s*%"
)


def parts(sentence: Sentence) -> Iterator[Claim]:
    """Each total with the parts listed behind it: (total, part, …)."""
    figures = sentence.figures
    folded = sentence.folded
    start, end = figures[0].end, figures[-1].start
    done = start
    for opener in _OPENER.finditer(folded, start, end):
        if opener.start() < done:
            continue
        after = [index for index, figure in enumerate(figures) if figure.start >= opener.end()]
        if not after:
            return
        first = after[0]
        opened = _opened(sentence, opener, figures[first])
        if opened is None:
            continue
        cover, begin, region_end = opened
        done = begin
        listed = _listed(sentence, opener, first, (cover, begin, region_end))
        if listed is None:
            continue
        total, members = listed
        if len(members) == 1 and cover is not Cover.SUBSET:
            if cover is not Cover.BRACKET or not _names_a_part(sentence, begin, members[0]):
                continue
            cover = Cover.SUBSET
        yield Claim(
            ClaimKind.PARTS,
            (total.id, *(member.id for member in members)),
            cover=_by_meaning(total, members, cover),
            exclusive=_exclusive(members, sentence.lexicon),
        )


def _opened(
    sentence: Sentence, opener: re.Match[str], first: Figure
) -> tuple[Cover, int, int] | None:
    """How a list is opened, where its first item begins and where it must end; None if none is."""
    folded, end = sentence.folded, first.sentence[1]
    begin = opener.end()
    if opener["bracket"]:
        end = min(_closing(folded, opener.end(), end), end)
        if first.end > end:
            return None
        inner = _INNER.match(folded, begin, first.start)
        cover = Cover.BRACKET
        if inner is not None:
            cover = Cover.SUBSET if inner["subset"] else Cover.ALL
            begin = inner.end()
        elif first.kind is Kind.PERCENT:
            return None
    else:
        cover = Cover.SUBSET if opener["subset"] or opener["of"] else Cover.ALL
        inner = _INNER.match(folded, begin, first.start) if opener["colon"] else None
        if inner is not None and inner["subset"]:
            cover, begin = Cover.SUBSET, inner.end()
        closing = _closing(folded, opener.end(), end)
        end = min(closing, end)
        if first.end > end:
            return None
    between = folded[begin : first.start].strip().removeprefix(":")
    if len(between) > 80 or re.search(r"[.;()]|(?<!\w)đã(?!\w)", between):
        return None
    return cover, begin, end


def _listed(
    sentence: Sentence, opener: re.Match[str], first: int, opened: tuple[Cover, int, int]
) -> tuple[Figure, tuple[Figure, ...]] | None:
    """The total of a list with its parts."""
    _, begin, region_end = opened
    figures = sentence.figures
    between = sentence.folded[begin : figures[first].start].strip().removeprefix(":")
    best: tuple[Figure, tuple[Figure, ...]] | None = None
    fallback: tuple[Figure, tuple[Figure, ...]] | None = None
    for total, certain in _totals(sentence, opener, figures[:first]):
        members = tuple(_members(sentence, total, first, region_end, between))
        if not members:
            continue
        sum_of_parts = sum((member.value for member in members), Decimal(0))
        if len(members) > 1 and sum_of_parts == total.value:
            return total, members
        if certain and best is None and all(member.value <= total.value for member in members):
            best = total, members
        if certain and fallback is None:
            fallback = total, members
    return best or fallback


def _totals(
    sentence: Sentence, opener: re.Match[str], before: Sequence[Figure]
) -> Iterator[tuple[Figure, bool]]:
    """Figures before an opener that may be its total, nearest first; whether words alone say so."""
    folded = sentence.folded
    for total in reversed(before[-_BACK:]):
        if total.kind not in {*AMOUNTS, Kind.RATIO} or total.upper is not None:
            continue
        if total.kind is Kind.MEASURE and total.unit in _SPANS:
            continue
        if total.role in {Role.PREVIOUS, Role.TARGET} and total is not before[-1]:
            continue
        noun_end = max(min(sentence.noun_end(total), opener.start()), total.end)
        lead = folded[noun_end : opener.start()]
        if re.search(r"\.\s", lead):
            return
        inside = _depth(folded[total.end : opener.start()]) < 0
        bare = _OWN_SHARE.sub("", lead).strip(" ,;" if not opener["bracket"] else " ")
        near = not inside and len(bare) <= 80 and not re.search(r"[;:,]", bare)
        if opener["of"] is not None:
            yield total, bool(total.noun_key) and total.noun_key in opener["of"]
        elif opener["subset"] is not None:
            yield total, not inside
        elif opener["bracket"] is not None:
            if near or (inside and len(bare) <= 40 and not re.search(r"[;:,)]", bare)):
                yield total, True
            return
        else:
            label = bare.rsplit(";", 1)[-1].rsplit(",", 1)[-1]
            named = bool(total.noun_key) and str(total.noun_key) in label
            yield total, near or (named and not inside)


def _depth(text: str) -> int:
    return sum(BRACKETS.get(letter, 0) for letter in text)


_AN_AMOUNT = re.compile(
    r"(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|cùng\s+kỳ|năm|tương\s+đương|tăng|giảm|kh)(?!\w)"
)


def _names_a_part(sentence: Sentence, begin: int, member: Figure) -> bool:
    """'khiển trách 39 [cấp ủy viên 09]': one part by name, no plan and no former case."""
    label = sentence.folded[begin : member.start].strip()
    named = bool(label) and not _AN_AMOUNT.search(label)
    return named and member.role is Role.ACTUAL and member.kind is Kind.COUNT


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
    rest = total.value
    depth, at = 0, 0
    for figure in sentence.figures[first:]:
        if figure.end > region_end:
            return
        if previous is not None:
            depth += _depth(folded[at : figure.start])
            at = figure.start
            if depth > 0:
                continue
        if figure.kind is Kind.PERCENT:
            continue
        if not same_measure(total, figure, sentence.lexicon):
            if previous is None or figure.kind is previous.kind:
                return
            if _BETWEEN_ITEMS.search(folded, previous.end, figure.start) and (
                figure.kind is not Kind.MEASURE or figure.unit not in _SPANS
            ):
                return
            continue
        if previous is None:
            number_first = _BEFORE_NUMBER.fullmatch(opened.strip()) is not None
        else:
            gap = folded[previous.end : figure.start]
            between = _between_items(gap, number_first=number_first)
            if between is None:
                return
            if between == ";" and separator not in {"", ";"}:
                remainder = figure.value <= rest and "còn lại" in gap
                if not remainder and _keys(figure) not in sentence.lexicon.overlapping:
                    return
                between = separator
            separator = between
        yield figure
        rest -= figure.value
        previous = figure
        depth, at = 0, figure.end


_LIST_ENDS = re.compile(r"\.\s|[:()]|trong\s+đó|(?<!\w)(?:so\s+với|tăng|giảm|tổng\s+cộng)(?!\w)")
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
