"""Plain text: paragraphs whole, every character traceable to its offset."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import UnreadableError, read, read_text
from extractors.document import BlockKind
from extractors.errors import Reason

CORPUS = Path(__file__).parents[2] / "corpus"


@given(
    st.text(
        alphabet=st.sampled_from("aăâ1₫92/%.,;: \n\t\u00a0ạ\u0323\u0301u\u031b-(¹"), max_size=120
    )
)
def test_every_digit_stands_in_one_block_and_maps_back(text: str) -> None:
    try:
        document = read_text(text)
    except UnreadableError:
        assert not text.strip()
        return
    offsets = []
    for block in document.blocks:
        assert unicodedata.is_normalized("NFC", block.text)
        for at, letter in enumerate(block.text):
            if letter.isdecimal():
                place = block.place_of(at, at + 1)
                assert place.start is not None
                assert text[place.start] == letter
                offsets.append(place.start)
    assert sorted(offsets) == [i for i, c in enumerate(text) if c.isdecimal()]


def test_wrapped_lines_are_joined_and_page_numbers_taken_out() -> None:
    document = read(CORPUS / "real" / "cong-nghiep-02-2007.txt")
    numbers = [b.text.strip() for b in document.blocks if b.kind is BlockKind.PAGE_NUMBER]
    assert numbers == ["1", "2", "3", "4"]
    whole = [b.text for b in document.blocks]
    assert any("Hà Nội tăng 16,3% (chiếm tỷ trọng 6,9%), Hà Tây" in text for text in whole)
    assert any("toàn ngành (với 10/15 tỉnh), đặc biệt" in text for text in whole)


def test_footnotes_and_page_breaks_of_the_reference_report() -> None:
    document = read(CORPUS / "bc177" / "bc177.txt")
    notes = {b.place.footnote: b.text for b in document.blocks if b.kind is BlockKind.FOOTNOTE}
    assert list(notes) == ["1", "2", "3", "4"]
    assert "có 53/83 chi bộ, đảng bộ cơ sở đạt trong sạch, vững mạnh, bằng 63,8%" in notes["4"]
    assert notes["4"].endswith("có 3.890 đảng viên, bằng 97,9%.")
    body = [b.text for b in document.blocks]
    assert any("Chủ trọng việc đổi mới hoạt động theo hướng tăng cường" in text for text in body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Có 62/77 đồng chí.".encode(encoding))
    (block,) = read(path).blocks
    assert block.text == "Có 62/77 đồng chí."
    assert block.place_of(3, 8).start == 3


def test_decomposed_text_is_composed_and_offsets_are_those_of_the_file() -> None:
    text = unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo còn 4,5%")
    (block,) = read_text(text).blocks
    assert block.text == "Tỷ lệ hộ nghèo còn 4,5%"
    at = block.text.index("4,5%")
    place = block.place_of(at, at + 4)
    assert text[place.start : place.end] == "4,5%"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", Reason.EMPTY),
        ("a.txt", b" \n ", Reason.EMPTY),
        ("a.txt", "Báo cáo".encode("cp1258"), Reason.ENCODING),
        ("a.txt", b"abc\x00def", Reason.UNSUPPORTED),
        ("a.pdf", b"not a pdf", Reason.CORRUPT),
        ("a.docx", b"not a docx", Reason.CORRUPT),
        ("a.docx", b"PK\x03\x04broken", Reason.CORRUPT),
        ("a.pdf", b"%PDF-1.4\nbroken", Reason.CORRUPT),
        ("a.rtf", b"not an rtf", Reason.CORRUPT),
        ("a.pdf", codecs.BOM_UTF16_LE, Reason.CORRUPT),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, data: bytes, reason: Reason
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.reason is reason


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "x.pdf", Reason.MISSING), (tmp_path, Reason.NOT_A_FILE)):
        with pytest.raises(UnreadableError) as raised:
            read(path)
        assert raised.value.reason is reason


def test_a_soft_hyphen_at_a_lines_end_binds_and_every_letter_knows_its_place() -> None:
    text = "Thu 1.2\u00ad\n50 đồng."
    (block,) = read_text(text).blocks
    assert block.text == "Thu 1.250 đồng."
    assert [(run.start, run.end, run.source) for run in block.runs] == [(0, 7, 0), (7, 15, 9)]
