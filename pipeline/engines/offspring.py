"""What a worker has started (a word processor that converts), which must not outlive it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil


def offspring(pid: int) -> list[psutil.Process]:
    """All processes that stem from one."""
    try:
        if not Path(f"/proc/{pid}/task/{pid}/children").read_bytes():
            return []  # as usual; asking further would take longer than all the rest of closing
    except OSError:
        pass
    import psutil

    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def end(processes: list[psutil.Process]) -> None:
    """End processes, at once."""
    for one in processes:
        import psutil

        with suppress(psutil.Error):
            one.kill()
