"""Relations: the claims that a text makes between its figures.

Works on one sentence at a time, on the gaps between neighbouring figures: what stands between
'62/77' and '80%' says whether the one is said to be the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Document
from rules.figures.claim import Claim, ClaimKind
from rules.figures.figure import Figure, Kind
from rules.figures.lexicon import Lexicon
from rules.figures.nouns import Noun
from rules.figures.relations.alongside import alongside
from rules.figures.relations.changes import changes
from rules.figures.relations.lists import lists
from rules.figures.relations.nesting import unnested
from rules.figures.relations.parts import GOES_ON, parts
from rules.figures.relations.populations import populations
from rules.figures.relations.rates import rated
from rules.figures.relations.sentence import Sentence
from rules.figures.relations.shares import shares
from rules.figures.relations.told import settled
from rules.figures.relations.totals import equations, summed, wholes
from rules.figures.spelling import fold


def relate(
    document: Document,
    figures: Sequence[Figure],
    nouns: Mapping[str, Noun],
    lexicon: Lexicon,
) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """The claims between figures, and the figures with `percent_of` and `part_of` filled in."""
    shares_of: dict[str, str] = {}
    parts_of: dict[str, str] = {}
    claims: list[Claim] = []
    changed: list[Claim] = []
    seen: set[tuple[ClaimKind, frozenset[str], str]] = set()
    supposed: dict[tuple[ClaimKind, frozenset[str], str], Claim] = {}
    for sentence in _sentences(document, figures, nouns, lexicon):
        shared = tuple(rated(sentence, tuple(shares(sentence))))
        held = {figure.id: figure for figure in sentence.figures}
        found = tuple(parts(sentence, {c.figures[1]: held[c.figures[0]] for c in shared}))
        read = tuple(unnested(sentence, found))
        listed = tuple(claim for claim in read if not claim.supposed)
        items = {part for claim in listed for part in claim.figures[1:]}
        for claim in (
            *shared,
            *read,
            *alongside(sentence, listed),
            *wholes(sentence),
            *equations(sentence),
            *summed(sentence, items, listed),
            *changes(sentence, items),
        ):
            form = (claim.kind, frozenset(claim.figures), claim.figures[0])
            if form in seen:
                continue
            if claim.supposed:
                supposed.setdefault(form, claim)
                continue
            seen.add(form)
            if claim.kind is ClaimKind.CHANGE:
                changed.append(claim)
                continue
            claims.append(claim)
            if claim.kind in {ClaimKind.SHARE, ClaimKind.SHARE_OF_COUNT}:
                shares_of[claim.figures[0]] = claim.figures[1]
            elif claim.kind is ClaimKind.PARTS:
                for part in claim.figures[1:]:
                    parts_of.setdefault(part, claim.figures[0])
    claims.extend(_changes(document, figures, nouns, lexicon, changed))
    for claim in lists(document, figures, lexicon):
        claims.append(claim)
        if claim.supposed:
            continue
        for part in claim.figures[1:]:
            parts_of.setdefault(part, claim.figures[0])
    claims.extend(claim for form, claim in supposed.items() if form not in seen)
    claims.extend(populations(figures))
    by_id = {figure.id: figure for figure in figures}
    related = tuple(_with_relations(f, shares_of, parts_of, by_id) for f in figures)
    return related, tuple(claims)


def _changes(
    document: Document,
    figures: Sequence[Figure],
    nouns: Mapping[str, Noun],
    lexicon: Lexicon,
    read: Sequence[Claim],
) -> Iterator[Claim]:
    """The claims of change, block by block: those read in their sentences and what else is told."""
    of_change = {claim.figures[0]: claim for claim in read}
    for block, in_block in groupby(figures, key=lambda figure: figure.block):
        members = tuple(in_block)
        own = [of_change[figure.id] for figure in members if figure.id in of_change]
        if own or any(figure.kind is Kind.CHANGE for figure in members):
            folded = fold(document.blocks[block].text)
            yield from settled(Sentence(folded, members, nouns, lexicon), own)


def _sentences(
    document: Document,
    figures: Sequence[Figure],
    nouns: Mapping[str, Noun],
    lexicon: Lexicon,
) -> Iterator[Sentence]:
    """The sentences that hold two figures or more; the text of a block is folded once.

    A sentence that goes on with the parts of the one before ('Trong đó: …', 'Chia theo nguồn: …')
    is read with it, as if a semicolon stood between.
    """
    for block, in_block in groupby(figures, key=lambda figure: figure.block):
        groups = [tuple(group) for _, group in groupby(in_block, key=lambda f: f.sentence)]
        if len(groups) == 1 and len(groups[0]) < 2:
            continue
        folded = fold(document.blocks[block].text)
        at = 0
        while at < len(groups):
            members, text, at = groups[at], folded, at + 1
            while at < len(groups) and GOES_ON.match(folded, groups[at][0].sentence[0]):
                text = _joined(text, members[-1].end, groups[at][0].sentence[0])
                members, at = members + groups[at], at + 1
            if len(members) > 1:
                yield Sentence(text, members, nouns, lexicon)


def _joined(text: str, start: int, end: int) -> str:
    """A text with a semicolon for every full stop of a gap between two sentences."""
    gap = re.sub(r"\.(?=\s)", ";", text[start:end])
    return text[:start] + gap + text[end:]


def _with_relations(
    figure: Figure,
    shares_of: Mapping[str, str],
    parts_of: Mapping[str, str],
    by_id: Mapping[str, Figure],
) -> Figure:
    base = shares_of.get(figure.id)
    whole = parts_of.get(figure.id)
    if base is None and whole is None:
        return figure
    if base is not None and base in by_id:
        of = by_id[base]
        return replace(
            figure,
            percent_of=base,
            part_of=whole,
            noun=of.noun,
            noun_key=of.noun_key,
            period=figure.period or of.period,
        )
    return replace(figure, part_of=whole)
