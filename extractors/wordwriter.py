"""A WordprocessingML package built in memory, for what is read as a word processor's document.

A story is a text of its own (the body, a note, a running head, a text box): paragraphs of runs, and
tables inside tables. The reader of DOCX reads what comes out, so that all word processors' formats
are read by one set of rules.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extractors.errors import Reason, UnreadableError
from extractors.wordml import BOX, CELL, P_PR, PARAGRAPH, R_PR, ROW, RUN, TABLE, TEXT, W

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = {"w": W[1:-1], "r": _R}
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_PARTS = 600_000
"""Elements in one document; more is no report."""
_DEEPEST_TABLE = 20
_MOST_CELLS = 1_000
_SAME_EDGE = 25
"""Twips: edges of cells nearer than this are one column's."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a run looks."""

    font: str = ""
    bold: bool = False
    hidden: bool = False
    raised: bool = False
    lift: int = 0
    """Over the line, in half points."""
    capitals: bool = False
    deleted: bool = False
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """How a paragraph stands."""

    depth: int = 0
    """In how many tables it is."""
    outline: int = 9
    """From 0; 9 is body text."""
    begins_page: bool = False


@dataclass(slots=True)
class CellEnd:
    """Where a cell of a row ends, and what it is merged with."""

    edge: int = 0
    """Its right side, in twips from the margin."""
    down: str = ""
    """'restart', 'continue' or '' for none."""
    across: str = ""
    bordered: bool = False


@dataclass(slots=True)
class RowShape:
    """The cells of a row, from left to right."""

    left: int = 0
    cells: list[CellEnd] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[tuple[RowShape, list[Any]]] = field(default_factory=list)
    cells: list[Any] = field(default_factory=list)
    """Of the row that is being read, whole."""
    cell: Any = None
    """The one that is being read."""


class Budget:
    """How many elements a document may still make."""

    def __init__(self) -> None:
        self._left = _MOST_PARTS

    def spend(self) -> None:
        """Count one.

        Raises:
            UnreadableError: there are too many.
        """
        self._left -= 1
        if self._left < 0:
            raise UnreadableError(Reason.TOO_LARGE, f"more than {_MOST_PARTS} pieces of text")


class Story:
    """A text of its own that is being built."""

    def __init__(self, root: Any, budget: Budget) -> None:
        self.root = root
        self._budget = budget
        self._tables: list[_Table] = []
        self._runs: list[Any] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been put into the paragraph that is being built."""
        return not self._runs

    def put(self, text: str, letters: Letters) -> None:
        """Text with tabs and line ends."""
        for part in re.split("([\t\n\f])", text):
            if part == "\t":
                self.sign("tab", letters)
            elif part == "\n":
                self.sign("br", letters)
            elif part == "\f":
                self.sign("br", letters, type="page")
            elif part:
                run = self._run(letters)
                node = etree.SubElement(run, f"{W}delText" if letters.deleted else TEXT)
                node.text = _INVALID.sub("", part)

    def sign(self, tag: str, letters: Letters, **attributes: str) -> Any:
        """An element of a run: a tab, a break, a part of a field, a reference to a note."""
        node = etree.SubElement(self._run(letters), f"{W}{tag}")
        for name, content in attributes.items():
            node.set(f"{W}{name}", content)
        return node

    def code(self, text: str) -> None:
        """A piece of a field's code."""
        self.sign("instrText", Letters()).text = _INVALID.sub("", text)

    def box(self) -> Any:
        """The root of a new text box that hangs on the paragraph."""
        return etree.SubElement(self.sign("pict", Letters()), BOX)

    def mark_last_as_note(self, tag: str, identity: str) -> bool:
        """Make the last run the sign of a note in place of a number; False if there is none."""
        last = self._runs[-1] if self._runs else None
        text = None if last is None else last.find(TEXT)
        if text is None or not (text.text or "").strip():
            return False
        note = etree.Element(f"{W}{tag}", {f"{W}id": identity, f"{W}customMarkFollows": "1"})
        text.addprevious(note)
        return True

    def end_paragraph(self, lines: Lines, letters: Letters, section: str = "") -> None:
        """Close the paragraph.

        Args:
            lines: how it stands.
            letters: how its end mark looks: one that is deleted joins it with the next.
            section: how the section behind this one begins, if this paragraph ends a section.
        """
        holder = self._holder(lines.depth)
        if not (self._runs or lines.depth or lines.begins_page or section or letters.deleted):
            return
        self._budget.spend()
        node = etree.SubElement(holder, PARAGRAPH)
        properties = etree.SubElement(node, P_PR)
        if lines.begins_page:
            etree.SubElement(properties, f"{W}pageBreakBefore")
        if lines.outline < 9:
            _said(properties, "outlineLvl", str(lines.outline))
        if letters.deleted:
            etree.SubElement(etree.SubElement(properties, R_PR), f"{W}del")
        if section:
            _said(etree.SubElement(properties, f"{W}sectPr"), "type", section)
        for run in self._runs:
            node.append(run)
        self._runs = []

    def end_cell(self, lines: Lines, letters: Letters) -> None:
        """Close the paragraph and the cell that it stands in."""
        depth = max(lines.depth, 1)
        self.end_paragraph(Lines(depth, lines.outline, lines.begins_page), letters)
        table = self._tables[depth - 1]
        table.cells.append(table.cell)
        table.cell = None
        if len(table.cells) > _MOST_CELLS:
            raise UnreadableError(Reason.CORRUPT, "a row of too many cells")

    def end_row(self, depth: int, shape: RowShape) -> None:
        """Close a row of the table at a depth, the outermost being 1."""
        if self._runs or len(self._tables) > depth:
            self._holder(depth)
        if len(self._tables) < depth:
            return
        table = self._tables[depth - 1]
        if table.cell is not None and len(table.cell):
            table.cells.append(table.cell)
        table.cell = None
        if table.cells:
            table.rows.append((shape, table.cells))
            table.cells = []

    def close(self) -> None:
        """End what is still open."""
        if self._runs:
            self.end_paragraph(Lines(len(self._tables)), Letters())
        self._holder(0)

    def _run(self, letters: Letters) -> Any:
        self._budget.spend()
        run = etree.Element(RUN)
        properties = etree.SubElement(run, R_PR)
        font = _INVALID.sub("", letters.font or "")
        if font:
            fonts = etree.SubElement(properties, f"{W}rFonts")
            fonts.set(f"{W}ascii", font)
            fonts.set(f"{W}hAnsi", font)
        for tag, is_set in (("b", letters.bold), ("caps", letters.capitals),
                            ("vanish", letters.hidden)):  # fmt: skip
            if is_set:
                etree.SubElement(properties, f"{W}{tag}")
        if letters.raised:
            _said(properties, "vertAlign", "superscript")
        if letters.lift:
            _said(properties, "position", str(letters.lift))
        if letters.deleted or letters.inserted:
            change = etree.Element(f"{W}del" if letters.deleted else f"{W}ins")
            change.append(run)
            self._runs.append(change)
        else:
            self._runs.append(run)
        return run

    def _holder(self, depth: int) -> Any:
        """The element that a paragraph at a depth belongs to; tables opened and closed for it."""
        if depth > _DEEPEST_TABLE:
            raise UnreadableError(Reason.CORRUPT, "tables nested too deep")
        while len(self._tables) > depth:
            table = self._tables.pop()
            if table.cell is not None and len(table.cell):
                table.cells.append(table.cell)
            if table.cells:
                table.rows.append((RowShape(), table.cells))
            if table.rows:
                self._inmost().append(_table(table.rows))
        while len(self._tables) < depth:
            self._inmost()
            self._tables.append(_Table())
        return self._inmost()

    def _inmost(self) -> Any:
        if not self._tables:
            return self.root
        table = self._tables[-1]
        if table.cell is None:
            table.cell = etree.Element(CELL)
        return table.cell


def _said(parent: Any, tag: str, content: str) -> None:
    etree.SubElement(parent, f"{W}{tag}").set(f"{W}val", content)


def _table(rows: Iterable[tuple[RowShape, list[Any]]]) -> Any:
    """A table, its columns counted from the edges that cells of any row have."""
    rows = list(rows)
    edges = _columns([x for shape, _ in rows for x in (shape.left, *(c.edge for c in shape.cells))])
    first = min((shape.left for shape, _ in rows if shape.cells), default=0)
    table = etree.Element(TABLE)
    for shape, cells in rows:
        row = etree.SubElement(table, ROW)
        properties = etree.SubElement(row, f"{W}trPr")
        before = _at(edges, shape.left) - _at(edges, first) if shape.cells else 0
        if before > 0:
            _said(properties, "gridBefore", str(before))
        left = shape.left
        for index, cell in enumerate(cells):
            end = shape.cells[index] if index < len(shape.cells) else CellEnd(left)
            span = _at(edges, end.edge) - _at(edges, left)
            left = max(left, end.edge)
            cell.insert(0, _cell_properties(end, span))
            row.append(cell)
    return table


def _cell_properties(end: CellEnd, span: int) -> Any:
    properties = etree.Element(f"{W}tcPr")
    if span > 1:
        _said(properties, "gridSpan", str(span))
    if end.across:
        _said(properties, "hMerge", end.across)
    if end.down:
        _said(properties, "vMerge", end.down)
    if end.bordered:
        borders = etree.SubElement(properties, f"{W}tcBorders")
        _said(borders, "top", "single")
    return properties


def _columns(edges: list[int]) -> list[int]:
    """Edges in order, those that nearly agree as one."""
    kept: list[int] = []
    for edge in sorted(set(edges)):
        if not kept or edge - kept[-1] > _SAME_EDGE:
            kept.append(edge)
    return kept


def _at(edges: list[int], edge: int) -> int:
    """Ordinal of the column edge that an edge is one with."""
    from bisect import bisect_right

    return bisect_right(edges, edge)


class Package:
    """The parts of a document, and their archive."""

    def __init__(self) -> None:
        self._budget = Budget()
        self._document = etree.Element(f"{W}document", nsmap=_NAMES)
        self._body = etree.SubElement(self._document, f"{W}body")
        self.body = Story(self._body, self._budget)
        self._notes: dict[str, Any] = {}
        self._heads: list[tuple[str, Any]] = []
        self.section = "nextPage"
        """How the last section begins."""

    def story(self, root: Any) -> Story:
        """A text of its own inside an element of this package."""
        return Story(root, self._budget)

    def note(self, kind: str) -> tuple[Story, str]:
        """A new 'footnote' or 'endnote', and its id."""
        root = self._notes.setdefault(kind, etree.Element(f"{W}{kind}s", nsmap=_NAMES))
        identity = str(len(root) + 1)
        return self.story(etree.SubElement(root, f"{W}{kind}", {f"{W}id": identity})), identity

    def running_head(self, kind: str) -> Story:
        """A new 'header' or 'footer'."""
        root = etree.Element(f"{W}{'hdr' if kind == 'header' else 'ftr'}", nsmap=_NAMES)
        self._heads.append((kind, root))
        return self.story(root)

    def archive(self) -> bytes:
        """The whole as the bytes of a DOCX; nothing can be put in after that."""
        self.body.close()
        section = etree.SubElement(self._body, f"{W}sectPr")
        _said(section, "type", self.section)
        parts: list[tuple[str, str, Any]] = []
        for kind, root in self._notes.items():
            parts.append((f"{kind}s", f"{kind}s.xml", root))
        for number, (kind, root) in enumerate(self._heads, start=1):
            parts.append((kind, f"{kind}{number}.xml", root))
            reference = etree.SubElement(section, f"{W}{kind}Reference")
            reference.set(f"{{{_R}}}id", f"rId{len(parts)}")
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{name}"/>'
            for number, (kind, name, _) in enumerate(parts, start=1)
        )
        members = {
            "_rels/.rels": _relations(
                f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/_rels/document.xml.rels": _relations(links),
            "word/document.xml": _written(self._document),
        } | {f"word/{name}": _written(root) for _, name, root in parts}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return stream.getvalue()


def _relations(links: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
