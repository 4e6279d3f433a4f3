"""Watching: real folders, real events; a report is given once it is whole, and once only."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from pipeline.mounts import file_system, is_share, is_shared, is_unc
from pipeline.watching import Arrivals, watch

QUIET = 0.6
PATIENCE = 12.0


@pytest.fixture(autouse=True)
def _looks_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.watching._POLL", 0.2)
    monkeypatch.setattr("pipeline.watching._TICK", 0.05)


class Watched:
    """A folder that is watched by a thread of its own."""

    def __init__(self) -> None:
        self.given: list[Arrivals] = []
        self.sizes: dict[Path, list[int]] = {}
        self.stop = threading.Event()

    def run(self, folder: Path, polling: bool | None, every: float) -> None:
        for arrivals in watch(folder, polling=polling, stop=self.stop, quiet=QUIET, every=every):
            for path in arrivals.whole:
                self.sizes.setdefault(path, []).append(path.stat().st_size)
            self.given.append(arrivals)

    @property
    def whole(self) -> list[Path]:
        return [path for arrivals in self.given for path in sorted(arrivals.whole)]

    @property
    def gone(self) -> list[Path]:
        return [path for arrivals in self.given for path in sorted(arrivals.gone)]

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.given
            time.sleep(0.02)


@contextmanager
def watching(folder: Path, polling: bool | None = None, every: float = 60) -> Iterator[Watched]:
    watched = Watched()
    thread = threading.Thread(target=watched.run, args=(folder, polling, every), daemon=True)
    thread.start()
    try:
        yield watched
    finally:
        watched.stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.mark.parametrize("polling", [False, True])
def test_a_slow_copy_is_given_once_and_whole(tmp_path: Path, polling: bool) -> None:
    (tmp_path / "đã có.txt").write_bytes(b"here")
    with watching(tmp_path, polling) as watched:
        watched.until(lambda: bool(watched.given))
        slow = tmp_path / "chậm.docx"
        with slow.open("wb") as stream:
            for _ in range(12):
                stream.write(b"x" * 1000)
                stream.flush()
                time.sleep(0.08)
        (tmp_path / "~$chậm.docx").write_bytes(b"lock")
        (tmp_path / "bảng.xlsx").write_bytes(b"no report")
        (tmp_path / "tải.pdf.part").write_bytes(b"half")
        (tmp_path / "tải.pdf.part").rename(tmp_path / "tải.pdf")
        watched.until(lambda: len(watched.whole) >= 3)
        time.sleep(1.5 * QUIET)
    assert watched.whole[0] == tmp_path / "đã có.txt"
    assert sorted(watched.whole[1:]) == sorted([slow, tmp_path / "tải.pdf"])
    assert watched.sizes[slow] == [12_000]
    assert watched.gone == []


@pytest.mark.parametrize("polling", [False, True])
def test_changes_moves_and_deletions_are_told(tmp_path: Path, polling: bool) -> None:
    inbox, outside = tmp_path / "hộp", tmp_path / "ngoài"
    (outside / "xã").mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (outside / "xã" / name).write_bytes(b"1")
    inbox.mkdir()
    (inbox / "c.txt").write_bytes(b"1")
    with watching(inbox, polling) as watched:
        watched.until(lambda: watched.whole == [inbox / "c.txt"])
        (outside / "xã").rename(inbox / "xã")
        watched.until(lambda: len(watched.whole) == 3)
        (inbox / "c.txt").write_bytes(b"changed")
        watched.until(lambda: len(watched.whole) == 4)
        (inbox / "c.txt").unlink()
        watched.until(lambda: len(watched.gone) == 1)
        (inbox / "xã").rename(outside / "xã")
        watched.until(lambda: len(watched.gone) == 3)
    assert sorted(watched.whole[1:3]) == [inbox / "xã" / "a.txt", inbox / "xã" / "b.txt"]
    assert watched.whole[3] == inbox / "c.txt"
    assert watched.gone[0] == inbox / "c.txt"
    assert sorted(watched.gone[1:]) == [inbox / "xã" / "a.txt", inbox / "xã" / "b.txt"]


def test_links_that_lead_out_are_not_watched(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "hộp", tmp_path / "ngoài"
    inbox.mkdir()
    outside.mkdir()
    try:
        (inbox / "lối ra").symlink_to(outside)
    except OSError:
        pytest.skip("links cannot be made here")
    with watching(inbox, polling=False) as watched:
        time.sleep(0.5)
        (outside / "bí mật.txt").write_bytes(b"not to be read")
        (inbox / "b.txt").symlink_to(outside / "bí mật.txt")
        (inbox / "a.txt").write_bytes(b"1")
        watched.until(lambda: bool(watched.given))
        time.sleep(1.5 * QUIET)
    assert watched.whole == [inbox / "a.txt"]


def test_what_no_event_tells_of_is_found_by_walking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf(*_: object, stop_event: threading.Event, **__: object) -> Iterator[set[object]]:
        while not stop_event.wait(0.05):
            yield set()

    monkeypatch.setattr("watchfiles.watch", deaf)
    with watching(tmp_path, every=0.3) as watched:
        (tmp_path / "a.txt").write_bytes(b"1")
        watched.until(lambda: bool(watched.whole))
        (tmp_path / "a.txt").unlink()
        watched.until(lambda: bool(watched.gone))


def test_where_the_system_has_no_watches_left_it_is_polled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def few(
        *_: object, stop_event: threading.Event, force_polling: bool | None, **__: object
    ) -> Iterator[set[object]]:
        asked.append(force_polling)
        if not force_polling:
            raise OSError("OS file watch limit reached")
        yield set()
        stop_event.wait()

    monkeypatch.setattr("watchfiles.watch", few)
    (tmp_path / "a.txt").write_bytes(b"1")
    with watching(tmp_path, every=0) as watched:
        watched.until(lambda: len(asked) == 2)
    assert asked == [None, True]


def test_an_interruption_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> Iterator[set[object]]:
        yield set()
        raise KeyboardInterrupt

    monkeypatch.setattr("watchfiles.watch", interrupted)
    assert list(watch(tmp_path)) == []


def test_only_a_folder_can_be_watched(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        next(watch(tmp_path / "none"))


MOUNTS = [
    (PurePosixPath("/"), "ext4"),
    (PurePosixPath("/home"), "btrfs"),
    (PurePosixPath("/mnt/báo cáo"), "cifs"),
    (PurePosixPath("/mnt/a"), "autofs"),
    (PurePosixPath("/mnt/a"), "nfs4"),
    (PurePosixPath("/media/usb"), "fuseblk"),
    (PurePosixPath("/srv/s"), "fuse.sshfs"),
]


@pytest.mark.parametrize(
    ("path", "kind", "shared"),
    [
        ("/var/in", "ext4", False),
        ("/home/x", "btrfs", False),
        ("/homes/x", "ext4", False),
        ("/mnt/báo cáo/2026", "cifs", True),
        ("/mnt/a/b", "nfs4", True),
        ("/media/usb/x", "fuseblk", False),
        ("/srv/s", "fuse.sshfs", True),
    ],
)
def test_shares_are_known_by_their_mount(path: str, kind: str, shared: bool) -> None:
    assert file_system(PurePosixPath(path), MOUNTS) == kind
    assert is_shared(kind) is shared


def test_a_mapped_drive_is_the_longest_that_fits() -> None:
    drives = [(PureWindowsPath("C:\\"), "NTFS"), (PureWindowsPath("Z:\\"), "nfs")]
    assert file_system(PureWindowsPath("z:\\Báo cáo\\a.docx"), drives) == "nfs"
    assert is_unc(r"\\máy chủ\chung\2026")
    assert is_unc(r"\\?\UNC\máy chủ\chung\2026")
    assert not is_unc(r"\\?\C:\2026")
    assert not is_unc(r"C:\2026")


def test_the_folder_of_the_tests_is_asked_without_an_error(tmp_path: Path) -> None:
    assert is_share(tmp_path) in {True, False}
