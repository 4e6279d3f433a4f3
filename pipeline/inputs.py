"""Inputs: from paths as given to the reports they stand for, each with its name in the outputs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.intake import SUFFIXES

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, and the name it has in all outputs."""

    path: Path
    report: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that arguments stand for, and the arguments that stand for none."""

    found: tuple[Input, ...]
    missing: tuple[str, ...]
    """Paths that do not exist."""
    empty: tuple[str, ...]
    """Folders without a report."""


def resolve(arguments: Iterable[str]) -> Inputs:
    """The reports of files and folders, in a stable order.

    A file given by name is always tried. Of a folder the files that end as a report does are taken,
    at any depth; hidden files and a word processor's lock files ('~$…') are not, nor is a link that
    leads out of the folder. A report is named by its path inside the folder.
    """
    found: list[Input] = []
    missing: list[str] = []
    empty: list[str] = []
    seen: set[Path] = set()
    names: set[str] = set()
    for argument in dict.fromkeys(arguments):
        path = Path(argument)
        if argument == STDIN:
            members = [(path, STDIN)]
        elif path.is_dir():
            members = [(file, file.relative_to(path).as_posix()) for file in _reports(path)]
            if not members:
                empty.append(readable(argument))
        elif path.exists():
            members = [(path, path.as_posix())]
        else:
            missing.append(readable(argument))
            continue
        for file, name in members:
            real = file if argument == STDIN else file.resolve()
            if real in seen:
                continue
            seen.add(real)
            shown = readable(name if name not in names else (path / name).as_posix())
            names.add(shown)
            found.append(Input(file, shown))
    return Inputs(tuple(found), tuple(missing), tuple(empty))


def _reports(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith((".", "~$")) or path.suffix.lower() not in SUFFIXES:
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            yield path


def readable(name: str) -> str:
    """A file's name as text, also where the system's locale is not UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")
