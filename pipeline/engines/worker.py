"""The worker: a process that reads reports one by one, and may die of one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.engines.engine import Task
    from pipeline.result import ReportResult


def start(parent: int, memory: int) -> None:
    """What a worker does before its first task: it limits itself, and gets ready.

    Args:
        parent: the process that it is to end with.
        memory: bytes that it may take.
    """
    limited(parent, memory)
    import pipeline.process  # noqa: F401 - so that the first task does not wait for it


def limited(parent: int, memory: int) -> None:
    """End with a process, take no more than so many bytes, leave Ctrl-C to the parent."""
    import signal

    from pipeline.engines.guard import end_with, limit_memory

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(parent)
    limit_memory(memory)


def awake() -> None:
    """Nothing: it makes a pool start its workers."""


def run(name: str, task: Task) -> bytes:
    """The result of a task as bytes.

    Args:
        name: 'module:function' of what is to be done with it.
        task: the report.
    """
    from pipeline.codec import packed
    from pipeline.result import failed

    module, _, function = name.partition(":")
    try:
        result: ReportResult = getattr(import_module(module), function)(task)
    except MemoryError:
        result = failed(task.item, "memory")
    return packed(result)


def work(task: Task) -> ReportResult:
    """Read and check one report. All checks run: which are shown, the configuration says later."""
    from pipeline.process import process
    from pipeline.settings import reading_of

    by = reading_of(task.config)
    return process(task.item, by.checks, by.lexicon, by.book)
