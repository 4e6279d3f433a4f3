"""The normal key of a noun phrase: the same thing counted has the same key."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.figures.lexicon import Lexicon
from rules.figures.spelling import key


@lru_cache(maxsize=8192)
def noun_key(noun: str, lexicon: Lexicon) -> str:
    """The normal form of a noun phrase: same thing counted, same key.

    Coordination is undone ('chi, đảng bộ cơ sở' = 'chi bộ cơ sở và đảng bộ cơ sở'), abbreviations
    and synonyms are written out, words that count nothing of their own are dropped.
    """
    phrase = key(noun).strip(" ,.;:-–")
    while True:
        leading = lexicon.leading.match(phrase)
        if leading is None or leading.end() >= len(phrase):
            break
        if _names_no_thing(phrase, leading.end(), lexicon):
            phrase = phrase[: leading.end()].rstrip()
            break
        phrase = phrase[leading.end() :]
    phrase = lexicon.synonyms.get(phrase, phrase)
    modifier = ""
    shared = lexicon.shared_modifier.search(phrase)
    members: list[str] = []
    for short, full in lexicon.elisions.items():
        if phrase.startswith(short):
            rest = phrase[len(short) :]
            return " và ".join(sorted(f"{member}{rest}" for member in full))
    parts = [part for part in re.split(r"\s*,\s*|\s+và\s+", phrase) if part]
    if len(parts) > 1 and shared is not None:
        modifier = f" {shared['word']}"
        parts[-1] = parts[-1].removesuffix(modifier)
    for part in parts:
        full_part = lexicon.synonyms.get(part, part)
        members.append(full_part if full_part.endswith(modifier) else full_part + modifier)
    return " và ".join(sorted(dict.fromkeys(members)))


def _names_no_thing(phrase: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a kind or a verb follows an address word: 'cháu mồ côi', 'em nhận học bổng'."""
    if lexicon.noun.match(phrase, at) is not None:
        return False
    return lexicon.kind.match(phrase, at) is not None or lexicon.verb.match(phrase, at) is not None
