"""Numerals and figures: what every number of a report is.

A `Numeral` is any number written in a report; it has exactly one kind. A numeral whose kind says
that it counts or measures something is a `Figure` and carries a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractors.document import Origin, Place


class Kind(StrEnum):
    """What a numeral is. The first seven are figures."""

    COUNT = "count"
    RATIO = "ratio"
    PERCENT = "percent"
    """A level or share, in percent."""
    MONEY = "money"
    MEASURE = "measure"
    CHANGE = "change"
    """A signed difference: absolute (unit of what changed, or none), '%' relative, 'pp' points."""
    SCORE = "score"

    DATE = "date"
    YEAR = "year"
    PERIOD = "period"
    TIME = "time"
    DOCUMENT_NUMBER = "document_number"
    HEADING_NUMBER = "heading_number"
    LIST_MARKER = "list_marker"
    FOOTNOTE_MARK = "footnote_mark"
    PAGE_NUMBER = "page_number"
    CITATION = "citation"
    ORDINAL = "ordinal"
    PHONE = "phone"
    IDENTIFIER = "identifier"
    NAME = "name"
    UNCLASSIFIED = "unclassified"


FIGURE_KINDS = frozenset(
    {
        Kind.COUNT,
        Kind.RATIO,
        Kind.PERCENT,
        Kind.MONEY,
        Kind.MEASURE,
        Kind.CHANGE,
        Kind.SCORE,
    }
)


class Hedge(StrEnum):
    """How a figure is qualified by the words around it."""

    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Role(StrEnum):
    """What a figure stands for: what is, what is aimed at, or what was."""

    ACTUAL = "actual"
    TARGET = "target"
    PLAN = "plan"
    PREVIOUS = "previous"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, at [start, end) of its block's text; `figure` if it is one."""

    id: str
    kind: Kind
    surface: str
    start: int
    end: int
    sentence: tuple[int, int]
    """[start, end) of the sentence in the block's text."""
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral that counts or measures.

    `value` has the scale word multiplied in ('1 tỷ 216 triệu đồng' is 1216000000), a change is
    signed, a percentage is in percent. `step` is the unit of the last printed place, scale
    included ('92,4%' 0.1; '2,8 triệu tấn' 100000): it bounds what rounding can explain.
    """

    id: str
    kind: Kind
    surface: str
    start: int
    end: int
    sentence: tuple[int, int]
    place: Place
    value: Decimal
    step: Decimal
    denominator: Decimal | None = None
    """Of a ratio or a score, the number under the stroke."""
    upper: Decimal | None = None
    """Upper end of a range; `value` is the lower."""
    unit: str | None = None
    hedge: Hedge | None = None
    hedge_word: str | None = None
    noun: str | None = None
    """What is counted, as written."""
    noun_key: str | None = None
    """The noun's normal form: same thing, same key."""
    indicator: str | None = None
    """What is said of the noun ('đạt trong sạch, vững mạnh'), in normal form."""
    period: str | None = None
    role: Role = Role.ACTUAL
    part_of: str | None = None
    percent_of: str | None = None
    origin: Origin = Origin.TEXT
    confidence: float = 1.0

    @property
    def block(self) -> int:
        """Ordinal of the block that holds the figure."""
        return self.place.block

    @property
    def head(self) -> str:
        """The first word of the noun's normal form; empty if nothing is said to be counted."""
        return (self.noun_key or "").split(" ", 1)[0]
