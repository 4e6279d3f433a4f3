"""A list announced from high to low is in that order.

What it reports: 'theo thứ tự từ cao xuống thấp: Lục Nam 45%, Yên Thế 38%, Hiệp Hòa 41%'.

Why it matters: a member stands in the wrong place, or a figure slipped.

What it leaves alone: equal neighbours; figures of other kinds or units between; what follows the
sentence.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rules.amounts import is_plain
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity

_ANNOUNCED = re.compile(
    r"từ\s+(?:(?P<down>cao|lớn|nhiều)\s+(?:xuống|đến|tới)\s+(?:thấp|nhỏ|ít)"
    r"|(?P<up>thấp|nhỏ|ít)\s+(?:lên|đến|tới)\s+(?:cao|lớn|nhiều))"
)


def _run(extraction: Extraction) -> Iterator[Finding]:
    figures: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        figures[figure.block].append(figure)
    for block, held in figures.items():
        if len(held) < 2:
            continue
        for match in _ANNOUNCED.finditer(fold(extraction.document.blocks[block].text)):
            listed = list(_listed(held, match.end()))
            for before, after in pairwise(listed):
                falls = after.value < before.value
                if before.value == after.value or falls == (match["down"] is not None):
                    continue
                sign = ">" if falls else "<"
                yield CHECK.finding(
                    extraction,
                    (after, before),
                    message=Message(
                        vi=(
                            f"Danh sách xếp {match[0]}, "
                            f"nhưng {before.surface} đứng trước {after.surface}"
                        ),
                        en=(
                            "The list is announced as ordered, "
                            f"but {before.surface} stands before {after.surface}"
                        ),
                    ),
                    stated=f"{before.surface}, {after.surface}",
                    working=Message(
                        vi=f"{before.surface} {sign} {after.surface}",
                        en=f"{before.surface} {sign} {after.surface}",
                    ),
                )


def _listed(figures: Sequence[Figure], at: int) -> Iterator[Figure]:
    """Of a block's figures those behind a place, in its sentence, of the first one's kind."""
    first: Figure | None = None
    for figure in figures:
        if figure.start < at or not is_plain([figure]):
            continue
        if first is None:
            if not figure.sentence[0] <= at <= figure.sentence[1]:
                return
            first = figure
        if figure.sentence != first.sentence:
            return
        if figure.kind is first.kind and figure.unit == first.unit:
            yield figure


CHECK = Check(
    code="T407",
    name="ranking-order",
    severity=Severity.NOTE,
    summary=Message(
        vi="Danh sách xếp từ cao xuống thấp đúng thứ tự đó",
        en="A list announced from high to low is in that order",
    ),
    run=_run,
)
