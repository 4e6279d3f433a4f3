"""Tables over pages, words set letter by letter, figures broken at line ends."""

from __future__ import annotations

import sys

import pytest

from extractors.continued import with_tables_whole
from extractors.document import BlockKind, Box, Origin, Run
from extractors.frame import turned
from extractors.lines import Line
from extractors.paragraphs import Piece, assemble, is_one_word
from extractors.spaced import closed


def cell(text: str, row: int, column: int, page: int, table: int) -> Piece:
    box = Box(100.0 * column, 50, 100.0 * column + 40, 60)
    return Piece(
        text, (Run(0, len(text), page, box),), BlockKind.CELL, page,
        table=table, row=row, column=column,
    )  # fmt: skip


HEAD = [("Xã", "Số hộ"), ("A", "1.204")]
NEXT = [("Xã", "Số hộ"), ("B", "987")]


def table(rows: list[tuple[str, str]], page: int, number: int) -> list[Piece]:
    return [
        cell(text, row, column, page, number)
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
    ]


def test_a_table_goes_on_over_the_page_and_its_head_printed_again_is_no_data() -> None:
    number = Piece("2", kind=BlockKind.PAGE_NUMBER, page=2)
    found = list(with_tables_whole([*table(HEAD, 1, 1), number, *table(NEXT, 2, 2)]))
    cells = [(p.table, p.row, p.column, p.text) for p in found if p.kind is BlockKind.CELL]
    assert cells == [
        (1, 1, 1, "Xã"), (1, 1, 2, "Số hộ"), (1, 2, 1, "A"), (1, 2, 2, "1.204"),
        (1, 3, 1, "B"), (1, 3, 2, "987"),
    ]  # fmt: skip
    loose = [p.text for p in found if p.kind is BlockKind.RUNNING_HEAD]
    assert loose == ["Xã", "Số hộ"]


def test_a_last_column_that_is_empty_on_the_next_page_does_not_part_them() -> None:
    first = [
        cell(text, 1, column, 1, 1) for column, text in enumerate(["Xã", "Số hộ", "Ghi chú"], 1)
    ]
    found = list(with_tables_whole([*first, *table([("A", "1.204")], 2, 2)]))
    assert [(p.table, p.row, p.column) for p in found if p.text in {"A", "1.204"}] == [
        (1, 2, 1),
        (1, 2, 2),
    ]


def test_text_between_makes_them_two_tables() -> None:
    caption = Piece("Biểu 2. Số hộ của xã B", page=2)
    found = list(with_tables_whole([*table(HEAD, 1, 1), caption, *table(NEXT, 2, 2)]))
    assert [p.table for p in found if p.text in {"1.204", "987"}] == [1, 2]


def test_a_row_cut_by_the_page_is_put_together() -> None:
    first = table([("TT", "Ghi chú"), ("1", "Tăng do thu tiền của 12 dự")], 1, 1)
    found = list(with_tables_whole([*first, cell("án khu dân cư", 1, 2, 2, 2)]))
    assert [(p.row, p.text) for p in found if p.column == 2] == [
        (1, "Ghi chú"),
        (2, "Tăng do thu tiền của 12 dự án khu dân cư"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("khoảng 1.234.", "567 người", True),
        ("bằng 12,", "5 % so với", True),
        ("là 62/", "77 đơn vị", True),
        ("giai đoạn 2016-", "2020 và", True),
        ("trong năm 2021.", "567 người", False),
        ("các xã 1, 2,", "3 và 4", False),
        ("đạt 85,", "15 xã còn lại", False),
        ("ngày 12/5.", "120 hồ sơ", False),
    ],
)
def test_what_a_line_end_breaks(before: str, after: str, *, whole: bool) -> None:
    assert is_one_word(before, after) is whole


def test_letters_set_apart_are_words_where_gaps_tell_them() -> None:
    text = "B Á O C Á O"
    # Letters 6 wide; 4 between them, 14 between the words.
    lefts = [0, 10, 20, 40, 50, 60]

    def sides(index: int) -> tuple[float, float, float, float]:
        return lefts[index // 2], 0.0, lefts[index // 2] + 6.0, 10.0

    box = Box(0, 0, 66, 10)
    line = Line(text, ((0, 11, box, Origin.TEXT),), 1, box, 10, bold=True, chars=(0, 11))
    assert closed(line, sides).text == "BÁO CÁO"


def test_the_sign_of_a_unit_bears_no_footnote() -> None:
    blocks = assemble(
        [
            Piece("Đã giải ngân 85%³ kế hoạch.", page=1),
            Piece("Đào đắp 12.500 m³ đất.", page=1),
            Piece("³ Số liệu của 15 huyện.", kind=BlockKind.FOOTNOTE, page=1),
        ]
    )
    assert [b.kind for b in blocks] == [
        BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.PARAGRAPH,
    ]  # fmt: skip


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_turn_and_its_return_leave_a_box_where_it_was(quarter: int) -> None:
    box = (10.0, 20.0, 60.0, 35.0)
    size = (595.0, 842.0)
    other = size[::-1] if quarter != 180 else size
    assert turned(turned(box, quarter, *size), -quarter % 360, *other) == box
    if quarter == 90:
        # What stands at the top left comes to the top right.
        assert turned(box, 90, *size) == (807.0, 10.0, 822.0, 60.0)


def test_a_table_over_many_pages_costs_each_page_the_same() -> None:
    def calls(pages: int) -> int:
        pieces = [
            piece
            for page in range(1, pages + 1)
            for piece in table([("Xã", "Số hộ"), (f"Xã {page}", str(page))], page, page)
        ]
        made = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal made
            made += event == "call"

        sys.setprofile(count)
        try:
            found = list(with_tables_whole(pieces))
        finally:
            sys.setprofile(None)
        assert [p.row for p in found if p.kind is BlockKind.CELL][-1] == pages + 1
        return made

    assert calls(200) < 2.2 * calls(100)
