"""Sources in a worker: a process that draws and reads, bounded in time and memory; a cache."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.engines import worker
from pipeline.engines.pool import spawned
from pipeline.ledger import Filed
from pipeline.review.source import GoneError, Passage, Picture, passages, picture

T = TypeVar("T")
_SECONDS = 30.0
_MEMORY = 2 * 1024**3
_KEPT = 64 * 1024**2
"""Bytes of pictures that are kept."""


class BrokenSourceError(Exception):
    """The report could not be drawn or read."""


class Sources:
    """Pages and passages of reports."""

    def __init__(self) -> None:
        self._pool = ProcessPool(
            max_workers=1,
            initializer=worker.limited,
            initargs=(os.getpid(), _MEMORY),
            context=spawned(),
        )
        self._pool.schedule(worker.awake)
        self._pictures: OrderedDict[tuple[str | None, int], Picture] = OrderedDict()
        self._size = 0

    async def picture(self, filed: Filed, page: int) -> Picture | None:
        """A page; the last ones that were asked for are kept.

        Raises:
            GoneError: the report is not there, or has changed since.
            BrokenSourceError: it could not be drawn.
        """
        key = (filed.sha256, page)
        kept = self._pictures.get(key)
        if kept is not None:
            self._pictures.move_to_end(key)
            return kept
        drawn = await self._done(picture, filed, page)
        if drawn is not None and key not in self._pictures:
            self._pictures[key] = drawn
            self._size += len(drawn.data)
            while self._size > _KEPT and len(self._pictures) > 1:
                _, dropped = self._pictures.popitem(last=False)
                self._size -= len(dropped.data)
        return drawn

    async def passages(
        self, filed: Filed, sentences: tuple[tuple[int, str, tuple[tuple[int, int], ...]], ...]
    ) -> list[Passage]:
        """The text around figures; it raises what `picture` does."""
        return await self._done(passages, filed, sentences)

    async def _done(self, what: Callable[..., T], *arguments: Any) -> T:
        future: Future[T] = self._pool.schedule(what, args=arguments, timeout=_SECONDS)
        try:
            return await asyncio.wrap_future(future)
        except GoneError:
            raise
        except (ProcessExpired, TimeoutError, Exception) as error:
            raise BrokenSourceError(type(error).__name__) from error

    def close(self) -> None:
        """End the worker."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
