"""JSON Lines: one object a line, keys as documented, for other programs.

A value is a JSON number when it is whole and a decimal string otherwise, so that nothing is lost on
the way through binary floats. Boxes are in PDF points, rounded to hundredths.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractors.document import Place
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult
from rules.finding import Finding

SCHEMA = 1


def finding_lines(findings: tuple[Finding, ...], lang: str) -> Iterator[str]:
    """One line a finding."""
    for finding in findings:
        yield _line(
            {
                "schema": SCHEMA,
                "report": finding.report,
                "rule": finding.rule,
                "name": finding.name,
                "severity": finding.severity.label,
                "message": finding.message[lang],
                "stated": finding.stated,
                "expected": finding.expected,
                "working": finding.working[lang],
                "figures": finding.figures,
                "surfaces": finding.surfaces,
                "places": [_place(place) for place in finding.places],
                "sentence": finding.sentence,
                "fingerprint": finding.fingerprint,
                "reports": finding.reports or (finding.report,) * len(finding.figures),
            }
        )


def figure_lines(result: ReportResult, *, all_numerals: bool) -> Iterator[str]:
    """One line a figure, in reading order; with `all_numerals` every other numeral too."""
    for numeral in result.numerals:
        if numeral.is_figure:
            yield _line(figure_object(result, numeral))
        elif all_numerals:
            yield _line(_common(result, numeral))


def figure_object(result: ReportResult, figure: NumeralRecord) -> dict[str, Any]:
    """A figure as the object of the outside contract."""
    common = _common(result, figure)
    place = common.pop("place")
    return common | {
        "value": _number(figure.value),
        "denominator": _number(figure.denominator),
        "upper": _number(figure.upper),
        "unit": figure.unit,
        "hedge": figure.hedge.value if figure.hedge else None,
        "noun": figure.noun,
        "noun_key": figure.noun_key,
        "indicator": figure.indicator,
        "period": figure.period,
        "role": figure.role.value if figure.role else None,
        "part_of": figure.part_of,
        "percent_of": figure.percent_of,
        "place": place,
        "origin": figure.origin.value if figure.origin else None,
        "confidence": figure.confidence,
    }


def _common(result: ReportResult, item: NumeralRecord) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "report": result.report,
        "id": item.id,
        "kind": item.kind.value,
        "surface": item.surface,
        "span": [item.start, item.end],
        "sentence": result.sentences[item.sentence],
        "place": _place(item.place),
    }


def _number(value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    return format(value.normalize(), "f")


def _place(place: Place) -> dict[str, Any]:
    box = place.box
    shown: dict[str, Any] = {
        "page": place.page,
        "block": place.block,
        "section": place.section,
        "footnote": place.footnote,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "box": None
        if box is None
        else [round(side, 2) for side in (box.x0, box.top, box.x1, box.bottom)],
    }
    if place.start is not None:
        shown |= {"start": place.start, "end": place.end}
    return shown


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
