"""The review in a real browser: fast keys, a lost server, markup, boxes."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

import pdfplumber
import pytest

from corpus.bench_review import switches
from pipeline.inputs import Input
from pipeline.process import process
from pipeline.record import NumeralRecord
from pipeline.review.board import Board
from pipeline.review.source import content, picture
from tests.review.conftest import CORPUS, TOKEN, Server


def settle(page, count: int = 0) -> None:
    """Wait until so many decisions are unsaved (the page's policy forbids what evaluates text)."""
    page.wait_for_selector(f"#unsaved[data-count='{count}']", timeout=30_000)


def only(page, report: str) -> None:
    page.select_option("#by-report", label=report)


def test_a_thousand_fast_keys_are_a_thousand_rows(page, server: Server) -> None:
    only(page, "nhiều.txt")
    assert page.text_content("#count") == "1000 trên 1016 phát hiện"
    keys = ["a", "d", "h"] * 333 + ["a"]
    page.focus("#list")
    # as fast as a page can be told: no pause between two keys
    page.evaluate(
        """keys => {
            const list = document.getElementById('list');
            const told = { bubbles: true, cancelable: true };
            for (const key of keys)
                list.dispatchEvent(new KeyboardEvent('keydown', { key, ...told }));
        }""",
        keys,
    )
    settle(page)
    names = [
        f["id"]
        for f in json.loads(
            page.evaluate(
                "async t => (await fetch('/api/board', {headers: {'X-Soat-Token': t}})).text()",
                TOKEN,
            )
        )["findings"]
    ]
    own = names[-1000:]
    words = {"a": "accept", "d": "dismiss", "h": "ask"}
    assert server.rows() == {n: (words[k], "") for n, k in zip(own, keys, strict=True)}


def test_what_a_killed_server_did_not_take_is_shown_and_saved_later(page, server: Server) -> None:
    only(page, "bc177.docx")
    page.focus("#list")
    page.keyboard.press("a")
    settle(page)
    assert len(server.rows()) == 1
    server.kill()
    for key in ("d", "h", "a"):
        page.keyboard.press(key)
    settle(page, 3)
    page.wait_for_selector("#unsaved:has-text('3')")
    assert len(server.rows()) == 1
    server.start()
    settle(page)
    assert sorted(choice for choice, _ in server.rows().values()) == [
        "accept", "accept", "ask", "dismiss",
    ]  # fmt: skip


def test_unsaved_decisions_outlive_a_reload(page, server: Server) -> None:
    only(page, "bc177.docx")
    page.focus("#list")
    server.kill()
    page.keyboard.press("d")
    settle(page, 1)
    page.on("dialog", lambda dialog: dialog.accept())
    server.start()
    page.reload()
    page.wait_for_selector(".row")
    settle(page)
    assert [choice for choice, _ in server.rows().values()] == ["dismiss"]


def test_markup_in_a_report_is_text(page) -> None:
    page.fill("#search", "xa so 1 da")
    page.wait_for_selector("#count:has-text('1 trên')")
    page.wait_for_selector("#detail .passage")
    assert "<script>document.title='hacked'</script>" in page.inner_text("#detail .sentence")
    assert "<script>" in page.inner_text("#detail .passage")
    assert page.title() == "Soát"


def test_keyboard_alone_note_undo_and_bulk(page, server: Server) -> None:
    only(page, "bc177.pdf")
    page.focus("#list")
    page.keyboard.press("n")
    page.keyboard.type("hỏi lại văn phòng")
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    settle(page)
    assert list(server.rows().values()) == [("ask", "hỏi lại văn phòng")]
    page.keyboard.press("u")
    settle(page)
    assert server.rows() == {}
    page.click("#bulk")
    page.click("[data-bulk=accept]")
    settle(page)
    assert [choice for choice, _ in server.rows().values()] == ["accept"] * 8
    page.focus("#list")
    page.keyboard.press("Control+z")
    settle(page)
    assert server.rows() == {}


def test_the_page_of_a_finding_has_its_figures_boxed(page) -> None:
    only(page, "bc177.pdf")
    page.wait_for_selector("#detail .page img")
    box = page.locator("#detail .page .box").first
    box.wait_for()
    image = page.locator("#detail .page img").first.bounding_box()
    assert image["width"] > 500
    shown = box.bounding_box()
    assert image["x"] < shown["x"] < image["x"] + image["width"]


def test_message_working_keys_and_boxes_are_seen_together(page) -> None:
    only(page, "bc177.pdf")
    page.locator(".row", has_text="62/77").click()
    page.wait_for_selector("#detail .page .box")
    assert "62/77 = 80,519" in page.inner_text("#working")
    tall = page.viewport_size["height"]
    shown = [
        "#detail h3",
        "#working",
        "#detail [data-choice=dismiss]",
        "#note",
        "#detail .page .box",
    ]
    for selector in shown:
        box = page.locator(selector).first.bounding_box()
        assert box["y"] >= 0, selector
        assert box["y"] + box["height"] <= tall, selector
    assert page.locator("#detail .page .box").count() == 2  # 62/77 and 80%


def test_the_next_page_is_on_screen_with_its_box(page, record_property) -> None:
    """How long that takes is recorded, and told by `corpus/bench_review.py`; it fails no test."""
    only(page, "bc177.pdf")
    page.wait_for_selector("#detail .page img")
    page.focus("#list")
    taken = switches(page, 30)
    assert len(taken) == 30
    record_property("milliseconds until the page is seen, at the median", median(taken))
    print(f"page with its box on screen: {median(taken):.0f} ms at the median of 30")


def test_charts_letter_and_the_other_language(page) -> None:
    only(page, "bc177.pdf")
    page.click("[data-view=charts]")
    page.wait_for_selector("svg.timeline circle")
    values = page.locator("#charts section:last-child tbody td:nth-child(2)").all_inner_texts()
    assert values == ["84", "83", "78", *["84", "77"] * 0, *values[3:]]
    assert set(values[3:]) == {"84", "77"}
    page.click("[data-view=letter]")
    page.check("#letter-open")
    page.wait_for_selector("#letter li")
    assert page.locator("#letter li").count() == 8
    assert "Kính gửi: ĐẢNG ỦY CÁC CƠ QUAN TỈNH" in page.inner_text("#letter")
    page.click("#lang")
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("[data-view=findings]") == "Findings"


def test_every_control_has_a_name(page) -> None:
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, textarea, [role]')]
            .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length
                || e.getAttribute('aria-live')))
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert unnamed == []


def test_what_a_screen_reader_is_given(page) -> None:
    """The browser's accessibility tree: names and roles, the finding at hand, its figures."""
    only(page, "bc177.docx")
    page.focus("#list")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#detail .sentence mark")
    given = page.locator("body").aria_snapshot()
    for line in (
        '- listbox "Danh sách phát hiện"', '- article "Chi tiết phát hiện"',
        '- button "Đúng là sai"', '- button "Bỏ qua"', '- button "Hỏi lại đơn vị"',
        '- button "Hoàn tác"', '- textbox "Ghi chú"', "- status: Đã lưu hết",
    ):  # fmt: skip
        assert line in given
    chosen = page.get_by_role("option", selected=True).and_(page.locator(".row"))
    assert chosen.count() == 1
    listed = page.locator("#list")
    assert listed.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert page.locator("#detail h3").inner_text() in chosen.inner_text()
    assert page.locator("[data-choice=accept]").get_attribute("aria-keyshortcuts") == "a"


def known_sides(chars: list[dict], figure: NumeralRecord) -> tuple[float, float] | None:
    """Where the letters of a figure begin and end, as pdfplumber has them; None over two lines."""
    x0, top, _, bottom = figure.place.box
    line = [c for c in chars if top <= (c["top"] + c["bottom"]) / 2 <= bottom and c["text"] != " "]
    line.sort(key=lambda c: c["x0"])
    text, surface = "".join(c["text"] for c in line), figure.surface.replace(" ", "")
    at = [n for n in range(len(text)) if text.startswith(surface, n)]
    if not at:
        return None
    begin = min(at, key=lambda n: abs(line[n]["x0"] - x0))
    return line[begin]["x0"], line[begin + len(surface) - 1]["x1"]


def test_boxes_cover_their_figures() -> None:
    """They overlap with the letters' own box by at least 0.9, for 99 in 100."""
    overlaps = []
    for path in (CORPUS / "bc177" / "bc177.pdf", *sorted((CORPUS / "units").rglob("*.pdf"))[:6]):
        with pdfplumber.open(path) as pdf:
            pages = [page.chars for page in pdf.pages]
        for figure in process(Input(path, path.name), ()).numerals:
            if not figure.is_figure or not pages[figure.place.page - 1]:
                continue
            known = known_sides(pages[figure.place.page - 1], figure)
            if known is not None:
                box = figure.place.box
                both = min(known[1], box.x1) - max(known[0], box.x0)
                overlaps.append(both / (max(known[1], box.x1) - min(known[0], box.x0)))
    assert len(overlaps) >= 150
    assert sum(overlap >= 0.9 for overlap in overlaps) >= 0.99 * len(overlaps)


def test_a_report_that_changed_is_not_drawn(board: Board, tmp_path: Path) -> None:
    from dataclasses import replace

    from pipeline.review.source import GoneError

    filed = next(f for n in range(9) if (f := board.report(n)) and f.report == "bc177.pdf")
    assert picture(filed, 1).data.startswith(b"\x89PNG")
    assert picture(filed, 999) is None
    other = tmp_path / "bc177.pdf"
    other.write_bytes(content(filed) + b"\n")
    with pytest.raises(GoneError, match="changed"):
        picture(replace(filed, path=str(other)), 1)
    with pytest.raises(GoneError, match="gone"):
        picture(replace(filed, path=str(tmp_path / "none.pdf")), 1)
