"""Boxes on the page as it is shown, where it is read another way: sideways, or on its head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractors.document import Block, Box, Run
from extractors.frame import Frame, turned
from extractors.furniture import PageLines

Sideways = dict[int, tuple[int, Frame]]
"""Of pages that are read another way than they are shown: the turn, and the frame as shown."""


def turned_pages(pages: Iterable[PageLines]) -> Sideways:
    """The scanned pages that were turned to be read."""
    return {page.number: (page.turn, _shown(page)) for page in pages if page.turn}


def as_shown(
    blocks: tuple[Block, ...], sideways: Mapping[int, tuple[int, Frame]]
) -> tuple[Block, ...]:
    """Blocks with their boxes on the pages as shown."""
    return tuple(_as_shown(block, sideways) for block in blocks) if sideways else blocks


def _shown(page: PageLines) -> Frame:
    is_upright = page.turn == 180
    width, height = (page.width, page.height) if is_upright else (page.height, page.width)
    return Frame(0.0, 0.0, width, height, 0)


def _as_shown(block: Block, sideways: Mapping[int, tuple[int, Frame]]) -> Block:
    def back(run: Run) -> Run:
        if run.box is None or run.page is None or run.page not in sideways:
            return run
        quarter, shown = sideways[run.page]
        box = run.box.x0, run.box.top, run.box.x1, run.box.bottom
        width, height = shown.width, shown.height
        if quarter in {90, 270}:
            width, height = height, width
        return run._replace(box=Box(*turned(box, -quarter % 360, width, height)))

    if not any(run.page in sideways for run in block.runs):
        return block
    letters = (letter for run in block.runs for letter in run.letters())
    return replace(block, runs=tuple(map(back, letters)))
