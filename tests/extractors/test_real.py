"""Real documents against their transcripts.

Spaces and line breaks count as one space, since transcripts keep the lines of the page, and running
heads and page numbers are left out of what is read. Letters are compared without case: a font whose
name ends in H draws small letters as capitals, which is how they are read, and the transcripts have
them small. Everything else counts, the transcripts' own slips included: 'PAGE' for a field, and ẵ
for ặ in the VNI text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from extractors import doc, libreoffice, read, rtf
from extractors.document import BlockKind, Document

REAL = Path(__file__).parents[2] / "corpus" / "real"
NUMERAL = re.compile(r"\d+(?:[.,/]\d+)*")
OUTSIDE = {BlockKind.RUNNING_HEAD, BlockKind.PAGE_NUMBER}
PAGE_NUMBERS = {
    "phat-bieu-2004.doc": {"1": 1},
    "quy-dinh-kiem-tra-vni.doc": {"9": 1},
    "thong-tu-thue-2003.rtf": {},
}
"""Numerals of the transcripts behind the word PAGE, which stands for a page number's field."""


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def distance(a: str, b: str) -> int:
    """Levenshtein's, by Hyyrö's bit vectors: one pass over b, a column of the table at a time."""
    at: dict[str, int] = {}
    for index, letter in enumerate(a):
        at[letter] = at.get(letter, 0) | 1 << index
    full, last, score = (1 << len(a)) - 1, 1 << (len(a) - 1), len(a)
    up, down = full, 0
    for letter in b:
        same = at.get(letter, 0)
        diagonal = (((same & up) + up) ^ up) | same | down
        right, left = down | (~(diagonal | up) & full), up & diagonal
        score += bool(right & last) - bool(left & last)
        right, left = (right << 1 | 1) & full, left << 1 & full
        up, down = left | (~(diagonal | right) & full), right & diagonal
    return score


def test_distance() -> None:
    assert distance("kitten", "sitting") == 3
    assert distance("abc", "abc") == 0
    assert distance("abc", "") == 3
    assert distance("62/77", "62/7") == 1


def hold(document: Document, name: str) -> None:
    assert document.problems == ()
    expected = plain((REAL / name).with_suffix(".txt").read_text("utf-8"))
    found = plain("\n".join(b.text for b in document.blocks if b.kind not in OUTSIDE))
    numerals = Counter(NUMERAL.findall(expected)) - Counter(PAGE_NUMBERS[name])
    assert Counter(NUMERAL.findall(found)) == numerals
    assert distance(expected, found) < 0.005 * len(expected)


@pytest.mark.parametrize("name", PAGE_NUMBERS)
def test_no_numeral_is_lost_and_few_letters_differ(name: str) -> None:
    hold(read(REAL / name), name)


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", PAGE_NUMBERS)
def test_by_libreoffice_too(name: str) -> None:
    module = doc if name.endswith(".doc") else rtf
    hold(module.through_libreoffice((REAL / name).read_bytes(), name), name)
