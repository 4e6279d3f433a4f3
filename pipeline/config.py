"""The configuration: `soat.toml`, nearest upward from a report's folder.

    select = ["P", "S2"]          # codes, beginnings of codes, names, or ALL
    ignore = ["P106"]

    [severity]                    # error, warning, note or off
    P102 = "note"

    [tolerance]                   # whole units, as the figure is written
    S204 = 1

    [lexicon.nouns]               # any table of rules/lexicon.toml
    heads = ["tổ vay vốn"]

    [indicators.party_members]    # as in rules/indicators.toml
    phrases = ["đảng số: #"]

    [[suppress]]
    rule = "S201"
    report = "xã/*.docx"          # and, or instead: fingerprint, surface
    reason = "đơn vị đã giải trình"

Two files are never put together: the nearest one holds.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import messages
from pipeline.selection import UnknownCheckError, named
from rules.across.indicators import Adds, Indicator, default_book, indicators_of
from rules.check import Check
from rules.checks import everything
from rules.figures.vocabulary import Entry, VocabularyError, entries_of
from rules.finding import Message, Severity

NAME = "soat.toml"
_LARGEST = 1_000_000
"""Bytes."""
_KEYS = ("select", "ignore", "severity", "tolerance", "lexicon", "indicators", "suppress")
_SUPPRESS_KEYS = ("rule", "report", "fingerprint", "surface", "reason")
_INDICATOR_KEYS = ("name", "name_en", "adds", "phrases", "counts", "deeds", "money")
_LEVELS: Mapping[str, Severity | None] = {
    **{severity.label: severity for severity in Severity},
    "off": None,
}


class ConfigError(Exception):
    """A configuration that cannot be taken as it is; one clear message, with file and key."""

    def __init__(self, path: Path, message: Message) -> None:
        super().__init__(f"{path}: {message.en}")
        self.message = Message(f"{path}: {message.vi}", f"{path}: {message.en}")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that are known and answered for."""

    codes: frozenset[str]
    reason: str
    report: str | None = None
    """A pattern for the report's path under the configuration's folder, or for its name alone."""
    fingerprint: str | None = None
    surface: str | None = None
    """A figure of the finding, as written."""
    line: str = ""
    """What it is called when it is told that it was not used."""


@dataclass(frozen=True, slots=True)
class Config:
    """What one `soat.toml` says; nothing, without one."""

    path: Path | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | None], ...] = ()
    """By selector; None is 'off'."""
    tolerance: tuple[tuple[str, int], ...] = ()
    """By code."""
    lexicon: tuple[Entry, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    suppress: tuple[Suppression, ...] = ()


def nearest(folder: Path) -> Path | None:
    """The `soat.toml` of a folder or of the nearest above it."""
    real = folder.resolve()
    return next((f for at in (real, *real.parents) if _is_file(f := at / NAME)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def read_config(path: Path) -> Config:
    """Read a configuration.

    Raises:
        ConfigError: it is no TOML, has an unknown key, or a value that does not fit.
    """
    return _Reader(path).config()


class _Reader:
    """Checks one file's values on the way."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def config(self) -> Config:
        data = self._data()
        self._known(data, _KEYS)
        return Config(
            path=self._path,
            select=self._selectors(data["select"], "select") if "select" in data else None,
            ignore=self._selectors(data.get("ignore", []), "ignore"),
            severity=tuple(self._severities(self._table(data, "severity"))),
            tolerance=tuple(self._tolerances(self._table(data, "tolerance"))),
            lexicon=self._lexicon(self._table(data, "lexicon")),
            indicators=tuple(self._indicators(self._table(data, "indicators"))),
            suppress=tuple(self._suppressions(data.get("suppress", []))),
        )

    def _data(self) -> dict[str, Any]:
        try:
            if self._path.stat().st_size > _LARGEST:
                raise self._error(messages.CONFIG_TOO_LARGE)
            return tomllib.loads(self._path.read_bytes().decode("utf-8-sig"))
        except OSError as error:
            raise self._error(messages.CONFIG_UNREAD, str(error.strerror)) from error
        except UnicodeDecodeError as error:
            raise self._error(messages.CONFIG_NOT_UTF8) from error
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise self._error(messages.CONFIG_NOT_TOML, str(error)) from error

    def _error(self, message: Message, detail: str = "", near: Iterable[str] = ()) -> ConfigError:
        def told(lang: str) -> str:
            hint = ", ".join(near)
            return (
                message[lang]
                + (f" '{detail}'" if detail else "")
                + (f" ({messages.MEANT[lang]} {hint}?)" if hint else "")
            )

        near = tuple(near)
        return ConfigError(self._path, Message(told("vi"), told("en")))

    def _known(self, data: Mapping[str, Any], keys: Iterable[str], above: str = "") -> None:
        for name in data:
            if name not in keys:
                near = difflib.get_close_matches(name, sorted(keys), n=1)
                raise self._error(
                    messages.UNKNOWN_KEY, f"{above}{name}", [f"{above}{word}" for word in near]
                )

    def _bad(self, name: str, wanted: Message) -> ConfigError:
        return ConfigError(
            self._path,
            Message(
                f"{messages.BAD_VALUE.vi} '{name}': {wanted.vi}",
                f"{messages.BAD_VALUE.en} '{name}': {wanted.en}",
            ),
        )

    def _table(self, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = data.get(name, {})
        if not isinstance(value, Mapping):
            raise self._bad(name, messages.WANTS_TABLE)
        return value

    def _codes(self, word: str, name: str) -> frozenset[str]:
        try:
            return named(word)
        except UnknownCheckError as error:
            raise self._error(
                Message(
                    f"'{name}': {messages.UNKNOWN_CHECK.vi}",
                    f"'{name}': {messages.UNKNOWN_CHECK.en}",
                ),
                word,
                error.near,
            ) from error

    def _texts(self, value: object, name: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self._bad(name, messages.WANTS_WORDS)
        return tuple(value)

    def _selectors(self, value: object, name: str) -> tuple[str, ...]:
        words = self._texts(value, name)
        for word in words:
            self._codes(word, name)
        return words

    def _severities(self, table: Mapping[str, Any]) -> Iterable[tuple[str, Severity | None]]:
        for word, level in table.items():
            self._codes(word, "severity")
            if not isinstance(level, str) or level not in _LEVELS:
                raise self._bad(f"severity.{word}", messages.WANTS_LEVEL)
            yield word, _LEVELS[level]

    def _tolerances(self, table: Mapping[str, Any]) -> Iterable[tuple[str, int]]:
        able = {c.code for c in everything() if isinstance(c, Check) and c.within is not None}
        names = ", ".join(sorted(able))
        for word, units in table.items():
            codes = self._codes(word, "tolerance")
            if len(codes) != 1 or not codes <= able:
                wanted = messages.NO_TOLERANCE
                raise self._bad(
                    f"tolerance.{word}", Message(f"{wanted.vi} {names}", f"{wanted.en} {names}")
                )
            if isinstance(units, bool) or not isinstance(units, int) or units < 0:
                raise self._bad(f"tolerance.{word}", messages.WANTS_UNITS)
            yield next(iter(codes)), units

    def _lexicon(self, table: Mapping[str, Any]) -> tuple[Entry, ...]:
        try:
            return entries_of(table)
        except VocabularyError as error:
            name = f"lexicon.{error.name}"
            if error.unknown:
                near = [f"lexicon.{error.near}"] if error.near else []
                raise self._error(messages.UNKNOWN_KEY, name, near) from error
            raise self._bad(name, messages.WANTS_AS_LEXICON) from error

    def _indicators(self, table: Mapping[str, Any]) -> Iterable[Indicator]:
        known = default_book().by_code
        for code in table:
            entry = dict(self._table(table, code))
            where = f"indicators.{code}"
            self._known(entry, _INDICATOR_KEYS, f"{where}.")
            for name in ("phrases", "counts", "deeds"):
                self._texts(entry.get(name, []), f"{where}.{name}")
            for name in ("name", "name_en"):
                if name in entry and not (isinstance(entry[name], str) and entry[name].strip()):
                    raise self._bad(f"{where}.{name}", messages.WANTS_TEXT)
            if not isinstance(entry.get("money", False), bool):
                raise self._bad(f"{where}.money", messages.WANTS_BOOLEAN)
            if entry.get("adds", Adds.SUM) not in set(Adds):
                ways = ", ".join(Adds)
                raise self._bad(f"{where}.adds", Message(ways, ways))
            if code in known:
                old = known[code]
                entry = {
                    "name": old.name.vi, "name_en": old.name.en, "adds": old.adds,
                    "money": old.money, **entry,
                }  # fmt: skip
            elif "name" not in entry:
                raise self._bad(f"{where}.name", messages.WANTS_TEXT)
            try:
                yield from indicators_of({code: entry})
            except ValueError as error:
                raise self._bad(f"{where}.phrases", messages.WANTS_PHRASE) from error

    def _suppressions(self, value: object) -> Iterable[Suppression]:
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            raise self._bad("suppress", messages.WANTS_TABLES)
        for number, entry in enumerate(value, 1):
            where = f"suppress[{number}]"
            self._known(entry, _SUPPRESS_KEYS, f"{where}.")
            for name in entry:
                if not (isinstance(entry[name], str) and entry[name].strip()):
                    raise self._bad(f"{where}.{name}", messages.WANTS_TEXT)
            for name in ("rule", "reason"):
                if name not in entry:
                    raise self._bad(f"{where}.{name}", messages.IS_REQUIRED)
            if not entry.keys() & {"report", "fingerprint", "surface"}:
                raise self._bad(where, messages.WANTS_PLACE)
            told = ", ".join(
                f"{name} {entry[name]}" for name in _SUPPRESS_KEYS[:4] if name in entry
            )
            yield Suppression(
                codes=self._codes(entry["rule"], f"{where}.rule"),
                reason=entry["reason"],
                report=entry.get("report"),
                fingerprint=entry.get("fingerprint"),
                surface=entry.get("surface"),
                line=f"{where} ({told})",
            )
