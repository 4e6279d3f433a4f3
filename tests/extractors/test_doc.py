"""Word 97-2003, files under its name, and LibreOffice behind it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors import UnreadableError, doc, libreoffice, read
from extractors.document import BlockKind
from extractors.errors import Reason

CORPUS = Path(__file__).parents[2] / "corpus"
REPORT = (CORPUS / "bc177" / "bc177.doc").read_bytes()
needs_libreoffice = pytest.mark.skipif(
    libreoffice.program() is None, reason="LibreOffice is not installed"
)


def refused(data: bytes, folder: Path, name: str = "a.doc") -> UnreadableError:
    path = folder / name
    path.write_bytes(data)
    begun = time.monotonic()
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert time.monotonic() - begun < 10
    return raised.value


def locked() -> bytes:
    """The report with the mark of encryption in its first block (MS-DOC 2.5.2: bit 8 of flags)."""
    data = bytearray(REPORT)
    begin = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    data[begin + 11] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (REPORT[:600], Reason.CORRUPT),
        (REPORT[:40_000], Reason.CORRUPT),
        (REPORT[:-20_000], Reason.CORRUPT),
        (REPORT[:512] + b"\0" * 8_000, Reason.CORRUPT),
        (REPORT[:8] + b"\xff" * 8_000, Reason.CORRUPT),
        (locked(), Reason.ENCRYPTED),
        (REPORT[:512] + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
        (REPORT[:512] + "Workbook".encode("utf-16-le"), Reason.UNSUPPORTED),
        (b"<html><body>62/77</body></html>", Reason.UNSUPPORTED),
        ("\ufeff<!DOCTYPE html><p>62/77".encode("utf-16"), Reason.UNSUPPORTED),
        (b"\xef\xbb\xbf\n<!-- x --><HTML>62/77", Reason.UNSUPPORTED),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n62", Reason.UNSUPPORTED),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', Reason.UNSUPPORTED),
        (b"\xdb\xa5-\0\0\0 62", Reason.UNSUPPORTED),
        (b"\x81\x82\x83 62", Reason.CORRUPT),
        (b"", Reason.EMPTY),
    ],
)
def test_what_cannot_be_read_says_why_and_soon(tmp_path: Path, data: bytes, reason: Reason) -> None:
    error = refused(data, tmp_path)
    assert error.reason is reason
    assert error.detail


def test_the_content_tells_the_format_and_not_the_name(tmp_path: Path) -> None:
    docx = (CORPUS / "bc177" / "bc177.docx").read_bytes()
    for data, form in (
        (docx, "docx"),
        (b"{\\rtf1 62/77\\par}", "rtf"),
        ("Có 62/77 xã".encode(), "txt"),
        (REPORT, "doc"),
    ):
        path = tmp_path / "a.doc"
        path.write_bytes(data)
        assert read(path).format == form
    path = tmp_path / "a.docx"
    path.write_bytes(REPORT)
    assert read(path).format == "doc"


def test_footnotes_stand_behind_their_paragraphs() -> None:
    notes = [
        b.text.split()[0]
        for b in read(CORPUS / "bc177" / "bc177.doc").blocks
        if b.kind is BlockKind.FOOTNOTE
    ]
    assert notes == ["¹", "²", "³", "⁴"]


def test_word_95_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.libreoffice.program", lambda: None)
    error = refused(REPORT.replace(b"\xec\xa5", b"\xdc\xa5", 1), tmp_path)
    assert error.reason is Reason.UNSUPPORTED
    assert "LibreOffice" in error.detail


def left_out(_: bytes) -> tuple[bytes, tuple[str, ...]]:
    return (CORPUS / "bc177" / "bc177.docx").read_bytes(), ("text boxes",)


def test_what_is_left_out_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.libreoffice.program", lambda: None)
    monkeypatch.setattr("extractors.doc._converted", left_out)
    (problem,) = doc.read_doc(REPORT, "a.doc").problems
    assert problem.detail == "text boxes could not be read: install LibreOffice"


@needs_libreoffice
def test_what_is_left_out_is_read_by_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.doc._converted", left_out)
    found = doc.read_doc(REPORT, "a.doc")
    assert (found.problems, found.format) == ((), "doc")


def refuses(*_: object) -> None:
    from doc2docx.errors import InvalidWordDocument

    raise InvalidWordDocument("PlcSpaMom shape 1026 has an inverted rectangle")


def test_what_is_damaged_inside_is_refused_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.libreoffice.program", lambda: None)
    monkeypatch.setattr("doc2docx.convert", refuses)
    error = refused(REPORT, tmp_path)
    assert error.reason is Reason.CORRUPT
    assert "LibreOffice" in error.detail


@needs_libreoffice
def test_what_is_damaged_inside_is_read_by_libreoffice_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("doc2docx.convert", refuses)
    found = doc.read_doc(REPORT, "a.doc")
    assert any("62/77" in block.text for block in found.blocks)
    (problem,) = found.problems
    assert problem.reason == Reason.CORRUPT


def test_formulas_as_objects_are_a_problem() -> None:
    (problem,) = doc.read_doc(REPORT + "Equation Native".encode("utf-16-le"), "a.doc").problems
    assert (problem.reason, "formulas" in problem.detail) == (Reason.UNSUPPORTED, True)


@needs_libreoffice
def test_libreoffice_refuses_what_is_no_document() -> None:
    with pytest.raises(UnreadableError) as raised:
        libreoffice.to_docx(REPORT[:700], ".doc", "MS Word 97")
    assert raised.value.reason is Reason.CORRUPT


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_libreoffice_ends_with_its_children_when_its_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    stand_in = tmp_path / "soffice"
    stand_in.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {child}\nwait\n", "utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setattr("extractors.libreoffice.program", lambda: stand_in)
    begun = time.monotonic()
    with pytest.raises(UnreadableError) as raised:
        libreoffice.to_docx(b"x", ".doc", "MS Word 97", time_limit=1)
    assert raised.value.reason is Reason.TOO_LARGE
    assert time.monotonic() - begun < 10
    time.sleep(0.2)
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child.read_text().strip()],
        capture_output=True, encoding="utf-8", check=False,
    ).stdout.strip()  # fmt: skip
    assert state == "" or state.startswith("Z")


def test_without_libreoffice_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.libreoffice.program", lambda: None)
    with pytest.raises(UnreadableError) as raised:
        libreoffice.to_docx(REPORT, ".doc", "MS Word 97")
    assert raised.value.reason is Reason.UNSUPPORTED
