"""What came to light later: rules in a printed form under the text, soft hyphens at line ends."""

from __future__ import annotations

from answers import Answers
from drawn import HEIGHT, WIDTH, done, flow, lines, sheet
from prose import UNITS, paragraph
from reportlab.pdfgen.canvas import Canvas

_WIDTHS = (40.0, 150.0, 140.0, 100.0)
_HIGH = 34.0


def _rules(canvas: Canvas, rows: int, unit: float) -> None:
    """The rules of a table, its upper left corner at the origin, in units of so many points."""
    across = [sum(_WIDTHS[:n]) / unit for n in range(len(_WIDTHS) + 1)]
    high = _HIGH / unit
    canvas.setLineWidth(0.5 / unit)
    for number in range(rows + 1):
        canvas.line(0, -number * high, across[-1], -number * high)
    for x in across:
        canvas.line(x, 0, x, -rows * high)


def _texts(canvas: Canvas, rows: list[list[str]], left: float, top: float) -> None:
    canvas.setFont("Serif", 10)
    for number, row in enumerate(rows):
        at = left
        for text, wide in zip(row, _WIDTHS, strict=True):
            for line, part in enumerate(lines(text, wide - 8, 10)):
                canvas.drawString(at + 4, top - number * _HIGH - 14 - 13 * line, part)
            at += wide


def _rows(first: int, count: int) -> list[list[str]]:
    head = ["TT", "Đơn vị được kiểm tra", "Kết quả", "Kiến nghị"]
    found = ("Đạt 62/77 tiêu chí, còn 15 tiêu chí chưa đạt", "", "Chưa đạt 12 tiêu chí")
    asked = ("Không", "Bổ sung 03 văn bản", "")
    return [head] + [
        [
            str(n),
            f"Ủy ban nhân dân xã {UNITS[(first + n) % 16]}",
            found[n % 3],
            asked[(first + n) % 3],
        ]
        for n in range(1, count + 1)
    ]


def ruled_in_forms(answers: Answers) -> bytes:
    """Tables whose rules stand in a form under the text: as drawn, drawn in tens of inches, nested."""
    canvas, buffer = sheet()
    for name, unit in (("plain", 1.0), ("inches", 720.0)):
        canvas.beginForm(name, -1000, -1000, 1000, 1000)
        _rules(canvas, 6, unit)
        canvas.endForm()
    canvas.beginForm("nested", -1000, -1000, 1000, 1000)
    canvas.scale(720, 720)
    canvas.doForm("inches")
    canvas.endForm()
    for page, (form, unit) in enumerate((("plain", 1.0), ("inches", 720.0), ("nested", 1.0)), 1):
        text = answers.add("paragraph", paragraph(1700 + page), page=page)
        top = flow(canvas, text, HEIGHT - 80)
        rows = _rows(page * 10, 5)
        answers.table(rows)
        canvas.saveState()
        canvas.translate(85, top)
        canvas.scale(unit, unit)
        canvas.doForm(form)
        canvas.restoreState()
        _texts(canvas, rows, 85, top)
        canvas.drawCentredString(WIDTH / 2, 30, answers.add("page_number", str(page), page=page))
        canvas.showPage()
    return done(canvas, buffer)


def soft_hyphens(answers: Answers) -> bytes:
    """Soft hyphens at the ends of lines, within figures, and in the middle of lines."""
    shown = (
        ("Trong kỳ các đơn vị đã kiểm tra, rà soát tổng cộng 1.2\u00ad", "50 hồ sơ của 12\u00ad",
         "5 xã, trong đó có 1.062 hồ sơ được giải quyết đúng hạn, đạt 84,\u00ad", "96%."),
        ("Toàn huyện có 3\u00ad5 trường học với 12.\u00ad408 học\u00ad sinh.",),
        ("Thu ngân sách nhà nước trên địa bàn toàn huyện đạt 95.120.\u00ad",
         "259.153 đồng, tăng 12,5% so với cùng kỳ; chi ngân sách địa phương đạt 7\u00ad",
         "0,2% dự toán."),
    )  # fmt: skip
    canvas, buffer = sheet()
    top = HEIGHT - 90
    for rows in shown:
        text = "".join(f"{row} " for row in rows).replace("\u00ad ", "\u00ad")
        answers.add("paragraph", text.replace("học\u00ad", "học ").replace("\u00ad", "").strip())
        for number, row in enumerate(rows):
            canvas.setFont("Serif", 11)
            canvas.drawString(115 if number == 0 else 85, top, row)
            top -= 15.4
        top -= 8
    return done(canvas, buffer)


ALL = {"fourth-ruled-in-forms": ruled_in_forms, "fourth-soft-hyphens": soft_hyphens}
