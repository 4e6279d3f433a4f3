"""Time whole runs of `soat check`: against peers, by workers, by number of reports, unchanged.

    make bench            # 100, 1,000 and 10,000 reports
    python -m corpus.bench_batch 100 1000

The reports are the digital PDFs of the corpus, each copy made another content by a comment behind
its end. Every number is of this run; ratios are what to look at.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from statistics import median

import psutil

from corpus.bench import (
    APART,
    Contender,
    apart,
    pdfium_text,
    pdfplumber_text,
    timed,
    viparse,
)

HERE = Path(__file__).parent
SOAT = [sys.executable, "-c", "from pipeline.cli import main; main()"]
_LOOK = 0.2


def originals() -> list[Path]:
    """The digital PDFs that are copied."""
    units = (HERE / "units" / "twelve").rglob("*.pdf")
    digital = [path for path in sorted(units) if pdfium_words(path) > 200]
    return [HERE / "bc177" / "bc177.pdf", *digital]


def pdfium_words(path: Path) -> int:
    """Letters that a PDF has as text: a scan has next to none."""
    return sum(map(len, pdfium_text(path)))  # type: ignore[arg-type]


def fill(folder: Path, number: int) -> list[Path]:
    """So many reports of as many contents."""
    folder.mkdir()
    made = []
    for n, path in zip(range(number), itertools.cycle(originals()), strict=False):
        target = folder / f"{n:05}-{path.name}"
        target.write_bytes(path.read_bytes() + f"\n% {n}\n".encode())
        made.append(target)
    return made


@cache
def _environment() -> dict[str, str]:
    """As on a machine where programs are installed: what Python compiled once it finds again."""
    kept = tempfile.mkdtemp(prefix="soat-bench-")
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": kept, **own}


def run(folder: Path, ledger: Path, jobs: int) -> tuple[float, float]:
    """Seconds of one run, and the most megabytes that its parent took."""
    begun = time.perf_counter()
    command = [*SOAT, "check", str(folder), "--format", "jsonl", "--jobs", str(jobs),
               "--ledger", str(ledger), "--fail-on", "never", "--ignore", "X"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment())
    parent, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            most = max(most, parent.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(_LOOK)
    return time.perf_counter() - begun, most / 1e6


def started(codes: dict[str, str], rounds: int = 9) -> dict[str, float]:
    """Median seconds of programs of a few lines, in turns."""
    times: dict[str, list[float]] = {name: [] for name in codes}
    for turn in range(rounds + 1):
        for name, code in codes.items():
            begun = time.perf_counter()
            command = [sys.executable, "-c", code]
            subprocess.run(command, check=False, capture_output=True, env=_environment())
            if turn:  # the first time they are compiled
                times[name].append(time.perf_counter() - begun)
    return {name: median(spent) for name, spent in times.items()}


def against_peers(rounds: int = 7) -> None:
    """One process, everything loaded: the whole check of each file beside its peers' text of it."""
    from pipeline.inputs import Input
    from pipeline.process import process
    from rules.checks import catalogue

    checks = catalogue()
    contenders: dict[str, Contender] = {
        "soat": lambda path: process(Input(path, path.name), checks),
        "pdfplumber": pdfplumber_text,
        "PDFium": pdfium_text,
        "viparse": viparse,
    }
    names = [*contenders, *APART]
    print("the whole check, ms; and how many times as long its peers take for the text alone")
    print(f"{'':44}" + "".join(f"{name:>14}" for name in names))
    sums: dict[str, float] = {}
    files = [*originals(), HERE / "real" / "cong-nghiep-02-2007.pdf"]
    for path in files:
        times = timed(contenders, path, rounds)
        for name in APART:
            found = apart(name, path, rounds)
            if found is not None:
                times[name] = found
        _print_ratios(path.name, times, names)
        for name, spent in times.items():
            sums[name] = sums.get(name, 0.0) + spent
    _print_ratios("all", sums, names)


def _print_ratios(title: str, times: dict[str, float], names: Sequence[str]) -> None:
    own = times["soat"]
    ratios = (
        f"{times[name] / own:13.2f}x" if name in times else f"{'-':>14}" for name in names[1:]
    )
    print(f"{title:44}{own:14.1f}" + "".join(ratios))


def _soat(*arguments: str) -> str:
    return f"import sys; sys.argv = {['soat', *arguments]!r}; from pipeline.cli import main; main()"


def start_up() -> None:
    """What a user waits for before anything is read."""
    docx = str(HERE / "bc177" / "bc177.docx")
    light = started({"typer": "import typer", "help": _soat("--help"), "bare": _soat()})
    heavy = started(
        {
            "libraries": "import spacy, underthesea, pandas",
            "one": _soat("check", docx, "--ledger", ":memory:"),
        },
        rounds=3,
    )
    print("\nstart-up")
    for name, what in (("help", "soat --help"), ("bare", "soat without a command")):
        ratio = light[name] / light["typer"]
        print(f"{what}: {ratio:.2f} times importing typer ({light[name] * 1e3:.0f} ms)")
    print(f"soat check of one DOCX: {heavy['one'] / heavy['libraries']:.2f} times importing spacy, "
          f"underthesea and pandas ({heavy['one'] * 1e3:.0f} ms)")  # fmt: skip


def two_at_once() -> float:
    """How many times as fast two processes of nothing but Python are as one, on this machine."""
    loop = [sys.executable, "-c", "x = 0\nfor i in range(20_000_000): x += i * i % 7"]
    spent = []
    for number in (1, 2):
        begun = time.perf_counter()
        for process in [subprocess.Popen(loop) for _ in range(number)]:
            process.wait()
        spent.append(time.perf_counter() - begun)
    return 2 * spent[0] / spent[1]


def main(counts: list[int]) -> None:
    """Print everything."""
    against_peers()
    start_up()
    print(f"\ntwo processes of plain Python are {two_at_once():.2f} times as fast as one here")
    print(
        f"\n{'reports':>8} {'workers':>8} {'s':>8} {'ms each':>8} {'parent MB':>10} {'again s':>8}"
    )
    seconds: dict[tuple[int, int], float] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place, "inbox")
            fill(folder, count)
            for jobs in (1, 2) if count <= 1000 else (2,):
                ledger = Path(place, f"{jobs}.sqlite")
                took, most = run(folder, ledger, jobs)
                again, _ = run(folder, ledger, jobs)
                seconds[count, jobs] = took
                print(f"{count:8} {jobs:8} {took:8.1f} {1e3 * took / count:8.1f} {most:10.0f} "
                      f"{again:8.2f} ({took / again:.0f}x)")  # fmt: skip
            if (count, 1) in seconds:
                ratio = seconds[count, 1] / seconds[count, 2]
                print(f"{count:8} two workers are {ratio:.2f} times as fast as one")
    for few, many in itertools.pairwise(counts):
        ratio = seconds[many, 2] / seconds[few, 2] / (many / few)
        print(f"{many} reports cost {ratio:.3f} times {many // few} times {few}")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main([int(word) for word in sys.argv[1:]] or [100, 1000])
