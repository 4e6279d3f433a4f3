"""Roles: whether a figure is what was reached, planned, aimed at, or the case before."""

from __future__ import annotations

import re

from rules.figures.figure import Role
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import Text

_CLAUSE_START = re.compile(r"[;()…]|\.\s")
_BRACKETED = re.compile(
    r"(?:(?P<plan>(?:kế\s+hoạch|dự\s+toán|(?<!\w)kh))|(?P<target>chỉ\s+tiêu|mục\s+tiêu)"
    r"|(?P<before>so\s+với\s+(?:cùng\s+kỳ|năm|tháng|quý|đầu)[^,;().]{0,24}|cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái))?|(?:năm|kỳ|tháng|quý|năm\s+học)\s+trước|đầu\s+(?:năm|nhiệm\s+kỳ)))"
    r"(?:\s+(?:năm|giao|đề\s+ra|năm\s+\d{4}|tỉnh\s+giao))?\s*\(\s*\Z"
)
_PREVIOUS_IN_BRACKET = re.compile(
    r"\(\s*(?:cùng\s+kỳ|đầu\s+(?:năm|kỳ|nhiệm\s+kỳ)|(?:năm|kỳ|tháng|quý|năm\s+học|nhiệm\s+kỳ)\s+(?:trước|ngoái))"
    r"(?:\s+năm\s+(?:trước|ngoái|\d{4}))?\s*(?:là|đạt|có|:)?\s*\Z"
)
_FAR = 600
"""Characters of its sentence before a figure that may tell its role."""
_BREAK = re.compile(r"[.,;:(/]")
"""Between a number and a word that is no longer said of it."""
_AIMS = re.compile(r"(?<!\w)phấn\s+đấu(?!\w)")
_COMPARED = re.compile(r"(?:so\s+với|hơn|so|vượt|dưới|trên|bằng)(?:\s+[^\W\d_]+){0,2}\s*\Z")
_JOINED = re.compile(r",|(?<!\w)và(?!\w)")
_PREVIOUS = re.compile(
    r"(?<!so\svới\s)(?:cùng\s+kỳ|năm\s+trước|kỳ\s+trước)(?:\s+năm\s+\w+)?\s*(?:là|đạt|có|:|\()\s*\Z"
)


def role_of(text: Text, sentence_start: int, since: int, at: int, lexicon: Lexicon) -> Role:
    """The role of the figure at `at`.

    Args:
        text: the block.
        sentence_start: where the figure's sentence begins.
        since: where the numeral before the figure ends, or its sentence begins.
        at: where the figure begins, its hedge included.
        lexicon: the words to go by.
    """
    if _PREVIOUS_IN_BRACKET.search(text.folded, max(0, at - 40), at):
        return Role.PREVIOUS
    bracket = _BRACKETED.search(text.folded, max(0, at - 80), at)
    if bracket is not None:
        for role, name in (
            (Role.PLAN, "plan"),
            (Role.TARGET, "target"),
            (Role.PREVIOUS, "before"),
        ):
            if bracket[name]:
                return role
    start = since
    for mark in _CLAUSE_START.finditer(text.folded, since, at):
        start = mark.end()
    for role, pattern in lexicon.roles:
        if role is Role.PREVIOUS:
            continue
        for word in pattern.finditer(text.folded, start, at):
            skipped = text.folded[since : word.start()]
            behind = since > sentence_start and not _BREAK.search(skipped)
            if behind and len(skipped.split()) < 2:
                continue
            compared = _COMPARED.search(text.folded, max(start, word.start() - 24), word.start())
            if not compared or not _JOINED.search(text.folded, word.end(), at):
                return role
    if _AIMS.search(_without_brackets(text.folded[max(sentence_start, at - _FAR) : at])):
        return Role.TARGET
    if _PREVIOUS.search(text.folded, max(start, at - 48), at):
        return Role.PREVIOUS
    return Role.ACTUAL


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)
