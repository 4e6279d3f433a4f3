"""Across reports: twelve units of a province, held to what their maker wrote into them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.across import Across, reconcile
from pipeline.inputs import resolve
from pipeline.outputs.reconciliation import write_sheet
from pipeline.process import process
from pipeline.register import RegisterError, read_register
from pipeline.result import ReportResult
from pipeline.stated import opened
from rules.across.sheet import rows
from rules.across.spans import Span, span_of
from rules.across.units import Register, Unit
from rules.checks import across_catalogue, catalogue

TWELVE = Path(__file__).parents[2] / "corpus" / "units" / "twelve"
TRUTH = json.loads((TWELVE / "truth.json").read_text("utf-8"))
INDICATORS = {
    "dang_vien": "party_members", "nu": "women_members", "dan_toc": "minority_members",
    "ket_nap": "members_admitted", "chinh_thuc": "members_confirmed",
    "cam_tinh": "awareness_class", "huy_hieu": "badges", "kt_to_chuc": "organizations_inspected",
    "kt_dang_vien": "members_inspected", "gs_to_chuc": "organizations_supervised",
    "gs_dang_vien": "members_supervised", "ky_luat": "members_disciplined",
    "khien_trach": "reprimands", "canh_cao": "warnings", "don_thu": "complaints_received",
    "don_thu_xong": "complaints_settled", "chuyen_de": "thematic_meetings",
    "hoc_tap": "resolutions_studied", "phap_luat": "law_meetings", "dan_van": "mass_work_models",
    "tin_bai": "news_items", "cong_doan": "union_members", "doan_vien": "youth_members",
    "ccb": "veterans", "ung_ho": "donations", "qua": "gifts", "ho_so": "files_received",
    "ho_so_xong": "files_settled", "dung_han": "files_on_time", "qua_han": "files_late",
    "sang_kien": "innovations", "dao_tao": "trained", "dang_phi": "party_dues",
}  # fmt: skip
"""The maker's names of what is summed, and the indicators' codes."""
IN_THOUSANDS = {"ung_ho", "dang_phi"}
AGAIN = "ky1/13-dang-bo-van-phong-tinh-uy-gui-lai.pdf"


@pytest.fixture(scope="module")
def results() -> list[ReportResult]:
    return [process(item, catalogue()) for item in resolve([str(TWELVE)]).found]


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(TWELVE / "units.csv")


def across(results: list[ReportResult], register: Register | None) -> Across:
    facts = [opened(result.facts) for result in results if result.facts is not None]
    return reconcile(facts, across_catalogue(), register)


def told(results: list[ReportResult], found: Across) -> list[tuple[str, str, str]]:
    """Rule, report and what is written, of all findings at warning or error."""
    own = [finding for result in results for finding in result.findings]
    return sorted(
        (finding.rule, finding.report, finding.stated)
        for finding in (*own, *found.findings)
        if finding.severity >= 2
    )


def test_twelve_units_give_the_planted_errors_and_nothing_else(results, register) -> None:
    found = across(results, register)
    assert found.failures == ()
    assert told(results, found) == [
        ("P101", "ky1/tong-hop.docx", "89,7%"),
        ("X501", "ky1/tong-hop.docx", "75"),  # the second report of unit 13 has one meeting more
        ("X501", "ky2/tong-hop.docx", "10.822"),
        ("X501", "ky2/tong-hop.docx", "88"),
        ("X503", AGAIN, "ky1/13-dang-bo-van-phong-tinh-uy.pdf"),
    ]


def test_without_a_register_the_same_is_found(results) -> None:
    register = read_register(TWELVE / "units.csv")
    assert told([], across(results, None)) == told([], across(results, register))


@pytest.mark.parametrize("folder", ["ky1", "ky2"])
def test_sums_are_those_of_the_maker_whatever_the_format(results, register, folder) -> None:
    truth = TRUTH["6 tháng đầu năm 2025" if folder == "ky1" else "năm 2025"]["summary"]
    kept = [r for r in results if r.report.startswith(folder) and r.report != AGAIN]
    sums = {row.indicator.code: row.total for row in rows(across(kept, register).submission)}
    for key, code in INDICATORS.items():
        expected = truth[key] * (1000 if key in IN_THOUSANDS else 1)
        assert sums.get(code, 0) == expected, key


def test_a_report_that_is_left_out_is_named_and_what_no_longer_adds_up(results, register) -> None:
    dropped = "ky2/20-dang-bo-truong-cao-dang-ky-thuat-cong-nghiep.docx"
    name = "Đảng bộ Trường Cao đẳng Kỹ thuật Công nghiệp"
    kept = [r for r in results if r.report != dropped]
    findings = across(kept, register).findings
    (missing,) = [f for f in findings if f.rule == "X502"]
    assert missing.stated == name
    values = TRUTH["năm 2025"]["units"][name]
    short = {f.message.vi.split(":")[0] for f in findings if f.report == "ky2/tong-hop.docx"}
    book = across(kept, register).submission.book.by_code
    for key, code in INDICATORS.items():
        planted = key in {"hoc_tap", "cam_tinh"}
        assert (book[code].name.vi in short) == (values[key] > 0 or planted), key


def test_the_sheet_has_a_column_for_every_unit(results, register, tmp_path) -> None:
    target = tmp_path / "doi-chieu.csv"
    write_sheet(target, tuple(rows(across(results, register).submission)), "vi")
    with target.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    (row,) = [r for r in table if r["Chỉ tiêu"] == "Tổng số đảng viên" and r["Kỳ"] == "năm 2025"]
    units = TRUTH["năm 2025"]["units"]
    assert {name: int(row[name]) for name in units} == {n: u["dang_vien"] for n, u in units.items()}
    assert row["Chênh lệch"] == "0"


def soat(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_command_writes_a_workbook(tmp_path) -> None:
    from python_calamine import load_workbook

    target = tmp_path / "doi-chieu.xlsx"
    run = soat("check", str(TWELVE / "ky2"), "--units", str(TWELVE / "units.csv"),
               "--reconciliation", str(target), "--select", "X")  # fmt: skip
    assert run.returncode == 1, run.stderr
    sheet = load_workbook(target).get_sheet_by_index(0).to_python()
    assert sheet[0][:2] == ["Kỳ", "Chỉ tiêu"]
    assert len(sheet) > 25


@pytest.mark.parametrize("name", ["doi-chieu.xlsx", "doi-chieu.csv"])
def test_a_sheet_that_cannot_be_written_is_one_clear_error(tmp_path, name) -> None:
    target = tmp_path / "không có" / name
    run = soat("check", str(two_units(tmp_path)), "--reconciliation", str(target))
    assert run.returncode == 2
    assert str(target) in run.stderr
    assert "Traceback" not in run.stderr


def test_units_without_a_summary_are_added_up(tmp_path) -> None:
    sheet = tmp_path / "doi-chieu.csv"
    run = soat("check", str(two_units(tmp_path)), "--reconciliation", str(sheet))
    assert run.returncode == 0, run.stderr
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Chỉ tiêu"], row["Cộng các đơn vị"], row["Tổng hợp ghi"]) == (
        "Tổng số đảng viên", "92", "",
    )  # fmt: skip


def two_units(folder: Path) -> Path:
    """Reports of two units for one year, and no summary."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for name, members in (("Sở Nội vụ", 40), ("Sở Y tế", 52)):
        (inbox / f"{members}.txt").write_text(
            f"TỈNH ỦY X\nĐẢNG BỘ {name.upper()}\nSố {members}-BC/ĐU\n\nBÁO CÁO\n"
            f"kết quả công tác năm 2024\n\nĐảng bộ có tổng số {members} đảng viên.\n",
            "utf-8",
        )
    return inbox


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tên đơn vị;Viết tắt;Cấp trên\nSở Y;SY; UBND\n", Unit("Sở Y", ("SY",), "UBND")),
        ("\ufeffname,kind\nSở Y tế,Sở\n", Unit("Sở Y tế", kind="Sở")),
        ("DANH SÁCH\n\nSTT,Đơn vị\n1,Sở Y tế\n", Unit("Sở Y tế")),
    ],
)  # fmt: skip
def test_registers_of_many_forms(tmp_path, written, expected) -> None:
    path = tmp_path / "units.csv"
    path.write_text(written, "utf-8")
    assert read_register(path).units == (expected,)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a,b\n1,2\n", "no_names"),
        ("name\nSở Y tế\nSỞ Y TẾ\n".encode(), "name_twice"),
        ("name\nSở Y tế\n".encode("utf-16"), "not_utf8"),
    ],
)
def test_registers_that_cannot_be_read(tmp_path, data, reason) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(data)
    with pytest.raises(RegisterError, match=reason):
        read_register(path)


def test_a_register_that_is_no_workbook(tmp_path) -> None:
    path = tmp_path / "units.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(RegisterError, match="not_a_workbook"):
        read_register(path)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("6 tháng đầu năm 2025", (2025, 1), (2025, 6)),
        ("Sáu tháng cuối năm 2024", (2024, 7), (2024, 12)),
        ("quý II/2025", (2025, 4), (2025, 6)),
        ("tháng 02 năm 2025", (2025, 2), (2025, 2)),
        ("9 tháng năm 2023", (2023, 1), (2023, 9)),
        ("năm học 2024-2025", (2024, 9), (2025, 6)),
        ("nhiệm kỳ 2020 - 2025", (2020, 1), (2025, 12)),
        ("năm 2025", (2025, 1), (2025, 12)),
    ],
)
def test_spans(words, first, last) -> None:
    expected = Span(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1)
    assert span_of(words) == expected


def test_a_span_without_a_year_is_of_the_year_given() -> None:
    assert span_of("quý I") is None
    assert span_of("quý I", default_year=2025) == Span(2025 * 12, 2025 * 12 + 2)


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("ĐẢNG ỦY SỞ GD&ĐT", "Đảng bộ Sở Giáo dục và Đào tạo"),
        ("BCH ĐẢNG BỘ SỞ NỘI VỤ", "Đảng bộ Sở Nội vụ"),
        ("CHI BỘ TTGDTX TỈNH", "Chi bộ Trung tâm Giáo dục thường xuyên tỉnh"),
        ("ĐẢNG BỘ BVĐK TỈNH", "Đảng bộ Bệnh viện Đa khoa tỉnh"),
        ("ĐẢNG ỦY SỞ THỂ THAO", None),
    ],
)
def test_issuers_are_matched_however_they_are_written(issuer, name) -> None:
    found = read_register(TWELVE.parent / "units.csv").match(issuer)
    assert (found.name if found else None) == name


def test_no_unit_of_the_register_is_taken_for_another() -> None:
    register = read_register(TWELVE.parent / "units.csv")
    for unit in register.units:
        assert register.match(unit.name.upper().replace("ĐẢNG BỘ", "ĐẢNG ỦY")) == unit


def test_many_reports_are_held_to_each_other_in_a_process_apart(ledger_url, monkeypatch) -> None:
    from pipeline import holding
    from pipeline.commands.conduct import Asked, conducted
    from pipeline.commands.options import Lang
    from pipeline.commands.reading import How

    def found() -> tuple[list[tuple[str, str, str]], int]:
        asked = Asked((str(TWELVE),), units=TWELVE / "units.csv")
        with conducted(asked, How(None, "local", ledger_url, 300, Lang.VI)) as run:
            findings = [f for one in run.reported() for f in one.result.findings]
            told = sorted((f.rule, f.report, f.stated) for f in findings if f.severity >= 2)
            return told, len(run.sheet())

    here = found()
    monkeypatch.setattr(holding, "_MANY", 2)
    assert found() == here
    assert len(here[0]) == 5
