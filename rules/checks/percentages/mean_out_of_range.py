"""An overall rate lies within the rates of its parts.

What it reports: 'tỷ lệ chung đạt 85%, trong đó thành thị 80%, nông thôn 82%': the rate of the whole
is above, or below, the rates of all the parts that make it up; and so where it stands behind its
parts ('tàu nhanh đạt 88%, tàu khu đoạn 75%, tàu địa phương 61%; bình quân chung 92%').

Why it matters: an overall rate is a weighted mean of those of its parts; outside of them no weights
can put it.

What it leaves alone: shares of the whole, which are each smaller than it and add up to it or to
100; parts that do not make up the whole (two of several groups; the groups are in
`rules/lexicon.toml`); before a mean behind its parts, places by name and what is said to be some of
them ('một số xã', 'cao nhất'); the mean of a larger area ('bình quân của tỉnh'); hedged rates.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from extractors.letters import UPPER
from rules.amounts import is_plain, stands_for
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Role
from rules.figures.spelling import fold
from rules.finding import Finding, Message, Severity

_RATE = re.compile(r"(?:tỷ|tỉ)\s+lệ|(?<!\w)(?:tăng\s+trưởng|bình\s+quân|chung)(?!\w)")
_OPENS = re.compile(r"(?<!\w)(?:trong\s+đó|gồm|bao\s+gồm|cụ\s+thể|chia\s+ra|với)(?!\w)|[:(,;]")
_OTHER = re.compile(
    r"(?<!\w)(?:chiếm|(?:tỷ|tỉ)\s+(?:lệ|trọng)|tăng|giảm|cùng\s+kỳ|năm\s+trước)(?!\w)|\.\s"
)
"""In a label, what is no rate of a part."""
_MEAN = re.compile(
    r"\s*[;,.]?\s*(?:(?:như\s+vậy|nâng|đưa|và|với|còn)\s+)?(?:(?:(?:tính|tỷ\s+lệ|tỉ\s+lệ|mức|bình\s+quân|trung\s+bình)\s+)+"
    r"(?:chung|toàn|cả)|chung|bình\s+quân|trung\s+bình)(?!\w)(?P<whose>[^\d.;:()]{0,40})"
)
"""Between the last part and the mean of all."""
_WIDER = re.compile(
    r"(?<!\w)(?:(?:của|trong)\s+(?:cả|tỉnh|huyện|vùng|ngành|khu\s+vực|thế\s+giới)|cả\s+nước|toàn\s+quốc|vùng|khu\s+vực"
    r"|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|năm\s+trước|cùng\s+kỳ|tăng|giảm|chênh|hơn|kém)(?!\w)"
)
_SOME = re.compile(
    r"(?<!\w)(?:một\s+số|nhiều|(?:cao|thấp|lớn|ít|tốt|kém|nhanh|chậm)\s+nhất|dẫn\s+đầu|đứng\s+đầu|điển\s+hình|tiêu\s+biểu|như|riêng|chỉ|còn|có|trên|dưới|hơn|vượt|cùng\s+kỳ"
    r"|năm|kế\s+hoạch|chiếm|tỷ\s+trọng|tỉ\s+trọng|tăng|giảm|trong\s+đó)(?!\w)"
)
"""Before or between rates that are not all, or not of one thing."""
_PLACE = re.compile(
    rf"(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|thành\s+phố|tp\.?|tỉnh|thôn|bản|ấp|trường|công\s+ty|bệnh\s+viện|chi\s+nhánh)"
    rf"\s+(?-i:[{UPPER}])",
    re.IGNORECASE,
)
_LEAST_BEHIND = 3
"""Parts before a mean that are taken for all."""
_LONGEST_NAME = 40
"""Letters between two rates of one list."""


def _run(extraction: Extraction) -> Iterator[Finding]:
    rates = [f for f in extraction.figures if f.kind is Kind.PERCENT and f.role is Role.ACTUAL]
    for (block, sentence), group in groupby(rates, key=lambda f: (f.block, f.sentence)):
        figures = tuple(group)
        if len(figures) < 3:
            continue
        folded = fold(extraction.document.blocks[block].text)
        plain = extraction.document.blocks[block].text
        for index, whole in enumerate(figures):
            before = _before(plain, folded, figures[: index + 1])
            if before and is_plain((whole, *before)):
                yield from _out(extraction, whole, before)
                continue
            if _RATE.search(folded, sentence[0], whole.start) is None:
                continue
            parts = _parts(extraction, folded, figures[index:])
            if parts and is_plain((whole, *parts)):
                yield from _out(extraction, whole, parts)


def _parts(extraction: Extraction, folded: str, figures: Sequence[Figure]) -> Sequence[Figure]:
    """The rates behind the first one that are of the groups that make up its whole."""
    labels = [folded[before.end : part.start] for before, part in pairwise(figures)]
    if not labels or _OPENS.search(labels[0]) is None:
        return ()
    for members in extraction.lexicon.groups:
        said = labels[: len(members)]
        if len(said) < len(members) or any(_OTHER.search(label) for label in said):
            continue
        if all(sum(_says(label, word) for label in said) == 1 for word in members):
            return figures[1 : len(members) + 1]
    return ()


def _before(plain: str, folded: str, figures: Sequence[Figure]) -> Sequence[Figure]:
    """The rates of one list that the last figure is the mean of."""
    *parts, whole = figures
    if len(parts) < _LEAST_BEHIND:
        return ()
    mean = _MEAN.fullmatch(folded, parts[-1].end, whole.start)
    if mean is None or _WIDER.search(mean["whose"]):
        return ()
    first = len(parts) - 1
    while first and _goes_on(folded[parts[first - 1].end : parts[first].start]):
        first -= 1
    begin = max(whole.sentence[0], parts[first].start - 2 * _LONGEST_NAME)
    if len(parts) - first < _LEAST_BEHIND or _SOME.search(folded, begin, parts[-1].end):
        return ()
    return () if _PLACE.search(plain, begin, whole.start) else parts[first:]


def _goes_on(between: str) -> bool:
    """Whether a list of rates goes on: ', tàu khu đoạn ' between two of them."""
    return len(between) <= _LONGEST_NAME and re.match(r"\s*(?:[,;]|và(?!\w))", between) is not None


def _says(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w)(?<!ngoài ){re.escape(word)}(?!\w)", text) is not None


def _out(extraction: Extraction, whole: Figure, parts: Sequence[Figure]) -> Iterator[Finding]:
    own, others = stands_for(whole), [stands_for(part) for part in parts]
    low, high = min(o.low for o in others), max(o.high for o in others)
    total = sum((part.value for part in parts), Decimal(0))
    if own.high >= low and own.low <= high:
        return
    if abs(total - whole.value) <= 1 or abs(total - 100) <= 1:
        return
    named = " – ".join(part.surface for part in sorted(parts, key=lambda part: part.value))
    yield CHECK.finding(
        extraction,
        (whole, *parts),
        message=Message(
            f"Tỷ lệ chung {whole.surface} nằm ngoài tỷ lệ của các phần ({named})",
            f"The overall rate {whole.surface} lies outside the rates of its parts ({named})",
        ),
        stated=whole.surface,
        expected=named,
        working=Message(f"{whole.surface} ∉ [{named}]", f"{whole.surface} ∉ [{named}]"),
    )


CHECK = Check(
    code="P108",
    name="mean-out-of-range",
    severity=Severity.ERROR,
    summary=Message(
        vi="Tỷ lệ chung nằm giữa tỷ lệ của các phần",
        en="An overall rate lies within the rates of its parts",
    ),
    run=_run,
)
