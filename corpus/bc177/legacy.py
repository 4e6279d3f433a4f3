"""The letters of TCVN3 and VNI, for the makers of reports set in fonts of before Unicode.

Typed from the published charts (TCVN 5712:1993, third table; VNI for Windows), not taken from the
tables of the reader under test. A capital with a mark has no code of its own in TCVN3: it is the
small letter in a font whose name ends in H.
"""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of the charts."""

_TCVN3_TONED = {
    "a": "B5 B6 B7 B8 B9", "ă": "BB BC BD BE C6", "â": "C7 C8 C9 CA CB",
    "e": "CC CE CF D0 D1", "ê": "D2 D3 D4 D5 D6", "i": "D7 D8 DC DD DE",
    "o": "DF E1 E2 E3 E4", "ô": "E5 E6 E7 E8 E9", "ơ": "EA EB EC ED EE",
    "u": "EF F1 F2 F3 F4", "ư": "F5 F6 F7 F8 F9", "y": "FA FB FC FD FE",
}  # fmt: skip
_TCVN3_PLAIN = {
    "Ă": "A1", "Â": "A2", "Ê": "A3", "Ô": "A4", "Ơ": "A5", "Ư": "A6", "Đ": "A7",
    "ă": "A8", "â": "A9", "ê": "AA", "ô": "AB", "ơ": "AC", "ư": "AD", "đ": "AE",
}  # fmt: skip

_VNI_BARE = {"\u0301": "F9", "\u0300": "F8", "\u0309": "FB", "\u0303": "F5", "\u0323": "EF"}
_VNI_CIRCUMFLEX = {
    "": "E2",
    "\u0301": "E1",
    "\u0300": "E0",
    "\u0309": "E5",
    "\u0303": "E3",
    "\u0323": "E4",
}
_VNI_BREVE = {
    "": "EA",
    "\u0301": "E9",
    "\u0300": "E8",
    "\u0309": "FA",
    "\u0303": "FC",
    "\u0323": "EB",
}
_VNI_I = {"\u0301": "ED", "\u0300": "EC", "\u0309": "E6", "\u0303": "F3", "\u0323": "F2"}
_VNI_HORN = {"ơ": "F4", "ư": "F6", "Ơ": "D4", "Ư": "D6"}
_VNI_D = {"đ": "F1", "Đ": "D1"}


def _tcvn3() -> dict[str, str]:
    table = {letter: chr(int(code, 16)) for letter, code in _TCVN3_PLAIN.items()}
    for base, codes in _TCVN3_TONED.items():
        for tone, code in zip(_TONES, codes.split(), strict=True):
            table[unicodedata.normalize("NFC", base + tone)] = chr(int(code, 16))
    return table


def _vni() -> dict[str, str]:
    """Base letter and mark, each capital with a capital mark: 0x20 below the small one."""
    table = {letter: chr(int(code, 16)) for letter, code in (_VNI_D | _VNI_HORN).items()}

    def add(letter: str, base: str, code: str) -> None:
        whole = unicodedata.normalize("NFC", letter)
        mark = int(code, 16)
        table[whole] = base + chr(mark)
        table[whole.upper()] = base.upper() + chr(mark - 0x20)

    for base in "aeouy":
        for tone, code in _VNI_BARE.items():
            if base == "y" and tone == "\u0323":
                continue
            add(base + tone, base, code)
    for base in "aeo":
        for tone, code in _VNI_CIRCUMFLEX.items():
            add(unicodedata.normalize("NFC", base + "\u0302") + tone, base, code)
    for tone, code in _VNI_BREVE.items():
        add(unicodedata.normalize("NFC", "a\u0306") + tone, "a", code)
    for base in "ơư":
        for tone, code in _VNI_BARE.items():
            add(base + tone, chr(int(_VNI_HORN[base], 16)), code)
    for tone, code in _VNI_I.items():
        whole = unicodedata.normalize("NFC", "i" + tone)
        table[whole] = chr(int(code, 16))
        table[whole.upper()] = chr(int(code, 16) - 0x20)
    table["ỵ"], table["Ỵ"] = chr(0xEE), chr(0xCE)
    return table


TCVN3, VNI = _tcvn3(), _vni()
