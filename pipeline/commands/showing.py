"""Showing the result of a check in the format that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.options import Format, Lang
from pipeline.terminal import UsageMistakeError, stream, tell, writing

if TYPE_CHECKING:
    from pipeline.outputs.reported import Reported
    from pipeline.tally import Tally
    from rules.across.sheet import Row
    from rules.finding import Message

WITH_FIGURES = frozenset({Format.CSV, Format.XLSX})
"""Formats of a check that have the figures beside the findings."""
_FILES = frozenset({Format.XLSX, Format.PARQUET})
"""Formats that are no text and go to a file."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a result is to be shown."""

    format: Format
    output: Path | None
    lang: Lang
    states: Mapping[str, int]
    """How many reports are new, changed, unchanged."""
    others: int = 0
    """Files of the folders given that are no reports."""


def ask_for_output(output_format: str, output: Path | None, lang: str) -> None:
    """Say at once that a format goes to a file, and none is named.

    Raises:
        UsageMistakeError: so it is.
    """
    if output is None and output_format in _FILES:
        from pipeline import messages

        raise UsageMistakeError(f"--format {output_format}: {messages.NEEDS_OUTPUT[lang]}")


def tell_written(output: Path, told: Message, lang: Lang) -> None:
    """Tell what a file was written of."""
    from pipeline import messages

    tell(f"{messages.WROTE[lang]} {output}: {told[lang]}")


def show(reported: Iterable[Reported], tally: Tally, sheet: Sequence[Row], shown: Shown) -> None:
    """Write every report; they are taken one by one.

    Raises:
        UsageMistakeError: the file cannot be written.
    """
    if shown.output is not None and shown.format in _WRITERS:
        _WRITERS[shown.format](shown.output, reported, shown.lang)
        return
    with stream(shown.output, shown.lang, mark=shown.format is Format.CSV) as out:
        if shown.format is Format.JSONL:
            from pipeline.outputs.jsonl import finding_lines

            for report in reported:
                for line in finding_lines(report.result.findings, shown.lang):
                    out.write(f"{line}\n")
        elif shown.format is Format.CSV:
            from pipeline.outputs.tidy import write_findings

            write_findings(out, reported, shown.lang)
        elif shown.format is Format.HTML:
            from pipeline.outputs import html

            html.write(out, reported, shown.lang)
        elif shown.format is Format.SARIF:
            from pipeline.outputs import sarif

            sarif.write(out, reported, shown.lang)
        else:
            from pipeline.outputs.table import console, print_coverage, print_findings

            terminal = console(out)
            print_findings(terminal, (report.result for report in reported), shown.lang)
            print_coverage(terminal, tally, shown.states, shown.others, shown.lang)
            if sheet:
                from pipeline.outputs.reconciliation import print_sheet

                print_sheet(terminal, sheet, shown.lang)


def _workbook(path: Path, reported: Iterable[Reported], lang: str) -> None:
    from pipeline.outputs import workbook

    with writing(path, lang):
        workbook.write(path, reported, lang)


def _parquet(path: Path, reported: Iterable[Reported], lang: str) -> None:
    from pipeline.outputs import parquet

    try:
        with writing(path, lang):
            parquet.write_findings(path, reported, lang)
    except parquet.MissingPartError as error:
        raise UsageMistakeError(error.message[lang]) from error


def _csv(path: Path, reported: Iterable[Reported], lang: str) -> None:
    """One file of findings where the name ends so, else a folder of all tables."""
    from pipeline.outputs import tidy

    with writing(path, lang):
        if path.suffix.lower() == ".csv":
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                tidy.write_findings(file, reported, lang)
        else:
            tidy.write_folder(path, reported, lang)


_WRITERS: Mapping[Format, Callable[[Path, Iterable[Reported], str], None]] = {
    Format.XLSX: _workbook,
    Format.PARQUET: _parquet,
    Format.CSV: _csv,
}
