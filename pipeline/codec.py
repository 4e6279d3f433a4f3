"""Results as bytes: what a worker sends, and what is stored of a report's facts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pipeline.names import readable

T = TypeVar("T")


def packed(value: object) -> bytes:
    """A value object as MessagePack."""
    return msgspec.msgpack.encode(value, enc_hook=_plain)


def unpacked(data: bytes, kind: type[T]) -> T:
    """The value object of MessagePack bytes.

    Raises:
        msgspec.ValidationError: the bytes are not those of such an object.
    """
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_made)


def plain(value: object) -> Any:
    """A value object as dictionaries, lists, strings and numbers."""
    return msgspec.to_builtins(value, enc_hook=_plain)


def as_json(value: object) -> str:
    """A value object as JSON."""
    return msgspec.json.encode(value, enc_hook=_plain).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The value object of a JSON text.

    Raises:
        msgspec.ValidationError: the text is not that of such an object.
    """
    return msgspec.json.decode(text, type=kind, dec_hook=_made)


def _plain(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Path):
        return readable(str(value))
    raise NotImplementedError(type(value).__name__)


def _made(kind: type, value: Any) -> Any:
    if kind in {Fraction, Path}:
        return kind(value)
    raise NotImplementedError(kind.__name__)
