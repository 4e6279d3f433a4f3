"""Decisions made in a workbook, back: by the ids of the findings, never by row.

The workbook may have been sorted, filtered, re-saved by another program, its columns moved and
others added. A cell is compared with what was in force when the workbook was written (its hidden
column), so that a workbook which lay about undoes nothing that was decided meanwhile.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from pipeline import messages
from pipeline.ledger.values import Choice, Decision
from pipeline.outputs import columns
from pipeline.outputs.workbook import EXPORTED
from rules.finding import Message

_HEADS_WITHIN = 10
"""Rows in which the headings are looked for: some put a title above them."""


class WorkbookError(Exception):
    """Nothing can be taken from the workbook; `message` says why, in one line."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the workbook with the id of a finding."""

    row: int
    """As the spreadsheet counts."""
    finding: str
    word: str
    """In the column of decisions."""
    note: str
    exported: str
    """The choice that was in force when the workbook was written, or nothing."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that could not be taken, or not as it stands."""

    row: int
    finding: str
    told: Message


@dataclass(frozen=True, slots=True)
class Decided:
    """What a workbook says."""

    decisions: tuple[Decision, ...]
    """Those that are new."""
    unchanged: int
    """Rows that say what is in force, or nothing."""
    troubles: tuple[Trouble, ...]


def read_entries(path: Path) -> list[Entry]:
    """The rows of the sheet that has the ids of findings.

    Raises:
        WorkbookError: it is no workbook, or has no such sheet.
        OSError: it cannot be opened.
    """
    from python_calamine import CalamineError, load_workbook

    try:
        with path.open("rb") as file:  # calamine's own error does not say why one does not open
            book = load_workbook(file)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            found = _heads(rows)
            if found is not None:
                at, heads = found
                return list(_entries(rows[at + 1 :], at + 2, heads))
    except CalamineError as error:
        raise WorkbookError(messages.REGISTER_REASONS["not_a_workbook"]) from error
    raise WorkbookError(messages.NO_FINDING_IDS)


def _heads(rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]] | None:
    names = {}
    for column in columns.FINDINGS:
        for word in (column.name, column.heading.vi, column.heading.en):
            names[_folded(word)] = column.name
    names[_folded(EXPORTED)] = EXPORTED
    for at, row in enumerate(rows[:_HEADS_WITHIN]):
        heads: dict[str, int] = {}
        for number, cell in enumerate(row):
            name = names.get(_folded(str(cell)))
            if name is not None:
                heads.setdefault(name, number)
        if "finding_id" in heads and "decision" in heads:
            return at, heads
    return None


def _entries(
    rows: Sequence[Sequence[object]], first: int, heads: Mapping[str, int]
) -> Iterator[Entry]:
    def cell(row: Sequence[object], name: str) -> str:
        at = heads.get(name)
        return "" if at is None or at >= len(row) else str(row[at]).strip()

    for number, row in enumerate(rows, first):
        finding = cell(row, "finding_id")
        word, note = cell(row, "decision"), cell(row, "note")
        if finding or word:
            yield Entry(number, finding, word, note, cell(row, EXPORTED))


def decided(
    entries: Sequence[Entry],
    current: Collection[str],
    earlier: Collection[str],
    in_force: Mapping[str, Decision],
    reviewer: str,
) -> Decided:
    """What the rows of a workbook decide.

    Args:
        entries: the rows.
        current: ids of the findings of the last run.
        earlier: ids that other runs had, or that were decided on.
        in_force: the decisions in force, by finding.
        reviewer: whose decisions they are.
    """
    words = {
        _folded(word): Choice(choice)
        for choice, told in messages.CHOICES.items()
        for word in (choice, told.vi, told.en)
    }
    words[""] = Choice.OPEN
    troubles: list[Trouble] = []
    by_finding: dict[str, list[tuple[Entry, Choice]]] = defaultdict(list)
    for entry in entries:
        choice = words.get(_folded(entry.word))
        if not entry.finding:
            troubles.append(Trouble(entry.row, "", messages.NO_ID))
        elif choice is None:
            troubles.append(Trouble(entry.row, entry.finding, messages.NO_SUCH_CHOICE))
        elif entry.finding not in current:
            told = messages.OUTDATED_ID if entry.finding in earlier else messages.UNKNOWN_ID
            if choice is not Choice.OPEN or entry.finding not in earlier:
                troubles.append(Trouble(entry.row, entry.finding, told))
        else:
            by_finding[entry.finding].append((entry, choice))
    made: list[Decision] = []
    unchanged = 0
    for finding, told_of in by_finding.items():
        said = {(choice, entry.note) for entry, choice in told_of}
        if len(told_of) > 1:
            told = messages.TWICE if len(said) == 1 else messages.TWICE_DIFFERENTLY
            troubles.append(Trouble(told_of[-1][0].row, finding, told))
        if len(said) > 1:
            continue
        entry, choice = told_of[0]
        decision = _new(entry, choice, in_force.get(finding), reviewer)
        if decision is None:
            unchanged += 1
            if choice is Choice.OPEN and entry.note and not entry.exported:
                troubles.append(Trouble(entry.row, finding, messages.NOTE_ALONE))
        else:
            made.append(decision)
    return Decided(tuple(made), unchanged, tuple(sorted(troubles, key=lambda t: t.row)))


def _new(entry: Entry, choice: Choice, in_force: Decision | None, reviewer: str) -> Decision | None:
    """The decision of a row, where it is one: neither what holds already nor what was exported."""
    now = (Choice.OPEN, "") if in_force is None else (in_force.choice, in_force.note)
    said = (choice, entry.note if choice is not Choice.OPEN else "")
    exported = entry.exported or Choice.OPEN.value
    if said == now:
        return None
    untouched = choice.value == exported
    if untouched and (choice is Choice.OPEN or choice is not now[0]):
        return None
    base = in_force.id if in_force is not None else ""
    parts = "\x1f".join((entry.finding, choice.value, said[1], reviewer, base))
    name = hashlib.sha256(parts.encode()).hexdigest()[:32]
    return Decision(name, entry.finding, choice, said[1], reviewer)


def _folded(word: str) -> str:
    return normalize("NFC", " ".join(word.split())).casefold()
