"""One indicator at one date has one value, in body, footnote and summary.

What it reports: one thing named twice in one list with two values ('hóa chất các loại 112 triệu
USD … hóa chất các loại 145 triệu USD'); and an overall rate or total that is said in the same words
in two places of the report, for the same time, with two values. As a warning: a number said again
with one digit wrong, or two swapped, where the words around both are the same ('tiếp nhận 118.642
hồ sơ … 116.842 hồ sơ tiếp nhận'), where it takes up what was said ('trong 4.129 trường hợp bị xử
phạt'), or where a cell of a table has it; and the figure of last year said of this year.

Why it matters: one of the two was changed and the other forgotten; the reader takes on whichever
comes first.

What it leaves alone: numbers a slip apart that parts, shares or changes bear out; the same value at
two precisions; hedged figures; targets, plans, figures of another time; sentences that name other
places, papers or ordinals; items of one list, which repeat their wording for one unit after the
other; lists side by side that name the same grades; what stands behind the first figure of an item
('…; đang giải quyết 618, quá hạn 7'); numbers that another cell of the table has; what was asked
for and not done; prices.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from extractors.document import BlockKind
from extractors.letters import UPPER
from rules.amounts import is_plain, stands_for
from rules.antecedents import misquoted
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold, key
from rules.finding import Finding, Message, Severity
from rules.restated import restated
from rules.tabulated import tabulated
from rules.toldtwice import told_twice
from rules.wording import content, labels
from rules.yesteryear import left_standing

_KINDS = frozenset({Kind.PERCENT, Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_SEPARATOR = re.compile(r"[;,:(\[]|(?<!\w)và(?!\w)|\d")
_OVERALL = re.compile(
    r"(?<!\w)(?:tổng(?:\s+số|\s+thu|\s+chi)?|toàn|cả\s+(?:tỉnh|huyện|nước|năm)|hiện\s+có|(?:tỷ|tỉ)\s+lệ|bình\s+quân|chung)(?!\w)"
)
_PLACES = re.compile(rf"(?<!\w)[{UPPER}]\w*(?:\s+[{UPPER}]\w*)*")
_ITEM = re.compile(r"\s*(?:[-–+*•]|\(?\w[.)])\s")
_NOW = re.compile(r"(?:tính\s+)?đến\s+(?:nay|thời\s+điểm\s+(?:này|hiện\s+tại))|hiện\s+(?:nay|tại)")
_OPENED = re.compile(r"^(?:trong\s+đó|bao\s+gồm|gồm|còn|riêng)\s+")
_LEAST_WORDS = 3
_NEAR = 300
"""Letters before a figure in which its item mostly begins: a sentence may be a page long."""
_SHORTEST_LABEL = 2
"""Words of what a list names twice."""


def _run(extraction: Extraction) -> Iterator[Finding]:
    figures = [
        f
        for f in extraction.figures
        if f.kind in _KINDS
        and f.role is Role.ACTUAL
        and is_plain((f,))
        and extraction.document.blocks[f.block].kind
        not in {BlockKind.CELL, BlockKind.RUNNING_HEAD, BlockKind.HEADER}
    ]
    told: set[frozenset[str]] = set()
    for pair in (*_in_one_list(extraction, figures), *_said_again(extraction, figures)):
        ids = frozenset(figure.id for figure in pair)
        if ids not in told:
            told.add(ids)
            yield _finding(extraction, pair)
    slipped: set[frozenset[str]] = set()
    for pair in (
        *restated(extraction),
        *left_standing(extraction),
        *misquoted(extraction),
        *told_twice(extraction),
    ):
        ids = frozenset(figure.id for figure in pair)
        surfaces = frozenset(figure.surface for figure in pair)
        if ids not in told and surfaces not in slipped:
            told.add(ids)
            slipped.add(surfaces)
            yield _finding(extraction, pair, Severity.WARNING)
    known = {identity for ids in told for identity in ids}
    for figure, cell in tabulated(extraction):
        if figure.id not in known:
            known.add(figure.id)
            yield _finding(extraction, (figure, cell), Severity.WARNING)


def _in_one_list(
    extraction: Extraction, figures: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one sentence whose items begin with the same words."""
    for (block, sentence), group in groupby(figures, key=lambda f: (f.block, f.sentence)):
        named: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        folded = fold(extraction.document.blocks[block].text)
        labelled: Counter[str] = Counter()
        members = list(group)
        for figure in members:
            before = folded[max(sentence[0], figure.start - _NEAR) : figure.start]
            cut = max((m.end() for m in _SEPARATOR.finditer(before)), default=0)
            if not cut and len(before) == _NEAR:
                before = folded[sentence[0] : figure.start]
                cut = max((m.end() for m in _SEPARATOR.finditer(before)), default=0)
            label = re.sub(r"\s+", " ", before[cut:]).strip()
            label = re.sub(r"\s+(?:là|đạt|có|với|khoảng|:)$", "", label)
            labelled[_OPENED.sub("", label)] += 1
            bracketed = before[:cut].rstrip().endswith(("(", "[")) or figure.part_of is not None
            if not label or _PRICE.search(label) or _VERBAL.match(label):
                continue
            if before[cut - 1 : cut].isdigit():
                continue  # '6 cơ sở 91 triệu': what the number before counts
            if cut and not bracketed:
                counts = figure.noun_key if _counts_behind(folded, figure) else None
                named[label, figure.kind, figure.unit, figure.period, counts].append(figure)
        again = {label: same for label, same in named.items() if len(same) > 1}
        if sum(count > 1 for count in labelled.values()) > 1:
            continue  # 'học lực: khá 40, yếu 2; hạnh kiểm: khá 38, yếu 4': series side by side
        for (named_so, *_), same in again.items():
            if len(re.findall(r"[^\W\d_]+", str(named_so))) >= _SHORTEST_LABEL:
                yield from _apart([f for f in same if _heads_its_item(folded, f)])


def _counts_behind(folded: str, figure: Figure) -> bool:
    """Whether what a figure counts stands behind it: 'quản lý 186 bệnh nhân lao'."""
    return bool(figure.noun) and folded.startswith(fold(f" {figure.noun}"), figure.end)


def _heads_its_item(folded: str, figure: Figure) -> bool:
    """Whether a figure is the first of its item: 'hải sản 12; gỗ 9', and not '…; gỗ 9, còn 3'.

    What stands farther back in an item is said of the item, as it is of the one beside it.
    """
    start = max(folded.rfind(";", figure.sentence[0], figure.start) + 1, figure.sentence[0])
    return _VALUE.search(folded, start, figure.start) is None or start == figure.sentence[0]


_VALUE = re.compile(r"\d[^,]*,\s")
"""A figure with a comma behind it."""
_PRICE = re.compile(r"(?<!\w)x\Z|[/×*]\Z")
"""How a label ends before a price or a second measure: '07 suất x 2 triệu', '614 vụ/21,3'."""
_VERBAL = re.compile(
    r"(?:tăng|giảm|đạt|chiếm|bằng|trong\s+đó|còn|có|được|đã|so|trên|dưới|gồm|với|từ|đến|ước|tương|thu|chi|nộp|cấp|kiểm"
    r"|xử|phạt|giải|tiếp|tổ\s+chức|hỗ\s+trợ|vay|tỷ\s+lệ|số\s+(?:người|tiền)|bình\s+quân|trị\s+giá|tổng|mỗi|nữ|nam|năm|tháng|quý)(?!\w)"
)


def _said_again(
    extraction: Extraction, figures: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Overall figures of different sentences whose clauses have the same words."""
    said: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    at, folded = -1, ""
    for figure in figures:
        if figure.block != at:
            at, folded = figure.block, fold(extraction.document.blocks[figure.block].text)
        start = max(figure.sentence[0], figure.start - 120)
        if not _OVERALL.search(folded, start, figure.start):
            continue
        words = content(extraction, figure)
        if len(words) < _LEAST_WORDS or figure.noun_key is None:
            continue
        said[
            words,
            figure.kind,
            figure.unit,
            figure.noun_key,
            "" if _NOW.fullmatch(key(figure.period or "")) else key(figure.period or ""),
            labels(extraction, figure),
            _scope(extraction, figure),
        ].append(figure)
    for same in said.values():
        for one, other in _apart(same):
            if (one.block, one.sentence) != (other.block, other.sentence) and not _siblings(
                extraction, one, other
            ):
                yield one, other


def _scope(extraction: Extraction, figure: Figure) -> frozenset[str]:
    """The names that a figure's sentence and its heading give, the first word left out."""
    start, end = figure.sentence
    text = extraction.document.blocks[figure.block].text[start:end]
    names = {key(m[0]) for m in _PLACES.finditer(text) if m.start() > 0}
    return frozenset(names)


def _siblings(extraction: Extraction, one: Figure, other: Figure) -> bool:
    """Whether both stand in items of lists, or under headings that name units one by one."""
    blocks = extraction.document.blocks
    first, second = blocks[one.block], blocks[other.block]
    if all(b.kind is BlockKind.LIST_ITEM or _ITEM.match(b.text) for b in (first, second)):
        return True
    sections = [(b.place.section or "").rsplit(" > ", 1)[-1] for b in (first, second)]
    return sections[0] != sections[1] and all(len(_PLACES.findall(s)) > 1 for s in sections)


def _apart(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The first two of figures that no rounding brings together."""
    for one, other in combinations(figures, 2):
        if not stands_for(one).meets(stands_for(other)):
            yield one, other
            return


def _finding(
    extraction: Extraction, pair: tuple[Figure, Figure], severity: Severity | None = None
) -> Finding:
    one, other = pair
    name = one.noun or other.noun or ""
    return CHECK.finding(
        extraction,
        pair,
        message=Message(
            f"Cùng một chỉ tiêu ({name}) ghi hai giá trị: {one.surface} và {other.surface}",
            f"One indicator ({name}) has two values: {one.surface} and {other.surface}",
        ),
        stated=f"{one.surface} / {other.surface}",
        working=Message(f"{one.surface} ≠ {other.surface}", f"{one.surface} ≠ {other.surface}"),
        severity=severity,
    )


CHECK = Check(
    code="C302",
    name="figure-conflict",
    severity=Severity.ERROR,
    summary=Message(
        vi="Một chỉ tiêu tại một thời điểm chỉ có một giá trị",
        en="One indicator at one date has one value",
    ),
    run=_run,
)
