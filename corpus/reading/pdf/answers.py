"""What a made PDF says, written down by its maker while it draws."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Cell = str | tuple[str, int, int]
"""Text, or (text, row span, column span)."""


class Answers:
    """The blocks of one PDF in reading order, and the problems its reader must name."""

    def __init__(self) -> None:
        self.blocks: list[dict[str, Any]] = []
        self.problems: list[dict[str, Any]] = []
        self._tables = 0

    def add(self, kind: str, text: str, **keys: Any) -> str:
        """One block; gives its text back to be drawn."""
        text = unicodedata.normalize("NFC", text)
        self.blocks.append({"kind": kind, "text": text, **keys})
        return text

    def table(self, rows: Sequence[Sequence[Cell]], *, first: int = 1, same: bool = False) -> None:
        """The cells of a table, empty ones left out.

        Args:
            rows: of cells; a cell that spans stands where it begins, its rest is left out.
            first: number of the first row.
            same: whether these rows belong to the table before.
        """
        self._tables += not same
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows, start=first):
            column = 1
            for cell in row:
                text, down, across = (cell, 1, 1) if isinstance(cell, str) else cell
                while (number, column) in taken:
                    column += 1
                taken |= {(number + i, column + j) for i in range(down) for j in range(across)}
                if text:
                    self.add(
                        "cell", text, table=self._tables, row=number, column=column,
                        row_span=down, column_span=across,
                    )  # fmt: skip
                column += across

    def problem(self, reason: str, page: int) -> None:
        """A part that cannot be read, to be named."""
        self.problems.append({"reason": reason, "page": page})

    def save(self, path: Path) -> None:
        """As JSON, one block a line."""
        lines = ",\n".join(json.dumps(block, ensure_ascii=False) for block in self.blocks)
        path.write_text(
            f'{{"blocks": [\n{lines}\n],\n"problems": {json.dumps(self.problems)}}}\n', "utf-8"
        )
