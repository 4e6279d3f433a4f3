"""Plant one known error into a text that is consistent.

An error is planted into one figure of one relation (a percentage and its ratio, parts and their
total, …) of a passage whose figures are known. It counts only if the relation is then violated
beyond rounding and hedges by `arithmetic.py`, at warning or error, and if no other
pairing of the passage's figures explains it. The same seed plants the same errors.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from arithmetic import Amount, Fault, fault, other_reading
from relations import FINDERS, NUMBER, Relation, amount, decimals, numbers, reading, relations

MOST = 6
"""Errors planted into one relation at most, each in a text of its own."""
_DIRECTION = re.compile(r"(?<!\w)(tăng|giảm)(?!\w)[^\d.;:()]{0,24}\Z", re.IGNORECASE)
_BESIDE = 24
_NO_ITEM = re.compile(r"\d|(?<!\w)và(?!\w)|[.()]")
_OTHER_WAY = {"tăng": "giảm", "giảm": "tăng", "Tăng": "Giảm", "Giảm": "Tăng"}


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one error."""

    source: str
    """The passage or report it was planted into."""
    error: str
    """What was done: 'digit', 'swap', …"""
    relation: str
    """The relation that is violated."""
    code: str
    """The check that ought to find it."""
    finders: frozenset[str]
    """All checks that cover the relation."""
    explained: frozenset[str]
    """Checks of every relation of the passage that the error violates."""
    text: str
    start: int
    end: int
    """[start, end) in `text` of the changed figure, or of the total that lost a part."""
    before: str
    after: str
    members: tuple[tuple[int, int], ...]
    """[start, end) of every figure of the relation in `text`."""
    unplanted: str
    unplanted_members: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """A figure as it would be written with the error, and its value then."""

    error: str
    surface: str
    value: Fraction
    denominator: Fraction | None


def plant(passage: Mapping[str, Any], seed: int, most: int = MOST) -> Iterator[Planted]:
    """The errors planted into one passage, a line of `corpus/figures/*.jsonl`.

    They depend on nothing but the passage and the seed; there are at most `most` of a relation.
    """
    amounts = [amount(figure) for figure in passage["figures"]]
    holding = list(relations(passage, amounts))
    done: set[str] = set()
    for relation in holding:
        if not relation.certain:
            continue
        chance = random.Random(f"{seed} {passage['id']} {relation.kind} {relation.figures}")
        found = list(_into(passage, amounts, holding, relation))
        chance.shuffle(found)
        for planted in _varied(found)[:most]:
            if planted.text not in done:
                done.add(planted.text)
                yield planted


def _varied(found: Sequence[Planted]) -> list[Planted]:
    """The same errors, one of each kind before a second of any."""
    seen: dict[str, int] = {}
    order: list[tuple[int, int]] = []
    for index, planted in enumerate(found):
        seen[planted.error] = seen.get(planted.error, 0) + 1
        order.append((seen[planted.error], index))
    return [found[index] for _, index in sorted(order)]


def _into(
    passage: Mapping[str, Any],
    amounts: Sequence[Amount],
    holding: Sequence[Relation],
    relation: Relation,
) -> Iterator[Planted]:
    text = passage["text"]
    for index in relation.figures:
        for edit in _edits(text, relation, amounts, index):
            changed = list(amounts)
            changed[index] = replace(
                amounts[index], value=edit.value, denominator=edit.denominator,
                step=_step(amounts[index], edit),
            )  # fmt: skip
            wrong = _wrong(relation, changed)
            if wrong is None or wrong.severity == "note":
                continue
            if other_reading(relation.kind, [changed[i] for i in relation.figures], changed):
                continue
            old = amounts[index]
            after, start, end = _written(text, old, edit)
            if edit.error == "direction":
                end += _same_word(changed[index], amounts[index + 1 :])
            shift = len(after) - len(text)
            touched = [other for other in holding if index in other.figures]
            violated = [other for other in touched if _wrong(other, changed) is not None]
            yield Planted(
                source=passage["id"],
                error=edit.error,
                relation=relation.kind,
                code=wrong.code,
                finders=frozenset(FINDERS[relation.kind]),
                explained=frozenset(code for other in violated for code in FINDERS[other.kind]),
                text=after,
                start=start,
                end=end,
                before=old.surface,
                after=edit.surface,
                members=tuple(
                    (start, end) if i == index else _moved(amounts[i], old.start, shift)
                    for i in relation.figures
                ),
                unplanted=text,
                unplanted_members=_spans(amounts, relation.figures),
            )
    if relation.kind == "all":
        yield from _dropped(passage, amounts, relation)


def _wrong(relation: Relation, amounts: Sequence[Amount]) -> Fault | None:
    return fault(relation.kind, [amounts[i] for i in relation.figures])


def _written(text: str, old: Amount, edit: _Edit) -> tuple[str, int, int]:
    """The text with the error, and the figure's span in it."""
    if edit.error == "direction" and edit.surface == old.surface:
        turned = _DIRECTION.sub(lambda m: _OTHER_WAY[m[1]] + m[0][len(m[1]) :], text[: old.start])
        return turned + text[old.start :], len(turned), len(turned) + old.end - old.start
    text = text[: old.start] + edit.surface + text[old.end :]
    return text, old.start, old.start + len(edit.surface)


def _spans(amounts: Sequence[Amount], figures: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((amounts[i].start, amounts[i].end) for i in figures)


def _moved(figure: Amount, place: int, shift: int) -> tuple[int, int]:
    """The span of a figure in a text that grew by `shift` characters at a place."""
    by = shift if figure.start > place else 0
    return figure.start + by, figure.end + by


def _same_word(change: Amount, behind: Sequence[Amount]) -> int:
    """Characters to the end of a second change under one word: '58 vụ (8,7%)' of 'tăng 58 vụ'."""
    second = next(iter(behind), None)
    if second is None or second.kind != "change" or second.start - change.end > _BESIDE:
        return 0
    return second.end - change.end


def _step(old: Amount, edit: _Edit) -> Fraction:
    """The unit of the last place, which a slipped comma moves."""
    places = [decimals(n, dotted=False)[1] for n in (*numbers(old.surface), *numbers(edit.surface))]
    if edit.error != "comma" or len(places) != 2:
        return old.step
    return old.step * Fraction(10) ** (places[0] - places[1])


def _edits(text: str, relation: Relation, amounts: Sequence[Amount], index: int) -> Iterator[_Edit]:
    """Everything that may go wrong with one figure of a relation."""
    old = amounts[index]
    written = numbers(old.surface)
    if old.is_range or len(written) != (2 if old.denominator else 1) or not old.value:
        return
    if relation.kind == "population" and not old.denominator:
        return
    sides = [0, 1] if old.denominator else [0]
    if relation.kind == "population":
        sides = [1]
    for side in sides:
        whole = old.denominator if side else old.value
        read = reading(written[side], whole or Fraction(0))
        if read is None:
            continue
        for error, number in _numbers(written[side], read, is_base=_is_base(relation, index, side)):
            new = decimals(number, dotted=read[2])[0] * read[0]
            if not new or new == whole:
                continue
            surface = _replaced(old.surface, side, number)
            if side:
                yield _Edit(error, surface, old.value, new)
            else:
                yield _Edit(error, surface, new, old.denominator)
    if relation.kind in {"share", "ratio"} and old.denominator not in {None, old.value}:
        upside = f"{written[1]}/{written[0]}"
        if f"{written[0]}/{written[1]}" in old.surface:
            surface = old.surface.replace(f"{written[0]}/{written[1]}", upside)
            yield _Edit("upside down", surface, old.denominator or old.value, old.value)
    if relation.kind in {"share", "part of whole"} and old.kind == "percent":
        yield from _cut(old, relation, amounts)
    if relation.kind in {"change", "complement"} and old.kind == "change":
        if old.surface[0] in "+-":
            turned = {"+": "-", "-": "+"}[old.surface[0]] + old.surface[1:]
            yield _Edit("direction", turned, -old.value, None)
        elif (match := _DIRECTION.search(text, 0, old.start)) and match[1] in _OTHER_WAY:
            yield _Edit("direction", old.surface, -old.value, None)


def _is_base(relation: Relation, index: int, side: int) -> bool:
    """Whether a number is what a share is taken of, which last year's may be left standing for."""
    if side:
        return True
    return relation.kind in {"part of whole", "base", "plan"} and index == relation.figures[2]


def _replaced(surface: str, side: int, number: str) -> str:
    match = list(NUMBER.finditer(surface))[side]
    return surface[: match.start()] + number + surface[match.end() :]


def _numbers(
    number: str, read: tuple[Fraction, int, bool], *, is_base: bool
) -> Iterator[tuple[str, str]]:
    """(error, number as written) of what may go wrong with one number."""
    places = [i for i, character in enumerate(number) if character.isdigit()]
    first = next((i for i in places if number[i] != "0"), 0)
    for i in places:
        if i < first:
            continue
        for digit in "0123456789":
            if digit != number[i] and not (digit == "0" and i == first):
                yield "digit", number[:i] + digit + number[i + 1 :]
    for i, j in pairwise(places):
        if number[i] != number[j] and i >= first and not (number[j] == "0" and i == first):
            swapped = list(number)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            yield "swap", "".join(swapped)
    _, decimal, dotted = read
    if decimal and not dotted and number.count(",") == 1 and "." not in number:
        yield from _slipped(number)
    if not decimal:
        value = int(re.sub(r"\D", "", number))
        grouped = "." in number or value < 1000
        for size in (value * 10, value // 10 if value % 10 == 0 else 0):
            if size and not dotted:
                yield "zero", _shaped(size, number, grouped=grouped)
        if is_base and value >= 10:
            for off in sorted({-max(1, value // 12), -1, 1, max(1, value // 15), value // 9 + 1}):
                yield "last year", _shaped(value + off, number, grouped=grouped)


def _slipped(number: str) -> Iterator[tuple[str, str]]:
    """The comma one place to the left or the right."""
    whole, _, rest = number.partition(",")
    right = f"{whole}{rest[0]},{rest[1:]}".rstrip(",").lstrip("0")
    left = f"{whole[:-1] or '0'},{whole[-1]}{rest}"
    for moved in (right, left):
        if len(moved.partition(",")[2]) != 3 and not moved.startswith(","):
            yield "comma", moved


def _shaped(value: int, like: str, *, grouped: bool) -> str:
    text = f"{value:,}".replace(",", ".") if grouped else str(value)
    return text.zfill(len(like)) if like.startswith("0") else text


def _cut(old: Amount, relation: Relation, amounts: Sequence[Amount]) -> Iterator[_Edit]:
    """The percentage cut off, where that is not what rounding gives."""
    _, part, *rest = (amounts[i] for i in relation.figures)
    whole = rest[0].value if rest else part.denominator
    read = reading(numbers(old.surface)[0], old.value)
    if not whole or read is None or read[2] or old.hedge is not None:
        return
    units = 100 * part.value / whole / old.step
    cut = (units.numerator // units.denominator) * old.step
    if cut and cut < old.value and part.kind in {"count", "ratio", "score"}:
        number = f"{float(cut):.{read[1]}f}".replace(".", ",")
        yield _Edit("cut off", _replaced(old.surface, 0, number), cut, None)


def _dropped(
    passage: Mapping[str, Any], amounts: Sequence[Amount], relation: Relation
) -> Iterator[Planted]:
    """The list without one of its parts, which stands between two commas or semicolons."""
    text: str = passage["text"]
    total, *parts = relation.figures
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        old = amounts[part]
        behind = old.noun and text[old.end :].lstrip().startswith(old.noun)
        start, end = (old.start, amounts[after].start) if behind else (amounts[before].end, old.end)
        gone = text[start:end]
        others = any(start <= a.start < end for a in amounts if a is not old)
        label = gone.replace(old.surface, "")
        if others or len(re.findall(r"[,;]", label)) != 1 or _NO_ITEM.search(label):
            continue
        left = [amounts[i] for i in relation.figures if i != part]
        wrong = fault(relation.kind, left)
        if wrong is None or wrong.severity == "note" or other_reading(relation.kind, left, left):
            continue
        whole = amounts[total]
        shift = len(gone) if whole.start > start else 0
        yield Planted(
            source=passage["id"],
            error="part dropped",
            relation=relation.kind,
            code=wrong.code,
            finders=frozenset(FINDERS[relation.kind]),
            explained=frozenset(FINDERS[relation.kind]),
            text=text[:start] + text[end:],
            start=whole.start - shift,
            end=whole.end - shift,
            before=gone.strip(),
            after="",
            members=tuple(
                _moved(amounts[i], start, -len(gone)) for i in relation.figures if i != part
            ),
            unplanted=text,
            unplanted_members=_spans(amounts, relation.figures),
        )
