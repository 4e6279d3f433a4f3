"""Reports as text whose tables are lines of cells, 'Xã An Hà | 120 | 85,4', read as DOCX tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors import read_text
from extractors.document import Block, BlockKind, Document, Place, Run

_TABLE = re.compile(r"^[^\n]* \| [^\n]*(?:\n[^\n]* \| [^\n]*)*", re.MULTILINE)


def document(text: str) -> Document:
    """The report's document; offsets are those of the text."""
    tables = list(_TABLE.finditer(text))
    prose = text
    for table in tables:
        blank = re.sub(r"[^\n]", " ", table[0])
        prose = prose[: table.start()] + blank + prose[table.end() :]
    read = read_text(prose)
    blocks = [
        *read.blocks,
        *(
            cell
            for number, table in enumerate(tables, 1)
            for cell in _cells(table[0], table.start(), number)
        ),
    ]
    blocks.sort(key=lambda block: block.runs[0].source or 0)
    placed: list[Block] = []
    section: str | None = None
    for block in blocks:
        if block.kind is not BlockKind.CELL:
            section = block.place.section
        place = replace(block.place, block=len(placed), section=section)
        placed.append(replace(block, place=place))
    return replace(read, blocks=tuple(placed))


def _cells(table: str, begin: int, number: int) -> Iterator[Block]:
    for row, line in enumerate(table.split("\n"), 1):
        at = begin
        for column, cell in enumerate(line.split("|"), 1):
            text = cell.strip()
            start = at + len(cell) - len(cell.lstrip())
            place = Place(block=0, table=number, row=row, column=column)
            run = Run(0, len(text), source=start)
            yield Block(kind=BlockKind.CELL, text=text, place=place, runs=(run,))
            at += len(cell) + 1
        begin += len(line) + 1
