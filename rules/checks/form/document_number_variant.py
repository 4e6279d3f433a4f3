"""One document is cited by one number.

What it reports: a number and symbol that differs from the way the report cites it elsewhere only by
Đ for D or by the case of letters: '02-ĐA/DU' beside '02-ĐA/ĐU'.

Why it matters: a search for the document finds half of its mentions, and the next office copies
the variant.

What it leaves alone: spaces around strokes and hyphens; symbols that differ in any other letter
(TU and TƯ are two offices).

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Kind, Numeral
from rules.finding import Finding, Message, Severity

_SYMBOL = re.compile(r"\s{0,2}[-–/]\s{0,2}[A-ZĐƯƠÔÂĂÊ][\wĐđ]*(?:\s?[-–/&]\s?[A-ZĐƯƠÔÂĂÊ][\wĐđ]*)*")


def _run(extraction: Extraction) -> Iterator[Finding]:
    cited: dict[str, list[tuple[str, Numeral]]] = defaultdict(list)
    for numeral in extraction.numerals:
        if numeral.kind is not Kind.DOCUMENT_NUMBER:
            continue
        block = extraction.document.blocks[numeral.place.block]
        text = block.text
        symbol = _SYMBOL.match(text, numeral.end)
        if symbol is None:
            continue
        end = symbol.end()
        whole = replace(
            numeral,
            end=end,
            surface=text[numeral.start : end],
            place=block.place_of(numeral.start, end),
        )
        form = re.sub(r"\s", "", whole.surface).replace("–", "-")
        cited[form.upper().replace("Đ", "D")].append((form, whole))
    for forms in cited.values():
        counts = Counter(form for form, _ in forms)
        if len(counts) < 2:
            continue
        usual = counts.most_common(1)[0][0]
        for form in counts:
            if form == usual:
                continue
            places = [numeral for written, numeral in forms if written == form]
            yield CHECK.finding(
                extraction,
                places,
                message=Message(
                    vi=f"Ghi {form}; nơi khác trong báo cáo ghi {usual} ({counts[usual]} lần)",
                    en=f"{form} is written; elsewhere it is {usual} ({counts[usual]}×)",
                ),
                stated=form,
                expected=usual,
                working=Message(
                    vi=f"{form}: {counts[form]} lần; {usual}: {counts[usual]} lần",
                    en=f"{form}: {counts[form]}×; {usual}: {counts[usual]}×",
                ),
            )


CHECK = Check(
    code="F601",
    name="document-number-variant",
    severity=Severity.NOTE,
    summary=Message(
        vi="Một văn bản được dẫn bằng một số, ký hiệu", en="One document is cited by one number"
    ),
    run=_run,
)
