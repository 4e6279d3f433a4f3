"""A part is not larger than its whole.

What it reports: a ratio whose upper number exceeds the lower ('80/77 chi bộ'), and a share over
100% ('chiếm 120%').

Why it matters: the ratio was turned round, or one of its numbers slipped.

What it leaves alone: what was reached against a plan ('120/100 hồ sơ, đạt 120% kế hoạch'), also
where nothing but the verb says so ('kết nạp 42/40 quần chúng'). Where no percentage stands beside
them: pairs of now and before ('tăng 21/16 người', '112/98 lượt so với năm trước') and rates ('tỷ số
112/100'); pairs whose two numbers are named ('tiếp nhận/giải quyết: 402/395'), of which the
sentence says by how much they differ, or of which several exceed their second number; amounts with
a unit. Hedged figures; a percentage over 100 that is a level or a rate of fulfilment.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.document import BlockKind
from rules.amounts import is_plain
from rules.check import Check
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity
from rules.notation import written
from rules.pairs import is_named_as_a_pair
from rules.plans import PLAN
from rules.rounding import interval, ways

_PLANNED = re.compile(
    rf"(?<!\w)(?:{PLAN}|nghị quyết|định mức|đăng ký"
    r"|(?:được|tỉnh|huyện|trên|bộ|ương|hđnd|ubnd)\s+giao)(?!\w)"
)
_MAY_BE_PLANNED = re.compile(
    r"[^;:.,()]*?(?<!\w)(?:dự kiến|nhu cầu|lộ trình|phân bổ"
    r"|(?:theo|so với)\s+(?:chương trình|hợp đồng))(?!\w)"
)
_UNDER_PLAN = re.compile(
    r"(?<![\d.,])\d{1,2}(?:[.,]\d+)?\s*%\s+(?:so với\s+)?"
    rf"{PLAN}"
)
"""'31/86 dự án giải ngân dưới 30% kế hoạch' has not exceeded any."""
_STEPPED = frozenset({"kV", "V"})
"""A transformer's two sides: '110/22 kV'."""
_TWO_HEADS = re.compile(r"[^\W\d_]\s*/\s*[^\W\d_]")
_COMPARED = re.compile(
    r"(?<!\w)(?:tăng|so\s+(?:với|cùng)|cùng\s+kỳ|ck|năm\s+(?:trước|ngoái)|(?:tỷ|tỉ)\s+số)(?!\w)[^;,.]*\Z"
)
_AGAINST = re.compile(r"\s*(?:-\s*)?so\s+(?:với|cùng)\s[^.;()]{1,40}?[,:]")
"""'So với cùng kỳ, số vụ 45/38, số người chết 17/21'."""
_PAST_BEHIND = re.compile(
    r"(?:(?!\s+(?:tăng|giảm|vượt)(?!\w))\s+[^\W\d_]+){0,5}?\s+(?:so\s+(?:với|cùng)|cùng\s+kỳ|của\s+(?:năm|kỳ))(?!\w)"
)
"""'412/380 học sinh so với năm học trước'."""
_LEFT_OVER = re.compile(r"(?<!\w)(?:dư|thừa|vượt|thêm|dự\s+phòng|chênh)(?:\s+[^\W\d_]+){0,3}\s*\Z")
_CLAUSE_END = re.compile(r"[;:]|\.\s")
_FAR = 300
"""Characters on each side of a ratio that may speak of a plan."""
_MOST = 3
"""Halves of what was planned that may have been done."""
_IS_PART = re.compile(r"(?<!\w)chiếm(?:\s+tỷ\s+(?:lệ|trọng))?(?:\s+là)?\s*\Z")


def _run(extraction: Extraction) -> Iterator[Finding]:
    percents = {
        ratio: extraction.by_id[percent].value
        for percent, ratio in (c.figures for c in extraction.claims_of(ClaimKind.SHARE))
    }
    for figure in extraction.figures:
        if figure.role is not Role.ACTUAL or not is_plain([figure]):
            continue
        if figure.kind is Kind.RATIO:
            if figure.denominator is None or figure.value <= figure.denominator:
                continue
            if _is_of_a_date(extraction, figure) or _are_two_in_a_cell(extraction, figure):
                continue
            if figure.id not in percents and (
                (figure.unit is not None and (_is_near(figure) or figure.unit in _STEPPED))
                or is_named_as_a_pair(extraction, figure)
                or _is_a_pair(extraction, figure)
            ):
                continue
            percent = percents.get(figure.id)
            if percent is None and _has_fellow(extraction, figure):
                percent = Decimal(0)  # a share like its fellows, not what was reached of a plan
            if percent <= 100 if percent is not None else not _is_planned(extraction, figure):
                yield _ratio(extraction, figure)
        elif figure.kind is Kind.PERCENT and figure.value > 100 and _is_part(extraction, figure):
            yield CHECK.finding(
                extraction,
                (figure,),
                message=Message(
                    vi=f"Ghi chiếm {figure.surface}; một phần không lớn hơn 100%",
                    en=f"A share of {figure.surface} is given; a part is at most 100%",
                ),
                stated=figure.surface,
                working=Message(vi=f"{figure.surface} > 100%", en=f"{figure.surface} > 100%"),
            )


_FULFIL = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,4}?(?:đạt\s+và\s+vượt|hoàn\s+thành|chưa\s+(?:đạt|hoàn\s+thành)|không\s+(?:đạt|hoàn\s+thành))(?!\w)"
)
"""'12/16 khoản thu đạt và vượt dự toán': how many of all fulfil a plan."""


def _is_of_a_date(extraction: Extraction, figure: Figure) -> bool:
    """'32/12' of '32/12/2019' (F602)."""
    text = extraction.document.blocks[figure.block].text
    return text[figure.end : figure.end + 1] == "/" and text[figure.end + 1 :][:4].isdecimal()


def _is_a_pair(extraction: Extraction, figure: Figure) -> bool:
    """Whether two numbers stand beside each other that are no part and whole.

    Now and before ('tăng 21/16 người'), a rate ('tỷ số 112/100'), what exceeds the other by as much
    as the sentence says, or one of several that exceed the number under them.
    """
    folded = fold(extraction.document.blocks[figure.block].text)
    if _COMPARED.search(folded, max(figure.sentence[0], figure.start - _FAR), figure.start):
        return True
    if _AGAINST.match(folded, figure.sentence[0]) or _PAST_BEHIND.match(folded, figure.end):
        return True
    beside = [
        other
        for other in extraction.figures
        if (other.block, other.sentence) == (figure.block, figure.sentence) and other is not figure
    ]
    if any(other.denominator == figure.denominator and not _is_over(other) for other in beside):
        return False
    alike = [o for o in beside if o.kind is Kind.RATIO and o.noun_key == figure.noun_key]
    if alike and all(map(_is_over, alike)):
        return True  # 'Đội số 2 146/71 vụ; Đội số 3 118/92 vụ'
    for other in beside:
        first, last = sorted((figure, other), key=lambda f: f.start)
        near = not _CLAUSE_END.search(folded, first.end, last.start)
        if near and (_is_over(other) or _is_the_excess(figure, other)):
            return True
        left_over = first is figure and other.value == figure.value - (figure.denominator or 0)
        if near and left_over and _LEFT_OVER.search(folded, first.end, last.start):
            return True
        if other.unit == "%" and other.step < 1 and _is_the_excess(figure, other):
            return True
    return False


def _is_over(figure: Figure) -> bool:
    return figure.kind is Kind.RATIO and (figure.denominator or 0) < figure.value


def _is_the_excess(figure: Figure, other: Figure) -> bool:
    """'1.690/1.650 …, vượt 2,4%', '412/410 …, đạt 100,5%': the sentence says how far it is over.

    Or by how many, 'tăng 5 người (21/16)', or how many times it is: 'cao nhất 2,37 (664/280)'.
    """
    whole = figure.denominator or Decimal(1)
    over = figure.value - whole
    if other.kind is Kind.CHANGE and other.unit != "%":
        return other.value == over
    if other.step < 1 and other.kind is not Kind.PERCENT and other.unit is None:
        return interval(other.value, other.step).meets(interval(figure.value / whole, Decimal(0)))
    if other.unit != "%" and other.kind is not Kind.PERCENT:
        return False
    if other.value > 100:
        over = figure.value
    elif other.kind is Kind.PERCENT:
        return False  # '52/50 tổ chức, … 2 (4%)'
    return bool(ways(over, whole, abs(other.value), other.step))


def _has_fellow(extraction: Extraction, figure: Figure) -> bool:
    """'15/36 sản phẩm …, 9/36 sản phẩm …': several parts of one whole."""
    return any(
        other.denominator == figure.denominator
        and other.noun_key == figure.noun_key is not None
        and other.value < (other.denominator or 0)
        and (other.block, other.sentence) == (figure.block, figure.sentence)
        for other in extraction.figures
        if other is not figure
    )


def _are_two_in_a_cell(extraction: Extraction, figure: Figure) -> bool:
    """'2 / 1' of a row 'Được kiểm tra / giám sát': two figures in one cell, no part of a whole."""
    in_cell = extraction.document.blocks[figure.block].kind is BlockKind.CELL
    return in_cell and _TWO_HEADS.search(figure.noun or "") is not None


def _is_planned(extraction: Extraction, figure: Figure) -> bool:
    """Whether its clause speaks of a plan; what is counted ('15/17 chỉ tiêu') does not."""
    text = extraction.document.blocks[figure.block].text
    noun = f" {figure.noun}" if figure.noun else ""
    behind = figure.end + len(noun) if text.startswith(noun, figure.end) else figure.end
    before = fold(text[max(figure.sentence[0], figure.start - _FAR) : figure.start])
    after = fold(text[behind : min(figure.sentence[1], behind + _FAR)])
    if _FULFIL.match(after):
        return False
    if "chỉ tiêu" in (figure.noun_key or ""):
        before, after = (part.replace("chỉ tiêu", "") for part in (before, after))
    if _is_produced(extraction, figure, before, after):
        return True
    if _is_near(figure) and _MAY_BE_PLANNED.match(after):
        return True
    clause = f"{_CLAUSE_END.split(before)[-1]} … {_CLAUSE_END.split(after)[0]}"
    return _PLANNED.search(_UNDER_PLAN.sub("", clause)) is not None


def _is_produced(extraction: Extraction, figure: Figure, before: str, after: str) -> bool:
    """'kết nạp 42/40 quần chúng': of what is made there may be more than was planned.

    Not where a predicate says which of them are meant ('có 42/40 xã đã …').
    """
    made = extraction.lexicon.producing.search(before)
    return _is_near(figure) and made is not None and _PREDICATE.match(after) is None


def _is_near(figure: Figure) -> bool:
    return 2 * figure.value <= _MOST * (figure.denominator or 0)


_PREDICATE = re.compile(
    r"[^.;,()\d]{0,60}?(?<!\w)(?:đạt|có|đã|được|chưa|không|bị|hoàn\s+thành|thuộc|vượt)(?!\w)"
)


def _is_part(extraction: Extraction, figure: Figure) -> bool:
    before = extraction.sentence_of(figure)[: figure.start - figure.sentence[0]]
    return _IS_PART.search(fold(before)) is not None


def _ratio(extraction: Extraction, figure: Figure) -> Finding:
    whole = written(figure.denominator or 0)
    return CHECK.finding(
        extraction,
        (figure,),
        message=Message(
            vi=f"Ghi {figure.surface}; phần ({written(figure.value)}) lớn hơn tổng ({whole})",
            en=f"{figure.surface} is given; the part ({written(figure.value)}) exceeds {whole}",
        ),
        stated=figure.surface,
        working=Message(
            vi=f"{written(figure.value)} > {whole}", en=f"{written(figure.value)} > {whole}"
        ),
    )


CHECK = Check(
    code="P103",
    name="part-over-whole",
    severity=Severity.ERROR,
    summary=Message(vi="Phần không lớn hơn tổng", en="A part is not larger than its whole"),
    run=_run,
)
