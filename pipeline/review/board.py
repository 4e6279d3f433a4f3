"""The board: the findings of a run with what was decided of them, as the page has them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.document import Metadata
from pipeline.ledger import Decision, Filed, Ledger, Listed, Standing
from pipeline.outputs.reported import Reported
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult
from rules.across.spans import span_of
from rules.figures.figure import Kind
from rules.figures.spelling import key
from rules.finding import Message

_BEFORE = re.compile(r"\btrước\b|đầu nhiệm kỳ")
_NOW = re.compile(r"\b(?:đến nay|hiện nay|hiện tại|hiện có)\b")
_END = 10**6
_TELLING = 3
"""Words that a noun needs to be told from others by them."""
DRAWN = frozenset({"pdf", "png", "jpeg", "tiff"})
"""Formats whose pages are shown as pictures."""
_COUNTED = frozenset({Kind.COUNT, Kind.RATIO})


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A report of the board."""

    filed: Filed
    metadata: Metadata
    format: str | None


class Board:
    """What is reviewed: findings are held, figures are taken from the ledger when asked for."""

    def __init__(self, ledger: Ledger, reported: Iterable[Reported], reviewer: str) -> None:
        """Take the findings of a run, and whose decisions are made on it."""
        self._ledger = ledger
        self._reviewer = reviewer
        self._sheets: list[_Sheet] = []
        self._listed: dict[str, Listed] = {}
        self._by_report: dict[str, int] = {}
        for report in reported:
            told = (*report.listed, *report.fixed)
            if not told:
                continue
            filed = told[0].filed
            self._by_report[filed.report] = len(self._sheets)
            self._sheets.append(_Sheet(filed, report.result.metadata, report.result.format))
            self._listed.update((listed.id, listed) for listed in told)

    def add(self, filed: Iterable[tuple[Filed, Metadata, str | None]]) -> None:
        """Reports that findings over several reports name, though none is told at them."""
        for entry, metadata, kind in filed:
            if entry.report not in self._by_report:
                self._by_report[entry.report] = len(self._sheets)
                self._sheets.append(_Sheet(entry, metadata, kind))

    def __contains__(self, finding: str) -> bool:
        return finding in self._listed

    def __len__(self) -> int:
        return len(self._listed)

    def report(self, number: int) -> Filed | None:
        """The report of a number."""
        return self._sheets[number].filed if number < len(self._sheets) else None

    def whole(self) -> dict[str, Any]:
        """Every finding in short, the reports, and what was decided."""
        return {
            "reviewer": self._reviewer,
            "reports": [
                {
                    "name": sheet.filed.report,
                    "issuer": sheet.metadata.issuer,
                    "number": sheet.metadata.number,
                    "date": sheet.metadata.date,
                    "title": sheet.metadata.title,
                    "period": sheet.metadata.period,
                    "state": sheet.filed.state.value,
                    "drawn": sheet.format in DRAWN,
                }
                for sheet in self._sheets
            ],
            "checks": _checks({listed.finding.rule for listed in self._listed.values()}),
            "findings": [self._short(listed) for listed in self._listed.values()],
            "decisions": self.decisions(),
        }

    def _short(self, listed: Listed) -> dict[str, Any]:
        finding = listed.finding
        first = finding.places[0] if finding.places else None
        return {
            "id": listed.id,
            "report": self._by_report[listed.filed.report],
            "rule": finding.rule,
            "name": finding.name,
            "severity": finding.severity.label,
            "standing": listed.standing.value,
            **_both(finding.message),
            "sentence": finding.sentence[:400],
            "page": None if first is None else first.page,
        }

    def finding(self, name: str) -> dict[str, Any] | None:
        """One finding whole, with its history."""
        listed = self._listed.get(name)
        if listed is None:
            return None
        finding = listed.finding
        reports = finding.reports or (finding.report,) * len(finding.places)
        # The places of what is fixed are those of the file before, which is there no more.
        places = () if listed.standing is Standing.FIXED else finding.places
        return {
            "id": name,
            "sentence": finding.sentence,
            "marks": finding.marks,
            "working": _both(finding.working),
            "stated": finding.stated,
            "expected": finding.expected,
            "places": [
                {
                    "report": self._by_report.get(report),
                    "name": report,
                    "surface": surface,
                    "page": place.page,
                    "section": place.section,
                    "footnote": place.footnote,
                    "table": place.table,
                    "row": place.row,
                    "column": place.column,
                    "block": place.block,
                    "box": place.box,
                }
                for report, place, surface in zip(reports, places, finding.surfaces, strict=False)
            ],
            "history": [_told(decision) for decision in self._ledger.history(name)],
        }

    def decisions(self) -> dict[str, Any]:
        """What is in force, by finding: of everybody who reviews on this ledger."""
        return {
            name: _told(decision)
            for name, decision in self._ledger.decisions().items()
            if name in self._listed
        }

    def decide(self, made: Sequence[Decision]) -> None:
        """Keep decisions, as this reviewer's."""
        self._ledger.decide(
            [Decision(d.id, d.finding, d.choice, d.note, self._reviewer) for d in made]
        )

    def sentences(
        self, name: str, report: int
    ) -> tuple[tuple[int, str, tuple[tuple[int, int], ...]], ...] | None:
        """The sentences of a report that hold a finding's figures: block, text, [start, end)."""
        listed = self._listed.get(name)
        result = self._result(report)
        if listed is None or result is None:
            return None
        finding = listed.finding
        told = result.report
        reports = finding.reports or (finding.report,) * len(finding.figures)
        wanted = {n for n, r in zip(finding.figures, reports, strict=False) if r == told}
        found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for numeral in result.numerals:
            if numeral.id in wanted:
                found[numeral.place.block, numeral.sentence].append((numeral.start, numeral.end))
        return tuple(
            (block, result.sentences[sentence], tuple(spans))
            for (block, sentence), spans in found.items()
        )

    def timeline(self, name: str) -> list[dict[str, Any]] | None:
        """The population of a finding's first figure, wherever its report counts it."""
        listed = self._listed.get(name)
        if listed is None:
            return None
        result = self._result(self._by_report[listed.filed.report])
        if result is None or not listed.finding.figures or listed.standing is Standing.FIXED:
            return []
        by_id = {numeral.id: numeral for numeral in result.numerals}
        keys = {
            by_id[figure].noun_key or ""
            for figure in listed.finding.figures
            if figure in by_id and by_id[figure].noun_key
        }
        points = [
            _point(result, numeral)
            for numeral in result.numerals
            if numeral.kind in _COUNTED
            and any(_is_same(numeral.noun_key or "", wanted) for wanted in keys)
        ]
        return sorted(points, key=lambda point: point["order"])

    def _result(self, report: int) -> ReportResult | None:
        filed = self.report(report)
        if filed is None or filed.document is None:
            return None
        result = self._ledger.load(filed.document)
        return result.at(filed.report, Path(filed.path) if filed.path else None, filed.member)


def _both(message: Message) -> dict[str, str]:
    return {"vi": message.vi, "en": message.en}


def _checks(codes: Collection[str]) -> dict[str, dict[str, str]]:
    """What has to be true, by the codes of checks, in both languages."""
    from rules.checks import everything

    return {check.code: _both(check.summary) for check in everything() if check.code in codes}


def _is_same(noun: str, other: str) -> bool:
    """Whether two nouns can be of one population: the same, or one with an attribute more."""
    if noun == other:
        return bool(noun)
    words, others = set(noun.split()), set(other.split())
    return min(len(words), len(others)) >= _TELLING and (words <= others or others <= words)


def _point(result: ReportResult, numeral: NumeralRecord) -> dict[str, Any]:
    """A population at a time: the number under the stroke of a ratio, or a count."""
    value = numeral.value if numeral.denominator is None else numeral.denominator
    return {
        "value": str(value),
        "surface": numeral.surface,
        "noun": numeral.noun,
        "period": numeral.period,
        "page": numeral.place.page,
        "sentence": result.sentences[numeral.sentence],
        "order": _moment(numeral.period),
    }


def _moment(period: str | None) -> int:
    """When a period is, in months: 'before' at the head, 'to date' at the end."""
    if period is None or _NOW.search(key(period)):
        return _END
    span = span_of(period)
    if span is not None:
        return span.last
    return 0 if _BEFORE.search(key(period)) else _END


def _told(decision: Decision) -> dict[str, str]:
    return {
        "choice": decision.choice.value,
        "note": decision.note,
        "reviewer": decision.reviewer,
        "at": decision.at,
    }
