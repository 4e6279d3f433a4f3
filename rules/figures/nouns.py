"""What is counted: the noun phrase of a figure, as written, and its normal key.

A count stands before its noun ('27 khiển trách', '84/84 chi, đảng bộ cơ sở đã xây dựng') or behind
it ('trong đó nữ 12', 'tổng số đảng viên: 3.986'). The phrase ends at the first word that cannot
belong to it: a predicate, a preposition, another figure, a mark that closes the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes import Text
from rules.figures.spelling import key

_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W\d_]+)*")
_JOIN = re.compile(r"\s*,\s*|\s+và\s+|\s*[-–]\s+|\s+(?=[^\W_])")
_LONGEST = 12
"""Words; a noun phrase that goes on longer is cut at its last known noun."""
_QUANTIFIER = re.compile(
    r"\s*(?:trở\s+lên\s+|trở\s+xuống\s+)?(?:tổng\s+)?(?:số\s+|các\s+|những\s+|toàn\s+bộ\s+)*"
)
_TIME = re.compile(r"(?:năm|tháng|quý|ngày|tuần|kỳ)\s+(?:\d|nay|trước|học\s+\d)")
_SHARE_OF = re.compile(
    r"(?:trên|trong|của|so\s+với)?\s*(?:tổng\s+)?số\s+|(?:trong|của)\s+(?:các\s+)?"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase at [start, end) of its block's text."""

    start: int
    end: int


def noun_after(text: Text, at: int, lexicon: Lexicon, *, share: bool = False) -> Noun | None:
    """The noun phrase that begins right behind a figure, or None.

    Args:
        text: the block.
        at: where the figure ends.
        lexicon: the words to go by.
        share: the figure is a share, so that 'trong tổng số hộ' or 'số hộ' names its base.
    """
    start = at
    quantifier = _QUANTIFIER.match(text.folded, at)
    if quantifier is not None:
        start = quantifier.end()
    if start == at or not text.folded[at:start].strip(" "):
        spaces = re.compile(r"\s*").match(text.folded, at)
        start = max(start, spaces.end() if spaces else at)
    if share and start < len(text.folded):
        of = _SHARE_OF.match(text.folded, start)
        if of is not None and of.end() > start:
            start = of.end()
    if start >= len(text.folded) or not text.folded[start].isalpha():
        return None
    if _TIME.match(text.folded, start):
        return None
    end = _extent(text, start, lexicon)
    return Noun(start, end) if end > start else None


def _extent(text: Text, start: int, lexicon: Lexicon) -> int:
    """Where the noun phrase that begins at `start` ends; `start` if there is none."""
    end = position = start
    words = 0
    while words < _LONGEST:
        step = _phrase(text, position, lexicon, first=position == start)
        if step is None:
            break
        end = step
        words += 1
        join = _JOIN.match(text.folded, end)
        if join is None or not join[0]:
            break
        coordinated = join[0].strip() != ""
        following = join.end()
        if coordinated and not _goes_on(text, following, lexicon):
            break
        position = following
    return end


def _phrase(text: Text, at: int, lexicon: Lexicon, *, first: bool) -> int | None:
    """One known noun or one plain word at `at`: its end."""
    noun = lexicon.noun.match(text.folded, at)
    stop = lexicon.stop.match(text.folded, at)
    if noun is not None and (stop is None or noun.end() >= stop.end()):
        return noun.end()
    if stop is not None:
        return None
    word = _WORD.match(text.folded, at)
    if word is None or word[0][0].isdigit():
        return None
    del first
    return word.end()


def _goes_on(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a comma or 'và' joins another noun: only a known one may follow."""
    noun = lexicon.noun.match(text.folded, at)
    if noun is None:
        return False
    stop = lexicon.stop.match(text.folded, at)
    return stop is None or noun.end() >= stop.end()


_CLAUSE = re.compile(
    r"[.;:!?…()\n]|,\s|\b(?:trong\s+đó|gồm|bao\s+gồm|cụ\s+thể|có|và|với|còn|riêng|theo\s+đó)\b"
)
_LINK = re.compile(
    r"\s*(?:[:=–-]|là|có|gồm|đạt|được|còn|lên|xuống|ước|khoảng|trên|gần|hơn|chiếm|bằng|ở\s+mức|đã|mới|tăng|giảm)*\s*\Z"
)


def noun_before(text: Text, at: int, since: int, lexicon: Lexicon) -> Noun | None:
    """The noun phrase right before a figure ('nữ 12', 'số đảng viên là 84'), or None.

    Looks no further back than `since` (the end of the previous figure or of the clause before).
    """
    window = text.folded[since:at]
    link = re.search(
        r"(?:\s*[:=]\s*|\s+(?:là|có|gồm|đạt|được|ước\s+đạt|còn|ở\s+mức|chiếm|bằng|ước)(?:\s+(?:là|được|tới|đến|khoảng|tỷ\s+lệ))?\s+|\s+)\Z",
        window,
    )
    stop_at = link.start() if link else len(window)
    begins = 0
    for mark in _CLAUSE.finditer(window[:stop_at]):
        begins = mark.end()
    start = since + begins
    return _last_noun(text, start, since + stop_at, lexicon)


def _last_noun(text: Text, start: int, end: int, lexicon: Lexicon) -> Noun | None:
    """The last noun phrase in [start, end) that reaches `end`, else the first known one."""
    position = start
    best: Noun | None = None
    while position < end:
        if not text.folded[position].isalnum():
            position += 1
            continue
        leading = lexicon.leading.match(text.folded, position)
        if leading is not None and leading.end() < end:
            position = leading.end()
            continue
        extent = min(_extent(text, position, lexicon), end)
        if extent > position:
            if best is None or extent == end:
                best = Noun(position, extent)
            position = extent
        else:
            word = lexicon.stop.match(text.folded, position) or _WORD.match(text.folded, position)
            position = word.end() if word else position + 1
    return best


_INDICATOR = re.compile(r"(?:tỷ|tỉ)\s+(?:lệ|trọng|suất)\s+|tổng\s+số\s+|số\s+(?!liệu)")


def noun_of_rate(text: Text, since: int, at: int, lexicon: Lexicon) -> Noun | None:
    """The noun of the nearest 'tỷ lệ …' or 'số …' between `since` and `at`, for shares."""
    found: Noun | None = None
    for mark in _INDICATOR.finditer(text.folded, since, at):
        end = min(_extent(text, mark.end(), lexicon), at)
        if end > mark.end():
            found = Noun(mark.end(), end)
    return found


@lru_cache(maxsize=8192)
def noun_key(noun: str, lexicon: Lexicon) -> str:
    """The normal form of a noun phrase: same thing counted, same key.

    Coordination is undone ('chi, đảng bộ cơ sở' = 'chi bộ cơ sở và đảng bộ cơ sở'), abbreviations
    and synonyms are written out, words that count nothing of their own are dropped.
    """
    phrase = key(noun).strip(" ,.;:-–")
    while True:
        leading = lexicon.leading.match(phrase)
        if leading is None or leading.end() >= len(phrase):
            break
        phrase = phrase[leading.end() :]
    phrase = lexicon.synonyms.get(phrase, phrase)
    modifier = ""
    shared = lexicon.shared_modifier.search(phrase)
    members: list[str] = []
    for short, full in lexicon.elisions.items():
        if phrase.startswith(short):
            rest = phrase[len(short) :]
            return " và ".join(sorted(f"{member}{rest}" for member in full))
    parts = [part for part in re.split(r"\s*,\s*|\s+và\s+", phrase) if part]
    if len(parts) > 1 and shared is not None:
        modifier = f" {shared['word']}"
        parts[-1] = parts[-1].removesuffix(modifier)
    for part in parts:
        full_part = lexicon.synonyms.get(part, part)
        members.append(full_part if full_part.endswith(modifier) else full_part + modifier)
    return " và ".join(sorted(dict.fromkeys(members)))
