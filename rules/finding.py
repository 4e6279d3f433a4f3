"""Findings and failures: what a check has to say, and what it could not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum

from extractors.document import Place


class Severity(IntEnum):
    """How much a finding weighs; higher is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case name used in all outputs."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Message:
    """A text in both languages of the interface."""

    vi: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Finding:
    """One inconsistency, with its arithmetic. It blames nobody and does not say who is right."""

    report: str
    rule: str
    name: str
    severity: Severity
    message: Message
    stated: str
    """What is written, e.g. '80%'."""
    expected: str
    """What it would have to be, given the others, e.g. '81%'."""
    working: Message
    """The arithmetic, e.g. '62/77 = 80,519…%'."""
    figures: tuple[str, ...]
    """Ids of the figures (or numerals) involved."""
    surfaces: tuple[str, ...]
    """The same, as written."""
    places: tuple[Place, ...]
    sentence: str
    """The sentence of the first figure."""
    marks: tuple[tuple[int, int], ...]
    """[start, end) in `sentence` of every involved figure that stands in it."""
    fingerprint: str
    """Stable over re-submission with other pages: never made from page or line."""
    reports: tuple[str, ...] = ()
    """The report of every involved figure, where they are of more than one."""


def fingerprint_of(*parts: str) -> str:
    """16 hexadecimal digits that stand for what a finding is known by."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that crashed, or a page or file that was not read. Never a finding, never silence."""

    report: str
    code: str
    """A reason of `extractors.errors.Reason`, or 'check_crashed' or 'timeout'."""
    detail: str = ""
    rule: str | None = None
    page: int | None = None
