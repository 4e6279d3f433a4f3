"""Endings: what must stand right before a digit for a pattern to fit there, and what behind it.

Most patterns want a certain word before the digit, and a certain sign or word behind the number.
`Endings` finds out of the pattern itself with which letters the word before may end, what the very
last character may be, and what the first one behind the digits, so that at each digit only the
patterns are tried that can fit. What is not understood of a pattern is tried everywhere.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from rules.figures.lookalikes.beginnings import LETTERS, AnythingError, beginning, beginnings
from rules.figures.lookalikes.shape import WINDOW, Pattern

_LENGTH = 2
_MOST_KNOWN = 20_000
"""Surroundings of digits whose patterns are remembered."""
_WIDTHLESS = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_NO_SPACE = frozenset({"a", "0", *string.punctuation, *"–—…“”‘’"})
_CLASSES = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}


class Endings:
    """Patterns in their order, found by what stands before a digit and behind its number."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._wanted = [_wanted(pattern.left) for pattern in patterns]
        self._begins = [beginnings(pattern.body) for pattern in patterns]
        self._known: dict[tuple[str, str, str], tuple[Pattern, ...]] = {}

    def at(self, plain: str, folded: str, at: int) -> tuple[Pattern, ...]:
        """The patterns that may fit at a digit, by the text around it."""
        key = (
            _ending(folded, at),
            _class(folded[at - 1]) if at else "",
            beginning(plain, at),
        )
        found = self._known.get(key)
        if found is None:
            found = self._fitting(*key)
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = found
        return found

    def _fitting(self, letters: str, last: str, first: str) -> tuple[Pattern, ...]:
        return tuple(
            pattern
            for pattern, wanted, begins in zip(
                self._patterns, self._wanted, self._begins, strict=True
            )
            if wanted.fits(letters, last) and (begins is None or first in begins)
        )


def _ending(folded: str, at: int) -> str:
    """The last letters of the last word before `at`; all of a short word."""
    start = max(0, at - WINDOW)
    end = at
    while end > start and not folded[end - 1].isalpha():
        end -= 1
    begin = end
    while begin > start and end - begin < _LENGTH and folded[begin - 1].isalpha():
        begin -= 1
    return folded[begin:end]


def _class(character: str) -> str:
    """A character, or what stands for all of its kind."""
    if character.isalpha():
        return "a"
    if character.isdecimal():
        return "0"
    return " " if character.isspace() else character


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a pattern wants before the digit; None: it may be anything."""

    letters: frozenset[str] | None
    """The last letters of the word before; all of a short one."""
    endings: tuple[str, ...]
    """Letters that it may end in, whatever stands before them."""
    last: frozenset[str] | None
    """The class of the last character."""

    def fits(self, letters: str, last: str) -> bool:
        """Whether a pattern may fit behind these."""
        if self.last is not None and last not in self.last:
            return False
        return self.letters is None or letters in self.letters or letters.endswith(self.endings)


def _wanted(left: re.Pattern[str] | None) -> _Wanted:
    if left is None:
        return _Wanted(None, (), None)
    items = parser.parse(left.pattern, left.flags)
    letters: frozenset[str] | None = None
    endings: tuple[str, ...] = ()
    last: frozenset[str] | None = None
    try:
        ends = _behind(items, frozenset({""}))
    except AnythingError:
        pass
    else:
        if "" not in ends.pending:
            letters, endings = ends.done, tuple(sorted(ends.pending))
    try:
        found, empty = _last(items)
    except AnythingError:
        pass
    else:
        last = None if empty else found
    return _Wanted(letters, endings, last)


def _last(items: Iterable[Any]) -> tuple[frozenset[str], bool]:
    """The classes of the characters that may be the last, and whether there may be none."""
    found: frozenset[str] = frozenset()
    for operation, given in reversed(list(items)):
        here, empty = _last_of(str(operation), given)
        found |= here
        if not empty:
            return found, False
    return found, True


def _last_of(operation: str, given: Any) -> tuple[frozenset[str], bool]:
    if operation in _WIDTHLESS:
        return frozenset(), True
    if operation == "LITERAL":
        return frozenset({_class(chr(given))}), False
    if operation == "IN":
        return _classes(given), False
    if operation == "SUBPATTERN":
        return _last(given[-1])
    if operation == "BRANCH":
        branches = [_last(branch) for branch in given[1]]
        return frozenset().union(*(b for b, _ in branches)), any(empty for _, empty in branches)
    if operation in _REPEATS:
        least, _, inner = given
        found, empty = _last(inner)
        return found, empty or least == 0
    raise AnythingError


def _classes(items: Sequence[Any]) -> frozenset[str]:
    """The classes of the characters that a class in brackets stands for."""
    names = [
        str(given) if str(operation) == "CATEGORY" else str(operation) for operation, given in items
    ]
    if names == LETTERS:
        return frozenset({"a"})
    if names == ["CATEGORY_NOT_SPACE"]:
        return _NO_SPACE
    return frozenset(_class(character) for character in _members(items))


@dataclass(frozen=True, slots=True)
class _Ends:
    """Endings that are complete, and the letters of those to which more may come."""

    done: frozenset[str]
    pending: frozenset[str]


def _behind(items: Iterable[Any], pending: frozenset[str]) -> _Ends:
    """What the items, read from the last to the first, put before the letters that are known."""
    done: frozenset[str] = frozenset()
    for operation, given in reversed(list(items)):
        if not pending:
            break
        found = _before(str(operation), given, pending)
        done |= found.done
        pending = found.pending
    return _Ends(done, pending)


def _before(operation: str, given: Any, pending: frozenset[str]) -> _Ends:
    if operation in _WIDTHLESS:
        return _Ends(frozenset(), pending)
    if operation == "LITERAL":
        return _with(frozenset({chr(given)}), pending)
    if operation == "IN":
        return _with(_members(given), pending)
    if operation == "SUBPATTERN":
        return _behind(given[-1], pending)
    if operation == "BRANCH":
        found = [_behind(branch, pending) for branch in given[1]]
        return _Ends(
            frozenset().union(*(one.done for one in found)),
            frozenset().union(*(one.pending for one in found)),
        )
    if operation in _REPEATS:
        least, most, inner = given
        return _repeated(least, int(most), inner, pending)
    raise AnythingError


def _repeated(least: int, most: int, items: Any, pending: frozenset[str]) -> _Ends:
    done: frozenset[str] = frozenset()
    after: frozenset[str] = pending if least == 0 else frozenset()
    for times in range(1, min(most, least + 2 * _LENGTH) + 1):
        found = _behind(items, pending)
        done |= found.done
        pending = found.pending
        if times >= least:
            after |= pending
    return _Ends(done, after)


def _members(items: Sequence[Any]) -> frozenset[str]:
    """The characters of a class, digits and spaces by one of them."""
    found: set[str] = set()
    for operation, given in items:
        name = str(operation)
        if name == "LITERAL":
            found.add(chr(given))
        elif name == "RANGE" and given[1] - given[0] < WINDOW:
            found.update(map(chr, range(given[0], given[1] + 1)))
        elif name == "CATEGORY" and str(given) in _CLASSES:
            found.add(_CLASSES[str(given)])
        else:
            raise AnythingError
    return frozenset(found)


def _with(characters: frozenset[str], pending: frozenset[str]) -> _Ends:
    done: set[str] = set()
    left: set[str] = set()
    for character in characters:
        for known in pending:
            if not character.isalpha():
                (done if known else left).add(known)
            elif len(known) + 1 == _LENGTH:
                done.add(character + known)
            else:
                left.add(character + known)
    return _Ends(frozenset(done), frozenset(left))
