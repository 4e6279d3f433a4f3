"""Hostile texts: they would make careless regular expressions, and careless rules, slow."""

from __future__ import annotations

from tests.hostile.case import OK, hostile


def many(piece: str, count: int) -> bytes:
    """A piece again and again."""
    return (piece * count).encode()


def ten_thousand() -> bytes:
    """Ten thousand figures in one paragraph."""
    return ", ".join(f"{number} hộ" for number in range(10_000)).encode()


ENCODING = ("failed", "encoding")

TEXTS = (
    hostile("good.txt", "Có 62/77 đồng chí, đạt 80,5%.".encode, OK, figures=2),
    hostile("ten-thousand.txt", ten_thousand, OK, figures=10_000),
    hostile("of-which.txt", lambda: many("trong đó ", 60_000), OK, figures=0),
    hostile("fractions.txt", lambda: many("1/1/1/1 ", 5_000), OK),
    hostile("digits.txt", lambda: many("1", 1_000_000), OK),
    hostile("points.txt", lambda: many("1.", 200_000), OK),
    hostile("commas.txt", lambda: many("1,1 ", 5_000), OK),
    hostile("blanks.txt", lambda: many(" ", 2_000_000) + b"7", OK),
    hostile("brackets.txt", lambda: many("(", 100_000) + b"7" + many(")", 100_000), OK),
    hostile("letters.txt", lambda: many("a", 2_000_000), OK, figures=0),
    hostile("marks.txt", lambda: many("ạ\u0323\u0301", 300_000), OK, figures=0),
    hostile("dashes.txt", lambda: many("- ", 300_000) + b"7", OK),
    hostile("lines.txt", lambda: many("\n", 1_000_000) + b"7", OK),
    hostile("bullets.txt", lambda: many("- 7\n", 5_000), OK),
    hostile("percent.txt", lambda: many("%", 300_000), OK, figures=0),
    hostile("semicolons.txt", lambda: many("tổng số; gồm: ", 30_000), OK, figures=0),
    hostile("parts.txt", lambda: b"3000: " + many("1 a, ", 3_000), OK),
    hostile("nested.txt", lambda: many("3 a (gồm: 1 b, 2 c ", 2_000) + many(")", 2_000), OK),
    hostile("right-to-left.txt", lambda: many("\u202e62/77 ", 2_000), OK),
    hostile("nulls.txt", lambda: b"\0" * 100_000, ("refused", "unsupported")),
    hostile("not-a-text.txt", lambda: bytes(range(128, 256)) * 100, ENCODING),
    hostile("nothing.txt", lambda: b"", ("refused", "empty")),
)  # fmt: skip
