"""Pages whose letters are not written in the order in which they stand."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from extractors import read
from extractors.order import Letter, in_order


def made(tmp_path: Path, content: str) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    fonts = {
        name: pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(base)
        )
        for name, base in (("/F1", "/Helvetica"), ("/F2", "/Times-Roman"))
    }
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    path = tmp_path / "a.pdf"
    pdf.save(path)
    return path


def test_letters_of_a_second_font_written_behind_the_line_go_back_to_their_place(
    tmp_path: Path,
) -> None:
    # Helvetica at 10 points: d and a 5.56 wide, t 2.78, the space 2.78.
    content = """
    BT /F1 10 Tf 100 700 Td [(d) -556 (t 62/77 x) -556 ( trong n) -556 (m)] TJ ET
    BT /F2 10 Tf 105.56 700 Td (a) Tj ET
    BT /F2 10 Tf 149.48 700 Td (a) Tj ET
    BT /F2 10 Tf 188.95 700 Td (a) Tj ET
    BT /F1 10 Tf 100 680 Td (va 15 huyen.) Tj ET
    """
    (block,) = read(made(tmp_path, content)).blocks
    assert block.text == "dat 62/77 xa trong nam va 15 huyen."
    box = block.place_of(4, 9).box
    assert box is not None
    assert 116 < box.x0 < 118


def line(text: str, x0: float, baseline: float, first: int, number: int) -> list[Letter]:
    return [
        (first + at, number, letter, x0 + 5 * at, x0 + 5 * at + 5, baseline, 10)
        for at, letter in enumerate(text)
    ]


def test_columns_side_by_side_stay_apart() -> None:
    letters = [
        *line("SO NOI VU", 0, 100, 0, 0),
        *line("So: 45/BC", 0, 120, 20, 1),
        *line("CONG HOA", 60, 100, 40, 2),
        *line("Ha Nam", 60, 120, 60, 3),
    ]
    text, places = in_order(letters)
    assert text.split("\r\n") == ["SO NOI VU", "So: 45/BC", "CONG HOA", "Ha Nam", ""]
    assert len(places) == len(text)
    assert [places[at] for at, letter in enumerate(text) if letter == "4"] == [24]


def test_a_raised_digit_stands_behind_its_letter_and_text_drawn_twice_once() -> None:
    raised: Letter = (9, 0, "2", 50.2, 53, 95.5, 6)
    text, _ = in_order([*line("dat 120 m", 5, 100, 0, 0), raised, *line("dat", 5.3, 100.2, 20, 1)])
    assert text == "dat 120 m2\r\n"
