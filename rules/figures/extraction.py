"""An extraction: all that was read out of one document, ready to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.document import Document
from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Numeral
from rules.figures.lexicon import Lexicon, default_lexicon
from rules.figures.tables import Table


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document with its numerals, figures and claims. `by_id` holds the figures by their id."""

    document: Document
    numerals: tuple[Numeral, ...]
    """Every numeral in reading order, figures among them (same id as their `Figure`)."""
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    by_id: Mapping[str, Figure]
    tables: tuple[Table, ...] = ()
    supposed: tuple[Claim, ...] = ()
    """Relations that the words allow and do not state; see `Claim.supposed`."""
    lexicon: Lexicon = field(default_factory=default_lexicon, compare=False, repr=False)
    """The words it was read by."""

    def claims_of(self, kind: ClaimKind) -> tuple[Claim, ...]:
        """The claims of one kind, in reading order."""
        return tuple(claim for claim in self.claims if claim.kind is kind)

    def sentence_of(self, item: Figure | Numeral) -> str:
        """The sentence that holds a figure or numeral."""
        start, end = item.sentence
        return self.document.blocks[item.place.block].text[start:end]
