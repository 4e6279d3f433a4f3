"""The review's token: kept among the user's own data, so that a page outlives its server."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_token(folder: Path | None = None) -> str:
    """The token of this user; made where there is none, readable by nobody else."""
    if folder is None:
        from platformdirs import user_state_path

        folder = user_state_path("soat", appauthor=False)
    path = folder / "review-token"
    try:
        token = path.read_text("ascii").strip()
        if len(token) >= 32:
            return token
    except (OSError, UnicodeDecodeError):
        pass
    token = secrets.token_urlsafe(32)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(token)
    except OSError:
        pass  # a token of one sitting does as well
    return token
