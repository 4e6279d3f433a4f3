"""Shares: '62/77 đồng chí … (chiếm 80%)', '90,6% (1.812/2.000 hồ sơ)', '12 hộ, chiếm 5%'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Hedge, Kind, Role
from rules.figures.relations.respective import respective
from rules.figures.relations.sentence import (
    AMOUNTS,
    BRACKETS,
    FAR,
    NEAR,
    OF_ALL,
    SELECTS,
    Sentence,
    lies_within,
    word_behind,
)

_TIMES = frozenset({"năm", "tháng", "ngày", "lần", "giờ", "tuổi", "phút", "tuần"})
_HEDGE = r"(?:trên|hơn|gần|khoảng|xấp\s+xỉ|ước|dưới|chưa\s+đến|chưa\s+tới|ước\s+đạt|cơ\s+bản)?"
IS_SHARE = re.compile(
    r"(?:(?<!\w)(?:chiếm|bằng|đạt|tương\s+(?:đương|ứng)|(?:tỷ|tỉ)\s+lệ(?:\s+(?!tăng|giảm)[^\W\d_]+){0,4}?|tỷ\s+trọng|hay|tức|quân\s+số(?:\s+tham\s+gia)?\s+đạt)"
    r"(?:\s+(?:với|là|khoảng|được|đạt|tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|đúng|tới|đến|chỉ|tròn|vỏn\s+vẹn|các|mức|khiêm\s+tốn|phần\s+lớn|(?:đại\s+)?đa\s+số|quá\s+nửa))*|[(=–-])\s*"
    rf"{_HEDGE}\s*\Z"
)
COMMA_SHARE = re.compile(rf",\s*{_HEDGE}\s*\Z")
_SHARE_FIRST = re.compile(
    r"\s*(?:\(\s*|(?:\(|,)\s*(?:tương\s+(?:đương|ứng)(?:\s+với)?|với|đạt|gồm|bằng|là|=|có)\s*(?:với\s+)?)\Z"
)
_SHARE_NAMED = re.compile(r"\s+[^\W\d_][^.;()\d]{0,60}\(\s*")
_IN_ONE_BRACKET = re.compile(
    r"(?:\s+[^\W\d_][^.;()\d]{0,40})?\s*[,;:=–-]\s*(?:tức\s+(?:là\s+)?|là\s+)?"
)
"""'(đạt 89,8% số quản lý, 167/186)'."""
_OTHER_BASE_BEFORE = re.compile(
    r"so\s+(?:với\s+)?(?:cùng\s+kỳ|kế\s+hoạch|dự\s+toán|năm\s+trước|tháng\s+trước)[^,;.()]{0,24}(?:bằng|đạt)\s+\Z"
)
"""'so cùng kỳ bằng 118,7%'."""
_LISTED = re.compile(r"\s*(?:,|;|,?\s*và)\s*")
_OTHER_BASE = re.compile(
    r"\s*(?:so\s+(?:với(?!\s+tổng\s+số)|cùng)|sau\s+\d|,\s*(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|kh)\s+\d|(?:\w+\s+){0,2}?(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|nghị\s+quyết|cùng\s+kỳ|mục\s+tiêu|nhu\s+cầu|kh|dt|grdp|gdp)(?!\w)"
    r"|\s+(?:(?:tháng|quý|năm|kỳ|vụ|năm\s+học)\s+(?:trước|ngoái)|(?:trung\s+bình|bình\s+quân)\s+nhiều\s+năm)(?!\w))"
)


def shares(sentence: Sentence) -> Iterator[Claim]:
    """Each percentage with the figure that it is of: (percentage, figure)."""
    taken: set[str] = set()
    figures = sentence.figures
    done: set[str] = set()
    of_plan: int | None = None
    for share, of in respective(sentence):
        taken.add(of.id)
        done.add(share.id)
        yield _claim(share, of)
    for index, percent in enumerate(figures):
        if percent.kind is not Kind.PERCENT or percent.upper is not None or percent.id in done:
            continue
        if _is_of_another(sentence, percent):
            planned = _out_of_plan(sentence, index)
            if planned is not None:
                yield _claim(percent, planned)
            of_plan = index
            continue
        if of_plan is not None and _goes_on(sentence, of_plan, index):
            continue
        base = (
            _ratio_beside(sentence, index)
            or _ratio_behind(sentence, index)
            or _base_behind(sentence, index)
            or _named_again(sentence, index, taken)
        )
        if base is None:
            base = _base_before(sentence, index, taken)
        if base is None and index + 1 < len(figures):
            after = figures[index + 1]
            gap = sentence.gap(percent, after)
            if after.kind is Kind.RATIO and (
                _SHARE_FIRST.match(gap) or _SHARE_NAMED.fullmatch(gap)
            ):
                base = after
        if base is None:
            base = _in_aside(sentence, index)
        if base is not None:
            taken.add(base.id)
            yield _claim(percent, base)


def _ratio_beside(sentence: Sentence, index: int) -> Figure | None:
    """The ratio in one bracket with its percentage: 'khỏi 167 (89,8% số quản lý, 167/186)'."""
    if index + 1 == len(sentence.figures):
        return None
    percent, ratio = sentence.figures[index : index + 2]
    if (
        ratio.kind is not Kind.RATIO
        or _IN_ONE_BRACKET.fullmatch(sentence.gap(percent, ratio)) is None
    ):
        return None
    lead = sentence.folded[max(percent.sentence[0], percent.start - 24) : percent.start]
    closes = _CLOSES.match(sentence.folded, ratio.end)
    return ratio if _OPENED.search(lead) and closes is not None else None


def _ratio_behind(sentence: Sentence, index: int) -> Figure | None:
    """'Có 16 xã hưởng ứng, đạt 80% (16/20)': the count before it again, now of how many."""
    if not 0 < index < len(sentence.figures) - 1:
        return None
    before, percent, ratio = sentence.figures[index - 1 : index + 2]
    if before.kind is not Kind.COUNT or ratio.kind is not Kind.RATIO:
        return None
    if before.value != ratio.value or _OPENS.fullmatch(sentence.gap(percent, ratio)) is None:
        return None
    return ratio if _CLOSES.match(sentence.folded, ratio.end) is not None else None


_OPENED = re.compile(r"\((?:[^\W\d_]+\s+){0,3}\Z")


def _out_of_plan(sentence: Sentence, index: int) -> Figure | None:
    """'giao quân 180/180, đạt 100% chỉ tiêu', 'đạt 95% chỉ tiêu (57/60 nhà)': both in one ratio."""
    percent = sentence.figures[index]
    if index + 1 < len(sentence.figures):
        behind = sentence.figures[index + 1]
        if behind.kind is Kind.RATIO and _PLAN_OPENS.fullmatch(sentence.gap(percent, behind)):
            return behind
    if not index:
        return None
    ratio = sentence.figures[index - 1]
    if ratio.kind is not Kind.RATIO or not _PLAN.match(sentence.folded, percent.end):
        return None
    gap = sentence.gap(ratio, percent)
    reached = _REACHED_OF_UNITS if ratio.unit is not None else _REACHED
    if reached.fullmatch(gap):
        return ratio
    lead = sentence.folded[max(ratio.sentence[0], ratio.start - 40) : ratio.start]
    made = sentence.lexicon.producing.search(lead) is not None
    return ratio if made and _MADE_SO_MUCH.fullmatch(gap) else None


_PLAN_NAMED = r"\s*(?:so\s+với\s+)?(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|mục\s+tiêu)"
_PLAN = re.compile(
    rf"{_PLAN_NAMED}(?:\s+(?!(?:và|là)\s)[^\W\d_]+){{0,6}}(?:\s+(?:19|20)\d\d)?\s*[,;.)]"
)
_PLAN_OPENS = re.compile(rf"{_PLAN_NAMED}(?:\s+[^\W\d_]+){{0,4}}\s*\(\s*")
_BY_SO_MUCH = (
    r"\s*[,(]\s*(?:(?:mới|đã|chỉ)\s+)?(?:đạt|bằng|hoàn\s+thành|được)\s+(?:(?:tỷ|tỉ)\s+lệ\s+)?"
)
_REACHED = re.compile(_BY_SO_MUCH)
_MADE_SO_MUCH = re.compile(rf"(?:\s+[^\W\d_]+){{1,4}}{_BY_SO_MUCH}")
_REACHED_OF_UNITS = re.compile(rf"(?:\s+[^\W\d_]+){{1,2}}{_BY_SO_MUCH}")


def _goes_on(sentence: Sentence, before: int, index: int) -> bool:
    """'thuế 96,4 tỷ đồng (28,5% dự toán), tiền đất 212 tỷ đồng (19,3%)': of the plan again."""
    first, percent = sentence.figures[before], sentence.figures[index]
    text = sentence.folded
    bracketed = all(text[: f.start].rstrip().endswith("(") for f in (first, percent))
    bare = text[percent.end :].lstrip().startswith(")")
    gap = sentence.gap(first, percent)
    return bracketed and bare and ";" not in gap and not _SELECTED.search(gap)


_SELECTED = re.compile(rf"(?<!\w)(?:{SELECTS})(?!\w)")


def _claim(percent: Figure, base: Figure) -> Claim:
    kind = ClaimKind.SHARE if base.denominator is not None else ClaimKind.SHARE_OF_COUNT
    return Claim(kind, (percent.id, base.id))


def _is_of_another(sentence: Sentence, percent: Figure) -> bool:
    """Whether a percentage is said to be of a plan, of last year, of what was aimed at."""
    folded = sentence.folded
    if _OTHER_BASE.match(folded, percent.end):
        return True
    at = sentence.figures.index(percent)
    for here, after in pairwise(sentence.figures[at:]):
        if after.kind is not Kind.PERCENT or not _LISTED.fullmatch(sentence.gap(here, after)):
            break
        if _OTHER_BASE.match(folded, after.end):
            return True  # 'bằng 101,5%, 98,2% và 100,8% kế hoạch'
    since = max(percent.sentence[0], percent.start - 60)
    return _OTHER_BASE_BEFORE.search(folded, since, percent.start) is not None


def _base_behind(sentence: Sentence, index: int) -> Figure | None:
    """'nữ chiếm 40% (180 hộ)': a count in a bracket right behind a share with a subject."""
    if index + 1 == len(sentence.figures):
        return None
    percent, after = sentence.figures[index : index + 2]
    if after.kind not in AMOUNTS or after.role is not Role.ACTUAL or after.upper is not None:
        return None
    gap = sentence.gap(percent, after)
    start = max(percent.sentence[0], percent.start - 16)
    leads = _LEADS.search(sentence.folded, start, percent.start) is not None
    if _SAID_AS.fullmatch(gap) or (leads and _IS.fullmatch(gap)):
        return after
    if _OPENS.fullmatch(gap) is None:
        return None
    if _CLOSES.match(sentence.folded, after.end) is None:
        return None
    lead = sentence.folded[max(percent.sentence[0], percent.start - 60) : percent.start]
    return after if _SUBJECT.search(lead) else None


def _in_aside(sentence: Sentence, index: int) -> Figure | None:
    """'88% số phiếu đánh giá tốt (352 phiếu)'."""
    if index + 1 == len(sentence.figures):
        return None
    percent, after = sentence.figures[index : index + 2]
    if after.kind not in AMOUNTS or after.role is not Role.ACTUAL or after.upper is not None:
        return None
    aside = _ASIDE.fullmatch(sentence.gap(percent, after))
    if aside is None or _CLOSES.match(sentence.folded, after.end) is None:
        return None
    return after if after.head and f" {after.head} " in f" {aside['what']} " else None


def _named_again(sentence: Sentence, index: int, taken: set[str]) -> Figure | None:
    """'cấp lần đầu 1.626, cấp đổi 976; nhóm cấp lần đầu như vậy bằng 30%': the item it names."""
    percent = sentence.figures[index]
    if not index:
        return None
    start = max(sentence.figures[index - 1].end, percent.start - _NAMED_WITHIN)
    clause = _CLAUSE.search(sentence.folded, start, percent.start)
    if clause is None:
        return None
    found: list[tuple[int, Figure]] = []
    for at in range(index - 1, max(-1, index - NEAR), -1):
        figure = sentence.figures[at]
        if figure.kind not in AMOUNTS or figure.id in taken or figure.role is not Role.ACTUAL:
            continue
        since = sentence.figures[at - 1].end if at else figure.sentence[0]
        lead = sentence.folded[max(since, figure.start - _LEAD) : figure.start]
        label = _OPENERS.sub("", _ITEM.split(lead)[-1].strip())
        what = _RESUMES.sub("", clause["what"])
        said = int(label == what.strip()) or _said_again(label.split(), f" {what} ")
        if said:
            found.append((said, figure))
    longest = max((length for length, _ in found), default=0)
    named = [figure for length, figure in found if length == longest]
    return named[0] if len(named) == 1 else None


def _said_again(label: list[str], clause: str) -> int:
    """How many of the last words of a label a clause says again; two at least."""
    for since in range(len(label) - 1):
        if f" {' '.join(label[since:])} " in clause:
            return len(label) - since
    return 0


_NAMED_WITHIN = 80
_RESUMES = re.compile(
    r"\A(?:(?:như|bởi|do|theo)\s+(?:vậy|thế|đó)\s+|riêng\s+|trong\s+đó\s+|thì\s+|số\s+|(?:khối|nhóm|khu\s+vực)\s+(?=[^\W\d_]+\s+\Z))+"
)
_CLAUSE = re.compile(
    r"[;,)]\s*(?P<what>(?!(?:tỷ|tỉ)\s+lệ)(?:[^\W\d_]+\s+){1,10}?)(?:(?:như|bởi|do|theo)\s+(?:vậy|thế|đó)\s+)?"
    r"(?:chiếm|bằng|ứng\s+với|tương\s+(?:đương|ứng)|đạt(?:\s+tỷ\s+lệ)?|là|nắm(?:\s+giữ)?|giữ|góp|đóng\s+góp)\s+\Z"
)
_ITEM = re.compile(r"[;,:()]|(?<!\w)(?:trong\s+(?:số\s+)?đó|gồm|bao\s+gồm)(?!\w)")
_OPENERS = re.compile(r"\A(?:(?:có|là|và|riêng|số|phần|nhóm|đã|được)\s+)+|\s+(?:là|có|đạt|được)\Z")
_SAID_AS = re.compile(
    r"(?:\s+(?!kế\s|chỉ\s|dự\s|mục\s|so\s)[^\W\d_]+){0,6}\s*[,(]\s*"
    r"(?:tức|tương\s+đương|tương\s+ứng|hay|nghĩa\s+là|ứng\s+với)(?:\s+(?:là|với))*\s+(?:khoảng\s+)?"
)
"""'24%, tức 120 hộ', '95% số hộ, tương đương 475 hộ'."""
_ASIDE = re.compile(
    r"\s+(?!kế\s|chỉ\s|dự\s|mục\s|so\s)(?P<what>(?:[^\W\d_]+\s+){1,7})\(\s*(?:tương\s+ứng\s+|bằng\s+|là\s+)?"
)
_IS = re.compile(r"\s+(?:là\s+(?:[^\W\d_]+\s+){1,6}(?:với|gồm|có)|với)\s+")
_LEADS = re.compile(r"(?<!\w)chiếm\s+\Z")
"""'chiếm 35% là nhóm hộ cận nghèo với 140 hộ'."""
_OPENS = re.compile(r"\s*\(\s*")
_CLOSES = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*\)")
_SUBJECT = re.compile(
    r"(?:\A|[,;:.]|\d)\s*(?:(?!(?:chiếm|bằng|đạt)\s)[^\W\d_]+[\s-]+){1,12}(?:chiếm|bằng|đạt)(?:\s+(?:tỷ|tỉ)\s+lệ)?\s+\Z"
)
"""A clause with a subject of its own before 'chiếm 40%'."""


_COMPARES = re.compile(r"[;,]\s*so\s+với\s+(?:tổng\s+)?số\s[^;,.()]*\Z")
"""'cấp xã 4.980; so với số hộ đăng ký (9.105 hộ) đạt 70,5%': of what is in the bracket."""
_OF_THE_PLAN = re.compile(
    r"(?<!\w)so\s+(?:với\s+)?(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu)[^;()]*\Z"
)
"""'so với dự toán năm (4.700 tỷ đồng) đạt 27,3%'."""
_AFTER_BRACKET = re.compile(
    r"[)\]]\s*,?\s*(?:chiếm|bằng|đạt|tỷ\s+lệ|tương\s+đương)(?:\s+\w+){0,2}\s+\Z"
)


def _is_rate(figure: Figure) -> bool:
    """'58,4 tạ/ha', which nothing is a share of; '541 tấn/ngày' may be of all there is."""
    unit = figure.unit or ""
    return "/" in unit and unit not in _BY_DAY


_BY_DAY = frozenset({"tấn/ngày", "tấn/ngàyđêm", "m3/ngày", "m3/ngàyđêm", "kg/ngày"})
_REACHED_SIZE = re.compile(
    r"[,(]\s*(?:(?:đạt|bằng|chiếm)\s+(?:(?:tỷ|tỉ)\s+lệ\s+)?)?\Z|\A\s*(?:bằng|chiếm)\s+\Z"
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


_THAN = re.compile(
    r"(?:(?:cao|thấp|lớn|nhỏ)\s+hơn\s+[^,;()]{1,60}|(?:bằng|vượt|dưới|trên|đạt)(?:\s+(?:và|hoặc|hay)\s+[^\W\d_]+)?"
    r"\s+(?:mức\s+)?(?:bình\s+quân|trung\s+bình|tiến\s+độ|mặt\s+bằng)\s+"
    r"(?:bình\s+quân|chung|cả\s+nước|toàn|của|tỉnh|ngành|dự\s+toán|kế\s+hoạch)(?!\w)[^,;()]{0,40})\Z"
)
"""'4/7 địa phương cao hơn bình quân chung (30%)', '7/8 khoản thu vượt tiến độ dự toán (66,7%)'."""
_MEAN = re.compile(r"(?<!\w)(?:bình\s+quân|trung\s+bình|lấp\s+đầy)(?!\w)")
"""'5/8 khu công nghiệp đã hoạt động, tỷ lệ lấp đầy bình quân trên 72%'."""
_RATE_NAMED = re.compile(r",\s*(?:quân\s+số|kết\s+quả|số\s+lượng|tiến\s+độ)\Z")
_OTHER_LEVEL = re.compile(
    r"(?<!\w)(?:tăng|giảm|vượt|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|phấn\s+đấu)(?!\w)"
)


def _is_plan_of_another(sentence: Sentence, earlier: Sequence[Figure]) -> bool:
    """'215 ha/220 ha KH (97,7%)', 'kế hoạch 42,5 km, thực hiện 36,8 km, đạt 86,6%'.

    One of the last two is the plan of the other, and the percentage is of it.
    """
    if len(earlier) < 2:
        return False
    one, other = earlier[-2:]
    if (one.kind, one.unit) != (other.kind, other.unit):
        return False
    gap = sentence.gap(one, other)
    if one.role is Role.PLAN and other.role is Role.ACTUAL:
        return _DONE_OF.fullmatch(gap) is not None
    planned = one.role is Role.ACTUAL and other.role in {Role.PLAN, Role.TARGET}
    return planned and (gap.rstrip().endswith("/") or _OUT_OF.fullmatch(gap) is not None)


_DONE_OF = re.compile(
    r"[^.;:()\d]{0,30},\s*(?:đến\s+nay\s+)?(?:đã\s+|thực\s+tế\s+)?(?:thực\s+hiện|giải\s+ngân|hoàn\s+thành|làm|thu|chi)(?:\s+(?:được|đạt))?\s+"
)
_OUT_OF = re.compile(
    r"[^.;:()\d]{0,30}(?:trong|trên|so\s+với)\s+(?:tổng\s+)?(?:số\s+)?(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu)[^.;:()\d]{0,24}"
)


def _base_before(sentence: Sentence, index: int, taken: set[str]) -> Figure | None:
    """The figure before a percentage that the percentage is said to be of."""
    percent = sentence.figures[index]
    at = _before_bracket(sentence.folded, percent)
    near = sentence.figures[max(0, index - NEAR) : index]
    earlier = [figure for figure in near if figure.end <= at]
    bracketed = sentence.folded[: percent.start].rstrip().endswith(("(", "bằng"))
    earlier = [
        figure
        for figure in earlier
        if not (_is_time(figure) or (_is_rate(figure) and not bracketed))
    ]
    while (
        len(earlier) > 1
        and (_sizes(earlier[-1]) or _qualifies(earlier[-1], earlier[-2]))
        and earlier[-2].kind in {Kind.RATIO, Kind.COUNT}
    ):
        if _APART.search(sentence.gap(earlier[-2], earlier[-1])):
            break
        earlier = earlier[:-1]
    if not earlier:
        return None
    while (
        len(earlier) > 1
        and earlier[-1].kind is Kind.PERCENT
        and _OTHER_BASE.match(sentence.folded, earlier[-1].end)
    ):
        earlier = earlier[:-1]
    before = earlier[-1]
    if len(earlier) > 1 and (
        OF_ALL.search(sentence.gap(earlier[-2], before))
        or lies_within(sentence, earlier[-2], before)
        or _is_under_stroke(sentence, earlier[-2], before)
    ):
        before = earlier[-2]
    if before.kind not in {*AMOUNTS, Kind.RATIO, Kind.SCORE} or before.id in taken:
        return None
    if _is_time(before) or _is_plan_of_another(sentence, earlier):
        return None
    if len(earlier) > 1 and _is_beside_its_ratio(sentence, earlier[-2], before, percent):
        before = earlier[-2]
        return before if before.id not in taken else None
    named = _of_the_rate(sentence, index, earlier) or _of_those(sentence, percent, earlier)
    if named is not None and named.id not in taken:
        return named
    if at < percent.start and _OF_THE_PLAN.search(sentence.folded, before.end, at):
        return None
    if at < percent.start and _COMPARES.search(sentence.folded, before.end, at):
        return _topic_of(sentence, near[-1], earlier, taken)
    if at < percent.start and before is earlier[-1]:
        link = _AFTER_BRACKET.search(sentence.folded, at, percent.start)
        return before if link is not None else None
    if before is not earlier[-1]:
        shared = IS_SHARE.search(sentence.gap(earlier[-1], percent)) is not None
        return before if shared or _is_linked(sentence, earlier[-1], percent) else None
    gap = sentence.gap(before, percent)
    if ";" in gap or re.search(r"\.\s|\)", gap) or len(gap) > 200:
        return None
    if _COLON.search(gap) or _OTHER_LEVEL.search(re.split(r"[,(]", gap)[-1]):
        return None
    link = IS_SHARE.search(gap)
    if link is None and _is_linked(sentence, before, percent):
        return before
    if link is not None and _SIGNED.search(gap):
        return None  # '71/80 = -11,3%'
    if before.unit in _BY_DAY and _REACHED_SIZE.search(gap) is None:
        return None
    if link is not None and link[0].startswith("quân") and before.kind is not Kind.RATIO:
        return None
    if link is not None and _HAS.search(gap, 0, link.start()):
        return None  # '17/42 dự án có tỷ lệ giải ngân dưới 30%'
    if link is not None and (_THAN.search(gap, 0, link.start()) or _MEAN.search(link[0])):
        return None
    if link is not None and _graded(sentence, before, link.start()):
        return before
    if link is None and before.kind is Kind.RATIO and _BUT.fullmatch(gap):
        return before
    if link is not None and link[0].startswith("đạt"):
        predicate = sentence.folded[sentence.noun_end(before) : before.end + link.start()].strip()
        predicate = _ADVERB.sub("", predicate)
        if before.kind is Kind.RATIO:
            predicate = _RATE_NAMED.sub(",", predicate)
        if predicate and not predicate.endswith((",", "(", ")")):
            return None
        if not predicate and _GOES_ON.match(sentence.folded, percent.end):
            return None  # 'hồ đạt trên 90% dung tích'
        if not predicate and _is_in_a_rate(sentence, before):
            return None  # 'tỷ lệ lấp đầy 4 khu công nghiệp đạt 63%'
    if link is not None:
        return before
    comma = COMMA_SHARE.search(gap)
    if comma is None:
        return None
    follows = sentence.folded[percent.end : percent.end + 24].lstrip()
    if before.kind is Kind.RATIO:
        return before if follows[:1] in {"", ".", ";", ",", ")"} else None
    if sentence.folded[sentence.noun_end(before) : before.end + comma.start()].strip():
        return before if percent.hedge is not None and follows[:1] in _ENDS else None
    of_all = follows.startswith(("tổng ", "số ") if percent.hedge is not None else "tổng ")
    return before if of_all or follows[:1] in (_ENDS if percent.hedge else _STOPS) else None


def _is_under_stroke(sentence: Sentence, part: Figure, whole: Figure) -> bool:
    """'thu hoạch 3.105 ha/3.450 ha, đạt 90%'."""
    if (part.kind, part.unit) != (whole.kind, whole.unit) or part.value > whole.value:
        return False
    if part.kind is Kind.COUNT and word_behind(sentence, part) != word_behind(sentence, whole):
        return False
    return part.kind in AMOUNTS and _UNDER.fullmatch(sentence.gap(part, whole)) is not None


_UNDER = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*/\s*")


def _is_beside_its_ratio(sentence: Sentence, ratio: Figure, other: Figure, percent: Figure) -> bool:
    """'làm rõ 38/48 vụ, 61 đối tượng, đạt 79,2%', '68/79 hộ đạt 8 tiêu chí, bằng 86%'."""
    if ratio.kind is not Kind.RATIO or other.kind is not Kind.COUNT:
        return False
    gap = sentence.gap(ratio, other)
    if _REACHES.fullmatch(gap):
        return IS_SHARE.search(sentence.gap(other, percent)) is not None
    if _AND_SO_MANY.fullmatch(gap) is None or ratio.head == other.head:
        return False
    return _SO_REACHED.fullmatch(sentence.gap(other, percent)) is not None


_REACHES = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s+đạt\s+(?:đủ\s+)?")
_AND_SO_MANY = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*,\s*")
_SO_REACHED = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*,\s*đạt\s+(?:(?:tỷ|tỉ)\s+lệ\s+)?")


def _graded(sentence: Sentence, before: Figure, end: int) -> bool:
    """'96/128 chiến sĩ khá, giỏi đạt 75%': what grade they reached, in words of one scheme."""
    if before.kind is not Kind.RATIO:
        return False
    said = sentence.folded[sentence.noun_end(before) : before.end + end]
    grades = {word.strip() for word in _GRADES.split(said) if word.strip()}
    return bool(grades) and any(grades <= scheme for scheme in sentence.lexicon.exclusive)


_GRADES = re.compile(r",|(?<!\w)(?:và|xếp\s+loại|loại)(?!\w)")
_BUT = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*,\s*(?:mới|chỉ|đã)\s+(?:chỉ\s+)?được\s+")
"""'12,6/18 tỷ đồng, mới được 70%'."""
_ENDS = frozenset({"", ".", ";", ",", ")"})
_STOPS = frozenset({"", ".", ";", ")"})


def _is_linked(sentence: Sentence, before: Figure, percent: Figure) -> bool:
    """'31 đơn do nặc danh, ứng với 67,4% tổng số đơn': behind the noun or a comma."""
    link = sentence.lexicon.share_link.search(sentence.folded, before.end, percent.start)
    if link is None:
        return False
    between = sentence.folded[sentence.noun_end(before) : link.start()].strip()
    if between and not between.endswith((",", "(")):
        return False
    if not between and before.kind is Kind.RATIO and percent.hedge is not None:
        return False  # '06/14 xã bao phủ trên 95%'
    if _GOES_ON.match(sentence.folded, percent.end) is None:
        return True
    return sentence.lexicon.total.match(sentence.folded, percent.end + 1) is not None


_ADVERB = re.compile(r"\s+(?:mới|chỉ|chỉ\s+mới|đã|cũng|vẫn|mới\s+chỉ)\Z")
"""', mới đạt 35%'."""


def _topic_of(
    sentence: Sentence, whole: Figure, earlier: Sequence[Figure], taken: set[str]
) -> Figure | None:
    """The first figure before a whole that it is compared with, of the same word."""
    word = word_behind(sentence, whole)
    for figure in earlier:
        alike = (figure.kind, figure.unit) == (whole.kind, whole.unit)
        if alike and word and word_behind(sentence, figure) == word and figure.id not in taken:
            return figure
    return None


_SIGNED = re.compile(r"[=(]\s*[-–−]\s*\Z")
_HAS = re.compile(r"(?<!\w)có\s*\Z")
_GOES_ON = re.compile(r"\s+(?!và|trong|tổng|số|của|so|theo|ở|tại|năm|trên|cao|thấp)[^\W\d_]")
_APART = re.compile(r"[,;:()]")
_COLON = re.compile(r":(?!\d)")
_RATE = re.compile(
    r"(?:tỷ|tỉ)\s+lệ\s+(?P<what>[^\W\d_]+(?:\s+[^\W\d_]+){0,4}?)\s+(?:đạt|là|bằng)?\s*\Z"
)
_OF_A_RATE = re.compile(
    r"(?:\A|[.,;:)])\s*(?:(?:tỷ|tỉ)\s+lệ|tốc\s+độ|công\s+suất|mức\s+độ|tỷ\s+suất)\s[^,;:.]{0,60}\Z"
)
_LEAD = 40


def _sizes(figure: Figure) -> bool:
    """'tàu cá từ 15 m trở lên': a size says which are counted."""
    sized = figure.hedge is not None or figure.upper is not None
    return figure.kind is Kind.MEASURE and sized


_BOUNDS = frozenset({Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.UNDER, Hedge.OVER})


def _qualifies(figure: Figure, counted: Figure) -> bool:
    """'46/52 doanh nghiệp có từ 25 lao động trở lên', '68/112 hồ có dung tích dưới 50%'.

    Or '19/86 xã đạt 19/19 tiêu chí'.
    """
    if figure.kind is counted.kind is Kind.RATIO and figure.value == figure.denominator:
        return counted.head != figure.head
    bounded = figure.upper is not None or figure.hedge in _BOUNDS
    if figure.kind is Kind.PERCENT:
        return bounded and counted.kind in {Kind.RATIO, Kind.COUNT}
    if counted.kind is Kind.COUNT and figure.hedge not in {Hedge.AT_LEAST, Hedge.AT_MOST}:
        return False  # '41 thí sinh giành từ 9 điểm trở lên, tương ứng 6%'
    return bounded and counted.kind in {Kind.RATIO, Kind.COUNT} and figure.kind is Kind.COUNT


def _is_in_a_rate(sentence: Sentence, figure: Figure) -> bool:
    start = max(figure.sentence[0], figure.start - 80)
    return _OF_A_RATE.search(sentence.folded[start : figure.start]) is not None


def _of_the_rate(sentence: Sentence, index: int, earlier: Sequence[Figure]) -> Figure | None:
    """'khám phá 531 vụ, bắt 894 đối tượng, tỷ lệ khám phá đạt 86,8%': what the rate names."""
    percent = sentence.figures[index]
    start = max(percent.sentence[0], percent.start - _LEAD)
    rate = _RATE.search(sentence.folded[start : percent.start])
    if rate is None:
        return None
    said = rate["what"].split()
    words = set(said) - _PLAIN
    pairs = {f" {one} {two} " for one, two in pairwise(said)}
    for at in range(len(earlier) - 1, max(-1, len(earlier) - 4), -1):
        figure = earlier[at]
        since = earlier[at - 1].end if at else figure.sentence[0]
        if ";" in sentence.folded[figure.end : percent.start] or figure.kind not in AMOUNTS:
            return None
        lead = sentence.folded[max(since, figure.start - _LEAD) : figure.start]
        nearest = earlier[-1]
        alike = (figure.kind, figure.unit) == (nearest.kind, nearest.unit)
        if figure.kind is not Kind.COUNT and alike and not any(p in f" {lead} " for p in pairs):
            continue  # 'truy thu 74,62 tỷ đồng, nộp 59,7 tỷ đồng, tỷ lệ thu hồi 80%'
        if words & set(lead.split()):
            return figure if figure is not earlier[-1] else None
    return None


_THOSE = re.compile(r"\s+(?:tổng\s+)?số\s+(?P<head>[^\W\d_]+)")
_SIDE_BY_SIDE = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*/\s*")


def _of_those(sentence: Sentence, percent: Figure, earlier: Sequence[Figure]) -> Figure | None:
    """'12.360 hộ đạt 8 tiêu chí, chiếm 82,4% số hộ'; of 'a vụ/b đối tượng, đạt p%' the first."""
    if len(earlier) < 2:
        return None
    other, last = earlier[-2:]
    if other.kind is not Kind.COUNT or last.kind is not Kind.COUNT:
        return None
    gap = sentence.gap(last, percent)
    if ";" in gap or "," not in gap or IS_SHARE.search(gap) is None:
        return None
    those = _THOSE.match(sentence.folded, percent.end)
    if those is not None:
        return other if other.head == those["head"] != last.head else None
    pair = _SIDE_BY_SIDE.fullmatch(sentence.gap(other, last))
    return other if pair is not None and other.head != last.head else None


_PLAIN = frozenset(
    {"số", "được", "đạt", "có", "là", "đã", "đến", "của", "trong", "lệ", "tỷ", "năm"}
)
