"""The limits of a worker: it ends with its parent, and takes no more memory than it is given."""

from __future__ import annotations

import os
import sys
import threading
import time

OUT_OF_MEMORY = 77
"""Exit code of a worker that found itself over its limit."""
_LOOK = 0.2
"""Seconds between two looks."""
_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """End when the parent ends, however it does."""
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before it could be watched
            os._exit(1)
    elif sys.platform != "win32":
        threading.Thread(target=_watch_parent, args=(parent,), daemon=True).start()
    # On Windows the job object of `limit_memory` ends with the parent.


def limit_memory(most: int) -> None:
    """Take at most so many bytes; asking for more raises MemoryError, or ends the process."""
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    else:
        threading.Thread(target=_watch_memory, args=(most,), daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _watch_memory(most: int) -> None:
    import psutil

    own = psutil.Process()
    while own.memory_info().rss <= most:
        time.sleep(_LOOK)
    os._exit(OUT_OF_MEMORY)
