"""Populations: what gives the size of one, and of which it is.

A size is the number under the stroke of a ratio, or a count of all there are. Of some nouns there
is one population in a report ('chi bộ', 'xã'); of any other there is one in a paragraph where the
words around both numbers set nothing apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from extractors.letters import UPPER
from rules.divisions import is_believable
from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Hedge, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.spelling import fold, key

_NOW = re.compile(r"(?:tính\s+)?đến\s+(?:nay|thời\s+điểm)|hiện\s+(?:nay|tại)|từ\s+đầu\s")
_SCOPE = re.compile(
    r"(?:huyện|quận|thị\s+xã|thành\s+phố|tp\.?|xã|phường|thị\s+trấn|tỉnh|khối|cụm|sở|trường|"
    rf"bệnh\s+viện|bậc|cấp|ngành|thôn|bản)\s+(?-i:[{UPPER}])\w*(?:\s+(?-i:[{UPPER}])\w*)*"
    r"|(?P<level>mầm\s+non|mẫu\s+giáo|tiểu\s+học|trung\s+học\s+cơ\s+sở|trung\s+học\s+phổ\s+thông|thcs|thpt)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d\s+(?:[^\W\d_]+\s+){0,2}\Z")
"""Before what a number counts: '19 trường mầm non' names no place of what follows."""
_LEAD = 32
"""Characters before a figure in which stands what was done to so many."""
_AFTER_VERB = re.compile(r"\s*(?:(?:đối\s+với|được|cho|tại|ở|lại)\s+)?\Z")
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"(?:\A|[.;,:]\s)\s*(?P<label>[^.;,:]{2,60}):\s*\Z")
"""'đối tượng 3: 118/124 đồng chí'."""
_QUALIFIED = re.compile(
    r"\s+(?:về|thuộc|của|trong|khối|cấp|lĩnh\s+vực|nhóm|diện|miền|vùng|khu\s+vực|loại|tuyến|ngành|bậc|do|hạng|ngoài)"
    r"(?!\s+(?:năm|tháng|quý|kỳ|tuần|ngày)(?!\w))(?:\s+[^\W\d_]+){1,2}"
)
"""What sets apart of which the number is: 'tiêu chí về kinh tế'."""
_NAMED = re.compile(rf"\s+(?:[{UPPER}]{{2,}}|Quốc\s+hội|Hội\s+đồng)(?!\w)(?:\s+\w+){{0,2}}")
"""'đại biểu HĐND cấp huyện': whose they are, by its name."""
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""A bracket that is closed: what it names is said of the figure before it."""
_THERE_ARE = re.compile(
    r"(?<!\w)(?:(?:hiện|toàn|cả|tổng)(?:\s+[^\W\d_]+){0,6}|(?:hiện\s+)?có|quản\s+lý|tổng\s+số(?:\s+là)?)\s+\Z"
)
_IN_ALL = re.compile(r"(?:\A|[.;:,]\s)\s*trong(?:\s+(?:tổng\s+)?số)?\s+\Z")
_FRACTION = re.compile(r"\s+(?:(?:tổng\s+)?số|còn\s+lại)(?!\w)")
_ENDS = re.compile(r"\s*(?:[.,;:(]|\Z)")
"""'có 24 trường, …', not 'có 24 trường đạt chuẩn'."""
_CLAUSE = re.compile(r"[.;,:]\s|(?<!\w)và(?!\w)")
_TIMES = re.compile(
    r"(?<!\w)(?:(?:ngày|tháng|quý|năm(?:\s+học)?|kỳ)\s+\d{1,4}(?:[/.-]\d{1,4}){0,2}|\d{1,4}(?:[/.-]\d{1,4}){1,2})(?!\w)"
)
_GROUP = re.compile(
    r"(?<!\w)(?:khối(?!\s+lượng)|nhóm|đợt|lần|cụm|cấp(?!\s+(?:được|mới|đổi|lại|cho|phát|thêm|xong)(?!\w))"
    r"|tuyến|vòng|phiên|hạng(?!\s+mục)|loại(?!\s+(?:bỏ|trừ)))\s+\w+(?:\s+\w+)?\s+\Z"
)
"""'khối huyện 24/26 đơn vị'."""
_SAYS_HOW = re.compile(r"(?:đạt|trên|dưới|có|không|chưa|còn|vượt)(?!\w)")
"""What begins a predicate: 'đạt chuẩn trình độ 60/62 giáo viên'."""
_SAYS_NOTHING = frozenset(
    [
        "có", "đã", "đến", "nay", "hiện", "được", "là", "trong", "đó", "còn", "số", "tổng", "tỷ",
        "tỉ",
        "lệ", "toàn", "cả", "tỉnh", "huyện", "xã", "thị", "thành", "phố", "ngành", "ngày", "tháng",
        "năm", "quý", "tính", "cũng", "chỉ", "mới", "đạt", "kết", "quả", "với", "các", "hết", "như",
        "vậy", "riêng", "tuy", "nhiên", "đồng", "thời", "gồm", "ở", "tại", "trên", "địa", "bàn",
        "này",
        "và", "qua", "kiểm", "tra", "khảo", "sát", "đánh", "giá", "rà", "soát",
    ]
)  # fmt: skip
"""Words before a number that set nothing apart."""
_AND = " và "
_FEWEST = 5
"""Members of a population."""


@dataclass(frozen=True, slots=True)
class Total:
    """The size of a population as one figure gives it."""

    figure: Figure
    size: Decimal
    date: str
    """Empty for undated and 'to date'."""


def totals(extraction: Extraction) -> Iterator[Total]:
    """The sizes of populations of which there is one in a report or a paragraph."""
    lexicon = extraction.lexicon
    broken_down = {
        claim.figures[0]
        for claim in extraction.claims_of(ClaimKind.PARTS)
        if _is_broken_down(extraction, claim)
    }
    kinds = _kinds(extraction)
    visited = _visited(extraction)
    for figure in extraction.figures:
        if figure.noun_key is None or not _is_population(lexicon, figure):
            continue
        aimed_at = lexicon.local_populations.match(figure.noun_key) and figure.role is Role.TARGET
        if not (figure.role is Role.ACTUAL or aimed_at) or _is_of_a_kind(figure, kinds):
            continue
        if (figure.block, figure.noun_key, figure.denominator) in visited:
            continue
        if _is_a_base(extraction, figure) and figure.denominator is not None:
            yield Total(figure, figure.denominator, "" if aimed_at else _date(figure))
        elif (
            figure.kind is Kind.COUNT
            and figure.id in broken_down
            and figure.hedge in {None, Hedge.ABOUT}
            and _is_all_there_are(extraction, figure)
        ):
            yield Total(figure, figure.value, _date(figure))


def totals_side_by_side(extraction: Extraction) -> Iterator[tuple[tuple[str, ...], Total]]:
    """Sizes of any noun of which a text does not count group after group, and what sets them apart.

    What is done to so many ('kiểm tra 12/12 cơ sở') gives the size of no population.
    """
    several = extraction.lexicon.several
    kinds = _kinds(extraction)
    for figure in extraction.figures:
        if figure.noun_key is None or figure.role is not Role.ACTUAL or figure.upper is not None:
            continue
        if several.match(figure.noun_key) or _is_of_a_kind(figure, kinds):
            continue
        if _is_of_the_past(extraction, figure):
            continue
        if _is_a_base(extraction, figure) and figure.denominator is not None:
            apart = _set_apart(extraction, figure)
            if apart is not None and figure.denominator >= _FEWEST:
                yield apart, Total(figure, figure.denominator, _day(figure))
        elif (
            figure.kind is Kind.COUNT
            and figure.hedge is None
            and figure.value >= _FEWEST
            and (_is_all_there_are(extraction, figure) or _is_in_all(extraction, figure))
            and _ENDS.match(extraction.document.blocks[figure.block].text, _end(extraction, figure))
        ):
            yield scope(extraction, figure), Total(figure, figure.value, _day(figure))


def divided_and_counted_again(extraction: Extraction) -> Iterator[tuple[Total, Total]]:
    """A count that a list divides, and the number under the stroke of a ratio of it further on.

    '14 đảng viên (nam 11, nữ 03); kết luận 12/14 đảng viên có vi phạm', all in one paragraph.
    """
    divided = {
        claim.figures[0]
        for claim in extraction.claims_of(ClaimKind.PARTS)
        if _is_divided(extraction, claim)
    }
    for _, group in groupby(extraction.figures, key=lambda figure: figure.block):
        figures = tuple(group)
        wholes = [f for f in figures if f.id in divided and f.kind is Kind.COUNT]
        sizes = {f.value for f in figures}
        for ratio in figures if wholes else ():
            size = ratio.denominator
            if size is None or size in sizes or ratio.role is not Role.ACTUAL:
                continue  # what is not given before it may be any of them
            whole = _divided_before(extraction, wholes, ratio)
            if whole is None or size < _FEWEST or _is_of_the_past(extraction, ratio):
                continue
            if _is_of_another_year(extraction, whole, ratio):
                continue
            if _is_a_base(extraction, ratio):
                yield Total(whole, whole.value, _day(whole)), Total(ratio, size, _day(ratio))


def more_than_all(extraction: Extraction) -> Iterator[tuple[Total, Total]]:
    """All that there are of a noun, and more of it further on: 'toàn huyện có 6 …; ở 7 …'."""
    counts = [
        figure
        for figure in extraction.figures
        if figure.kind is Kind.COUNT
        and figure.noun_key is not None
        and figure.role is Role.ACTUAL
        and figure.hedge is None
        and figure.upper is None
        and figure.place.table is None
    ]
    wholes: dict[str, Figure] = {}
    for figure in counts:
        if _is_whole(extraction, figure):
            wholes.setdefault(figure.noun_key or "", figure)
    for figure in counts if wholes else ():
        whole = wholes.get(figure.noun_key or "")
        if whole is None or not whole.value < figure.value <= whole.value * _HARDLY:
            continue
        if (whole.block, whole.sentence) == (figure.block, figure.sentence) or _day(figure):
            continue
        before = _before(extraction, figure)
        if _AMONG.search(before) is None or _PAST.search(before) is not None:
            continue
        if not scope(extraction, figure):
            yield Total(whole, whole.value, ""), Total(figure, figure.value, "")


def _is_whole(extraction: Extraction, figure: Figure) -> bool:
    """'Toàn huyện có 06 cơ sở Hội, 74 chi hội', of what a report counts no several groups."""
    text = extraction.document.blocks[figure.block].text
    before = fold(text[figure.sentence[0] : figure.start])[-_FAR:]
    if _IN_ALL_OF.search(before) is None or _day(figure) or _PAST.search(before) is not None:
        return False
    if extraction.lexicon.several.match(figure.noun_key or "") is not None:
        return False
    return _ENDS.match(text, _end(extraction, figure)) is not None


_FAR = 160
_HARDLY = Decimal("1.25")
"""How many times all there are more may be said to be by a slip or of last year."""
_IN_ALL_OF = re.compile(
    r"(?<!\w)(?:toàn|cả)\s+(?:tỉnh|huyện|thành\s+phố|thị\s+xã|quận|xã|phường|thị\s+trấn|ngành|đảng\s+bộ|hội|trường)"
    r"(?:\s+(?:hiện|nay|đã|hiện\s+nay))*\s+có\s+(?:\d[\d.]*\s+[^\d.;:()]{2,30}(?:,|và)\s*)*\Z"
)
_AMONG = re.compile(
    r"(?<!\w)(?:ở|tại|của|trong(?:\s+(?:tổng\s+)?số)?|cả|toàn\s+bộ|tất\s+cả|đến|khắp)\s+\Z"
)
"""Before a number of which each is meant that there is."""


def _kinds(extraction: Extraction) -> dict[tuple[int, Decimal], list[str]]:
    """What a paragraph counts, by paragraph and number."""
    kinds: dict[tuple[int, Decimal], list[str]] = defaultdict(list)
    for figure in extraction.figures:
        if figure.kind is Kind.COUNT and figure.noun_key is not None:
            kinds[figure.block, figure.value].append(figure.noun_key)
    return kinds


_AT = re.compile(r"(?<!\w)(?:tại|ở|đối\s+với)\s+\Z")


def _visited(extraction: Extraction) -> frozenset[tuple[int, str, Decimal | None]]:
    """'148 cuộc thanh tra tại 231 đơn vị; 94/231 đơn vị có vi phạm': of those, not of all."""
    return frozenset(
        (figure.block, figure.noun_key, figure.value)
        for figure in extraction.figures
        if figure.kind is Kind.COUNT
        and figure.noun_key is not None
        and _AT.search(_before(extraction, figure)) is not None
    )


def _is_of_a_kind(figure: Figure, kinds: Mapping[tuple[int, Decimal], Sequence[str]]) -> bool:
    """Whether a ratio is of a kind that its paragraph counted: '19 trường mầm non … 12/19'."""
    if figure.denominator is None:
        return False
    counted = kinds.get((figure.block, figure.denominator), ())
    return any(noun.startswith(f"{figure.noun_key} ") for noun in counted)


def _divided_before(
    extraction: Extraction, wholes: Sequence[Figure], ratio: Figure
) -> Figure | None:
    """The last divided count before a ratio of what it counts, or of its noun without the rest."""
    several = extraction.lexicon.several
    noun = ratio.noun_key or ""
    for whole in reversed(wholes):
        own = whole.noun_key or ""
        alike = own == noun or (own.startswith(f"{noun} ") and not several.match(noun))
        if noun and alike and whole.end <= ratio.start and whole.role is Role.ACTUAL:
            apart = {*scope(extraction, ratio)} - {*scope(extraction, whole)}
            return None if apart else whole
    return None


def _is_divided(extraction: Extraction, claim: Claim) -> bool:
    total, *parts = (extraction.by_id[identity] for identity in claim.figures)
    exact = sum((part.value for part in parts), Decimal(0)) == total.value
    return len(parts) > 1 and exact and total.hedge is None


def is_shorter(noun: str, full: str) -> bool:
    """Whether a noun is another one said again with fewer words: 'chi hội' of 'chi hội phụ nữ'."""
    ours, theirs = noun.split(_AND), full.split(_AND)
    return len(ours) == len(theirs) and all(
        own == said or said.startswith(f"{own} ") for own, said in zip(ours, theirs, strict=True)
    )


_WITH_ITS_SHARE = re.compile(r"(?:\s+(?:đạt|là|có|còn|chiếm|bằng|được))*\s+\d[\d.,]*\s?%\s*\(\s*\Z")
"""'cấp xã đạt 25,1% (1.130/4.502 đồng chí)': of whom the share is, the ratio in its bracket is."""


def scope(extraction: Extraction, figure: Figure) -> tuple[str, ...]:
    """The places and offices that the sentence names before the figure."""
    text = extraction.document.blocks[figure.block].text
    before = text[max(figure.sentence[0], figure.start - 400) : figure.start]
    said = _ASIDE.sub(" ", before)
    places = {
        key(m[0])
        for m in _SCOPE.finditer(said)
        if m["level"] is None or not _COUNTED.search(said[: m.start()])
    }
    label = _LABEL.search(before)
    if label is not None and _names_a_group(extraction, key(label["label"]), figure):
        places.add(key(label["label"]))
    group = _GROUP.search(_WITH_ITS_SHARE.sub(" ", fold(before)))
    if group is not None:
        places.add(group[0].strip())
    named = _NAMED.match(text, _behind(text, figure))
    if named is not None:
        places.add(key(named[0]).strip())
    behind = _QUALIFIED.match(fold(text[_behind(text, figure) :][:60]))
    if behind is not None:
        places.add(behind[0].strip())
    return tuple(sorted(places))


def _set_apart(extraction: Extraction, figure: Figure) -> tuple[str, ...] | None:
    """What the words around a ratio say of which population it is; None if it is of none."""
    text = extraction.document.blocks[figure.block].text
    apart = scope(extraction, figure)
    behind = fold(text[_behind(text, figure) :][:60]).lstrip()
    lexicon = extraction.lexicon
    if any(words.match(behind) for words in (lexicon.apart, lexicon.qualifier, lexicon.kind)):
        apart = (*apart, " ".join(_WORD.findall(behind)[:2]))
    before = fold(text[max(figure.sentence[0], figure.start - 120) : figure.start])
    lead = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    lead = _TIMES.sub(" ", _ASIDE.sub(" ", lead))
    if _names(lead, figure):
        return apart
    if is_done_to(extraction, figure):
        return None
    if _SAYS_HOW.match(lead.strip()) or lexicon.verb.match(lead.strip()):
        return apart
    return (*apart, *(word for word in _WORD.findall(lead) if word not in _SAYS_NOTHING))


def _names_a_group(extraction: Extraction, label: str, figure: Figure) -> bool:
    """'đối tượng 3: 118/124 đồng chí', not 'đánh giá nghị quyết: 14/20 chỉ tiêu'."""
    return not _names(label, figure) and extraction.lexicon.verb.match(label) is None


def _names(text: str, figure: Figure) -> bool:
    """Whether a text says what a figure counts: 'số xã có bác sĩ: 64/66 xã'."""
    return re.search(rf"(?<!\w){re.escape(figure.noun_key or '')}(?!\w)", text) is not None


def _end(extraction: Extraction, figure: Figure) -> int:
    return _behind(extraction.document.blocks[figure.block].text, figure)


def _behind(text: str, figure: Figure) -> int:
    """Where a figure ends with the noun right behind it."""
    noun = f" {figure.noun}"
    return figure.end + (len(noun) if text.startswith(noun, figure.end) else 0)


def _date(figure: Figure) -> str:
    return "" if figure.period is None or _NOW.match(key(figure.period)) else figure.period


def _day(figure: Figure) -> str:
    """The date of a figure, if its time is one and not 'trong năm'."""
    date = _date(figure)
    return "" if fold(date).startswith("trong ") else date


def _is_population(lexicon: Lexicon, figure: Figure) -> bool:
    """Whether there can be one number only of what a figure counts."""
    noun = figure.noun_key or ""
    known, several = lexicon.populations.match(noun), lexicon.several.match(noun)
    if known and several and several.end() > known.end():
        return False  # 'trường hợp' is no 'trường'
    if noun in lexicon.loose_populations:
        return False
    if known:
        return True
    return figure.kind is Kind.RATIO and lexicon.local_populations.match(noun) is not None


def _is_a_base(extraction: Extraction, figure: Figure) -> bool:
    """Whether the number under a stroke counts, as in no fraction: 'hai phần ba', '1/3 số xã'."""
    if figure.kind is not Kind.RATIO or not any(map(str.isdecimal, figure.surface)):
        return False
    if figure.hedge is not None and (figure.denominator or 0) < _FEWEST:
        return False  # 'khoảng 1/3 chủ thể'
    text = extraction.document.blocks[figure.block].text
    if _FRACTION.match(fold(text[figure.end : figure.end + 16])) is not None:
        return False
    owner = _OF_OTHERS.search(_before(extraction, figure))
    if owner is None or key(owner["noun"]) != figure.noun_key:
        return True
    return owner["count"] in figure.surface.split("/")


def is_said_of_the_rest(extraction: Extraction, figure: Figure) -> bool:
    """'9/42 xã chưa đạt chuẩn': of those that are left."""
    text = extraction.document.blocks[figure.block].text
    return _REST.match(fold(text[_behind(text, figure) :][:24])) is not None


def _is_of_the_past(extraction: Extraction, figure: Figure) -> bool:
    """'cao hơn năm 2016 (44,9%, 271/604 người)': a ratio of another year than what is before it."""
    return _PAST.search(_before(extraction, figure)) is not None


def _is_of_another_year(extraction: Extraction, whole: Figure, ratio: Figure) -> bool:
    """'Xong 1.968 việc, đạt 83,2%; năm 2021 đạt 80,0% (1.712/2.140 việc)'."""
    text = fold(extraction.document.blocks[whole.block].text)
    years = {*_YEAR.findall(text, whole.end, ratio.start)}
    return not years <= {*_YEAR.findall(text, 0, whole.start)}


_YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20)\d\d)(?!\d)")
_REST = re.compile(r"\s+(?:chưa|không|còn\s+lại|khác)(?!\w)")
_PAST = re.compile(
    r"(?<!\w)(?:(?:năm(?:\s+học)?|kỳ|quý|tháng)\s+(?:trước|ngoái)|cùng\s+kỳ|(?:hơn|so\s+với)\s+năm)(?!\w)"
)
_OF_OTHERS = re.compile(
    r"(?<![\d.,/])(?P<count>\d[\d.]*)\s+(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+){0,3}?)\s+(?:đạt|được|có)\s+\Z"
)
"""'tiêu chí 17 xã đạt 306/323': what those so many have."""


def _is_all_there_are(extraction: Extraction, figure: Figure) -> bool:
    """'toàn huyện có 74 trường', not 'kiểm tra 12 trường'."""
    return _THERE_ARE.search(_before(extraction, figure)) is not None


def _is_in_all(extraction: Extraction, figure: Figure) -> bool:
    """'Trong 19 tiêu chí, …'."""
    return _IN_ALL.search(_before(extraction, figure)) is not None


def _before(extraction: Extraction, figure: Figure) -> str:
    text = extraction.document.blocks[figure.block].text
    return fold(text[max(figure.sentence[0], figure.start - 60) : figure.start])


def _is_broken_down(extraction: Extraction, claim: Claim) -> bool:
    """Whether a list gives all parts of a population, and not of what was done to some of it."""
    total, *parts = (extraction.by_id[identity] for identity in claim.figures)
    if claim.cover is Cover.SUBSET or not is_believable(total, parts):
        return False
    if is_done_to(extraction, total):
        return False
    exact = len(parts) > 1 and sum(part.value for part in parts) == total.value
    return claim.cover is Cover.ALL or exact


def is_done_to(extraction: Extraction, figure: Figure) -> bool:
    """'Đã kiểm tra 486 tổ chức đảng': those that something was done to are not all there are."""
    text = extraction.document.blocks[figure.block].text
    before = fold(text[max(figure.sentence[0], figure.start - _LEAD) : figure.start])
    before = _AFTER_VERB.sub("", before)
    verbs = (extraction.lexicon.verb.match(before, word.start()) for word in _WORD.finditer(before))
    return any(verb is not None and verb.end() == len(before) for verb in verbs)
