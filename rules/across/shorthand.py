"""What reports write for short or in other words, written out before indicators are looked for.

'KT: 03 TCĐ' says 'kiểm tra: 03 tổ chức đảng', and 'trễ hẹn' is 'quá hạn'. The words are data
(`rules/shorthand.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_Entry = tuple[re.Pattern[str], str]


def written_out(folded: str) -> str:
    """Folded text with what is short in it written out."""
    table = _table()
    found = [entry for word in table.keys() & set(_WORD.findall(folded)) for entry in table[word]]
    for pattern, full in sorted(found, key=_longest_first):
        folded = pattern.sub(full, folded)
    return folded


def _longest_first(entry: _Entry) -> int:
    return -len(entry[0].pattern)


@cache
def _table() -> Mapping[str, tuple[_Entry, ...]]:
    """The entries, each with what it is written for, under their first words."""
    data = tomllib.loads(files("rules").joinpath("shorthand.toml").read_text("utf-8"))
    table: dict[str, list[_Entry]] = defaultdict(list)
    for entries in data.values():
        for short, full in entries.items():
            spaced = r"[\s,]+".join(map(re.escape, short.replace(",", " ").split()))
            pattern = re.compile(rf"(?<![\w/&-]){spaced}(?![\w/&-])")
            table[_WORD.findall(short)[0]].append((pattern, full))
    return {word: tuple(entries) for word, entries in table.items()}
