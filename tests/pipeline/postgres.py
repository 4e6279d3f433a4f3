"""A real PostgreSQL of the tests' own: on a loopback port, as an ordinary user, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ORDINARY = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where no server is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).parent] if found else []
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """The URL of a server, without a database at its end."""
    user = None
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # a server refuses to be root's
        user = next(u for u in _ORDINARY if u in {p.pw_name for p in pwd.getpwall()})
    folder = Path(tempfile.mkdtemp(prefix="soat-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*arguments: str) -> None:
        subprocess.run(
            arguments, user=user, cwd=folder, check=True, timeout=60,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    data = folder / "data"
    try:
        run(str(bin_folder / "initdb"), "-D", str(data), "-U", "soat", "-A", "trust", "-E", "UTF8",
            "--no-sync", "--locale=C")  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        run(str(bin_folder / "pg_ctl"), "-D", str(data), "-o", options, "-w", "-l",
            str(folder / "log"), "start")  # fmt: skip
        try:
            yield f"postgresql://soat@127.0.0.1:{port}"
        finally:
            run(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
