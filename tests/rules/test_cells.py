"""Figures of table cells by hand: every table of `tables.txt`, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.document import Block, BlockKind, Document, Place
from rules.figures import Extraction, extract

TABLES = (Path(__file__).parent / "tables.txt").read_text("utf-8").split("\n== ")[1:]
_EXPECTED = re.compile(r"(\d+),(\d+) = (.+)")


def document_of(lines: list[str]) -> Document:
    """A document of the paragraphs and the table of one case."""
    texts = [line for line in lines if line and not line.startswith("|") and " = " not in line]
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, text=text, place=Place(block=index))
        for index, text in enumerate(texts)
    ]
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            if text in {"<", "^"}:
                continue
            place = Place(block=len(blocks), table=1, row=row, column=column)
            across, down = 1, 1
            while column + across <= len(cells) and cells[column + across - 1] == "<":
                across += 1
            while row + down <= len(rows) and rows[row + down - 1][column - 1] == "^":
                down += 1
            blocks.append(
                Block(
                    kind=BlockKind.CELL,
                    text=text,
                    place=place,
                    row_span=down,
                    column_span=across,
                )
            )
    return Document(source="-", format="docx", blocks=tuple(blocks))


def told(extraction: Extraction, row: int, column: int, wanted: str) -> str:
    """What the extraction says of the first numeral of a cell, in the words of `tables.txt`."""
    numeral = next(
        (n for n in extraction.numerals if (n.place.row, n.place.column) == (row, column)), None
    )
    if numeral is None:
        return "none"
    figure = extraction.by_id.get(numeral.id)
    if figure is None:
        return str(numeral.kind.value)
    value = f"{figure.value.normalize():f}"
    if figure.denominator is not None:
        value += f"/{figure.denominator.normalize():f}"
    noun = "*" if "| * |" in wanted else figure.noun or "-"
    period = (figure.period or "-").lower()
    return (
        f"{figure.kind.value} {value} {figure.unit or '-'} | {noun} | {period} | "
        f"{figure.role.value}"
    )


def cases() -> Iterator[object]:
    for table in TABLES:
        lines = [line for line in table.splitlines() if not line.startswith("#")]
        yield pytest.param(lines[1:], id=lines[0].partition(":")[0])


@pytest.mark.parametrize("lines", list(cases()))
def test_cells(lines: list[str]) -> None:
    extraction = extract(document_of(lines))
    wanted, found = [], []
    for line in lines:
        match = _EXPECTED.fullmatch(line)
        if match is None:
            continue
        cell = (int(match[1]), int(match[2]))
        wanted.append((cell, match[3]))
        found.append((cell, told(extraction, *cell, match[3])))
    assert wanted
    assert found == wanted
