"""The fonts of an RTF file: what each is called, and which letters its bytes stand for."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extractors.legacy import font_encoding

_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_SYMBOL = 2
_SCRIPT = re.compile(r"\s(?:Tur|CE|Cyr|Greek|Baltic|\(\w+\))\Z")
"""What Windows adds to a font's name for each script that it has."""


@dataclass(slots=True)
class _Font:
    name: str = ""
    codec: str | None = None
    is_symbol: bool = False


class Fonts:
    """The font table, and the code page of the file."""

    def __init__(self) -> None:
        self._fonts: dict[int, _Font] = {}
        self._default: int | None = None
        self._codec = "cp1252"
        self._at = 0

    def file_word(self, word: str, number: int | None) -> bool:
        """Take a control word on the file's code page or font; False if it says neither."""
        if word == "ansicpg":
            self._codec = _known(number, self._codec)
        elif word in _PAGES:
            self._codec = _PAGES[word]
        elif word == "deff":
            self._default = number
        else:
            return False
        return True

    def table_word(self, word: str, number: int | None) -> None:
        """Take a control word inside the font table."""
        if word == "f":
            self._at = number or 0
            self._fonts[self._at] = _Font()
            return
        font = self._fonts.setdefault(self._at, _Font())
        if word == "fcharset":
            font.is_symbol = number == _SYMBOL
            font.codec = _CHARSETS.get(number or 0)
            if number == 0 and self._codec == "utf_8":
                font.codec = self._codec
        elif word == "cpg":
            font.codec = _known(number, font.codec or self._codec)

    def table_text(self, text: str) -> None:
        """Take a piece of text inside the font table: a name up to its semicolon."""
        font = self._fonts.setdefault(self._at, _Font())
        font.name = (font.name + text).partition(";")[0].strip()

    def name(self, number: int | None) -> str:
        """What a font is called; the file's own font if none is given."""
        return _SCRIPT.sub("", self._font(number).name)

    def decoded(self, data: bytes, number: int | None) -> str:
        """Bytes set in a font as characters.

        Fonts of before Unicode are of Western code pages whatever they say of themselves; signs
        of a symbol font stand behind F000, as they do in a DOCX.
        """
        font = self._font(number)
        if font.is_symbol:
            return "".join(chr(0xF000 + byte) if byte > 0x20 else chr(byte) for byte in data)
        if font_encoding(font.name) is not None:
            return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)
        return data.decode(font.codec or self._codec, "replace")

    def _font(self, number: int | None) -> _Font:
        if number is None:
            number = self._default
        return self._fonts.get(-1 if number is None else number, _Font())


def _known(page: int | None, default: str) -> str:
    if page == 65001:
        return "utf_8"
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return default
