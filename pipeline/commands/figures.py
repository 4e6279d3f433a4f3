"""`soat figures`: every figure of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import options
from pipeline.commands.options import FigureFormat, Lang
from pipeline.commands.showing import ask_for_output, tell_written
from pipeline.terminal import UsageMistakeError, failure_line, stream, tell, writing

if TYPE_CHECKING:
    from pipeline.commands.reading import Read
    from pipeline.outputs.reported import Reported
    from pipeline.result import ReportResult
    from pipeline.tally import Tally


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

    ask_for_output(output_format, output, lang)
    tally = Tally()
    how = How(jobs, engine, ledger, timeout, lang)
    with reading(paths, finder_of(), how) as read:
        results = _results(read, tally, lang)
        if output_format is FigureFormat.XLSX and output is not None:
            from pipeline.outputs import workbook

            with writing(output, lang):
                workbook.write_figures(output, _bare(results), lang, all_numerals=all_numerals)
        elif output_format is FigureFormat.PARQUET and output is not None:
            _parquet(output, _bare(results), lang, all_numerals=all_numerals)
        else:
            _text(results, output_format, output, lang, all_numerals=all_numerals)
        if output is not None:
            tell_written(output, tally.reading(), lang)
    raise typer.Exit(tally.exit_code(None, whole=read.is_whole))


def _results(read: Read, tally: Tally, lang: Lang) -> Iterator[ReportResult]:
    for result, _ in read.reports.results(numerals=True):
        tally.add(result)
        for failure in result.failures:
            if failure.rule is None:
                tell(failure_line(failure, lang))
        yield result


def _bare(results: Iterable[ReportResult]) -> Iterator[Reported]:
    """Results without their findings."""
    from pipeline.outputs.reported import Reported

    return (Reported(result, ()) for result in results)


def _parquet(output: Path, reported: Iterable[Reported], lang: Lang, *, all_numerals: bool) -> None:
    from pipeline.outputs import parquet

    try:
        with writing(output, lang):
            parquet.write_figures(output, reported, lang, all_numerals=all_numerals)
    except parquet.MissingPartError as error:
        raise UsageMistakeError(error.message[lang]) from error


def _text(
    results: Iterable[ReportResult],
    output_format: FigureFormat,
    output: Path | None,
    lang: Lang,
    *,
    all_numerals: bool,
) -> None:
    with stream(output, lang, mark=output_format is FigureFormat.CSV) as out:
        if output_format is FigureFormat.JSONL:
            from pipeline.outputs.jsonl import figure_lines

            for result in results:
                for line in figure_lines(result, all_numerals=all_numerals):
                    out.write(f"{line}\n")
        elif output_format is FigureFormat.CSV:
            from pipeline.outputs.tidy import write_figures

            write_figures(out, _bare(results), lang, all_numerals=all_numerals)
        else:
            from pipeline.outputs.table import console, print_figures

            print_figures(console(out), results, lang, all_numerals=all_numerals)
