"""What every engine is: tasks in, results out, in any order, none lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pipeline.config import Config
    from pipeline.inputs import Input
    from pipeline.result import ReportResult
    from rules.finding import Message

MEMORY = 2 * 1024**3
"""Bytes that a worker may take, code and models included."""
TIMEOUT = 300.0
"""Seconds that a worker may take for one file; a page of a scan takes about two."""
WORK = "pipeline.engines.worker:work"
"""The function that a worker runs, given a `Task`."""


@dataclass(frozen=True, slots=True)
class Task:
    """One report to read, and the configuration to read it by."""

    item: Input
    config: Config


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take of a worker."""

    timeout: float = TIMEOUT
    """Seconds."""
    memory: int = MEMORY
    """Bytes."""


class EngineError(Exception):
    """An engine cannot be had; `message` says why, in one line of both languages."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Engine(Protocol):
    """Reads reports. Results come in the order in which they end."""

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, ReportResult]]:
        """The result of every task; tasks are taken only as fast as they are worked off.

        What becomes of one task harms no other: a time-out is a result with the failure 'timeout',
        too much memory 'memory', a worker that died 'worker_died'.

        Raises:
            EngineError: no worker can be had at all.
        """

    def close(self, *, now: bool = False) -> None:
        """End the workers; with `now` also those that are at work. Harmless when repeated."""
