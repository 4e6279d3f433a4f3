"""Indicators and deeds of scans, whose letters may have lost or changed their marks."""

from __future__ import annotations

import pytest

from rules.across.indicators import default_book
from rules.across.wordings import without_marks


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("đã tồ chức hội nghị sơ kễt", {"review_meeting"}),
        ("chưa tồ chức hội nghị sơ kễt", set()),
        # without marks 'cán' is 'cần', which is said of what is still to be done
        ("cán bộ chi bộ tồ chức hội nghị sơ kễt", {"review_meeting"}),
    ],
)
def test_a_deed_is_known_though_marks_were_misread(text: str, done: set[str]) -> None:
    book = default_book()
    assert book.done(text) == set()
    assert book.done(text, without_marks(text, book)) == done


def test_of_two_phrases_the_closer_one_is_found_without_marks() -> None:
    """'kiềm tra' for 'kiểm tra': with marks only the supervision of the heading fits."""
    book = default_book()
    before, after = "về kiểm tra, giám sát: đã kiềm tra được ", " chi bộ và 06 đồng chí"
    misread = book.bare.best(without_marks(before, book), without_marks(after, book), money=False)
    assert misread is not None
    assert misread.indicator.code == "organizations_inspected"
    written = book.best(before, after, money=False)
    assert written is None or written.rank < misread.rank
