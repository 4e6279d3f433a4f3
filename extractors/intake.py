"""Intake: which reader a file is for, by what is in it and not by its name."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.errors import Reason, UnreadableError
from extractors.text import decode, read_text

LARGEST = 256 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""

SUFFIXES = frozenset({".pdf", ".docx", ".txt"})
"""Endings by which a folder's reports are told from its other files."""

_OTHERS = (
    (b"{\\rtf", "RTF is not read yet: save it as DOCX or PDF"),
    (b"\x89PNG", "a picture is not read: a scan needs to be a PDF"),
    (b"\xff\xd8\xff", "a picture is not read: a scan needs to be a PDF"),
    (b"II*\x00", "a picture is not read: a scan needs to be a PDF"),
    (b"MM\x00*", "a picture is not read: a scan needs to be a PDF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
    name = str(path) if source is None else source
    data = _bytes(path)
    if b"%PDF-" in data[:1024]:
        from extractors.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        from extractors.docx import read_docx

        return read_docx(data, name)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError(Reason.ENCRYPTED, "the document has a password")
        raise UnreadableError(
            Reason.UNSUPPORTED, "Word 97-2003 is not read yet: save it as DOCX or PDF"
        )
    for magic, detail in _OTHERS:
        if data.startswith(magic):
            raise UnreadableError(Reason.UNSUPPORTED, detail)
    if path.suffix.lower() in {".pdf", ".docx"}:
        kind = path.suffix[1:].upper()
        raise UnreadableError(Reason.CORRUPT, f"its content is not that of a {kind} file")
    return read_text(decode(data), name)


def _bytes(path: Path) -> bytes:
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
    if not data.strip():
        raise UnreadableError(Reason.EMPTY, "nothing in it")
    return data
