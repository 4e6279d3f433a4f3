"""Write `heads.json` and `later.json`: heads and closings with their answers.

python corpus/reading/heads/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

from heads import HEADS
from later import LATER

HERE = Path(__file__).parent


def main() -> None:
    for name, heads in (("heads", HEADS), ("later", LATER)):
        text = json.dumps(heads, ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(text + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
