"""Write `heads.json`: the heads and closings of `heads.py` with their answers.

python corpus/reading/heads/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

from heads import HEADS


def main() -> None:
    text = json.dumps(HEADS, ensure_ascii=False, indent=1)
    (Path(__file__).parent / "heads.json").write_text(text + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
