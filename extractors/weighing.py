"""What a page of a PDF unpacks to, and whether all of it is whole.

Streams are unpacked up to a limit and no further, each once, however many pages share it. Deflate
ends in a checksum, so a single wrong bit of a content, a form or a map of letters is seen, and of a
font where its drawings alone tell what its codes mean.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pikepdf

from extractors.errors import Reason, UnreadableError

LARGEST_PAGE = 32 * 1024**2
"""Bytes of drawing operators on one page, forms included; a page full of text has 20,000."""

_LARGEST_FILE = 512 * 1024**2
_LARGEST_MAP = 8 * 1024**2
"""Bytes of what says which letters a font draws."""
_LARGEST_FONT = 64 * 1024**2
_MOST_FORMS = 2_000
_DEEPEST_FORM = 12
_MOST_DOTS = 600_000_000
"""Of one picture: the largest standard sheet, A0, at 600 dots an inch."""
_PIECE = 256 * 1024
_FLATE = {"/FlateDecode", "/Fl"}
_MOST_INFLATED = 1_032
"""Times that deflate can shrink anything: a stream that cannot come to too much is unpacked at
once."""
_LEAST_WEIGHED = 256 * 1024
"""Bytes of packed fonts of a file that need not be weighed: they come to 264 MB at most."""
_TIMES_USUAL = 4
_FILTERS = {
    *_FLATE, "/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85", "/LZWDecode", "/LZW",
    "/RunLengthDecode", "/RL", "/CCITTFaxDecode", "/CCF", "/DCTDecode", "/DCT", "/JBIG2Decode",
    "/JPXDecode", "/Crypt",
}  # fmt: skip
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Load:
    """What a page, or a part of one, comes to."""

    size: int = 0
    """Bytes; once it is too much, at least how many."""
    is_damaged: bool = False

    def __add__(self, other: Load) -> Load:
        return Load(self.size + other.size, self.is_damaged or other.is_damaged)


_NOTHING = Load()
_DAMAGED = Load(is_damaged=True)
_TOO_MUCH = Load(LARGEST_PAGE + 1)


class Scales:
    """Weighs the pages of one PDF."""

    def __init__(self) -> None:
        self._total = 0
        self._streams: dict[tuple[int, int], Load] = {}
        self._forms: dict[tuple[int, int], Load] = {}
        self._fonts: dict[tuple[int, int], Load] = {}
        self._unweighed = 0
        """Bytes of packed fonts that were let through."""
        self._drawn_with: dict[tuple[int, int], Load] = {}
        """Of resources that pages share."""

    def page(self, page: Any, resources: Any) -> Load:
        """The load of a page that draws with these resources.

        Raises:
            UnreadableError: too large, too many forms, or the pages together unpack to too much.
        """
        return self._content(page, resources) + self._shared(resources)

    def _content(self, page: Any, resources: Any) -> Load:
        contents = page.get("/Contents")
        if contents is None:
            # An empty page needs no fonts: where there are some, its content is lost.
            has_fonts = next(_values(_part(resources, "/Font")), None) is not None
            return Load(is_damaged=has_fonts)
        streams: Iterable[Any] = contents if isinstance(contents, pikepdf.Array) else [contents]
        load = _NOTHING
        for stream in streams:
            load += self._stream(stream, LARGEST_PAGE)
            if load.size > LARGEST_PAGE:
                break
        return load

    def _shared(self, resources: Any) -> Load:
        """Of a page's resources; those that it shares with pages before are known."""
        if not isinstance(resources, pikepdf.Dictionary) or not resources.is_indirect:
            return self._resources(resources, 0)
        known = self._drawn_with.get(resources.objgen)
        if known is None:
            known = self._drawn_with[resources.objgen] = self._resources(resources, 0)
        return known

    def _resources(self, resources: Any, depth: int) -> Load:
        """Of the forms and the fonts."""
        if depth > _DEEPEST_FORM:
            return _NOTHING
        load = _NOTHING
        for drawn in _values(_part(resources, "/XObject")):
            load += _TOO_MUCH if _is_giant(drawn) else self._form(drawn, depth)
        for font in _values(_part(resources, "/Font")):
            load += self._font(font)
        return load

    def _form(self, form: Any, depth: int) -> Load:
        if not isinstance(form, pikepdf.Stream):
            return _DAMAGED
        if form.get("/Subtype") != "/Form":
            return _NOTHING
        known = self._forms.get(form.objgen)
        if known is not None:
            return known
        if len(self._forms) >= _MOST_FORMS:
            raise UnreadableError(Reason.TOO_LARGE, f"more than {_MOST_FORMS} forms in it")
        self._forms[form.objgen] = _NOTHING  # one that draws itself ends here
        load = self._stream(form, LARGEST_PAGE)
        load += self._resources(form.get("/Resources"), depth + 1)
        self._forms[form.objgen] = load
        return load

    def _font(self, font: Any) -> Load:
        if not isinstance(font, pikepdf.Dictionary):
            return _DAMAGED
        known = self._fonts.get(font.objgen)
        if known is not None and font.is_indirect:
            return known
        letters = font.get("/ToUnicode")
        load = self._held(letters, _LARGEST_MAP)
        # What its codes mean is told by the map, or by the encoding; else by the drawings alone.
        is_told = letters is not None or font.get("/Encoding") is not None
        descendants = font.get("/DescendantFonts")
        for one in (font, *(descendants if isinstance(descendants, pikepdf.Array) else ())):
            descriptor = _part(one, "/FontDescriptor")
            for name in _FONT_FILES:
                drawings = _part(descriptor, name)
                if drawings is None or (is_told and self._need_not_be_weighed(drawings)):
                    continue
                load += self._held(drawings, _LARGEST_FONT)
        self._fonts[font.objgen] = load
        return load

    def _need_not_be_weighed(self, drawings: Any) -> bool:
        """Whether a font's drawings are packed so small that they cannot come to too much.

        Damage in them changes no text.
        """
        if not isinstance(drawings, pikepdf.Stream) or str(drawings.get("/Filter")) not in _FLATE:
            return False
        size = len(drawings.get_raw_stream_buffer())
        if size * _MOST_INFLATED > _LARGEST_FONT:
            return False
        self._unweighed += size
        return self._unweighed <= _LEAST_WEIGHED

    def _held(self, stream: Any, most: int) -> Load:
        """Of what a font holds; it may also be none, or the name of one that everybody has."""
        if stream is None or isinstance(stream, pikepdf.Name):
            return _NOTHING
        load = self._stream(stream, most)
        return Load(LARGEST_PAGE + 1 if load.size > most else 0, load.is_damaged)

    def _stream(self, stream: Any, most: int) -> Load:
        """Of one stream, unpacked as far as `most`."""
        if not isinstance(stream, pikepdf.Stream):
            return _DAMAGED
        known = self._streams.get(stream.objgen)
        if known is not None:
            return known
        try:
            load = Load(_unpacked(stream, most))
        except (zlib.error, EOFError):
            load = _DAMAGED
        self._streams[stream.objgen] = load
        self._total += load.size
        if self._total > _LARGEST_FILE:
            raise UnreadableError(
                Reason.TOO_LARGE, f"its pages unpack to more than {_LARGEST_FILE // 1024**2} MB"
            )
        return load


def _part(dictionary: Any, name: str) -> Any:
    """What a dictionary has under a name; None where there is no dictionary."""
    if dictionary is None or not isinstance(dictionary, (pikepdf.Dictionary, pikepdf.Stream)):
        return None
    return dictionary.get(name)


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
        for _, value in islice(dictionary.items(), _MOST_FORMS):
            yield value


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
    if not _FILTERS.issuperset(names) or (not names and _is_deflated(raw)):
        raise EOFError
    if not names or not raw:
        return len(raw)
    if len(names) == 1 and names[0] in _FLATE and len(raw) * _MOST_INFLATED <= most:
        return len(zlib.decompress(raw, bufsize=_TIMES_USUAL * len(raw)))
    pieces: Iterator[bytes] = iter((raw,))
    for name in names:
        if name not in _FLATE:
            # The other ways to pack shrink little, or are pictures.
            return len(raw)
        pieces = _inflated(pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            break
    return size


def _is_deflated(raw: bytes) -> bool:
    """Whether bytes begin as deflate does: neither operators nor a map of letters ever do."""
    return raw[:1] == b"x" and int.from_bytes(raw[:2]) % 31 == 0


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not inflater.eof:
            yield inflater.decompress(rest, _PIECE)
            rest = inflater.unconsumed_tail
    if not inflater.eof:
        raise EOFError
