"""Fonts from before Unicode: what is converted, what must not be, and where it stands."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from types import ModuleType

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from extractors import read
from extractors.frame import Sides
from extractors.glyphs import Font, Glyphs, Type
from extractors.legacy import (
    converted,
    draws_capitals,
    font_encoding,
    text_encoding,
    to_unicode,
)
from extractors.lines import Lines


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        ("ABCDEF+.VnTimeH,Bold", "tcvn3"),
        ("VNI-Times", "vni"),
        ("VPS Times", "vps"),
        ("Times New Roman", None),
        ("Vinhan", None),
        ("Arial", None),
    ],
)
def test_fonts_by_name(font: str, encoding: str | None) -> None:
    assert font_encoding(font) == encoding


@pytest.mark.parametrize(
    ("font", "capitals"),
    [
        (".VnTimeH", True),
        ("ABCDEF+.VnTimeH,Bold", True),
        (".VnArial NarrowH", True),
        (".VnTime", False),
        ("VNI-H", False),
    ],
)
def test_fonts_that_draw_capitals(font: str, capitals: bool) -> None:
    assert draws_capitals(font) is capitals


@pytest.mark.parametrize(
    ("stored", "encoding", "shown"),
    [
        ("B¸o c¸o t×nh h×nh", "tcvn3", "Báo cáo tình hình"),
        ("nhµ n−íc, l·i 5−3 vµ ∙", "tcvn3", "nhà nước, lãi 5−3 và ∙"),
        ("CéNG HOµ X· HéI", "tcvn3", "CỘNG HOÀ Xã HỘI"),
        ("Vò Hµ", "tcvn3", "Vũ Hà"),
        ("Ñaït 62/77 xaõ, giaûm 19%", "vni", "Đạt 62/77 xã, giảm 19%"),
        ("  hai   khoảng trống  ", "tcvn3", "  hai   khoảng trống  "),
    ],
)
def test_stored_and_shown(stored: str, encoding: str, shown: str) -> None:
    assert to_unicode(stored, encoding) == shown


def charts() -> ModuleType:
    """The tables of the corpus's maker, typed from the published charts."""
    place = Path(__file__).parents[2] / "corpus" / "bc177" / "legacy.py"
    spec = importlib.util.spec_from_file_location("charts", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("encoding", "letters"), [("tcvn3", 74), ("vni", 134)])
def test_every_letter_of_the_charts(encoding: str, letters: int) -> None:
    table: dict[str, str] = getattr(charts(), encoding.upper())
    assert len(table) == letters
    assert {to_unicode(stored, encoding) for stored in table.values()} == set(table)
    assert all(to_unicode(stored, encoding) == shown for shown, stored in table.items())


def test_letters_of_viscii_behind_signs_of_western_code_pages() -> None:
    """By RFC 1456, of Windows-1252: 93 is Ộ, 94 Ợ, 90 Ồ, 8A Ế, 85 Ầ, 9A Ọ, 9C Ủ."""
    assert to_unicode("H“I \xd0\x90NG KIŠN TR…N HšC CœA", "viscii") == (
        "HỘI ĐỒNG KIẾN TRẦN HỌC CỦA"
    )
    assert to_unicode("5–7 “t\xaft”, 3‰…", "viscii") == "5–7 “tốt”, 3‰…"


@given(
    st.text(alphabet="0123456789.,/%() aeuoùûõøïâñö©µ¸¹«·−", max_size=60),
    st.sampled_from(["tcvn3", "vni", "vps", "viscii"]),
)
def test_every_digit_stays_and_knows_where_it_came_from(text: str, encoding: str) -> None:
    result, places = converted(text, encoding)
    assert len(result) == len(places)
    assert list(places) == sorted(places)
    figures = [(letter, places[at]) for at, letter in enumerate(result) if letter in "0123456789"]
    assert figures == [(c, i) for i, c in enumerate(text) if c in "0123456789"]


class Page(Glyphs):
    """Characters of a page, each in the font given for its stretch, without a file."""

    def __init__(self, *stretches: tuple[str, str]) -> None:
        self.number = 1
        self.text = "".join(text for text, _ in stretches)
        self._names = [name for text, name in stretches for _ in text]
        self.sides = self._place

    def _place(self, index: int) -> Sides:
        return 6.0 * index, 0.0, 6.0 * index + 6, 12.0

    def all_sides(self, indexes: Sequence[int]) -> list[Sides]:
        return list(map(self.sides, indexes))

    def type(self, index: int) -> Type:
        del index
        return Type(12.0, upright=True, baseline=10.0)

    def fonts(self, indexes: Iterable[int]) -> list[Font]:
        names = [self._names[index] for index in indexes]
        return [Font(name, font_encoding(name), draws_capitals(name), bold=False) for name in names]

    def is_unseen(self, index: int) -> bool:
        del index
        return False


def text_of(*stretches: tuple[str, str]) -> str:
    return "\n".join(line.text for line in Lines(Page(*stretches)).read())


def test_a_line_that_mixes_fonts_is_read_word_by_word() -> None:
    assert (
        text_of(
            ("C«ng ty ", ".VnTime"), ("là đơn vị, có ", "Arial"), ("16 ®¬n vÞ, ", ".VnTime"),
            ("tô điểm", "Arial"),
        )
        == "Công ty là đơn vị, có 16 đơn vị, tô điểm"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "font", "shown"),
    [
        ("café 62 ", "Arial", "café 62 "),
        ("đạt 62 xã ", "Arial", "đạt 62 xã "),
        ("Ñaïi hoäi 62 ", "VNI-Times", "Đại hội 62 "),
    ],
)
def test_another_font_far_down_a_page_is_found_all_the_same(
    stored: str, font: str, shown: str
) -> None:
    own, own_shown = "C«ng ty ®Çu t− cã nhiÒu ®¬n vÞ. ", "Công ty đầu tư có nhiều đơn vị. "
    page = text_of((own * 20, ".VnTime"), (stored, font), (own, ".VnTime"))
    assert page == (own_shown * 20 + shown + own_shown).strip()


def test_a_font_named_as_of_before_unicode_that_holds_unicode_is_believed_by_its_text() -> None:
    text = "Các đơn vị trực thuộc đã thực hiện nhiệm vụ, có 15 xã đạt chuẩn"
    assert text_of((text, ".VnTime")) == text


def test_fonts_without_a_telling_name_are_told_by_their_text() -> None:
    stored = "B¸o c¸o t×nh h×nh s¶n xuÊt kinh doanh ngµnh c«ng nghiÖp th¸ng 02 n¨m 2007"
    shown = "Báo cáo tình hình sản xuất kinh doanh ngành công nghiệp tháng 02 năm 2007"
    assert text_of((stored, "T1_0")) == shown


def test_box_of_a_figure_after_letters_that_take_two_places() -> None:
    (line,) = Lines(Page(("Ñaït 62", "VNI-Times"))).read()
    assert line.text == "Đạt 62"
    boxes = {line.text[start:end]: (box.x0, box.x1) for start, end, box, _ in line.spans}
    assert boxes["62"] == (30.0, 42.0)


def blocks_of(document: object, tmp_path: Path) -> list[str]:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    path = tmp_path / "a.docx"
    path.write_bytes(stream.getvalue())
    return [block.text for block in read(path).blocks]


def test_words_of_two_fonts_keep_the_space_between(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, font in (("TØnh ®¹t ", ".VnTime"), ("62/77", "Arial"), (" x·", ".VnTime")):
        paragraph.add_run(text).font.name = font
    assert blocks_of(document, tmp_path) == ["Tỉnh đạt 62/77 xã"]


def test_a_superscript_in_a_font_of_before_unicode_stays_one(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("diÖn tÝch ®¹t 62 m").font.name = ".VnTime"
    raised = paragraph.add_run("2")
    raised.font.name = ".VnTime"
    raised.font.superscript = True
    mark = parse_xml(
        f'<w:r {nsdecls("w")}><w:rPr><w:rFonts w:ascii=".VnTime"/>'
        '<w:vertAlign w:val="superscript"/></w:rPr><w:t>(1)</w:t></w:r>'
    )
    paragraph._p.append(mark)
    assert blocks_of(document, tmp_path) == ["diện tích đạt 62 m²(¹)"]


def test_signs_of_measures_show_no_encoding() -> None:
    assert text_encoding("25 °C, 40 m² ± 2   \n" * 10) is None


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "vps", "viscii"])
@given(text=st.text("ngh®ctrA-éµ¬í©aùâôöñ\u00ad−∙ \n\t(.“12", max_size=80))
def test_the_text_is_the_same_with_and_without_places(encoding: str, text: str) -> None:
    shown, places = converted(text, encoding)
    assert to_unicode(text, encoding) == shown
    assert len(places) == len(shown)
