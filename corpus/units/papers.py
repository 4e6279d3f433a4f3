"""The reports of a submission as files: in which format each unit sends its own, and where."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from province import Submission, Unit
from typeset import docx, pdfs, plain, scan
from wording import Report, load, report, summary, template_of

HERE = Path(__file__).parent


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
