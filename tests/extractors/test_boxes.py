"""Boxes of figures: those that pdfplumber, which reads the file on its own, gives them."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from extractors import Document, read
from extractors.document import Box

CORPUS = Path(__file__).parents[2] / "corpus"


def digits(document: Document, page: int) -> list[tuple[str, Box]]:
    """Every digit of the page with its box."""
    return [
        (block.text[at], place.box)
        for block in document.blocks
        for run in block.runs
        if run.page == page
        for at in range(run.start, run.end)
        if block.text[at].isdigit() and (place := block.place_of(at, at + 1)).box is not None
    ]


@pytest.mark.parametrize("name", ["real/cong-nghiep-02-2007.pdf", "bc177/bc177.pdf"])
def test_every_digit_has_its_box_within_a_point(name: str) -> None:
    document = read(CORPUS / name)
    with pdfplumber.open(CORPUS / name) as file:
        for page in file.pages:
            own = digits(document, page.page_number)
            marks = {round(box.x0) for letter, box in own if letter in "¹²³⁴"}
            for char in page.chars:
                if not char["text"].isdecimal() or round(char["x0"]) in marks:
                    continue
                sides = (char["x0"], char["top"], char["x1"], char["bottom"])
                assert any(
                    letter == char["text"] and within_a_point(box, sides) for letter, box in own
                ), (page.page_number, char["text"], sides)


def within_a_point(box: Box, sides: tuple[float, float, float, float]) -> bool:
    own = (box.x0, box.top, box.x1, box.bottom)
    return all(abs(a - b) < 1 for a, b in zip(own, sides, strict=True))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_count_from_the_corner_of_the_media_box_whatever_is_cropped(
    tmp_path: Path, turn: int
) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"BT /F1 20 Tf 100 700 Td (co 77 xa) Tj ET")
    page.CropBox = pikepdf.Array([50, 40, 500, 800])
    page.Rotate = turn
    path = tmp_path / "a.pdf"
    pdf.save(path)
    (block,) = read(path).blocks
    box = block.place_of(3, 4).box
    with pdfplumber.open(path) as file:
        char = file.pages[0].chars[3]
    assert box is not None
    assert box.x0 == pytest.approx(char["x0"], abs=6)
    assert box.x1 == pytest.approx(char["x1"], abs=6)
    assert box.top == pytest.approx(char["top"], abs=6)
    assert box.bottom == pytest.approx(char["bottom"], abs=6)
