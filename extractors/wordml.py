"""The names of WordprocessingML, and how its values are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

PARAGRAPH, RUN, TEXT, TABLE = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl"
P_PR, R_PR = f"{W}pPr", f"{W}rPr"
ROW, CELL, BOX = f"{W}tr", f"{W}tc", f"{W}txbxContent"
FIELD = f"{W}fldChar"
RENDERED_BREAK = f"{W}lastRenderedPageBreak"
ALTERNATE = f"{MC}AlternateContent"
LEFT_OUT = frozenset(
    f"{W}{tag}"
    for tag in ("del", "moveFrom", "pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid",
                "trPr", "tcPr", "smartTagPr", "customXmlPr")
)  # fmt: skip
"""What holds no text of the paper: properties, and what was deleted or moved elsewhere."""

_TRACKED = tuple(f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))
_SHOWN = (TEXT, f"{M}t", f"{W}sym", f"{W}tab", f"{A}t")


def value(node: Any | None, tag: str) -> str | None:
    """The value of a property element `w:tag` of a node; None if it has none."""
    found = None if node is None else node.find(f"{W}{tag}")
    return None if found is None else found.get(f"{W}val")


def number(text: str | None, default: int = 0) -> int:
    """A whole number as an attribute has it; the default where it is none."""
    try:
        return default if text is None else int(float(text))
    except (ValueError, OverflowError):
        return default


def is_on(node: Any | None) -> bool:
    """Whether a property that is on or off is there, and on."""
    return node is not None and node.get(f"{W}val", "1") not in {"0", "false", "off"}


def chosen(node: Any) -> Any:
    """One of the alternatives of an AlternateContent, so that nothing is read twice.

    The first that shows something: a program writes for itself, and what others are to read
    instead.
    """
    alternatives = [child for child in node if child.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    for alternative in alternatives:
        if next(alternative.iter(*_SHOWN), None) is not None:
            return alternative
    return alternatives[0] if alternatives else node


def text_boxes(node: Any) -> Iterator[Any]:
    """The contents of the text boxes of a drawing, the outermost ones."""
    for child in node:
        if child.tag == BOX:
            yield child
        elif child.tag == ALTERNATE:
            yield from text_boxes(chosen(child))
        else:
            yield from text_boxes(child)


def has_tracked_changes(root: Any) -> bool:
    """Whether insertions, deletions or moves wait to be accepted."""
    return next(root.iter(*_TRACKED), None) is not None
