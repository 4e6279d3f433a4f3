"""A level against last year and a rise or fall against last year agree.

What it reports: 'dầu thô đạt 95,1% so với cùng kỳ' in one place and 'dầu thô giảm 2%' in another:
95,1% of last year is a fall of 4,9%.

Why it matters: the two ways of saying one thing are often worked out by two people.

What it leaves alone: what rounding explains (98,1% and 'giảm 2%'); sentences that measure different
things of one product (output and exports), or different times.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold, key
from rules.finding import Finding, Message, Severity
from rules.notation import written
from rules.rounding import interval
from rules.wording import measured

_AGAINST = re.compile(r"(?:so\s+(?:với\s+|cùng\s+)?)?(?:cùng\s+kỳ|năm\s+trước|năm\s+ngoái)")
_OTHER_BASE = re.compile(r"(?:tháng|quý|kỳ)\s+trước|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|đầu\s+năm")
_LABEL = re.compile(r"[;,:(.\n]|\d|(?<!\w)(?:có|và|gồm)(?!\w)")
_TAIL = re.compile(
    r"\s+(?:(?:chỉ|ước|cũng|lại|đã)\s+)?(?:đạt|bằng|tăng|giảm|là)(?:\s+(?:gần|trên|khoảng|hơn))?\s*\Z"
)

_TIMES = re.compile(
    r"(?<!\w)(?:trong|của)\s+(?:năm|quý|tháng|kỳ)(?:\s+(?:nay|này|qua|[ivx]+))?(?!\w)|(?<!\w)(?:năm|quý)\s+(?:nay|này|[ivx]+)(?!\w)"
)
"""A time that a label tells too: 'số hồ sơ tiếp nhận trong quý'."""
_LEADING = re.compile(r"^(?:(?:tổng|số|lượng)\s+)+")
_VALUED = re.compile(
    r"\s+(?:(?:đạt|là|có|ước|chỉ)\s+)*\d[\d.,]*(?:\s+[^\W\d_]+){0,4},\s*(?:(?:đã|chỉ|cũng|lại)\s+)?"
    r"(?:đạt|bằng|tăng|giảm)\s*\Z"
)
"""Between what a clause is of and a percentage: its amount."""
_AGAINST_YEAR = re.compile(
    r"\s*(?:so\s+(?:với\s+)?)?(?:của\s+)?năm\s+(?P<year>(?:19|20)\d\d)(?!\d|\s*\()"
)
_OF_A_YEAR = re.compile(r"(?<!\w)(?:(?:trong|của)\s+)?năm\s+(?:19|20)\d\d(?!\d)")
_A_YEAR = re.compile(r"(?:(?:trong\s+|cả\s+)?năm\s+)?(?:19|20)\d\d")
_LONGEST = 6
"""Words of what a clause is of."""
_NEAR = 120
"""Letters before a figure in which its clause mostly begins: a sentence may be a page long."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A level or a change with what its clause calls it."""

    figure: Figure
    label: str
    """'dầu thô' of 'dầu thô đạt 98,1%'."""
    head: frozenset[str]
    """The words before the colon of its list."""
    base: str
    """The year it is compared with; empty for 'cùng kỳ'."""
    time: str
    measured: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self.label.split())


def _run(extraction: Extraction) -> Iterator[Finding]:
    levels: list[_Told] = []
    changes: dict[str, list[_Told]] = defaultdict(list)
    against: dict[tuple[int, tuple[int, int]], bool] = {}
    for figure in extraction.figures:
        if figure.role is not Role.ACTUAL or not is_plain((figure,)):
            continue
        is_level = figure.kind is Kind.PERCENT
        if not is_level and not (figure.kind is Kind.CHANGE and figure.unit == "%"):
            continue
        base = _base(extraction, figure)
        sentence = figure.block, figure.sentence
        if not base and sentence not in against:
            against[sentence] = _is_against_last_year(extraction, figure)
        named = _label(extraction, figure) if base or against[sentence] else None
        if named is None:
            continue
        told = _Told(figure, *named, base, _time(figure), measured(extraction, figure))
        if is_level:
            levels.append(told)
        else:
            for word in told.words:
                changes[word].append(told)
    for level in levels:
        beside = {id(told): told for word in level.words for told in changes.get(word, ())}
        for change in beside.values():
            if not _is_of_one(level, change):
                continue
            own = stands_for(level.figure)
            said = stands_for(change.figure) + interval(Decimal(100), Decimal(0))
            if not own.meets(said):
                yield _finding(extraction, level.figure, change.figure)


def _is_of_one(level: _Told, change: _Told) -> bool:
    """Whether a level and a change are of one thing, against one year."""
    ours = level.label, level.base, level.time, level.measured
    if ours == (change.label, change.base, change.time, change.measured):
        return True
    if level.base != change.base:
        return False
    if level.base:
        dated = (told.time for told in (level, change))
        if not all(not time or _A_YEAR.fullmatch(time) for time in dated):
            return False
    elif level.time != change.time:
        return False
    return any(
        short.words < full.words <= short.words | short.head
        for short, full in ((level, change), (change, level))
    )


def _base(extraction: Extraction, figure: Figure) -> str:
    """The year that a percentage is said to be against, right behind it."""
    folded = fold(extraction.document.blocks[figure.block].text)
    match = _AGAINST_YEAR.match(folded, figure.end, figure.sentence[1])
    return match["year"] if match is not None else ""


def _label(extraction: Extraction, figure: Figure) -> tuple[str, frozenset[str]] | None:
    """What the figure's clause begins with, and the words before the colon of its list.

    'dầu thô' of 'dầu thô đạt 98,1%', and 'pháp' of 'khách quốc tế: Pháp 41.260 lượt, giảm 2%'.
    """
    folded = fold(extraction.document.blocks[figure.block].text)
    before = folded[figure.sentence[0] : figure.start]
    before = _OF_A_YEAR.sub(lambda match: " " * len(match[0]), before)
    end = len(before)
    valued = _VALUED.search(before, max(0, end - _NEAR))
    if valued is not None:
        end = valued.start()
    near = max(0, end - _NEAR)
    cut = max((m.end() for m in _LABEL.finditer(before, near, end)), default=0)
    if not cut and near:
        cut = max((m.end() for m in _LABEL.finditer(before, 0, near)), default=0)
    tail = _TAIL.search(before, cut, end)
    if tail is None and valued is None:
        return None
    label = before[cut : tail.start() if tail is not None else end]
    label = _TIMES.sub(" ", re.sub(r"^[\W_]+", "", label))
    label = _LEADING.sub("", " ".join(label.split()))
    if not 0 < len(label.split()) <= _LONGEST:
        return None
    listed = before.rfind(":", 0, cut)
    head = before[max(0, listed - _NEAR) : listed] if listed > 0 else ""
    return key(label), frozenset(re.findall(r"[^\W\d_]+", head))


def _is_against_last_year(extraction: Extraction, figure: Figure) -> bool:
    """Whether the sentence compares with the year before, and with nothing else."""
    start, end = figure.sentence
    sentence = fold(extraction.document.blocks[figure.block].text)[start:end]
    return _AGAINST.search(sentence) is not None and _OTHER_BASE.search(sentence) is None


def _time(figure: Figure) -> str:
    period = key(figure.period or "")
    if "cùng kỳ" in period or "năm trước" in period or not any(map(str.isdecimal, period)):
        return ""
    return period


def _finding(extraction: Extraction, level: Figure, change: Figure) -> Finding:
    difference = level.value - 100
    way_vi = "tăng" if difference > 0 else "giảm"
    way_en = "a rise" if difference > 0 else "a fall"
    shown = f"{written(abs(difference))}%"
    return CHECK.finding(
        extraction,
        (level, change),
        message=Message(
            f"Đạt {level.surface} so với cùng kỳ là {way_vi} {shown}; nơi khác ghi "
            f"{'tăng' if change.value > 0 else 'giảm'} {change.surface.lstrip('+-')}",
            f"{level.surface} of the year before is {way_en} of {shown}; elsewhere it is "
            f"{'a rise' if change.value > 0 else 'a fall'} of {change.surface.lstrip('+-')}",
        ),
        stated=f"{level.surface} / {change.surface}",
        expected=shown,
        working=Message(
            f"{level.surface} − 100% = {written(difference)}%",
            f"{level.surface} − 100% = {written(difference)}%",
        ),
    )


CHECK = Check(
    code="C303",
    name="complement",
    severity=Severity.ERROR,
    summary=Message(
        vi="'Đạt p% so với cùng kỳ' khớp với mức tăng, giảm ghi nơi khác",
        en="'p% of last year' agrees with the rise or fall given elsewhere",
    ),
    run=_run,
)
