"""Notation: numbers as a Vietnamese reader writes them, for messages and workings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def written(value: Decimal | Fraction | int, places: int | None = None) -> str:
    """A number with a decimal comma and dots for thousands: 1234.5 is '1.234,5'."""
    exact = Decimal(value) if not isinstance(value, Fraction) else _decimal(value, places or 0)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places))
    text = f"{exact:,f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def cut(value: Fraction, places: int = 3) -> str:
    """A number cut off after `places` decimals, with '…' if more follow: '80,519…'."""
    sign = "-" if value < 0 else ""
    scaled = abs(value) * 10**places
    whole = scaled.numerator // scaled.denominator
    exact = whole == scaled
    text = written(_decimal(Fraction(whole, 10**places), places))
    if "," in text and exact:
        text = text.rstrip("0").rstrip(",")
    return f"{sign}{text}" if exact else f"{sign}{text}…"


def _decimal(value: Fraction, places: int) -> Decimal:
    scaled = value * 10**places
    return Decimal(round(scaled)).scaleb(-places)
