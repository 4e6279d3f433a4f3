"""Numerals: nothing is dropped, spans are true, neighbours do not matter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import read_text
from extractors.errors import UnreadableError
from rules.figures import extract

WORDS = st.sampled_from(
    """tăng giảm đạt chiếm trong đó gồm năm tháng ngày số Quyết định điều khoản hộ xã đảng viên
    % tỷ đồng triệu ha ( ) / - . , ; : – đến từ trên gần khoảng Covid- Km ¹ m2 kỳ quý
    12 5 2017 1.774 62/77 92,4% 06 30/4""".split()
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(WORDS, max_size=25).map("".join),
)


@given(TEXTS)
def test_every_digit_belongs_to_exactly_one_numeral(text: str) -> None:
    try:
        document = read_text(text)
    except UnreadableError:
        assert not any(c.isdecimal() for c in text)
        return
    extraction = extract(document)
    for index, block in enumerate(document.blocks):
        numerals = [n for n in extraction.numerals if n.place.block == index]
        for at, letter in enumerate(block.text):
            if letter.isdecimal():
                assert sum(n.start <= at < n.end for n in numerals) == 1, (block.text, at)
        for n in numerals:
            assert block.text[n.start : n.end] == n.surface
            assert n.sentence[0] <= n.start < n.end <= n.sentence[1]


SENTENCES = [
    "Có 62/77 đồng chí (chiếm 80%), thu 1 tỷ 216 triệu đồng, giảm 4 đảng viên.",
    "Diện tích ngô 1,250 ha, khoai 320.5 ha, năng suất 42.8 tạ/ha.",
    "Tiếp nhận 1.836 hồ sơ, trong đó đúng hạn 1.240, quá hạn 13; còn lại 583 đang giải quyết.",
    "Xã có hai mươi mốt hộ nghèo, một nửa số hộ vay từ 20 đến 30 triệu đồng/hộ.",
    "Giá dầu 65-70 USD/thùng, CPI tăng 2,1%, GRDP tăng gấp 1,5 lần so với năm 2015.",
]


@given(
    st.sampled_from(SENTENCES),
    st.lists(
        st.sampled_from(
            [
                "Hội nghị kết thúc.",
                "Ngày 12/3/2019 họp.",
                "Có 15 xã đạt.",
                "Tỷ lệ đạt 12,5% và 7,25 ha.",
                "Đạt 98.5% kế hoạch (1,234,567 đồng).",
                "Trong đó có 3 nhóm.",
            ]
        ),
        max_size=3,
    ),
)
def test_text_around_a_sentence_does_not_change_its_figures(
    sentence: str, around: list[str]
) -> None:
    def figures(text: str) -> list[tuple[str, str, str]]:
        found = extract(read_text(text))
        return [
            (f.kind.value, f.surface, str(f.value))
            for f in found.figures
            if found.sentence_of(f) == sentence
        ]

    alone = figures(sentence)
    assert len(alone) >= 3
    assert figures(" ".join([*around, sentence, *around])) == alone


@given(
    st.integers(min_value=1, max_value=10**9), st.sampled_from(["%", " ha", " triệu đồng", " hộ"])
)
def test_a_formatted_number_reads_back_in_a_sentence(value: int, unit: str) -> None:
    dotted = f"{value:,}".replace(",", ".")
    (figure,) = extract(read_text(f"Đạt được {dotted}{unit}.")).figures
    scale = 1_000_000 if "triệu" in unit else 1
    assert figure.value == value * scale
    assert figure.surface.startswith(dotted)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Thực hiện Quyết định số 30/2020/NĐ-CP ngày 15/6/2020.", ["document_number", "date"]),
        ("Theo khoản 1, 2 Điều 5 Luật Đất đai.", ["citation"] * 3),
        ("Ngày 04 tháng 4 năm 2017 và ngày 9/3.", ["date"] * 4),
        ("Trong 6 tháng đầu năm 2018, quý 2 và tháng 9.", ["period", "year", "period", "period"]),
        ("Liên hệ điện thoại 0912 345 678.", ["phone"]),
        ("Dịch Covid-19 trên tuyến QL1A, Km 12+300.", ["name", "name", "identifier"]),
        ("Đứng thứ 5, xếp hạng 39/63.", ["ordinal", "ordinal"]),
        ("Họp lúc 7h30 tại Tổ 5.", ["time", "name"]),
        ("Nghị quyết Trung ương 4 khóa 12.", ["citation", "citation"]),
        ("Đã có 53/77 xã, đạt 41/80 điểm.", ["ratio", "score"]),
        ("Diện tích 12,5 ha, năng suất 65 tạ/ha.", ["measure", "measure"]),
        ("Giá 65-70 USD/thùng, thu 1 tỷ 216 triệu đồng.", ["money", "money"]),
        ("Tăng 12,4%, còn 74%; giảm 1,9 điểm phần trăm.", ["change", "percent", "change"]),
        ("Diện tích 120 m2 và 15 m³.", ["measure", "measure"]),
    ],
)
def test_kinds_by_hand(text: str, kinds: list[str]) -> None:
    assert [n.kind.value for n in extract(read_text(text)).numerals] == kinds


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Thu 1 tỷ 216 triệu đồng.", "1216000000", "đồng"),
        ("Khai thác 2,8 triệu tấn.", "2800000", "tấn"),
        ("Nộp ngân sách 95.120.259.153 đồng.", "95120259153", "đồng"),
        ("Đầu tư 108,987 tỷ đồng.", "108987000000", "đồng"),
        ("Chi 2 triệu 500 nghìn đồng.", "2500000", "đồng"),
    ],
)
def test_scales_are_multiplied_in(text: str, value: str, unit: str) -> None:
    (figure,) = extract(read_text(text)).figures
    assert (format(figure.value.normalize(), "f"), figure.unit) == (value, unit)
    assert re.search(r"(?:đồng|tấn)$", figure.surface)


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("1" * 100_000, 1),
        ("1." * 50_000, 1),
        ("có " + "123 " * 5_000, 5_000),
        ("(" * 10_000 + "62/77 hộ" + ")" * 10_000, 1),
        (" " * 100_000 + "5 hộ", 1),
        (" ".join(f"{n} hộ (chiếm {n % 100}%)," for n in range(10, 3_010)), 6_000),
        ("tổng 5 = " + "1 + " * 3_000 + "4", 3_002),
    ],
    ids=["digits", "dots", "groups", "brackets", "spaces", "figures", "sum"],
)
def test_text_made_to_be_slow_is_read_whole(text: str, numerals: int) -> None:
    assert len(extract(read_text(text)).numerals) == numerals
