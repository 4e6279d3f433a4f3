"""The shapes of an RTF file's table rows: where cells end, what is merged, what has borders."""

from __future__ import annotations

from extractors.wordwriter import CellEnd, RowShape

_DRAWN = frozenset({"brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair", "brdrtriple"})
_OTHERS = ("clpad", "clsh", "clcb", "trbrdr", "trpad")


class Rows:
    """The row in force at each depth of tables; it holds until the next is begun."""

    def __init__(self) -> None:
        self._shapes: dict[int, RowShape] = {}
        self._cell = CellEnd()
        self._in_border = False

    def shape(self, depth: int) -> RowShape:
        """The row in force at a depth, the outermost being 1."""
        return self._shapes.get(depth, RowShape())

    def word(self, word: str, number: int, depth: int) -> None:
        """Take a control word that may shape the row at a depth."""
        if word == "trowd":
            self._shapes[depth] = RowShape()
            self._cell, self._in_border = CellEnd(), False
        elif word == "trleft":
            self._shapes.setdefault(depth, RowShape()).left = number
        elif word == "cellx":
            self._cell.edge = number
            self._shapes.setdefault(depth, RowShape()).cells.append(self._cell)
            self._cell, self._in_border = CellEnd(), False
        elif word in {"clvmgf", "clvmrg"}:
            self._cell.down = "restart" if word == "clvmgf" else "continue"
        elif word in {"clmgf", "clmrg"}:
            self._cell.across = "restart" if word == "clmgf" else "continue"
        elif word.startswith("clbrdr"):
            self._in_border = True
        elif word.startswith(_OTHERS):
            self._in_border = False
        elif self._in_border and word in _DRAWN:
            self._cell.bordered = True
