"""Opposites: two answers of which each thing has one, told by the labels of two figures.

'thành' and 'không thành', 'đã lắp' and 'chưa lắp': what one denies the other says. 'đúng hạn' and
'quá hạn', 'nam' and 'nữ': words of the lexicon that exclude each other and leave nothing third.
"""

from __future__ import annotations

import re

from rules.figures.lexicon import Lexicon
from rules.labels import Label

_NOT = r"(?:không|chưa|chẳng)"
_NEGATED = re.compile(
    rf"(?<!\w){_NOT}\s+(?:(?:được|có|bị|còn|phải|thể)\s+)?(?=(?P<word>[^\W\d_]+))"
)


def are_opposed(one: Label, other: Label, lexicon: Lexicon) -> bool:
    """Whether two figures are told by opposites: 'thành' and 'không thành'."""
    first, second = one.text, other.text
    if _denies(first, second, lexicon) or _denies(second, first, lexicon):
        return True
    if any(
        (_said(good, first) and _said(bad, second)) or (_said(bad, first) and _said(good, second))
        for good, bad in (group for group in lexicon.groups if len(group) == 2)
    ):
        return True
    return any(
        (_says(good, first) and _says(bad, second)) or (_says(bad, first) and _says(good, second))
        for good, bad in lexicon.opposites
    )


def denies(label: Label) -> bool:
    """Whether a label says 'không' or 'chưa' of something."""
    return _NEGATED.search(label.text) is not None


def may_be_opposed(label: Label, lexicon: Lexicon) -> bool:
    """Whether a label has a word that has an opposite."""
    text = label.text
    if denies(label):
        return True
    if any(one.search(text) or other.search(text) for one, other in lexicon.opposites):
        return True
    return any(_said(word, text) for group in lexicon.groups if len(group) == 2 for word in group)


def _said(word: str, text: str) -> bool:
    """'nam 786' beside 'nữ 56': the words that begin or end what is said."""
    return text.strip() == word or text.startswith(f"{word} ") or text.endswith(f" {word}")


def _says(word: re.Pattern[str], text: str) -> bool:
    """Whether a word stands in a text and nothing denies it."""
    return any(not _DENIED.search(text, 0, match.start()) for match in word.finditer(text))


_DENIED = re.compile(rf"(?<!\w){_NOT}\s+(?:(?:được|có|bị)\s+)?\Z")


def _denies(text: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a text denies what another says: 'chưa lắp' of 'đã lắp'."""
    for denied in _NEGATED.finditer(text):
        verb = lexicon.verb.match(text, denied.end())
        word = verb[0] if verb is not None else denied["word"]
        said = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        if _says(said, other):
            return True
    return False
