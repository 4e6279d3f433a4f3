"""ZIP archives: their reports become inputs; names and sizes they state are never believed."""

from __future__ import annotations

import io
import os
import random
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.errors import Reason, UnreadableError
from pipeline import archives
from pipeline.folders import Skip
from pipeline.inputs import Input, Inputs, resolve
from pipeline.names import LONGEST, member_name

TEXT = "Đã khám 62/77 cháu.\n".encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def raw_zip(members: list[tuple[bytes, bytes]], flags: int = 0, extra: bytes = b"") -> bytes:
    """An archive with these very bytes as names, as no library would write it."""
    body, directory = b"", b""
    for name, data in members:
        head = struct.pack(
            "<HHHHHIIIHH", 20, flags, 0, 0, 33, zlib.crc32(data), len(data), len(data),
            len(name), len(extra),
        )  # fmt: skip
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + head
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name + extra
        body += b"PK\x03\x04" + head + name + extra + data
    count = len(members)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def reason_of(item: Input) -> Reason:
    with pytest.raises(UnreadableError) as caught:
        item.content()
    return caught.value.reason


def names(inputs: Inputs) -> list[str]:
    return [item.report for item in inputs.found]


def test_reports_of_an_archive_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "xã.zip").write_bytes(
        zipped(
            {
                "báo cáo/": b"", "báo cáo/b.txt": TEXT, "c.pdf": b"%PDF-", "bảng.xlsx": b"x",
                "__MACOSX/._c.pdf": b"m", "~$b.docx": b"l", ".ẩn/d.txt": b"h", "e.txt.tmp": b"u",
            }
        )
    )  # fmt: skip
    inputs = resolve([str(tmp_path)])
    assert names(inputs) == ["a.txt", "xã.zip/báo cáo/b.txt", "xã.zip/c.pdf"]
    item = inputs.found[1]
    assert (item.path, item.member, item.suffix) == (tmp_path / "xã.zip", "báo cáo/b.txt", ".txt")
    assert item.content() == TEXT
    assert dict(inputs.skipped) == {
        "xã.zip/bảng.xlsx": Skip.OTHER_TYPE,
        "xã.zip/__MACOSX/._c.pdf": Skip.SYSTEM,
        "xã.zip/~$b.docx": Skip.LOCK,
        "xã.zip/.ẩn/d.txt": Skip.HIDDEN,
        "xã.zip/e.txt.tmp": Skip.UNFINISHED,
    }


def test_content_decides_what_an_archive_is(tmp_path: Path) -> None:
    document = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
    late = {"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}
    workbook = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}
    (tmp_path / "1.zip").write_bytes(zipped(document))
    (tmp_path / "2.zip").write_bytes(zipped(late))
    (tmp_path / "3.zip").write_bytes(zipped(workbook))
    (tmp_path / "4.zip").write_bytes(zipped({"trong.zip": zipped(document)}))
    (tmp_path / "5.docx").write_bytes(zipped({"b.txt": TEXT}))
    (tmp_path / "6.docx").write_bytes(zipped(late))
    inputs = resolve([str(tmp_path)])
    assert names(inputs) == ["1.zip", "2.zip", "4.zip/trong.zip", "5.docx", "6.docx"]
    assert [item.member for item in inputs.found] == [None, None, "trong.zip", None, None]
    assert inputs.found[2].content().startswith(b"PK")
    assert inputs.skipped == (("3.zip", Skip.OTHER_TYPE),)
    by_name = resolve([str(tmp_path / f"{n}.docx") for n in (5, 6)])
    assert [item.member for item in by_name.found] == ["b.txt", None]


def test_an_archive_without_reports_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"ảnh.gif": b"x"}))
    (tmp_path / "b.zip").write_bytes(zipped({}))
    inputs = resolve([str(tmp_path / "a.zip"), str(tmp_path / "b.zip")])
    assert inputs.found == ()
    assert [Path(name).name for name in inputs.empty] == ["a.zip", "b.zip"]
    told = [(Path(name).name, reason) for name, reason in inputs.skipped]
    assert told == [
        ("ảnh.gif", Skip.OTHER_TYPE), ("a.zip", Skip.NO_REPORTS), ("b.zip", Skip.NO_REPORTS),
    ]  # fmt: skip


def test_an_archive_in_an_archive_is_opened_and_one_in_that_is_not(tmp_path: Path) -> None:
    deepest = zipped({"d.txt": TEXT})
    inner = zipped({"b.txt": b"inner", "sâu.zip": deepest})
    members = {"a.txt": b"outer", "xã.zip": inner, "xã.zip/b.txt": b"like it", "x.rar": b"Rar!"}
    (tmp_path / "t.zip").write_bytes(zipped(members))
    inputs = resolve([str(tmp_path)])
    assert names(inputs) == [
        "t.zip/a.txt", "t.zip/xã.zip/b.txt", "t.zip/xã.zip/sâu.zip", "t.zip/xã.zip/b (2).txt",
        "t.zip/x.rar",
    ]  # fmt: skip
    assert [inputs.found[n].content() for n in (0, 1, 3)] == [b"outer", b"inner", b"like it"]
    assert reason_of(inputs.found[2]) is Reason.UNSUPPORTED
    assert reason_of(inputs.found[4]) is Reason.UNSUPPORTED


def test_members_of_one_name_are_all_read(tmp_path: Path) -> None:
    data = raw_zip([(b"a.txt", b"1"), (b"a.txt", b"2"), (b"./a.txt", b"3"), (b"..\\a.txt", b"4")])
    (tmp_path / "t.zip").write_bytes(data)
    found = resolve([str(tmp_path)]).found
    assert [item.member for item in found] == ["a.txt", "a (2).txt", "a (3).txt", "a (4).txt"]
    assert [item.content() for item in found] == [b"1", b"2", b"3", b"4"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("báo cáo quý I.txt".encode(), "báo cáo quý I.txt"),
        ("ba\u0301o.txt".encode(), "báo.txt"),
        (b"B\xe1o c\xe1o.txt", "Báo cáo.txt"),
        ("Đảng bộ huyện ".encode() + b".txt", "Đảng bộ huyện .txt"),
        (b"\xd0a\xd2ng b\xf4\xf2.txt", "Đảng bộ.txt"),
        (b"Caf\x82.txt", "Café.txt"),
    ],
)
def test_names_without_the_flag_of_utf8(raw: bytes, shown: str, tmp_path: Path) -> None:
    (tmp_path / "t.zip").write_bytes(raw_zip([(raw, TEXT)]))
    [item] = resolve([str(tmp_path)]).found
    assert item.member == shown
    assert item.content() == TEXT


def test_the_unicode_path_field_is_taken_where_it_is_about_the_name(tmp_path: Path) -> None:
    raw, told = b"b\x81o.txt", "báo.txt".encode()
    for about, shown in ((zlib.crc32(raw), "báo.txt"), (1, "büo.txt")):
        body = b"\x01" + struct.pack("<I", about) + told
        extra = struct.pack("<HH", 0x7075, len(body)) + body
        (tmp_path / "t.zip").write_bytes(raw_zip([(raw, TEXT + shown.encode())], extra=extra))
        [item] = resolve([str(tmp_path)]).found
        assert item.member == shown


def test_encrypted_members_are_told_and_the_others_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"a", "b.txt": b"b"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "t.zip").write_bytes(data)
    first, second = resolve([str(tmp_path)]).found
    assert reason_of(first) is Reason.ENCRYPTED
    assert second.content() == b"b"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_bounded_are_refused(tmp_path: Path, method: int) -> None:
    (tmp_path / "t.zip").write_bytes(zipped({"a.txt": TEXT}, method))
    [item] = resolve([str(tmp_path)]).found
    assert reason_of(item) is Reason.UNSUPPORTED


def test_a_bomb_is_not_inflated_beyond_its_ratio(tmp_path: Path) -> None:
    bomb = bytearray(zipped({"bom.txt": b"\0" * 60_000_000, "a.txt": TEXT}))
    (tmp_path / "đúng.zip").write_bytes(bomb)
    at = bomb.index(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 10)
    (tmp_path / "lừa.zip").write_bytes(bomb)
    found = resolve([str(tmp_path)]).found
    assert [item.member for item in found] == ["bom.txt", "a.txt"] * 2
    for item in found:
        if item.member == "bom.txt":
            assert reason_of(item) is Reason.TOO_LARGE
        else:
            assert item.content() == TEXT


def test_an_archive_that_unpacks_to_too_much_in_all_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({f"{n}.txt": b"x" for n in range(20)}))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 200_000_000)
    (tmp_path / "t.zip").write_bytes(data)
    [item] = resolve([str(tmp_path)]).found
    assert (item.report, item.member) == ("t.zip", None)
    assert reason_of(item) is Reason.TOO_LARGE


def test_members_over_one_another_are_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    (tmp_path / "t.zip").write_bytes(data)
    [item] = resolve([str(tmp_path)]).found
    assert reason_of(item) is Reason.CORRUPT


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 5)
    (tmp_path / "6.zip").write_bytes(zipped({f"{n}.txt": b"" for n in range(6)}))
    inner = zipped({f"{n}.txt": b"x" for n in range(3)})
    (tmp_path / "7.zip").write_bytes(zipped({"a.zip": inner, "b.zip": inner}))
    inputs = resolve([str(tmp_path)])
    assert names(inputs) == ["6.zip", *(f"7.zip/a.zip/{n}.txt" for n in range(3)), "7.zip/b.zip"]
    assert reason_of(inputs.found[0]) is Reason.TOO_LARGE
    assert reason_of(inputs.found[4]) is Reason.TOO_LARGE
    assert inputs.found[3].content() == b"x"


def test_a_list_of_members_that_is_too_long_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.zip").write_bytes(zipped({f"{n}{'x' * 200}.txt": b"" for n in range(400)}))
    assert len(resolve([str(tmp_path)]).found) == 400
    archives._listed.cache_clear()
    monkeypatch.setattr(archives, "LARGEST_DIRECTORY", 70_000)
    [item] = resolve([str(tmp_path)]).found
    assert reason_of(item) is Reason.TOO_LARGE


def test_links_in_an_archive_are_not_read(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    inputs = resolve([str(tmp_path)])
    assert inputs.found == ()
    assert inputs.skipped[0] == ("t.zip/a.txt", Skip.LINK_OUT)


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT * 9, "b.txt": TEXT}))
    data[45] ^= 0xFF
    (tmp_path / "t.zip").write_bytes(data)
    (tmp_path / "z.txt").write_bytes(b"z")
    first, second, third = resolve([str(tmp_path)]).found
    assert reason_of(first) is Reason.CORRUPT
    assert (second.content(), third.content()) == (TEXT, b"z")


def test_an_archive_that_changed_after_it_was_listed(tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    path.write_bytes(zipped({"a.txt": b"before", "b.txt": b"before"}))
    first, second = resolve([str(path)]).found
    path.write_bytes(zipped({"a.txt": b"and after"}))
    os.utime(path, ns=(1, 1))
    assert first.content() == b"and after"
    assert reason_of(second) is Reason.MISSING
    path.unlink()
    assert reason_of(first) is Reason.NO_ACCESS


def test_cut_off_and_flipped_archives_end_as_inputs(tmp_path: Path) -> None:
    whole = zipped(
        {"a.txt": TEXT, "xã/b.docx": bytes(range(256)), "c.zip": zipped({"d.txt": TEXT})}
    )
    dice = random.Random(7)  # noqa: S311
    broken = [whole[:length] for length in range(0, len(whole), 7)]
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        broken.append(bytes(data))
    for number, data in enumerate(broken):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(data)
        inputs = resolve([str(path)])
        assert inputs.found or inputs.skipped
        for item in inputs.found:
            try:
                item.content()
            except UnreadableError as error:
                assert error.reason in Reason  # noqa: PT017 - nothing else may be raised


NAMES = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            ["..", ".", "", "/", "\\", "C:", "c:\\", "\\\\?\\", "\\\\server\\share", "~", "NUL",
             "a", "báo cáo", "\0", "\n", "\x1b[2J", "\u202e", "\u2066", "\u200f", "\ufeff", "שלום",
             "x" * 300, "a:b", "%2e%2e", "\ud7ff", "😀", ".txt", ".docx", ".zip", " "]
        ),
        max_size=8,
    ).map("/".join),
    st.text("./\\:a\0\u202e ", max_size=60),
)  # fmt: skip


@given(NAMES, st.booleans(), st.binary(max_size=20))
@settings(max_examples=300, deadline=None)
def test_no_name_leads_anywhere(name: str, flagged: bool, extra: bytes) -> None:
    original = name if flagged else name.encode().decode("cp437")
    shown = member_name(original, 0x800 if flagged else 0, extra)
    assert shown
    assert shown.isprintable()
    assert len(shown) <= LONGEST
    assert not shown.startswith("/")
    assert "\\" not in shown
    assert ":" not in shown
    assert all(part.strip(". ") or shown == "?" for part in shown.split("/"))


@given(st.lists(NAMES, max_size=6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_reading_members_touches_nothing_on_the_disk(
    tmp_path: Path, given_names: list[str]
) -> None:
    inbox = tmp_path / "sâu" / "hơn" / "hộp"
    inbox.mkdir(parents=True, exist_ok=True)
    members = [
        (f"{name}.txt".encode()[:60_000], str(number).encode())
        for number, name in enumerate(given_names)
    ]
    (inbox / "t.zip").write_bytes(raw_zip(members, flags=0x800))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    inputs = resolve([str(inbox)])
    assert len({item.report for item in inputs.found}) == len(inputs.found)
    assert all(item.report.isprintable() for item in inputs.found)
    contents = {item.content() for item in inputs.found}
    told = [name for name, reason in inputs.skipped if reason is not Skip.NO_REPORTS]
    assert len(contents) + len(told) == len(members)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
