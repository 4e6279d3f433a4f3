"""Showing the result of a check in the format that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.options import Format, Lang
from pipeline.terminal import stream

if TYPE_CHECKING:
    from pipeline.result import ReportResult
    from pipeline.tally import Tally
    from rules.across.sheet import Row


@dataclass(frozen=True, slots=True)
class Shown:
    """How a result is to be shown."""

    format: Format
    output: Path | None
    lang: Lang
    states: Mapping[str, int]
    """How many reports are new, changed, unchanged."""


def show(results: Iterable[ReportResult], tally: Tally, sheet: Sequence[Row], shown: Shown) -> None:
    """Write every result; they are taken one by one.

    Raises:
        UsageMistakeError: the file cannot be written.
    """
    with stream(shown.output, shown.lang) as out:
        if shown.format is Format.JSONL:
            from pipeline.outputs.jsonl import finding_lines

            for result in results:
                for line in finding_lines(result.findings, shown.lang):
                    out.write(f"{line}\n")
            return
        from pipeline.outputs.table import console, print_coverage, print_findings

        terminal = console(out)
        print_findings(terminal, results, shown.lang)
        print_coverage(terminal, tally, shown.states, shown.lang)
        if sheet:
            from pipeline.outputs.reconciliation import print_sheet

            print_sheet(terminal, sheet, shown.lang)
