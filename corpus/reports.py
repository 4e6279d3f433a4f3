"""Whole reports whose relations are known, to plant errors into and to count false alarms on.

A relation is found again by the words around it, as they stand in the report (or in the template
that it was made from): each group of its pattern is one figure.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation of a report, worked out by hand."""

    pattern: str
    """A group a figure."""
    claim: str
    """The kind of claim as in `figures/README.md`, parts with their cover: 'parts:all'."""
    kinds: str
    """The kind of each group's figure."""
    order: tuple[int, ...]
    """The groups, from 1, in the order that the claim demands."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report: its text, its relations, and what an auditor finds in it."""

    name: str
    text: str
    stated: tuple[Stated, ...]
    known: frozenset[str] = frozenset()
    """'P102 62/77 80%' of each finding that is right, by hand."""


BC177 = (
    Stated(r"có (84) chi, đảng bộ cơ sở \((34) đảng bộ, (50) chi bộ\)",
           "parts:bracket", "count count count", (1, 2, 3)),
    Stated(r"(53/77) đồng chí cấp phó làm phó bí thư cấp ủy chi bộ, đảng bộ \(chiếm (69%)\)",
           "share", "ratio percent", (2, 1)),
    Stated(r"kỷ luật (33) đảng viên \((27) khiển trách, (06) cảnh cáo\)",
           "parts:bracket", "count count count", (1, 2, 3)),
    Stated(r"đã có (77/77) chi, đảng bộ cơ sở xây dựng được[^;]*; (77/77) chi, đảng bộ cơ sở"
           r"[\s\S]*nội bộ đối với (77/77) chi", "population", "ratio ratio ratio", (1, 2, 3)),
    Stated(r"Có (25/58) cơ sở đoàn", "none", "ratio", ()),
)  # fmt: skip
INDUSTRY = (
    Stated(r"với\s+(15/36)\s+sản\s+phẩm\s+liệt\s+kê\),\s+(9/36)[^,;.]*và\s+(12/36)",
           "none", "ratio ratio ratio", ()),
    Stated(r"phân\s+bón\s+đạt\s+(471 nghìn tấn)[^(]*\([^\d)]*phân\s+urê\s+đạt\s+(68 nghìn tấn)",
           "parts:subset", "measure measure", (1, 2)),
    Stated(r"thép\s+các\s+loại\s+đạt\s+(937 nghìn\s+tấn)[^(]*\([^\d)]*thép\s+(328 nghìn tấn)",
           "parts:subset", "measure measure", (1, 2)),
)  # fmt: skip
INDUSTRY_KNOWN = frozenset({"C302 112 triệu USD 145 triệu USD"})
"""The one conflict of `real/README.md`."""
SUMMARY = (
    Stated(r"Có (\d+/\d+) chi, đảng bộ cơ sở xây dựng kế hoạch[^(]*\(đạt ([\d,]+%)\)",
           "share", "ratio percent", (2, 1)),
    Stated(r"; (\d+/\d+) chi, đảng bộ cơ sở rà soát[^(]*\(đạt ([\d,]+%)\)",
           "share", "ratio percent", (2, 1)),
    Stated(r"Có (\d+/\d+) chi[^;]*; (\d+/\d+) chi", "population", "ratio ratio", (1, 2)),
    Stated(r"Thi hành kỷ luật (\d+) đảng viên, gồm: khiển trách (\d+), cảnh cáo (\d+)",
           "parts:all", "count count count", (1, 2, 3)),
    Stated(r"đã giải quyết ([\d.]+) hồ sơ, gồm ([\d.]+) hồ sơ [^(]*\([^)]*\) và ([\d.]+) hồ sơ",
           "parts:all", "count count count", (1, 2, 3)),
    Stated(r"gồm ([\d.]+) hồ sơ trước hạn và đúng hạn \(đạt ([\d,]+%)\)",
           "share_of_count", "count percent", (2, 1)),
    Stated(r"Tiếp nhận ([\d.]+) đơn [^.]*đã giải quyết ([\d.]+) đơn \(đạt ([\d,]+%)\)",
           "none", "count count percent", ()),
    Stated(r"với ([\d.]+) đảng viên, trong đó có ([\d.]+) đảng viên nữ, ([\d.]+) đảng viên là",
           "parts:subset", "count count count", (1, 2, 3)),
)  # fmt: skip
UNIT = (
    Stated(r"hiện có ([\d.]+) đảng viên, trong đó đảng viên nữ là ([\d.]+) đồng chí",
           "parts:subset", "count count", (1, 2)),
    Stated(r"Tiếp nhận ([\d.]+) hồ sơ[^.]*, đã giải quyết ([\d.]+) hồ sơ, trong đó trước hạn và "
           r"đúng hạn ([\d.]+) hồ sơ", "parts:subset", "count count count", (2, 3)),
    Stated(r"và đúng hạn ([\d.]+) hồ sơ \(đạt ([\d,]+%)\)",
           "share_of_count", "count percent", (2, 1)),
)  # fmt: skip
_SCALES = {"nghìn": 3, "triệu": 6, "tỷ": 9}


def sources() -> Iterator[Source]:
    """The reference report, the real documents' transcripts and a province's submission."""
    folder = HERE / "bc177"
    findings = json.loads((folder / "findings.json").read_text("utf-8"))
    known = frozenset(f"{f['rule']} {' '.join(f['surfaces'])}" for f in findings)
    yield Source("bc177", (folder / "bc177.txt").read_text("utf-8"), BC177, known)
    for path in sorted((HERE / "real").glob("*.txt")):
        if path.stem == "cong-nghiep-02-2007":
            yield Source(path.stem, path.read_text("utf-8"), INDUSTRY, INDUSTRY_KNOWN)
        else:
            yield Source(path.stem, path.read_text("utf-8"), ())
    yield from _submission()


def _submission() -> Iterator[Source]:
    """Every sixth unit's reports of two periods, in the wording of `units/`, and two summaries."""
    sys.path.insert(0, str(HERE / "units"))
    try:
        from province import submissions, units  # type: ignore[import-not-found]
        from wording import load, report, summary  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(HERE / "units"))
    every = {unit.number: unit for unit in units()}
    unit_wording, *_ = load(HERE / "units" / "templates")
    summary_wording, *_ = load(HERE / "units" / "summaries")
    first, second = submissions()
    for period, half in ((first, None), (second, first)):
        for number in list(every)[::6]:
            paper = report(every[number], unit_wording, period, half)
            yield Source(f"unit-{number} {period.period}", _plain(paper), UNIT)
        paper = summary(summary_wording, period, every, half)
        yield Source(f"summary {period.period}", _plain(paper), SUMMARY)


def _plain(paper: Any) -> str:
    lines = [line.removeprefix("# ").removeprefix("@ ") for line in paper.lines]
    return "\n".join([paper.number, paper.place_and_date, "", paper.title, paper.about, *lines])


def passage(source: Source) -> dict[str, Any]:
    """The report as a line of `figures/*.jsonl` has it: text, figures and claims.

    Raises:
        LookupError: a relation of a report that was worked by hand is not where it should be.
    """
    figures: dict[tuple[int, int], dict[str, Any]] = {}
    claims: list[tuple[str, list[tuple[int, int]]]] = []
    for stated in source.stated:
        match = re.search(stated.pattern, source.text)
        if match is None:
            if source.stated in {SUMMARY, UNIT}:
                continue  # the template says it only of some units
            raise LookupError(f"{source.name}: {stated.pattern}")
        spans = [match.span(n + 1) for n in range(len(stated.kinds.split()))]
        for span, kind in zip(spans, stated.kinds.split(), strict=True):
            figures.setdefault(span, _figure(source.text, span, kind))
        if stated.order:
            claims.append((stated.claim, [spans[n - 1] for n in stated.order]))
    order = sorted(figures)
    return {
        "id": source.name,
        "text": source.text,
        "figures": [figures[span] for span in order],
        "claims": [_claim(kind, [order.index(span) for span in spans]) for kind, spans in claims],
    }


def _figure(text: str, span: tuple[int, int], kind: str) -> dict[str, Any]:
    surface = text[slice(*span)]
    written = re.findall(r"\d[\d.,]*", surface)
    values = [number.replace(".", "").replace(",", ".") for number in written]
    figure: dict[str, Any] = {
        "start": span[0], "end": span[1], "surface": surface, "kind": kind, "value": values[0],
    }  # fmt: skip
    scale = next((power for word, power in _SCALES.items() if f" {word}" in surface), 0)
    if scale:
        figure["value"] = f"{values[0]}e{scale}"
        figure["unit"] = surface.split()[-1]
    if kind == "ratio":
        figure["denominator"] = values[1]
    return figure


def _claim(kind: str, figures: Sequence[int]) -> dict[str, Any]:
    name, _, cover = kind.partition(":")
    claim: dict[str, Any] = {"kind": name, "figures": list(figures)}
    return {**claim, "cover": cover} if cover else claim
