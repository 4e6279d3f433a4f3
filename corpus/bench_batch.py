"""Time whole runs of `soat check`: against peers, by workers, by number of reports, unchanged.

    make bench            # 100, 1,000 and 10,000 reports
    python -m corpus.bench_batch 100 1000

The reports are the digital PDFs of the corpus, each copy made another content by a comment behind
its end. Every number is of this run; ratios are what to look at.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil

from corpus.bench import pdfium_text, pdfplumber_text

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


def run(folder: Path, ledger: Path, jobs: int) -> tuple[float, float]:
    """Seconds of one run, and the most megabytes that its parent took."""
    begun = time.perf_counter()
    command = [*SOAT, "check", str(folder), "--format", "jsonl", "--jobs", str(jobs),
               "--ledger", str(ledger), "--fail-on", "never", "--ignore", "X"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=dict(os.environ))
    parent, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            most = max(most, parent.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(_LOOK)
    return time.perf_counter() - begun, most / 1e6


def started(code: str, rounds: int = 7) -> float:
    """Median seconds of a program of one line."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return median(times)


def against_peers() -> None:
    """One process, everything loaded: the whole check of each file beside two texts of it."""
    from pipeline.inputs import Input
    from pipeline.process import process
    from rules.checks import catalogue

    checks = catalogue()
    print(f"{'file':44} {'soat ms':>8} {'pdfplumber':>11} {'pdfium':>8}")
    sums = [0.0, 0.0, 0.0]
    for path in originals():
        contenders = (
            lambda p: process(Input(p, p.name), checks),
            pdfplumber_text,
            pdfium_text,
        )
        times: list[list[float]] = [[], [], []]
        for turn in range(6):
            for held, contender in zip(times, contenders, strict=True):
                begun = time.perf_counter()
                contender(path)
                if turn:
                    held.append(time.perf_counter() - begun)
        own, plumber, floor = (median(held) for held in times)
        sums = [a + b for a, b in zip(sums, (own, plumber, floor), strict=True)]
        print(f"{path.name:44} {own * 1e3:8.1f} {plumber / own:10.2f}x {floor / own:7.2f}x")
    print(f"{'all':44} {sums[0] * 1e3:8.1f} {sums[1] / sums[0]:10.2f}x {sums[2] / sums[0]:7.2f}x")


def start_up() -> None:
    """What a user waits for before anything is read."""
    typer, own = started("import typer"), started("from pipeline.cli import main; main()")
    print(f"\nsoat without a command: {own / typer:.2f} times importing typer ({own * 1e3:.0f} ms)")
    heavy = started("import spacy, underthesea, pandas", 3)
    docx = HERE / "bc177" / "bc177.docx"
    one = started(
        f"import sys; sys.argv = ['soat', 'check', {str(docx)!r}, '--ledger', ':memory:'];"
        "from pipeline.cli import main; main()",
        3,
    )
    print(
        f"soat check of one DOCX: {one / heavy:.2f} times importing spacy, underthesea and pandas"
    )


def main(counts: list[int]) -> None:
    """Print everything."""
    against_peers()
    start_up()
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
