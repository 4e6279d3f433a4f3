"""Remainders: what a sentence says is left of a whole, and by which words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import read_text
from rules.figures import Extraction, extract
from rules.figures.lexicon import default_lexicon
from rules.labels import Label, label_of
from rules.opposites import are_opposed
from rules.remainders import Word, remainders


def read(text: str) -> Extraction:
    return extract(read_text(text))


@pytest.mark.parametrize(
    ("text", "whole", "parts", "rest", "word"),
    [
        ("Thụ lý 412 vụ, thành 371 vụ, không thành 41 vụ.", 412, [371], 41, Word.OPPOSED),
        ("Gọi khám 318 người, có mặt 304 người, vắng 14 người.", 318, [304], 14, Word.OPPOSED),
        ("Lấy 45 mẫu, 41 mẫu đạt, 04 mẫu không đạt.", 45, [41], 4, Word.OPPOSED),
        ("Đã thông xe 281/287 vị trí, còn 06 vị trí đang khắc phục.", 287, [281], 6, Word.PENDING),
        (
            "Giải ngân 412 tỷ đồng trong kế hoạch vốn 687 tỷ đồng, còn lại 275 tỷ đồng.",
            687 * 10**9,
            [412 * 10**9],
            275 * 10**9,
            Word.LEFT,
        ),
        (
            "Thụ lý 118 vụ, thành 94 vụ, không thành 15 vụ, đang hòa giải 9 vụ.",
            118,
            [94, 15],
            9,
            Word.PENDING,
        ),
        (
            "Tổng giá gói thầu 186 tỷ đồng, giá trúng thầu 179 tỷ đồng, tiết kiệm 7 tỷ đồng.",
            186 * 10**9,
            [179 * 10**9],
            7 * 10**9,
            Word.PENDING,
        ),
    ],
)
def test_what_is_left(text: str, whole: int, parts: list[int], rest: int, word: Word) -> None:
    found = list(remainders(read(text)))
    assert [(r.whole.value, [p.value for p in r.parts], r.rest.value, r.word) for r in found] == [
        (whole, parts, rest, word)
    ]
    assert found[0].holds
    assert found[0].left == rest


@pytest.mark.parametrize(
    "text",
    [
        "Khám phá 118 vụ, thu giữ 64 xe, xử phạt 21 đối tượng.",
        "Giải quyết 37 đơn, đúng 15, đúng một phần 9, sai 14.",  # no whole of two answers
        "Năm nay kiểm tra 320 cơ sở, đạt 288 cơ sở; năm trước có 42 cơ sở không đạt.",
        "Có 05 xã đã qua 30 ngày, 02 xã chưa qua 21 ngày, 04 xã chưa qua 14 ngày.",
        "Ở 88 hộ còn lại thì 53 hộ đã bốc thăm, 21 hộ đã nhận đất.",
    ],
)
def test_nothing_is_left(text: str) -> None:
    assert [r for r in remainders(read(text)) if not r.holds] == []


@given(st.integers(20, 9000), st.integers(20, 9000))
def test_what_adds_up_is_never_wrong(done: int, left: int) -> None:
    text = f"Kiểm tra {done + left} cơ sở, đạt {done} cơ sở, không đạt {left} cơ sở."
    assert all(r.holds for r in remainders(read(text)))


@given(st.integers(100, 900), st.integers(100, 900), st.integers(1, 99))
def test_more_than_all_is_wrong(done: int, left: int, over: int) -> None:
    text = f"Kiểm tra {done + left} cơ sở, {done} cơ sở đạt, {left + over} cơ sở không đạt."
    assert [r.holds for r in remainders(read(text))] in ([False], [])
    assert [r.left for r in remainders(read(text))] in ([Decimal(left)], [])


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("hòa giải thành", "hòa giải không thành", True),
        ("đã lắp thiết bị", "chưa lắp", True),
        ("trước và đúng hạn", "quá hạn", True),
        ("nam", "nữ", True),
        ("đủ điều kiện", "không đủ điều kiện", True),
        ("đã giải quyết", "chưa giải ngân", False),
        ("không đạt", "không đạt yêu cầu", False),
        ("miền nam", "cán bộ nữ dân tộc", False),
    ],
)
def test_opposites(one: str, other: str, opposed: bool) -> None:
    lexicon = default_lexicon()
    first, second = Label(one, ""), Label("", other)
    assert are_opposed(first, second, lexicon) is opposed
    assert are_opposed(second, first, lexicon) is opposed


def test_a_label_ends_at_separators() -> None:
    text = (
        "được cấp 684,5 triệu đồng, đã dùng 671,2 triệu đồng (đạt 98,1%), "
        "còn dư 23,3 triệu đồng chuyển sang năm sau."
    )
    figures = read(text).figures
    assert label_of(text, figures, 1) == Label("đã dùng", "")
    assert label_of(text, figures, 3) == Label("còn dư", "chuyển sang năm sau")
