"""Relations: the claims that a text makes between its figures.

Works on one sentence at a time, on the gaps between neighbouring figures: what stands between
'62/77' and '80%' says whether the one is said to be the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from extractors.document import Document
from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.nouns import Noun
from rules.figures.spelling import fold

_TIMES = frozenset({"năm", "tháng", "ngày", "lần", "giờ", "tuổi", "phút", "tuần"})
_NEAR = 24
"""Figures of a sentence that one figure is held against; keeps long lists linear."""
_FAR = 2_000
"""Characters that a bracket is followed over."""
_AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The figures of one sentence and the folded text they stand in."""

    folded: str
    figures: tuple[Figure, ...]
    nouns: Mapping[str, Noun]
    lexicon: Lexicon

    def gap(self, a: Figure, b: Figure) -> str:
        return self.folded[a.end : b.start]

    def noun_end(self, figure: Figure) -> int:
        noun = self.nouns.get(figure.id)
        return noun.end if noun is not None and noun.start >= figure.end else figure.end


def relate(
    document: Document,
    figures: Sequence[Figure],
    nouns: Mapping[str, Noun],
    lexicon: Lexicon,
) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """The claims between figures, and the figures with `percent_of` and `part_of` filled in."""
    shares_of: dict[str, str] = {}
    parts_of: dict[str, str] = {}
    claims: list[Claim] = []
    for (block, _, _), group in groupby(figures, key=lambda f: (f.block, *f.sentence)):
        members = tuple(group)
        if len(members) < 2:
            continue
        sentence = _Sentence(fold(document.blocks[block].text), members, nouns, lexicon)
        for claim in (
            *_shares(sentence),
            *_parts(sentence),
            *_wholes(sentence),
            *_equations(sentence),
            *_changes(sentence),
        ):
            claims.append(claim)
            if claim.kind in {ClaimKind.SHARE, ClaimKind.SHARE_OF_COUNT}:
                shares_of[claim.figures[0]] = claim.figures[1]
            elif claim.kind is ClaimKind.PARTS:
                for part in claim.figures[1:]:
                    parts_of.setdefault(part, claim.figures[0])
    claims.extend(_populations(figures))
    by_id = {figure.id: figure for figure in figures}
    related = tuple(_with_relations(f, shares_of, parts_of, by_id) for f in figures)
    return related, tuple(claims)


def _with_relations(
    figure: Figure,
    shares_of: Mapping[str, str],
    parts_of: Mapping[str, str],
    by_id: Mapping[str, Figure],
) -> Figure:
    base = shares_of.get(figure.id)
    whole = parts_of.get(figure.id)
    if base is None and whole is None:
        return figure
    if base is not None and base in by_id:
        of = by_id[base]
        return replace(
            figure,
            percent_of=base,
            part_of=whole,
            noun=of.noun,
            noun_key=of.noun_key,
            period=figure.period or of.period,
        )
    return replace(figure, part_of=whole)


def _populations(figures: Sequence[Figure]) -> Iterator[Claim]:
    """Ratios over one base of one noun, and counts of all of it, at one date."""
    groups: dict[tuple[str, Decimal, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.noun_key is None or figure.denominator is None or figure.kind is not Kind.RATIO:
            continue
        groups.setdefault((figure.noun_key, figure.denominator, figure.period), []).append(figure)
    for figure in figures:
        if figure.kind is Kind.COUNT and figure.noun_key is not None:
            whole = groups.get((figure.noun_key, figure.value, figure.period))
            if whole is not None:
                whole.append(figure)
    for members in groups.values():
        if len(members) > 1:
            found = sorted(members, key=lambda figure: (figure.block, figure.start))
            yield Claim(ClaimKind.POPULATION, tuple(figure.id for figure in found))


# Shares: '62/77 đồng chí … (chiếm 80%)', '90,6% (1.812/2.000 hồ sơ)', '12 hộ, chiếm 5%'.

_HEDGE = r"(?:trên|hơn|gần|khoảng|xấp\s+xỉ|ước|dưới|chưa\s+đến|chưa\s+tới|ước\s+đạt|cơ\s+bản)?"
_IS_SHARE = re.compile(
    r"(?:(?<!\w)(?:chiếm|bằng|đạt|tương\s+(?:đương|ứng)|(?:tỷ|tỉ)\s+lệ(?:\s+(?!tăng|giảm)[^\W\d_]+){0,2}?|tỷ\s+trọng|hay|tức)"
    r"(?:\s+(?:với|là|khoảng|được|đạt|tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng))*|[(=–-])\s*"
    rf"{_HEDGE}\s*\Z"
)
_COMMA_SHARE = re.compile(rf",\s*{_HEDGE}\s*\Z")
_SHARE_FIRST = re.compile(
    r"\s*(?:\(|,)\s*(?:tương\s+(?:đương|ứng)(?:\s+với)?|với|đạt|gồm|bằng|là|=|có)?\s*(?:với\s+)?\Z"
)
_SHARE_NAMED = re.compile(r"\s+[^\W\d_][^.;,()\d]{0,60}\(\s*")
_OTHER_BASE = re.compile(
    r"\s*(?:so\s+(?:với|cùng)|(?:\w+\s+){0,2}?(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|nghị\s+quyết|cùng\s+kỳ|mục\s+tiêu|nhu\s+cầu|kh|dt|grdp|gdp)(?!\w))"
)
_PARTS_BASE = re.compile(r"\s*(?:trong\s+)?(?:tổng\s+)?số|\s*tổng|\s*(?:so\s+với\s+)?tổng")


def _shares(sentence: _Sentence) -> Iterator[Claim]:
    taken: set[str] = set()
    figures = sentence.figures
    for index, percent in enumerate(figures):
        if percent.kind is not Kind.PERCENT:
            continue
        if _OTHER_BASE.match(sentence.folded, percent.end):
            continue
        base = _base_before(sentence, index, taken)
        if base is None and index + 1 < len(figures):
            after = figures[index + 1]
            gap = sentence.gap(percent, after)
            if after.kind is Kind.RATIO and (
                _SHARE_FIRST.match(gap) or _SHARE_NAMED.fullmatch(gap)
            ):
                base = after
        if base is None:
            continue
        taken.add(base.id)
        shares = base.denominator is not None
        kind = ClaimKind.SHARE if shares else ClaimKind.SHARE_OF_COUNT
        yield Claim(kind, (percent.id, base.id))


_OF_ALL = re.compile(r"(?:trên|trong)\s+(?:tổng\s+)?số\s+\Z")
_AFTER_BRACKET = re.compile(
    r"[)\]]\s*,?\s*(?:chiếm|bằng|đạt|tỷ\s+lệ|tương\s+đương)(?:\s+\w+){0,2}\s+\Z"
)


def _is_time(figure: Figure) -> bool:
    return figure.kind is Kind.MEASURE and figure.unit in _TIMES


def _before_bracket(folded: str, percent: Figure) -> int:
    """Where a bracket opens that closes right before '…), chiếm 33,2%'; else the percentage."""
    start = max(percent.sentence[0], percent.start - 64)
    match = re.search(
        r"[)\]]\s*,?\s*(?:chiếm|bằng|đạt|tỷ\s+lệ|tương\s+đương)[^.;()]{0,20}\Z",
        folded[start : percent.start],
    )
    if match is None:
        return percent.start
    depth = 0
    closes = start + match.start()
    for position in range(closes, max(percent.sentence[0], closes - _FAR) - 1, -1):
        depth += {")": 1, "]": 1, "(": -1, "[": -1}.get(folded[position], 0)
        if depth == 0:
            return position
    return percent.start


_OTHER_LEVEL = re.compile(
    r"(?<!\w)(?:tăng|giảm|vượt|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|phấn\s+đấu)(?!\w)"
)


def _base_before(sentence: _Sentence, index: int, taken: set[str]) -> Figure | None:
    """The figure before a percentage that the percentage is said to be of."""
    percent = sentence.figures[index]
    at = _before_bracket(sentence.folded, percent)
    near = sentence.figures[max(0, index - _NEAR) : index]
    earlier = [figure for figure in near if figure.end <= at]
    in_bracket = sentence.folded[max(0, percent.start - 4) : percent.start].rstrip().endswith("(")
    if in_bracket:
        earlier = [figure for figure in earlier if not _is_time(figure)]
    if not earlier:
        return None
    before = earlier[-1]
    if len(earlier) > 1 and _OF_ALL.search(sentence.gap(earlier[-2], before)):
        before = earlier[-2]
    if before.kind not in {*_AMOUNTS, Kind.RATIO, Kind.SCORE} or before.id in taken:
        return None
    if _is_time(before):
        return None
    if at < percent.start and before is earlier[-1]:
        link = _AFTER_BRACKET.search(sentence.folded, at, percent.start)
        return before if link is not None else None
    if before is not earlier[-1]:
        return before if _IS_SHARE.search(sentence.gap(earlier[-1], percent)) else None
    gap = sentence.gap(before, percent)
    if ";" in gap or re.search(r"\.\s|\)", gap) or len(gap) > 200:
        return None
    if _OTHER_LEVEL.search(re.split(r"[,(]", gap)[-1]):
        return None
    link = _IS_SHARE.search(gap)
    if link is not None and link[0].startswith("đạt"):
        predicate = sentence.folded[sentence.noun_end(before) : before.end + link.start()].strip()
        if predicate and not predicate.endswith((",", "(", ")")):
            return None
    if link is not None:
        return before
    follows = sentence.folded[percent.end :].lstrip()
    if (
        before.kind is Kind.RATIO
        and _COMMA_SHARE.search(gap)
        and follows[:1] in {"", ".", ";", ",", ")"}
    ):
        return before
    return None


# Parts: '33 đảng viên (27 khiển trách, 06 cảnh cáo)', 'gồm …', ': …', 'trong đó …'.


_PLUS = re.compile(r"[^.;=]*\+[^.;=]*")
_EQUALS = re.compile(r"[^.;+]*=[^.;+]*")


def _equations(sentence: _Sentence) -> Iterator[Claim]:
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


def _wholes(sentence: _Sentence) -> Iterator[Claim]:
    """'1.774 hồ sơ trên tổng số 2.150 hồ sơ': the part stands before its whole."""
    for part, whole in pairwise(sentence.figures):
        alike = part.kind is whole.kind is Kind.COUNT
        if alike and _OF_ALL.search(sentence.gap(part, whole)):
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
_PLAIN = re.compile(r"[^.;:()\d]*?")
_SEPARATOR = re.compile(r"\s*(?:,|;|và|,\s*và|;\s*và|\+|\n)\s*(?:(?:có|gồm|với|số)\s+)?")


def _parts(sentence: _Sentence) -> Iterator[Claim]:
    figures = sentence.figures
    for index, total in enumerate(figures[:-1]):
        if total.kind not in {*_AMOUNTS, Kind.RATIO} or total.upper is not None:
            continue
        if total.kind is Kind.MEASURE and total.unit in {"năm", "tháng", "ngày", "lần", "giờ"}:
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


def _is_share_of(figure: Figure, total: Figure, sentence: _Sentence) -> bool:
    gap = sentence.gap(total, figure)
    return figure.kind is Kind.PERCENT and bool(_IS_SHARE.search(gap) or _COMMA_SHARE.search(gap))


def _opening(sentence: _Sentence, total: Figure, first: Figure) -> tuple[Cover, int, str] | None:
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
    for position in range(start, min(end, start + _FAR)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(folded[position], 0)
        if depth == 0:
            return position
    return end


def _members(
    sentence: _Sentence, total: Figure, first: int, region_end: int, opened: str
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
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(folded[position], 0)
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


# Changes: '92,4% năm 2009 xuống còn 74% năm 2017, giảm 11% so với mục tiêu đề ra 85%'.

_AGAINST = re.compile(r"[^.;()\d]*?so\s+(?:với|cùng)\s[^.;()]*\Z")
_BASE_GAP = re.compile(
    r"[^.;()]{0,40}?(?:so\s+với|dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|cùng\s+kỳ|mục\s+tiêu)[^.;()]{0,30}\(?\s*"
)
_FROM_TO = re.compile(
    r"(?<!\w)(?:lên|xuống|còn|xuống\s+còn|lên\s+thành|đến)(?:\s+(?:còn|mức|tới|đến))?\s*(?:trên|gần|khoảng|hơn)?\s*\Z"
)


def _level(figure: Figure, change: Figure) -> bool:
    """Whether a figure can be an end of a change."""
    if figure.kind is Kind.CHANGE or figure.upper is not None:
        return False
    if change.unit in {"pp", "%"}:
        return figure.kind is Kind.PERCENT or (change.unit == "%" and figure.kind in _AMOUNTS)
    return figure.kind in _AMOUNTS and figure.unit == change.unit


def _changes(sentence: _Sentence) -> Iterator[Claim]:
    figures = sentence.figures
    for index, change in enumerate(figures):
        if change.kind is not Kind.CHANGE:
            continue
        if index + 1 < len(figures) and index > 0:
            base = figures[index + 1]
            if base.kind is Kind.PERCENT and base.unit != change.unit and index + 2 < len(figures):
                base = base if _level(base, change) else figures[index + 2]
            levels = [
                figure
                for figure in reversed(figures[max(0, index - _NEAR) : index])
                if (figure.kind, figure.unit) == (base.kind, base.unit)
            ]
            alike = [figure for figure in levels if figure.noun_key == base.noun_key]
            last = next(iter([*alike[-1:], *levels] if base.noun_key else levels), None)
            against = _AGAINST.match(sentence.gap(change, base))
            named = base.role in {Role.PREVIOUS, Role.PLAN, Role.TARGET}
            if last is not None and _level(base, change):
                percents = base.kind is Kind.PERCENT and against
                if percents or (named and _BASE_GAP.fullmatch(sentence.gap(change, base))):
                    yield Claim(ClaimKind.CHANGE, (change.id, base.id, last.id))
                    continue
        if index + 2 < len(figures):
            now, before = figures[index + 1], figures[index + 2]
            paired = now.kind is before.kind is Kind.COUNT and before.role is Role.PREVIOUS
            if paired and sentence.gap(now, before).strip() in {"/", "trên"}:
                yield Claim(ClaimKind.CHANGE, (change.id, before.id, now.id))
                continue
        pair = _from_to(sentence, index)
        if pair is not None:
            yield Claim(ClaimKind.CHANGE, (change.id, pair[0].id, pair[1].id))


def _from_to(sentence: _Sentence, index: int) -> tuple[Figure, Figure] | None:
    """'từ A lên B, tăng C' or 'tăng C, từ A lên B': the ends beside a change."""
    figures, change = sentence.figures, sentence.figures[index]
    candidates: list[tuple[Figure, Figure]] = []
    if index >= 2:
        candidates.append((figures[index - 2], figures[index - 1]))
    if index >= 3:
        candidates.append((figures[index - 3], figures[index - 2]))
    if index + 2 < len(figures):
        candidates.append((figures[index + 1], figures[index + 2]))
    for low, high in candidates:
        if low.kind is not high.kind or low.unit != high.unit or not _level(low, change):
            continue
        gap = sentence.gap(low, high)
        if len(gap) < 80 and not re.search(r"[;()]|\.\s", gap) and _FROM_TO.search(gap):
            first = min(low.start, change.start)
            outer = sentence.folded[first : max(high.end, change.end)]
            if ";" not in outer:
                return low, high
    return None
