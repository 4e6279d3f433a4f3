"""Outlook: figures under a heading of plans, which may be aims though nothing calls them so."""

from __future__ import annotations

import re

from rules.figures.figure import Figure
from rules.figures.spelling import fold

_PLANS = re.compile(
    r"(?<!\w)(?:phương\s+hướng|kế\s+hoạch|nhiệm\s+vụ|mục\s+tiêu|chỉ\s+tiêu|đề\s+nghị|dự\s+kiến)(?!\w)"
)


def may_be_aimed_at(figure: Figure) -> bool:
    """Whether a figure stands undated under a heading of plans."""
    return figure.period is None and _PLANS.search(fold(figure.place.section or "")) is not None
