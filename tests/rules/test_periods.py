"""Periods and roles by hand: every passage of `periods.txt`, figure by figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors import read_text
from rules.figures import extract

LINES = [
    line
    for line in (Path(__file__).parent / "periods.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
CASES = [
    pytest.param(line[2:], marks=pytest.mark.xfail(strict=True)) if line.startswith("? ") else line
    for line in LINES
]
_MARKED = re.compile(r"\{([^{}|]+)\|([^{}|]+)(?:\|([a-z]+))?\}")


def unmarked(line: str) -> tuple[str, list[tuple[int, str, str, str]]]:
    """The bare passage, and (offset, surface, period, role) of each marked figure."""
    text, end = "", 0
    marks: list[tuple[int, str, str, str]] = []
    for match in _MARKED.finditer(line):
        text += line[end : match.start()]
        marks.append((len(text), match[1], match[2].lower(), match[3] or "actual"))
        text += match[1]
        end = match.end()
    return text + line[end:], marks


@pytest.mark.parametrize("line", CASES)
def test_periods(line: str) -> None:
    text, marks = unmarked(line)
    figures = {figure.start: figure for figure in extract(read_text(text)).figures}
    found = []
    for at, surface, period, _ in marks:
        figure = figures.get(at)
        if figure is None:
            found.append((at, surface, "no figure", ""))
            continue
        own = "*" if period == "*" else (figure.period or "-").lower()
        found.append((at, surface, own, figure.role.value))
    assert found == marks
