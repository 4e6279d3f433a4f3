"""Wholes: whether a percentage names the whole that stands before it as its base.

'3,5 triệu lượt khách, trong đó khách quốc tế 420 nghìn lượt, bằng 12% tổng lượt khách': it does;
'trong đó nữ 12, chiếm 8% tổng số lao động nữ' names another.
"""

from __future__ import annotations

import re

from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold

_BEHIND = re.compile(r"\s+(?P<what>[^\d.,;:()]{2,60}?)\s*(?=[.,;:()]|\Z)")
_OF = re.compile(
    r"\A(?:(?:của|trong|trên|so\s+với|tổng\s+số|tổng\s+lượng|tổng|toàn\s+bộ|tất\s+cả|số|nhóm|lượng|diện(?!\s+tích)|phần)\s+)+"
)
_BASE = re.compile(
    r"\s+(?:(?:của|trên|trong|so\s+với)\s+)?(?:(?:tổng\s+)?số(?!\w)|tổng|toàn|cả|dân\s+số|nhu\s+cầu)(?!\w)[^.,;()\d]*(?![^.,;()])"
)
"""'còn 489 nhà, bằng 13,5% tổng số': of all houses, not of those that the list divides.

'trên tổng số 36.070 hộ' is a figure of its own."""
_THESE = re.compile(r"\s+(?:nói\s+trên|nêu\s+trên|kể\s+trên|trên|này|đó|ấy|đã\s+nêu)\Z")
_CLAUSE = re.compile(r"[.;,:(]\s")
_AROUND = 60
"""Characters before and behind a whole that may say what it is."""


def named_base(extraction: Extraction, share: Figure) -> str | None:
    """What a percentage says that it is of: 'tổng số' or 'số ra viện' behind it."""
    text = extraction.document.blocks[share.block].text
    named = _BASE.match(fold(text[share.end : share.end + 60]))
    return named[0].strip() if named is not None else None


def names_again(extraction: Extraction, percent: Figure, whole: Figure) -> bool:
    """Whether the words behind a percentage are said of a whole before it."""
    if whole.block != percent.block or whole.start > percent.start:
        return False
    text = extraction.document.blocks[percent.block].text
    behind = _BEHIND.match(fold(text[percent.end : percent.end + 80]))
    if behind is None:
        return False
    what = f" {behind['what']}"
    these = _THESE.search(what)
    named = _OF.sub("", (what[: these.start()] if these else what).strip() + " ").strip()
    if not named:
        return True
    if these is not None and whole.noun_key and named.startswith(whole.noun_key):
        return True
    if whole.unit in extraction.lexicon.dimensions.get(named, ()):
        return True
    before = fold(text[max(whole.sentence[0], whole.start - _AROUND) : whole.start])
    after = _CLAUSE.split(f"{fold(text[whole.end : whole.end + _AROUND])} ", maxsplit=1)[0]
    return any(f" {named} " in f" {part} " for part in (_CLAUSE.split(before)[-1], after))
