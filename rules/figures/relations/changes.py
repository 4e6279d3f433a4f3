"""Changes: '92,4% năm 2009 xuống còn 74% năm 2017, giảm 11% so với mục tiêu đề ra 85%'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind, Role
from rules.figures.relations.sentence import AMOUNTS, NEAR, Sentence, leaves_a_bracket

_AGAINST = re.compile(r"[^.;()\d]*?so\s+(?:với|cùng)\s[^.;()]*\(?\s*\Z")
_BASE_GAP = re.compile(
    r"\)?[^.;()]{0,40}?(?:so\s+với|dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|cùng\s+kỳ|mục\s+tiêu)[^.;()]{0,30}\(?\s*"
)
_FROM_TO = re.compile(
    r"(?<!\w)(?:lên|xuống|còn|xuống\s+còn|lên\s+thành|đến)(?:\s+(?:còn|mức|tới|đến))?\s*(?:trên|gần|khoảng|hơn)?\s*\Z"
)


_OWN_SHARE = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(r"(?:\s+[^\W\d_]+){0,5}\s*\(\s*")
_BY_YEAR = re.compile(r"(?:bình\s+quân|trung\s+bình|mỗi\s+năm)(?:\s+[^\W\d_]+){1,3}\s+\Z")
"""'bình quân giảm 1,63 điểm phần trăm/năm' is no step from one level to another."""


def _level(figure: Figure, change: Figure) -> bool:
    """Whether a figure can be an end of a change."""
    if figure.kind is Kind.CHANGE or figure.upper is not None:
        return False
    if change.unit in {"pp", "%"}:
        return figure.kind is Kind.PERCENT or (change.unit == "%" and figure.kind in AMOUNTS)
    return figure.kind in AMOUNTS and figure.unit == change.unit


def changes(sentence: Sentence) -> Iterator[Claim]:
    """Each change with its two ends: (change, before, after)."""
    figures = sentence.figures
    for index, change in enumerate(figures):
        if change.kind is not Kind.CHANGE:
            continue
        if _BY_YEAR.search(
            sentence.folded, max(change.sentence[0], change.start - 24), change.start
        ):
            continue
        if index + 2 < len(figures):
            now, before = figures[index + 1], figures[index + 2]
            paired = now.kind is before.kind is Kind.COUNT and before.role is Role.PREVIOUS
            if paired and sentence.gap(now, before).strip() in {"/", "trên"}:
                yield Claim(ClaimKind.CHANGE, (change.id, before.id, now.id))
                continue
        if index + 1 < len(figures) and index > 0:
            base = figures[index + 1]
            if base.kind is Kind.CHANGE and index + 2 < len(figures):
                base = figures[index + 2]
            if base.kind is Kind.PERCENT and base.unit != change.unit and index + 2 < len(figures):
                base = base if _level(base, change) else figures[index + 2]
            levels = [
                figure
                for figure in reversed(figures[max(0, index - NEAR) : index])
                if (figure.kind, figure.unit) == (base.kind, base.unit)
                and not leaves_a_bracket(sentence.gap(figure, change))
            ]
            alike = [figure for figure in levels if figure.noun_key == base.noun_key]
            last = next(iter([*alike[-1:], *levels] if base.noun_key else levels), None)
            against = _AGAINST.match(sentence.gap(change, base))
            named = base.role in {Role.PREVIOUS, Role.PLAN, Role.TARGET}
            if last is not None and _level(base, change):
                percents = base.kind is Kind.PERCENT and against
                gap = _OWN_SHARE.sub("", sentence.gap(change, base))
                compared = sentence.folded[change.sentence[0] : change.start].rfind("so với") >= 0
                aside = compared and _ASIDE.fullmatch(gap)
                if percents or (named and _BASE_GAP.fullmatch(gap)) or aside:
                    yield Claim(ClaimKind.CHANGE, (change.id, base.id, last.id))
                    continue
        pair = _from_to(sentence, index)
        if pair is not None:
            yield Claim(ClaimKind.CHANGE, (change.id, pair[0].id, pair[1].id))


def _former(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """'còn 78,5 tỷ đồng (đầu năm là 96,1 tỷ đồng), giảm 17,6 tỷ đồng'."""
    change = sentence.figures[index]
    for place in range(index - 1, max(0, index - 4), -1):
        low, high = sentence.figures[place], sentence.figures[place - 1]
        if low.role is Role.PREVIOUS and high.role is not Role.PREVIOUS:
            alike = low.kind is high.kind and low.unit == high.unit and _level(low, change)
            opened = sentence.gap(high, low).rstrip()
            if alike and "(" in opened and ";" not in sentence.gap(low, change):
                return low, high
    return None


def _from_to(sentence: Sentence, index: int) -> tuple[Figure, Figure] | None:
    """'từ A lên B, tăng C' or 'tăng C, từ A lên B': the ends beside a change."""
    figures, change = sentence.figures, sentence.figures[index]
    candidates: list[tuple[Figure, Figure]] = []
    if index >= 2:
        candidates.append((figures[index - 2], figures[index - 1]))
    if index >= 3:
        candidates.append((figures[index - 3], figures[index - 2]))
    if index + 2 < len(figures):
        candidates.append((figures[index + 1], figures[index + 2]))
    former = _former(sentence, index)
    if former is not None:
        return former
    for low, high in candidates:
        if low.kind is not high.kind or low.unit != high.unit or not _level(low, change):
            continue
        gap = _OWN_SHARE.sub("", sentence.gap(low, high))
        if len(gap) < 80 and not re.search(r"[;()]|\.\s", gap) and _FROM_TO.search(gap):
            first = min(low.start, change.start)
            outer = sentence.folded[first : max(high.end, change.end)]
            if ";" not in outer:
                return low, high
    return None
