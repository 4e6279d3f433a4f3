"""What a process of a Dask cluster runs: every file goes to a guarded worker of its own.

A file that kills kills that worker, never the process that Dask knows of: Dask would run it again
elsewhere, until it had killed there too.
"""

from __future__ import annotations

import threading

from pipeline.engines.engine import Limits, Task
from pipeline.engines.local import LocalEngine

_HELD: dict[int, tuple[tuple[Limits, str], LocalEngine]] = {}
"""The engine of every thread that Dask runs tasks in."""


def guarded(task: Task, limits: Limits, what: str) -> bytes:
    """The result of a task, packed. The worker of this thread is kept for the next one."""
    thread, wanted = threading.get_ident(), (limits, what)
    had, engine = _HELD.get(thread, (None, None))
    if engine is None or had != wanted:
        if engine is not None:
            engine.close()
        engine = LocalEngine(1, limits, what)
        _HELD[thread] = (wanted, engine)
    [(_, data)] = engine.packed_results([task])
    return data


def ready() -> bool:
    """Whether this code is there."""
    return True


def end() -> None:
    """End the workers of this process: its cluster is about to end."""
    while _HELD:
        _, (_, engine) = _HELD.popitem()
        engine.close()
