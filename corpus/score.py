"""Score Soát against passages with known answers.

    python corpus/score.py figures            # the half that rules are written against
    python corpus/score.py figures --half held --quiet
    python corpus/score.py reading [NAME...]  # the readers, on documents with known answers
    python corpus/score.py checks             # the checks, on planted errors
    python corpus/score.py checks --half held --quiet
    python corpus/score.py flawed [--held]    # the checks, on reports with errors of another hand

Prints precision, recall and F1 for the kind of numerals, for figures (surface, value, denominator),
hedge and role, noun key, period and claims, and the worst cases. A noun, key or period is compared
only where the answer gives one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors import read_text
from rules.figures import Extraction, extract
from rules.figures.figure import Figure
from rules.figures.tagging import Tagger

HERE = Path(__file__).parent


@dataclass
class Tally:
    """Hits, misses and extras of one measure."""

    hit: int = 0
    missed: int = 0
    extra: int = 0
    worst: list[str] = field(default_factory=list)

    def add(self, right: bool, note: str) -> None:
        """Count one answer that is either right or both missed and extra."""
        if right:
            self.hit += 1
        else:
            self.missed += 1
            self.extra += 1
            self.worst.append(note)

    def line(self, name: str) -> str:
        precision = self.hit / max(self.hit + self.extra, 1)
        recall = self.hit / max(self.hit + self.missed, 1)
        f1 = 2 * self.hit / max(2 * self.hit + self.missed + self.extra, 1)
        return f"{name:<14} {precision:9.4f} {recall:9.4f} {f1:9.4f} {self.hit + self.missed:7d}"


def offsets(extraction: Extraction, item: Any) -> tuple[int, int]:
    """The span of a numeral or figure in the passage."""
    place = extraction.document.blocks[item.place.block].place_of(item.start, item.end)
    return place.start or 0, place.end or 0


def score_passage(
    passage: dict[str, Any],
    tallies: dict[str, Tally],
    kinds: Counter[str],
    tagger: Tagger | None = None,
) -> None:
    """Add one passage to the tallies."""
    text, name = passage["text"], passage["id"]
    extraction = extract(read_text(text), tagger=tagger)
    spans = {n.id: offsets(extraction, n) for n in extraction.numerals}
    for truth in passage["numerals"]:
        holder = next(
            (n for n in extraction.numerals
             if spans[n.id][0] < truth["end"] and truth["start"] < spans[n.id][1]),
            None,
        )  # fmt: skip
        kind = "none" if holder is None else holder.kind.value
        kinds[kind] += 1
        around = text[max(0, truth["start"] - 30) : truth["end"] + 25]
        tallies["kind"].add(
            kind == truth["kind"], f"{name} {truth['surface']} {truth['kind']} != {kind} | {around}"
        )
    score_figures(passage, extraction, spans, tallies)


def same_value(figure: Figure, truth: dict[str, Any]) -> bool:
    """Value, denominator and upper end agree."""
    own = (figure.value, figure.denominator, figure.upper)
    keys = ("value", "denominator", "upper")
    return own == tuple(Decimal(truth[k]) if k in truth else None for k in keys)


def score_figures(
    passage: dict[str, Any],
    extraction: Extraction,
    spans: dict[str, tuple[int, int]],
    tallies: dict[str, Tally],
) -> None:
    """Add the figures of one passage, and the claims between them."""
    text, name = passage["text"], passage["id"]
    by_start = {spans[f.id][0]: f for f in extraction.figures}
    matched: dict[str, int] = {}
    for index, truth in enumerate(passage["figures"]):
        found = by_start.get(truth["start"])
        around = f"{name} | {text[max(0, truth['start'] - 40) : truth['end'] + 30]} |"
        if found is None:
            tallies["figure"].missed += 1
            tallies["figure"].worst.append(f"{around} missed {truth['surface']} {truth['kind']}")
            continue
        matched[found.id] = index
        right = found.surface == truth["surface"] and same_value(found, truth)
        tallies["figure"].add(
            right,
            f"{around} {truth['surface']!r} {truth['value']} != {found.surface!r} {found.value}",
        )
        hedge = found.hedge.value if found.hedge else None
        tallies["hedge"].add(
            hedge == truth.get("hedge"), f"{around} {truth.get('hedge')} != {hedge}"
        )
        role = truth.get("role", "actual")
        tallies["role"].add(found.role.value == role, f"{around} {role} != {found.role.value}")
        if "noun" in truth:
            tallies["noun"].add(
                found.noun == truth["noun"], f"{around} {truth['noun']} != {found.noun}"
            )
        if "noun_key" in truth:
            key = truth["noun_key"]
            tallies["noun key"].add(found.noun_key == key, f"{around} {key} != {found.noun_key}")
        if "period" in truth:
            period = truth["period"]
            own = found.period.casefold() if found.period else None
            tallies["period"].add(own == period.casefold(), f"{around} {period} != {found.period}")
    for figure in extraction.figures:
        if figure.id not in matched:
            tallies["figure"].extra += 1
            tallies["figure"].worst.append(f"{name} extra {figure.surface!r} {figure.kind}")
    score_claims(passage, extraction, matched, tallies["claims"])


def score_claims(
    passage: dict[str, Any], extraction: Extraction, matched: dict[str, int], tally: Tally
) -> None:
    """Add the claims of one passage; the order of parts does not matter."""

    def form(kind: str, figures: list[int], cover: str | None) -> tuple[Any, ...]:
        return kind, figures[:1] if kind == "parts" else [], tuple(sorted(figures)), cover or ""

    truth = {str(form(c["kind"], c["figures"], c.get("cover"))) for c in passage["claims"]}
    found = {
        str(form(c.kind.value, [matched.get(f, -1) for f in c.figures], c.cover and c.cover.value))
        for c in extraction.claims
    }
    tally.hit += len(truth & found)
    tally.missed += len(truth - found)
    tally.extra += len(found - truth)
    tally.worst.extend(f"{passage['id']} missed {c}" for c in sorted(truth - found))
    tally.worst.extend(f"{passage['id']} extra {c}" for c in sorted(found - truth))


def figures(half: str, *, quiet: bool, most: int, tagged: bool = False) -> None:
    """Score the figures of one half."""
    tagger = Tagger() if tagged else None
    names = ("kind", "figure", "hedge", "role", "noun", "noun key", "period", "claims")
    tallies = {name: Tally() for name in names}
    kinds: Counter[str] = Counter()
    lines = (HERE / "figures" / f"{half}.jsonl").read_text("utf-8").splitlines()
    for line in lines:
        score_passage(json.loads(line), tallies, kinds, tagger)
    print(f"{half}: {len(lines)} passages, {sum(kinds.values())} numerals")
    print(f"{'':<14} {'precision':>9} {'recall':>9} {'F1':>9} {'truth':>7}")
    for name in names:
        print(tallies[name].line(name))
    print(f"unclassified   {kinds['unclassified'] / max(sum(kinds.values()), 1):9.4f}")
    print(f"no numeral     {kinds['none'] / max(sum(kinds.values()), 1):9.4f}")
    if quiet:
        return
    for name in names:
        for note in tallies[name].worst[:most]:
            print(f"{name}: {note}")


def main() -> None:
    """Read the arguments and print the score."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    commands = parser.add_subparsers(required=True, dest="command")
    command = commands.add_parser("figures")
    command.add_argument("--half", default="dev", help="dev, held, fresh1 …")
    command.add_argument("--quiet", action="store_true", help="no worst cases")
    command.add_argument("--tagger", action="store_true", help="ask the parts of speech too")
    command.add_argument("--most", type=int, default=25, help="worst cases of each measure")
    command = commands.add_parser("reading")
    command.add_argument("names", nargs="*", help="only documents whose name holds one of these")
    command.add_argument("--faults", type=int, default=0, help="faults shown of each document")
    command = commands.add_parser("checks")
    command.add_argument("--half", action="append", help="dev, held, fresh1 …; may be repeated")
    command.add_argument("--quiet", action="store_true", help="numbers only")
    command.add_argument("--most", type=int, default=1000, help="misses and wrong findings listed")
    command.add_argument("--seed", type=int, default=1, help="other errors with another seed")
    command = commands.add_parser("flawed")
    command.add_argument("--held", action="store_true", help="the held-back reports: numbers only")
    command.add_argument("--quiet", action="store_true", help="numbers only")
    arguments = parser.parse_args()
    if arguments.command == "flawed":
        from score_flawed import flawed

        flawed(held=arguments.held, quiet=arguments.quiet)
        return
    if arguments.command == "checks":
        from score_checks import HALVES, checks

        checks(
            arguments.half or HALVES,
            seed=arguments.seed,
            quiet=arguments.quiet,
            most=arguments.most,
        )
        return
    if arguments.command == "reading":
        from score_reading import reading

        reading(arguments.names, faults=arguments.faults)
        return
    figures(arguments.half, quiet=arguments.quiet, most=arguments.most, tagged=arguments.tagger)


if __name__ == "__main__":
    main()
