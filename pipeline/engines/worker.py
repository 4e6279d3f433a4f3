"""The worker: a process that reads reports one by one, and may die of one."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.engines import guard
from pipeline.engines.engine import WORK, Task

if TYPE_CHECKING:
    from pipeline.result import ReportResult

_LARGEST = 64 * 1024**2
"""Bytes of a result."""
_LOOKS = 20_000, 20, 50
"""New objects before the youngest are looked through, and how often that before the older ones."""


def start(parent: int, memory: int, name: str) -> None:
    """What a worker does before its first task: it limits itself, and gets ready.

    Args:
        parent: the process that it is to end with.
        memory: bytes that it may take.
        name: of what it will run.
    """
    _held(parent)
    with suppress(Exception):  # where it cannot be, the task will say so
        import_module(name.partition(":")[0])
        if name == WORK:
            _warm_up()
    _keep_what_is_loaded()
    guard.limit_memory(memory)


def limited(parent: int, memory: int) -> None:
    """As `start`, for a process that has other work: nothing is got ready."""
    _held(parent)
    guard.limit_memory(memory)


def _held(parent: int) -> None:
    guard.die_at_once()
    guard.end_with(parent)
    guard.one_thread()


def _warm_up() -> None:
    """Load what reading takes, while the parent is still looking for its files."""
    from pipeline.config import Config
    from pipeline.inputs import Input

    work(Task(Input(None, "-.txt", data=b"1"), Config()))


def _keep_what_is_loaded() -> None:
    """Have Python look less often for what can be let go, and not among what stays to the end.

    A report is hundreds of thousands of objects that are all let go at once when it is done.
    """
    gc.freeze()
    gc.set_threshold(*_LOOKS)


def awake() -> None:
    """Nothing: it makes a pool start its workers."""


def run(name: str, task: Task, timeout: float) -> bytes:
    """The result of a task as bytes.

    Args:
        name: 'module:function' of what is to be done with it.
        task: the report.
        timeout: seconds after which the parent ends this process.
    """
    from pipeline.codec import packed

    guard.alarm(timeout)
    try:
        result = _result(name, task)
        data = packed(result)
        if len(data) > _LARGEST:
            data = packed(_too_large(task, result))
    except MemoryError:
        # Libraries that got no memory may be left half-way: a new process takes over.
        os._exit(guard.OUT_OF_MEMORY)
    finally:
        guard.alarm(None)
    return data


def _result(name: str, task: Task) -> ReportResult:
    module, _, function = name.partition(":")
    try:
        result: ReportResult = getattr(import_module(module), function)(task)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - exits too: one file must not stop the others
        from pipeline.logs import logged
        from pipeline.result import failed

        logged(error)
        return failed(task.item, "crashed", type(error).__name__)
    return result


def _too_large(task: Task, result: ReportResult) -> ReportResult:
    from extractors.errors import Reason
    from pipeline.result import Status, failed

    detail = f"a result of more than {_LARGEST} bytes"
    return failed(task.item, Reason.TOO_LARGE.value, detail, Status.REFUSED, result.sha256)


def work(task: Task) -> ReportResult:
    """Read and check one report. All checks run: which are shown, the configuration says later."""
    from pipeline.process import process
    from pipeline.settings import reading_of

    by = reading_of(task.config)
    return process(task.item, by.checks, by.lexicon, by.book)
