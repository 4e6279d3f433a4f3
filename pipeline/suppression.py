"""The configuration's say over findings: their severity, and those that are answered for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config import Suppression
from pipeline.result import ReportResult, Status
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Weighed:
    """Results as the configuration has them."""

    results: tuple[ReportResult, ...]
    suppressed: tuple[tuple[Path, int], ...]
    """How many findings each `soat.toml` suppressed, where it did any."""
    unused: tuple[tuple[Path, Suppression], ...]
    """Entries that suppressed nothing, though a report they are about was read and checked."""


def weighed(results: Sequence[ReportResult], settings: Sequence[Settings]) -> Weighed:
    """Give findings their severity and leave out the suppressed ones.

    Args:
        results: of every report of the run, with all findings told at it.
        settings: of each of them, in the same order.
    """
    told = []
    used: Counter[tuple[Path, Suppression]] = Counter()
    for result, own in zip(results, settings, strict=True):
        left = []
        for finding in result.findings:
            entry = own.suppressing(finding, result.path)
            if entry is None or own.config.path is None:
                left.append(own.weighed(finding))
            else:
                used[own.config.path, entry] += 1
        told.append(replace(result, findings=tuple(left)))
    counts: Counter[Path] = Counter()
    for (path, _), number in used.items():
        counts[path] += number
    due = dict.fromkeys(_due(results, settings))
    return Weighed(
        tuple(told), tuple(counts.items()), tuple(entry for entry in due if entry not in used)
    )


def _due(
    results: Iterable[ReportResult], settings: Iterable[Settings]
) -> Iterator[tuple[Path, Suppression]]:
    """The entries that could have been of use: their checks ran, on a report they are about."""
    for result, own in zip(results, settings, strict=True):
        if own.config.path is None or result.status is not Status.OK:
            continue
        for entry in own.config.suppress:
            if entry.codes <= own.codes and own.concerns(entry, result.path):
                yield own.config.path, entry
