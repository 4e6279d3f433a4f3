"""Automatic numbers of a word processor's lists and headings, as they show on the page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
          (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """Counts through a document; ask for each numbered paragraph once, in order."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
        if root is None:
            return
        abstract = {
            node.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl")): _level(level) for level in node.iter(f"{_W}lvl")
            }
            for node in root.iter(f"{_W}abstractNum")
        }
        for number in root.iter(f"{_W}num"):
            identity = number.get(f"{_W}numId")
            held = number.find(f"{_W}abstractNumId")
            if held is None:
                continue
            name = held.get(f"{_W}val")
            levels = dict(abstract.get(name, {}))
            restarted = False
            for override in number.iter(f"{_W}lvlOverride"):
                index = int(override.get(f"{_W}ilvl"))
                start = override.find(f"{_W}startOverride")
                if start is not None and index in levels:
                    old = levels[index]
                    levels[index] = _Level(int(start.get(f"{_W}val")), old.form, old.text)
                    restarted = True
            self._levels[identity] = levels
            self._abstract[identity] = f"{name}/{identity}" if restarted else name

    def label(self, number: str, index: int) -> str:
        """The label of the next paragraph of list `number` at level `index` (from 0)."""
        levels = self._levels.get(number, {})
        level = levels.get(index)
        if level is None or not 0 <= index < 9:
            return ""
        counts = self._counts[self._abstract[number]]
        counts[index] = counts[index] + 1 if counts[index] else level.start
        for deeper in range(index + 1, 9):
            counts[deeper] = 0
        if level.form == "bullet":
            return "-"
        if level.form == "none":
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = levels[at].form if at in levels else "decimal"
            value = counts[at] or (levels[at].start if at in levels else 1)
            return _formatted(value, form)

        return re.sub(r"%(\d)", shown, level.text)


def _level(node: Any) -> _Level:
    def value(tag: str, default: str) -> str:
        found = node.find(f"{_W}{tag}")
        return default if found is None else found.get(f"{_W}val", default)

    return _Level(int(value("start", "1")), value("numFmt", "decimal"), value("lvlText", ""))


def _formatted(value: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        digits = ""
        rest = value
        for size, letters in _ROMAN:
            digits += letters * (rest // size)
            rest %= size
        return digits if form == "upperRoman" else digits.lower()
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)
