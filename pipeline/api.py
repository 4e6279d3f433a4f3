"""Checking reports from Python: what `soat check` does, as tidy frames."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.options import Lang
from pipeline.frames import figures_frame, findings_frame, reports_frame

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check."""

    findings: DataFrame
    """One row a finding."""
    figures: DataFrame
    """One row a figure."""
    reports: DataFrame
    """One row a report, whether it could be read or not."""


def check(
    *paths: str | os.PathLike[str],
    units: str | os.PathLike[str] | None = None,
    summary: str | os.PathLike[str] | None = None,
    select: str = "",
    ignore: str = "",
    jobs: int | None = None,
    engine: str = "local",
    ledger: str = ":memory:",
    timeout: float = 300,
    lang: str = "vi",
) -> Checked:
    """Check reports.

    Args:
        paths: files, folders, ZIP archives, patterns.
        units: the register of units that are to report, CSV or XLSX.
        summary: the report that sums up the others; recognised if None.
        select: only these checks ('P101,S').
        ignore: without these.
        jobs: worker processes; as many as there are cores if None.
        engine: 'local', 'dask' or 'dask:tcp://…'.
        ledger: where what was read is kept: a path or URL; by default nowhere.
        timeout: seconds for each file.
        lang: language of messages, 'vi' or 'en'.

    Raises:
        FileNotFoundError: nothing is there to read.
        ValueError: what is asked for cannot be done.
    """
    import typer

    from pipeline.commands.conduct import Asked, conducted
    from pipeline.commands.reading import How
    from pipeline.terminal import UsageMistakeError

    spoken = Lang(lang)
    asked = Asked(
        tuple(os.fspath(path) for path in paths),
        select,
        ignore,
        None if units is None else Path(units),
        None if summary is None else Path(summary),
    )
    try:
        with conducted(asked, How(jobs, engine, ledger, timeout, spoken)) as run:
            reported = list(run.reported(numerals=True))
    except UsageMistakeError as error:
        raise ValueError(str(error)) from error
    except typer.Exit as error:
        raise FileNotFoundError(", ".join(asked.paths)) from error
    return Checked(
        findings=findings_frame(reported, lang),
        figures=figures_frame(reported, lang),
        reports=reports_frame(reported, lang),
    )
