"""Write the DOCX cases of the torture set: NAME.docx, and beside it its answers, NAME.json.

python corpus/reading/docx/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

from cases import cases

HERE = Path(__file__).parent


def main() -> None:
    for name, case in cases():
        (HERE / f"{name}.docx").write_bytes(case.data)
        answer = {"blocks": case.blocks, "problems": case.problems}
        answer["has_tracked_changes"] = case.has_tracked_changes
        lines = json.dumps(answer, ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(lines + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
