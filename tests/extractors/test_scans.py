"""Scans: pages that are pictures, and text layers that are not to be believed."""

from __future__ import annotations

import io
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.belief import has_lost_marks
from extractors.document import DOUBTFUL, BlockKind, Document, Origin
from extractors.errors import Reason
from extractors.ocr import engine
from extractors.ocr.marks import raised_marks
from extractors.ocr.picture import prepared
from extractors.ocr.reading import with_commas, with_roman
from extractors.ocr.ruling import ruled
from extractors.ocr.scan import believed, closed_up, is_rule
from extractors.pdf import read_pdf

CORPUS = Path(__file__).parents[2] / "corpus"
SCANS = CORPUS / "reading" / "scans"
sys.path.insert(0, str(SCANS))

import scans  # noqa: E402

needs_engine = pytest.mark.skipif(
    not engine.availability().usable, reason="the OCR part is not installed (soat[ocr])"
)
GOOD = scans.Scan("200", 200, 0.6, 8, 0.4, 80)
TITLE = 0.2
"""The share of the first page's height that its title is in."""


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "engines", lambda: None)


@pytest.fixture(scope="module")
def paper() -> Document:
    """The last page of the second paper, scanned: prose, a ruled table, two footnotes."""
    with pypdfium2.PdfDocument(SCANS / "bao-cao.pdf") as file:
        last = len(file) - 1
    return read_pdf(scans.scan_pdf(SCANS / "bao-cao.pdf", GOOD, pages=(last,)), "scan.pdf")


def layered(text: str, mode: int) -> bytes:
    """A scan with a text layer of its own, drawn in a render mode."""
    picture = Image.new("L", (1240, 1754), 255)
    made = io.BytesIO()
    picture.save(made, "PDF", resolution=150)
    file = pikepdf.open(made)
    page = file.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources.Font = pikepdf.Dictionary(F1=font)
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in text.split("\n"))
    page.contents_add(f"BT {mode} Tr /F1 12 Tf 60 700 Td {shown} ET".encode("latin-1"))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@needs_engine
def test_figures_of_a_table_stand_in_their_cells(paper: Document) -> None:
    truth = scans_truth()["tables"][0]
    cells = {
        (b.place.row, b.place.column): b.text for b in paper.blocks if b.kind is BlockKind.CELL
    }
    rows = max(row for row, _ in cells if row is not None)
    wrong = [
        (text, cells.get((rows - len(truth) + 1 + at, column)))
        for at, row in enumerate(truth)
        for column, text in enumerate(row, start=1)
        if column != 2 and cells.get((rows - len(truth) + 1 + at, column)) != text
    ]
    assert len(wrong) <= 1, wrong


@needs_engine
def test_what_is_read_wrong_is_doubted(paper: Document) -> None:
    truth = {text for row in scans_truth()["tables"][0] for text in row}
    for block in paper.blocks:
        if block.kind is BlockKind.CELL and (block.place.row or 0) > 2 and block.place.column != 2:
            _, sure = block.origin_of(0, len(block.text))
            assert block.text in truth or sure < DOUBTFUL, block.text


@needs_engine
def test_raised_marks_stick_to_no_figure(paper: Document) -> None:
    notes = [b for b in paper.blocks if b.kind is BlockKind.FOOTNOTE]
    assert [b.place.footnote for b in notes] == ["1", "2"]


@needs_engine
def test_runs_carry_origin_confidence_and_place(paper: Document) -> None:
    runs = [run for block in paper.blocks for run in block.runs]
    assert runs
    assert all(run.origin is Origin.OCR and 0 < run.confidence < 1.0001 for run in runs)
    assert all(
        run.box is not None and -5 <= run.box.x0 <= run.box.x1 <= 605 and run.box.bottom <= 850
        for run in runs
    )


@needs_engine
def test_a_figure_lies_where_the_digital_page_has_it(paper: Document) -> None:
    """'57.491' is in row 12 of the table; its place on the page was asked of PDFium's search."""
    truth = scans_truth()["tables"][0][11][2]
    with pypdfium2.PdfDocument(SCANS / "bao-cao.pdf") as file:
        page = file[len(file) - 1]
        text = page.get_textpage()
        at, _ = text.search(truth).get_next()
        left, bottom, right, top = text.get_charbox(at)
        height = page.get_height()
    (block,) = [b for b in paper.blocks if b.text == truth]
    box = block.place_of(0, 1).box
    assert box is not None
    assert abs((box.x0 + box.x1) / 2 - (left + right) / 2) < 5
    assert abs((box.top + box.bottom) / 2 - (height - (top + bottom) / 2)) < 5


def scans_truth() -> dict[str, list[list[list[str]]]]:
    import json

    found: dict[str, list[list[list[str]]]] = json.loads(
        (SCANS / "bao-cao.json").read_text("utf-8")
    )
    return found


@pytest.mark.usefixtures("no_engine")
def test_a_scan_without_an_engine_is_a_problem() -> None:
    document = read_pdf(scans.scan_pdf(SCANS / "bang.pdf", GOOD, pages=(0,)), "scan.pdf")
    assert [(p.reason, p.page) for p in document.problems] == [(Reason.NEEDS_OCR, 1)]
    assert not document.blocks


@pytest.mark.usefixtures("no_engine")
def test_invisible_text_over_a_picture_is_kept_as_doubtful() -> None:
    document = read_pdf(layered("Tong so 84 don vi trong toan huyen", 3), "scan.pdf")
    assert [(p.reason, p.page) for p in document.problems] == [(Reason.NEEDS_OCR, 1)]
    (block,) = document.blocks
    origin, sure = block.origin_of(8, 10)
    assert block.text[8:10] == "84"
    assert origin is Origin.OCR
    assert sure < DOUBTFUL


@pytest.mark.usefixtures("no_engine")
def test_text_without_marks_over_a_picture_is_not_believed() -> None:
    text = "LIEN DoAN LAO D()NG TINH\ncua cac cap cong doan trong nam thuc hien\n"
    text += "nghi quyet cua dai hoi cong doan tinh, duoc nguoi lao dong"
    document = read_pdf(layered(text.replace("()", ""), 0), "scan.pdf")
    assert [p.reason for p in document.problems] == [Reason.NEEDS_OCR]


def test_a_picture_behind_sound_text_takes_nothing_from_it() -> None:
    text = "Revenue of the provincial office rose over the quarter\n" * 4
    assert read_pdf(layered(text.strip(), 0), "scan.pdf").problems == ()


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Bao cao ket qua thuc hien nghi quyet cua dang bo tinh trong nam, " * 2, True),
        ("Báo cáo kết quả thực hiện nghị quyết của đảng bộ tỉnh trong năm, " * 2, False),
        ("B¸o c¸o kÕt qu¶ thùc hiÖn nghÞ quyÕt cña ®¶ng bé tØnh trong n¨m, " * 2, False),
        ("Baùo caùo keát quaû thöïc hieän nghò quyeát cuûa ñaûng boä tænh, " * 2, False),
        ("The report of the committee lists the results of the whole year, " * 2, False),
        ("cua cac", False),
    ],
)
def test_lost_marks_are_told_from_other_texts(text: str, lost: bool) -> None:
    assert has_lost_marks(text) is lost


def test_a_crooked_page_is_turned_upright() -> None:
    with pypdfium2.PdfDocument(SCANS / "bao-cao.pdf") as file:
        image = file[0].render(scale=200 / 72).to_pil().convert("L")
    turned = image.rotate(-1.7, Image.Resampling.BICUBIC, fillcolor=255)
    assert prepared(turned, 200).skew == pytest.approx(1.7, abs=0.1)


def test_a_stamp_is_taken_out_and_print_under_it_stays() -> None:
    page = np.full((200, 200, 3), 255, dtype=np.uint8)
    page[20:180, 20:180] = (210, 40, 50)
    page[90:110, 40:160] = (20, 10, 10)
    grey = prepared(Image.fromarray(page), 300).grey
    assert grey[50, 50] > 200
    assert grey[100, 100] < 60


def test_a_grid_with_a_merged_head_has_its_cells() -> None:
    """Two rows of three columns, the upper one's last two cells merged: five cells."""
    page = np.full((600, 1300), 255, dtype=np.uint8)
    for y in (50, 200, 350):
        page[y : y + 4, 50:1250] = 0
    for x in (50, 450, 1246):
        page[50:354, x : x + 4] = 0
    page[200:354, 850:854] = 0
    cleaned, (grid,) = ruled(page)
    assert [(c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        (1, 1, 1, 1),
        (1, 2, 1, 2),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
        (2, 3, 1, 1),
    ]
    assert (cleaned > 200).all()


def test_a_page_with_next_to_no_ink_stays_paper() -> None:
    """The last page of a report may hold two lines: its paper is not stretched into ink."""
    chance = np.random.default_rng(3)
    paper = 235 + chance.normal(0, 8, (1600, 1100))
    paper[200:206, 100:400] = 30
    page = prepared(Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8)), 300).grey
    assert np.median(page) > 230
    assert (page[300:] < 150).mean() < 0.001
    assert np.median(page[201:205, 120:380]) < 60


@cache
def turned(turn: int) -> Document:
    """The title of the second paper's first page, scanned as it lies turned so many degrees."""
    with pypdfium2.PdfDocument(SCANS / "bao-cao.pdf") as file:
        image = file[0].render(scale=150 / 72).to_pil().convert("L")
    image = image.crop((0, 0, image.width, round(TITLE * image.height)))
    return read_pdf(scans.pdf_of([image.rotate(turn, expand=True)], 150, 90), "scan.pdf")


@needs_engine
def test_a_page_on_its_head_is_turned() -> None:
    text = " ".join(block.text for block in turned(180).blocks)
    assert "kinh tế - xã hội 9 tháng đầu năm 2024" in text


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("11I- ĐÁNH GIÁ", "III- ĐÁNH GIÁ"),
        ("1I. XÂY DỰNG", "II. XÂY DỰNG"),
        ("11- Kết quả", "11- Kết quả"),
        ("I1 hộ", "I1 hộ"),
        ("II. Kết quả", "II. Kết quả"),
        ("Kết quả quý I1, 6 tháng", "Kết quả quý II, 6 tháng"),
        ("Phần 1I và 11 hộ", "Phần II và 11 hộ"),
        ("quý 11 hộ", "quý 11 hộ"),
        ("loại I1a", "loại I1a"),
    ],
)
def test_strokes_of_a_roman_number_are_no_ones(seen: str, read: str) -> None:
    letters = [engine.Letter(one, 0.9, 0.0, 1.0) for one in seen]
    assert "".join(one.text for one in with_roman(letters)) == read


@pytest.mark.parametrize(("second", "marks"), [(16, 0), (None, 1)])
def test_the_first_stroke_of_a_quotation_mark_is_no_raised_figure(
    second: int | None, marks: int
) -> None:
    """Small letters 30 high, some with strokes above them; before them strokes 17 and 16 high."""
    line = np.full((70, 600), 255, dtype=np.uint8)
    for at in range(12):
        left = 40 + 45 * at
        line[10 if at % 3 == 0 else 30 : 60, left : left + 30] = 0
    line[12:29, 2:8] = 0
    if second is not None:
        line[12 : 12 + second, 14:20] = 0
    assert len(list(raised_marks(line))) == marks


@pytest.mark.parametrize(
    ("read", "wide", "text"),
    [("sịc", 21, "*"), (":<", 22, "*"), ("12", 21, "12"), ("iii", 28, "iii"), ("*", 21, "*")],
)
def test_what_has_no_room_for_letters_is_an_ornament(read: str, wide: int, text: str) -> None:
    letters = [engine.Letter(read, 0.4, 0.0, 20.0)]
    assert "".join(one.text for one in believed(letters, (0, 0, wide, 22))) == text


@pytest.mark.parametrize(
    ("wide", "high", "is_one"), [(805, 10, True), (60, 10, False), (805, 20, False)]
)
def test_what_is_wide_and_too_low_for_print_is_a_rule(wide: int, high: int, is_one: bool) -> None:
    """At 300 dpi: a rule of 2,4 points under a motto, three dashes, and a line of small print."""
    assert is_rule((100, 50, 100 + wide, 50 + high)) is is_one


def test_a_title_with_spaces_between_its_letters_is_words() -> None:
    """Letters 10 wide and 5 apart, words 15 apart; one that nothing parts stays as it is."""
    letters = []
    for word, begin in (("BÁO", 0.0), ("CÁO", 55.0)):
        for at, letter in enumerate(word):
            letters.append(engine.Letter(letter, 0.9, begin + 15 * at, begin + 15 * at + 10))
            letters.append(engine.Letter(" ", 0.9, letters[-1].x1, letters[-1].x1 + 5))
    made = closed_up(letters[:-1])
    assert "".join(letter.text for letter in made) == "BÁO CÁO"
    assert (made[0].x0, made[3].x0, made[3].x1, made[-1].x1) == (0, 40, 55, 95)
    even = [engine.Letter(sign, 0.9, 10.0 * at, 10.0 * at + 9) for at, sign in enumerate("B Á O C")]
    assert closed_up(even) == even


@needs_engine
@pytest.mark.parametrize("turn", [180, 90])
def test_a_figure_of_a_turned_page_lies_where_the_page_shows_it(turn: int) -> None:
    """Where the year of the title is printed was asked of PDFium's search in the digital page."""
    with pypdfium2.PdfDocument(SCANS / "bao-cao.pdf") as file:
        page = file[0]
        text = page.get_textpage()
        at, length = text.search("9 tháng đầu năm 2024").get_next()
        left, low, right, high = text.get_charbox(at + length - 1)
        top, bottom = page.get_height() - high, page.get_height() - low
        width, height = page.get_width(), TITLE * page.get_height()
    (block,) = [b for b in turned(turn).blocks if "tháng đầu năm 2024" in b.text]
    end = block.text.index("2024") + 4
    box = block.place_of(end - 1, end).box
    assert box is not None
    # counterclockwise by a quarter: what was at the right is at the top
    wanted = {
        180: (width - right, height - bottom, width - left, height - top),
        90: (top, width - right, bottom, width - left),
    }[turn]
    assert (box.x0 + box.x1) / 2 == pytest.approx((wanted[0] + wanted[2]) / 2, abs=5)
    assert (box.top + box.bottom) / 2 == pytest.approx((wanted[1] + wanted[3]) / 2, abs=5)


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("20.0", "20,0"),
        ("tỷ lệ 7;3%), 706 hộ", "tỷ lệ 7,3%), 706 hộ"),
        ("đạt 98.5%", "đạt 98,5%"),
        ("12.5%", "12,5%"),
        ("1.250 hộ", "1.250 hộ"),
        ("thu 1.466.89 đồng", "thu 1.466.89 đồng"),
        ("2.1 Kết quả", "2.1 Kết quả"),
        ("2.1. Kết quả", "2.1. Kết quả"),
        ("ngày 20.12 có 5", "ngày 20.12 có 5"),
        ("20.12.2021", "20.12.2021"),
        ("có 35 hộ.12 xã", "có 35 hộ.12 xã"),
    ],
)
def test_in_grain_one_or_two_digits_stand_behind_a_comma(seen: str, read: str) -> None:
    letters = [engine.Letter(sign, 1.0, float(at), at + 1.0) for at, sign in enumerate(seen)]
    assert "".join(letter.text for letter in with_commas(letters)) == read


@needs_engine
@pytest.mark.parametrize("times", [1, 3, 9])
def test_a_line_longer_than_a_model_takes_is_read_whole(times: int) -> None:
    words = "Trong ky co 62 dong chi va 77 ho tai 125 xa. " * times
    font = ImageFont.load_default(size=36)
    line = Image.new("L", (round(font.getlength(words)) + 20, 60), 255)
    ImageDraw.Draw(line).text((10, 5), words, fill=0, font=font)
    engines = engine.engines()
    assert engines is not None
    letters = engines.text.read(np.asarray(line))
    text = "".join(letter.text for letter in letters)
    assert "".join(filter(str.isdecimal, text)) == "6277125" * times
    assert [letter.x0 for letter in letters] == sorted(letter.x0 for letter in letters)
    assert letters[-1].x0 > 0.9 * line.width
