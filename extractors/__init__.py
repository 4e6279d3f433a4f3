"""Readers: from a file's bytes to a `Document`."""

from __future__ import annotations

from extractors.document import Document
from extractors.errors import Reason, UnreadableError
from extractors.intake import read
from extractors.text import read_text

__all__ = ["Document", "Reason", "UnreadableError", "read", "read_text"]
