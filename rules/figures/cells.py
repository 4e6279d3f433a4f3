"""Figures of table cells: noun, period, role and unit from the heads of their row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from extractors.document import Block
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.periods import YEAR, mentions
from rules.figures.spelling import fold, key
from rules.figures.tables import Table

_BARE = re.compile(r"[\s()*'\"–+-]*")
_PERCENT = re.compile(r"%|phần\s+trăm|tỷ\s+lệ\s*\(?%\)?")
_PREVIOUS = re.compile(r"(?:cùng\s+kỳ|năm\s+trước|kỳ\s+trước|tháng\s+trước)")
_COMPARED = re.compile(r"(?:so\s+(?:với|sánh)|tăng|giảm|\+/-|(?:th|hiện)\s*/|chênh\s+lệch)")
_REACHED = re.compile(
    r"(?:%|tỷ\s+lệ|đạt|so)\s*.*(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|(?<!\w)kh(?!\w))"
)
"""'Tỷ lệ đạt KH': what was reached of the plan."""
_PLAN = re.compile(r"(?<!\w)(?:kế\s+hoạch|dự\s+toán|kh)(?!\w)")
_RISE_OR_FALL = re.compile(
    r"tăng\W+(?:hoặc\s+|hay\s+)?(?:\(?\+\)?\W*)?giảm|(?:tăng|giảm)\s+so\s+với|chênh\s+lệch|\+/-"
)
_SIGN = re.compile(r"(?P<minus>[-–(])\s*\Z|\+\s*\Z")
_NO_NAME = re.compile(
    r"(?:kế\s+hoạch|thực\s+hiện|ước|chính\s+thức|cùng\s+kỳ|lũy\s+kế|cộng\s+dồn|số\s+liệu|kết\s+quả"
    r"|cả(?!\w)|dự\s+toán|mục\s+tiêu|chỉ\s+tiêu|dự\s+kiến|dự\s+báo|kh(?!\w)|th(?!\w)|sl(?!\w)"
    r"|giá\s+trị|số\s+lượng|năm|tháng|quý|kỳ|trước|nay|đến|hết|đầu|cuối|giao|được|\W|\d|[ivx]+\b)*"
)
_BRACKET = re.compile(r"\s*\([^()]*\)\s*")
_YEARS = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_THINGS = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+){0,2}")
_LABELLED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ORDINAL, re.compile(r"(?:xếp\s+)?(?:thứ\s+)?(?:hạng|thứ)|vị\s+thứ|thứ\s+tự|vị\s+trí")),
    (Kind.PHONE, re.compile(r"(?:số\s+)?(?:điện\s+thoại|đt|sđt|fax|di\s+động|hotline)(?:\s.*)?")),
    (Kind.YEAR, re.compile(r"năm\s+(?:sinh|thành\s+lập|sản\s+xuất|xây\s+dựng|công\s+nhận|tốt).*")),
    (
        Kind.IDENTIFIER,
        re.compile(
            r"mã(?:\s.*)?|(?:số\s+)?(?:cccd|cmnd|tài\s+khoản|định\s+danh|thẻ|thửa|hiệu|seri|sê-ri)(?:\s.*)?"
            r"|tờ\s+bản\s+đồ|biển\s+số(?:\s.*)?|mst"
        ),
    ),
)
"""Heads over numbers that are no figures."""


def read_cells(
    tables: Iterable[Table], figures: Iterable[Figure], lexicon: Lexicon
) -> tuple[Mapping[str, Figure], Mapping[str, Kind]]:
    """What the heads of tables tell of the figures in their cells.

    Returns:
        The figures that know more now, by id; and, by id, the kinds of those that are no figures:
        the numbers of rows and columns, ranks, telephones, years of birth.
    """
    told: dict[str, Figure] = {}
    others: dict[str, Kind] = {}
    found = {block.place.block: (table, block) for table in tables for block in table.blocks}
    for figure in figures if found else ():
        if figure.block not in found:
            continue
        table, cell = found[figure.block]
        row, column = figure.place.row or 1, figure.place.column or 1
        if (column == table.ordinal_column and row > table.head) or table.is_index(row):
            others[figure.id] = Kind.LIST_MARKER
        elif row > table.head and table.head and _is_alone(cell, figure):
            kind = _labelled(table, figure, column)
            if kind is not None:
                others[figure.id] = kind
            else:
                told[figure.id] = _told(table, cell, figure, row, column, lexicon)
    return told, others


def _is_alone(cell: Block, figure: Figure) -> bool:
    before, behind = cell.text[: figure.start], cell.text[figure.end :]
    return bool(_BARE.fullmatch(before) and _BARE.fullmatch(behind))


def _labelled(table: Table, figure: Figure, column: int) -> Kind | None:
    """The kind of a number that its head says is none to count with."""
    if column == table.year_column:
        return Kind.YEAR
    if figure.kind is not Kind.COUNT:
        return None
    path = table.path(column)
    head = key(_BRACKET.sub(" ", path[-1])) if path else ""
    return next((kind for kind, words in _LABELLED if words.fullmatch(head)), None)


def _told(
    table: Table, cell: Block, figure: Figure, row: int, column: int, lexicon: Lexicon
) -> Figure:
    path, label = table.path(column), table.label(row)
    names = [_BRACKET.sub(" ", part).strip().replace(" ,", ",") for part in (label, *path)]
    heads = fold(" ; ".join(path))
    compared = _COMPARED.search(heads) is not None
    named = [name for name in names if name and (compared or not _NO_NAME.fullmatch(fold(name)))]
    noun = " – ".join(dict.fromkeys(named)) or None
    role = _role(heads, lexicon)
    figure = replace(
        figure,
        noun=noun,
        noun_key=key(noun) if noun else None,
        period=_period(table, row, heads, role) or figure.period,
        role=role or figure.role,
    )
    if figure.kind in {Kind.COUNT, Kind.MEASURE} and figure.unit is None:
        for unit in table.units(row, column):
            measured = _measured(figure, unit, lexicon)
            if measured is not None:
                figure = measured
                break
    return _signed(figure, cell.text[: figure.start], heads)


def _signed(figure: Figure, before: str, heads: str) -> Figure:
    """A difference: under 'Tăng (+), giảm (-)', or with its sign under 'So sánh'."""
    if figure.kind in {Kind.RATIO, Kind.SCORE} or not _COMPARED.search(heads):
        return figure
    sign = _SIGN.search(before)
    if sign is None and not _RISE_OR_FALL.search(heads):
        return figure
    falls = sign is not None and sign["minus"]
    return replace(figure, kind=Kind.CHANGE, value=-abs(figure.value) if falls else figure.value)


def _period(table: Table, row: int, heads: str, role: Role | None) -> str | None:
    """The time of a cell: of its column, else of its row, else of the table."""
    compared = _COMPARED.search(heads) is not None or _REACHED.search(heads) is not None
    own = _named(heads, compared=compared, previous=role is Role.PREVIOUS)
    if own is None and table.year_column is not None:
        own = _named(key(table.text(row, table.year_column)))
    if own is None:
        own = _named(key(table.label(row)))
    for title in (*table.title_rows.values(), *table.titles):
        own = own or _named(title)
    if own is not None or role is Role.PREVIOUS or not compared:
        return own
    columns = [fold(" ; ".join(table.path(column))) for column in range(1, table.columns + 1)]
    names = {_named(column) for column in columns if not _COMPARED.search(column)} - {None}
    return next(iter(names)) if len(names) == 1 else None


@lru_cache(maxsize=4096)
def _named(text: str, *, compared: bool = False, previous: bool = False) -> str | None:
    """The time that a head names; of several years compared, the latest."""
    times = mentions(text, text, 0, len(text))
    own = [
        time.name
        for time in times
        if (time.form != "same" or previous) and (time.form != "now" or not time.start)
    ]
    years = _YEARS.findall(text)
    if compared:
        return max(years) if years else None
    if own:
        return own[-1]
    return years[-1] if len(set(years)) == 1 else None


def _role(heads: str, lexicon: Lexicon) -> Role | None:
    if _COMPARED.search(heads) or _REACHED.search(heads):
        return None
    if _PREVIOUS.search(heads):
        return Role.PREVIOUS
    if _PLAN.search(heads):
        return Role.PLAN
    return next((role for role, words in lexicon.roles if words.search(heads)), None)


def _measured(figure: Figure, unit: str, lexicon: Lexicon) -> Figure | None:
    """The figure with a unit, if the words are one: '%', 'triệu đồng', 'ha', 'nghìn lượt'."""
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
        if scale is None or not _THINGS.fullmatch(unit[at:].strip()):
            return None
        return replace(
            figure, kind=Kind.COUNT, value=figure.value * factor, step=figure.step * factor
        )
    word, per = key(match["name"]), key(match["per"]).replace(" ", "")
    money = lexicon.currencies.get(word)
    return replace(
        figure,
        kind=Kind.MONEY if money is not None else Kind.MEASURE,
        unit=(money or lexicon.measures[word]) + per,
        value=figure.value * factor,
        step=figure.step * factor,
    )
