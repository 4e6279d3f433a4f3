"""The head of an official paper, in the ways it is set, and what it says."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from extractors import read, read_text
from extractors.document import BlockKind

STATE = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
SỞ NỘI VỤ

Số: 45/BC-SNV

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nam, ngày 30 tháng 6 năm 2021

BÁO CÁO

Kết quả cải cách hành chính 6 tháng đầu năm 2021

Trong 6 tháng đầu năm, Sở đã tiếp nhận 1.812 hồ sơ.

Nơi nhận:

- UBND tỉnh;

- Lưu: VT.

KT. GIÁM ĐỐC

PHÓ GIÁM ĐỐC

Trần Văn Bình
"""


def test_head_of_a_state_office() -> None:
    document = read_text(STATE)
    found = document.metadata
    assert found.number == "45/BC-SNV"
    assert (found.location, found.date) == ("Hà Nam", "2021-06-30")
    assert found.issuer == "SỞ NỘI VỤ"
    assert found.title == "BÁO CÁO Kết quả cải cách hành chính 6 tháng đầu năm 2021"
    assert found.period == "6 tháng đầu năm 2021"
    assert found.signer == "Trần Văn Bình"
    assert found.recipients == ("UBND tỉnh", "Lưu: VT")
    head = [b.text for b in document.blocks if b.kind is BlockKind.HEADER]
    assert head[0] == "ỦY BAN NHÂN DÂN"
    assert head[-1] == "Hà Nam, ngày 30 tháng 6 năm 2021"


def test_head_set_with_tabs() -> None:
    found = read_text(
        "UBND TỈNH HÀ NAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 45/BC-SNV\tHà Nam, ngày 30 tháng 6 năm 2021\n\nBÁO CÁO\n\nCông tác năm 2021"
    ).metadata
    assert (found.issuer, found.number) == ("SỞ NỘI VỤ", "45/BC-SNV")
    assert (found.location, found.date) == ("Hà Nam", "2021-06-30")


def test_head_in_a_table_of_two_cells(tmp_path: Path) -> None:
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "HUYỆN ỦY BÌNH LỤC\nBAN TỔ CHỨC\n*\nSố 12 - BC/BTC"
    right.text = "ĐẢNG CỘNG SẢN VIỆT NAM\nBình Lục, ngày 05 tháng 01 năm 2020"
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph("Tổng kết công tác tổ chức xây dựng Đảng năm 2019")
    path = tmp_path / "a.docx"
    document.save(str(path))
    found = read(path).metadata
    assert found.number == "12-BC/BTC"
    assert (found.location, found.date) == ("Bình Lục", "2020-01-05")
    assert found.period == "năm 2019"


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 12 tháng 3 năm 2019, toàn huyện có 15/18 xã đạt chuẩn.",
        "Số hộ nghèo giảm 150 hộ so với năm 2019",
        "Thực hiện Công văn số 45/BC-SNV, đã có 12 đơn vị báo cáo.",
        "Đảng Cộng sản Việt Nam lãnh đạo.",
    ],
)
def test_a_sentence_is_no_head(text: str) -> None:
    document = read_text(text)
    assert [b.kind for b in document.blocks] != [BlockKind.HEADER]
    assert document.metadata.number is None
    assert document.metadata.date is None


def test_a_number_left_to_be_filled_in_and_an_impossible_date_are_not_made_up() -> None:
    document = read_text(
        "SỞ Y TẾ\n\nSố:      /BC-SYT\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Hà Nội, ngày 31 tháng 2 năm 2020\n\nBÁO CÁO\n\nCông tác tháng 02 năm 2020"
    )
    assert (document.metadata.number, document.metadata.date) == (None, None)
    assert document.metadata.issuer == "SỞ Y TẾ"
