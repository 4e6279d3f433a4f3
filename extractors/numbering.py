"""Automatic numbers of a word processor's lists and headings, as they show on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from extractors.symbols import shown
from extractors.wordml import ALTERNATE, R_PR, W, chosen, is_on, number, value

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
          (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DEEPEST = 9
_BULLETS = "-–—+*•●○▪■□◦➢✓❖o"
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    """All numbers in it are shown as Arabic ones, whatever their own form."""
    restart: int | None = None
    """The level, from 1, whose paragraphs begin it anew; None any above it, 0 none."""
    style: str | None = None
    """The paragraph style that is tied to this level."""


@dataclass(frozen=True, slots=True)
class _List:
    """One `w:num`: lists of one abstract definition count on together."""

    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]
    """Levels that this list begins anew, once, and with what."""


class Numbering:
    """Counts through a document; ask for each numbered paragraph once, in order."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        abstracts = {node.get(f"{W}abstractNumId"): node for node in root.iter(f"{W}abstractNum")}
        named = {value(node, "styleLink"): key for key, node in abstracts.items()}
        for node in root.iter(f"{W}num"):
            name = value(node, "abstractNumId") or ""
            link = value(abstracts.get(name), "numStyleLink")
            if link is not None:
                name = named.get(link, name)
            self._lists[node.get(f"{W}numId")] = _list(node, name, abstracts.get(name))

    def level_of(self, identity: str, *styles: str | None) -> int:
        """The level of a list that the first of some paragraph styles is tied to; else 0."""
        held = self._lists.get(identity)
        tied = {} if held is None else {level.style: i for i, level in held.levels.items()}
        return next((tied[style] for style in styles if style is not None and style in tied), 0)

    def label(self, identity: str, index: int) -> str:
        """The label of the next paragraph of a list at level `index` (from 0)."""
        held = self._lists.get(identity)
        level = None if held is None else held.levels.get(index)
        if held is None or level is None:
            return ""
        counts = self._counts.setdefault(held.abstract, [None] * _DEEPEST)
        if index in held.starts and (identity, index) not in self._begun:
            self._begun.add((identity, index))
            counts[index] = held.starts[index]
        else:
            count = counts[index]
            counts[index] = level.start if count is None else count + 1
        for above in range(index):
            if counts[above] is None and above in held.levels:
                counts[above] = held.starts.get(above, held.levels[above].start)
        for below in range(index + 1, _DEEPEST):
            restart = held.levels[below].restart if below in held.levels else None
            if restart is None or index < restart:
                counts[below] = None
        if level.form == "bullet":
            return level.text if level.text in _BULLETS and level.text else "•"
        if level.form == "none" and not _PLACE.search(level.text):
            return level.text.strip()

        def shown_count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = held.levels.get(at, _Level())
            count = counts[at] if 0 <= at < _DEEPEST else None
            form = "decimal" if level.legal and own.form != "decimalZero" else own.form
            return _formatted(own.start if count is None else count, form)

        return _PLACE.sub(shown_count, level.text).strip()


def _list(node: Any, name: str, abstract: Any | None) -> _List:
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    if abstract is not None:
        for level in abstract.iter(f"{W}lvl"):
            levels[number(level.get(f"{W}ilvl"), -1)] = _level(level)
    for override in node.iter(f"{W}lvlOverride"):
        index = number(override.get(f"{W}ilvl"), -1)
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[index] = _level(own)
        start = value(override, "startOverride")
        if start is not None:
            starts[index] = number(start, 1)
            if index in levels:
                levels[index] = replace(levels[index], start=starts[index])
    return _List(name, {i: v for i, v in levels.items() if 0 <= i < _DEEPEST}, starts)


def _level(node: Any) -> _Level:
    text = value(node, "lvlText") or ""
    form = node.find(f"{W}numFmt")
    if form is None and (other := node.find(ALTERNATE)) is not None:
        fallback = [c for c in other if c.tag.endswith("}Fallback")]
        form = (fallback[0] if fallback else chosen(other)).find(f"{W}numFmt")
    fonts = node.find(f"{R_PR}/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or ""
    restart = value(node, "lvlRestart")
    return _Level(
        start=number(value(node, "start"), 0 if value(node, "start") is None else 1),
        form="decimal" if form is None else form.get(f"{W}val", "decimal"),
        text=shown(font, text),
        legal=is_on(node.find(f"{W}isLgl")),
        restart=None if restart is None else number(restart),
        style=value(node, "pStyle"),
    )


def _formatted(count: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"upperRoman", "lowerRoman"} and 0 < count < 4000:
        digits = _roman(count)
        return digits if form == "upperRoman" else digits.lower()
    if form in {"upperLetter", "lowerLetter"} and 0 < count < 1000:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "numberInDash":
        return f"- {count} -"
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    if form in {"vietnameseCounting", "cardinalText"} and 0 < count < 100:
        words = _counted(count)
        return words if form == "vietnameseCounting" else words.capitalize()
    return str(count)


def _roman(count: int) -> str:
    digits = ""
    for size, letters in _ROMAN:
        digits += letters * (count // size)
        count %= size
    return digits


def _counted(count: int) -> str:
    """A number under a hundred in words: 21 is 'hai mươi mốt'."""
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _UNITS[ones]
    begin = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if ones == 0:
        return begin
    last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _UNITS[ones])
    return f"{begin} {last}"
