"""A run: every report of the inputs read once, filed in the ledger, and held to the others.

What was read before, by the same reader, is not read again. What is done is kept as it is done, so
that a run that was stopped, by whatever, goes on where it was. The parent of the workers holds no
report: results are taken from the ledger one by one.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from extractors.errors import Reason, UnreadableError
from pipeline.engines.engine import Engine, Task
from pipeline.inputs import Input
from pipeline.ledger import Filed, Ledger, State
from pipeline.names import readable
from pipeline.reader import reader_key
from pipeline.result import ReportResult, failed, unreadable
from pipeline.settings import Settings

_AT_ONCE = 256
"""Inputs whose content is looked up in the ledger together."""
_KEPT_WITHIN = 1.0
"""Seconds within which what was read is in the ledger."""
_KEPT_TOGETHER = 32


class Watching(Protocol):
    """What is told of a run as it goes on."""

    def done(self, result: ReportResult | None) -> None:
        """One more input is done; None where it was known."""


@dataclass(slots=True)
class _Entry:
    """An input on its way: what is known of it so far."""

    item: Input
    own: Settings
    reader: str
    """What it is read by."""
    sha256: str | None = None
    document: int | None = None
    unread: ReportResult | None = None
    """The result where nothing of it can be kept by its content."""


class Reports:
    """The reports of a run, in the order of their inputs."""

    def __init__(self, ledger: Ledger, entries: Sequence[_Entry]) -> None:
        self._ledger = ledger
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def items(self) -> Iterator[Input]:
        """The inputs, in their order."""
        return (entry.item for entry in self._entries)

    def results(self, *, numerals: bool) -> Iterator[tuple[ReportResult, Settings]]:
        """Every result with the settings that hold for it; one is held at a time."""
        read = [e.document for e in self._entries if e.unread is None and e.document is not None]
        loaded = self._ledger.load_all(read, numerals=numerals)
        for entry in self._entries:
            item = entry.item
            if entry.unread is not None:
                yield entry.unread, entry.own
            elif entry.document is not None:
                _, result = next(loaded)
                yield result.at(item.report, item.path, item.member), entry.own

    def filed(self, before: dict[str, str]) -> Iterator[tuple[Filed, ReportResult | None]]:
        """What a run files of each, given the content that each report had in the run before."""
        for ordinal, entry in enumerate(self._entries):
            item = entry.item
            known = before.get(item.report)
            state = State.CHANGED
            if known is None:
                state = State.NEW
            elif known == entry.sha256:
                state = State.UNCHANGED
            yield (
                Filed(
                    ordinal=ordinal,
                    report=item.report,
                    path=None if item.path is None else readable(str(item.path.absolute())),
                    member=item.member,
                    sha256=entry.sha256,
                    document=entry.document,
                    state=state,
                    subject="",
                ),
                entry.unread,
            )


def read_all(
    inputs: Sequence[tuple[Input, Settings]], ledger: Ledger, engine: Engine, watching: Watching
) -> Reports:
    """Read every input that is not known, and keep it.

    Args:
        inputs: with the settings that hold for each.
        ledger: where what was read is kept.
        engine: what reads.
        watching: told of every input that is done.
    """
    readers: dict[int, str] = {}
    entries = []
    for item, own in inputs:
        if id(own) not in readers:
            readers[id(own)] = reader_key(own.config)
        entries.append(_Entry(item, own, readers[id(own)]))
    by_report = {entry.item.report: entry for entry in entries}
    keeping = _Keeping(ledger)
    reading: dict[tuple[str, str], list[_Entry]] = {}
    try:
        for task, result in engine.results(_tasks(entries, ledger, reading, watching)):
            entry = by_report[task.item.report]
            watching.done(result)
            if result.sha256 is not None and result.sha256 == entry.sha256:
                keeping.add(result, entry)
            else:
                entry.unread = result
    finally:
        keeping.flush()
    for first, *others in reading.values():
        for other in others:
            _share(first, other)
    return Reports(ledger, entries)


def _share(read: _Entry, other: _Entry) -> None:
    """Give what was read to an input of the same content."""
    other.document = read.document
    if read.unread is not None:
        item = other.item
        if read.unread.sha256 is None:
            other.unread = read.unread.at(item.report, item.path, item.member)
        else:  # it was another content by the time that it was read
            other.unread = failed(item, Reason.UNSETTLED.value)


def _tasks(
    entries: Sequence[_Entry],
    ledger: Ledger,
    reading: dict[tuple[str, str], list[_Entry]],
    watching: Watching,
) -> Iterator[Task]:
    """What is to be read: every content once, and none that the ledger holds."""
    for start in range(0, len(entries), _AT_ONCE):
        batch = entries[start : start + _AT_ONCE]
        by_reader: dict[str, list[_Entry]] = {}
        for entry in batch:
            try:
                entry.sha256 = hashlib.sha256(entry.item.content()).hexdigest()
            except UnreadableError as error:
                entry.unread = unreadable(entry.item, error)
                watching.done(entry.unread)
                continue
            by_reader.setdefault(entry.reader, []).append(entry)
        for reader, of_reader in by_reader.items():
            known = ledger.known([entry.sha256 for entry in of_reader if entry.sha256], reader)
            for entry in of_reader:
                sha256 = entry.sha256 or ""
                if sha256 in known:
                    entry.document = known[sha256]
                    watching.done(None)
                elif (sha256, reader) in reading:
                    reading[sha256, reader].append(entry)
                    watching.done(None)
                else:
                    reading[sha256, reader] = [entry]
                    yield Task(entry.item, entry.own.config)


class _Keeping:
    """Puts results into the ledger, several at once but none late."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._held: list[tuple[ReportResult, _Entry]] = []
        self._since = time.monotonic()

    def add(self, result: ReportResult, entry: _Entry) -> None:
        """Keep what was read of an input."""
        self._held.append((result, entry))
        late = time.monotonic() - self._since > _KEPT_WITHIN
        if late or len(self._held) >= _KEPT_TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Put what is held into the ledger."""
        by_reader: dict[str, list[tuple[ReportResult, _Entry]]] = defaultdict(list)
        for result, entry in self._held:
            by_reader[entry.reader].append((result, entry))
        for reader, held in by_reader.items():
            documents = self._ledger.keep([result for result, _ in held], reader)
            for document, (_, entry) in zip(documents, held, strict=True):
                entry.document = document
        self._held.clear()
        self._since = time.monotonic()
