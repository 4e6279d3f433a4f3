"""Each check has one fixture; every passage gives exactly the findings that stand under it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest

from extractors import Document, read_text
from extractors.docx import read_docx
from rules.across.facts import facts_of
from rules.across.submission import submission
from rules.across.units import Register, Unit
from rules.checks import catalogue, everything, page_of, run, run_across
from rules.figures import extract

HERE = Path(__file__).parent
CHECKS = Path(__file__).parents[2] / "rules" / "checks"
_CASE = re.compile(
    r"^## (?P<title>.+?)\n+```text\n(?P<text>.*?)\n```\n+```json\n(?P<json>.*?)\n```",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    fixture: str
    title: str
    text: str
    expected: list[dict[str, object]]

    def __str__(self) -> str:
        return f"{self.fixture}: {self.title}"

    @property
    def is_submission(self) -> bool:
        """Whether it is several reports, each under a line '=== name'."""
        return self.text.startswith("=== ")


def cases() -> list[Case]:
    return [
        Case(path.stem, match["title"], match["text"], json.loads(match["json"]))
        for path in sorted(HERE.glob("*/*.md"))
        for match in _CASE.finditer(path.read_text("utf-8"))
    ]


def document_of(text: str) -> Document:
    """A passage as text; one with rows between strokes as a DOCX with that table."""
    if not text.lstrip().startswith("|") and "\n|" not in text:
        return read_text(text)
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, written in zip(row.cells, texts, strict=True):
                    cell.text = written
            rows = []
        if line:
            document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return read_docx(stream.getvalue(), "a.docx")


@pytest.mark.parametrize("case", [c for c in cases() if not c.is_submission], ids=str)
def test_passage_gives_exactly_its_findings(case: Case) -> None:
    findings, failures = run(extract(document_of(case.text)))
    assert failures == ()
    found = [
        {"rule": f.rule, "severity": f.severity.label, "surfaces": list(f.surfaces)}
        for f in findings
    ]
    assert sorted(found, key=str) == sorted(case.expected, key=str)


@pytest.mark.parametrize("case", [c for c in cases() if c.is_submission], ids=str)
def test_submission_gives_exactly_its_findings(case: Case) -> None:
    reports = [part.partition("\n") for part in case.text.removeprefix("=== ").split("\n=== ")]
    register = None
    facts = []
    found = []
    for name, _, text in reports:
        if name == "units.csv":
            lines = (line.split(",") for line in text.splitlines())
            register = Register(tuple(Unit(unit, parent=parent) for unit, parent in lines))
            continue
        extraction = extract(read_text(text, name))
        findings, failures = run(extraction)
        assert failures == ()
        found += findings
        facts.append(facts_of(extraction))
    findings, failures = run_across(submission(facts, register))
    assert failures == ()
    told = [
        {
            "rule": f.rule,
            "severity": f.severity.label,
            "report": f.report,
            "surfaces": list(f.surfaces),
        }
        for f in [*found, *findings]
    ]
    assert sorted(told, key=str) == sorted(case.expected, key=str)


def test_every_check_has_a_fixture_and_every_fixture_a_check() -> None:
    files = {
        p.relative_to(CHECKS).with_suffix("") for p in CHECKS.glob("*/*.py") if p.stem != "__init__"
    }
    fixtures = {p.relative_to(HERE).with_suffix("") for p in HERE.glob("*/*.md")}
    assert files == fixtures


def test_every_heading_of_a_fixture_is_a_case() -> None:
    for path in HERE.glob("*/*.md"):
        text = path.read_text("utf-8")
        assert len(re.findall(r"^## ", text, re.MULTILINE)) == len(_CASE.findall(text)), path.name


@pytest.mark.parametrize("check", everything(), ids=lambda check: check.code)
def test_every_check_fails_somewhere_and_passes_somewhere(check) -> None:
    own = [case for case in cases() if case.fixture == check.name.replace("-", "_")]
    hit = [any(e["rule"] == check.code for e in case.expected) for case in own]
    assert any(hit)
    assert not all(hit)


@pytest.mark.parametrize("check", everything(), ids=lambda check: check.code)
def test_page_of_a_check_has_its_parts(check) -> None:
    page = page_of(check)
    for part in ("What it reports:", "Why it matters:", "What it leaves alone:", "Source:"):
        assert part in page
    assert re.fullmatch(r"[PSCTFX]\d{3}", check.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+|direction|complement|implausible", check.name)


def test_a_crashing_check_is_a_failure_and_the_others_go_on() -> None:
    from dataclasses import replace

    def crash(_: object):
        raise ZeroDivisionError

    checks = [replace(c, run=crash) if c.code == "P101" else c for c in catalogue()]
    findings, failures = run(extract(read_text("Có 62/77 cháu được khám (đạt 80%).")), checks)
    assert [f.rule for f in findings] == ["P102"]
    assert [(f.code, f.rule, f.detail) for f in failures] == [
        ("check_crashed", "P101", "ZeroDivisionError")
    ]


def test_equal_findings_get_different_fingerprints() -> None:
    line = "Có 62/77 cháu được khám (đạt 80%)."
    findings, _ = run(extract(read_text(f"{line}\n\n{line}\n\nCó 53/77 cháu được tiêm (đạt 69%).")))
    prints = [f.fingerprint for f in findings if f.rule == "P102"]
    assert len(prints) == len(set(prints)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Đã số hóa 1.774/2.150 hồ sơ (đạt 85,2%).",
        "Đã số hóa 1.774 hồ sơ trên tổng số 2.150 hồ sơ, đạt 85,2%.",
    ],
)
def test_working_shows_part_and_whole_however_they_are_written(text: str) -> None:
    (finding,), _ = run(extract(read_text(text)))
    assert finding.message.vi == "Ghi 85,2% bên cạnh 1.774/2.150; tính lại: 82,5%"
    assert finding.working.vi.startswith("1.774/2.150 = 82,511")
