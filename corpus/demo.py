"""Draw the picture of the README: the table of `soat check` on a few lines, as SVG.

python corpus/demo.py
"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from extractors import read_text
from pipeline.outputs.table import print_findings
from pipeline.result import ReportResult, Status
from rules.checks import run
from rules.figures import extract

TEXT = """\
Đến nay đã có 62/77 đồng chí thủ trưởng làm bí thư cấp ủy (chiếm 80%) và 53/77 đồng chí cấp phó \
làm phó bí thư (chiếm 69%).

Toàn Đảng bộ có 85 chi, đảng bộ cơ sở (34 đảng bộ, 50 chi bộ); thi hành kỷ luật 33 đảng viên \
(27 khiển trách, 06 cảnh cáo).

Có 45/60 trường đạt chuẩn quốc gia, đạt 57%.
"""


def main() -> None:
    """Write corpus/demo.svg."""
    extraction = extract(read_text(TEXT, "Báo cáo mẫu.docx"))
    findings, failures = run(extraction)
    result = ReportResult(
        "Báo cáo mẫu.docx", Status.OK, extraction, findings=findings, failures=failures
    )
    console = Console(
        record=True, width=110, file=io.StringIO(), highlight=False, markup=False, emoji=False
    )
    print_findings(console, [result], "vi")
    target = Path(__file__).with_name("demo.svg")
    target.write_text(console.export_svg(title="soat check", unique_id="soat"), "utf-8")


if __name__ == "__main__":
    main()
