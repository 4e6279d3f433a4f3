"""Pages whose letters are not written in the order in which they stand."""

from __future__ import annotations

import random
from pathlib import Path

import pikepdf

from extractors import read
from extractors.order import Alike, Stored, _Letters, in_order


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


class Page:
    """Letters as a page stores them: in stretches, a line end between those of different lines."""

    def __init__(self) -> None:
        self.text = ""
        self.left: list[float] = []
        self.stretches: list[Alike] = []

    def add(self, text: str, x0: float, baseline: float, size: float = 10) -> None:
        """A stretch of letters as wide as half their size, and the end of its line."""
        first = len(self.text)
        indexes = range(first, first + len(text))
        self.stretches.append(Alike(indexes, baseline, size))
        self.text += f"{text}\r\n"
        self.left += [x0 + size / 2 * at for at in range(len(text))] + [0.0, 0.0]

    def in_order(self, width: float = 5) -> tuple[str, list[int]]:
        right = [x0 + width for x0 in self.left]
        return in_order(self.stretches, Stored(self.text, self.left, right))


def test_columns_side_by_side_stay_apart() -> None:
    page = Page()
    page.add("SO NOI VU", 0, 100)
    page.add("So: 45/BC", 0, 120)
    page.add("CONG HOA", 60, 100)
    page.add("Ha Nam", 60, 120)
    text, places = page.in_order()
    assert text.split("\r\n") == ["SO NOI VU", "So: 45/BC", "CONG HOA", "Ha Nam", ""]
    assert len(places) == len(text)
    # 'SO NOI VU' and its line end are 11 characters, and 'So: ' is 4.
    assert [places[at] for at, letter in enumerate(text) if letter == "4"] == [15]


def test_a_raised_digit_stands_behind_its_letter_and_text_drawn_twice_once() -> None:
    page = Page()
    page.add("dat 120 m", 5, 100)
    page.add("2", 50.2, 95.5, size=6)
    page.add("dat", 5.3, 100.2)
    text, places = page.in_order()
    assert text == "dat 120 m2\r\n"
    # 'dat 120 m' and its line end are 11 characters.
    assert places == [*range(9), 11, -1, -1]


def test_words_apart_get_a_space_that_has_no_place() -> None:
    page = Page()
    page.add("dat", 0, 100)
    page.add("62", 18, 100)
    page.add("va", 28, 100)
    text, places = page.in_order()
    # From the end of 'dat' at 15 to 18 it is more than a fifth of the size; 'va' follows at once.
    assert text == "dat 62va\r\n"
    assert places == [0, 1, 2, -1, 5, 6, 9, 10, -1, -1]


def test_letters_of_another_font_go_between_and_the_raised_one_too() -> None:
    page = Page()
    page.add("dt", 0, 100)
    page.add("a", 5, 100)
    page.left[1] = 10
    page.add("3", 15, 95.5, size=6)
    page.add("km", 25, 100)
    text, places = page.in_order()
    # Between the raised digit, 5 wide, and 'km' there is room for a space.
    assert text == "dat3 km\r\n"
    assert places == [0, 4, 1, 7, -1, 10, 11, -1, -1]


def test_a_line_asked_as_a_whole_is_the_line_letter_by_letter() -> None:
    chance = random.Random(7)  # noqa: S311 - to try, not to hide
    cut = whole = 0
    for _ in range(400):
        page = Page()
        for _ in range(chance.randint(1, 4)):
            text = "".join(chance.choices("abc 1.", k=chance.randint(1, 8)))
            page.add(text, chance.choice([0, 3, 20, 60]), 100, size=chance.choice([6, 10, 10]))
        letters = _Letters(Stored(page.text, page.left, [x0 + 5 for x0 in page.left]))
        indexes = sorted(index for alike in page.stretches for index in alike.indexes)
        by_letter = letters._parted(page.stretches, sorted(indexes, key=page.left.__getitem__))
        assert letters.parts(page.stretches) == by_letter
        cut += len(by_letter) > 1
        whole += len(by_letter) == 1
    assert cut > 20
    assert whole > 20
