"""Tidy pandas frames of findings, figures and reports; columns are those of `outputs/columns.py`.

Text columns are of pandas' string type, whole numbers Int64, other numbers Float64, truth boolean;
missing is missing in each. Values of figures are `Decimal` in columns of objects, exact as they
are written: `frame["value"].astype(float)` where an approximation will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from pipeline.outputs import columns
from pipeline.outputs.columns import Column, Kind
from pipeline.outputs.reported import Reported

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")
_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "Float64",
    Kind.BOOLEAN: "boolean",
    Kind.DECIMAL: "object",
}


def findings_frame(reported: Iterable[Reported], lang: str = "vi") -> DataFrame:
    """One row a finding."""
    rows = (row for report in reported for row in columns.findings(report))
    return _frame(columns.FINDINGS, rows, lang)


def figures_frame(
    reported: Iterable[Reported], lang: str = "vi", *, all_numerals: bool = False
) -> DataFrame:
    """One row a figure, or a numeral of whatever kind."""
    rows = (
        row for report in reported for row in columns.figures(report, all_numerals=all_numerals)
    )
    return _frame(columns.FIGURES, rows, lang)


def reports_frame(reported: Iterable[Reported], lang: str = "vi") -> DataFrame:
    """One row a report, whether it could be read or not."""
    return _frame(columns.REPORTS, reported, lang)


def _frame(held: Sequence[Column[T]], rows: Iterable[T], lang: str) -> DataFrame:
    import pandas as pd

    cells: list[list[object]] = [[] for _ in held]
    for row in rows:
        for column, values in zip(held, cells, strict=True):
            values.append(column.of(row, lang))
    return pd.DataFrame(
        {
            column.name: pd.Series(values, dtype=_TYPES[column.kind])
            for column, values in zip(held, cells, strict=True)
        }
    )
