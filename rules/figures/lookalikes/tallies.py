"""Tallies: lists of labels with their counts that add up to the figure before them.

'187 điểm phục vụ (bưu cục 34, điểm BĐ-VHX 142, thùng thư độc lập 11)': whatever the words before
them, such numbers name nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rules.figures.lookalikes.shape import Text
from rules.figures.numbers import NUMBER, parse

_OPENS = re.compile(r"\(|:|(?<!\w)(?:gồm|chia\s+ra|trong\s+đó|cụ\s+thể)(?!\w)")
_FAR = 240
_TOTAL = re.compile(r"(?<![\d.,/])(\d[\d.]*)(?:\s+[^\W\d_]+,?){0,8}\s*[,;]?\s*\Z")
_ITEM = re.compile(
    r"\s*(?:(?:và|còn\s+lại(?:\s+là)?|là)\s+)?(?P<label>[^\d.;:()]*[^\W\d_])[\s:]*\Z"
)
_GOES_ON = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*(?:\([^()]*\)\s*)?(?P<mark>[,;.)]|\Z|và(?!\w))")


def is_tallied(text: Text, at: int) -> bool:
    """Whether the number at `at` is of a list of labels and counts that add up to its total."""
    start = max(0, at - _FAR)
    for opening in reversed(list(_OPENS.finditer(text.folded, start, at))):
        total = _TOTAL.search(text.folded, max(0, opening.start() - 80), opening.start())
        if total is not None:
            whole = parse(total[1].rstrip("."), decimal=False)
            return whole.step == 1 and _adds_up(text, opening.end(), at, whole.value)
    return False


def _adds_up(text: Text, start: int, at: int, total: Decimal) -> bool:
    """Whether the items from `start` on, of which one stands at `at`, add up to the total."""
    end, added, held = start, Decimal(0), False
    labels: set[str] = set()
    while (number := NUMBER.search(text.plain, end, min(len(text.plain), end + 96))) is not None:
        item = _ITEM.fullmatch(text.folded, end, number.start())
        behind = _GOES_ON.match(text.folded, number.end())
        if item is None or behind is None:
            return False
        part = parse(number[0], decimal=False)
        added += part.value
        held = held or number.start() == at
        labels.add(item["label"].strip())
        if added >= total or behind["mark"] in {"", ".", ")"}:
            return held and added == total and len(labels) > 1
        end = behind.end()
    return False
