"""Shares: '62/77 đồng chí … (chiếm 80%)', '90,6% (1.812/2.000 hồ sơ)', '12 hộ, chiếm 5%'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import AMOUNTS, BRACKETS, FAR, NEAR, OF_ALL, Sentence

_TIMES = frozenset({"năm", "tháng", "ngày", "lần", "giờ", "tuổi", "phút", "tuần"})
_HEDGE = r"(?:trên|hơn|gần|khoảng|xấp\s+xỉ|ước|dưới|chưa\s+đến|chưa\s+tới|ước\s+đạt|cơ\s+bản)?"
IS_SHARE = re.compile(
    r"(?:(?<!\w)(?:chiếm|bằng|đạt|tương\s+(?:đương|ứng)|(?:tỷ|tỉ)\s+lệ(?:\s+(?!tăng|giảm)[^\W\d_]+){0,4}?|tỷ\s+trọng|hay|tức)"
    r"(?:\s+(?:với|là|khoảng|được|đạt|tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng))*|[(=–-])\s*"
    rf"{_HEDGE}\s*\Z"
)
COMMA_SHARE = re.compile(rf",\s*{_HEDGE}\s*\Z")
_SHARE_FIRST = re.compile(
    r"\s*(?:\(|,)\s*(?:tương\s+(?:đương|ứng)(?:\s+với)?|với|đạt|gồm|bằng|là|=|có)?\s*(?:với\s+)?\Z"
)
_SHARE_NAMED = re.compile(r"\s+[^\W\d_][^.;,()\d]{0,60}\(\s*")
_OTHER_BASE = re.compile(
    r"\s*(?:so\s+(?:với|cùng)|(?:\w+\s+){0,2}?(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|nghị\s+quyết|cùng\s+kỳ|mục\s+tiêu|nhu\s+cầu|kh|dt|grdp|gdp)(?!\w))"
)


def shares(sentence: Sentence) -> Iterator[Claim]:
    """Each percentage with the figure that it is of: (percentage, figure)."""
    taken: set[str] = set()
    figures = sentence.figures
    for index, percent in enumerate(figures):
        if percent.kind is not Kind.PERCENT:
            continue
        if _OTHER_BASE.match(sentence.folded, percent.end):
            continue
        base = _base_before(sentence, index, taken)
        if base is None and index + 1 < len(figures):
            after = figures[index + 1]
            gap = sentence.gap(percent, after)
            if after.kind is Kind.RATIO and (
                _SHARE_FIRST.match(gap) or _SHARE_NAMED.fullmatch(gap)
            ):
                base = after
        if base is None:
            continue
        taken.add(base.id)
        shares = base.denominator is not None
        kind = ClaimKind.SHARE if shares else ClaimKind.SHARE_OF_COUNT
        yield Claim(kind, (percent.id, base.id))


_AFTER_BRACKET = re.compile(
    r"[)\]]\s*,?\s*(?:chiếm|bằng|đạt|tỷ\s+lệ|tương\s+đương)(?:\s+\w+){0,2}\s+\Z"
)


def _is_time(figure: Figure) -> bool:
    return figure.kind is Kind.MEASURE and figure.unit in _TIMES


def _before_bracket(folded: str, percent: Figure) -> int:
    """Where a bracket opens that closes right before '…), chiếm 33,2%'; else the percentage."""
    start = max(percent.sentence[0], percent.start - 64)
    match = re.search(
        r"[)\]]\s*,?\s*(?:chiếm|bằng|đạt|tỷ\s+lệ|tương\s+đương)[^.;()]{0,20}\Z",
        folded[start : percent.start],
    )
    if match is None:
        return percent.start
    depth = 0
    closes = start + match.start()
    for position in range(closes, max(percent.sentence[0], closes - FAR) - 1, -1):
        depth -= BRACKETS.get(folded[position], 0)
        if depth == 0:
            return position
    return percent.start


_THAN = re.compile(r"(?:cao|thấp|lớn|nhỏ)\s+hơn\s+[^,;()]{1,60}\Z")
"""'4/7 địa phương cao hơn bình quân chung (30%)'."""
_OTHER_LEVEL = re.compile(
    r"(?<!\w)(?:tăng|giảm|vượt|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|phấn\s+đấu)(?!\w)"
)


def _base_before(sentence: Sentence, index: int, taken: set[str]) -> Figure | None:
    """The figure before a percentage that the percentage is said to be of."""
    percent = sentence.figures[index]
    at = _before_bracket(sentence.folded, percent)
    near = sentence.figures[max(0, index - NEAR) : index]
    earlier = [figure for figure in near if figure.end <= at]
    earlier = [figure for figure in earlier if not (_is_time(figure) or "/" in (figure.unit or ""))]
    if not earlier:
        return None
    while (
        len(earlier) > 1
        and earlier[-1].kind is Kind.PERCENT
        and _OTHER_BASE.match(sentence.folded, earlier[-1].end)
    ):
        earlier = earlier[:-1]
    before = earlier[-1]
    if len(earlier) > 1 and OF_ALL.search(sentence.gap(earlier[-2], before)):
        before = earlier[-2]
    if before.kind not in {*AMOUNTS, Kind.RATIO, Kind.SCORE} or before.id in taken:
        return None
    if _is_time(before):
        return None
    if at < percent.start and before is earlier[-1]:
        link = _AFTER_BRACKET.search(sentence.folded, at, percent.start)
        return before if link is not None else None
    if before is not earlier[-1]:
        return before if IS_SHARE.search(sentence.gap(earlier[-1], percent)) else None
    gap = sentence.gap(before, percent)
    if ";" in gap or re.search(r"\.\s|\)", gap) or len(gap) > 200:
        return None
    if _OTHER_LEVEL.search(re.split(r"[,(]", gap)[-1]):
        return None
    link = IS_SHARE.search(gap)
    if link is not None and _THAN.search(gap, 0, link.start()):
        return None
    if link is not None and link[0].startswith("đạt"):
        predicate = sentence.folded[sentence.noun_end(before) : before.end + link.start()].strip()
        if predicate and not predicate.endswith((",", "(", ")")):
            return None
    if link is not None:
        return before
    follows = sentence.folded[percent.end :].lstrip()
    if (
        before.kind is Kind.RATIO
        and COMMA_SHARE.search(gap)
        and follows[:1] in {"", ".", ";", ",", ")"}
    ):
        return before
    return None
