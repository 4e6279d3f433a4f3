"""Folders: which of their files are reports, and why each of the others is not."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath
from typing import NamedTuple

from extractors.intake import SUFFIXES

ZIP = ".zip"
_OTHER_ARCHIVES = frozenset({".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz", ".zipx"})
_UNFINISHED = frozenset({".crdownload", ".download", ".filepart", ".part", ".partial", ".tmp"})
_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "__macosx"})
_IGNORED = frozenset({".localized", "icon\r"})
_TAKEN = SUFFIXES | _OTHER_ARCHIVES | {ZIP}
"""Other archives are taken to be refused aloud: they may hold reports."""


class Skip(StrEnum):
    """Why a file of a folder or an archive is not taken as a report. The value is the code."""

    OTHER_TYPE = "other_type"
    """Its name does not end as a report's does."""
    LOCK = "lock"
    """A word processor's note that a file is open."""
    HIDDEN = "hidden"
    SYSTEM = "system"
    """What an operating system leaves everywhere; hardly worth telling."""
    UNFINISHED = "unfinished"
    """The name of a download or a copy that has not ended."""
    LINK_OUT = "link_out"
    """A link that leads out of the folder."""
    LINKED_FOLDER = "linked_folder"
    """A link to a folder, which is not followed."""
    SAME_FILE = "same_file"
    """A link to a file that is read under its own name."""
    NO_REPORTS = "no_reports"
    """An archive in which no report is."""


class Skipped(NamedTuple):
    """A file, or a whole folder ('name/'), that is not taken, and why."""

    name: str
    """As it would be named in the outputs, or as in its folder."""
    reason: Skip


class Found(NamedTuple):
    """A file of a folder that is taken."""

    path: Path
    name: str
    """Its path inside the folder, with '/'."""
    real: str
    """Where it lies, free of links."""


@dataclass(slots=True)
class Walked:
    """What a folder holds, in a stable order."""

    files: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    closed: list[Found] = field(default_factory=list)
    """Folders inside that cannot be opened."""


def skip_by_name(name: str) -> Skip | None:
    """Why a file of this name (without its folder) is no report; None if it may be one."""
    lower = name.lower()
    if lower in _SYSTEM or lower in _IGNORED or lower.startswith("._"):
        return Skip.SYSTEM
    if lower.startswith(("~$", ".~lock.")):
        return Skip.LOCK
    if lower.startswith("."):
        return Skip.HIDDEN
    suffix = PurePath(lower).suffix
    if lower.startswith("~") or lower.endswith("~") or suffix in _UNFINISHED:
        return Skip.UNFINISHED
    return None if suffix in _TAKEN else Skip.OTHER_TYPE


def skip_folder(name: str) -> Skip | None:
    """Why a folder of this name is not walked."""
    if name.lower() in _SYSTEM:
        return Skip.SYSTEM
    return Skip.HIDDEN if name.startswith(".") else None


def is_archive(name: str) -> bool:
    """Whether a file of this name is taken for what it holds."""
    suffix = PurePath(name.lower()).suffix
    return suffix == ZIP or suffix in _OTHER_ARCHIVES


def walk(folder: Path) -> Walked:
    """The files of a folder at any depth: its own before those of its folders, each by name.

    Folders are entered once, and no link to a folder is followed. A link to a file is taken if it
    ends inside the folder, at a file that is not taken under its own name.
    """
    root = os.path.realpath(folder)
    walked = Walked()
    links: dict[int, str] = {}
    pending = [""]
    while pending:
        inside = pending.pop()
        place = os.path.join(root, inside.replace("/", os.sep))  # noqa: PTH118 - ten thousand times
        try:
            with os.scandir(place) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            walked.closed.append(Found(folder / inside, f"{inside}/" if inside else "", place))
            continue
        folders: list[str] = []
        for entry in listed:
            name = f"{inside}/{entry.name}" if inside else entry.name
            if _is_link(entry):
                if _is_folder(entry):
                    walked.skipped.append(Skipped(f"{name}/", Skip.LINKED_FOLDER))
                    continue
            elif _is_folder(entry):
                if reason := skip_folder(entry.name):
                    walked.skipped.append(Skipped(f"{name}/", reason))
                else:
                    folders.append(name)
                continue
            if reason := skip_by_name(entry.name):
                walked.skipped.append(Skipped(name, reason))
                continue
            if _is_link(entry):
                links[len(walked.files)] = os.path.realpath(entry.path)
            walked.files.append(Found(folder / name, name, entry.path))
        pending.extend(reversed(folders))
    if links:
        _settle_links(walked, links, root)
    return walked


def _settle_links(walked: Walked, links: dict[int, str], root: str) -> None:
    taken = {file.real for ordinal, file in enumerate(walked.files) if ordinal not in links}
    files: list[Found] = []
    for ordinal, file in enumerate(walked.files):
        real = links.get(ordinal)
        if real is None:
            files.append(file)
        elif not _is_inside(real, root):
            walked.skipped.append(Skipped(file.name, Skip.LINK_OUT))
        elif real in taken:
            walked.skipped.append(Skipped(file.name, Skip.SAME_FILE))
        else:
            taken.add(real)
            files.append(file._replace(real=real))
    walked.files = files


def _is_inside(real: str, root: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if os.name != "nt":
        return False
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return bool(tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
