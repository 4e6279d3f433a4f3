"""Typeset some heads as PDF, the way LibreOffice sets them: NAME.pdf.

python corpus/reading/heads/typeset.py

Needs LibreOffice (`soffice` on the path) and the face TeX Gyre Termes; the files are committed.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from heads import HEADS

HERE = Path(__file__).parent
SET = {"dang-bo-khoi", "toa-an", "tp-ho-chi-minh", "khong-so", "cong-van", "dang-uy-xa-de-trong"}
CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for case in HEADS:
            if case["id"] in SET:
                path = Path(folder) / f"{case['id']}.docx"
                document(case).save(str(path))
                subprocess.run(
                    ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(HERE), path],
                    check=True,
                )


def document(case: dict[str, Any]) -> Any:
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "TeX Gyre Termes", Pt(13)
    style.paragraph_format.space_after = Pt(0)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    side_by_side(made, (case["left"], CENTER), (case["right"], CENTER))
    made.add_paragraph()
    for line in case["title"]:
        paragraph = made.add_paragraph()
        paragraph.add_run(line).bold = True
        paragraph.alignment = CENTER
    made.add_paragraph()
    for line in case["body"]:
        made.add_paragraph(line).paragraph_format.first_line_indent = Mm(12.7)
    side_by_side(made, (case["closing_left"], LEFT), (case["closing_right"], CENTER))
    return made


def side_by_side(made: Any, *columns: tuple[list[str], Any]) -> None:
    row = made.add_table(rows=1, cols=2).rows[0]
    for cell, (lines, alignment) in zip(row.cells, columns, strict=True):
        first, *others = lines or [""]
        cell.paragraphs[0].text = first
        for line in others:
            cell.add_paragraph(line)
        for paragraph in cell.paragraphs:
            paragraph.alignment = alignment


if __name__ == "__main__":
    main()
