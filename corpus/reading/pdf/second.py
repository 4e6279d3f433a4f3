"""A second set, of mixed content, made after the reader had been mended on the first."""

from __future__ import annotations

import in_chromium
import in_libreoffice as office
from answers import Answers, Cell
from drawn import HEIGHT, WIDTH, done, flow, sheet
from prose import UNITS, paragraph


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def dark_head(answers: Answers) -> bytes:
    """White letters on a dark head row, groups of rows, rules across only, landscape, two pages."""
    head: list[list[Cell]] = [
        [("Nhóm đơn vị", 2, 1), ("Văn bản đến", 1, 2), ("Văn bản đi", 1, 2)],
        ["Năm 2020", "Năm 2021", "Năm 2020", "Năm 2021"],
    ]
    rows: list[list[Cell]] = []
    for n in range(36):
        if n % 12 == 0:
            rows.append([(f"Khối thứ {n // 12 + 1} có 12 đơn vị", 1, 5)])
        rows.append(
            [f"Phòng {UNITS[n % 16]}", _dots(900 + 77 * n), _dots(1000 + 81 * n), f"{n * 9 + 7}", "-" if n % 6 == 1 else f"{n * 8 + 3}"]
        )  # fmt: skip
    intro = answers.add("paragraph", paragraph(1201))
    answers.table([*head, *rows])
    for block in answers.blocks:
        if block["text"].startswith("Khối thứ"):
            # without rules down the page, nothing shows how far a lone text reaches
            del block["column_span"]
    for row in head:
        for cell in row:
            answers.add("running_head", cell if isinstance(cell, str) else cell[0])
    after = answers.add("paragraph", paragraph(1202))
    for page in (1, 2, 3):
        answers.add("page_number", str(page), page=page)
    return in_chromium.printed(
        f"<p>{intro}</p><table class=k><thead>{in_chromium.rows(head, 'th')}</thead>"
        f"<tbody>{in_chromium.rows(rows, classes=['', 'n', 'n', 'n', 'n'])}</tbody></table><p style='margin-top:12pt'>{after}</p>",
        "@page{size:A4 landscape;@top-center{content:counter(page)}}"
        ".k th{background:#134;color:#fff;border:1px solid #fff;-webkit-print-color-adjust:exact}"
        ".k td{border-bottom:1px solid #888} .n{text-align:right}",
    )


def upright_words(answers: Answers) -> bytes:
    """A ruled table whose head is written upwards, cells of paragraphs and lists, dates and codes."""
    head: list[Cell] = ["TT", "Nội dung công việc", "Thời hạn", "Số lượng"]
    rows: list[list[Cell]] = [
        [
            "1",
            "Rà soát 1.245 hồ sơ của 15 xã; báo cáo kết quả trước ngày 20/11/2021",
            "30/11/2021",
            "1.245",
        ],
        ["2", "Kiểm tra 62/77 đơn vị theo Kế hoạch số 45/KH-UBND", "Quý IV/2021", "62"],
        ["3", "Tập huấn cho 350 cán bộ, 12 lớp", "", "350"],
        [("Cộng", 1, 3), "1.657"],
    ]
    texts = [
        answers.add("heading", "III. PHÂN CÔNG NHIỆM VỤ"),
        answers.add("paragraph", paragraph(1211)),
    ]
    answers.table([head, *rows])
    texts.append(answers.add("paragraph", paragraph(1212)))
    shown = "".join(
        f"<th><span style='writing-mode:vertical-rl;transform:rotate(180deg)'>{cell}</span></th>"
        if at != 1
        else f"<th>{cell}</th>"
        for at, cell in enumerate(head)
    )
    return in_chromium.printed(
        f"<h2>{texts[0]}</h2><p>{texts[1]}</p><table class=r><tr>{shown}</tr>{in_chromium.rows(rows)}</table><p style='margin-top:12pt'>{texts[2]}</p>"
    )


def letter(answers: Answers) -> bytes:
    """A head set with centred lines, numbered items, notes that run over the page, a closing."""
    body = []
    for text, style, kind in (
        ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM", "Middle", "header"),
        ("Số: 318/BC-ĐCT", "Middle", "header"),
        ("Hà Nội, ngày 05 tháng 6 năm 2021", "End", "header"),
        ("BÁO CÁO", "Middle", "heading"),
    ):
        body.append(office.p(answers.add(kind, text), style))
    for at in range(14):
        number = at + 1
        notes = {}
        text = f"{number}. {paragraph(1220 + at)}"
        if at in {3, 6, 7, 11}:
            key = str({3: 1, 6: 2, 7: 3, 11: 4}[at])
            mark = key.translate(str.maketrans("1234", "¹²³⁴"))
            text = f"{text[:-1]}{mark}."
            count = 7 if at == 7 else 2
            notes[key] = " ".join(paragraph(1250 + at * 8 + i) for i in range(count))
        answers.add("list_item", text)
        for key, note in notes.items():
            answers.add(
                "footnote", f"{key.translate(str.maketrans('1234', '¹²³⁴'))}{note}", footnote=key
            )
        body.append(office.p(text, notes=notes))
    number_field = (
        '<text:p text:style-name="Middle">- <text:page-number>1</text:page-number> -</text:p>'
    )
    for page in (1, 2):
        answers.add("page_number", f"- {page} -", page=page)
    return office.converted(
        "".join(body), office.layout("a"),
        f'<style:master-page style:name="Standard" style:page-layout-name="a"><style:header>{number_field}</style:header></style:master-page>',
    )  # fmt: skip


def loose_over_pages(answers: Answers) -> bytes:
    """A table without rules over two pages, numbers centred and set with spaces, a small note."""
    canvas, buffer = sheet()
    top = flow(canvas, answers.add("paragraph", paragraph(1280), page=1), HEIGHT - 80)
    rows: list[list[Cell]] = [["Xã, thị trấn", "Diện tích (ha)", "Sản lượng (tấn)", "Năng suất"]]
    rows += [
            [f"{UNITS[n % 16]} {'Đông' if n > 15 else 'Tây'}", f"{n * 67 + 1000:,}".replace(",", " "), f"{n * 41},{n % 10}", f"{40 + n % 20},{n % 7}"]
        for n in range(1, 31)
    ]  # fmt: skip
    answers.table(rows)
    canvas.setFont("Serif", 11)
    for number, row in enumerate(rows):
        if number == 22:
            canvas.drawCentredString(WIDTH / 2, 30, answers.add("page_number", "1", page=1))
            canvas.showPage()
            canvas.setFont("Serif", 11)
            top = HEIGHT - 80
        name, *numbers = (str(cell) for cell in row)
        canvas.drawString(85, top, name)
        for x, text in zip((270, 370, 470), numbers, strict=True):
            canvas.drawCentredString(x, top, text)
        top -= 24
    flow(canvas, answers.add("paragraph", paragraph(1281), page=2), top - 20)
    canvas.drawCentredString(WIDTH / 2, 30, answers.add("page_number", "2", page=2))
    return done(canvas, buffer)


def columns_and_table(answers: Answers) -> bytes:
    """Two columns of prose with a small ruled table between paragraphs of a column."""
    rows: list[list[Cell]] = [
        ["Năm", "Số vụ", "Tỷ lệ"],
        ["2019", "1.204", "96,5%"],
        ["2020", "987", "88%"],
        ["2021", "1.056", "-"],
    ]
    parts = []
    for at in range(14):
        parts.append(f"<p>{answers.add('paragraph', paragraph(1300 + at))}</p>")
        if at == 2:
            answers.table(rows)
            parts.append(
                f"<table class=r style='break-inside:avoid;margin:6pt 0'>{in_chromium.rows(rows)}</table>"
            )
    return in_chromium.printed(
        f"<div class=two>{''.join(parts)}</div>",
        ".two{column-count:2;column-gap:9mm;font-size:12pt} .two p{text-indent:6mm}",
    )


ALL = {
    "second-dark-head": dark_head,
    "second-upright-words": upright_words,
    "second-letter": letter,
    "second-loose-over-pages": loose_over_pages,
    "second-columns-and-table": columns_and_table,
}
