"""One line of print read twice: words by one engine, figures by both.

Where both give the same figure it is as sure as two independent readers are; where they differ
the stretch is read again by both, closer, and the reading with most voices stands, marked as
doubtful. Raised marks are told by their form, cut out, and read by themselves: they can never
stick to a figure.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.letters import RAISED
from extractors.ocr.again import is_doubtful, surer
from extractors.ocr.engine import Engines, Letter, Recogniser, moved
from extractors.ocr.marks import Mark, raised_marks
from extractors.ocr.picture import Grey
from extractors.ocr.signs import with_signs
from extractors.ocr.strips import Rectangle

_DISPUTED = 0.6
"""The most that a figure gets on which the readers differ."""

_CERTAIN = 0.8
"""Probability from which a reader of figures is followed over dirt that the other saw."""

_GRAINY = 0.85
"""The most that a figure with a separator gets in a noisy scan."""

_JUNK = " []|/\\_'\"`.,:;!()-~*"
_NINES = ("g", "q")
"""What a 9 by itself is taken for."""

_NO_WORD = "gqđdzsbBSZ/|[]()"
"""Letters and signs that are no word by themselves, and look like a digit."""

_LOOKALIKE = 0.4
_NARROWEST = 3.0
"""Width of a line's picture in its heights, at least: the engines know no narrow ones."""

_PAD = 10
_CLOSE = 3
"""Likewise about a line of words: they are told best as large as they go, but for grain."""
_WORDS = 6.0
"""Widths of a line that holds more than a figure, in its heights."""
_MARGIN = 4
_FIGURE = re.compile(r"\d(?:[\d.,/:]*\d)?%?")
_MARK = re.compile(r"[1-9][0-9]?")
_STROKES = {
    "'": "1",
    "’": "1",
    "l": "1",
    "I": "1",
    "|": "1",
    "!": "1",
    "i": "1",
    "O": "0",
    "o": "0",
    "]": "1",
}
_POINTED = re.compile(r"(?<![\d.,/:;])\d{1,4}(?P<sign>[.;])\d{1,2}(?![\d/;]|[.,]\d)")
_DAY = re.compile(r"(?:ngày|lúc)\s*\Z", re.IGNORECASE)
_STROKED = re.compile(r"\s*(?=[1l|]*I)[1lI|]{2,3}(?=\s?[.\-–)])")
_COUNTED = re.compile(
    r"\b(?:quý|khóa|khoá|loại|hạng|vùng|mục|phần|chương|thứ)\s+(?P<number>(?=[1l|]*I)[1lI|]{2,3})(?!\w)",
    re.IGNORECASE,
)
"""Likewise in a sentence: 'quý I1'."""
_CLOSING = ",.;:)”!?%"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Letters [first, last) of a reading, and where they stand."""

    first: int
    last: int
    x0: float
    x1: float


def read_line(engines: Engines, page: Grey, box: Rectangle, *, noisy: bool = False) -> list[Letter]:
    """The letters of one line, places in pixels of the page.

    Args:
        engines: the recognisers.
        page: the page without its ruling lines.
        box: the line's rectangle.
        noisy: whether the scan was full of grain, in which a comma cannot be told from a point.
    """
    x0, y0, x1, y1 = box
    top, left = max(y0 - _MARGIN, 0), max(x0 - _MARGIN, 0)
    crop = page[top : y1 + _MARGIN, left : x1 + _MARGIN].copy()
    found = ((mark, _digits(engines, crop, mark)) for mark in raised_marks(crop))
    marks = [(mark, digits) for mark, digits in found if digits]
    for mark, _ in marks:
        crop[mark.y0 : mark.y1, mark.x0 : mark.x1] = 255
    long = crop.shape[1] > _WORDS * crop.shape[0]
    pads = (_PAD, _CLOSE) if noisy else (_CLOSE, _PAD)
    words = _read(engines.text, crop, pads[0] if long else _PAD)
    if long and is_doubtful(words):
        words = surer(words, _read(engines.text, crop, pads[1]))
    figures = _read(engines.figures, crop)
    letters = _alone(words, figures)
    if letters is None:
        letters = with_signs(_with_figures(engines, crop, words, figures), figures)
        letters = with_roman(letters)
    if noisy:
        letters = _without_trust(letters)
    for mark, digits in marks:
        letters = _marked(letters, mark, digits)
    return moved(letters, left)


def _read(reader: Recogniser, crop: Grey, pad: int = _PAD) -> list[Letter]:
    height, width = crop.shape
    side = max(pad, round((_NARROWEST * (height + 2 * pad) - width) / 2))
    found = reader.read(np.pad(crop, ((pad, pad), (side, side)), constant_values=255))
    return moved(found, -side)


def _digits(engines: Engines, crop: Grey, mark: Mark) -> list[Letter]:
    """The digits of a raised mark; none where it is something else (a quotation mark, half a %).

    It counts only if it is the same digits with much and with little white about it.
    """
    part = crop[mark.y0 : mark.y1, mark.x0 : mark.x1]
    height, width = part.shape
    beside = max(4, round((_NARROWEST * height - width) / 2))
    close = ((max(2, height // 6),) * 2, (beside, beside))
    readings = []
    for white in (close, ((8, 8), (8, 8))):
        found = [
            replace(one, text=_STROKES.get(one.text, one.text))
            for one in engines.figures.read(np.pad(part, white, constant_values=255))
            if not one.text.isspace()
        ]
        readings.append(found)
    first, second = map(_text, readings)
    if first != second or _MARK.fullmatch(first) is None or (mark.opens and first == "11"):
        return []
    return readings[0]


def _marked(letters: Sequence[Letter], mark: Mark, digits: Sequence[Letter]) -> list[Letter]:
    """Letters with a raised mark put in where it stands."""
    middle = (mark.x0 + mark.x1) / 2
    at = next((i for i, one in enumerate(letters) if (one.x0 + one.x1) / 2 > middle), len(letters))
    before, after = list(letters[:at]), list(letters[at:])
    while after and after[0].text.isspace() and len(after) > 1 and after[1].text in _CLOSING:
        after.pop(0)
    while before and before[-1].text.isspace():
        after.insert(0, before.pop())
    if after and before and after[0].text in _CLOSING and _belongs_before(after[0], mark):
        before.append(after.pop(0))
    raised = [
        Letter(one.text.translate(RAISED), one.confidence, float(mark.x0), float(mark.x1))
        for one in digits
    ]
    if not before:
        while after and after[0].text.isspace():
            after.pop(0)
        raised.append(Letter(" ", 1.0, float(mark.x1), float(mark.x1)))
    return [*before, *raised, *after]


def _belongs_before(letter: Letter, mark: Mark) -> bool:
    return letter.x1 <= mark.x0 + 2


def _alone(words: Sequence[Letter], figures: Sequence[Letter]) -> list[Letter] | None:
    """The figure of a line that holds nothing else, without what one reader saw beside it."""
    text = _text(figures)
    if text in _NINES and _text(words).strip(_JUNK) in (*_NINES, "9"):
        return [replace(figures[0], text="9", confidence=_LOOKALIKE)]
    if _FIGURE.fullmatch(text) is None or not words:
        return None
    if len(text) == 1 and len(words) == 1 and words[0].text in _NO_WORD:
        return [replace(figures[0], confidence=min(_least(figures), _DISPUTED))]
    if _text(words).strip(_JUNK) != text or _least(figures) < _CERTAIN:
        return None
    sure = _least(figures)
    if _text(words) == text:
        sure = min(1 - (1 - sure) * (1 - _least(words)), 0.999)
    return [replace(one, confidence=sure) for one in figures]


def _without_trust(letters: list[Letter]) -> list[Letter]:
    """Figures with a separator, of a noisy scan: read as they are usual, and doubted."""
    letters = with_commas(letters)
    for stretch in _stretches(letters):
        part = letters[stretch.first : stretch.last]
        if any(one.text in ".,:" for one in part):
            low = [replace(one, confidence=min(one.confidence, _GRAINY)) for one in part]
            letters = [*letters[: stretch.first], *low, *letters[stretch.last :]]
    return letters


def with_roman(letters: list[Letter]) -> list[Letter]:
    """The number of a heading, of strokes of which some were taken for ones: '11I- ĐÁNH GIÁ'."""
    text = _text(letters)
    if len(text) != len(letters):
        return letters
    head = _STROKED.match(text)
    strokes = [range(*match.span("number")) for match in _COUNTED.finditer(text)]
    strokes += [range(*head.span())] if head is not None else []
    made = list(letters)
    for at in itertools.chain(*strokes):
        if not made[at].text.isspace():
            made[at] = replace(made[at], text="I")
    return made


def with_commas(letters: list[Letter]) -> list[Letter]:
    """One or two digits stand behind a comma, three behind a point, where grain hides which it is.

    The numbers of headings ('2.1 …', at the beginning) and dates have points.
    """
    text = _text(letters)
    if len(text) != len(letters):
        return letters
    made = list(letters)
    for match in _POINTED.finditer(text):
        opens = not text[: match.start()].strip() and bool(text[match.end() :].strip(" %"))
        if not opens and not _DAY.search(text[: match.start()]):
            at = match.start("sign")
            made[at] = replace(made[at], text=",")
    return made


def _with_figures(
    engines: Engines, crop: Grey, words: list[Letter], figures: list[Letter]
) -> list[Letter]:
    """The words' reading with its figures confirmed, or put right, by the other."""
    pairs = list(_pairs(words, figures))
    for first, second in reversed(pairs):
        own = words[first.first : first.last]
        other = figures[second.first : second.last]
        if _is_letter(words, first, other):
            words = [*words[: first.first], *words[first.last :]]
            continue
        stretch = _settled(engines, crop, own, other)
        words = [*words[: first.first], *stretch, *words[first.last :]]
    return words


def _is_letter(words: Sequence[Letter], own: _Stretch, other: Sequence[Letter]) -> bool:
    """Whether a guessed digit sticks to a word, and the reader of figures saw none there."""
    digits = words[own.first : own.last]
    if len(digits) != 1 or _least(digits) >= _DISPUTED or any(o.text.isdecimal() for o in other):
        return False
    return any(one.text.isalpha() for one in words[own.last : own.last + 1])


def _pairs(
    words: Sequence[Letter], figures: Sequence[Letter]
) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Stretches of both readings that hold one figure, by where they stand."""
    ours, theirs = _stretches(words), _stretches(figures)
    spots = sorted([(s.x0, s.x1) for s in (*ours, *theirs)])
    whole: list[tuple[float, float]] = []
    for x0, x1 in spots:
        if whole and x0 < whole[-1][1] - 0.25 * min(x1 - x0, whole[-1][1] - whole[-1][0]):
            whole[-1] = whole[-1][0], max(whole[-1][1], x1)
        else:
            whole.append((x0, x1))
    begin = 0
    for x0, x1 in whole:
        own = _over(words, ours, x0, x1)
        other = _over(figures, theirs, x0, x1)
        if own.first >= begin:
            yield own, other
            begin = own.last


def _stretches(letters: Sequence[Letter]) -> list[_Stretch]:
    text = "".join(one.text[:1] for one in letters)
    return [
        _Stretch(m.start(), m.end(), letters[m.start()].x0, letters[m.end() - 1].x1)
        for m in _FIGURE.finditer(text)
    ]


def _over(
    letters: Sequence[Letter], stretches: Sequence[_Stretch], x0: float, x1: float
) -> _Stretch:
    """The figures of a reading over a stretch of the line; without any, the letters there."""
    inside = [s for s in stretches if s.x0 < x1 and x0 < s.x1 and _shared(s, x0, x1)]
    if inside:
        return _Stretch(inside[0].first, inside[-1].last, inside[0].x0, inside[-1].x1)
    held = [i for i, one in enumerate(letters) if x0 <= (one.x0 + one.x1) / 2 <= x1]
    if held:
        return _Stretch(held[0], held[-1] + 1, x0, x1)
    at = next((i for i, one in enumerate(letters) if one.x0 > x0), len(letters))
    return _Stretch(at, at, x0, x1)


def _shared(stretch: _Stretch, x0: float, x1: float) -> bool:
    return min(stretch.x1, x1) - max(stretch.x0, x0) > 0.3 * (stretch.x1 - stretch.x0)


def _text(letters: Sequence[Letter]) -> str:
    return "".join(one.text for one in letters)


def _least(letters: Sequence[Letter]) -> float:
    return min((one.confidence for one in letters), default=0.0)


def _settled(engines: Engines, crop: Grey, own: list[Letter], other: list[Letter]) -> list[Letter]:
    """One reading of a figure out of two, each letter with the confidence of the whole."""
    if _text(own) == _text(other):
        sure = 1 - (1 - _least(own)) * (1 - _least(other))
        return [replace(one, confidence=min(sure, 0.999)) for one in own]
    has_digits = any(one.text.isdecimal() for one in own)
    x0 = min(one.x0 for one in (*own, *other))
    x1 = max(one.x1 for one in (*own, *other))
    voices: Counter[str] = Counter([_text(own), _text(other)])
    readings = {_text(own): own, _text(other): other}
    for reader in (engines.figures, engines.text):
        again = _closer(reader, crop, x0, x1)
        found = _stretches(again)
        if found:
            letters = again[found[0].first : found[-1].last]
            voices[_text(letters)] += 1
            readings.setdefault(_text(letters), letters)
    figures = [text for text in voices if any(map(str.isdecimal, text))]
    if not has_digits and voices[_text(other)] < 3:
        return [replace(one, confidence=min(one.confidence, _DISPUTED)) for one in own]
    # Of equal voices that of the figures' reader counts.
    best = max(figures, key=lambda text: (voices[text], text == _text(other)))
    letters = readings[best]
    sure = _DISPUTED * voices[best] / 4
    return [replace(one, confidence=min(one.confidence, sure)) for one in letters]


def _closer(reader: Recogniser, crop: Grey, x0: float, x1: float) -> list[Letter]:
    """A stretch of the line by itself, cut at the white about it."""
    ink = np.asarray((crop < 150).any(axis=0))
    # A recogniser may place a letter a little outside of the line.
    left, right = min(max(int(x0), 0), len(ink) - 1), min(int(x1) + 1, len(ink))
    while left > 0 and ink[left]:
        left -= 1
    while 0 < right < len(ink) and ink[right - 1]:
        right += 1
    if right - left < 2:
        return []
    found = _read(reader, crop[:, left:right], 2 * _PAD)
    return moved(found, left)
