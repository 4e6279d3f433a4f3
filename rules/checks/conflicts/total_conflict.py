"""One population has one total at one date.

What it reports: the size of one population ('chi, đảng bộ cơ sở') given as 84 in one place and as
77 in another, of one date, or both undated or 'to date': as the number under the stroke of a ratio,
or as a total that is broken down into all its parts.

Why it matters: every ratio of the report rests on that number, and a figure of last year that was
left standing looks like any other.

What it leaves alone: totals that are given for different dates; populations of different places or
offices, or of what the words behind them set apart ('tiêu chí về kinh tế'); nouns of which a report
may well count several groups (hộ, vụ, người); those that something was done to ('kiểm tra 486 tổ
chức đảng'). Some nouns (chủ đầu tư, chi cục) are compared within one paragraph only.

Source: decision of the project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.letters import UPPER
from rules.check import Check
from rules.divisions import is_believable
from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Hedge, Kind, Role
from rules.figures.lexicon import Lexicon
from rules.figures.spelling import fold, key
from rules.finding import Finding, Message, Severity
from rules.notation import written

_NOW = re.compile(r"(?:tính\s+)?đến\s+(?:nay|thời\s+điểm)|hiện\s+(?:nay|tại)|từ\s+đầu\s")
_SCOPE = re.compile(
    r"(?:huyện|quận|thị\s+xã|thành\s+phố|tp\.?|xã|phường|thị\s+trấn|tỉnh|khối|cụm|sở|trường|"
    rf"bệnh\s+viện|bậc|cấp|ngành|thôn|bản)\s+(?-i:[{UPPER}])\w*(?:\s+(?-i:[{UPPER}])\w*)*"
    r"|(?:mầm\s+non|mẫu\s+giáo|tiểu\s+học|trung\s+học\s+cơ\s+sở|trung\s+học\s+phổ\s+thông|thcs|thpt)",
    re.IGNORECASE,
)
_LEAD = 32
"""Characters before a figure in which stands what was done to so many."""
_AFTER_VERB = re.compile(r"\s*(?:(?:đối\s+với|được|cho|tại|ở|lại)\s+)?\Z")
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"(?:\A|[.;,:]\s)\s*(?P<label>[^.;,:]{2,60}):\s*\Z")
"""'đối tượng 3: 118/124 đồng chí'."""
_QUALIFIED = re.compile(
    r"\s+(?:về|thuộc|của|trong|khối|cấp|lĩnh\s+vực|nhóm|diện|miền|vùng|khu\s+vực|loại|tuyến|ngành|bậc|do|hạng|ngoài)"
    r"(?:\s+[^\W\d_]+){1,2}"
)
"""What sets apart of which the number is: 'tiêu chí về kinh tế'."""
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""A bracket that is closed: what it names is said of the figure before it."""


@dataclass(frozen=True, slots=True)
class _Total:
    figure: Figure
    size: Decimal
    date: str
    """Empty for undated and 'to date'."""


def _run(extraction: Extraction) -> Iterator[Finding]:
    populations: dict[tuple[object, ...], list[_Total]] = defaultdict(list)
    known = extraction.lexicon.populations
    for total in _totals(extraction):
        figure = total.figure
        noun = figure.noun_key or ""
        place = None if known.match(noun) else figure.block
        populations[noun, place, _scope(extraction, figure)].append(total)
    for totals in populations.values():
        noun = totals[0].figure.noun_key or ""
        for date in dict.fromkeys(total.date for total in totals):
            then = [total for total in totals if total.date == date]
            if len({total.size for total in then}) > 1:
                yield _finding(extraction, noun, then, totals)


def _totals(extraction: Extraction) -> Iterator[_Total]:
    """What gives a population's size: the number under a stroke, a total with all its parts."""
    lexicon = extraction.lexicon
    broken_down = {
        claim.figures[0]
        for claim in extraction.claims_of(ClaimKind.PARTS)
        if _is_broken_down(extraction, claim)
    }
    for figure in extraction.figures:
        if figure.noun_key is None or not _is_population(lexicon, figure):
            continue
        if figure.role in {Role.TARGET, Role.PLAN, Role.FORECAST, Role.PREVIOUS}:
            continue
        date = "" if figure.period is None or _NOW.match(key(figure.period)) else figure.period
        if figure.kind is Kind.RATIO and figure.denominator is not None:
            yield _Total(figure, figure.denominator, date)
        elif (
            figure.kind is Kind.COUNT
            and figure.id in broken_down
            and figure.hedge in {None, Hedge.ABOUT}
            and _is_all_there_are(extraction, figure)
        ):
            yield _Total(figure, figure.value, date)


def _is_population(lexicon: Lexicon, figure: Figure) -> bool:
    """Whether there can be one number only of what a figure counts."""
    noun = figure.noun_key or ""
    if lexicon.populations.match(noun):
        return True
    return figure.kind is Kind.RATIO and lexicon.local_populations.match(noun) is not None


_THERE_ARE = re.compile(
    r"(?<!\w)(?:(?:hiện|toàn|cả|tổng)(?:\s+[^\W\d_]+){0,6}|(?:hiện\s+)?có|quản\s+lý|tổng\s+số(?:\s+là)?)\s+\Z"
)


def _is_all_there_are(extraction: Extraction, figure: Figure) -> bool:
    """'toàn huyện có 74 trường', not 'kiểm tra 12 trường'."""
    text = extraction.document.blocks[figure.block].text
    before = fold(text[max(figure.sentence[0], figure.start - 60) : figure.start])
    return _THERE_ARE.search(before) is not None


def _is_broken_down(extraction: Extraction, claim: Claim) -> bool:
    """Whether a list gives all parts of a population, and not of what was done to some of it."""
    total, *parts = (extraction.by_id[identity] for identity in claim.figures)
    if claim.cover is Cover.SUBSET or not is_believable(total, parts):
        return False
    if _is_done_to(extraction, total):
        return False
    exact = len(parts) > 1 and sum(part.value for part in parts) == total.value
    return claim.cover is Cover.ALL or exact


def _is_done_to(extraction: Extraction, figure: Figure) -> bool:
    """'Đã kiểm tra 486 tổ chức đảng': those that something was done to are not all there are."""
    text = extraction.document.blocks[figure.block].text
    before = fold(text[max(figure.sentence[0], figure.start - _LEAD) : figure.start])
    before = _AFTER_VERB.sub("", before)
    verbs = (extraction.lexicon.verb.match(before, word.start()) for word in _WORD.finditer(before))
    return any(verb is not None and verb.end() == len(before) for verb in verbs)


def _scope(extraction: Extraction, figure: Figure) -> tuple[str, ...]:
    """The places and offices that the sentence names before the figure."""
    text = extraction.document.blocks[figure.block].text
    before = text[max(figure.sentence[0], figure.start - 400) : figure.start]
    places = {key(m[0]) for m in _SCOPE.finditer(_ASIDE.sub(" ", before))}
    label = _LABEL.search(before)
    if label is not None:
        places.add(key(label["label"]))
    noun = f" {figure.noun}"
    at = figure.end + (len(noun) if text.startswith(noun, figure.end) else 0)
    behind = _QUALIFIED.match(fold(text[at : at + 60]))
    if behind is not None:
        places.add(behind[0].strip())
    return tuple(sorted(places))


def _finding(extraction: Extraction, noun: str, now: list[_Total], totals: list[_Total]) -> Finding:
    by_size: dict[Decimal, list[_Total]] = defaultdict(list)
    for total in now:
        by_size[total.size].append(total)
    first: dict[Decimal, Figure] = {size: found[0].figure for size, found in by_size.items()}
    vi = "; ".join(f"{written(s)} ({len(found)} chỗ)" for s, found in by_size.items())
    en = "; ".join(f"{written(s)} ({len(found)}×)" for s, found in by_size.items())
    date = now[0].date
    others = {total.date: written(total.size) for total in totals if total.date != date}
    timeline = "".join(f"; {other or '–'}: {size}" for other, size in others.items())
    name = next(iter(first.values())).noun or noun
    when = (
        Message(vi=f"({date})", en=f"({date})")
        if date
        else Message(vi="không ghi thời điểm", en="(undated or to date)")
    )
    return CHECK.finding(
        extraction,
        tuple(first.values()),
        message=Message(
            vi=f"Tổng số {name} {when.vi} được nêu khác nhau: {vi}",
            en=f"The number of {name} {when.en} is given differently: {en}",
        ),
        stated=" / ".join(written(size) for size in by_size),
        working=Message(
            vi=f"{date or 'chưa ghi mốc'}: {vi}{timeline}",
            en=f"{date or 'undated'}: {en}{timeline}",
        ),
    )


CHECK = Check(
    code="C301",
    name="total-conflict",
    severity=Severity.WARNING,
    summary=Message(
        vi="Một tập hợp chỉ có một tổng số tại một thời điểm",
        en="One population has one total at one date",
    ),
    run=_run,
)
