"""Which figures of the units' reports are read as what they are: of each template, how many.

    python corpus/units/readings.py [TEMPLATE …] [--wrong]

Every template is filled with the figures of all 77 units for both periods, whichever wording they
have in the submission, set as text (with tables as DOCX) and read. A figure is right if its report
states its indicator with just that value; one of nothing (0) is right if it is not stated, or as 0.
With `--wrong` each indicator that was misread is shown with an example.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

from province import CODES, DEEDS, IN_THOUSANDS, Submission, Unit, Values, submissions, units
from typeset import docx, plain
from wording import Report, Template, load, report

from extractors import read_text
from extractors.intake import read_data
from rules.across.facts import ReportFacts, facts_of
from rules.figures import extract

HERE = Path(__file__).parent
DEED_CODES = {
    "ke_hoach": "plan_resolution_57", "so_ket": "review_meeting", "quy_che": "rules_of_work",
}  # fmt: skip


def read(made: Report) -> ReportFacts:
    """What a report states, read from text, or from DOCX if it has a table."""
    if not any(line.startswith("| ") for line in made.lines):
        return facts_of(extract(read_text(plain(made), "report.txt")))
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "report.docx"
        docx(made, target)
        return facts_of(extract(read_data(target.read_bytes(), ".docx", "report.docx")))


def misread(facts: ReportFacts, values: Values) -> dict[str, str]:
    """What is not read as what it is, by the maker's keys, each with what was read instead."""
    wrong: dict[str, str] = {}
    current = facts.current()
    for key, code in CODES.items():
        value = Decimal(values[key] * (1000 if key in IN_THOUSANDS else 1))
        told = current.get(code, ())
        if {statement.value for statement in told} != {value} and (told or value):
            said = "; ".join(f"{s.surface} in '{s.sentence[:110]}'" for s in told)
            wrong[key] = f"{value}: {said or 'nothing'}"
    for key, code in DEED_CODES.items():
        if (code in facts.deeds) != bool(values[key]):
            wrong[key] = f"{values[key]}: {code in facts.deeds}"
    return wrong


def score(
    template: Template, periods: tuple[Submission, Submission], of: tuple[Unit, ...]
) -> tuple[int, int, Counter[str], dict[str, str]]:
    """Of one template: the figures right and all of them, the keys misread, an example of each."""
    total, keys, examples = 0, Counter[str](), {}
    for index, period in enumerate(periods):
        for unit in of:
            values = period.figures[unit.number]
            made = report(unit, template, period, periods[0] if index else None)
            total += len(CODES) + len(DEEDS)
            for key, said in misread(read(made), values).items():
                keys[key] += 1
                examples.setdefault(key, f"{unit.name}, {period.period}: {said}")
    return total - keys.total(), total, keys, examples


def main() -> None:
    """Print a line a template."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("templates", nargs="*")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--units", type=int, default=77)
    asked = parser.parse_args()
    rights = totals = 0
    for template in load(HERE / "templates"):
        if asked.templates and template.name not in asked.templates:
            continue
        of = units()[:: max(1, 77 // asked.units)]
        right, total, keys, examples = score(template, submissions(), of)
        rights, totals = rights + right, totals + total
        print(f"{template.name}: {right} of {total} ({100 * right / total:.1f} %)", flush=True)
        if asked.wrong:
            for key, count in keys.most_common():
                print(f"    {key}: {count}, {examples[key]}")
    print(f"all: {rights} of {totals} ({100 * rights / totals:.2f} %)")


if __name__ == "__main__":
    main()
