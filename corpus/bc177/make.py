"""Typeset the reference report: bc177.txt to bc177.docx, and that to bc177.pdf.

    python corpus/bc177/make.py

The DOCX has real footnotes and whole paragraphs. The PDF is made from it by LibreOffice
(`soffice` on the path), so that footnotes stand at the foot of pages and paragraphs run over page
breaks. Only this maker needs LibreOffice; both files are committed. Both carry a fixed date in
place of the moment they were made, so that the same tools make the same files again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

HERE = Path(__file__).parent

CONTINUATIONS = {
    # first words of a line of bc177.txt -> first words of the line that it goes on with
    "tạo, bồi dưỡng, rèn": "Ban Thường vụ Đảng ủy Các cơ quan tỉnh tiếp tục",
    "động theo hướng tăng": "Các chi, đảng bộ cơ sở đã cơ bản",
    "mạnh; công tác tổ chức": "Các cấp ủy, tổ chức đảng trong Đảng bộ tăng",
    "vững mạnh, bằng 63,8%": "⁴ Kết quả đánh giá",
    "đức công vụ; trình độ": "- Một số tổ chức cơ sở đảng chưa",
    "chuyên môn, nghiệp vụ": "- Chất lượng, hiệu quả tham mưu",
}
HEADING = re.compile(r"(?:[IVX]+-\s|\d(?:\.\d)?-\s?)")
MARKS = "¹²³⁴"
PDF_FONT = b"TeX Gyre Termes"
"""A free face like Times that has all letters of Vietnamese (Debian: fonts-texgyre)."""


MADE = datetime(2018, 7, 1, tzinfo=UTC)
"""The date that both files carry; it is not a date of the report."""


def paragraphs() -> list[str]:
    """The lines of bc177.txt, with what page breaks had cut put back together."""
    source = (HERE / "bc177.txt").read_text("utf-8")
    whole: list[str] = []
    for line in (line.strip() for line in source.splitlines() if line.strip()):
        start = next((head for head in CONTINUATIONS if line.startswith(head)), None)
        if start is None:
            whole.append(line)
            continue
        (index,) = [i for i, text in enumerate(whole) if text.startswith(CONTINUATIONS[start])]
        whole[index] = f"{whole[index]} {line}"
    kept = sorted("".join("".join(whole).split()))
    if kept != sorted("".join(source.split())):
        sys.exit("the joined paragraphs do not hold the same characters as bc177.txt")
    return whole


def make_docx(target: Path) -> None:
    """Write the report as a DOCX with real footnotes."""
    lines = paragraphs()
    notes = {line[0]: line[1:].strip() for line in lines if line[0] in MARKS}
    body = [line for line in lines if line[0] not in MARKS]
    document = Document()
    _page(document)
    _head(document, body[0], body[1])
    title = body.index("BÁO CÁO")
    closing = body.index("Nơi nhận:")
    for index, line in enumerate(body[title:closing], start=title):
        paragraph = document.add_paragraph()
        heading = len(line) < 200 and bool(HEADING.match(line)) and not line.endswith(".")
        if index <= title + 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(12)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(12.7)
        _text(paragraph, line, bold=heading or index <= title + 1)
    _close(document, body[closing:])
    _footnotes(document, notes)
    core = document.core_properties
    core.author, core.title = "", "Báo cáo 177-BC/ĐU"
    core.created = core.modified = MADE.replace(tzinfo=None)
    document.save(str(target))
    settle(target)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, code in (("begin", None), (None, " PAGE "), ("end", None)):
        run = number.add_run()
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = code
        run._r.append(mark)
    for name in ("Normal", "Header"):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(14)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True
    note = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    note.element.set(qn("w:styleId"), "FootnoteText")
    note.base_style = document.styles["Normal"]
    note.font.size = Pt(10)
    note.paragraph_format.space_after = Pt(0)
    note.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _head(document: Document, star: str, number: str) -> None:
    """Issuer on the left, motto on the right: a table without borders."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    for cell, lines in (
        (
            left,
            [
                ("TỈNH ỦY BẮC GIANG", False),
                ("ĐẢNG ỦY CÁC CƠ QUAN TỈNH", True),
                (star, False),
                (number, False),
            ],
        ),
        (right, [("ĐẢNG CỘNG SẢN VIỆT NAM", True)]),
    ):
        for index, (line, bold) in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(line)
            run.bold = bold
            run.underline = bold and cell is right
    document.add_paragraph()


def _close(document: Document, lines: list[str]) -> None:
    """Recipients on the left, signature on the right."""
    signature = next(i for i, line in enumerate(lines) if line.isupper())
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    for cell, part in ((left, lines[:signature]), (right, lines[signature:])):
        for index, line in enumerate(part):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(line)
            if cell is right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run.bold = True
                if index:
                    paragraph.paragraph_format.space_before = Pt(60)
            else:
                run.font.size = Pt(14 if index == 0 else 12)
                run.italic = index == 0


def _text(paragraph: object, line: str, *, bold: bool) -> None:
    """The line, with its superscript digits as references to real footnotes."""
    for part in re.split(f"([{MARKS}])", line):
        if part and part in MARKS:
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(MARKS.index(part) + 1))
            paragraph.add_run(style="footnote reference")._r.append(reference)
        elif part:
            paragraph.add_run(part).bold = bold


def _footnotes(document: Document, notes: dict[str, str]) -> None:
    root = parse_xml(
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
        "</w:r></w:p></w:footnote></w:footnotes>"
    )
    template = parse_xml(
        f"<w:footnote {nsdecls('w')}><w:p>"
        '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"></w:t></w:r></w:p></w:footnote>'
    )
    for mark, text in notes.items():
        note = deepcopy(template)
        note.set(qn("w:id"), str(MARKS.index(mark) + 1))
        note.find(f".//{qn('w:t')}").text = f" {text}"
        root.append(note)
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    properties = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    before = settings.find(qn("w:compat"))
    if before is None:
        settings.append(properties)
    else:
        before.addprevious(properties)


def settle(target: Path, made: datetime = MADE) -> None:
    """Give all members of the archive one date, so that the file is the same each time."""
    with zipfile.ZipFile(target) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def make_pdf(source: Path, target: Path) -> None:
    """Convert with LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is needed to make bc177.pdf")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / source.name
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(copy, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"Times New Roman", PDF_FONT))
        subprocess.run(
            [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", folder, str(copy)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        made = (Path(folder) / f"{source.stem}.pdf").read_bytes()
    if PDF_FONT.replace(b" ", b"") not in made:
        sys.exit(f"the font {PDF_FONT.decode()} is needed to make bc177.pdf")
    target.write_bytes(_dated(made))


def _dated(pdf: bytes) -> bytes:
    """Fix what LibreOffice takes from the clock, byte for byte, so that no offset moves."""
    pdf = re.sub(
        rb"(?<=/CreationDate\(D:)\d{14}[^)]*",
        lambda old: MADE.strftime("%Y%m%d%H%M%SZ").encode().ljust(len(old[0]), b"'"),
        pdf,
    )
    for name in (rb"/ID \[ <", rb"(?<=>)\s<", rb"/DocChecksum /"):
        pdf = re.sub(rb"(%s)[0-9A-F]{32}" % name, rb"\g<1>" + b"0" * 32, pdf)
    mark = hashlib.sha256(pdf).hexdigest()[:32].upper().encode()
    return pdf.replace(b"0" * 32, mark)


if __name__ == "__main__":
    make_docx(HERE / "bc177.docx")
    make_pdf(HERE / "bc177.docx", HERE / "bc177.pdf")
