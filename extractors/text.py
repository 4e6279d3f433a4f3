"""Plain text: `.txt` files and standard input.

People paste one paragraph a line, or text whose lines a page had broken, with page numbers between
them. Offsets count characters of the decoded text, a byte order mark and nothing else left out: a
line end of two characters counts as two, a letter written as three code points as three.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import BlockKind, Document, Run
from extractors.errors import Reason, UnreadableError
from extractors.letters import SOFT_HYPHEN
from extractors.metadata import metadata
from extractors.paragraphs import Piece, assemble, is_finished, is_item, is_one_word

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\x85]+")
_LONE_NUMBER = re.compile(r"\s*[-–]?\s*(?:trang\s+)?(\d{1,4})\s*[-–]?\s*", re.IGNORECASE)
_ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a", " "))
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    blank_before: bool


def decode(data: bytes) -> str:
    """The text of a file's bytes.

    Raises:
        UnreadableError: nothing in it, or neither UTF-8 nor UTF-16 with a mark.
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(Reason.ENCODING, f"not {encoding} at byte {error.start}") from error
    if "\x00" in text:
        raise UnreadableError(Reason.UNSUPPORTED, "binary content")
    return text


def read_text(text: str, source: str = "-") -> Document:
    """A document from plain text.

    Raises:
        UnreadableError: the text is blank.
    """
    lines = list(_lines(text))
    if not lines:
        raise UnreadableError(Reason.EMPTY, "no text")
    numbers = _page_numbers(lines)
    width = _wrapped_at([line for i, line in enumerate(lines) if i not in numbers])
    pieces: list[Piece] = []
    pending: list[_Line] = []
    for index, line in enumerate(lines):
        if index in numbers:
            if pending and not numbers[index]:
                pieces.append(_piece(pending, text))
                pending = []
            pieces.append(_piece([line], text, BlockKind.PAGE_NUMBER))
            continue
        if pending and not _goes_on(pending[-1], line, width):
            pieces.append(_piece(pending, text))
            pending = []
        pending.append(line)
    if pending:
        pieces.append(_piece(pending, text))
    blocks = assemble(pieces)
    return Document(source=source, format="txt", blocks=blocks, metadata=metadata(blocks))


def _lines(text: str) -> Iterator[_Line]:
    end = 0
    for match in _LINE.finditer(text):
        if match[0].strip():
            breaks = text[end : match.start()].replace("\r\n", "\n")
            yield _Line(match.start(), match[0], len(breaks) > 1 or match.start() == 0)
            end = match.end()


def _page_numbers(lines: list[_Line]) -> dict[int, bool]:
    """Lines that hold a page number alone: two or more that count up by one, in order."""
    lone = [
        (index, int(match[1]))
        for index, line in enumerate(lines)
        if (match := _LONE_NUMBER.fullmatch(line.text.strip()[:24]))
    ]
    best: list[int] = []
    for first in range(len(lone)):
        chain = [lone[first]]
        for index, value in lone[first + 1 :]:
            if value == chain[-1][1] + 1 and index > chain[-1][0] + 1:
                chain.append((index, value))
        if len(chain) > len(best):
            best = [index for index, _ in chain]
    return dict.fromkeys(best, True) if len(best) > 1 else {}


def _wrapped_at(lines: list[_Line]) -> int | None:
    """The width that lines are broken at, in characters; None if a line is a paragraph."""
    if len(lines) < 4:
        return None
    lengths = sorted(len(line.text.rstrip()) for line in lines)
    widest = lengths[int(len(lengths) * 0.95)]
    if not 40 <= widest <= 130 or lengths[-1] > widest * 1.35:
        return None
    full = sum(widest * 0.8 <= length for length in lengths)
    return widest if full >= len(lines) * 0.4 else None


def _goes_on(before: _Line, line: _Line, width: int | None) -> bool:
    if line.blank_before:
        return False
    if before.text.rstrip().endswith(SOFT_HYPHEN):
        return True
    if width is None:
        return False
    length = len(before.text.rstrip())
    text = line.text.lstrip()
    if is_item(text) and (is_finished(before.text.rstrip()) or length < width * 0.8):
        return False
    first_word = text.split(maxsplit=1)[0]
    if length + 1 + len(first_word) > width * 0.92:
        return True
    ending = before.text.rstrip()
    if ending.endswith(":") and not is_item(ending):
        return text[:1].islower()
    return (text[:1].islower() or text[:1].isdecimal()) and not is_finished(ending)


def _piece(lines: list[_Line], text: str, kind: BlockKind | None = None) -> Piece:
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    before = ""
    for line in lines:
        if before and not is_one_word(before, line.text.lstrip()):
            parts.append(" ")
            length += 1
        before = line.text.rstrip()
        left = len(line.text) - len(line.text.lstrip())
        body = line.text.strip()
        for chunk, source in _composed(body, line.start + left):
            parts.append(chunk)
            runs.append(Run(length, length + len(chunk), source=source))
            length += len(chunk)
    del text
    return Piece(text="".join(parts), runs=tuple(runs), kind=kind)


_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


def _composed(line: str, start: int) -> Iterator[tuple[str, int]]:
    """A line in NFC, in chunks that keep their offsets, invisible characters left out."""
    if line.isascii() and _INVISIBLE.search(line) is None:
        yield line.translate(_ODD_SPACES), start
        return
    if unicodedata.is_normalized("NFC", line) and _INVISIBLE.search(line) is None:
        yield line.translate(_ODD_SPACES), start
        return
    position = 0
    for match in re.finditer(f"{_CLUSTER.pattern}|{_INVISIBLE.pattern}", line):
        if match.start() > position:
            plain = unicodedata.normalize("NFC", line[position : match.start()])
            yield plain.translate(_ODD_SPACES), start + position
        if _INVISIBLE.fullmatch(match[0]) is None:
            yield unicodedata.normalize("NFC", match[0]), start + match.start()
        position = match.end()
    if position < len(line):
        plain = unicodedata.normalize("NFC", line[position:])
        yield plain.translate(_ODD_SPACES), start + position
