"""A pebble pool whose workers can always be ended, and which blocks nobody while it starts.

Workers are spawned, not forked: a fork of a process with threads can hang, Windows has none, and a
fork server would stand between the workers and the parent that they are to end with. They do not
import the parent's main module, so that a script which checks reports needs no guard.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import Future
from multiprocessing import process as processes
from multiprocessing import spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import TYPE_CHECKING, Any, cast

from pipeline.engines import guard, worker
from pipeline.engines.engine import MEMORY, Limits, Task
from pipeline.engines.interrupt import no_interrupt
from pipeline.engines.lastwords import hear_last_words
from pipeline.engines.offspring import end, offspring
from pipeline.logs import logged

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from pebble import ProcessPool

_TASKS_EACH = 500
"""After so many a worker is replaced, so that what leaks does not add up."""
_TICK = 0.02
"""Seconds between two looks of pebble at its workers."""
_LOOK = 0.2
"""Seconds between two looks at the memory of workers which the system does not limit."""
_PATIENCE = 5.0
"""Seconds that a pool has to end in order before its processes are killed."""
_STARTING = threading.Lock()


def spawned(memory: int = MEMORY) -> SpawnContext:
    """How workers are started: with nothing of this process but what they are told.

    Args:
        memory: bytes that each may take, where the system holds them to it from outside.
    """
    return _Context(memory)


class BrokenPoolError(Exception):
    """The pool takes no more tasks; those that it had may be lost."""


class Workers:
    """Processes that run tasks; one that dies or hangs is replaced."""

    def __init__(
        self, number: int, limits: Limits, name: str, *, watched: bool = not guard.LIMITS_ITSELF
    ) -> None:
        """Start them; it does not wait until they are ready.

        Args:
            number: of processes.
            limits: of each.
            name: 'module:function' of what they run, given a task.
            watched: whether their memory is looked after from here.
        """
        self._number = number
        self._limits = limits
        self._name = name
        self._context = _Context(limits.memory)
        self._pool: ProcessPool | None = None
        self._ready = threading.Event()
        self._closing = threading.Event()
        self._ended_for_memory: set[int] = set()
        # On Linux workers end with the thread that started them: one that waits for their end.
        self._keeper = threading.Thread(
            target=self._keep, args=(watched,), name="soat-workers", daemon=True
        )
        self._keeper.start()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that are alive."""
        return tuple(one.pid for one in self._context.alive() if one.pid is not None)

    def submit(self, task: Task) -> Future[bytes]:
        """Have a task run; see `worker.run`.

        Raises:
            BrokenPoolError: the pool is past use.
        """
        self._ready.wait()
        if self._pool is None or self._closing.is_set():
            raise BrokenPoolError
        timeout = self._limits.timeout
        try:
            arguments = (self._name, task, timeout)
            return self._pool.schedule(worker.run, args=arguments, timeout=timeout)
        except RuntimeError as error:
            raise BrokenPoolError from error

    def exceeded(self, pid: int | None) -> bool:
        """Whether a process was ended because of its memory."""
        return pid in self._ended_for_memory

    def close(self) -> None:
        """End all processes, also those that are at work."""
        self._closing.set()
        self._keeper.join(_PATIENCE)
        for one in self._context.alive():
            one.kill()
            one.join(_PATIENCE)

    def _keep(self, watched: bool) -> None:
        try:
            pool = self._started()
        except (OSError, RuntimeError) as error:
            logged(error)
            return
        finally:
            self._ready.set()
        while not self._closing.wait(_LOOK if watched else None):
            self._look()
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()

    def _started(self) -> ProcessPool:
        from pebble import ProcessPool
        from pebble.common.types import CONSTS

        CONSTS.sleep_unit = min(CONSTS.sleep_unit, _TICK)
        pool = ProcessPool(
            max_workers=self._number,
            max_tasks=_TASKS_EACH,
            initializer=worker.start,
            initargs=(os.getpid(), self._limits.memory, self._name),
            context=cast("Any", self._context),
        )
        hear_last_words(pool)
        pool.schedule(worker.awake)
        self._pool = pool
        return pool

    def _look(self) -> None:
        import psutil

        for one in self._context.alive():
            try:
                if one.pid and psutil.Process(one.pid).memory_info().rss > self._limits.memory:
                    self._ended_for_memory.add(one.pid)
                    one.kill()
            except psutil.Error:
                continue


class _Context(SpawnContext):
    """Starts processes, and knows those that it started."""

    def __init__(self, memory: int) -> None:
        super().__init__()
        self._started: list[_Process] = []
        self._job: Any = None
        if sys.platform == "win32":
            from pipeline.engines.windows import Job

            try:
                self._job = Job(memory)
            except OSError as error:
                logged(error)

    def Process(self, *args: Any, **options: Any) -> _Process:  # type: ignore[override]  # noqa: N802 - as the library has it
        kept = [one for one in self._started if one.pid is None or one.is_alive()]
        self._started = [*kept, made := _Process(*args, **options)]
        made.job = self._job
        return made

    def alive(self) -> list[_Process]:
        """Those that run."""
        return [one for one in self._started if one.pid is not None and one.is_alive()]


class _Process(SpawnProcess):
    """A process that shares nothing with its parent's main module, and no Ctrl-C."""

    job: Any = None

    def start(self) -> None:
        self.daemon = True  # a parent that exits ends it, and does not wait for it
        own: Any = processes.current_process()
        # A daemon, as a Dask worker is, may start none; but ours end with it by themselves.
        daemon = own._config.pop("daemon", None)  # noqa: SLF001
        try:
            super().start()
        finally:
            if daemon is not None:
                own._config["daemon"] = daemon  # noqa: SLF001
        if self.job is not None and self.pid is not None:
            try:
                self.job.add(self.pid)
            except OSError as error:
                logged(error)

    def terminate(self) -> None:
        """End it, and what it started."""
        left = [] if self.pid is None else offspring(self.pid)
        super().terminate()
        end(left)

    def kill(self) -> None:
        """End it, and what it started."""
        left = [] if self.pid is None else offspring(self.pid)
        super().kill()
        end(left)

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802 - as the library has it
        usual = spawn.get_preparation_data

        def without_main(name: str) -> dict[str, Any]:
            return {key: value for key, value in usual(name).items() if "init_main" not in key}

        with _STARTING, no_interrupt():
            spawn.get_preparation_data = without_main
            try:
                return SpawnProcess._Popen(process_obj)  # noqa: SLF001
            finally:
                spawn.get_preparation_data = usual
