"""Tables: which cells are heads, which row and column a figure stands in, what its unit is."""

from __future__ import annotations

import re
from collections import Counter
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
_UNIT_HEAD = frozenset({"đơn vị tính", "đvt", "đ.v.t", "đơn vị", "đơn vị đo", "đv tính", "đv"})
_YEAR_HEAD = frozenset({"năm", "năm học", "thời gian", "giai đoạn", "kỳ"})
_CAPTION = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)\s*:\s*(?P<unit>[^;,.()]+)")
_IN_BRACKET = re.compile(r"\(([^()]*)\)\s*\Z")
_BEHIND_COMMA = re.compile(r",\s*([^,()]+)\Z")
_MOST_HEAD_ROWS = 6
_LONGEST_UNIT = 25
_LONGEST_TITLE = 250
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
    titles: tuple[str, ...] = ()
    """Those of them that are lines of a title, the nearest first, folded."""

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
            if row > 1 and self._begins(row):
                return row - 1
            numbers = [text for text in texts if _NUMBER.fullmatch(text)]
            if numbers and not all(_YEAR_CELL.fullmatch(text.lower()) for text in numbers):
                return row - 1
        return 0

    def _begins(self, row: int) -> bool:
        """Whether a row without numbers is of the data: its ordinal, or one cell across all."""
        if key(self.text(1, 1)) in _ORDINAL_HEAD and self.at.get((row, 1)) is not self.at.get(
            (1, 1)
        ):
            return _ORDINAL.fullmatch(self.text(row, 1)) is not None
        return self._is_spread(row) and not all(map(self._is_spread, range(1, row)))

    def _is_spread(self, row: int) -> bool:
        """Whether one cell of words covers a row, its ordinal apart."""
        held = {
            id(self.at[row, column]): self.text(row, column)
            for column in range(1, self.columns + 1)
            if self.text(row, column)
        }
        first = self.at.get((row, 1))
        if first is not None and _ORDINAL.fullmatch(first.text.strip()):
            held.pop(id(first), None)
        if self.columns == 1 or len(held) != 1:
            return False
        return all(map(_is_words, held.values())) and any(
            id(self.at.get((row, column))) in held for column in (1, 2)
        )

    @cached_property
    def _groups(self) -> Mapping[int, str]:
        """Of a row under a row of words alone, those words."""
        found: dict[int, str] = {}
        group = ""
        for row in range(self.head + 1, self.rows + 1):
            if self._is_spread(row):
                group = self._own_label(row)
            elif group:
                found[row] = group
        return found

    @cached_property
    def _labels(self) -> Mapping[int, str]:
        """What each row is of, with its group where the label alone is of several rows."""
        own = {row: self._own_label(row) for row in range(1, self.rows + 1)}
        times = Counter(label for row, label in own.items() if row > self.head)
        return {
            row: f"{self._groups[row]} – {label}"
            if label and times[label] > 1 and row in self._groups
            else label
            for row, label in own.items()
        }

    @cached_property
    def year_column(self) -> int | None:
        """The column whose years the rows are of."""
        for column in range(1, min(self.columns, 2) + 1):
            path = self.path(column)
            texts = [self.text(row, column) for row in range(self.head + 1, self.rows + 1)]
            years = [text for text in texts if _YEAR_CELL.fullmatch(text.lower())]
            named = bool(path) and key(path[-1]) in _YEAR_HEAD
            if named and years:
                return column
            if column == 1 and not path and len(years) > 1:
                return column
        return None

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
                if key(path[-1]) == "đơn vị" and any(text[:1].isupper() for text in texts):
                    continue
                if texts and max(map(len, texts)) <= _LONGEST_UNIT:
                    return column
        return None

    @cached_property
    def title_rows(self) -> Mapping[int, str]:
        """The rows above the data that one cell of words covers: their text, folded."""
        return {
            row: key(next(text for c in range(1, self.columns + 1) if (text := self.text(row, c))))
            for row in range(1, self.head + 1)
            if self._is_spread(row) and self.at.get((row, 1)) is self.at.get((row, self.columns))
        }

    def path(self, column: int) -> tuple[str, ...]:
        """The heads over a column, outermost first."""
        found: list[str] = []
        for row in range(1, self.head + 1):
            text = " ".join(self.text(row, column).split())
            if row in self.title_rows or self.is_index(row):
                continue
            if text and (not found or found[-1] != text):
                found.append(text)
        return tuple(found)

    def label(self, row: int) -> str:
        """What a row is of: its first cell with words; empty if it has none.

        With the row of words above it where several rows of the table have the same.
        """
        return self._labels[row]

    def _own_label(self, row: int) -> str:
        for column in range(1, self.columns + 1):
            if column in {self.ordinal_column, self.unit_column}:
                continue
            text = self.text(row, column)
            if _is_words(text):
                return " ".join(text.split())
        return ""

    def units(self, row: int, column: int) -> Iterator[str]:
        """Where the unit of a cell may stand, the nearest first, folded."""
        for text in reversed(self.path(column)):
            yield from _unit_words(text)
        if self.unit_column is not None:
            yield key(self.text(row, self.unit_column))
        yield from _unit_words(self.label(row))
        caption = _CAPTION.search(" ".join((*self.title_rows.values(), self.caption)))
        if caption is not None:
            yield caption["unit"].strip()


def tables(document: Document) -> tuple[Table, ...]:
    """The tables of a document, in order."""
    found: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.place.table is not None:
            found.setdefault(block.place.table, []).append(block)
    return tuple(
        Table(
            tuple(cells),
            _caption(document.blocks, cells[0].place.block),
            _titles(document.blocks, cells[0].place.block),
        )
        for cells in found.values()
    )


def _titles(blocks: Sequence[Block], first: int) -> tuple[str, ...]:
    found: list[str] = []
    for block in reversed(blocks[max(0, first - _CAPTION_REACH) : first]):
        text = block.text.strip()
        if block.kind is BlockKind.CELL or len(text) > _LONGEST_TITLE or text.endswith("."):
            break
        found.append(key(text))
    return tuple(found)


def _caption(blocks: Sequence[Block], first: int) -> str:
    before = blocks[max(0, first - _CAPTION_REACH) : first]
    return " ".join(key(block.text) for block in before if block.kind is not BlockKind.CELL)


def _unit_words(text: str) -> Iterator[str]:
    folded = key(text)
    yield folded
    for behind in (_IN_BRACKET, _BEHIND_COMMA):
        match = behind.search(folded)
        if match is not None:
            yield match[1].strip()


def _is_words(text: str) -> bool:
    return _NUMBER.fullmatch(text) is None and sum(map(str.isalpha, text)) > 1
