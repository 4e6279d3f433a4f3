"""Said: the figures that the running text gives of things, among which one is sought again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extractors.document import BlockKind
from rules.amounts import is_plain
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Role
from rules.figures.relations.sentence import AMOUNTS
from rules.once import once

_OUT_OF_THE_FLOW = frozenset({BlockKind.CELL, BlockKind.RUNNING_HEAD, BlockKind.HEADER})


def is_in_the_flow(extraction: Extraction, figure: Figure) -> bool:
    """Whether a figure stands in the running text: in no table and at no page's head."""
    return extraction.document.blocks[figure.block].kind not in _OUT_OF_THE_FLOW


def said(extraction: Extraction) -> Iterator[Figure]:
    """Counts and amounts, without a hedge, that the running text gives of what they name."""
    for figure in extraction.figures:
        if figure.kind not in AMOUNTS or figure.role is not Role.ACTUAL or not is_plain((figure,)):
            continue
        if figure.noun_key and is_in_the_flow(extraction, figure):
            yield figure


@once
def times_said(extraction: Extraction) -> Counter[Decimal]:
    """How often each value is said, as a figure or under a stroke."""
    times = Counter(figure.value for figure in extraction.figures)
    times.update(f.denominator for f in extraction.figures if f.denominator is not None)
    return times
