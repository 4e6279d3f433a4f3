"""Lists over paragraphs: 'Tiếp nhận 125 hồ sơ, trong đó:' and its items in lines of their own.

A paragraph that ends with a colon is followed by items that begin with the same mark. The total is
the last figure before the words that open the list; the parts are the first figures of the items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from extractors.document import Block, BlockKind, Document
from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.figure import Figure, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.relations.sentence import AMOUNTS, leaves_a_bracket, same_measure
from rules.figures.spelling import fold

_OPENS = re.compile(
    r"(?:,|;|\()?\s*(?:(?P<subset>trong\s+(?:số\s+)?đó(?:\s+(?:có|gồm))?)"
    r"|(?P<all>bao\s+gồm|gồm\s+có|gồm|chia\s+ra|phân\s+ra|chia\s+theo\s+[^:;,.\d]{1,30})"
    r"|(?P<loose>cụ\s+thể(?:\s+(?:là|như\s+sau))?|như\s+sau)?)\s*:\s*\Z"
)
_MARK = re.compile(r"\s*(?P<mark>[-–+*•o]|\(?[a-zđ]\)|\(?\d{1,2}[.)])\s*")
_SHORT = 80
"""Characters between a total's noun and the words that open its list."""
_ITEMS = 40
_FIRST = 60
"""Characters of an item before its figure."""
_OTHER = re.compile(r"(?<!\w)(?:tăng|giảm|so\s+với|năm|ngày|tháng|kế\s+hoạch|chỉ\s+tiêu)(?!\w)")


def lists(document: Document, figures: Sequence[Figure], lexicon: Lexicon) -> Iterator[Claim]:
    """Each total of a paragraph with the parts that the items behind it give."""
    by_block: Mapping[int, list[Figure]] = {
        block: list(group) for block, group in groupby(figures, key=lambda figure: figure.block)
    }
    for block in by_block:
        text = document.blocks[block].text
        if not text.rstrip().endswith(":") or document.blocks[block].kind is BlockKind.CELL:
            continue
        opened = _total(fold(text), by_block[block])
        totals = (opened,) if opened is not None else _topics(fold(text), by_block[block])
        found: list[tuple[Claim, bool]] = []
        for total, cover, said in totals:
            members = _members(document, by_block, block, total, lexicon)
            claim = _claim(total, members, cover, said=said)
            if claim is not None and members is not None:
                found.append((claim, sum(m.value for m in members) == total.value))
        right = next((claim for claim, adds_up in found if adds_up), None)
        if right is not None:
            yield right
        elif len(found) == 1 or opened is not None:
            yield from (claim for claim, _ in found)
        else:
            yield from (replace(claim, supposed=True) for claim, _ in found)


def _total(folded: str, figures: Sequence[Figure]) -> tuple[Figure, Cover, bool] | None:
    """The total before the words at the end of a paragraph, how they open the list.

    And whether there are such words: before a bare colon only an exact sum shows a list of parts.
    """
    opens = _OPENS.search(folded)
    if opens is None:
        return None
    # What a bracket closed behind it holds is no total: 'so với 31/12/2024 (578,92 tỷ đồng), gồm:'.
    before = [
        figure
        for figure in figures
        if figure.end <= opens.start() and not leaves_a_bracket(folded[figure.end : opens.start()])
    ]
    if not before:
        return None
    total = next((f for f in reversed(before) if f.kind is not Kind.PERCENT), None)
    if total is None or total.kind not in AMOUNTS or total.role is not Role.ACTUAL:
        return None
    gap = folded[total.end : opens.start()]
    if len(gap) > _SHORT or re.search(r"[.;]\s", gap) or total.upper is not None:
        return None
    if opens["subset"]:
        return total, Cover.SUBSET, True
    if opens["all"]:
        return total, Cover.ALL, True
    if "," in gap and not opens["loose"]:
        return None
    return total, Cover.BRACKET, bool(opens["loose"])


def _topics(folded: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Cover, bool]]:
    """The figures of a sentence that one behind it divides: '… tăng 9%. Phân theo loại hàng:'."""
    opens = _DIVIDES.search(folded)
    if opens is None:
        return
    before = [figure for figure in figures if figure.end <= opens.start()]
    for figure in before:
        gap = folded[figure.end : opens.start()]
        if figure.sentence != before[-1].sentence or figure.kind not in AMOUNTS:
            continue
        if figure.role is Role.ACTUAL and figure.upper is None and not leaves_a_bracket(gap):
            yield figure, Cover.SUBSET if opens["subset"] else Cover.ALL, True


_DIVIDES = re.compile(
    r"(?:[.;]|\A)\s*(?:(?P<subset>trong\s+(?:số\s+)?đó)|(?:được\s+)?(?:phân|chia|tính|xét)\s+(?:ra\s+)?theo\s[^:;,.\d]{1,40}"
    r"|bao\s+gồm|gồm|cụ\s+thể(?:\s+(?:là|như\s+sau))?)\s*:\s*\Z"
)


def _members(
    document: Document,
    by_block: Mapping[int, Sequence[Figure]],
    block: int,
    total: Figure,
    lexicon: Lexicon,
) -> list[Figure] | None:
    """The first figure of every item; None if an item has none that the total can hold."""
    members: list[Figure] = []
    mark = None
    for index in range(block + 1, min(block + 1 + _ITEMS, len(document.blocks))):
        item = document.blocks[index]
        found = _marked(item)
        if found is None or (mark is not None and found != mark):
            break
        mark = found
        figure = next(iter(by_block.get(index, ())), None)
        if figure is None or figure.start > _FIRST or not same_measure(total, figure, lexicon):
            return None
        if figure.role is not Role.ACTUAL or _OTHER.search(fold(item.text[: figure.start])):
            return None
        members.append(figure)
    return members


def _marked(block: Block) -> str | None:
    """What an item of a list begins with, by its form: '-', 'a)', '1.'; None if it is no item."""
    match = _MARK.match(block.text)
    if match is not None:
        return re.sub(r"\d+", "1", re.sub(r"[a-zđ]", "a", match["mark"].lower()))
    return "item" if block.kind is BlockKind.LIST_ITEM else None


def _claim(
    total: Figure, members: list[Figure] | None, cover: Cover, *, said: bool
) -> Claim | None:
    if members is None or len(members) < 2:
        return None
    found = sum((member.value for member in members), Decimal(0))
    near = total.value <= 2 * found and found <= 2 * total.value
    supposed = found != total.value and (not said or (cover is Cover.BRACKET and not near))
    if cover is Cover.ALL and any(m.noun_key is None for m in members):
        cover = Cover.BRACKET
    if supposed:
        cover = Cover.ALL
    if supposed and total.kind is Kind.COUNT and any(m.head != total.head for m in members):
        return None
    ids = (total.id, *(m.id for m in members))
    return Claim(ClaimKind.PARTS, ids, cover=cover, exclusive=False, supposed=supposed)
