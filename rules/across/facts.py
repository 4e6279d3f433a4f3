"""What one report states that other reports can be held to.

Facts are small and safe to send between processes: of a report's figures only those are kept
that state an indicator, with their place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Block, BlockKind, Origin, Place
from rules.across.ahead import ahead, is_aimed_at
from rules.across.indicators import Book, default_book
from rules.across.shorthand import written_out
from rules.across.spans import Span, span_of
from rules.across.wordings import Wordings, is_of_each, without_marks
from rules.amounts import stands_for
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold, key
from rules.rounding import Interval

_STATING = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.RATIO})
_LAST_YEAR = re.compile(r"cùng kỳ|năm (?:trước|ngoái)|kỳ trước")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_COMPARED = re.compile(r"(?:cùng kỳ|năm (?:trước|ngoái)|kỳ trước)(?!.*(?:so với|tăng|giảm))")
_VERB_WORDS = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of a report that states an indicator."""

    indicator: str
    """The code of an indicator, or '~' and the wording where none is known."""
    figure: str
    """The figure's id in its report."""
    surface: str
    value: Decimal
    stands_for: Interval
    """The values that it can be printed for."""
    denominator: Decimal | None
    role: Role
    span: Span | None
    """The time it is of, where its text says one other than its report's."""
    restated: bool
    """Whether it is of another time than its report."""
    place: Place
    sentence: str
    mark: tuple[int, int]
    """[start, end) of the figure in `sentence`."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report says of itself, and its statements."""

    report: str
    issuer: str | None
    parent: str | None
    number: str | None
    date: str | None
    period: str | None
    span: Span | None
    statements: tuple[Statement, ...]
    deeds: frozenset[str] = frozenset()
    """Codes of what the unit says it did."""
    scanned: bool = False
    """Whether it was read from pictures of pages: what it does not state may have been misread."""
    partial: bool = False
    """Whether some of it could not be read."""

    def current(self) -> Mapping[str, tuple[Statement, ...]]:
        """What is stated for the report's own time, by the codes of the indicators."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            if statement.role is Role.ACTUAL and not statement.restated:
                found[statement.indicator].append(statement)
        return {code: tuple(statements) for code, statements in found.items()}


def facts_of(extraction: Extraction, book: Book | None = None) -> ReportFacts:
    """The statements of one report."""
    known = default_book() if book is None else book
    told = extraction.document.metadata
    span = span_of(told.period) if told.period else None
    if span is None and told.title:
        span = span_of(told.title)
    blocks = [
        block
        for block in extraction.document.blocks
        if block.kind not in {BlockKind.HEADER, BlockKind.RUNNING_HEAD} and not block.hidden
    ]
    deeds = frozenset().union(*(_deeds(block, known) for block in blocks))
    return ReportFacts(
        report=extraction.document.source,
        issuer=told.issuer,
        parent=told.parent,
        number=told.number,
        date=told.date,
        period=told.period,
        span=span,
        statements=tuple(_statements(extraction, known, span)),
        deeds=deeds,
        scanned=any(map(_is_scanned, blocks)),
        partial=bool(extraction.document.problems),
    )


def _deeds(block: Block, book: Book) -> frozenset[str]:
    text = written_out(fold(block.text))
    return book.done(text, without_marks(text, book) if _is_scanned(block) else None)


def _is_scanned(block: Block) -> bool:
    return any(run.origin is Origin.OCR for run in block.runs[:1])


def _statements(extraction: Extraction, book: Book, span: Span | None) -> Iterator[Statement]:
    aimed = frozenset(ahead(extraction.document))
    wordings = Wordings(extraction, book)
    for figure in extraction.figures:
        if figure.kind not in _STATING or figure.upper is not None:
            continue
        block = extraction.document.blocks[figure.block]
        if block.hidden or block.kind in {BlockKind.HEADER, BlockKind.RUNNING_HEAD}:
            continue
        before, after = wordings.around(figure)
        if is_of_each(before):
            continue
        indicator = wordings.indicator(figure, before, after)
        code = indicator.code if indicator is not None else _wording(figure, before)
        if code is None:
            continue
        own = _own_span(figure, before, span)
        restated = own is not None and span is not None and not own.holds(span)
        role = figure.role
        if role is Role.ACTUAL and (figure.block in aimed or is_aimed_at(figure, before)):
            role = Role.TARGET
        yield Statement(
            indicator=code,
            figure=figure.id,
            surface=figure.surface,
            value=figure.value,
            stands_for=stands_for(figure),
            denominator=figure.denominator,
            role=role,
            span=own if restated else span,
            restated=restated,
            place=figure.place,
            sentence=extraction.sentence_of(figure),
            mark=(figure.start - figure.sentence[0], figure.end - figure.sentence[0]),
            confidence=figure.confidence,
        )


def _own_span(figure: Figure, before: str, span: Span | None) -> Span | None:
    """The time that a figure's own words give it; None if that of its report."""
    if span is None:
        return None
    near = re.split(r"\d", _YEAR.sub("", before))[-1]
    told = key(figure.period or "")
    if figure.role is Role.PREVIOUS or _LAST_YEAR.search(told) or _COMPARED.search(near):
        return Span(span.first - 12, span.last - 12)
    if not figure.period:
        return None
    return span_of(figure.period, default_year=span.last // 12)


def _wording(figure: Figure, before: str) -> str | None:
    """A name for an indicator that no phrase gives: the words before it, and what is counted."""
    if figure.kind is Kind.RATIO:
        return None
    label = before.rstrip().endswith(":")
    clause = re.split(r"[,.:()]|\d", before.rstrip(" :"))[-1]
    words = re.findall(r"[^\W\d_]+", clause)[-_VERB_WORDS:]
    if figure.noun_key is None and not (label and words):
        return None
    return f"~{' '.join(words)}: {figure.noun_key or ''}"
