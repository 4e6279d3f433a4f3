"""The DOCX cases of the torture set: every numeral in its right cell, paragraph or footnote."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors import read
from extractors.document import Block

HERE = Path(__file__).parents[2] / "corpus" / "reading" / "docx"
CASES = sorted(path.stem for path in HERE.glob("*.json"))


def found(block: Block, numerals: dict[str, int] | None) -> dict[str, Any]:
    place = block.place
    pages = {
        surface: block.place_of(block.text.index(surface), block.text.index(surface) + 1).page
        for surface in numerals or {}
    }
    return {
        "kind": block.kind.value, "text": block.text, "page": place.page, "table": place.table,
        "row": place.row, "column": place.column, "row_span": block.row_span,
        "column_span": block.column_span, "footnote": place.footnote, "hidden": block.hidden,
        "pages": pages,
    }  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_blocks(name: str) -> None:
    answer = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    document = read(HERE / f"{name}.docx")
    assert [b.text for b in document.blocks] == [b["text"] for b in answer["blocks"]]
    for block, expected in zip(document.blocks, answer["blocks"], strict=True):
        whole = found(block, expected.get("pages"))
        assert {key: whole[key] for key in expected} == expected
    problems = [{"reason": problem.reason} for problem in document.problems]
    assert problems == answer["problems"]
    assert document.has_tracked_changes == answer["has_tracked_changes"]


def test_every_answer_has_numerals() -> None:
    assert len(CASES) >= 18
    for name in CASES:
        assert re.search(r"\d", (HERE / f"{name}.json").read_text("utf-8"))


def test_the_makers_make_what_is_committed(tmp_path: Path) -> None:
    for name in ("parts.py", "cases.py", "offices.py", "make.py"):
        (tmp_path / name).write_bytes((HERE / name).read_bytes())
    subprocess.run([sys.executable, str(tmp_path / "make.py")], check=True)
    for name in CASES:
        assert (tmp_path / f"{name}.json").read_text("utf-8") == (HERE / f"{name}.json").read_text(
            "utf-8"
        )
