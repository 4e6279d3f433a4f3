"""The report carries number, date, issuer and period.

What it reports: one note on a report that gives no number or no issuer, naming which of the four
its head and title lack.

Why it matters: without them nobody can tell later whose figures these were, and of when; the sum
over units needs them.

What it leaves alone: a report that can be told by number and issuer; a text without a head, such as
a pasted paragraph; papers that are no reports; a number or date that the form leaves to be filled
in when the paper is signed.

Source: decision of the project; the parts of a head are those of Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import BlockKind
from extractors.head import BLANK_DATE, BLANK_NUMBER
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.spelling import key
from rules.finding import Finding, Message, Severity, fingerprint_of

_NAMES = {
    "number": Message("số, ký hiệu", "number"),
    "date": Message("ngày ban hành", "date"),
    "issuer": Message("đơn vị ban hành", "issuer"),
    "period": Message("kỳ báo cáo", "period"),
}


def _run(extraction: Extraction) -> Iterator[Finding]:
    document = extraction.document
    told = document.metadata
    head = [block for block in document.blocks if block.kind is BlockKind.HEADER]
    if not head or told.title is None or not key(told.title).startswith("báo cáo"):
        return
    lines = [line.strip() for block in head for line in block.text.splitlines()]
    blank = {
        "number": any(BLANK_NUMBER.match(line) for line in lines),
        "date": any(BLANK_DATE.search(line) for line in lines),
    }
    missing = [
        name for name in _NAMES if getattr(told, name) is None and not blank.get(name, False)
    ]
    pasted = document.format == "txt" and told.issuer is None
    if not pasted and {"number", "issuer"} & set(missing):
        yield _finding(extraction, missing)


def _finding(extraction: Extraction, missing: list[str]) -> Finding:
    document = extraction.document
    vi = ", ".join(_NAMES[name].vi for name in missing)
    en = ", ".join(_NAMES[name].en for name in missing)
    told = document.metadata
    return Finding(
        report=document.source,
        rule=CHECK.code,
        name=CHECK.name,
        severity=CHECK.severity,
        message=Message(f"Báo cáo không ghi {vi}", f"The report does not give its {en}"),
        stated="",
        expected="",
        working=Message("", ""),
        figures=(),
        surfaces=(),
        places=(document.blocks[0].place,),
        sentence="",
        marks=(),
        fingerprint=fingerprint_of(CHECK.code, told.issuer or "", told.title or "", *missing),
    )


CHECK = Check(
    code="F604",
    name="missing-metadata",
    severity=Severity.NOTE,
    summary=Message(
        vi="Báo cáo ghi số, ngày, đơn vị ban hành và kỳ báo cáo",
        en="The report carries number, date, issuer and period",
    ),
    run=_run,
)
