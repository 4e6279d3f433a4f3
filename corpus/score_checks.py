"""Score the checks on texts with one planted error each, and on the same texts without.

A planted error is found if a finding at warning or error, of a check that covers the violated
relation, involves the figure that was changed; if the check of another relation that it violates
tells it, it is counted apart. A finding on a planted text is right if it involves
that figure and its check covers a relation that the error violates; every other finding at warning
or error is wrong. On texts without planted errors every such finding is a false alarm, but those
that an auditor found by hand. A page is `PAGE` words, as white space parts them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tables
from made import made
from plant import MOST, Planted, plant
from plant_dates import plant_dates
from reports import passage, sources

from extractors import read_text
from rules.checks import catalogue, run
from rules.figures import Extraction, extract
from rules.figures.figure import Figure, Kind, Numeral
from rules.finding import Finding, Severity

HERE = Path(__file__).parent
HALVES = (
    "dev", "fresh1", "fresh2", "fresh3", "fresh4", "fresh5", "fresh6", "fresh7", "fresh8", "fresh9",
    "fresh10", "fresh11", "fresh12", "fresh13", "fresh14", "fresh15", "fresh16",
    "reports", "tables", "made", "clean",
)  # fmt: skip
HELD = frozenset({"held", "held2", "clean-held"})
CLEAN = {"clean": "clean", "clean-held": "clean/held"}
"""Halves of whole reports without an error, and their folders."""
_ELSEWHERE = "reported by another check"
"""Of an error in a figure that two relations hold: the check of the other one told it."""
PAGE = 375
"""Words of a page."""


@dataclass
class Tally:
    """What the checks made of planted and unplanted texts, by code or kind of error."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    errors_found: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)
    """False alarms on unplanted texts, by check."""
    causes: Counter[str] = field(default_factory=Counter)
    """Of the misses."""
    lost: Counter[str] = field(default_factory=Counter)
    """Misses by check and cause."""
    unchecked: Counter[str] = field(default_factory=Counter)
    """Planted errors of checks that the catalogue does not have yet."""
    passages: set[str] = field(default_factory=set)
    """Those that an error was planted into."""
    texts: int = 0
    words: int = 0
    alarms: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / max(self.planted.total(), 1)

    @property
    def precision(self) -> float:
        return self.right.total() / max(self.findings.total(), 1)

    @property
    def pages(self) -> float:
        return self.words / PAGE

    @property
    def alarms_in_50_pages(self) -> float:
        return 50 * len(self.alarms) / max(self.pages, 1e-9)


def passages(half: str) -> list[dict[str, Any]]:
    """The passages of one half, or whole reports, or tables, or reports without any error."""
    if half in CLEAN:
        texts = {path.stem: path.read_text("utf-8") for path in (HERE / CLEAN[half]).glob("*.txt")}
        return [
            {"id": name, "text": text, "figures": [], "claims": [], "most": 0}
            for name, text in sorted(texts.items())
        ]
    if half == "reports":
        return [{**passage(source), "known": source.known} for source in sources()]
    if half == "made":
        return list(made(seed=1))
    if half == "tables":
        return [{**table, "most": 1} for table in tables.passages(seed=1)]
    lines = (HERE / "figures" / f"{half}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def measure(found: Iterable[dict[str, Any]], seed: int) -> Tally:
    """The tally of some passages, planted and unplanted."""
    tally, codes = Tally(), {check.code for check in catalogue()}
    for given in found:
        known = given.get("known", frozenset())
        unplanted(given["id"], given["text"], tally, known)
        errors = [
            *plant(given, seed, most=given.get("most", MOST)),
            *plant_dates(given, seed),
            *given.get("made", ()),
        ]
        for planted in errors:
            if planted.code == "P102" and any(name.startswith("P102") for name in known):
                continue  # one more that is cut off may make it the report's own way (P106)
            tally.passages.add(planted.source)
            if planted.code in codes:
                score(planted, tally, known)
            else:
                tally.unchecked[planted.code] += 1
    return tally


def unplanted(name: str, text: str, tally: Tally, known: Set[str]) -> None:
    """Add a text without errors, or with those of `known` findings ('P102 62/77 80%')."""
    tally.texts += 1
    tally.words += len(text.replace("|", " ").split())
    for finding in grave(_read(text)):
        if _named(finding) not in known:
            tally.alarms.append(f"{name} {finding.rule}: {finding.message.vi}")
            tally.alarmed[finding.rule] += 1


def _read(text: str) -> Extraction:
    return extract(tables.document(text) if text.startswith("|") else read_text(text))


def _named(finding: Finding, planted: Planted | None = None) -> str:
    """'P102 62/77 80%', with a planted figure as it was before."""
    surfaces = finding.surfaces
    if planted is not None:
        surfaces = tuple(planted.before if s == planted.after else s for s in surfaces)
    return f"{finding.rule} {' '.join(surfaces)}"


def score(planted: Planted, tally: Tally, known: Set[str] = frozenset()) -> None:
    """Add one planted error; `known` findings are of errors that the text had before."""
    extraction = _read(planted.text)
    is_found = is_explained = False
    for finding in grave(extraction):
        if _named(finding, planted) in known:
            continue
        tally.findings[finding.rule] += 1
        involved = any(start < planted.end and planted.start < end
                       for start, end in spans_of(extraction, finding))  # fmt: skip
        is_found |= involved and finding.rule in planted.finders
        if involved and finding.rule in planted.explained:
            tally.right[finding.rule] += 1
            is_explained = True
        else:
            tally.wrong.append(f"{told(planted)} {finding.rule}: {finding.message.vi}")
    tally.planted[planted.code] += 1
    tally.errors[planted.error] += 1
    if is_found:
        tally.found[planted.code] += 1
        tally.errors_found[planted.error] += 1
    else:
        cause = _ELSEWHERE if is_explained else _cause(planted, extraction)
        tally.causes[cause] += 1
        tally.lost[f"{planted.code}, {cause}"] += 1
        tally.misses.append(f"[{cause}] {told(planted)}")


def told(planted: Planted) -> str:
    """One line: passage, check, kind of error, before and after, and the words around it."""
    around = planted.text[max(0, planted.start - 60) : planted.end + 60]
    return (
        f"{planted.source} {planted.code} {planted.relation}, {planted.error}: "
        f"{planted.before} → {planted.after or '-'} | {around} |"
    )


_CLAIMED = frozenset({"share", "part of whole", "all", "bracket", "subset", "change"})
"""Relations that a claim of the extraction states."""


def _cause(planted: Planted, extraction: Extraction) -> str:
    """Where an error was lost: in reading figures, in reading the claim, or in the check."""
    if planted.relation == "date":
        read = {_span(extraction, n) for n in extraction.numerals if n.kind is Kind.DATE}
        return "check silent" if {*planted.members} <= read else "figure not read"
    if not _has_figures(extraction, planted.members):
        return "figure not read"
    if planted.relation not in _CLAIMED or _has_claim(extraction, planted.members):
        return "check silent"
    before = _read(planted.unplanted)
    if _has_claim(before, planted.unplanted_members):
        return "claim read only where it holds"
    return "claim not read"


def _has_figures(extraction: Extraction, members: Sequence[tuple[int, int]]) -> bool:
    return {*members} <= {_span(extraction, figure) for figure in extraction.figures}


def _has_claim(extraction: Extraction, members: Sequence[tuple[int, int]]) -> bool:
    return any(
        {*members} == {_span(extraction, extraction.by_id[i]) for i in claim.figures}
        for claim in extraction.claims
    )


def grave(extraction: Extraction) -> Iterator[Finding]:
    """The findings at warning or error."""
    findings, failures = run(extraction)
    if failures:
        raise RuntimeError(f"a check crashed: {failures}")
    return (finding for finding in findings if finding.severity >= Severity.WARNING)


def spans_of(extraction: Extraction, finding: Finding) -> Iterator[tuple[int, int]]:
    """The place in the text of every figure that a finding involves."""
    held = {numeral.id: numeral for numeral in extraction.numerals}
    for identity in finding.figures:
        yield _span(extraction, extraction.by_id.get(identity) or held[identity])


def _span(extraction: Extraction, item: Figure | Numeral) -> tuple[int, int]:
    place = extraction.document.blocks[item.place.block].place_of(item.start, item.end)
    return place.start or 0, place.end or 0


_COUNTERS = (
    "planted", "found", "findings", "right", "errors", "errors_found", "causes", "lost", "alarmed",
    "unchecked",
)  # fmt: skip


def merged(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    whole = Tally()
    for tally in tallies:
        for name in _COUNTERS:
            getattr(whole, name).update(getattr(tally, name))
        whole.passages |= tally.passages
        whole.texts += tally.texts
        whole.words += tally.words
        for name in ("alarms", "misses", "wrong"):
            getattr(whole, name).extend(getattr(tally, name))
    return whole


def checks(halves: Sequence[str], *, seed: int, quiet: bool, most: int) -> None:
    """Print the score of some halves together. Of the held half nothing but numbers is printed."""
    shown = merged(measure(passages(half), seed) for half in halves)
    _table(shown)
    if quiet or HELD.intersection(halves):
        return
    for title, notes in (("alarm", shown.alarms), ("miss", shown.misses), ("wrong", shown.wrong)):
        for note in notes[:most]:
            print(f"{title}: {note}")


def _table(tally: Tally) -> None:
    print(f"{'':<14} {'planted':>8} {'found':>7} {'recall':>7} "
          f"{'findings':>9} {'right':>7} {'precision':>9}")  # fmt: skip
    for code in sorted({*tally.planted, *tally.findings}):
        _line(code, tally.planted[code], tally.found[code],
              tally.findings[code], tally.right[code])  # fmt: skip
    _line("all", tally.planted.total(), tally.found.total(),
          tally.findings.total(), tally.right.total())  # fmt: skip
    print()
    for error in sorted(tally.errors):
        _line(error, tally.errors[error], tally.errors_found[error])
    missing = ", ".join(f"{code} {count}" for code, count in sorted(tally.unchecked.items()))
    print(
        f"\nplanted into {len(tally.passages)} of {tally.texts} texts; no check: {missing or '-'}"
    )
    told = tally.found.total() + tally.causes[_ELSEWHERE]
    print(
        f"told at the figure by whichever check it breaks: {told} of {tally.planted.total()}, "
        f"{told / max(tally.planted.total(), 1):.4f}"
    )
    causes = ", ".join(f"{cause} {count}" for cause, count in tally.causes.most_common())
    print(f"missed: {causes or '-'}")
    for lost, count in sorted(tally.lost.items()):
        print(f"    {lost}: {count}")
    alarmed = ", ".join(f"{code} {count}" for code, count in sorted(tally.alarmed.items()))
    print(
        f"unplanted: {tally.words} words, {tally.pages:.1f} pages of {PAGE}; "
        f"{len(tally.alarms)} false alarms, {tally.alarms_in_50_pages:.2f} in 50 pages"
        + (f" ({alarmed})" if alarmed else "")
    )


def _line(name: str, planted: int, found: int, findings: int = -1, right: int = 0) -> None:
    recall = f"{found / planted:7.4f}" if planted else f"{'-':>7}"
    line = f"{name:<14} {planted:>8} {found:>7} {recall}"
    if findings >= 0:
        precision = f"{right / findings:9.4f}" if findings else f"{'-':>9}"
        line += f" {findings:>9} {right:>7} {precision}"
    print(line)
