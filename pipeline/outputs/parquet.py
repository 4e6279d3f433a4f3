"""Parquet: one table a file, for DuckDB, pandas, Power BI and databases.

Values of figures are decimals of 38 digits, ten of them behind the point, as databases have them; a
value that such a decimal cannot hold is null there and stands whole in `surface`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.outputs import columns
from pipeline.outputs.columns import Column, Kind, Value
from pipeline.outputs.reported import Reported
from rules.finding import Message

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
_DIGITS, _BEHIND = 38, 10
_LARGEST = Decimal(10) ** (_DIGITS - _BEHIND)
_ROWS = 20_000
"""Rows that are held at once."""


class MissingPartError(Exception):
    """Parquet needs a part that is not installed; `message` says which."""

    message = Message(
        'dạng parquet cần thêm một phần: pip install "soat[parquet]"',
        'the parquet format needs one more part: pip install "soat[parquet]"',
    )


def write_findings(path: Path, reported: Iterable[Reported], lang: str) -> None:
    """The findings.

    Raises:
        MissingPartError: pyarrow is not installed.
        OSError: the file cannot be written.
    """
    _write(path, columns.FINDINGS, (r for one in reported for r in columns.findings(one)), lang)


def write_figures(
    path: Path, reported: Iterable[Reported], lang: str, *, all_numerals: bool
) -> None:
    """The figures; it raises what `write_findings` does."""
    rows = (r for one in reported for r in columns.figures(one, all_numerals=all_numerals))
    _write(path, columns.FIGURES, rows, lang)


def _write(path: Path, held: Sequence[Column[T]], rows: Iterator[T], lang: str) -> None:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingPartError from error
    types = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.DECIMAL: pa.decimal128(_DIGITS, _BEHIND),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
    }
    schema = pa.schema(
        [pa.field(c.name, types[c.kind], metadata={"description": c.told[lang]}) for c in held]
    )
    with path.open("wb") as file, parquet.ParquetWriter(file, schema) as writer:
        while table := _table(held, rows, lang, schema):
            writer.write_table(table)


def _table(
    held: Sequence[Column[T]], rows: Iterator[T], lang: str, schema: pa.Schema
) -> pa.Table | None:
    import pyarrow as pa

    cells: list[list[Any]] = [[] for _ in held]
    for count, row in enumerate(rows, 1):
        for column, values in zip(held, cells, strict=True):
            values.append(_value(column.of(row, lang)))
        if count == _ROWS:
            break
    if not cells[0]:
        return None
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(cells, schema, strict=True)],
        schema=schema,
    )


def _value(value: Value) -> Value:
    if not isinstance(value, Decimal):
        return value
    if abs(value) >= _LARGEST or value != round(value, _BEHIND):
        return None
    return value
