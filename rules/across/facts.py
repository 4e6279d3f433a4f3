"""What one report states that other reports can be held to.

Facts are small and safe to send between processes: of a report's figures only those are kept
that state an indicator, with their place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Block, BlockKind, Origin, Place
from rules.across.indicators import Book, Indicator, default_book, sides
from rules.across.shorthand import written_out
from rules.across.spans import Span, span_of
from rules.across.units import body_of
from rules.amounts import stands_for
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import bare, fold, key
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
    deeds = frozenset().union(*(known.done(written_out(fold(block.text))) for block in blocks))
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
    )


def _statements(extraction: Extraction, book: Book, span: Span | None) -> Iterator[Statement]:
    own_name = _own_name(extraction.document.metadata.issuer)
    ahead = frozenset(_ahead(extraction.document.blocks))
    texts = _in_digits(extraction)
    for figure in extraction.figures:
        if figure.kind not in _STATING or figure.upper is not None:
            continue
        block = extraction.document.blocks[figure.block]
        if block.hidden or block.kind in {BlockKind.HEADER, BlockKind.RUNNING_HEAD}:
            continue
        text = texts.get(figure.block, block.text)
        before, after = sides(text, figure.start, figure.end, figure.sentence)
        if _EACH.search(before):
            continue
        if block.kind is BlockKind.CELL:
            before, after = f"{key(figure.noun or '')} ", ""
        before = written_out(before if own_name is None else own_name.sub(r"\1", before))
        after = written_out(after if own_name is None else own_name.sub(r"\1", after))
        indicator = _stated(book, before, after, figure)
        if indicator is None and block.kind is not BlockKind.CELL:
            topic = _topic(text, figure)
            if topic:
                indicator = _stated(book, f"{topic} {before}", after, figure)
        code = indicator.code if indicator is not None else _wording(figure, before)
        if code is None:
            continue
        own = _own_span(figure, before, span)
        restated = own is not None and span is not None and not own.holds(span)
        role = figure.role
        if role is Role.ACTUAL and figure.block in ahead:
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


def _stated(book: Book, before: str, after: str, figure: Figure) -> Indicator | None:
    """The indicator that a figure between two texts states; of a scan, whatever its marks."""
    money = figure.kind is Kind.MONEY
    noun = written_out(key(figure.noun)) if figure.noun else None
    if noun is not None and (
        figure.origin is Origin.OCR or not _SPACED.sub(" ", after).startswith(f" {noun}")
    ):
        noun = None
    indicator = book.match(before, after, money=money, noun=noun)
    if indicator is None and figure.origin is Origin.OCR:
        found = book.bare.match(bare(before), bare(after), money=money)
        indicator = None if found is None else book.by_code[found.code]
    return indicator


_SPACED = re.compile(r"\s+")


def _in_digits(extraction: Extraction) -> Mapping[int, str]:
    """The texts of blocks with numbers in words, these as digits: a phrase knows figures by them.

    Nothing moves: 'kiểm tra bảy tổ chức' is as long as 'kiểm tra 000 tổ chức'.
    """
    texts: dict[int, str] = {}
    for figure in extraction.figures:
        if not any(letter.isdecimal() for letter in figure.surface):
            text = texts.get(figure.block, extraction.document.blocks[figure.block].text)
            digits = "0" * (figure.end - figure.start)
            texts[figure.block] = f"{text[: figure.start]}{digits}{text[figure.end :]}"
    return texts


def _own_name(issuer: str | None) -> re.Pattern[str] | None:
    """The issuer's own name behind 'đảng bộ' or the like, which tells nothing of a figure.

    'Đảng bộ Ủy ban Kiểm tra Tỉnh ủy có 40 đảng viên' does not say that 40 were inspected.
    """
    body = body_of(issuer) if issuer else ""
    if not body:
        return None
    words = r"\s+".join(map(re.escape, body.split()))
    return re.compile(rf"(?<!\w)((?:đảng|chi)\s+(?:bộ|ủy))(?:\s+cơ\s+sở)?\s+{words}(?!\w)")


def _topic(text: str, figure: Figure) -> str:
    """What a sentence of several clauses is of: its words before a colon, for those behind ';'.

    'Hồ sơ: tiếp nhận 20; đã giải quyết 18' says of files that 18 were settled.
    """
    sentence = text[figure.sentence[0] : figure.start]
    if ";" not in sentence:
        return ""
    found = _TOPIC.match(fold(sentence))
    return "" if found is None else written_out(found[1])


_EACH = re.compile(r"(?<!\w)(?:mỗi|bình quân|trung bình)(?!\w)[^,;]{0,60}\Z")
_TOPIC = re.compile(r"[\W\d_]*([^\d:;.]{2,80}:)")
_AHEAD = re.compile(
    r"phương\s+hướng|nhiệm\s+vụ(?!\s+(?:chính\s+trị|chuyên\s+môn|được\s+giao))|mục\s+tiêu|chỉ\s+tiêu"
)
_BEHIND = re.compile(r"kết\s+quả|thực\s+hiện|tình\s+hình|đã|lãnh\s+đạo")


_LONGEST_HEADING = 70


def _ahead(blocks: Sequence[Block]) -> Iterator[int]:
    """The ordinals of blocks that stand under a heading of tasks to come."""
    line = section = ""
    for block in blocks:
        if block.place.section != section:
            line, section = "", block.place.section or ""
        if _is_heading(block):
            line = block.text
        elif _tells_of_tasks(line or section.rsplit(" > ", 1)[-1]):
            yield block.place.block


def _is_heading(block: Block) -> bool:
    """Whether a paragraph is a heading by its looks: short, of letters, with no stop behind it."""
    text = block.text.strip()
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _LONGEST_HEADING
        and text[:1].isupper()
        and text[-1:].isalnum()
        and not any(letter.isdecimal() for letter in text)
    )


def _tells_of_tasks(heading: str) -> bool:
    words = key(heading)
    return _AHEAD.search(words) is not None and _BEHIND.search(words) is None


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
    """A name for an indicator that no phrase gives: what is counted, and the words before it."""
    if figure.noun_key is None or figure.kind is Kind.RATIO:
        return None
    clause = re.split(r"[,.:()]|\d", before)[-1]
    words = re.findall(r"[^\W\d_]+", clause)[-_VERB_WORDS:]
    return f"~{' '.join(words)} {figure.noun_key}" if words else None
