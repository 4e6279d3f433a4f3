"""Signs and stray letters of a line: the words' reading put right by the figures' reader.

The reader of words takes a full stop for a comma, and a semicolon at the edge of a word for a
letter ('đơng' for 'đơn.', '1Sn' for '1. S'); that of figures knows few vowels of Vietnamese but
sees the signs. So the two are laid side by side, letter by letter, and of signs the second counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.ocr.beside import SIGNS, Pair, look, side_by_side
from extractors.ocr.engine import Letter

_DASHES = frozenset("-–—")
"""At the head of a line, before an item."""

_SEEN = 0.6
"""Probability from which the figures' reader is believed on a sign."""

_CLEAR = 0.8
"""Likewise where the other saw no sign there."""

_CERTAIN = 0.97
"""Likewise where the other saw a letter at the end of a word, and was sure of it."""

_GUESSED = 0.75
"""Probability under which a letter of the words' reader may be no letter at all."""

_MOST = 0.95
"""The most that the figures' reader is believed on a vowel."""


def with_signs(words: Sequence[Letter], figures: Sequence[Letter]) -> list[Letter]:
    """The words' reading with its signs as the figures' reader saw them.

    Figures stay as they are, with the signs inside them: they are settled by more voices.
    """
    made: list[Letter] = []
    path = list(side_by_side(words, figures))
    for at, (ours, theirs) in enumerate(path):
        own = None if ours is None else words[ours]
        other = None if theirs is None else figures[theirs]
        if own is None:
            if other is not None and _is_missed(other, made, path[at + 1 :], words):
                _append_sign(made, other)
        elif other is None:
            if not _is_stray(own, path, at, figures):
                made.append(own)
        elif ours is not None and _is_inside(ours, words):
            made.append(own)
        elif own.text in SIGNS and other.text in SIGNS:
            made.append(_sign(own, other))
        elif other.text in SIGNS and _may_be_sign(own, other, made, path[at + 1 :], words):
            made.append(replace(own, text=other.text, confidence=other.confidence))
        else:
            made.append(_likelier(own, other))
    return made


def _likelier(own: Letter, other: Letter) -> Letter:
    """A letter by both readers: the other's, if it has better odds by the two together."""
    if own.text == other.text or look(own.text) != look(other.text):
        return own
    chance = next((chance for text, chance in own.others if text == other.text), 0.0)
    sure = min(other.confidence, _MOST)
    if chance * sure <= own.confidence * (1 - sure):
        return own
    return replace(own, text=other.text, confidence=sure)


def _is_inside(at: int, words: Sequence[Letter]) -> bool:
    """Whether a letter stands between digits."""
    around = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
    return len(around) == 2 and all(one.text[-1:].isdecimal() for one in around)


def _sign(own: Letter, other: Letter) -> Letter:
    if own.text == other.text:
        sure = 1 - (1 - own.confidence) * (1 - other.confidence)
        return replace(own, confidence=min(sure, 0.999))
    if other.confidence < _SEEN:
        return own
    return replace(own, text=other.text, confidence=other.confidence)


def _may_be_sign(
    own: Letter,
    other: Letter,
    made: Sequence[Letter],
    later: Sequence[Pair],
    words: Sequence[Letter],
) -> bool:
    """Whether a letter, or a second space, is the sign that the figures' reader saw there."""
    if other.confidence < _CLEAR or own.text.isdecimal() or not own.text.isascii():
        return False
    if own.text.isspace():
        return bool(made) and made[-1].text[-1:].isalnum()
    return own.confidence < _GUESSED or (
        other.confidence >= _CERTAIN and _following(later, words).isspace()
    )


def _following(later: Sequence[Pair], words: Sequence[Letter]) -> str:
    """The next letter of the words' reading; a space at its end."""
    return next((words[i].text for i, _ in later if i is not None), " ")


def _is_missed(
    other: Letter, made: Sequence[Letter], later: Sequence[Pair], words: Sequence[Letter]
) -> bool:
    """Whether what only the figures' reader saw is there: a sign behind a word, a space."""
    if other.confidence < _CLEAR:
        return False
    after = _following(later, words)
    if other.text in _DASHES:
        return all(one.text.isspace() for one in made)
    if other.text.isspace():
        # Words are told apart by the other; figures stick to them.
        return bool(made) and made[-1].text[-1:].isdecimal() and after[:1].isalpha()
    before = next((one.text for one in reversed(made) if not one.text.isspace()), "")
    in_figure = before[-1:].isdecimal() and after[:1].isdecimal()
    return other.text in SIGNS and before[-1:].isalnum() and not in_figure


def _append_sign(made: list[Letter], sign: Letter) -> None:
    """A sign put behind the last word, before the space that follows it."""
    spaces: list[Letter] = []
    while made and made[-1].text.isspace():
        spaces.append(made.pop())
    made.append(sign)
    made += reversed(spaces)


def _is_stray(own: Letter, path: Sequence[Pair], at: int, figures: Sequence[Letter]) -> bool:
    """Whether what only the words' reader saw is not there: the other is sure on both sides.

    So are spaces before a sign, and letters that were guessed.
    """
    before = next((j for _, j in reversed(path[:at]) if j is not None), None)
    after = next((j for _, j in path[at + 1 :] if j is not None), None)
    if own.text.isspace():
        return after is not None and figures[after].text in SIGNS
    if own.text in SIGNS:
        beside = [figures[j].text for _, j in path[max(at - 1, 0) : at + 2] if j is not None]
        return any(sign in SIGNS and sign != own.text for sign in beside)
    if own.confidence >= _GUESSED or not (own.text.isascii() and own.text.isalpha()):
        return False
    around = [figures[j].confidence for j in (before, after) if j is not None]
    return bool(around) and min(around) >= (_CLEAR if own.confidence < _SEEN else _CERTAIN)
