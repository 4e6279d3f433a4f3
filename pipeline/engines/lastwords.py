"""What a worker said before it died is heard before its death is told.

pebble reads what workers say in one thread and looks whether they live in another. On a busy
machine the second may be ahead: the death is then laid upon the report that the worker had finished
just before, and the one it died of waits for its time-out.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pebble import ProcessPool

_MOST = 10_000
"""Messages that are read before a death is told: a pipe holds fewer."""


def hear_last_words(pool: ProcessPool) -> None:
    """Have a pool that was not started yet read all there is before it tells of a death."""
    manager = cast("Any", pool)._pool_manager  # noqa: SLF001
    heard, tell = manager.process_next_message, manager.handle_worker_expiration
    one_reads = threading.Lock()

    def is_there(timeout: float) -> bool:
        try:
            return bool(manager.worker_manager.pool_channel.poll(timeout))
        except OSError:  # closed: let pebble say so
            return True

    def hear(timeout: float) -> None:
        if is_there(timeout):
            with one_reads:
                heard(0)

    def tell_after(death: tuple[int, int]) -> None:
        with one_reads:
            for _ in range(_MOST):
                if not is_there(0):
                    break
                heard(0)
        tell(death)

    manager.process_next_message, manager.handle_worker_expiration = hear, tell_after
