"""What a paragraph of a word processor holds: runs, fields, breaks, note marks, text boxes.

Insertions are kept and deletions left out; of a field its result is read and not its code; what
is hidden is told apart from what shows. Each stretch knows its page and its font.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractors.formulas import linear
from extractors.letters import RAISED
from extractors.notes import Notes
from extractors.stretches import Stretch, as_raised, is_raisable
from extractors.styles import Look, Styles
from extractors.symbols import symbol
from extractors.wordml import (
    ALTERNATE,
    BOX,
    FIELD,
    LEFT_OUT,
    R_PR,
    RENDERED_BREAK,
    RUN,
    TEXT,
    A,
    M,
    W,
    chosen,
    text_boxes,
)

_TAB, _PTAB, _BR, _CR = f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"
_SYM, _HYPHEN, _SOFT = f"{W}sym", f"{W}noBreakHyphen", f"{W}softHyphen"
_CODE, _NOTES = f"{W}instrText", frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SIMPLE, _RUBY, _BASE = f"{W}fldSimple", f"{W}ruby", f"{W}rubyBase"
_FORMULAS = frozenset({f"{M}oMath", f"{M}oMathPara"})
_INSERTED = frozenset({f"{W}subDoc", f"{W}altChunk"})
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DIAGRAM_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})


@dataclass(slots=True)
class Content:
    """What a paragraph holds, and what hangs on it, in order."""

    stretches: list[Stretch] = field(default_factory=list)
    notes: list[tuple[str, Any, int]] = field(default_factory=list)
    """Mark, note and page."""
    boxes: list[Any] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    """Ids of the relations to the data of diagrams."""
    inserted: list[Any] = field(default_factory=list)
    """Elements that stand for files put in."""


@dataclass(slots=True)
class _Field:
    in_code: bool = True
    code: str = ""
    is_silent: bool = False


class Inline:
    """Reads paragraphs, one after the other, with what lasts over them: pages and open fields."""

    def __init__(self, styles: Styles, notes: Notes, *, is_rendered: bool, balanced: bool) -> None:
        self.page = 1
        self.breaks = 0
        """Page breaks that the document itself asks for, so far."""
        self.is_rendered = is_rendered
        """Whether the program that saved the document marked where its pages began."""
        self.keeps_page_numbers = True
        self._styles = styles
        self._notes = notes
        self._fields: list[_Field] = []
        self._mute = False
        self._balanced = balanced

    def read(self, node: Any, look: Look, into: Content) -> None:
        """Read the content of a paragraph whose runs begin with a look."""
        for child in node:
            tag = child.tag
            if tag == RUN:
                self._run(child, look, into)
            elif tag in LEFT_OUT or not isinstance(tag, str):
                continue
            elif tag == ALTERNATE:
                self.read(chosen(child), look, into)
            elif tag in _FORMULAS:
                self._put(linear(child), look, into)
            elif tag == _SIMPLE:
                if self.keeps_page_numbers or not _is_page_field(child.get(f"{W}instr", "")):
                    self.read(child, look, into)
            elif tag == BOX:
                into.boxes.append(child)
            elif tag in _INSERTED:
                into.inserted.append(child)
            elif len(child):
                self.read(child, look, into)

    def break_page(self) -> None:
        """Go on to the next page where the document asks for it."""
        self.breaks += 1
        if not self.is_rendered:
            self.page += 1

    def set_aside(self) -> list[_Field]:
        """The open fields, closed for a text of its own (a note, a box) until they are restored."""
        fields, self._fields, self._mute = self._fields, [], False
        return fields

    def restore(self, fields: list[_Field]) -> None:
        """Go on in the fields that were set aside."""
        self._fields = fields
        self._listen()

    def _put(self, text: str, look: Look, into: Content, *, is_mark: bool = False) -> None:
        if text and not self._mute:
            into.stretches.append(Stretch(text, look, self.page, is_mark))

    def _run(self, run: Any, look: Look, into: Content) -> None:
        custom: int | None = None
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text = child.text
                if not text:
                    continue
                if look.raised and is_raisable(text):
                    self._put(as_raised(text), look, into, is_mark=True)
                else:
                    self._put(text, look, into)
                if custom is not None:
                    mark, note, page = into.notes[custom]
                    into.notes[custom] = (mark or as_raised(text), note, page)
            elif tag == R_PR:
                look = self._styles.of_run(child, look)
            elif tag in {_TAB, _PTAB}:
                self._put("\t", look, into)
            elif tag == RENDERED_BREAK:
                self.page += 1
            elif tag in {_BR, _CR}:
                if child.get(f"{W}type") == "page":
                    self.break_page()
                self._put("\n", look, into)
            elif tag == FIELD:
                self._field(child, look, into)
            elif tag == _CODE:
                if self._fields:
                    self._fields[-1].code += child.text or ""
            elif tag == _SYM:
                sign = symbol(child.get(f"{W}font", ""), child.get(f"{W}char", ""))
                self._put(sign, look, into)
            elif tag == _HYPHEN:
                self._put("-", look, into)
            elif tag == _SOFT:
                self._put("\u00ad", look, into)
            elif tag in _NOTES:
                if not self._mute and self._note(child, look, into):
                    custom = len(into.notes) - 1
            elif tag in _DRAWN:
                self._drawing(child, into)
            elif tag == ALTERNATE:
                self._run(chosen(child), look, into)
            elif tag == _RUBY:
                base = child.find(_BASE)
                if base is not None:
                    self.read(base, look, into)
            elif tag in _FORMULAS:
                self._put(linear(child), look, into)

    def _field(self, node: Any, look: Look, into: Content) -> None:
        if not self._balanced:
            return
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._put(_choice(node), look, into)
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            opened = self._fields[-1]
            opened.in_code = False
            opened.is_silent = not self.keeps_page_numbers and _is_page_field(opened.code)
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._listen()

    def _listen(self) -> None:
        self._mute = any(opened.in_code or opened.is_silent for opened in self._fields)

    def _note(self, reference: Any, look: Look, into: Content) -> bool:
        """Put the mark of a note; whether the paper has a sign of its own for it, still to come."""
        count, note = self._notes.take(reference, self.page if self.is_rendered else None)
        mark = "" if count is None else str(count).translate(RAISED)
        self._put(mark, look, into, is_mark=True)
        if note is not None:
            into.notes.append((mark, note, self.page))
        return note is not None and count is None

    def _drawing(self, node: Any, into: Content) -> None:
        if self._mute:
            return
        boxes = list(text_boxes(node))
        into.boxes.extend(boxes)
        if not boxes:
            into.diagrams.extend(
                found for d in node.iter(_DIAGRAM) if (found := d.get(_DIAGRAM_DATA)) is not None
            )
            into.boxes.extend(node.iter(f"{A}txBody"))


def _is_page_field(code: str) -> bool:
    words = code.split(maxsplit=1)
    return bool(words) and words[0].upper() in _PAGE_FIELDS


def _choice(node: Any) -> str:
    """The chosen entry of a drop-down form field, which has no result of its own."""
    entries = node.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    names: list[str] = [entry.get(f"{W}val", "") for entry in entries.findall(f"{W}listEntry")]
    for tag in ("result", "default"):
        found = entries.find(f"{W}{tag}")
        at = "" if found is None else found.get(f"{W}val", "")
        if at.isdecimal() and int(at) < len(names):
            return names[int(at)]
    return names[0] if names else ""
