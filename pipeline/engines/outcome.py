"""What became of a task, as bytes of a result, whatever it was."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool

from pipeline.codec import packed
from pipeline.engines.engine import Limits, Task
from pipeline.engines.guard import OUT_OF_MEMORY
from pipeline.engines.pool import BrokenPoolError, Workers
from pipeline.result import ReportResult, failed


def outcome(future: Future[bytes], task: Task, limits: Limits, workers: Workers) -> bytes:
    """The packed result of a task that ended.

    Raises:
        BrokenPoolError: nothing became of it, and it was not the cause.
    """
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return packed(timed_out(task, limits))
    except ProcessExpired as error:
        if error.exitcode == OUT_OF_MEMORY or workers.exceeded(error.pid):
            return packed(failed(task.item, "memory", f"{limits.memory // 1024**2} MB"))
        return packed(died(task, error.exitcode))
    except (BrokenProcessPool, CancelledError) as error:
        raise BrokenPoolError from error
    except Exception as error:  # noqa: BLE001 - whatever becomes of one file, the others go on
        return packed(failed(task.item, "crashed", type(error).__name__))


def timed_out(task: Task, limits: Limits) -> ReportResult:
    """The result of a file that took too long."""
    return failed(task.item, "timeout", f"{limits.timeout:g} s")


def died(task: Task, code: int | None) -> ReportResult:
    """The result of a file whose worker died; negative codes are signals."""
    return failed(task.item, "worker_died", "" if code is None else f"exit code {code}")
