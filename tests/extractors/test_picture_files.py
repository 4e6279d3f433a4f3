"""Pictures as reports: PNG, JPEG and TIFF are pages, and what cannot be read of them is said."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from extractors.document import Document, Origin
from extractors.errors import Reason, UnreadableError
from extractors.intake import read_data
from extractors.ocr import engine
from extractors.pictures import picture_page

SCANS = Path(__file__).parents[2] / "corpus" / "reading" / "scans"
sys.path.insert(0, str(SCANS))

import scans  # noqa: E402

sys.path.pop(0)

needs_engine = pytest.mark.skipif(
    not engine.availability().usable, reason="the OCR part is not installed (soat[ocr])"
)
GOOD = scans.Scan("200", 200, 0.6, 8, 0.4, 80)
TITLE = "Tình hình kinh tế - xã hội 9 tháng đầu năm 2024"
TURNED = 0x112
"""The tag in which a camera notes how it was held."""


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "engines", lambda: None)


@pytest.fixture(scope="module")
def scan() -> Image.Image:
    """The head of the second paper's first page at 200 dots to the inch: A4 wide."""
    with pypdfium2.PdfDocument(SCANS / "bao-cao.pdf") as file:
        page = file[0].render(scale=200 / 72, grayscale=True).to_pil()
    whole = scans.scanned(page, GOOD, 3)
    return whole.crop((0, 0, whole.width, 620))


@pytest.fixture(scope="module")
def png(scan: Image.Image) -> Document:
    return read_data(stored(scan, "PNG", dpi=(200, 200)), ".png", "a.png")


def stored(image: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def text(document: Document) -> str:
    return " ".join(block.text for block in document.blocks)


@needs_engine
def test_a_png_is_a_page_whose_boxes_are_in_points(png: Document) -> None:
    assert (png.format, png.pages, png.problems) == ("png", 1, ())
    assert TITLE in text(png)
    boxes = [run.box for block in png.blocks for run in block.runs if run.box is not None]
    assert boxes
    assert all(0 <= box.x0 < box.x1 <= 612 and 0 <= box.top < box.bottom <= 224 for box in boxes)
    runs = [run for block in png.blocks for run in block.runs]
    assert {run.origin for run in runs} == {Origin.OCR}
    assert {run.page for run in runs} == {1}


@needs_engine
def test_a_photo_is_turned_as_the_camera_was_held(scan: Image.Image, png: Document) -> None:
    upright = text(png)
    held = Image.Exif()
    held[TURNED] = 6  # "the top of the sheet is on the picture's right": turn it 90° clockwise
    lying = scan.rotate(90, expand=True)
    photo = stored(lying.convert("RGB"), "JPEG", quality=92, exif=held, dpi=(72, 72))
    found = read_data(photo, ".jpg", "a.jpg")
    assert (found.format, found.pages, found.problems) == ("jpeg", 1, ())
    assert TITLE in text(found)
    same = sum(word in text(found).split() for word in upright.split())
    assert same > 0.9 * len(upright.split())


@needs_engine
def test_every_page_of_a_tiff_is_read(scan: Image.Image) -> None:
    sharp = scan.point(lambda level: 255 * (level > 140)).convert("1")
    sharp = sharp.crop((0, 0, sharp.width, 330))
    lower = sharp.crop((0, 0, sharp.width, 230))
    blank = Image.new("1", (1654, 400), 1)
    data = stored(
        sharp, "TIFF", compression="group4", dpi=(200, 200), save_all=True,
        append_images=[blank, lower],
    )  # fmt: skip
    found = read_data(data, ".tif", "a.tif")
    assert (found.format, found.pages, found.problems) == ("tiff", 3, ())
    assert {block.place.page for block in found.blocks} == {1, 3}


def test_a_fax_has_fewer_lines_than_dots(scan: Image.Image) -> None:
    flat = scan.resize((1728, 441)).convert("1", dither=Image.Dither.NONE)
    shown = picture_page(stored(flat, "TIFF", compression="group3", dpi=(204, 98)), 1)
    assert shown is not None
    image, dpi = shown
    assert image.size == (1728, 918)
    assert dpi == pytest.approx(204, abs=0.5)


def test_a_photo_that_says_nothing_of_its_size_is_of_a_sheet() -> None:
    shown = picture_page(stored(Image.new("L", (3000, 4000), 255), "JPEG", dpi=(72, 72)), 1)
    assert shown is not None
    assert shown[1] == pytest.approx(4000 / (297 / 25.4))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shows_through_is_paper(mode: str) -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0)).convert("RGBA" if mode == "P" else mode)
    if mode == "P":
        clear = clear.quantize()
    shown = picture_page(stored(clear, "PNG"), 1)
    assert shown is not None
    assert shown[0].convert("L").getextrema() == (255, 255)


def test_sixteen_bits_of_grey_stay_grey() -> None:
    half = Image.new("I;16", (20, 20), 0x8000)
    shown = picture_page(stored(half, "PNG"), 1)
    assert shown is not None
    assert shown[0].convert("L").getextrema() == (128, 128)


@pytest.mark.usefixtures("no_engine")
def test_without_ocr_every_page_is_named() -> None:
    sheet = Image.new("L", (1654, 2339), 255)
    data = stored(sheet, "TIFF", save_all=True, append_images=[sheet])
    found = read_data(data, ".tiff", "a.tiff")
    assert found.blocks == ()
    assert [(p.reason, p.page) for p in found.problems] == [
        (Reason.NEEDS_OCR, 1), (Reason.NEEDS_OCR, 2),
    ]  # fmt: skip


def chunk(name: bytes, data: bytes) -> bytes:
    whole = name + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))


def bomb(side: int) -> bytes:
    """A PNG that says it is so many dots wide and high, and is all but empty."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    begin = b"\x89PNG\r\n\x1a\n"
    return begin + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [12_000, 20_000, 2_000_000_000])
def test_pictures_that_unpack_to_too_much_are_refused(side: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_data(bomb(side), ".png", "a.png")
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_damaged_pictures_are_refused(kind: str, scan: Image.Image) -> None:
    whole = stored(scan, kind)
    for length in (12, 40, len(whole) // 2):
        with pytest.raises(UnreadableError) as caught:
            read_data(whole[:length], ".x", "a.x")
        assert caught.value.reason is Reason.CORRUPT


@pytest.mark.usefixtures("no_engine")
def test_a_tiff_keeps_the_pages_that_are_whole() -> None:
    first, second = Image.effect_noise((300, 300), 60), Image.effect_noise((200, 200), 60)
    data = stored(first, "TIFF", save_all=True, append_images=[second])
    at = data.index(second.tobytes()[:64])
    # the second page's rows now begin behind the end of the file
    hurt = data.replace(struct.pack("<I", at), struct.pack("<I", len(data) + 99))
    found = read_data(hurt, ".tif", "a.tif")
    assert [(p.reason, p.page) for p in found.problems] == [
        (Reason.NEEDS_OCR, 1), (Reason.CORRUPT, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(60), "HEIC"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(60), "save it as JPEG"),
        (b"GIF89a\x01\0\x01\0" + bytes(20), "save it as JPEG"),
    ],
)  # fmt: skip
def test_other_pictures_are_refused_with_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableError, match=word) as caught:
        read_data(data, ".jpg", "a.jpg")
    assert caught.value.reason is Reason.UNSUPPORTED


def test_what_is_only_named_as_a_picture_is_no_text() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_data("Số 12/BC".encode(), ".png", "a.png")
    assert caught.value.reason is Reason.CORRUPT


@needs_engine
def test_empty_paper_is_an_empty_report() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_data(stored(Image.new("L", (413, 584), 250), "PNG"), ".png", "a.png")
    assert caught.value.reason is Reason.EMPTY
