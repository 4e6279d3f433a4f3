"""DOCX: body, tables, notes, text boxes, content controls and automatic numbers.

Insertions are kept and deletions left out, comments are left out, of a field only its result is
read. A footnote's reference stands in the text as a superscript digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from lxml import etree

from extractors.archive import DAMAGES, Archive
from extractors.document import BlockKind, Document, Problem, Run
from extractors.errors import Reason, UnreadableError
from extractors.grid import GridCell, grid, is_layout
from extractors.inline import Content, Inline
from extractors.legacy import text_encoding
from extractors.metadata import metadata
from extractors.notes import Notes
from extractors.numbering import Numbering
from extractors.package import Package, Part, relation_id
from extractors.paragraphs import Piece, assemble, joined, kind_of, stripped
from extractors.stretches import Stretch, composed, raised_by_position
from extractors.styles import NOT_OF_TEXT, Look, Styles
from extractors.wordml import (
    ALTERNATE,
    FIELD,
    LEFT_OUT,
    P_PR,
    PARAGRAPH,
    R_PR,
    RENDERED_BREAK,
    TABLE,
    TEXT,
    A,
    W,
    chosen,
    has_tracked_changes,
    is_on,
    number,
    value,
)

_LONGEST_HEADING = 400
_DEEPEST = 60
_MOST_LEVELS = 9
_READABLE_CHUNKS = (".docx", ".docm", ".dotx")


def read_docx(data: bytes, source: str) -> Document:
    """A document from the bytes of a DOCX.

    Raises:
        UnreadableError: corrupt, encrypted, too large, another kind of archive, or no text in it.
    """
    archive = Archive(data)
    try:
        reader = _Reader(Package(archive))
        pieces = reader.pieces()
    except UnreadableError:
        raise
    except (LookupError, AttributeError, RecursionError, TypeError) as error:
        raise _damaged(error) from error
    except (etree.LxmlError, *DAMAGES) as error:
        raise _damaged(error) from error
    if not any(piece.text.strip() for piece in pieces):
        if reader.problems:
            first = reader.problems[0]
            raise UnreadableError(Reason(first.reason), first.detail)
        if reader.has_pictures:
            raise UnreadableError(Reason.NEEDS_OCR, "nothing but pictures in it")
        raise UnreadableError(Reason.EMPTY, "no text in it")
    blocks = assemble(pieces)
    pages = max((block.place.page or 0 for block in blocks), default=0) or None
    return Document(
        source=source,
        format="docx",
        blocks=blocks,
        pages=pages,
        metadata=metadata(blocks),
        problems=tuple(reader.problems),
        has_tracked_changes=reader.has_tracked_changes,
    )


def _damaged(error: BaseException) -> UnreadableError:
    return UnreadableError(Reason.CORRUPT, f"damaged document ({type(error).__name__})")


class _Reader:
    """Walks one package in reading order."""

    def __init__(self, package: Package, depth: int = 0) -> None:
        self._package = package
        self._part = package.main
        self._depth = depth
        root = package.main.root()
        body = root.find(f"{W}body")
        if body is None:
            raise UnreadableError(Reason.CORRUPT, "no body in it")
        self._root, self._body = root, body
        self._numbering = Numbering(self._part.related_root("numbering"))
        self._styles = Styles(self._part.related_root("styles", NOT_OF_TEXT))
        self._settings = self._part.related_root("settings")
        kinds = [node.get(f"{W}fldCharType") for node in body.iter(FIELD)]
        self._inline = Inline(
            self._styles,
            Notes(self._part, body, self._settings),
            is_rendered=next(body.iter(RENDERED_BREAK), None) is not None,
            balanced=kinds.count("begin") == kinds.count("end"),
        )
        self._carried: Content | None = None
        self._tables = 0
        self._seen_title = False
        self._sections = list(body.iter(f"{W}sectPr"))
        self.problems: list[Problem] = []
        self.has_tracked_changes = has_tracked_changes(body)
        self.has_pictures = next(body.iter(f"{A}blip", f"{W}pict", f"{W}object"), None) is not None

    @cached_property
    def _encoding(self) -> str | None:
        """What the text shows of its encoding, for fonts whose names tell none."""
        return text_encoding("".join(node.text or "" for node in self._body.iter(TEXT)))

    def pieces(self) -> list[Piece]:
        """Every piece of the body, then the running heads."""
        found = list(self._story(self._body, depth=0))
        if not self._knows_pages():
            found = [_on_page(piece, None) for piece in found]
        found.extend(self._running_heads())
        return found

    def _knows_pages(self) -> bool:
        """Whether the pages counted are those of the paper.

        Where no program marked them, breaks that the document asks for tell them, as long as no
        page count that the program saved says that there are more.
        """
        if self._inline.is_rendered:
            return True
        if self._inline.breaks == 0:
            return False
        stated = self._package.stated_pages()
        return stated is None or stated <= self._inline.page

    def _story(self, parent: Any, depth: int) -> Iterator[Piece]:
        """The pieces of a text of its own: the body, a cell, a note, a box."""
        outer, self._carried = self._carried, None
        yield from self._flow(parent, depth)
        yield from self._finished(None, None, depth)
        self._carried = outer

    def _flow(self, parent: Any, depth: int) -> Iterator[Piece]:
        if depth > _DEEPEST:
            raise UnreadableError(Reason.CORRUPT, "tables nested too deep")
        for node in parent:
            tag = node.tag
            if tag == PARAGRAPH:
                yield from self._paragraph(node, depth)
            elif tag == TABLE:
                yield from self._finished(None, None, depth)
                yield from self._table(node, depth)
            elif tag in LEFT_OUT or not isinstance(tag, str):
                continue
            elif tag == ALTERNATE:
                yield from self._flow(chosen(node), depth + 1)
            elif tag == f"{W}altChunk":
                yield from self._inserted(node)
            elif tag == f"{A}p":
                yield from self._drawn(node)
            else:
                yield from self._flow(node, depth + 1)

    def _paragraph(self, node: Any, depth: int) -> Iterator[Piece]:
        properties = node.find(P_PR)
        style = value(properties, "pStyle")
        before = None if properties is None else properties.find(f"{W}pageBreakBefore")
        if is_on(before) or (before is None and self._styles.breaks_page(style)):
            self._inline.break_page()
        content = Content() if self._carried is None else self._carried
        self._carried = None
        look = self._styles.of_paragraph(style)
        own = None if properties is None else properties.find(R_PR)
        if own is not None and is_on(own.find(f"{W}specVanish")):
            label = self._label(properties, style)
            if label:
                content.stretches.append(Stretch(f"{label} ", look, self._inline.page))
            self._inline.read(node, look, content)
            content.stretches.append(Stretch(" ", look, self._inline.page))
            self._carried = content
            return
        self._inline.read(node, look, content)
        if own is not None and any(own.find(f"{W}{t}") is not None for t in ("del", "moveFrom")):
            self._carried = content
            return
        self._carried = content
        yield from self._finished(properties, style, depth)
        section = None if properties is None else properties.find(f"{W}sectPr")
        if section is not None and self._next_begins_page(section):
            self._inline.break_page()

    def _finished(self, properties: Any | None, style: str | None, depth: int) -> Iterator[Piece]:
        """The pieces of the paragraph that was read last, with what hangs on it."""
        content, self._carried = self._carried, None
        if content is None:
            return
        stretches = list(raised_by_position(content.stretches))
        seen = [s for s in stretches if not s.look.hidden]
        hidden = [s for s in stretches if s.look.hidden]
        ghost = not any(s.text.strip() for s in seen) and any(s.text.strip() for s in hidden)
        label = "" if ghost else self._label(properties, style)
        if label:
            page = seen[0].page if seen else self._inline.page
            seen.insert(0, Stretch(f"{label} ", Look(""), page, is_mark=True))
        outline = number(value(properties, "outlineLvl"), -1)
        if outline < 0:
            found = self._styles.outline(style)
            outline = _MOST_LEVELS if found is None else found
        for part, is_hidden in ((seen, False), (hidden, True)):
            level = 0 if is_hidden else (outline + 1) % (_MOST_LEVELS + 1)
            piece = self._piece(part, level, hidden=is_hidden) if part else None
            if piece is not None:
                yield piece
        for mark, note, page in content.notes:
            yield from self._note(mark, note, page)
        for box in content.boxes:
            yield from self._aside(box, depth)
        for diagram in content.diagrams:
            data = self._part.part(diagram)
            if data is not None:
                yield from self._aside(data.root(), depth)
        for element in content.inserted:
            yield from self._inserted(element)

    def _piece(self, stretches: list[Stretch], level: int, *, hidden: bool = False) -> Piece | None:
        text, runs = composed(stretches, lambda: self._encoding)
        shown = text.strip()
        if not shown:
            return None
        bold = all(s.look.bold for s in stretches if s.text.strip() and not s.is_mark)
        level = level if len(shown) <= _LONGEST_HEADING else 0
        kind = BlockKind.HEADING if level else kind_of(shown, bold=bold)
        return Piece(text, runs, kind, runs[0].page, level, hidden=hidden, bold=bold)

    def _label(self, properties: Any | None, style: str | None) -> str:
        """The automatic number of a paragraph."""
        found = None if properties is None else properties.find(f"{W}numPr")
        identity, level = value(found, "numId"), value(found, "ilvl")
        source: str | None = None
        if identity is None:
            identity, inherited, source = self._styles.numbering(style)
            level = level or inherited
        if identity is None or identity == "0":
            return ""
        index = number(level) if level else self._numbering.level_of(identity, style, source)
        return self._numbering.label(identity, index)

    def _note(self, mark: str, note: Any, page: int) -> Iterator[Piece]:
        kept = self._inline.page
        self._inline.page = page
        fields = self._inline.set_aside()
        inner = [piece for piece in self._story(note, depth=1) if piece.text.strip()]
        self._inline.restore(fields)
        self._inline.page = kept
        if inner and mark and inner[0].text.lstrip().startswith(mark):
            mark = ""
        whole = Piece(mark, (Run(0, len(mark), page),) if mark else (), BlockKind.FOOTNOTE, page)
        for piece in inner:
            line = stripped(piece)
            whole = joined(whole, replace(line, text=line.text.replace("\n", " ")))
        if whole.text:
            yield replace(whole, kind=BlockKind.FOOTNOTE)

    def _aside(self, node: Any, depth: int) -> Iterator[Piece]:
        """The pieces of a text box or a diagram."""
        page = self._inline.page
        fields = self._inline.set_aside()
        yield from self._story(node, depth + 1)
        self._inline.restore(fields)
        self._inline.page = page

    def _drawn(self, node: Any) -> Iterator[Piece]:
        text = "".join(t.text or "" for t in node.iter(f"{A}t"))
        piece = self._piece([Stretch(text, Look(""), self._inline.page)], 0)
        if piece is not None:
            yield piece

    def _table(self, node: Any, depth: int) -> Iterator[Piece]:
        rows = grid(node)
        if is_layout(node, rows, self._styles):
            for row in rows:
                for cell in row:
                    yield from self._story(cell.node, depth + 1)
            return
        self._tables += 1
        table = self._tables
        for row in rows:
            begin = end = self._inline.page
            leads = [self._inline.is_rendered and _begins_page(cell.node) for cell in row]
            begin += any(leads)
            for cell, leading in zip(row, leads, strict=True):
                self._inline.page = begin - leading
                yield from self._cell(cell, table, depth)
                end = max(end, self._inline.page)
            self._inline.page = end

    def _cell(self, cell: GridCell, table: int, depth: int) -> Iterator[Piece]:
        own: dict[bool, Piece] = {}
        others: list[Piece] = []
        for piece in self._story(cell.node, depth + 1):
            if piece.kind is BlockKind.FOOTNOTE or piece.table is not None:
                others.append(piece)
            elif piece.hidden in own:
                before = own[piece.hidden]
                bold = before.bold and piece.bold
                own[piece.hidden] = replace(joined(before, piece, space="\n"), bold=bold)
            else:
                own[piece.hidden] = piece
        for piece in own.values():
            yield Piece(
                piece.text,
                piece.runs,
                BlockKind.CELL,
                piece.page,
                table=table,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                hidden=piece.hidden,
                bold=piece.bold,
            )
        yield from others

    def _next_begins_page(self, section: Any) -> bool:
        """Whether what follows a section begins a page; the following one says so."""
        at = self._sections.index(section) + 1
        following = self._sections[at] if at < len(self._sections) else None
        return value(following, "type") not in {"continuous", "nextColumn"}

    def _inserted(self, element: Any) -> Iterator[Piece]:
        """The pieces of a file put in whole; one that cannot be read is a problem."""
        part = self._part.part(relation_id(element))
        page = self._inline.page if self._inline.is_rendered else None
        name = "" if part is None else part.name.lower()
        detail = f"a file put into the document is not read ({name.rsplit('.', 1)[-1] or 'linked'})"
        if part is not None and name.endswith(_READABLE_CHUNKS) and self._depth < 2:
            try:
                yield from self._chunk(part)
            except UnreadableError as error:
                self.problems.append(Problem(error.reason, page, detail))
            return
        self.problems.append(Problem(Reason.UNSUPPORTED, page, detail))

    def _chunk(self, part: Part) -> list[Piece]:
        reader = _Reader(Package(Archive(part.blob)), self._depth + 1)
        pieces = list(reader._story(reader._body, depth=1))
        self.problems.extend(reader.problems)
        self.has_tracked_changes |= reader.has_tracked_changes
        first, page = self._tables, self._inline.page
        self._tables += reader._tables
        return [
            replace(_on_page(p, page), table=None if p.table is None else p.table + first)
            for p in pieces
        ]

    def _running_heads(self) -> Iterator[Piece]:
        """Headers and footers, each once; page numbers among them are not those of a page."""
        self._inline.keeps_page_numbers = False
        settings = self._settings
        even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
        parts: dict[str, Part] = {}
        for section in self._sections:
            kinds = {"default"} | ({"even"} if even else set())
            kinds |= {"first"} if is_on(section.find(f"{W}titlePg")) else set()
            for node in section:
                if node.tag in {f"{W}headerReference", f"{W}footerReference"}:
                    part = self._part.part(relation_id(node))
                    if part is not None and node.get(f"{W}type", "default") in kinds:
                        parts.setdefault(part.name, part)
        seen: set[str] = set()
        for part in parts.values():
            self._inline.set_aside()
            for piece in self._story(part.root(), depth=1):
                text = piece.text.strip()
                if text in seen or not text:
                    continue
                seen.add(text)
                is_number = re.fullmatch(r"\W*\d+\W*", text) is not None
                kind = BlockKind.PAGE_NUMBER if is_number else BlockKind.RUNNING_HEAD
                yield Piece(piece.text, _on_page(piece, None).runs, kind, hidden=piece.hidden)


def _on_page(piece: Piece, page: int | None) -> Piece:
    runs = tuple(Run(run.start, run.end, page, origin=run.origin) for run in piece.runs)
    return Piece(
        piece.text, runs, piece.kind, page, piece.level, table=piece.table, row=piece.row,
        column=piece.column, row_span=piece.row_span, column_span=piece.column_span,
        hidden=piece.hidden, bold=piece.bold,
    )  # fmt: skip


def _begins_page(cell: Any) -> bool:
    """Whether a page began before the first text of a cell."""
    first = next(cell.iter(TEXT, RENDERED_BREAK), None)
    return first is not None and first.tag == RENDERED_BREAK
