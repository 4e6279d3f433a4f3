"""Labels: the words that say of one figure of a sentence what it is, up to the next separator.

'đã sử dụng 671,2 triệu đồng (đạt 98,1%), còn dư 23,3 triệu đồng chuyển năm sau': before 23,3 stands
'còn dư', behind it 'chuyển năm sau'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rules.figures.figure import Figure

_REACH = 80
"""Characters on each side of a figure that may say what it is."""
_BREAK = re.compile(r"[;:()\[\]\n]|[,.](?!\d)|(?<!\w)(?:và|nhưng|trong\s+đó)(?!\w)")

_OF_THE_ONE_BEFORE = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s+còn\s+lại(?!\w)")
"""'88 hộ còn lại thì 53 hộ đã bốc thăm'."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a figure, folded."""

    lead: str
    """Before it."""
    tail: str
    """Behind it, its unit and noun among it."""

    @property
    def text(self) -> str:
        """Both."""
        return f"{self.lead} {self.tail}".strip()


def label_of(folded: str, figures: Sequence[Figure], at: int) -> Label:
    """The label of one of the figures of a text that stand in it in this order."""
    figure = figures[at]
    start = max(figure.sentence[0], figure.start - _REACH)
    if at and figures[at - 1].end <= figure.start:
        start = max(start, figures[at - 1].end)
    end = min(figure.sentence[1], figure.end + _REACH)
    if at + 1 < len(figures) and figures[at + 1].start >= figure.end:
        end = min(end, figures[at + 1].start)
    lead, tail = folded[start : figure.start], folded[figure.end : end]
    before = _OF_THE_ONE_BEFORE.match(lead) if at and start == figures[at - 1].end else None
    if before is not None:
        lead = lead[before.end() :]
    begun = max((match.end() for match in _BREAK.finditer(lead)), default=0)
    ended = _BREAK.search(tail)
    return Label(
        " ".join(lead[begun:].split()),
        " ".join((tail[: ended.start()] if ended is not None else tail).split()),
    )
