"""PDFs that Chromium prints from HTML."""

from __future__ import annotations

import html
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from answers import Answers, Cell
from prose import UNITS, paragraph

STYLE = """
@page{size:A4;margin:20mm 15mm 20mm 30mm}
body{font:13pt/1.35 'Liberation Serif';margin:0} p{margin:0 0 6pt;text-align:justify;text-indent:12mm}
h1{font-size:14pt;text-align:center} h2{font-size:13pt;margin:6pt 0} table{border-collapse:collapse;width:100%}
td,th{padding:2pt 4pt;font-size:12pt;vertical-align:top} .r td,.r th{border:1px solid #000}
"""


def printed(body: str, style: str = "") -> bytes:
    """The PDF of an HTML body."""
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder, "a.html"), Path(folder, "a.pdf")
        page.write_text(
            f"<!DOCTYPE html><html lang=vi><meta charset=utf-8><title>-</title>"
            f"<style>{STYLE}{style}</style><body>{body}</body></html>",
            "utf-8",
        )
        command = [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={target}", str(page),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def marked(text: str) -> str:
    """HTML of a text, superscript digits raised."""
    shown = html.escape(text)
    for digit, sign in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True):
        shown = shown.replace(sign, f"<sup>{digit}</sup>")
    return shown.replace("</sup><sup>", "")


def rows(cells: Iterable[Sequence[Cell]], tag: str = "td", classes: Sequence[str] = ()) -> str:
    """Rows of a table; `classes` are those of the columns."""
    parts = []
    for row in cells:
        parts.append("<tr>")
        for at, cell in enumerate(row):
            text, down, across = (cell, 1, 1) if isinstance(cell, str) else cell
            spans = (f" rowspan={down}" if down > 1 else "") + (
                f" colspan={across}" if across > 1 else ""
            )
            name = f" class={classes[at]}" if at < len(classes) and classes[at] else ""
            parts.append(f"<{tag}{spans}{name}>{marked(text)}</{tag}>")
        parts.append("</tr>")
    return "".join(parts)


def columns(answers: Answers) -> bytes:
    """Two-column head, letter-spaced title, body in two columns, page numbers in dashes."""
    head = [
        ("UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 245/BC-SNV", "Bắc Giang, ngày 15 tháng 7 năm 2021"),
    ]
    for side in (0, 1):
        for line in head:
            answers.add("header", line[side], page=1)
    answers.add("heading", "BÁO CÁO")
    answers.add("heading", "Kết quả cải cách hành chính 6 tháng đầu năm 2021")
    body = [
        "<table><tr>",
        *("<td style='text-align:center'>" + "<br>".join(x[side] for x in head) for side in (0, 1)),
        "</table><h1 style='letter-spacing:6pt'>BÁO CÁO</h1>",
        "<h1>Kết quả cải cách hành chính 6 tháng đầu năm 2021</h1><div class=two>",
    ]

    for number in range(26):
        text = marked(answers.add("paragraph", paragraph(number)))
        body += [f"<p>{text}</p>"]
    body.append("</div>")
    for pages in (1, 2):
        answers.add("page_number", f"– {pages} –", page=pages)
    return printed(
        "".join(body),
        ".two{column-count:2;column-gap:10mm;font-size:12pt} .two p{text-indent:6mm}"
        "@page{@bottom-center{content:'– ' counter(page) ' –'}}",
    )


def lists(answers: Answers) -> bytes:
    """Numbered, dashed and nested lists with hanging indents, over a page."""
    body = []
    answers.add("heading", "I. KẾT QUẢ ĐẠT ĐƯỢC")
    body.append("<h2>I. KẾT QUẢ ĐẠT ĐƯỢC</h2>")
    body.append(f"<p>{answers.add('paragraph', 'Trong kỳ, các đơn vị đạt kết quả như sau:')}</p>")
    body.append("<ol>")
    for number in range(1, 7):
        text = paragraph(100 + number)
        answers.add("list_item", f"{number}. {text}")
        body.append(f"<li>{text}")
        if number % 2 == 0:
            body.append("<ul class=d>")
            for inner in range(2):
                text = paragraph(200 + number * 2 + inner)
                answers.add("list_item", f"- {text}")
                body.append(f"<li>{text}</li>")
            body.append("</ul>")
        body.append("</li>")
    body.append("</ol>")
    answers.add("heading", "II. NHIỆM VỤ THỜI GIAN TỚI")
    body.append("<h2>II. NHIỆM VỤ THỜI GIAN TỚI</h2>")
    for letter, number in (("a", 31), ("b", 32), ("c", 33)):
        text = answers.add("list_item", f"{letter}) {paragraph(number)}")
        body.append(f"<p>{text}</p>")
    for number in (41, 42, 43, 44, 45):
        text = answers.add("list_item", f"+ {paragraph(number)}")
        body.append(f"<p style='padding-left:12mm;text-indent:-4mm'>{text}</p>")
    for page in (1, 2):
        answers.add("page_number", f"Trang {page}/2", page=page)
    return printed(
        "".join(body),
        "ul.d{list-style-type:'- '} @page{@bottom-right{content:'Trang ' counter(page) '/' counter(pages)}}",
    )


HEAD: list[list[Cell]] = [
    [("STT", 2, 1), ("Đơn vị", 2, 1), ("Hồ sơ tiếp nhận", 1, 2), ("Tỷ lệ (%)", 2, 1)],
    ["Kỳ trước", "Kỳ này"],
]


def _body(first: int, count: int) -> list[list[Cell]]:
    table: list[list[Cell]] = []
    for n in range(first, first + count):
        before = "-" if n % 7 == 0 else f"{1 + n % 9} {(n * 37) % 900 + 100}"
        now = "" if n % 5 == 0 else f"{n * 131 + 1000:,}".replace(",", ".")
        table.append([str(n), f"Huyện {UNITS[n % 16]} {n}", before, now, f"{50 + n % 50},{n % 10}"])
    return table


def long_table(answers: Answers) -> bytes:
    """One ruled table over three pages; its head of two rows is printed again on each."""
    data = _body(1, 78)
    answers.add("paragraph", "Kết quả tiếp nhận hồ sơ của 78 đơn vị như sau:")
    answers.table(HEAD)
    answers.table(data[:31], first=3, same=True)
    for part in (data[31:63], data[63:]):
        for row in HEAD:
            for cell in row:
                answers.add("running_head", cell if isinstance(cell, str) else cell[0])
        answers.table(part, first=3 + int(str(part[0][0])) - 1, same=True)
    total: list[list[Cell]] = [[("Tổng số", 1, 2), "412 300", "405.771", "75,5"]]
    answers.table(total, first=81, same=True)
    answers.add("paragraph", "Trên đây là số liệu của 78 đơn vị, đề nghị các đơn vị rà soát.")
    return printed(
        "<p>Kết quả tiếp nhận hồ sơ của 78 đơn vị như sau:</p>"
        f"<table class=r><thead>{rows(HEAD, 'th')}</thead>"
        f"<tbody>{rows([*data, *total])}</tbody></table>"
        "<p>Trên đây là số liệu của 78 đơn vị, đề nghị các đơn vị rà soát.</p>"
    )


def light_tables(answers: Answers) -> bytes:
    """Tables without vertical rules, without any rule, with cells of several lines."""
    first: list[list[Cell]] = [
        ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "So sánh (%)"],
        ["Tổng thu ngân sách nhà nước trên địa bàn tỉnh năm 2021", "tỷ đồng", "12.500", "13.120,5", "105,0"],
        ["Số hộ nghèo giảm trong năm", "hộ", "1 250", "1 308", "104,6"],
        ["Tỷ lệ che phủ rừng", "%", "-", "38,2", ""],
        ["Diện tích rừng trồng mới tập trung của các huyện miền núi", "ha", "4.500", "", "-"],
    ]  # fmt: skip
    second: list[list[Cell]] = [
        ["Xã", "Số hộ", "Hộ nghèo", "Tỷ lệ"],
        ["Tân Sơn", "1.204", "96", "7,97"],
        ["Đồng Tiến", "987", "105", "10,64"],
        ["Phong Vân", "2.310", "8", "0,35"],
        ["Sa Lý", "640", "-", "0"],
        ["Cộng", "5.141", "209", "4,07"],
    ]
    texts = ("Biểu 1. Chỉ tiêu năm 2021.", "Biểu 2. Hộ nghèo của 4 xã năm 2021.", paragraph(5))
    answers.add("paragraph", texts[0])
    answers.table(first)
    answers.add("paragraph", texts[1])
    answers.table(second)
    answers.add("paragraph", texts[2])
    return printed(
        f"<p>{texts[0]}</p><table class=h>{rows(first, classes=['w', '', 'n', 'n', 'n'])}</table>"
        f"<p style='margin-top:20pt'>{texts[1]}</p>"
        f"<table style='width:75%'>{rows(second, classes=['', 'n', 'n', 'n'])}</table>"
        f"<p style='margin-top:20pt'>{texts[2]}</p>",
        ".h tr{border-top:1px solid;border-bottom:1px solid} .n{text-align:right} .w{width:50mm}",
    )


def drawn_oddly(answers: Answers) -> bytes:
    """Watermark, shadow, fake bold, decomposed letters, ligatures, letter spacing, small capitals."""
    mark = "DỰ THẢO"
    texts = [paragraph(n) for n in range(60, 66)]
    special = (
        "Phòng Tài chính đã nộp 12 file, 5 office và 3 affiliate, đạt 85%⁴, diện tích 1.250 m²."
    )
    body = [
        (
            f"<div style='position:fixed;top:110mm;left:20mm;font-size:70pt;color:#ddd;"
            f"transform:rotate(-45deg)'>{mark}</div>"
        ),
        f"<h1 style='letter-spacing:.4em'>{answers.add('heading', 'BÁO CÁO TỔNG KẾT')}</h1>",
        f"<h2 style='text-shadow:1px 1px 1px #888'>{answers.add('heading', '1. Kết quả năm 2021')}</h2>",
        f"<p>{unicodedata.normalize('NFD', answers.add('paragraph', texts[0]))}</p>",
        f"<p style='font-family:\"DejaVu Sans\"'>{marked(answers.add('paragraph', special))}</p>",
        f"<p style='font-variant:small-caps'>{answers.add('paragraph', texts[1])}</p>",
        f"<p style='-webkit-text-stroke:.5pt black'>{answers.add('paragraph', texts[2])}</p>",
        f"<p style='word-spacing:6pt;letter-spacing:1.2pt'>{answers.add('paragraph', texts[3])}</p>",
    ]
    answers.add("running_head", mark, page=1)
    return printed("".join(body))


ALL = {
    "chromium-columns": columns,
    "chromium-lists": lists,
    "chromium-long-table": long_table,
    "chromium-light-tables": light_tables,
    "chromium-oddities": drawn_oddly,
}
