"""Score the checks on whole reports into which somebody who knows no rule wrote errors.

An error is found if a finding at warning or error involves one of its surfaces where it is quoted.
A finding that involves none is a false alarm.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from piped import document
from score_checks import PAGE, grave, spans_of

from rules.figures import extract

FOLDER = Path(__file__).parent / "flawed"
_KEPT = 80


@dataclass(frozen=True, slots=True)
class Flaw:
    """One error that a report holds."""

    report: str
    kind: str
    what: str
    places: tuple[tuple[int, int], ...]
    """[start, end) in the report's text of every surface that has part in it."""


@dataclass
class FlawTally:
    """What the checks made of flawed reports."""

    flaws: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)
    findings: int = 0
    reports: int = 0
    words: int = 0
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def reports(*, held: bool) -> list[Path]:
    """The reports' texts; of the held-back ones only numbers may be printed."""
    return sorted((FOLDER / "held" if held else FOLDER).glob("*.txt"))


def flaws(path: Path, text: str) -> Iterator[Flaw]:
    """The errors of one report.

    Raises:
        LookupError: a quote does not stand in the report just once, or lacks its surface.
    """
    for given in json.loads(path.with_suffix(".json").read_text("utf-8")):
        places = []
        for surface, quote in zip(given["surfaces"], given["quotes"], strict=True):
            if text.count(quote) != 1 or surface not in quote:
                raise LookupError(f"{path.stem}: {given['kind']}: {surface!r} in {quote!r}")
            start = text.index(quote) + quote.index(surface)
            places.append((start, start + len(surface)))
        yield Flaw(path.stem, given["kind"], given["what"], tuple(places))


def score_report(path: Path, tally: FlawTally) -> None:
    """Add one report."""
    text = path.read_text("utf-8")
    held = tuple(flaws(path, text))
    extraction = extract(document(text))
    found: set[int] = set()
    for finding in grave(extraction):
        tally.findings += 1
        spans = tuple(spans_of(extraction, finding))
        hit = {n for n, flaw in enumerate(held) if _meet(spans, flaw.places)}
        found |= hit
        if not hit:
            tally.alarmed[finding.rule] += 1
            tally.alarms.append(f"{path.stem} {finding.rule}: {finding.message.vi}")
    tally.reports += 1
    tally.words += len(text.split())
    for number, flaw in enumerate(held):
        tally.flaws[flaw.kind] += 1
        if number in found:
            tally.found[flaw.kind] += 1
        else:
            start, end = flaw.places[0]
            around = text[max(0, start - _KEPT) : end + _KEPT].replace("\n", " / ")
            tally.misses.append(f"{path.stem} {flaw.kind}: {flaw.what} | {around} |")


def _meet(spans: tuple[tuple[int, int], ...], places: tuple[tuple[int, int], ...]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in places)


def flawed(*, held: bool, quiet: bool) -> None:
    """Print the score."""
    tally = FlawTally()
    for path in reports(held=held):
        score_report(path, tally)
    print(f"{'':<20} {'errors':>7} {'found':>6}")
    for kind, count in sorted(tally.flaws.items(), key=lambda item: (-item[1], item[0])):
        print(f"{kind:<20} {count:>7} {tally.found[kind]:>6}")
    errors, found = tally.flaws.total(), tally.found.total()
    print(f"{'all':<20} {errors:>7} {found:>6} {found / max(errors, 1):.4f}")
    pages, alarms = tally.words / PAGE, tally.alarmed.total()
    told = ", ".join(f"{code} {count}" for code, count in sorted(tally.alarmed.items()))
    print(
        f"{tally.reports} reports, {pages:.1f} pages; {tally.findings} findings, {alarms} false "
        f"alarms ({told or '-'}), precision {1 - alarms / max(tally.findings, 1):.4f}"
    )
    if held or quiet:
        return
    for title, notes in (("miss", tally.misses), ("alarm", tally.alarms)):
        for note in notes:
            print(f"{title}: {note}")
