"""Figures of table cells: noun, period, role and unit from the heads of their row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from extractors.document import Block
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.periods import mentions
from rules.figures.spelling import fold, key
from rules.figures.tables import Table

_BARE = re.compile(r"[\s()*'\"–+-]*")
_PERCENT = re.compile(r"%|phần\s+trăm|tỷ\s+lệ\s*\(?%\)?")
_PREVIOUS = re.compile(r"(?:cùng\s+kỳ|năm\s+trước|kỳ\s+trước|tháng\s+trước)")
_COMPARED = re.compile(r"(?:so\s+(?:với|sánh)|tăng|giảm|\+/-)")
_NO_NAME = re.compile(
    r"(?:kế\s+hoạch|thực\s+hiện|ước|chính\s+thức|cùng\s+kỳ|lũy\s+kế|cộng\s+dồn|số\s+liệu|kết\s+quả"
    r"|giá\s+trị|số\s+lượng|năm|tháng|quý|kỳ|trước|nay|đến|hết|đầu|cuối|giao|được|so|với|\W|\d|[ivx]+\b)*"
)
_BRACKET = re.compile(r"\s*\([^()]*\)\s*")


def read_cells(
    tables: Iterable[Table], figures: Iterable[Figure], lexicon: Lexicon
) -> tuple[Mapping[str, Figure], frozenset[str]]:
    """What the heads of tables tell of the figures in their cells.

    Returns:
        The figures that know more now, by id; and the ids of those that are no figures: the
        numbers of rows and columns.
    """
    told: dict[str, Figure] = {}
    markers: set[str] = set()
    found = {block.place.block: (table, block) for table in tables for block in table.blocks}
    for figure in figures if found else ():
        if figure.block not in found:
            continue
        table, cell = found[figure.block]
        row, column = figure.place.row or 1, figure.place.column or 1
        if (column == table.ordinal_column and row > table.head) or table.is_index(row):
            markers.add(figure.id)
        elif row > table.head and table.head and _is_alone(cell, figure):
            told[figure.id] = _told(table, figure, row, column, lexicon)
    return told, frozenset(markers)


def _is_alone(cell: Block, figure: Figure) -> bool:
    before, behind = cell.text[: figure.start], cell.text[figure.end :]
    return bool(_BARE.fullmatch(before) and _BARE.fullmatch(behind))


def _told(table: Table, figure: Figure, row: int, column: int, lexicon: Lexicon) -> Figure:
    path, label = table.path(column), table.label(row)
    names = [_BRACKET.sub(" ", part).strip() for part in (label, *path)]
    named = [name for name in names if name and not _NO_NAME.fullmatch(fold(name))]
    noun = " – ".join(dict.fromkeys(named)) or None
    folded = fold(" ; ".join((label, *path)))
    times = mentions(folded, folded, 0, len(folded))
    own = [time.name for time in times if time.form != "same"]
    figure = replace(
        figure,
        noun=noun,
        noun_key=key(noun) if noun else None,
        period=own[-1] if own else figure.period,
        role=_role(fold(" ; ".join(path)), lexicon) or figure.role,
    )
    if figure.kind not in {Kind.COUNT, Kind.MEASURE} or figure.unit is not None:
        return figure
    for unit in table.units(row, column):
        measured = _measured(figure, unit, lexicon)
        if measured is not None:
            return measured
    return figure


def _role(heads: str, lexicon: Lexicon) -> Role | None:
    if _COMPARED.search(heads):
        return None
    if _PREVIOUS.search(heads):
        return Role.PREVIOUS
    return next((role for role, words in lexicon.roles if words.search(heads)), None)


def _measured(figure: Figure, unit: str, lexicon: Lexicon) -> Figure | None:
    """The figure with a unit, if the words are one: '%', 'triệu đồng', 'ha'."""
    if not unit:
        return None
    if _PERCENT.fullmatch(unit):
        return replace(figure, kind=Kind.PERCENT, unit="%")
    factor, at = Decimal(1), 0
    scale = lexicon.scale.match(unit)
    if scale is not None:
        factor, at = lexicon.scales[key(scale["word"])], scale.end()
    match = lexicon.unit.match(unit, at)
    if match is None or match.end() != len(unit):
        return None
    word, per = key(match["name"]), key(match["per"]).replace(" ", "")
    money = lexicon.currencies.get(word)
    return replace(
        figure,
        kind=Kind.MONEY if money is not None else Kind.MEASURE,
        unit=(money or lexicon.measures[word]) + per,
        value=figure.value * factor,
        step=figure.step * factor,
    )
