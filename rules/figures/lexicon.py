"""The lexicon: the trade's words, as data, compiled once for matching folded text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rules.figures.figure import Hedge, Role
from rules.figures.spelling import key
from rules.figures.vocabulary import Entry, vocabulary

_EDGE = r"(?![^\W_⁰¹²³⁴⁵⁶⁷⁸⁹])"
_NO_AGENT = r"(?!\s+viên(?!\w))"
"""'bảo tồn viên' is who does it."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, spaces of any length between.

    Words that begin alike share their beginning, so that few are tried at each place of a text.
    """
    return _any_of({key(word) for word in words})


def _any_of(words: set[str]) -> str:
    begun: dict[str, dict[str, set[str]]] = {}
    for word in words:
        first, _, rest = word.partition(" ")
        begun.setdefault(first[:1], {}).setdefault(first[1:], set()).add(rest)
    return "|".join(
        re.escape(letter) + _one_of([_with_rest(tail, rests) for tail, rests in _longest(tails)])
        for letter, tails in sorted(begun.items())
    )


def _longest(tails: Mapping[str, set[str]]) -> list[tuple[str, set[str]]]:
    return sorted(tails.items(), key=lambda item: (-len(item[0]), item[0]))


def _with_rest(tail: str, rests: set[str]) -> str:
    longer = rests - {""}
    more = rf"(?:\s+(?:{_any_of(longer)}))" if longer else ""
    return re.escape(tail) + more + ("?" if more and "" in rests else "")


def _one_of(patterns: list[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words by what they do. All patterns are for text folded by `rules.figures.spelling.fold`.

    Pickled as the entries it was made with, and so cheap to hand to another process.
    """

    entries: tuple[Entry, ...]
    """What was added to the lexicon that comes with Soát."""
    scales: Mapping[str, Decimal]
    currencies: Mapping[str, str]
    measures: Mapping[str, str]
    scale: re.Pattern[str]
    """A scale word with its leading spaces, at a position."""
    unit: re.Pattern[str]
    """A currency or measure, with what stands under its stroke; groups `name` and `per`."""
    per: re.Pattern[str]
    """What may stand under the stroke of a unit, at a position."""
    hedge_before: re.Pattern[str]
    """A hedge and the spaces behind it, at the end of a window."""
    hedges_before: Mapping[str, Hedge]
    hedge_after: re.Pattern[str]
    hedges_after: Mapping[str, Hedge]
    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    share_link: re.Pattern[str]
    """What leads from a count to its percentage, at the end of a window."""
    difference: re.Pattern[str]
    """A word that tells a difference where its clause compares, at the end of a window."""
    differences: Mapping[str, int]
    """+1 and -1 for those words."""
    difference_ends: frozenset[str]
    """Their last syllables."""
    document_head: re.Pattern[str]
    numbered_head: re.Pattern[str]
    """Heads that carry a number only behind 'số'."""
    citation_head: re.Pattern[str]
    name_head: re.Pattern[str]
    capital_head: re.Pattern[str]
    """Heads whose number is a name only if they begin with a capital."""
    serial_head: re.Pattern[str]
    """Heads of works and bodies of which there are several of one name, some words before."""
    ordinal_head: re.Pattern[str]
    name_label: re.Pattern[str]
    """Heads that may as well own a count."""
    ordinal_label: re.Pattern[str]
    numbered_body: re.Pattern[str]
    """Bodies that are called by a number of any size."""
    stop: re.Pattern[str]
    """A word or predicate that ends the name of what is counted, at a position."""
    functions: frozenset[str]
    """The single syllables among them that are no verbs of action."""
    persons: re.Pattern[str]
    """A noun that names people, at a position."""
    verb: re.Pattern[str]
    """A verb that ends the name of what is counted, at a position."""
    idiom: re.Pattern[str]
    """A word before which a number in words counts nothing ('hai mặt'), at a position."""
    noun: re.Pattern[str]
    producing: re.Pattern[str]
    """A verb of what may be done more often than planned, at the end of a text."""
    activity: re.Pattern[str]
    """A verb that names a kind of thing with the noun before it, at a position."""
    qualifier: re.Pattern[str]
    """A word that goes on a noun, though a part of it alone would end it."""
    kind: re.Pattern[str]
    """A field or kind that goes on any noun, at a position."""
    apart: re.Pattern[str]
    """A word that says the grade, place, time or purpose of the noun before it."""
    whole: frozenset[str]
    """Nouns of one syllable that say what is counted without what follows."""
    total: re.Pattern[str]
    """A whole that a percentage may be of without counting its members, at a position."""
    closed: frozenset[str]
    """Nouns of more syllables behind which no other goes on."""
    quantity: re.Pattern[str]
    """A noun that an amount measures, at a position."""
    duration: re.Pattern[str]
    """A noun that a span of time or an age measures, at a position."""
    makers: frozenset[str]
    """Nouns of more syllables that make a name with the activity behind them."""
    """A known noun at a position."""
    elisions: Mapping[str, tuple[str, ...]]
    shared_modifier: re.Pattern[str]
    leading: re.Pattern[str]
    synonyms: Mapping[str, str]
    exclusive: tuple[frozenset[str], ...]
    overlapping: frozenset[str]
    groups: tuple[tuple[str, ...], ...]
    """What makes up a whole between them: 'thành thị', 'nông thôn'."""
    series: tuple[re.Pattern[str], ...]
    """Kinds of things that are never parts of one another, at the head of a noun key."""
    mean: re.Pattern[str]
    """A word for a mean, which has no parts."""
    level: re.Pattern[str]
    """The same, or one for an extreme or a rate."""
    aside: re.Pattern[str]
    """A word in a bracket for a standard or a whole."""
    levels: re.Pattern[str]
    """Places, of which those of one level lie in those of another."""
    neutral: int
    """The index of the series whose things may hold those of any other."""
    populations: re.Pattern[str]
    loose_populations: frozenset[str]
    """Nouns that, with nothing more said, are of another set under every heading."""
    local_populations: re.Pattern[str]
    """Nouns of which one paragraph speaks of one set."""
    several: re.Pattern[str]
    """Nouns of which a paragraph may count several groups."""
    dimensions: Mapping[str, frozenset[str]]
    """What units measure: 'diện tích' of 'ha' and 'm2'."""
    results: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    """What came in and what was done with it: 'thụ lý' and 'giải quyết'."""
    left: re.Pattern[str]
    """What says that a figure is all that is left of a whole."""
    pending: re.Pattern[str]
    """What says the same if nothing older is among it."""
    excess: re.Pattern[str]
    """What says by how much one amount is more than another: 'xuất siêu'."""
    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    """Two answers of which each thing has one: 'đúng hạn' and 'quá hạn'."""
    stocks: Mapping[str, re.Pattern[str]]
    """What tells 'opening', 'incoming', 'outgoing', 'closing' and 'net' of a stock."""
    division: re.Pattern[str]
    """What a list divides by, before its colon: 'phân luồng: xanh 12, vàng 5'."""

    def __reduce__(self) -> tuple[Callable[[tuple[Entry, ...]], Lexicon], tuple[object, ...]]:
        return extended_lexicon, (self.entries,)


def _at_end(words: Iterable[str], tail: str, other: str = "") -> re.Pattern[str]:
    """A word at the end of a window; of one of `other`, which end as a word does, the end alone."""
    guard = rf"(?P<other>{other})|" if other else ""
    return re.compile(rf"(?<![^\W_])(?:{guard}(?P<word>{alternatives(words)})){tail}\Z")


def _anywhere(words: Iterable[str]) -> re.Pattern[str]:
    """A word anywhere in a text."""
    return re.compile(rf"(?<![^\W_])(?:{alternatives(words)}){_EDGE}")


def _hedge_table(table: Mapping[str, list[str]]) -> dict[str, Hedge]:
    return {key(word): Hedge(name) for name, words in table.items() for word in words}


def default_lexicon() -> Lexicon:
    """The lexicon that comes with Soát (`rules/lexicon.toml`)."""
    return extended_lexicon(())


@lru_cache(maxsize=16)
def extended_lexicon(entries: tuple[Entry, ...]) -> Lexicon:
    """The lexicon that comes with Soát, with entries of a user added."""
    data = vocabulary(entries)
    ends = [*data["stops"]["phrases"], *data["stops"]["words"], *data["verbs"]["words"]]
    units = [*data["currencies"], *data["measures"]]
    per = alternatives(data["per"]["units"])
    before = _hedge_table(data["hedges"]["before"])
    after = _hedge_table(data["hedges"]["after"])
    number = r"(?:\s+số)?\s*:?\s*"
    differences = {
        key(word): 1 if name == "more" else -1
        for name, words in data["differences"].items()
        for word in words
    }
    other = alternatives(data["compounds"]["words"])
    means = data["parts"]["means"]
    return Lexicon(
        entries=entries,
        scales={key(word): Decimal(value) for word, value in data["scales"].items()},
        currencies={key(word): unit for word, unit in data["currencies"].items()},
        measures={key(word): unit for word, unit in data["measures"].items()},
        scale=re.compile(
            rf"\s*(?P<word>{alternatives(data['scales'])})(?:{_EDGE}|(?=\.?(?:đ|đồng){_EDGE}))"
            r"(?!\s+(?:lệ|trọng|suất|giá|số|phú|dân)(?![^\W_]))"  # 'tỷ lệ', 'tỷ giá'
        ),
        unit=re.compile(
            rf"\s*(?P<name>{alternatives(units)})(?:{_EDGE}|(?<=đồng)(?=\d{{1,2}}(?![\w.,])))"
            rf"(?P<per>(?:\s?/\s?(?:{per}){_EDGE})*)"
        ),
        per=re.compile(rf"(?:{per}){_EDGE}"),
        hedge_before=_at_end(before, r"\s+(?:là\s+|được\s+)?"),
        hedges_before=before,
        hedge_after=re.compile(rf"\s*(?P<word>{alternatives(after)}){_EDGE}"),
        hedges_after=after,
        roles=tuple(
            (Role(name), re.compile(rf"(?<![^\W_])(?:{alternatives(words)}){_EDGE}(?!-)"))
            for name, words in data["roles"].items()
        ),
        share_link=_at_end(
            data["shares"]["links"],
            r"(?:\s+(?:với|là|khoảng|được|đạt|mức|tới|đến|tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|trên|hơn|gần|xấp\s+xỉ))*\s+",
        ),
        difference=_at_end(differences, r"\s+"),
        differences=differences,
        difference_ends=frozenset(word.rsplit(" ", 1)[-1] for word in differences),
        document_head=_at_end(data["documents"]["heads"], number),
        numbered_head=_at_end(
            data["documents"]["numbered"],
            r"\s+số\s*:?\s*",
            alternatives(data["compounds"]["papers"]),
        ),
        citation_head=_at_end(data["citations"]["heads"], number, other),
        name_head=_at_end(data["names"]["heads"], number, other),
        capital_head=_at_end(data["names"]["capital"], number, other),
        name_label=_at_end(data["names"]["labels"], r"\s+", other),
        ordinal_label=_at_end(data["ordinals"]["labels"], r"\s+", other),
        numbered_body=_at_end(data["names"]["numbered"], r"\s+"),
        serial_head=re.compile(
            rf"(?<![^\W_])(?P<word>{alternatives(data['names']['serial'])})(?:\s+[^\W\d_]+){{0,5}}\s+\Z"
        ),
        ordinal_head=_at_end(data["ordinals"]["heads"], r"(?:\s+số)?\s*", other),
        idiom=re.compile(rf"(?:{alternatives(data['spoken']['idioms'])}){_EDGE}"),
        stop=re.compile(rf"(?:{alternatives(ends)}){_EDGE}{_NO_AGENT}"),
        functions=frozenset(key(word) for word in data["stops"]["words"]),
        persons=re.compile(rf"(?:{alternatives(data['series']['people'])}){_EDGE}"),
        verb=re.compile(rf"(?:{alternatives(data['verbs']['words'])}){_EDGE}{_NO_AGENT}"),
        producing=re.compile(
            rf"(?<![^\W_])(?:{alternatives(data['verbs']['producing'])})(?:\s+(?:mới|được|thêm|cho|lại|hơn|đạt)){{0,2}}\s*:?\s*\Z"
        ),
        activity=re.compile(rf"(?:{alternatives(data['verbs']['activities'])}){_EDGE}"),
        noun=re.compile(rf"(?:{alternatives(data['nouns']['heads'])}){_EDGE}"),
        qualifier=re.compile(rf"(?:{alternatives(data['nouns']['qualifiers'])}){_EDGE}"),
        kind=re.compile(rf"(?:{alternatives(data['nouns']['kinds'])})(?![^\W\d_])"),
        apart=re.compile(rf"(?:{alternatives(data['modifiers']['apart'])}){_EDGE}"),
        whole=frozenset(key(word) for word in data["nouns"]["whole"]),
        quantity=re.compile(rf"(?:{alternatives(data['nouns']['quantities'])}){_EDGE}"),
        duration=re.compile(rf"(?:{alternatives(data['nouns']['durations'])}){_EDGE}"),
        total=re.compile(rf"(?:{alternatives(data['nouns']['totals'])}){_EDGE}"),
        closed=frozenset(key(word) for word in data["nouns"]["closed"]),
        makers=frozenset(key(word) for word in data["nouns"]["makers"]),
        elisions={key(k): tuple(key(v) for v in vs) for k, vs in data["elisions"].items()},
        shared_modifier=re.compile(rf"\s(?P<word>{alternatives(data['modifiers']['shared'])})\Z"),
        leading=re.compile(
            rf"(?!(?:{alternatives(data['modifiers']['unled'])}){_EDGE})"
            rf"(?:{alternatives(data['modifiers']['leading'])})\s+"
        ),
        synonyms={key(k): key(v) for k, v in data["synonyms"].items()},
        exclusive=tuple(
            frozenset(key(word) for word in words) for words in data["exclusive"].values()
        ),
        series=tuple(
            re.compile(rf"(?:{alternatives(words)}){_EDGE}") for words in data["series"].values()
        ),
        mean=re.compile(rf"(?<![^\W_])(?:{alternatives(means)}){_EDGE}"),
        level=re.compile(
            rf"(?<![^\W_])(?:{alternatives([*means, *data['parts']['levels']])}){_EDGE}"
        ),
        aside=re.compile(rf"(?<![^\W_])(?:{alternatives(data['parts']['aside'])}){_EDGE}"),
        levels=re.compile(rf"(?:{alternatives(data['series']['places'])}){_EDGE}"),
        neutral=list(data["series"]).index("neutral"),
        groups=tuple(tuple(key(word) for word in words) for words in data["groups"].values()),
        overlapping=frozenset(key(word) for word in data["overlapping"]["attributes"]),
        loose_populations=frozenset(map(key, data["populations"]["loose"])),
        local_populations=re.compile(rf"(?:{alternatives(data['populations']['local'])}){_EDGE}"),
        several=re.compile(rf"(?:{alternatives(data['populations']['several'])}){_EDGE}"),
        dimensions={key(what): frozenset(units) for what, units in data["dimensions"].items()},
        results=tuple(
            (_anywhere(came), _anywhere(done)) for came, done in data["results"].values()
        ),
        left=_anywhere(data["rests"]["left"]),
        pending=_anywhere(data["rests"]["pending"]),
        excess=_anywhere(data["rests"]["differences"]),
        opposites=tuple(
            (_anywhere(one), _anywhere(other)) for one, other in data["opposites"].values()
        ),
        stocks={name: _anywhere(words) for name, words in data["stocks"].items()},
        division=re.compile(rf"(?:{alternatives(data['divisions']['words'])}){_EDGE}"),
        populations=re.compile(rf"(?:{alternatives(data['populations']['nouns'])}){_EDGE}"),
    )
