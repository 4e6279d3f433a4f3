"""Selections: how far 'trong đó' reaches in a list whose items are parted by semicolons.

'Tốt 21, trong đó tiêu biểu 4; khá 16': behind the semicolon the list goes on that 21 stands in.
"""

from __future__ import annotations

import re

from rules.figures.claim import Claim, ClaimKind, Cover
from rules.figures.extraction import Extraction
from rules.figures.figure import Figure, Kind
from rules.figures.relations.sentence import SELECTS
from rules.figures.spelling import fold

_ITEM = 80
"""Characters before a part in which its item begins."""
_ITEM_BEGINS = re.compile(rf"[;,(:]|(?:{SELECTS})(?:\s+(?:có|gồm|là))?|riêng")
_CLAUSE = 100
_CLAUSE_BEGINS = re.compile(r"[;:]|\.\s|(?<=\d)[^\d(]*\(")
_OPENER = re.compile(rf"\s*(?:{SELECTS}|riêng|gồm|bao\s+gồm|có)(?!\w)")
_DONE = re.compile(r"\A(?:đã|được|bị|mới)\s+")
_WORD = re.compile(r"[^\W\d_]+")


def label_of(extraction: Extraction, part: Figure) -> str:
    """The words of its item before a part, folded."""
    text = extraction.document.blocks[part.block].text
    lead = fold(text[max(part.sentence[0], part.start - _ITEM) : part.start])
    return _ITEM_BEGINS.split(lead)[-1].strip()


def is_a_level(extraction: Extraction, total: Figure) -> bool:
    """'Bình quân mỗi hộ 1,2 ha', 'mực nước 4,2 m': what parts of a whole may well exceed."""
    text = extraction.document.blocks[total.block].text
    lead = fold(text[max(total.sentence[0], total.start - _CLAUSE) : total.start])
    word = extraction.lexicon.mean if total.kind is Kind.COUNT else extraction.lexicon.level
    return word.search(_CLAUSE_BEGINS.split(lead)[-1]) is not None


def is_aside(extraction: Extraction, claim: Claim) -> bool:
    """Whether the one figure of a bracket is set beside what stands before it, no part of it.

    'Đã trả 412 hồ sơ (tiếp nhận 486 hồ sơ)': it has a verb of its own, or is a standard or a whole.
    """
    total, *parts = (extraction.by_id[identity] for identity in claim.figures)
    if len(parts) > 1 or parts[0].block != total.block or parts[0].start < total.end:
        return False
    text = extraction.document.blocks[total.block].text
    _, opens, label = fold(text[total.end : parts[0].start]).rpartition("(")
    if not opens or ")" in label or _OPENER.match(label):
        return False
    lexicon = extraction.lexicon
    verb = lexicon.verb.match(_DONE.sub("", label.strip(), count=1))
    return verb is not None or lexicon.aside.search(label) is not None


def is_still_selected(extraction: Extraction, claim: Claim, part: Figure) -> bool:
    """Whether a part of a selection belongs to it, and not to the list that its total stands in."""
    total, first = (extraction.by_id[identity] for identity in claim.figures[:2])
    if claim.cover is not Cover.SUBSET or part.id == first.id:
        return True
    if part.block != total.block or first.start < total.end:
        return True
    text = extraction.document.blocks[total.block].text
    opened = text[total.end : first.start]
    bracketed = opened.count("(") > opened.count(")")
    if ";" not in text[first.end : part.start] or ":" in opened or bracketed:
        return True
    shared = {c.figures[1] for c in extraction.claims_of(ClaimKind.SHARE_OF_COUNT)}
    if total.id in shared or _is_an_item(extraction, total):
        return False
    if first.id in shared and part.id in shared:
        return True
    own = _head(extraction, part)
    label = label_of(extraction, part)
    if any(
        label == word or label.startswith(f"{word} ") for word in extraction.lexicon.overlapping
    ):
        return True
    return own == _head(extraction, first) or own in extraction.lexicon.overlapping


def _is_an_item(extraction: Extraction, total: Figure) -> bool:
    """Whether a sentence has a figure before a total that is measured as it is."""
    return any(
        (figure.block, figure.sentence) == (total.block, total.sentence)
        and (figure.kind, figure.unit, figure.role) == (total.kind, total.unit, total.role)
        and figure.end <= total.start
        and figure.head in {"", total.head}
        for figure in extraction.figures
    )


def _head(extraction: Extraction, part: Figure) -> str:
    """The first word of an item; of what is counted, where the number comes first."""
    word = _WORD.search(label_of(extraction, part)) or _WORD.search(part.noun_key or "")
    return word[0] if word is not None else ""
