"""A province's submission, made and held to its maker: sums, errors planted, reports left out.

`SOAT_UNITS=all` leaves out every unit and plants twelve errors of each kind, not a few. In all
formats, scans among them, it is `python corpus/units/planted.py --mixed` (LibreOffice and some
minutes are needed).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

UNITS = Path(__file__).parents[2] / "corpus" / "units"
WHOLE = os.environ.get("SOAT_UNITS") == "all"


def lines_of(script: str, *arguments: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", str(UNITS / script), *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=UNITS.parents[1],
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.splitlines()


def test_planted_errors_are_found_and_the_clean_submission_is_silent() -> None:
    cases = 12 if WHOLE else 2
    lines = lines_of("planted.py", "--cases", str(cases))
    assert lines[:2] == [
        "clean: 156 reports, 2 periods: 0 findings, 0 notes",
        "sums: 66 of 66 are the maker's and the summary's",
    ]
    assert [line.split(" (")[0] for line in lines[2:]] == [
        f"X50{kind}: {cases} of {cases} found" for kind in range(1, 7)
    ]
    assert all(line.endswith(", 0 other findings") for line in lines[2:])


def test_a_unit_left_out_is_named_with_every_indicator_that_no_longer_adds_up() -> None:
    (line,) = lines_of("dropped.py", "--every", "1" if WHOLE else "13")
    count = 154 if WHOLE else 12
    assert line == f"{count} of {count} named with what no longer adds up, exactly"


def test_figures_are_read_whatever_the_wording() -> None:
    *templates, total = lines_of("readings.py", "--units", "77" if WHOLE else "3")
    assert len(templates) >= 20
    right, asked = map(int, re.findall(r"\d+", total)[:2])
    assert right >= asked * 0.999
