"""DOCX files made by the tests, with python-docx and with hand-written XML."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors import UnreadableError, read
from extractors.document import Block, BlockKind, Origin
from extractors.errors import Reason


def blocks_of(document: object, folder: Path) -> tuple[Block, ...]:
    path = folder / "a.docx"
    document.save(str(path))
    return read(path).blocks


def paragraph(document: object, xml: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))


def test_insertions_stay_deletions_go_and_field_results_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(
        document,
        '<w:r><w:t xml:space="preserve">Có </w:t></w:r>'
        '<w:ins w:id="1" w:author="a"><w:r><w:t>62</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>99</w:delText></w:r></w:del>'
        '<w:r><w:t xml:space="preserve">/77 xã, trang </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> REF x 88 </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert blocks_of(document, tmp_path)[0].text == "Có 62/77 xã, trang 5"


def test_superscript_digits_are_written_as_such(tmp_path: Path) -> None:
    document = docx.Document()
    line = document.add_paragraph("đạt 85%")
    line.add_run("4").font.superscript = True
    assert blocks_of(document, tmp_path)[0].text == "đạt 85%⁴"


def test_automatic_numbers_show_as_on_the_page(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Một", "Hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("gạch", style="List Bullet")
    assert [b.text for b in blocks_of(document, tmp_path)] == ["1. Một", "2. Hai", "• gạch"]


def test_cells_have_their_row_and_column_and_merged_ones_their_spans(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "đầu"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "bên"
    cells = {
        (b.place.row, b.place.column): (b.text, b.row_span, b.column_span)
        for b in blocks_of(document, tmp_path)
        if b.kind is BlockKind.CELL
    }
    assert cells[1, 2] == ("đầu", 1, 2)
    assert cells[2, 1] == ("bên", 2, 1)
    assert cells[3, 3] == ("22", 1, 1)
    assert set(cells) == {(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 2), (3, 3)}


def test_text_box_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Hộp 15 xã</w:t></w:r></w:p></w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    paragraph(
        document,
        f"<w:r><mc:AlternateContent {names}><mc:Choice Requires='wps'>"
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Đoạn</w:t></w:r>",
    )
    texts = [b.text for b in blocks_of(document, tmp_path)]
    assert texts == ["Đoạn", "Hộp 15 xã"]


def test_content_control_and_hidden_text(tmp_path: Path) -> None:
    document = docx.Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Trong khung 7</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    document.add_paragraph().add_run("ẩn 8").font.hidden = True
    blocks = blocks_of(document, tmp_path)
    assert [(b.text, b.hidden) for b in blocks] == [("Trong khung 7", False), ("ẩn 8", True)]


@pytest.mark.parametrize(
    ("font", "stored", "shown"),
    [
        (".VnTime", "§¹t 62/77 x·, gi¶m 19%", "Đạt 62/77 xã, giảm 19%"),
        ("VNI-Times", "Ñaït 62/77 xaõ, giaûm 19%", "Đạt 62/77 xã, giảm 19%"),
    ],
)
def test_fonts_from_before_unicode(tmp_path: Path, font: str, stored: str, shown: str) -> None:
    document = docx.Document()
    document.add_paragraph().add_run(stored).font.name = font
    document.add_paragraph("Chữ Unicode: ½ và ¼")
    first, second = blocks_of(document, tmp_path)
    assert first.text == shown
    assert first.origin_of(0, 3)[0] is Origin.LEGACY
    assert second.text == "Chữ Unicode: ½ và ¼"


def test_document_type_in_the_xml_is_refused(tmp_path: Path) -> None:
    stream = BytesIO()
    docx.Document().save(stream)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document", 1)
            new.writestr(name, data)
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.reason is Reason.CORRUPT


def test_a_workbook_is_not_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.reason is Reason.UNSUPPORTED


def test_truncated_at_any_length_is_one_typed_error(tmp_path: Path) -> None:
    stream = BytesIO()
    document = docx.Document()
    document.add_paragraph("Có 62/77 xã.")
    document.save(stream)
    data = stream.getvalue()
    path = tmp_path / "a.docx"
    for length in range(1, len(data), max(1, len(data) // 60)):
        path.write_bytes(data[:length])
        with pytest.raises(UnreadableError):
            read(path)


def test_document_type_behind_a_long_comment_is_refused(tmp_path: Path) -> None:
    stream = BytesIO()
    docx.Document().save(stream)
    path = tmp_path / "a.docx"
    padding = b"<!--" + b"x" * 9000 + b"--><!DOCTYPE x [<!ENTITY a 'b'>]><w:document"
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", padding, 1)
            new.writestr(name, data)
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.reason is Reason.CORRUPT


def test_a_wide_and_long_merged_table_is_read_in_time(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc>"
    first = f"<w:tr>{cell.format(' w:val=' + chr(34) + 'restart' + chr(34)) * 150}</w:tr>"
    others = f"<w:tr>{cell.format('') * 150}</w:tr>" * 150
    document = docx.Document()
    document.element.body.insert(
        0, parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/>{first}{others}</w:tbl>")
    )
    begin = time.process_time()
    blocks = blocks_of(document, tmp_path)
    assert time.process_time() - begin < 5
    assert [b.row_span for b in blocks] == [151] * 150


def test_nothing_but_pictures_asks_for_ocr(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(
        document,
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
        "</w:drawing></w:r>",
    )
    with pytest.raises(UnreadableError) as raised:
        blocks_of(document, tmp_path)
    assert raised.value.reason is Reason.NEEDS_OCR


def test_small_letters_of_a_capital_font_are_capitals_within_a_line(tmp_path: Path) -> None:
    document = docx.Document()
    block = document.add_paragraph()
    block.add_run("B¸o c¸o ").font.name = ".VnTimeH"
    block.add_run("62/77 x·").font.name = ".VnTime"
    document.add_paragraph().add_run("B¸o c¸o 62/77 x·").font.name = ".VnTimeH"
    texts = [b.text for b in blocks_of(document, tmp_path)]
    assert texts == ["BÁO CÁO 62/77 xã", "Báo cáo 62/77 xã"]


def test_a_soft_hyphen_of_tcvn3_is_a_letter(tmp_path: Path) -> None:
    document = docx.Document()
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    paragraph(
        document,
        f"<w:r>{font}<w:t>®</w:t></w:r><w:r>{font}<w:softHyphen/></w:r>"
        f"<w:r>{font}<w:t>îc 15 x·</w:t></w:r>",
    )
    assert [b.text for b in blocks_of(document, tmp_path)] == ["được 15 xã"]


@pytest.mark.parametrize(
    "before",
    [
        "",
        '<w:latentStyles w:count="1"><w:lsdException w:name="Normal"/></w:latentStyles>',
        "<!-- <w:tblStylePr --><!-- </w:tblStylePr> -->",
        '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"/></w:style>',
        '<w:style w:styleId="T"><w:tblStylePr><!-- </w:tblStylePr> --></w:tblStylePr></w:style>',
    ],
)
def test_a_style_is_found_whatever_stands_before_it(tmp_path: Path, before: str) -> None:
    stream = BytesIO()
    document = docx.Document()
    paragraph(document, '<w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>62/77</w:t></w:r>')
    document.add_paragraph("Có 65/77 xã.")
    document.save(stream)
    own = (
        f"<w:styles {nsdecls('w')}>{before}"
        '<w:style w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="U"><w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr>'
        "</w:tblStylePr></w:style></w:styles>"
    )
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, own if name == "word/styles.xml" else old.read(name))
    found = [(block.text, block.hidden) for block in read(path).blocks]
    assert found == [("62/77", True), ("Có 65/77 xã.", False)]
