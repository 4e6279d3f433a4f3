"""Two columns of a scanned page once they are read: one text after the other, or rows of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from extractors.head import is_closing, is_head_sign
from extractors.lines import Line
from extractors.paragraphs import is_item


def is_apart(left: Sequence[Line], right: Sequence[Line], *, flows: bool) -> bool:
    """Whether columns whose lines stand in rows are two texts all the same: lists, or prose."""
    if any(map(_is_of_letter, (*left, *right))):
        return True
    if 2 * sum(is_item(line.text) for line in right) > len(right):
        return True
    return flows and 2 * sum(line.text[:1].isdecimal() for line in right) < len(right)


def _is_of_letter(line: Line) -> bool:
    """Whether a line is one of a letter's head or closing, whose sides are never one text."""
    return is_head_sign(line.text) or is_closing(line.text)


def across(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of two columns row by row, each row as one line."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.bottom):
        if rows and line.box.bottom - rows[-1][0].box.bottom < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        yield reduce(_with, sorted(row, key=lambda line: line.box.x0))


def _with(left: Line, right: Line) -> Line:
    """Two lines of a row as one."""
    offset = len(left.text) + 1
    return left._replace(
        text=f"{left.text} {right.text}",
        spans=(*left.spans, *((s + offset, e + offset, box, of) for s, e, box, of in right.spans)),
        box=left.box.union(right.box),
        confidence=left.confidence + right.confidence,
    )
