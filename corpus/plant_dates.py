"""Plant a day that no calendar has into a date: '31/6/2018', '29/02/2019', '32/12/2019'."""

from __future__ import annotations

import random
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Any

from plant import Planted
from relations import FINDERS

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def plant_dates(passage: Mapping[str, Any], seed: int) -> Iterator[Planted]:
    """Each date of a passage with one or two days more than its month has."""
    chance = random.Random(f"{seed} {passage['id']} dates")
    old: str = passage["text"]
    for numeral in passage.get("numerals", ()):
        match = _DATE.fullmatch(numeral["surface"])
        if numeral["kind"] != "date" or match is None:
            continue
        day, month, year = map(int, match.groups())
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            continue
        start, end = numeral["start"], numeral["end"]
        after = str(monthrange(year, month)[1] + chance.choice((1, 2))) + match[0][match.end(1) :]
        span = (start, start + len(after))
        yield Planted(
            source=passage["id"],
            error="impossible day",
            relation="date",
            code="F602",
            finders=frozenset(FINDERS["date"]),
            explained=frozenset(FINDERS["date"]),
            text=old[:start] + after + old[end:],
            start=span[0],
            end=span[1],
            before=numeral["surface"],
            after=after,
            members=(span,),
            unplanted=old,
            unplanted_members=((start, end),),
        )
