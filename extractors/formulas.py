"""Formulas of a word processor as one line: a fraction is '62/77', a power '10³'."""

from __future__ import annotations

from typing import Any

from extractors.letters import RAISED
from extractors.wordml import LEFT_OUT, M

_POWERS = RAISED | str.maketrans("-−+", "⁻⁻⁺")


def linear(node: Any) -> str:
    """The text of a formula."""
    if not isinstance(node.tag, str) or node.tag in LEFT_OUT:
        return ""
    name = node.tag.removeprefix(M)
    if name == "t":
        return node.text or ""
    if name.endswith("Pr"):
        return ""
    if name == "f":
        return f"{_grouped(_of(node, 'num'))}/{_grouped(_of(node, 'den'))}"
    if name in {"sSup", "sSubSup"}:
        return _of(node, "e") + _of(node, "sub") + _power(_of(node, "sup"))
    if name == "rad":
        return f"{_power(_of(node, 'deg'))}√{_grouped(_of(node, 'e'))}"
    if name == "nary":
        sign = _property(node, "naryPr", "chr", "∫")
        ends = [end for end in (_of(node, "sub"), _of(node, "sup")) if end]
        return sign + (f"({'; '.join(ends)})" if ends else "") + f" {_of(node, 'e')}"
    if name == "d":
        begin, end = _property(node, "dPr", "begChr", "("), _property(node, "dPr", "endChr", ")")
        held = [linear(child) for child in node if child.tag == f"{M}e"]
        return begin + _property(node, "dPr", "sepChr", "|").join(held) + end
    parts = [linear(child) for child in node]
    if name == "oMathPara":
        return " ".join(filter(None, parts))
    return ("; " if name in {"m", "mr", "eqArr"} else "").join(filter(None, parts))


def _of(node: Any, tag: str) -> str:
    found = node.find(f"{M}{tag}")
    return "" if found is None else "".join(map(linear, found)).strip()


def _property(node: Any, group: str, tag: str, default: str) -> str:
    found = node.find(f"{M}{group}/{M}{tag}")
    return default if found is None else str(found.get(f"{M}val", ""))


def _power(text: str) -> str:
    raised = text.translate(_POWERS)
    plain = any(c not in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻" for c in raised)
    return f"^{_grouped(text)}" if plain else raised


def _grouped(text: str) -> str:
    return f"({text})" if any(c in text for c in " +-−/=×") else text
