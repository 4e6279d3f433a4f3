"""PDF: a real file in a font from before Unicode, the reference report, files the tests make."""

from __future__ import annotations

import contextlib
import difflib
import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from extractors import UnreadableError, read
from extractors.document import BlockKind, Origin
from extractors.errors import Reason

CORPUS = Path(__file__).parents[2] / "corpus"
REAL = CORPUS / "real" / "cong-nghiep-02-2007.pdf"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_real_tcvn3_file_equals_its_transcript() -> None:
    document = read(REAL)
    lines = (CORPUS / "real" / "cong-nghiep-02-2007.txt").read_text("utf-8").splitlines()
    truth = flat(" ".join(line for line in lines if not re.fullmatch(r"\s*\d\s*", line)))
    body = [b for b in document.blocks if b.kind is not BlockKind.PAGE_NUMBER]
    text = flat(" ".join(b.text for b in body))
    assert re.findall(r"\d+", text) == re.findall(r"\d+", truth)
    matcher = difflib.SequenceMatcher(None, text, truth, autojunk=False)
    same = sum(size for _, _, size in matcher.get_matching_blocks())
    assert 1 - same / len(truth) < 0.005
    assert all(b.origin_of(0, 1)[0] is Origin.LEGACY for b in body if "ư" in b.text)


def test_page_numbers_are_apart() -> None:
    numbers = [(b.text, b.place.page) for b in read(REAL).blocks if b.kind is BlockKind.PAGE_NUMBER]
    assert numbers == [("1", 1), ("2", 2), ("3", 3), ("4", 4)]


def test_paragraphs_and_footnotes_of_the_reference_report_are_those_of_the_text() -> None:
    def texts(name: str) -> list[str]:
        blocks = read(CORPUS / "bc177" / name).blocks
        return [re.sub(r"\s", "", b.text) for b in blocks if b.kind is not BlockKind.PAGE_NUMBER]

    added = {"TỈNHỦYBẮCGIANG", "ĐẢNGỦYCÁCCƠQUANTỈNH", "ĐẢNGCỘNGSẢNVIỆTNAM"}
    assert [t for t in texts("bc177.pdf") if t not in added] == texts("bc177.txt")


def test_character_boxes_agree_with_pdfplumber_sideways_and_overlap_in_height() -> None:
    with pdfplumber.open(REAL) as file:
        chars = [c for c in file.pages[0].chars if c["text"].isdecimal()]
    runs = [
        (block.text[at], block.place_of(at, at + 1).box)
        for block in read(REAL).blocks
        for run in block.runs
        for at in range(run.start, run.end)
        if run.page == 1 and block.text[at].isdecimal()
    ]
    assert len(runs) == len(chars)
    for char in chars:
        match = [
            box
            for letter, box in runs
            if letter == char["text"]
            and box is not None
            and abs(box.x0 - char["x0"]) < 1.5
            and box.top < char["bottom"]
            and char["top"] < box.bottom
        ]
        assert match, char


def made(tmp_path: Path, content: str, **page: object) -> Path:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    pdf.add_blank_page(page_size=(595, 842))
    sheet = pdf.pages[0]
    sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    sheet.Contents = pdf.make_stream(content.encode("latin-1"))
    for key, value in page.items():
        sheet[f"/{key}"] = value
    path = tmp_path / "a.pdf"
    pdf.save(path)
    return path


TABLE = """
1 w 100 700 m 400 700 l S 100 670 m 400 670 l S 100 640 m 400 640 l S
100 640 m 100 700 l S 250 640 m 250 700 l S 400 640 m 400 700 l S
BT /F1 12 Tf 110 680 Td (Xa A) Tj ET BT /F1 12 Tf 260 680 Td (1.260) Tj ET
BT /F1 12 Tf 110 650 Td (Xa B) Tj ET BT /F1 12 Tf 260 650 Td (62/77) Tj ET
BT /F1 12 Tf 100 600 Td (Ngoai bang co 15 xa.) Tj ET
"""


def test_ruled_table_becomes_cells_and_the_rest_stays_text(tmp_path: Path) -> None:
    blocks = read(made(tmp_path, TABLE)).blocks
    cells = {(b.place.row, b.place.column): b.text for b in blocks if b.kind is BlockKind.CELL}
    assert cells == {(1, 1): "Xa A", (1, 2): "1.260", (2, 1): "Xa B", (2, 2): "62/77"}
    assert [b.text for b in blocks if b.kind is not BlockKind.CELL] == ["Ngoai bang co 15 xa."]


def test_raised_mark_is_no_part_of_the_figure(tmp_path: Path) -> None:
    content = (
        "BT /F1 14 Tf 100 700 Td (ty le dat 85%) Tj 8 Ts /F1 8 Tf (4) Tj 0 Ts /F1 14 Tf (.) Tj ET"
    )
    (block,) = read(made(tmp_path, content)).blocks
    assert block.text == "ty le dat 85%⁴."


def test_text_drawn_twice_is_read_once(tmp_path: Path) -> None:
    line = "BT /F1 12 Tf 100 700 Td (co 15 xa) Tj ET\n"
    assert [b.text for b in read(made(tmp_path, line * 2)).blocks] == ["co 15 xa"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_of_turned_pages_are_as_shown(tmp_path: Path, turn: int) -> None:
    path = made(tmp_path, "BT /F1 20 Tf 100 700 Td (77) Tj ET", Rotate=turn)
    (block,) = read(path).blocks
    box = block.place_of(0, 2).box
    with pdfplumber.open(path) as file:
        chars = file.pages[0].chars
    assert box is not None
    assert abs(box.x0 - min(c["x0"] for c in chars)) < 6
    assert abs(box.x1 - max(c["x1"] for c in chars)) < 6
    assert abs(box.top - min(c["top"] for c in chars)) < 8


def test_a_page_that_is_a_picture_is_a_problem_and_not_silence(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(298, 421))
    image = pdf.make_stream(b"\x80" * 64)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width = image.Height = image.BitsPerComponent = 8
    image.ColorSpace = pikepdf.Name.DeviceGray
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q 298 0 0 421 0 0 cm /I Do Q")
    path = tmp_path / "scan.pdf"
    pdf.save(path)
    document = read(path)
    assert document.blocks == ()
    assert [(p.reason, p.page) for p in document.problems] == [(Reason.NEEDS_OCR, 1)]


def test_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(REAL) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.reason is Reason.ENCRYPTED


def test_truncated_never_raises_anything_else(tmp_path: Path) -> None:
    data = REAL.read_bytes()
    path = tmp_path / "a.pdf"
    for length in range(20, len(data), len(data) // 25):
        path.write_bytes(data[:length])
        with contextlib.suppress(UnreadableError):
            read(path)


def test_inputs_are_told_by_content_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(BytesIO(REAL.read_bytes()).getvalue())
    assert read(path).format == "pdf"


@pytest.mark.parametrize(("height", "size"), [(203, 5), (204, 4), (205, 5), (206, 6)])
def test_a_raised_mark_before_its_note_is_a_superscript(
    tmp_path: Path, height: int, size: int
) -> None:
    content = (
        f"BT /F1 {size} Tf 72 {height} Td (1) Tj ET BT /F1 9 Tf 76 200 Td (Trong do 17 xa.) Tj ET "
        "BT /F1 14 Tf 72 700 Td (Co 62/77 xa dat chuan.) Tj ET"
    )
    texts = [block.text for block in read(made(tmp_path, content)).blocks]
    assert any(re.match(r"¹ ?Trong do 17 xa", text) for text in texts), texts
