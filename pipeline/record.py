"""Records: a report's numerals as tidy rows, free of the document they were read from.

All that leaves the process that read a report is made of these: they can be stored, sent and
printed without the text that they came from. The fields are those of the outside contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Origin, Place
from rules.figures.extraction import Extraction
from rules.figures.figure import FIGURE_KINDS, Figure, Hedge, Kind, Numeral, Role


@dataclass(frozen=True, slots=True)
class NumeralRecord:
    """One numeral of a report; from `value` on, None or empty where it is not a figure."""

    id: str
    kind: Kind
    surface: str
    sentence: int
    """Ordinal of its sentence among those of its report, from 0."""
    start: int
    """[start, end) in the sentence."""
    end: int
    place: Place
    value: Decimal | None = None
    denominator: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    hedge: Hedge | None = None
    noun: str | None = None
    noun_key: str | None = None
    indicator: str | None = None
    period: str | None = None
    role: Role | None = None
    part_of: str | None = None
    percent_of: str | None = None
    origin: Origin | None = None
    confidence: float | None = None

    @property
    def is_figure(self) -> bool:
        """Whether it counts or measures something."""
        return self.kind in FIGURE_KINDS


def records_of(extraction: Extraction) -> tuple[tuple[NumeralRecord, ...], tuple[str, ...]]:
    """Every numeral in reading order, and the sentences that hold them."""
    ordinals: dict[tuple[int, tuple[int, int]], int] = {}
    sentences: list[str] = []
    records: list[NumeralRecord] = []
    for numeral in extraction.numerals:
        item: Figure | Numeral = extraction.by_id.get(numeral.id, numeral)
        at = (item.place.block, item.sentence)
        ordinal = ordinals.get(at)
        if ordinal is None:
            ordinal = ordinals[at] = len(sentences)
            sentences.append(extraction.sentence_of(item))
        first = item.sentence[0]
        head = (item.id, item.kind, item.surface, ordinal, item.start - first, item.end - first,
                item.place)  # fmt: skip
        if isinstance(item, Numeral):
            records.append(NumeralRecord(*head))
            continue
        records.append(
            NumeralRecord(
                *head,
                value=item.value,
                denominator=item.denominator,
                upper=item.upper,
                unit=item.unit,
                hedge=item.hedge,
                noun=item.noun,
                noun_key=item.noun_key,
                indicator=item.indicator,
                period=item.period,
                role=item.role,
                part_of=item.part_of,
                percent_of=item.percent_of,
                origin=item.origin,
                confidence=item.confidence,
            )
        )
    return tuple(records), tuple(sentences)
