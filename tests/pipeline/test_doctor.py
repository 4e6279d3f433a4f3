"""`soat doctor`: what is said of parts that are there, and of parts that are not."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata, version
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


EXTRAS = [
    (4, "dask", "distributed", "Nhiều máy cùng đọc (Dask)", "Reading on several machines (Dask)"),
    (5, "postgres", "psycopg", "Sổ chung (PostgreSQL)", "Shared ledger (PostgreSQL)"),
    (6, "parquet", "pyarrow", "Xuất Parquet", "Writing Parquet"),
]


@pytest.mark.parametrize(("at", "extra", "package", "vi", "en"), EXTRAS)
def test_parts_that_come_with_packages(
    monkeypatch: pytest.MonkeyPatch, at: int, extra: str, package: str, vi: str, en: str
) -> None:
    def there(name: str) -> str:
        if name == package:
            return "1.2.3"
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", there)
    part = doctor.parts()[at]
    assert next(doctor.lines((part,), "vi")) == f"{vi}: có ({package} 1.2.3)"
    assert next(doctor.lines((part,), "en")) == f"{en}: present ({package} 1.2.3)"

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", missing)
    part = doctor.parts()[at]
    first, used_for, how_to_get = doctor.lines((part,), "vi")
    assert first == f"{vi}: không có"
    assert "không cần" in used_for  # an office that lacks it is told when that is all right
    assert how_to_get == f'  cách cài: pip install "soat[{extra}]"'
    assert list(doctor.lines((part,), "en"))[2] == f'  how to get it: pip install "soat[{extra}]"'


def test_every_extra_is_told_of() -> None:
    """What `pyproject.toml` offers beside the whole."""
    assert set(metadata("soat").get_all("Provides-Extra") or ()) == {
        "ocr",
        *(extra for _, extra, *_ in EXTRAS),
    }


@pytest.mark.parametrize(("lang", "word"), [("vi", "dùng để"), ("en", "used for")])
def test_command(lang: str, word: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "doctor", "--lang", lang],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.count(f"  {word}: ") == 7
    for name in (".doc", ".rtf", "LibreOffice", "Dask", "PostgreSQL", "Parquet"):
        assert name in run.stdout
    assert {"vi": "Nhận dạng chữ", "en": "OCR"}[lang] in run.stdout
