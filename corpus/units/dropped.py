"""Leave out each unit's report, one at a time, and hold what is said to what the unit reported.

    python corpus/units/dropped.py [--every 1] [--mixed] [--kept FILE]

Said must be: the unit's name (X502), every indicator of which it has more than nothing (X501), the
deeds that it did and its grade (X505), and nothing else. With `--every 7` each seventh unit only;
`--mixed` reads each report in its unit's format, `--kept` once for all (see planted.py).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from planted import Maker
from province import CODES, DEEDS, GRADES
from readings import DEED_CODES

from rules.across.indicators import default_book
from rules.finding import Finding

GRADE_CODES = dict(zip(GRADES, ("graded_excellent", "graded_good"), strict=False))


def expected(maker: Maker, period: int, number: int) -> set[tuple[str, str]]:
    """Rule and subject of what must be said without a unit's report."""
    values, book = maker.periods[period].figures[number], default_book().by_code
    said = {("X502", maker.units[number - 1].name)}
    said |= {("X501", book[code].name.vi) for key, code in CODES.items() if values[key]}
    said |= {("X505", book[DEED_CODES[key]].name.vi) for key in DEEDS if values[key]}
    grade = GRADE_CODES.get(maker.periods[period].grades[number])
    if period and grade:
        said.add(("X505", book[grade].name.vi))
    return said


def told(findings: Iterable[Finding], period: int) -> set[tuple[str, str]]:
    """The same of what was said, and where it was not said at the period's summary."""
    return {
        (
            finding.rule,
            finding.stated if finding.rule == "X502" else finding.message.vi.split(": ")[0],
        )
        if finding.report == f"ky{period + 1}/tong-hop"
        else (finding.rule, finding.report)
        for finding in findings
    }


def main() -> int:
    """Print each unit of which something else was said, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--kept", type=Path, help="a file that keeps what was read")
    asked = parser.parse_args()
    maker = Maker()
    clean = maker.read_clean(mixed=asked.mixed, kept=asked.kept)
    known = maker.check(clean.values())
    already = {period: told(known, period) for period in (0, 1)}
    asked_of = [(k, unit.number) for k in (0, 1) for unit in maker.units][:: asked.every]
    wrong = 0
    for period, number in asked_of:
        gone = maker.name(period, number)
        findings = maker.check(facts for name, facts in clean.items() if name != gone)
        off = (told(findings, period) ^ expected(maker, period, number)) - already[period]
        if off:
            wrong += 1
            print(f"{gone} {maker.units[number - 1].name}: {sorted(off)}")
    print(f"{len(asked_of) - wrong} of {len(asked_of)} named with what no longer adds up, exactly")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
