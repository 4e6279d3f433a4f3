"""RTF written by hand, with what Word, LibreOffice and WordPad write among it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractors import UnreadableError, read
from extractors.document import Block, BlockKind, Document, Origin
from extractors.errors import Reason

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss\fcharset0{\*\panose 020b72}"
    r".VnTime;}{\f2\fnil\fcharset0 VNI-Times{\*\falt Arial};}{\f3\fcharset163 Arial;}"
    r"{\f4\fcharset2 Symbol;}{\f5\fcharset162 .VnTimeH Tur;}{\f6\fcharset0 VISCII Minh Quan;}}"
)


def document(body: str, folder: Path, head: str = r"\ansi\ansicpg1252\deff0\uc1") -> Document:
    path = folder / "a.rtf"
    path.write_bytes(f"{{\\rtf1{head}{FONTS}{body}}}".encode("latin-1"))
    return read(path)


def texts(body: str, folder: Path) -> list[str]:
    return [block.text for block in document(body, folder).blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\pard C\u243?/ 62/77 \'a3\par", ["Có/ 62/77 £"]),
        (r"{\uc0\u272 }{\uc2\u7841\'3f\'3ft} 62\par", ["Đạt 62"]),
        (r"\u-10179?\u-8704? 5\par", ["😀 5"]),
        (r"{\upr{a 1\'3f}{\*\ud{\u7841?} 2}}\par", ["ạ 2"]),
        (r"{\f1 \'a7\'b9t 62/77 x\'b7, gi\'b6m 19%, tr\'ad\'edc}\par",
         ["Đạt 62/77 xã, giảm 19%, trước"]),
        (r"{\f1 tr\-\'edc \'ae\-\'eec} {\f0 Th\-êm 5}\par", ["trước được Thêm 5"]),
        (r"{\f5 c\'e9ng h\'dfa 2} {\f1 x\'b7}\par", ["CỘNG HÒA 2 xã"]),
        (r"{\f5 c\'e9ng h\'dfa 2}\par", ["cộng hòa 2"]),
        (r"{\f1 \'a7\'b9t }{\f3\u273?\u7841?t }{\f2 gia\'fbm 19%}\par", ["Đạt đạt giảm 19%"]),
        (r"C\'f3 {\revised 621}{\deleted 999}/777 x\'e3\par", ["Có 621/777 xã"]),
        (r"m\u7897?t 5{\deleted\par} hai 6\par", ["một 5 hai 6"]),
        (r"trang {\field{\*\fldinst { QUOTE 888 }}{\fldrslt {555}}} h\par", ["trang 555 h"]),
        (r"\'cd {\object\objemb{\*\objdata 0102}{\result 77}}{\pict\wmetafile8 0199}\par",
         ["Í 77"]),
        (r"{\*\pn\pnlvlbody{\pntxta .}}{\pntext\f0 3.\tab}M\u7909?c 11\par", ["3. Mục 11"]),
        (r"{\listtext\pard\plain\f4 \'b7\tab}\ls1 G\'e0 13\par", ["- Gà 13"]),
        (r"{\mmath{\*\moMath{\mf{\mnum{\mr 1}}{\mden{\mr 2}}}}}\par", ["1/2"]),
        (r"5\~000\_6\emdash 7\line 8\tab 9\par", ["5 000-6—7\n8 9"]),
        (r"{\info{\title 12}}{\*\unknown 34}{\stylesheet{\s1 heading 56;}}78\par", ["78"]),
    ],
)  # fmt: skip
def test_text_is_as_on_the_page(tmp_path: Path, body: str, expected: list[str] | None) -> None:
    if expected is not None:
        assert texts(body, tmp_path) == expected


def test_binary_data_is_stepped_over(tmp_path: Path) -> None:
    assert texts(r"5{\pict\bin5 }}{{\}6\par", tmp_path) == ["56"]


def test_a_long_number_of_a_control_word_is_no_text(tmp_path: Path) -> None:
    assert texts("\\insrsid17365094401736 621\\\n7\\par", tmp_path) == ["621", "7"]


def test_letters_of_western_code_pages_and_of_combining_marks(tmp_path: Path) -> None:
    """1258 writes the tone behind the letter: EC is U+0301, D2 is U+0309, F2 is U+0323."""
    assert texts(r"\f3 ti\'eang\par", tmp_path) == ["tiêng"]
    assert texts(r"\f3 ti\'ea\'ecng\par", tmp_path) == ["tiếng"]


def test_vni_letters_that_other_tables_lack(tmp_path: Path) -> None:
    """By the chart of VNI: a with FA is ẳ, with FB ả; EE alone is ỵ; a mark may be small."""
    body = r"{\f2 \'d1a\'eft 63/77 xa\'f5, kha\'fang \'f1\'f2nh k\'ee, gia\'fbm, A\'e1m}\par"
    assert texts(body, tmp_path) == ["Đạt 63/77 xã, khẳng định kỵ, giảm, Ấm"]


def test_viscii_letters_behind_western_signs(tmp_path: Path) -> None:
    """By RFC 1456: 93 is Ộ, 90 Ồ, B0 ồ, B8 ị, and 02 Ẳ; a dash between digits stays one."""
    body = r"{\f6 H\'93I \'d0\'90NG, \'f0\'b0ng ch\'b8, \'02, 5\'967}\par"
    assert texts(body, tmp_path) == ["HỘI ĐỒNG, đồng chị, Ẳ, 5–7"]


def test_superscripts_and_hidden_text(tmp_path: Path) -> None:
    blocks = document(r"m{\super 2} 85%{\up6 3} x{\sub 2} {\v \u7849?n 9}\par", tmp_path).blocks
    assert [(b.text.strip(), b.hidden) for b in blocks] == [("m² 85%³ x2", False), ("ẩn 9", True)]


def test_tracked_changes_mark_the_document(tmp_path: Path) -> None:
    assert document(r"{\revised 62}\par", tmp_path).has_tracked_changes
    assert not document(r"62\par", tmp_path).has_tracked_changes


def test_origin_tells_converted_text(tmp_path: Path) -> None:
    (block,) = document(r"{\f1 \'a7\'b9t 62}{\f0  v\'e0 63}\par", tmp_path).blocks
    assert block.origin_of(4, 6)[0] is Origin.LEGACY
    at = block.text.index("63")
    assert block.origin_of(at, at + 2)[0] is Origin.TEXT


def cells(blocks: tuple[Block, ...]) -> dict[tuple[int | None, ...], str]:
    return {
        (b.place.table, b.place.row, b.place.column, b.row_span, b.column_span): b.text
        for b in blocks
        if b.kind is BlockKind.CELL
    }


ROW = r"\trowd\trleft0\clbrdrt\brdrs\cellx1000\cellx2000\cellx3000 "


def test_cells_of_rows_with_merged_and_shifted_edges(tmp_path: Path) -> None:
    body = (
        r"\trowd\trleft-5\clvmgf\cellx1000\cellx3010\pard\intbl 1\cell 2\par 2b\cell\row"
        r"\trowd\trleft0\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell 3\cell 4\cell\row"
        r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000\intbl 5\cell\cell 6\cell\row"
        r"\pard sau 7\par"
    )
    blocks = document(body, tmp_path).blocks
    assert cells(blocks) == {
        (1, 1, 1, 2, 1): "1",
        (1, 1, 2, 1, 2): "2\n2b",
        (1, 2, 2, 1, 1): "3",
        (1, 2, 3, 1, 1): "4",
        (1, 3, 1, 1, 2): "5",
        (1, 3, 3, 1, 1): "6",
    }
    assert blocks[-1].text == "sau 7"


def test_word_97_rows_in_groups_and_shapes_said_twice(tmp_path: Path) -> None:
    row = (
        rf"{{{ROW}}}\pard\plain \intbl {{11\cell 12\cell 13\cell }}\pard \intbl {{{ROW}\row }}"
        rf"\pard\plain \intbl {{21\cell 22\cell 23\cell }}\pard \intbl {{{ROW}\row }}\pard x\par"
    )
    blocks = document(row, tmp_path).blocks
    assert [b.text for b in blocks] == ["11", "12", "13", "21", "22", "23", "x"]
    assert [b.place.row for b in blocks[:6]] == [1, 1, 1, 2, 2, 2]


def test_tables_in_cells(tmp_path: Path) -> None:
    shape = r"{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}{\nonesttables\par}"
    body = (
        rf"{ROW}\pard\intbl 1\cell "
        r"\pard\intbl\itap1 2\par \pard\intbl\itap2 a 5\nestcell b 6\nestcell" + shape +
        r"\pard\intbl\itap2 c 7\nestcell d 8\nestcell" + shape +
        rf"\pard\intbl\itap1\cell 3\cell {ROW}\row\pard x\par"
    )  # fmt: skip
    found = cells(document(body, tmp_path).blocks)
    assert {place[:3]: text for place, text in found.items()} == {
        (1, 1, 1): "1", (1, 1, 2): "2", (1, 1, 3): "3",
        (2, 1, 1): "a 5", (2, 1, 2): "b 6", (2, 2, 1): "c 7", (2, 2, 2): "d 8",
    }  # fmt: skip


@pytest.mark.parametrize(
    "note",
    [
        r"{\super\chftn}{\footnote\pard\plain {\super\chftn} Ghi 25/58.}",
        r"{\super\chftn{\*\footnote\chftn\pard\plain  Ghi 25/58.}}",
        r"{\super\chftn}{\footnote\ftnalt\pard\plain {\super\chftn} Ghi 25/58.\par}",
    ],
)
def test_notes_stand_behind_their_paragraph(tmp_path: Path, note: str) -> None:
    blocks = document(rf"\pard Có 62%{note} nữa 7\par sau\par".replace("ó", r"\'f3").replace(
        "ữ", r"\u7919?"), tmp_path).blocks  # fmt: skip
    assert [b.text for b in blocks] == ["Có 62%¹ nữa 7", "¹ Ghi 25/58.", "sau"]
    assert blocks[1].kind is BlockKind.FOOTNOTE


def test_a_note_with_a_sign_of_its_own(tmp_path: Path) -> None:
    blocks = document(r"62%{\super *}{\footnote\pard {\super *} Ghi 5.} h\par", tmp_path).blocks
    assert [b.text for b in blocks] == ["62%* h", "* Ghi 5."]


@pytest.mark.parametrize(
    "box",
    [
        (
            r"{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv 99}}{\shptxt\pard H\u7897?p 15\par}}"
            r"{\shprslt{\*\do{\dptxbxtext H\u7897?p 15\par}}}}"
        ),
        r"{\*\do\dobxpage{\dptxbxtext\pard H\u7897?p 15\par}\dpx1}",
    ],
)
def test_text_boxes_are_read_once(tmp_path: Path, box: str) -> None:
    assert texts(rf"\pard {box}Th\'e2n 7\par", tmp_path) == ["Thân 7", "Hộp 15"]


def test_running_heads_stay_out_of_the_flow(tmp_path: Path) -> None:
    head = (
        r"{\header\pard B\'c1O 12\par}"
        r"{\footer\pard{\field{\*\fldinst PAGE}{\fldrslt 5}}\par}\pard 6\par"
    )
    blocks = document(head, tmp_path).blocks
    assert [(b.text, b.kind) for b in blocks if b.kind is not BlockKind.PAGE_NUMBER] == [
        ("6", BlockKind.PARAGRAPH),
        ("BÁO 12", BlockKind.RUNNING_HEAD),
    ]


def test_headings_by_outline_level(tmp_path: Path) -> None:
    (block,) = document(r"\pard\outlinelevel1 M\u7909?c 2\par", tmp_path).blocks
    assert (block.kind, block.level) == (BlockKind.HEADING, 2)


def test_formulas_as_objects_are_a_problem(tmp_path: Path) -> None:
    body = r"5 {\object\objemb{\*\objclass Equation.3}{\*\objdata 01}{\result{\pict 00}}}\par"
    found = document(body * 2, tmp_path)
    assert [p.reason for p in found.problems] == [Reason.UNSUPPORTED]


def refused(data: bytes, folder: Path) -> UnreadableError:
    path = folder / "a.rtf"
    path.write_bytes(data)
    begun = time.monotonic()
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert time.monotonic() - begun < 20
    return raised.value


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    error = refused(b"{\\rtf1 " + b"{" * 2_000_000 + b"5" + b"}" * 2_000_001, tmp_path)
    assert (error.reason, error.detail) == (Reason.CORRUPT, "groups nested too deep")


def test_tables_nested_without_end_are_refused(tmp_path: Path) -> None:
    rows = "".join(rf"\pard\intbl\itap{n} 5\par" for n in range(1, 200))
    error = refused(f"{{\\rtf1 {rows}}}".encode(), tmp_path)
    assert (error.reason, error.detail) == (Reason.CORRUPT, "tables nested too deep")


def test_a_row_of_cells_without_end_is_refused(tmp_path: Path) -> None:
    assert (
        refused(b"{\\rtf1\\intbl " + b"5\\cell" * 5_000 + b"}", tmp_path).reason is Reason.CORRUPT
    )


def test_more_text_than_a_report_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.wordwriter._MOST_PARTS", 1_000)
    error = refused(b"{\\rtf1 " + b"5\\par " * 501 + b"}", tmp_path)
    assert error.reason is Reason.TOO_LARGE


def test_a_million_empty_paragraphs_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 5" + b"\\par" * 1_000_000 + b"}")
    assert [b.text for b in read(path).blocks] == ["5"]


def test_nothing_in_it(tmp_path: Path) -> None:
    assert refused(b"{\\rtf1\\ansi}", tmp_path).reason is Reason.EMPTY


def test_a_file_cut_off_is_read_so_far_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1\\pard 62/77\\par 34 + {\\b 50")
    found = read(path)
    assert [b.text for b in found.blocks] == ["62/77", "34 + 50"]
    (problem,) = found.problems
    assert problem.reason == Reason.CORRUPT
    assert "ends in the middle" in problem.detail


@pytest.mark.parametrize("tail", [b"}\0\0\r\n", b"}\\par 99 }", b"} garbage {"])
def test_what_follows_the_last_group_is_not_of_the_document(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"\r\n{\\rtf1\\pard 62/77\\par" + tail)
    found = read(path)
    assert ([b.text for b in found.blocks], found.problems) == (["62/77"], ())
