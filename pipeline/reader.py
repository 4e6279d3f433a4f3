"""What reads a report, as one key: content that the same reader has read is not read again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.config import Config

_LIBRARIES = (
    "soat", "pypdfium2", "pdfplumber", "pdfminer.six", "python-docx", "lxml", "msdoc2docx",
    "viparse", "asterocr", "rapidocr", "onnxruntime",
)  # fmt: skip


def reader_key(config: Config) -> str:
    """16 hexadecimal digits: another program, library, word list or tolerance gives others.

    Which checks are selected, how much they weigh and what is suppressed are not in it: all checks
    run on every report, and the selection is of what is shown.
    """
    from pipeline.codec import packed

    words = packed((config.tolerance, config.lexicon, config.indicators))
    return hashlib.sha256(_program() + words).hexdigest()[:16]


@cache
def _program() -> bytes:
    """The versions of what reads, and the code itself: a checkout that is worked on has none."""
    import extractors
    import pipeline
    import rules
    from extractors import libreoffice

    told = hashlib.sha256(b"libreoffice" if libreoffice.program() else b"")
    for name in _LIBRARIES:
        try:
            told.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            told.update(f"{name} -\n".encode())
    own = Path(pipeline.__path__[0])
    for package in (extractors, rules):
        for path in sorted(Path(package.__path__[0]).rglob("*")):
            if path.suffix in {".py", ".toml"}:
                told.update(path.read_bytes())
    for name in ("process.py", "record.py", "codec.py"):
        told.update((own / name).read_bytes())
    return told.digest()
