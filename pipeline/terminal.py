"""What the commands say besides their result: one line an error, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rules.finding import Failure


class UsageMistakeError(Exception):
    """What was asked for cannot be done; the message is one line for the user."""


def tell(line: str) -> None:
    """Say one line on standard error, without characters that steer a terminal."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    sys.stderr.write(f"soat: {clean}\n")


def failure_line(failure: Failure, lang: str) -> str:
    """A failure in words: the file, the page where there is one, and the reason."""
    from extractors.errors import Reason
    from pipeline import messages

    if not failure.report:
        return f"{failure.rule}: {messages.CHECK_CRASHED[lang]} ({failure.detail})"
    where = failure.report
    if failure.page:
        where = f"{where}, {messages.PAGE[lang]} {failure.page}"
    if failure.code == "check_crashed":
        return f"{where}: {failure.rule}: {messages.CHECK_CRASHED[lang]} ({failure.detail})"
    reason = messages.FAILURES.get(failure.code) or messages.REASONS[Reason(failure.code)]
    detail = f" ({failure.detail})" if failure.detail else ""
    return f"{where}: {reason[lang]}{detail}"


@contextmanager
def stream(output: Path | None, lang: str, *, mark: bool = False) -> Iterator[IO[str]]:
    """Standard output, or the file that is asked for, as UTF-8; with `mark` it begins with one.

    Raises:
        UsageMistakeError: the file cannot be written.
    """
    if output is None:
        if mark:
            sys.stdout.write("\N{ZERO WIDTH NO-BREAK SPACE}")
        yield sys.stdout
        return
    with writing(output, lang), output.open("w", encoding="utf-8", newline="\n") as file:
        yield file


@contextmanager
def writing(path: Path, lang: str) -> Iterator[None]:
    """Say which file could not be written, and why.

    Raises:
        UsageMistakeError: the file cannot be written.
    """
    try:
        yield
    except OSError as error:
        from pipeline import messages

        raise UsageMistakeError(
            f"{messages.CANNOT_WRITE[lang]} {path} ({refused(error, lang)})"
        ) from error


def refused(error: OSError, lang: str) -> str:
    """Why a file could not be opened, in words."""
    from extractors.errors import Reason
    from pipeline import messages

    if isinstance(error, FileNotFoundError):
        return messages.REASONS[Reason.MISSING][lang]
    if isinstance(error, PermissionError):
        return messages.OPEN_ELSEWHERE[lang]
    return error.strerror or type(error).__name__
