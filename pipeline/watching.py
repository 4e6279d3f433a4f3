"""Watching a folder: the reports that come in, each once it is whole, and those that go.

The system tells of changes (through `watchfiles`); on shares it does not, and the folder is looked
through again and again. Either way it is walked now and then: systems lose events under load, and
tell nothing of the files in a folder that was moved in.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.folders import skip_by_name, skip_folder, walk
from pipeline.mounts import is_share
from pipeline.settling import RECENT, Look, Settling, is_locked, look, recent

QUIET = 1.0
"""Seconds for which a file must stay the same before it is given."""
WALK = 60.0
"""Seconds after which the whole folder is walked again."""
_TICK = 0.25
_POLL = 1.0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What has become of a folder's files since the last time."""

    whole: frozenset[Path]
    """New or changed reports and archives, settled; below the folder as it was given."""
    gone: frozenset[Path]
    """Files that were given before and are there no more."""


def watch(
    folder: Path,
    *,
    polling: bool | None = None,
    stop: threading.Event | None = None,
    quiet: float = QUIET,
    every: float = WALK,
) -> Iterator[Arrivals]:
    """What arrives in a folder, for ever: first what lies there already, then what comes.

    What is written while a batch is worked on comes with the next. A file that goes on changing is
    not given; one that changes after it was given comes again.

    Args:
        folder: the folder; all that is below it is watched.
        polling: look again and again instead of being told; None: where it lies on a share.
        stop: ends the iteration once set. So does an interruption by the user.
        quiet: seconds for which a file must stay the same.
        every: seconds after which the whole folder is walked again.

    Raises:
        NotADirectoryError: it is no folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    if polling is None:
        polling = is_share(folder) or None
    arriving = _Arriving(folder, quiet)
    try:
        for changes in _changes(folder.resolve(), polling=polling, stop=stop):
            arrivals = arriving.after(changes, every)
            if arrivals is not None:
                yield arrivals
    except KeyboardInterrupt:
        return


def _changes(
    root: Path, *, polling: bool | None, stop: threading.Event | None
) -> Iterator[set[Path]]:
    """The paths that something happened to, several times a second, mostly none."""
    from watchfiles import watch as told

    while True:
        changes = told(
            root,
            watch_filter=None,
            debounce=int(_TICK * 1000),
            rust_timeout=int(_TICK * 1000),
            yield_on_timeout=True,
            stop_event=stop,
            force_polling=polling,
            poll_delay_ms=int(_POLL * 1000),
            ignore_permission_denied=True,
        )
        try:
            for some in changes:
                yield {Path(path) for _, path in some}
        except (OSError, RuntimeError):
            # No more watches are to be had from the system, or its file system has none.
            if polling:
                raise
            polling = True
        else:
            return


class _Arriving:
    """The state of a folder that is watched."""

    def __init__(self, folder: Path, quiet: float) -> None:
        self._folder = folder
        self._root = folder.resolve()
        self._settling = Settling(quiet)
        self._given: dict[Path, Look] = {}
        self._walked: float | None = None

    def after(self, changes: set[Path], every: float) -> Arrivals | None:
        """What has arrived by now, given what something happened to; None if nothing has."""
        now = time.monotonic()
        whole: dict[Path, Look] = {}
        gone: set[Path] = set()
        if self._walked is None:
            whole = self._walk(gone, now, first=True)
        elif now - self._walked >= every or any(map(self._asks_for_walk, changes)):
            self._walk(gone, now)
        else:
            for path in changes:
                self._see(path, gone, now)
        whole.update(self._settling.whole(now))
        self._given.update(whole)
        if not whole and not gone:
            return None
        return Arrivals(frozenset(whole), frozenset(gone))

    def _walk(self, gone: set[Path], now: float, *, first: bool = False) -> dict[Path, Look]:
        """Look at all there is; the first time, what was not changed of late is whole."""
        self._walked = now
        walked = walk(self._folder)
        paths = [file.path for file in walked.files]
        looks = {path: at for path in paths if (at := look(path)) is not None}
        if not walked.closed:
            # A share that is away for a while has lost no file.
            self._lose({path for path in self._given if path not in looks}, gone)
        moving = recent(paths, RECENT) if first else looks
        if first and os.name == "nt":
            moving |= {path: at for path, at in looks.items() if is_locked(path)}
        for path, at in moving.items():
            if self._given.get(path) != at:
                self._settling.seen(path, at, now)
        return {path: at for path, at in looks.items() if path not in moving}

    def _see(self, real: Path, gone: set[Path], now: float) -> None:
        path = self._taken(real)
        if path is None:
            return
        at = look(path)
        if at is None:
            self._lose({path}, gone)
        elif self._given.get(path) != at:
            self._settling.seen(path, at, now)

    def _lose(self, paths: set[Path], gone: set[Path]) -> None:
        self._settling.gone(paths)
        for path in paths:
            if self._given.pop(path, None) is not None:
                gone.add(path)

    def _taken(self, real: Path) -> Path | None:
        """The path below the folder as it was given, if its name is that of a report."""
        try:
            inside = real.relative_to(self._root)
        except ValueError:
            return None
        *folders, name = inside.parts or ("",)
        if any(map(skip_folder, folders)) or skip_by_name(name):
            return None
        if os.path.realpath(real.parent) != str(real.parent):
            return None  # Systems tell of what is behind a link to a folder, too.
        return self._folder / inside

    def _asks_for_walk(self, real: Path) -> bool:
        """Whether this is a link, or is or was a folder, with which files came or went."""
        if real.is_symlink() or real.is_dir():
            return True
        if real.exists() or not real.is_relative_to(self._root):
            return False
        path = self._folder / real.relative_to(self._root)
        return path not in self._given and any(
            given.is_relative_to(path) for given in (*self._given, *self._settling)
        )
