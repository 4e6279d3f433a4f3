"""Heads of scanned papers: under a stamp, and where the scanner left a text layer of its own."""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from extractors.document import Document, Origin
from extractors.ocr import engine
from extractors.pdf import read_pdf

READING = Path(__file__).parents[2] / "corpus" / "reading"
HEADS = {
    case["id"]: case for case in json.loads((READING / "heads" / "heads.json").read_text("utf-8"))
}
sys.path.insert(0, str(READING / "scans"))

import scans  # noqa: E402

sys.path.pop(0)

needs_engine = pytest.mark.skipif(
    not engine.availability().usable, reason="the OCR part is not installed (soat[ocr])"
)
LAYER = "TOA AN NHAN DAN TINH NAM D!NH So: 99/BC-TA nam 1999 da hoan thanh 19/95 nhiem vu"


def stamped(name: str) -> bytes:
    """The page of a paper scanned in colour, askew, with a stamp over issuer and number."""
    with pypdfium2.PdfDocument(READING / "heads" / f"{name}.pdf") as file:
        page = file[0].render(scale=200 / 72).to_pil()
    picture = scans.in_colour(scans.stamped(page, 170, 110), 0.6, 8, 1)
    return scans.pdf_of([picture], 200, 80)


def with_layer(data: bytes, text: str) -> bytes:
    """A scan with an invisible text over its picture."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        page = file.pages[0]
        page.Resources.Font = pikepdf.Dictionary(
            F1=pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        page.contents_add(f"BT 3 Tr /F1 12 Tf 60 700 Td ({text}) Tj ET".encode("latin-1"))
        file.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def court() -> Document:
    """A paper whose scanner has read it, all wrong."""
    return read_pdf(with_layer(stamped("toa-an"), LAYER), "scan.pdf")


@needs_engine
def test_the_head_under_a_stamp_is_that_of_the_paper(court: Document) -> None:
    found = dataclasses.asdict(court.metadata)
    found["recipients"] = list(found["recipients"])
    assert found == HEADS["toa-an"]["expected"]


@needs_engine
def test_the_scanners_own_reading_is_not_believed(court: Document) -> None:
    text = " ".join(block.text for block in court.blocks)
    assert "12/15 nhiệm vụ" in text
    assert not any(wrong in text for wrong in ("99", "1999", "19/95", "D!NH"))
    assert {run.origin for block in court.blocks for run in block.runs} == {Origin.OCR}
    assert court.problems == ()


@needs_engine
def test_the_star_of_a_partys_head_is_no_word() -> None:
    found = read_pdf(stamped("dang-bo-khoi"), "scan.pdf").metadata
    expected = HEADS["dang-bo-khoi"]["expected"]
    assert (found.issuer, found.parent) == (expected["issuer"], expected["parent"])
    assert (found.number, str(found.date)) == (expected["number"], expected["date"])
