"""Good reports with hostile ones among them, at random: none good is lost, none bad costs much.

`SOAT_TRIAL=1000` tries so many reports; a few are enough to hold it in the ordinary tests.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipeline.config import Config
from pipeline.engines.engine import Limits, Task
from pipeline.engines.local import LocalEngine
from pipeline.inputs import Input
from pipeline.result import ReportResult
from tests.hostile.test_hostile import CASES, SLOW, wrong
from tests.hostile.timed_work import FOLDER

pytestmark = pytest.mark.alone

REPORTS = int(os.environ.get("SOAT_TRIAL", "100"))
IN_100 = 5
LIMITS = Limits(timeout=45 if REPORTS > 100 else 20, memory=1536 * 1024**2)
TWELVE = Path(__file__).parents[2] / "corpus" / "units" / "twelve"
LONG = {"ten-thousand.txt"} if REPORTS <= 100 else set()
"""Right, but so long that a short trial's time-out would end it."""


def reports(folder: Path) -> Iterator[tuple[str, str]]:
    """Names of reports, and of their case: '' for a good one. Written as they are asked for."""
    seeded = random.Random(7)  # noqa: S311 - a mixture, no secrets
    good = [path for path in sorted(TWELVE.rglob("*")) if path.suffix in {".pdf", ".docx"}]
    bad = sorted(CASES.keys() - LONG)
    seeded.shuffle(bad)
    places = sorted(seeded.sample(range(REPORTS), REPORTS * IN_100 // 100))
    # The slow ones are always among them.
    cases = [*sorted(SLOW), *(name for name in bad if name not in SLOW)]
    chosen = dict(zip(places, seeded.sample(cases[: len(places)], len(places)), strict=True))
    for number in range(REPORTS):
        case = chosen.get(number, "")
        source = good[number % len(good)]
        name = f"{number:04}-{case or source.name}"
        (folder / name).write_bytes(CASES[case].make() if case else source.read_bytes())
        yield name, case


class Watch:
    """Looks at what the workers take, all the time."""

    def __init__(self, engine: LocalEngine) -> None:
        self.most = 0
        self._engine = engine
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.01):
            for pid in self._engine.pids:
                try:
                    self.most = max(self.most, psutil.Process(pid).memory_info().rss)
                except psutil.Error:
                    continue

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


def test_no_good_one_lost_and_no_bad_one_dear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, notes = tmp_path / "inbox", tmp_path / "notes"
    inbox.mkdir()
    notes.mkdir()
    monkeypatch.setenv(FOLDER, str(notes))
    case_of: dict[str, str] = {}

    def tasks() -> Iterator[Task]:
        for name, case in reports(inbox):
            case_of[name] = case
            yield Task(Input(inbox / name, name), Config())

    engine = LocalEngine(2, limits=LIMITS, what="tests.hostile.timed_work:begin")
    watch = Watch(engine)
    results: dict[str, ReportResult] = {}
    ended: dict[str, float] = {}
    try:
        for task, result in engine.results(tasks()):
            ended[task.item.report] = time.time()
            assert task.item.report not in results
            results[task.item.report] = result
    finally:
        watch.end()
        engine.close(now=True)

    assert results.keys() == case_of.keys()
    assert len(results) == REPORTS
    lost = [name for name, case in case_of.items() if not case and results[name].status != "ok"]
    assert lost == []
    bad = {name: case for name, case in case_of.items() if case}
    assert wrong({case: results[name] for name, case in bad.items()}) == {}
    cost = {name: ended[name] - float((notes / name).read_text("utf-8")) for name in bad}
    assert max(cost.values()) <= LIMITS.timeout + 2
    assert watch.most <= 1.1 * LIMITS.memory
    if REPORTS > 100:
        print(f"dearest {max(cost.values()):.1f} s, most memory {watch.most / 1024**2:.0f} MB")
