"""Write the reports of the province's units, for two periods, and the committee's two summaries.

    python corpus/units/make.py FOLDER [--text] [--units 12]

In FOLDER: `ky1/` and `ky2/` with a report a unit and the summary (`tong-hop`); the register,
`units.csv`; and `truth.json`, the figures of every unit and the summary's. Most reports are DOCX, a
third PDF, a few in a TCVN3 font and a few scanned; with `--text` those without
tables are plain text (to try the reading of figures alone). PDF and scans need LibreOffice.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from province import DEEDS, GRADES, PERIODS, SUMMED, Submission, Unit, submissions, units
from typeset import docx, pdfs, plain, scan
from wording import Report, load, report, summary, template_of

HERE = Path(__file__).parent
COMMITTED = (1, 5, 8, 13, 20, 21, 28, 35, 43, 53, 60, 70)
"""The twelve units whose reports are in the repository: of every kind, no scans among them."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A report to be written, and where."""

    stem: str
    """Folder and name without suffix: 'ky1/07-dang-bo-so-giao-duc-va-dao-tao'."""
    format: str
    """'docx', 'pdf', 'tcvn3' or 'scan'."""
    report: Report


def formatted(unit: Unit) -> str:
    """Which format a unit sends."""
    if unit.number % 25 == 9:
        return "scan"
    if unit.number % 13 == 5:
        return "tcvn3"
    return "pdf" if unit.number % 3 == 1 else "docx"


def papers(kept: Mapping[int, Unit], periods: tuple[Submission, Submission]) -> list[Paper]:
    """The reports of all units kept, and the two summaries."""
    templates = load(HERE / "templates")
    made = []
    for index, period in enumerate(periods):
        half = periods[0] if index else None
        for unit in kept.values():
            wording = template_of(unit, templates)
            stem = f"ky{index + 1}/{unit.number:02d}-{slug(unit.name)}"
            made.append(Paper(stem, formatted(unit), report(unit, wording, period, half)))
        (wording,) = load(HERE / "summaries")
        made.append(Paper(f"ky{index + 1}/tong-hop", "docx", summary(wording, period, kept, half)))
    return made


_MARKS = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
    "a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5 + "d",
)


def slug(name: str) -> str:
    """A name for a file, in ASCII."""
    letters = "".join(c if c.isalnum() else "-" for c in name.lower().translate(_MARKS))
    return "-".join(part for part in letters.split("-") if part)


def write(made: list[Paper], folder: Path, *, text: bool) -> None:
    """Set the papers under `folder`."""
    to_convert: list[tuple[Paper, Path]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for number, paper in enumerate(made):
            plainly = text and not any(line.startswith("| ") for line in paper.report.lines)
            target = folder / f"{paper.stem}.{'txt' if plainly else 'docx'}"
            target.parent.mkdir(parents=True, exist_ok=True)
            if plainly:
                target.write_text(plain(paper.report), "utf-8", newline="\n")
            elif text or paper.format in ("docx", "tcvn3"):
                docx(paper.report, target, legacy=paper.format == "tcvn3")
            else:
                source = Path(scratch) / f"{number}.docx"
                docx(paper.report, source)
                to_convert.append((paper, source))
        pdfs([source for _, source in to_convert], Path(scratch))
        for paper, source in to_convert:
            target = folder / f"{paper.stem}.pdf"
            if paper.format == "scan":
                scan(source.with_suffix(".pdf"), target, seed=1)
            else:
                target.write_bytes(source.with_suffix(".pdf").read_bytes())


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
    parser.add_argument("--units", type=int, default=77)
    asked = parser.parse_args()
    few = COMMITTED if asked.units == len(COMMITTED) else range(1, asked.units + 1)
    kept = {unit.number: unit for unit in units() if unit.number in few}
    periods = submissions()
    write(papers(kept, periods), asked.folder, text=asked.text)
    write_register(kept, asked.folder / "units.csv")
    (asked.folder / "truth.json").write_text(
        json.dumps(truth(kept, periods), ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n"
    )
    print(f"{len(kept)} units, {len(PERIODS)} periods: {asked.folder}")


if __name__ == "__main__":
    main()
