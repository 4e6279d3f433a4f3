"""The ways a file can refuse to be read, as typed errors with stable reasons."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a file, or a page of it, was not read. The value is the stable code in all outputs."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    NO_ACCESS = "no_access"
    EMPTY = "empty"
    """Zero bytes, or nothing in it that could be text."""
    UNSUPPORTED = "unsupported"
    """Content of a type that no reader here reads, whatever its name says."""
    CORRUPT = "corrupt"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    ENCODING = "encoding"
    """Plain text that is not UTF-8 (or UTF-16 with a mark)."""
    UNSETTLED = "unsettled"
    """Still being written while it was read."""
    NEEDS_OCR = "needs_ocr"
    """A page that is a picture; partial, never silent."""


class UnreadableError(Exception):
    """A file that cannot be read at all.

    `reason` is the stable code, `detail` is for a person (English, no text of the report in it).
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail
