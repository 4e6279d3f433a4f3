"""Tidy CSV: one file of findings, or a folder of all tables with a data package that tells of them.

UTF-8 with a mark, so that Excel takes it as such. A text that a spreadsheet would take for a
formula begins with an apostrophe, and so does one that began with one: to have the text as it was,
take one leading apostrophe away.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, TypeVar

from pipeline.outputs import columns
from pipeline.outputs.columns import Column, Kind, Value
from pipeline.outputs.reported import Reported

T = TypeVar("T")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {Kind.DECIMAL: "number"}


def write_findings(file: IO[str], reported: Iterable[Reported], lang: str) -> None:
    """The findings as one CSV."""
    writer = csv.writer(file, lineterminator="\r\n")
    _head(writer, columns.FINDINGS)
    for report in reported:
        _rows(writer, columns.FINDINGS, columns.findings(report), lang)


def write_figures(
    file: IO[str], reported: Iterable[Reported], lang: str, *, all_numerals: bool
) -> None:
    """The figures as one CSV."""
    writer = csv.writer(file, lineterminator="\r\n")
    _head(writer, columns.FIGURES)
    for report in reported:
        rows = columns.figures(report, all_numerals=all_numerals)
        _rows(writer, columns.FIGURES, rows, lang)


def write_folder(folder: Path, reported: Iterable[Reported], lang: str) -> None:
    """All tables, and `datapackage.json` with what their columns are.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(
        json.dumps(data_package(lang), ensure_ascii=False, indent=2) + "\n", "utf-8"
    )
    with ExitStack() as stack:
        writers = {}
        for name in ("findings", "figures", "reports"):
            path = folder / f"{name}.csv"
            file = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writers[name] = csv.writer(file, lineterminator="\r\n")
        _head(writers["findings"], columns.FINDINGS)
        _head(writers["figures"], columns.FIGURES)
        _head(writers["reports"], columns.REPORTS)
        for report in reported:
            _rows(writers["findings"], columns.FINDINGS, columns.findings(report), lang)
            _rows(writers["figures"], columns.FIGURES, columns.figures(report), lang)
            _rows(writers["reports"], columns.REPORTS, (report,), lang)


def data_package(lang: str) -> dict[str, Any]:
    """The description of the folder, as Data Package 2.0."""
    return {
        "$schema": _SCHEMA,
        "name": "soat",
        "resources": [
            _resource("findings", columns.FINDINGS, lang, key="finding_id"),
            _resource("figures", columns.FIGURES, lang, key=("report", "id")),
            _resource("reports", columns.REPORTS, lang, key="report"),
        ],
    }


def _resource(
    name: str, held: Sequence[Column[T]], lang: str, *, key: str | tuple[str, ...]
) -> dict[str, Any]:
    fields = []
    for column in held:
        kind = _TYPES.get(column.kind, column.kind.value)
        fields.append(
            {
                "name": column.name,
                "type": kind,
                "title": column.heading[lang],
                "description": column.told[lang],
            }
        )
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {"fields": fields, "primaryKey": [key] if isinstance(key, str) else list(key)},
    }


def _head(writer: Any, held: Sequence[Column[T]]) -> None:
    writer.writerow([column.name for column in held])


def _rows(writer: Any, held: Sequence[Column[T]], rows: Iterable[T], lang: str) -> None:
    for row in rows:
        writer.writerow([cell(column.of(row, lang)) for column in held])


def cell(value: Value) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value)
