"""What the head block and the closing lines of a paper say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, pairwise

from extractors.closing import recipients, signer
from extractors.document import Block, BlockKind, Metadata, Run
from extractors.head import (
    BLANK_DATE,
    BLANK_NUMBER,
    DATED,
    KIND,
    MOTTO,
    NUMBER,
    VIETNAM,
    is_ornament,
    lines_of,
)
from extractors.letters import UPPER

_FLOW = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.HEADER})
_SPAN = (
    r"(?:(?:\d{1,2}|một|hai|ba|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?|quý\s+(?:[IVX]+|\d)"
    r"|tháng\s+\d{1,2}|tuần\s+(?:thứ\s+)?\d{1,2}|học\s+kỳ\s+(?:[IVX]+|\d)|năm(?:\s+học)?"
    r"|giai\s+đoạn|nhiệm\s+kỳ)"
)
_PERIOD = re.compile(
    rf"\b(?:{_SPAN}(?:\s*,\s*|\s+và\s+|\s+))?{_SPAN}(?:\s*[,/–-]\s*|\s+)(?:năm\s+)?"
    r"\d{4}(?:\s*[-–]\s*\d{4})?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"từ\s+(?:ngày\s+)?\d{1,2}[\d/.\s-]*\s+đến\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}[/.-]\d[\d/.-]*\d",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:[IVX]+|\d+|[A-H])\s?[.\-–/)]\s?(?=\D)|(?:Phần|Chương|Mục|Kính|Căn\s+cứ|Thực\s+hiện)\b"
    r"|(?:PHẦN|CHƯƠNG|MỤC|ĐẶT\s+VẤN\s+ĐỀ|MỞ\s+ĐẦU)\b"
)
_GOES_ON = re.compile(r"(?:\d{1,2}\s+tháng|tháng|quý|năm|giai\s+đoạn|nhiệm\s+kỳ)\b", re.IGNORECASE)
_LEFT_OPEN = re.compile(r"(?:[,;–-]|\b(?:và|của|về|cho|trong|theo))\Z", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:SỞ|PHÒNG|BAN|CÔNG\s+(?:AN|ĐOÀN|TY)|T(?:ÒA|OÀ)\s+ÁN|VIỆN|BỆNH\s+VIỆN|TRƯỜNG|ĐẢNG\s+(?:BỘ|ỦY|UỶ)"
    r"|\w+\s+(?:ỦY|UỶ|ĐOÀN)|CHI\s+(?:BỘ|CỤC|ỦY|UỶ|NHÁNH|HỘI)|CỤC|TỔNG|BỘ|HỘI|LIÊN|ĐOÀN|(?:ỦY|UỶ)\s+BAN"
    r"|UBND|UBKT|UBMTTQ|UB|HĐND|MTTQ|MẶT\s+TRẬN|TRUNG\s+TÂM|KHO\s+BẠC|BẢO\s+HIỂM|BHXH|NGÂN\s+HÀNG"
    r"|QUÂN\s+(?:KHU|CHỦNG|ĐOÀN)|BCH|BTV|VĂN\s+PHÒNG|THANH\s+TRA|ĐÀI|HỌC\s+VIỆN|ĐẠI\s+HỌC|KHOA|TIỂU\s+BAN"
    r"|ĐỘI|TỔ|TRẠM|HẠT|CHÍNH\s+PHỦ|QUỐC\s+HỘI|HỢP\s+TÁC\s+XÃ|HTX|NHÀ\s+MÁY|XÍ\s+NGHIỆP|BƯU\s+ĐIỆN"
    r"|KIỂM\s+TOÁN|CĐCS|CĐ|LĐLĐ|CLB|TAND|VKSND|TTYT)\b"
)
"""What the name of a body begins with; a line that begins otherwise goes on with the last one."""
_OPENERS = frozenset({"BAN CHẤP HÀNH", "BAN THƯỜNG VỤ", "BAN THƯỜNG TRỰC", "BCH", "BTV"})
"""Names that are no name yet: what stands under them belongs to them."""
_EMBLEM = re.compile(r"ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN)\s+HỒ\s+CHÍ\s+MINH")
"""What papers of the youth union bear where others have the motto."""
_PLACE_AND_DATE = re.compile(
    rf"(?:[{UPPER}](?![{UPPER}])[^\W\d_]+(?:\s\w+){{0,4}},\s*)?"
    r"ngày\s.{1,8}?tháng\s.{1,8}?năm\s+\d{4}\s*\Z"
)
"""At the end of a line that has the issuer on its left."""
_LEVELS = frozenset({"TỈNH ỦY", "TỈNH UỶ", "HUYỆN ỦY", "THÀNH ỦY", "QUẬN ỦY", "THỊ ỦY", "ĐẢNG ỦY"})
"""Committees that need a place to be a name: under another body they end its name."""
_LONGEST_TITLE = 400
_LONGEST_TITLE_LINE = 200
_LONGEST_CLOSING = 600
_ASIDE = re.compile(
    r"(?<=\S)\s*(\((?:Từ|Số\s+liệu|Trình|Tính|Phục\s+vụ|Kèm|Tài\s+liệu|Dự\s+thảo)\b[^()]*\))\Z"
)
"""What stands in brackets under a title, and is not of it."""
_KIND_ALONE = 40
_OPENING = 48
_CLOSING = 60
"""Blocks at the beginning and at the end that are looked into."""


def metadata(blocks: Sequence[Block]) -> Metadata:
    """Number, date, issuer, title, period, signer and recipients; None where not found."""
    flow = [block for block in blocks if block.kind in _FLOW and not block.hidden]
    head = list(_lines(_as_set(block) for block in flow if block.kind is BlockKind.HEADER))
    below = [block for block in flow if block.kind is not BlockKind.HEADER]
    opening = [block.text for block in below[:_OPENING]]
    ends = below if len(below) <= _OPENING + _CLOSING else [*below[:_OPENING], *below[-_CLOSING:]]
    closing = list(_lines(map(_as_set, ends)))
    number = next((m for text in head if (m := NUMBER.search(text))), None)
    location, day = _dated(head, closing)
    title, asides = _title(_lines(opening))
    if title is None:
        title = _subject([*head, *islice(_lines(opening), 4)])
    bodies = _bodies(head)
    return Metadata(
        issuer=bodies[-1] if bodies else None,
        parent=bodies[-2] if len(bodies) > 1 else None,
        number=None if number is None else _compact(number["number"] + number["symbol"]),
        location=location,
        date=day,
        title=title,
        period=_period([title or "", *asides]),
        signer=signer(closing),
        recipients=tuple(recipients(closing)),
    )


def _lines(texts: Iterable[str]) -> Iterator[str]:
    return (line for text in texts for line in lines_of(text))


def _as_set(block: Block) -> str:
    """The text of a short block, in the lines that it has on its page where that is known."""
    if len(block.text) > _LONGEST_CLOSING:
        return block.text
    parts: list[str] = []
    end = 0
    last: Run | None = None
    for run in block.runs:
        if last is not None and last.box is not None and run.box is not None:
            height = run.box.bottom - run.box.top
            if run.page != last.page or run.box.top - last.box.top > height / 2:
                parts.append(block.text[end : run.start])
                end = run.start
        last = run
    parts.append(block.text[end:])
    return "\n".join(parts)


def _compact(number: str) -> str:
    return re.sub(r"\s+", "", number)


def _dated(head: Sequence[str], body: Sequence[str]) -> tuple[str | None, str | None]:
    """Place and date: of the head, else of a line of its own at the beginning or the end."""
    others = [line for line in (*body[:12], *body[-24:]) if len(line) < 80]
    wrapped = (f"{a} {b}" for a, b in pairwise(head))
    for line, is_head in [*((h, True) for h in (*head, *wrapped)), *((o, False) for o in others)]:
        match = (DATED.search(line) or BLANK_DATE.search(line)) if is_head else DATED.match(line)
        if match is None or not (is_head or match["location"]):
            continue
        location = None if match["location"] is None else match["location"].strip()
        if match.re is BLANK_DATE:
            return location, None
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return location, None
        return location, day.isoformat()
    return None, None


def _bodies(head: Sequence[str]) -> list[str]:
    """The bodies named above the number, the one that issued the paper last, behind its parent."""
    names: list[str] = []
    before = ""
    for stored in head:
        # A font of before Unicode that draws small letters as capitals leaves them small.
        drawn = stored.islower() and not any(map(str.isdecimal, stored))
        text = stored.upper() if drawn else stored
        rest_of_motto = VIETNAM.fullmatch(text) is not None and MOTTO.fullmatch(before) is not None
        before = text
        if rest_of_motto:
            continue
        if NUMBER.search(text) or BLANK_NUMBER.match(text):
            break
        line = MOTTO.sub("", _PLACE_AND_DATE.sub("", text)).strip(" *-–_")
        emblem = _EMBLEM.fullmatch(line) is not None and bool(names)
        if emblem or len(line) < 3 or line != line.upper() or not any(map(str.isalpha, line)):
            continue
        begins = _UNIT.match(line) is not None and line not in _LEVELS
        if names and (not begins or names[-1] in _OPENERS or _LEFT_OPEN.search(names[-1])):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    return names


def _title(body: Iterator[str]) -> tuple[str | None, list[str]]:
    """The kind of paper with what it is about, 'BÁO CÁO Tình hình …', and brackets under it."""
    first = next((line for i, line in enumerate(islice(body, 40)) if _begins_title(line, i)), None)
    if first is None:
        return None, []
    parts, asides = [first], []
    for line in islice(body, 7):
        if line.startswith("(") and line.endswith(")"):
            asides.append(line)
        elif asides or not _is_title_line(parts, line):
            break
        else:
            parts.append(line)
    title = " ".join(parts)
    if (aside := _ASIDE.search(title)) is not None:
        asides.insert(0, aside[1])
        title = title[: aside.start()]
    return (title if len(title) <= _LONGEST_TITLE else parts[0][:_LONGEST_TITLE]), asides


def _begins_title(line: str, at: int) -> bool:
    if len(line) > _LONGEST_TITLE:
        return False
    if line.islower() and KIND.fullmatch(line.upper()) is not None:
        return True  # set in a font that draws small letters as capitals
    return KIND.match(line) is not None or (at < 2 and re.match(r"Báo\s+cáo\b", line) is not None)


def _is_title_line(parts: Sequence[str], line: str) -> bool:
    """Whether a line goes on with a title."""
    before = parts[-1]
    if is_ornament(line) or len(line) > _LONGEST_TITLE_LINE or line[-1] in ".:;":
        return False
    if _SECTION.match(line):
        return False
    if line[0].islower() or _GOES_ON.match(line) or _LEFT_OPEN.search(before):
        return True
    if len(parts) == 1 and len(before) <= _KIND_ALONE:
        return True
    return before.isupper() and line.isupper()


def _subject(lines: Sequence[str]) -> str | None:
    """What a letter is about: 'V/v …' under its number."""
    begin = next(
        (i for i, line in enumerate(lines) if re.match(r"V/v\b", line, re.IGNORECASE)), None
    )
    if begin is None:
        return None
    parts = [lines[begin]]
    for line in lines[begin + 1 : begin + 8]:
        if MOTTO.search(line) or is_ornament(line) or BLANK_DATE.search(line):
            continue
        if not (line[0].islower() or line[0].isdecimal()):
            break
        parts.append(line)
    return " ".join(parts)


def _period(texts: Sequence[str]) -> str | None:
    """The period that a title, or a bracket under it, names first."""
    found = (m for pattern in (_PERIOD, _FROM_TO) for text in texts if (m := pattern.search(text)))
    match = next(found, None)
    return None if match is None else match[0]
