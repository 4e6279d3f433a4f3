"""Products: so many of so much each."""

from __future__ import annotations

import pytest

from extractors import read_text
from rules.figures import Extraction, extract
from rules.products import products


def read(text: str) -> Extraction:
    return extract(read_text(text))


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("Trao 450 suất quà trị giá 135 triệu đồng, mức 300.000 đồng/suất.", 135 * 10**6, True),
        ("Hỗ trợ 163 người với mức 100.000 đồng/người, tổng số 163 triệu đồng.", 16300000, False),
        ("Có 200 tàu, tổng công suất 36.110 CV, bình quân 180,6 CV/tàu.", 36120, True),
        (
            "Chi 240 triệu đồng, gồm 3 nhà x 60 triệu đồng và 2 nhà x 30 triệu đồng.",
            240 * 10**6,
            True,
        ),
    ],
)
def test_a_product(text: str, value: int, holds: bool) -> None:
    assert [(p.value, p.holds) for p in products(read(text))] == [(value, holds)]


@pytest.mark.parametrize(
    "text",
    [
        "Xây 29 căn, sửa 13 căn, số tiền 1.355 triệu đồng, mức 40 triệu đồng/căn.",  # two numbers
        "Có 480 hộ vay, bình quân 43 triệu đồng/hộ; nợ quá hạn 2,4 tỷ đồng.",  # another clause
        "Công suất 200.000 m3/năm, trữ lượng 5.800.000 m3, thời hạn 30 năm.",  # a rate of time
        "Hỗ trợ 12 hộ với tổng số 480 triệu đồng, tối đa 50 triệu đồng/hộ.",  # a limit
    ],
)
def test_no_product(text: str) -> None:
    assert list(products(read(text))) == []
