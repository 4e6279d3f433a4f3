"""`soat rule`: what a check means."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.commands import options
from pipeline.commands.options import Lang
from pipeline.terminal import UsageMistakeError


def rule(
    code: Annotated[
        str | None, typer.Argument(help="P101, percent-of-ratio, …", show_default=False)
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Mọi kiểm tra, Markdown / every page, as Markdown")
    ] = False,
    lang: options.Language = Lang.VI,
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
    from pipeline.commands.reading import unknown_check

    raise UsageMistakeError(unknown_check(code, lang))
