"""The document: what a report says, and where it says it.

Everything a reader returns is one immutable `Document`: blocks of text in reading order, each with
its place. Nothing in the text is rewritten; a reader only joins what the page had broken
(lines, hyphens, paragraphs over a page break), and every character can be traced to its spot
through the block's runs. `Box` and `Run` are tuples: a report has thousands of them, and they are
made three times as fast as a frozen dataclass.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    """What a block is in its report."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"
    CELL = "cell"
    HEADER = "header"
    """The head block: issuer, motto, number and symbol, place and date."""
    RUNNING_HEAD = "running_head"
    """Repeated at the top or foot of pages: out of the flow, kept so that its numerals count."""
    PAGE_NUMBER = "page_number"


class Origin(StrEnum):
    """How a stretch of text came to be Unicode."""

    TEXT = "text"
    LEGACY = "legacy"
    """Converted from a font of before Unicode (TCVN3, VNI, VISCII, VPS)."""
    OCR = "ocr"


class Box(NamedTuple):
    """A rectangle in PDF points from the page's top left corner, as pdfplumber has it."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


DOUBTFUL = 0.9
"""A figure of lower confidence is to be looked at before it is believed.

Two readers of a scan agree on what is above; the probability that each is wrong, multiplied, is
what is missing from 1.
"""


class Run(NamedTuple):
    """A stretch [start, end) of a block's text that comes from one spot of the source.

    A reader cuts its runs as finely as the place of a figure needs: a PDF reader gives one run for
    each group of digits and one for what stands between two; a text reader gives one run for each
    piece of a line. Runs are in order and do not overlap; gaps
    (joining spaces) are allowed.
    """

    start: int
    end: int
    page: int | None = None
    """Counted from 1; None where the format has no pages."""
    box: Box | None = None
    source: int | None = None
    """Offset of `start` in the text of the file; for plain text only."""
    origin: Origin = Origin.TEXT
    confidence: float = 1.0
    """1.0 for text that was stored as text; an engine's own measure in (0, 1) for OCR."""

    def letters(self) -> Iterator[Run]:
        """A run for each of its characters, as if all were as wide."""
        for at in range(self.start, self.end):
            box = self.box
            if box is not None:
                box = _part_of(self, box, at, at + 1)
            yield self._replace(start=at, end=at + 1, box=box)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of text stands in its report."""

    block: int
    """Ordinal of the block in the document, from 0."""
    page: int | None = None
    section: str | None = None
    """Text of the nearest heading above, outermost first, joined by ' > '."""
    footnote: str | None = None
    """The mark of the footnote ('4'), None in the body."""
    table: int | None = None
    """Ordinal of the table in the document, from 1."""
    row: int | None = None
    """From 1; head rows are counted."""
    column: int | None = None
    box: Box | None = None
    start: int | None = None
    """Character offset in the file's text; for plain text only."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, footnote, cell or head line, whole, with its text in NFC.

    A superscript digit is written as one ('⁴', 'm³'), whatever the source had it as, so that it can
    never be taken for a digit of the figure before it. A footnote's text begins with its mark.
    An automatic list or heading number of a word processor stands at the head of the text, as on
    the page.
    """

    kind: BlockKind
    text: str
    place: Place
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Depth of a heading or list item, 1 the outermost; 0 where there is none."""
    row_span: int = 1
    column_span: int = 1
    hidden: bool = False
    """Marked as hidden text in the source."""

    def place_of(self, start: int, end: int) -> Place:
        """The place of text[start:end]: page and box of its first line, offsets in the source."""
        touched = self._runs_over(start, end)
        if not touched:
            return self.place
        first = touched[0]
        box: Box | None = None
        for run in touched:
            if run.box is None or run.page != first.page:
                continue
            own = _part_of(run, run.box, start, end, self.text)
            if box is None:
                box = own
            elif _adjoin(box, own):
                box = box.union(own)
        source_start = source_end = None
        if first.source is not None:
            last = touched[-1]
            source_start = first.source + (max(start, first.start) - first.start)
            source_end = (last.source or 0) + (min(end, last.end) - last.start)
        return Place(
            block=self.place.block,
            page=first.page if first.page is not None else self.place.page,
            section=self.place.section,
            footnote=self.place.footnote,
            table=self.place.table,
            row=self.place.row,
            column=self.place.column,
            box=box if box is not None else self.place.box,
            start=source_start,
            end=source_end,
        )

    def origin_of(self, start: int, end: int) -> tuple[Origin, float]:
        """Origin of text[start:end] and the lowest confidence in it."""
        touched = self._runs_over(start, end)
        if not touched:
            return Origin.TEXT, 1.0
        return touched[0].origin, min(run.confidence for run in touched)

    def _runs_over(self, start: int, end: int) -> list[Run]:
        index = max(bisect_right(self.runs, (start, math.inf)) - 1, 0)
        found: list[Run] = []
        while index < len(self.runs) and self.runs[index].start < end:
            if self.runs[index].end > start:
                found.append(self.runs[index])
            index += 1
        return found


def _part_of(run: Run, box: Box, start: int, end: int, text: str = "") -> Box:
    """The part of a run's box that [start, end) takes.

    With the block's text its letters are taken to be as wide as such letters are in most fonts,
    without it they are all as wide.
    """
    first, last = max(start, run.start), min(end, run.end)
    length = run.end - run.start
    if last - first == length or box.bottom - box.top > 1.5 * (box.x1 - box.x0):
        return box
    before, own, whole = first - run.start, last - first, length
    if text:
        before, own = _breadth(text[run.start : first]), _breadth(text[first:last])
        whole = before + own + _breadth(text[last : run.end])
    step = (box.x1 - box.x0) / whole
    x0 = box.x0 + before * step
    return Box(x0, box.top, x0 + own * step, box.bottom)


_NARROW = frozenset("ijltfrIJ.,:;'!|()[]/- \u00a0ìíỉĩịÌÍỈĨỊ")
_WIDE = frozenset("mwMW%@—…")


def _breadth(text: str) -> int:
    """How broad a text is, in twentieths of the size of its letters."""
    return sum(6 if c in _NARROW else 16 if c in _WIDE else 14 if c.isupper() else 10 for c in text)


def _adjoin(a: Box, b: Box) -> bool:
    """Whether two boxes stand on one line, or one right under the other (as on a turned page)."""
    middle = (b.top + b.bottom) / 2
    if a.top <= middle <= a.bottom or b.top <= (a.top + a.bottom) / 2 <= b.bottom:
        return True
    across = a.x0 <= (b.x0 + b.x1) / 2 <= a.x1
    return across and max(a.top, b.top) - min(a.bottom, b.bottom) < (b.bottom - b.top) / 2


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head block and the closing lines say of the report; None where not found."""

    issuer: str | None = None
    parent: str | None = None
    """The body above the issuer, as the head names it."""
    number: str | None = None
    """Number with symbol, as written: '177-BC/ĐU'."""
    location: str | None = None
    date: str | None = None
    """ISO 8601: '2018-06-28'."""
    title: str | None = None
    period: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a report that could not be read: never dropped in silence."""

    reason: str
    """A code of `extractors.errors.Reason`."""
    page: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read: its blocks in reading order, and what could not be read of it."""

    source: str
    """The path as given, or '-' for standard input."""
    format: str
    """'pdf', 'docx', 'doc', 'rtf', 'txt', 'png', 'jpeg' or 'tiff': what it is, by content."""
    blocks: tuple[Block, ...]
    pages: int | None = None
    metadata: Metadata = field(default_factory=Metadata)
    problems: tuple[Problem, ...] = ()
    has_tracked_changes: bool = False
    """Insertions or deletions wait in it to be accepted; it is read as if all were."""
