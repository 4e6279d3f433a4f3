"""Plant errors of every kind across reports into the made submission, one of each at a time.

    python corpus/units/planted.py

Writes nothing: every case is made in memory as text, read, checked and held to what was planted.
Prints each kind with the cases found, and what else was reported.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from province import PERIODS, SUMMED, Submission, submissions, units
from typeset import plain
from wording import Report, load, report, summary, template_of

from extractors import read_text
from rules.across.facts import ReportFacts, facts_of
from rules.across.submission import submission
from rules.across.units import Register, Unit
from rules.checks import run_across
from rules.figures import extract
from rules.finding import Finding

HERE = Path(__file__).parent
CASES = 12
"""Errors planted of each kind."""


@dataclass(frozen=True)
class Case:
    """A submission with one error, and the finding that must come of it."""

    kind: str
    what: str
    reports: dict[str, ReportFacts]
    expected: Callable[[Finding], bool]
    allowed: Callable[[Finding], bool]


def read(name: str, made: Report) -> ReportFacts:
    return facts_of(extract(read_text(plain(made), name)))


class Maker:
    """The clean submission, and variants of it."""

    def __init__(self) -> None:
        self.templates = [t for t in load(HERE / "templates") if not _has_table(t.body)]
        (self.summary_wording,) = load(HERE / "summaries")
        self.units = units()
        self.periods = submissions()
        self.clean = {
            **{
                self.name(k, unit.number): self.read_unit(k, unit.number)
                for k in (0, 1)
                for unit in self.units
            },
            **{f"ky{k + 1}/tong-hop": self.read_summary(k) for k in (0, 1)},
        }
        self.register = Register(
            tuple(
                Unit(u.name, (u.short,) if u.short else (), "Đảng ủy các cơ quan tỉnh", u.kind)
                for u in self.units
            )
        )

    def name(self, period: int, number: int) -> str:
        return f"ky{period + 1}/{number:02d}"

    def read_unit(
        self, period: int, number: int, told: tuple[Submission, Submission] | None = None
    ) -> ReportFacts:
        periods = told or self.periods
        half = periods[0] if period else None
        unit = self.units[number - 1]
        wording = template_of(unit, tuple(self.templates))
        return read(self.name(period, number), report(unit, wording, periods[period], half))

    def read_summary(
        self, period: int, told: tuple[Submission, Submission] | None = None
    ) -> ReportFacts:
        periods = told or self.periods
        half = periods[0] if period else None
        kept = [unit.number for unit in self.units]
        made = summary(self.summary_wording, periods[period], kept, half)
        return read(f"ky{period + 1}/tong-hop", made)

    def with_value(
        self, period: int, number: int, key: str, value: int
    ) -> tuple[Submission, Submission]:
        """The periods with one figure of one unit changed."""
        changed = list(self.periods)
        figures = {n: dict(v) for n, v in changed[period].figures.items()}
        figures[number][key] = value
        changed[period] = replace(changed[period], figures=figures)
        return changed[0], changed[1]

    def check(self, reports: dict[str, ReportFacts]) -> tuple[Finding, ...]:
        findings, failures = run_across(submission(tuple(reports.values()), self.register))
        if failures:
            sys.exit(str(failures))
        return findings


def _has_table(body: tuple[str, ...]) -> bool:
    return any(line.startswith("| ") for line in body)


def is_of(rule: str, *names: str) -> Callable[[Finding], bool]:
    return lambda f: (
        f.rule == rule
        and all(name == f.report or name in f.reports or name in f.message.vi for name in names)
    )


def never(_: Finding) -> bool:
    return False


def cases(maker: Maker) -> Iterator[Case]:
    by = random.Random(506)
    stated = [key for key in SUMMED if maker.periods[1].total(key) > 40]
    for _ in range(CASES):
        period, key = by.randint(0, 1), by.choice(stated)
        wrong = maker.periods[period].total(key) + by.choice((1, -1, 10, -10, 9))
        figures = maker.periods[period].figures
        one = max(figures, key=lambda n: figures[n][key])
        gap = wrong - maker.periods[period].total(key)
        told = maker.with_value(period, one, key, maker.periods[period].figures[one][key] + gap)
        name = f"ky{period + 1}/tong-hop"
        reports = {**maker.clean, name: maker.read_summary(period, told)}
        yield Case("X501", f"{key} {gap:+d}", reports, is_of("X501", name), never)
    for _ in range(CASES):
        period, number = by.randint(0, 1), by.randint(1, 77)
        gone = maker.name(period, number)
        reports = {name: facts for name, facts in maker.clean.items() if name != gone}
        unit = maker.units[number - 1].name
        yield Case(
            "X502",
            gone,
            reports,
            is_of("X502", unit),
            lambda f, p=period: f.rule in {"X501", "X505"} and f.report == f"ky{p + 1}/tong-hop",
        )
    for _ in range(CASES):
        period, number = by.randint(0, 1), by.randint(1, 77)
        key = by.choice(("dang_vien", "cong_doan", "hoc_tap", "tin_bai"))
        value = maker.periods[period].figures[number][key] + by.randint(1, 3)
        again = maker.read_unit(period, number, maker.with_value(period, number, key, value))
        name = f"{maker.name(period, number)}-gui-lai"
        later = replace(again, report=name, number=f"9{again.number}")
        yield Case(
            "X503",
            f"{name} {key}",
            {**maker.clean, name: later},
            is_of("X503", name),
            lambda f: f.rule in {"X501", "X504"},
        )
    for _ in range(CASES):
        number, key = by.randint(1, 77), by.choice(("hoc_tap", "tin_bai", "chuyen_de"))
        value = maker.periods[0].figures[number][key] // 2
        told = maker.with_value(1, number, key, value)
        name = maker.name(1, number)
        reports = {
            **maker.clean,
            name: maker.read_unit(1, number, told),
            "ky2/tong-hop": maker.read_summary(1, told),
        }
        yield Case("X504", f"{name} {key}", reports, is_of("X504", name), never)
    for _ in range(CASES):
        period, key = by.randint(0, 1), by.choice(("ke_hoach", "quy_che"))
        did = [n for n, v in maker.periods[period].figures.items() if v[key]]
        told = maker.with_value(period, did[0], key, 0)
        name = f"ky{period + 1}/tong-hop"
        reports = {**maker.clean, name: maker.read_summary(period, told)}
        yield Case("X505", f"{name} {key}", reports, is_of("X505", name), never)
    for _ in range(CASES):
        period, key = by.randint(0, 1), by.choice(("cong_doan", "hoc_tap", "tin_bai"))
        number = by.choice([u.number for u in maker.units if u.members > 60])
        value = maker.periods[period].figures[number][key] * 10
        told = maker.with_value(period, number, key, value)
        name = maker.name(period, number)
        reports = {
            **maker.clean,
            name: maker.read_unit(period, number, told),
            f"ky{period + 1}/tong-hop": maker.read_summary(period, told),
        }
        yield Case(
            "X506", f"{name} {key}", reports, is_of("X506", name), lambda f: f.rule == "X504"
        )


def main() -> int:
    maker = Maker()
    clean = maker.check(maker.clean)
    print(f"clean: {len(maker.clean)} reports, {len(PERIODS)} periods, {len(clean)} findings")
    for finding in clean:
        print(f"clean: {finding.rule} {finding.message.vi}")
    planted, found, others = Counter[str](), Counter[str](), Counter[str]()
    for case in cases(maker):
        findings = maker.check(case.reports)
        planted[case.kind] += 1
        if any(case.expected(finding) for finding in findings):
            found[case.kind] += 1
        else:
            print(f"{case.kind} missed: {case.what}")
        for finding in findings:
            if not case.expected(finding) and not case.allowed(finding):
                others[case.kind] += 1
                print(f"{case.kind} {case.what}: also {finding.rule} {finding.message.vi}")
    for kind, count in planted.items():
        print(f"{kind}: {found[kind]} of {count} found, {others[kind]} other findings")
    return int(found != planted or bool(clean))


if __name__ == "__main__":
    sys.exit(main())
