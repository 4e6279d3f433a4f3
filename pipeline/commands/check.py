"""`soat check`: the findings of reports, and of what they say together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import options
from pipeline.commands.options import FailOn, Format, Lang
from pipeline.commands.showing import WITH_FIGURES, Shown, ask_for_output, show
from pipeline.terminal import UsageMistakeError, failure_line, tell, writing

if TYPE_CHECKING:
    from pipeline.across import Across
    from pipeline.commands.reading import Read
    from pipeline.ledger import Filed, Ledger, Run
    from pipeline.outputs.reported import Reported
    from pipeline.result import ReportResult
    from pipeline.settings import SettingsFinder
    from pipeline.suppression import Weighing
    from rules.across.sheet import Row
    from rules.across.units import Register
    from rules.finding import Finding


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
    from pipeline.commands.reading import How, finder_of, reading
    from pipeline.suppression import Weighing
    from pipeline.tally import Tally

    ask_for_output(output_format, output, lang)
    finder = finder_of(select, ignore, lang)
    register = None if units is None else _register(units, lang)
    asked = [*(paths or ()), *([str(summary)] if summary is not None else ())]
    with reading(asked, finder, How(jobs, engine, ledger, timeout, lang)) as read:
        before = read.ledger.last(read.root)
        run = read.ledger.begin(read.root)
        filed = read.ledger.file(run, list(read.reports.filed(read.ledger.hashes(before))))
        across = _across(read, run, finder, register, summary, lang)
        read.ledger.finish(
            run, across.findings if across else (), across.failures if across else ()
        )
        weighing, tally = Weighing(), Tally()
        results = tally.counted(
            _results(read, across, weighing, lang, numerals=output_format in WITH_FIGURES)
        )
        reported = _reported(results, filed, read.ledger, before)
        sheet = _sheet(across)
        shown = Shown(output_format, output, lang, Counter(entry.state.value for entry in filed))
        show(reported, tally, sheet, shown)
        if reconciliation is not None:
            _write_sheet(reconciliation, sheet, lang)
    _tell_suppressed(weighing, lang)
    threshold = None if fail_on is FailOn.NEVER else fail_on.name
    raise typer.Exit(
        tally.exit_code(threshold, whole=read.is_whole and not (across and across.failures))
    )


def _reported(
    results: Iterable[ReportResult], filed: Sequence[Filed], ledger: Ledger, before: Run | None
) -> Iterator[Reported]:
    """Every result with its findings as the ledger knows them."""
    from pipeline.ledger import Listed, Standing
    from pipeline.ledger.runs import finding_id
    from pipeline.outputs.reported import Reported

    earlier = ledger.finding_ids(before)
    decided = ledger.decisions()
    for result, entry in zip(results, filed, strict=True):
        listed = []
        for finding in result.findings:
            name = finding_id(entry.subject, finding.fingerprint)
            standing = Standing.OPEN if name in earlier else Standing.NEW
            listed.append(Listed(name, entry, finding, standing, decided.get(name)))
        yield Reported(result, tuple(listed))


def _results(
    read: Read, across: Across | None, weighing: Weighing, lang: Lang, *, numerals: bool
) -> Iterator[ReportResult]:
    """Every result as the configuration has it, its failures told on the way."""
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in across.findings if across else ():
        told[finding.report].append(finding)
    for result, own in read.reports.results(numerals=numerals):
        whole = result
        if result.report in told:
            whole = replace(result, findings=(*result.findings, *told[result.report]))
        weighed = weighing.weighed(whole, own)
        for failure in weighed.failures:
            tell(failure_line(failure, lang))
        yield weighed


def _across(
    read: Read,
    run: Run,
    finder: SettingsFinder,
    register: Register | None,
    summary: Path | None,
    lang: Lang,
) -> Across | None:
    """What the reports say together; None where there is but one."""
    names = _summaries(read, summary, lang)
    if len(read.reports) < 2:
        return None
    from pipeline.across import reconcile

    common = finder.over(item.path for item in read.reports.items)
    across = reconcile(read.ledger.facts(run), common.across_checks, register, names, common.book)
    for failure in across.failures:
        tell(failure_line(failure, lang))
    return across


def _summaries(read: Read, summary: Path | None, lang: Lang) -> tuple[str, ...]:
    """The name in the outputs of the report given as the summary."""
    if summary is None:
        return ()
    from pipeline import messages

    for item in read.reports.items:
        if item.path is not None and item.path.resolve() == summary.resolve():
            return (item.report,)
    raise UsageMistakeError(f"{summary}: {messages.NOT_A_SUMMARY[lang]}")


def _sheet(across: Across | None) -> tuple[Row, ...]:
    if across is None:
        return ()
    from rules.across.sheet import rows

    return tuple(rows(across.submission))


def _write_sheet(path: Path, sheet: tuple[Row, ...], lang: Lang) -> None:
    from pipeline.outputs.reconciliation import write_sheet

    with writing(path, lang):
        write_sheet(path, sheet, lang)


def _tell_suppressed(weighing: Weighing, lang: Lang) -> None:
    from pipeline import messages

    for path, number in weighing.suppressed:
        tell(f"{number} {messages.SUPPRESSED[lang]} {path}")
    for path, entry in weighing.unused:
        tell(f"{path}: {messages.UNUSED_SUPPRESSION[lang]}: {entry.line}")


def _register(path: Path, lang: Lang) -> Register:
    from pipeline import messages
    from pipeline.register import RegisterError, read_register

    try:
        return read_register(path)
    except RegisterError as error:
        reason = messages.REGISTER_REASONS[str(error)][lang]
        raise UsageMistakeError(f"{messages.REGISTER[lang]} {path}: {reason}") from error
    except OSError as error:
        raise UsageMistakeError(f"{messages.REGISTER[lang]} {path}: {error.strerror}") from error
