"""A list has as many members as it says.

What it reports: 'tại 05 huyện: Lạng Giang, Yên Thế, Lục Nam, Sơn Động' (four), a count before a
colon or bracket that holds names.

Why it matters: one of the members was dropped, or the count is from an older list.

What it leaves alone: lists whose members are not all names; lists that say they are a choice or an
exception ('trong đó', 'như', 'tiêu biểu', 'kể cả', 'trừ', '…', 'v.v.'); lists of so many members
that no slip makes the count of them; hedged counts; lists that hold figures.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.letters import UPPER
from rules.amounts import is_plain
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.finding import Finding, Message, Severity
from rules.notation import written
from rules.rounding import interval
from rules.slips import may_have_been

_FEW = 3
"""By how many members a list may be short, or too long."""

_LIST = re.compile(
    rf"[^:;.()\d]{{0,60}}?(?:(?:\s*:\s*|,?\s+(?:là|gồm|bao\s+gồm)\s+(?:các\s+)?(?=[{UPPER}]))"
    r"(?P<colon>[^:.()\d]+?)(?=\.(?:\s|\Z)|\Z)|\s*\((?P<bracket>[^()\d:]+)\))"
)
_NAMED = re.compile(r"(?:gồm|bao gồm|là|tại|ở)\s+")
_ITEM = re.compile(rf"(?:(?:các\s+)?[^\W\d_]+\s+){{0,2}}[{UPPER}][^,;]*")
_CHOICE = re.compile(
    r"(?<!\w)(?:trong đó|như|tiêu biểu|điển hình|nhất là|một số|chủ yếu|kể cả|gồm cả|có cả"
    r"|và cả|trừ|không kể|chưa kể|không tính|chưa tính|riêng|dẫn đầu|đứng đầu"
    r"|(?:cao|thấp|nhiều|ít|lớn|nhỏ|tốt|đông|xa|gần) nhất|nổi bật|nổi lên"
    r"|đáng chú ý)(?!\w)|v\.?v|…|\.\.\."
)
"""What a list is called that is not all: a choice, an exception."""
_OF_OTHERS = re.compile(
    r"(?:của|do|theo|sau|sau khi|so với|hơn|giáp|cùng|cùng với|ngoài|bên cạnh|thay|thay cho|thuộc"
    r"|từ|với|trước là|nay là)"
    r"(?:\s+(?:các|hai|ba))?\s"
)
"""'(của các huyện Đồng Phú, Bù Đăng)': others than those that are counted."""
_AND = re.compile(r"\s+và\s+")
_COMMA = re.compile(r"\s*[,;]\s*")


def _run(extraction: Extraction) -> Iterator[Finding]:
    for figure in extraction.figures:
        if figure.kind is not Kind.COUNT or not is_plain([figure]) or figure.noun is None:
            continue
        members = _members(extraction, figure)
        if members is None or not _is_miscounted(figure, members):
            continue
        shown = written(len(members))
        yield CHECK.finding(
            extraction,
            (figure,),
            message=Message(
                vi=f"Ghi {figure.surface} {figure.noun}; danh sách đi kèm nêu {shown}",
                en=f"{figure.surface} {figure.noun} announced; the list names {shown}",
            ),
            stated=figure.surface,
            expected=shown,
            working=Message(vi="; ".join(members), en="; ".join(members)),
        )


def _is_miscounted(figure: Figure, members: tuple[str, ...]) -> bool:
    """Whether a count is not that of the members, but what one slip or some few make of it."""
    off = abs(figure.value - len(members))
    counted = interval(Decimal(len(members)), Decimal(0))
    return off != 0 and (off <= _FEW or may_have_been(figure, counted))


def _members(extraction: Extraction, figure: Figure) -> tuple[str, ...] | None:
    """The names of the list behind a count; None if there is no list that can be told for sure."""
    text = extraction.document.blocks[figure.block].text[figure.end : figure.sentence[1]]
    match = _LIST.match(text)
    if match is None or _CHOICE.search(match[0].lower()):
        return None
    listed = (match["colon"] or match["bracket"]).strip()
    if _OF_OTHERS.match(listed.lower()):
        return None
    return _names(listed) or _names(listed.partition(";")[0])


def _names(listed: str) -> tuple[str, ...] | None:
    """The members of a list if all of them are names."""
    parts = _COMMA.split(_NAMED.sub("", listed, count=1) if _NAMED.match(listed) else listed)
    if len(parts) < 2:
        return None
    last = _AND.split(parts[-1])
    if len(last) > 2:
        return None
    items = [part.strip() for part in (*parts[:-1], *last) if part.strip()]
    if any(_AND.search(item) for item in parts[:-1]) or not all(map(_ITEM.fullmatch, items)):
        return None
    return tuple(items)


CHECK = Check(
    code="S205",
    name="enumeration-count",
    severity=Severity.WARNING,
    summary=Message(
        vi="Danh sách có đủ số thành viên như đã nêu", en="A list has as many members as it says"
    ),
    run=_run,
)
