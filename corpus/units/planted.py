"""Plant errors of every kind across reports into the made submission, one of each at a time.

    python corpus/units/planted.py [--mixed] [--cases 12] [--kept FILE]

Every case is made, read, checked and held to what was planted. Reports are read as
text (with tables as DOCX), or with `--mixed` each in the format in which its unit sends it: DOCX,
PDF, TCVN3, scans (LibreOffice and the OCR part are needed, and some minutes). Prints each kind with
the cases found, and what else was reported: what is reported of the clean submission too is not
told again. A file given as `--kept` holds what the clean submission states, once it was read, for
this script and for dropped.py.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from papers import Paper, formatted, write
from province import CODES, IN_THOUSANDS, PERIODS, SUMMED, Submission, submissions, units
from readings import read as read_plainly
from wording import Report, load, report, summary, template_of

from extractors.intake import read_data
from rules.across.facts import ReportFacts, facts_of
from rules.across.submission import submission
from rules.across.sums import sums
from rules.across.units import Register, Unit
from rules.checks import run_across
from rules.figures import extract
from rules.finding import Finding, Severity

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A submission with one error, and the finding that must come of it."""

    kind: str
    what: str
    changed: Mapping[str, Report]
    """The reports that are other than in the clean submission, by their names."""
    expected: Callable[[Finding], bool]
    allowed: Callable[[Finding], bool]
    gone: str = ""
    """A report that is not there."""


class Maker:
    """The clean submission, and variants of it."""

    def __init__(self) -> None:
        self.templates = load(HERE / "templates")
        (self.summary_wording,) = load(HERE / "summaries")
        self.units = units()
        self.periods = submissions()
        self.register = Register(
            tuple(
                Unit(u.name, (u.short,) if u.short else (), "Đảng ủy các cơ quan tỉnh", u.kind)
                for u in self.units
            )
        )

    def clean(self) -> dict[str, Report]:
        """All reports without an error."""
        return {
            **{
                self.name(k, unit.number): self.of_unit(k, unit.number)
                for k in (0, 1)
                for unit in self.units
            },
            **{f"ky{k + 1}/tong-hop": self.of_all(k) for k in (0, 1)},
        }

    def name(self, period: int, number: int) -> str:
        return f"ky{period + 1}/{number:02d}"

    def of_unit(
        self, period: int, number: int, told: tuple[Submission, Submission] | None = None
    ) -> Report:
        periods = told or self.periods
        half = periods[0] if period else None
        unit = self.units[number - 1]
        return report(unit, template_of(unit, self.templates), periods[period], half)

    def of_all(self, period: int, told: tuple[Submission, Submission] | None = None) -> Report:
        periods = told or self.periods
        half = periods[0] if period else None
        kept = [unit.number for unit in self.units]
        return summary(self.summary_wording, periods[period], kept, half)

    def with_value(
        self, period: int, number: int, key: str, value: int
    ) -> tuple[Submission, Submission]:
        """The periods with one figure of one unit changed."""
        changed = list(self.periods)
        figures = {n: dict(v) for n, v in changed[period].figures.items()}
        figures[number][key] = value
        changed[period] = replace(changed[period], figures=figures)
        return changed[0], changed[1]

    def check(self, reports: Iterable[ReportFacts]) -> tuple[Finding, ...]:
        findings, failures = run_across(submission(tuple(reports), self.register))
        if failures:
            sys.exit(str(failures))
        return findings

    def read_clean(self, *, mixed: bool, kept: Path | None = None) -> dict[str, ReportFacts]:
        """What the clean submission states; with `kept` it is read once, and then from there."""
        if kept is not None and kept.exists():
            with kept.open("rb") as file:
                known: dict[str, ReportFacts] = pickle.load(file)  # noqa: S301 - written here
            return known
        read = self.read(self.clean(), mixed=mixed)
        if kept is not None:
            kept.write_bytes(pickle.dumps(read))
        return read

    def read(self, reports: Mapping[str, Report], *, mixed: bool) -> dict[str, ReportFacts]:
        """What reports state, each read as text or, `mixed`, in its unit's format."""
        if not mixed:
            return {
                name: replace(read_plainly(made), report=name) for name, made in reports.items()
            }
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            stems = {f"r{at}": name for at, name in enumerate(reports)}
            papers = [
                Paper(stem, self._format(name), reports[name]) for stem, name in stems.items()
            ]
            write(papers, folder, text=False)
            return {
                stems[path.stem]: facts_of(
                    extract(read_data(path.read_bytes(), path.suffix, stems[path.stem]))
                )
                for path in sorted(folder.iterdir())
            }

    def _format(self, name: str) -> str:
        number = name.split("/")[1][:2]
        return formatted(self.units[int(number) - 1]) if number.isdigit() else "docx"


def is_of(rule: str, *names: str) -> Callable[[Finding], bool]:
    return lambda f: (
        f.rule == rule
        and all(name == f.report or name in f.reports or name in f.message.vi for name in names)
    )


def never(_: Finding) -> bool:
    return False


def cases(maker: Maker, count: int) -> Iterator[Case]:
    by = random.Random(506)
    stated = [key for key in SUMMED if maker.periods[1].total(key) > 40]
    for _ in range(count):
        period, key = by.randint(0, 1), by.choice(stated)
        wrong = maker.periods[period].total(key) + by.choice((1, -1, 10, -10, 9))
        figures = maker.periods[period].figures
        one = max(figures, key=lambda n: figures[n][key])
        gap = wrong - maker.periods[period].total(key)
        told = maker.with_value(period, one, key, maker.periods[period].figures[one][key] + gap)
        name = f"ky{period + 1}/tong-hop"
        changed = {name: maker.of_all(period, told)}
        yield Case("X501", f"{name} {key} {gap:+d}", changed, is_of("X501", name), never)
    for _ in range(count):
        period, number = by.randint(0, 1), by.randint(1, 77)
        gone = maker.name(period, number)
        unit = maker.units[number - 1].name
        yield Case(
            "X502",
            gone,
            {},
            is_of("X502", unit),
            lambda f, p=period: f.rule in {"X501", "X505"} and f.report == f"ky{p + 1}/tong-hop",
            gone,
        )
    for _ in range(count):
        period, number = by.randint(0, 1), by.randint(1, 77)
        key = by.choice(("dang_vien", "cong_doan", "hoc_tap", "tin_bai"))
        value = maker.periods[period].figures[number][key] + by.randint(1, 3)
        again = maker.of_unit(period, number, maker.with_value(period, number, key, value))
        name = f"{maker.name(period, number)}-gui-lai"
        later = replace(again, number=f"Số 9{again.number.removeprefix('Số ')}")
        yield Case(
            "X503",
            f"{name} {key}",
            {name: later},
            is_of("X503", name),
            lambda f: f.rule in {"X501", "X504"},
        )
    for _ in range(count):
        number, key = by.randint(1, 77), by.choice(("hoc_tap", "tin_bai", "chuyen_de"))
        value = maker.periods[0].figures[number][key] // 2
        told = maker.with_value(1, number, key, value)
        name = maker.name(1, number)
        changed = {name: maker.of_unit(1, number, told), "ky2/tong-hop": maker.of_all(1, told)}
        yield Case("X504", f"{name} {key}", changed, is_of("X504", name), never)
    for _ in range(count):
        period, key = by.randint(0, 1), by.choice(("ke_hoach", "quy_che"))
        did = [n for n, v in maker.periods[period].figures.items() if v[key]]
        told = maker.with_value(period, did[0], key, 0)
        name = f"ky{period + 1}/tong-hop"
        changed = {name: maker.of_all(period, told)}
        yield Case("X505", f"{name} {key}", changed, is_of("X505", name), never)
    for _ in range(count):
        period, key = by.randint(0, 1), by.choice(("cong_doan", "hoc_tap"))
        figures = maker.periods[period].figures
        # one that no other unit comes near (what lies among its peers is not implausible), of
        # what does not jump tenfold by itself
        most = max(values[key] for values in figures.values())
        number = by.choice([n for n, values in figures.items() if values[key] * 10 > 2 * most])
        value = figures[number][key] * 10
        told = maker.with_value(period, number, key, value)
        name = maker.name(period, number)
        changed = {
            name: maker.of_unit(period, number, told),
            f"ky{period + 1}/tong-hop": maker.of_all(period, told),
        }
        yield Case(
            "X506", f"{name} {key}", changed, is_of("X506", name), lambda f: f.rule == "X504"
        )


def _print_sums(maker: Maker, clean: Mapping[str, ReportFacts]) -> None:
    """Each indicator's sum over the units as read, against the maker's own and the summary's."""
    whole = submission(tuple(clean.values()), maker.register)
    right = asked = 0
    for period, told in enumerate(maker.periods):
        span = clean[f"ky{period + 1}/tong-hop"].span
        read = {one.indicator.code: one for report, one in sums(whole) if report.span == span}
        for key, code in CODES.items():
            total = told.total(key) * (1000 if key in IN_THOUSANDS else 1)
            asked += 1
            if code in read and read[code].total == total and read[code].holds:
                right += 1
            else:
                print(f"sum: {told.period}, {key}: {total}, read {read[code].total}")
    print(f"sums: {right} of {asked} are the maker's and the summary's")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--cases", type=int, default=12)
    parser.add_argument("--kept", type=Path, help="a file that keeps what was read")
    asked = parser.parse_args()
    maker = Maker()
    clean = maker.read_clean(mixed=asked.mixed, kept=asked.kept)
    known = maker.check(clean.values())
    loud = [finding for finding in known if finding.severity > Severity.NOTE]
    notes = len(known) - len(loud)
    print(
        f"clean: {len(clean)} reports, {len(PERIODS)} periods: {len(loud)} findings, {notes} notes"
    )
    for finding in known:
        print(f"clean: {finding.severity.label} {finding.rule} {finding.message.vi}")
    _print_sums(maker, clean)
    told = {(finding.rule, finding.report, finding.stated) for finding in known}
    planted, found, lowered, others = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    made = list(cases(maker, asked.cases))
    texts = {f"{name}#{at}": r for at, case in enumerate(made) for name, r in case.changed.items()}
    changed = maker.read(texts, mixed=asked.mixed)
    for at, case in enumerate(made):
        own = {name: replace(changed[f"{name}#{at}"], report=name) for name in case.changed}
        reports = {**clean, **own}
        reports.pop(case.gone, None)
        findings = maker.check(reports.values())
        planted[case.kind] += 1
        hits = [finding for finding in findings if case.expected(finding)]
        if hits:
            found[case.kind] += 1
            lowered[case.kind] += max(f.severity for f in hits) is Severity.NOTE
        else:
            print(f"{case.kind} missed: {case.what}")
        for finding in findings:
            if case.expected(finding) or case.allowed(finding):
                continue
            if (finding.rule, finding.report, finding.stated) in told:
                continue
            others[case.kind] += 1
            label = finding.severity.label
            print(f"{case.kind} {case.what}: also {label} {finding.rule} {finding.message.vi}")
    for kind, count in planted.items():
        print(
            f"{kind}: {found[kind]} of {count} found ({lowered[kind]} as a note), "
            f"{others[kind]} other findings"
        )
    return int(found != planted or bool(loud))


if __name__ == "__main__":
    sys.exit(main())
