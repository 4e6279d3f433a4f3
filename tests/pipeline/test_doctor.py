"""`soat doctor`: what is said of parts that are there, and of parts that are not."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from extractors.ocr.engine import Availability
from pipeline import doctor
from rules.finding import Message

LIBREOFFICE = 2
OCR = 3


def test_a_part_that_is_missing_says_how_to_get_it() -> None:
    part = doctor.Part(
        name=Message("Phần", "Part"),
        present=False,
        version=None,
        used_for=Message("việc", "work"),
        how_to_get=Message("lấy", "get"),
    )
    assert list(doctor.lines((part,), "vi")) == [
        "Phần: không có", "  dùng để: việc", "  cách cài: lấy",
    ]  # fmt: skip
    assert list(doctor.lines((part,), "en")) == [
        "Part: missing", "  used for: work", "  how to get it: get",
    ]  # fmt: skip


def test_a_part_that_is_there_says_its_version() -> None:
    part = doctor.parts()[0]
    assert part.present
    shown = list(doctor.lines((part,), "en"))
    assert shown[0] == f"Reading .doc (Word 97-2003): present (msdoc2docx {version('msdoc2docx')})"
    assert len(shown) == 2


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.libreoffice.program", lambda: None)
    part = doctor.parts()[LIBREOFFICE]
    assert (part.present, part.version) == (False, None)


def test_with_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.libreoffice.program", lambda: Path("/opt/soffice"))
    monkeypatch.setattr("extractors.libreoffice.version", lambda: "24.2.1")
    part = doctor.parts()[LIBREOFFICE]
    assert part.present
    assert part.version is not None
    assert part.version.startswith("LibreOffice 24.2.1")


@pytest.mark.parametrize("usable", [True, False])
def test_ocr(monkeypatch: pytest.MonkeyPatch, usable: bool) -> None:
    found = Availability(usable, "maker 1.2" if usable else "", "cài thế này", "get it so")
    monkeypatch.setattr("extractors.ocr.engine.availability", lambda: found)
    shown = list(doctor.lines((doctor.parts()[OCR],), "vi"))
    if usable:
        assert shown[0] == "Nhận dạng chữ (OCR): có (maker 1.2)"
        assert len(shown) == 2
    else:
        assert shown[0] == "Nhận dạng chữ (OCR): không có"
        assert shown[2] == "  cách cài: cài thế này"


@pytest.mark.parametrize(("lang", "word"), [("vi", "dùng để"), ("en", "used for")])
def test_command(lang: str, word: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "doctor", "--lang", lang],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.count(word) == 4
    for name in (".doc", ".rtf", "LibreOffice"):
        assert name in run.stdout
    assert {"vi": "Nhận dạng chữ", "en": "OCR"}[lang] in run.stdout
