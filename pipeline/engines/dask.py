"""The Dask engine: reports are read by a cluster, of this machine's processes or of many machines.

Dask brings tasks to processes and runs those of a lost process elsewhere; what one file may take,
and what becomes of it, is up to the same guarded workers as on one machine, so that the results are
the same. The processes of a cluster trust each other: it has to be one's own.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pipeline.engines import messages
from pipeline.engines.engine import WORK, EngineError, Limits, Task
from pipeline.engines.interrupt import no_interrupt
from pipeline.engines.local import cores
from pipeline.engines.node import end, guarded, ready

if TYPE_CHECKING:
    from pipeline.result import ReportResult

_AHEAD = 3
"""Tasks handed out for each thread of the cluster."""
_SENT = 64 * 1024**2
"""Bytes of a file that is sent along; a larger one is read from its path, where the worker is."""
_RETRIES = 2
"""How often a task is tried again where a process of the cluster could not run it."""
_COUNTED_EVERY = 2.0
"""Seconds between two looks at the size of the cluster."""
_CONNECTS_WITHIN = 30
"""Seconds."""
_CONFIG = {
    "distributed.admin.large-graph-warning-threshold": "1GB",  # files are sent with their tasks
    "distributed.comm.timeouts.connect": f"{_CONNECTS_WITHIN}s",
}


class DaskEngine:
    """Reads reports on a cluster."""

    def __init__(
        self,
        address: str | None = None,
        jobs: int | None = None,
        limits: Limits | None = None,
        what: str = WORK,
    ) -> None:
        """Join a cluster, or start one.

        Args:
            address: of its scheduler, 'tcp://host:port'; one of this machine's processes if None.
            jobs: processes of a cluster that is started; as many as there are processors if None.
            limits: of one file.
            what: 'module:function' of what is done with a task.

        Raises:
            EngineError: Dask is not installed, or the cluster cannot be reached.
        """
        try:
            dask: Any = import_module("dask")
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise EngineError(messages.NO_DASK) from error
        self._limits = limits or Limits()
        self._what = what
        self._sends = address is not None
        self._cluster: Any = None
        self._client: Any = None
        self._running: set[Any] = set()
        self._most, self._counted = 1, -math.inf
        try:
            with dask.config.set(_CONFIG):
                if address is None:
                    with no_interrupt():
                        self._cluster = distributed.LocalCluster(
                            n_workers=jobs or cores(),
                            threads_per_worker=1,
                            memory_limit=0,
                            host="127.0.0.1",
                            dashboard_address="127.0.0.1:0",
                            silence_logs=logging.CRITICAL,
                        )
                self._client = distributed.Client(
                    self._cluster or address, timeout=_CONNECTS_WITHIN, set_as_default=False
                )
                self._client.wait_for_workers(1, timeout=_CONNECTS_WITHIN)
        except (OSError, RuntimeError, ValueError) as error:
            self.close(now=True)
            raise EngineError(messages.no_cluster(address or "")) from error
        try:
            self._client.run(ready)
        except Exception as error:
            self.close(now=True)
            raise EngineError(messages.NO_SOAT) from error

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, ReportResult]]:
        """The result of every task, in the order in which they end.

        Raises:
            EngineError: the cluster is gone.
        """
        from extractors.errors import UnreadableError
        from pipeline.codec import unpacked
        from pipeline.result import ReportResult, unreadable

        run = uuid4().hex
        numbers = count()
        waiting: dict[str, Task] = {}
        ended: Any = import_module("distributed").as_completed(
            with_results=True, raise_errors=False, loop=self._client.loop
        )
        left = iter(tasks)
        while True:
            ahead = _AHEAD * self._threads()
            for task in left:
                try:
                    sent = self._sent(task)
                except UnreadableError as error:
                    yield task, unreadable(task.item, error)
                    continue
                future = self._client.submit(
                    guarded,
                    sent,
                    self._limits,
                    self._what,
                    key=f"soat-{run}-{next(numbers)}",
                    pure=False,
                    retries=_RETRIES,
                )
                self._running.add(future)
                waiting[future.key] = task
                ended.add(future)
                if len(waiting) >= ahead:
                    break
            if not waiting:
                return
            for future, data in ended.next_batch():
                self._running.discard(future)
                task = waiting.pop(future.key)
                if future.status == "finished":
                    yield task, unpacked(data, ReportResult)
                else:
                    yield task, self._lost(task, future)

    def _threads(self) -> int:
        """How many tasks the cluster runs at once; it may grow and shrink."""
        if time.monotonic() - self._counted > _COUNTED_EVERY:
            self._most = max(1, sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        return self._most

    def _sent(self, task: Task) -> Task:
        """A task with its file, where the cluster may not see it."""
        item = task.item
        if not self._sends or item.data is not None or item.path is None:
            return task
        try:
            small = item.path.stat().st_size <= _SENT
        except OSError:
            small = True  # reading it says why
        return replace(task, item=replace(item, data=item.content())) if small else task

    def _lost(self, task: Task, future: Any) -> ReportResult:
        """The result of a task of which none came back."""
        from pipeline.result import failed

        if future.status != "error":
            raise EngineError(messages.CLUSTER_LOST)
        error = future.exception()
        if isinstance(error, EngineError):
            raise error
        if isinstance(error, import_module("distributed").KilledWorker):
            return failed(task.item, "worker_died")
        return failed(task.item, "crashed", type(error).__name__)

    def close(self, *, now: bool = False) -> None:
        """Leave the cluster, and end it where it was started from here."""
        if self._client is not None:
            if self._running:
                self._client.cancel(list(self._running), force=now)
                self._running.clear()
            if self._cluster is not None:
                with suppress(Exception):  # of a cluster that is broken nothing is left to end
                    self._client.run(end)
            self._client.close()
            self._client = None
        if self._cluster is not None:
            self._cluster.close()
            self._cluster = None
