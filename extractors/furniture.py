"""What pages bear at their head and foot besides the text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import BlockKind
from extractors.lines import Line
from extractors.paragraphs import Piece

_PAGE_NUMBER = re.compile(
    r"[-–—\s\[(]*(?:(?:trang|page)\s*)?(\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|trên)\s*\d{1,4})?"
    r"[-–—\s\])]*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d{1,9}")
_MARGIN = 0.13
"""Share of the page's height at its head and foot where page numbers and running heads stand."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page outside its tables, in reading order, and the tables' pieces."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[tuple[float, tuple[Piece, ...]], ...] = ()
    """(top of the table in points, its cells)."""
    turn: int = 0
    """Degrees clockwise that the page as shown was turned to be read."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is printed again and again at the head and foot of pages."""

    texts: frozenset[str] = frozenset()
    """Its lines, their figures as '#'."""
    heights: frozenset[int] = frozenset()
    """Where such lines stand, in points: left pages may bear another text than right ones."""


def repeated_lines(pages: Sequence[PageLines]) -> Furniture:
    """Lines that stand at the head or foot of many pages; a page's number in them may count up."""
    if len(pages) < 3:
        return Furniture()
    seen: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)
    for page in pages:
        first, last = _body_of(page)
        for line in page.lines:
            if not first < line.box.top + line.box.bottom < last:
                seen[_key(line.text)].append((page.number, line))
    texts: set[str] = set()
    heights: set[int] = set()
    for key, lines in seen.items():
        found = [(number, line.text) for number, line in lines]
        if len(key) > 3 and _is_often(found, len(pages)) and _only_counts(found):
            texts.add(key)
            heights.update(round(line.box.top) for _, line in lines)
    return Furniture(frozenset(texts), frozenset(heights))


def _is_often(found: Sequence[tuple[int, str]], pages: int) -> bool:
    """Whether lines of one form stand on most pages, or on every other one and count."""
    numbers = sorted({number for number, _ in found})
    if len(numbers) >= max(3, pages * 0.5):
        return True
    every_other = len({number % 2 for number in numbers}) == 1
    counts = len({text for _, text in found}) == len(found)
    return every_other and counts and len(numbers) >= max(2, pages * 0.3)


def _only_counts(found: Sequence[tuple[int, str]]) -> bool:
    """Whether texts of one form differ in nothing but a number that goes with the page's."""
    if len({text.strip().casefold() for _, text in found}) == 1:
        return True
    rows = [[int(figure) - number for figure in _FIGURE.findall(text)] for number, text in found]
    fixed = [_FIGURE.findall(text) for _, text in found]
    return all(
        len({row[at] for row in rows}) == 1 or len({row[at] for row in fixed}) == 1
        for at in range(len(rows[0]))
    )


def _key(text: str) -> str:
    return _FIGURE.sub("#", text.strip().casefold())


def _body_of(page: PageLines) -> tuple[float, float]:
    """Where the head of a page ends and its foot begins, as top and bottom of a line come to."""
    return page.height * _MARGIN * 2, page.height * (1 - _MARGIN) * 2


def _at_side(line: Line, page: PageLines) -> bool:
    middle = (line.box.x0 + line.box.x1) / 2
    return not page.width * _MARGIN < middle < page.width * (1 - _MARGIN)


def furniture(page: PageLines, repeated: Furniture) -> Iterator[tuple[Line, BlockKind | None]]:
    """The lines of a page, each with its kind if it is no part of the body."""
    if not page.lines:
        return
    top = min(line.box.top for line in page.lines)
    bottom = max(line.box.bottom for line in page.lines)
    first, last = _body_of(page)
    for line in page.lines:
        if line.oblique:
            yield line, BlockKind.RUNNING_HEAD
            continue
        if line.turned and _at_side(line, page):
            # The sheet lies sideways, and its foot does not.
            if _PAGE_NUMBER.fullmatch(line.text.strip()):
                yield line, BlockKind.PAGE_NUMBER
                continue
            if _key(line.text) in repeated.texts:
                yield line, BlockKind.RUNNING_HEAD
                continue
        if not first < line.box.top + line.box.bottom < last:
            extreme = line.box.top <= top + 2 or line.box.bottom >= bottom - 2
            if extreme and _PAGE_NUMBER.fullmatch(line.text.strip()):
                yield line, BlockKind.PAGE_NUMBER
                continue
            there = extreme and round(line.box.top) in repeated.heights and len(line.text) < 80
            if _key(line.text) in repeated.texts or (there and _FIGURE.search(line.text)):
                yield line, BlockKind.RUNNING_HEAD
                continue
        yield line, None
