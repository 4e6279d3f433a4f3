"""Sentences of a block, as spans of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.letters import UPPER

_BREAK = re.compile(
    rf"""(?:[.!?…]+[”"'’)\]]*[⁰¹²³⁴-⁹]*)   # the stop, what closes on it, a footnote mark
        (?=\s+[“"'‘(\[]*[{UPPER}0-9(\-–+•]) # before the beginning of another sentence
        | \n+""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"""(?:\b(?:tp|ts|ths|pgs|gs|tt|đ/c|st|vd|tr|q|p|bs|ks|cn|th|nxb|tx|kh|no|mr|dr)
      | \bv\.v
      | ^\W*\d+(?:\.\d+)* | ^\W*[ivx]+   # the number of a heading or list item
      | [;:]\s*\d+)\Z""",
    re.IGNORECASE | re.VERBOSE,
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The [start, end) of every sentence, without the spaces around it, in order."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match[0] == "." and _ABBREVIATION.search(
            text[max(start, match.start() - 12) : match.start()]
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(
        _trimmed(text, a, b) for span in spans for a, b in _cut(text, *span) if text[a:b].strip()
    )


_LONGEST = 4_000
"""Characters; a longer stretch is a list without stops, and is cut at a semicolon or comma."""
_PAUSE = re.compile(r"[;,](?=\s)")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        pause = _PAUSE.search(text, start + _LONGEST)
        if pause is None or pause.end() >= end:
            break
        yield start, pause.end()
        start = pause.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
