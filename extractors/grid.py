"""The cells of a word processor's table, each with the rows and columns that it covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.head import is_closing, is_head_sign
from extractors.styles import Styles, borders
from extractors.wordml import ALTERNATE, CELL, PARAGRAPH, ROW, TEXT, W, chosen, number, value

_WRAPS = frozenset(
    f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_WIDEST = 4096
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 8, 3


@dataclass(slots=True)
class GridCell:
    """A cell as it shows: merged ones are one."""

    node: Any
    row: int
    """From 1."""
    column: int
    row_span: int = 1
    column_span: int = 1


def grid(table: Any) -> list[list[GridCell]]:
    """The cells of a table by the row in which they begin; deleted rows and cells left out."""
    rows: list[list[GridCell]] = []
    above: dict[int, GridCell] = {}
    for node in _unwrapped(table, ROW):
        properties = node.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        cells: list[GridCell] = []
        down: dict[int, GridCell] = {}
        column = 1 + _size(properties, "gridBefore", 0)
        last: GridCell | None = None
        for cell in _unwrapped(node, CELL):
            properties = cell.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                continue
            span = _size(properties, "gridSpan", 1)
            if last is not None and _continues(properties, "hMerge"):
                last.column_span += span
                column += span
                continue
            merged = above.get(column) if _continues(properties, "vMerge") else None
            if merged is not None:
                merged.row_span += 1
                last = merged
            else:
                last = GridCell(cell, len(rows) + 1, column, column_span=span)
                cells.append(last)
            if _merges(properties):
                down[column] = last
            column += span
        rows.append(cells)
        above = down
    return rows


def is_layout(table: Any, rows: list[list[GridCell]], styles: Styles) -> bool:
    """Whether a table only sets text side by side: the head, the closing, a frame."""
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1:
        return True
    if len(rows) > _LAYOUT_ROWS or max(map(len, rows), default=0) > _LAYOUT_COLUMNS:
        return False
    if len(rows) == 1 and not _has_borders(table, cells, styles):
        return True
    lines = [
        text for cell in cells for p in cell.node.iter(PARAGRAPH)
        if (text := " ".join("".join(t.text or "" for t in p.iter(TEXT)).split()))
    ]  # fmt: skip
    return any(map(is_head_sign, lines)) or any(map(is_closing, lines))


def _has_borders(table: Any, cells: list[GridCell], styles: Styles) -> bool:
    properties = table.find(f"{W}tblPr")
    own = None if properties is None else properties.find(f"{W}tblBorders")
    if own is not None:
        return borders(own)
    if styles.has_borders(value(properties, "tblStyle")):
        return True
    return any(borders(cell.node.find(f"{W}tcPr/{W}tcBorders")) for cell in cells)


def _unwrapped(node: Any, tag: str) -> Iterator[Any]:
    """Children of one tag, also those inside content controls and insertions."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPS:
            yield from _unwrapped(child, tag)
        elif child.tag == ALTERNATE:
            yield from _unwrapped(chosen(child), tag)


def _size(properties: Any | None, tag: str, default: int) -> int:
    found = number(value(properties, tag), default)
    return found if default <= found <= _WIDEST else default


def _continues(properties: Any | None, tag: str) -> bool:
    found = None if properties is None else properties.find(f"{W}{tag}")
    return found is not None and found.get(f"{W}val", "continue") == "continue"


def _merges(properties: Any | None) -> bool:
    return properties is not None and properties.find(f"{W}vMerge") is not None
