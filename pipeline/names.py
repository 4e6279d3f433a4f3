"""Names as they are shown: of files, and of what archives call their members.

What stands here is for reading only. No name from an archive is ever made a path.
"""

from __future__ import annotations

import os
import unicodedata
import zlib
from itertools import product

LONGEST = 240
"""Characters of a member's name that are shown; of a longer one, the end."""

_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_VIETNAMESE = frozenset(
    letter
    for base, mark in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", ("", *_MARKS))
    for letter in unicodedata.normalize("NFC", base + mark)
) | {"đ", "Đ"}


def readable(name: str) -> str:
    """A file's name as text, also where the system's locale is not UTF-8."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def as_shown(name: str) -> str:
    """A file's name as it is shown, without what cannot be seen or turns the writing around."""
    return printable(readable(name))


def printable(text: str) -> str:
    """A text without control, direction and other invisible characters."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    return "" if category in {"Cc", "Cf", "Zl", "Zp"} else "\N{REPLACEMENT CHARACTER}"


def member_name(original: str, flags: int, extra: bytes) -> str:
    r"""The name of an archive's member, to be shown.

    Args:
        original: as `zipfile` decoded it: as UTF-8 if it is flagged so, else as code page 437.
        flags: the member's general purpose bits.
        extra: its extra field.

    Returns:
        A relative name with '/', NFC, printable, without '..', drive or stream: parts that would
        make it a path elsewhere are left out. Of a name of nothing else, '?'.
    """
    name = original if flags & _UTF8 else _decoded(original, extra)
    name = printable(unicodedata.normalize("NFC", name)).replace("\\", "/").replace(":", "_")
    parts = [part.strip() for part in name.split("/")]
    name = "/".join(part for part in parts if part.strip(". ")) or "?"
    return name if len(name) <= LONGEST else "…" + name[1 - LONGEST :].lstrip("/")


def _decoded(original: str, extra: bytes) -> str:
    try:
        raw = original.encode("cp437")
    except UnicodeEncodeError:
        return original
    if raw.isascii():
        return original
    given = _unicode_path(raw, extra)
    if given is not None:
        return given
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        vietnamese = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        return original
    is_so = all(letter.isascii() or letter in _VIETNAMESE for letter in vietnamese)
    return vietnamese if is_so else original


def _unicode_path(raw: bytes, extra: bytes) -> str | None:
    """The name in Info-ZIP's Unicode path field, if that is about this name."""
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        about = int.from_bytes(body[1:5], "little")
        if kind == _UNICODE_PATH and body[:1] == b"\x01" and about == zlib.crc32(raw):
            try:
                return body[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


class Names:
    """The names given out so far, each once."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._last

    def unique(self, name: str) -> str:
        """The name, numbered before its ending where it was given out: 'a (2).docx'."""
        found, number = name, self._last.get(name, 0)
        stem, dot, suffix = name.rpartition(".")
        while found in self._last:
            number += 1
            found = f"{stem} ({number + 1}).{suffix}" if dot else f"{name} ({number + 1})"
        self._last[name] = number
        self._last.setdefault(found, 0)
        return found
