"""`soat doctor`: what is said of parts that are there, and of parts that are not."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

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


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("languages", "expected"), [("eng\nvie\nosd", "5.3.0"), ("eng\nosd", None), ("vie_vert", None)]
)
def test_tesseract_counts_with_vietnamese_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: str, expected: str | None
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        "#!/bin/sh\n"
        f'case "$1" in --list-langs) printf "List of available languages:\\n{languages}\\n";;'
        ' *) echo "tesseract 5.3.0" >&2;; esac\n',
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert doctor.tesseract() == expected
    assert doctor.parts()[OCR].present is (expected is not None)


def test_no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert doctor.tesseract() is None


@pytest.mark.parametrize(("lang", "word"), [("vi", "dùng để"), ("en", "used for")])
def test_command(lang: str, word: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "doctor", "--lang", lang],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.count(word) == 4
    for name in (".doc", ".rtf", "LibreOffice", "Tesseract"):
        assert name in run.stdout
