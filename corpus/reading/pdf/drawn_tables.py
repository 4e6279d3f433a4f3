"""Drawn tables: columns that only their alignment tells, decimals aligned, split and sideways."""

from __future__ import annotations

from answers import Answers, Cell
from drawn import HEIGHT, WIDTH, done, flow, sheet
from prose import UNITS, paragraph
from reportlab.pdfgen.canvas import Canvas


def _at_comma(canvas: Canvas, x: float, y: float, text: str) -> None:
    head, _, tail = text.partition(",")
    canvas.drawRightString(x, y, head)
    if tail:
        canvas.drawString(x, y, "," + tail)


def unruled(answers: Answers) -> bytes:
    """No rule at all: numbers at the right and at the comma, blanks, dashes, cells of two lines."""
    canvas, buffer = sheet()
    top = flow(canvas, answers.add("paragraph", paragraph(1001)), HEIGHT - 80)
    rows: list[list[Cell]] = [["Đơn vị", "Số hộ", "Tỷ lệ (%)", "Ghi chú"]]
    for n in range(1, 9):
        name = "Thị trấn Nông trường Yên Thế thuộc huyện" if n == 4 else f"Xã {UNITS[n]}"
        rows.append(
            [name, "-" if n == 3 else f"{n * 417 + 800:,}".replace(",", "."),
             "" if n == 5 else f"{n * 11},{n}", "Tăng 2 hộ" if n % 3 == 0 else ""]
        )  # fmt: skip
    canvas.setFont("Serif", 11)
    for number, row in enumerate(rows):
        name, count, share, note = (str(cell) for cell in row)
        two = name.startswith("Thị trấn")
        canvas.drawString(90, top, "Thị trấn Nông trường" if two else name)
        if two:
            canvas.drawString(90, top - 15, "Yên Thế thuộc huyện")
        canvas.drawRightString(300, top, count)
        if number:
            _at_comma(canvas, 375, top, share)
        else:
            canvas.drawCentredString(375, top, share)
        canvas.drawString(430, top, note)
        top -= 39 if two else 22
    answers.table(rows)
    flow(canvas, answers.add("paragraph", paragraph(1002)), top - 20)
    return done(canvas, buffer)


def _ruled(
    canvas: Canvas, rows: list[list[str]], left: float, top: float, widths: list[float], high: float = 20,
    *, filled: bool = False,
) -> float:  # fmt: skip
    canvas.setFont("Serif", 10)
    across = [left + sum(widths[:n]) for n in range(len(widths) + 1)]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if column:
                canvas.drawRightString(across[column + 1] - 4, top - number * high - 14, text)
            else:
                canvas.drawString(across[0] + 4, top - number * high - 14, text)
    bottom = top - len(rows) * high
    for number in range(len(rows) + 1):
        y = top - number * high
        if filled:
            canvas.rect(left, y - 0.25, sum(widths), 0.5, stroke=0, fill=1)
        else:
            canvas.line(left, y, across[-1], y)
    for x in across:
        if filled:
            canvas.rect(x - 0.25, bottom, 0.5, top - bottom, stroke=0, fill=1)
        else:
            canvas.line(x, bottom, x, top)
    return bottom


def over_pages(answers: Answers) -> bytes:
    """One table over two pages, its head not repeated, rules drawn as filled strips; page heads."""
    canvas, buffer = sheet()
    rows = [["Đơn vị", "Năm 2020", "Năm 2021", "Tăng (%)"]]
    rows += [
        [f"Xã {UNITS[n % 16]} {n}", f"{1000 + n * 37}", f"{1100 + n * 41}", f"{n % 9 + 1},{n % 10}"]
        for n in range(1, 41)
    ]
    widths = [180.0, 80.0, 80.0, 80.0]
    answers.table(rows)
    _ruled(canvas, rows[:30], 85, HEIGHT - 90, widths, filled=True)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, "1")
    canvas.showPage()
    bottom = _ruled(canvas, rows[30:], 85, HEIGHT - 70, widths, filled=True)
    canvas.setFont("Serif", 11)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, "2")
    for page in (1, 2):
        answers.add("page_number", str(page), page=page)
    flow(canvas, answers.add("paragraph", paragraph(1010), page=2), bottom - 30)
    return done(canvas, buffer)


def sideways(answers: Answers) -> bytes:
    """A portrait page of prose, then a wide ruled table drawn sideways on a portrait page."""
    canvas, buffer = sheet()
    top = HEIGHT - 80
    for number in range(1020, 1024):
        top = flow(canvas, answers.add("paragraph", paragraph(number), page=1), top)
    canvas.showPage()
    canvas.transform(0, 1, -1, 0, WIDTH, 0)
    canvas.setFont("Serif", 11)
    canvas.drawString(
        85, WIDTH - 70, answers.add("paragraph", "Biểu 5. Số liệu của 6 huyện", page=2)
    )
    rows = [["Huyện", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm"]]
    for n in range(6):
        parts = [120 + n * 7, 130 + n * 11, 140 + n * 3, 1150 + n * 5]
        rows.append([UNITS[n], *(str(part) for part in parts), f"{sum(parts):,}".replace(",", ".")])
    answers.table(rows)
    _ruled(canvas, rows, 85, WIDTH - 90, [150.0, 90.0, 90.0, 90.0, 90.0, 100.0])
    return done(canvas, buffer)


ALL = {
    "drawn-unruled-table": unruled,
    "drawn-table-over-pages": over_pages,
    "drawn-table-sideways": sideways,
}
