"""Whether the text layer of a PDF page is to be believed.

A scanner's own recognition lies invisible over the picture of the page, and has often lost the
marks of Vietnamese: 'LIEN DoAN LAO D()NG', 'ngay 28/0112008'. Its figures are no better than its
letters.
"""

from __future__ import annotations

import re
import unicodedata
from ctypes import c_uint
from typing import Any

import pypdfium2.raw as pdfium

from extractors.drawn import extent, objects

_LEAST_TEXT = re.compile(r"(?:\s*+\S){12}")
"""Visible characters; a page with fewer and a picture on it is taken for a scan."""

_MANY_OUTLINES = 200
_MOST_OBJECTS = 2_000
_FULL = 0.6
"""Share of the page that a scan's picture covers at least."""

_LEAST_LETTERS = 80
_MARKED = 0.12
"""Share of letters with marks; Vietnamese prose has a quarter, and lists of names a sixth."""

_SURELY_MARKED = 0.1
"""Bytes over the letters, as a share of them: each marked letter takes one or two more."""

_VIETNAMESE = frozenset(
    [
        "cua",
        "cac",
        "nhung",
        "duoc",
        "nguoi",
        "khong",
        "thuc",
        "hien",
        "cong",
        "nghi",
        "quyet",
        "dinh",
        "tinh",
        "huyen",
        "dang",
        "doan",
        "lien",
        "bao",
        "cao",
        "truong",
        "nhan",
        "dan",
        "viec",
        "giai",
        "ngay",
        "thang",
        "nam",
        "trong",
        "theo",
        "quy",
        "chuc",
        "uong",
        "tong",
        "nuoc",
        "dong",
    ]
)
"""Syllables as they stand where the marks are lost; few of them are English words."""

_WORD = re.compile(r"[^\W\d_]+")


def doubt(page: Any, text: str, *, unseen: bool) -> str | None:
    """Why a page is to be read from its picture, in English; None where its text is sound.

    Args:
        page: of PDFium, open.
        text: its text layer as stored, of before Unicode too.
        unseen: whether some of its text may be invisible; if not, only few pages are looked into.
    """
    few = _LEAST_TEXT.match(text) is None
    lost = not few and has_lost_marks(text)
    if not few and not unseen and not lost:
        return None
    pictured, hidden = _seen(page)
    if few:
        return "the page is a picture or a drawing" if pictured > 0.3 else None
    if pictured >= _FULL and hidden:
        return "its text is a scanner's own, invisible over a picture of the page"
    if pictured >= _FULL and lost:
        return "its text has lost the marks of Vietnamese over a picture of the page"
    return None


def has_lost_marks(text: str) -> bool:
    """Whether a text is Vietnamese without (most of) its marks; letters of before Unicode count."""
    if len(text.encode("utf-8", "replace")) - len(text) > _SURELY_MARKED * len(text):
        return False
    letters = [letter for letter in text if letter.isalpha() or ord(letter) > 0x7F]
    if len(letters) < _LEAST_LETTERS:
        return False
    if sum(ord(letter) > 0x7F for letter in letters) >= _MARKED * len(letters):
        return False
    words = [_plain(word) for word in _WORD.findall(text)]
    return sum(word in _VIETNAMESE for word in words) >= 0.06 * len(words)


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _seen(page: Any) -> tuple[float, bool]:
    """The share of the page under its largest picture, and whether most of its text is invisible.

    Letters drawn as many outlines count as a picture of the whole page.
    """
    width, height = page.get_size()
    largest = 0.0
    outlines = texts = invisible = 0
    for kind, obj in objects(page, _MOST_OBJECTS):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
            mode = pdfium.FPDFTextObj_GetTextRenderMode(obj)
            invisible += mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        outlines += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind not in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        size = extent(obj)
        if size is not None:
            largest = max(largest, size[0] * size[1] / max(width * height, 1.0))
    if outlines > _MANY_OUTLINES:
        largest = max(largest, 1.0 if texts == 0 else largest)
    return largest, texts > 0 and invisible > 0.5 * texts


def native_dpi(page: Any) -> float | None:
    """Pixels to the inch of the largest picture on a page; None where there is none."""
    best: tuple[float, float] | None = None
    for kind, obj in objects(page, _MOST_OBJECTS):
        size = extent(obj) if kind == pdfium.FPDF_PAGEOBJ_IMAGE else None
        if size is None:
            continue
        width, height = size
        wide, high = c_uint(), c_uint()
        if not pdfium.FPDFImageObj_GetImagePixelSize(obj, wide, high) or width <= 0:
            continue
        area = width * height
        if best is None or area > best[0]:
            # A picture may be turned: its longer side lies along the longer side of its place.
            dots = max(wide.value, high.value) / max(width, height) * 72
            best = area, dots
    return None if best is None else best[1]
