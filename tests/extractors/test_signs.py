"""Two readings of one line as one: signs, stray letters and doubtful vowels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.ocr.engine import Letter
from extractors.ocr.signs import with_signs


def line(text: str, doubt: str = "", chance: float = 0.4) -> list[Letter]:
    """A reading whose letters stand ten pixels apart; '_' is a place without a letter.

    The letters of `doubt` have the confidence `chance`, the others 0.99.
    """
    return [
        Letter(one, chance if one in doubt else 0.99, 10.0 * at, 10.0 * at + 10)
        for at, one in enumerate(text)
        if one != "_"
    ]


def text_of(letters: list[Letter]) -> str:
    return "".join(one.text for one in letters)


@pytest.mark.parametrize(
    ("words", "doubt", "figures", "expected"),
    [
        ("là 3, Số đảng viên", "", "là 3. S_ đ_ng viên", "là 3. Số đảng viên"),
        ("thu được: 05 kỳ", "", "thu đưc; 05 k_", "thu được; 05 kỳ"),
        # a sign at the edge of a word taken for a letter
        ("2 đơng", "g", "2 đon.", "2 đơn."),
        # a sign that was not seen, and one letter too many
        ("17_ hội", "", "17; h_i", "17; hội"),
        ("thiềnu số", "n", "thi__u s_", "thiềnu số".replace("n", "")),
        ("có 51_lượt", "", "có 51 l__t", "có 51 lượt"),
        ("quyết : 05", "", "quy_t_; 05", "quyết; 05"),
        ("_ Kiểm tra", "", "- Ki_m tra", "- Kiểm tra"),
        # the signs inside a figure were settled before
        ("1.466.898 đồng", "", "1.466,898 đồng", "1.466.898 đồng"),
        # three points are three
        ("tỉnh...", "", "tinh...", "tỉnh..."),
    ],
)
def test_signs_are_those_that_the_reader_of_figures_saw(
    words: str, doubt: str, figures: str, expected: str
) -> None:
    assert text_of(with_signs(line(words, doubt), line(figures))) == expected


def test_a_sure_letter_stays_where_the_other_is_less_so() -> None:
    assert text_of(with_signs(line("đơng"), line("đon.", ".", 0.9))) == "đơng"


def test_a_vowel_that_the_reader_of_figures_leaves_out_is_no_sign() -> None:
    assert text_of(with_signs(line("số Từ", "ố"), line("s. T_"))) == "số. Từ"


def test_a_sign_seen_without_certainty_changes_nothing() -> None:
    assert text_of(with_signs(line("là 3, Số"), line("là 3. S_", ".", 0.5))) == "là 3, Số"


@pytest.mark.parametrize(
    ("own", "chance", "sure", "expected"),
    [
        # 0.43 × 0.95 against 0.50 × 0.05
        (0.50, 0.43, 0.97, "viên"),
        # 0.04 × 0.81 against 0.95 × 0.19
        (0.95, 0.04, 0.81, "viền"),
    ],
)
def test_a_vowel_is_that_of_the_better_odds(
    own: float, chance: float, sure: float, expected: str
) -> None:
    words = [
        replace(one, confidence=own, others=(("ê", chance),)) if one.text == "ề" else one
        for one in line("viền")
    ]
    assert text_of(with_signs(words, line("viên", "ê", sure))) == expected


def test_nothing_read_is_nothing() -> None:
    assert with_signs([], []) == []
    assert text_of(with_signs(line("số"), [])) == "số"
    assert with_signs([], line("137")) == []
