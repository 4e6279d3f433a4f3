"""The lines of a PDF page: Unicode text, with the boxes of its figures.

Boxes are asked for line ends, and for the ends of groups of digits: a figure's place must be exact,
that of other words may be read off between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extractors.document import Box, Origin
from extractors.frame import Sides
from extractors.glyphs import Glyphs, Type
from extractors.letters import RAISED
from extractors.pagetext import PageText

_new = tuple.__new__
"""Makes a named tuple without the detour over its class, which takes twice as long."""
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\r\n]+")
_DIGIT = re.compile("[0-9⁰¹²³⁴-⁹０-９]")
_FIGURE = re.compile(
    r"[0-9０-９⁰¹²³⁴-⁹%‰](?:"
    r"(?<=[0-9])(?:[0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?(?![.,]?[0-9])"
    r"|[0-9]*,[0-9]+(?![.,]?[0-9])|[0-9０-９]*)"
    r"|(?<=[０-９])[0-9０-９]*|(?<=[⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]*|(?<=[%‰]))"
)
"""What is one number whatever stands around it, '1.234,5'; else each group of digits.

Not with its per cent sign, before which the mark of a note may stand. What it begins with stands
first: to look for one of several signs is quick, to try several beginnings everywhere is not.
"""
_BETWEEN = " .,:;/()-–"
"""What needs no place of its own between two groups of digits."""

Span = tuple[int, int, Box, Origin]
"""[start, end) of a line's text, its box, and how it came to be Unicode."""

_Stored = tuple[int, int, int, int]
"""Of a line as stored: its first and last character on the page, and [start, end) in the text."""

Ends = tuple[float, float, float]
"""Where a line begins, ends, and has the foot of its letters."""


class Line(NamedTuple):
    """One line of a page: its text with spans, and where it stands."""

    text: str
    spans: tuple[Span, ...]
    page: int
    box: Box
    size: float
    """Of its last letter, in points: a footnote's mark may be larger than its text."""
    bold: bool
    """Or set in a font that draws capitals alone: emphasised as a heading is."""
    chars: tuple[int, int] = (0, 0)
    """[first, last + 1) index among the characters of the page."""
    confidence: tuple[float, ...] = ()
    """Of each span, in (0, 1]; empty where the text was stored as text."""
    oblique: bool = False
    """Drawn neither along nor across the page, as a watermark is."""
    turned: bool = False
    """Not along the page as it is read."""
    hidden: bool = False
    """Not to be seen on the page: off it, white, or invisible. Asked of lines that hold digits."""


class _Draft(NamedTuple):
    """A line before anything was asked of its characters."""

    content: str
    indexes: Sequence[int]
    """Of its characters, among those of the page."""
    letter: int
    """Its last letter, by which its size is told; its first character if it has none."""
    groups: Sequence[tuple[int, int]]
    """[start, end) of its figures and groups of digits; empty where it has no digit."""
    ask: Sequence[int]
    """The characters whose boxes are wanted: the first, the last, the letter, and of each group the
    first and, where it has more than one, the last."""


def _draft(content: str, indexes: Sequence[int]) -> _Draft:
    at = len(content) - 1
    while at > 0 and not content[at].isalpha():
        at -= 1
    ask = [indexes[0], indexes[-1], indexes[at]]
    if _DIGIT.search(content) is None:
        return _Draft(content, indexes, at, (), ask)
    groups = [match.span() for match in _FIGURE.finditer(content)]
    for first, last in groups:
        ask.append(indexes[first])
        if last - first > 1:
            ask.append(indexes[last - 1])
    return _Draft(content, indexes, at, groups, ask)


class Lines:
    """The lines of one page, read from its characters. Valid while the page is open."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._text = PageText(glyphs)
        self._stored: list[_Stored] | None = None

    def read(
        self,
        left_out: Callable[[int], bool] | None = None,
        within: tuple[int, int] | None = None,
    ) -> Iterator[Line]:
        """The lines in the order of the page's content.

        Args:
            left_out: tells the characters that are read elsewhere (in the cells of a table).
            within: first and last character that may be wanted; None for the whole page.
        """
        before: Line | None = None
        drafts = list(self._drafts(left_out, within))
        ask: list[int] = []
        for draft in drafts:
            ask += draft.ask
        sides = self._glyphs.all_sides(ask)
        at = 0
        for draft in drafts:
            end = at + len(draft.ask)
            line = self._line(draft, sides[at:end])
            at = end
            if before is not None and _is_beside(before, line):
                before = _beside(before, line)
                continue
            if before is not None:
                yield before
            before = line
        if before is not None:
            yield before

    def _drafts(
        self, left_out: Callable[[int], bool] | None, within: tuple[int, int] | None
    ) -> Iterator[_Draft]:
        places, whole = self._text.places, self._text.content
        for start, end in self._spans(within):
            spans = [(start, end)]
            if left_out is not None:
                spans = list(_kept(start, end, lambda at: left_out(places[at])))
            for first, last in spans:
                stretch = whole[first:last]
                content = stretch.strip()
                if content:
                    begin = first + len(stretch) - len(stretch.lstrip())
                    yield _draft(content, places[begin : begin + len(content)])

    def _spans(self, within: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
        """[start, end) of the stored lines that may hold the characters asked for."""
        if within is None:
            yield from (match.span() for match in _LINE.finditer(self._text.content))
            return
        if self._stored is None:  # asked for every cell of a table
            places = self._text.places
            spans = [match.span() for match in _LINE.finditer(self._text.content)]
            self._stored = [(places[start], places[end - 1], start, end) for start, end in spans]
        least, most = within
        for first, last, start, end in self._stored:
            if last >= least and first <= most:
                yield start, end

    def _line(self, draft: _Draft, sides: Sequence[Sides]) -> Line:
        """The line of a draft, with the boxes of the characters that it asks for."""
        content, indexes, at, groups, _ = draft
        glyphs = self._glyphs
        first, last, letter = indexes[0], indexes[-1], indexes[at]
        of = glyphs.type(letter)
        size, upright = of.size or 1.0, of.upright
        left, right = sides[0], sides[1]
        if upright:
            # As high as the type is, pdfplumber's box, but from the baseline, which letters with
            # marks below do not move.
            base = of.baseline
            box = _new(Box, (left[0], base - 0.78 * size, right[2], base + 0.22 * size))
        else:
            box = _around(left, right, None)
        origin = self._text.origin(first, last + 1)
        spans: Sequence[Span]
        if not groups:
            spans = ((0, len(content), box, origin),)
        elif upright:
            ends = left[0], right[2], sides[2][3]
            content, spans = self._placed(draft, sides, of, ends, origin)
        else:
            spans = list(self._turned(content, indexes, origin))
        return Line(
            content,
            tuple(spans),
            glyphs.number,
            box,
            size,
            self._is_emphasised(first) and self._is_emphasised(letter),
            (first, last + 1),
            (),
            not upright and glyphs.is_oblique(letter),
            not upright,
            bool(groups) and glyphs.is_unseen(letter),
        )

    def _turned(self, content: str, indexes: Sequence[int], origin: Origin) -> Iterator[Span]:
        """The words of a line that runs up or down the page; those with digits by characters."""
        sides = self._glyphs.sides
        for match in _WORD.finditer(content):
            first, last = match.span()
            if _DIGIT.search(match[0]) is None:
                box = _around(sides(indexes[first]), sides(indexes[last - 1]), None)
                yield first, last, box, origin
            else:
                for at in range(first, last):
                    yield at, at + 1, Box(*sides(indexes[at])), origin

    def _is_emphasised(self, index: int) -> bool:
        font = self._text.font(index)
        return font.bold or font.capitals

    def _placed(
        self, draft: _Draft, sides: Sequence[Sides], of: Type, ends: Ends, origin: Origin
    ) -> tuple[str, list[Span]]:
        """The text of an upright line, raised digits in it as superscripts, and its spans.

        One for every figure, or group of digits, and for what stands between two.
        """
        content, indexes, _, groups, _ = draft
        begin, end, foot = ends
        size = of.size or 1.0
        head, least = foot - size, foot - 0.08 * size
        spans: list[Span] = []
        raised: list[int] = []
        at, asked = 0, 3
        for first, last in groups:
            x0, _, x1, bottom = sides[asked]
            asked += 1
            low = bottom
            if last - first > 1:
                _, _, x1, low = sides[asked]
                asked += 1
            if content[at:first].strip(_BETWEEN):
                spans.append(
                    (at, first, _new(Box, (min(begin, x0), head, max(begin, x0), foot)), origin)
                )
            if bottom < least or low < least:
                for digit in range(first, last):
                    x0, _, x1, bottom = self._glyphs.sides(indexes[digit])
                    spans.append((digit, digit + 1, Box(x0, bottom - size, x1, bottom), origin))
                    if bottom < least and content[digit].isdecimal():
                        raised.append(len(spans) - 1)
            else:
                spans.append((first, last, _new(Box, (x0, bottom - size, x1, bottom)), origin))
            begin, at = x1, last
        if at < len(content):
            spans.append((at, len(content), Box(min(begin, end), head, end, foot), origin))
        if raised:
            content = self._with_marks(content, indexes, of, spans, raised)
        return content, spans

    def _with_marks(
        self,
        content: str,
        indexes: Sequence[int],
        of: Type,
        spans: list[Span],
        raised: Sequence[int],
    ) -> str:
        """The text with digits that are smaller and higher than its letters as superscripts."""
        letters = list(content)
        for number in raised:
            at, end, box, origin = spans[number]
            own = self._glyphs.type(indexes[at])
            if own.size > of.size * 0.86 or own.baseline > of.baseline - of.size * 0.12:
                continue
            letters[at] = letters[at].translate(RAISED)
            if own.upright:
                top = box.bottom - own.size
                spans[number] = at, end, Box(box.x0, top, box.x1, box.bottom), origin
        return "".join(letters)


def _around(a: Sides, b: Sides, height: float | None) -> Box:
    """The box around two characters of one line, as high as the type is if that is known."""
    bottom = max(a[3], b[3])
    top = min(a[1], b[1]) if height is None else min(a[3], b[3]) - height
    return Box(min(a[0], b[0]), top, max(a[2], b[2]), bottom)


def _is_beside(before: Line, line: Line) -> bool:
    """Whether a line goes on at the height of the one before: PDFium broke it at a raised mark."""
    if before.turned and line.turned:
        return _is_above(before, line)
    gap = _gap(before, line)
    small, large = (line, before) if line.size <= before.size else (before, line)
    middle = (small.box.top + small.box.bottom) / 2
    return (
        -1.0 <= gap < 1.5 * before.size
        and large.box.top - 1 <= middle <= large.box.bottom + 1
        and before.chars[1] <= line.chars[0] <= before.chars[1] + 4
    )


def _is_above(before: Line, line: Line) -> bool:
    """The same for lines that run up or down the page: PDFium breaks those at every new font."""
    shared = min(before.box.x1, line.box.x1) - max(before.box.x0, line.box.x0)
    return (
        shared > 0.5 * min(before.box.x1 - before.box.x0, line.box.x1 - line.box.x0)
        and -1.0 <= _gap(before, line) < 1.5 * before.size
        and before.chars[1] <= line.chars[0] <= before.chars[1] + 4
    )


def _gap(before: Line, line: Line) -> float:
    """What stands between two lines that go on with each other."""
    if before.turned and line.turned:
        return max(line.box.top - before.box.bottom, before.box.top - line.box.bottom)
    return line.box.x0 - before.box.x1


def _beside(before: Line, line: Line) -> Line:
    head, text = before.text, line.text
    if _is_mark(line, before):
        text = text.translate(RAISED)
    elif _is_mark(before, line):
        head = head.translate(RAISED)
    space = " " if _gap(before, line) > 0.15 * before.size else ""
    offset = len(head) + len(space)
    moved = tuple(
        (start + offset, end + offset, box, origin) for start, end, box, origin in line.spans
    )
    return Line(
        text=f"{head}{space}{text}",
        spans=before.spans + moved,
        page=before.page,
        box=before.box.union(line.box),
        size=before.size if before.size >= line.size or len(before.text) > 3 else line.size,
        bold=before.bold and line.bold,
        chars=(before.chars[0], line.chars[1]),
        oblique=before.oblique and line.oblique,
        turned=before.turned and line.turned,
        hidden=before.hidden and line.hidden,
    )


def _kept(start: int, end: int, left_out: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """The stretches of [start, end) that are not left out."""
    begin: int | None = None
    for index in range(start, end):
        if left_out(index):
            if begin is not None:
                yield begin, index
                begin = None
        elif begin is None:
            begin = index
    if begin is not None:
        yield begin, end


def _is_mark(line: Line, other: Line) -> bool:
    """Whether a line is a number that is smaller and higher than the one it stands beside."""
    small = line.size < other.size * 0.82
    return (
        small and line.text.isdecimal() and line.box.bottom < other.box.bottom - other.size * 0.08
    )
