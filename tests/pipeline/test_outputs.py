"""Every output format of one small result, made by hand with all in it that can go wrong."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extractors.document import Box, Metadata, Origin, Place
from pipeline.frames import figures_frame, findings_frame, reports_frame
from pipeline.ledger import Choice, Decision, Filed, Listed, Standing, State
from pipeline.outputs import columns, html, parquet, sarif, tidy, workbook
from pipeline.outputs.reported import Reported
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult, Status
from rules.figures.figure import Kind, Role
from rules.finding import Failure, Finding, Message, Severity
from tests.pipeline.libreoffice import by_libreoffice

SENTENCE = '=1+1 "Tiêm" 53/77 cháu (đạt 57%)\n<script>alert(1)</script>'
PLACE = Place(block=3, page=2, section="I > II", box=Box(70.5, 100.25, 92.75, 114.0))
ERROR = Finding(
    report="xã/a.pdf", rule="P101", name="percent-of-ratio", severity=Severity.ERROR,
    message=Message("Ghi 57%, tính lại: 68,8%", "57% is written, 68.8% follows"),
    stated="57%", expected="68,8%", working=Message("53/77 = 68,831…%", "53/77 = 68.831…%"),
    figures=("f1", "f2"), surfaces=("53/77", "57%"), places=(PLACE, replace(PLACE, block=4)),
    sentence=SENTENCE, marks=((12, 17), (28, 31)), fingerprint="0123456789abcdef",
)  # fmt: skip
ACROSS = Finding(
    report="xã/a.pdf", rule="X501", name="units-sum", severity=Severity.ERROR,
    message=Message("tổng hợp ghi 75", "the summary states 75"), stated="75", expected="76",
    working=Message("5 + 71 = 76", "5 + 71 = 76"), figures=("f1", "f9"), surfaces=("75", "5"),
    places=(PLACE, Place(block=1, table=1, row=2, column=3)), sentence="Có 75 buổi.",
    marks=((3, 5),), fingerprint="fedcba9876543210", reports=("xã/a.pdf", "b.docx"),
)  # fmt: skip
NOTE = replace(ERROR, rule="P105", name="hedge-on-exact", severity=Severity.NOTE, marks=(),
               sentence="@SUM(A1)", fingerprint="00000000000000ff")  # fmt: skip


def filed(ordinal: int, report: str) -> Filed:
    return Filed(ordinal, report, f"/in/{report}", None, "a" * 64, ordinal + 1, State.NEW, "abc")


def listed(finding: Finding, choice: Choice | None = None) -> Listed:
    name = f"abc-{finding.fingerprint}"
    decision = None if choice is None else Decision("1", name, choice, "đã hỏi", "An", "2025")
    return Listed(name, filed(0, "xã/a.pdf"), finding, Standing.NEW, decision)


A = ReportResult(
    report="xã/a.pdf", status=Status.OK,
    numerals=(
        NumeralRecord("n1", Kind.DATE, "28/6", 0, 0, 4, PLACE),
        NumeralRecord("f1", Kind.RATIO, "53/77", 0, 12, 17, PLACE, value=Decimal(53),
                      denominator=Decimal(77), noun="cháu", noun_key="cháu", role=Role.ACTUAL,
                      origin=Origin.TEXT, confidence=1.0),
        NumeralRecord("f2", Kind.MONEY, "123456789012345678 đồng", 0, 28, 31, PLACE,
                      value=Decimal(123456789012345678), unit="đồng", role=Role.TARGET,
                      origin=Origin.OCR, confidence=0.5),
        NumeralRecord("f3", Kind.PERCENT, "0,125%", 0, 1, 2, PLACE, value=Decimal("0.125"),
                      unit="%", role=Role.ACTUAL, origin=Origin.TEXT, confidence=1.0),
    ),
    sentences=(SENTENCE,), figure_count=3, claims=1,
    metadata=Metadata(issuer="@Đảng ủy xã", number="12-BC/ĐU", date="2025-06-28"),
    format="pdf", pages=3, findings=(ERROR, ACROSS, NOTE), path=Path("/in/xã/a.pdf"),
    sha256="a" * 64,
)  # fmt: skip
B = ReportResult(report="b.docx", status=Status.REFUSED,
                 failures=(Failure("b.docx", "encrypted", "a password"),))  # fmt: skip
ALL = (Reported(A, (listed(ERROR, Choice.DISMISS), listed(ACROSS), listed(NOTE))), Reported(B, ()))


class Texts(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_csv_of_findings() -> None:
    file = io.StringIO()
    tidy.write_findings(file, ALL, "vi")
    rows = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert [r["rule"] for r in rows] == ["P101", "X501", "P105"]
    assert rows[0]["sentence"] == f"'{SENTENCE}"  # text that a spreadsheet would calculate
    assert rows[2]["sentence"] == "'@SUM(A1)"
    assert (rows[0]["decision"], rows[0]["note"], rows[0]["reviewer"]) == (
        "dismiss",
        "đã hỏi",
        "An",
    )
    assert (rows[0]["page"], rows[0]["place"]) == ("2", "trang 2")
    assert rows[1]["finding_id"] == "abc-fedcba9876543210"
    assert rows[0]["surfaces"] == "53/77; 57%"
    # which report each figure is of, where it is not that of the row alone
    assert (rows[1]["figures"], rows[1]["reports"]) == ("f1; f9", "xã/a.pdf; b.docx")
    assert (rows[0]["figures"], rows[0]["reports"]) == ("f1; f2", "")


def test_a_folder_of_csv_is_what_its_data_package_says(tmp_path: Path) -> None:
    tidy.write_folder(tmp_path / "ra", ALL, "vi")
    package = json.loads((tmp_path / "ra" / "datapackage.json").read_text("utf-8"))
    tables = {}
    for resource in package["resources"]:
        path = tmp_path / "ra" / resource["path"]
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as table:
            rows = list(csv.DictReader(table))
        fields = resource["schema"]["fields"]
        assert list(rows[0]) == [field["name"] for field in fields]
        keys = [tuple(row[k] for k in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for row in rows:
            for field in fields:
                if row[field["name"]]:
                    {"integer": int, "number": Decimal}.get(field["type"], str)(row[field["name"]])
        tables[resource["name"]] = rows
    values = [row["value"] for row in tables["figures"]]
    assert values == ["53", "123456789012345678", "0.125"]
    assert tables["reports"][1]["status"] == "refused"
    assert "mật khẩu" in tables["reports"][1]["reason"]
    assert tables["reports"][0]["issuer"] == "'@Đảng ủy xã"


def test_html_shows_text_as_text() -> None:
    file = io.StringIO()
    html.write(file, ALL, "vi")
    page = Texts()
    page.feed(file.getvalue())
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in "".join(page.texts)
    assert page.tags.count("mark") == 3  # two figures of the first finding, one of the second
    assert {"53/77", "57%", "75"} <= set(page.texts)
    assert "soat: " not in file.getvalue()
    assert any("b.docx: tệp có mật khẩu" in text for text in page.texts)
    assert "http" not in file.getvalue().replace("http-equiv", "")


def test_html_in_english() -> None:
    file = io.StringIO()
    html.write(file, ALL, "en")
    assert '<html lang="en">' in file.getvalue()
    assert "57% is written, 68.8% follows" in file.getvalue()


def test_sarif() -> None:
    file = io.StringIO()
    sarif.write(file, ALL, "en")
    (run,) = json.loads(file.getvalue())["runs"]
    first, across, note = run["results"]
    assert [r["level"] for r in run["results"]] == ["error", "error", "note"]
    uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "x%C3%A3/a.pdf"
    assert first["partialFingerprints"] == {"soat/v1": "abc-0123456789abcdef"}
    assert first["suppressions"][0]["justification"] == "đã hỏi"
    assert across["relatedLocations"][0]["properties"] == {
        "block": 1, "table": 1, "row": 2, "column": 3,
    }  # fmt: skip
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"]["id"] == "encrypted"
    assert note["message"]["text"].startswith("57% is written")


def test_parquet_keeps_every_digit(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="soat[parquet] is not installed")
    path = tmp_path / "số liệu.parquet"
    parquet.write_figures(path, ALL, "vi", all_numerals=False)
    table = pq.read_table(path)
    assert table.column_names == [column.name for column in columns.FIGURES]
    assert table.column("value").to_pylist() == [53, 123456789012345678, Decimal("0.125")]
    parquet.write_findings(path, ALL, "vi")
    assert pq.read_table(path).column("sentence").to_pylist()[0] == SENTENCE
    duckdb = pytest.importorskip("duckdb")
    parquet.write_figures(path, ALL, "vi", all_numerals=True)
    query = f"SELECT sum(value) FROM '{path}' WHERE kind = 'ratio'"  # noqa: S608
    assert duckdb.sql(query).fetchall() == [(Decimal(53),)]


def cells(path: Path) -> dict[str, list[dict[str, object]]]:
    from python_calamine import load_workbook

    book = load_workbook(path)
    found = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def test_workbook(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "soát.xlsx"
    workbook.write(path, ALL, "vi")
    found = cells(path)
    assert list(found) == ["Phát hiện", "Số liệu", "Báo cáo", "Phép kiểm tra"]
    first = found["Phát hiện"][0]
    assert first["Số liệu trong câu"] == SENTENCE
    assert (first["Mức"], first["Quyết định"], first["Ghi chú"]) == ("lỗi", "Bỏ qua", "đã hỏi")
    assert first["decision_exported"] == "dismiss"
    assert [row["Giá trị"] for row in found["Số liệu"]] == [53, "123456789012345678", 0.125]
    assert found["Báo cáo"][0]["Đơn vị"] == "@Đảng ủy xã"
    book = openpyxl.load_workbook(path, rich_text=True)
    sheet = book["Phát hiện"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rich = sheet.cell(2, heads["Số liệu trong câu"]).value
    assert [part.text for part in rich if hasattr(part, "font") and part.font.b] == ["53/77", "57%"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref is not None
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"Đúng là sai,Bỏ qua,Hỏi lại đơn vị"'
    assert sheet.column_dimensions["U"].hidden
    assert [row["Tình trạng"] for row in found["Báo cáo"]] == ["đọc hết", "không nhận"]


def test_what_is_decided_by_is_seen_at_once_and_whole(tmp_path: Path) -> None:
    """Within the 1,900 pixels of a common screen, at 7 a letter; every line of a wrapped cell."""
    import openpyxl

    workbook.write(tmp_path / "a.xlsx", ALL, "vi")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Phát hiện"]
    aside, width = set(), {}
    for held in sheet.column_dimensions.values():
        for at in range(held.min, held.max + 1):
            width[sheet.cell(1, at).value] = held.width
            if held.hidden:
                aside.add(sheet.cell(1, at).value)
    heads = [cell.value for cell in sheet[1]]
    seen = [head for head in heads if head not in aside]
    assert seen == [
        "Báo cáo", "Vị trí", "Mức", "Mã", "Số liệu trong câu", "Nội dung", "Phép tính",
        "So với lần trước", "Quyết định", "Ghi chú", "Người rà soát", "finding_id",
    ]  # fmt: skip
    assert sum(width[head] for head in seen[: seen.index("Ghi chú") + 1]) * 7 < 1_900
    # two lines in the report, of which the first is as long as one of 52 letters and more
    assert sheet.row_dimensions[2].height >= 3 * 15
    assert sheet.page_setup.orientation == "landscape"


def test_a_cell_that_looks_like_a_formula_stays_text_in_libreoffice(tmp_path: Path) -> None:
    workbook.write(tmp_path / "a.xlsx", ALL, "vi")
    with (tmp_path / "b.csv").open("w", encoding="utf-8-sig", newline="") as file:
        tidy.write_findings(file, ALL, "vi")
    for name in ("a.xlsx", "b.csv"):
        with zipfile.ZipFile(by_libreoffice(tmp_path / name, "ods")) as archive:
            content = archive.read("content.xml").decode()
        formulas = set(re.findall(r'table:formula="([^"]*)"', content))
        assert formulas <= {"of:=FALSE()", "of:=TRUE()"}  # how it stores a truth value
        assert "=1+1" in content
        assert "@SUM(A1)" in content


def by_openpyxl(path: Path) -> dict[str, list[dict[str, object]]]:
    """What `cells` gives, by the other library."""
    import openpyxl

    found = {}
    for sheet in openpyxl.load_workbook(path):
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [
            {name: "" if cell is None else cell for name, cell in zip(head, row, strict=True)}
            for row in rows
        ]
    return found


def test_two_libraries_read_the_same_workbook(tmp_path: Path) -> None:
    path = tmp_path / "soát.xlsx"
    workbook.write(path, ALL, "vi")
    found = cells(path)
    assert [len(found[name]) for name in ("Phát hiện", "Số liệu", "Báo cáo")] == [3, 3, 2]
    assert by_openpyxl(path) == found


def test_libreoffice_reads_the_same_workbook(tmp_path: Path) -> None:
    path = tmp_path / "soát.xlsx"
    workbook.write(path, ALL, "vi")
    assert cells(by_libreoffice(path, "xlsx")) == cells(path)


def test_the_workbook_lists_every_check(tmp_path: Path) -> None:
    from rules.checks import everything

    workbook.write(tmp_path / "a.xlsx", ALL, "vi")
    listed = [row["Kiểm tra"] for row in cells(tmp_path / "a.xlsx")["Phép kiểm tra"]]
    assert listed == [f"{check.code} {check.name}" for check in everything()]


def test_frames_have_the_documented_columns() -> None:
    found, figures = findings_frame(ALL), figures_frame(ALL)
    assert list(found.columns) == [column.name for column in columns.FINDINGS]
    assert found["page"].dtype == "Int64"
    assert list(figures["value"]) == [Decimal(53), Decimal(123456789012345678), Decimal("0.125")]
    assert figures["period"].isna().all()
    assert len(figures_frame(ALL, all_numerals=True)) == 4
    reports = reports_frame(ALL)
    assert list(reports["status"]) == ["ok", "refused"]
    assert list(reports["findings"]) == [3, 0]


def test_from_python(tmp_path: Path) -> None:
    from pipeline import check

    (tmp_path / "a.txt").write_text("Đã khám cho 62/77 cháu (đạt 90%).\n", "utf-8")
    checked = check(tmp_path, jobs=1)
    assert list(checked.findings["rule"]) == ["P101"]
    assert list(checked.figures["surface"]) == ["62/77", "90%"]
    assert list(checked.reports["report"]) == ["a.txt"]
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none.txt")
    with pytest.raises(ValueError, match="P999"):
        check(tmp_path, select="P999")
