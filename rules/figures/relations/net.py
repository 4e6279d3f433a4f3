"""Net changes: 'kết nạp mới 624, chuyển đi và xóa tên 240, thực tăng 384'.

What came less what went is the change; the two stand right before it, in one clause.
"""

from __future__ import annotations

import re

from rules.figures.figure import Figure, Role
from rules.figures.relations.fitting import fits, may_be_level
from rules.figures.relations.sentence import Sentence, counts_may_be_alike

_NET = re.compile(
    r"(?<!\w)(?:(?:thực(?:\s+tế)?|chênh\s+lệch)\s+(?:tăng|giảm)|(?:tăng|giảm)\s+(?:thực(?:\s+tế)?|ròng|thuần))"
    r"(?:\s+(?:là|thêm|được))?\s*\Z"
)
_NEXT = re.compile(r"[^.;()\d]{0,40}\)?\s*,\s*[^.;()\d]{0,60}")
_LEAD = 40


def net_of(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """What went and what came before a net change: (went, came)."""
    if index < 2:
        return None
    came, went, change = sentence.figures[index - 2 : index + 1]
    lead = sentence.folded[max(change.sentence[0], change.start - _LEAD) : change.start]
    if _NET.search(lead) is None or not came.sentence == went.sentence == change.sentence:
        return None
    if not may_be_level(came, change) or not may_be_level(went, change):
        return None
    if not came.role is went.role is Role.ACTUAL or not counts_may_be_alike(came, went):
        return None
    gaps = sentence.gap(came, went), sentence.gap(went, change)
    if not all(_NEXT.fullmatch(gap) for gap in gaps):
        return None
    if index > 2 and _NEXT.fullmatch(sentence.gap(sentence.figures[index - 3], came)):
        return None  # several that came
    return (came, went) if fits(change, came, went) else (went, came)
