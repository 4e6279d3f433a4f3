"""Partitions: lists of shares that are of one whole, told by what stands around them.

Parts each with its percentage ('tốt 12 (60%), khá 8 (40%)') show by their own numbers that they
are all; bare percentages are said to be all by 'cơ cấu', by what closes the list ('còn lại',
'khác'), or by names of one scheme ('giỏi', 'khá', 'trung bình').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from rules.amounts import is_plain, stands_for
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.spelling import fold
from rules.rounding import Interval, interval, ways
from rules.slips import may_have_been, one_slip_from_a_whole

_ITEM = re.compile(r"\)?\s*[,;]\s*(?:và\s+)?[^\d;:.()]{0,40}")
_NEXT = re.compile(
    r"\s*(?:\([^()\d]*\))?\s*(?P<mark>[,;–-]|(?<!\w)và(?!\w))(?P<label>[^.;:()\d]{0,80})"
)
_STRUCTURE = re.compile(r"(?<!\w)(?:cơ\s+cấu|tỷ\s+trọng|tỉ\s+trọng|kết\s+cấu)(?!\w)")
_ECONOMY = re.compile(r"(?<!\w)(?:kinh\s+tế|grdp|gdp|giá\s+trị|tổng\s+sản\s+phẩm)(?!\w)")
_CLOSED = re.compile(r"(?<!\w)(?:còn\s+lại|khác)(?!\w)")
_OTHER = re.compile(
    r"(?<!\w)(?:tăng|giảm|vượt|so\s+với|kế\s+hoạch|dự\s+toán|mục\s+tiêu|chỉ\s+tiêu|năm\s+(?:trước|ngoái)|cùng\s+kỳ"
    r"|hoàn\s+thành(?!\s+(?:tốt|xuất\s+sắc|nhiệm\s+vụ))|thực\s+hiện|giải\s+ngân|độ\s+che\s+phủ|lấp\s+đầy)(?!\w)"
)
_ENDS = re.compile(r"\s*(?:[.;)]|,\s+(?:trong|so|cao|thấp)(?!\w)|\Z)")
_CLAUSE = re.compile(r"[.;]\s")
_LEAD = 160
_LEAST = 3
"""Shares of a list that its own numbers, or the names of a scheme, show to be all."""
_HUNDRED = interval(Decimal(100), Decimal(0))
_MISCOUNTED = 4
"""By how many hundredths a list that leaves nothing out may miss its whole otherwise."""
_CLOSE = 2
"""By how many hundredths a list that leaves something out often misses its whole."""


def shared_lists(
    extraction: Extraction,
) -> Iterator[tuple[tuple[Figure, Figure], ...]]:
    """Parts with their shares, (part, share), one behind the other with names between them."""
    shares = (claim.figures for claim in extraction.claims_of(ClaimKind.SHARE_OF_COUNT))
    given = [(extraction.by_id[part], extraction.by_id[share]) for share, part in shares]
    given.sort(key=lambda pair: (pair[0].block, pair[0].start))
    for _, group in groupby(given, key=lambda pair: (pair[0].block, pair[0].sentence)):
        run: list[tuple[Figure, Figure]] = []
        for part, share in group:
            text = extraction.document.blocks[part.block].text
            alike = run and (run[-1][0].kind, run[-1][0].unit) == (part.kind, part.unit)
            if not alike or not _ITEM.fullmatch(text, run[-1][1].end, part.start):
                if len(run) > 1:
                    yield tuple(run)
                run = []
            run.append((part, share))
        if len(run) > 1:
            yield tuple(run)
    yield from _over_lines(extraction, given)


def _over_lines(
    extraction: Extraction, given: Sequence[tuple[Figure, Figure]]
) -> Iterator[tuple[tuple[Figure, Figure], ...]]:
    """Lists whose items stand in lines of their own: '- Công nghiệp: 78,6 triệu kWh, 42,2%;'."""
    run: list[tuple[Figure, Figure]] = []
    for part, share in given:
        text = extraction.document.blocks[part.block].text
        is_item = _MARKED.match(text) is not None and not _DIGIT.search(text, 1, part.start)
        alike = run and (
            part.block == run[-1][0].block + 1
            and (part.kind, part.unit) == (run[-1][0].kind, run[-1][0].unit)
        )
        if run and part.block == run[-1][0].block:
            continue  # a second share of one item
        if not is_item or not alike:
            if len(run) >= _LEAST:
                yield tuple(run)
            run = []
        if is_item:
            run.append((part, share))
    if len(run) >= _LEAST:
        yield tuple(run)


_MARKED = re.compile(r"\s*[-–+*•]\s")
_DIGIT = re.compile(r"\d")


def lists_with_an_odd_share(
    extraction: Extraction, *, adds_up: bool
) -> Iterator[tuple[tuple[tuple[Figure, Figure], ...], tuple[Figure, Figure]]]:
    """Lists all of whose shares but one are of what their parts add up to, and that one.

    An error is told once: of lists whose shares do, or do not, make up 100%.
    """
    for listed in shared_lists(extraction):
        odd = odd_share(listed)
        if odd is not None and makes_a_whole([share for _, share in listed]) is adds_up:
            yield listed, odd


def makes_a_whole(shares: Sequence[Figure]) -> bool:
    """Whether shares add up to 100% within rounding."""
    return sum((stands_for(share) for share in shares), interval(Decimal(0), Decimal(0))).meets(
        _HUNDRED
    )


def odd_share(listed: Sequence[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
    """The one part of a list, with its share, where all others are of what the parts add up to."""
    if len(listed) < _LEAST or not is_plain(figure for pair in listed for figure in pair):
        return None
    whole = sum((part.value for part, _ in listed), Decimal(0))
    odd = [
        (part, share)
        for part, share in listed
        if not ways(part.value, whole, share.value, share.step)
    ]
    if len(odd) != 1:
        return None
    part, share = odd[0]
    needed = 100 * Fraction(part.value) / Fraction(whole)
    if len(listed) == _LEAST and not may_have_been(share, Interval(needed, needed)):
        return None
    return part, share


def structures(extraction: Extraction) -> Iterator[tuple[Figure, ...]]:
    """Bare percentages that are said to make up a whole, and that one slip keeps from it."""
    for (block, sentence), group in groupby(
        extraction.figures, key=lambda f: (f.block, f.sentence)
    ):
        figures = tuple(group)
        if sum(f.kind is Kind.PERCENT for f in figures) < 2:
            continue
        folded = fold(extraction.document.blocks[block].text)
        for run in _runs(folded, figures):
            said = _said(folded, sentence, run, extraction.lexicon)
            if said is not None and _misses(folded, run, closed=said):
                yield run


def _runs(folded: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """Percentages of one list with no other figure between."""
    run: list[Figure] = []
    commas = False
    for figure in figures:
        item = _NEXT.fullmatch(folded, run[-1].end, figure.start) if run else None
        broken = item is None or (commas and item["mark"] == ";")
        if figure.kind is not Kind.PERCENT or figure.role is not Role.ACTUAL or broken:
            if len(run) > 1:
                yield tuple(run)
            run, commas = [], False
        elif item is not None and item["mark"] == ",":
            commas = True
        if figure.kind is Kind.PERCENT and figure.role is Role.ACTUAL:
            run.append(figure)
    if len(run) > 1:
        yield tuple(run)


def _said(
    folded: str, sentence: tuple[int, int], run: Sequence[Figure], lexicon: Lexicon
) -> bool | None:
    """Whether the words around a list say that nothing is left out; None if not even most is said.

    A structure of an economy often leaves out what is none of its branches.
    """
    first = run[0]
    lead = folded[max(sentence[0], first.start - _LEAD) : first.start]
    lead = _CLAUSE.split(lead)[-1]
    labels = [re.split(r"[,:;(]", lead)[-1].strip()]
    for before, share in pairwise(run):
        item = _NEXT.fullmatch(folded, before.end, share.start)
        labels.append(item["label"].strip() if item is not None else "")
    if any(_OTHER.search(label) or label in lexicon.overlapping for label in labels):
        return None
    if sum("tỷ lệ" in label or "tỉ lệ" in label for label in labels[1:]) > 0:
        return None
    if len(run) >= _LEAST and (
        _CLOSED.search(labels[-1]) is not None
        or any(_are_of(labels, scheme) for scheme in lexicon.exclusive)
    ):
        return True
    if _STRUCTURE.search(lead) is None or _OTHER.search(lead):
        return None
    return (len(run) >= _LEAST or ":" in lead) and _ECONOMY.search(lead) is None


def _are_of(labels: Sequence[str], scheme: frozenset[str]) -> bool:
    return sum(any(_ends_with(label, word) for word in scheme) for label in labels) >= _LEAST


def _ends_with(label: str, word: str) -> bool:
    """'xếp loại giỏi' or 'giỏi chiếm' of 'giỏi'."""
    bare = re.sub(r"\s+(?:chiếm|đạt|là|có|:)$", "", label)
    return bare == word or bare.endswith(f" {word}") or bare.startswith(f"{word} ")


def _misses(folded: str, run: Sequence[Figure], *, closed: bool) -> bool:
    """Whether shares are not 100%, by one slip; a few of a list that are are all of it."""
    if not is_plain(run):
        return False
    whole = interval(Decimal(0), Decimal(0))
    for place, share in enumerate(run):
        whole += stands_for(share)
        if place and whole.meets(_HUNDRED):
            return False
    off = whole - _HUNDRED
    is_near = closed and off.low <= _MISCOUNTED and off.high >= -_MISCOUNTED
    if not (is_near or one_slip_from_a_whole(run)) or (not closed and whole.high < _HUNDRED.low):
        return False
    near = whole.meets(Interval(_HUNDRED.low - _CLOSE, _HUNDRED.high))
    return not near or _ENDS.match(folded, run[-1].end) is not None
