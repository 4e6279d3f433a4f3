"""Stretches of a word processor's text, and how they become the text of a block."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.document import Origin, Run
from extractors.legacy import draws_capitals, font_encoding, is_unicode, to_unicode
from extractors.letters import RAISED, SOFT_HYPHEN
from extractors.styles import Look
from extractors.symbols import shown

_REMOVED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffc\u202a\u202b\u202c\u202d\u202e"
# All but the last hyphen and the sign of an object are what `str.isprintable` has not.
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a", " ")
    | dict.fromkeys(_REMOVED + "\u2066\u2067\u2068\u2069")
    | {"\u2011": "-"}
)
_RAISABLE = re.compile(r"\s*[(\[]?[-−+]?\d+(?:\s*[,;]\s*\d+)*[)\]]?\s*")
_SIGNS = RAISED | str.maketrans("-−+", "⁻⁻⁺")


@dataclass(slots=True)
class Stretch:
    """Text of one look on one page."""

    text: str
    look: Look
    page: int
    is_mark: bool = False
    """A superscript, Unicode already: '¹' is a letter in a font of before Unicode."""


def is_raisable(text: str) -> bool:
    """Whether a text is of digits that can be written as superscripts."""
    return _RAISABLE.fullmatch(text) is not None


def as_raised(text: str) -> str:
    """Digits and their signs as superscripts, without space at the ends."""
    return text.strip().translate(_SIGNS)


def raised_by_position(stretches: list[Stretch]) -> Iterator[Stretch]:
    """The stretches, digits that stand higher than the text beside them made superscripts.

    Digits of which the whole text stands as high are no superscripts: cells are moved so.
    """
    if not any(stretch.look.lift for stretch in stretches):
        yield from stretches
        return
    lifts = [0 if s.look.lift is None else s.look.lift for s in stretches]
    for index, stretch in enumerate(stretches):
        if lifts[index] > 0 and not stretch.is_mark and is_raisable(stretch.text):
            beside = [
                lifts[at] for at in (index - 1, index + 1)
                if 0 <= at < len(stretches) and stretches[at].text.strip()
                and not stretches[at].is_mark
            ]  # fmt: skip
            if any(lift < lifts[index] for lift in beside):
                text = as_raised(stretch.text)
                yield Stretch(text, stretch.look, stretch.page, is_mark=True)
                continue
        yield stretch


def composed(
    stretches: Iterable[Stretch], fallback: Callable[[], str | None]
) -> tuple[str, tuple[Run, ...]]:
    """The text of a block, with runs that are each of one page and one origin.

    Args:
        stretches: in order.
        fallback: tells the encoding that the document's text shows, for fonts whose names tell
            none; asked only if there is text of such a font that Unicode alone does not explain.
    """
    text = ""
    runs: list[Run] = []
    bound = False  # by a soft hyphen before
    merged = list(_merged(stretches))
    all_drawn = all(
        draws_capitals(stretch.look.font or "")
        for stretch in merged
        if any(map(str.isalpha, stretch.text)) and not stretch.is_mark
    )
    for stretch in merged:
        part, origin = _unicode(stretch, fallback, all_drawn=all_drawn)
        part = unicodedata.normalize("NFC", part)
        if bound and part[:1] == "\n":
            part = part[1:]
        bound = part[-1:] == SOFT_HYPHEN
        if not part.isprintable() or "\u2011" in part or "\ufffc" in part:
            part = part.replace(f"{SOFT_HYPHEN}\n", "").translate(_PLAIN)
        if part and text and unicodedata.combining(part[0]):
            whole = unicodedata.normalize("NFC", text[-1] + part)
            text, part = text[:-1] + whole[0], whole[1:]
        if not part:
            continue
        start = len(text)
        text += part
        if runs and (runs[-1].page, runs[-1].origin) == (stretch.page, origin):
            runs[-1] = Run(runs[-1].start, len(text), stretch.page, origin=origin)
        else:
            runs.append(Run(start, len(text), stretch.page, origin=origin))
    return text, tuple(run for run in runs if text[run.start : run.end].strip())


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours that differ in nothing that tells their letters, as one."""
    last: Stretch | None = None
    parts: list[str] = []
    for stretch in stretches:
        if (
            last is not None
            and last.look.font == stretch.look.font
            and last.page == stretch.page
            and last.is_mark == stretch.is_mark
            and last.look.capitals == stretch.look.capitals
        ):
            parts.append(stretch.text)
            continue
        if last is not None:
            yield _whole(last, parts)
        last, parts = stretch, [stretch.text]
    if last is not None:
        yield _whole(last, parts)


def _whole(first: Stretch, parts: list[str]) -> Stretch:
    return first if len(parts) == 1 else replace(first, text="".join(parts))


def _unicode(
    stretch: Stretch, fallback: Callable[[], str | None], *, all_drawn: bool
) -> tuple[str, Origin]:
    """The text of a stretch as its font shows it.

    Args:
        stretch: of a block.
        fallback: tells the encoding of fonts whose names tell none.
        all_drawn: a font of before Unicode draws the whole block in capitals; then it keeps the
            letters that are stored, as a PDF of it does.
    """
    if stretch.is_mark:
        return stretch.text, Origin.TEXT
    font = stretch.look.font or ""
    text, origin = shown(font, stretch.text), Origin.TEXT
    if not is_unicode(text):
        encoding = font_encoding(font) or fallback()
        if encoding is not None:
            text, origin = to_unicode(text, encoding), Origin.LEGACY
    in_capitals = stretch.look.capitals or (
        not all_drawn and origin is Origin.LEGACY and draws_capitals(font)
    )
    return (text.upper() if in_capitals else text), origin
