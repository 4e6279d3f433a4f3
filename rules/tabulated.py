"""Tabulated figures: a number of the text that a cell of a table gives too, one with a slip.

A cell is found again by what its row and its column are called: the clause of the number must name
both, and little else. A number that stands in any cell of the table is no slip, nor are two that
something else bears out, each for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from rules.amounts import is_plain
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.periods import YEAR
from rules.figures.spelling import fold, key
from rules.figures.tables import Table
from rules.misprints import misprints, printed
from rules.outlook import may_be_aimed_at
from rules.populations import is_done_to, scope
from rules.proved import proved
from rules.said import is_in_the_flow
from rules.tabletotals import TOTAL_ROW, tables_with_figures, totals

_KINDS = frozenset({Kind.PERCENT, Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_WORD = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"\([^()]*\)")
_SAYS_NOTHING = frozenset(
    [
        "đã", "được", "là", "có", "và", "của", "trong", "các", "những", "với", "cho", "tại",
        "trên", "năm", "hiện", "nay", "đến", "từ", "theo", "bằng", "đạt", "chiếm", "khoảng", "số",
        "lệ", "tỷ", "tỉ", "ước", "còn", "tổng", "cộng", "toàn", "cả", "qua", "tính", "đó", "này",
        "kết", "quả", "thực", "lũy", "kế", "kỳ", "tháng", "quý", "ngày", "lượng", "chung", "tỉnh",
        "huyện", "xã", "thị", "trấn", "phường", "thành", "phố", "tp", "ngành", "đơn", "vị", "đvt",
        "chỉ", "tiêu", "nhất", "người", "lượt", "nghìn", "ngàn", "triệu", "đồng", "ha", "tấn",
        "con", "bình", "quân", "hết", "cuối", "đầu", "i", "ii", "iii", "iv", "thì", "như", "cũng",
        "ghi", "nhận", "ra", "xảy", "mới", "gồm", "việc", "do", "trở", "lên", "khi", "đang",
        "trước", "sau", "vào", "ở", "thời", "điểm", "mà",
    ]
)  # fmt: skip
"""Words that tell no row and no column from another."""
_TIME = re.compile(rf"(?:năm|tháng|quý|kỳ|ngày|{YEAR}|\d|/|\s|th|kh|t(?!\w)|[-–.,()+%])*")
_YEARS = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_BREAK = re.compile(r"[.;:,()/]|(?<!năm\s)(?<![\d.,/])\d(?:[\d.,/]*\d)?\s?%?")
_REACH = 160
"""Letters before a number in which its row may be named."""
_TELLING = 4
"""Digits of which so many hardly agree by chance."""
_BESIDES = {False: 1, True: 3}
"""Words of a clause that are not of the table, if its number tells or not; of a total one less."""


@dataclass(frozen=True, slots=True)
class _Cell:
    figure: Figure
    table: int
    row: int
    label: frozenset[str]
    """What its row is called; empty for a row of totals."""
    head: frozenset[str]
    """What its column is called."""
    around: frozenset[str]
    """The words of the table's heads and titles."""
    is_total: bool


def tabulated(extraction: Extraction) -> Iterator[tuple[Figure, Figure]]:
    """Numbers of the text with the cell that they are a slip away from."""
    cells = list(_cells(extraction))
    if not cells:
        return
    told: dict[int, set[str]] = {}
    labels: dict[int, set[frozenset[str]]] = defaultdict(set)
    near: dict[str, list[_Cell]] = defaultdict(list)
    for number, (_, figures) in enumerate(tables_with_figures(extraction)):
        told[number] = {printed(figure) for figure in figures.values()}
    for cell in cells:
        if cell.label:
            labels[cell.table].add(cell.label)
        for sign in _signs(cell.figure):
            near[sign].append(cell)
    found: list[tuple[Figure, _Cell]] = []
    for figure in extraction.figures:
        if not _is_said(extraction, figure):
            continue
        beside = {id(cell): cell for sign in _signs(figure) for cell in near.get(sign, ())}
        for cell in beside.values():
            if printed(figure) in told[cell.table] or not _is_alike(figure, cell.figure):
                continue
            if _is_said_of(extraction, figure, cell, labels[cell.table], cells):
                found.append((figure, cell))
                break
    if not found:
        return
    by_itself = proved(extraction)
    adding = {
        part.id
        for total in totals(extraction)
        if total.holds
        for part in (total.figure, *total.parts)
    }
    for figure, cell in found:
        if figure.id not in by_itself or cell.figure.id not in adding:
            yield figure, cell.figure


def _cells(extraction: Extraction) -> Iterator[_Cell]:
    for number, (table, figures) in enumerate(tables_with_figures(extraction)):
        heads = {column: _named(table, column) for column in range(1, table.columns + 1)}
        around = reduce(
            frozenset.union,
            (*heads.values(), *map(_words, table.titles)),
        )
        for (row, column), figure in figures.items():
            if row <= table.head or figure.kind not in _KINDS or not is_plain((figure,)):
                continue
            label = fold(table.label(row))
            is_total = TOTAL_ROW.fullmatch(label) is not None
            named = frozenset() if is_total else _words(label)
            if named or (is_total and heads[column]):
                yield _Cell(figure, number, row, named, heads[column], around, is_total)


def _named(table: Table, column: int) -> frozenset[str]:
    path = (_BRACKET.sub(" ", fold(part)) for part in table.path(column))
    return reduce(frozenset.union, (_words(p) for p in path if not _TIME.fullmatch(p)), frozenset())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - _SAYS_NOTHING


def _signs(figure: Figure) -> Iterator[str]:
    """The signs of a number's slips, also of '17.727.400' as '17.727,4' thousand."""
    digits = printed(figure)
    yield from misprints(digits)
    if digits.endswith("00"):
        yield from misprints(digits.rstrip("0"))


def _is_said(extraction: Extraction, figure: Figure) -> bool:
    return (
        figure.kind in _KINDS
        and figure.role is Role.ACTUAL
        and is_plain((figure,))
        and not may_be_aimed_at(figure)
        and is_in_the_flow(extraction, figure)
    )


def _is_alike(figure: Figure, cell: Figure) -> bool:
    """Whether two figures measure in one unit, as far as a cell gives its own."""
    if figure.role is not cell.role:
        return False
    if figure.unit == cell.unit and figure.kind is cell.kind:
        return figure.value.adjusted() == cell.value.adjusted()
    bare = cell.kind is Kind.COUNT and cell.unit is None
    return bare and figure.kind is not Kind.PERCENT and figure.surface[:1].isdigit()


def _is_said_of(
    extraction: Extraction,
    figure: Figure,
    cell: _Cell,
    labels: set[frozenset[str]],
    cells: list[_Cell],
) -> bool:
    """Whether the clause of a number names the row and the column of a cell, and little else."""
    own = _clause(extraction, figure)
    said = own | (_label(extraction, figure) if cell.is_total else _lead(extraction, figure))
    telling = len(printed(figure)) >= _TELLING
    if not cell.head <= said or not _is_of_its_time(figure, cell, cells):
        return False
    if cell.is_total:
        if scope(extraction, figure) or any(label <= own for label in labels):
            return False
        if is_done_to(extraction, figure) and not telling:
            return False
    else:
        vague = len(cell.label) == 1 and not cell.head and not telling
        others = any(cell.label < label <= said for label in labels)
        if vague or others or not cell.label <= own:
            return False
    besides = own - cell.label - cell.head - cell.around - {*(figure.unit or "").lower().split()}
    return len(besides) <= _BESIDES[telling] - cell.is_total


def _clause(extraction: Extraction, figure: Figure) -> frozenset[str]:
    """The words of a number's clause; in a bracket with those before it."""
    folded = fold(extraction.document.blocks[figure.block].text)
    before = folded[max(figure.sentence[0], figure.start - _REACH) : figure.start].rstrip()
    words = _words(_last(before))
    if before.endswith("("):
        words |= _words(_last(before[:-1].rstrip()))
    behind = _BREAK.split(folded[figure.end : min(figure.sentence[1], figure.end + _REACH)])[0]
    return words | _words(behind) | _words(figure.noun or "")


def _last(text: str) -> str:
    """What stands behind the last mark or number of a text."""
    return text[max((m.end() for m in _BREAK.finditer(text)), default=0) :]


def _label(extraction: Extraction, figure: Figure) -> frozenset[str]:
    """The words of the label before the colon that a number stands behind."""
    folded = fold(extraction.document.blocks[figure.block].text)
    before = folded[max(figure.sentence[0], figure.start - _REACH) : figure.start]
    return _words(_last(before.rpartition(":")[0]))


def _lead(extraction: Extraction, figure: Figure) -> frozenset[str]:
    folded = fold(extraction.document.blocks[figure.block].text)
    return _words(folded[max(figure.sentence[0], figure.start - _REACH) : figure.start])


def _is_of_its_time(figure: Figure, cell: _Cell, cells: list[_Cell]) -> bool:
    """Whether a cell is of the time of a number; of the last of its row if that names none."""
    own, other = key(figure.period or ""), key(cell.figure.period or "")
    if any(map(str.isdecimal, own)) and any(map(str.isdecimal, other)):
        years, others = _YEARS.findall(own), _YEARS.findall(other)
        if years and others and years[-1] != others[-1]:
            return False
        return own in other or other in own
    year = max(_YEARS.findall(other), default="")
    beside = (
        max(_YEARS.findall(key(c.figure.period or "")), default="")
        for c in cells
        if c.table == cell.table and c.row == cell.row and c.head == cell.head
    )
    return year == max(beside, default="")
