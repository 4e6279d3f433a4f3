"""Divisions: how surely a list divides the total that it is read with, told by where it stands.

What stands right behind its total ('33 đảng viên (27 khiển trách, …', 'gồm') is meant of it,
whatever the numbers. What is held to a total over other figures or over lines is believed to be its
parts only where one slip explains that it does not add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from rules.amounts import stands_for
from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, DIVIDES, OWN_SHARE, SELECTS
from rules.figures.spelling import fold
from rules.rounding import Interval
from rules.slips import one_slip_from_adding_up, slips
from rules.wholes import named_base, names_again

_CLOSE = 80
"""Characters between a total and the first of its parts."""
_FAR = 240
"""The same, with what is said of the total between them."""
_FARTHEST = 10
"""How many times its total a part may be for a slip of one digit."""
_ALL_OF_IT = 100
_MORE = 4
"""Figures behind a list that may go on with it."""
_DIGIT = re.compile(r"\d")
_OPENS = re.compile(
    rf"[(\[:=]|(?<!\w)(?:{DIVIDES}|{SELECTS}|bao\s+gồm|gồm|chia\s+ra|phân\s+ra|chia\s+theo|cụ\s+thể|theo\s+đó|riêng|có)(?!\w)"
)
_WORDS_OPEN = re.compile(
    rf"(?<!\w)(?:{DIVIDES}|{SELECTS}|bao\s+gồm|gồm|chia\s+ra|phân\s+ra|chia\s+theo|cụ\s+thể|riêng)(?!\w)"
)
_OF_NAMED = re.compile(r"(?<!\w)trong\s+(?:tổng\s+)?số\s+(?P<what>[^\W\d_][^.;,()\d]{1,60})\Z")
_OF_THESE = re.compile(
    r"(?<!\w)trong\s+(?:tổng\s+)?số\s+(?P<what>[^\W\d_][^.;,()\d]{1,60}?)\s+(?:này|đó|trên|nói\s+trên),[^.;,()\d]{0,40}\Z"
)
"""'thu nội địa 1.721 tỷ đồng, … Trong số thu nội địa này, tiền sử dụng đất …'."""
_ASIDES = re.compile(
    r",\s*(?:tăng|giảm|bằng|đạt|vượt|cao\s+hơn|thấp\s+hơn)\s(?:[^,;.()]|[.,](?=\d)){1,60}(?=,\s)"
    r"|(?<=[^\W\d_])\d{1,2}(?=[,;\s])|/\s?\d[\d.]*(?:\s+[^\W\d_]+){0,3}?(?=,\s)"
)
"""Between a total and its parts: ', tăng 25% so với cùng kỳ', a footnote's mark, '/378 bị can'."""
_OF_ALL = re.compile(r"(?<!\w)trong\s+(?:tổng\s+)?số\s+\Z")
_JOINED = re.compile(rf";\s*(?=(?:{DIVIDES}|trong|bao\s+gồm|gồm|chia|cụ\s+thể)(?!\w))")
"""'4.260 cơ sở; trong đó …'."""
_PARTS_FROM = re.compile(r"[;)\]]|\.\s")
_ENDED = re.compile(r"[;(]|\.\s")
_PAST = re.compile(
    r"(?<!\w)(?:cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý|khóa|nhiệm\s+kỳ)\s+(?:trước|ngoái))"
    r"(?:\s+[^\W\d_]+){0,2}\s*\Z"
)
_NEXT = 60
"""Characters behind the last part in which another may stand."""
_MISREAD = frozenset(
    {
        Kind.NAME,
        Kind.DOCUMENT_NUMBER,
        Kind.IDENTIFIER,
        Kind.ORDINAL,
        Kind.PHONE,
        Kind.CITATION,
        Kind.UNCLASSIFIED,
        Kind.YEAR,
    }
)


def _shares_in(extraction: Extraction, claim: Claim) -> Iterator[tuple[str, Figure]]:
    """The members of a list that have a share, by their id, each with its percentage."""
    for other in extraction.claims_of(ClaimKind.SHARE_OF_COUNT):
        percent, part = other.figures
        if part in claim.figures[1:]:
            yield part, extraction.by_id[percent]


def has_shares(extraction: Extraction, claim: Claim) -> bool:
    """Whether parts of a list have their percentages beside them."""
    return any(True for _ in _shares_in(extraction, claim))


def names_another_base(extraction: Extraction, claim: Claim) -> bool:
    """'khỏi 8.319 (73,68% số ra viện), đỡ 1.964 (17,40%)': of what the shares of the list are.

    A base that is the total named again is none; but beside it a bare 'tổng số' is of all.
    """
    whole = extraction.by_id[claim.figures[0]]
    again, bases = False, set()
    for _, share in _shares_in(extraction, claim):
        base = named_base(extraction, share)
        if base is None:
            continue
        bases.add(base)
        if base != "tổng số" and not names_again(extraction, share, whole):
            return True
        again = again or base != "tổng số"
    return again and len(bases) > 1


def tells_that_it_is_not_divided(extraction: Extraction, claim: Claim) -> bool:
    """'trẻ 19.240: tiêm đủ 13.786 (71,7%), sởi 14.870 (77,3%)': each is what it says of the total.

    Then the total is right: parts whose shares exceed it overlap, and those behind 'trong đó' whose
    shares fall short of it are some of it.
    """
    total, *members = claim.figures
    whole = extraction.by_id[total]
    shares = dict(_shares_in(extraction, claim))
    if len(shares) < len(members) or whole.value <= 0:
        return False
    for part, share in shares.items():
        off = abs(100 * extraction.by_id[part].value - share.value * whole.value)
        if off > share.step * whole.value:
            return False
    added = sum(share.value for share in shares.values())
    unsure = sum(share.step for share in shares.values())
    if claim.cover is Cover.SUBSET and added + unsure < _ALL_OF_IT:
        return True
    return added - unsure > _ALL_OF_IT


def follows_its_total(extraction: Extraction, claim: Claim) -> bool:
    """Whether a list stands right behind its total, with nothing but what opens it between.

    Or names the total again ('trong số hộ nghèo có …'), or has 'trong tổng số' before its total.
    """
    total, first = (extraction.by_id[identity] for identity in claim.figures[:2])
    if total.block != first.block or first.start < total.end:
        return False
    text = extraction.document.blocks[total.block].text
    folded = fold(text[total.end : first.start])
    named = _OF_NAMED.search(folded)
    if named is not None and total.noun_key and named["what"].startswith(total.noun_key):
        return True
    before = fold(text[max(total.sentence[0], total.start - _CLOSE) : total.start])
    these = _OF_THESE.search(folded)
    if these is not None and these["what"] in before:
        return True
    gap = _ASIDES.sub("", _JOINED.sub(" ", OWN_SHARE.sub("", folded)))
    if len(gap) > _CLOSE or _PARTS_FROM.search(gap) or _DIGIT.search(gap):
        return False
    return _OPENS.search(gap) is not None or _OF_ALL.search(before) is not None


def closes(extraction: Extraction, claim: Claim) -> bool:
    """Whether the end of a list says that it names all: '…, còn lại 6', '…, loại khác 6', '… và 6'.

    Or it is the end of its sentence, behind 'gồm' or a colon.
    """
    before, last = (extraction.by_id[identity] for identity in claim.figures[-2:])
    if before.block != last.block:
        return False
    text = extraction.document.blocks[last.block].text
    lead, behind = fold(text[before.end : last.start]), fold(text[last.end : last.sentence[1]])
    item = _CLAUSE_END.split(behind, maxsplit=1)[0]
    if _REST.search(lead) or _REST.search(item[:_NEAR]):
        return True
    return _AND_LAST.search(lead) is not None or _ENDS_ALL.fullmatch(behind) is not None


_REST = re.compile(r"(?<!\w)(?:khác|còn\s+lại)(?!\w)")
_CLAUSE_END = re.compile(r"[,;.():]")
_AND_LAST = re.compile(r"[^,;]*(?<!\w)và\s+(?:[^\W\d_]+\s+){0,4}\Z")
_ENDS_ALL = re.compile(r"[^,;:()\d]{0,60}(?:\([^()]*\))?\s*[.;)]?\s*")
_NEAR = 24
"""Characters behind its last number in which it may say that it is the rest."""


def opens_behind_asides(extraction: Extraction, claim: Claim) -> bool:
    """Whether a list that words open stands behind its total with nothing but asides between.

    'Tổng dư nợ 12.648 tỷ đồng, tăng 14,2% so với đầu năm (11.075 tỷ đồng), trong đó …': what stands
    between is said of the total, or measured otherwise.
    """
    total, first = (extraction.by_id[identity] for identity in claim.figures[:2])
    if total.block != first.block or first.start < total.end:
        return False
    folded = fold(extraction.document.blocks[total.block].text[total.end : first.start])
    opened = list(_WORDS_OPEN.finditer(folded))
    if not opened or len(folded) > _FAR:
        return False
    aside, behind = folded[: opened[-1].start()], folded[opened[-1].end() :]
    if len(behind) > _CLOSE or _PARTS_FROM.search(behind) or ";" in aside.rstrip(" ;"):
        return False
    if re.search(r"\.\s", aside):
        return False
    at = total.end + opened[-1].start()
    named = bool(total.noun_key) and f" {total.noun_key} " in behind
    return not any(
        figure.block == total.block
        and total.end <= figure.start < at
        and (figure.kind, figure.unit) == (total.kind, total.unit)
        and figure.role is Role.ACTUAL
        and (not named or figure.noun_key == total.noun_key)
        and not _in_bracket(folded, figure.start - total.end)
        for figure in extraction.figures
    )


def goes_straight_on(extraction: Extraction, claim: Claim) -> bool:
    """'thụ lý 1.250 vụ; đã giải quyết 1.175 vụ (94%); còn lại 75 vụ': done, and what is left."""
    total, first = (extraction.by_id[identity] for identity in claim.figures[:2])
    if claim.cover is not Cover.ALL or total.block != first.block or first.start < total.end:
        return False
    gap = fold(extraction.document.blocks[total.block].text[total.end : first.start])
    return len(gap) <= _CLOSE and not _DIGIT.search(gap) and re.search(r"\.\s", gap) is None


def _in_bracket(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place)


def is_of_the_past(extraction: Extraction, total: Figure) -> bool:
    """'30 đại biểu, nhiệm kỳ trước 28 đại biểu: nữ 9': the list is of what is now."""
    text = extraction.document.blocks[total.block].text
    lead = fold(text[max(total.sentence[0], total.start - _CLOSE) : total.start])
    return _PAST.search(lead) is not None and any(_before(extraction, total))


def is_believable(total: Figure, parts: Sequence[Figure], *, selected: bool = False) -> bool:
    """Whether parts can be those of a total: what exceeds it is another's, but for one slip.

    Args:
        total: what the parts are said to be of.
        parts: they.
        selected: they need not be all there is of it.
    """
    whole, each = stands_for(total), [stands_for(part) for part in parts]
    larger = sum(part.low > whole.high for part in each)
    if not larger or one_slip_from_adding_up(total, parts):
        return True
    if not selected:
        return False
    most, added = max(part.low for part in each), sum(part.low for part in each)
    if larger == 1 and most <= _FARTHEST * whole.high:
        return True
    alike = (other for other in slips(total.value, total.step) if other < 10 * total.value)
    return 10 * whole.high >= added or any(other >= most for other in alike)


_TELLING = 1000
"""Units of its last place from which a number hardly adds up by chance."""


def is_made_up_otherwise(extraction: Extraction, claim: Claim) -> bool:
    """Whether a total is made up once the list is read to its end.

    The figures right behind the parts may go on with them; numbers among the parts that were read
    as no figures ('hóa đơn 147') may be the parts that are missing; and a bracket may give the
    parts of what was said before: '5 đảng viên: khiển trách 4, khai trừ 1 (đất đai 3, hối lộ 2)'.
    What is taken for the total may be the first part of that.
    """
    total, *parts = (extraction.by_id[identity] for identity in claim.figures)
    whole = stands_for(total)
    added = stands_for(parts[0])
    for part in parts[1:]:
        added += stands_for(part)
    if added.meets(whole):
        return False
    behind = total.block == parts[-1].block and total.start > parts[-1].start
    if (
        len(parts) > 1
        and not behind
        and (
            any(stands_for(other).meets(added) for other in _before(extraction, total))
            or (
                total.value >= _TELLING * total.step
                and any(stands_for(o).meets(whole + added) for o in _first(extraction, total))
            )
        )
    ):
        return True
    if _is_a_balance(extraction, parts, whole):
        return True
    lacks = whole - added
    missing = [*_left_out(extraction, total, parts)]
    if any(lacks.low <= number <= lacks.high for number in (*missing, sum(missing))):
        return True
    for more in _behind(extraction, total, parts[-1]):
        added += stands_for(more)
        if added.meets(whole):
            return True
    return False


def _is_a_balance(extraction: Extraction, parts: Sequence[Figure], whole: Interval) -> bool:
    """'512 học viên: đầu kỳ 487, tiếp nhận mới 136, chuyển đi 111': what left is taken off.

    Some of the figures behind that of an earlier time, taken off in place of added, make the total.
    """
    if not 1 < len(parts) <= _LONGEST or not _STOOD.search(_lead(extraction, parts[0])):
        return False
    sums = [stands_for(parts[0])]
    for part in parts[1:]:
        own = stands_for(part)
        sums = [new for so_far in sums for new in (so_far + own, so_far - own)]
    return any(so_far.meets(whole) for so_far in sums)


_STOOD = re.compile(
    r"(?<!\w)(?:đầu\s+(?:kỳ|năm|tháng|quý|nhiệm\s+kỳ)|tồn|cũ|còn|(?:năm|kỳ|tháng|quý)\s+trước|chuyển\s+(?:sang|kỳ)|dư)(?!\w)"
)
_LONGEST = 7
"""Parts of a balance."""


def _lead(extraction: Extraction, figure: Figure) -> str:
    """The words before a figure, folded."""
    text = extraction.document.blocks[figure.block].text
    start = max(figure.sentence[0], figure.start - _LEAD)
    return re.split(r"[,;:(]", fold(text[start : figure.start]))[-1]


_LEAD = 40


def _left_out(extraction: Extraction, total: Figure, parts: Sequence[Figure]) -> Iterator[Decimal]:
    """The numbers among the parts of a list, and right behind it, that were not read as parts.

    They were taken for names, or are amounts without their unit ('312 triệu đồng, 143 triệu').
    """
    last = parts[-1]
    text = extraction.document.blocks[last.block].text
    start = total.end if total.block == last.block and total.end < last.start else parts[0].start
    taken = {total.id, *(part.id for part in parts)}
    for numeral in extraction.numerals:
        if numeral.place.block != last.block or not start <= numeral.start < last.end + _NEXT:
            continue
        behind = OWN_SHARE.sub("", text[last.end : numeral.start])
        if numeral.id in taken or _ENDED.search(behind):
            continue
        figure = extraction.by_id.get(numeral.id)
        if figure is not None and figure.kind in AMOUNTS and figure.unit is None:
            yield figure.value
        elif numeral.kind in _MISREAD and numeral.surface.replace(".", "").isdecimal():
            yield Decimal(numeral.surface.replace(".", ""))


def _before(extraction: Extraction, total: Figure) -> Iterator[Figure]:
    """Those of `_first` that stand in its sentence."""
    return (figure for figure in _first(extraction, total) if figure.sentence == total.sentence)


def _first(extraction: Extraction, total: Figure) -> Iterator[Figure]:
    """The figures of a paragraph before a total that are measured as it is."""
    return (
        figure
        for figure in extraction.figures
        if figure.block == total.block
        and figure.end <= total.start
        and (figure.kind, figure.unit) == (total.kind, total.unit)
    )


def _behind(extraction: Extraction, total: Figure, last: Figure) -> Iterator[Figure]:
    """The next figures of a sentence that are measured as its total is."""
    same = (
        figure
        for figure in extraction.figures
        if (figure.block, figure.sentence) == (last.block, last.sentence)
        and figure.start > last.start
        and figure is not total
        and figure.kind in AMOUNTS
        and figure.role is Role.ACTUAL
    )
    alike = (f for f in same if f.kind is total.kind and f.unit == total.unit)
    return islice(alike, _MORE)
