"""Intake: which reader a file is for, by what is in it and not by its name."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.document import Document
from extractors.errors import Reason, UnreadableError
from extractors.text import decode, read_text

LARGEST = 256 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff"})

SUFFIXES = frozenset({".pdf", ".docx", ".doc", ".rtf", ".txt"}) | PICTURES
"""Endings by which a folder's reports are told from its other files."""

_PICTURE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_OTHERS = (
    (re.compile(rb".{4}ftyp(?:hei|hev|mif|msf|avi)", re.DOTALL),
     "a telephone's picture in a form that is not read (HEIC): send it as JPEG, PNG or PDF"),
    (re.compile(rb"RIFF.{4}WEBP|GIF8[79]a|BM.{4}\0\0\0\0", re.DOTALL),
     "a picture in a form that is not read: save it as JPEG, PNG or PDF"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMED_WORD = (
    (re.compile(rb"<(?:!doctype html|!--|html|head|body|meta)", re.IGNORECASE),
     "a web page under another name: open it in Word and save it as DOCX"),
    (re.compile(rb".{0,400}?\bmime-version:", re.IGNORECASE | re.DOTALL),
     "a web archive under another name: open it in Word and save it as DOCX"),
    (re.compile(rb"<\?xml\b", re.IGNORECASE),
     "an XML page under another name: open it in Word and save it as DOCX"),
    (re.compile(rb"\xdb\xa5|\x31\xbe|\xffWPC", re.DOTALL),
     "a word processor's file from before 1995: save it as DOCX"),
)  # fmt: skip
"""What offices name '.doc' as well."""
_MARKS = re.compile(rb"\xef\xbb\xbf|\xff\xfe(?=[^W])|\xfe\xff|\0")
_WORD = frozenset({".doc", ".dot", ".rtf"})


def read(path: Path, source: str | None = None) -> Document:
    """Read a report.

    Args:
        path: the file.
        source: the name to give it in all outputs; the path as given if None.

    Returns:
        The document. Pages that could not be read are in its `problems`.

    Raises:
        UnreadableError: nothing of it could be read; `reason` says why.
    """
    return read_data(read_bytes(path), path.suffix, str(path) if source is None else source)


def read_data(data: bytes, suffix: str, name: str) -> Document:
    """Read a report's bytes.

    Args:
        data: the file's content.
        suffix: what the file's name ends in, '.pdf': it decides only what the content leaves open.
        name: the name to give it in all outputs.

    Raises:
        UnreadableError: nothing of it could be read; `reason` says why.
    """
    if not data.strip():
        raise UnreadableError(Reason.EMPTY, "nothing in it")
    if b"%PDF-" in data[:1024]:
        from extractors.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        from extractors.docx import read_docx

        return read_docx(data, name)
    if is_picture(data):
        from extractors.pictures import read_picture

        return read_picture(data, name)
    if data.startswith(_OLE):
        from extractors.doc import read_doc

        return read_doc(data, name)
    head = _MARKS.sub(b"", data[:4096]).lstrip()
    if head.startswith(b"{\\rtf"):
        from extractors.rtf import read_rtf

        return read_rtf(data, name)
    suffix = suffix.lower()
    if suffix in _WORD:
        for pattern, detail in _NAMED_WORD:
            if pattern.match(head):
                raise UnreadableError(Reason.UNSUPPORTED, detail)
    for pattern, detail in _OTHERS:
        if pattern.match(data):
            raise UnreadableError(Reason.UNSUPPORTED, detail)
    if suffix in {".pdf", ".docx", ".rtf"} | PICTURES:
        kind = suffix[1:].upper()
        raise UnreadableError(Reason.CORRUPT, f"its content is not that of a {kind} file")
    try:
        return read_text(decode(data), name)
    except UnreadableError as error:
        if suffix in _WORD:
            detail = "its content is not that of a Word file"
            raise UnreadableError(Reason.CORRUPT, detail) from error
        raise


def is_picture(data: bytes) -> bool:
    """Whether a file is a picture that is read as a report."""
    return data.startswith(_PICTURE)


def read_bytes(path: Path) -> bytes:
    """The content of a regular file of at most `LARGEST` bytes.

    Raises:
        UnreadableError: it is none, or cannot be opened.
    """
    try:
        if path.is_dir():
            raise UnreadableError(Reason.NOT_A_FILE, "a folder")
        if not path.exists():
            raise UnreadableError(Reason.MISSING, "no such file")
        if not path.is_file():
            raise UnreadableError(Reason.NOT_A_FILE, "not a regular file")
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableError(Reason.TOO_LARGE, f"{size} bytes; at most {LARGEST} are read")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(Reason.NO_ACCESS, error.strerror or type(error).__name__) from error
    return data
