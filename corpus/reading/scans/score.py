"""Score the reading of scans: figures right, wrong, and wrong without a warning.

    python corpus/reading/scans/score.py                 # every document, every scan: minutes
    python corpus/reading/scans/score.py --scan 150 --document bang

A numeral of prose is right if it stands, whole, among the words where the truth has it; one of a
table, if it is all that its cell holds. `sure` counts wrong ones, and ones that are not in the
truth, whose confidence is not under the threshold of `extractors.document.DOUBTFUL`.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import json
import re
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2])]

from scans import SCANS, Scan, scan_pdf  # noqa: E402

from extractors.document import (  # noqa: E402
    DOUBTFUL,
    Block,
    BlockKind,
    Document,
)
from extractors.intake import read  # noqa: E402

DOCUMENTS = ("bc177", "bang", "bao-cao", "khong-ke", "khong-chan", "co-chan")
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+")
_LONG = 4
"""Words that stand nowhere else in the same order."""
_OUT = frozenset({BlockKind.PAGE_NUMBER, BlockKind.RUNNING_HEAD, BlockKind.CELL})


@dataclass
class Score:
    """Counts of one scan."""

    right: int = 0
    wrong: int = 0
    """In the truth, and not read so."""
    sure: int = 0
    """Read so wrongly, with a confidence that warns nobody."""
    doubted: int = 0
    """Read rightly, with a confidence that sends somebody to look."""
    notes: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        total = self.right + self.wrong
        share = 100 * self.right / max(total, 1)
        return (
            f"{name:<24}{self.right:5d}/{total:<5d}{share:7.2f}%  wrong {self.wrong:3d}"
            f"  wrong and sure {self.sure:3d}  right but doubted {self.doubted:3d}"
        )


def truth_of(document: str) -> dict[str, Any]:
    """Prose, notes and tables of a document."""
    if document == "bc177":
        path = HERE.parents[1] / "bc177" / "make.py"
        spec = importlib.util.spec_from_file_location("make_bc177", path)
        assert spec is not None and spec.loader is not None  # noqa: S101, PT018
        maker = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(maker)
        lines = maker.paragraphs()
        return {
            "prose": [line for line in lines if line[0] not in maker.MARKS],
            "notes": [line[1:] for line in lines if line[0] in maker.MARKS],
            "tables": [],
        }
    found: dict[str, Any] = json.loads((HERE / f"{document}.json").read_text("utf-8"))
    return found


def score_prose(document: Document, truth: dict[str, Any]) -> Score:
    """Numerals among the words of body and footnotes."""
    wanted = [word for text in (*truth["prose"], *truth["notes"]) for word in _TOKEN.findall(text)]
    body = [b for b in document.blocks if b.kind not in _OUT and b.kind is not BlockKind.FOOTNOTE]
    notes = [b for b in document.blocks if b.kind is BlockKind.FOOTNOTE]
    read_: list[tuple[str, Block, int, int]] = [
        (m[0], block, m.start(), m.end())
        for block in (*body, *notes)
        for m in _TOKEN.finditer(block.text)
    ]
    ours, theirs = [_plain(w) for w in wanted], [_plain(w) for w, *_ in read_]
    found = _matched(ours, theirs)
    score = Score()
    for at, word in enumerate(wanted):
        if not word[0].isdecimal():
            continue
        score.right += at in found
        if at not in found:
            score.wrong += 1
            score.notes.append(f"{word!r} after {' '.join(wanted[max(0, at - 5) : at])!r}")
    right = set(found.values())
    for at, (word, block, start, end) in enumerate(read_):
        if not word[0].isdecimal():
            continue
        sure = block.origin_of(start, end)[1] >= DOUBTFUL
        if at in right:
            score.doubted += not sure
            continue
        score.sure += sure
        around = block.text[max(0, start - 30) : end + 20]
        score.notes.append(f"{'SURE ' if sure else ''}read {word!r} | {around}")
    return score


def _matched(ours: list[str], theirs: list[str]) -> dict[int, int]:
    """Which words are which: long stretches first, wherever they stand, then what is between them.

    A footnote that was not told from the body stands elsewhere, and its figures are right. What
    long stretches leave over counts only between the same two of them.
    """
    found: dict[int, int] = {}
    rest, others = list(range(len(ours))), list(range(len(theirs)))
    for _ in range(3):
        found.update(_alike(ours, theirs, rest, others, _LONG))
        taken = set(found.values())
        rest = [i for i in rest if i not in found]
        others = [j for j in others if j not in taken]
    for between in _gaps(rest, found, len(ours), len(theirs)):
        found.update(_alike(ours, theirs, *between, 1))
    return found


def _alike(
    ours: list[str], theirs: list[str], rest: list[int], others: list[int], least: int
) -> Iterator[tuple[int, int]]:
    """Stretches of so many words or more that both sides have in the same order."""
    matcher = difflib.SequenceMatcher(
        None, [ours[i] for i in rest], [theirs[j] for j in others], autojunk=False
    )
    for i, j, size in matcher.get_matching_blocks():
        if size >= least:
            yield from ((rest[i + k], others[j + k]) for k in range(size))


def _gaps(
    rest: list[int], found: dict[int, int], length: int, other: int
) -> Iterator[tuple[list[int], list[int]]]:
    """Words left over between two that were found, and those between their counterparts."""
    held = set(rest)
    taken = set(found.values())
    for first in rest:
        if first - 1 in held:
            continue
        last = next(i for i in range(first, length + 1) if i not in held)
        begin = found[first - 1] + 1 if first else 0
        end = found[last] if last < length else other
        if begin <= end:
            yield list(range(first, last)), [j for j in range(begin, end) if j not in taken]


def score_tables(document: Document, truth: dict[str, Any]) -> Score:
    """Cells of figures, by table, row and column."""
    score = Score()
    cells = {
        (b.place.table, b.place.row, b.place.column): b
        for b in document.blocks
        if b.kind is BlockKind.CELL
    }
    tables = sorted({key[0] for key in cells if key[0] is not None})
    for at, rows in enumerate(truth["tables"]):
        if at >= len(tables):
            score.wrong += sum(any(map(str.isdecimal, text)) for row in rows for text in row)
            score.notes.append(f"table {at + 1} not found")
            continue
        last = max(key[1] or 0 for key in cells if key[0] == tables[at])
        for number, row in enumerate(rows):
            for column, text in enumerate(row, start=1):
                if not any(map(str.isdecimal, text)):
                    continue
                block = cells.get((tables[at], last - len(rows) + 1 + number, column))
                got = "" if block is None else block.text
                sure = block is not None and block.origin_of(0, len(got))[1] >= DOUBTFUL
                if got == text:
                    score.right += 1
                    score.doubted += not sure
                    continue
                score.wrong += 1
                score.sure += sure
                score.notes.append(f"{'SURE ' if sure else ''}{text!r} read {got!r}")
    return score


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def source_of(document: str) -> Path:
    """The digital PDF that a document's scans are made of."""
    if document == "bc177":
        return HERE.parents[1] / "bc177" / "bc177.pdf"
    return HERE / f"{document}.pdf"


def score_scan(document: str, scan: Scan, seed: int = 1) -> tuple[Score, Score, float]:
    """Prose and tables of one scan, and seconds of computing for a page."""
    data = scan_pdf(source_of(document), scan, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{document}-{scan.name}.pdf"
        path.write_bytes(data)
        begin = time.process_time()
        found = read(path)
        taken = (time.process_time() - begin) / max(found.pages or 1, 1)
    truth = truth_of(document)
    return score_prose(found, truth), score_tables(found, truth), taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--document", action="append", choices=DOCUMENTS)
    parser.add_argument("--scan", action="append", choices=[scan.name for scan in SCANS])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notes", action="store_true", help="what was wrong")
    asked = parser.parse_args()
    for scan in SCANS:
        if asked.scan and scan.name not in asked.scan:
            continue
        for document in asked.document or DOCUMENTS:
            prose, tables, taken = score_scan(document, scan, asked.seed)
            print(f"{document} {scan.name} dpi, {taken:.1f} s of computing a page")
            for name, score in (("prose", prose), ("table", tables)):
                if score.right + score.wrong:
                    print("  " + score.line(name))
                    if asked.notes:
                        print("".join(f"      {note}\n" for note in score.notes), end="")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
