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
_NEAR = 120
"""Letters before a figure in which its clause mostly begins: a sentence may be a page long."""


def _run(extraction: Extraction) -> Iterator[Finding]:
    levels: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    changes: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    against: dict[tuple[int, tuple[int, int]], bool] = {}
    for figure in extraction.figures:
        if figure.role is not Role.ACTUAL or not is_plain((figure,)):
            continue
        if figure.kind is Kind.PERCENT:
            into = levels
        elif figure.kind is Kind.CHANGE and figure.unit == "%":
            into = changes
        else:
            continue
        sentence = figure.block, figure.sentence
        if sentence not in against:
            against[sentence] = _is_against_last_year(extraction, figure)
        label = _label(extraction, figure) if against[sentence] else None
        if label is not None:
            into[label, _time(figure), measured(extraction, figure)].append(figure)
    for name, found in levels.items():
        for level in found:
            for change in changes.get(name, ()):
                own = stands_for(level)
                said = stands_for(change) + interval(Decimal(100), Decimal(0))
                if not own.meets(said):
                    yield _finding(extraction, level, change)


def _label(extraction: Extraction, figure: Figure) -> str | None:
    """What the figure's clause begins with: 'dầu thô' of 'dầu thô đạt 98,1%'."""
    folded = fold(extraction.document.blocks[figure.block].text)
    before = folded[figure.sentence[0] : figure.start]
    near = max(0, len(before) - _NEAR)
    cut = max((m.end() for m in _LABEL.finditer(before, near)), default=0)
    if not cut and near:
        cut = max((m.end() for m in _LABEL.finditer(before, 0, near)), default=0)
    tail = _TAIL.search(before, cut)
    if tail is None:
        return None
    label = _TIMES.sub(" ", re.sub(r"^[\W_]+", "", before[cut : tail.start()]))
    label = _LEADING.sub("", " ".join(label.split()))
    return key(label) if 0 < len(label.split()) <= 6 else None


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
