"""Named: which figure before a share is the one that the words around the share name as its whole.

'… đã nghiệm thu 58 nhiệm vụ, …, chiếm 36,2% số nhiệm vụ được nghiệm thu', 'trong số việc có điều
kiện đã giải quyết 4.377 việc', 'phải giải quyết 5.640 hồ sơ … Đã giải quyết 5.430 hồ sơ (96,3%)'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rules.figures.figure import Figure, Kind
from rules.figures.lexicon import Lexicon
from rules.figures.spelling import fold

_BEHIND = re.compile(
    r"\s+(?:(?:của|trên|trong|so\s+với)\s+)?(?P<what>(?:tổng|số|toàn|cả)\s[^\d.,;:()]{2,70}|[^\d.,;:()]{3,40})"
)
_NEXT = re.compile(r"\s*(?:,|;|,?\s*và)\s*(?:\d[\d.,]*\s*%)")
_PERCENT = re.compile(r"\d[\d.,]*\s*%")
_ENDS = re.compile(
    r"\s(?:và|nhưng|trong\s+(?:khi|đó)|tăng|giảm|cao|thấp|còn|nhích|vượt|nói|nêu|kể|này|trên)(?!\w)"
)
_FRONT = re.compile(
    r"(?:\A|[.;:,(]\s*)(?:cũng\s+|riêng\s+|và\s+)?trong\s+(?:tổng\s+)?số\s+(?P<what>[^\d.,;:()]{3,70})"
)
_FRONT_ENDS = re.compile(r"\s(?:đã|có|thì|này|đó|ấy|trên|nêu|nói)(?!\w)")
_IN_ALL = re.compile(
    r"(?:\A|[.;:,(]\s*)(?:cũng\s+|và\s+)?(?:trong|trên)\s+(?:(?:tổng\s+)?số\s+)?\Z"
)
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\s\([^()\d]{1,40}\)(?=\s)")
"""'kiểm tra nhà nước cảng biển (PSC) 96 lượt tàu'."""
_CLAUSE = re.compile(r"[.;:,()\[\]]")
_GENERIC = frozenset(
    [
        "tổng", "số", "của", "trên", "trong", "toàn", "cả", "bộ", "các", "những", "được", "bị",
        "đã", "này", "đó", "ấy", "nói", "nêu", "có", "là", "nhóm", "khối", "phần", "so", "với",
    ]
)  # fmt: skip
"""Words of the name of a whole that tell it from no other."""
_COPULAS = frozenset(["là", "có", "được", "đạt", "gồm", "hiện", "tổng", "số", "đã"])
_NOT = frozenset(["chưa", "không", "phi", "ngoài"])
_AROUND = 80
_FAR = 800
"""Characters before a part in which 'trong số …' may open what is said of it."""
_TO_DO = r"(?:phải|cần|phải\s+được|cần\s+được)\s+"
_DONE = re.compile(r"(?:đã\s+|được\s+|xong\s+)*(?P<verb>[^\W\d_]+(?:\s+[^\W\d_]+)?)\Z")
_AFTER = re.compile(r"(?:\s+(?:xong|được|là|hết|cho))+\Z")
_THERE_ARE = re.compile(
    r"(?<!\w)(?:tổng\s+số(?:\s+[^\W\d_]+){0,4}|(?:toàn|cả)\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,4}|hiện|quản\s+lý|có|gồm)"
    r"(?:\s+(?:có|là|gồm|đạt))?\s+\Z"
)
_LEFT_BEFORE = re.compile(r"(?<!\w)còn\s+lại(?:\s+(?:là|có))?\s+\Z")
_LEFT_BEHIND = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s+còn\s+lại(?!\w)")
_NEXT_WORDS = re.compile(r"(?:\s+[^\W\d_]+){1,2}(?!\w)")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_SPAN_UNITS = frozenset({"năm", "tháng", "ngày", "tuần", "giờ", "quý"})


def behind(
    text: str, figures: Sequence[Figure], percent: Figure, part: Figure, lexicon: Lexicon
) -> Figure | None:
    """The figure that the words behind a percentage name, of its own or of its list."""
    if part.start > percent.start:
        return None
    end = percent.end
    while (more := _NEXT.match(text, end)) is not None:
        end = more.end()
    found = _BEHIND.match(fold(text[end : end + 90]))
    if found is None:
        return None
    what = _ENDS.split(f"{found['what']} ", maxsplit=1)[0]
    return _resolved(text, _may_be(figures, part), what, lexicon)


def in_front(text: str, figures: Sequence[Figure], part: Figure, lexicon: Lexicon) -> Figure | None:
    """The figure that 'trong tổng số …' names before a part, or stands behind."""
    since = max(part.sentence[0], part.start - _FAR)
    for figure in reversed(_may_be(figures, part)):
        if figure.start < since:
            break
        lead = fold(text[max(since, figure.start - 24) : figure.start])
        if _IN_ALL.search(lead) is None:
            continue
        if figure.kind is Kind.COUNT and not figure.noun_key and "số" not in lead:
            continue
        return figure if figure.unit not in _SPAN_UNITS else None
    folded = fold(text[since : part.start])
    named = max(_FRONT.finditer(folded), key=lambda match: match.start(), default=None)
    if named is None:
        return None
    before = [f for f in _may_be(figures, part) if f.end <= since + named.start()]
    for what in _phrases(named["what"]):
        found = _resolved(text, before, what, lexicon)
        if found is not None:
            return found
    return None


def to_do(text: str, figures: Sequence[Figure], part: Figure, lexicon: Lexicon) -> Figure | None:
    """Of what had to be done, or came in, so many were done.

    'Phải giải quyết 5.640 hồ sơ … Đã giải quyết 5.430', 'thụ lý 412 vụ; giải quyết 379 vụ'.
    """
    lead = _around(text, part)[0].rstrip()
    done = _DONE.search(_AFTER.sub("", lead))
    wanted: list[re.Pattern[str]] = []
    if done is not None:
        verbs = {done["verb"], done["verb"].split()[-1]}
        wanted.append(re.compile(rf"(?<!\w){_TO_DO}(?:{'|'.join(map(re.escape, verbs))})(?!\w)"))
    wanted += [came for came, did in lexicon.results if did.search(lead)]
    for figure in reversed(_may_be(figures, part)) if wanted else ():
        if figure.kind is Kind.COUNT and not _alike(text, figure, part):
            continue
        before, after = _around(text, figure)
        if any(words.search(before) or words.search(after) for words in wanted):
            return figure
    return None


def all_there_are(text: str, figures: Sequence[Figure], part: Figure) -> Figure | None:
    """'Toàn tỉnh có 486 trường, số trường đạt chuẩn là 316 trường': of all of one sentence."""
    if part.kind is not Kind.COUNT or not _word_behind(text, part):
        return None
    for figure in reversed(_may_be(figures, part)):
        if figure.start < part.sentence[0]:
            return None
        alike = _word_behind(text, figure) == _word_behind(text, part)
        if alike and _THERE_ARE.search(_around(text, figure)[0]):
            return figure
    return None


def left_over(text: str, figures: Sequence[Figure], part: Figure) -> Figure | None:
    """What is left beside a part: '5.703 việc, tức 69%, 2.561 việc còn lại', or the other way."""
    beside = [
        figure
        for figure in figures
        if figure.id != part.id
        and (figure.kind, figure.unit, figure.sentence) == (part.kind, part.unit, part.sentence)
    ]
    if _is_left(text, part):
        return next((f for f in reversed(beside) if f.end <= part.start), None)
    behind_it = next((figure for figure in beside if figure.start >= part.end), None)
    return behind_it if behind_it is not None and _is_left(text, behind_it) else None


def _is_left(text: str, figure: Figure) -> bool:
    before, after = _around(text, figure)
    return _LEFT_BEFORE.search(before) is not None or _LEFT_BEHIND.match(after) is not None


def _alike(text: str, one: Figure, other: Figure) -> bool:
    """Whether two counts are of one thing, as far as it is said of both."""
    second = _word_behind(text, other)
    return not second or second in _words_behind(text, one)


def _word_behind(text: str, figure: Figure) -> str:
    """The word right behind a number, mostly what it counts."""
    found = _NEXT_WORD.match(text, figure.end)
    return fold(found[1]) if found is not None else ""


def _words_behind(text: str, figure: Figure) -> list[str]:
    """The words right behind a number, 'lượt tàu' of '96 lượt tàu nước ngoài'."""
    found = _NEXT_WORDS.match(fold(text[figure.end : figure.end + 24]))
    return found[0].split() if found is not None else []


def _phrases(what: str) -> Iterator[str]:
    """What 'trong số' may name, the longest first."""
    yield what
    for cut in reversed(list(_FRONT_ENDS.finditer(f"{what} "))):
        yield what[: cut.start()]


def _may_be(figures: Sequence[Figure], part: Figure) -> list[Figure]:
    """The figures before a part that are measured as it is."""
    return [
        figure
        for figure in figures
        if figure.end <= part.start
        and (figure.kind, figure.unit) == (part.kind, part.unit)
        and figure.upper is None
    ]


def _resolved(text: str, figures: Sequence[Figure], what: str, lexicon: Lexicon) -> Figure | None:
    """The one figure around which all words of a name stand."""
    name = {*_WORD.findall(what)} - _GENERIC
    if not name:
        return None
    found = [figure for figure in figures if _is_called(text, figure, name, what, lexicon)]
    sizes = {figure.value for figure in found}
    return found[-1] if len(sizes) == 1 else None


def _is_called(text: str, figure: Figure, name: set[str], what: str, lexicon: Lexicon) -> bool:
    before, after = _around(text, figure)
    if before.endswith("từ "):
        return False  # 'tăng từ 2.500 tỷ đồng đầu năm lên 2.846 tỷ đồng'
    around = {*_WORD.findall(before), *_WORD.findall(after)}
    for dimension, units in lexicon.dimensions.items():
        if figure.unit in units:
            around |= {*dimension.split()}
    if not name <= around or (around & _NOT) - {*_WORD.findall(what)}:
        return False
    if what.startswith("tổng ") and f" {what.strip()} " in f" {before} {after} ":
        return True
    if figure.kind is not Kind.COUNT:
        return True
    noun = {*(figure.noun_key or "").split()} - _GENERIC
    if name & noun and not noun <= name:
        return False
    told = [word for word in _WORD.findall(before) if word not in _COPULAS]
    return name <= noun or not name & {*told} or told[-1] in name


def _around(text: str, figure: Figure) -> tuple[str, str]:
    """The words of its clause before and behind a figure, folded."""
    before = fold(text[max(figure.sentence[0], figure.start - _AROUND) : figure.start])
    after = fold(text[figure.end : figure.end + _AROUND])
    before = _ASIDE.sub(" ", before)
    return _CLAUSE.split(before)[-1], _CLAUSE.split(after, maxsplit=1)[0]
