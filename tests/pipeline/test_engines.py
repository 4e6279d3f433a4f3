"""Engines: one bad file costs itself; nothing is left behind; every engine says the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
import pytest
from engine_works import MEGABYTE, task

from pipeline.codec import packed
from pipeline.config import Config
from pipeline.engines import local as local_module
from pipeline.engines.engine import Engine, EngineError, Limits, Task
from pipeline.engines.local import LocalEngine
from pipeline.engines.pool import Workers
from pipeline.inputs import Input
from pipeline.process import process
from pipeline.result import Status
from rules.checks import catalogue

pytestmark = pytest.mark.alone

WORKS = "engine_works:act"
TIMEOUT = 1.5
LIMITS = Limits(timeout=TIMEOUT, memory=300 * MEGABYTE)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS")

Make = Callable[..., Engine]


@pytest.fixture(scope="module")
def dask_scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What dask writes is left in no folder of the machine's."""
    dask = pytest.importorskip("dask", reason="soat[dask] is not installed")
    with dask.config.set(temporary_directory=str(tmp_path_factory.mktemp("dask"))):
        yield


@pytest.fixture(scope="module")
def cluster(dask_scratch: None) -> Iterator[Any]:  # noqa: ARG001
    """A real cluster: a scheduler, and two processes."""
    distributed = pytest.importorskip("distributed", reason="soat[dask] is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, memory_limit=0, host="127.0.0.1",
        dashboard_address="127.0.0.1:0", silence_logs=50,
    ) as made:  # fmt: skip
        yield made


@pytest.fixture(params=["local", "dask"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes an engine of two workers; closed after the test."""
    made: list[Engine] = []
    address = None
    if request.param == "dask":
        address = request.getfixturevalue("cluster").scheduler_address

    def engine(*, limits: Limits | None = None, what: str | None = None) -> Engine:
        options: dict[str, Any] = {"limits": limits} if what is None else {
            "limits": limits, "what": what,
        }  # fmt: skip
        if address is None:
            made.append(LocalEngine(2, **options))
        else:
            from pipeline.engines.dask import DaskEngine

            made.append(DaskEngine(address, **options))
        return made[-1]

    yield engine
    for one in made:
        one.close(now=True)


def outcomes(engine: Engine, tasks: list[Task]) -> dict[str, str]:
    """Of every report the code of its failure with its detail, or its claims."""
    told: dict[str, str] = {}
    for given, result in engine.results(tasks):
        assert given in tasks
        assert given.item.report not in told
        assert result.report == given.item.report
        told[result.report] = str(result.claims)
        if result.failures:
            [failure] = result.failures
            assert failure.report == result.report
            told[result.report] = f"{failure.code} {failure.detail}".strip()
    return told


BAD = {
    "loop": "timeout 1.5 s",
    "pattern": "timeout 1.5 s",
    "stuck": "timeout 1.5 s",
    "crash": "worker_died exit code -11",
    "exit": "worker_died exit code 3",
    "leave": "crashed SystemExit",
    "eat": "memory 300 MB",
    "raise": "crashed ValueError",
    "huge": "too_large a result of more than 67108864 bytes",
}


@POSIX
def test_bad_files_harm_no_other(make: Make, capfd: pytest.CaptureFixture[str]) -> None:
    names = ["good"] * 40
    for at, name in enumerate([*BAD, "crash", "eat"]):
        names[3 * at] = name
    tasks = [task(name, at) for at, name in enumerate(names)]
    told = outcomes(make(limits=LIMITS, what=WORKS), tasks)
    # What a file made a reader say stays where it was said.
    assert capfd.readouterr() == ("", "")
    assert told == {f"{name}.{at}.txt": BAD.get(name, str(2 * at)) for at, name in enumerate(names)}


@POSIX
def test_a_death_is_of_the_file_that_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where what the workers say is read late, as on a busy machine."""
    from pebble.pool.process import WorkerManager

    receive = WorkerManager.receive

    def late(manager: WorkerManager, timeout: float) -> object:
        time.sleep(0.15)
        return receive(manager, timeout)

    monkeypatch.setattr(WorkerManager, "receive", late)
    engine = LocalEngine(1, Limits(timeout=10), WORKS)
    try:
        told = outcomes(engine, [task("good", 1), task("good", 2), task("crash", 3)])
    finally:
        engine.close(now=True)
    assert told == {"good.1.txt": "2", "good.2.txt": "4", "crash.3.txt": BAD["crash"]}


def test_results_are_those_of_one_process(make: Make, tmp_path: Path) -> None:
    texts = [
        "Có 62/77 đồng chí (chiếm 80%).",
        "Thu ngân sách 1,2 tỷ đồng, tăng 5% so với năm 2023.",
        "",
    ]
    config = Config(select=("F",), tolerance=(("S204", 1),))
    items = [Input(None, f"{n}.txt", data=text.encode()) for n, text in enumerate(texts)]
    there, missing = tmp_path / "a.txt", tmp_path / "b.txt"
    there.write_text(texts[0], "utf-8")
    items.extend(Input(path, path.name) for path in (there, missing))
    told = {
        given.item.report: result
        for given, result in make().results(Task(item, config) for item in items)
    }
    assert told["a.txt"].path == there
    # All checks have run, whatever is selected.
    assert [finding.rule for finding in told["a.txt"].findings] == ["P102"]
    assert told["b.txt"].failures[0].code == "missing"
    # A tolerance of S204 changes nothing in these.
    assert {name: packed(result) for name, result in told.items()} == {
        item.report: packed(process(item, catalogue())) for item in items
    }


def test_tasks_are_taken_as_they_are_worked_off(make: Make) -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(60):
            taken += 1
            yield task("good", number)

    for done, _ in enumerate(make(limits=LIMITS, what=WORKS).results(tasks())):
        assert taken - done <= 2 * 9
    assert taken == 60


def test_dask_loses_nothing_with_a_process(cluster: Any) -> None:
    from distributed import Client

    from pipeline.engines.dask import DaskEngine

    with Client(cluster, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    engine = DaskEngine(cluster.scheduler_address, limits=LIMITS, what=WORKS)
    told: dict[str, int] = {}
    workers = psutil.Process(victim).children()
    for given, result in engine.results(task("slow", number) for number in range(40)):
        assert given.item.report not in told
        assert not result.failures
        told[result.report] = result.claims
        if len(told) == 5:
            psutil.Process(victim).kill()
    engine.close()
    assert told == {f"slow.{number}.txt": 2 * number for number in range(40)}
    assert psutil.wait_procs(workers, timeout=3)[1] == []


@pytest.mark.usefixtures("dask_scratch")
def test_dask_cluster_of_its_own_leaves_nothing() -> None:
    pytest.importorskip("distributed", reason="soat[dask] is not installed")
    from pipeline.engines.dask import DaskEngine

    before = set(psutil.Process().children(recursive=True))
    engine = DaskEngine(jobs=1, limits=LIMITS, what=WORKS)
    assert outcomes(engine, [task("good", 4)]) == {"good.4.txt": "8"}
    started = set(psutil.Process().children(recursive=True)) - before
    assert len(started) >= 2
    engine.close()
    assert psutil.wait_procs(started, timeout=3)[1] == []


def test_dask_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.engines.dask import DaskEngine

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError) as caught:
        DaskEngine("tcp://127.0.0.1:1")
    assert 'pip install "soat[dask]"' in caught.value.message.vi
    assert 'pip install "soat[dask]"' in caught.value.message.en


def test_dask_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="soat[dask] is not installed")
    from pipeline.engines import dask

    monkeypatch.setattr(dask, "_CONNECTS_WITHIN", 0.5)
    with pytest.raises(EngineError) as caught:
        dask.DaskEngine("tcp://127.0.0.1:9")
    assert "tcp://127.0.0.1:9" in caught.value.message.en


@pytest.fixture
def one() -> Iterator[LocalEngine]:
    """A local engine of one worker that is ready."""
    engine = LocalEngine(1, LIMITS, WORKS)
    assert outcomes(engine, [task("good", 1)]) == {"good.1.txt": "2"}
    yield engine
    engine.close(now=True)


def test_workers_may_wait_for_a_task() -> None:
    engine = LocalEngine(1, LIMITS, WORKS, at_once=False)
    assert outcomes(engine, []) == {}
    assert engine.pids == ()
    assert outcomes(engine, [task("good", 1)]) == {"good.1.txt": "2"}
    assert len(engine.pids) == 1
    engine.close()
    assert engine.pids == ()
    engine = LocalEngine(1, LIMITS, WORKS, at_once=False)
    engine.close()
    assert engine.pids == ()


@POSIX
def test_a_time_out_costs_little_more_than_its_time(one: LocalEngine) -> None:
    start = time.monotonic()
    told = outcomes(one, [task("stuck"), task("good", 2)])
    assert time.monotonic() - start < TIMEOUT + 2
    assert told == {"stuck.0.txt": "timeout 1.5 s", "good.2.txt": "4"}


@POSIX
@pytest.mark.parametrize("ended_by", ["time-out", "closing"])
def test_what_a_worker_started_ends_with_it(one: LocalEngine, ended_by: str) -> None:
    [worker] = [psutil.Process(pid) for pid in one.pids]
    results = one.results([task("good", 1), task("convert")])
    next(results)
    while not (program := worker.children()):
        time.sleep(0.02)
    if ended_by == "time-out":
        [(_, result)] = results
        assert result.failures[0].code == "timeout"
    else:
        one.close(now=True)
    left = psutil.wait_procs([worker, *program], timeout=1)[1]
    # Who reaps an orphan is the system's business.
    assert [one for one in left if one.status() != psutil.STATUS_ZOMBIE] == []


def peak_of(run: Callable[[], object], pids: Callable[[], tuple[int, ...]]) -> int:
    """The most bytes of memory that one of some processes took while something ran."""
    peak, done = 0, threading.Event()

    def look() -> None:
        nonlocal peak
        while not done.wait(0.002):
            for pid in pids():
                try:
                    peak = max(peak, psutil.Process(pid).memory_info().rss)
                except psutil.Error:
                    continue

    thread = threading.Thread(target=look)
    thread.start()
    try:
        run()
    finally:
        done.set()
        thread.join()
    return peak


@LINUX
def test_memory_is_bounded_by_the_worker_itself(one: LocalEngine) -> None:
    def run() -> None:
        told = outcomes(one, [task("eat"), task("good", 3)])
        assert told == {"eat.0.txt": "memory 300 MB", "good.3.txt": "6"}

    assert 200 * MEGABYTE < peak_of(run, lambda: one.pids) < 1.1 * LIMITS.memory


@LINUX
def test_memory_is_bounded_from_outside() -> None:
    from pipeline.engines.outcome import outcome

    limits = Limits(timeout=20, memory=LIMITS.memory)
    workers = Workers(1, limits, WORKS, watched=True)
    given = task("unlimited")

    def run() -> None:
        future = workers.submit(given)
        told = outcome(future, given, limits, workers)
        assert b"memory" in told
        assert b"300 MB" in told

    try:
        assert 200 * MEGABYTE < peak_of(run, lambda: workers.pids) < 1.1 * limits.memory
    finally:
        workers.close()


def test_an_idle_worker_may_die(one: LocalEngine) -> None:
    [pid] = one.pids
    psutil.Process(pid).kill()
    time.sleep(0.3)
    assert outcomes(one, [task("good", 5)]) == {"good.5.txt": "10"}


def test_a_task_that_vanishes_is_told(one: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    # A worker that ends as if all were well is no failure to pebble, which waits on.
    monkeypatch.setattr(local_module, "_GRACE", 0.5)
    told = outcomes(one, [task("vanish"), *(task("good", n) for n in range(1, 6))])
    assert told == {
        "vanish.0.txt": "timeout 1.5 s",
        **{f"good.{n}.txt": str(2 * n) for n in range(1, 6)},
    }


def test_workers_that_do_not_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess._Popen", refuse)
    engine = LocalEngine(1, LIMITS, WORKS)
    with pytest.raises(EngineError):
        outcomes(engine, [task("good", 1)])
    engine.close()


def test_a_worker_takes_one_thread_and_another_process(
    monkeypatch: pytest.MonkeyPatch, one: LocalEngine
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    [(_, result)] = one.results([task("fields")])
    assert result.status is Status.OK
    threads, pid = result.sentences
    assert threads == "1"
    assert int(pid) != os.getpid()
    assert os.environ["OMP_NUM_THREADS"] == "7"


@pytest.mark.parametrize("now", [False, True])
def test_closing_leaves_nothing(now: bool) -> None:
    engine = LocalEngine(2, LIMITS, WORKS)
    results = engine.results([task("good", 1), task("stuck"), task("stuck", 1)])
    next(results)
    workers = [psutil.Process(pid) for pid in engine.pids]
    assert len(workers) == 2
    start = time.monotonic()
    engine.close(now=now)
    assert time.monotonic() - start < 1
    assert psutil.wait_procs(workers, timeout=1)[1] == []
    engine.close()


SCRIPT = """
import sys
from pipeline.engines.engine import Limits
from pipeline.engines.local import LocalEngine
from engine_works import task
print("once", flush=True)
engine = LocalEngine(2, Limits(timeout=60), "engine_works:act")
try:
    tasks = [task("good", 1), task("exit", 2), task("stuck", 3), task("loop", 4)]
    for given, _ in engine.results(tasks):
        print(given.item.report, flush=True)
except KeyboardInterrupt:
    engine.close(now=True)
    print("interrupted")
    sys.exit(130)
"""
"""As a user may write it: nothing keeps it from running again where it is imported."""


class Script:
    """The script above, run in a session of its own, and whatever it starts."""

    def __init__(self, folder: Path) -> None:
        path = folder / "script.py"
        path.write_text(SCRIPT, "utf-8")
        self.mark = uuid4().hex
        here = Path(__file__).parent
        self.process = subprocess.Popen(
            [sys.executable, str(path)],
            env=os.environ
            | {"SOAT_MARK": self.mark, "PYTHONPATH": f"{here.parent.parent}{os.pathsep}{here}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def alive(self) -> list[psutil.Process]:
        """All processes that stem from it, orphans too."""
        found = []
        for one in psutil.process_iter():
            try:
                if one.environ().get("SOAT_MARK") == self.mark:
                    found.append(one)
            except psutil.Error:
                continue
        return found

    def is_gone_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self.alive():
                return True
            time.sleep(0.05)
        return False


@POSIX
@pytest.mark.parametrize("after", [0.05, 0.25, 0.5, 0.9, 1.5])
def test_nothing_outlives_a_killed_parent(tmp_path: Path, after: float) -> None:
    script = Script(tmp_path)
    time.sleep(after)
    script.process.kill()
    script.process.communicate()
    assert script.is_gone_within(3)


@POSIX
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_an_interrupt_ends_in_order(tmp_path: Path, lines: int) -> None:
    script = Script(tmp_path)
    out = script.process.stdout
    assert out is not None
    said = [out.readline().strip() for _ in range(lines)]
    assert said[0] == "once"
    time.sleep(0.3)
    assert len(script.alive()) >= 3
    os.killpg(script.process.pid, signal.SIGINT)
    rest, errors = script.process.communicate(timeout=5)
    assert rest.split()[-1] == "interrupted"
    assert "once" not in rest
    assert errors == ""
    assert script.process.returncode == 130
    assert script.is_gone_within(1)


def test_starting_an_engine_imports_little() -> None:
    code = (
        "import sys, pipeline.engines.local\n"
        "print(*{'pebble', 'msgspec', 'numpy', 'dask', 'distributed', 'psutil', 'rules.figures',"
        " 'extractors.pdf', 'pipeline.process', 'pipeline.result'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == ""
