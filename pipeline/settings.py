"""The settings that hold for a report: its `soat.toml` under what the command line asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from unicodedata import normalize

from pipeline.config import Config, Suppression, nearest, read_config
from pipeline.selection import Layer, closeness, named, selected
from rules.across.check import AcrossCheck
from rules.across.indicators import Book, default_book
from rules.check import Check
from rules.checks import across_catalogue, catalogue, everything
from rules.figures.lexicon import Lexicon, extended_lexicon
from rules.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """What is shown of a report, and held to other reports."""

    config: Config
    codes: frozenset[str]
    """Of the checks that are selected."""

    @property
    def across_checks(self) -> tuple[AcrossCheck, ...]:
        """The selected checks across reports."""
        return tuple(check for check in across_catalogue() if check.code in self.codes)

    @property
    def book(self) -> Book:
        """The indicators that reports are held to each other by."""
        return _book(self.config)

    def weighed(self, finding: Finding) -> Finding:
        """A finding with the severity that the configuration gives to its check.

        What the check itself holds for less certain than usual is not raised by that.
        """
        given = _levels(self.config).get(finding.rule)
        if given is None:
            return finding
        usual = next(check.severity for check in everything() if check.code == finding.rule)
        if finding.severity < usual:
            given = min(given, finding.severity)
        return replace(finding, severity=given)

    def suppressing(self, finding: Finding, path: Path | None) -> Suppression | None:
        """The entry that suppresses a finding told at the report of a path."""
        for entry in self.config.suppress:
            if (
                finding.rule in entry.codes
                and entry.fingerprint in {None, finding.fingerprint}
                and (entry.surface is None or entry.surface in finding.surfaces)
                and self.concerns(entry, path)
            ):
                return entry
        return None

    def concerns(self, entry: Suppression, path: Path | None) -> bool:
        """Whether an entry is about the report of a path; None is standard input."""
        if entry.report is None:
            return True
        if path is None or self.config.path is None:
            return False
        real, folder = path.resolve(), self.config.path.parent
        inside = real.relative_to(folder) if real.is_relative_to(folder) else real
        whole = inside.as_posix() if "/" in entry.report else real.name
        # Some file systems take names apart into letters and marks.
        return fnmatchcase(normalize("NFC", whole), normalize("NFC", entry.report))


def settings_of(config: Config, asked: Layer) -> Settings:
    """A configuration under the command line."""
    off = tuple(code for code, severity in _levels(config).items() if severity is None)
    return Settings(config, selected([Layer(config.select, (*config.ignore, *off)), asked]))


@dataclass(frozen=True, slots=True)
class Reading:
    """By what a report is read: all of its checks run, whatever of them is shown."""

    checks: tuple[Check, ...]
    """With the tolerances given."""
    lexicon: Lexicon
    book: Book


@cache
def reading_of(config: Config) -> Reading:
    """By what a configuration has reports read."""
    tolerances = dict(config.tolerance)
    return Reading(
        checks=tuple(
            check.tolerating(tolerances[check.code]) if check.code in tolerances else check
            for check in catalogue()
        ),
        lexicon=extended_lexicon(config.lexicon),
        book=_book(config),
    )


@cache
def _book(config: Config) -> Book:
    return default_book().extended(config.indicators) if config.indicators else default_book()


def _levels(config: Config) -> dict[str, Severity | None]:
    """The severity given to every code, None for off: that of the closest selector."""
    levels: dict[str, Severity | None] = {}
    for word, severity in sorted(config.severity, key=lambda entry: closeness(entry[0])):
        levels.update(dict.fromkeys(named(word), severity))
    return levels


class SettingsFinder:
    """Finds the settings of every report of a run; a file is read once."""

    def __init__(self, asked: Layer, home: Path) -> None:
        """The command line's selection, and the current directory, for what lies in no project."""
        self._asked = asked
        self._home = home
        self._folders: dict[Path, Path | None] = {}
        self._real: dict[Path, Path] = {}
        self._read: dict[Path | None, Settings] = {}

    def of(self, path: Path | None) -> Settings:
        """The settings of a report; of standard input, with None.

        The nearest `soat.toml` upward from the report's folder; if there is none, the nearest
        upward from the current directory.

        Raises:
            ConfigError: it cannot be taken as it is.
        """
        return self._in(self._home if path is None else path.parent)

    def over(self, paths: Iterable[Path | None]) -> Settings:
        """The settings for what is checked across reports: those of the folder that holds all."""
        held = {self._holding(path) for path in paths if path is not None}
        if not held:
            return self._in(self._home)
        common = next(iter(held))
        while not all(folder.is_relative_to(common) for folder in held):
            if common == common.parent:
                return self._in(self._home)
            common = common.parent
        return self._in(common)

    def _holding(self, path: Path) -> Path:
        """The folder that a file really lies in."""
        if path.is_symlink():
            return path.resolve().parent
        folder = path.parent
        if folder not in self._real:
            self._real[folder] = folder.resolve()
        return self._real[folder]

    def _in(self, folder: Path) -> Settings:
        if folder not in self._folders:
            self._folders[folder] = nearest(folder) or nearest(self._home)
        path = self._folders[folder]
        if path not in self._read:
            config = Config() if path is None else read_config(path)
            self._read[path] = settings_of(config, self._asked)
        return self._read[path]
