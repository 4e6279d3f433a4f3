"""Intake: files, folders and patterns become inputs, and nothing is lost on the way."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from extractors.errors import Reason, UnreadableError
from pipeline.folders import Skip
from pipeline.inputs import Input, Inputs, once_settled, resolve, same_content
from pipeline.messages import REASONS, SKIPPED
from pipeline.names import Names, as_shown, printable, readable


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def reports(inputs: Inputs) -> list[str]:
    return [item.report for item in inputs.found]


def link(path: Path, target: Path | str) -> None:
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("links cannot be made here")


def test_every_file_of_a_folder_is_an_input_or_is_told(tmp_path: Path) -> None:
    put(
        tmp_path, "b.docx", "a.PDF", "xã/c.txt", "xã/thôn/d.doc", "e.rtf",
        "bảng.xlsx", "ảnh.gif", "~$b.docx", ".~lock.b.docx#", ".ẩn.docx", ".git/f.docx",
        "Thumbs.db", "xã/desktop.ini", ".DS_Store", "__MACOSX/b.docx", "g.docx.part",
        "h.crdownload", "~WRL0003.tmp", "k.pdf~",
    )  # fmt: skip
    inputs = resolve([str(tmp_path)])
    assert reports(inputs) == ["a.PDF", "b.docx", "e.rtf", "xã/c.txt", "xã/thôn/d.doc"]
    assert dict(inputs.skipped) == {
        "bảng.xlsx": Skip.OTHER_TYPE,
        "ảnh.gif": Skip.OTHER_TYPE,
        "~$b.docx": Skip.LOCK,
        ".~lock.b.docx#": Skip.LOCK,
        ".ẩn.docx": Skip.HIDDEN,
        ".git/": Skip.HIDDEN,
        "Thumbs.db": Skip.SYSTEM,
        "xã/desktop.ini": Skip.SYSTEM,
        ".DS_Store": Skip.SYSTEM,
        "__MACOSX/": Skip.SYSTEM,
        "g.docx.part": Skip.UNFINISHED,
        "h.crdownload": Skip.UNFINISHED,
        "~WRL0003.tmp": Skip.UNFINISHED,
        "k.pdf~": Skip.UNFINISHED,
    }


def test_archives_of_other_types_are_refused_aloud(tmp_path: Path) -> None:
    (tmp_path / "xã.rar").write_bytes(b"Rar!\x1a\x07\x01\x00 reports, perhaps")
    [item] = resolve([str(tmp_path)]).found
    with pytest.raises(UnreadableError) as caught:
        item.content()
    assert caught.value.reason is Reason.UNSUPPORTED


def test_missing_and_empty_are_told_by_argument(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "trống/ảnh.gif")
    no = str(tmp_path / "không có.txt")
    pattern = str(tmp_path / "*.rtf")
    inputs = resolve([no, str(tmp_path / "trống"), pattern, str(tmp_path / "a.txt")])
    assert inputs.missing == (no, pattern)
    assert inputs.empty == (str(tmp_path / "trống"),)
    assert [item.path for item in inputs.found] == [tmp_path / "a.txt"]


def test_a_file_given_twice_or_with_its_folder_is_one_input(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    inputs = resolve([str(tmp_path / "b.txt"), str(tmp_path), f"{tmp_path}/./a.txt", str(tmp_path)])
    assert [item.path for item in inputs.found] == [tmp_path / "b.txt", tmp_path / "a.txt"]
    assert inputs.empty == ()


def test_names_in_two_folders_do_not_collide(tmp_path: Path) -> None:
    put(tmp_path, "x/a.txt", "y/a.txt")
    inputs = resolve([str(tmp_path / "x"), str(tmp_path / "y")])
    assert reports(inputs) == ["a.txt", (tmp_path / "y" / "a.txt").as_posix()]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made on Windows")
def test_names_that_show_alike_stay_apart(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "a\u202e.txt", "a\n.txt")
    inputs = resolve([str(tmp_path)])
    assert len({item.report for item in inputs.found}) == 3
    assert all(item.report.isprintable() for item in inputs.found)
    assert {item.content() for item in inputs.found} == {
        b"a.txt",
        "a\u202e.txt".encode(),
        b"a\n.txt",
    }


def test_links_lead_nowhere_but_inside(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "inbox", tmp_path / "outside"
    put(inbox, "z.txt", "xã/y.txt", ".kho/thật.bin")
    put(outside, "bí mật.txt", "kho/b.txt")
    link(inbox / "a.txt", inbox / "z.txt")
    link(inbox / "b.txt", outside / "bí mật.txt")
    link(inbox / "c.txt", Path("..", "outside", "bí mật.txt"))
    link(inbox / "d", outside / "kho")
    link(inbox / "vòng", inbox)
    link(inbox / "e.txt", inbox / ".kho" / "thật.bin")
    link(inbox / "f.txt", inbox / "f.txt")
    inputs = resolve([str(inbox)])
    assert reports(inputs) == ["e.txt", "f.txt", "z.txt", "xã/y.txt"]
    assert dict(inputs.skipped) == {
        "a.txt": Skip.SAME_FILE,
        "b.txt": Skip.LINK_OUT,
        "c.txt": Skip.LINK_OUT,
        "d/": Skip.LINKED_FOLDER,
        "vòng/": Skip.LINKED_FOLDER,
        ".kho/": Skip.HIDDEN,
    }
    assert inputs.found[0].content() == ".kho/thật.bin".encode()
    with pytest.raises(UnreadableError):
        inputs.found[1].content()


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    put(tmp_path / "thật", "a.txt")
    link(tmp_path / "hộp", tmp_path / "thật")
    assert reports(resolve([str(tmp_path / "hộp")])) == ["a.txt"]


def test_a_folder_that_cannot_be_opened_is_a_failed_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "kín/b.txt")
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "kín":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    inputs = resolve([str(tmp_path)])
    assert reports(inputs) == ["a.txt", "kín/"]
    with pytest.raises(UnreadableError) as caught:
        inputs.found[1].content()
    assert caught.value.reason is Reason.NO_ACCESS


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("name", ["a.txt", "a.zip"])
def test_a_pipe_does_not_stop_the_run(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    for argument in (tmp_path, tmp_path / name):
        [item] = resolve([str(argument)]).found
        with pytest.raises(UnreadableError) as caught:
            item.content()
        assert caught.value.reason is Reason.NOT_A_FILE


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[b-z].txt", ["b.txt"]),
        ("x?/*.txt", ["xã/c.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "xã/c.txt", "xã/thôn/d.txt"]),
        ("**/**/d.txt", ["xã/thôn/d.txt"]),
        ("**/thôn", ["xã/thôn/d.txt"]),
        (".kín/*.txt", [".kín/e.txt"]),
        ("*/../a.txt", ["a.txt"]),
    ],
)
def test_patterns_are_expanded(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    put(tmp_path, "a.txt", "b.txt", "xã/c.txt", "xã/thôn/d.txt", ".kín/e.txt", ".f.txt", "g.xlsx")
    inputs = resolve([f"{tmp_path}/{pattern}"])
    real = [Path(os.path.realpath(item.path)) for item in inputs.found if item.path]
    root = tmp_path.resolve()
    assert [path.relative_to(root).as_posix() for path in real] == expected


def test_a_pattern_takes_what_a_folder_would(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.xlsx", "~$a.docx")
    inputs = resolve([str(tmp_path / "*")])
    assert [item.path for item in inputs.found] == [tmp_path / "a.txt"]
    assert [(Path(name).name, reason) for name, reason in inputs.skipped] == [
        ("b.xlsx", Skip.OTHER_TYPE),
        ("~$a.docx", Skip.LOCK),
    ]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made on Windows")
def test_a_file_with_a_star_in_its_name_is_itself(tmp_path: Path) -> None:
    put(tmp_path, "a*.txt", "ab.txt")
    inputs = resolve([str(tmp_path / "a*.txt")])
    assert [item.path for item in inputs.found] == [tmp_path / "a*.txt"]


def test_a_pattern_in_a_loop_of_links_ends(tmp_path: Path) -> None:
    put(tmp_path, "a/b.txt")
    link(tmp_path / "a" / "lên", tmp_path)
    inputs = resolve([str(tmp_path / "**" / "*.txt")])
    assert [item.path for item in inputs.found] == [tmp_path / "a" / "b.txt"]


def test_same_content_is_kept_and_known(tmp_path: Path) -> None:
    groups = same_content(
        [("a", "1"), ("b", "2"), ("c", "1"), ("d", None), ("e", None), ("f", "1")]
    )
    assert groups == (("a", "c", "f"),)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("như nhau")
    assert reports(resolve([str(tmp_path)])) == ["a.txt", "b.txt"]


def test_ten_thousand_files_are_found(tmp_path: Path) -> None:
    for number in range(100):
        folder = tmp_path / f"đơn vị {number}"
        folder.mkdir()
        for other in range(100):
            (folder / f"{other}.docx").touch()
    assert len(resolve([str(tmp_path)]).found) == 10_000


def test_what_is_still_written_is_refused_and_the_rest_is_not(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt", "c.txt")
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 the first half")
    os.utime(tmp_path / "c.txt", (0, 0))
    since = time.monotonic()
    before = resolve([str(tmp_path)])
    stop = threading.Event()

    def write() -> None:
        (tmp_path / "d.zip").write_bytes(b"PK\x05\x06" + bytes(18))
        with (tmp_path / "b.txt").open("ab") as stream:
            while not stop.wait(0.02):
                stream.write(b"x")
                stream.flush()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        inputs = once_settled(before, since)
    finally:
        stop.set()
        writer.join()
    assert reports(inputs) == ["a.txt", "b.txt", "c.txt", "d.zip"]
    refusals = [item.refusal.reason if item.refusal else None for item in inputs.found]
    assert refusals == [None, Reason.UNSETTLED, None, Reason.UNSETTLED]


def test_names_are_given_once() -> None:
    names = Names()
    given = [names.unique(name) for name in ("a.x", "a.x", "a (2).x", "a.x", "b", "b")]
    assert given == ["a.x", "a (2).x", "a (2) (2).x", "a (3).x", "b", "b (2)"]


def test_names_are_shown_without_what_cannot_be_seen() -> None:
    assert printable("a\x00b\x1b[31m\u202ec\u2066\u200bd\ufeff") == "ab[31mcd"
    assert printable("a\u00a0b") == "a b"
    assert as_shown("hộp thư\u202e.docx") == "hộp thư.docx"
    assert readable("hộp\u202e.docx") == "hộp\u202e.docx"
    assert readable("x\udcff.docx") == "x\N{REPLACEMENT CHARACTER}.docx"


def test_every_reason_is_told_in_both_languages() -> None:
    assert set(SKIPPED) == set(Skip)
    assert set(REASONS) == set(Reason)
    assert all(message.vi and message.en for message in (*SKIPPED.values(), *REASONS.values()))


def test_standard_input_has_no_path() -> None:
    assert Input(None, "-", data=b"x").content() == b"x"
