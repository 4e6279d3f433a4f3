"""Time the review: from choosing the next finding until its page with the figures boxed is seen.

    python -X utf8 -m corpus.bench_review            # bc177.pdf and the twelve units, both periods
    python -X utf8 -m corpus.bench_review FOLDER

In headless Chromium, over findings in PDF reports, each shown once before, so that its page has
been rendered. The time is the browser's own: from the key until the frame after the one in which
the image is decoded and its first box lies inside the window.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

HERE = Path(__file__).parent
REPORTS = (HERE / "bc177" / "bc177.pdf", HERE / "units" / "twelve")
SOAT = [sys.executable, "-c", "from pipeline.cli import main; main()"]
SWITCHES = 60
TARGET = 300
"""Milliseconds."""

SWITCH = """key => new Promise(resolve => {
    const detail = document.getElementById('detail');
    const seen = () => {
        if (detail.querySelector('.passage, .trouble')) return null;
        const image = detail.querySelector('.page img'), box = detail.querySelector('.page .box');
        if (!image || !image.complete || !image.naturalWidth || !box) return false;
        const inside = document.getElementById('more').getBoundingClientRect();
        const at = box.getBoundingClientRect();
        return at.top >= inside.top && at.bottom <= inside.bottom;
    };
    const began = performance.now();
    const look = () => {
        const found = seen(), taken = performance.now() - began;
        if (found === null || taken > 10000) resolve(found === null ? null : taken);
        else if (found) requestAnimationFrame(() => resolve(performance.now() - began));
        else requestAnimationFrame(look);
    };
    document.getElementById('list')
        .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    requestAnimationFrame(look);
})"""
"""Chooses the next finding; gives the milliseconds, or null where it has no page to draw."""


def switches(page: Any, number: int) -> list[float]:
    """Milliseconds of so many switches between findings with a page, after a first look at all.

    Args:
        page: the review in Playwright, its list of findings shown.
        number: of switches to measure.

    Raises:
        ValueError: fewer than two findings in a row have a page.
    """
    page.keyboard.press("Home")
    total = int(page.get_attribute(".row", "aria-setsize"))
    drawn = [page.evaluate(SWITCH, "j") is not None for _ in range(total - 1)]
    if True not in drawn:
        raise ValueError("no finding of these has a page")
    found: list[float] = []
    keys = ["k"] * (total - 1) + ["j"] * (total - 1)
    while len(found) < number:
        for key in keys:
            taken = page.evaluate(SWITCH, key)
            if taken is not None:
                found.append(taken)
    return found[:number]


@contextmanager
def review(paths: tuple[Path, ...]) -> Iterator[str]:
    """The address of a review of reports, on a ledger of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*SOAT, "review", *map(str, paths), "--no-browser",
                   "--ledger", str(Path(folder) / "ledger.sqlite")]  # fmt: skip
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as server:
            told = (word for line in server.stderr or () for word in line.split())
            try:
                yield next(word for word in told if word.startswith("http://"))
            finally:
                server.terminate()


def main() -> None:
    from playwright.sync_api import sync_playwright

    paths = tuple(map(Path, sys.argv[1:])) or REPORTS
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    with review(paths) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, found)), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.goto(address)
        page.wait_for_selector(".row")
        taken = switches(page, SWITCHES)
        browser.close()
    told = median(taken)
    slow = quantiles(taken, n=20)[-1]
    print(f"{len(taken)} switches: median {told:.0f} ms (target {TARGET}), 19 in 20 {slow:.0f} ms")
    sys.exit(told >= TARGET)


if __name__ == "__main__":
    main()
