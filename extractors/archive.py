"""Office archives: what may be opened at all, checked before any parser sees it."""

from __future__ import annotations

import io
import zipfile
import zlib

from extractors.errors import Reason, UnreadableError

_LARGEST_MEMBER = 64 * 1024 * 1024
_LARGEST_XML = 192 * 1024 * 1024
_HIGHEST_RATIO = 250
_MOST_MEMBERS = 10_000
_HEAD = 4096
"""Bytes in which a document type would stand; who parses a part refuses one further down."""
_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY")
_DOCTYPES_16 = tuple(sign.decode().encode("utf-16-le") for sign in _DOCTYPES)

DAMAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip
"""What reading a member of a damaged archive raises."""


class Archive:
    """An archive that is whole, not too large unpacked, and holds no document type.

    Raises:
        UnreadableError: corrupt, encrypted or too large.
    """

    __slots__ = ("_file", "_short")

    def __init__(self, data: bytes) -> None:
        self._short: dict[str, bytes] = {}
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            members = self._file.infolist()
            _check_sizes(members)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    self._check(member)
        except DAMAGES as error:
            name = "zlib" if isinstance(error, zlib.error) else type(error).__name__
            raise UnreadableError(Reason.CORRUPT, f"damaged archive ({name})") from error

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return self._file.namelist()

    def member(self, name: str) -> str | None:
        """The name as the archive has it; part names do not tell capitals from small letters."""
        if name in self._file.NameToInfo:
            return name
        folded = name.lower()
        return next((n for n in self.names if n.replace("\\", "/").lower() == folded), None)

    def read(self, name: str) -> bytes:
        """The bytes of a member."""
        short = self._short.get(name)
        return self._file.read(name) if short is None else short

    def _check(self, member: zipfile.ZipInfo) -> None:
        """Check how a member begins; one that is no longer than that is kept, not read again."""
        with self._file.open(member) as stream:
            head = stream.read(_HEAD)
        _check_xml(head)
        if member.file_size <= _HEAD and self._file.NameToInfo[member.filename] is member:
            self._short[member.filename] = head


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise UnreadableError(Reason.TOO_LARGE, f"{len(members)} members in the archive")
    xml = 0
    for member in members:
        if member.flag_bits & 1:
            raise UnreadableError(Reason.ENCRYPTED, "the archive has a password")
        is_xml = member.filename.endswith((".xml", ".rels"))
        ratio = member.file_size / max(member.compress_size, 1)
        if is_xml and (
            member.file_size > _LARGEST_MEMBER
            or (ratio > _HIGHEST_RATIO and member.file_size > 4 * 1024 * 1024)
        ):
            raise UnreadableError(
                Reason.TOO_LARGE, f"{member.filename} unpacks to {member.file_size} bytes"
            )
        xml += member.file_size if is_xml else 0
    if xml > _LARGEST_XML:
        raise UnreadableError(Reason.TOO_LARGE, f"the archive unpacks to {xml} bytes of XML")


def _check_xml(head: bytes) -> None:
    capitals = head.upper()
    if any(sign in capitals for sign in _DOCTYPES) or any(sign in head for sign in _DOCTYPES_16):
        raise UnreadableError(Reason.CORRUPT, "a document type in its XML")
