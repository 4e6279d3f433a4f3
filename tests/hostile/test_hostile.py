"""Every hostile file ends in the status that it should, and the good ones beside it are read."""

from __future__ import annotations

import random
from pathlib import Path

from pipeline.config import Config
from pipeline.engines.engine import Limits, Task
from pipeline.engines.local import LocalEngine
from pipeline.inputs import Input
from tests.hostile.pdfs import PDFS
from tests.hostile.texts import TEXTS
from tests.hostile.words import WORDS

SLOW = {"laughs.pdf", "elements.docx"}
"""Only the time-out, or the memory limit, ends them; their folder is read with a short one."""


def test_each_ends_as_it_should_and_harms_no_other(tmp_path: Path) -> None:
    cases = {case.name: case for case in (*PDFS, *WORDS, *TEXTS)}
    names = [name for name in cases if name not in SLOW]
    random.Random(7).shuffle(names)  # noqa: S311
    tasks = []
    for name in names:
        (tmp_path / name).write_bytes(cases[name].make())
        tasks.append(Task(Input(tmp_path / name, name), Config()))
    engine = LocalEngine(2, limits=Limits(timeout=120))
    try:
        results = {task.item.report: result for task, result in engine.results(tasks)}
    finally:
        engine.close(now=True)
    assert set(results) == set(names)
    wrong = {}
    for name, result in results.items():
        outcome = (result.status.value, result.failures[0].code if result.failures else "")
        figures = cases[name].figures
        if outcome not in cases[name].outcomes or figures not in {None, result.figure_count}:
            wrong[name] = (*outcome, result.figure_count)
    assert not wrong
    assert not list(tmp_path.parent.rglob("climbed.txt"))


def test_what_only_a_limit_ends_costs_itself(tmp_path: Path) -> None:
    cases = {case.name: case for case in (*PDFS, *WORDS)}
    tasks = []
    for name in (*sorted(SLOW), "good.docx"):
        (tmp_path / name).write_bytes(cases[name].make())
        tasks.append(Task(Input(tmp_path / name, name), Config()))
    engine = LocalEngine(1, limits=Limits(timeout=8, memory=1024**3))
    try:
        results = {task.item.report: result for task, result in engine.results(tasks)}
    finally:
        engine.close(now=True)
    for name, result in results.items():
        code = result.failures[0].code if result.failures else ""
        assert (result.status.value, code) in cases[name].outcomes, name
    assert len(results) == len(tasks)
