"""`soat review`: the findings of reports in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import options
from pipeline.commands.decide import Reviewer, name_of_user
from pipeline.commands.options import Lang
from pipeline.terminal import UsageMistakeError, tell

if TYPE_CHECKING:
    from pipeline.ledger import Ledger


def review(
    *,
    paths: options.Paths = None,
    select: options.Select = "",
    ignore: options.Ignore = "",
    units: options.Units = None,
    summary: options.Summary = None,
    lang: options.Language = Lang.VI,
    reviewer: Reviewer = "",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Cổng / port, 0: any free one")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Mở trình duyệt / open the browser")
    ] = True,
    jobs: options.Jobs = None,
    engine: options.EngineName = "local",
    ledger: options.LedgerUrl = None,
    timeout: options.TimeLimit = 300,
) -> None:
    """Check reports, then show their findings to be decided on."""
    from pipeline.commands.conduct import Asked, conducted
    from pipeline.commands.reading import How, opened

    if not paths:
        with opened(ledger, lang) as book:
            paths = _last(book, lang)
    how = How(jobs, engine, ledger, timeout, lang)
    with conducted(Asked(tuple(paths), select, ignore, units, summary), how) as run:
        from pipeline.review.board import Board
        from pipeline.review.serve import serve

        board = Board(run.ledger, run.reported(), reviewer or name_of_user())
        board.add(run.sheets())
        try:
            serve(board, lang=lang, port=port, open_browser=browser, told=tell)
        except OSError as error:
            raise UsageMistakeError(f"127.0.0.1:{port}: {error.strerror}") from error


def _last(ledger: Ledger, lang: Lang) -> list[str]:
    """What the last run was given."""
    from pipeline import messages

    run = ledger.last()
    if run is None:
        raise UsageMistakeError(messages.NOTHING_GIVEN[lang])
    return run.root.splitlines()
