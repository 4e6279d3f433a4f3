"""PDFs that LibreOffice makes from flat ODT: footnotes, running heads, sections, frames."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from answers import Answers, Cell
from prose import UNITS, paragraph

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip

_STYLES = """
<office:styles>
<style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" fo:text-indent="1.2cm" fo:margin-bottom="0.15cm" fo:line-height="115%" fo:orphans="2" fo:widows="2"/>
<style:text-properties style:font-name="Liberation Serif" fo:font-family="Liberation Serif" fo:font-size="13pt" fo:language="vi" fo:country="VN"/></style:style>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-indent="0cm" fo:margin-bottom="0cm" fo:line-height="100%"/><style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Plain" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-indent="0cm" fo:margin-bottom="0cm" fo:line-height="100%" fo:text-align="start"/></style:style>
<style:style style:name="Middle" style:family="paragraph" style:parent-style-name="Plain"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="End" style:family="paragraph" style:parent-style-name="Plain"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="Bold" style:family="paragraph" style:parent-style-name="Plain"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-style-name="Raised" text:citation-body-style-name="Raised" text:default-style-name="Footnote" text:start-numbering-at="document" text:footnotes-position="page"/>
</office:styles>
"""


def converted(body: str, styles: str, master: str) -> bytes:
    """The PDF of an ODF body with automatic styles and a master page."""
    source = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{_STYLES}'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "a.fodt")
        page.write_text(source, "utf-8")
        command = [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", folder, str(page),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(folder, "a.pdf").read_bytes()


def layout(name: str, *, wide: bool = False, more: str = "", parts: str = "") -> str:
    """A page layout of A4."""
    size = ("29.7cm", "21cm") if wide else ("21cm", "29.7cm")
    turn = "landscape" if wide else "portrait"
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{size[0]}" '
        f'fo:page-height="{size[1]}" style:print-orientation="{turn}" fo:margin-top="1.5cm" '
        f'fo:margin-bottom="1.5cm" fo:margin-left="3cm" fo:margin-right="1.5cm" {more}>'
        f'<style:footnote-sep style:width="0.5pt" style:rel-width="30%" style:color="#000000" '
        f'style:line-style="solid" style:adjustment="left" style:distance-before-sep="0.2cm" '
        f'style:distance-after-sep="0.1cm"/></style:page-layout-properties>'
        f'<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style>'
        f'<style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style>'
        f"{parts}</style:page-layout>"
    )


def p(text: str, style: str = "Standard", notes: dict[str, str] | None = None) -> str:
    """A paragraph; '⁴' is a footnote where `notes` has its text, else a raised digit."""

    def raised(match: re.Match[str]) -> str:
        digits = match[0].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
        if notes is not None and digits in notes:
            return (
                f'<text:note text:id="n{digits}" text:note-class="footnote"><text:note-citation>{digits}'
                f"</text:note-citation><text:note-body>{p(notes[digits], 'Footnote')}"
                "</text:note-body></text:note>"
            )
        return f'<text:span text:style-name="Raised">{digits}</text:span>'

    shown = re.sub("[⁰¹²³⁴-⁹]+", raised, escape(text))
    return f'<text:p text:style-name="{style}">{shown}</text:p>'


def footnotes(answers: Answers) -> bytes:
    """Several footnotes a page, some over the page; marks behind figures; roman page numbers."""
    body = []
    number = 0
    for at in range(16):
        text = paragraph(300 + at)
        notes: dict[str, str] = {}
        for share in (text.find("%"), len(text) - 1):
            if at % 2 == 0 and share > 0:
                number += 1
                mark = str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
                spot = share + (text[share] == "%") + len(notes)
                text = f"{text[:spot]}{mark}{text[spot:]}"
                long = 6 if number in {6, 9} else 1
                notes[str(number)] = " ".join(paragraph(400 + number * 7 + i) for i in range(long))
        if at == 5:
            text = f"{text[:-1]}; khối lượng đất đào 12.500 m³."
        answers.add("paragraph", text)
        for key, note in notes.items():
            mark = key.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
            answers.add("footnote", f"{mark}{note}", footnote=key)
        body.append(p(text, notes=notes))
    for roman in ("i", "ii"):
        answers.add("page_number", roman)
    footer = '<text:p text:style-name="Middle"><text:page-number style:num-format="i" text:select-page="current">1</text:page-number></text:p>'
    return converted(
        "".join(body),
        layout("a", more='style:num-format="i"'),
        f'<style:master-page style:name="Standard" style:page-layout-name="a"><style:footer>{footer}</style:footer></style:master-page>',
    )


def running_heads(answers: Answers) -> bytes:
    """Running heads that change from left to right pages, with the page number inside."""
    body = []
    for at in range(30):
        if at % 10 == 0:
            body.append(p(answers.add("heading", f"{at // 10 + 1}. Kết quả thực hiện"), "Bold"))
        body.append(p(answers.add("paragraph", paragraph(500 + at))))
    for page in (1, 2, 3):
        left = page % 2 == 0
        answers.add(
            "running_head",
            f"{page} | Báo cáo năm 2021" if left else f"Sở Nội vụ tỉnh Bắc Giang | {page}",
            page=page,
        )
        answers.add("page_number", f"Trang {page}/3", page=page)
    number = "<text:page-number>1</text:page-number>"
    master = (
        '<style:master-page style:name="Standard" style:page-layout-name="a">'
        f'<style:header><text:p text:style-name="End">Sở Nội vụ tỉnh Bắc Giang | {number}</text:p></style:header>'
        f'<style:header-left><text:p text:style-name="Plain">{number} | Báo cáo năm 2021</text:p></style:header-left>'
        f'<style:footer><text:p text:style-name="End">Trang {number}/<text:page-count>3</text:page-count></text:p></style:footer>'
        "</style:master-page>"
    )
    return converted("".join(body), layout("a"), master)


_CELL = (
    '<style:style style:name="c" style:family="table-cell"><style:table-cell-properties '
    'fo:border="0.5pt solid #000000" fo:padding="0.08cm"/></style:style>'
    '<style:style style:name="t" style:family="table"><style:table-properties style:width="{0}" '
    'table:align="margins"/></style:style>'
)


def cells(rows: list[list[Cell]]) -> str:
    """Rows of a table of ODF; numbers to the right."""
    parts = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        parts.append("<table:table-row>")
        column = 0
        width = sum(1 if isinstance(c, str) else c[2] for c in row)
        left = list(row)
        while left or (number, column) in taken:
            if (number, column) in taken:
                parts.append("<table:covered-table-cell/>")
                column += 1
                continue
            cell = left.pop(0)
            text, down, across = (cell, 1, 1) if isinstance(cell, str) else cell
            taken |= {(number + i, column + j) for i in range(down) for j in range(across)}
            taken.discard((number, column))
            style = "End" if re.fullmatch(r"[\d., ]+", text) else "Plain"
            parts.append(
                f'<table:table-cell table:style-name="c" table:number-rows-spanned="{down}" '
                f'table:number-columns-spanned="{across}">{p(text, style)}</table:table-cell>'
            )
            column += 1
        del width
        parts.append("</table:table-row>")
    return "".join(parts)


def wide_table(answers: Answers) -> bytes:
    """A landscape table over pages whose head is not repeated; merged cells and cells of lines."""
    head: list[list[Cell]] = [
        [("TT", 2, 1), ("Tên đơn vị", 2, 1), ("Thu ngân sách (triệu đồng)", 1, 3), ("Ghi chú", 2, 1)],
        ["Dự toán", "Thực hiện", "So sánh (%)"],
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for n in range(1, 33):
        if n % 8 == 1:
            rows.append([(f"Cụm thi đua số {n // 8 + 1}", 1, 6)])
        note = (
            "Tăng 05 tỷ đồng do thu tiền sử dụng đất của 12 dự án khu dân cư" if n % 4 == 0 else ""
        )
        rows.append(
            [f"{n:02d}", UNITS[n % 16], f"{n * 1371:,}".replace(",", "."), f"{n * 1402} ", f"{90 + n},{n % 10}", note]
        )  # fmt: skip
    rows = [[c.strip() if isinstance(c, str) else c for c in row] for row in rows]
    title = answers.add("paragraph", "Phụ lục 1. Thu ngân sách của 32 đơn vị")
    answers.table([*head, *rows])
    after = answers.add("paragraph", paragraph(77))
    body = (
        p(title)
        + '<table:table table:style-name="t"><table:table-column table:number-columns-repeated="6"/>'
        + cells([*head, *rows]) + "</table:table>" + p(after)
    )  # fmt: skip
    return converted(
        body,
        layout("a", wide=True) + _CELL.format("25cm"),
        '<style:master-page style:name="Standard" style:page-layout-name="a"/>',
    )


def boxes(answers: Answers) -> bytes:
    """Paragraphs in a frame, a table inside the cell of a table, a table beside nothing."""
    first = answers.add("paragraph", paragraph(81))
    framed = [answers.add("paragraph", paragraph(n)) for n in (82, 83)]
    data: list[list[Cell]] = [
        ["Nội dung", "Số lượng"],
        ["Cán bộ", "1.204"],
        ["Công chức", "987"],
        ["Viên chức", "10.365"],
    ]
    answers.table(data)
    last = answers.add("paragraph", paragraph(84))
    one = (
        '<table:table table:style-name="t"><table:table-column/><table:table-row>'
        '<table:table-cell table:style-name="c">{}</table:table-cell></table:table-row></table:table>'
    )
    body = (
        p(first)
        + one.format("".join(p(text) for text in framed))
        + p("")
        + '<table:table table:style-name="t"><table:table-column table:number-columns-repeated="2"/>'
        + cells(data) + "</table:table>" + p("") + p(last)
    )  # fmt: skip
    return converted(
        body,
        layout("a") + _CELL.format("16cm"),
        '<style:master-page style:name="Standard" style:page-layout-name="a"/>',
    )


ALL = {
    "libreoffice-footnotes": footnotes,
    "libreoffice-running-heads": running_heads,
    "libreoffice-wide-table": wide_table,
    "libreoffice-boxes": boxes,
}
