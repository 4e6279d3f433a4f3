"""`soat watch`: reports are checked as they arrive in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import options
from pipeline.commands.options import Format, Lang
from pipeline.terminal import UsageMistakeError, tell

if TYPE_CHECKING:
    from pipeline.outputs.reported import Reported


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Thư mục / the folder")],
    *,
    select: options.Select = "",
    ignore: options.Ignore = "",
    units: options.Units = None,
    lang: options.Language = Lang.VI,
    polling: Annotated[
        bool | None,
        typer.Option(
            "--polling/--no-polling",
            help="Tự dò thay vì chờ hệ thống báo / look again and again, as on shares",
            show_default=False,
        ),
    ] = None,
    jobs: options.Jobs = None,
    engine: options.EngineName = "local",
    ledger: options.LedgerUrl = None,
    timeout: options.TimeLimit = 300,
) -> None:
    """Check a folder, and again whenever a report arrives, until it is interrupted."""
    from pipeline import messages
    from pipeline.commands.conduct import Asked, conducted
    from pipeline.commands.reading import How
    from pipeline.commands.showing import Shown, show
    from pipeline.watching import watch as arriving

    how = How(jobs, engine, ledger, timeout, lang)
    asked = Asked((str(folder),), select, ignore, units)
    try:
        for arrivals in arriving(folder, polling=polling):
            tell(messages.arrived(len(arrivals.whole), len(arrivals.gone))[lang])
            try:
                with conducted(asked, how) as run:
                    fresh = (one for one in run.reported() if _is_fresh(one, arrivals.whole))
                    show(fresh, run.tally, run.sheet(), Shown(Format.TABLE, None, lang, run.states))
            except typer.Exit:
                continue  # there is no report left, which was told
    except NotADirectoryError as error:
        raise UsageMistakeError(f"{folder}: {messages.NO_FOLDER[lang]}") from error


def _is_fresh(one: Reported, arrived: frozenset[Path]) -> bool:
    """Whether a report has arrived now, or has findings that it did not have before."""
    path = one.result.path
    return path in arrived or any(listed.standing == "new" for listed in one.listed)
