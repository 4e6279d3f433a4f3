"""`soat figures`: every figure of reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import options
from pipeline.commands.options import FigureFormat, Lang
from pipeline.terminal import failure_line, stream, tell

if TYPE_CHECKING:
    from pipeline.commands.reading import Read
    from pipeline.result import ReportResult


def figures(
    *,
    paths: options.Paths = None,
    output_format: Annotated[
        FigureFormat, typer.Option("--format", help="Dạng kết quả / output format")
    ] = FigureFormat.TABLE,
    output: options.Output = None,
    all_numerals: Annotated[
        bool,
        typer.Option(
            "--all-numerals", help="Cả các số không phải số liệu / all other numerals too"
        ),
    ] = False,
    lang: options.Language = Lang.VI,
    jobs: options.Jobs = None,
    engine: options.EngineName = "local",
    ledger: options.LedgerUrl = None,
    timeout: options.TimeLimit = 300,
) -> None:
    """Print the figures of reports."""
    from pipeline.commands.reading import How, finder_of, reading
    from pipeline.tally import Tally

    tally = Tally()
    how = How(jobs, engine, ledger, timeout, lang)
    with reading(paths, finder_of(), how) as read, stream(output, lang) as out:
        results = tally.counted(_results(read, lang))
        if output_format is FigureFormat.JSONL:
            from pipeline.outputs.jsonl import figure_lines

            for result in results:
                for line in figure_lines(result, all_numerals=all_numerals):
                    out.write(f"{line}\n")
        else:
            from pipeline.outputs.table import console, print_figures

            print_figures(console(out), results, lang, all_numerals=all_numerals)
    raise typer.Exit(tally.exit_code(None, whole=read.is_whole))


def _results(read: Read, lang: Lang) -> Iterator[ReportResult]:
    for result, _ in read.reports.results(numerals=True):
        for failure in result.failures:
            if failure.rule is None:
                tell(failure_line(failure, lang))
        yield result
