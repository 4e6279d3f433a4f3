"""Printed numbers: from '3.986', '92,4' or '1.774' to a value and the step of its last place.

The Vietnamese way is a dot for thousands and a comma for decimals; both marks also occur the
wrong way round, and a number such as '1,774' can be either. What follows the number decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SPACE = "[\u0020\u00a0\u2009\u202f]"
NUMBER = re.compile(
    rf"""\d{{1,3}}(?:\.\d{{3}}){{1,8}}(?:,\d+)?(?!\d)    # 1.234.567,8
       | \d{{1,3}}(?:,\d{{3}}){{2,8}}(?:\.\d+)?(?!\d)  # 1,234,567.8
       | \d{{1,3}}(?:,\d{{3}}){{1,8}}\.\d+(?!\d)            # 1,234.5
       | \d{{1,3}}(?:{_SPACE}\d{{3}}){{1,5}},\d+(?!\d)      # 2 376,90
       | (?<!\d{_SPACE})[1-9]\d{{0,2}}                # 1 254 300
         (?:{_SPACE}\d{{3}}){{2,5}}(?!\d|{_SPACE}\d{{3}}(?!\d))
       | \d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}}){{1,5}}(?!\d)
       | \d+[.,]\d+(?![.,]?\d)                        # 92,4  98.5
       | \d+""",
    re.VERBOSE,
)
"""A number as printed, at a position."""


@dataclass(frozen=True, slots=True)
class Number:
    """The value of a printed number and the unit of its last printed place ('92,4': 0.1)."""

    value: Decimal
    step: Decimal
    odd_marks: bool = False
    """The marks stand the wrong way round for Vietnamese."""


def parse(surface: str, *, decimal: bool) -> Number:
    """Read a number that `NUMBER` matched.

    Args:
        surface: the number as printed, without sign or unit.
        decimal: whether a single mark before exactly three digits is more likely a decimal mark
            (a percentage, or a scale word behind it) where its form leaves that open.
    """
    digits = re.sub(r"\s", "", surface)
    comma, dot = digits.count(","), digits.count(".")
    odd = False
    if comma and dot:
        mark = "," if digits.rindex(",") > digits.rindex(".") else "."
        odd = mark == "."
    elif comma > 1 or dot > 1:
        mark = ""
        odd = comma > 1
    elif comma or dot:
        present = "," if comma else "."
        whole, _, rest = digits.partition(present)
        open_form = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
        if not open_form:
            mark, odd = present, present == "."
        elif present == ".":
            mark = ""
        else:
            mark = "," if decimal else ""
            odd = not decimal
    else:
        mark = ""
    plain = digits if not mark else digits.replace("," if mark == "." else ".", "")
    if mark:
        whole, _, rest = plain.partition(mark)
        return Number(Decimal(f"{whole}.{rest}"), Decimal(1).scaleb(-len(rest)), odd)
    return Number(Decimal(re.sub(r"[.,]", "", plain)), Decimal(1), odd)
