"""Form fields of a PDF page, and what was typed over it: text of the page, where it stands.

Remarks and highlights of a reader are no text of the report.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Box, Origin
from extractors.frame import Frame
from extractors.lines import Line

_MOST_FIELDS = 2_000
_LONGEST = 20_000
_TEXT_OF = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


def with_fields(lines: Sequence[Line], page: Any, frame: Frame, number: int) -> tuple[Line, ...]:
    """The lines of a page with the values of its form fields.

    A value stands behind the line at whose height it is, else it is a line of its own.
    """
    whole = list(lines)
    for text, box in _values(page, frame):
        middle = (box.top + box.bottom) / 2
        before = [
            (box.x0 - line.box.x1, at)
            for at, line in enumerate(whole)
            if line.box.top < middle < line.box.bottom and line.box.x1 <= box.x0 + 2
        ]
        value = Line(
            text, ((0, len(text), box, Origin.TEXT),), number, box, box.bottom - box.top, bold=False
        )
        if not before:
            at = next((i for i, line in enumerate(whole) if line.box.top > box.bottom), len(whole))
            whole.insert(at, value)
            continue
        _, at = min(before)
        line = whole[at]
        start = len(line.text) + 1
        whole[at] = line._replace(
            text=f"{line.text} {text}",
            spans=(*line.spans, (start, start + len(text), box, Origin.TEXT)),
            box=Box(line.box.x0, line.box.top, max(line.box.x1, box.x1), line.box.bottom),
        )
    return tuple(whole)


def _values(page: Any, frame: Frame) -> Iterator[tuple[str, Box]]:
    """(text, box) of every filled text or choice field, and of every text laid over the page."""
    rect = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_FIELDS)):
        field = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not field:
            continue
        try:
            key = _TEXT_OF.get(pdfium.FPDFAnnot_GetSubtype(field))
            if key is None or pdfium.FPDFAnnot_GetFlags(field) & _UNSEEN:
                continue
            text = " ".join(_string(field, key).split())
            if text and text != "Off" and pdfium.FPDFAnnot_GetRect(field, rect):
                sides = frame.sides(rect.left, rect.bottom, rect.right, rect.top)
                yield unicodedata.normalize("NFC", text), Box(*sides)
        finally:
            pdfium.FPDFPage_CloseAnnot(field)


def _string(field: Any, key: bytes) -> str:
    if pdfium.FPDFAnnot_GetValueType(field, key) != pdfium.FPDF_OBJECT_STRING:
        return ""
    size = pdfium.FPDFAnnot_GetStringValue(field, key, None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    wide = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(field, key, wide, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
