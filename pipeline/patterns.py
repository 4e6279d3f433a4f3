"""Patterns of paths: '*', '?', '[…]' and '**', for shells that leave them as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from fnmatch import translate
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

from pipeline.folders import skip_folder

_MAGIC = re.compile(r"[*?\[]")
_ANY_DEPTH = "**"


def is_pattern(argument: str) -> bool:
    """Whether an argument is a pattern and no file's name."""
    path = Path(argument)
    return bool(_MAGIC.search(argument.removeprefix(path.anchor))) and not path.exists()


def matching(pattern: str) -> list[Path]:
    """The files and folders that match, each once, by name.

    '**' stands for folders at any depth. As in a shell, what is hidden is matched only by a part
    that begins with '.'; folders that are links are not entered by '**'.
    """
    path = Path(pattern)
    start = Path(path.anchor) if path.anchor else Path()
    parts = [part for part in path.parts if part != path.anchor]
    once = [part for before, part in pairwise(["", *parts]) if (before, part) != (_ANY_DEPTH,) * 2]
    return list(dict.fromkeys(_matching(start, once)))


def _matching(folder: Path, parts: Sequence[str]) -> Iterator[Path]:
    if not parts:
        yield folder
        return
    part, *rest = parts
    if part == _ANY_DEPTH:
        yield from _matching(folder, rest)
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False) and not skip_folder(entry.name):
                yield from _matching(folder / entry.name, parts)
    elif not _MAGIC.search(part):
        if (folder / part).exists():
            yield from _matching(folder / part, rest)
    else:
        wanted = re.compile(translate(normalize("NFC", os.path.normcase(part))))
        for entry in _entries(folder):
            if entry.name.startswith(".") and not part.startswith("."):
                continue
            name = normalize("NFC", os.path.normcase(entry.name))
            if wanted.match(name) and (not rest or _is_folder(entry)):
                yield from _matching(folder / entry.name, rest)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
