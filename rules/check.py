"""A check: one thing that must hold, in one file.

A module under `rules/checks/<family>/` holds one `CHECK`. Its docstring is the check's page:
what it reports, why it matters, what it leaves alone, and where the rule comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Numeral
from rules.figures.spelling import key
from rules.finding import Finding, Message, Severity, fingerprint_of

_NEAR = 120
"""Characters on each side of a figure that its finding is known by."""


def _within(
    run: Callable[[Extraction, Decimal], Iterable[Finding]],
    tolerance: Decimal,
    extraction: Extraction,
) -> Iterable[Finding]:
    return run(extraction, tolerance)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the catalogue."""

    code: str
    """Stable: 'P101'."""
    name: str
    """Says the fault: 'percent-of-ratio'."""
    severity: Severity
    """The severity of its findings, unless a finding says otherwise."""
    summary: Message
    """What must hold, in one sentence."""
    run: Callable[[Extraction], Iterable[Finding]]
    within: Callable[[Extraction, Decimal], Iterable[Finding]] | None = None
    """The same, leaving alone what is off by no more than a tolerance, in units of the figure as it
    is written; None for a check whose arithmetic leaves no room for one."""

    def tolerating(self, tolerance: int) -> Check:
        """The check with a tolerance.

        Raises:
            ValueError: it has none.
        """
        if self.within is None:
            raise ValueError(f"{self.code} has no tolerance")
        return replace(self, run=partial(_within, self.within, Decimal(tolerance)))

    def finding(
        self,
        extraction: Extraction,
        involved: Sequence[Figure | Numeral],
        *,
        message: Message,
        working: Message,
        stated: str,
        expected: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this check about figures of a report.

        Args:
            extraction: the report.
            involved: the figures or numerals, the one to look at first at the head.
            message: what is written and what it would have to be, blaming nobody.
            working: the arithmetic.
            stated: what is written.
            expected: what it would have to be, given the others.
            severity: if it is not that of the check.
        """
        first = involved[0]
        sentence = extraction.sentence_of(first)
        around = first.start - first.sentence[0]
        return Finding(
            report=extraction.document.source,
            rule=self.code,
            name=self.name,
            severity=self.severity if severity is None else severity,
            message=message,
            stated=stated,
            expected=expected,
            working=working,
            figures=tuple(item.id for item in involved),
            surfaces=tuple(item.surface for item in involved),
            places=tuple(item.place for item in involved),
            sentence=sentence,
            marks=tuple(
                sorted(
                    (item.start - first.sentence[0], item.end - first.sentence[0])
                    for item in involved
                    if item.place.block == first.place.block and item.sentence == first.sentence
                )
            ),
            fingerprint=self._fingerprint(
                sentence[max(0, around - _NEAR) : around + _NEAR], involved
            ),
        )

    def _fingerprint(self, sentence: str, involved: Sequence[Figure | Numeral]) -> str:
        """From the check, the nouns, the figures as written and the words around them."""
        nouns = [item.noun_key or "" for item in involved if isinstance(item, Figure)]
        words = re.sub(r"[\W\d_]+", " ", key(sentence))
        surfaces = (item.surface for item in involved)
        return fingerprint_of(self.code, *nouns, *surfaces, words.strip())
