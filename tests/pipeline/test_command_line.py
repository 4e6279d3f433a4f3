"""The command line as a user meets it: streams, exit codes, formats, languages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
REPORT = "Trạm Y tế đã khám cho 62/77 cháu (đạt 80%) và tiêm 53/77 cháu (đạt 57%).\n"
SOAT = Path(sys.executable).parent / "soat"


def soat(
    *arguments: object, stdin: str | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(SOAT), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C"},
    )


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hộp thư"
    (folder / "xã").mkdir(parents=True)
    (folder / "tốt.txt").write_text(REPORT, "utf-8")
    (folder / "xã" / "b.txt").write_text("Có 53/77 hộ, đạt 69%.\n", "utf-8")
    (folder / "~$khóa.docx").write_bytes(b"lock")
    (folder / ".ẩn.txt").write_text(REPORT, "utf-8")
    (folder / "ghi chú.md").write_text(REPORT, "utf-8")
    return folder


def test_folder_is_walked_and_findings_exit_1(inbox: Path) -> None:
    run = soat("check", inbox, "--format", "jsonl")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 1
    assert run.stderr == ""
    assert sorted((line["report"], line["rule"]) for line in lines) == [
        ("tốt.txt", "P101"),
        ("tốt.txt", "P102"),
    ]


def test_one_bad_file_among_good_ones_is_told_and_exits_3(inbox: Path) -> None:
    (inbox / "hỏng.docx").write_bytes(b"PK\x03\x04nothing")
    run = soat("check", inbox, "--format", "jsonl", "--fail-on", "never")
    assert run.returncode == 3
    assert len(run.stdout.splitlines()) == 2
    (line,) = run.stderr.splitlines()
    assert line.startswith("soat: hỏng.docx: tệp hỏng")


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("trống.txt", b"", 3, "tệp trống"),
        ("hỏng.pdf", b"%PDF-1.7 x", 3, "tệp hỏng"),
        ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 3, "tệp hỏng"),
        ("mã.txt", "Báo cáo".encode("cp1258"), 3, "UTF-8"),
        (None, None, 2, "không có tệp này"),
    ],
)
def test_bad_files_give_one_clear_line(
    tmp_path: Path, name: str | None, data: bytes | None, code: int, words: str
) -> None:
    path = tmp_path / (name or "thiếu.docx")
    if data is not None:
        path.write_bytes(data)
    run = soat("check", path)
    (line,) = run.stderr.splitlines()
    assert run.returncode == code
    assert path.name in line
    assert words in line


def test_encrypted_pdf(tmp_path: Path) -> None:
    path = tmp_path / "mật.pdf"
    with pikepdf.open(CORPUS / "real" / "cong-nghiep-02-2007.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    run = soat("check", path, "--lang", "en")
    assert (run.returncode, run.stdout.count("Traceback")) == (3, 0)
    assert run.stderr.splitlines() == [
        f"soat: {path.as_posix()}: the file has a password (the PDF has a password)"
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--bogus"], "không có tùy chọn --bogus"),
        (["check", "--format"], "thiếu giá trị cho tùy chọn --format"),
        (["check", "-", "--format", "xml"], "giá trị không hợp lệ --format"),
        (["check", "-", "--select", "P999"], "không có phép kiểm tra 'P999'"),
        (["check"], "cần ít nhất một tệp"),
        (["rule", "percent-truncate"], "percent-truncated"),
        (["frob"], "không có lệnh 'frob'"),
        (["check", ".", "--output", "/"], "không ghi được"),
        (["check", ".", "--units", "none.xlsx"], "none.xlsx: không có tệp này"),
        (["check", ".", "--units", "none.csv"], "none.csv: không có tệp này"),
        (["decide", "none.xlsx"], "none.xlsx: không có tệp này"),
    ],
)
def test_mistakes_of_usage_are_one_line_and_exit_2(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    run = soat(*arguments, stdin="x", cwd=tmp_path)
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    assert words in line


def test_folder_without_reports(tmp_path: Path) -> None:
    run = soat("check", tmp_path, "--lang", "en")
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        f"soat: {tmp_path}: no reports (.pdf, .docx, .doc, .rtf, .txt, .png, .jpg, .tif, .zip)"
    ]


def test_standard_input_severities_and_selection() -> None:
    assert soat("check", "-", stdin=REPORT).returncode == 1
    assert soat("check", "-", "--ignore", "P101", stdin=REPORT).returncode == 0
    assert (
        soat("check", "-", "--select", "P102", "--fail-on", "warning", stdin=REPORT).returncode == 1
    )
    assert (
        soat(
            "check", "-", "--select", "S,percent-points", "--fail-on", "note", stdin=REPORT
        ).returncode
        == 0
    )


def test_what_was_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    run = soat("check", "a.txt", "--format", "xlsx", "--output", "soat.xlsx", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("soat: đã ghi soat.xlsx: 1 báo cáo, ")
    assert "1 lỗi" in run.stderr


def test_decisions_that_were_not_taken_are_not_written_over(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    command = ["check", "a.txt", "--format", "xlsx", "--output", "soat.xlsx",
               "--ledger", "ledger.sqlite"]  # fmt: skip
    assert soat(*command, cwd=tmp_path).returncode == 1
    book = openpyxl.load_workbook(tmp_path / "soat.xlsx")
    heads = {cell.value: cell.column for cell in book["Phát hiện"][1]}
    book["Phát hiện"].cell(2, heads["Quyết định"]).value = "Bỏ qua"
    book.save(tmp_path / "soat.xlsx")
    filled = (tmp_path / "soat.xlsx").read_bytes()
    run = soat(*command, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("soat: soat.xlsx: có 1 quyết định chưa nhận về")
    assert (tmp_path / "soat.xlsx").read_bytes() == filled
    taken = soat("decide", "soat.xlsx", "--ledger", "ledger.sqlite", cwd=tmp_path)
    # of the two percentages of the report the other is undecided
    assert taken.stdout == "1 quyết định mới, 1 dòng không đổi\n"
    assert soat(*command, cwd=tmp_path).returncode == 1
    sheet = openpyxl.load_workbook(tmp_path / "soat.xlsx")["Phát hiện"]
    at = heads["Quyết định"]
    assert [sheet.cell(row, at).value for row in (2, 3)] == ["Bỏ qua", None]


def test_output_goes_to_the_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "ra.jsonl"
    run = soat("figures", "-", "--format", "jsonl", "--output", target, stdin=REPORT)
    assert (run.returncode, run.stdout) == (0, "")
    assert "1 báo cáo, 4 số liệu, 0 số chưa phân loại; 0 chỗ không đọc được" in run.stderr
    figures = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [f["surface"] for f in figures] == ["62/77", "80%", "53/77", "57%"]


def test_a_figure_line_has_the_documented_keys() -> None:
    run = soat(
        "figures",
        "-",
        "--format",
        "jsonl",
        "--all-numerals",
        stdin="Năm 2017, có 62/77 xã đạt 80,5%.\n",
    )
    year, ratio, percent = (json.loads(line) for line in run.stdout.splitlines())
    assert list(year) == ["schema", "report", "id", "kind", "surface", "span", "sentence", "place"]
    assert list(ratio) == [
        "schema", "report", "id", "kind", "surface", "span", "sentence", "value", "denominator",
        "upper", "unit", "hedge", "noun", "noun_key", "indicator", "period", "role", "part_of",
        "percent_of", "place", "origin", "confidence",
    ]  # fmt: skip
    assert (ratio["value"], ratio["denominator"], ratio["noun"], ratio["period"]) == (
        62,
        77,
        "xã",
        "2017",
    )
    assert (percent["value"], percent["percent_of"]) == ("80.5", ratio["id"])
    start, end = ratio["span"]
    assert ratio["sentence"][start:end] == "62/77"
    assert ratio["place"]["start"] == 13


def test_table_shows_the_figure_the_working_and_the_coverage() -> None:
    run = soat("check", "-", stdin=REPORT)
    assert "[62/77]" in run.stdout
    assert "80,519…%" in run.stdout
    assert "1 báo cáo, 4 số liệu" in run.stdout
    english = soat("check", "-", "--lang", "en", stdin=REPORT).stdout
    assert "rounds to 81%" in " ".join(english.split())


def test_text_of_a_report_cannot_steer_the_terminal() -> None:
    run = soat("check", "-", stdin="\x1b[31mCó 62/77 [bold]hộ[/bold] (chiếm 80%).\n")
    assert "\x1b" not in run.stdout
    assert "[bold]" in run.stdout


def test_rule_pages() -> None:
    listing = soat("rule").stdout
    assert "P102 percent-truncated" in listing
    page = soat("rule", "percent-truncated", "--lang", "en")
    assert page.returncode == 0
    assert page.stdout.startswith("P102 percent-truncated (warning)")
    assert "What it leaves alone:" in page.stdout
    assert "An example without:" in page.stdout
    vietnamese = soat("rule", "P102").stdout
    assert vietnamese.startswith("P102 percent-truncated (cảnh báo)")
    assert "Không báo: tỷ lệ có từ ước lượng" in vietnamese
    assert "## X506 implausible" in soat("rule", "--all").stdout


def test_a_closed_pipe_is_no_crash() -> None:
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("needs a POSIX shell")
    command = f"{SOAT} figures {CORPUS / 'bc177' / 'bc177.txt'} --format jsonl | head -1"
    run = subprocess.run([shell, "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert run.stderr == ""
    assert len(run.stdout.splitlines()) == 1


def test_help_and_version() -> None:
    assert "check" in soat("--help").stdout
    assert soat().returncode == 0
    assert soat("--version").stdout.startswith("soat ")
