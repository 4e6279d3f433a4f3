"""Lines of pages back to paragraphs: columns, ragged lines, page breaks, notes, running heads."""

from __future__ import annotations

from extractors.document import BlockKind, Box, Origin
from extractors.furniture import PageLines
from extractors.layout import pieces
from extractors.lines import Line
from extractors.paragraphs import assemble

WIDE = 6.0
"""Width of a letter in these pages, in points."""


def line(
    text: str, top: float, left: float = 85, page: int = 1, size: float = 12, *, bold: bool = False
) -> Line:
    box = Box(left, top, left + WIDE * len(text) * size / 12, top + size)
    return Line(text, ((0, len(text), box, Origin.TEXT),), page, box, size, bold)


def texts(*pages: list[Line]) -> list[tuple[str, str]]:
    sheets = [PageLines(n, 595, 842, tuple(lines)) for n, lines in enumerate(pages, start=1)]
    return [(block.kind.value, block.text) for block in assemble(pieces(sheets))]


def stack(rows: list[str], top: float = 100, left: float = 85, page: int = 1) -> list[Line]:
    return [line(text, top + 18 * at, left, page) for at, text in enumerate(rows)]


def test_ragged_lines_are_joined_and_a_short_line_ends_its_paragraph() -> None:
    rows = [
        "Trong 6 tháng đầu năm toàn tỉnh đã tiếp nhận 1.812 hồ sơ, đạt tỷ lệ",
        "90,6% (1.642/1.812 hồ sơ); còn 170 hồ sơ đang trong thời hạn.",
        "Tổng thu ngân sách nhà nước trên địa bàn năm nay ước đạt hơn 2.345",
        "tỷ đồng, bằng 52,3% dự toán.",
    ]
    assert [text for _, text in texts(stack(rows))] == [
        f"{rows[0]} {rows[1]}",
        f"{rows[2]} {rows[3]}",
    ]


def test_a_range_broken_at_its_hyphen_is_whole_and_a_spaced_one_keeps_its_spaces() -> None:
    rows = [
        "Nghị quyết về nâng cao chất lượng trên tuyến Hà Nội - Hải Phòng 2016-",
        "2020 đã được triển khai tại 15 xã.",
    ]
    ((_, text),) = texts(stack(rows))
    assert "Hà Nội - Hải Phòng 2016-2020 đã" in text


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ["Trong năm qua toàn tỉnh có 15 xã đạt", "chuẩn, tăng 3 xã so với cùng kỳ năm"] * 5
    right = ["trước, đạt 83,3% kế hoạch năm được gi", "ao cho ngành nông nghiệp toàn tỉnh nă"] * 5
    blocks = texts(stack(left) + stack(right, left=330))
    assert blocks == [("paragraph", " ".join(left + right))]


def test_a_paragraph_and_its_footnote_go_over_the_page_each_for_itself() -> None:
    first = stack(["Các đơn vị đã thực hiện nghiêm túc, đạt tỷ lệ 85% trở lên,⁴ trong đó"])
    first += [
        line("⁴ Kết quả đánh giá năm 2016 có 53 chi bộ, đảng bộ cơ sở đạt trong", 780, size=9)
    ]
    second = stack(["có 12 đơn vị dẫn đầu."], page=2)
    second += [line("sạch, vững mạnh, bằng 63,8%.", 780, page=2, size=9)]
    assert texts(first, second) == [
        ("paragraph", first[0].text + " có 12 đơn vị dẫn đầu."),
        ("footnote", f"{first[1].text} sạch, vững mạnh, bằng 63,8%."),
    ]


def test_page_numbers_and_running_heads_are_apart() -> None:
    sheets = [
        [
            line("Báo cáo cải cách hành chính năm 2021", 30, page=page),
            *stack([f"Đơn vị này có {page * page + 11} xã."], page=page),
            line(number, 800, 280, page),
        ]
        for page, number in enumerate(("Trang 1/3", "- 2 -", "3"), start=1)
    ]
    found = texts(*sheets)
    assert [text for kind, text in found if kind == "page_number"] == ["Trang 1/3", "- 2 -", "3"]
    assert sum(kind == "running_head" for kind, _ in found) == 3
    assert [text for kind, text in found if kind == "paragraph"] == [
        "Đơn vị này có 12 xã.",
        "Đơn vị này có 15 xã.",
        "Đơn vị này có 20 xã.",
    ]


def test_headings_give_the_section() -> None:
    sheets = [
        line("II. KẾT QUẢ THỰC HIỆN", 100, bold=True),
        line("1. Công tác chỉ đạo", 118, bold=True),
        line("Đã ban hành 25 văn bản.", 136),
    ]
    blocks = assemble(pieces([PageLines(1, 595, 842, tuple(sheets))]))
    assert [block.kind for block in blocks] == [BlockKind.HEADING] * 2 + [BlockKind.PARAGRAPH]
    assert blocks[2].place.section == "II. KẾT QUẢ THỰC HIỆN > 1. Công tác chỉ đạo"


def test_a_soft_hyphen_binds_two_lines_two_pages_and_goes() -> None:
    rows = [
        "Trong 6 tháng đầu năm toàn tỉnh đã tiếp nhận và giải quyết tổng số 1.8\u00ad",
        "12 hồ sơ, trong đó quá hạn 15 hồ sơ; chi ngân sách ước đạt hơn 2.3\u00ad",
    ]
    sheets = [
        PageLines(1, 595, 842, tuple(stack(rows))),
        PageLines(2, 595, 842, (line("45 tỷ đồng.\u00ad", 100, page=2),)),
    ]
    (block,) = assemble(pieces(sheets))
    assert block.text == (
        "Trong 6 tháng đầu năm toàn tỉnh đã tiếp nhận và giải quyết tổng số 1.812 hồ sơ, "
        "trong đó quá hạn 15 hồ sơ; chi ngân sách ước đạt hơn 2.345 tỷ đồng."
    )
    assert [block.text[run.start : run.end] for run in block.runs] == [
        rows[0][:-1], rows[1][:-1], "45 tỷ đồng.",
    ]  # fmt: skip
