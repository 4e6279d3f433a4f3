"""Tables of PDF pages: whose cells cannot be told, the page is still read and the reader told."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pdfplumber.table
import pikepdf
import pypdfium2
import pytest

from extractors import read
from extractors.document import BlockKind
from extractors.edges import edges_of
from extractors.errors import Reason
from extractors.frame import Frame
from extractors.openrows import open_rows

RULED = b"""
1 w 100 700 m 400 700 l S 100 670 m 400 670 l S 100 640 m 400 640 l S
100 640 m 100 700 l S 250 640 m 250 700 l S 400 640 m 400 700 l S
BT /F1 12 Tf 110 680 Td (Xa A) Tj ET BT /F1 12 Tf 260 680 Td (1.260) Tj ET
BT /F1 12 Tf 110 650 Td (Xa B) Tj ET BT /F1 12 Tf 260 650 Td (62/77) Tj ET
BT /F1 12 Tf 100 750 Td (Tren bang co 12 xa.) Tj ET
BT /F1 12 Tf 100 600 Td (Duoi bang co 15 xa.) Tj ET
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for _ in range(2):
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(RULED)
    file = tmp_path / "a.pdf"
    pdf.save(file)
    return file


def test_a_table_stands_between_the_paragraphs_around_it(path: Path) -> None:
    blocks = [b for b in read(path).blocks if b.place.page == 1]
    assert [b.text for b in blocks] == [
        "Tren bang co 12 xa.", "Xa A", "1.260", "Xa B", "62/77", "Duoi bang co 15 xa.",
    ]  # fmt: skip


def test_tables_are_counted_through_the_document(path: Path) -> None:
    cells = [b.place for b in read(path).blocks if b.kind is BlockKind.CELL]
    assert [(p.page, p.table) for p in cells] == [(1, 1)] * 4 + [(2, 2)] * 4


def test_a_figure_of_a_cell_has_its_box(path: Path) -> None:
    cell = next(b for b in read(path).blocks if b.text == "1.260")
    box = cell.place_of(0, 5).box
    assert box is not None
    # 1.260 at 12 points of Helvetica from x = 260: four digits of 6.67 and a stop of 3.34.
    assert box.x0 == pytest.approx(260, abs=1)
    assert box.x1 == pytest.approx(290.0, abs=1)
    assert box.top < 842 - 680 < box.bottom


def test_tables_that_cannot_be_told_are_a_problem_and_their_text_is_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pdfplumber.table, "merge_edges", stumble)
    document = read(path)
    assert [(p.reason, p.page) for p in document.problems] == [
        (Reason.CORRUPT, 1),
        (Reason.CORRUPT, 2),
    ]
    text = " ".join(b.text for b in document.blocks)
    assert text.count("1.260") == text.count("62/77") == 2


def test_the_first_rule_of_the_next_table_closes_no_row_of_this_one() -> None:
    cells = [(0.0, 0.0, 50.0, 20.0), (50.0, 0.0, 100.0, 20.0)]
    between, next_top = (0.0, 40.0, 100.0, 40.0), (0.0, 120.0, 100.0, 120.0)
    assert open_rows(cells, [next_top], 120.0) == []
    assert open_rows(cells, [between, next_top], 120.0) == [
        (0.0, 20.0, 50.0, 40.0),
        (50.0, 20.0, 100.0, 40.0),
    ]


DRAWN = b"""
q 0 1 -1 0 595 0 cm 100 100 200 40 re S Q
q 1 0 0 1 20 30 cm 100 500 m 300 500 l 300 450 l 100 450 l h S
10 10 m 10 200 l 50 240 l h S 60 60 m 90 60 90 90 90 120 c S 5 5 m 400 6 l S Q
200 300 100 50 re f 200 300 100 -50 re n /F Do
"""
"""A box turned and one outlined, an open corner, an arc, a slanted line, a box never painted."""


def test_edges_are_those_that_pdfplumber_sees(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    form = pdf.make_stream(b"0 0 m 50 0 l S 0 0 30 30 re S")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 100, 100])
    form.Matrix = pikepdf.Array([2, 0, 0, 2, 40, 600])
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.Contents = pdf.make_stream(DRAWN)
    file = tmp_path / "a.pdf"
    pdf.save(file)
    with pypdfium2.PdfDocument(file) as document:
        found = edges_of(document[0], Frame(0, 0, 595, 842, 0), 100)
    with pdfplumber.open(file) as document:
        expected = list(document.pages[0].edges)
    assert len(found) == len(expected) > 20
    for ours, theirs in zip(found, expected, strict=True):
        assert ours["orientation"] == theirs["orientation"]
        for side in ("x0", "top", "x1", "bottom", "width", "height"):
            assert ours[side] == pytest.approx(theirs[side], abs=0.01)


@pytest.mark.parametrize("box", [(-50, 20, 545, 862), (0, -100, 595, 742)])
def test_cells_are_told_where_the_corner_of_the_page_is_not_at_zero(
    path: Path, box: tuple[int, int, int, int]
) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.MediaBox = pikepdf.Array(box)
        pdf.save(path)
    cells = [(b.text, b.place.row, b.place.column) for b in read(path).blocks if b.place.table == 1]
    assert cells == [("Xa A", 1, 1), ("1.260", 1, 2), ("Xa B", 2, 1), ("62/77", 2, 2)]
