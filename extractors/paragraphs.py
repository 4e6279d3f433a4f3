"""Paragraphs put back together from the pieces that pages cut them into.

A reader hands over pieces in the order in which they stand on the pages. Here a paragraph that a
page break or a footnote interrupts is joined again, a footnote that runs on over a page is made
whole and put behind the block that bears its mark, and every piece gets its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from extractors.document import Block, BlockKind, Place, Run
from extractors.head import head_length, is_closing
from extractors.letters import LOWERED, SOFT_HYPHEN, UPPER

_TERMINAL = re.compile(r"[.;:!?…][”\"’')\]»]*[⁰¹²³⁴-⁹]*\s*\Z|[.;:!?…]/?\.?\s*\Z|/\.\s*\Z")
_MARK = re.compile(r"(?P<mark>[⁰¹²³⁴-⁹]+)\s*(?=\S)")
_STARS = re.compile(r"\(\*{1,4}\)|\*{1,4}(?!\*)")
_BULLET = re.compile(r"\s*(?:[-–—+•●▪◦❖➢✓*o]\s+|[-–+](?=[^\W\d_]))")
_LETTERED = re.compile(r"\s*(?:[a-zđ]{1,2}[).]\s|\(?[ivx]{1,5}[).]\s|\(\d{1,2}\)\s*)")
_NUMBERED = re.compile(
    rf"\s*(?:(?:\d{{1,2}}(?:\.\d{{1,2}})*|[IVXLC]+|[A-H])\s?[.\-/)–:]\s*(?=[{UPPER}“\"'(])"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})+\s+(?=[{UPPER}]))"
)
_TITLED = re.compile(
    r"\s*(?:Phần|Chương|Mục|Tiểu\s+mục|Điều|PHẦN|CHƯƠNG|MỤC)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\b\s*[.:]?"
)
_ITEM = re.compile("|".join(p.pattern for p in (_BULLET, _LETTERED, _NUMBERED, _TITLED, _MARK)))
_FIGURE_IN_SENTENCE = re.compile(rf"\d[\d.,/]*%?[),;]*\s+(?=[^\W\d_{UPPER}]|\()")
_BOUND = re.compile(r"[^\W_][-–/]\Z")
_THOUSANDS_OPEN = re.compile(r"(?:(?<=\s)|(?<=[(:]))[1-9]\d{0,2}(?:\.\d{3})*\.\Z")
_THOUSANDS = re.compile(r"\d{3}(?:[.,]\d+)*\b(?![./]\d)")
_GOES_ON = re.compile(r"\.\d{3}(?!\d)|,\d")
"""What stands at the beginning of a line as the rest of a figure alone."""
_DECIMAL_OPEN = re.compile(r"(?<![\d.,/]\s)(?<![\d.,/])\d{1,3}(?:\.\d{3})*,\Z")
_DECIMAL = re.compile(r"\d{1,2}\s*(?:%|‰|(?:tỷ|triệu|nghìn|điểm|ha|tấn|tạ|kg|km|lần)\b)")
_LONGEST_HEADING = 160
_SHORT = 60
"""Characters; what is no longer may be a line of its own, without a full stop."""
_ENDING = 24
"""Characters at the end of a text that tell whether it is finished."""
_NEARBY = 60
"""Pieces around a footnote that may bear its mark."""
_OUT_OF_FLOW = frozenset({BlockKind.PAGE_NUMBER, BlockKind.RUNNING_HEAD, BlockKind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as one page holds it: a paragraph, or what a page break left of one."""

    text: str
    runs: tuple[Run, ...] = ()
    kind: BlockKind | None = None
    """None where the words must tell."""
    page: int | None = None
    level: int = 0
    cut: bool | None = None
    """Whether the piece fills its last line at the end of its page; None where only words tell."""
    flush: bool = False
    """Whether it opens its page without the indent that the document begins paragraphs with."""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_span: int = 1
    column_span: int = 1
    hidden: bool = False
    bold: bool = False


def joined(first: Piece, second: Piece, space: str = " ") -> Piece:
    """Two pieces as one, with the runs of the second moved."""
    left = first.text.rstrip().removesuffix(SOFT_HYPHEN)
    if not left or not second.text:
        space = ""
    offset = len(left) + len(space)
    moved = tuple(
        Run(
            run.start + offset, run.end + offset,
            run.page, run.box, run.source, run.origin, run.confidence,
        )
        for run in second.runs
    )  # fmt: skip
    kept = first.runs
    if len(left) < len(first.text):
        kept = tuple(
            run if run.end <= len(left) else run._replace(end=len(left))
            for run in kept
            if run.start < len(left)
        )
    return replace(first, text=f"{left}{space}{second.text}", runs=kept + moved, cut=second.cut)


def stripped(piece: Piece) -> Piece:
    """The piece without spaces at its ends."""
    left = len(piece.text) - len(piece.text.lstrip())
    text = piece.text.strip()
    if left == 0 and len(text) == len(piece.text):
        return piece
    runs = tuple(
        run._replace(
            start=max(run.start - left, 0),
            end=min(run.end - left, len(text)),
            source=None if run.source is None else run.source + max(left - run.start, 0),
        )
        for run in piece.runs
        if run.end > left and run.start - left < len(text)
    )
    return replace(piece, text=text, runs=runs)


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence or an item ends."""
    return _TERMINAL.search(text[-_ENDING:]) is not None


def is_item(text: str) -> bool:
    """Whether a text begins with the mark of a list item or the number of a heading."""
    return _ITEM.match(text) is not None


def is_one_word(before: str, after: str) -> bool:
    """Whether a line end stands inside a word or a figure.

    A hyphen or stroke at a line's end was typed, and binds ('2016-' and '2020', '62/' and '77'), as
    does the mark inside a figure: '1.234.' and '567', '12,' and '5 %'. A soft hyphen is there for
    nothing else.
    """
    last, first = before[-1:], after[:1]
    if last not in {"-", "–", "/", ".", ","}:
        if last == SOFT_HYPHEN:
            return True
        return last.isdecimal() and _GOES_ON.match(after) is not None
    if not first.isalnum():
        return False
    before = before[-_ENDING:]
    if last not in {".", ","}:
        return _BOUND.search(before) is not None
    if not first.isdecimal():
        return False
    if _THOUSANDS_OPEN.search(before) and _THOUSANDS.match(after):
        return True
    return _DECIMAL_OPEN.search(before) is not None and _DECIMAL.match(after) is not None


def footnote_mark(text: str) -> str | None:
    """The superscript that a footnote begins with, as plain digits; None if it does not."""
    match = _MARK.match(text)
    if match is None:
        return None
    return match["mark"].translate(LOWERED)


def star_mark(text: str) -> str | None:
    """The asterisks that a footnote begins with: '*', '(**)'; None if it does not."""
    match = _STARS.match(text)
    return None if match is None else match[0]


def bears_star(text: str, mark: str) -> bool:
    """Whether a text bears a mark of asterisks, behind a word or a figure."""
    return re.search(rf"[^\s*(]\s?(?<!\*){re.escape(mark)}(?![*)])", text) is not None


def is_heading(text: str, *, bold: bool = False) -> bool:
    """Whether a text has the form of a heading: short, unfinished, numbered or in capitals."""
    if len(text) > _LONGEST_HEADING or _BULLET.match(text):
        return False
    if text.rstrip().endswith((".", ";", ",")):
        return False
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters):
        return True
    numbered = _NUMBERED.match(text) or _TITLED.match(text)
    return bool(numbered) or (
        bold and not text.endswith(":") and len(text) < 120 and text[:1].isupper()
    )


def continues(before: str, after: str) -> bool:
    """Whether `after` goes on with the sentence that `before` leaves open."""
    if is_finished(before) or is_item(after):
        return False
    if before.isupper():
        return False
    head = after.lstrip("“\"'‘( ")
    if not head:
        return False
    if head[0].islower():
        return True
    if not head[0].isdigit() or len(before) <= _SHORT:
        return False
    open_bracket = before.count("(") > before.count(")")
    return (
        open_bracket or before.rstrip().endswith(",") or _FIGURE_IN_SENTENCE.match(head) is not None
    )


def assemble(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Blocks from pieces in page order.

    A body piece left open is continued by the next body piece that goes on with it, whatever
    stands between; what then still begins in mid-sentence continues the last open footnote.
    """
    whole: list[Piece] = []
    body: int | None = None
    note: int | None = None
    for raw in pieces:
        piece = stripped(raw)
        if not piece.text:
            continue
        apart = {BlockKind.PAGE_NUMBER, BlockKind.RUNNING_HEAD, BlockKind.CELL}
        if piece.kind in apart or (piece.hidden and piece.page is not None):
            whole.append(piece)
            if piece.kind is BlockKind.CELL:
                body = None
            continue
        if piece.kind is BlockKind.FOOTNOTE or (
            piece.kind is None and footnote_mark(piece.text) is not None
        ):
            if (
                footnote_mark(piece.text) is None
                and star_mark(piece.text) is None
                and note is not None
                and not is_finished(whole[note].text)
            ):
                whole[note] = _gone_on(whole[note], piece)
                continue
            whole.append(replace(piece, kind=BlockKind.FOOTNOTE))
            note = len(whole) - 1
            continue
        if piece.kind is None or piece.cut is not None:
            target = _open(whole, body, note, piece)
            if target is not None:
                whole[target] = _gone_on(whole[target], piece)
                continue
        whole.append(piece)
        body = len(whole) - 1
    return _blocks(_notes_behind_marks(whole))


def _gone_on(first: Piece, second: Piece) -> Piece:
    """A piece and what goes on with it; a figure between two pages is one figure."""
    return joined(first, second, "" if is_one_word(first.text, second.text) else " ")


def _open(whole: Sequence[Piece], body: int | None, note: int | None, piece: Piece) -> int | None:
    if body is not None:
        before = whole[body]
        if before.text[-1:] == SOFT_HYPHEN or continues(before.text, piece.text):
            return body
        if before.cut and piece.flush and not is_item(piece.text):
            return body
    if note is not None and continues(whole[note].text, piece.text):
        return note
    return None


def _notes_behind_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Footnotes moved right behind the piece that bears their mark, in order of their marks."""
    order: dict[int, list[Piece]] = {}
    placed: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.kind is not BlockKind.FOOTNOTE:
            continue
        match = _MARK.match(piece.text)
        stars = star_mark(piece.text)
        if match is not None:
            bearer = _bearer(pieces, index, match["mark"])
        elif stars is not None:
            bearer = _nearest(pieces, index, partial(bears_star, mark=stars))
        else:
            continue
        if bearer is not None:
            order.setdefault(bearer, []).append(piece)
            placed.add(index)
    result: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index not in placed:
            result.append(piece)
        result.extend(order.get(index, ()))
    return result


def _bearer(pieces: Sequence[Piece], note: int, mark: str) -> int | None:
    # The ³ of 'm³' and the ² of 'km²' bear no footnote.
    bears = re.compile(rf"(?<![⁰¹²³⁴-⁹])(?<!\bm)(?<!\b[kcdmh]m){mark}(?![⁰¹²³⁴-⁹])")
    return _nearest(pieces, note, lambda text: mark in text and bears.search(text) is not None)


def _nearest(pieces: Sequence[Piece], note: int, bears: Callable[[str], bool]) -> int | None:
    """The nearest piece whose text bears a footnote; of two as near the one before."""
    around = islice(_nearest_first(pieces, note), _NEARBY)
    return next((index for index in around if bears(pieces[index].text)), None)


def _nearest_first(pieces: Sequence[Piece], note: int) -> Iterator[int]:
    """The pieces around a footnote that are none themselves."""
    for away in range(1, len(pieces)):
        for index in (note - away, note + away):
            if 0 <= index < len(pieces) and pieces[index].kind is not BlockKind.FOOTNOTE:
                yield index


def _blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    section: list[tuple[int, str]] = []
    flow = [index for index, piece in enumerate(pieces) if piece.kind not in _OUT_OF_FLOW]
    head = frozenset(flow[: head_length([pieces[index].text for index in flow[:30]])])
    closing = False
    for index, one in enumerate(pieces):
        piece = _closed(one) if one.text[-1:] == SOFT_HYPHEN else one
        kind = piece.kind if piece.kind is not None else kind_of(piece.text, bold=piece.bold)
        if index in head and kind is not BlockKind.CELL:
            kind = BlockKind.HEADER
        level = piece.level
        path = " > ".join(title for _, title in section) or None
        if kind is BlockKind.HEADING:
            level = level or _depth(piece.text)
            section = [entry for entry in section if entry[0] < level]
            path = " > ".join(title for _, title in section) or None
            section.append((level, piece.text.replace("\t", " ")))
        closing = closing or is_closing(piece.text)
        in_columns = kind is BlockKind.HEADER or (closing and len(piece.text) <= _LONGEST_HEADING)
        blocks.append(
            Block(
                kind=kind,
                text=piece.text.replace("\t", "\n" if in_columns else " "),
                place=Place(
                    block=index,
                    page=piece.page,
                    section=path,
                    footnote=_mark_of(piece.text) if kind is BlockKind.FOOTNOTE else None,
                    table=piece.table,
                    row=piece.row,
                    column=piece.column,
                    box=None,
                ),
                runs=piece.runs,
                level=level,
                row_span=piece.row_span,
                column_span=piece.column_span,
                hidden=piece.hidden,
            )
        )
    return tuple(blocks)


def _closed(piece: Piece) -> Piece:
    """A piece without the soft hyphen at its end."""
    text = piece.text[:-1]
    runs = (run._replace(end=min(run.end, len(text))) for run in piece.runs)
    return replace(piece, text=text, runs=tuple(run for run in runs if run.start < run.end))


def _mark_of(note: str) -> str | None:
    stars = star_mark(note)
    return footnote_mark(note) if stars is None else stars.strip("()")


def kind_of(text: str, *, bold: bool = False) -> BlockKind:
    """Heading, list item or paragraph, by the form of the text."""
    if is_heading(text, bold=bold):
        return BlockKind.HEADING
    if _BULLET.match(text) or _LETTERED.match(text) or _NUMBERED.match(text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _depth(text: str) -> int:
    """Depth of a heading by its number: 'I-' 1, '1-' 2, '2.1' 3, 'a)' 4; unnumbered 1."""
    number = re.match(r"\s*(\d{1,2}(?:\.\d{1,2})*)", text)
    if number is not None:
        return 2 + number[1].count(".")
    if re.match(r"\s*[IVXLC]+\s?[.\-/)–:]", text) or _TITLED.match(text):
        return 1
    return 1 if text.isupper() else 4
