"""The words of the trade as data: `rules/lexicon.toml`, and what a `soat.toml` adds to it."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

from rules.figures.spelling import key

_OPEN = frozenset(
    {"scales", "currencies", "measures", "elisions", "synonyms", "exclusive", "groups", "series"}
)
"""Tables whose keys are words or classes of the user's own; those of all others are fixed."""
_LONGEST = 200
"""Characters of one entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key that is added to a table of the lexicon."""

    table: str
    """As in `rules/lexicon.toml`: 'nouns', 'hedges.before'."""
    name: str
    words: tuple[str, ...]
    """What a list gets added; of a table of single values, the one value."""


class VocabularyError(ValueError):
    """A key that the lexicon does not have, or a value that does not fit it."""

    def __init__(self, name: str, *, near: str = "", unknown: bool = False) -> None:
        super().__init__(name)
        self.name = name
        """The key with its tables: 'nouns.head'."""
        self.near = near
        """The nearest known key, if there is one."""
        self.unknown = unknown
        """Whether the key is unknown; else its value does not fit."""


def entries_of(data: Mapping[str, Any]) -> tuple[Entry, ...]:
    """The entries of a `[lexicon]` table.

    Raises:
        VocabularyError: an unknown table or key, or a value of another shape than the lexicon's.
    """
    return tuple(_entries(data, _tables(_shipped()), ""))


def _entries(
    data: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], above: str
) -> Iterator[Entry]:
    for name, value in data.items():
        table = f"{above}{name}"
        inner = any(other.startswith(f"{table}.") for other in known)
        if table not in known and not inner:
            raise VocabularyError(table, near=_nearest(table, known), unknown=True)
        if not isinstance(value, Mapping):
            raise VocabularyError(table)
        if inner:
            yield from _entries(value, known, f"{table}.")
            continue
        for word, given in value.items():
            yield _entry(table, word, given, known[table])


def _entry(table: str, name: str, given: object, known: Mapping[str, Any]) -> Entry:
    where = f"{table}.{name}"
    if table not in _OPEN and name not in known:
        near = _nearest(name, known)
        raise VocabularyError(where, near=near and f"{table}.{near}", unknown=True)
    if table in _OPEN and not _is_word(name):
        raise VocabularyError(where)
    if isinstance(next(iter(known.values())), list):
        if not isinstance(given, list) or not given or not all(map(_is_word, given)):
            raise VocabularyError(where)
        return Entry(table, name, tuple(given))
    if table == "scales":
        if not _is_scale(given):
            raise VocabularyError(where)
    elif not _is_word(given):
        raise VocabularyError(where)
    return Entry(table, name, (str(given),))


def _is_word(given: object) -> bool:
    return isinstance(given, str) and bool(key(given).strip()) and len(given) <= _LONGEST


def _is_scale(given: object) -> bool:
    if isinstance(given, bool) or not isinstance(given, int | str):
        return False
    try:
        value = Decimal(given)
    except InvalidOperation:
        return False
    return value.is_finite() and value > 0


def _nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(word, sorted(known))), "")


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads(files("rules").joinpath("lexicon.toml").read_text("utf-8"))


def _tables(data: Mapping[str, Any], above: str = "") -> dict[str, Mapping[str, Any]]:
    """Every table that holds words, by its whole name."""
    found: dict[str, Mapping[str, Any]] = {}
    for name, value in data.items():
        if isinstance(value, Mapping):
            below = _tables(value, f"{above}{name}.")
            found.update(below or {f"{above}{name}": value})
    return found


def vocabulary(entries: Iterable[Entry] = ()) -> Mapping[str, Any]:
    """The tables of the lexicon with entries added: lists grow, single values are replaced."""
    data = deepcopy(dict(_shipped()))
    tables = _tables(data)
    for entry in entries:
        table: Any = tables[entry.table]
        if isinstance(next(iter(table.values())), list):
            table[entry.name] = [*table.get(entry.name, ()), *entry.words]
        else:
            table[entry.name] = entry.words[0]
    return data
