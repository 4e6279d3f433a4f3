"""PDFs drawn letter by letter: what no word processor would do, and some do all the same."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
from answers import Answers
from pikepdf import Dictionary, Name
from prose import paragraph
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FACES = Path("/usr/share/fonts/truetype")
WIDTH, HEIGHT = A4


def sheet() -> tuple[Canvas, io.BytesIO]:
    """An empty canvas with the faces known."""
    for name, file in (
        ("Serif", "dejavu/DejaVuSerif.ttf"),
        ("SerifBold", "dejavu/DejaVuSerif-Bold.ttf"),
        ("Sans", "dejavu/DejaVuSans.ttf"),
    ):
        pdfmetrics.registerFont(TTFont(name, FACES / file))
    buffer = io.BytesIO()
    return Canvas(buffer, pagesize=A4, invariant=1), buffer


def lines(text: str, width: float, size: float = 11, face: str = "Serif") -> list[str]:
    """A text broken into lines of this width."""
    rows, row = [], ""
    for word in text.split(" "):
        longer = f"{row} {word}".strip()
        if row and pdfmetrics.stringWidth(longer, face, size) > width:
            rows.append(row)
            row = word
        else:
            row = longer
    return [*rows, row]


def flow(
    canvas: Canvas, text: str, top: float, left: float = 85, width: float = 430, size: float = 11,
    indent: float = 30,
) -> float:  # fmt: skip
    """Draw a paragraph whose first line is indented; gives the place under it."""
    canvas.setFont("Serif", size)
    spot = top
    words = text.split(" ")
    head = ""
    while words and pdfmetrics.stringWidth(f"{head} {words[0]}", "Serif", size) < width - indent:
        head = f"{head} {words.pop(0)}".strip()
    canvas.drawString(left + indent, spot, head)
    for row in lines(" ".join(words), width, size) if words else ():
        spot -= size * 1.4
        canvas.drawString(left, spot, row)
    return spot - size * 1.8


def done(canvas: Canvas, buffer: io.BytesIO) -> bytes:
    canvas.save()
    return buffer.getvalue()


def saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def turned(answers: Answers) -> bytes:
    """Pages with /Rotate of each quarter, drawn so that they show upright; one drawn sideways."""
    canvas, buffer = sheet()
    for number, turn in enumerate((0, 90, 180, 270)):
        canvas.saveState()
        wide = HEIGHT if turn in {90, 270} else WIDTH
        tall = WIDTH if turn in {90, 270} else HEIGHT
        if turn == 90:
            canvas.transform(0, 1, -1, 0, WIDTH, 0)
        elif turn == 180:
            canvas.transform(-1, 0, 0, -1, WIDTH, HEIGHT)
        elif turn == 270:
            canvas.transform(0, -1, 1, 0, 0, HEIGHT)
        top = tall - 80
        for at in range(3):
            text = answers.add("paragraph", paragraph(600 + number * 5 + at), page=number + 1)
            top = flow(canvas, text, top, width=wide - 150)
        canvas.drawCentredString(wide / 2, 30, answers.add("page_number", str(number + 1)))
        canvas.restoreState()
        canvas.showPage()
    # A page drawn sideways on a portrait sheet, without /Rotate.
    canvas.transform(0, 1, -1, 0, WIDTH, 0)
    top = WIDTH - 80
    for at in range(3):
        top = flow(canvas, answers.add("paragraph", paragraph(640 + at), page=5), top, width=640)
    canvas.showPage()
    pdf = pikepdf.open(io.BytesIO(done(canvas, buffer)))
    for page, turn in zip(pdf.pages, (0, 90, 180, 270, 0), strict=True):
        page.obj.Rotate = turn
    return saved(pdf)


def layers(answers: Answers) -> bytes:
    """Text twice, shadowed, white, invisible, clipped, outside the crop box; a watermark."""
    canvas, buffer = sheet()
    canvas.saveState()
    canvas.setFont("SerifBold", 80)
    canvas.setFillGray(0.85)
    canvas.translate(150, 250)
    canvas.rotate(50)
    canvas.drawString(0, 0, "DỰ THẢO")
    canvas.restoreState()
    top = HEIGHT - 90
    canvas.setFont("Serif", 11)
    for shift in (0, 0.3):
        flow(canvas, paragraph(701), top + shift, left=85 + shift)
    answers.add("paragraph", paragraph(701))
    top -= 75
    canvas.setFillGray(0.6)
    flow(canvas, paragraph(702), top - 1, left=86)
    canvas.setFillGray(0)
    top = flow(canvas, answers.add("paragraph", paragraph(702)), top)
    canvas.setFillGray(1)
    canvas.drawString(85, top, "Bản nháp 999 không in 888.")
    canvas.setFillGray(0)
    top -= 25
    hidden = canvas.beginText(85, top)
    hidden.setTextRenderMode(3)
    hidden.textLine("Chữ ẩn 777 của máy 666.")
    hidden.setTextRenderMode(0)
    canvas.drawText(hidden)
    top -= 25
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, 0, 10, 10)
    canvas.clipPath(clip, stroke=0)
    canvas.drawString(85, top, "Bị cắt 555 ngoài khung 444.")
    canvas.restoreState()
    top -= 25
    canvas.drawString(85, 5, "Ngoài khung 333 xén 222.")
    canvas.drawString(700, 400, "Ngoài giấy 111.")
    for text in (
        "Bản nháp 999 không in 888.", "Chữ ẩn 777 của máy 666.", "Bị cắt 555 ngoài khung 444.",
        "Ngoài khung 333 xén 222.", "Ngoài giấy 111.",
    ):  # fmt: skip
        answers.add("paragraph", text, hidden=True)
    flow(canvas, answers.add("paragraph", paragraph(703)), top)
    answers.add("running_head", "DỰ THẢO")
    canvas.showPage()
    pdf = pikepdf.open(io.BytesIO(done(canvas, buffer)))
    pdf.pages[0].obj.CropBox = [20, 20, WIDTH - 20, HEIGHT - 20]
    return saved(pdf)


def broken_lines(answers: Answers) -> bytes:
    """Figures broken over lines; hyphens and soft hyphens at line ends; the breaks of a bad day."""
    canvas, buffer = sheet()
    top = HEIGHT - 80
    for rows, text in (
        (("Tổng số dân của tỉnh tính đến ngày 01 tháng 4 năm 2021 là khoảng 1.234.",
          "567 người, trong đó nữ là 612.345 người."), "1.234.567"),
        (("Tỷ lệ hộ nghèo của toàn huyện trong năm qua đã giảm còn gần bằng 12,",
          "5 % so với đầu kỳ, vượt kế hoạch giao."), "12,5 %"),
        (("Số tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trong năm vừa qua là 62/",
          "77 đơn vị được đánh giá, xếp loại chất lượng."), "62/77"),
        (("Trong nhiệm kỳ vừa qua Đảng bộ đã ban hành Nghị quyết về giai đoạn 2016-",
          "2020 và tổ chức thực hiện ở 15 xã."), "2016-2020"),
        (("Các cơ quan chuyên môn của tỉnh đã phối hợp chặt chẽ với nhau trong việc tri\u00ad",
          "ển khai 27 nhiệm vụ được giao."), "triển khai"),
        (("Kinh phí thực hiện chương trình trong năm 2021 từ ngân sách tỉnh là 15 tỷ 216 triệu",
          "đồng, bằng 98,5% dự toán của năm."), "triệu đồng"),
    ):  # fmt: skip
        canvas.setFont("Serif", 11)
        canvas.drawString(115, top, rows[0])
        canvas.drawString(85, top - 18, rows[1])
        whole = rows[0].rstrip("\u00ad") + rows[1] if text != "triệu đồng" else " ".join(rows)
        if text not in whole:
            raise ValueError(text)
        answers.add("paragraph", whole)
        top -= 45
    return done(canvas, buffer)


def simple_font(name: str, base: str = "/Times-Roman") -> Dictionary:
    """A font of one byte a letter that bears this name; not embedded."""
    del base
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(name), Encoding=Name.WinAnsiEncoding,
        FirstChar=32, LastChar=255, Widths=pikepdf.Array([500] * 224),
        FontDescriptor=Dictionary(
            Type=Name.FontDescriptor, FontName=Name(name), Flags=32, FontBBox=[0, -200, 1000, 900],
            ItalicAngle=0, Ascent=900, Descent=-200, CapHeight=700, StemV=80,
        ),
    )  # fmt: skip


def mixed_fonts(answers: Answers) -> bytes:
    """Unicode, TCVN3 and VNI in one line, each in a font of its own."""
    canvas, buffer = sheet()
    canvas.setFont("Serif", 11)
    tcvn3 = [("Tæng sè hé nghÌo", "Tổng số hộ nghèo"), ("®¹t chuÈn", "đạt chuẩn")]
    vni = [("Baùo caùo keát quaû", "Báo cáo kết quả"), ("ñôn vò", "đơn vị")]
    rows = [
        [("U", "Toàn huyện có 1.204 "), ("T", tcvn3[0]), ("U", ", giảm 12,5%, "), ("V", vni[1]), ("U", " 15.")],
        [("V", vni[0]), ("U", " năm 2021: 62/77 "), ("V", vni[1]), ("T", (" ", " ")), ("T", tcvn3[1]), ("U", ", bằng 80,5%.")],
        [("T", tcvn3[0]), ("U", " là 3.986 hộ; "), ("T", tcvn3[1]), ("U", " 15 xã.")],
    ]  # fmt: skip
    for number, row in enumerate(rows):
        left, top = 85.0, HEIGHT - 90 - number * 40
        shown = ""
        for font, part in row:
            stored, text = (part, part) if isinstance(part, str) else part
            shown += text
            if font == "U":
                canvas.drawString(left, top, stored)
                left += pdfmetrics.stringWidth(stored, "Serif", 11)
                continue
            code = stored.encode("cp1252").hex()
            canvas._code.append(f"BT /{font} 11 Tf {left} {top} Td <{code}> Tj ET")
            left += 5.5 * len(stored)
        answers.add("paragraph", shown)
    canvas.showPage()
    pdf = pikepdf.open(io.BytesIO(done(canvas, buffer)))
    page = pdf.pages[0]
    page.Resources.Font["/T"] = simple_font("/.VnTime")
    page.Resources.Font["/V"] = simple_font("/VNI-Times")
    return saved(pdf)


def no_map(answers: Answers) -> bytes:
    """A page whose letters have no Unicode map between two that have one, and an empty page."""
    canvas, buffer = sheet()
    for number in range(3):
        for at in range(2):
            text = paragraph(800 + number * 3 + at)
            flow(canvas, text, HEIGHT - 80 - at * 90)
            if number != 1:
                answers.add("paragraph", text, page=number + 1 + (number > 1))
        canvas.showPage()
    answers.problem("needs_ocr", 2)
    pdf = pikepdf.open(io.BytesIO(done(canvas, buffer)))
    page = pdf.pages[1]
    # A subset font of its own whose codes say nothing.
    source = pdf.pages[1].Resources.Font
    fonts: dict[str, Any] = {}
    for key in source:
        font = pdf.copy_foreign(source[key]) if False else Dictionary(dict(source[key].items()))
        if "/ToUnicode" in font:
            del font["/ToUnicode"]
        if "/Encoding" in font and font.Subtype == Name.TrueType:
            del font["/Encoding"]
        fonts[key] = pdf.make_indirect(font)
    page.Resources = Dictionary(Font=Dictionary(fonts))
    pdf.add_blank_page(page_size=A4)
    pdf.pages.insert(2, pdf.pages[-1])
    del pdf.pages[-1]
    return saved(pdf)


def boxes(answers: Answers) -> bytes:
    """Crop box and media box that begin elsewhere, user units, values of form fields."""
    canvas, buffer = sheet()
    flow(canvas, answers.add("paragraph", paragraph(901), page=1), HEIGHT - 80)
    canvas.showPage()
    flow(canvas, answers.add("paragraph", paragraph(902), page=2), HEIGHT - 80)
    canvas.showPage()
    canvas.setFont("Serif", 11)
    canvas.drawString(85, HEIGHT - 80, "Tổng số hộ nghèo của huyện:")
    canvas.drawString(85, HEIGHT - 120, "Số hộ thoát nghèo trong năm:")
    form = canvas.acroForm
    form.textfield(name="a", x=270, y=HEIGHT - 86, width=100, height=20, value="1.204", fontSize=12)
    form.textfield(
        name="b", x=270, y=HEIGHT - 126, width=100, height=20, value="96/987", fontSize=12
    )
    answers.add("paragraph", "Tổng số hộ nghèo của huyện: 1.204", page=3)
    answers.add("paragraph", "Số hộ thoát nghèo trong năm: 96/987", page=3)
    canvas.showPage()
    pdf = pikepdf.open(io.BytesIO(done(canvas, buffer)))
    first = pdf.pages[0].obj
    first.MediaBox = [-100, -50, WIDTH + 100, HEIGHT + 50]
    first.CropBox = [50, 50, WIDTH - 30, HEIGHT - 30]
    pdf.pages[1].obj.UserUnit = 2
    return saved(pdf)


def decomposed(answers: Answers) -> bytes:
    """NFD letters, ligature characters, no-break spaces, letter-spaced capitals."""
    canvas, buffer = sheet()
    canvas.setFont("SerifBold", 14)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 80, "B Á O   C Á O")
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 100, "T Ổ N G   K Ế T   N Ă M   2 0 2 1")
    answers.add("heading", "BÁO CÁO TỔNG KẾT NĂM 2021")  # one title, set in two lines
    top = HEIGHT - 140
    for number in (951, 952):
        text = answers.add("paragraph", paragraph(number))
        top = flow(canvas, unicodedata.normalize("NFD", text), top)
    answers.add("paragraph", "Có 12 file và 5 office, tổng số 1 250 hồ sơ, đạt 85 %.")
    canvas.setFont("Sans", 12)
    canvas.drawString(
        115, top, "Có 12 ﬁle và 5 oﬃce, tổng\u00a0số 1\u00a0250 hồ sơ, đạt 85\u00a0%."
    )
    return done(canvas, buffer)


ALL = {
    "drawn-turned": turned,
    "drawn-layers": layers,
    "drawn-broken-lines": broken_lines,
    "drawn-mixed-fonts": mixed_fonts,
    "drawn-no-map": no_map,
    "drawn-boxes": boxes,
    "drawn-decomposed": decomposed,
}
