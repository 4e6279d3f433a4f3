"""The table in the terminal: findings by report, figures in their sentence, the working below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractors.document import Place
from pipeline import messages
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult
from rules.across.check import AcrossCheck
from rules.check import Check
from rules.finding import Finding, Severity
from rules.notation import written

if TYPE_CHECKING:
    from pipeline.tally import Tally

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_AROUND = 60
"""Characters of the sentence that stay on each side of a figure."""
_PLAIN_WIDTH = 110
_ROWS_AT_ONCE = 1000
"""A longer table is printed in parts, so that it need not be held."""


def console(stream: IO[str]) -> Console:
    """A console on a stream: as wide as the terminal, or of a set width where there is none."""
    width = None if stream.isatty() else _PLAIN_WIDTH
    return Console(
        file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False
    )


def print_findings(out: Console, results: Iterable[ReportResult], lang: str) -> None:
    """Every report with findings; results are taken one by one."""
    table = _findings_table(lang)
    for result in results:
        if not result.findings:
            continue
        table.add_row("", "", Text(clean(result.report), style="bold"))
        for finding in result.findings:
            table.add_row(_places(finding, lang), _check(finding, lang), _body(finding, lang))
        if table.row_count > _ROWS_AT_ONCE:
            out.print(table)
            table = _findings_table(lang)
    if table.row_count:
        out.print(table)


def _findings_table(lang: str) -> Table:
    table = Table(show_lines=True, expand=True)
    for name, ratio in (("place", 2), ("check", 3), ("sentence", 9)):
        table.add_column(messages.HEADINGS[name][lang], ratio=ratio, overflow="fold")
    return table


def print_coverage(
    out: Console, tally: Tally, states: Mapping[str, int], others: int, lang: str
) -> None:
    """What was read and found, and how the reports are to those of the run before."""
    out.print(tally.coverage()[lang])
    if sum(states.values()) > 1:
        out.print(messages.submitted(states)[lang])
    if others:
        out.print(messages.left_out(others)[lang])


def print_figures(
    out: Console, results: Iterable[ReportResult], lang: str, *, all_numerals: bool
) -> None:
    """The figures of every report, with `all_numerals` the other numerals too."""
    table = Table(expand=True)
    for name, ratio in (
        ("place", 3),
        ("surface", 3),
        ("kind", 2),
        ("value", 3),
        ("noun", 5),
        ("period", 3),
    ):
        table.add_column(messages.HEADINGS[name][lang], ratio=ratio, overflow="fold")
    for result in results:
        if result.format is None:
            continue
        table.add_section()
        table.add_row(Text(clean(result.report), style="bold"))
        for numeral in result.numerals:
            if numeral.is_figure or all_numerals:
                table.add_row(
                    place(numeral.place, lang),
                    Text(clean(numeral.surface)),
                    messages.KINDS[numeral.kind][lang],
                    _value(numeral),
                    Text(clean(numeral.noun or "")),
                    Text(clean(numeral.period or "")),
                )
    out.print(table)


def print_checks(out: Console, checks: Iterable[Check | AcrossCheck], lang: str) -> None:
    """The catalogue."""
    table = Table()
    for name in ("check", "severity", "summary"):
        table.add_column(messages.HEADINGS[name][lang], overflow="fold")
    for check in checks:
        severity = messages.SEVERITIES[check.severity][lang]
        table.add_row(f"{check.code} {check.name}", severity, check.summary[lang])
    out.print(table)


def clean(text: str) -> str:
    """A report's text without characters that steer a terminal or turn its direction."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).replace("\n", " ")


def place(where: Place, lang: str) -> str:
    """A place in words: 'trang 4, chú thích 1'."""
    parts = []
    if where.page is not None:
        parts.append(f"{messages.PAGE[lang]} {where.page}")
    if where.footnote is not None:
        parts.append(f"{messages.FOOTNOTE[lang]} {where.footnote}")
    if where.table is not None:
        parts.append(f"{messages.TABLE[lang]} {where.table}")
        parts.append(f"{messages.ROW[lang]} {where.row}, {messages.COLUMN[lang]} {where.column}")
    if not parts or (where.page is None and where.table is None and where.footnote is None):
        parts.append(f"{messages.PARAGRAPH[lang]} {where.block + 1}")
    return ", ".join(parts)


def _places(finding: Finding, lang: str) -> Text:
    here = finding.places[:1] if finding.reports else finding.places
    places = dict.fromkeys(place(where, lang) for where in here)
    text = Text("\n".join(places))
    section = finding.places[0].section if finding.places else None
    if section:
        heading = clean(section.rsplit(" > ", 1)[-1])
        text.append(f"\n{heading if len(heading) <= 48 else heading[:47] + '…'}", style="dim")
    return text


def _check(finding: Finding, lang: str) -> Text:
    text = Text(messages.SEVERITIES[finding.severity][lang], style=_STYLES[finding.severity])
    text.append(f"\n{finding.rule} {finding.name}", style="default not bold")
    return text


def _body(finding: Finding, lang: str) -> Text:
    text = marked(finding)
    text.append(f"{chr(10) if text.plain else ''}{clean(finding.message[lang])}", style="default")
    working = clean(finding.working[lang])
    if working:
        text.append(f"\n= {working}", style="dim")
    elsewhere = [s for s in finding.surfaces if s not in finding.sentence]
    if elsewhere and not finding.reports:
        text.append(f"\n… {', '.join(clean(s) for s in elsewhere)}", style="bold")
    return text


def marked(finding: Finding) -> Text:
    """The sentence with its figures marked; far from them it is cut, with '…' where."""
    sentence = finding.sentence
    text = Text()
    position = 0
    for index, (start, end) in enumerate(finding.marks):
        before = clean(sentence[position:start])
        if index == 0 and len(before) > _AROUND:
            before = f"…{before[-_AROUND:]}"
        elif len(before) > 2 * _AROUND:
            before = f"{before[:_AROUND]} … {before[-_AROUND:]}"
        text.append(before)
        text.append(f"[{clean(sentence[start:end])}]", style="bold reverse")
        position = end
    rest = clean(sentence[position:])
    text.append(rest if len(rest) <= _AROUND else f"{rest[:_AROUND]}…")
    return text


def _value(figure: NumeralRecord) -> str:
    if figure.value is None:
        return ""
    value = written(figure.value.normalize())
    if figure.denominator is not None:
        value = f"{value} / {written(figure.denominator.normalize())}"
    if figure.upper is not None:
        value = f"{value} – {written(figure.upper.normalize())}"
    return f"{value} {figure.unit}" if figure.unit else value
