"""Tables: which cells are heads, which row and column a figure stands in, what its unit is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractors.document import Block, BlockKind, Document
from rules.figures.periods import YEAR
from rules.figures.spelling import key

_NUMBER = re.compile(r"[-–+(]*\s*\d[\d.,\s]*\s*[%‰]?\s*\)?")
_YEAR_CELL = re.compile(rf"(?:năm\s+)?{YEAR}")
_INDEX = re.compile(r"\(?\s*(?:\d{1,2}|[a-h])\s*\)?(?:\s*=.*)?|\(?\d{1,2}\s*=.*", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[ivxlc]+|[a-hđ])[.)]?", re.IGNORECASE)
_ORDINAL_HEAD = frozenset({"tt", "stt", "số tt", "số thứ tự", "s.t.t", "tt.", "số t.t"})
_UNIT_HEAD = frozenset({"đơn vị tính", "đvt", "đ.v.t", "đơn vị", "đơn vị đo"})
_CAPTION = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)\s*:\s*(?P<unit>[^;,.()]+)")
_BEHIND_LABEL = re.compile(r"\((?P<bracket>[^()]*)\)\s*\Z|,\s*(?P<comma>[^,]+)\Z")
_MOST_HEAD_ROWS = 6
_CAPTION_REACH = 3
"""Blocks before a table that may give its unit."""


@dataclass(frozen=True, eq=False)
class Table:
    """One table of a document, its cells by row and column, both counted from 1.

    Not slotted: what is asked of it more than once is kept.
    """

    blocks: tuple[Block, ...]
    """Its cells, in the order of the document."""
    caption: str = ""
    """The blocks right before it, folded."""

    @cached_property
    def at(self) -> Mapping[tuple[int, int], Block]:
        """The cell that covers a row and column."""
        found: dict[tuple[int, int], Block] = {}
        for block in self.blocks:
            first_row, first_column = block.place.row or 1, block.place.column or 1
            for row in range(first_row, first_row + block.row_span):
                for column in range(first_column, first_column + block.column_span):
                    found.setdefault((row, column), block)
        return found

    @cached_property
    def rows(self) -> int:
        """How many rows there are."""
        return max((row for row, _ in self.at), default=0)

    @cached_property
    def columns(self) -> int:
        """How many columns there are."""
        return max((column for _, column in self.at), default=0)

    def text(self, row: int, column: int) -> str:
        """The text of a cell, empty where there is none."""
        block = self.at.get((row, column))
        return block.text.strip() if block is not None else ""

    @cached_property
    def head(self) -> int:
        """How many rows stand above the first row of data; a row that numbers the columns too."""
        for row in range(1, min(self.rows, _MOST_HEAD_ROWS + 1) + 1):
            if self.is_index(row):
                return row
            texts = [self.text(row, column) for column in range(1, self.columns + 1)]
            numbers = [text for text in texts if _NUMBER.fullmatch(text)]
            if numbers and not all(_YEAR_CELL.fullmatch(text.lower()) for text in numbers):
                return row - 1
        return 0

    def is_index(self, row: int) -> bool:
        """Whether a row numbers the columns: '(1) (2) (3)', 'A B 1 2=3+4'."""
        texts = [self.text(row, column) for column in range(1, self.columns + 1)]
        held = [text for text in texts if text]
        if len(held) < max(3, self.columns - 1) or not all(map(_INDEX.fullmatch, held)):
            return False
        counted = [int(found[0]) for text in held if (found := re.search(r"\d+", text))]
        return len(counted) > 1 and all(b - a == 1 for a, b in pairwise(counted))

    @cached_property
    def ordinal_column(self) -> int | None:
        """The column that numbers the rows."""
        if self.head and key(self.path(1)[-1] if self.path(1) else "") in _ORDINAL_HEAD:
            return 1
        texts = [self.text(row, 1) for row in range(self.head + 1, self.rows + 1)]
        held = [text for text in texts if text]
        plain = [int(text.rstrip(".)")) for text in held if text.rstrip(".)").isdecimal()]
        counts = plain == list(range(1, len(plain) + 1)) and len(plain) > 1
        if counts and all(_ORDINAL.fullmatch(text) or _is_words(text) for text in held):
            return 1
        return None

    @cached_property
    def unit_column(self) -> int | None:
        """The column that gives each row's unit."""
        for column in range(1, self.columns + 1):
            path = self.path(column)
            if path and key(path[-1]) in _UNIT_HEAD:
                texts = [self.text(row, column) for row in range(self.head + 1, self.rows + 1)]
                if (
                    texts
                    and max(map(len, texts)) <= 25
                    and len(set(texts)) <= max(3, len(texts) - 2)
                ):
                    return column
        return None

    def path(self, column: int) -> tuple[str, ...]:
        """The heads over a column, outermost first."""
        found: list[str] = []
        for row in range(1, self.head + 1):
            text = " ".join(self.text(row, column).split())
            if text and not self.is_index(row) and (not found or found[-1] != text):
                found.append(text)
        return tuple(found)

    def label(self, row: int) -> str:
        """What a row is of: its first cell with words; empty if it has none."""
        for column in range(1, self.columns + 1):
            if column in {self.ordinal_column, self.unit_column}:
                continue
            text = self.text(row, column)
            if _is_words(text):
                return " ".join(text.split())
        return ""

    def units(self, row: int, column: int) -> Iterator[str]:
        """Where the unit of a cell may stand, the nearest first, folded."""
        if self.unit_column is not None:
            yield key(self.text(row, self.unit_column))
        for text in (*reversed(self.path(column)), self.label(row)):
            folded = key(text)
            yield folded
            for match in _BEHIND_LABEL.finditer(folded):
                yield (match["bracket"] or match["comma"] or "").strip()
        caption = _CAPTION.search(self.caption)
        if caption is not None:
            yield caption["unit"].strip()


def tables(document: Document) -> tuple[Table, ...]:
    """The tables of a document, in order."""
    found: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.place.table is not None:
            found.setdefault(block.place.table, []).append(block)
    return tuple(
        Table(tuple(cells), _caption(document.blocks, cells[0].place.block))
        for cells in found.values()
    )


def _caption(blocks: Sequence[Block], first: int) -> str:
    before = blocks[max(0, first - _CAPTION_REACH) : first]
    return " ".join(key(block.text) for block in before if block.kind is not BlockKind.CELL)


def _is_words(text: str) -> bool:
    return _NUMBER.fullmatch(text) is None and sum(map(str.isalpha, text)) > 1
