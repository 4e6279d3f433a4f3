"""The progress of a run, on standard error where that is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline import messages
from pipeline.result import ReportResult

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_FROM = 2
"""Inputs from which on a bar is worth its place."""


class Bar:
    """Rate, remaining time, findings and failures so far; says nothing where nobody looks on."""

    def __init__(self, total: int, lang: str) -> None:
        self._total = total
        self._lang = lang
        self._findings = 0
        self._failures = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._total >= _FROM and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._progress = Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                TextColumn("{task.fields[found]}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._progress.add_task("", total=self._total, rate="", found="")
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def done(self, result: ReportResult | None) -> None:
        """One more input is done; None where it was known."""
        if result is not None:
            self._findings += len(result.findings)
            self._failures += len(result.failures)
        if self._progress is None or self._task is None:
            return
        speed = self._progress.tasks[0].speed
        rate = "" if speed is None else f"{speed:.1f} {messages.REPORTS_A_SECOND[self._lang]}"
        found = messages.so_far(self._findings, self._failures)[self._lang]
        self._progress.update(self._task, advance=1, rate=rate, found=found)
