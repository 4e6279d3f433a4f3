"""What the head block and the closing lines of a paper say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.document import Block, BlockKind, Metadata
from extractors.head import DATED, KIND, MOTTO, NUMBER
from extractors.letters import UPPER

_FLOW = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.HEADER})
_PERIOD = re.compile(
    r"(?:(?:\d{1,2}|một|hai|ba|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?|quý\s+[IVX\d]+|tháng\s+\d{1,2}"
    r"|năm|giai\s+đoạn|nhiệm\s+kỳ|năm\s+học)(?:\s+và\s+[\w\s]{1,30}?)?(?:\s*[,/]\s*|\s+)(?:năm\s+)?"
    r"\d{4}(?:\s*[-–]\s*\d{4})?",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"(?:Người\s+ký\s*:\s*)?(?P<name>[{UPPER}][^\W\d_A-Z]*(?:\s+[{UPPER}][^\W\d_A-Z]*){{1,4}})"
)
_FOR = re.compile(r"(?:T/?M\.?|K/?T\.?|T/?L\.?|T\.?U\.?Q\.?|Người\s+ký)(?:\s|:)", re.IGNORECASE)
_RECIPIENTS = re.compile(r"Nơi\s+nhận\s*:?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[IVX]+|\d+|[A-H])\s?[.\-–/)]")
_LONGEST_TITLE = 400


def metadata(blocks: Sequence[Block]) -> Metadata:
    """Number, date, issuer, title, period, signer and recipients; None where not found."""
    flow = [block for block in blocks if block.kind in _FLOW]
    lines = (line for b in flow if b.kind is BlockKind.HEADER for line in b.text.split("\n"))
    head = [" ".join(line.split()) for line in lines]
    number = next((m for text in head if (m := NUMBER.search(text))), None)
    location, day = _dated(head, flow)
    title = _title(flow)
    period = _PERIOD.search(title) if title is not None else None
    return Metadata(
        issuer=_issuer(head),
        number=None if number is None else _compact(number["number"] + number["symbol"]),
        location=location,
        date=day,
        title=title,
        period=None if period is None else period[0],
        signer=_signer(flow),
        recipients=tuple(_recipients(flow)),
    )


def _compact(number: str) -> str:
    return re.sub(r"\s+", "", number)


def _dated(head: Sequence[str], flow: Sequence[Block]) -> tuple[str | None, str | None]:
    """Place and date: of the head, else of a line of its own at the beginning or the end."""
    others = [
        block.text
        for block in (*flow[:12], *flow[-12:])
        if len(block.text) < 80 and block.kind is not BlockKind.HEADER
    ]
    found = [DATED.search(NUMBER.sub(" ", line)) for line in head]
    found += [match for text in others if (match := DATED.match(text)) and match["location"]]
    for match in found:
        if match is None:
            continue
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        location = match["location"]
        return (None if location is None else location.strip()), day.isoformat()
    return None, None


def _issuer(head: Sequence[str]) -> str | None:
    """The last line in capitals above the number, the motto apart: the unit, not its parent."""
    found: str | None = None
    for text in head:
        if NUMBER.search(text) or text.startswith("Số"):
            break
        line = MOTTO.sub("", text).strip(" *-–_")
        if len(line) > 3 and line == line.upper() and any(map(str.isalpha, line)):
            found = line
    return found


def _title(flow: Sequence[Block]) -> str | None:
    """The kind of paper with what it is about: 'BÁO CÁO Tình hình …'."""
    for at, block in enumerate(flow[:25]):
        text = " ".join(block.text.split())
        if block.kind is BlockKind.HEADER:
            continue
        if not KIND.match(text) and not (at == 0 and re.match(r"Báo\s+cáo\s", text)):
            if len(text) > _LONGEST_TITLE:
                return None
            continue
        if len(text) > 40 or at + 1 >= len(flow):
            return text if len(text) <= _LONGEST_TITLE else None
        following = " ".join(flow[at + 1].text.split())
        if _NUMBERED.match(following) or len(following) > _LONGEST_TITLE or following.endswith("."):
            return text
        return f"{text} {following}"
    return None


def _signer(flow: Sequence[Block]) -> str | None:
    """The name under the closing line 'T/M …', 'KT. …'."""
    lines = [line.strip() for block in flow[-14:] for line in block.text.split("\n")]
    begin = next((i for i, line in enumerate(lines) if _FOR.match(line)), None)
    if begin is None:
        return None
    names = (m["name"] for line in lines[begin:] if (m := _NAME.fullmatch(line)))
    return next((name for name in names if name != name.upper()), None)


def _recipients(flow: Sequence[Block]) -> Iterator[str]:
    """The lines under 'Nơi nhận'."""
    lines = [line.strip() for block in flow[-40:] for line in block.text.split("\n")]
    begin = next((i for i, line in enumerate(lines) if _RECIPIENTS.match(line)), None)
    if begin is None:
        return
    for line in lines[begin + 1 :]:
        if line[:1] not in "-–+•":
            return
        yield line.lstrip("-–+• ").rstrip(" ;,.")
