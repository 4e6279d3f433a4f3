"""Dating: which of the times that a text names each figure is of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.figures.figure import Figure, Role
from rules.figures.periods import Mention, mentions

_WORD = r"[^\W\d_]+"
_COMPARED = re.compile(
    rf"""(?:(?<!\w)so(?:\s+với)?(?:\s+{_WORD}){{0,5}}
    |(?<!\w)(?:bằng|gấp)(?:\s+\d[\d.,]*\s*(?:%|lần)?)?(?:\s+{_WORD}){{0,3}}
    |(?<!\w)(?:lần|bậc|cùng\s+kỳ(?:\s+năm)?)
    |(?<!\w)(?:cao|thấp|nhiều|ít|lớn|nhỏ|kém)\s+hơn(?:\s+{_WORD}){{0,3}})\s*\Z""",
    re.VERBOSE,
)
"""Before a time that a figure is compared with, not the figure's own."""
_DIRECT = re.compile(
    r"\s*(?:là|đạt|có|chỉ\s+đạt|chỉ\s+có|chỉ|còn|:)?\s*[(\[]?\s*"
    r"(?:là\s+|đạt\s+|có\s+|gần\s+|trên\s+|hơn\s+|khoảng\s+|ước\s+)?"
)
"""'so với năm 2018 (1.500.000 lượt)': between a time and its figure."""
_SAID = re.compile(r"\s*(?:[(\[:]|là\s|đạt\s|có\s)")
_APART = re.compile(r"[,;:()]|\d|so\s+với|mục\s+tiêu|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|nghị\s+quyết")
_LEADING = re.compile(
    r"(?:\A|[;:,(\[.+–-])\s*(?:(?:trong\s+đó|riêng|và|còn|nhưng|tuy\s+nhiên|tính|trong|vào|ước|qua|sau"
    r"|tính\s+chung|lũy\s+kế|cộng\s+dồn|tổng\s+hợp|kết\s+quả|báo\s+cáo|theo|tại|đồng\s+thời)\s+)*\Z"
)
"""Before a time that begins its clause."""
_UNDERTAKING = re.compile(
    r"(?<!\w)(?:chuẩn(?:\s+nghèo)?|giá\s+so\s+sánh|đề\s+án|chương\s+trình|dự\s+án|nghị\s+quyết|luật"
    r"|nghị\s+định|quyết\s+định|chỉ\s+thị|kết\s+luận|thông\s+tư|quy\s+hoạch|chiến\s+lược|hiến\s+pháp"
    r"|bộ\s+tiêu\s+chí|theo\s+kế\s+hoạch|thực\s+hiện\s+kế\s+hoạch|phong\s+trào|cuộc\s+vận\s+động|phương\s+án)"
    r"(?!\w)[^,;:.()]*\Z"
)
"""Before a time that belongs to the name of a programme or paper."""
_BORN = re.compile(
    r"(?<!\w)(?:(?<!khi\s)sinh|ký|ban\s+hành|thành\s+lập|ra\s+đời|giá\s+so\s+sánh|xuất\s+bản|khởi\s+công|tái\s+lập)\s*\Z"
)
"""Before a year that dates a person, a paper, a price: not the figures."""
_SIGNED = re.compile(r"(?:\d|\w-\w+|/[a-zđ-]+)\s*,?\s*\Z")
"""Before the day of a paper: its number."""
_CLAUSE_END = re.compile(r"[,;:()\[\]]|\.(?=\s|\Z)")
_IN_TURN = re.compile(r"(?<!\w)(?:lần\s+lượt|tương\s+ứng)(?!\w)")
_EARLIER = 12
"""How many of the times named before a sentence may date it."""
_ALSO = re.compile(r"(?<!\w)(?:từ|trước|sau|đến)\s*\Z")
_NEAR = 40
"""Characters between a figure and the bracket that dates it."""
_CARRIED = re.compile(r"\s+(?:chuyển|tồn|còn\s+tồn|mang)(?!\w)")
"""'kỳ trước chuyển sang 142': counted in this period."""
_PAUSE = re.compile(r"[,;]")
_FAR = 1_000
"""Characters around a time that may tell what it dates."""
_MOST_TIMES = 40
"""How many of the times of a sentence, before a figure or behind it, may date it."""
_MOST_YEARS = 30
_POINTS = frozenset({"same", "point"})
_NOW = frozenset({"now", "until", "upto"})


@dataclass(frozen=True, slots=True)
class _Time:
    """A mention, and what of its sentence it dates."""

    mention: Mention
    compared: bool
    """What figures are compared with, or stands for another time than the report's."""
    strong: bool
    """It dates the figures behind it, not one thing only."""
    scope: int
    """Where it ends to date."""
    lasting: bool
    """It holds to the end of its sentence, and beyond."""
    enclosed: bool
    """It stands among other words of a bracket."""
    heads: bool
    """It begins its clause, or stands before all figures of its sentence."""
    aside: bool
    """It dates a person, a paper, an end to come: no figure."""

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end

    @property
    def name(self) -> str:
        return self.mention.name


def dated(
    plain: str, folded: str, spans: Sequence[tuple[int, int]], figures: Sequence[Figure]
) -> tuple[Figure, ...]:
    """The figures of one block with their periods.

    From the clause, else the sentence, else the sentences before it, else the only time that
    the sentence names. What the text compares with is dated by what it is compared as ('cùng kỳ').

    Args:
        plain: the block's text.
        folded: the same, folded.
        spans: its sentences.
        figures: its figures in order, their roles known.
    """
    named = _told(mentions(plain, folded, 0, len(plain))) if figures else []
    if not named:
        return tuple(figures)
    starts = [figure.start for figure in figures]
    times = _times(named, folded, spans, figures)
    begins = [time.start for time in times]
    done: list[Figure] = []
    first = last = 0
    inherited: str | None = None
    only: Mention | None = None
    since = -1
    for figure in figures:
        if figure.sentence[0] != since:
            since = figure.sentence[0]
            first = bisect_left(begins, since)
            last = bisect_left(begins, figure.sentence[1])
            only = _only(times[first:last])
            inherited = _inherited(times[max(0, first - _EARLIER) : first])
        at = bisect_left(begins, figure.start)
        own = times[max(first, at - _MOST_TIMES) : min(last, at + _MOST_TIMES)]
        period = _period(figure, own, inherited, folded, starts)
        if period is None and only is not None and figure.role is not Role.PREVIOUS:
            aimed = figure.role in {Role.TARGET, Role.PLAN}
            period = None if aimed and only.form in _NOW else only.name
        done.append(figure if period is None else replace(figure, period=period))
    return tuple(done)


_LOOSE = frozenset({"hiện", "cả năm", "thời gian này", "đến cuối kỳ", "cuối kỳ"})
"""Words for a time that another has told before."""


def _told(named: list[Mention]) -> list[Mention]:
    """The times without those that only point back to one: 'quý II/2021 …; hiện còn 278 hồ sơ'."""
    told = False
    kept: list[Mention] = []
    for mention in named:
        if mention.name in _LOOSE and told:
            continue
        told = told or any(map(str.isdecimal, mention.name))
        kept.append(mention)
    return kept


def _times(
    named: Sequence[Mention],
    folded: str,
    spans: Sequence[tuple[int, int]],
    figures: Sequence[Figure],
) -> list[_Time]:
    ends = [end for _, end in spans]
    found: list[_Time] = []
    since, topic = -1, False
    for mention in named:
        span = spans[min(bisect_left(ends, mention.end), len(spans) - 1)]
        if span[0] != since:
            since, topic = span[0], False
        last = found[-1] if found else None
        time = _placed(mention, folded, span, figures, topic=topic, last=last)
        found.append(time)
        topic = topic or (time.strong and time.heads and time.lasting and not time.compared)
    return found


def _placed(
    mention: Mention,
    folded: str,
    span: tuple[int, int],
    figures: Sequence[Figure],
    *,
    topic: bool,
    last: _Time | None,
) -> _Time:
    """What a mention dates; `topic`: its sentence has named its time, `last`: the one before."""
    start, end = span
    before = folded[max(start, mention.start - 60) : mention.start]
    leads = _LEADING.search(before) is not None
    compared = _COMPARED.search(before) is not None
    stands = mention.form in _POINTS
    if stands and (not leads or _CARRIED.match(folded, mention.end)):
        compared = True
    close = _close(folded, start, end, mention)
    first = bisect_left(figures, start, key=_start)
    at = bisect_left(figures, mention.start, key=_start)
    near = min(end, mention.end + _FAR)
    stop = _CLAUSE_END.search(folded, mention.end, near)
    clause = stop.start() if stop else near
    followed = bisect_left(figures, mention.end, key=_start) < bisect_left(
        figures, clause, key=_start
    )
    heads = leads or at == first
    since = figures[at - 1].end if at > first else mention.start
    gap = folded[since : mention.start].removesuffix("(")
    bound = (
        since < mention.start < since + _FAR
        and not _APART.search(gap)
        and (close is None or not leads)
    )
    heads = heads and not (bound and before.endswith("("))
    within = _UNDERTAKING.search(before) is not None
    strong = (heads or (followed and not bound)) and not (within and topic)
    aside = mention.form == "deadline" or _BORN.search(before) is not None
    if mention.form == "day":
        aside = not heads or _SIGNED.search(before) is not None
    if last is not None and folded[last.end : mention.start].strip() == "(" and not last.compared:
        aside = True
    scope = end
    if close is not None:
        scope = close
    elif stands:
        pause = _PAUSE.search(folded, mention.end + 2, near)
        scope = pause.start() if pause else end
    elif topic and (mention.form in _NOW or not heads):
        semicolon = folded.find(";", mention.end, near)
        scope = semicolon if semicolon >= 0 else end
    return _Time(
        mention=mention,
        compared=compared,
        strong=strong and not aside,
        scope=scope,
        lasting=scope == end and not stands,
        enclosed=close is not None,
        aside=aside,
        heads=heads,
    )


def _start(figure: Figure) -> int:
    return figure.start


def _close(folded: str, start: int, end: int, mention: Mention) -> int | None:
    """Where the bracket ends in which a time stands among other words; None outside of one."""
    for opening, closing in ("()", "[]"):
        at = folded.rfind(opening, max(start, mention.start - _FAR), mention.start)
        if at < 0 or folded.rfind(closing, at, mention.start) >= 0:
            continue
        to = folded.find(closing, mention.end, min(end, mention.end + _FAR))
        to = end if to < 0 else to
        if folded[at + 1 : mention.start].strip() or folded[mention.end : to].strip():
            return to
    return None


def _inherited(times: Sequence[_Time]) -> str | None:
    """The time that the sentences before leave to the next."""
    for time in reversed(times):
        if time.strong and time.lasting and not time.compared:
            return time.name
    return None


def _only(times: Sequence[_Time]) -> Mention | None:
    """The one time that a sentence names, for the figures that stand before it."""
    own = [
        time.mention
        for time in times
        if not (time.compared or time.aside or time.enclosed or time.mention.form in _POINTS)
    ]
    return own[0] if len({mention.name for mention in own}) == 1 else None


def _period(
    figure: Figure,
    times: Sequence[_Time],
    inherited: str | None,
    folded: str,
    starts: Sequence[int],
) -> str | None:
    start, end = figure.start, figure.end
    paired = folded[end : end + 1] == "/"
    previous = figure.role is Role.PREVIOUS
    before = [time for time in times if time.end <= start]
    if before and not (paired and before[-1].compared):
        last = before[-1]
        between = folded[last.end : start]
        if _DIRECT.fullmatch(between) and (
            not last.compared or _SAID.match(between) or (previous and not between.strip())
        ):
            return _in_turn(last, start, folded, starts)
    behind = next((time for time in times if time.start >= end), None)
    if behind is not None and not behind.aside:
        gap = folded[end : behind.start]
        own = not behind.compared and behind.mention.form not in _POINTS
        own = own or (behind.mention.form == "same" and previous)
        alone = gap.endswith("(") and not behind.enclosed and len(gap) < _NEAR
        if own and not _APART.search(gap[:-1] if alone else gap) and not _ALSO.search(gap):
            return behind.name
    if previous:
        return _compared_with(times, start, end)
    held = [time for time in before if not (time.compared or time.aside) and start <= time.scope]
    for time in reversed(held):
        if time.strong:
            return _in_turn(time, start, folded, starts)
    if held and (inherited is None or ";" not in folded[held[-1].end : start]):
        return held[-1].name
    return inherited


def _compared_with(times: Sequence[_Time], start: int, end: int) -> str | None:
    """The time that a figure of the case before is of: 'giảm 5% (190/200 vụ) so với cùng kỳ'."""
    compared = [time for time in times if time.compared or time.mention.form in _POINTS]
    behind = [time for time in compared if time.start >= end]
    before = [time for time in compared if time.end <= start]
    if behind:
        return behind[0].name
    return before[-1].name if before else None


def _in_turn(time: _Time, start: int, folded: str, starts: Sequence[int]) -> str:
    """Of 'các năm 2019 và 2020 lần lượt là 5 và 7', the year whose turn it is."""
    years = time.mention.years
    turn = _IN_TURN.search(folded, time.end, start) if len(years) > 1 else None
    if turn is None:
        return time.name
    if time.mention.form != "list":
        years = tuple(str(year) for year in range(int(years[0]), int(years[-1]) + 1)[:_MOST_YEARS])
    index = bisect_left(starts, start) - bisect_left(starts, turn.end())
    return years[index] if index < len(years) else time.name
