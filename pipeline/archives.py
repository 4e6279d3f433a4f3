"""ZIP archives of reports: what is in them, and the content of a member, both bounded.

Nothing is ever unpacked to the disk, and no size that an archive states is believed. An archive in
an archive is opened, one in that is not.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, cast

from extractors.errors import Reason, UnreadableError
from extractors.intake import LARGEST, SUFFIXES
from pipeline.folders import ZIP, Skip, Skipped, is_archive, skip_by_name, skip_folder
from pipeline.names import Names, member_name

MOST_MEMBERS = 20_000
LARGEST_DIRECTORY = 8 * 1024 * 1024
"""Bytes of an archive's list of members."""
LARGEST_INNER = 64 * 1024 * 1024
"""Bytes of an archive in an archive, which is held in memory."""
HIGHEST_RATIO = 250
"""What a member may unpack to, as a multiple of its packed size…"""
FREE_OF_RATIO = 1024 * 1024
"""…once it is larger than these bytes."""
HIGHEST_RATIO_OF_ALL = 100
FREE_OF_RATIO_OF_ALL = 256 * 1024 * 1024

_LOCAL = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_OFFICE = ("[Content_Types].xml", "mimetype")
_OTHERS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
_OTHER_ARCHIVE = "an archive of another type: pack it as ZIP, or unpack it"


@dataclass(frozen=True, slots=True)
class Member:
    """A report in an archive, or a part of the archive that is refused."""

    name: str
    """To be shown, and one of a kind in its archive: never a path."""
    refusal: UnreadableError | None = None
    offset: int = 0
    packed: int = 0
    """Bytes in the archive."""
    method: int = zipfile.ZIP_STORED
    crc: int = 0
    outer: Member | None = None
    """The archive in the archive that holds it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive holds."""

    members: tuple[Member, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    is_document: bool = False
    """It is no archive of reports but a word processor's document or another program's file."""
    is_word: bool = False
    """It is a word processor's document, which can be read itself."""


def listed(path: Path) -> Listing:
    """What a ZIP file holds, in the order of its own list.

    Raises:
        UnreadableError: it is none, or damaged, or larger than is read.
    """
    return _listed(path, *_version(path))


def content(path: Path, name: str) -> bytes:
    """The bytes of the member of that (shown) name.

    Raises:
        UnreadableError: there is none, or it was refused, is damaged, or larger than is read.
    """
    size, modified = _version(path)
    found = _by_name(path, size, modified).get(name)
    if found is None:
        raise UnreadableError(Reason.MISSING, "it is not in the archive")
    if found.refusal is not None:
        raise UnreadableError(found.refusal.reason, found.refusal.detail)
    if found.outer is not None:
        data = _inner(path, size, modified, found.outer)
        return _inflated(io.BytesIO(data), found, LARGEST)
    with _opened(path) as stream:
        return _inflated(stream, found, LARGEST)


def is_plain_archive(path: Path) -> bool:
    """Whether a file is, by its content, a ZIP archive and no office document.

    Office programs begin theirs with certain members; only where another stands first is the
    archive's list read. False where it cannot be opened: who reads it will say so.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(64)
    except OSError:
        return False
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    if head[30:].startswith((b"[Content_Types].xml", b"_rels/", b"word/", b"mimetype")):
        return False
    try:
        return not listed(path).is_document
    except UnreadableError:
        return path.suffix.lower() not in SUFFIXES


def _version(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds."""
    try:
        state = path.stat()
    except OSError as error:
        raise UnreadableError(Reason.NO_ACCESS, error.strerror or type(error).__name__) from error
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableError(Reason.NOT_A_FILE, "not a regular file")
    return state.st_size, state.st_mtime_ns


@lru_cache(maxsize=2)
def _listed(path: Path, size: int, modified: int) -> Listing:  # noqa: ARG001 - tell versions apart
    with _opened(path) as stream:
        head = stream.read(8)
        if head.startswith(_OTHERS):
            raise UnreadableError(Reason.UNSUPPORTED, _OTHER_ARCHIVE)
        if not head:
            raise UnreadableError(Reason.EMPTY, "nothing in it")
        return _listing(stream, None, _Sum(size))


@lru_cache(maxsize=1)
def _inner(path: Path, size: int, modified: int, outer: Member) -> bytes:  # noqa: ARG001 - likewise
    with _opened(path) as stream:
        return _inflated(stream, outer, LARGEST_INNER)


@lru_cache(maxsize=2)
def _by_name(path: Path, size: int, modified: int) -> dict[str, Member]:
    return {member.name: member for member in _listed(path, size, modified).members}


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise UnreadableError(Reason.NO_ACCESS, error.strerror or type(error).__name__) from error


class _Sum:
    """What an archive, with those in it, comes to."""

    def __init__(self, size: int) -> None:
        self.names = Names()
        self._members = 0
        self._unpacked = 0
        self._size = size
        self._most = max(FREE_OF_RATIO_OF_ALL, HIGHEST_RATIO_OF_ALL * size)

    def add(self, infos: Collection[zipfile.ZipInfo]) -> None:
        """Take members in.

        Raises:
            UnreadableError: they are too many, or unpack to too much.
        """
        members = self._members + len(infos)
        if members > MOST_MEMBERS:
            detail = f"{members} members; at most {MOST_MEMBERS} are read"
            raise UnreadableError(Reason.TOO_LARGE, detail)
        unpacked = self._unpacked + sum(info.file_size for info in infos)
        if unpacked > self._most:
            detail = f"{self._size} bytes that unpack to {unpacked}"
            raise UnreadableError(Reason.TOO_LARGE, detail)
        self._members, self._unpacked = members, unpacked


class _Careful:
    """A stream that an archive cannot make hand out much at once: its list is read in one go."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell
        self.seekable = stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_DIRECTORY:
            raise UnreadableError(Reason.TOO_LARGE, f"its list of members has {size} bytes")
        return self._stream.read(min(size, LARGEST_DIRECTORY) if size >= 0 else LARGEST_DIRECTORY)


def _listing(stream: IO[bytes], outer: Member | None, total: _Sum) -> Listing:
    try:
        with zipfile.ZipFile(cast("IO[bytes]", _Careful(stream))) as archive:
            infos = archive.infolist()
            end = archive.start_dir
    except (
        zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError, OSError,
        OverflowError,
    ) as error:  # fmt: skip
        detail = f"damaged archive ({type(error).__name__})"
        raise UnreadableError(Reason.CORRUPT, detail) from error
    names = {info.filename for info in infos}
    if not names.isdisjoint(_OFFICE):
        is_word = any(name.startswith("word/") for name in names)
        return Listing(is_document=True, is_word=is_word)
    _check_layout(infos, end)
    total.add(infos)
    return _sorted_out(stream, infos, outer, total)


def _check_layout(infos: Iterable[zipfile.ZipInfo], end: int) -> None:
    """Refuse members that lie over one another: that is how a small archive unpacks to petabytes.

    Raises:
        UnreadableError: they do.
    """
    starts = sorted((info.header_offset, info.compress_size) for info in infos)
    nexts = [start for start, _ in starts[1:]] + [end]
    for (start, packed), after in zip(starts, nexts, strict=bool(starts)):
        if start < 0 or start + _LOCAL.size + packed > after:
            raise UnreadableError(Reason.CORRUPT, "damaged archive (members over one another)")


def _sorted_out(
    stream: IO[bytes], infos: Iterable[zipfile.ZipInfo], outer: Member | None, total: _Sum
) -> Listing:
    members: list[Member] = []
    skipped: list[Skipped] = []
    for info in infos:
        if info.orig_filename.endswith(("/", "\\")) and not info.file_size:
            continue
        shown = member_name(info.orig_filename, info.flag_bits, info.extra)
        name = total.names.unique(f"{outer.name}/{shown}" if outer else shown)
        if stat.S_ISLNK(info.external_attr >> 16):
            skipped.append(Skipped(name, Skip.LINK_OUT))
            continue
        if reason := _skip(shown):
            skipped.append(Skipped(name, reason))
            continue
        member = Member(
            name, _refusal(info, shown, outer), info.header_offset, info.compress_size,
            info.compress_type, info.CRC, outer,
        )  # fmt: skip
        if not is_archive(shown) or member.refusal:
            members.append(member)
            continue
        inside = _inside(stream, member, total)
        members.extend(inside.members)
        skipped.extend(inside.skipped)
    return Listing(tuple(members), tuple(skipped))


def _inside(stream: IO[bytes], member: Member, total: _Sum) -> Listing:
    """What an archive in an archive holds; itself, refused, where it is not opened."""
    try:
        data = _inflated(stream, member, LARGEST_INNER)
        listing = _listing(io.BytesIO(data), member, total)
    except UnreadableError as error:
        refusal = UnreadableError(error.reason, error.detail)
        return Listing((Member(member.name, refusal),))
    if listing.is_word:
        return Listing((member,))
    if listing.is_document:
        return Listing(skipped=(Skipped(member.name, Skip.OTHER_TYPE),))
    if not listing.members:
        return Listing(skipped=(*listing.skipped, Skipped(member.name, Skip.NO_REPORTS)))
    return listing


def _skip(shown: str) -> Skip | None:
    *folders, name = PurePosixPath(shown).parts
    for folder in folders:
        if reason := skip_folder(folder):
            return reason
    return skip_by_name(name)


def _refusal(info: zipfile.ZipInfo, shown: str, outer: Member | None) -> UnreadableError | None:
    if is_archive(shown) and not shown.lower().endswith(ZIP):
        return UnreadableError(Reason.UNSUPPORTED, _OTHER_ARCHIVE)
    if is_archive(shown) and outer is not None:
        detail = "an archive in an archive in an archive: unpack it"
        return UnreadableError(Reason.UNSUPPORTED, detail)
    if info.flag_bits & _ENCRYPTED:
        return UnreadableError(Reason.ENCRYPTED, "the archive has a password")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        # Only these two can be unpacked in bounded steps.
        detail = f"packed by method {info.compress_type}: pack it as an ordinary ZIP"
        return UnreadableError(Reason.UNSUPPORTED, detail)
    if info.file_size > LARGEST:
        detail = f"{info.file_size} bytes; at most {LARGEST} are read"
        return UnreadableError(Reason.TOO_LARGE, detail)
    return None


def _inflated(stream: IO[bytes], member: Member, largest: int) -> bytes:
    """A member's bytes, unpacked no further than its limits.

    Raises:
        UnreadableError: it is damaged, or unpacks to more.
    """
    stream.seek(member.offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise UnreadableError(Reason.CORRUPT, "damaged archive (no member where it should be)")
    _, name, extra = _LOCAL.unpack(head)
    stream.seek(name + extra, os.SEEK_CUR)
    if member.packed > largest:
        detail = f"{member.packed} bytes, packed; at most {largest} are read"
        raise UnreadableError(Reason.TOO_LARGE, detail)
    packed = stream.read(member.packed)
    if len(packed) < member.packed:
        raise UnreadableError(Reason.CORRUPT, "damaged archive (it is cut off)")
    if member.method == zipfile.ZIP_STORED:
        data = packed
    else:
        limit = min(largest, max(FREE_OF_RATIO, HIGHEST_RATIO * len(packed)))
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(packed, limit + 1)
        except zlib.error as error:
            raise UnreadableError(Reason.CORRUPT, "damaged archive (zlib)") from error
        if len(data) > limit:
            detail = f"{len(packed)} bytes that unpack to more than {limit}"
            raise UnreadableError(Reason.TOO_LARGE, detail)
        if not inflater.eof:
            raise UnreadableError(Reason.CORRUPT, "damaged archive (it is cut off)")
    if zlib.crc32(data) != member.crc:
        raise UnreadableError(Reason.CORRUPT, "damaged archive (checksum)")
    return data
