"""One decimal and one thousands mark.

What it reports: one note for a report that writes most of its numbers the Vietnamese way (1.774 and
92,4) and some the other way round (1,774 or 98.5), with the first of these.

Why it matters: '1,774' may be read as less than two, '1.234' as more than a thousand; whoever
copies the figures into a spreadsheet gets the wrong value without a warning.

What it leaves alone: a report that writes all its numbers the other way; numbers whose form leaves
open which mark is meant.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure
from rules.finding import Finding, Message, Severity

_NUMBER = re.compile(r"\d[\d.,]*\d")
_USUAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2}|\d+,\d{4,}")
_ODD = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2}|\d+\.\d{4,}")
_SHOWN = 5


def _run(extraction: Extraction) -> Iterator[Finding]:
    usual, odd = 0, []
    for figure in extraction.figures:
        for number in _NUMBER.findall(figure.surface):
            if _USUAL.fullmatch(number):
                usual += 1
            elif _ODD.fullmatch(number) and (
                number.count(",") != 1 or "." in number or figure.step == 1
            ):
                odd.append(figure)
                break
    if odd and usual > len(odd):
        yield _finding(extraction, odd)


def _finding(extraction: Extraction, odd: list[Figure]) -> Finding:
    shown = ", ".join(figure.surface for figure in odd[:_SHOWN])
    more = f" … ({len(odd)})" if len(odd) > _SHOWN else ""
    return CHECK.finding(
        extraction,
        odd[:_SHOWN],
        message=Message(
            f"Dấu thập phân, dấu hàng nghìn viết khác phần còn lại của báo cáo: {shown}{more}",
            f"Decimal and thousands marks differ from the rest of the report: {shown}{more}",
        ),
        stated=odd[0].surface,
        working=Message("", ""),
    )


CHECK = Check(
    code="F603",
    name="number-format",
    severity=Severity.NOTE,
    summary=Message(
        vi="Một báo cáo dùng một kiểu dấu thập phân và dấu hàng nghìn",
        en="One decimal and one thousands mark",
    ),
    run=_run,
)
