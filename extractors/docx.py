"""DOCX: body, tables, footnotes, text boxes, content controls and automatic numbers.

Insertions are kept and deletions left out, comments are left out, of a field only its result is
read. A footnote's reference stands in the text as a superscript digit.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from extractors.archive import check_archive
from extractors.document import BlockKind, Document, Origin, Run
from extractors.errors import Reason, UnreadableError
from extractors.legacy import font_encoding, text_encoding, to_unicode
from extractors.letters import RAISED
from extractors.metadata import metadata
from extractors.numbering import Numbering
from extractors.paragraphs import Piece, assemble, kind_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SKIPPED = frozenset(
    f"{_W}{tag}"
    for tag in ("del", "moveFrom", "instrText", "delText", "delInstrText", "footnoteRef",
                "endnoteRef", "annotationRef", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr")
)  # fmt: skip
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2009\t", " ")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)
_DIGITS_ALONE = re.compile(r"\s*[(\[]?\d+(?:\s*,\s*\d+)*[)\]]?\s*")
_DEEPEST = 24


@dataclass(slots=True)
class _Stretch:
    """Text of runs that share a font."""

    text: str
    font: str
    hidden: bool
    mark: bool = False
    """A superscript, Unicode already: '¹' is a letter in a font of before Unicode."""


def read_docx(data: bytes, source: str) -> Document:
    """A document from the bytes of a DOCX.

    Raises:
        UnreadableError: corrupt, encrypted, too large, another kind of archive, or no text in it.
    """
    names = check_archive(data)
    if "word/document.xml" not in names and not any(n.startswith("word/document") for n in names):
        kind = "a workbook" if any(n.startswith("xl/") for n in names) else "an archive"
        raise UnreadableError(Reason.UNSUPPORTED, f"{kind}, not a DOCX")
    import docx

    try:
        package = docx.Document(io.BytesIO(data))
        pieces = list(_Reader(package).pieces())
    except UnreadableError:
        raise
    except (KeyError, ValueError, AttributeError, RecursionError, SyntaxError, TypeError) as error:
        raise UnreadableError(
            Reason.CORRUPT, f"damaged document ({type(error).__name__})"
        ) from error
    if not any(piece.text.strip() for piece in pieces):
        raise UnreadableError(Reason.EMPTY, "no text in it")
    blocks = assemble(pieces)
    pages = max((block.place.page or 0 for block in blocks), default=0) or None
    return Document(
        source=source, format="docx", blocks=blocks, pages=pages, metadata=metadata(blocks)
    )


class _Reader:
    """Walks one package in reading order."""

    def __init__(self, package: Any) -> None:
        self._part = package.part
        self._body = package.element.body
        self._numbering = Numbering(self._related("numbering"))
        self._styles = _Styles(self._related("styles"))
        self._notes = {kind: self._note_roots(kind) for kind in ("footnotes", "endnotes")}
        self._marks = 0
        self._tables = 0
        self._paged = next(self._body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        self._page = 1
        self._fallback: str | None = None
        self._seen_text = False

    def pieces(self) -> Iterator[Piece]:
        """Every piece of the body, then the running heads."""
        sample = "".join(node.text or "" for node in self._body.iter(f"{_W}t"))
        self._fallback = text_encoding(sample)
        yield from self._story(self._body, depth=0)
        yield from self._running_heads()

    def _related(self, kind: str) -> Any | None:
        part = next(
            (r.target_part for r in self._part.rels.values()
             if not r.is_external and r.reltype == f"{_R}/{kind}"),
            None,
        )  # fmt: skip
        if part is None:
            return None
        element = getattr(part, "element", None)
        return element if element is not None else _parsed(part.blob)

    def _note_roots(self, kind: str) -> dict[str, Any]:
        root = self._related(kind)
        if root is None:
            return {}
        return {note.get(f"{_W}id"): note for note in root if note.get(f"{_W}type") is None}

    def _story(self, parent: Any, depth: int) -> Iterator[Piece]:
        if depth > _DEEPEST:
            raise UnreadableError(Reason.CORRUPT, "tables nested too deep")
        for node in parent:
            if node.tag == f"{_W}p":
                yield from self._paragraph(node, depth)
            elif node.tag == f"{_W}tbl":
                yield from self._table(node, depth)
            elif node.tag in _SKIPPED:
                continue
            elif node.tag == f"{_MC}AlternateContent":
                yield from self._story(_chosen(node), depth + 1)
            else:
                yield from self._story(node, depth + 1)

    def _paragraph(self, node: Any, depth: int) -> Iterator[Piece]:
        notes: list[Piece] = []
        boxes: list[Any] = []
        page = self._page
        stretches = list(self._stretches(node, notes, boxes, self._styles.of_paragraph(node)))
        text, origin = self._text(stretches)
        label, level = self._label(node)
        if label:
            text = f"{label} {text}"
        if text.strip():
            self._seen_text = True
            bold = self._is_bold(node)
            kind = BlockKind.HEADING if level else kind_of(text.strip(), bold=bold)
            yield Piece(
                text=text,
                runs=(Run(0, len(text), page=page if self._paged else None, origin=origin),),
                kind=kind,
                page=page if self._paged else None,
                level=level,
                hidden=bool(stretches) and all(s.hidden for s in stretches if s.text.strip()),
                bold=bold,
            )
        yield from notes
        for box in boxes:
            yield from self._story(box, depth + 1)

    def _text(self, stretches: Iterable[_Stretch]) -> tuple[str, Origin]:
        merged: list[_Stretch] = []
        for stretch in stretches:
            same = merged and (merged[-1].font, merged[-1].mark) == (stretch.font, stretch.mark)
            if same:
                merged[-1].text += stretch.text
            else:
                merged.append(replace(stretch))
        origin = Origin.TEXT
        parts: list[str] = []
        for stretch in merged:
            encoding = font_encoding(stretch.font)
            if encoding is None and self._fallback is not None:
                encoding = self._fallback
            if encoding is None or stretch.mark:
                parts.append(stretch.text)
                continue
            origin = Origin.LEGACY
            parts.append(to_unicode(stretch.text, encoding))
        return unicodedata.normalize("NFC", "".join(parts)).translate(_SPACES), origin

    def _stretches(
        self, node: Any, notes: list[Piece], boxes: list[Any], font: str
    ) -> Iterator[_Stretch]:
        for child in node:
            tag = child.tag
            if tag == f"{_W}r":
                yield from self._run(child, notes, boxes, font)
            elif tag in _SKIPPED or not isinstance(tag, str):
                continue
            elif tag == f"{_MC}AlternateContent":
                yield from self._stretches(_chosen(child), notes, boxes, font)
            elif tag == f"{_M}t":
                yield _Stretch(child.text or "", font, hidden=False)
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            else:
                yield from self._stretches(child, notes, boxes, font)

    def _run(self, run: Any, notes: list[Piece], boxes: list[Any], font: str) -> Iterator[_Stretch]:
        properties = run.find(f"{_W}rPr")
        hidden = raised = False
        if properties is not None:
            font = self._styles.of_run(properties) or font
            hidden = _is_on(properties.find(f"{_W}vanish"))
            align = properties.find(f"{_W}vertAlign")
            raised = align is not None and align.get(f"{_W}val") == "superscript"
        for child in run:
            tag = child.tag
            if tag == f"{_W}t":
                text = child.text or ""
                if raised and _DIGITS_ALONE.fullmatch(text):
                    text = text.strip().translate(RAISED)
                    yield _Stretch(text, font, hidden, mark=True)
                else:
                    yield _Stretch(text, font, hidden)
            elif tag in {f"{_W}tab", f"{_W}ptab"}:
                yield _Stretch(" ", font, hidden)
            elif tag in {f"{_W}br", f"{_W}cr"}:
                if child.get(f"{_W}type") == "page" and not self._paged:
                    self._page += 1
                yield _Stretch("\n", font, hidden)
            elif tag == f"{_W}lastRenderedPageBreak":
                self._page += 1
            elif tag == f"{_W}noBreakHyphen":
                yield _Stretch("-", font, hidden)
            elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
                yield _Stretch(self._note(child, notes), "", hidden, mark=True)
            elif tag in {f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_MC}AlternateContent"}:
                held = _chosen(child) if tag == f"{_MC}AlternateContent" else child
                boxes.extend(_text_boxes(held))

    def _note(self, reference: Any, notes: list[Piece]) -> str:
        kind = "footnotes" if reference.tag.endswith("footnoteReference") else "endnotes"
        note = self._notes[kind].get(reference.get(f"{_W}id"))
        self._marks += 1
        mark = str(self._marks).translate(RAISED)
        if note is not None:
            inner = [piece for piece in self._story(note, depth=1) if piece.text.strip()]
            text = " ".join(piece.text.strip() for piece in inner)
            origin = inner[0].runs[0].origin if inner and inner[0].runs else Origin.TEXT
            whole = f"{mark} {text}"
            page = self._page if self._paged else None
            notes.append(
                Piece(
                    text=whole,
                    runs=(Run(0, len(whole), page=page, origin=origin),),
                    kind=BlockKind.FOOTNOTE,
                    page=page,
                )
            )
        return mark

    def _label(self, node: Any) -> tuple[str, int]:
        """The automatic number of a paragraph, and its heading level (0 if it is none)."""
        properties = node.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        style = _value(properties, "pStyle")
        outline = _value(properties, "outlineLvl") or self._styles.outline(style)
        level = int(outline) + 1 if outline is not None and int(outline) < 9 else 0
        number = properties.find(f"{_W}numPr")
        if number is None:
            number = self._styles.numbering(style)
        if number is None:
            return "", level
        identity, index = _value(number, "numId"), _value(number, "ilvl")
        if identity is None or identity == "0":
            return "", level
        return self._numbering.label(identity, int(index or 0)), level

    def _is_bold(self, node: Any) -> bool:
        runs = [
            run
            for run in node.iter(f"{_W}r")
            if any((t.text or "").strip() for t in run.iter(f"{_W}t"))
        ]
        return bool(runs) and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)

    def _table(self, node: Any, depth: int) -> Iterator[Piece]:
        rows = list(_unwrapped(node, f"{_W}tr"))
        layout = len(rows) == 1 and len(list(_unwrapped(rows[0], f"{_W}tc"))) <= 3
        if layout:
            head = not self._seen_text
            for cell in _unwrapped(rows[0], f"{_W}tc"):
                for piece in self._story(cell, depth + 1):
                    yield (
                        replace(piece, kind=BlockKind.HEADER)
                        if head and piece.kind is not BlockKind.FOOTNOTE
                        else piece
                    )
            return
        self._tables += 1
        table = self._tables
        for row_index, row in enumerate(rows, start=1):
            column = 1 + int(_value(row.find(f"{_W}trPr"), "gridBefore") or 0)
            for cell in _unwrapped(row, f"{_W}tc"):
                properties = cell.find(f"{_W}tcPr")
                span = int(_value(properties, "gridSpan") or 1)
                merge = None if properties is None else properties.find(f"{_W}vMerge")
                continued = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                if not continued:
                    yield from self._cell(
                        cell,
                        depth,
                        table,
                        row_index,
                        column,
                        span,
                        _row_span(rows, row_index, column),
                    )
                column += span

    def _cell(
        self, cell: Any, depth: int, table: int, row: int, column: int, span: int, rows: int
    ) -> Iterator[Piece]:
        own: list[Piece] = []
        others: list[Piece] = []
        for piece in self._story(cell, depth + 1):
            nested = piece.kind is BlockKind.FOOTNOTE or piece.table is not None
            (others if nested else own).append(piece)
        text = "\n".join(piece.text.strip() for piece in own if piece.text.strip())
        if text:
            origin = next((p.runs[0].origin for p in own if p.runs), Origin.TEXT)
            yield Piece(
                text=text,
                runs=(Run(0, len(text), page=own[0].page, origin=origin),),
                kind=BlockKind.CELL,
                page=own[0].page,
                table=table,
                row=row,
                column=column,
                row_span=rows,
                column_span=span,
                bold=all(piece.bold for piece in own),
            )
        yield from others

    def _running_heads(self) -> Iterator[Piece]:
        seen: set[str] = set()
        for relation in self._part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/header", "/footer")):
                continue
            part = relation.target_part
            element = getattr(part, "element", None)
            root = element if element is not None else _parsed(part.blob)
            for node in root.iter(f"{_W}p"):
                text = "".join(_outside_page_fields(node)).strip()
                if text and text not in seen:
                    seen.add(text)
                    text = unicodedata.normalize("NFC", text).translate(_SPACES)
                    kind = (
                        BlockKind.PAGE_NUMBER
                        if re.fullmatch(r"\W*\d+\W*", text)
                        else BlockKind.RUNNING_HEAD
                    )
                    yield Piece(text=text, runs=(Run(0, len(text)),), kind=kind)


class _Styles:
    """Fonts, outline levels and numbering that paragraphs and runs take from their styles."""

    def __init__(self, root: Any | None) -> None:
        self._nodes: dict[str, Any] = {}
        self._default = ""
        self._normal: str | None = None
        if root is None:
            return
        self._nodes = {style.get(f"{_W}styleId"): style for style in root.iter(f"{_W}style")}
        defaults = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self._default = _font(defaults) or ""
        self._normal = next(
            (i for i, s in self._nodes.items()
             if s.get(f"{_W}default") == "1" and s.get(f"{_W}type") == "paragraph"),
            None,
        )  # fmt: skip

    def of_paragraph(self, node: Any) -> str:
        style = _value(node.find(f"{_W}pPr"), "pStyle") or self._normal
        return self._inherited(style, lambda s: _font(s.find(f"{_W}rPr"))) or self._default

    def of_run(self, properties: Any) -> str | None:
        own = _font(properties)
        if own is not None:
            return own
        style = _value(properties, "rStyle")
        return self._inherited(style, lambda s: _font(s.find(f"{_W}rPr"))) if style else None

    def outline(self, style: str | None) -> str | None:
        found = self._inherited(style, lambda s: _value(s.find(f"{_W}pPr"), "outlineLvl"))
        if found is None and style is not None:
            heading = re.fullmatch(r"(?:heading|u?[Đđ]?[ầa]?u?\s*đề)\s?(\d)", style, re.IGNORECASE)
            return str(int(heading[1]) - 1) if heading else None
        return found

    def numbering(self, style: str | None) -> Any | None:
        return self._inherited(style, lambda s: s.find(f"{_W}pPr/{_W}numPr"))

    def _inherited(self, style: str | None, get: Any) -> Any | None:
        for _ in range(_DEEPEST):
            node = self._nodes.get(style) if style is not None else None
            if node is None:
                return None
            found = get(node)
            if found is not None:
                return found
            style = _value(node, "basedOn")
        return None


def _parsed(blob: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(blob, parser)


def _value(node: Any | None, tag: str) -> str | None:
    found = None if node is None else node.find(f"{_W}{tag}")
    return None if found is None else found.get(f"{_W}val")


def _is_on(node: Any | None) -> bool:
    return node is not None and node.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _font(properties: Any | None) -> str | None:
    fonts = None if properties is None else properties.find(f"{_W}rFonts")
    if fonts is None:
        return None
    found = fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")
    return str(found) if found else None


def _chosen(node: Any) -> Any:
    """One of the alternatives of an AlternateContent, so that nothing is read twice."""
    choice = node.find(f"{_MC}Choice")
    fallback = node.find(f"{_MC}Fallback")
    if choice is not None and (next(choice.iter(f"{_W}t"), None) is not None or fallback is None):
        return choice
    return fallback if fallback is not None else node


def _text_boxes(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _text_boxes(_chosen(child))
        else:
            yield from _text_boxes(child)


def _unwrapped(node: Any, tag: str) -> Iterator[Any]:
    """Children of one tag, also those inside content controls and insertions."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _unwrapped(child, tag)


def _row_span(rows: list[Any], row: int, column: int) -> int:
    """How many rows the cell that begins at (row, column) reaches down."""
    span = 1
    for below in rows[row:]:
        at = 1 + int(_value(below.find(f"{_W}trPr"), "gridBefore") or 0)
        merged = False
        for cell in _unwrapped(below, f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            if at == column:
                merge = None if properties is None else properties.find(f"{_W}vMerge")
                merged = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                break
            at += int(_value(properties, "gridSpan") or 1)
        if not merged:
            return span
        span += 1
    return span


def _outside_page_fields(node: Any) -> Iterator[str]:
    """The text of a running head without the results of its fields."""
    depth = 0
    for child in node.iter():
        if child.tag == f"{_W}fldChar":
            depth += {"begin": 1, "end": -1}.get(child.get(f"{_W}fldCharType"), 0)
        elif (
            child.tag == f"{_W}t"
            and depth == 0
            and not any(parent.tag == f"{_W}fldSimple" for parent in child.iterancestors())
        ):
            yield child.text or ""
