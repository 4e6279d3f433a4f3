"""RTF: text, tables, notes, text boxes and running heads, each letter with its font.

Libraries for RTF give plain text: they lose the fonts that tell an encoding of before Unicode, keep
deleted text beside the inserted, and write 'm2' for 'm²'. So the control words that matter are read
here, and what they say is put together as a word processor's document for the reader of DOCX.
List numbers stand in the file as they show on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from extractors import libreoffice
from extractors.document import Document, Problem
from extractors.docx import read_docx
from extractors.errors import Reason, UnreadableError
from extractors.legacy import without_controls
from extractors.rtffonts import Fonts
from extractors.rtfrows import Rows
from extractors.wordwriter import Letters, Lines, Package, Story

_TOKEN = re.compile(
    rb"([{}])|\\([a-zA-Z]{1,40})(-?\d{1,18})? ?|\\'([0-9a-fA-F]{2})|\\(.)"
    rb"|[\r\n\0]+|([^\\{}\r\n\0]+)",
    re.DOTALL,
)
_DEEPEST = 500
_MOST_TOKENS = 20_000_000
_SIGNS = {
    "tab": "\t", "line": "\n", "column": "\n", "page": "\f", "emdash": "—", "endash": "–",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emspace": " ", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
_SWITCHES = {"b": "bold", "v": "hidden", "caps": "capitals", "deleted": "deleted",
             "revised": "inserted", "super": "raised"}  # fmt: skip
_DROPPED = frozenset({
    "colortbl", "stylesheet", "info", "pict", "nonshppict", "shprslt", "annotation", "atnid",
    "atnauthor", "bkmkstart", "bkmkend", "listtable", "listoverridetable", "revtbl", "filetbl",
    "nonesttables", "sp", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "tc",
    "xe", "template", "generator", "mmathPr", "pntxta", "pntxtb", "txe", "rxe",
})  # fmt: skip
_HEADS = frozenset(f"{kind}{side}" for kind in ("header", "footer") for side in ("", "l", "r", "f"))
_TRANSPARENT = frozenset({"result", "shp", "moMath", "moMathPara"})
_BEFORE = {"mden": "/", "msup": "^", "msub": "_"}
"""What parts of a formula a line is to show before: 1/2, not 12."""
_ENDNOTE = re.compile(rb"\s*\\ftnalt(?![a-z])")
_SECTIONS = {"sbknone": "continuous", "sbkcol": "nextColumn", "sbkpage": "nextPage",
             "sbkeven": "evenPage", "sbkodd": "oddPage"}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What a group inherits and gives back at its end."""

    kept: bool = True
    """Whether its text is of the document."""
    place: str = ""
    """'fonts', 'code' (of a field), 'shape', 'either' (of two spellings); '' in plain text."""
    font: int | None = None
    letters: Letters = field(default_factory=Letters)
    skipped: int = 1
    """How many bytes follow a Unicode character for readers that do not know it."""
    in_table: bool = False
    depth: int = 0
    outline: int = 9
    begins_page: bool = False
    in_nested_row: bool = False

    def inner(self) -> _State:
        """What a group inside this one begins with; `replace` takes twice as long."""
        return _State(self.kept, self.place, self.font, self.letters, self.skipped, self.in_table,
                      self.depth, self.outline, self.begins_page, self.in_nested_row)  # fmt: skip


def read_rtf(data: bytes, source: str) -> Document:
    """A document from the bytes of an RTF file.

    A file that ends before its last group does is read as far as it goes, with that as a problem.

    Raises:
        UnreadableError: corrupt, too large, or no text in it.
    """
    reader = _Reader(data)
    try:
        document = read_docx(reader.package().archive(), source)
    except UnreadableError as error:
        if error.reason is Reason.EMPTY and reader.problems:
            first = reader.problems[0]
            raise UnreadableError(Reason(first.reason), first.detail) from error
        raise
    return replace(document, format="rtf", problems=(*document.problems, *reader.problems))


def through_libreoffice(data: bytes, source: str) -> Document:
    """The same, made into DOCX by LibreOffice; no better, and there to be measured against.

    Raises:
        UnreadableError: as `read_rtf`; unsupported where LibreOffice is not installed.
    """
    made = libreoffice.to_docx(data, ".rtf", "Rich Text Format")
    return replace(read_docx(made, source), format="rtf")


class _Reader:
    """Reads one file from its first group to its last."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._package = Package()
        self._story: Story = self._package.body
        self._state = _State()
        self._groups: list[tuple[_State, Callable[[], None] | None]] = []
        self._at_end: Callable[[], None] | None = None
        self._is_first = self._is_optional = False
        self._fonts = Fonts()
        self._bytes = bytearray()
        self._text: list[str] = []
        self._to_skip = 0
        self._rows = Rows()
        self._section = "nextPage"
        self._is_numbered = False
        self._label: list[tuple[str, Letters]] = []
        self._at = 0
        self.problems: list[Problem] = []

    def package(self) -> Package:
        """The whole document."""
        data, end = self._data, len(self._data)
        for _ in range(_MOST_TOKENS):
            if self._at >= end:
                break
            token = _TOKEN.match(data, self._at)
            if token is None:
                self._at += 1
                continue
            self._at = token.end()
            brace, word, number, code, sign, plain = token.groups()
            if word is not None:
                if word == b"bin":
                    self._at += max(0, int(number or 0))
                    continue
                self._word(word.decode("ascii"), None if number is None else int(number))
            elif plain is not None:
                self._letters(plain)
            elif code is not None:
                self._letters(bytes.fromhex(code.decode("ascii")))
            elif brace == b"{":
                self._open()
            elif brace == b"}":
                self._close()
                if not self._groups:
                    break
            elif sign is not None:
                self._sign(sign)
        else:
            raise UnreadableError(Reason.TOO_LARGE, f"more than {_MOST_TOKENS} control words")
        self._flush()
        if self._groups:
            detail = "the file ends in the middle: what should follow is missing"
            self.problems.append(Problem(Reason.CORRUPT.value, detail=detail))
            while self._groups:
                self._close()
        self._package.section = self._section
        return self._package

    def _open(self) -> None:
        self._flush()
        if len(self._groups) >= _DEEPEST:
            raise UnreadableError(Reason.CORRUPT, "groups nested too deep")
        self._groups.append((self._state, self._at_end))
        self._state, self._at_end = self._state.inner(), None
        if self._state.place == "either":
            self._state.kept = False
        self._is_first, self._is_optional = True, False
        self._to_skip = 0

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        self._is_first = False
        if not self._groups:
            return
        if self._at_end is not None:
            self._at_end()
        self._state, self._at_end = self._groups.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._is_optional = True
            return
        if self._to_skip:
            self._to_skip -= 1
        elif sign in b"\\{}":
            self._letters(sign)
        elif sign == b"~":
            self._put("\u00a0")
        elif sign == b"_":
            self._put("\u2011")
        elif sign == b"-":
            self._put("\u00ad")  # a letter in TCVN3, else no sign at all
        elif sign in b"\r\n":
            self._end_paragraph()

    def _letters(self, data: bytes) -> None:
        self._is_first = False
        if self._to_skip:
            cut = min(self._to_skip, len(data))
            self._to_skip -= cut
            data = data[cut:]
        if self._state.kept or self._state.place:
            self._bytes += data

    def _put(self, text: str) -> None:
        self._is_first = False
        if self._state.kept or self._state.place:
            self._decode()
            self._text.append(text)

    def _decode(self) -> None:
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        self._text.append(self._fonts.decoded(data, self._state.font))

    def _flush(self) -> None:
        """What has gathered becomes text of the document, a font's name, or a field's code."""
        self._decode()
        if not self._text:
            return
        if self._state.place == "class":
            self._note_object("".join(self._text))
            self._text.clear()
            return
        units = "".join(self._text).encode("utf-16-le", "surrogatepass")
        text = units.decode("utf-16-le", "replace")
        self._text.clear()
        if self._state.place == "fonts":
            self._fonts.table_text(text)
        elif not self._state.kept:
            return
        elif self._state.place == "code":
            self._story.code(text)
        else:
            text, name = without_controls(text, self._fonts.name(self._state.font))
            letters = self._state.letters
            if letters.font != name:
                letters = self._state.letters = replace(letters, font=name)
            if self._state.place == "label":
                self._label.append((text, letters))
                return
            self._is_numbered = self._is_numbered and not text.strip()
            self._story.put(text, letters)

    def _word(self, word: str, number: int | None) -> None:
        first, self._is_first = self._is_first, False
        state = self._state
        if word == "u" and number is not None:
            if state.kept or state.place:
                self._decode()
                self._text.append(chr(number & 0xFFFF))
            self._to_skip = state.skipped
            return
        if self._to_skip:
            self._to_skip -= 1
            return
        if word in _SIGNS:
            self._put(_SIGNS[word])
            return
        self._flush()
        if first and self._begins(word):
            return
        if state.place == "fonts":
            self._fonts.table_word(word, number)
        elif word == "uc":
            state.skipped = max(0, min(number or 0, 16))
        elif self._fonts.file_word(word, number):
            return
        elif state.kept and state.place in {"", "label"}:
            known = self._letter_word(word, number)
            if not known and not state.place:
                self._line_word(word, number)

    def _begins(self, word: str) -> bool:
        """Whether the first word of a group says where its text belongs."""
        state = self._state
        if word in {"shptxt", "dptxbxtext"} and state.place == "shape":
            state.kept, state.place = True, ""
            self._begin_story(self._package.story(self._story.box()))
        elif word == "ud" and state.place == "either":
            state.kept, state.place = True, ""
        elif not state.kept and state.place != "fonts":
            return True
        elif word == "fonttbl":
            state.kept, state.place, state.font = False, "fonts", None
        elif word == "upr":
            state.place = "either"
        elif word in {"shpinst", "do"}:
            state.kept, state.place = False, "shape"
        elif word in {"listtext", "pntext"}:
            self._begin_label()
        elif word == "field":
            self._story.sign("fldChar", Letters(), fldCharType="begin")
            self._at_end = self._end_field(self._story)
        elif word == "fldinst":
            state.place = "code"
        elif word == "fldrslt":
            state.place = ""
            self._story.sign("fldChar", Letters(), fldCharType="separate")
        elif word == "footnote":
            self._begin_note()
        elif word in _HEADS:
            self._begin_story(self._package.running_head(word[:6]))
        elif word == "objclass":
            state.kept, state.place = False, "class"
        elif word == "nesttableprops":
            state.in_nested_row = True
        elif word in _DROPPED or (self._is_optional and word not in _TRANSPARENT):
            state.kept, state.place = False, ""
        else:
            return False
        return True

    def _begin_story(self, story: Story) -> None:
        outer, self._story = self._story, story
        rows, self._rows = self._rows, Rows()
        kept = self._state
        kept.letters, kept.in_table, kept.depth = Letters(), False, 0
        kept.outline, kept.begins_page, kept.in_nested_row = 9, False, False

        def finish() -> None:
            story.close()
            self._story, self._rows, self._is_numbered = outer, rows, False

        self._at_end = finish

    def _begin_note(self) -> None:
        kind = "endnote" if _ENDNOTE.match(self._data, self._at) else "footnote"
        story, identity = self._package.note(kind)
        reference = f"{kind}Reference"
        if self._is_numbered or not self._story.mark_last_as_note(reference, identity):
            self._story.sign(reference, Letters(), id=identity)
        self._begin_story(story)
        self._is_numbered = False

    def _begin_label(self) -> None:
        self._state.place = "label"
        story = self._story

        def finish() -> None:
            label, self._label = self._label, []
            text = "".join(part for part, _ in label).strip()
            if not any(map(str.isalnum, text)) or text == "o":
                label = [("-", Letters())] if text else []
            for part, letters in label:
                story.put(part.strip(), letters)
            if label:
                story.put(" ", Letters())

        self._at_end = finish

    def _note_object(self, kind: str) -> None:
        """A formula put in as an object is a picture to a reader: a problem, once."""
        detail = "formulas put in as objects are not read"
        problem = Problem(Reason.UNSUPPORTED.value, detail=detail)
        if kind.strip().startswith("Equation") and problem not in self.problems:
            self.problems.append(problem)

    def _end_field(self, story: Story) -> Callable[[], None]:
        def finish() -> None:
            story.sign("fldChar", Letters(), fldCharType="end")

        return finish

    def _letter_word(self, word: str, number: int | None) -> bool:
        state = self._state
        if word == "f":
            state.font = number
        elif word == "plain":
            state.font, state.letters = None, Letters()
        elif word in _SWITCHES:
            changed: dict[str, Any] = {_SWITCHES[word]: number != 0}
            state.letters = replace(state.letters, **changed)
        elif word in {"nosupersub", "sub"}:
            state.letters = replace(state.letters, raised=False)
        elif word in {"up", "dn"}:
            lift = 6 if number is None else number
            state.letters = replace(state.letters, lift=lift if word == "up" else -lift)
        elif word == "chftn":
            self._is_numbered = True
        elif word in _BEFORE:
            self._story.put(_BEFORE[word], Letters())
        else:
            return False
        return True

    def _line_word(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "pard":
            state.in_table, state.depth, state.outline, state.begins_page = False, 0, 9, False
        elif word == "par":
            self._end_paragraph()
        elif word == "intbl":
            state.in_table = True
        elif word == "itap":
            state.depth = max(number or 0, 0)
        elif word == "outlinelevel":
            state.outline = 9 if number is None else number
        elif word == "pagebb":
            state.begins_page = number != 0
        elif word == "sect":
            self._story.end_paragraph(self._lines(), state.letters, section=self._section)
        elif word == "sectd":
            self._section = "nextPage"
        elif word in _SECTIONS:
            self._section = _SECTIONS[word]
        elif word in {"cell", "nestcell"}:
            lines = self._lines()
            depth = 1 if word == "cell" else max(lines.depth, 2)
            self._story.end_cell(replace(lines, depth=depth), state.letters)
        elif word in {"row", "nestrow"}:
            depth = 1 if word == "row" else max(self._lines().depth, 2)
            self._story.end_row(depth, self._rows.shape(depth))
        else:
            nested = state.in_nested_row
            self._rows.word(word, number or 0, max(self._lines().depth, 2) if nested else 1)

    def _lines(self) -> Lines:
        state = self._state
        return Lines(state.depth or int(state.in_table), state.outline, state.begins_page)

    def _end_paragraph(self) -> None:
        self._flush()
        if self._state.kept and not self._state.place:
            self._story.end_paragraph(self._lines(), self._state.letters)
