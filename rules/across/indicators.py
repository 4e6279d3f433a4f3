"""Indicators: what reports are compared in, and which figure states which.

An indicator is known by its phrases, which are data (`rules/indicators.toml`, extended by a user's
`soat.toml`). In a phrase

- `#` is the figure and `0` any other figure;
- `…` is up to sixteen words without a figure, and behind the figure up to six, without a comma;
  `…,` is the same over commas; a phrase never runs over a semicolon or a full stop;
- `(` right before the figure asks for a bracket there;
- `.` at the end asks that the clause ends there: 'có # đảng viên.' is not said of 'có 5 đảng viên
  bị kỷ luật';
- `[a|b c]` is one or the other: a phrase of two such stands for all that can be made of them;
- `!word` at the head asks that the phrase does not stand behind that word: '!đối với # đảng viên'.

What a report writes for short is written out before (`rules.across.shorthand`), in phrases too, so
that one phrase does for all.

Of the phrases that fit a figure the one is taken that has most words of its own, those behind the
figure counting more, and least between them. A figure in a table's cell stands behind the heads of
its row and column.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from itertools import islice, product
from typing import Any, NamedTuple

from rules.across.shorthand import written_out
from rules.figures.spelling import bare, fold, key
from rules.finding import Message

_GAP_BEFORE = r"(?:[^\W\d_][^\s;.:#0]*[\s,:()\"“”'‘’/+\-–]+){0,16}?"
_GAP_AFTER = r"(?:[^\W\d_][^\s;.:,()#0]*[\s\"“”'‘’/+\-–]+){0,6}?"
_BEHIND = r"[\s,\"“”'‘’/+\-–]+"
_DEED_GAP = r"[\s,]+(?:[^\s;.]+\s+){0,12}?"
_BETWEEN = r"[\s,:()\"“”'‘’/+\-–]+"
_BEFORE_GAP = r"[\s\"“”'‘’/+\-–]+"
_ENDING = "trong đó|trong số|gồm|bao gồm|và|với|so với|tăng|giảm"
_ENDS = rf"(?=\s*(?:[,;.:()\[\]]|\Z|(?:{_ENDING}|{bare(_ENDING)})\b))"
_WORD = re.compile(r"[^\W\d_]+")


_OVER_COMMAS = "……"
_DOTS = frozenset({"…", "...", _OVER_COMMAS})
_OTHER_FIGURE = "0"
_CHOICE = re.compile(r"\[([^\[\]]+)\]")
_NEXT_FIGURE = re.compile(r"[\s:]*(?:(?:là|la|có|co|đạt|dat|được|duoc)\s+)?\d")
"""What tells that words behind a comma are said of another figure."""


class Adds(StrEnum):
    """How an indicator of the whole follows from those of the units."""

    SUM = "sum"
    UNITS = "units"
    """The number of units that state or did it."""
    LAST = "last"
    """A level at a date: the sum of the units' levels, which may fall from period to period."""
    NONE = "none"
    """It does not: an average, a rank."""


@dataclass(frozen=True)
class Phrase:
    """One wording of an indicator. Not slotted: compiled when a text first holds its words."""

    ahead: str
    """Folded, before the figure."""
    behind: str
    """Folded, after it."""
    ends: bool
    """Whether the clause must end behind it."""
    behind_no: tuple[str, ...] = ()
    """Words behind which it is not this phrase."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its own words."""
        return tuple(_WORD.findall(f"{self.ahead} {self.behind}"))

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.words)

    @cached_property
    def weight(self) -> int:
        """How much its own words tell."""
        ahead, behind = len(_WORD.findall(self.ahead)), len(_WORD.findall(self.behind))
        return 2 * ahead + 3 * behind + self.ends + 2 * self.ahead.endswith("(")

    @cached_property
    def before(self) -> re.Pattern[str]:
        """Ends where the figure begins."""
        bare = self.ahead.removesuffix("(")
        end = r"[\s:]*\Z" if bare == self.ahead else r"\s*\(\s*\Z"
        # the nearest words before the figure, so from the right
        none = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in self.behind_no)
        if not self.behind and not bare.startswith(_OTHER_FIGURE):
            none += r"(?<!\d\s)"  # '48 đảng viên nữ, 14 …': those words are of the 48
        nearest = f".*(?P<hit>{none}{_compiled(bare, at_start=True)}{end})"
        return re.compile(nearest, re.DOTALL)

    @cached_property
    def after(self) -> re.Pattern[str]:
        """Begins where the figure ends."""
        end = _ENDS if self.ends else r"(?!\w)"
        return re.compile(r"[\s]*" + _compiled(self.behind, at_start=False) + end)

    def fit(self, before: str, after: str) -> tuple[int, int] | None:
        """How well it fits a figure between two texts, of equals the closer; None if not."""
        behind = self.after.match(after)
        if behind is None:
            return None
        if "," in behind[0] and _NEXT_FIGURE.match(after, behind.end()):
            return None
        ahead = self.before.match(before)
        if ahead is None:
            return None
        words = len(_WORD.findall(ahead["hit"])) + len(_WORD.findall(behind[0]))
        gap = words - len(self.words)
        return 2 * self.weight - gap, -gap


class Deed(NamedTuple):
    """A wording by which a unit says that it did something."""

    longest: str
    """Of its words: a text without it does not say so."""
    pattern: re.Pattern[str]
    words: str
    """As the pattern was made of."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is compared across reports."""

    code: str
    name: Message
    adds: Adds
    phrases: tuple[Phrase, ...]
    deeds: tuple[Deed, ...] = ()
    """Of `UNITS`: wordings by which a unit says that it did it."""
    money: bool = False
    """Whether only amounts of money state it."""
    counts: tuple[str, ...] = ()
    """How what it counts begins: a figure with another noun behind it does not state it."""

    def may_count(self, noun: str | None) -> bool:
        """Whether a figure with this noun right behind it, folded, can state it."""
        return noun is None or not self.counts or noun.startswith(self.counts)


def phrases_of(words: str) -> tuple[Phrase, ...]:
    """Compile a phrase, one for each of its choices.

    Raises:
        ValueError: without exactly one `#`.
    """
    pieces = _CHOICE.split(key(words))
    choices = [piece.split("|") if place % 2 else (piece,) for place, piece in enumerate(pieces)]
    return tuple(dict.fromkeys(_phrase_of("".join(chosen)) for chosen in product(*choices)))


def _phrase_of(words: str) -> Phrase:
    parts = written_out(words).split("#")
    if len(parts) != 2:
        raise ValueError(f"'{words}': a phrase has exactly one '#'")
    ahead, behind = parts
    ends = behind.rstrip().endswith(".")
    kept = [word for word in ahead.split() if not word.startswith("!")]
    no = tuple(word[1:] for word in ahead.split() if word.startswith("!"))
    phrase = Phrase(" ".join(kept), behind.rstrip(". ").strip(), ends, no)
    if not phrase.words:
        raise ValueError(f"'{words}': a phrase has words of its own")
    return phrase


def _deed(words: str) -> Deed:
    parts = key(words).split("…")
    longest = max(" ".join(parts).replace(",", " ").split(), key=len, default="")
    said = _DEED_GAP.join(map(_spaced, parts))
    begin = "" if not said[:1].isalpha() else said[0]
    # Its first letter first: where a pattern begins with what may not stand before, every place
    # is tried.
    pattern = re.compile(rf"{begin}(?<!\w{begin}){said[len(begin) :]}(?!\w)")
    return Deed(longest, pattern, words)


def _spaced(words: str) -> str:
    return r"[\s,]+".join(map(re.escape, words.replace(",", " ").split()))


def _compiled(part: str, *, at_start: bool) -> str:
    """One side of a phrase as a pattern."""
    tokens = part.replace("…,", f" {_OVER_COMMAS} ").replace(",", " ").split()
    if not tokens:
        return ""
    pattern = r"(?<!\w)" if at_start else ""
    for index, token in enumerate(tokens):
        if token in _DOTS:
            over = at_start or token == _OVER_COMMAS
            pattern += _GAP_BEFORE if over else _GAP_AFTER
        elif token == _OTHER_FIGURE:
            pattern += r"\d[\d.,/]*%?" + (_BETWEEN if index < len(tokens) - 1 else r"")
        else:
            pattern += re.escape(token)
            if index < len(tokens) - 1:
                runs_on = not at_start and tokens[index + 1] in _DOTS - {_OVER_COMMAS}
                joint = _BETWEEN if at_start else _BEHIND
                pattern += _BEFORE_GAP if runs_on else joint
    if at_start and tokens[-1] not in _DOTS:
        pattern += r"(?!\w)"
    return pattern


class Match(NamedTuple):
    """The indicator whose phrase fits best, and how well."""

    rank: tuple[int, int, int]
    indicator: Indicator


@dataclass(frozen=True)
class Book:
    """All indicators that are looked for. Not slotted: its index is kept."""

    indicators: tuple[Indicator, ...]

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[tuple[Phrase, Indicator, int], ...]]:
        """The phrases, their indicators and the place of these in the book.

        They stand under the longest of their words, which a text must hold.
        """
        found: dict[str, list[tuple[Phrase, Indicator, int]]] = defaultdict(list)
        for place, indicator in enumerate(self.indicators):
            for phrase in indicator.phrases:
                found[max(phrase.words, key=len)].append((phrase, indicator, place))
        return {word: tuple(phrases) for word, phrases in found.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all phrases and deeds."""
        phrases = (word for i in self.indicators for p in i.phrases for word in p.words)
        deeds = (w for i in self.indicators for d in i.deeds for w in _WORD.findall(key(d.words)))
        return frozenset((*phrases, *deeds))

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """How anything that an indicator counts begins."""
        return tuple({noun for indicator in self.indicators for noun in indicator.counts})

    @cached_property
    def bare(self) -> Book:
        """The same without the marks of letters, for the text of scans."""
        return Book(
            tuple(
                replace(
                    indicator,
                    phrases=tuple(
                        Phrase(
                            bare(phrase.ahead),
                            bare(phrase.behind),
                            phrase.ends,
                            tuple(map(bare, phrase.behind_no)),
                        )
                        for phrase in indicator.phrases
                    ),
                    deeds=tuple(_deed(bare(key(deed.words))) for deed in indicator.deeds),
                    counts=tuple(map(bare, indicator.counts)),
                )
                for indicator in self.indicators
            )
        )

    def match(
        self, before: str, after: str, *, money: bool, noun: str | None = None
    ) -> Indicator | None:
        """The indicator that a figure states; see `best`."""
        found = self.best(before, after, money=money, noun=noun)
        return None if found is None else found.indicator

    def best(
        self, before: str, after: str, *, money: bool, noun: str | None = None
    ) -> Match | None:
        """The indicator that a figure states, from the folded text on its two sides.

        Both sides are of one sentence; `money` tells an amount of money from other figures, `noun`
        is what stands right behind the figure, folded, if it is known to be what is counted.
        """
        held = dict.fromkeys(_WORD.findall(before))
        held.update(dict.fromkeys(_WORD.findall(after)))
        best: Match | None = None
        for word in held:
            for phrase, indicator, place in self._by_word.get(word, ()):
                if (indicator.money and not money) or not phrase.word_set <= held.keys():
                    continue
                if (money and indicator.counts) or not indicator.may_count(noun):
                    continue
                fit = phrase.fit(before, after)
                if fit is None:
                    continue
                rank = (*fit, -place)
                if best is None or rank > best.rank:
                    best = Match(rank, indicator)
        return best

    def done(self, text: str, misread: str | None = None) -> frozenset[str]:
        """The codes of the deeds that a folded text says were done, those negated left out.

        Args:
            text: as it is written.
            misread: the same of a scan without the marks of letters, word for word.
        """
        said, book = (text, self) if misread is None else (misread, self.bare)
        return frozenset(
            indicator.code
            for indicator in book.indicators
            for deed in indicator.deeds
            if deed.longest in said
            for match in deed.pattern.finditer(said)
            if not _NEGATED.search(_before(match.start(), said, text))
        )

    def extended(self, own: Iterable[Indicator]) -> Book:
        """With a user's indicators: one of a known code gets their phrases and deeds added."""
        held = dict(self.by_code)
        for indicator in own:
            known = held.get(indicator.code)
            held[indicator.code] = (
                indicator
                if known is None
                else replace(
                    indicator,
                    phrases=(*known.phrases, *indicator.phrases),
                    counts=(*known.counts, *indicator.counts) if known.counts else (),
                    deeds=(*known.deeds, *indicator.deeds),
                )
            )
        return Book(tuple(held.values()))

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        """The indicators by their codes."""
        return {indicator.code: indicator for indicator in self.indicators}


def _before(at: int, said: str, text: str) -> str:
    """The end of what stands before a place of `said` in `text`, which has the same words."""
    if said is not text:
        count = len(_WORD.findall(said[:at]))
        at = next((m.start() for m in islice(_WORD.finditer(text), count, None)), len(text))
    return text[max(0, at - 40) : at]


_NEGATED = re.compile(r"(?:chưa|không|sẽ|cần|tiếp tục)\s(?:[^\s;.]+\s){0,4}\Z")


@cache
def default_book() -> Book:
    """The indicators that come with Soát (`rules/indicators.toml`)."""
    data = tomllib.loads(files("rules").joinpath("indicators.toml").read_text("utf-8"))
    return Book(tuple(indicators_of(data)))


def indicators_of(data: Mapping[str, Any]) -> Iterable[Indicator]:
    """The indicators of a TOML table: one table an indicator, named by its code.

    Raises:
        ValueError: a phrase without its '#', or an unknown way of adding up.
    """
    for code, entry in data.items():
        yield Indicator(
            code=code,
            name=Message(entry["name"], entry.get("name_en", entry["name"])),
            adds=Adds(entry.get("adds", "sum")),
            phrases=tuple(
                dict.fromkeys(p for words in entry.get("phrases", ()) for p in phrases_of(words))
            ),
            deeds=tuple(map(_deed, entry.get("deeds", ()))),
            money=entry.get("money", False),
            counts=tuple(map(key, entry.get("counts", ()))),
        )


_FARTHEST = 1_500
"""Characters on each side of a figure in which words tell what it states."""


def sides(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[str, str]:
    """The folded text of a figure's sentence on its two sides, as far as the nearest semicolon."""
    first, last = sentence
    folded = fold(text)  # once for all figures of a block
    before = folded[max(first, start - _FARTHEST) : start]
    after = folded[end : min(last, end + _FARTHEST)]
    return before[before.rfind(";") + 1 :], after.split(";", 1)[0]
