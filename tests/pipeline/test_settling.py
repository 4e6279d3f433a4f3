"""Settling: a file that is still written is waited for, and given up in the end."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from pipeline import settling
from pipeline.settling import Look, Settling, look, recent, settled, unsettled

pytestmark = pytest.mark.alone


def aged(path: Path, seconds: float, data: bytes = b"x") -> Path:
    path.write_bytes(data)
    then = time.time_ns() - int(seconds * 1e9)
    os.utime(path, ns=(then, then))
    return path


def test_only_what_was_changed_of_late_is_looked_at(tmp_path: Path) -> None:
    new, old = aged(tmp_path / "new", 0), aged(tmp_path / "old", 60)
    ahead, far = aged(tmp_path / "ahead", -1), aged(tmp_path / "far ahead", -3600)
    assert set(recent([new, old, ahead, far, tmp_path / "none"])) == {new, ahead}


def test_nothing_recent_costs_no_wait(tmp_path: Path) -> None:
    seen = recent([aged(tmp_path / "old", 60)])
    start = time.monotonic()
    assert unsettled(seen, start) == frozenset()
    assert time.monotonic() - start < 0.05


def test_what_has_passed_is_not_waited_again(tmp_path: Path) -> None:
    seen = recent([aged(tmp_path / "new", 0)])
    start = time.monotonic()
    assert unsettled(seen, start - 5, quiet=5) == frozenset()
    assert time.monotonic() - start < 1


def test_a_copy_that_ends_is_waited_for_and_one_that_does_not_is_told(tmp_path: Path) -> None:
    ends, goes_on, still = (tmp_path / name for name in ("ends", "goes on", "still"))
    stop = threading.Event()

    def write() -> None:
        with ends.open("ab") as first, goes_on.open("ab") as second:
            for number in range(1000):
                if number < 4:
                    first.write(b"x")
                    first.flush()
                second.write(b"x")
                second.flush()
                if stop.wait(0.05):
                    return

    for path in (ends, goes_on, still):
        path.write_bytes(b"x")
    seen = recent([ends, goes_on, still])
    since = time.monotonic()
    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert unsettled(seen, since, quiet=0.4, patience=1.5) == {goes_on}
        assert time.monotonic() - since < 3
        assert ends.stat().st_size == 5
    finally:
        stop.set()
        writer.join()
    assert settled(goes_on, quiet=0.1)
    assert not settled(tmp_path / "none")


def test_a_file_that_is_locked_is_not_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = aged(tmp_path / "a", 0)
    locked = [True]
    monkeypatch.setattr(settling, "is_locked", lambda _: locked[0])
    assert not settled(path, quiet=0.05, patience=0.2)
    locked[0] = False
    assert settled(path, quiet=0.05, patience=0.2)


def test_the_wait_begins_anew_with_every_change(tmp_path: Path) -> None:
    path = aged(tmp_path / "a", 0, b"1")
    at = look(path)
    assert at is not None
    waiting = Settling(quiet=10)
    waiting.seen(path, at, now=100)
    assert waiting.whole(now=109) == {}
    aged(path, 0, b"12")
    assert waiting.whole(now=111) == {}
    assert waiting.whole(now=120) == {}
    [(found, size)] = waiting.whole(now=121).items()
    assert (found, size.size) == (path, 2)
    assert list(waiting) == []


def test_what_goes_while_it_is_waited_for_is_forgotten(tmp_path: Path) -> None:
    waiting = Settling(quiet=0)
    waiting.seen(tmp_path / "none", Look(1, 1), now=0)
    assert waiting.whole(now=9) == {}
    assert list(waiting) == []
