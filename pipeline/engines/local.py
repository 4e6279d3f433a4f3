"""The local engine: worker processes on this machine, of which one can die alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.engines.engine import WORK, EngineError, Limits, Task
from pipeline.engines.pool import BrokenPoolError, Workers

if TYPE_CHECKING:
    from pipeline.result import ReportResult

_AHEAD = 8
"""Tasks handed out for each worker: what lasts while their results are kept."""
_LOOK = 1.0
"""Seconds between two looks at a pool of which nothing comes."""
_GRACE = 15.0
"""Seconds after which a time-out that the pool did not keep is kept from here."""
_STARTS_WITHIN = 120.0
"""Seconds in which a worker has to take up its first task."""
_TRIES = 3
"""How often a task is handed out to pools that break."""


@dataclass(slots=True)
class _Running:
    """A task that is handed out."""

    task: Task
    tries: int = 1
    since: float | None = None
    """When it was first seen at work, by the clock of `time.monotonic`."""


class LocalEngine:
    """Reads reports in processes of this machine."""

    def __init__(
        self,
        jobs: int | None = None,
        limits: Limits | None = None,
        what: str = WORK,
        *,
        at_once: bool = True,
    ) -> None:
        """Start the workers; it does not wait until they are ready.

        Args:
            jobs: how many; as many as there are processors if None.
            limits: of one file.
            what: 'module:function' of what is done with a task.
            at_once: start them now, not when there is a task.
        """
        self._jobs = jobs or cores()
        self._limits = limits or Limits()
        self._what = what
        self._workers = self._started() if at_once else None
        self._works = False
        self._breaks = 0
        self._closed = False

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the workers that are alive."""
        return () if self._workers is None else self._workers.pids

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, ReportResult]]:
        """The result of every task, in the order in which they end.

        Raises:
            EngineError: no worker can be started.
        """
        from pipeline.codec import unpacked
        from pipeline.result import ReportResult

        for task, data in self.packed_results(tasks):
            yield task, unpacked(data, ReportResult)

    def packed_results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
        """As `results`, each result as `pipeline.codec.packed` makes it."""
        from pipeline.engines.outcome import outcome

        left = iter(tasks)
        running: dict[Future[bytes], _Running] = {}
        again: list[_Running] = []
        while True:
            room = max(0, self._jobs * _AHEAD - len(running) - len(again))
            lost: list[_Running] = []
            for one in (*again, *map(_Running, islice(left, room))):
                try:
                    running[self._at_work().submit(one.task)] = one
                except BrokenPoolError:
                    lost.append(one)
            again = []
            if not (running or lost):
                return
            for future in wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED).done:
                one = running.pop(future)
                try:
                    data = outcome(future, one.task, self._limits, self._at_work())
                except BrokenPoolError:
                    lost.append(one)
                    continue
                self._works = True
                self._last = time.monotonic()
                yield one.task, data
            if self._closed:
                return
            if lost or self._is_stuck(running):
                lost.extend(running.values())
                running = {}
                self._replace_workers()
                again, ended = self._sorted_out(lost)
                yield from ended

    def _is_stuck(self, running: Mapping[Future[bytes], _Running]) -> bool:
        """Whether nothing will become of a task that is handed out."""
        now = time.monotonic()
        for future, one in running.items():
            if one.since is None and future.running():
                one.since = now
            if one.since is not None and now - one.since > self._limits.timeout + _GRACE:
                return True
        starts = not any(one.since for one in running.values())
        return bool(running) and starts and now - self._last > _STARTS_WITHIN

    def _replace_workers(self) -> None:
        if not self._works:
            self._breaks += 1
            if self._breaks == _TRIES:
                from pipeline.engines.messages import NO_WORKER

                raise EngineError(NO_WORKER)
        if self._workers is not None:
            self._workers.close()
        self._workers = self._started()

    def _at_work(self) -> Workers:
        """The workers, started by now."""
        if self._workers is None:
            self._workers = self._started()
        return self._workers

    def _started(self) -> Workers:
        self._last = time.monotonic()
        return Workers(self._jobs, self._limits, self._what)

    def _sorted_out(
        self, lost: Iterable[_Running]
    ) -> tuple[list[_Running], list[tuple[Task, bytes]]]:
        """Of tasks whose pool was lost, those to hand out again, and the results of the others."""
        from pipeline.codec import packed
        from pipeline.engines.outcome import died, timed_out

        again: list[_Running] = []
        ended: list[tuple[Task, bytes]] = []
        now = time.monotonic()
        for one in lost:
            one.tries += 1
            if one.since is not None and now - one.since > self._limits.timeout:
                ended.append((one.task, packed(timed_out(one.task, self._limits))))
            elif one.tries > _TRIES:
                ended.append((one.task, packed(died(one.task, None))))
            else:
                one.since = None
                again.append(one)
        return again, ended

    def close(self, *, now: bool = False) -> None:  # noqa: ARG002 - nobody waits for what is left
        """End the workers, at once: results that were not taken by now are given up."""
        self._closed = True
        if self._workers is not None:
            self._workers.close()


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return os.cpu_count() or 1 if affinity is None else len(affinity(0))
