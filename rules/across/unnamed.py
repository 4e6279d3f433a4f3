"""Indicators that no phrase names: figures of a summary that its units state in like words.

Of every other figure that a summary states, the one figure of each unit whose words are most like
its own is looked for, and the other way round. It is an indicator only where every unit that
reported has one: what some units word otherwise is not added up. So it is of lower confidence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rules.across.facts import ReportFacts, Statement
from rules.across.indicators import Adds, Indicator
from rules.across.units import Unit
from rules.figures.spelling import key
from rules.finding import Message

SIGN = "~"
"""What the code of an indicator that has no name begins with."""

_LEAST_UNITS = 3
_ALIKE = 0.6
"""Of two figures' words the share that both have, at least."""
_CLEARLY = 0.1
"""By how much the next like figure must be less so."""
_MOST_WORDS = 7
_BEHIND = re.compile(r"\s*([^,;.:()\d]*)")
_OF_CLAUSE = re.compile(r"[,.;:()]")
_OF_LABEL = re.compile(r"[.;:()]")
_WORD = re.compile(r"[^\W\d_]+")


class Worded(NamedTuple):
    """An indicator by its words, the summary's figure, and that of each unit."""

    indicator: Indicator
    stated: Statement
    parts: Mapping[Unit, Statement]


class _Candidate(NamedTuple):
    statement: Statement
    words: frozenset[str]


def unnamed(summary: ReportFacts, reports: Mapping[Unit, ReportFacts]) -> Iterator[Worded]:
    """What a summary and each of its units state in like words, no indicator being known."""
    if len(reports) < _LEAST_UNITS:
        return
    own = _candidates(summary)
    if not own:
        return
    parts: list[dict[Unit, Statement]] = [{} for _ in own]
    for unit, report in reports.items():
        for at, statement in _pairs(own, _candidates(report)):
            parts[at][unit] = statement
    for candidate, of_unit in zip(own, parts, strict=True):
        if len(of_unit) == len(reports):
            name = _name(candidate.statement)
            code = candidate.statement.indicator
            yield Worded(Indicator(code, Message(name, name), Adds.SUM, ()), candidate[0], of_unit)


def _candidates(report: ReportFacts) -> list[_Candidate]:
    return [
        _Candidate(statement, words)
        for code, statements in report.current().items()
        if code.startswith(SIGN)
        for statement in statements
        if statement.denominator is None and (words := _words(statement))
    ]


def _pairs(
    own: Sequence[_Candidate], theirs: Sequence[_Candidate]
) -> Iterator[tuple[int, Statement]]:
    """Figures of two reports that are each the other's only like one."""
    alike = [[_alike(one.words, other.words) for other in theirs] for one in own]
    for at, row in enumerate(alike):
        there = _only(row)
        if there is not None and _only([line[there] for line in alike]) == at:
            yield at, theirs[there].statement


def _only(shares: Sequence[float]) -> int | None:
    """The place of the greatest share, if it is great and clearly the greatest."""
    if not shares:
        return None
    best = max(range(len(shares)), key=lambda at: shares[at])
    next_ = max((share for at, share in enumerate(shares) if at != best), default=0.0)
    return best if shares[best] >= _ALIKE and shares[best] - next_ >= _CLEARLY else None


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _words(statement: Statement) -> frozenset[str]:
    """The words about a figure and of what it counts, without those that say nothing of it."""
    noun = statement.indicator.rpartition(": ")[2]
    told = f"{_ahead(statement)} {noun} {_behind(statement)}"
    return frozenset(_WORD.findall(key(told))) - _aside()


def _ahead(statement: Statement) -> str:
    """The words before a figure: of its clause, or of the label that it stands behind.

    Words that follow another figure are said of that.
    """
    before = statement.sentence[: statement.mark[0]].rstrip()
    label = before.endswith(":")
    clause = (_OF_LABEL if label else _OF_CLAUSE).split(before.rstrip(" :"))[-1]
    if any(map(str.isdecimal, clause)):
        return ""
    first, *rest = clause.split() or [""]
    # Names of places and bodies are each report's own.
    return " ".join([first, *(word for word in rest if word.islower())][-_MOST_WORDS:])


def _behind(statement: Statement) -> str:
    """The next few words behind a figure, within its clause."""
    match = _BEHIND.match(statement.sentence, statement.mark[1])
    return " ".join(match[1].split()[:_MOST_WORDS]) if match is not None else ""


def _name(statement: Statement) -> str:
    words = (_behind(statement) or _ahead(statement)).split()
    while len(words) > 1 and words[-1] in _aside():
        words.pop()
    return f"'{' '.join(words)}'"


@cache
def _aside() -> frozenset[str]:
    data = tomllib.loads(files("rules").joinpath("wordings.toml").read_text("utf-8"))
    return frozenset(word for words in data["aside"] for word in words.split())
