"""The Dask engine: the same workers on a cluster, each under a Dask worker as its guard.

A file that kills its reader kills one of our workers and never Dask's, so that Dask has nothing to
run again; what a machine took along that was lost is run on another.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from extractors.errors import UnreadableError
from pipeline.codec import packed, unpacked
from pipeline.engines.engine import WORK, EngineError, Limits, Task
from pipeline.engines.local import LocalEngine, cores
from pipeline.result import ReportResult, failed, unreadable
from rules.finding import Message

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

_AHEAD = 3
_RETRIES = 3
"""How often a task is run again whose Dask worker was lost."""
_GUARDS: dict[tuple[Limits, str], LocalEngine] = {}
_ONE_AT_A_TIME = threading.Lock()


class DaskEngine:
    """Reads reports on the workers of a Dask cluster."""

    def __init__(
        self,
        address: str | None = None,
        jobs: int | None = None,
        limits: Limits | None = None,
        what: str = WORK,
    ) -> None:
        """Join a cluster, or make one on this machine.

        Args:
            address: of a scheduler, 'tcp://host:8786'; None for a cluster of this machine's own.
            jobs: workers of a cluster of its own; as many as the machine has cores if None.
            limits: of one file.
            what: 'module:function' of what is done with a task.

        Raises:
            EngineError: there is no such cluster, or Dask is not installed.
        """
        self._limits = limits or Limits()
        self._what = what
        self._cluster: LocalCluster | None = None
        try:
            import dask
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise EngineError(
                Message(
                    "cụm Dask cần thêm một phần: pip install 'soat[dask]'",
                    "a Dask cluster needs one more part: pip install 'soat[dask]'",
                )
            ) from error
        try:
            if address is None:
                # A Dask worker that is a daemon could not have our workers as its children.
                with dask.config.set({"distributed.worker.daemon": False}):
                    self._cluster = LocalCluster(
                        n_workers=jobs or cores(), threads_per_worker=1, dashboard_address=None
                    )
            self._client: Client = Client(self._cluster or address, timeout="10s")
        except (OSError, ValueError) as error:
            raise EngineError(
                Message(
                    f"không nối được với cụm Dask {address}",
                    f"no Dask cluster answers at {address}",
                )
            ) from error

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, ReportResult]]:
        """The result of every task, in the order in which they end."""
        from distributed import wait

        left = iter(tasks)
        running: dict[Future, Task] = {}
        while True:
            most = _AHEAD * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
            for task in islice(left, most - len(running)):
                try:
                    sent = replace(task, item=replace(task.item, data=task.item.content()))
                except UnreadableError as error:
                    yield task, unreadable(task.item, error)
                    continue
                future = self._client.submit(
                    guarded, self._what, sent, self._limits, pure=False, retries=_RETRIES
                )
                running[future] = task
            if not running:
                return
            for future in wait(list(running), return_when="FIRST_COMPLETED").done:
                task = running.pop(future)
                yield task, self._result(task, future)

    def _result(self, task: Task, future: Future) -> ReportResult:
        try:
            return unpacked(future.result(), ReportResult)
        except Exception as error:  # noqa: BLE001 - whatever becomes of one file, the others go on
            return failed(task.item, "worker_died", type(error).__name__)

    def close(self, *, now: bool = False) -> None:
        """Leave the cluster, and end it if it is our own."""
        del now
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def guarded(what: str, task: Task, limits: Limits) -> bytes:
    """The result of a task as bytes, done by a worker that this process keeps for it."""
    with _ONE_AT_A_TIME:
        guard = _GUARDS.get((limits, what))
        if guard is None:
            guard = _GUARDS[limits, what] = LocalEngine(1, limits, what)
        ((_, result),) = guard.results([task])
    return packed(result)
