"""Every hostile file ends in the status that it should, and the good ones beside it are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.engines.engine import Limits, Task
from pipeline.engines.local import LocalEngine
from pipeline.inputs import Input
from pipeline.result import ReportResult
from tests.hostile.pdfs import PDFS
from tests.hostile.texts import TEXTS
from tests.hostile.words import WORDS

pytestmark = pytest.mark.alone

CASES = {case.name: case for case in (*PDFS, *WORDS, *TEXTS)}
SLOW = {"laughs.pdf", "elements.docx"}
"""Only the time-out, or the memory limit, ends them; their folder is read with a short one."""


def outcomes(folder: Path, names: list[str], engine: LocalEngine) -> dict[str, ReportResult]:
    """What became of each of these cases. They are made while others are read."""

    def tasks() -> Iterator[Task]:
        for name in names:
            (folder / name).write_bytes(CASES[name].make())
            yield Task(Input(folder / name, name), Config())

    try:
        return {task.item.report: result for task, result in engine.results(tasks())}
    finally:
        engine.close(now=True)


def wrong(results: dict[str, ReportResult]) -> dict[str, tuple[str, str, int]]:
    """Those that did not end as they should."""
    found = {}
    for name, result in results.items():
        outcome = (result.status.value, result.failures[0].code if result.failures else "")
        figures = CASES[name].figures
        if outcome not in CASES[name].outcomes or figures not in {None, result.figure_count}:
            found[name] = (*outcome, result.figure_count)
    return found


def test_each_ends_as_it_should_and_harms_no_other(tmp_path: Path) -> None:
    names = sorted(CASES.keys() - SLOW)
    results = outcomes(tmp_path, names, LocalEngine(2, limits=Limits(timeout=120)))
    assert sorted(results) == names
    assert not wrong(results)
    assert not list(tmp_path.parent.rglob("climbed.txt"))


def test_what_only_a_limit_ends_costs_itself(tmp_path: Path) -> None:
    names = [*sorted(SLOW), "good.docx"]
    limits = Limits(timeout=8, memory=1024**3)
    results = outcomes(tmp_path, names, LocalEngine(1, limits=limits))
    assert sorted(results) == sorted(names)
    assert not wrong(results)
