"""Tables with known totals, drawn by a seed, to plant errors into.

A table is written as lines of cells, '| 1 | Xã An Hà | 120 |', and read as a DOCX table would be.
Forms: totals at the foot or the head, a total column, groups (I, II over 1, 2), rows 'Trong đó',
empty and dash cells, a column of percentages, one column of figures only.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from extractors.document import Block, BlockKind, Document, Place, Run

COUNT = 80
"""Tables drawn."""
_PLACES = (
    "Xã An Hà", "Xã Tân Thịnh", "Thị trấn Vôi", "Xã Mỹ Thái", "Xã Xương Lâm", "Xã Hương Sơn",
    "Xã Nghĩa Hòa", "Thị trấn Kép", "Xã Quang Thịnh", "Xã Đào Mỹ",
)  # fmt: skip
_HEADS = ("Số hộ nghèo", "Số hộ cận nghèo", "Số chi hội", "Số hội viên", "Số mô hình", "Số lớp")
_GROUPS = (
    ("Thu nội địa", ("Thuế ngoài quốc doanh", "Lệ phí trước bạ", "Thu phí, lệ phí")),
    ("Thu từ đất", ("Tiền sử dụng đất", "Tiền thuê đất", "Thu khác về đất")),
)
_FOOT = ("Tổng cộng", "Cộng", "Tổng số", "TỔNG CỘNG")

_Sum = tuple[tuple[int, int], list[tuple[int, int]]]
"""(row, column) of a total and of the cells that it is the sum of."""
_Share = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""(row, column) of a percentage, of its part and of its whole."""
_Drawn = tuple[list[list[str]], list[_Sum], str, list[_Share]]
"""The cells, the sums, the kind of the figures summed, the percentages."""


def document(text: str) -> Document:
    """A document of one table; offsets are those of the text."""
    blocks: list[Block] = []
    for (row, column), start, cell in _cells(text):
        place = Place(block=len(blocks), table=1, row=row + 1, column=column + 1)
        run = Run(0, len(cell), source=start)
        blocks.append(Block(kind=BlockKind.CELL, text=cell, place=place, runs=(run,)))
    return Document(source="-", format="docx", blocks=tuple(blocks))


def _cells(text: str) -> Iterator[tuple[tuple[int, int], int, str]]:
    """((row, column), offset, text) of every cell, rows and columns from 0."""
    begin = 0
    for row, line in enumerate(text.split("\n")):
        at = begin + 1
        for column, cell in enumerate(line[1:-1].split("|")):
            yield (row, column), at + len(cell) - len(cell.lstrip()), cell.strip()
            at += len(cell) + 1
        begin += len(line) + 1


def passages(seed: int) -> Iterator[dict[str, Any]]:
    """The tables as lines of `figures/*.jsonl` have them; their claims are of the kind 'table'."""
    forms = (_plain, _plain, _with_total_column, _grouped, _with_subset, _of_money)
    for number in range(COUNT):
        by = random.Random(f"{seed} {number}")
        rows, sums, kind, shares = forms[number % len(forms)](by)
        text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        figures: list[dict[str, Any]] = []
        index: dict[tuple[int, int], int] = {}
        for spot, start, cell in _cells(text):
            summed = any(spot in (total, *parts) for total, parts in sums)
            is_share = any(spot == percent for percent, _, _ in shares)
            if (summed or is_share) and cell[:1].isdigit():
                index[spot] = len(figures)
                value = cell.replace(".", "").replace(",", ".")
                own = "percent" if is_share else kind
                figures.append({"start": start, "end": start + len(cell), "surface": cell,
                                "kind": own, "value": value})  # fmt: skip
        claims = [
            {"kind": "table", "figures": [index[total], *(index[p] for p in parts if p in index)]}
            for total, parts in sums
            if total in index
        ]
        claims += [
            {"kind": "part of whole", "figures": [index[spot] for spot in share]}
            for share in shares
            if all(spot in index for spot in share)
        ]
        yield {"id": f"table-{number}", "text": text, "figures": figures, "claims": claims}


def _written(value: int, by: random.Random) -> str:
    return f"{value:,}".replace(",", ".") if value else by.choice(("-", "", "0"))


def _named(by: random.Random) -> list[str]:
    return by.sample(_PLACES, by.randint(3, len(_PLACES)))


def _put(
    rows: list[list[str]], total: list[str], by: random.Random, *, columns: Sequence[int]
) -> tuple[list[list[str]], list[_Sum]]:
    """The total row at the foot or the head of the body, and its sums."""
    if by.random() < 0.3:
        body = [rows[0], total, *rows[1:]]
        at, members = 1, range(2, len(body))
    else:
        body = [*rows, total]
        at, members = len(rows), range(1, len(rows))
    return body, [((at, c), [(m, c) for m in members]) for c in columns]


def _plain(by: random.Random) -> _Drawn:
    names, heads = _named(by), by.sample(_HEADS, by.randint(1, 4))
    values = [[by.choice((0, by.randint(2, 99), by.randint(100, 2500))) for _ in heads]
              for _ in names]  # fmt: skip
    for column in range(len(heads)):
        values[0][column] = values[0][column] or 17
        values[1][column] = values[1][column] or 240
    rows = [["TT", "Đơn vị", *heads]]
    for number, (name, line) in enumerate(zip(names, values, strict=True), 1):
        rows.append([str(number), name, *(_written(v, by) for v in line)])
    sums = [sum(column) for column in zip(*values, strict=True)]
    total = ["", by.choice(_FOOT), *(_written(v, by) for v in sums)]
    return *_put(rows, total, by, columns=range(2, 2 + len(heads))), "count", []


def _with_total_column(by: random.Random) -> _Drawn:
    names = _named(by)
    values = [(by.randint(3, 400), by.randint(3, 400)) for _ in names]
    rows = [["TT", "Đơn vị", "Tổng số", "Nam", "Nữ", "Tỷ lệ nữ (%)"]]
    lines = [*values, (sum(m for m, _ in values), sum(f for _, f in values))]
    for number, (name, (men, women)) in enumerate(zip([*names, "Cộng"], lines, strict=True), 1):
        both = men + women
        share = f"{(2000 * women + both) // (2 * both) / 10:.1f}".replace(".", ",")
        last = number > len(names)
        rows.append(["" if last else str(number), name, _written(both, by), _written(men, by),
                     _written(women, by), share])  # fmt: skip
    body, sums = _put(rows[:-1], rows[-1], by, columns=(2, 3, 4))
    across = [((row, 2), [(row, 3), (row, 4)]) for row in range(1, len(body))]
    shares = [((row, 5), (row, 4), (row, 2)) for row in range(1, len(body))]
    return body, [*sums, *across], "count", shares


def _grouped(by: random.Random) -> _Drawn:
    """Groups I and II make up the total; what stands under them makes up each."""
    columns = by.randint(2, 3)
    rows = [["TT", "Nội dung", *(f"Năm {2018 + c} (triệu đồng)" for c in range(columns))]]
    groups: list[int] = []
    whole = [0] * columns
    for ordinal, (head, members) in zip(("I", "II"), _GROUPS, strict=True):
        lines = [[by.randint(40, 9000) for _ in range(columns)] for _ in members]
        sums = [sum(column) for column in zip(*lines, strict=True)]
        whole = [a + b for a, b in zip(whole, sums, strict=True)]
        groups.append(len(rows))
        rows.append([ordinal, head, *(_written(v, by) for v in sums)])
        for number, (name, line) in enumerate(zip(members, lines, strict=True), 1):
            rows.append([str(number), name, *(_written(v, by) for v in line)])
    rows.append(["", by.choice(_FOOT), *(_written(v, by) for v in whole)])
    at = len(rows) - 1
    return rows, [((at, c), [(g, c) for g in groups]) for c in range(2, 2 + columns)], "measure", []


def _with_subset(by: random.Random) -> _Drawn:
    """Behind a row 'Trong đó: …', which is no part of the total."""
    names = _named(by)
    rows = [["TT", "Đơn vị", "Số hộ nghèo", "Số hộ cận nghèo"]]
    members: list[int] = []
    whole = [0, 0]
    for number, name in enumerate(names, 1):
        line = [by.randint(20, 900), by.randint(20, 900)]
        whole = [a + b for a, b in zip(whole, line, strict=True)]
        members.append(len(rows))
        rows.append([str(number), name, *(_written(v, by) for v in line)])
        if by.random() < 0.4:
            within = [by.randint(1, v) for v in line]
            rows.append(["", "Trong đó: hộ dân tộc thiểu số", *(_written(v, by) for v in within)])
    rows.append(["", by.choice(_FOOT), *(_written(v, by) for v in whole)])
    at = len(rows) - 1
    return rows, [((at, c), [(m, c) for m in members]) for c in (2, 3)], "count", []


def _of_money(by: random.Random) -> _Drawn:
    """Amounts with one decimal, printed as they are: sums are exact."""
    names = _named(by)
    heads = ["Dự toán (tỷ đồng)", "Thực hiện (tỷ đồng)"][: by.randint(1, 2)]
    values = [[by.randint(11, 9999) for _ in heads] for _ in names]
    rows = [["TT", "Đơn vị", *heads]]

    def tenths(value: int) -> str:
        return f"{value // 10:,}".replace(",", ".") + f",{value % 10}"

    for number, (name, line) in enumerate(zip(names, values, strict=True), 1):
        rows.append([str(number), name, *map(tenths, line)])
    sums = [sum(column) for column in zip(*values, strict=True)]
    total = ["", by.choice(_FOOT), *map(tenths, sums)]
    return *_put(rows, total, by, columns=range(2, 2 + len(heads))), "money", []
