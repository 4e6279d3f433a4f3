"""What a process of a Dask cluster runs: every file goes to a guarded worker of its own.

A file that kills kills that worker, never the process that Dask knows of: Dask would run it again
elsewhere, until it had killed there too.
"""

from __future__ import annotations

import threading

from pipeline.engines.engine import Limits, Task
from pipeline.engines.local import LocalEngine

_HELD = threading.local()


def guarded(task: Task, limits: Limits, what: str) -> bytes:
    """The result of a task, packed. The worker of this thread is kept for the next one."""
    engine: LocalEngine | None = getattr(_HELD, "engine", None)
    if engine is None or _HELD.of != (limits, what):
        if engine is not None:
            engine.close()
        engine = LocalEngine(1, limits, what)
        _HELD.engine, _HELD.of = engine, (limits, what)
    [(_, data)] = engine.packed_results([task])
    return data


def ready() -> bool:
    """Whether this code is there."""
    return True
