"""Files as LibreOffice opens them, for the tests."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def by_libreoffice(path: Path, kind: str) -> Path:
    """The file as LibreOffice opens it and saves it again; the test is left out without it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    code, made = _converted(office, path, kind)
    if not made.exists() and not _opens_sheets(office, path.parent):
        pytest.skip("this LibreOffice has no spreadsheets")
    assert (code, made.exists()) == (0, True)
    return made


def _opens_sheets(office: str, folder: Path) -> bool:
    """Whether it can open the plainest of sheets."""
    (folder / "plain.csv").write_text("a,b\n", "utf-8")
    return _converted(office, folder / "plain.csv", "ods")[1].exists()


def _converted(office: str, path: Path, kind: str) -> tuple[int, Path]:
    out = path.parent / "out"
    run = subprocess.run(
        [office, f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless",
         "--convert-to", kind, "--outdir", str(out), str(path)],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    return run.returncode, out / f"{path.stem}.{kind}"
