"""Inputs: from paths as given to the reports they stand for, each with its name in the outputs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.errors import Reason, UnreadableError
from extractors.intake import LARGEST, SUFFIXES, read_bytes

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, and the name it has in all outputs."""

    path: Path | None
    """The file, or the archive that holds it; None for standard input."""
    report: str
    member: str | None = None
    """Its name inside the archive at `path`."""
    data: bytes | None = None
    """Its content, where that is at hand already."""

    @property
    def suffix(self) -> str:
        """What its name ends in, '.pdf'."""
        return PurePosixPath(self.member or self.report).suffix

    def content(self) -> bytes:
        """The bytes of it.

        Raises:
            UnreadableError: it is no regular file, too large, or cannot be opened.
        """
        if self.data is not None:
            if len(self.data) > LARGEST:
                raise UnreadableError(Reason.TOO_LARGE, f"at most {LARGEST} bytes are read")
            return self.data
        if self.path is None:
            raise UnreadableError(Reason.MISSING)
        return read_bytes(self.path)


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
        if argument == STDIN:
            found.append(Input(None, STDIN, data=sys.stdin.buffer.read(LARGEST + 1)))
            continue
        path = Path(argument)
        if path.is_dir():
            members = [(file, file.relative_to(path).as_posix()) for file in _reports(path)]
            if not members:
                empty.append(readable(argument))
        elif path.exists():
            members = [(path, path.as_posix())]
        else:
            missing.append(readable(argument))
            continue
        for file, name in members:
            real = file.resolve()
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
