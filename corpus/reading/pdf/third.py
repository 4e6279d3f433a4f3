"""A third set: what offices' programs make of a page, one habit a file, made before it was read."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import in_chromium
import in_libreoffice as office
import pikepdf
from answers import Answers, Cell
from drawn import HEIGHT, WIDTH, done, flow, lines, saved, sheet, simple_font
from pikepdf import Array, Dictionary, Name
from prose import UNITS, paragraph
from reportlab.pdfbase import pdfmetrics

sys.path.append(str(Path(__file__).parents[2] / "bc177"))
from legacy import TCVN3

sys.path.pop()

DOTS = "." * 60


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _wide(text: str, face: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, face, size))


def head_in_table(answers: Answers) -> bytes:
    """A head of two columns in a table without rules, a spaced title, lines with dot leaders."""
    left = ("UBND HUYỆN LỤC NAM", "PHÒNG LAO ĐỘNG - TBXH", "Số: 215/BC-LĐTBXH")
    right = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lục Nam, ngày 14 tháng 12 năm 2021",
    )
    for text in (*left, *right):
        answers.add("header", text)
    answers.add("heading", "BÁO CÁO")
    shown = ["<h1 style='letter-spacing:.5em'>BÁO CÁO</h1>"]
    title = answers.add("heading", "Kết quả thực hiện chính sách giảm nghèo năm 2021")
    shown.append(f"<p class=c><b>{title}</b></p>")
    shown.append(f"<p>{answers.add('paragraph', paragraph(1401))}</p>")
    for name, value in (
        ("Tổng số hộ toàn huyện", "58.214 hộ"), ("Số hộ nghèo", "3.986 hộ"),
        ("Số hộ cận nghèo", "2.145 hộ"), ("Tỷ lệ hộ nghèo", "6,85%"),
    ):  # fmt: skip
        answers.add("paragraph", f"{name}: ..... {value}")
        shown.append(
            f"<div class=l><span>{name}:</span><span class=d>{DOTS * 3}</span>"
            f"<span>{value}</span></div>"
        )
    shown.append(f"<p>{answers.add('paragraph', paragraph(1402))}</p>")
    cells = "".join(
        f"<td>{'<br>'.join(f'<b>{t}</b>' if at < 2 else t for at, t in enumerate(side))}</td>"
        for side in (left, right)
    )
    return in_chromium.printed(
        f"<table class=h><tr>{cells}</tr></table>{''.join(shown)}",
        ".h td{text-align:center;font-size:12pt} .c{text-align:center;text-indent:0}"
        ".l{display:flex;text-indent:0;margin:0 0 3pt 12mm}"
        ".d{overflow:hidden;flex:1;white-space:nowrap;margin:0 4pt}",
    )


def star_notes(answers: Answers) -> bytes:
    """Notes marked with asterisks and with numbers in brackets; small raised digits after figures."""
    canvas, buffer = sheet()
    top = flow(canvas, answers.add("paragraph", paragraph(1411)), HEIGHT - 80)
    canvas.setFont("Serif", 11)

    def drawn(parts: list[tuple[str, bool]], left: float, y: float) -> None:
        x = left
        for text, raised in parts:
            size = 7 if raised else 11
            canvas.setFont("Serif", size)
            canvas.drawString(x, y + (4 if raised else 0), text)
            x += _wide(text, "Serif", size)

    for rows in (
        [[("Toàn huyện có 1.250", False), ("2", True), (" hộ nghèo, chiếm 12,5%", False), ("3", True), (" số hộ, trong đó", False)],
         [("có 315 hộ thuộc 27", False), ("4", True), (" thôn đặc biệt khó khăn.", False)]],
        [[("Diện tích rừng trồng mới đạt 850 m", False), ("2", True), (" ở vườn ươm và 1.204 ha ở đồi núi.", False)]],
        [[("Đã giải quyết 145 đơn", False), ("(*)", True), (", còn 12 đơn", False), ("(**)", True), (" đang xem xét.", False)]],
    ):  # fmt: skip
        for number, row in enumerate(rows):
            drawn(row, 85 if number else 115, top)
            top -= 17
        top -= 8
    answers.add(
        "paragraph",
        "Toàn huyện có 1.250² hộ nghèo, chiếm 12,5%³ số hộ, trong đó có 315 hộ thuộc 27⁴ thôn đặc biệt khó khăn.",
    )
    answers.add(
        "footnote", "² Theo Quyết định số 59/2015/QĐ-TTg, năm 2020 là 1.417 hộ.", footnote="2"
    )
    answers.add("footnote", "³ Năm 2020 là 14,2%.", footnote="3")
    answers.add("footnote", "⁴ Gồm 12 thôn của xã Lục Sơn và 15 thôn khác.", footnote="4")
    answers.add(
        "paragraph", "Diện tích rừng trồng mới đạt 850 m² ở vườn ươm và 1.204 ha ở đồi núi."
    )
    answers.add("paragraph", "Đã giải quyết 145 đơn(*), còn 12 đơn(**) đang xem xét.")
    stars = ("(*) Trong đó 98 đơn về đất đai.", "(**) Gồm 7 đơn chuyển từ năm 2020.")
    for text, mark in zip(stars, ("*", "**"), strict=True):
        answers.add("footnote", text, footnote=mark)
    flow(canvas, answers.add("paragraph", paragraph(1412)), top)
    canvas.line(85, 200, 200, 200)
    y = 185
    for mark, text in (
        ("2", " Theo Quyết định số 59/2015/QĐ-TTg, năm 2020 là 1.417 hộ."),
        ("3", " Năm 2020 là 14,2%."),
        ("4", " Gồm 12 thôn của xã Lục Sơn và 15 thôn khác."),
    ):
        canvas.setFont("Serif", 6)
        canvas.drawString(85, y + 3, mark)
        canvas.setFont("Serif", 9)
        canvas.drawString(85 + _wide(mark, "Serif", 6), y, text)
        y -= 13
    for text in stars:
        canvas.drawString(85, y, text)
        y -= 13
    return done(canvas, buffer)


def split_cells(answers: Answers) -> bytes:
    """A table whose head of two rows is on every page, and whose cells go on over the page's end."""
    head: list[list[Cell]] = [
        [("TT", 2, 1), ("Nội dung", 2, 1), ("Kế hoạch", 2, 1), ("Thực hiện", 1, 2)],
        ["Số lượng", "Tỷ lệ (%)"],
    ]
    rows: list[list[Cell]] = [
        [
            str(n), " ".join(paragraph(1420 + 4 * n + i) for i in range(3)), _dots(950 + 37 * n),
            _dots(900 + 31 * n), f"{80 + n},{n % 10}",
        ]
        for n in range(1, 13)
    ]  # fmt: skip
    title = answers.add("paragraph", "Biểu 03: Kết quả thực hiện 12 nhiệm vụ")
    answers.table([*head, *rows])
    for page in (2, 3, 4):
        for line in head:
            for one in line:
                answers.add("running_head", one if isinstance(one, str) else one[0], page=page)
    after = answers.add("paragraph", paragraph(1480))
    return in_chromium.printed(
        f"<p>{title}</p><table class=r><thead>{in_chromium.rows(head, 'th')}</thead><tbody>"
        f"{in_chromium.rows(rows)}</tbody></table><p style='margin-top:12pt'>{after}</p>",
        ".r td{font-size:13pt} tr{break-inside:auto} .r td:nth-child(2){width:60%}",
    )


def broken_numbers(answers: Answers) -> bytes:
    """Numbers over line ends; thin, figure and no-break spaces in them; minus signs; ranges."""
    canvas, buffer = sheet()
    canvas.setFont("Sans", 11)
    top = HEIGHT - 80
    for rows, text in (
        (("Giá trị sản xuất công nghiệp trong năm ước đạt khoảng hơn 1.250.", "000 triệu đồng, tăng 12,5%."), None),
        (("Thu ngân sách trên địa bàn huyện đến hết tháng 11 ước đạt 845", ".300 triệu đồng, vượt 5%."), None),
        (("Số lượt khách đến tham quan tại các điểm du lịch cả năm đạt 1\u00a0250\u00a0000 lượt,", "tăng 8\u202f% so với năm trước."),
         "Số lượt khách đến tham quan tại các điểm du lịch cả năm đạt 1 250 000 lượt, tăng 8 % so với năm trước."),
        (("Dân số trung bình là 1\u2009845\u2009300 người, trong đó nữ có 932\u2009150 người; tốc độ tăng", "là \u22120,5% so với năm 2020."),
         "Dân số trung bình là 1 845 300 người, trong đó nữ có 932 150 người; tốc độ tăng là −0,5% so với năm 2020."),
        (("Trong giai đoạn 2016\u20132020, toàn tỉnh có 62\u204477 đơn vị hoàn thành và 15\u00d72 lớp tập", "huấn cho 350\u2013400 cán bộ."),
         "Trong giai đoạn 2016–2020, toàn tỉnh có 62/77 đơn vị hoàn thành và 15×2 lớp tập huấn cho 350–400 cán bộ."),
        (("Tổng số tiền xử phạt vi phạm hành chính trong 9 tháng là 1.847.944.", "974 đồng, nộp ngân sách 95%."), None),
    ):  # fmt: skip
        canvas.drawString(115, top, rows[0])
        canvas.drawString(85, top - 18, rows[1])
        answers.add("paragraph", text or "".join(rows))
        top -= 45
    return done(canvas, buffer)


def cell_by_cell(answers: Answers) -> bytes:
    """As report servers do: each cell a box of its own, drawn column by column, text in pieces."""
    canvas, buffer = sheet()
    widths = [40, 190, 90, 90, 90]
    rows: list[list[Cell]] = [["STT", "Tên đơn vị", "Năm 2020", "Năm 2021", "So sánh (%)"]]
    for n in range(1, 19):
        name = f"Xã {UNITS[n % 16]}"
        if n % 5 == 0:
            name = f"Thị trấn {UNITS[n % 16]} (gồm cả thôn Đồng Tâm mới sáp nhập)"
        rows.append(
            [str(n), name, _dots(n * 1234 + 800), _dots(n * 1301 + 750), f"{90 + n},{n % 7}"]
        )
    rows.append([("Tổng cộng", 1, 2), "225.384", "235.971", "104,7"])
    canvas.setFont("SerifBold", 12)
    canvas.drawCentredString(
        WIDTH / 2, HEIGHT - 60, answers.add("heading", "BẢNG TỔNG HỢP SỐ LIỆU NĂM 2021")
    )
    answers.table(rows)
    heights = [32 if len(str(row[1])) > 30 else 20 for row in rows]
    tops = [HEIGHT - 80 - sum(heights[:n]) for n in range(len(rows))]
    canvas.setLineWidth(0.5)
    for column in (1, 0, 2, 3, 4):
        left = 50 + sum(widths[:column])
        for number, row in enumerate(rows):
            cells = [row[0], "", *row[1:]] if len(row) == 4 else row
            cell = cells[column]
            text, wide = (cell, 1) if isinstance(cell, str) else (cell[0], cell[2])
            if len(row) == 4 and column == 1:
                continue
            width = sum(widths[column : column + wide])
            canvas.rect(left, tops[number] - heights[number], width, heights[number])
            canvas.setFont("Serif", 10)
            for at, part in enumerate(lines(text, width - 8, 10)):
                y = tops[number] - 13 - at * 12
                if column >= 2:
                    canvas.drawRightString(left + width - 4, y, part)
                    continue
                x = left + 4
                for word in part.split(" "):
                    canvas.drawString(x, y, word)
                    x += _wide(f"{word} ", "Serif", 10)
    flow(canvas, answers.add("paragraph", paragraph(1490)), tops[-1] - 60)
    return done(canvas, buffer)


def banded(answers: Answers) -> bytes:
    """As Crystal Reports does: no rule, bands of grey, groups with subtotals, dated running heads."""
    canvas, buffer = sheet()
    xs = (330, 420, 510)
    rows: list[list[Cell]] = [["Đơn vị", "Kế hoạch", "Thực hiện", "Đạt (%)"]]
    for group in range(6):
        rows.append([(f"Nhóm {group + 1}", 1, 1), "", "", ""])
        rows += [
            [f"Xã {UNITS[(group * 7 + n) % 16]}", _dots(1200 + 371 * n + group), _dots(1100 + 388 * n + group), f"{91 + n},{group}{n}"]
            for n in range(7)
        ]  # fmt: skip
        rows.append([f"Cộng nhóm {group + 1}", _dots(16191 + 7 * group), _dots(15848 + 7 * group), f"97,{group}9"])  # fmt: skip
    pages = 3
    per = -(-len(rows) // pages)

    def furniture(page: int) -> None:
        canvas.setFont("Serif", 8)
        canvas.drawString(60, HEIGHT - 30, "Sở Kế hoạch và Đầu tư")
        canvas.drawRightString(530, HEIGHT - 30, "Ngày in: 05/12/2021 14:35")
        answers.add("running_head", "Sở Kế hoạch và Đầu tư Ngày in: 05/12/2021 14:35", page=page)
        canvas.drawRightString(530, 25, answers.add("page_number", f"Trang {page}/{pages}"))

    answers.table(rows)
    for page in range(pages):
        furniture(page + 1)
        top = HEIGHT - 70
        for number in range(page * per, min(len(rows), (page + 1) * per)):
            row = rows[number]
            if number % 2:
                canvas.setFillGray(0.9)
                canvas.rect(60, top - 4, 470, 15, stroke=0, fill=1)
                canvas.setFillGray(0)
            first = row[0]
            name = first if isinstance(first, str) else first[0]
            bold = name.startswith(("Nhóm", "Cộng", "Đơn vị"))
            canvas.setFont("SerifBold" if bold else "Serif", 10)
            canvas.drawString(64 if bold else 80, top, name)
            for x, cell in zip(xs, row[1:], strict=True):
                canvas.drawRightString(x, top, str(cell))
            top -= 18
        canvas.showPage()
    return done(canvas, buffer)


def distiller(answers: Answers) -> bytes:
    """TCVN3 as Acrobat Distiller left it: a ruled table and prose, in fonts without a map."""
    canvas, buffer = sheet()
    left, top = 85.0, HEIGHT - 90

    def put(font: str, x: float, y: float, text: str) -> None:
        code = "".join(TCVN3.get(letter, letter) for letter in text).encode("latin-1").hex()
        canvas._code.append(f"BT /{font} 11 Tf {x} {y} Td <{code}> Tj ET")

    put("H", 200, top, "báo cáo kết quả năm 2006")
    # a capital font draws its small letters as capitals; as text they stay small
    answers.add("paragraph", "báo cáo kết quả năm 2006")
    top -= 40
    for rows in (
        ("Năm 2006, toàn tỉnh có 1.204 hộ nghèo được vay vốn, đạt 85,6% kế", "hoạch; trong đó 62/77 xã hoàn thành trước ngày 30/11/2006."),
        ("Tổng dư nợ đến nay là 15,2 tỷ đồng, tăng 12% so với đầu năm.",),
    ):  # fmt: skip
        for number, row in enumerate(rows):
            put("T", left if number else left + 30, top, row)
            top -= 18
        answers.add("paragraph", " ".join(rows))
        top -= 8
    table = [["Đơn vị", "Số hộ", "Tỷ lệ"], ["Xã Đồng Kỳ", "1.045", "62,5%"], ["Xã Hương Vĩ", "987", "58%"], ["Cộng", "2.032", "60,2%"]]  # fmt: skip
    answers.table([list(row) for row in table])
    widths = (200, 100, 100)
    for number, line in enumerate(table):
        for column, text in enumerate(line):
            x = left + sum(widths[:column])
            canvas.rect(x, top - 20 * (number + 1), widths[column], 20)
            put("T", x + 5, top - 20 * number - 14, text)
    top -= 20 * len(table) + 30
    put("T", left + 30, top, "Các đơn vị trên có 27 tổ tiết kiệm với 1.350 tổ viên tham gia.")
    answers.add("paragraph", "Các đơn vị trên có 27 tổ tiết kiệm với 1.350 tổ viên tham gia.")
    canvas.showPage()
    pdf = pikepdf.open(io.BytesIO(done(canvas, buffer)))
    fonts = pdf.pages[0].Resources.Font
    fonts["/T"], fonts["/H"] = simple_font("/ABCDEE+.VnTime"), simple_font("/ABCDEF+.VnTimeH")
    return saved(pdf)


def sideways_with_foot(answers: Answers) -> bytes:
    """A wide table turned on a portrait page whose page number and running head stand upright."""
    canvas, buffer = sheet()
    running = "Báo cáo số 12/BC-STC ngày 05/12/2021"
    rows: list[list[Cell]] = [["Huyện", *(f"Tháng {n}" for n in range(1, 9)), "Cộng"]]
    for n in range(10):
        parts = [120 + n * 7 + m * 13 for m in range(8)]
        rows.append([UNITS[n], *(str(part) for part in parts), _dots(sum(parts))])
    for page in range(1, 5):
        canvas.setFont("Serif", 9)
        canvas.drawString(85, HEIGHT - 35, answers.add("running_head", running, page=page))
        canvas.drawCentredString(WIDTH / 2, 28, answers.add("page_number", str(page), page=page))
        if page != 3:
            top = HEIGHT - 80
            for at in range(3):
                top = flow(
                    canvas,
                    answers.add("paragraph", paragraph(1500 + page * 4 + at), page=page),
                    top,
                )
            canvas.showPage()
            continue
        answers.table(rows)
        canvas.saveState()
        canvas.transform(0, 1, -1, 0, WIDTH, 0)
        widths = [110, *([58] * 8), 70]
        canvas.setFont("Serif", 10)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                x, y = 90 + sum(widths[:column]), WIDTH - 100 - number * 22
                canvas.rect(x, y - 22, widths[column], 22)
                canvas.drawString(x + 4, y - 15, str(cell))
        canvas.restoreState()
        canvas.showPage()
    return done(canvas, buffer)


def forms_and_notes(answers: Answers) -> bytes:
    """A filled form, a box of text laid over the page, a reader's remark, a ticked box."""
    canvas, buffer = sheet()
    canvas.setFont("Serif", 11)
    top = flow(canvas, answers.add("paragraph", paragraph(1530)), HEIGHT - 80)
    form = canvas.acroForm
    for at, (label, value) in enumerate(
        (("Số đảng viên đầu kỳ:", "1.245"), ("Số kết nạp mới:", "37"), ("Số chuyển đi:", "12"))
    ):
        y = top - at * 40
        canvas.setFont("Serif", 11)
        canvas.drawString(85, y, label)
        form.textfield(
            name=f"f{at}", x=270, y=y - 6, width=100, height=20, value=value, fontSize=12
        )
        answers.add("paragraph", f"{label} {value}")
    flow(canvas, answers.add("paragraph", paragraph(1531)), top - 140)
    canvas.showPage()
    pdf = pikepdf.open(io.BytesIO(done(canvas, buffer)))
    page = pdf.pages[0]
    look = pdf.make_stream(
        b"BT /F1 11 Tf 2 6 Td (Bo sung: 58 ho, dat 95,5%) Tj ET",
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 220, 20],
        Resources=Dictionary(Font=Dictionary(F1=Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))),
    )  # fmt: skip
    free = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([85, 300, 305, 320]), F=4,
            Contents="Bo sung: 58 ho, dat 95,5%", DA="/Helv 11 Tf 0 g", AP=Dictionary(N=look),
        )
    )  # fmt: skip
    remark = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([400, 600, 420, 620]),
            Contents="Kiem tra lai so 1.245, ky truoc la 1.220",
        )
    )  # fmt: skip
    annotations = page.obj.get("/Annots", Array())
    annotations.append(free)
    annotations.append(remark)
    page.obj.Annots = annotations
    answers.add("paragraph", "Bo sung: 58 ho, dat 95,5%")
    return saved(pdf)


def glyph_by_glyph(answers: Answers) -> bytes:
    """As WPS and printers' drivers do: each letter placed by itself, no space stored, bold by twice."""
    canvas, buffer = sheet()

    def placed(text: str, x: float, y: float, face: str = "Serif", size: float = 11) -> None:
        canvas.setFont(face, size)
        for letter in text:
            if letter != " ":
                canvas.drawString(x, y, letter)
            x += _wide(letter, face, size)

    title = answers.add("heading", "II. KẾT QUẢ THỰC HIỆN 05 CHỈ TIÊU NĂM 2021")
    for shift in (0, 0.35):
        placed(title, 85 + shift, HEIGHT - 80)
    top = HEIGHT - 110.0
    for number in (1541, 1542, 1543):
        text = answers.add("paragraph", paragraph(number))
        first = True
        for row in lines(text, 400):
            placed(row, 115 if first else 85, top)
            first = False
            top -= 16
        top -= 8
    rows: list[list[Cell]] = [["Chỉ tiêu", "Kế hoạch", "Thực hiện"]]
    rows += [[f"Chỉ tiêu {n}", _dots(1200 * n), _dots(1234 * n)] for n in range(1, 6)]
    answers.table(rows)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            x = 85 + (0, 200, 300)[column]
            y = top - 20 * number
            canvas.rect(x, y - 20, (200, 100, 100)[column], 20)
            placed(str(cell), x + 5, y - 14)
    return done(canvas, buffer)


def office_table(answers: Answers) -> bytes:
    """LibreOffice: a wide cell merged over rows, cells of several paragraphs, small capitals, tabs."""
    head = answers.add("heading", "PHẦN THỨ NHẤT")
    small = answers.add("heading", "KẾT QUẢ LÃNH ĐẠO, CHỈ ĐẠO 9 THÁNG ĐẦU NĂM")
    rows: list[list[Cell]] = [
        [("Lĩnh vực", 1, 1), "Nội dung", "Số lượng"],
        [("Kiểm tra", 3, 1), "Tổ chức đảng: 12 đảng bộ, 35 chi bộ", "47"],
        ["Đảng viên", "1.204"],
        ["Trong đó cấp ủy viên các cấp", "315"],
        [("Giám sát", 2, 1), "Chuyên đề", "18"],
        ["Thường xuyên", "62/77"],
        [("Tổng cộng", 1, 2), "1.646"],
    ]
    answers.table(rows)
    answers.add("paragraph", "Tổng số: 47 tổ chức đảng 1.204 đảng viên 62/77 chi bộ")
    after = answers.add("paragraph", paragraph(1551))
    cell = (
        '<table:table-cell table:style-name="Cell"{}><text:p text:style-name="Plain">{}</text:p>'
        "</table:table-cell>"
    )
    covered = "<table:covered-table-cell/>"
    held = []
    open_rows = 0
    for row in rows:
        parts = []
        if open_rows:
            parts.append(covered)
            open_rows -= 1
        for one in row:
            text, down, across = (one, 1, 1) if isinstance(one, str) else one
            spans = ""
            if down > 1:
                spans += f' table:number-rows-spanned="{down}"'
                open_rows = down - 1
            if across > 1:
                spans += f' table:number-columns-spanned="{across}"'
            parts.append(cell.format(spans, text) + covered * (across - 1))
        held.append(f"<table:table-row>{''.join(parts)}</table:table-row>")
    body = (
        f'<text:p text:style-name="Middle">{head}</text:p>'
        f'<text:p text:style-name="Caps">{small.capitalize()}</text:p>'
        f'<table:table table:name="T">'
        '<table:table-column table:number-columns-repeated="3"/>'
        f"{''.join(held)}</table:table>"
        '<text:p text:style-name="Plain">Tổng số:<text:tab/>47 tổ chức đảng<text:tab/>1.204 đảng viên'
        "<text:tab/>62/77 chi bộ</text:p>" + office.p(after)
    )
    styles = office.layout("a") + (
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>'
        '<style:style style:name="Caps" style:family="paragraph" style:parent-style-name="Middle">'
        '<style:text-properties fo:font-variant="small-caps" fo:font-weight="bold"/></style:style>'
    )
    return office.converted(
        body, styles, '<style:master-page style:name="Standard" style:page-layout-name="a"/>'
    )


ALL = {
    "third-head-in-table": head_in_table,
    "third-star-notes": star_notes,
    "third-split-cells": split_cells,
    "third-broken-numbers": broken_numbers,
    "third-cell-by-cell": cell_by_cell,
    "third-banded": banded,
    "third-distiller": distiller,
    "third-sideways-with-foot": sideways_with_foot,
    "third-forms-and-notes": forms_and_notes,
    "third-glyph-by-glyph": glyph_by_glyph,
    "third-office-table": office_table,
}
