"""Preflight of a PDF: its encryption, its page tree and how much its pages unpack to.

PDFium believes a page tree and unpacks a page's content whole, before anybody can stop it, and says
nothing of what is damaged. So qpdf walks the tree first, with an eye on loops and length, and each
page is weighed before a parser gets it.
"""

from __future__ import annotations

import io
import math
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf

from extractors.errors import Reason, UnreadableError
from extractors.weighing import LARGEST_PAGE, Scales

MOST_PAGES = 5_000
"""A PDF of more is refused."""

_LOST = re.compile("reconstruct|unknown token|treating as|ignoring")
"""What qpdf says where it had to guess."""
_MOST_NODES = 50_000
_DEEPEST = 64
_LARGEST_COPY = 16 * 1024**2
"""Bytes of a file that may be in memory a second time."""
_LONGEST_SIDE = 14_400
"""Points: 200 inches, the largest page that the PDF standard knows."""


@dataclass(frozen=True, slots=True)
class PageFault:
    """What is wrong with one page."""

    reason: Reason
    detail: str
    is_readable: bool
    """Whether the page may still be given to a parser."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a PDF is before a parser sees it."""

    pages: int | None
    """Pages that its tree leads to; None where qpdf cannot open the file."""
    is_rebuilt: bool
    """Its table of objects is damaged and has to be made anew: something may be missing."""
    faults: dict[int, PageFault]
    """By the page's number, from 1."""


_UNKNOWN = Preflight(None, True, {})


def preflight(data: bytes) -> Preflight:
    """Look at a PDF's bytes before they are read.

    Raises:
        UnreadableError: encrypted with a password, too many pages, or unpacks to too much.
    """
    try:
        with _opened(data) as pdf:
            rebuilt = any(_LOST.search(str(warning)) for warning in pdf.get_warnings())
            pages = list(_leaves(pdf))
            return Preflight(len(pages), rebuilt, _faults(pdf, pages))
    except pikepdf.PasswordError as error:
        raise UnreadableError(Reason.ENCRYPTED, "the PDF has a password") from error
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, RuntimeError):
        return _UNKNOWN


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The PDF in qpdf's hands.

    It asks a stream of Python's for every few bytes, which takes longer than all else it does; what
    looks like a file it maps into its memory.
    """
    if len(data) > _LARGEST_COPY or not hasattr(os, "memfd_create"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf
        return
    with os.fdopen(os.memfd_create("pdf"), "w+b", buffering=0) as file:
        file.write(data)
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf:
            yield pdf


def _leaves(pdf: Any) -> Iterator[tuple[Any, Any]]:
    """The pages in order, each node of the tree once; with its resources, its own or inherited."""
    seen: set[tuple[int, int]] = set()
    pages = nodes = 0
    waiting = [(pdf.Root.get("/Pages"), 0, None)]
    while waiting:
        node, depth, resources = waiting.pop()
        nodes += 1
        if not isinstance(node, pikepdf.Dictionary) or depth > _DEEPEST:
            continue
        resources = node.get("/Resources", resources)
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            if node.objgen in seen:
                continue
            if node.is_indirect:
                seen.add(node.objgen)
            if len(kids) > _MOST_NODES - nodes:
                raise _too_many(pages + len(kids))
            waiting.extend((kids[at], depth + 1, resources) for at in range(len(kids) - 1, -1, -1))
            continue
        pages += 1
        if pages > MOST_PAGES:
            raise _too_many(pages)
        yield node, resources


def _too_many(pages: int) -> UnreadableError:
    return UnreadableError(
        Reason.TOO_LARGE, f"{pages} pages or more; at most {MOST_PAGES} are read"
    )


def _faults(pdf: Any, pages: list[tuple[Any, Any]]) -> dict[int, PageFault]:
    """The faults of pages, by number."""
    scales, faults = Scales(), {}
    for number, (page, resources) in enumerate(pages, 1):
        if _longest_side(page) > _LONGEST_SIDE:
            detail = "the page is larger than 200 inches"
            faults[number] = PageFault(Reason.TOO_LARGE, detail, False)
            continue
        load = scales.page(page, resources)
        if load.size > LARGEST_PAGE:
            detail = f"the page unpacks to more than {LARGEST_PAGE // 1024**2} MB"
            faults[number] = PageFault(Reason.TOO_LARGE, detail, False)
        elif load.is_damaged or pdf.get_warnings():
            faults[number] = PageFault(Reason.CORRUPT, "the page's content is damaged", True)
    return faults


def _longest_side(page: Any) -> float:
    """Of the page's own box, in points; 0 where it has none that can be read."""
    box = page.get("/MediaBox")
    if not isinstance(box, pikepdf.Array) or len(box) != 4:
        return 0
    try:
        x0, y0, x1, y1 = (float(side) for side in box)
    except (TypeError, ValueError, ArithmeticError):
        return 0
    side = max(abs(x1 - x0), abs(y1 - y0))
    return side if math.isfinite(side) else math.inf
