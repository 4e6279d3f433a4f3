"""A hedge does not contradict its own figure.

What it reports: 'cơ bản 84/84' (mostly, of all of them), 'gần 100%' beside 77/77, 'trên 50%' beside
exactly one half.

Why it matters: the reader cannot tell whether the figure or the word is meant.

What it leaves alone: hedges on figures that are not whole or not exact; a hedge that is wrong
beyond its edge (P101).

Source: decision of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.check import Check
from rules.figures.claim import ClaimKind
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Hedge, Kind
from rules.finding import Finding, Message, Severity
from rules.notation import cut

_LESS_THAN_ALL = frozenset({Hedge.ABOUT, Hedge.NEARLY, Hedge.UNDER})


def _run(extraction: Extraction) -> Iterator[Finding]:
    for figure in extraction.figures:
        if figure.kind is Kind.RATIO and figure.hedge in _LESS_THAN_ALL and _is_all(figure):
            yield _finding(extraction, (figure,), figure)
    for claim in extraction.claims_of(ClaimKind.SHARE):
        percent, ratio = (extraction.by_id[identity] for identity in claim.figures)
        if percent.hedge is None or not ratio.denominator:
            continue
        exact = 100 * Fraction(ratio.value) / Fraction(ratio.denominator)
        whole = percent.value == 100 and _is_all(ratio) and percent.hedge in _LESS_THAN_ALL
        edge = percent.hedge is Hedge.OVER and exact == Fraction(percent.value)
        if whole or edge:
            yield _finding(extraction, (percent, ratio), percent)


def _is_all(figure: Figure) -> bool:
    return figure.denominator is not None and figure.value == figure.denominator > 0


def _finding(extraction: Extraction, involved: tuple[Figure, ...], hedged: Figure) -> Finding:
    stated = f"{hedged.hedge_word} {hedged.surface}"
    ratio = involved[-1]
    share = 100 * Fraction(ratio.value) / Fraction(ratio.denominator or 1)
    working = f"{ratio.surface} = {cut(share)}%"
    return CHECK.finding(
        extraction,
        involved,
        message=Message(
            vi=f"Ghi “{stated}” trong khi con số là đúng {cut(share)}%",
            en=f"'{stated}' is written of a figure that is exactly {cut(share)}%",
        ),
        stated=stated,
        expected=hedged.surface,
        working=Message(vi=working, en=working),
    )


CHECK = Check(
    code="P105",
    name="hedge-on-exact",
    severity=Severity.NOTE,
    summary=Message(
        vi="Từ ước lượng không mâu thuẫn với chính con số đi kèm",
        en="A hedge does not contradict its figure",
    ),
    run=_run,
)
