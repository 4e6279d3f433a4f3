"""Columns in scans: of tables without rules, read cell by cell, and of texts beside each other."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest

from extractors.document import DOUBTFUL, BlockKind
from extractors.ocr import engine
from extractors.ocr.columns import regions
from extractors.ocr.gutters import beside
from extractors.pdf import read_pdf

SCANS = Path(__file__).parents[2] / "corpus" / "reading" / "scans"
sys.path.insert(0, str(SCANS))

import scans  # noqa: E402

sys.path.pop(0)

needs_engine = pytest.mark.skipif(
    not engine.availability().usable, reason="the OCR part is not installed (soat[ocr])"
)
Ink = npt.NDArray[np.bool_]
LINE, STEP = 30, 50
"""Height of a line of the pictures below, and from one to the next, in pixels."""


def page(*rows: list[tuple[int, int]]) -> Ink:
    """A page whose lines are texts [begin, end), each a block of ink."""
    ink = np.zeros((100 + STEP * len(rows), 2000), dtype=bool)
    for number, row in enumerate(rows):
        for begin, end in row:
            ink[50 + number * STEP : 50 + number * STEP + LINE, begin:end] = True
    return ink


def found(ink: Ink) -> list[int]:
    """Of each table, how many cells it has."""
    return [len(one.strips) for one in regions(ink, (0, 0, ink.shape[1], ink.shape[0]))]


PROSE = [(100, 1800)]
CELLS = [(100, 300), (700, 760), (1000, 1090), (1400, 1480)]


def test_rows_of_numbers_between_prose_are_one_table() -> None:
    assert found(page(PROSE, PROSE, CELLS, CELLS, CELLS, CELLS, PROSE)) == [16]


def test_a_cell_of_two_lines_belongs_to_its_row() -> None:
    (region,) = regions(page(CELLS, CELLS, [(100, 240)], CELLS), (0, 0, 2000, 300))
    assert len(region.strips) == 13
    assert region.box == (100, 50, 1480, 50 + 3 * STEP + LINE)


def test_a_head_whose_texts_nearly_touch_does_not_glue_the_columns_below() -> None:
    head = [(100, 300), (700, 760), (950, 1190), (1205, 1480)]
    (region,) = regions(page(head, CELLS, CELLS, CELLS, CELLS), (0, 0, 2000, 350))
    assert len(region.strips) == 20


@pytest.mark.parametrize(
    "rows",
    [
        [PROSE] * 5,
        [[(100, 900), (1000, 1800)]] * 5,
        [CELLS, CELLS, PROSE],
        [[(100, 500), (560, 1000), (1060, 1800)], [(100, 700), (760, 1800)], PROSE] * 3,
    ],
    ids=["prose", "two columns", "two rows", "prose set wide"],
)
def test_what_is_no_table_is_none(rows: list[list[tuple[int, int]]]) -> None:
    assert found(page(*rows)) == []


def parted(ink: Ink) -> list[tuple[int, int, bool]]:
    """Of each stretch with two columns, how many lines they have, and whether they are rows."""
    found = beside(ink, (0, 0, ink.shape[1], ink.shape[0]))
    return [(len(one.left), len(one.right), one.in_rows) for one in found]


FULL = [(100, 900), (960, 1800)]
"""Two lines of text that fill their columns."""


def test_two_columns_of_text_under_a_line_across_are_read_one_by_one() -> None:
    ink = page(PROSE, *[FULL] * 5, [(100, 400), (960, 1800)], [(960, 1300)], PROSE, PROSE)
    assert parted(ink) == [(6, 7, False)]


def test_rows_of_two_short_texts_are_rows() -> None:
    rows = [[(100, 500), (960, 1300)], [(100, 420), (960, 1200)], [(100, 600), (960, 1500)]]
    assert parted(page(PROSE, *rows, [(100, 450), (960, 1250)], PROSE)) == [(4, 4, True)]


def test_a_signature_beside_the_recipients_is_no_row_of_theirs() -> None:
    ink = page(*[[(100, 600)]] * 6)
    for top in (75, 133, 310):
        ink[top : top + LINE, 1200:1700] = True
    assert parted(ink) == [(6, 3, False)]


@pytest.mark.parametrize(
    "rows",
    [
        [PROSE] * 6,
        [[(100, 140), (200, 1800)], [(200, 1800)]] * 4,
        [[(100, 900), (920, 1800)], [(100, 850), (870, 1800)]] * 4,
        [PROSE, [(100, 300), (1200, 1700)], PROSE, PROSE],
        [PROSE, *[[(100, 700)]] * 6],
    ],
    ids=["prose", "numbers of a list", "spaces between words", "one row", "short lines"],
)
def test_what_stands_in_one_column_is_parted_nowhere(rows: list[list[tuple[int, int]]]) -> None:
    assert parted(page(*rows)) == []


@needs_engine
def test_a_scan_in_two_columns_is_read_column_by_column() -> None:
    """The middle of a page: its sentences are those of the digital page, not of its rows."""
    with pypdfium2.PdfDocument(SCANS.parent / "pdf" / "second-columns-and-table.pdf") as file:
        whole = file[0].render(scale=200 / 72, grayscale=True).to_pil()
    part = whole.crop((0, round(0.06 * whole.height), whole.width, round(0.26 * whole.height)))
    scan = scans.scanned(part, scans.Scan("200", 200, 0.5, 8, 0.4, 80), 5)
    document = read_pdf(scans.pdf_of([scan], 200, 80), "scan.pdf")
    text = " ".join(block.text for block in document.blocks)
    assert "huyện Lục Nam có 78/317 xã đạt chuẩn nông thôn mới, tăng 08 xã" in text
    assert "đã tổ chức 85 cuộc kiểm tra đối với 334 tổ chức" in text


@needs_engine
def test_the_figures_of_a_scanned_table_without_rules_are_in_their_cells() -> None:
    """The second table of the paper, of 12 rows, askew and with grain."""
    with pypdfium2.PdfDocument(SCANS / "khong-ke.pdf") as file:
        whole = file[0].render(scale=200 / 72, grayscale=True).to_pil()
    lower = whole.crop((0, round(0.62 * whole.height), whole.width, whole.height))
    scan = scans.scanned(lower, scans.Scan("200", 200, 0.7, 10, 0.4, 75), 5)
    document = read_pdf(scans.pdf_of([scan], 200, 75), "scan.pdf")
    cells = {
        (b.place.row or 0, b.place.column): b for b in document.blocks if b.kind is BlockKind.CELL
    }
    truth = json.loads((SCANS / "khong-ke.json").read_text("utf-8"))["tables"][1]
    first = max(row for row, _ in cells) - len(truth) + 1
    wrong = []
    for number, row in enumerate(truth):
        for column, text in enumerate(row, start=1):
            block = cells.get((first + number, column))
            if column != 2 and (block is None or block.text != text):
                wrong.append((text, block))
    assert len(wrong) <= 1, wrong
    for _, block in wrong:
        assert block is None or block.origin_of(0, len(block.text))[1] < DOUBTFUL
