"""SARIF 2.1.0, for tools that know it: editors, code hosts, dashboards of findings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any
from urllib.parse import quote

from extractors.document import Place
from pipeline.ledger.values import Choice, Listed, Standing
from pipeline.outputs.reported import Reported
from pipeline.terminal import failure_line
from rules.finding import Finding, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_STANDINGS = {
    Standing.NEW: "new",
    Standing.OPEN: "unchanged",
    Standing.FIXED: "absent",
}


def write(file: IO[str], reported: Iterable[Reported], lang: str) -> None:
    """One run with all findings; what could not be read is told of its invocation."""
    from importlib.metadata import version

    results: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    used: dict[str, int] = {}
    for report in reported:
        for listed in (*report.listed, *report.fixed):
            index = used.setdefault(listed.finding.rule, len(used))
            results.append(_result(listed, index, lang))
        failures.extend(
            {
                "level": "error",
                "message": {"text": failure_line(failure, lang)},
                "locations": [{"physicalLocation": _artifact(report.result.report)}],
                "descriptor": {"id": failure.code},
            }
            for failure in report.result.failures
        )
    run = {
        "tool": {
            "driver": {
                "name": "Soát",
                "version": version("soat"),
                "language": lang,
                "rules": _rules(used, lang),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not failures, "toolExecutionNotifications": failures}
        ],
        "results": results,
    }
    json.dump(
        {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]},
        file,
        ensure_ascii=False,
        indent=1,
    )
    file.write("\n")


def _rules(used: Iterable[str], lang: str) -> list[dict[str, Any]]:
    from rules.checks import everything
    from rules.pages import page

    known = {check.code: check for check in everything()}
    return [
        {
            "id": code,
            "name": known[code].name,
            "shortDescription": {"text": known[code].summary[lang]},
            "help": {"text": page(code, lang), "markdown": page(code, lang)},
            "defaultConfiguration": {"level": _LEVELS[known[code].severity]},
        }
        for code in used
    ]


def _result(listed: Listed, index: int, lang: str) -> dict[str, Any]:
    finding = listed.finding
    reports = finding.reports or (finding.report,) * len(finding.places)
    places = list(zip(reports, finding.places, finding.surfaces, strict=False))
    working = finding.working[lang]
    text = f"{finding.message[lang]} ({working})" if working else finding.message[lang]
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(*places[0])] if places else [_whole(finding)],
        "relatedLocations": [
            _location(*place) | {"id": number} for number, place in enumerate(places[1:], 1)
        ],
        "partialFingerprints": {"soat/v1": listed.id},
        "baselineState": _STANDINGS[listed.standing],
        "properties": {"stated": finding.stated, "expected": finding.expected},
    }
    if listed.decision is not None and listed.decision.choice is Choice.DISMISS:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": listed.decision.note}
        ]
    return result


def _whole(finding: Finding) -> dict[str, Any]:
    return {"physicalLocation": _artifact(finding.report)}


def _location(report: str, place: Place, surface: str) -> dict[str, Any]:
    physical = _artifact(report)
    region: dict[str, Any] = {"snippet": {"text": surface}}
    if place.start is not None and place.end is not None:
        region |= {"charOffset": place.start, "charLength": place.end - place.start}
        physical["region"] = region
    told: dict[str, Any] = {"page": place.page, "block": place.block, "footnote": place.footnote,
            "table": place.table, "row": place.row, "column": place.column}  # fmt: skip
    if place.box is not None:
        told["box"] = [round(side, 2) for side in place.box]
    return {
        "physicalLocation": physical,
        "message": {"text": surface},
        "properties": {name: value for name, value in told.items() if value is not None},
    }


def _artifact(report: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(report, safe="/"), "uriBaseId": "SRCROOT"}}
