"""Holding the reports of a run to each other: here, or for many in a process of its own.

What thousands of reports state takes hundreds of megabytes; a process that ends gives them back.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.across import reconcile
from pipeline.ledger import Ledger, Run
from pipeline.logs import logged
from pipeline.settings import Settings
from rules.across.sheet import Row, rows
from rules.across.units import Register
from rules.finding import Failure, Finding

if TYPE_CHECKING:
    from concurrent.futures import Future

_MANY = 500
"""Reports from which on a process of its own is worth its start."""
_SECONDS = 1800.0
_MEMORY = 8 * 1024**3


@dataclass(frozen=True, slots=True)
class Held:
    """What the reports of a run say together."""

    findings: tuple[Finding, ...]
    """Each names the report it is told at."""
    failures: tuple[Failure, ...]
    sheet: tuple[Row, ...]
    """The reconciliation."""


def hold(
    ledger: Ledger,
    run: Run,
    own: Settings,
    register: Register | None = None,
    summaries: Collection[str] = (),
) -> Held:
    """Check what must hold across the reports that are filed in a run.

    Args:
        ledger: where they are filed.
        run: theirs.
        own: the settings of the folder that holds them all.
        register: the units that are to report.
        summaries: names of the reports that sum up the others; recognised if empty.
    """
    if ledger.url is None or ledger.count(run) < _MANY:
        return _held(ledger, run, own, register, summaries)
    from pebble import ProcessPool

    from pipeline.engines import worker
    from pipeline.engines.pool import spawned

    pool = ProcessPool(
        max_workers=1,
        initializer=worker.limited,
        initargs=(os.getpid(), _MEMORY),
        context=spawned(),
    )
    try:
        future: Future[Held] = pool.schedule(
            apart, args=(ledger.url, run, own, register, tuple(summaries)), timeout=_SECONDS
        )
        return future.result()
    except Exception as error:  # noqa: BLE001 - what was read of the reports is told all the same
        logged(error)
        failure = Failure("", "check_crashed", type(error).__name__, "X")
        return Held((), (failure,), ())
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def apart(
    url: str, run: Run, own: Settings, register: Register | None, summaries: tuple[str, ...]
) -> Held:
    """The same in another process, by the ledger's address."""
    with Ledger.open(url) as ledger:
        return _held(ledger, run, own, register, summaries)


def _held(
    ledger: Ledger,
    run: Run,
    own: Settings,
    register: Register | None,
    summaries: Collection[str],
) -> Held:
    across = reconcile(ledger.facts(run), own.across_checks, register, summaries, own.book)
    return Held(across.findings, across.failures, tuple(rows(across.submission)))
