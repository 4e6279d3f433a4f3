"""Words and parts of speech, from underthesea's models through a blank spaCy pipeline.

Asked only about the clause of a figure whose noun the lexicon does not know; without a `Tagger` the
figures are read by the lexicon alone. Both libraries are imported when the first clause is asked
about. The models are files of underthesea's package: nothing is fetched.

Off unless asked for (`extract(document, tagger=Tagger())`): it does not make more noun keys right,
in ten ways of using the tags; the numbers are in `corpus/figures/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_CLAUSE_END = re.compile(r"[.;:!?…()\n]|,(?!\d)")
_LONGEST = 200
"""Characters of a clause from its figure on; the rest does not bear on the figure's noun."""
_ENDS_A_NOUN = frozenset({"E", "C", "CC", "CH"})
"""Tags of prepositions, conjunctions and marks."""


@dataclass(frozen=True)
class Tagger:
    """A pipeline of its own. Not slotted: the pipeline is made when first needed, never pickled."""

    def __getstate__(self) -> dict[str, object]:
        return {}

    def doc(self, clause: str) -> Doc:
        """The words of a clause with their tags (`token.tag_`, underthesea's)."""
        return self._pipeline(clause)

    def noun_end(self, text: str, figure: int, start: int, end: int) -> int:
        """Where the noun phrase at [start, end) really ends; `start` if it is none.

        Args:
            text: the block.
            figure: where the figure before the phrase ends.
            start: where the phrase begins.
            end: where it is taken to end.
        """
        since = max(text.rfind("\n", 0, figure), text.rfind(" ", 0, figure)) + 1
        stop = _CLAUSE_END.search(text, end, min(len(text), since + _LONGEST))
        clause = text[since : stop.start() if stop else min(len(text), since + _LONGEST)]
        last = start
        for token in self.doc(clause):
            first, behind = since + token.idx, since + token.idx + len(token)
            if behind <= start:
                continue
            if first >= end or token.tag_ in _ENDS_A_NOUN:
                break
            last = min(behind, end)
        return last

    @cached_property
    def _pipeline(self) -> Language:
        import spacy

        pipeline = spacy.blank("xx")
        pipeline.tokenizer = _Words(pipeline.vocab)
        return pipeline


class _Words:
    """A spaCy tokenizer whose words and tags are underthesea's."""

    def __init__(self, vocab: Vocab) -> None:
        from underthesea import pos_tag

        self._vocab = vocab
        self._tagged = pos_tag

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        words, tags = _aligned(text, self._tagged(text))
        return Doc(
            self._vocab,
            words=[word for word, _ in words],
            spaces=[space for _, space in words],
            tags=tags,
        )


def _aligned(
    text: str, tagged: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, bool]], list[str]]:
    """Words as the text has them, which underthesea may respell; what it lost has the tag 'X'."""
    words: list[tuple[str, bool]] = []
    tags: list[str] = []
    position = 0

    def add(piece: str, tag: str, behind: int) -> None:
        space = text[behind : behind + 1] == " "
        words.append((piece, space))
        tags.append(tag)

    for word, tag in tagged:
        found = re.compile(r"\s+".join(map(re.escape, word.split()))).search(text, position)
        if not word.strip() or found is None:
            continue
        lost = text[position : found.start()].removeprefix(" " if words and words[-1][1] else "")
        if lost:
            add(lost, "X", found.start())
            words[-1] = (lost, False)
        add(found[0], tag, found.end())
        position = found.end()
    rest = text[position:].removeprefix(" " if words and words[-1][1] else "")
    if rest:
        words.append((rest, False))
        tags.append("X")
    return words, tags
