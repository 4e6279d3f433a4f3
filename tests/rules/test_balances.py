"""Balances: what there was, came, went and is."""

from __future__ import annotations

import pytest

from extractors import read_text
from rules.balances import balances
from rules.figures import Extraction, extract


def read(text: str) -> Extraction:
    return extract(read_text(text))


@pytest.mark.parametrize(
    ("text", "left", "holds"),
    [
        ("Đầu kỳ tồn 12 vụ, thụ lý mới 45 vụ, giải quyết 50 vụ, cuối kỳ còn 7 vụ.", 7, True),
        (
            "Phát hiện 36 vụ mới, tháng trước chuyển sang 11 vụ; đã xử lý 33 vụ, còn 14 vụ.",
            14,
            True,
        ),
        ("Đầu năm 1.284 hội viên, kết nạp 96, từ trần 30, cuối năm 1.530 hội viên.", 1350, False),
        ("Kết nạp 96 hội viên, giảm 42 hội viên, tăng thực 45 hội viên.", 54, False),
    ],
)
def test_a_stock(text: str, left: int, holds: bool) -> None:
    found = list(balances(read(text)))
    assert [(b.left, b.holds) for b in found] == [(left, holds)]


@pytest.mark.parametrize(
    "text",
    [
        "So với đầu năm tăng 22 hợp tác xã, giảm 5 tổ, hiện có 412 hợp tác xã.",
        "Đầu năm có 1.284 hội viên, kết nạp 96, từ trần 30, cuối năm có 1.284 hội viên.",  # without
        "Đầu năm có 500 hộ nghèo, thoát nghèo 120 hộ, cuối năm còn 390 hộ.",  # nothing came
        "Đầu năm có 500 hộ, kết nạp 20, chuyển 30, cuối năm có 480 hộ.",  # 'chuyển': to or from?
    ],
)
def test_no_stock(text: str) -> None:
    assert [b for b in balances(read(text)) if not b.holds] == []
