"""Write the DOCX cases of the torture set: NAME.docx, and beside it its answers, NAME.json.

python corpus/reading/docx/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

from cases import cases
from offices import OFFICES

HERE = Path(__file__).parent


def main() -> None:
    more = ((made.__name__.replace("_", "-"), made()) for made in OFFICES)
    for name, case in (*cases(), *more):
        (HERE / f"{name}.docx").write_bytes(case.data)
        answer = {"blocks": case.blocks, "problems": case.problems}
        answer["has_tracked_changes"] = case.has_tracked_changes
        lines = json.dumps(answer, ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(lines + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
