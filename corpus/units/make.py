"""Write the reports of the province's units, for two periods, and the committee's two summaries.

    python corpus/units/make.py FOLDER [--text] [--units 12] [--errors] [--seed 177] [--periods quy]

In FOLDER: `ky1/` and `ky2/` with a report a unit and the summary (`tong-hop`); the register,
`units.csv`; and `truth.json`, the figures of every unit and the summary's. Most reports are DOCX, a
third PDF, a few in a TCVN3 font and a few scanned; with `--text` those without tables are plain
text (to try the reading of figures alone). PDF and scans need LibreOffice. With `--errors` a few
errors are planted; they are told in truth.json.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from papers import Paper, papers, write
from province import (
    DEEDS,
    GRADES,
    OTHER_PERIODS,
    PERIODS,
    SUMMED,
    Submission,
    Unit,
    submissions,
    units,
)

HERE = Path(__file__).parent
COMMITTED = (1, 5, 8, 13, 20, 21, 28, 35, 43, 53, 60, 70)
"""The twelve units whose reports are in the repository: of every kind, no scans among them."""


def with_errors(made: list[Paper]) -> tuple[list[Paper], list[str]]:
    """The papers with a few errors, and what they are, in words.

    Of the year's summary two totals are wrong; one share of the first summary is wrong; one unit
    sent its report twice.
    """
    told: list[str] = []
    kept: list[Paper] = []
    doubled = [paper for paper in made if paper.stem.startswith("ky1/")][3]
    for paper in made:
        if paper.stem == "ky2/tong-hop":
            lines = paper.report.lines
            for words, by in (("lượt cán bộ, đảng viên", 100), ("quần chúng ưu tú", 1)):
                lines, change = _changed(lines, rf"([\d.]+)(?= {words})", by)
                told.append(f"X501: {paper.stem}: {change}")
            kept.append(replace(paper, report=replace(paper.report, lines=lines)))
            continue
        if paper.stem == "ky1/tong-hop":
            lines, change = _changed(paper.report.lines, r"(?<= )(\d\d)(?=,\d%)", -2)
            told.append(f"P101: {paper.stem}: {change}")
            kept.append(replace(paper, report=replace(paper.report, lines=lines)))
            continue
        kept.append(paper)
        if paper is doubled:
            lines, change = _changed(paper.report.lines, r"(\d+)(?= (?:hội nghị|buổi|cuộc))", 1)
            later = replace(paper.report, lines=lines, number=f"Số 9{paper.report.number[3:]}")
            kept.append(replace(paper, stem=f"{paper.stem}-gui-lai", report=later))
            told.append(f"X503: {paper.stem} and {paper.stem}-gui-lai: {change}")
    return kept, told


def _changed(lines: tuple[str, ...], pattern: str, by: int) -> tuple[tuple[str, ...], str]:
    """Lines with the first number that a pattern finds made greater, and from what to what."""
    for at, line in enumerate(lines):
        match = re.search(pattern, line)
        if match is not None:
            old = match[1]
            new = f"{int(old.replace('.', '')) + by:,}".replace(",", ".").zfill(len(old))
            whole = line[: match.start(1)] + new + line[match.end(1) :]
            return (*lines[:at], whole, *lines[at + 1 :]), f"{old} -> {new}"
    raise LookupError(pattern)


def write_register(kept: Mapping[int, Unit], target: Path) -> None:
    """The rows of units.csv for the units kept."""
    rows = (HERE / "units.csv").read_text("utf-8").splitlines()
    lines = [rows[0], *(rows[number] for number in kept)]
    target.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def truth(kept: Mapping[int, Unit], periods: tuple[Submission, Submission]) -> dict[str, object]:
    """What the reports say, by period and unit, and the summaries' sums."""
    return {
        period.period: {
            "units": {unit.name: period.figures[number] for number, unit in kept.items()},
            "summary": {key: sum(period.figures[n][key] for n in kept) for key in SUMMED}
            | {key: sum(period.figures[n][key] for n in kept) for key in DEEDS},
            "grades": {g: sum(period.grades[n] == g for n in kept) for g in GRADES},
        }
        for period in periods
    }


def main() -> None:
    """Write the submission."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--units", type=int, default=77)
    parser.add_argument("--seed", type=int, default=177)
    parser.add_argument("--periods", choices=OTHER_PERIODS)
    asked = parser.parse_args()
    few = COMMITTED if asked.units == len(COMMITTED) else range(1, asked.units + 1)
    kept = {unit.number: unit for unit in units() if unit.number in few}
    periods = submissions(asked.seed, OTHER_PERIODS.get(asked.periods, PERIODS))
    made, planted = papers(kept, periods), []
    if asked.errors:
        made, planted = with_errors(made)
    write(made, asked.folder, text=asked.text)
    write_register(kept, asked.folder / "units.csv")
    (asked.folder / "truth.json").write_text(
        json.dumps(truth(kept, periods) | {"planted": planted}, ensure_ascii=False, indent=1)
        + "\n",
        "utf-8",
        newline="\n",
    )
    print(f"{len(kept)} units, {len(periods)} periods: {asked.folder}")


if __name__ == "__main__":
    main()
