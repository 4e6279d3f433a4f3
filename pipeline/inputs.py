"""Inputs: from paths as given to the reports they stand for, each with its name in the outputs."""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from extractors.errors import Reason, UnreadableError
from extractors.intake import LARGEST, read_bytes
from pipeline.folders import Found, Skip, Skipped, is_archive, skip_by_name, walk
from pipeline.names import Names, as_shown
from pipeline.patterns import is_pattern, matching

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no content to read; known before anybody tries."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, and the name it has in all outputs.

    `content` raises for what was refused as for what cannot be read: both end as a result.
    """

    path: Path | None
    """The file, or the archive that holds it; None for standard input."""
    report: str
    member: str | None = None
    """Its name inside the archive at `path`, as it is shown: not that in the archive itself."""
    data: bytes | None = None
    """Its content, where that is at hand already."""
    refusal: Refusal | None = None

    @property
    def suffix(self) -> str:
        """What its name ends in, '.pdf'."""
        return PurePosixPath(self.member or self.report).suffix

    def content(self) -> bytes:
        """The bytes of it.

        Raises:
            UnreadableError: it is no regular file, too large, cannot be opened or unpacked, or was
                refused.
        """
        if self.refusal is not None:
            raise UnreadableError(self.refusal.reason, self.refusal.detail)
        if self.data is not None:
            if len(self.data) > LARGEST:
                raise UnreadableError(Reason.TOO_LARGE, f"at most {LARGEST} bytes are read")
            return self.data
        if self.path is None:
            raise UnreadableError(Reason.MISSING)
        if self.member is not None:
            from pipeline import archives

            return archives.content(self.path, self.member)
        return read_bytes(self.path)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that arguments stand for, and the arguments that stand for none."""

    found: tuple[Input, ...]
    """No two have one name."""
    missing: tuple[str, ...]
    """Paths that do not exist, and patterns that match nothing."""
    empty: tuple[str, ...]
    """Folders, patterns and archives without a report."""
    skipped: tuple[Skipped, ...] = ()
    """All else that folders and archives hold."""


def resolve(arguments: Iterable[str]) -> Inputs:
    """The reports of files, folders, patterns and ZIP archives, in a stable order.

    A file given by name is always tried. Of a folder the files that end as a report does are taken,
    at any depth, and those in its archives; what is not taken, `skipped` names. What a pattern
    matches is held to the same. A report is named by its path inside the folder; one in an archive
    by 'archive.zip/member.docx'. Whether a file given by name is an archive, its content decides;
    in a folder only files that are named '.zip' are looked into, and may turn out to be documents.
    """
    found = _Found()
    missing: list[str] = []
    empty: list[str] = []
    for argument in dict.fromkeys(arguments):
        if argument == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
            found.add(Input(None, found.names.unique(STDIN), data=data))
            continue
        before = found.count
        path = Path(argument)
        if path.is_dir():
            found.add_folder(path)
        elif path.exists() or path.is_symlink():
            found.add_named(path)
        elif is_pattern(argument):
            matched = matching(argument)
            if not matched:
                missing.append(as_shown(argument))
                continue
            for one in matched:
                found.add_matched(one)
        else:
            missing.append(as_shown(argument))
            continue
        if found.count == before:
            empty.append(as_shown(argument))
    return Inputs(tuple(found.inputs), tuple(missing), tuple(empty), tuple(found.skipped))


def once_settled(inputs: Inputs, since: float) -> Inputs:
    """The inputs, where those whose files are still being written are refused.

    Only files changed in the last seconds are watched, all at once, and only for as long as it
    takes to know: without one of them it costs a look at each file. An archive that changed after
    it was listed is refused as well, for it may hold more.

    Args:
        inputs: as `resolve` found them.
        since: when that was, by `time.monotonic`.
    """
    from pipeline.settling import look, recent, unsettled

    started = time.time_ns() - int((time.monotonic() - since) * 1e9)
    seen = recent(item.path for item in inputs.found if item.path is not None)
    if not seen:
        return inputs
    moving = set(unsettled(seen, since))
    listed = {item.path for item in inputs.found if item.member or item.refusal}
    moving.update(
        path
        for path, at in seen.items()
        if path in listed and (at.modified >= started or look(path) != at)
    )
    found = tuple(
        replace(item, refusal=Refusal(Reason.UNSETTLED)) if item.path in moving else item
        for item in inputs.found
    )
    return replace(inputs, found=found)


def same_content(hashes: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, ...], ...]:
    """Reports with the very same content: groups of two or more names, in order.

    Args:
        hashes: a report's name and the hash of its content, or None where it could not be read.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, sha256 in hashes:
        if sha256 is not None:
            groups[sha256].append(name)
    return tuple(tuple(names) for names in groups.values() if len(names) > 1)


class _Found:
    """The inputs found so far: every file once, every name once."""

    def __init__(self) -> None:
        self.inputs: list[Input] = []
        self.skipped: list[Skipped] = []
        self.names = Names()
        self.count = 0
        """Files found, counting again those that were found before."""
        self._seen: set[str] = set()

    def add(self, item: Input) -> None:
        self.inputs.append(item)
        self.count += 1

    def add_named(self, path: Path) -> None:
        """A file that was given by name."""
        from pipeline.archives import is_plain_archive

        real = os.path.realpath(path)
        is_one = is_archive(path.name) or is_plain_archive(path)
        self._add_file(Found(path, path.as_posix(), real), path.as_posix(), is_one=is_one)

    def add_matched(self, path: Path) -> None:
        """What a pattern matches."""
        if path.is_dir():
            self.add_folder(path)
        elif reason := skip_by_name(path.name):
            self.skipped.append(Skipped(as_shown(path.as_posix()), reason))
        else:
            file = Found(path, path.as_posix(), os.path.realpath(path))
            self._add_file(file, file.name, is_one=is_archive(path.name))

    def add_folder(self, folder: Path) -> None:
        """All that a folder holds."""
        walked = walk(folder)
        self.skipped += [Skipped(as_shown(name), reason) for name, reason in walked.skipped]
        for file in walked.files:
            long = (folder / file.name).as_posix()
            self._add_file(file, long, is_one=is_archive(file.name))
        for closed in walked.closed:
            self._refuse(closed, Refusal(Reason.NO_ACCESS, "a folder that cannot be opened"))

    def _add_file(self, file: Found, long: str, *, is_one: bool) -> None:
        if file.real in self._seen:
            self.count += 1
            return
        self._seen.add(file.real)
        shown = as_shown(file.name)
        if shown in self.names:
            shown = as_shown(long)
        if is_one:
            self._add_archive(file.path, shown)
        else:
            self.add(Input(file.path, self.names.unique(shown)))

    def _add_archive(self, path: Path, shown: str) -> None:
        from pipeline.archives import listed

        try:
            listing = listed(path)
        except UnreadableError as error:
            self._refuse(Found(path, shown, ""), Refusal(error.reason, error.detail))
            return
        if listing.is_word:
            self.add(Input(path, self.names.unique(shown)))
            return
        if listing.is_document:
            self.skipped.append(Skipped(shown, Skip.OTHER_TYPE))
            return
        shown = self.names.unique(shown)
        for name, reason in listing.skipped:
            self.skipped.append(Skipped(f"{shown}/{name}", reason))
        if not listing.members:
            self.skipped.append(Skipped(shown, Skip.NO_REPORTS))
        for member in listing.members:
            refused = member.refusal
            refusal = None if refused is None else Refusal(refused.reason, refused.detail)
            report = self.names.unique(f"{shown}/{member.name}")
            self.add(Input(path, report, member.name, refusal=refusal))

    def _refuse(self, file: Found, refusal: Refusal) -> None:
        name = self.names.unique(as_shown(file.name or file.path.as_posix()))
        self.add(Input(file.path, name, refusal=refusal))
