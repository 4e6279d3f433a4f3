"""The register of units, from a CSV or a workbook.

One row a unit: its name, its short names (several parted by ';'), the unit that sums it up, and its
kind. Columns are known by their heads, in Vietnamese or English, in any order; others are ignored.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from rules.across.units import Register, Unit
from rules.figures.spelling import key

_HEADS = {
    "name": {"name", "unit", "tên", "tên đơn vị", "đơn vị", "tên tổ chức"},
    "short": {"short", "short name", "short names", "tên viết tắt", "viết tắt", "tên khác"},
    "parent": {"parent", "cấp trên", "đơn vị cấp trên", "trực thuộc", "đơn vị quản lý"},
    "kind": {"kind", "type", "loại", "loại hình", "loại đơn vị"},
}  # fmt: skip


class RegisterError(Exception):
    """A register that cannot be read; the argument is the reason, a key of the messages."""


def read_register(path: Path) -> Register:
    """Read a register.

    Raises:
        RegisterError: not a CSV or workbook, no column of names, or a name twice.
        OSError: the file cannot be opened.
    """
    rows = _workbook(path) if path.suffix.lower() in {".xlsx", ".xls", ".ods"} else _csv(path)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    head = next((i for i, row in enumerate(rows[:10]) if "name" in _columns(row)), None)
    if head is None:
        raise RegisterError("no_names")
    columns = _columns(rows[head])
    units = []
    for row in rows[head + 1 :]:
        told = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if told["name"]:
            short = tuple(s.strip() for s in told.get("short", "").split(";") if s.strip())
            units.append(
                Unit(told["name"], short, told.get("parent") or None, told.get("kind") or None)
            )
    names = [key(unit.name) for unit in units]
    if not units or len(set(names)) != len(names):
        raise RegisterError("no_names" if not units else "name_twice")
    return Register(tuple(units))


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        for name, heads in _HEADS.items():
            if key(cell) in heads:
                found.setdefault(name, at)
    return found


def _csv(path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegisterError("not_utf8") from error
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text), delimiter=mark))


def _workbook(path: Path) -> list[list[str]]:
    from python_calamine import CalamineError, load_workbook

    try:
        with path.open("rb") as file:  # calamine's own error does not say why one does not open
            sheet = load_workbook(file).get_sheet_by_index(0)
        rows: Iterable[Sequence[object]] = sheet.to_python()
    except CalamineError as error:
        raise RegisterError("not_a_workbook") from error
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
