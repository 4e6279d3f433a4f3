"""Time Soát beside its peers on the same files, in one run.

    make bench

Every contender reads each file once to warm up, then all take turns, so that what else the machine
does falls on all alike. Printed are medians in milliseconds, and how many times Soát's own time
each takes (above 1, Soát is faster). A peer that is not installed is left out and named.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-bench"
"""An environment of its own for peers whose requirements contradict ours."""

Contender = Callable[[Path], object]


def soat(path: Path) -> object:
    from extractors import read

    return read(path)


def pdfplumber_words(path: Path) -> object:
    import pdfplumber

    with pdfplumber.open(path) as file:
        return [page.extract_words() for page in file.pages]


def pdfplumber_text(path: Path) -> object:
    import pdfplumber

    with pdfplumber.open(path) as file:
        return [page.extract_text() for page in file.pages]


def pdfium_text(path: Path) -> object:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as file:
        texts = []
        for page in file:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
        return texts


def pdftotext(path: Path) -> object:
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)


def viparse(path: Path) -> object:
    from viparse import load

    return load(path)


def docling_parse(path: Path) -> object:
    from docling_parse.pdf_parser import DoclingPdfParser

    file = DoclingPdfParser(loglevel="fatal").load(str(path))
    return [page.textline_cells for _, page in file.iterate_pages()]


def python_docx(path: Path) -> object:
    import docx

    file = docx.Document(str(path))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in file.paragraphs] + cells


PDF: dict[str, Contender] = {
    "plain PDFium text": pdfium_text,
    "pdftotext": pdftotext,
    "pdfplumber extract_words": pdfplumber_words,
    "pdfplumber extract_text": pdfplumber_text,
    "viparse": viparse,
}
DOCX: dict[str, Contender] = {"python-docx text": python_docx, "viparse": viparse}
APART: dict[str, Contender] = {"docling-parse": docling_parse}


def milliseconds(contender: Contender, path: Path) -> float:
    begin = time.perf_counter()
    contender(path)
    return (time.perf_counter() - begin) * 1000


def timed(contenders: dict[str, Contender], path: Path, rounds: int) -> dict[str, float]:
    """Median milliseconds of each contender on one file; without those that cannot read it."""
    able: dict[str, Contender] = {}
    for name, contender in contenders.items():
        try:
            contender(path)
        except Exception as error:  # noqa: BLE001 - a peer may raise anything
            print(f"  {name}: left out ({type(error).__name__}: {str(error)[:60]})")
        else:
            able[name] = contender
    times: dict[str, list[float]] = {name: [] for name in able}
    for _ in range(rounds):
        for name, contender in able.items():
            times[name].append(milliseconds(contender, path))
    return {name: median(found) for name, found in times.items()}


def apart(name: str, path: Path, rounds: int) -> float | None:
    """Median milliseconds of a peer that lives in an environment of its own."""
    python = PEERS / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        return None
    command = [python, "-X", "utf8", __file__, "--peer", name, "--rounds", str(rounds), path]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    return float(json.loads(done.stdout)) if done.returncode == 0 else None


def report(
    title: str, contenders: dict[str, Contender], files: Sequence[Path], rounds: int
) -> None:
    print(f"\n{title}")
    sums: dict[str, float] = {}
    for path in files:
        times = timed({"soat": soat, **contenders}, path, rounds)
        if path.suffix == ".pdf":
            for name in APART:
                found = apart(name, path, rounds)
                if found is not None:
                    times[name] = found
        print(f" {path.relative_to(HERE)}")
        _table(times)
        for name, spent in times.items():
            sums[name] = sums.get(name, 0.0) + spent
    if len(files) > 1:
        print(" all of them")
        _table(sums)


def _table(times: dict[str, float]) -> None:
    own = times["soat"]
    for name, spent in sorted(times.items(), key=lambda entry: entry[1]):
        print(
            f"  {name:26} {spent:9.1f} ms {spent / own:8.2f} x soat   soat {own / spent:6.2f} x it"
        )


def stages(path: Path, rounds: int) -> None:
    """The figures of a report against pdfplumber's bare text of the same file."""
    from extractors import read
    from rules.checks import run
    from rules.figures import extract
    from rules.figures.tagging import Tagger

    document = read(path)
    extraction = extract(document)
    tagger = Tagger()
    contenders: dict[str, Contender] = {
        "pdfplumber extract_text": pdfplumber_text,
        "soat": soat,
        "figures": lambda _: extract(document),
        "figures, with parts of speech": lambda _: extract(document, tagger=tagger),
        "checks": lambda _: run(extraction),
    }
    times = timed(contenders, path, rounds)
    whole = times["soat"] + times["figures"] + times["checks"]
    text = times["pdfplumber extract_text"]
    print(f" {path.relative_to(HERE)}")
    for name in ("soat", "figures", "figures, with parts of speech", "checks"):
        _against(name, times[name], text)
    _against("soat, figures, checks", whole, text)


def _against(name: str, spent: float, text: float) -> None:
    print(f"  {name:30} {spent:9.1f} ms   pdfplumber's text takes {text / spent:6.1f} x")


_PEAK = """
import resource, sys
from pathlib import Path
from extractors import read
document = read(Path(sys.argv[1]))
status = Path("/proc/self/status")
if status.exists():  # what getrusage says counts the parent's memory too
    peak = int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
print(document.pages, peak)
"""


LONG = {
    "text": HERE / "bc177" / "bc177.pdf",
    "tables": HERE / "reading" / "pdf" / "drawn-table-over-pages.pdf",
}
"""What pages are repeated to make a long file."""


def memory() -> None:
    """Peak memory of reading one file of a thousand pages, in a process of its own."""
    print("\nmemory: peak of a process that reads one PDF")
    for kind, source in LONG.items():
        for pages in (100, 1_000):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "long.pdf"
                _repeat(source, pages, path)
                command = [sys.executable, "-c", _PEAK, path]
                begin = time.perf_counter()
                done = subprocess.run(
                    command, check=False, capture_output=True, text=True, cwd=HERE.parent
                )
                took = time.perf_counter() - begin
                counted, peak = done.stdout.split() if done.returncode == 0 else ("?", "?")
                print(f"  {counted} pages of {kind}: {peak} MB, {took:.1f} s")


def _repeat(source: Path, pages: int, target: Path) -> None:
    """Write so many pages of a PDF, again and again from its first."""
    import pikepdf

    with pikepdf.open(source) as file, pikepdf.new() as long:
        while len(long.pages) < pages:
            long.pages.extend(file.pages)
        del long.pages[pages:]
        long.save(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--peer", choices=sorted(APART), help="time one peer and print its median")
    options = parser.parse_args()
    if options.peer:
        (path,) = options.files
        print(json.dumps(timed({"it": APART[options.peer]}, path, options.rounds)["it"]))
        return
    if shutil.which("pdftotext") is None:
        del PDF["pdftotext"]
        print("pdftotext is not installed")
    if not PEERS.exists():
        print("docling-parse is not installed")
    given = [path.resolve() for path in options.files]
    digital = [path for path in given if path.suffix == ".pdf"]
    word = [path for path in given if path.suffix == ".docx"]
    if not given:
        digital = [HERE / "bc177" / "bc177.pdf", HERE / "real" / "cong-nghiep-02-2007.pdf"]
        word = [HERE / "bc177" / "bc177.docx"]
    report("reading PDF, digital pages without tables", PDF, digital, options.rounds)
    report("reading DOCX", DOCX, word, options.rounds)
    print("\nfigures and checks")
    for path in digital:
        stages(path, options.rounds)
    memory()


if __name__ == "__main__":
    main()
