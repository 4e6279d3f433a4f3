"""Reading what a command was given: inputs, settings, ledger and engine put together."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.folders import Skip
from pipeline.terminal import UsageMistakeError, tell

if TYPE_CHECKING:
    from pipeline.commands.options import Lang
    from pipeline.engines.engine import Engine
    from pipeline.ledger import Ledger
    from pipeline.run import Reports
    from pipeline.selection import Layer
    from pipeline.settings import SettingsFinder


_TOLD = frozenset({Skip.UNFINISHED, Skip.LINK_OUT, Skip.LINKED_FOLDER, Skip.NO_REPORTS})
"""Why a file of a folder is left out, where that is told of each; of other types the number is."""


@dataclass(frozen=True, slots=True)
class How:
    """How a command reads: what the options say."""

    jobs: int | None
    engine: str
    ledger: str | None
    timeout: float
    lang: Lang


@dataclass(frozen=True, slots=True)
class Read:
    """What was read."""

    reports: Reports
    ledger: Ledger
    root: str
    """What was given, as the ledger knows it: the paths, absolute."""
    is_whole: bool
    """Whether every path that was given stood for a report."""
    others: int
    """Files of folders that are no reports."""


def finder_of(select: str = "", ignore: str = "", lang: str = "vi") -> SettingsFinder:
    """The finder of settings under what --select and --ignore ask.

    Raises:
        UsageMistakeError: they name a check that there is not.
    """
    from pipeline.selection import Layer, UnknownCheckError, named
    from pipeline.settings import SettingsFinder

    chosen, left_out = (tuple(words.replace(",", " ").split()) for words in (select, ignore))
    for word in (*chosen, *left_out):
        try:
            named(word)
        except UnknownCheckError as error:
            raise UsageMistakeError(unknown_check(word, lang)) from error
    layer: Layer = Layer(chosen or None, left_out)
    return SettingsFinder(layer, Path.cwd())


def unknown_check(word: str, lang: str) -> str:
    """That there is no such check, and what could have been meant."""
    from pipeline import messages
    from pipeline.selection import UnknownCheckError

    near = UnknownCheckError(word).near
    hint = f" ({messages.MEANT[lang]} {', '.join(near)}?)" if near else ""
    return f"{messages.UNKNOWN_CHECK[lang]} '{word}'{hint}"


@contextmanager
def reading(paths: list[str] | None, finder: SettingsFinder, how: How) -> Iterator[Read]:
    """Read every report of the paths; the ledger stays open while the result is used.

    Raises:
        UsageMistakeError: nothing was given, or a configuration, ledger or engine cannot be used.
        typer.Exit: nothing is there to read; what is missing was told.
    """
    from extractors.errors import Reason
    from pipeline import messages
    from pipeline.config import ConfigError
    from pipeline.inputs import once_settled, resolve
    from pipeline.names import readable
    from pipeline.progress import Bar

    lang = how.lang
    if not paths:
        raise UsageMistakeError(messages.NOTHING_GIVEN[lang])
    since = time.monotonic()
    inputs = resolve(paths)
    for path in inputs.missing:
        tell(f"{path}: {messages.REASONS[Reason.MISSING][lang]}")
    for path in inputs.empty:
        tell(f"{path}: {messages.NO_REPORTS[lang]}")
    for skipped in inputs.skipped:
        if skipped.reason in _TOLD:
            tell(f"{skipped.name}: {messages.SKIPPED[skipped.reason][lang]}")
    if not inputs.found:
        raise typer.Exit(2)
    with ExitStack() as stack:
        engine = stack.enter_context(_engine(how, len(inputs.found)))
        try:
            settings = [finder.of(item.path) for item in inputs.found]
            finder.over(item.path for item in inputs.found)
        except ConfigError as error:
            raise UsageMistakeError(error.message[lang]) from error
        only_given = all(item.path is None for item in inputs.found)
        ledger = stack.enter_context(opened(":memory:" if only_given else how.ledger, lang))
        from pipeline.run import read_all

        found = once_settled(inputs, since).found

        with Bar(len(inputs.found), lang) as bar:
            reports = read_all(list(zip(found, settings, strict=True)), ledger, engine, bar)
        engine.close()
        root = "\n".join(sorted({readable(str(Path(path).absolute())) for path in paths}))
        others = sum(skipped.reason is Skip.OTHER_TYPE for skipped in inputs.skipped)
        yield Read(reports, ledger, root, not (inputs.missing or inputs.empty), others)


@contextmanager
def _engine(how: How, inputs: int) -> Iterator[Engine]:
    """The engine that was asked for; it is ended at once where reading was stopped."""
    from pipeline.engines.engine import EngineError, Limits

    limits = Limits(timeout=how.timeout)
    name, _, address = how.engine.partition(":")
    engine: Engine
    try:
        if name == "local" and not address:
            from pipeline.engines.local import LocalEngine, cores
            from pipeline.ledger.where import may_hold

            # Where all may be known, workers would be started for nothing.
            at_once = not may_hold(how.ledger)
            engine = LocalEngine(how.jobs or min(cores(), inputs), limits, at_once=at_once)
        elif name == "dask":
            from pipeline.engines.dask import DaskEngine

            engine = DaskEngine(address or None, how.jobs, limits)
        else:
            from pipeline import messages

            raise UsageMistakeError(f"{messages.UNKNOWN_VALUE[how.lang]} --engine: {how.engine}")
    except EngineError as error:
        raise UsageMistakeError(error.message[how.lang]) from error
    try:
        yield engine
    except EngineError as error:  # no worker can be started any more, or the cluster is gone
        engine.close(now=True)
        raise UsageMistakeError(error.message[how.lang]) from error
    except BaseException:
        engine.close(now=True)
        raise
    engine.close()


@contextmanager
def opened(url: str | None, lang: Lang) -> Iterator[Ledger]:
    """The ledger; where the user's own cannot be had, one that is forgotten.

    Raises:
        UsageMistakeError: the one that was asked for cannot be used.
    """
    from pipeline.ledger import Ledger, LedgerError

    try:
        ledger = Ledger.open(url)
    except LedgerError as error:
        if url is not None:
            raise UsageMistakeError(error.message[lang]) from error
        tell(error.message[lang])
        ledger = Ledger.open(":memory:")
    with ledger:
        yield ledger
