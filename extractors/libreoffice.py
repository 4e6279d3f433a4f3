"""LibreOffice, where it is installed: a word processor's document as DOCX.

It runs in a profile of its own that is thrown away, without macros, without updating links, and for
a limited time; with it go the processes that it started.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from extractors.errors import Reason, UnreadableError

TIME_LIMIT = 120
"""Seconds for one document."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@cache
def program() -> Path | None:
    """The program, None where there is none."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    windows = [Path(f, "LibreOffice", "program", "soffice.com") for f in folders if f]
    places = [*windows, *map(Path, _PLACES)]
    return next((place for place in places if place.is_file()), None)


@cache
def version() -> str | None:
    """What the program says of itself ('7.4.7.2'), None if it does not run."""
    with tempfile.TemporaryDirectory(prefix="soat-") as folder:
        try:
            said = _run(["--version"], Path(folder), 30)
        except UnreadableError:
            return None
    found = re.search(r"\d+(?:\.\d+)+", said)
    return None if found is None else found[0]


def to_docx(data: bytes, suffix: str, kind: str, time_limit: float = TIME_LIMIT) -> bytes:
    """The bytes of a DOCX made from a document.

    Args:
        data: the document.
        suffix: '.doc' or '.rtf'.
        kind: LibreOffice's name of the format, so that nothing else is taken for it.
        time_limit: seconds.

    Raises:
        UnreadableError: unsupported (no LibreOffice), or it could not convert it, or not in time.
    """
    with tempfile.TemporaryDirectory(prefix="soat-") as name:
        folder = Path(name)
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        target = folder / "made"
        arguments = [f"--infilter={kind}", "--convert-to", "docx:Office Open XML Text",
                     "--outdir", str(target), str(source)]  # fmt: skip
        _run(arguments, folder, time_limit)
        made = target / "report.docx"
        if not made.is_file():
            raise UnreadableError(Reason.CORRUPT, "LibreOffice cannot open it either")
        return made.read_bytes()


def _run(arguments: list[str], folder: Path, time_limit: float) -> str:
    """What the program prints."""
    found = program()
    if found is None:
        raise UnreadableError(Reason.UNSUPPORTED, "LibreOffice is not installed")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    command = [str(found), f"-env:UserInstallation={profile.as_uri()}", "--headless",
               "--norestore", "--nologo", "--nolockcheck", *arguments]  # fmt: skip
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is the office's own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableError(Reason.UNSUPPORTED, "LibreOffice does not start") from error
    with process:
        try:
            said, _ = process.communicate(timeout=time_limit)
        except subprocess.TimeoutExpired as error:
            detail = f"LibreOffice took more than {time_limit:.0f} seconds"
            raise UnreadableError(Reason.TOO_LARGE, detail) from error
        finally:
            _end(process)
    return said.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
            command = [str(taskkill), "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
