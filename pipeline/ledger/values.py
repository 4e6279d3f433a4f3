"""The ledger's values: runs, the reports filed in them, findings as listed, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rules.finding import Finding, Message


class LedgerError(Exception):
    """A ledger cannot be used; `message` says why, in one line."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Choice(StrEnum):
    """What a reviewer says of a finding."""

    ACCEPT = "accept"
    """It is an error."""
    DISMISS = "dismiss"
    """It is none."""
    ASK = "ask"
    """The unit is to be asked."""
    OPEN = "open"
    """Nothing any more: what was said is taken back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said of a finding."""

    id: str
    """Made by who decides: the same id sent twice is one decision."""
    finding: str
    """Id of the finding."""
    choice: Choice
    note: str = ""
    reviewer: str = ""
    at: str = ""
    """ISO 8601, UTC; filled in by the ledger where it is empty."""


class State(StrEnum):
    """What a report is to the last finished run of the same root."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Standing(StrEnum):
    """What a finding is to the submission before: the last run over other contents."""

    NEW = "new"
    OPEN = "open"
    """Still there."""
    FIXED = "fixed"
    """There no more."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run over what was given."""

    id: int
    root: str
    """What was given: absolute paths, one a line."""
    started: str
    """ISO 8601, UTC."""
    finished: str | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """One report of a run."""

    ordinal: int
    report: str
    path: str | None
    """Absolute; of the archive where it is inside one; None for standard input."""
    member: str | None
    sha256: str | None
    document: int | None
    """Row of what was read; None where nothing was, or where it may be read another time."""
    state: State
    subject: str = ""
    """Who it is of and of what; filled in by the ledger."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding of a run, ready to be shown or written out."""

    id: str
    """Subject and fingerprint: the same when the report is sent again."""
    filed: Filed
    finding: Finding
    standing: Standing
    decision: Decision | None
    """The one in force."""
