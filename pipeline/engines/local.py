"""The local engine: worker processes on this machine, of which one can die alone.

Workers are spawned, not forked: a fork of a process with threads can hang, and Windows has none.
They do not import the parent's main module, so that a script which checks reports needs no guard.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from pipeline.codec import unpacked
from pipeline.engines import worker
from pipeline.engines.engine import WORK, Limits, Task
from pipeline.engines.guard import OUT_OF_MEMORY
from pipeline.result import ReportResult, failed

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_AHEAD = 3
"""Tasks handed out for each worker."""
_TASKS_EACH = 500
"""After so many a worker is replaced, so that what leaks does not add up."""
_SWAPPING = threading.Lock()


class _Process(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802 - as the library has it
        with _SWAPPING:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                return SpawnProcess._Popen(process_obj)  # noqa: SLF001
            finally:
                sys.modules["__main__"] = main


class _Context(SpawnContext):
    Process = _Process


def spawned() -> SpawnContext:
    """How workers are started: with nothing of this process but what they are told."""
    return _Context()


class LocalEngine:
    """Reads reports in processes of this machine."""

    def __init__(self, jobs: int | None = None, limits: Limits | None = None, what: str = WORK):
        """Start the workers; it does not wait until they are ready.

        Args:
            jobs: how many; as many as the machine has cores if None.
            limits: of one file.
            what: 'module:function' of what is done with a task.
        """
        self._jobs = jobs or cores()
        self._limits = limits or Limits()
        self._what = what
        self._pool = self._started()

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=self._jobs,
            max_tasks=_TASKS_EACH,
            initializer=worker.start,
            initargs=(os.getpid(), self._limits.memory),
            context=spawned(),
        )
        pool.schedule(worker.awake)
        return pool

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, ReportResult]]:
        """The result of every task, in the order in which they end."""
        left = iter(tasks)
        running: dict[Future[bytes], Task] = {}
        while True:
            for task in islice(left, self._jobs * _AHEAD - len(running)):
                future: Future[bytes] = self._pool.schedule(
                    worker.run, args=(self._what, task), timeout=self._limits.timeout
                )
                running[future] = task
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                yield task, self._result(task, future)

    def _result(self, task: Task, future: Future[bytes]) -> ReportResult:
        try:
            return unpacked(future.result(), ReportResult)
        except TimeoutError:
            return failed(task.item, "timeout", f"{self._limits.timeout:.0f} s")
        except ProcessExpired as error:
            code = "memory" if error.exitcode == OUT_OF_MEMORY else "worker_died"
            return failed(task.item, code, "" if code == "memory" else f"{error.exitcode}")
        except Exception as error:  # noqa: BLE001 - whatever becomes of one file, the others go on
            return failed(task.item, "crashed", type(error).__name__)

    def close(self, *, now: bool = False) -> None:
        """End the workers; with `now` also those that are at work."""
        if now:
            self._pool.stop()  # type: ignore[no-untyped-call]
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
