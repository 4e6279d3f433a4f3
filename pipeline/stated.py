"""The facts of a report as bytes: made by a worker, stored, opened where they are compared.

Who only passes them on does not open them: they are half of what a result comes to.
"""

from __future__ import annotations

from pipeline.codec import packed, plain, unpacked
from pipeline.ledger.cells import cleaned
from rules.across.facts import ReportFacts


def closed(facts: ReportFacts) -> bytes:
    """Facts as bytes, with U+FFFD for what a store refuses."""
    try:
        return packed(facts)
    except UnicodeEncodeError:  # half of a surrogate pair somewhere in it
        return packed(cleaned(plain(facts)))


def opened(data: bytes) -> ReportFacts:
    """The facts of such bytes."""
    return unpacked(data, ReportFacts)
