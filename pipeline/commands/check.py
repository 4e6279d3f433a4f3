"""`soat check`: the findings of reports, and of what they say together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import options
from pipeline.commands.options import FailOn, Format, Lang
from pipeline.commands.showing import WITH_FIGURES, Shown, ask_for_output, show, tell_written
from pipeline.terminal import UsageMistakeError, writing

if TYPE_CHECKING:
    from pipeline.commands.conduct import Conducted
    from rules.across.sheet import Row


def check(
    *,
    paths: options.Paths = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="Dạng kết quả / output format")
    ] = Format.TABLE,
    output: options.Output = None,
    select: options.Select = "",
    ignore: options.Ignore = "",
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Mức làm mã thoát là 1 / severity that exits 1")
    ] = FailOn.ERROR,
    lang: options.Language = Lang.VI,
    units: options.Units = None,
    summary: options.Summary = None,
    reconciliation: Annotated[
        Path | None,
        typer.Option(
            "--reconciliation",
            help="Ghi bảng đối chiếu, .csv hoặc .xlsx / write the sheet of units and sums",
            show_default=False,
        ),
    ] = None,
    jobs: options.Jobs = None,
    engine: options.EngineName = "local",
    ledger: options.LedgerUrl = None,
    timeout: options.TimeLimit = 300,
) -> None:
    """Check reports and print their findings."""
    from pipeline.commands.conduct import Asked, conducted
    from pipeline.commands.reading import How

    ask_for_output(output_format, output, lang)
    how = How(jobs, engine, ledger, timeout, lang)
    with_sheet = reconciliation is not None or output_format is Format.TABLE
    asked = Asked(tuple(paths or ()), select, ignore, units, summary, with_sheet)
    with conducted(asked, how) as run:
        if output is not None:
            _keep_decisions(run, output, lang)
        sheet = run.sheet()
        shown = Shown(output_format, output, lang, run.states, run.others)
        show(run.reported(numerals=output_format in WITH_FIGURES), run.tally, sheet, shown)
        if reconciliation is not None:
            _write_sheet(reconciliation, sheet, lang)
        run.tell_suppressed()
        run.tell_fixed()
        if output is not None:
            tell_written(output, run.tally.coverage(), lang)
        threshold = None if fail_on is FailOn.NEVER else fail_on.name
        code = run.tally.exit_code(threshold, whole=run.is_whole)
    raise typer.Exit(code)


def _keep_decisions(run: Conducted, output: Path, lang: Lang) -> None:
    """Refuse to write over a workbook with decisions that the ledger has not.

    Raises:
        UsageMistakeError: it has.
    """
    from pipeline import messages
    from pipeline.decided import WorkbookError, decided, read_entries

    if output.suffix.lower() != ".xlsx" or not output.is_file():
        return
    try:
        entries = read_entries(output)
    except (WorkbookError, OSError):
        return  # none of ours; whether it can be written shows when it is
    found = decided(entries, *run.ledger.standing_ids(), run.ledger.decisions(), "")
    if found.decisions:
        told = messages.not_taken(len(found.decisions))[lang]
        raise UsageMistakeError(f"{output}: {told}")


def _write_sheet(path: Path, sheet: tuple[Row, ...], lang: Lang) -> None:
    from pipeline.outputs.reconciliation import write_sheet

    with writing(path, lang):
        write_sheet(path, sheet, lang)
