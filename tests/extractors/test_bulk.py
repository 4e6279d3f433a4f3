"""What is asked of all characters at once is what PDFium says of each."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from extractors.bulk import boxes_of_all, objects_of_all

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
        assert boxes_of_all(raw, count) == boxes
        assert objects_of_all(raw, count) == owners
        text_page.close()
        page.close()


def test_of_no_characters() -> None:
    with pypdfium2.PdfDocument(FILES[0]) as file:
        page = file[0]
        text_page = page.get_textpage()
        assert boxes_of_all(text_page.raw, 0) == []
        assert objects_of_all(text_page.raw, 0) == []
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
