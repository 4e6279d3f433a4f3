"""Settling: whether a file is whole, or still being written by who sends it.

A file is settled when its size and its time of change have stayed the same for a while and nobody
keeps it from being read. No system tells more than that of a file that another machine writes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

RECENT = 2.0
"""Seconds: a file that was changed before has settled."""
QUIET = 0.3
"""Seconds for which a file must stay the same in a run."""
PATIENCE = 3.0
"""Seconds after which a run goes on without what has not settled."""
_STEP = 0.05

_SHARING_VIOLATION = frozenset({32, 33})
"""Windows: another process writes the file, or has locked a part of it."""


class Look(NamedTuple):
    """What a file was like at a moment."""

    size: int
    """Bytes."""
    modified: int
    """Nanoseconds; the clock is that of the file's machine."""


def look(path: Path) -> Look | None:
    """What a file is like now; None if it is not there."""
    try:
        state = os.stat(path)  # noqa: PTH116 - of ten thousand files
    except OSError:
        return None
    return Look(state.st_size, state.st_mtime_ns)


def is_locked(path: Path) -> bool:
    """Whether another process keeps a file from being read, as Windows lets who writes it do."""
    try:
        with path.open("rb"):
            return False
    except OSError as error:
        return getattr(error, "winerror", None) in _SHARING_VIOLATION


def recent(paths: Iterable[Path], within: float = RECENT) -> dict[Path, Look]:
    """Those of the files that were changed in the last seconds, as they are now.

    A time of change that lies in the future (another machine's clock) counts as recent only within
    as many seconds.
    """
    now = time.time_ns()
    reach = int(within * 1e9)
    looks = ((path, look(path)) for path in dict.fromkeys(paths))
    return {path: at for path, at in looks if at and abs(now - at.modified) < reach}


def unsettled(
    seen: Mapping[Path, Look], since: float, quiet: float = QUIET, patience: float = PATIENCE
) -> frozenset[Path]:
    """Those files that do not settle; waits no longer than it takes to know.

    Args:
        seen: files as `recent` saw them.
        since: when that was, by `time.monotonic`; what has passed since is not waited again.
        quiet: seconds for which a file must stay the same.
        patience: seconds from now after which the rest is given up. What has gone is settled:
            who reads it will say so.
    """
    waiting = {path: (at, since) for path, at in seen.items()}
    end = time.monotonic() + patience
    while waiting:
        now = time.monotonic()
        for path, (before, at) in list(waiting.items()):
            if now - at < quiet:
                continue
            current = look(path)
            if current is None or (current == before and not is_locked(path)):
                del waiting[path]
            elif current != before:
                waiting[path] = (current, now)
        if not waiting or now >= end:
            break
        soonest = min(at for _, at in waiting.values()) + quiet - now
        time.sleep(min(max(soonest, _STEP), max(end - now, 0.0)))
    return frozenset(waiting)


def settled(path: Path, quiet: float = QUIET, patience: float = PATIENCE) -> bool:
    """Whether a file settles within `patience` seconds; it is watched for `quiet` at least."""
    at = look(path)
    return at is not None and not unsettled({path: at}, time.monotonic(), quiet, patience)


class Settling:
    """Files on their way in a folder that is watched: which have settled since.

    The clock is handed in, so that who watches keeps one.
    """

    def __init__(self, quiet: float) -> None:
        self._quiet = quiet
        self._waiting: dict[Path, tuple[Look, float]] = {}

    def __iter__(self) -> Iterator[Path]:
        """The files that have not settled."""
        return iter(self._waiting)

    def seen(self, path: Path, at: Look, now: float) -> None:
        """A file has come, or may have changed."""
        before = self._waiting.get(path)
        if before is None or before[0] != at:
            self._waiting[path] = (at, now)

    def gone(self, paths: Collection[Path]) -> None:
        """Files are there no more."""
        for path in paths:
            self._waiting.pop(path, None)

    def whole(self, now: float) -> dict[Path, Look]:
        """The files that have settled by now; they are not waited for any more."""
        ready: dict[Path, Look] = {}
        for path, (before, since) in list(self._waiting.items()):
            current = look(path)
            if current is None:
                del self._waiting[path]
            elif current != before:
                self._waiting[path] = (current, now)
            elif now - since >= self._quiet and not is_locked(path):
                del self._waiting[path]
                ready[path] = current
        return ready
