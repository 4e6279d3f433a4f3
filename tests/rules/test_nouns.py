"""What figures count, by hand: every sentence of `nouns.txt`, figure by figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors import read_text
from rules.figures import extract

LINES = [
    line
    for line in (Path(__file__).parent / "nouns.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
CASES = [
    pytest.param(line[2:], marks=pytest.mark.xfail(strict=True)) if line.startswith("? ") else line
    for line in LINES
]
_MARKED = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")


def unmarked(line: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The bare sentence, and (offset, surface, noun key) of each figure that is asked."""
    text, end = "", 0
    marks: list[tuple[int, str, str]] = []
    for match in _MARKED.finditer(line):
        text += line[end : match.start()]
        if match[2]:
            marks.append((len(text), match[1], match[2]))
        text += match[1]
        end = match.end()
    return text + line[end:], marks


@pytest.mark.parametrize("line", CASES)
def test_nouns(line: str) -> None:
    text, marks = unmarked(line)
    figures = {figure.start: figure for figure in extract(read_text(text)).figures}
    found = [
        (at, surface, figures[at].noun_key if at in figures else "no figure")
        for at, surface, _ in marks
    ]
    assert found == marks
