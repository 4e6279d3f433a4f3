"""Kinds and surfaces of numerals by hand: every passage of `kinds.txt`, numeral by numeral."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors import read_text
from rules.figures import extract

LINES = [
    line
    for line in (Path(__file__).parent / "kinds.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
CASES = [
    pytest.param(line[2:], marks=pytest.mark.xfail(strict=True)) if line.startswith("? ") else line
    for line in LINES
]
_MARKED = re.compile(r"\{([^{}]+):([a-z_]+)\}")


def unmarked(line: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The bare passage, and (offset, surface, kind) of each marked numeral."""
    text, end = "", 0
    marks: list[tuple[int, str, str]] = []
    for match in _MARKED.finditer(line):
        text += line[end : match.start()]
        marks.append((len(text), match[1], match[2]))
        text += match[1]
        end = match.end()
    return text + line[end:], marks


@pytest.mark.parametrize("line", CASES)
def test_kinds(line: str) -> None:
    text, marks = unmarked(line)
    extraction = extract(read_text(text))
    found = []
    for at, surface, _ in marks:
        numeral = next((n for n in extraction.numerals if n.start <= at < n.end), None)
        figure = next((f for f in extraction.figures if f.start <= at < f.end), None)
        kind = "none" if numeral is None else numeral.kind.value
        found.append((at, surface if figure is None else figure.surface, kind))
    assert found == marks
