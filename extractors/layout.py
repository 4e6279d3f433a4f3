"""Layout: from the lines of pages to pieces of paragraphs, footnotes, heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.document import BlockKind, Run
from extractors.furniture import PageLines, furniture, repeated_lines
from extractors.letters import LOWERED, RAISED, SOFT_HYPHEN
from extractors.lines import Line
from extractors.paragraphs import (
    Piece,
    bears_star,
    footnote_mark,
    is_finished,
    is_heading,
    is_item,
    is_one_word,
    joined,
    star_mark,
)

_new = tuple.__new__
"""Makes a named tuple without the detour over its class, which takes twice as long."""
_SUPERSCRIPTS = re.compile(r"[⁰¹²³⁴-⁹]+")
_LEADERS = (".....", "……", "_____")
"""What leads the eye from a name to its figure, or waits to be filled in."""
_PLAIN_MARK = re.compile(r"\(?(\d{1,3})\)?\s*(?=[^\W\d_]|[“\"(])")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in the document: its type size, margins and distance of lines."""

    size: float
    left: float
    right: float
    pitch: float
    indents: bool
    starts: frozenset[int] = frozenset()
    """Where first lines of paragraphs begin, in twos of points."""
    columns: tuple[tuple[float, float], ...] = ()
    """(left, right) edge of each column where the text runs in more than one."""

    def edges(self, line: Line) -> tuple[float, float]:
        """The left and right edge of the column that a line stands in."""
        for left, right in self.columns:
            if left - self.size < line.box.x0 and line.box.x1 < right + self.size:
                return left, right
        return self.left, self.right


def pieces(pages: Sequence[PageLines]) -> Iterator[Piece]:
    """Pieces in the order of pages, each page's footnotes behind its body."""
    measure = _measure(pages)
    repeated = repeated_lines(pages)
    note_open = False
    for page in pages:
        body, notes = [], []
        for line, kind in furniture(page, repeated):
            if line.hidden:
                yield _piece(line, BlockKind.PARAGRAPH, hidden=True)
            elif kind is not None:
                yield _piece(line, kind)
            else:
                body.append(line)
        split = _foot(page, body, measure, open_note=note_open)
        body, notes = body[:split], body[split:]
        yield from _body(page, body, measure)
        for note in _notes(notes, body):
            note_open = not is_finished(note.text)
            yield note
        if not notes:
            note_open = False


def _marks(lines: Sequence[Line]) -> set[str]:
    """The marks of footnotes that lines bear, as plain digits."""
    return {m.translate(LOWERED) for line in lines for m in _SUPERSCRIPTS.findall(line.text)}


def _measure(pages: Sequence[PageLines]) -> _Measure:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    # Where notes fill more than the body does, the larger of the two sizes is still the body's.
    least = 0.3 * max(sizes.values(), default=0)
    size = max((one for one, count in sizes.items() if count >= least), default=12.0)
    lefts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    gaps: list[float] = []
    starts = 0
    for page in pages:
        previous: Line | None = None
        for line in page.lines:
            if abs(line.size - size) > 1:
                previous = None
                continue
            lefts[round(line.box.x0 / 2)] += 1
            rights[round(line.box.x1 / 2)] += 1
            if previous is not None and 0 < line.box.top - previous.box.top < size * 3:
                gaps.append(line.box.top - previous.box.top)
            previous = line
    usual = max(lefts.values(), default=0)
    left = 2.0 * min((x for x, n in lefts.items() if n >= 0.5 * usual), default=0)
    common = sum(rights.values())
    right = 2.0 * max(
        (x for x, n in rights.items() if n >= max(2, common * 0.02)), default=max(rights, default=0)
    )
    columns = _columns(pages, left, right, size)
    edges = [first for first, _ in columns] or [left]
    begun: Counter[int] = Counter()
    for page in pages:
        opened: tuple[float, float] | None = None
        for line in page.lines:
            x0 = line.box.x0
            if opened is not None and abs(x0 - opened[1]) < 2:
                begun[round(opened[0] / 2)] += 1
            opened = None
            for edge in edges:
                if edge + size * 0.7 < x0 < edge + size * 6:
                    starts += 1
                    opened = x0, edge
                    break
    total = sum(len(page.lines) for page in pages)
    return _Measure(
        size,
        left,
        right,
        median(gaps) if gaps else size * 1.3,
        starts >= max(1, total * 0.03),
        frozenset(at for at, count in begun.items() if count > 1),
        columns,
    )


def _columns(
    pages: Sequence[PageLines], left: float, right: float, size: float
) -> tuple[tuple[float, float], ...]:
    """The edges of two columns, if a good part of the lines begins at the middle of the page."""
    lines = [line for page in pages for line in page.lines if abs(line.size - size) <= 1]
    inner = Counter(
        round(line.box.x0 / 2)
        for line in lines
        if line.box.x0 > left + 0.35 * (right - left) and len(line.text) > 20
    )
    if not inner or right - left < 20 * size:
        return ()
    second, count = inner.most_common(1)[0]
    begin = 2.0 * second
    across = sum(line.box.x0 < begin - size < begin + size < line.box.x1 for line in lines)
    if count < max(6, 0.15 * len(lines)) or across > 0.2 * len(lines):
        return ()
    ends = Counter(round(line.box.x1 / 2) for line in lines if line.box.x1 < begin)
    most = sum(ends.values())
    end = 2.0 * max((x for x, n in ends.items() if n >= max(2, most * 0.05)), default=second - 5)
    return (left, end), (begin, right)


def _foot(page: PageLines, body: Sequence[Line], measure: _Measure, *, open_note: bool) -> int:
    """Index of the first line of the page's footnotes; the number of lines if it has none."""
    first = len(body)
    while first > 0:
        line = body[first - 1]
        if line.size > measure.size * 0.93 or line.box.top < page.height * 0.25:
            break
        first -= 1
    if first == len(body):
        return first
    above = body[first - 1].box.bottom if first else 0.0
    if body[first].box.top < above - measure.size:
        return len(body)
    marks = _marks(body[:first])
    for index in range(first, len(body)):
        text = body[index].text
        if _star_of(text, body[:first]) is not None:
            return first if open_note else index
        if footnote_mark(text) is not None or _plain_mark(text, marks) is not None:
            return first if open_note else index
    return first if open_note else len(body)


def _plain_mark(text: str, marks: set[str]) -> str | None:
    match = _PLAIN_MARK.match(text)
    return match[1] if match is not None and match[1] in marks else None


def _star_of(text: str, body: Sequence[Line]) -> str | None:
    """The mark of asterisks that a line begins with and the page's body bears."""
    mark = star_mark(text)
    if mark is None or not any(bears_star(line.text, mark) for line in body):
        return None
    return mark


def _notes(lines: Sequence[Line], body: Sequence[Line]) -> Iterator[Piece]:
    marks = _marks(body) if lines else set()
    current: Piece | None = None
    for line in lines:
        piece = _piece(line, BlockKind.FOOTNOTE)
        plain = _plain_mark(line.text, marks)
        if plain is not None:
            raised = plain.translate(RAISED)
            at = line.text.index(plain)
            text = line.text[:at] + raised + line.text[at + len(plain) :]
            piece = replace(piece, text=text)
        if footnote_mark(piece.text) is not None or _star_of(line.text, body) is not None:
            if current is not None:
                yield current
            current = piece
        else:
            current = piece if current is None else _added(current, piece)
    if current is not None:
        yield current


def _body(page: PageLines, lines: Sequence[Line], measure: _Measure) -> Iterator[Piece]:
    tables = sorted(page.tables, key=lambda table: table[0])
    group: list[Line] = []
    begun = False
    for line in lines:
        while tables and line.box.top > tables[0][0]:
            if group:
                yield _paragraph(group, measure, first=not begun, last=False)
                begun, group = True, []
            yield from tables.pop(0)[1]
            begun = True
        if group and not _same_paragraph(group, line, measure):
            yield _paragraph(group, measure, first=not begun, last=False)
            begun, group = True, []
        group.append(line)
    if group:
        yield _paragraph(group, measure, first=not begun, last=not tables)
    for _, cells in tables:
        yield from cells


def _is_full(line: Line, following: Line | None, measure: _Measure) -> bool:
    """Whether the next line's first word would not have fitted at the end of a line."""
    room = measure.edges(line)[1] - line.box.x1
    if following is None:
        return room < measure.size * 3
    word = following.text.split(maxsplit=1)[0]
    width = (following.box.x1 - following.box.x0) / max(len(following.text), 1) * (len(word) + 1)
    return room < width * 1.15 + 1


def _is_centred(line: Line, measure: _Measure) -> bool:
    first, last = measure.edges(line)
    left, right = line.box.x0 - first, last - line.box.x1
    return left > measure.size and abs(left - right) < max(6.0, 0.08 * (left + right))


def _same_paragraph(group: Sequence[Line], line: Line, measure: _Measure) -> bool:
    before = group[-1]
    down = line.box.top - before.box.top
    edge, _ = measure.edges(line)
    if measure.columns and down < 0 and edge > measure.edges(before)[0]:
        return _over_columns(group, line, measure)
    if down < -measure.size * 0.5 or down > max(measure.pitch * 1.5, before.size * 2.1):
        return False
    if abs(line.size - before.size) > 0.08 * before.size or line.bold != before.bold:
        return False
    if line.text[:1].isupper() and any(leader in before.text for leader in _LEADERS):
        return False
    if is_one_word(before.text, line.text):
        return True
    if line.text.isupper() and not before.text.isupper() and _is_centred(line, measure):
        return False
    if _is_centred(before, measure) and (_is_centred(line, measure) or line.text[:1].islower()):
        upper = before.text.isupper()
        return (
            not is_finished(before.text) and upper == line.text.isupper() and not is_item(line.text)
        )
    if _is_title_over(before.text, line.text):
        return False
    item = is_item(line.text)
    if item and is_heading(" ".join(one.text for one in group)):
        return False
    indented = line.box.x0 > edge + measure.size * 0.7
    if line.box.x0 > before.box.x0 + measure.size * 0.7 and len(group) > 1:
        return False
    if item and (is_finished(before.text) or indented):
        return False
    if not _is_full(before, line, measure):
        left, right = measure.edges(before)
        long = before.box.x1 > left + 0.7 * (right - left)
        if long and not indented and before.text.endswith(";") and line.text[:1].islower():
            return True
        opens = line.text[:1].islower() or (long and not before.text.isupper())
        return opens and not is_finished(before.text) and not indented
    same = abs(line.box.x0 - before.box.x0) < 2
    if len(group) == 1 and indented and same and round(line.box.x0 / 2) in measure.starts:
        # Each of the two is a paragraph of one line.
        return not is_finished(before.text)
    if len(group) == 1 and indented and line.box.x0 > before.box.x0 + 2 and measure.indents:
        return not is_finished(before.text) or line.text[:1].islower()
    return not (
        indented
        and measure.indents
        and is_finished(before.text)
        and line.box.x0 > before.box.x0 - 2
        and before.box.x0 <= edge + measure.size * 0.7
    )


def _is_title_over(before: str, text: str) -> bool:
    """Whether a line in capitals alone stands over one that begins anew."""
    return before.isupper() and len(before) > 12 and text[:1].isupper() and not text.isupper()


def _over_columns(group: Sequence[Line], line: Line, measure: _Measure) -> bool:
    """Whether the first line of a column goes on with the last of the column before."""
    if is_item(line.text) or abs(line.size - group[-1].size) > 0.08 * line.size:
        return False
    indented = line.box.x0 > measure.edges(line)[0] + measure.size * 0.7
    open_end = not is_finished(group[-1].text)
    return not indented and (open_end or (measure.indents and _is_full(group[-1], None, measure)))


def _paragraph(group: Sequence[Line], measure: _Measure, *, first: bool, last: bool) -> Piece:
    text, runs = _joined(group)
    flush = group[0].box.x0 <= measure.edges(group[0])[0] + measure.size * 0.7
    return Piece(
        text=text,
        runs=runs,
        page=group[0].page,
        cut=last and _is_full(group[-1], None, measure),
        flush=first and flush and measure.indents,
        bold=all(line.bold for line in group),
    )


def _piece(line: Line, kind: BlockKind, *, hidden: bool = False) -> Piece:
    """One line as a piece."""
    text, runs = _joined([line])
    return Piece(text=text, runs=runs, kind=kind, page=line.page, bold=line.bold, hidden=hidden)


def _joined(lines: Sequence[Line]) -> tuple[str, tuple[Run, ...]]:
    """Lines as one text. A hyphen or stroke at a line's end was typed, and binds.

    A soft hyphen binds, and goes; at the end of the last line it stays for what is to follow.
    """
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    before = ""
    for line in lines:
        if before[-1:] == SOFT_HYPHEN:
            parts[-1] = before[:-1]
            length -= 1
            runs[-1] = runs[-1]._replace(end=min(runs[-1].end, length))
        elif before and not is_one_word(before, line.text):
            parts.append(" ")
            length += 1
        page = line.page
        found = [
            _new(Run, (start + length, end + length, page, box, None, origin, 1.0))
            for start, end, box, origin in line.spans
        ]
        if line.confidence:
            pairs = zip(found, line.confidence, strict=True)
            found = [run._replace(confidence=sure) for run, sure in pairs]
        runs += found
        parts.append(line.text)
        length += len(line.text)
        before = line.text
    return "".join(parts), tuple(runs)


def _added(first: Piece, second: Piece) -> Piece:
    """The next line behind a piece; a hyphen or stroke at its end was typed, and binds."""
    return joined(first, second, "" if is_one_word(first.text, second.text) else " ")
