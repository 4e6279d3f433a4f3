"""Parts: '33 đảng viên (27 khiển trách, 06 cảnh cáo)', 'gồm …', 'trong đó …'.

A list of parts is opened by a bracket, a colon or a word. Its total is the figure right before a
bracket or colon; before 'trong đó' other facts may stand between, and then nouns, clauses and
nearness tell, or a farther figure where the parts add up to exactly that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.relations.binding import Candidate, candidates, lawful
from rules.figures.relations.members import members
from rules.figures.relations.sentence import (
    AMOUNTS,
    BRACKETS,
    DIVIDES,
    FAR,
    SELECTS,
    SPANS,
    Sentence,
    count_one_thing,
    word_behind,
)

_SUBSET = (
    rf"(?:{SELECTS})(?:\s+(?:có|gồm|là))?|trong\s+tổng\s+số\s+(?:trên|này|đó|ấy)(?:\s+có)?"
    r"|(?:(?<=[,;(]\s)|(?<=\())riêng(?!\s+(?:năm|tháng|quý|kỳ|tuần|trong|về|đối))"
)
_ALL = (
    rf"{DIVIDES}|"
    r"bao\s+gồm|gồm\s+có|gồm|chia\s+ra|phân\s+ra|cụ\s+thể(?:\s+(?:là|như\s+sau))?|theo\s+đó|"
    r"chia\s+theo\s+[^:;,.]{1,30}(?=:)|phân\s+luồng"
)
_OPENER = re.compile(
    rf"(?P<bracket>[(\[])|(?<!\w)(?:(?P<subset>{_SUBSET})|(?P<all>{_ALL})"
    rf"|trong\s+(?:tổng\s+)?số\s+(?P<of>[^\d,;.:()]{{2,40}}?)(?:\s+(?:này|trên|ấy|đó|có(?!\s+điều\s+kiện)|thì|(?=đã\s))|(?=,)))(?!\w)|(?P<colon>:)"
    r"|(?P<sum>=(?=[^%]*\+))"
)
GOES_ON = re.compile(
    rf"\s*(?:trong\s+(?:số\s+)?(?:đó|ấy)|{DIVIDES}|trong\s+số(?=\s+[^\W\d_])|trong\s+tổng\s+số\s+(?:trên|này|đó)|cơ\s+cấu(?=\s*:)"
    r"|(?:tổng\s+)?số(?:\s+[^\W\d_]+){1,5}?\s+(?:được\s+)?(?:chia|phân|tách)\s+theo|bao\s+gồm|gồm(?:\s+có)?|cụ\s+thể|chia\s+(?:theo|ra)|phân\s+(?:theo|loại)"
    r"|cơ\s+cấu(?:\s+[^\W\d_]+){0,3}\s+(?:bao\s+)?gồm|kết\s+quả(?:\s+[^\W\d_]+){0,3}(?=\s*:)"
    r"|(?:[^\W\d_]+\s+){2,4}?(?:được\s+)?(?:chia\s+ra|bao\s+gồm|gồm)(?=\s*:)|so(?=\s)(?!\s+sánh))(?!\w)"
)
"""How a sentence begins that goes on with what the one before counts: its parts, what it was."""
_INNER = re.compile(rf"\s*(?:(?P<subset>{_SUBSET})|(?P<all>{_ALL}))(?!\w)")


def parts(sentence: Sentence, percent_of: Mapping[str, Figure]) -> Iterator[Claim]:
    """Each total with the parts listed behind it: (total, part, …).

    `percent_of` has the percentage that a figure is said to be of its total, by its id.
    """
    figures = sentence.figures
    folded = sentence.folded
    start, end = figures[0].end, figures[-1].start
    done = listed_to = start
    items: set[str] = set()
    for opener in _OPENER.finditer(folded, start, end):
        if opener.start() < done or (opener["colon"] and opener.start() < listed_to):
            continue
        if opener["colon"] and _labels_an_item(sentence, opener.start()):
            continue
        after = [index for index, figure in enumerate(figures) if figure.start >= opener.end()]
        if not after:
            return
        first = _past_label(sentence, opener, after[0])
        opened = _opened(sentence, opener, figures[first])
        if opened is None:
            continue
        cover, begin, region_end = opened
        done = begin
        readings = tuple(_readings(sentence, opener, first, (cover, begin, region_end), items))
        listed = _chosen(sentence, cover, opener.start(), readings, percent_of)
        yield from _supposed(sentence, cover, readings, listed)
        if listed is None:
            continue
        total, found = listed
        if len(found) == 1 and cover is not Cover.SUBSET:
            if cover is not Cover.BRACKET or not _names_a_part(sentence, begin, total, found[0]):
                continue
            cover = Cover.SUBSET
        if cover is Cover.SUBSET and _ends_with_the_rest(sentence, found):
            cover = Cover.ALL
        if len(found) > 1:
            items.update(member.id for member in found)
        listed_to = max(listed_to, found[-1].end)
        yield Claim(
            ClaimKind.PARTS,
            (total.id, *(member.id for member in found)),
            cover=_by_meaning(total, found, cover),
            exclusive=_exclusive(found, sentence.lexicon),
        )


def _labels_an_item(sentence: Sentence, colon: int) -> bool:
    """'1.000-2.000 con/m2: 7.946 ha; 2.000-3.000 con/m2: 3.402 ha': behind a size, its item."""
    for before, label in pairwise(sentence.figures):
        if label.end > colon:
            return False
        if sentence.folded[label.end : colon].strip():
            continue
        sized = label.upper is not None or label.hedge is not None
        return sized and ";" in sentence.gap(before, label)
    return False


def _ends_with_the_rest(sentence: Sentence, found: Sequence[Figure]) -> bool:
    """'trong đó lúa lai 1.946 ha, diện tích còn lại 2.919 ha': what is left makes it all."""
    return len(found) > 1 and _THE_REST.search(sentence.gap(*found[-2:])) is not None


_THE_REST = re.compile(
    r"[,;]\s*(?:và\s+)?(?:[^\W\d_]+\s+){0,3}còn\s+lại\s(?:[^,;()]|,(?=\d))*\(?\s*\Z"
)


def _past_label(sentence: Sentence, opener: re.Match[str], first: int) -> int:
    """Where the first part is: behind the size or the places that label it.

    '(nhóm dài 6-12 m có 1.912 chiếc; …)', 'riêng 04 xã đặc biệt khó khăn có 487 hộ nghèo'.
    """
    figures = sentence.figures
    label = figures[first]
    if first + 1 == len(figures) or figures[first + 1].kind is not Kind.COUNT:
        return first
    gap = sentence.gap(label, figures[first + 1])
    if _SEPARATED.search(gap):
        return first
    sized = label.kind is Kind.MEASURE and (
        label.upper is not None or label.hedge is not None or label.unit in SPANS
    )
    sized = sized or (label.kind in {Kind.MEASURE, Kind.MONEY} and gap.strip() in {"", ":"})
    placed = opener[0] == "riêng" and label.kind is Kind.COUNT and gap.endswith(" có ")
    return first + 1 if sized or placed else first


_NUMBER = re.compile(r"\d[\d.,]*")
_SEPARATED = re.compile(r"[,;.()]")


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
        if _OF_ELSEWHERE.match(folded, begin) is not None:
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
    if len(between) > 80 or re.search(r"[.;()]", _NUMBER.sub("", between)):
        return None
    done = re.search(r"(?<!\w)đã(?!\w)", between)
    if done is not None and (cover is not Cover.SUBSET or done.start() > len("có ")):
        return None
    return cover, begin, end


@dataclass(frozen=True, slots=True)
class _Reading:
    """A figure that a list may belong to, and what of the list it can have for parts."""

    candidate: Candidate
    parts: tuple[Figure, ...]

    @property
    def total(self) -> Figure:
        return self.candidate.figure

    @property
    def adds_up(self) -> bool:
        return _add_up(self.total, self.parts)

    def broken(self, percent_of: Mapping[str, Figure]) -> int:
        """How many parts are more than the total, or another share of it than is stated."""
        return sum(
            part.value > self.total.value
            or (part.id in percent_of and not _fits(part, self.total, percent_of[part.id]))
            for part in self.parts
        )


def _fits(part: Figure, total: Figure, percent: Figure) -> bool:
    return abs(100 * part.value - percent.value * total.value) <= percent.step * total.value


def _readings(
    sentence: Sentence,
    opener: re.Match[str],
    first: int,
    opened: tuple[Cover, int, int],
    items: Collection[str],
) -> Iterator[_Reading]:
    """What a list may be read as, the total nearest to it first."""
    cover, begin, region_end = opened
    figures = sentence.figures
    head = sentence.folded[begin : figures[first].start].strip().removeprefix(":")
    for label in figures[:first]:
        if label.start >= begin:  # 'gồm: 70 tuổi 98 cụ, 75 tuổi 51 cụ'
            head = head.replace(sentence.folded[label.start : label.end], "").strip(" :")
    before = [figure for figure in figures[:first] if figure.end <= opener.start()]
    for found in candidates(sentence, _kind(opener), opener.start(), before, figures[first], items):
        if opener["of"] is not None and not _is_named(sentence, found.figure, opener["of"]):
            continue
        listed = tuple(
            members(
                sentence,
                found.figure,
                first,
                region_end,
                head,
                selected=cover is Cover.SUBSET,
            )
        )
        if cover is Cover.SUBSET:  # '214, trong đó tiêu biểu 42; hoàn thành tốt 55'
            listed = tuple(takewhile(lambda part: part.id not in items, listed))
        if listed:
            yield _Reading(found, listed)


def _chosen(
    sentence: Sentence,
    cover: Cover,
    at: int,
    readings: Sequence[_Reading],
    percent_of: Mapping[str, Figure],
) -> tuple[Figure, tuple[Figure, ...]] | None:
    """The total of a list with its parts.

    Structure says which; only where it leaves a second reading of 'trong đó', and that one breaks
    fewer of its parts, is the second taken: two readings of which one is right are no error.
    """
    certain = [reading for reading in readings if reading.candidate.certain]
    best = min(certain, key=lambda reading: reading.candidate.against, default=None)
    chosen = next((reading for reading in readings if reading.adds_up), best)
    if chosen is best and best is not None and cover is Cover.SUBSET:
        others = [r for r in certain if r is best or lawful(best.total, r.total, sentence, at)]
        chosen = min(others, key=lambda r: (r.broken(percent_of), r is not best))
    return (chosen.total, chosen.parts) if chosen is not None else None


def _supposed(
    sentence: Sentence,
    cover: Cover,
    readings: Sequence[_Reading],
    chosen: tuple[Figure, tuple[Figure, ...]] | None,
) -> Iterator[Claim]:
    """The likeliest reading of a list that is not taken for it, and would be if it added up."""
    if cover is Cover.SUBSET or (chosen is not None and _add_up(*chosen)):
        return
    best = min(readings, key=lambda reading: reading.candidate.against, default=None)
    if best is None or len(best.parts) < 2 or (chosen is not None and best.total is chosen[0]):
        return
    if count_one_thing(sentence, best.total, best.parts):
        ids = (best.total.id, *(part.id for part in best.parts))
        yield Claim(ClaimKind.PARTS, ids, cover=Cover.ALL, supposed=True)


def _add_up(total: Figure, parts: Sequence[Figure]) -> bool:
    return len(parts) > 1 and sum(part.value for part in parts) == total.value


def _kind(opener: re.Match[str]) -> str:
    if opener["bracket"]:
        return "bracket"
    if opener["subset"] or opener["of"]:
        return "subset"
    return "all" if opener["all"] else "colon"


def _is_named(sentence: Sentence, total: Figure, label: str) -> bool:
    """'trong số hộ nghèo có …', 'trong số đã xong có …' behind 'đã xong 15.012 hồ sơ'."""
    if total.noun_key and str(total.noun_key) in label:
        return True
    done = _DONE.sub("", label).strip()
    since = max((f.end for f in sentence.figures if f.end <= total.start), default=0)
    lead = sentence.folded[max(since, total.sentence[0], total.start - _LEAD) : total.start]
    return bool(done) and done in lead


_DONE = re.compile(r"(?<!\w)(?:đã|bị|được|các|những|số)(?!\w)")
_LEAD = 60
"""Characters before a figure that say what was done with it."""
_AN_AMOUNT = re.compile(
    r"(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|cùng\s+kỳ|năm|tương\s+đương|tăng|giảm|kh|bình\s+quân|trung\s+bình"
    r"|định\s+mức|quy\s+định|mỗi|nếu|ngày|khoảng|tối\s+đa|tối\s+thiểu|bằng|hệ\s+số|đơn\s+giá|giá|mức)(?!\w)"
)


_OF_ELSEWHERE = re.compile(
    r"\s*(?:(?:trong|trên)\s+(?:tổng\s+)?số\s+(?!này|đó|ấy|trên)[^\W\d_]"
    r"|(?:(?:tính|xét)\s+)?(?:trong|trên|so\s+với|của)\s+(?:tổng\s+)?(?:số\s+)?\d|(?:trên|trong)\s+tổng\s"
    r"|(?:ngày\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?\s*:|(?:năm|tháng|quý|kỳ)\s+[^,;()]{1,20}:)"
)
"""'6 lớp (trong số hết hạn 8)', '85,5% (trên 9.416 đoàn)', '1.206 tỷ đồng (31/12/2022: 1.391 tỷ)'.

A whole, another time.
"""


def _names_a_part(sentence: Sentence, begin: int, total: Figure, member: Figure) -> bool:
    """'khiển trách 39 [cấp ủy viên 09]': one part by name, no plan and no former case.

    Or by what is said of it: '896 chiếc (889 chiếc đã gắn máy)'.
    """
    label = sentence.folded[begin : member.start].strip()
    if _AN_AMOUNT.search(label) or label.endswith("là") or member.role is not Role.ACTUAL:
        return False
    if not label:
        same = word_behind(sentence, member) == word_behind(sentence, total) != ""
        return same and _SAID_OF.match(sentence.folded, member.end) is not None
    plain = member.hedge is None and member.value != total.value
    return member.kind is Kind.COUNT or (member.kind in AMOUNTS and plain)


_SAID_OF = re.compile(
    r"\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3}?\s+(?:đã|được|có|là|đạt|thuộc|chưa|bị|do|ở|tại)(?!\w)"
)


def _closing(folded: str, start: int, end: int) -> int:
    depth = 1
    for position in range(start, min(end, start + FAR)):
        depth += BRACKETS.get(folded[position], 0)
        if depth == 0:
            return position
    return end


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
