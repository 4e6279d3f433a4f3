"""The workbook: findings to decide on, the figures, the reports and the checks behind them.

Whoever reviews fills in the column of decisions, with the words of its drop-down; `soat decide`
takes them back by the ids in the column `finding_id`, whatever was sorted, filtered or moved. What
was in force when the workbook was written stands in a hidden column, so that a cell that nobody
touched undoes nothing. Text is written as text: nothing in a report can become a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline import messages
from pipeline.ledger.values import Listed
from pipeline.outputs import columns
from pipeline.outputs.columns import Column, Value
from pipeline.outputs.reported import Reported
from rules.finding import Severity

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

T = TypeVar("T")
EXPORTED = "decision_exported"
"""Name of the hidden column: the decision that was in force when the workbook was written."""
CHOICES = ("accept", "dismiss", "ask")
_MOST = 32_767
"""Characters that a cell takes."""
_A4 = 9
"""As workbooks number it."""
_EXACT = 15
"""Digits that a number in a workbook keeps; a longer one is written as text."""
_RICH = 2_000
"""Findings up to which figures are set in bold inside their sentence: beyond, it takes too long."""
_ASIDE = frozenset(
    {"name", "stated", "expected", "surfaces", "figures", "reports", "page", "section"}
)
"""Columns of findings that are folded away, so that those to decide by are seen at once."""
_TALL = 10_000
"""Findings up to which rows are made as tall as their text: Excel does it by itself, in time."""
_LINE = 15.0
"""Points."""
_LINES = 15
"""Of a cell that are seen at once: a longer sentence is read in the line above the sheet."""
_WIDTH = {column.name: column.width for column in columns.FINDINGS}
_COLORS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFEB9C", Severity.NOTE: "#DDEBF7"}


def write(path: Path, reported: Iterable[Reported], lang: str) -> None:
    """Write the workbook.

    Raises:
        OSError: it cannot be written.
    """
    with _book(path) as book:
        _Writer(book, lang).write(reported, findings=True)


def write_figures(
    path: Path, reported: Iterable[Reported], lang: str, *, all_numerals: bool
) -> None:
    """Write the figures and the reports alone; it raises what `write` does."""
    with _book(path) as book:
        _Writer(book, lang, all_numerals=all_numerals).write(reported, findings=False)


@contextmanager
def _book(path: Path) -> Iterator[Workbook]:
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    # XlsxWriter would raise an error of its own where the file cannot be written
    with path.open("wb") as file, Workbook(file, options) as book:
        book.set_properties({"title": "Soát", "comments": "soat/1"})
        yield book


class _Special(Enum):
    """Columns whose cells are not simply what the table holds."""

    SENTENCE = auto()
    SEVERITY = auto()
    STANDING = auto()
    DECISION = auto()
    NOTE = auto()


_SPECIAL = {special.name.lower(): special for special in _Special}
_CELLS = tuple(
    (at, _SPECIAL.get(column.name), column.of) for at, column in enumerate(columns.FINDINGS)
)


def _status(one: Reported, lang: str) -> str:
    return messages.STATUSES[one.result.status.value][lang]


_REPORTS = tuple(
    replace(column, of=_status) if column.name == "status" else column for column in columns.REPORTS
)
"""With the status in words."""


def _height(listed: Listed, lang: str) -> float:
    """How tall the row of a finding has to be, in points.

    LibreOffice leaves rows of no set height as low as one line, whatever is wrapped in them.
    """
    finding, note = listed.finding, listed.decision.note if listed.decision else ""
    sentence = finding.sentence
    lines = max(
        len(finding.report) // _WIDTH["report"],
        len(sentence) // _WIDTH["sentence"] + sentence.count("\n"),
        len(finding.message[lang]) // _WIDTH["message"],
        len(finding.working[lang]) // _WIDTH["working"],
        len(note) // _WIDTH["note"] + note.count("\n"),
        1,  # a place often takes two lines
    )
    return _LINE * (1 + min(lines, _LINES))


class _Writer:
    def __init__(self, book: Workbook, lang: str, *, all_numerals: bool = False) -> None:
        self._book = book
        self._all_numerals = all_numerals
        self._lang = lang
        self._head = book.add_format(
            {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "vcenter",
             "text_wrap": True}
        )  # fmt: skip
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        self._bold = book.add_format({"bold": True, "font_color": "#C00000"})
        self._open = book.add_format(
            {"text_wrap": True, "valign": "top", "bg_color": "#FFF9E5"}
        )  # fmt: skip
        self._severities = {
            severity: book.add_format({"bg_color": color, "valign": "top"})
            for severity, color in _COLORS.items()
        }

    def write(self, reported: Iterable[Reported], *, findings: bool) -> None:
        names = messages.SHEETS
        found = self._sheet(names["findings"][self._lang]) if findings else None
        figures = self._sheet(names["figures"][self._lang])
        reports = self._sheet(names["reports"][self._lang])
        if found is not None:
            self._heads(found, columns.FINDINGS)
            found.write_string(0, len(columns.FINDINGS), EXPORTED, self._head)
            found.set_row(0, 2 * _LINE)
        self._heads(figures, columns.FIGURES)
        self._heads(reports, _REPORTS)
        rows = {"findings": 1, "figures": 1, "reports": 1}
        for one in reported:
            if found is not None:
                for listed in (*one.listed, *one.fixed):
                    self._finding(found, rows["findings"], listed)
                    rows["findings"] += 1
            for figure in columns.figures(one, all_numerals=self._all_numerals):
                self._row(figures, rows["figures"], columns.FIGURES, figure)
                rows["figures"] += 1
            self._row(reports, rows["reports"], _REPORTS, one)
            rows["reports"] += 1
        if found is not None:
            self._finish(found, columns.FINDINGS, rows["findings"])
            self._fold(found)
            self._decisions(found, rows["findings"])
            self._rules()
        self._finish(figures, columns.FIGURES, rows["figures"])
        self._finish(reports, _REPORTS, rows["reports"])

    def _sheet(self, name: str) -> Worksheet:
        return self._book.add_worksheet(name)

    def _heads(self, sheet: Worksheet, held: Sequence[Column[T]]) -> None:
        for at, column in enumerate(held):
            sheet.write_string(0, at, column.heading[self._lang], self._head)

    def _finish(self, sheet: Worksheet, held: Sequence[Column[T]], rows: int) -> None:
        for at, column in enumerate(held):
            sheet.set_column(at, at, column.width)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(rows - 1, 1), len(held) - 1)

    def _fold(self, sheet: Worksheet) -> None:
        """Fold columns away behind a [+], and make the sheet fit the paper."""
        aside = [column.name in _ASIDE for column in columns.FINDINGS]
        for at, column in enumerate(columns.FINDINGS):
            if aside[at]:
                sheet.set_column(at, at, column.width, None, {"level": 1, "hidden": True})
            elif at and aside[at - 1]:
                sheet.set_column(at, at, column.width, None, {"collapsed": True})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(0)  # print them

    def _row(self, sheet: Worksheet, at: int, held: Sequence[Column[T]], row: T) -> None:
        for number, column in enumerate(held):
            self._cell(sheet, at, number, column.of(row, self._lang), self._plain)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, Decimal) and len(value.as_tuple().digits) > _EXACT:
            sheet.write_string(row, column, format(value, "f"), style)
        elif isinstance(value, (int, float, Decimal)):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, value[:_MOST], style)

    def _finding(self, sheet: Worksheet, row: int, listed: Listed) -> None:
        lang = self._lang
        if row <= _TALL:
            sheet.set_row(row, _height(listed, lang))
        text = self._text
        write = sheet.write_string
        for at, special, of in _CELLS:
            value = of(listed, lang)
            if special is None:
                if isinstance(value, str):
                    if value:
                        write(row, at, value[:_MOST], text)
                elif value is not None:
                    self._cell(sheet, row, at, value, text)
            elif special is _Special.SENTENCE:
                if row > _RICH or not self._rich(sheet, row, at, listed):
                    self._cell(sheet, row, at, value, text)
            elif special is _Special.SEVERITY:
                word = messages.SEVERITIES[listed.finding.severity][lang]
                sheet.write_string(row, at, word, self._severities[listed.finding.severity])
            elif special is _Special.STANDING:
                sheet.write_string(row, at, messages.STANDINGS[listed.standing][lang], text)
            elif value:
                shown = value if special is _Special.NOTE else messages.CHOICES[str(value)][lang]
                self._cell(sheet, row, at, shown, self._open)
        if listed.decision is not None:
            sheet.write_string(row, len(columns.FINDINGS), listed.decision.choice.value)

    def _rich(self, sheet: Worksheet, row: int, at: int, listed: Listed) -> bool:
        """Write the sentence with its figures in bold; False where it has to be written plainly."""
        from pipeline.outputs.html import pieces

        if len(listed.finding.sentence) > _MOST:
            return False
        parts: list[str | Format] = []
        count = 0
        for piece in pieces(listed.finding):
            if piece.text:
                count += 1
                parts += [self._bold, piece.text] if piece.is_figure else [piece.text]
        if count < 2:
            return False
        sheet.write_rich_string(row, at, *parts, self._text)
        return True

    def _decisions(self, sheet: Worksheet, rows: int) -> None:
        names = [column.name for column in columns.FINDINGS]
        at = names.index("decision")
        words = [messages.CHOICES[choice][self._lang] for choice in CHOICES]
        sheet.data_validation(
            1, at, max(rows - 1, 1), at,
            {"validate": "list", "source": words, "ignore_blank": True,
             "error_title": "Soát", "error_message": ", ".join(words)},
        )  # fmt: skip
        for column in columns.FINDINGS:
            if column.name in {"decision", "note"}:
                number = names.index(column.name)
                sheet.set_column(number, number, column.width, self._open)
        sheet.set_column(len(names), len(names), None, None, {"hidden": True})

    def _rules(self) -> None:
        from rules.checks import everything

        sheet = self._sheet(messages.SHEETS["rules"][self._lang])
        for at, (name, width) in enumerate((("check", 24), ("severity", 12), ("summary", 90))):
            sheet.write_string(0, at, messages.HEADINGS[name][self._lang], self._head)
            sheet.set_column(at, at, width)
        for row, check in enumerate(everything(), 1):
            severity = messages.SEVERITIES[check.severity][self._lang]
            sheet.write_string(row, 0, f"{check.code} {check.name}", self._plain)
            sheet.write_string(row, 1, severity, self._severities[check.severity])
            sheet.write_string(row, 2, check.summary[self._lang], self._text)
        sheet.freeze_panes(1, 0)
