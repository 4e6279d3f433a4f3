"""A selection does not exceed what it is selected from.

What it reports: a figure behind 'trong đó' that is larger than its total ('1.250 hộ nghèo, trong đó
1.320 hộ …').

Why it matters: one of the two figures is wrong, or the selection is of something else.

What it leaves alone: selections that overlap (their sum may exceed the total); hedged figures;
rounded amounts that agree within their rounding; means and levels, which have no parts; a figure in
a bracket that is a standard, a whole, or has a verb of its own ('trả 412 hồ sơ (tiếp nhận 486 hồ
sơ)'); things of another name ('18 hộ, … 21 thửa đất'); figures of another time ('2013 có 14 vụ'),
and the next items where the total is itself an item of a list; a list whose parts exceed the total
by more than one slip can.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.amounts import is_a_rate, is_plain, stands_for
from rules.check import Check
from rules.divisions import follows_its_total, is_believable
from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import OF_ALL, SPANS, same_measure, series_of
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.selections import is_a_level, is_aside, is_still_selected, label_of

_NO_PART = re.compile(
    r"(?<!\w)(?:tính\s+(?:theo|trên|cho)|tổng|toàn\s+(?:tỉnh|huyện|xã|ngành|quốc|bộ|thành|khối)|cả|chung|lũy\s+kế|cộng"
    r"|công\s+suất|thiết\s+kế|nhu\s+cầu|định\s+mức|hợp\s+đồng|khởi\s+điểm|(?:cao|thấp|lớn|nhỏ|đông|nhiều|ít|dài|ngắn)\s+nhất|bình\s+quân|trung\s+bình)(?!\w)"
)
"""What no part is called: a basis (tính theo 18 xã), a whole, a capacity, an extreme, a mean."""
_AND = re.compile(r"[^,;:()]*(?<!\w)và\s+")
_TIME = re.compile(
    r"(?<!\w)(?:(?:19|20)\d\d|cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý)\s+(?:trước|ngoái))(?!\w)"
)


def _run(extraction: Extraction) -> Iterator[Finding]:
    for claim in extraction.claims_of(ClaimKind.PARTS):
        if claim.cover is not Cover.SUBSET:
            continue
        total, *parts = (extraction.by_id[identity] for identity in claim.figures)
        larger = [part for part in parts if stands_for(part).low > stands_for(total).high]
        if not is_believable(total, parts, selected=True):
            continue
        for part in larger:
            if not is_plain((total, part)) or not _is_selected(extraction, claim, part):
                continue
            yield CHECK.finding(
                extraction,
                (total, part),
                message=Message(
                    vi=f"Ghi {part.surface} trong tổng số {total.surface}: phần lớn hơn tổng",
                    en=f"{part.surface} is given as a part of {total.surface}, and exceeds it",
                ),
                stated=part.surface,
                expected=f"≤ {total.surface}",
                working=Message(
                    vi=f"{part.surface} > {total.surface}", en=f"{part.surface} > {total.surface}"
                ),
            )


def _is_selected(extraction: Extraction, claim: Claim, part: Figure) -> bool:
    """Whether a figure is among what is selected from a total, and named as what can be."""
    total, first = (extraction.by_id[identity] for identity in claim.figures[:2])
    label = label_of(extraction, part)
    if is_a_rate(total) or (total.kind is Kind.COUNT and total.step < 1):
        return False  # a rate, '1,38 giáo viên/lớp', has no parts
    if part.role is not total.role or _NO_PART.search(label):
        return False
    if part is not first and _TIME.search(label):
        return False
    if not same_measure(total, part, extraction.lexicon):
        return False
    text = extraction.document.blocks[total.block].text
    if total.block == part.block and _AND.fullmatch(fold(text[total.end : part.start])):
        return False  # 'trong số 90 quần chúng và 120 đảng viên dự bị'
    if is_a_level(extraction, total) or is_aside(extraction, claim):
        return False
    if not is_still_selected(extraction, claim, part) or _is_of_others(extraction, total, part):
        return False
    if _may_have_its_unit(extraction, total, part):
        return False
    if follows_its_total(extraction, claim):
        return True
    return not any(
        (figure.block, figure.sentence) == (total.block, total.sentence)
        and (figure.kind, figure.unit, figure.role) == (total.kind, total.unit, total.role)
        and figure.id not in claim.figures
        and figure.end <= first.start
        and figure.head == total.head
        and stands_for(figure).high >= stands_for(part).low
        for figure in extraction.figures
    )  # another figure of the same name before the list may be meant


def _may_have_its_unit(extraction: Extraction, total: Figure, part: Figure) -> bool:
    """'chi 87, cuối kỳ 157 triệu đồng, trong đó cơ sở giữ 131': a number of that unit."""
    text = extraction.document.blocks[part.block].text
    if part.kind is not Kind.COUNT or text[part.end :].lstrip().startswith(part.noun or "\0"):
        return False
    return any(
        figure.kind in {Kind.MONEY, Kind.MEASURE} and figure.unit not in SPANS
        for figure in extraction.figures
        if figure.block == part.block and total.end <= figure.start < part.start
    )


def _is_of_others(extraction: Extraction, total: Figure, part: Figure) -> bool:
    """'21 hộ, trong đó 36 lô đất …', '9 huyện, … có 11 xã': of another name, and no kind of it.

    Persons are of one kind whatever they are called; what neither name tells may be a kind.
    """
    text = extraction.document.blocks[part.block].text
    noun = part.noun or ""
    behind = bool(noun) and text[part.end :].lstrip().startswith(noun)
    lexicon = extraction.lexicon
    if not behind or total.head in {"", part.head}:
        return False
    if lexicon.persons.match(total.noun_key or "") and lexicon.persons.match(part.noun_key or ""):
        return False
    lead = fold(text[max(part.sentence[0], part.start - 24) : part.start])
    if (total.block, total.start) > (part.block, part.start) and not OF_ALL.search(lead):
        return False  # 'hội viên trên tổng số phụ nữ'
    if part.value > 2 * total.value:
        return True
    whole, own = (series_of(figure, lexicon) for figure in (total, part))
    if whole is not None and whole == own:
        return lexicon.levels.match(part.noun_key or "") is not None
    return all(lexicon.noun.match(f.noun_key or "") for f in (total, part)) and (
        whole is not None and not lexicon.persons.match(part.noun_key or "")
    )


CHECK = Check(
    code="S203",
    name="subset-over-total",
    severity=Severity.ERROR,
    summary=Message(
        vi="Phần nêu sau 'trong đó' không vượt tổng số",
        en="'trong đó' parts do not exceed their total",
    ),
    run=_run,
)
