"""`soat decide`: decisions made in a workbook, back into the ledger."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import options
from pipeline.commands.options import Lang
from pipeline.terminal import UsageMistakeError, refused, tell

Reviewer = Annotated[
    str,
    typer.Option("--reviewer", help="Tên người rà soát / the reviewer's name", show_default=False),
]


def decide(
    workbook: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="Bảng tính đã rà soát / the workbook")
    ],
    *,
    reviewer: Reviewer = "",
    ledger: options.LedgerUrl = None,
    lang: options.Language = Lang.VI,
) -> None:
    """Take the decisions of a workbook into the ledger."""
    from pipeline import messages
    from pipeline.commands.reading import opened
    from pipeline.decided import WorkbookError, decided, read_entries

    try:
        entries = read_entries(workbook)
    except WorkbookError as error:
        raise UsageMistakeError(f"{workbook}: {error.message[lang]}") from error
    except OSError as error:
        raise UsageMistakeError(f"{workbook}: {refused(error, lang)}") from error
    with opened(ledger, lang) as book:
        current, earlier = book.standing_ids()
        in_force = book.decisions()
        found = decided(entries, current, earlier, in_force, reviewer or name_of_user())
        book.decide(found.decisions)
    for trouble in found.troubles:
        tell(f"{workbook}, {messages.ROW[lang]} {trouble.row}: {trouble.told[lang]}")
    typer.echo(messages.decided(len(found.decisions), found.unchanged)[lang])
    raise typer.Exit(3 if found.troubles else 0)


def name_of_user() -> str:
    """Who is at this machine, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
