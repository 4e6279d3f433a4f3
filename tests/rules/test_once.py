"""What several checks want of one report is found once, and anew for another report."""

from __future__ import annotations

from extractors import read_text
from rules.figures import Extraction, extract
from rules.once import once


def test_of_one_report_it_is_found_once() -> None:
    asked: list[int] = []

    @once
    def count(extraction: Extraction) -> int:
        asked.append(len(extraction.figures))
        return len(extraction.figures)

    one, other = (extract(read_text(text)) for text in ("Có 12 xã.", "Có 12 xã, 40 thôn."))
    assert (count(one), count(one), count(other), count(one)) == (1, 1, 2, 1)
    assert asked == [1, 2, 1]


def test_of_two_reports_alike_each_is_its_own() -> None:
    @once
    def itself(extraction: Extraction) -> Extraction:
        return extraction

    one, other = (extract(read_text("Có 12 xã.")) for _ in range(2))
    assert itself(one) is one
    assert itself(other) is other
