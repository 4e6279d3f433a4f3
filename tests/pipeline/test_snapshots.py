"""Every output format of one small submission, held to a file in `snapshots`.

The submission is three reports written by hand, `submission/*.txt`, and a PDF that does not open.
What is wrong: 7 + 4 chi bộ are not 12; 53/77 is 69%, not 57%; 62/77 is 81%, and 80% only if cut
off; the units took in 05 + 7 = 12 members, and the summary states 13. The summary came later than
the units, and a reviewer has dismissed the third.

`SOAT_SNAPSHOTS=renew pytest tests/pipeline/test_snapshots.py` writes the files anew: read what has
changed in them (`git diff`) before it is kept.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.conduct import Asked, conducted
from pipeline.commands.options import Format, Lang
from pipeline.commands.reading import How
from pipeline.commands.showing import Shown, show
from pipeline.ledger import Choice, Decision
from pipeline.outputs import jsonl, parquet, table
from pipeline.outputs.reported import Reported
from pipeline.tally import Tally

HERE = Path(__file__).parent
SNAPSHOTS = HERE / "snapshots"
RENEW = os.environ.get("SOAT_SNAPSHOTS") == "renew"


@dataclass(frozen=True, slots=True)
class Submission:
    """What a check of the submission found, as the outputs take it."""

    reported: tuple[Reported, ...]
    tally: Tally
    sheet: Any
    states: Any

    def written(self, output_format: Format, path: Path, lang: Lang = Lang.VI) -> Path:
        show(self.reported, self.tally, self.sheet, Shown(output_format, path, lang, self.states))
        return path


@pytest.fixture(scope="module")
def submission(tmp_path_factory: pytest.TempPathFactory) -> Submission:
    folder = tmp_path_factory.mktemp("submission")
    for report in sorted((HERE / "submission").glob("*.txt")):
        # the bytes are the same however git has checked the file out
        (folder / report.name).write_bytes(report.read_text("utf-8").encode())
    (folder / "hong.pdf").write_bytes(b"%PDF-1.7\n")
    how = How(1, "local", str(folder.parent / "ledger.sqlite"), 60, Lang.VI)
    summary = folder / "tong-hop.txt"
    later = summary.rename(folder.parent / summary.name)
    with conducted(Asked((str(folder),)), how) as run:
        (cut,) = (
            one.id for report in run.reported() for one in report.listed
            if one.finding.rule == "P102"
        )  # fmt: skip
        run.ledger.decide([Decision("1", cut, Choice.DISMISS, "cắt, không làm tròn", "An", "")])
    later.rename(summary)
    with conducted(Asked((str(folder),)), how) as run:
        reported = tuple(run.reported(numerals=True))
        return Submission(reported, run.tally, run.sheet(), run.states)


def held(name: str, text: str) -> None:
    """The text is that of the snapshot; with `SOAT_SNAPSHOTS=renew` it becomes it."""
    path = SNAPSHOTS / name
    if RENEW:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text.splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("lang", list(Lang))
def test_table(submission: Submission, tmp_path: Path, lang: Lang) -> None:
    text = submission.written(Format.TABLE, tmp_path / "a.txt", lang).read_text("utf-8")
    held(f"findings.{lang.value}.txt", text)


@pytest.mark.parametrize("lang", list(Lang))
def test_json_lines(submission: Submission, tmp_path: Path, lang: Lang) -> None:
    text = submission.written(Format.JSONL, tmp_path / "a.jsonl", lang).read_text("utf-8")
    held(f"findings.{lang.value}.jsonl", text)


def test_figures_as_json_lines_and_table(submission: Submission, tmp_path: Path) -> None:
    results = [report.result for report in submission.reported]
    lines = [f"{line}\n" for r in results for line in jsonl.figure_lines(r, all_numerals=True)]
    held("figures.jsonl", "".join(lines))
    with (tmp_path / "a.txt").open("w", encoding="utf-8") as file:
        table.print_figures(table.console(file), results, "vi", all_numerals=True)
    held("figures.txt", (tmp_path / "a.txt").read_text("utf-8"))


def test_csv_with_its_data_package(submission: Submission, tmp_path: Path) -> None:
    folder = submission.written(Format.CSV, tmp_path / "ra")
    assert sorted(path.name for path in folder.iterdir()) == [
        "datapackage.json", "figures.csv", "findings.csv", "reports.csv",
    ]  # fmt: skip
    for path in folder.iterdir():
        held(path.name, path.read_text("utf-8"))
    single = submission.written(Format.CSV, tmp_path / "một tệp.csv")
    assert single.read_bytes() == (folder / "findings.csv").read_bytes()
    bare = (folder / "findings.csv").read_bytes().removeprefix("\ufeff".encode())
    assert bare.count(b"\r\n") == bare.count(b"\n") == 5  # the head and four findings


def test_html(submission: Submission, tmp_path: Path) -> None:
    text = submission.written(Format.HTML, tmp_path / "a.html").read_text("utf-8")
    assert '<b>"' not in text  # the report's own markup is text
    held("findings.html", text)


def test_sarif(submission: Submission, tmp_path: Path) -> None:
    """But for the version of Soát, and the pages of the rules, which have tests of their own."""
    from importlib.metadata import version

    from rules.pages import page

    log = json.loads(submission.written(Format.SARIF, tmp_path / "a.sarif").read_text("utf-8"))
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["version"] == version("soat")
    driver["version"] = "…"
    for rule in driver["rules"]:
        text = page(rule["id"], "vi")
        assert rule["help"] == {"text": text, "markdown": text}
        rule["help"] = "…"
    held("findings.sarif", json.dumps(log, ensure_ascii=False, indent=1) + "\n")


def parquet_lines(path: Path) -> Iterator[str]:
    """Its columns with type and description, and its rows."""
    from pyarrow import parquet as pq

    found = pq.read_table(path)
    for field in found.schema:
        yield f"{field.name}: {field.type} — {field.metadata[b'description'].decode()}"
    for row in found.to_pylist():
        yield "---"
        yield from (f"{name} = {value!r}" for name, value in row.items() if value is not None)


def test_parquet(submission: Submission, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="soat[parquet] is not installed")
    path = submission.written(Format.PARQUET, tmp_path / "a.parquet")
    held("findings.parquet.txt", "\n".join(parquet_lines(path)) + "\n")
    parquet.write_figures(path, submission.reported, "vi", all_numerals=False)
    held("figures.parquet.txt", "\n".join(parquet_lines(path)) + "\n")


def workbook_lines(path: Path) -> Iterator[str]:
    """Its sheets: what makes them up, and every cell that is not empty, bold in [brackets]."""
    import openpyxl
    from openpyxl.utils import get_column_letter as letter

    for sheet in openpyxl.load_workbook(path, rich_text=True):
        yield f"=== {sheet.title}"
        yield f"freeze {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
        held = sheet.column_dimensions.values()
        hidden = [(letter(one.min), letter(one.max)) for one in held if one.hidden]
        yield f"hidden {', '.join(':'.join(ends) for ends in hidden)}"
        for rule in sheet.data_validations.dataValidation:
            yield f"choice {rule.sqref}: {rule.formula1}"
        rows = sheet.iter_rows() if sheet.title != "Phép kiểm tra" else sheet.iter_rows(max_row=1)
        for row in rows:
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate} {cell.data_type} {shown(cell.value)}"


def shown(value: Any) -> str:
    if not isinstance(value, list):
        return repr(value)
    return repr(
        "".join(f"[{p.text}]" if hasattr(p, "font") and p.font.b else str(p) for p in value)
    )


def test_workbook(submission: Submission, tmp_path: Path) -> None:
    """But for the rows of the checks, which are those there are."""
    pytest.importorskip("openpyxl")
    path = submission.written(Format.XLSX, tmp_path / "a.xlsx")
    held("findings.xlsx.txt", "\n".join(workbook_lines(path)) + "\n")


def test_nothing_of_this_machine_is_in_a_snapshot() -> None:
    for path in SNAPSHOTS.iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"pytest-of|/home|[A-Z]:\\", text), path.name
        assert re.search(r"20[2-9]\d-\d\d-\d\dT", text) is None, path.name
    assert len(list(SNAPSHOTS.iterdir())) == 15
