"""`soat doctor`: the optional parts of this machine."""

from __future__ import annotations

import typer

from pipeline.commands import options
from pipeline.commands.options import Lang


def doctor(*, lang: options.Language = Lang.VI) -> None:
    """Print which optional parts this machine has, and how to get the others."""
    from pipeline.doctor import lines, parts

    for line in lines(parts(), lang):
        typer.echo(line)
