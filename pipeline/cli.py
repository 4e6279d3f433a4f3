"""The command line.

Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, or nothing to read; 3 some file
was not, or only partly, processed (findings are still printed; 3 outranks 1); 130 interrupted. A
path that does not exist is a mistake of usage: 2 if nothing else was read, 3 beside reports that
were. A file that exists and cannot be read is 3.

Standard output carries the result alone; every error is one line on standard error.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from pipeline.commands.check import check
from pipeline.commands.decide import decide
from pipeline.commands.doctor import doctor
from pipeline.commands.figures import figures
from pipeline.commands.review import review
from pipeline.commands.rule import rule
from pipeline.commands.watch import watch
from pipeline.terminal import UsageMistakeError, tell

_INTERRUPTED = 130

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Soát: soát số liệu trong báo cáo. A linter for the figures in reports.",
)


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


app.command(help="Số liệu mâu thuẫn trong báo cáo / inconsistencies in reports.")(check)
app.command(help="Mọi số liệu của báo cáo / the figures of reports.")(figures)
app.command(help="Rà soát trong trình duyệt / review in the browser.")(review)
app.command(help="Soát báo cáo mỗi khi đến / check what arrives in a folder.")(watch)
app.command(help="Nhận quyết định từ bảng tính / decisions made in a workbook.")(decide)
app.command(help="Ý nghĩa của một kiểm tra / what a check means.")(rule)
app.command(help="Các phần tùy chọn có trên máy / the optional parts that are present.")(doctor)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    asked = sys.argv[1:] or ["--help"]
    lang = _asked_lang(asked)
    try:
        code = app(asked, standalone_mode=False)
        sys.stdout.flush()
    except UsageMistakeError as error:
        tell(str(error))
        code = 2
    except typer.Exit as error:
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except TyperException as error:
        tell(_usage_line(error, lang))
        code = 2
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    if code == _INTERRUPTED:
        from pipeline import messages

        tell(messages.INTERRUPTED[lang])
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
