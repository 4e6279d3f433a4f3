"""A report that was cut off or whose bits were flipped is never read in silence as a whole one."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from extractors.errors import Reason
from pipeline.config import Config
from pipeline.engines.engine import Limits, Task
from pipeline.engines.local import LocalEngine
from pipeline.inputs import Input
from pipeline.result import ReportResult, Status
from tests.hostile import pdfs, words

pytestmark = pytest.mark.alone

CORPUS = Path(__file__).parents[2] / "corpus"
MOST = 1_500
"""Of one file so many places are tried, evenly spread; a small file is tried at every one."""
FLIPS = int(os.environ.get("SOAT_FLIPS", "100"))
"""Of a typeset one: a page whose letters are damaged goes through recognition, which takes time."""


def typeset() -> bytes:
    """A report as LibreOffice exports it."""
    return (CORPUS / "units/twelve/ky1/01-dang-bo-so-noi-vu.pdf").read_bytes()


WHOLE = {
    "written.pdf": pdfs.page,
    "typeset.pdf": typeset,
    "small.docx": words.small,
    "tables.docx": (CORPUS / "reading/docx/tables.docx").read_bytes,
    "small.rtf": lambda: rb"{\rtf1\ansi\uc1 C\u243? 62/77 \u273?\u7891?ng ch\u237?, 80,5%.\par}",
}


def places(data: bytes, most: int = MOST) -> range:
    return range(0, len(data), max(1, len(data) // most))


@cache
def outcomes(name: str, how: str) -> dict[int, ReportResult]:
    """What becomes of a file spoilt at each of its places, by place; at -1 of the whole one."""
    data = WHOLE[name]()
    spoilt = cut(data) if how == "cut" else flipped(data)
    tasks = [Task(Input(None, f"{at}-{name}", data=new), Config()) for at, new in spoilt]
    tasks.append(Task(Input(None, f"-1-{name}", data=data), Config()))
    engine = LocalEngine(2, limits=Limits(timeout=600))
    try:
        results = {task.item.report: result for task, result in engine.results(tasks)}
    finally:
        engine.close(now=True)
    assert len(results) == len(tasks)
    return {int(key.removesuffix(f"-{name}")): result for key, result in results.items()}


def cut(data: bytes) -> Iterable[tuple[int, bytes]]:
    return ((at, data[:at]) for at in places(data))


def flipped(data: bytes) -> Iterable[tuple[int, bytes]]:
    """One bit of one byte each."""
    seeded = random.Random(20261124)  # noqa: S311 - bits, no secrets
    for at in places(data, FLIPS if len(data) > 10_000 else MOST):
        yield at, data[:at] + bytes([data[at] ^ 1 << seeded.randrange(8)]) + data[at + 1 :]


def silent(results: dict[int, ReportResult]) -> list[int]:
    """Places at which a spoilt file passes for a whole one with other figures."""
    whole = results[-1]
    assert whole.status is Status.OK
    assert whole.figure_count > 0
    return [
        at
        for at, result in results.items()
        if result.status is Status.OK and result.figure_count != whole.figure_count
    ]


def untyped(results: dict[int, ReportResult]) -> list[tuple[int, str, str]]:
    """Places at which a failure has no reason of a reader's."""
    return [
        (at, failure.code, failure.detail)
        for at, result in results.items()
        for failure in result.failures
        if failure.code not in set(Reason)
    ]


@pytest.mark.parametrize("name", WHOLE)
def test_cut_off_anywhere(name: str) -> None:
    results = outcomes(name, "cut")
    assert untyped(results) == []
    assert silent(results) == []


@pytest.mark.parametrize("name", WHOLE)
def test_a_bit_flipped_anywhere_ends_with_a_reason(name: str) -> None:
    assert untyped(outcomes(name, "flipped")) == []


@pytest.mark.parametrize("name", ["typeset.pdf", "small.docx", "tables.docx"])
def test_a_bit_flipped_in_what_is_packed_is_seen(name: str) -> None:
    data = WHOLE[name]()
    packed = [range(0)]
    if name.endswith(".pdf"):
        packed = [
            range(*m.span(1)) for m in re.finditer(rb"stream\n(.*?)endstream", data, re.DOTALL)
        ]
    within = [
        at
        for at in silent(outcomes(name, "flipped"))
        if name.endswith(".docx") or any(at in one for one in packed)
    ]
    assert within == []
