"""The reconciliation sheet as a table in the terminal, a CSV or a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import messages
from rules.across.sheet import Row
from rules.across.units import Unit
from rules.across.wording import time_named, units_named
from rules.notation import written

_UNITS_FROM = 8
"""The column of the first unit."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def print_sheet(out: Console, rows: Sequence[Row], lang: str) -> None:
    """Indicators with a stated total: sum, total and difference, and which reports are missing."""
    stated = [row for row in rows if row.stated is not None]
    if not stated:
        return
    for span in dict.fromkeys(row.span for row in stated):
        of_time = [row for row in stated if row.span == span]
        title = f"{messages.RECONCILIATION[lang]}, {time_named(span)[lang]}"
        table = Table(title=title, title_justify="left", expand=True)
        table.add_column(messages.SHEET["indicator"][lang], ratio=6, overflow="fold")
        for name in ("units", "sum", "stated", "difference"):
            table.add_column(messages.SHEET[name][lang], justify="right", ratio=2, overflow="fold")
        for row in of_time:
            table.add_row(
                _named(row, lang),
                str(len(row.values)),
                written(row.total.normalize()),
                written((row.stated or Decimal(0)).normalize()),
                Text("" if row.holds else _signed(row.difference), style="bold red"),
            )
        out.print(table)
        if missing := of_time[0].missing:
            out.print(f"{messages.MISSING_REPORTS[lang]}: {units_named(missing)[lang]}")
        if unread := of_time[0].unread:
            out.print(f"{messages.UNREAD_REPORTS[lang]}: {units_named(unread)[lang]}")


def _named(row: Row, lang: str) -> str:
    """The indicator, with its unit where it is money."""
    name = row.indicator.name[lang]
    return f"{name} ({messages.CURRENCY})" if row.indicator.money else name


def _signed(difference: Decimal | None) -> str:
    if difference is None:
        return ""
    return f"{'−' if difference < 0 else '+'}{written(abs(difference).normalize())}"


def write_sheet(path: Path, rows: Sequence[Row], lang: str) -> None:
    """Write the whole sheet, one column a unit: a workbook if the name ends so, else a CSV.

    Raises:
        OSError: the file cannot be written.
    """
    if path.suffix.lower() == ".xlsx":
        _workbook(path, rows, lang)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for cells in _cells(rows, lang):
            writer.writerow([_safe(cell) for cell in cells])


def _workbook(path: Path, rows: Sequence[Row], lang: str) -> None:
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    # XlsxWriter would raise an error of its own where the file cannot be written
    with path.open("wb") as file, Workbook(file, options) as book:
        sheet = book.add_worksheet(messages.RECONCILIATION[lang][:31])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        number = book.add_format({"num_format": "#,##0"})
        off = {"bg_color": "#FFC7CE"}
        wrong, wrong_number = book.add_format(off), book.add_format({**off, "num_format": "#,##0"})
        for at, cells in enumerate(_cells(rows, lang)):
            holds = at == 0 or rows[at - 1].holds
            if not holds:
                sheet.set_row(at, None, wrong)
            for column, cell in enumerate(cells):
                if isinstance(cell, Decimal):
                    sheet.write_number(at, column, float(cell), number if holds else wrong_number)
                elif cell is not None:
                    plain = None if holds else wrong
                    sheet.write_string(at, column, cell, head if at == 0 else plain)
        sheet.set_row(0, 60)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), _UNITS_FROM - 1)
        for columns, width in ((0, 22), (1, 48), (2, 10), (3, 16), (4, 16), (5, 14), (6, 30)):
            sheet.set_column(columns, columns, width)
        sheet.set_column(7, 7, 30)
        sheet.set_column(_UNITS_FROM, _UNITS_FROM + 200, 15)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, 1)


def _cells(rows: Sequence[Row], lang: str) -> Iterator[list[str | Decimal | None]]:
    units = list(dict.fromkeys(unit for row in rows for unit in _of(row)))
    heads = ("time", "indicator", "units", "sum", "stated", "difference", "missing", "unread")
    yield [*(messages.SHEET[name][lang] for name in heads), *(unit.name for unit in units)]
    for row in rows:
        yield [
            time_named(row.span)[lang],
            _named(row, lang),
            Decimal(len(row.values)),
            row.total,
            row.stated,
            row.difference,
            "; ".join(unit.name for unit in row.missing),
            "; ".join(unit.name for unit in row.unread),
            *(row.values.get(unit) for unit in units),
        ]


def _of(row: Row) -> Iterator[Unit]:
    yield from row.values
    yield from row.missing


def _safe(cell: str | Decimal | None) -> str:
    """A cell of a CSV; text that a spreadsheet would take for a formula begins with a quote."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
