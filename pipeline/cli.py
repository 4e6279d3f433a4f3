"""The command line.

Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, or nothing to read; 3 some file
was not, or only partly, processed (findings are still printed; 3 outranks 1); 130 interrupted. A
path that does not exist is a mistake of usage: 2 if nothing else was read, 3 beside reports that
were. A file that exists and cannot be read is 3.

Standard output carries the result alone; every error is one line on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

if TYPE_CHECKING:
    from pipeline.result import ReportResult
    from pipeline.selection import Layer
    from pipeline.settings import Settings, SettingsFinder
    from rules.across.sheet import Row
    from rules.across.units import Register
    from rules.finding import Failure

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Soát: soát số liệu trong báo cáo. A linter for the figures in reports.",
)


class UsageMistakeError(Exception):
    """What was asked for cannot be done; the message is one line for the user."""


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSONL = "jsonl"


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
        metavar="PATH...", help="Tệp, thư mục, hoặc - / files, folders, or -", show_default=False
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Dạng kết quả / output format")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", help="Ghi ra tệp / write to a file", show_default=False)
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Ngôn ngữ / language")]
SelectOption = Annotated[
    str,
    typer.Option(
        "--select", help="Chỉ các kiểm tra này / only these checks (P101,S,…)", show_default=False
    ),
]
IgnoreOption = Annotated[
    str,
    typer.Option("--ignore", help="Bỏ các kiểm tra này / without these checks", show_default=False),
]


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Phiên bản / version")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"soat {installed('soat')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(help="Số liệu mâu thuẫn trong báo cáo / inconsistencies in reports.")
def check(
    *,
    paths: Paths = None,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    select: SelectOption = "",
    ignore: IgnoreOption = "",
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Mức làm mã thoát là 1 / severity that exits 1")
    ] = FailOn.ERROR,
    lang: LangOption = Lang.VI,
    units: Annotated[
        Path | None,
        typer.Option(
            "--units",
            help="Danh sách đơn vị, CSV hoặc XLSX / register of units",
            show_default=False,
        ),
    ] = None,
    summary: Annotated[
        Path | None,
        typer.Option(
            "--summary", help="Báo cáo tổng hợp / the report that sums up", show_default=False
        ),
    ] = None,
    reconciliation: Annotated[
        Path | None,
        typer.Option(
            "--reconciliation",
            help="Ghi bảng đối chiếu, .csv hoặc .xlsx / write the sheet of units and sums",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check reports and print their findings."""
    from rules.across.sheet import rows
    from rules.finding import Severity

    finder = _finder(_layer(select, ignore, lang))
    register = None if units is None else _register(units, lang)
    asked = [*(paths or ()), *([str(summary)] if summary is not None else ())]
    results, settings, missing = _processed(asked, finder, lang)
    sheet: tuple[Row, ...] = ()
    crashed = False
    if len(results) > 1:
        from pipeline.across import reconcile

        common = finder.over(result.path for result in results)
        across = reconcile(
            results,
            common.across_checks,
            register,
            _summaries(results, summary, lang),
            common.book,
        )
        results, sheet = list(across.results), tuple(rows(across.submission))
        crashed = bool(across.failures)
        for failure in across.failures:
            _tell(_failure_line(failure, lang))
    results = _weighed(results, settings, lang)
    with _stream(output, lang) as stream:
        if output_format is Format.JSONL:
            from pipeline.outputs.jsonl import finding_lines

            for result in results:
                for line in finding_lines(result.findings, lang):
                    stream.write(f"{line}\n")
        else:
            from pipeline.outputs.table import console, print_findings

            print_findings(console(stream), results, lang)
            if sheet:
                from pipeline.outputs.reconciliation import print_sheet

                print_sheet(console(stream), sheet, lang)
    if reconciliation is not None:
        _write_sheet(reconciliation, sheet, lang)
    worst = max((f.severity for r in results for f in r.findings), default=None)
    threshold = None if fail_on is FailOn.NEVER else Severity[fail_on.name]
    failing = worst is not None and threshold is not None and worst >= threshold
    raise typer.Exit(_exit_code(results, missing=missing or crashed, failing=failing))


@app.command(help="Mọi số liệu của báo cáo / the figures of reports.")
def figures(
    *,
    paths: Paths = None,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    all_numerals: Annotated[
        bool,
        typer.Option(
            "--all-numerals", help="Cả các số không phải số liệu / all other numerals too"
        ),
    ] = False,
    lang: LangOption = Lang.VI,
) -> None:
    """Print the figures of reports."""
    results, _, missing = _processed(paths, _finder(), lang, checked=False)
    with _stream(output, lang) as stream:
        if output_format is Format.JSONL:
            from pipeline.outputs.jsonl import figure_lines

            for result in results:
                for line in figure_lines(result, all_numerals=all_numerals):
                    stream.write(f"{line}\n")
        else:
            from pipeline.outputs.table import console, print_figures

            print_figures(console(stream), results, lang, all_numerals=all_numerals)
    raise typer.Exit(_exit_code(results, missing=missing, failing=False))


@app.command(help="Ý nghĩa của một kiểm tra / what a check means.")
def rule(
    code: Annotated[
        str | None, typer.Argument(help="P101, percent-of-ratio, …", show_default=False)
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Mọi kiểm tra, Markdown / every page, as Markdown")
    ] = False,
    lang: LangOption = Lang.VI,
) -> None:
    """Print the catalogue, the page of one check, or all pages."""
    from rules.pages import all_pages, page

    if every:
        typer.echo(all_pages(lang).rstrip("\n"))
        return
    from rules.checks import everything

    if code is None:
        from pipeline.outputs.table import console, print_checks

        print_checks(console(sys.stdout), everything(), lang)
        return
    for found in everything():
        if code.casefold() in {found.code.casefold(), found.name}:
            typer.echo(page(found.code, lang))
            return
    raise UsageMistakeError(_unknown_check(code, lang))


@app.command(help="Các phần tùy chọn có trên máy / the optional parts that are present.")
def doctor(*, lang: LangOption = Lang.VI) -> None:
    """Print what reading on this machine can do, and how to get the rest."""
    from pipeline.doctor import lines, parts

    for line in lines(parts(), lang):
        typer.echo(line)


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


def _summaries(results: list[ReportResult], summary: Path | None, lang: Lang) -> tuple[str, ...]:
    """The name in the outputs of the report given as the summary."""
    if summary is None:
        return ()
    from pipeline import messages

    for result in results:
        if result.path is not None and result.path.resolve() == summary.resolve():
            return (result.report,)
    raise UsageMistakeError(f"{summary}: {messages.NOT_A_SUMMARY[lang]}")


def _write_sheet(path: Path, sheet: tuple[Row, ...], lang: Lang) -> None:
    from pipeline.outputs.reconciliation import write_sheet

    with _writing(path, lang):
        write_sheet(path, sheet, lang)


def _layer(select: str, ignore: str, lang: Lang) -> Layer:
    """What --select and --ignore ask: codes, beginnings of codes, names, or ALL."""
    from pipeline.selection import Layer, UnknownCheckError, named

    chosen, left_out = (tuple(words.replace(",", " ").split()) for words in (select, ignore))
    for word in (*chosen, *left_out):
        try:
            named(word)
        except UnknownCheckError as error:
            raise UsageMistakeError(_unknown_check(word, lang)) from error
    return Layer(chosen or None, left_out)


def _finder(asked: Layer | None = None) -> SettingsFinder:
    from pipeline.selection import Layer
    from pipeline.settings import SettingsFinder

    return SettingsFinder(Layer() if asked is None else asked, Path.cwd())


def _weighed(
    results: list[ReportResult], settings: list[Settings], lang: Lang
) -> list[ReportResult]:
    """The results as the configuration has them; what it suppressed is told."""
    from pipeline import messages
    from pipeline.suppression import weighed

    told = weighed(results, settings)
    for path, number in told.suppressed:
        _tell(f"{number} {messages.SUPPRESSED[lang]} {path}")
    for path, entry in told.unused:
        _tell(f"{path}: {messages.UNUSED_SUPPRESSION[lang]}: {entry.line}")
    return list(told.results)


def _unknown_check(word: str, lang: Lang) -> str:
    from pipeline import messages
    from pipeline.selection import UnknownCheckError

    near = UnknownCheckError(word).near
    hint = f" ({messages.MEANT[lang]} {', '.join(near)}?)" if near else ""
    return f"{messages.UNKNOWN_CHECK[lang]} '{word}'{hint}"


def _processed(
    paths: list[str] | None, finder: SettingsFinder, lang: Lang, *, checked: bool = True
) -> tuple[list[ReportResult], list[Settings], bool]:
    """Every report read and checked, failures told; its settings; whether a path was missing."""
    from extractors.errors import Reason
    from pipeline import messages
    from pipeline.config import ConfigError
    from pipeline.inputs import resolve
    from pipeline.process import process

    if not paths:
        raise UsageMistakeError(messages.NOTHING_GIVEN[lang])
    inputs = resolve(paths)
    for path in inputs.missing:
        _tell(f"{path}: {messages.REASONS[Reason.MISSING][lang]}")
    for path in inputs.empty:
        _tell(f"{path}: {messages.NO_REPORTS[lang]}")
    if not inputs.found:
        raise typer.Exit(2)
    try:
        settings = [finder.of(item.path) for item in inputs.found]
        finder.over(item.path for item in inputs.found)
    except ConfigError as error:
        raise UsageMistakeError(error.message[lang]) from error
    results = []
    for item, own in zip(inputs.found, settings, strict=True):
        result = process(item, own.checks if checked else (), own.lexicon, own.book)
        for failure in result.failures:
            _tell(_failure_line(failure, lang))
        results.append(result)
    return results, settings, bool(inputs.missing or inputs.empty)


def _failure_line(failure: Failure, lang: Lang) -> str:
    from extractors.errors import Reason
    from pipeline import messages

    if not failure.report:
        return f"{failure.rule}: {messages.CHECK_CRASHED[lang]} ({failure.detail})"

    where = (
        f"{failure.report}, {messages.PAGE[lang]} {failure.page}"
        if failure.page
        else failure.report
    )
    if failure.code == "check_crashed":
        return f"{where}: {failure.rule}: {messages.CHECK_CRASHED[lang]} ({failure.detail})"
    reason = (
        messages.CRASHED if failure.code == "crashed" else messages.REASONS[Reason(failure.code)]
    )
    detail = f" ({failure.detail})" if failure.detail else ""
    return f"{where}: {reason[lang]}{detail}"


def _exit_code(results: Iterable[ReportResult], *, missing: bool, failing: bool) -> int:
    from pipeline.result import Status

    if missing or any(result.status is not Status.OK for result in results):
        return 3
    return 1 if failing else 0


@contextmanager
def _stream(output: Path | None, lang: Lang) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    with _writing(output, lang), output.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


@contextmanager
def _writing(path: Path, lang: Lang) -> Iterator[None]:
    """Say which file could not be written, and why."""
    try:
        yield
    except OSError as error:
        from pipeline import messages

        raise UsageMistakeError(
            f"{messages.CANNOT_WRITE[lang]} {path} ({error.strerror})"
        ) from error


def _tell(line: str) -> None:
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    sys.stderr.write(f"soat: {clean}\n")


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = _asked_lang(sys.argv[1:])
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except UsageMistakeError as error:
        _tell(str(error))
        code = 2
    except typer.Exit as error:
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        from pipeline import messages

        _tell(messages.INTERRUPTED[lang])
        code = 130
    except TyperException as error:
        _tell(_usage_line(error, lang))
        code = 2
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _asked_lang(arguments: list[str]) -> str:
    """The language of usage errors, which arise before the options are parsed."""
    text = " ".join(arguments)
    return "en" if "--lang en" in text or "--lang=en" in text else "vi"


def _usage_line(error: TyperException, lang: str) -> str:
    """One line for a mistake that Typer found in the arguments."""
    from pipeline import messages

    kind, option = type(error).__name__, getattr(error, "option_name", "")
    text = str(getattr(error, "message", error)).removeprefix("Value error, ").rstrip(".")
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        hint = f" ({messages.MEANT[lang]} {near}?)" if near else ""
        return f"{messages.UNKNOWN_OPTION[lang]} {option}{hint}"
    if kind == "BadOptionUsage":
        return f"{messages.NEEDS_VALUE[lang]} {option}"
    if isinstance(error, typer.BadParameter):
        names = getattr(getattr(error, "param", None), "opts", None) or [""]
        return f"{messages.UNKNOWN_VALUE[lang]} {names[0]}: {text}"
    if text.startswith("No such command"):
        return f"{messages.UNKNOWN_COMMAND[lang]} {text.split(' ', 3)[-1]}"
    return text
