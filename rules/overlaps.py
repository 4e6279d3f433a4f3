"""Overlaps: parts that need not add up, as their list itself tells.

One member may have several of the attributes that tell the parts, or the list goes on with parts
that have no number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold


def overlaps(part: Figure, attributes: Set[str | None]) -> bool:
    """Whether a part is told by an attribute, 'nữ' or 'đảng viên nữ'; the total's noun is none."""
    return _attribute(part, attributes) is not None


def are_cross_cuts(parts: Sequence[Figure], attributes: Set[str | None]) -> bool:
    """'nữ 17, dân tộc thiểu số 8, tái cử 21': two attributes, so that no part excludes another."""
    told = {found for part in parts if (found := _attribute(part, attributes)) is not None}
    return any(
        one not in other and other not in one for one in told for other in told if one != other
    )


def may_be_several(extraction: Extraction, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts may exceed their total: 'một hộ có nhiều nguyên nhân', or they are lacks."""
    if sum(part.value for part in parts) <= total.value:
        return False
    text = extraction.document.blocks[parts[-1].block].text
    start, end = parts[-1].sentence
    said = fold(text[start:end])
    return _SEVERAL.search(said) is not None or len(_LACKS.findall(said)) > 1


def goes_on_unnumbered(extraction: Extraction, total: Figure, parts: Sequence[Figure]) -> bool:
    """'gồm chi đầu tư 31 tỷ đồng, …, còn lại là dự phòng': the parts are less than all."""
    if sum(part.value for part in parts) >= total.value:
        return False
    text = extraction.document.blocks[parts[-1].block].text
    behind = fold(text[parts[-1].end : parts[-1].sentence[1]])
    return _UNNUMBERED.match(behind) is not None


_SEVERAL = re.compile(
    r"(?<!\w)(?:nhiều\s+(?:nguyên\s+nhân|phương\s+án|lựa\s+chọn|đáp\s+án|hình\s+thức|mục\s+đích|nội\s+dung|lĩnh\s+vực)"
    r"|một\s+(?:[^\W\d_]+\s+){1,3}có\s+thể|(?:tính|có|đếm)\s+trùng|trùng\s+(?:nhau|lặp))(?!\w)"
)
_LACKS = re.compile(r"(?<!\w)thiếu(?!\w)")
_UNNUMBERED = re.compile(
    r"(?:\s+[^\W\d_]+){0,6}(?:\s*\([^()]*\))?\s*(?:[,;]|[,;]?\s+và)\s*(?:(?:phần|số)\s+)?còn\s+lại(?:\s+là)?(?:\s+[^\W\d_]+|,)*\s*(?:[.;)]|\Z)"
)


_BODY = re.compile(r"\s(?:hội|đoàn|ban|trung\s+tâm|quỹ)\s(?!viên)")
"""'Hội Phụ nữ', 'Đoàn Thanh niên' are no attributes of anybody."""


def _attribute(part: Figure, attributes: Set[str | None]) -> str | None:
    key = f" {part.noun_key or ''} "
    if key.endswith(" khác ") or _BODY.match(key):
        return None
    found = (
        word
        for word in attributes
        if word and (key.startswith(f" {word} ") or key.endswith(f" {word} "))
    )
    return max(found, key=len, default=None)
