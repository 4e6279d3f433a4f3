"""One HTML file to mail on: findings by report, nothing that is fetched, nothing that runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO, TYPE_CHECKING

from pipeline import messages
from pipeline.outputs.reported import Reported
from pipeline.outputs.table import place
from pipeline.terminal import failure_line
from rules.finding import Finding, Severity

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, and whether it is a figure of the finding."""

    text: str
    is_figure: bool


def write(file: IO[str], reported: Iterable[Reported], lang: str) -> None:
    """The whole page; it is written report by report."""
    counts: Counter[Severity] = Counter()
    held: list[Reported] = []
    failures: list[str] = []
    read = 0
    for report in reported:
        read += report.result.format is not None
        failures.extend(failure_line(failure, lang) for failure in report.result.failures)
        if report.listed:
            held.append(report)
            counts.update(listed.finding.severity for listed in report.listed)
    template = _environment().get_template("report.html")
    for part in template.generate(
        lang=lang,
        words={name: word[lang] for name, word in messages.PAGE_WORDS.items()},
        headings={name: word[lang] for name, word in messages.HEADINGS.items()},
        severities={s: word[lang] for s, word in messages.SEVERITIES.items()},
        choices={c: word[lang] for c, word in messages.CHOICES.items()},
        counts=counts,
        read=read,
        held=held,
        failures=failures,
        pieces=pieces,
        places=lambda finding: _places(finding, lang),
    ):
        file.write(part)


def _places(finding: Finding, lang: str) -> list[str]:
    """Where its figures stand; of a finding over several reports, where it is told."""
    here = finding.places[:1] if finding.reports else finding.places
    return list(dict.fromkeys(place(where, lang) for where in here))


def pieces(finding: Finding) -> Iterator[Piece]:
    """The sentence of a finding, cut at its figures."""
    position = 0
    for start, end in finding.marks:
        if start < position:
            continue
        yield Piece(finding.sentence[position:start], is_figure=False)
        yield Piece(finding.sentence[start:end], is_figure=True)
        position = end
    yield Piece(finding.sentence[position:], is_figure=False)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("pipeline.outputs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
