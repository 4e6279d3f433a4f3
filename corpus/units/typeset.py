"""Set a report as DOCX, and make PDF, scanned and TCVN3 files of it.

PDF and scans need LibreOffice (`soffice`) and a Times-like face with all letters of Vietnamese, as
Tinos is (Debian's fonts-croscore): where letters come from two faces, spaces between words get
lost.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from wording import Report

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "bc177"), str(HERE.parent / "reading" / "scans")]

from make import settle  # noqa: E402
from make_older import in_tcvn3, spell  # noqa: E402
from scans import SCANS, scan_pdf  # noqa: E402

FACE = "Times New Roman"
MADE = datetime(2025, 7, 1)  # noqa: DTZ001 - a date that a file carries, of no zone
MOTTO = "ĐẢNG CỘNG SẢN VIỆT NAM"


def docx(report: Report, target: Path, *, legacy: bool = False) -> None:
    """Write a report as DOCX; with `legacy` every letter as a TCVN3 font has it."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    normal.paragraph_format.space_after = Pt(6)
    _head(document, report)
    _line(document, report.title, centred=True, bold=True)
    _line(document, report.about, centred=True, bold=True)
    for ruled, group in groupby(report.lines, key=lambda line: line.startswith("| ")):
        if ruled:
            _table(document, [_cells(line) for line in group])
            continue
        for line in group:
            heading = line.startswith("# ")
            _line(
                document,
                line.removeprefix("# ").removeprefix("@ "),
                centred=line.startswith("@ "),
                bold=heading,
                indented=not heading,
            )
    _closing(document, report)
    if legacy:
        for run in list(document.element.body.iter(qn("w:r"))):
            spell(run, in_tcvn3)
    document.core_properties.created = document.core_properties.modified = MADE
    document.core_properties.author = ""
    document.save(str(target))
    settle(target, MADE)


def _head(document: Any, report: Report) -> None:
    left = [*report.issuer, report.number]
    right = [MOTTO, report.place_and_date]
    if report.head == "centred":
        for line in (MOTTO, *report.issuer, report.number, report.place_and_date):
            _line(document, line, centred=True, bold=line.isupper())
        return
    if report.head == "tabs":
        for a, b in zip_longest(left, right, fillvalue=""):
            paragraph = document.add_paragraph()
            for part in ("\t", a, "\t", b):
                paragraph.add_run(part).bold = part.isupper()
            paragraph.paragraph_format.space_after = Pt(0)
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(40), WD_TAB_ALIGNMENT.CENTER)
            stops.add_tab_stop(Mm(125), WD_TAB_ALIGNMENT.CENTER)
        return
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        for index, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(line).bold = line.isupper()
    document.add_paragraph()


def _line(
    document: Any, text: str, *, centred: bool = False, bold: bool = False, indented: bool = False
) -> Any:
    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif indented:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.add_run(text).bold = bold
    return paragraph


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text).font.size = Pt(12)
    document.add_paragraph()


def _closing(document: Any, report: Report) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.paragraphs[0].add_run("Nơi nhận:").italic = True
    for line in ("- Đảng ủy các cơ quan tỉnh,", "- Lưu Văn phòng."):
        left.add_paragraph().add_run(line).font.size = Pt(12)
    for index, line in enumerate(report.signer):
        paragraph = right.paragraphs[0] if index == 0 else right.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True


def plain(report: Report) -> str:
    """The same report as text."""
    lines = [
        *report.issuer,
        report.number,
        report.place_and_date,
        "",
        report.title,
        report.about,
        "",
    ]
    lines += [re.sub(r"^[#@] ", "", line) for line in report.lines]
    return "\n".join([*lines, "", *report.signer, ""])


def pdfs(sources: Iterable[Path], folder: Path) -> None:
    """Convert DOCX files with LibreOffice, all in one run."""
    files = [str(path) for path in sources]
    if not files:
        return
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is needed to make the PDF files")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [soffice, f"-env:UserInstallation=file://{profile}", "--headless",
             "--convert-to", "pdf", "--outdir", str(folder), *files],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def scan(source: Path, target: Path, seed: int) -> None:
    """A scan at 200 dpi of a digital PDF."""
    made = next(way for way in SCANS if way.name == "200")
    target.write_bytes(scan_pdf(source, made, seed))
