"""Beside: the whole of a share that stands in a bracket right behind its percentage.

'bồi dưỡng 1.968 người, bằng 27,2% tổng số (7.240 người)', 'chiếm 70% số được giới thiệu (4.376
người)': the words before the bracket name the whole, and the bracket gives it.
"""

from __future__ import annotations

import re

from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold

_NAMED = re.compile(
    r"\s+(?:(?:của|trên|trong|so\s+với)\s+)?"
    r"(?!(?:kế|chỉ|dự|mục|định|nghị|cùng|năm|quý|tháng|kỳ|trung|bình|là|gồm|tăng|giảm|so|vượt|ở|tại|do|đạt|thuộc|được|và"
    r"|thì|nhưng|còn|trong\s+(?:đó|khi))\s)"
    r"[^\W\d_]+(?:,?\s+(?!(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|cùng\s+kỳ|tăng|giảm|là|gồm)(?!\w))[^\W\d_]+){0,10}\s*"
    r"\(\s*(?:(?:tổng\s+số|tổng|toàn\s+\w+|có|là)\s+){0,2}"
)
_NAMED_PLAINLY = re.compile(
    r"\s+(?:(?:của|trên|trong|so\s+với)\s+)?(?:tổng|toàn|cả)\s+(?:(?!(?:kế|chỉ|dự|tăng|giảm|là|gồm)\s)[^\W\d_]+\s+){1,5}"
)
"""'đạt 80,7% tổng đàn 5.600 con'."""
_ENDS = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*(?:[).,;]|\Z)")
_STROKE = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*/\s*")
_WORD = re.compile(r"\s+([^\W\d_]+)")
_FAR = 90
"""Characters between a percentage and its whole, and behind that to the end of the bracket."""
_CLOSES = re.compile(r"(?:\s+[^\W\d_]+){0,5}\s*\)")


def whole_in_bracket(text: str, percent: Figure, part: Figure, after: Figure) -> Figure | None:
    """The figure right behind a percentage, if it is what the part is said to be a share of.

    Args:
        text: that of their block.
        percent: the percentage.
        part: what the percentage is said of, before it.
        after: the figure that follows it.
    """
    alike = (after.kind, after.unit) == (part.kind, part.unit) and after.upper is None
    if not alike or part.end > percent.start or after.role is not Role.ACTUAL:
        return None
    if after.value <= part.value or after.denominator is not None:
        return None
    if after.start - percent.end > _FAR:
        return None
    gap, behind = fold(text[percent.end : after.start]), fold(text[after.end : after.end + _FAR])
    if _NAMED.fullmatch(gap):
        return after if _CLOSES.match(behind) is not None else None
    plainly = _NAMED_PLAINLY.fullmatch(gap) and _ENDS.match(behind)
    return after if plainly else None


def whole_under_stroke(text: str, percent: Figure, part: Figure, after: Figure) -> Figure | None:
    """'384 em khá giỏi/640 em, chiếm 60%': the whole with a word between it and its part."""
    if (after.kind, after.unit) != (part.kind, part.unit) or after.end > percent.start:
        return None
    if after.value <= part.value or after.role is not Role.ACTUAL or after.upper is not None:
        return None
    if after.start - part.end > _FAR:
        return None
    if part.kind is Kind.COUNT and _word_behind(text, part) != _word_behind(text, after):
        return None
    return after if _STROKE.fullmatch(fold(text[part.end : after.start])) else None


def _word_behind(text: str, figure: Figure) -> str:
    found = _WORD.match(text, figure.end)
    return fold(found[1]) if found is not None else ""
