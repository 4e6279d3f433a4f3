"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"
    SARIF = "sarif"
    PARQUET = "parquet"


class FigureFormat(StrEnum):
    """Output formats of figures."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class Lang(StrEnum):
    """Language of messages."""

    VI = "vi"
    EN = "en"


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help="Tệp, thư mục, tệp ZIP, mẫu tên hoặc - / files, folders, archives, patterns, or -",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", help="Ghi ra tệp / write to a file", show_default=False)
]
Language = Annotated[Lang, typer.Option("--lang", help="Ngôn ngữ / language")]
Select = Annotated[
    str,
    typer.Option(
        "--select", help="Chỉ các kiểm tra này / only these checks (P101,S,…)", show_default=False
    ),
]
Ignore = Annotated[
    str,
    typer.Option("--ignore", help="Bỏ các kiểm tra này / without these checks", show_default=False),
]
Units = Annotated[
    Path | None,
    typer.Option(
        "--units", help="Danh sách đơn vị, CSV hoặc XLSX / register of units", show_default=False
    ),
]
Summary = Annotated[
    Path | None,
    typer.Option(
        "--summary", help="Báo cáo tổng hợp / the report that sums up", show_default=False
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        max=512,
        help="Số tiến trình, mặc định bằng số lõi máy / workers, default the cores there are",
        show_default=False,
    ),
]
EngineName = Annotated[
    str,
    typer.Option("--engine", help="local, dask hoặc dask:tcp://… / local, dask or dask:tcp://…"),
]
LedgerUrl = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        envvar="SOAT_LEDGER",
        help="Sổ kết quả: tệp SQLite hoặc postgresql://… / the ledger: a file or a URL",
        show_default=False,
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option("--timeout", min=1, help="Giây cho mỗi tệp / seconds for each file"),
]
