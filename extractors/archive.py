"""Office archives: what may be opened at all, checked before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from extractors.errors import Reason, UnreadableError

_LARGEST_MEMBER = 64 * 1024 * 1024
_LARGEST_XML = 192 * 1024 * 1024
_HIGHEST_RATIO = 250
_MOST_MEMBERS = 10_000
_HEAD = 4096
"""Bytes in which a document type would stand; who parses a part refuses one further down."""
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_DOCTYPE_16 = re.compile("<!DOCTYPE|<!ENTITY".encode("utf-16-le"))

DAMAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip
"""What reading a member of a damaged archive raises."""


def check_archive(data: bytes) -> tuple[str, ...]:
    """Refuse an archive that is broken, too large unpacked, or holds a document type.

    Returns:
        The names of its members.

    Raises:
        UnreadableError: corrupt, encrypted or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as stream:
                        _check_xml(stream.read(_HEAD))
            return tuple(member.filename for member in members)
    except DAMAGES as error:
        name = "zlib" if isinstance(error, zlib.error) else type(error).__name__
        raise UnreadableError(Reason.CORRUPT, f"damaged archive ({name})") from error


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
    if _DOCTYPE.search(head) or _DOCTYPE_16.search(head):
        raise UnreadableError(Reason.CORRUPT, "a document type in its XML")
