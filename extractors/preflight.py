"""Preflight of a PDF: its encryption, its page tree and how much its pages unpack to.

PDFium believes a page tree and unpacks a page's content whole, before anybody can stop it, and says
nothing of content that is damaged. So qpdf walks the tree first, with an eye on loops and length,
and each page's content is unpacked up to a limit, and no further than that.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from extractors.errors import Reason, UnreadableError

MOST_PAGES = 5_000
"""A PDF of more is refused."""

_MOST_NODES = 50_000
_DEEPEST = 64
_LARGEST_PAGE = 32 * 1024**2
"""Bytes of drawing operators on one page, forms included; a page full of text has 20,000."""
_LARGEST_FILE = 512 * 1024**2
_LARGEST_MAP = 8 * 1024**2
"""Bytes of what says which letters a font draws."""
_MOST_FORMS = 2_000
_DEEPEST_FORM = 12
_MOST_DOTS = 600_000_000
"""Of one picture: the largest standard sheet, A0, at 600 dots an inch."""
_LONGEST_SIDE = 14_400
"""Points: 200 inches, the largest page that the PDF standard knows."""
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class PageFault:
    """What is wrong with one page."""

    reason: Reason
    detail: str
    is_readable: bool
    """Whether the page may still be given to a parser."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a PDF is before a parser sees it."""

    pages: int | None
    """Pages that its tree leads to; None where qpdf cannot open the file."""
    is_rebuilt: bool
    """Its table of objects is damaged and has to be made anew: something may be missing."""
    faults: dict[int, PageFault]
    """By the page's number, from 1."""


_UNKNOWN = Preflight(None, True, {})


def preflight(data: bytes) -> Preflight:
    """Look at a PDF's bytes before they are read.

    Raises:
        UnreadableError: encrypted with a password, too many pages, or unpacks to too much.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            rebuilt = any("reconstruct" in str(warning) for warning in pdf.get_warnings())
            pages = list(_leaves(pdf))
            faults = _Faults().of(pages)
            return Preflight(len(pages), rebuilt, faults)
    except pikepdf.PasswordError as error:
        raise UnreadableError(Reason.ENCRYPTED, "the PDF has a password") from error
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, RuntimeError):
        return _UNKNOWN


def _leaves(pdf: Any) -> Iterator[Any]:
    """The pages in order, each node of the tree once."""
    seen: set[tuple[int, int]] = set()
    pages = nodes = 0
    waiting = [(pdf.Root.get("/Pages"), 0)]
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if not isinstance(node, pikepdf.Dictionary) or depth > _DEEPEST:
            continue
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            if node.objgen in seen:
                continue
            if node.is_indirect:
                seen.add(node.objgen)
            if len(kids) > _MOST_NODES - nodes:
                raise _too_many(pages + len(kids))
            waiting.extend((kids[at], depth + 1) for at in range(len(kids) - 1, -1, -1))
            continue
        pages += 1
        if pages > MOST_PAGES:
            raise _too_many(pages)
        yield node


def _too_many(pages: int) -> UnreadableError:
    return UnreadableError(
        Reason.TOO_LARGE, f"{pages} pages or more; at most {MOST_PAGES} are read"
    )


class _Faults:
    """Looks at pages one by one; what many pages share is unpacked once."""

    def __init__(self) -> None:
        self._total = 0
        self._sizes: dict[tuple[int, int], int | None] = {}
        self._forms: dict[tuple[int, int], int] = {}

    def of(self, pages: list[Any]) -> dict[int, PageFault]:
        found = ((number, self._fault(page)) for number, page in enumerate(pages, 1))
        return {number: fault for number, fault in found if fault is not None}

    def _fault(self, page: Any) -> PageFault | None:
        side = _longest_side(page)
        if side > _LONGEST_SIDE:
            return PageFault(Reason.TOO_LARGE, "the page is larger than 200 inches", False)
        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        size, damaged = 0, False
        for stream in streams:
            if isinstance(stream, pikepdf.Stream) and size <= _LARGEST_PAGE:
                unpacked = self._size(stream, _LARGEST_PAGE)
                size += unpacked or 0
                damaged = damaged or unpacked is None
        size += self._resources(page.get("/Resources"), 0)
        if size > _LARGEST_PAGE:
            detail = f"the page unpacks to more than {_LARGEST_PAGE // 1024**2} MB"
            return PageFault(Reason.TOO_LARGE, detail, False)
        if damaged:
            return PageFault(Reason.CORRUPT, "the page's content is damaged", True)
        return None

    def _resources(self, resources: Any, depth: int) -> int:
        """Bytes that the forms and the fonts' maps unpack to."""
        if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST_FORM:
            return 0
        drawn = list(_values(resources.get("/XObject")))
        if any(map(_is_giant, drawn)):
            return _LARGEST_PAGE + 1
        return sum(self._form(form, depth) for form in drawn) + sum(
            self._map(font) for font in _values(resources.get("/Font"))
        )

    def _form(self, form: Any, depth: int) -> int:
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            return 0
        known = self._forms.get(form.objgen)
        if known is not None:
            return known
        if len(self._forms) >= _MOST_FORMS:
            raise UnreadableError(Reason.TOO_LARGE, f"more than {_MOST_FORMS} forms in it")
        self._forms[form.objgen] = 0  # one that draws itself ends here
        size = self._size(form, _LARGEST_PAGE) or 0
        size += self._resources(form.get("/Resources"), depth + 1)
        self._forms[form.objgen] = size
        return size

    def _map(self, font: Any) -> int:
        """What the map of a font's letters is too large by: of right ones nothing."""
        stream = font.get("/ToUnicode") if isinstance(font, pikepdf.Dictionary) else None
        if not isinstance(stream, pikepdf.Stream):
            return 0
        size = self._size(stream, _LARGEST_MAP) or 0
        return _LARGEST_PAGE + 1 if size > _LARGEST_MAP else 0

    def _size(self, stream: Any, most: int) -> int | None:
        """Bytes that a stream unpacks to, as far as `most`; None if it is damaged."""
        if stream.objgen in self._sizes:
            return self._sizes[stream.objgen]
        try:
            size = _unpacked(stream, most)
        except (zlib.error, EOFError):
            size = None
        self._sizes[stream.objgen] = size
        self._total += size or 0
        if self._total > _LARGEST_FILE:
            raise UnreadableError(
                Reason.TOO_LARGE, f"its pages unpack to more than {_LARGEST_FILE // 1024**2} MB"
            )
        return size


def _is_giant(drawn: Any) -> bool:
    """Whether it is a picture of more dots than a page can use."""
    if not isinstance(drawn, pikepdf.Stream) or drawn.get("/Subtype") != "/Image":
        return False
    try:
        return int(drawn.get("/Width", 0)) * int(drawn.get("/Height", 0)) > _MOST_DOTS
    except (TypeError, ValueError):
        return False


def _values(dictionary: Any) -> Iterator[Any]:
    if isinstance(dictionary, pikepdf.Dictionary):
        for key in list(dictionary.keys())[:_MOST_FORMS]:
            yield dictionary[key]


def _longest_side(page: Any) -> float:
    """Of the page's own box, in points; 0 where it has none that can be read."""
    box = page.get("/MediaBox")
    if not isinstance(box, pikepdf.Array) or len(box) != 4:
        return 0
    try:
        x0, y0, x1, y1 = (float(side) for side in box)
    except (TypeError, ValueError, ArithmeticError):
        return 0
    side = max(abs(x1 - x0), abs(y1 - y0))
    return side if math.isfinite(side) else math.inf


def _unpacked(stream: Any, most: int) -> int:
    """Bytes that a stream unpacks to; of more than `most` only that they are more.

    Raises:
        zlib.error: it is damaged.
        EOFError: it ends too early.
    """
    raw = bytes(stream.get_raw_stream_buffer())
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    names = [str(name) for name in names if name is not None]
    if not names or not raw:
        return len(raw)
    pieces: Iterator[bytes] = iter((raw,))
    for name in names:
        if name not in {"/FlateDecode", "/Fl"}:
            # The other ways to pack shrink little, or are pictures.
            return len(raw)
        pieces = _inflated(pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            break
    return size


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not inflater.eof:
            yield inflater.decompress(rest, _PIECE)
            rest = inflater.unconsumed_tail
    if not inflater.eof:
        raise EOFError
