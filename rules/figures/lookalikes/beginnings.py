"""Beginnings: what may stand behind the first digits of a number for a pattern to fit there.

Read out of the pattern itself: the first character that is no digit, and behind a space the first
that is none. A pattern that may end before either fits everywhere.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_DIGITS = 48
_ENDS = frozenset({"AT_END", "AT_END_STRING"})
_AHEAD = 1
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
LETTERS = ["NEGATE", "CATEGORY_NOT_WORD", "CATEGORY_DIGIT", "LITERAL"]
"""[^\\W\\d_]"""
_DIGIT, _SPACE, _MARKED = "0", " ", "é"

_States = frozenset[str]
"""What is read so far: '' digits alone, ' ' and space behind them."""


class AnythingError(Exception):
    """The pattern is not understood: it may be anything."""


def beginning(text: str, at: int) -> str:
    """What stands behind the digits at `at`: a character, or a space and a character; '' the end.

    All letters outside ASCII are one.
    """
    end = at + 1
    last = min(len(text), at + _MOST_DIGITS)
    while end < last and text[end].isdecimal():
        end += 1
    if end >= last:
        return ""
    begin = end
    while end < len(text) and text[end].isspace():
        end += 1
    if end == begin:
        return _class(text[end])
    return _SPACE + (_class(text[end]) if end < len(text) else "")


def _class(character: str) -> str:
    """A character, or what stands for all of its kind."""
    if character.isdecimal():
        return _DIGIT
    if character.isascii():
        return character.lower()
    return _MARKED if character.isalpha() else character


def beginnings(body: re.Pattern[str]) -> frozenset[str] | None:
    """All that `beginning` may be where a pattern fits; None for anything."""
    found: set[str] = set()
    try:
        open_ended = _after(parser.parse(body.pattern, body.flags), frozenset({""}), found)
    except AnythingError:
        return None
    return None if open_ended else frozenset(found)


def _after(items: Iterable[Any], states: _States, found: set[str]) -> _States:
    """Where reading the items leads to; what decides goes into `found`."""
    for operation, given in items:
        if not states:
            break
        states = _step(str(operation), given, states, found)
    return states


def _step(operation: str, given: Any, states: _States, found: set[str]) -> _States:
    if operation == "ASSERT_NOT" or (operation == "ASSERT" and given[0] != _AHEAD):
        return states
    if operation == "ASSERT":
        # Where what must follow decides, what the pattern has behind it decides no less.
        return states if _after(given[1], states, found) else frozenset()
    if operation == "AT":
        if str(given) not in _ENDS:
            return states
        found |= {"", _SPACE}  # a line's end may stand behind
        return frozenset()
    if operation == "LITERAL":
        return _read([chr(given)], states, found)
    if operation == "IN":
        return _read(_members(given), states, found)
    if operation == "SUBPATTERN":
        return _after(given[-1], states, found)
    if operation == "BRANCH":
        ends = [_after(branch, states, found) for branch in given[1]]
        return frozenset().union(*ends)
    if operation in _REPEATS:
        least, _, inner = given
        after = states if least == 0 else frozenset()
        # There are two states: twice around and all that can be reached is.
        for times in range(1, max(int(least), 1) + 2):
            states = _after(inner, states, found)
            if times >= int(least):
                after |= states
        return after
    raise AnythingError


def _read(characters: Iterable[str], states: _States, found: set[str]) -> _States:
    after: set[str] = set()
    for character in characters:
        kind = _class(character)
        for state in states:
            if kind == _DIGIT and not state:
                after.add("")
            elif kind.isspace():
                after.add(_SPACE)
            else:
                found.add(state + kind)
    return frozenset(after)


def _members(items: Sequence[Any]) -> Iterable[str]:
    """The characters of a class in brackets, of each kind one."""
    names = [
        str(given) if str(operation) == "CATEGORY" else str(operation) for operation, given in items
    ]
    if names == LETTERS:
        return [*string.ascii_lowercase, _MARKED]
    members: list[str] = []
    for operation, given in items:
        name = str(operation)
        if name == "LITERAL":
            members.append(chr(given))
        elif name == "RANGE" and given[1] - given[0] < _MOST_DIGITS:
            members += map(chr, range(given[0], given[1] + 1))
        elif name == "CATEGORY" and str(given) == "CATEGORY_DIGIT":
            members.append(_DIGIT)
        elif name == "CATEGORY" and str(given) == "CATEGORY_SPACE":
            members.append(_SPACE)
        else:
            raise AnythingError
    return members
