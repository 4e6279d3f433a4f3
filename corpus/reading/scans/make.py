"""Make the documents that scans are made of, besides corpus/bc177: a ruled table and a second paper.

    python corpus/reading/scans/make.py [NAME...]

`bang.pdf` is a bordered table of 22 units and 8 columns of figures (176) under a head of two rows;
`bao-cao.pdf` is a paper of other wording, figures and face than the reference report, with
superscript marks, footnotes and a smaller table; `khong-ke.pdf` has tables without rules;
`khong-chan.pdf` and `co-chan.pdf` are pages in other faces and from other seeds. Their truths, `*.json`, are written from the same
values, not read back. Figures come from a seed. Needs LibreOffice and the faces named below; the
files are committed.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

HERE = Path(__file__).parent

UNITS = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "Sở Xây dựng", "Sở Công Thương",
    "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp", "Sở Giao thông vận tải", "Thanh tra tỉnh",
    "Văn phòng UBND tỉnh", "Ban Dân tộc", "Ban Quản lý khu kinh tế", "Tỉnh đoàn",
    "Hội Nông dân", "Hội Phụ nữ", "Liên đoàn Lao động", "Mặt trận Tổ quốc", "Cục Thống kê",
    "Kho bạc Nhà nước", "Ngân hàng Nhà nước", "Cục Thuế",
)  # fmt: skip
TOWNS = (
    "An Hòa", "Bình Phú", "Cẩm Lệ", "Đông Sơn", "Hải Ninh", "Kim Long", "Lộc Thủy", "Mỹ Đức",
    "Nghĩa Trung", "Phước Thành", "Quảng Lợi", "Tân Xuân",
)  # fmt: skip
PROSE = (
    "Trong {m} tháng đầu năm {y}, toàn huyện tiếp nhận {T} hồ sơ, trong đó {t} hồ sơ nộp trực tuyến (chiếm {p}%), giải quyết trước hạn {t} hồ sơ.",
    "Tổng thu ngân sách trên địa bàn ước đạt {d} tỷ đồng, bằng {p}% dự toán tỉnh giao và tăng {q}% so với cùng kỳ; chi đầu tư phát triển {d} tỷ đồng.",
    "Diện tích gieo trồng vụ đông xuân đạt {T} ha, năng suất bình quân {f} tạ/ha, sản lượng {T} tấn, giảm {q}% so với năm trước.",
    "Có {a}/{b} xã đạt chuẩn nông thôn mới; bình quân mỗi xã đạt {f} tiêu chí; {a}/{b} thôn có nhà văn hóa.",
    "Đàn trâu, bò có {T} con, đàn lợn {T} con, gia cầm {M} con; tỷ lệ tiêm phòng đạt trên {p}%.",
    "Toàn huyện còn {t} hộ nghèo (tỷ lệ {q}%), {t} hộ cận nghèo (tỷ lệ {q}%), giảm {a} hộ so với đầu năm.",
    "Công an huyện phát hiện {a} vụ, {b} đối tượng phạm tội; điều tra làm rõ {a} vụ, đạt tỷ lệ {p}%; xử phạt {t} trường hợp vi phạm giao thông với số tiền {D} đồng.",
    "Số người tham gia bảo hiểm y tế là {M} người, độ bao phủ {p}% dân số; bảo hiểm xã hội tự nguyện {T} người, đạt {p}% kế hoạch.",
    "Thực hiện Nghị quyết số {b}-NQ/HU ngày {dd}/{mm}/{y}, đã mở {a} lớp bồi dưỡng cho {t} cán bộ, công chức.",
    "Tỷ lệ học sinh tốt nghiệp đạt {p}%; {a} trường đạt chuẩn quốc gia, tăng {s} trường; {t} em được nhận học bổng.",
)
NOTES = (
    "Gồm {a} dự án chuyển tiếp và {b} dự án khởi công mới, tổng mức đầu tư {d} tỷ đồng.",
    "Trong đó cấp huyện {t} hồ sơ, cấp xã {T} hồ sơ, đạt {p}%.",
)


class Figures:
    """Figures of many forms, by a seed."""

    def __init__(self, seed: int) -> None:
        self._by = random.Random(seed)

    def fill(self, text: str) -> str:
        by = self._by
        forms: dict[str, Any] = {
            "m": lambda: by.choice(["6", "9", "03", "06", "09", "11"]),
            "y": lambda: by.choice(["2019", "2020", "2021", "2023", "2024"]),
            "T": lambda: dotted(by.randrange(1000, 98000)),
            "M": lambda: dotted(by.randrange(100000, 2000000)),
            "D": lambda: dotted(by.randrange(100000000, 9000000000)),
            "t": lambda: str(by.randrange(100, 999)),
            "p": lambda: by.choice([str(by.randrange(51, 100)), comma(by.randrange(505, 1000))]),
            "q": lambda: comma(by.randrange(5, 250)),
            "f": lambda: comma(by.randrange(100, 700)),
            "d": lambda: f"{dotted(by.randrange(20, 3000))},{by.randrange(10, 1000):03d}",
            "a": lambda: f"{by.randrange(1, 40):02d}",
            "b": lambda: str(by.randrange(41, 140)),
            "s": lambda: str(by.randrange(1, 10)),
            "dd": lambda: f"{by.randrange(1, 29):02d}",
            "mm": lambda: str(by.randrange(1, 13)),
        }
        parts = text.split("{")
        filled = [parts[0]]
        for part in parts[1:]:
            name, rest = part.split("}", 1)
            filled += [forms[name](), rest]
        return "".join(filled)

    def cell(self, column: int) -> str:
        forms = ("{b}", "{a}", "{T}", "{s}", "{p}", "{f}", "{t}", "{d}")
        return self.fill(forms[column % len(forms)])


def dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def comma(tenths: int) -> str:
    return f"{tenths // 10},{tenths % 10}"


def document(face: str, size: float) -> Any:
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = face, Pt(size)
    style.element.rPr.rFonts.set(qn("w:cs"), face)
    style.element.rPr.rFonts.set(qn("w:hAnsi"), face)
    style.paragraph_format.space_after = Pt(4)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(18)
    return made


def table(
    made: Any,
    rows: list[list[str]],
    groups: list[tuple[str, int]],
    size: float,
    widths: list[float],
    *,
    ruled: bool = True,
    right: bool = False,
) -> None:
    """A table: a head of two rows, the upper one of `groups` (text, columns), then `rows`.

    `widths` of the columns are in millimetres; figures are centred, or stand at the right.
    """
    style = "Table Grid" if ruled else "Normal Table"
    grid = made.add_table(rows=1 + len(rows), cols=len(rows[0]), style=style)
    grid.autofit = False
    for column, width in enumerate(widths):
        grid.columns[column].width = Mm(width)
        for cell in grid.columns[column].cells:
            cell.width = Mm(width)
    at = 0
    for text, width in groups:
        first = grid.cell(0, at)
        if width > 1:
            first = first.merge(grid.cell(0, at + width - 1))
        else:
            first = first.merge(grid.cell(1, at))
        write(first, text, size, centred=True)
        at += width
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            if number == 1 and not text:
                continue
            middle = column != 1 or number == 1
            write(grid.cell(number, column), text, size, centred=middle)
            if right and column > 1:
                grid.cell(number, column).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def write(cell: Any, text: str, size: float, *, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).font.size = Pt(size)


def mark(paragraph: Any, number: int) -> None:
    run = paragraph.add_run(str(number))
    run.font.superscript = True


def rule_above(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def big_table(folder: Path) -> dict[str, Any]:
    """`bang`: 22 rows of 8 figures each, with a running number and a name."""
    figures = Figures(177)
    made = document("Liberation Serif", 12)
    title = "BIỂU TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ TỔ CHỨC CƠ SỞ ĐẢNG"
    made.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    heads = ["", "", "Chi bộ", "Dự bị", "Cán bộ", "Nữ", "Tỷ lệ", "Điểm", "Đơn vị", "Kinh phí"]
    rows = [heads]
    for number, unit in enumerate(UNITS, start=1):
        rows.append([str(number), unit, *(figures.cell(column) for column in range(8))])
    groups = [("TT", 1), ("Tên đơn vị", 1), ("Tổ chức đảng", 4), ("Kết quả", 4)]
    table(made, rows, groups, 10.5, [9, 38, 13, 12, 18, 10, 14, 14, 14, 25])
    made.save(folder / "bang.docx")
    return {"prose": [title], "notes": [], "tables": [rows[1:]]}


def other_paper(
    folder: Path, stem: str, face: str, size: float, seed: int, forms: tuple[str, ...]
) -> dict[str, Any]:
    """A page of prose and a ruled table, in a face of its own."""
    figures = Figures(seed)
    made = document(face, size)
    prose = ["BÁO CÁO", "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội"]
    for text in prose:
        made.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for form in PROSE:
        text = figures.fill(form)
        paragraph = made.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        prose.append(text)
    rows = [["", "", "Số hộ", "Hộ nghèo", "Tỷ lệ (%)", ""]]
    for number, town in enumerate(TOWNS, start=1):
        rows.append([str(number), town, *(figures.fill(form) for form in forms)])
    groups = [("STT", 1), ("Xã", 1), ("Hộ dân cư", 3), ("Kinh phí", 1)]
    table(made, rows, groups, size - 1, [14, 38, 28, 26, 24, 38], right=True)
    made.save(folder / f"{stem}.docx")
    return {"prose": prose, "notes": [], "tables": [rows[1:]]}


def sans(folder: Path) -> dict[str, Any]:
    """`khong-chan`: a face without serifs, amounts in đồng."""
    forms = ("{T}", "{t}", "{q}", "{D}")
    return other_paper(folder, "khong-chan", "Liberation Sans", 11, 4711, forms)


def tinos(folder: Path) -> dict[str, Any]:
    """`co-chan`: a face with serifs, large, amounts in tỷ đồng."""
    forms = ("{M}", "{a}", "{p}", "{d}")
    return other_paper(folder, "co-chan", "Tinos", 13, 815, forms)


def paper(folder: Path) -> dict[str, Any]:
    """`bao-cao`: prose in another face, two footnotes, and a table of 12 rows."""
    figures = Figures(2024)
    made = document("DejaVu Serif", 11)
    prose = ["BÁO CÁO", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2024"]
    for text in prose:
        made.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    notes: list[str] = []
    for turn in range(3):
        for at, form in enumerate(PROSE):
            text = figures.fill(form)
            paragraph = made.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Mm(10)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if turn == 0 and at in {0, 2}:
                head, tail = text.rsplit(", ", 1)
                paragraph.add_run(head)
                mark(paragraph, 1 + len(notes))
                paragraph.add_run(", " + tail)
                notes.append(figures.fill(NOTES[len(notes)]))
            else:
                paragraph.add_run(text)
            prose.append(text)
    rows = [["", "", "Số hộ", "Hộ nghèo", "Tỷ lệ (%)", ""]]
    for number, town in enumerate(TOWNS, start=1):
        row = [figures.fill(form) for form in ("{T}", "{t}", "{q}", "{d}")]
        rows.append([str(number), town, *row])
    groups = [("STT", 1), ("Xã", 1), ("Hộ dân cư", 3), ("Kinh phí (tỷ đồng)", 1)]
    table(made, rows, groups, 10, [14, 40, 26, 26, 26, 32])
    made.add_paragraph()
    for number, note in enumerate(notes, start=1):
        paragraph = made.add_paragraph()
        if number == 1:
            rule_above(paragraph)
        run = paragraph.add_run(str(number))
        run.font.superscript, run.font.size = True, Pt(9)
        paragraph.add_run(" " + note).font.size = Pt(9)
    made.save(folder / "bao-cao.docx")
    return {"prose": prose, "notes": notes, "tables": [rows[1:]]}


def unruled(folder: Path) -> dict[str, Any]:
    """`khong-ke`: two tables without rules between paragraphs, figures centred and at the right."""
    figures = Figures(309)
    made = document("Liberation Serif", 12)
    prose = ["BIỂU SỐ LIỆU KÈM THEO BÁO CÁO"]
    made.add_paragraph(prose[0]).alignment = WD_ALIGN_PARAGRAPH.CENTER
    tables = []
    for turn, (names, size, widths, right) in enumerate(
        (
            (UNITS, 10.5, [9.0, 38, 13, 12, 18, 10, 14, 14, 14, 25], False),
            (TOWNS, 12.0, [12.0, 40, 28, 28, 28, 32], True),
        )
    ):
        text = figures.fill(PROSE[turn])
        paragraph = made.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        prose.append(text)
        if turn == 0:
            heads = [
                "",
                "",
                "Chi bộ",
                "Dự bị",
                "Cán bộ",
                "Nữ",
                "Tỷ lệ",
                "Điểm",
                "Đơn vị",
                "Kinh phí",
            ]
            groups = [("TT", 1), ("Tên đơn vị", 1), ("Tổ chức đảng", 4), ("Kết quả", 4)]
            forms = ["{b}", "{a}", "{T}", "{s}", "{p}", "{f}", "{t}", "{d}"]
        else:
            heads = ["", "", "Số hộ", "Hộ nghèo", "Tỷ lệ (%)", ""]
            groups = [("STT", 1), ("Xã", 1), ("Hộ dân cư", 3), ("Kinh phí (tỷ đồng)", 1)]
            forms = ["{T}", "{t}", "{q}", "{d}"]
        rows = [heads]
        for number, name in enumerate(names, start=1):
            rows.append([str(number), name, *(figures.fill(form) for form in forms)])
        table(made, rows, groups, size, widths, ruled=False, right=right)
        made.add_paragraph()
        tables.append(rows[1:])
    text = figures.fill(PROSE[3])
    made.add_paragraph(text).paragraph_format.first_line_indent = Mm(10)
    prose.append(text)
    made.save(folder / "khong-ke.docx")
    return {"prose": prose, "notes": [], "tables": tables}


def main() -> int:
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("needs LibreOffice (soffice)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, maker in (
            ("bang", big_table), ("bao-cao", paper), ("khong-ke", unruled),
            ("khong-chan", sans), ("co-chan", tinos),
        ):  # fmt: skip
            if sys.argv[1:] and stem not in sys.argv[1:]:
                continue
            truth = maker(folder)
            (HERE / f"{stem}.json").write_text(
                json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
            command = [soffice, "--headless", f"-env:UserInstallation={folder.as_uri()}/profile"]
            command += ["--convert-to", "pdf", "--outdir", str(HERE), str(folder / f"{stem}.docx")]
            subprocess.run(command, check=True, capture_output=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
