"""Heads and closings, each set in every way that word processors and people set them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import docx
import pytest

from extractors import Document, read, read_text

HERE = Path(__file__).parents[2] / "corpus" / "reading" / "heads"
HEADS = {case["id"]: case for path in sorted(HERE.glob("*.json"))
         for case in json.loads(path.read_text("utf-8"))}  # fmt: skip


def in_lines(case: dict[str, Any], _: Path) -> Document:
    lines = [*case["left"], *case["right"], *case["title"], *case["body"]]
    lines += [*case["closing_left"], *case["closing_right"]]
    return read_text("\n\n".join(f"{'':8}{line}" for line in lines))


def side_by_side(case: dict[str, Any], gap: str) -> Iterator[str]:
    for left, right in zip_longest(case["left"], case["right"], fillvalue=""):
        yield f"{left}{gap}{right}".rstrip()
    yield from case["title"]
    yield from case["body"]
    for left, right in zip_longest(case["closing_left"], case["closing_right"], fillvalue=""):
        yield f"{left}{gap}{right}".rstrip()


def with_tabs(case: dict[str, Any], _: Path) -> Document:
    return read_text("\n\n".join(side_by_side(case, "\t\t")))


def with_spaces(case: dict[str, Any], _: Path) -> Document:
    return read_text("\n\n".join(side_by_side(case, " " * 9)))


def saved(document: Any, folder: Path) -> Document:
    document.save(str(folder / "a.docx"))
    return read(folder / "a.docx")


def docx_with_tabs(case: dict[str, Any], folder: Path) -> Document:
    document = docx.Document()
    for line in side_by_side(case, "\t"):
        document.add_paragraph(line)
    return saved(document, folder)


def with_table(case: dict[str, Any], folder: Path) -> Document:
    document = docx.Document()
    table(document, [case["left"]], [case["right"]])
    for line in [*case["title"], *case["body"]]:
        document.add_paragraph(line)
    table(document, [case["closing_left"]], [case["closing_right"]])
    return saved(document, folder)


def with_rows(case: dict[str, Any], folder: Path) -> Document:
    """Names in the first row of the table, number and date in the second; the title broken."""
    document = docx.Document()
    names = next(
        (i for i, line in enumerate(case["left"]) if line.startswith("Số")), len(case["left"])
    )
    table(
        document,
        [case["left"][:names], case["left"][names:]],
        [case["right"][:-1], case["right"][-1:]],
    )
    document.add_paragraph("\n".join(case["title"]))
    for line in case["body"]:
        document.add_paragraph(line)
    table(document, [["\n".join(case["closing_left"])]], [["\n".join(case["closing_right"])]])
    return saved(document, folder)


def table(document: Any, left: list[list[str]], right: list[list[str]]) -> None:
    made = document.add_table(rows=len(left), cols=2)
    for row, pair in zip(made.rows, zip(left, right, strict=True), strict=True):
        for cell, lines in zip(row.cells, pair, strict=True):
            first, *others = lines or [""]
            cell.paragraphs[0].text = first
            for line in others:
                cell.add_paragraph(line)


WAYS: list[Callable[[dict[str, Any], Path], Document]] = [
    in_lines, with_tabs, with_spaces, docx_with_tabs, with_table, with_rows,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", HEADS)
def test_head_and_closing(
    name: str, way: Callable[[dict[str, Any], Path], Document], tmp_path: Path
) -> None:
    found = dataclasses.asdict(way(HEADS[name], tmp_path).metadata)
    found["recipients"] = list(found["recipients"])
    assert found == HEADS[name]["expected"]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.pdf")), ids=lambda path: path.stem)
def test_head_and_closing_of_a_pdf(path: Path) -> None:
    found = dataclasses.asdict(read(path).metadata)
    found["recipients"] = list(found["recipients"])
    assert found == HEADS[path.stem]["expected"]
