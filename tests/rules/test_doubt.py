"""What was read from a scan with little confidence accuses nobody: notes that say why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import read_text
from extractors.document import Document, Origin, Problem, Run
from extractors.errors import Reason
from rules.across.facts import ReportFacts, facts_of
from rules.across.sheet import rows
from rules.across.submission import Submission, submission
from rules.across.units import Register, Unit
from rules.checks import run, run_across
from rules.figures import extract
from rules.finding import Finding, Severity

REASON = "đọc từ bản quét, độ tin cậy thấp"
SHARE = "Có 62/77 tổ chức đảng (chiếm 85%) hoàn thành."
"""62/77 is 80,5 %."""


def scanned(document: Document, doubted: str = "") -> Document:
    """The document as if read from a scan, every word surely but one."""
    blocks = []
    for block in document.blocks:
        runs, at = [], 0
        for word in block.text.split(" "):
            sure = 0.5 if doubted and word.startswith(doubted) else 0.99
            runs.append(Run(at, at + len(word), 1, None, None, Origin.OCR, sure))
            at += len(word) + 1
        blocks.append(replace(block, runs=tuple(runs)))
    return replace(document, blocks=tuple(blocks))


def found(document: Document) -> Finding:
    findings, failures = run(extract(document))
    assert failures == ()
    (finding,) = [one for one in findings if one.rule == "P101"]
    return finding


@pytest.mark.parametrize(
    ("doubted", "severity"),
    [
        ("", Severity.ERROR),
        ("Có", Severity.ERROR),
        ("62/77", Severity.NOTE),
        ("85%", Severity.NOTE),
    ],
)  # fmt: skip
def test_a_finding_is_a_note_where_its_figure_is_poorly_read(doubted, severity) -> None:
    finding = found(scanned(read_text(SHARE, "a"), doubted))
    assert finding.severity is severity
    assert (REASON in finding.message.vi) == (severity is Severity.NOTE)


def test_print_is_never_doubted() -> None:
    assert found(read_text(SHARE, "a")).severity is Severity.ERROR


def test_a_sign_between_the_parts_that_is_poorly_read_is_a_doubt_too() -> None:
    text = "Kỷ luật 33 đảng viên: khiển trách 27, cảnh cáo 05."  # 27 + 5 = 32
    sure = scanned(read_text(text, "a"))
    loose = scanned(read_text(text, "a"), "viên:")
    severities = [
        [one.severity for one in run(extract(document))[0] if one.rule == "S201"]
        for document in (sure, loose)
    ]
    assert severities == [[Severity.ERROR], [Severity.NOTE]]


UNITS = (("Sở Nội vụ", 40), ("Sở Y tế", 52), ("Sở Tư pháp", 30))


def unit_text(name: str, members: int, admitted: int = 2) -> str:
    return (
        f"ĐẢNG ỦY CÁC CƠ QUAN\nĐẢNG BỘ {name.upper()}\nSố {members}-BC/ĐU\n\nBÁO CÁO\n"
        f"kết quả công tác năm 2024\n\nĐảng bộ có tổng số {members} đảng viên.\n"
        + (f"Kết nạp {admitted} đảng viên mới.\n" if admitted else "")
    )


def summary(members: int, admitted: int) -> ReportFacts:
    text = (
        "TỈNH ỦY X\nĐẢNG ỦY CÁC CƠ QUAN\nSố 9-BC/ĐU\n\nBÁO CÁO\nkết quả công tác năm 2024\n\n"
        f"Toàn Đảng bộ có tổng số {members} đảng viên. Kết nạp {admitted} đảng viên mới.\n"
    )
    return facts_of(extract(read_text(text, "tong-hop")))


def put(*reports: ReportFacts) -> Submission:
    units = tuple(Unit(f"Đảng bộ {name}", (), "Đảng ủy các cơ quan") for name, _ in UNITS)
    return submission(reports, Register(units))


def sums(given: Submission) -> list[tuple[str, Severity, str]]:
    findings, failures = run_across(given)
    assert failures == ()
    return [(f.report, f.severity, f.message.vi) for f in findings if f.rule == "X501"]


def test_a_sum_over_a_figure_poorly_read_is_a_note_that_names_the_report() -> None:
    first = scanned(read_text(unit_text("Sở Nội vụ", 46), "so-noi-vu"), "46")  # of 40
    rest = [facts_of(extract(read_text(unit_text(*unit), unit[0]))) for unit in UNITS[1:]]
    ((report, severity, message),) = sums(put(facts_of(extract(first)), *rest, summary(122, 6)))
    assert (report, severity) == ("tong-hop", Severity.NOTE)
    assert message.endswith(f"({REASON}: so-noi-vu)")


def test_a_sum_over_a_figure_surely_read_from_a_scan_is_as_in_print() -> None:
    first = scanned(read_text(unit_text("Sở Nội vụ", 46), "so-noi-vu"))
    rest = [facts_of(extract(read_text(unit_text(*unit), unit[0]))) for unit in UNITS[1:]]
    ((_, severity, _),) = sums(put(facts_of(extract(first)), *rest, summary(122, 6)))
    assert severity is Severity.ERROR


def test_a_report_only_partly_read_is_not_taken_for_complete() -> None:
    page = Problem(Reason.NEEDS_OCR, page=2)
    part = replace(read_text(unit_text("Sở Nội vụ", 40, 0), "so-noi-vu"), problems=(page,))
    rest = [facts_of(extract(read_text(unit_text(*unit), unit[0]))) for unit in UNITS[1:]]
    given = put(facts_of(extract(part)), *rest, summary(122, 6))
    ((_, severity, message),) = sums(given)
    assert severity is Severity.NOTE
    assert "báo cáo chỉ đọc được một phần: Đảng bộ Sở Nội vụ" in message
    assert {unit.name for row in rows(given) for unit in row.unread} == {"Đảng bộ Sở Nội vụ"}


def test_a_units_report_whose_head_seems_the_parents_is_no_summary() -> None:
    told = [facts_of(extract(read_text(unit_text(*unit), unit[0]))) for unit in UNITS]
    misread = replace(told[0], issuer="ĐẢNG ỦY CÁC CƠ QUAN", parent=None)
    given = put(misread, *told[1:], summary(122, 6))
    assert given.summaries == {"tong-hop"}


def test_of_two_values_of_a_unit_the_sum_takes_the_one_that_adds_up() -> None:
    told = [facts_of(extract(read_text(unit_text(*unit), unit[0]))) for unit in UNITS[1:]]
    twice = unit_text("Sở Nội vụ", 46) + "Cuối kỳ, Đảng bộ có tổng số 40 đảng viên.\n"
    given = put(facts_of(extract(read_text(twice, "so-noi-vu"))), *told, summary(122, 6))
    (row,) = [row for row in rows(given) if row.indicator.code == "party_members"]
    assert (row.total, row.holds) == (122, True)
