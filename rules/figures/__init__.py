"""What is a figure, what it counts, and what the text claims of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractors.document import BlockKind, Document
from rules.figures.cells import read_cells
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind, Numeral
from rules.figures.lexicon import Lexicon, default_lexicon
from rules.figures.nouns import Noun
from rules.figures.reading import BlockReader
from rules.figures.relations import relate
from rules.figures.tables import tables
from rules.figures.tagging import Tagger

__all__ = ["Extraction", "extract"]


def extract(
    document: Document, lexicon: Lexicon | None = None, tagger: Tagger | None = None
) -> Extraction:
    """Every numeral, figure and claim of a document.

    Args:
        document: what was read.
        lexicon: the words to go by; those that come with Soát if None.
        tagger: asked for nouns that the lexicon does not know; nobody is if None.
    """
    words = default_lexicon() if lexicon is None else lexicon
    reader = BlockReader(words, tagger)
    numerals: list[Numeral] = []
    figures: list[Figure] = []
    nouns: dict[str, Noun] = {}
    for block in document.blocks:
        reading = reader.read(block)
        numerals.extend(reading.numerals)
        figures.extend(reading.figures)
        for figure, noun in zip(reading.figures, reading.nouns, strict=True):
            if noun is not None:
                nouns[figure.id] = noun
    held = tables(document)
    told, others = read_cells(held, figures, words)
    figures = [told.get(figure.id, figure) for figure in figures if figure.id not in others]
    numerals = [_as_told(numeral, told, others) for numeral in numerals]
    in_flow = [
        figure
        for figure in figures
        if document.blocks[figure.block].kind is not BlockKind.RUNNING_HEAD
    ]
    related, claims = relate(document, in_flow, nouns, words)
    by_id = {figure.id: figure for figure in figures} | {figure.id: figure for figure in related}
    return Extraction(
        document=document,
        numerals=tuple(numerals),
        figures=tuple(by_id[figure.id] for figure in figures),
        claims=tuple(claim for claim in claims if not claim.supposed),
        by_id=by_id,
        tables=held,
        supposed=tuple(claim for claim in claims if claim.supposed),
        lexicon=words,
    )


def _as_told(numeral: Numeral, told: Mapping[str, Figure], others: Mapping[str, Kind]) -> Numeral:
    if numeral.id in others:
        return replace(numeral, kind=others[numeral.id])
    figure = told.get(numeral.id)
    return numeral if figure is None else replace(numeral, kind=figure.kind)
