"""Which indicator a figure states: wordings of many hands, and figures that state none."""

from __future__ import annotations

import pytest

from extractors import read_text
from rules.across.facts import facts_of
from rules.across.indicators import default_book, phrases_of
from rules.across.shorthand import written_out
from rules.figures import extract

HEAD = (
    "ĐẢNG ỦY KHỐI\nĐẢNG BỘ ỦY BAN KIỂM TRA TỈNH ỦY\nSố 1-BC/ĐU\n\nBÁO CÁO\n"
    "kết quả công tác năm 2024\n\n"
)


def stated(text: str) -> set[tuple[str, int]]:
    """The known indicators that a report of the year states, with their values."""
    current = facts_of(extract(read_text(HEAD + text + "\n", "a"))).current()
    return {
        (code, int(statement.value))
        for code, statements in current.items()
        for statement in statements
        if not code.startswith("~")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- KT: 03 TCĐ, 08 ĐV.", {("organizations_inspected", 3), ("members_inspected", 8)}),
        (
            "Giám sát chuyên đề: tổ chức đảng 02, đảng viên 05.",
            {("organizations_supervised", 2), ("members_supervised", 5)},
        ),
        ("- Phát triển Đảng: 12 đ/c.", {("members_admitted", 12)}),
        ("Số đảng viên mới kết nạp trong kỳ là 12.", {("members_admitted", 12)}),
        ("Đã có 07 quần chúng ưu tú đứng vào hàng ngũ của Đảng.", {("members_admitted", 7)}),
        (
            "HS TTHC: tiếp nhận 120; đã giải quyết 118; trễ hẹn 3.",
            {("files_received", 120), ("files_settled", 118), ("files_late", 3)},
        ),
        (
            "Trong tổng số đảng viên có 48 đồng chí là nữ, 14 đồng chí là người dân tộc thiểu số.",
            {("women_members", 48), ("minority_members", 14)},
        ),
        (
            "Đảng bộ Ủy ban Kiểm tra Tỉnh ủy lãnh đạo 40 đảng viên.",
            {("party_members", 40)},
        ),
        (
            "Kiểm tra bảy tổ chức đảng, 17 đảng viên và giám sát năm tổ chức đảng, một đảng viên.",
            {
                ("organizations_inspected", 7), ("members_inspected", 17),
                ("organizations_supervised", 5), ("members_supervised", 1),
            },
        ),
        (
            "Giải quyết 90 hồ sơ; đúng hạn 88 hồ sơ, quá hạn 02 hồ sơ.",
            {("files_settled", 90), ("files_on_time", 88), ("files_late", 2)},
        ),
        ("Xét công nhận chính thức đối với 02 đảng viên.", {("members_confirmed", 2)}),
    ],
)  # fmt: skip
def test_what_figures_state(text, expected) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Đình chỉ sinh hoạt 02 đảng viên.",
        "Đoàn Thanh niên đã tham mưu tổ chức 01 buổi tọa đàm.",
        "Các chi bộ duy trì mỗi quý ít nhất 01 chuyên đề.",
        "Cơ quan có 45 cán bộ, công chức.",
        "Kiểm tra một số tổ chức đảng.",
        "Công đoàn phối hợp tổ chức 03 hội thi.",
    ],
)
def test_figures_of_other_things_state_none(text) -> None:
    assert stated(text) == set()


@pytest.mark.parametrize(
    ("heading", "counts"),
    [
        ("II. NHIỆM VỤ TRỌNG TÂM", False),
        ("Nhiệm vụ tới", False),
        ("V. NHIỆM VỤ CHÍNH TRỊ CỦA CƠ QUAN", True),
        ("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", True),
    ],
)
def test_under_a_heading_of_tasks_to_come_figures_are_aims(heading, counts) -> None:
    text = f"{heading}\nKết nạp 03 đảng viên."
    assert stated(text) == ({("members_admitted", 3)} if counts else set())


def test_a_phrase_with_choices_stands_for_each_of_them() -> None:
    made = phrases_of("kiểm tra … # [tổ chức đảng|chi bộ]")
    assert [phrase.behind for phrase in made] == ["tổ chức đảng", "chi bộ"]
    assert {phrase.ahead for phrase in made} == {"kiểm tra …"}


def test_a_phrase_may_forbid_a_word_before_it() -> None:
    (phrase,) = phrases_of("!đối với # đảng viên")
    assert phrase.fit("cùng với ", " đảng viên") is not None
    assert phrase.fit("đối với ", " đảng viên") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kt: 03 tcđ", "kiểm tra: 03 tổ chức đảng"),
        ("số 12-kt/hđ", "số 12-kt/hđ"),
        ("đơn kn, tc nhận", "đơn khiếu nại, tố cáo nhận"),
    ],
)
def test_shorthand_is_written_out_but_not_in_numbers_of_documents(text, expected) -> None:
    assert written_out(text) == expected


def test_no_phrase_is_of_two_indicators() -> None:
    seen: dict[object, str] = {}
    for indicator in default_book().indicators:
        for phrase in indicator.phrases:
            assert seen.setdefault(phrase, indicator.code) == indicator.code, phrase
