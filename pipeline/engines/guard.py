"""The limits of a worker, set by itself: it ends with its parent, and takes no more than it may."""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
import time

OUT_OF_MEMORY = 77
"""Exit code of a worker that could not get the memory that it asked for."""
LIMITS_ITSELF = sys.platform == "linux"
"""Whether the system holds a process to its memory; elsewhere its parent has to look after it."""

_LOOK = 0.2
"""Seconds between two looks at the parent."""
_LATE = 30
"""Seconds after its time-out at which a worker that nobody ended ends by itself."""
_PR_SET_PDEATHSIG = 1
_THREADS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
)  # fmt: skip


def one_thread() -> None:
    """Let numerical libraries that are loaded from now on take one thread: workers are many."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))


def die_at_once() -> None:
    """Leave Ctrl-C to the parent, and let the parent's request to end need no Python to run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def end_with(parent: int) -> None:
    """End when the parent ends, however it does.

    On Linux the kernel sees to it, when the thread that started this process ends: that thread has
    to live as long as the workers. On Windows the job object that the parent put this process in
    does.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    elif sys.platform != "win32":
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if sys.platform != "win32" and os.getppid() != parent:  # gone before it could be watched
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def limit_memory(most: int) -> None:
    """Take at most so many bytes of memory; asking for more raises MemoryError.

    What is mapped by now but not in memory (code of libraries, stacks of threads) is not counted.
    """
    if sys.platform == "linux":
        import resource
        from pathlib import Path

        pages = Path("/proc/self/statm").read_text("ascii").split()
        idle = (int(pages[0]) - int(pages[1])) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = most + idle
        if hard != resource.RLIM_INFINITY:
            soft = min(soft, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def alarm(timeout: float | None) -> None:
    """End this process soon after a time-out (seconds) that nobody kept; None takes it back."""
    if sys.platform != "win32":
        signal.alarm(0 if timeout is None else math.ceil(timeout) + _LATE)
