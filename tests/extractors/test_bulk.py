"""What is asked of all characters at once is what PDFium says of each."""

from __future__ import annotations

import ctypes
from itertools import groupby
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from extractors import bulk

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = [
    CORPUS / "bc177" / "bc177.pdf",
    CORPUS / "units" / "twelve" / "ky1" / "01-dang-bo-so-noi-vu.pdf",
    CORPUS / "reading" / "pdf" / "drawn-turned.pdf",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_as_asked_one_by_one(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as file:
        page = file[0]
        text_page = page.get_textpage()
        raw = text_page.raw
        count = pdfium.FPDFText_CountChars(raw)
        assert count > 0
        rect = pdfium.FS_RECTF()
        boxes = []
        owners = []
        for index in range(count):
            pdfium.FPDFText_GetLooseCharBox(raw, index, rect)
            boxes.append((rect.left, rect.top, rect.right, rect.bottom))
            drawn = pdfium.FPDFText_GetTextObject(raw, index)
            owners.append(ctypes.cast(drawn, ctypes.c_void_p).value)
        assert list(zip(*bulk.sides_of_all(raw, count), strict=True)) == boxes
        some = [count - 1, 0, 0, count // 2]
        assert list(zip(*bulk.sides_of(raw, some), strict=True)) == [boxes[at] for at in some]
        assert bulk.objects_of(raw, range(count)) == owners
        text_page.close()
        page.close()


def test_more_than_are_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pypdfium2.PdfDocument(FILES[0]) as file:
        page = file[0]
        text_page = page.get_textpage()
        raw = text_page.raw
        count = pdfium.FPDFText_CountChars(raw)
        whole = bulk.sides_of_all(raw, count), bulk.sides_of_stretches(raw)
        monkeypatch.setattr(bulk, "_AT_ONCE", 100)
        monkeypatch.setattr(bulk, "_STRETCHES_AT_ONCE", 7)
        bulk._room.cache_clear()
        bulk._room_for_stretches.cache_clear()
        assert count > 200
        assert (bulk.sides_of_all(raw, count), bulk.sides_of_stretches(raw)) == whole
        text_page.close()
        page.close()
    bulk._room.cache_clear()
    bulk._room_for_stretches.cache_clear()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_stretches_as_asked_one_by_one(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as file:
        page = file[0]
        text_page = page.get_textpage()
        raw = text_page.raw
        sides = [ctypes.c_double() for _ in range(4)]
        expected = []
        for index in range(pdfium.FPDFText_CountRects(raw, 0, -1)):
            pdfium.FPDFText_GetRect(raw, index, *sides)
            expected.append(tuple(side.value for side in sides))
        assert list(zip(*bulk.sides_of_stretches(raw), strict=True)) == expected
        text_page.close()
        page.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_letters_of_a_text_object_stand_together(path: Path) -> None:
    """The reader asks only some characters for theirs."""
    with pypdfium2.PdfDocument(path) as file:
        for page in file:
            text_page = page.get_textpage()
            count = pdfium.FPDFText_CountChars(text_page.raw)
            owners = [
                one for one in bulk.objects_of(text_page.raw, range(count)) if one is not None
            ]
            changes = [owner for owner, _ in groupby(owners)]
            assert len(changes) == len(set(owners))
            text_page.close()
            page.close()


def test_of_no_characters() -> None:
    with pypdfium2.PdfDocument(FILES[0]) as file:
        page = file[0]
        text_page = page.get_textpage()
        assert bulk.sides_of_all(text_page.raw, 0) == ([], [], [], [])
        assert bulk.objects_of(text_page.raw, []) == []
        assert bulk.made_up(text_page.raw, []) == []
        text_page.close()
        page.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_put_between_is_white(path: Path) -> None:
    """The reader asks of spaces alone whether PDFium made them up."""
    with pypdfium2.PdfDocument(path) as file:
        for page in file:
            text_page = page.get_textpage()
            raw = text_page.raw
            made_up = [
                chr(pdfium.FPDFText_GetUnicode(raw, index))
                for index in range(pdfium.FPDFText_CountChars(raw))
                if pdfium.FPDFText_IsGenerated(raw, index) == 1
            ]
            assert set(made_up) <= {" ", "\r", "\n"}
            text_page.close()
            page.close()
