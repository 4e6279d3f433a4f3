"""The pictures of README.vi.md: taken of the real pages, and checked for what they are to show.

They go to a temporary folder. `SOAT_PICTURES=1 pytest tests/review/test_pictures.py` writes them to
`corpus/`, where README.vi.md has them: look at them before they are kept.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipeline.commands.conduct import Asked, conducted
from pipeline.commands.options import Lang
from pipeline.commands.reading import How
from pipeline.outputs import workbook
from tests.pipeline.libreoffice import by_libreoffice
from tests.review.conftest import CORPUS, TOKEN, Server

README = Path(__file__).parents[2] / "README.vi.md"
WRITTEN = os.environ.get("SOAT_PICTURES") == "1"
SIZE = {"width": 1300, "height": 1020}
NAMES = ("review.png", "charts.png", "letter.png", "workbook.png")


@pytest.fixture(scope="module")
def submission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference report, and the made units of one period with their summary."""
    folder = tmp_path_factory.mktemp("pictures") / "Báo cáo quý 3"
    shutil.copytree(CORPUS / "units" / "twelve" / "ky1", folder)
    shutil.copy(CORPUS / "bc177" / "bc177.pdf", folder)
    return folder


@pytest.fixture(scope="module")
def ledger(submission: Path) -> Path:
    path = submission.parent / "ledger.sqlite"
    how = How(1, "local", str(path), 60, Lang.VI)
    with conducted(Asked((str(submission),)), how) as run:
        reported = list(run.reported(numerals=True))
    workbook.write(submission.parent / "soat.xlsx", reported, "vi")
    return path


@pytest.fixture(scope="module")
def view(browser, submission: Path, ledger: Path) -> Iterator[object]:
    server = Server(submission, ledger)
    server.start()
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.goto(f"{server.address}/#{TOKEN}")
    page.wait_for_selector(".row")
    yield page
    context.close()
    server.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return CORPUS if WRITTEN else tmp_path


def taken(page, path: Path) -> np.ndarray:
    """A picture of the window, as grey values [row, column]."""
    page.screenshot(path=path)
    found = np.asarray(Image.open(path).convert("L"))
    assert found.shape == (SIZE["height"], SIZE["width"])
    return found


def ink(picture: np.ndarray, box: dict[str, float]) -> float:
    """The share of a part of a picture that is dark."""
    x, y = int(box["x"]), int(box["y"])
    part = picture[y : y + int(box["height"]), x : x + int(box["width"])]
    return float((part < 128).mean())


def inside(box: dict[str, float]) -> bool:
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= SIZE["width"]
        and box["y"] + box["height"] <= SIZE["height"]
    )


def test_the_review_with_a_page_and_its_boxes(view, folder: Path) -> None:
    view.locator(".row", has_text="80% bên cạnh 62/77").click()
    view.wait_for_selector("#detail .page .box")
    view.wait_for_timeout(300)
    picture = taken(view, folder / "review.png")
    boxes = view.locator("#detail .page .box")
    assert boxes.count() == 2  # 62/77 and 80%
    for number in range(2):
        box = boxes.nth(number).bounding_box()
        assert inside(box)
        assert 0.02 < ink(picture, box) < 0.6  # figures, neither blank nor a blot
    row = view.locator(".row[aria-selected=true]").bounding_box()
    assert inside(row)
    assert ink(picture, row) > 0.01


def test_the_charts(view, folder: Path) -> None:
    view.locator(".row", has_text="Tổng số chi, đảng bộ cơ sở").click()
    view.click("[data-view=charts]")
    view.wait_for_selector("svg.timeline circle")
    svg = view.locator("svg.timeline")
    view.locator("#charts section:last-child h3").scroll_into_view_if_needed()
    svg.scroll_into_view_if_needed()
    picture = taken(view, folder / "charts.png")
    texts = svg.locator("text").all_text_contents()
    assert texts[:6] == ["84", "trước khi có Đề án", "83", "2016", "78", "2017"]
    assert inside(svg.bounding_box())
    assert ink(picture, svg.bounding_box()) > 0.001
    bars = view.locator("#charts .bar").all()
    assert "P102 Tỷ lệ phần trăm được làm tròn" in view.inner_text("#charts")
    assert len(bars) > 5
    assert len([text for text in texts if text == "không ghi"]) == 2  # stated without a time
    view.click("[data-view=findings]")


def test_the_letter(view, folder: Path) -> None:
    view.click("[data-view=letter]")
    view.select_option("#letter-report", label="tong-hop.docx")
    view.check("#letter-open")
    view.wait_for_selector("#letter li")
    picture = taken(view, folder / "letter.png")
    assert "ĐẢNG ỦY CÁC CƠ QUAN TỈNH" in view.inner_text("#letter h3")
    items = view.locator("#letter li").all()
    assert len(items) == 2  # 11/12 is not 89,7%; 75 is not the sum 76
    assert all(inside(item.bounding_box()) for item in items)
    assert ink(picture, view.locator("#letter").bounding_box()) > 0.01
    view.click("[data-view=findings]")


def test_the_workbook(ledger: Path, folder: Path) -> None:
    """The first page of it, as LibreOffice prints it."""
    made = by_libreoffice(ledger.parent / "soat.xlsx", "pdf")
    with pdfium.PdfDocument(made) as document:
        text = document[0].get_textpage().get_text_range()
        image = document[0].render(scale=2).to_pil().convert("RGB")
    for told in ("Số liệu trong câu", "Quyết định", "Ghi chú", "62/77", "Ghi 80% bên cạnh 62/77"):
        assert told in text
    dark = np.argwhere(np.asarray(image.convert("L")) < 250)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    image.crop((left - 8, top - 8, right + 8, min(bottom + 8, top + 620))).save(
        folder / "workbook.png"
    )
    assert right - left > 1200
    assert bottom - top > 300


def test_every_picture_is_in_the_guide_with_its_words() -> None:
    shown = dict(re.findall(r"!\[([^\]]+)\]\(corpus/(\w+\.png)\)", README.read_text("utf-8")))
    assert set(shown.values()) == set(NAMES)
    for name in NAMES:
        with Image.open(CORPUS / name) as image:
            assert image.width > 1000
        assert (CORPUS / name).stat().st_size < 400_000
