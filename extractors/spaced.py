"""Words set with spaces between their letters, as titles are: 'B Á O   C Á O' is 'BÁO CÁO'."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from statistics import median_low

from extractors.frame import Sides
from extractors.lines import Line, Span

_SPACED = re.compile(r"(?:[^\W_]\s+){3,}[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST = 4
_WORD_APART = 1.7
"""Times the space between letters that stands between words."""


def is_spaced(text: str) -> bool:
    """Whether a text is single capitals with spaces between them."""
    if text[1:2] != " " or not text.isupper() or _SPACED.fullmatch(text) is None:
        return False
    return len(_LETTER.findall(text)) >= _LEAST


def between_words(gaps: Sequence[float]) -> list[bool]:
    """Which of the gaps between letters stand between words; none where they cannot be told."""
    usual = median_low(gaps)
    return [usual > 0 and gap > _WORD_APART * usual for gap in gaps]


def closed(line: Line, sides: Callable[[int], Sides]) -> Line:
    """The line without the spaces between the letters of its words.

    Where words stand no further apart than letters, nothing tells them, and the line stays.

    Args:
        line: of a page.
        sides: the box of a character of the page; asked for lines in single capitals alone.
    """
    text, (first, last) = line.text, line.chars
    if not is_spaced(text) or last - first != len(text):
        return line
    letters = [at for at, letter in enumerate(text) if not letter.isspace()]
    boxes = [sides(first + at) for at in letters]
    gaps = [after[0] - before[2] for before, after in itertools.pairwise(boxes)]
    wide = between_words(gaps)
    if not any(wide):
        return line
    places: dict[int, int] = {}
    parts: list[str] = []
    for number, at in enumerate(letters):
        if number and wide[number - 1]:
            parts.append(" ")
        places[at] = len(parts)
        parts.append(text[at])
    spans: list[Span] = []
    for start, end, box, origin in line.spans:
        own = [new for old, new in places.items() if start <= old < end]
        if own:
            spans.append((own[0], own[-1] + 1, box, origin))
    return line._replace(text="".join(parts), spans=tuple(spans))
