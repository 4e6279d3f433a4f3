"""Values as every store takes them, the same in SQLite and PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extractors.document import Place
from pipeline.codec import as_json

_UNFIT = "\N{REPLACEMENT CHARACTER}"
_HALVES = re.compile(r"[\ud800-\udfff]")


def text(value: str) -> str:
    """Text of the same length with U+FFFD for what a store refuses.

    PostgreSQL has no NUL, and neither store takes half of a surrogate pair.
    """
    if "\0" in value:
        value = value.replace("\0", _UNFIT)
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return _HALVES.sub(_UNFIT, value)
    return value


def maybe(value: str | None) -> str | None:
    """The same of text that may not be there."""
    return None if value is None else text(value)


def texts(values: Sequence[str]) -> str:
    """Several texts as a JSON array."""
    return as_json([text(value) for value in values])


def places(values: Sequence[Place]) -> str:
    """Places as a JSON array of objects."""
    return as_json(
        [replace(p, section=maybe(p.section), footnote=maybe(p.footnote)) for p in values]
    )


def cleaned(value: Any) -> Any:
    """The same for all text inside lists and dictionaries."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {cleaned(name): cleaned(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [cleaned(item) for item in value]
    return value


def digits(value: Decimal | None) -> str | None:
    """A decimal as text, without exponent or needless zeros: equal values have equal text."""
    if value is None:
        return None
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def decimal(value: str | None) -> Decimal | None:
    """The decimal of such text."""
    return None if value is None else Decimal(value)
