"""The typeset reference report holds what its text holds, read without our own readers."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

HERE = Path(__file__).parents[1] / "corpus" / "bc177"
SOURCE = (HERE / "bc177.txt").read_text("utf-8")
NUMBER = re.compile(r"\d+")  # str.isdigit() and \d differ on '¹': \d takes no superscripts
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = ["TỈNH ỦY BẮC GIANG", "ĐẢNG ỦY CÁC CƠ QUAN TỈNH", "ĐẢNG CỘNG SẢN VIỆT NAM"]
NOTES = {
    1: ("¹ Đến nay, đã có 77/77",),
    2: ("² Từ đầu nhiệm kỳ",),
    3: ("³ Có 25/58 cơ sở đoàn",),
    4: ("⁴ Kết quả đánh giá", "vững mạnh, bằng 63,8%"),
}
"""How each line of bc177.txt that holds a footnote, or goes on with one, begins."""


def bare(text: str) -> str:
    return "".join(text.split())


def source_lines() -> list[str]:
    return [line.strip() for line in SOURCE.splitlines() if line.strip()]


def source_notes() -> dict[int, str]:
    """The footnotes of the text without their marks and white space."""
    notes = {}
    for number, starts in NOTES.items():
        pieces = [next(x for x in source_lines() if x.startswith(start)) for start in starts]
        notes[number] = bare("".join(pieces))[1:]
    return notes


def source_body() -> str:
    starts = tuple(start for group in NOTES.values() for start in group)
    return bare("".join(line for line in source_lines() if not line.startswith(starts)))


@cache
def member(name: str) -> etree._Element:
    with zipfile.ZipFile(HERE / "bc177.docx") as archive:
        return etree.fromstring(archive.read(name))


def words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def docx_notes() -> dict[int, str]:
    notes = member("word/footnotes.xml").findall(f"{W}footnote")
    return {int(n.get(f"{W}id", "")): bare(words(n)) for n in notes if n.get(f"{W}type") is None}


def docx_body() -> str:
    """The text of the body, with a superscript digit for each reference to a footnote."""
    parts: list[str] = []
    for node in member("word/document.xml").iter(f"{W}t", f"{W}footnoteReference"):
        is_text = node.tag == f"{W}t"
        parts.append(node.text or "" if is_text else " ¹²³⁴"[int(node.get(f"{W}id", ""))])
    return bare("".join(parts))


@cache
def pdf_pages() -> tuple[str, ...]:
    file = pypdfium2.PdfDocument(HERE / "bc177.pdf")
    pages = []
    for page in file:
        text = page.get_textpage()
        pages.append(text.get_text_bounded())
        text.close()
        page.close()
    file.close()
    return tuple(pages)


def test_docx_has_four_real_footnotes_with_the_words_of_the_text() -> None:
    assert docx_notes() == source_notes()
    references = member("word/document.xml").iter(f"{W}footnoteReference")
    assert [node.get(f"{W}id") for node in references] == ["1", "2", "3", "4"]
    kinds = [n.get(f"{W}type") for n in member("word/footnotes.xml").findall(f"{W}footnote")]
    assert kinds == ["separator", "continuationSeparator", None, None, None, None]
    assert not re.search("[¹²³⁴]", words(member("word/document.xml")))


def test_docx_holds_the_body_of_the_text_and_three_lines_of_head() -> None:
    rest = docx_body()
    for line in HEAD:
        assert not NUMBER.search(line)
        assert rest.count(bare(line)) == 1
        rest = rest.replace(bare(line), "")
    assert Counter(rest) == Counter(source_body())
    start, end = bare("BÁO CÁO Sơ kết 02 năm"), bare("Nơi nhận:")
    # Between head and closing the characters also stand in the same order: joins lost nothing.
    assert rest[rest.index(start) : rest.index(end)] == in_order(source_body(), start, end)


def in_order(body: str, start: str, end: str) -> str:
    return body[body.index(start) : body.index(end)]


def test_docx_has_every_number_of_the_text() -> None:
    found = NUMBER.findall(words(member("word/document.xml")))
    found += NUMBER.findall(words(member("word/footnotes.xml")))
    assert Counter(found) == Counter(NUMBER.findall(SOURCE))


def test_pdf_has_every_digit_of_the_text() -> None:
    """Beside them only page numbers (none on page 1) and eight footnote marks are printed."""
    found = Counter(re.findall(r"\d", "".join(pdf_pages())))
    automatic = "".join(str(n) for n in range(2, len(pdf_pages()) + 1)) + "1234" * 2
    assert found - Counter(automatic) == Counter(re.findall(r"\d", SOURCE))


def test_pdf_has_every_character_of_the_text() -> None:
    """PDFium writes a hyphen at a line's end as U+FFFE or U+0002."""
    printed = re.sub("[\ufffe\x02]", "-", bare("".join(pdf_pages())))
    automatic = "".join(str(n) for n in range(2, len(pdf_pages()) + 1)) + "1234" * 2
    marks = str.maketrans("¹²³⁴", "    ")
    expected = Counter(bare(SOURCE.translate(marks))) + Counter(bare("".join(HEAD)))
    assert Counter(printed) - Counter(automatic) == expected


@pytest.mark.parametrize(("note", "page"), [(1, 4), (2, 6), (3, 8), (4, 9)])
def test_pdf_footnotes_stand_whole_at_the_foot_of_their_page(note: int, page: int) -> None:
    printed = bare(pdf_pages()[page - 1])
    assert printed.endswith(f"{note}{source_notes()[note]}")


def test_pdf_paragraphs_run_over_page_breaks() -> None:
    """A page that begins, behind its number, in the middle of a sentence."""
    first = [re.sub(r"\A\d+\s+", "", page)[:1] for page in pdf_pages()[1:]]
    assert sum(letter.islower() for letter in first) >= 5


def test_pdf_is_a4_and_its_fonts_are_embedded() -> None:
    fonts = set()
    with pikepdf.open(HERE / "bc177.pdf") as file:
        for page in file.pages:
            width, height = (float(x) for x in page.mediabox[2:])
            assert (round(width), round(height)) == (595, 842)
            for font in page.resources["/Font"].values():
                descriptor = font["/FontDescriptor"]
                fonts.add(str(font["/BaseFont"]))
                assert any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    assert len(fonts) == 3
