"""Processes for the tests: forked, where that can be, of one that has imported what they need."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess

_NEEDED = ["pipeline.ledger", "pipeline.ledger.place", "tests.pipeline.test_ledger"]


def process(target: Callable[..., object], *arguments: object) -> BaseProcess:
    """A process that shares no connection, lock or thread with this one; not started yet."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn").Process(target=target, args=arguments)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_NEEDED)
    return context.Process(target=target, args=arguments)
