"""Signs of symbol fonts, as the Unicode characters that they show.

A symbol font puts its glyphs behind the codes F020 to F0FF: in 'Symbol' F0B3 is '≥'. Tables: the
Symbol encoding of Adobe's font, and the documented characters of Wingdings.
"""

from __future__ import annotations

_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0x5C: "∴", 0x5E: "⊥", 0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉",
    0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅",
    0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
    0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x80: "⓪", 0x8B: "⓿",
    **dict(zip(range(0x81, 0x8B), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip(range(0x8C, 0x96), "❶❷❸❹❺❻❼❽❾❿", strict=True)),
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = range(0xF020, 0xF100)


def shown(font: str, text: str) -> str:
    """A text with the signs of a symbol font as the characters that they show.

    Codes of fonts that are not known here stay as they are.
    """
    table = _FONTS.get(font.lower())
    if table is None or not any(ord(c) in _PRIVATE for c in text):
        return text
    return "".join(_sign(table, c) if ord(c) in _PRIVATE else c for c in text)


def _sign(table: dict[int, str], character: str) -> str:
    code = ord(character) - 0xF000
    if code in table:
        return table[code]
    return chr(code) if table is _SYMBOL and code < 0x7F else character


def symbol(font: str, code: str) -> str:
    """The character of a `w:sym`: its font, and its code in hexadecimal."""
    try:
        at = int(code, 16)
    except ValueError:
        return ""
    if at < 0x100:
        at += 0xF000
    return shown(font, chr(at)) if at < 0x110000 else ""
