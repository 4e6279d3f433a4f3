"""Raised marks of a line, told by their form: small, and above the foot of the letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.ocr.picture import Grey
from extractors.ocr.strips import inked, runs

CAPITAL = 1.42
"""Height of a capital or a figure, in heights of a small letter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The rectangle of a raised mark, in pixels of the line's picture."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def opens(self) -> bool:
        """Whether it is the first of its line, as the mark of a footnote."""
        return self.x0 < 8


@dataclass(frozen=True, slots=True)
class Type:
    """Where the letters of a line stand: rows of the head and the foot of small letters."""

    head: int
    foot: int

    @property
    def height(self) -> int:
        """Of a small letter, in pixels."""
        return self.foot - self.head


def type_of(ink: npt.NDArray[np.bool_]) -> Type | None:
    """The type of a line by how its ink lies over the rows; None where it has next to none."""
    profile = ink.sum(axis=1).astype(np.float64)
    if profile.size < 8 or profile.max() < 3:
        return None
    smooth = np.convolve(profile, [0.25, 0.5, 0.25], mode="same")
    steps = np.diff(np.concatenate(([0.0], smooth, [0.0])))
    middle = int((smooth * np.arange(smooth.size)).sum() / max(smooth.sum(), 1.0))
    head = int(steps[: middle + 1].argmax())
    foot = middle + int(steps[middle:].argmin())
    return Type(head, foot) if foot - head >= 5 else None


def _rows(ink: npt.NDArray[np.bool_], x0: int, x1: int) -> tuple[int, int]:
    """From which row to which the ink of some columns reaches."""
    rows = np.flatnonzero(ink[:, x0:x1].any(axis=1))
    return int(rows[0]), int(rows[-1]) + 1


def raised_marks(line: Grey) -> Iterator[Mark]:
    """What may be a superscript, from left to right; digits close together are one mark."""
    ink = inked(line)
    kind = type_of(ink)
    if kind is None:
        return
    shapes = [(x0, x1, *_rows(ink, x0, x1)) for x0, x1 in runs(np.asarray(ink.any(axis=0)))]
    if sum(y1 - y0 > 1.25 * kind.height for _, _, y0, y1 in shapes) <= 0.1 * len(shapes):
        # Nothing rises over the letters: they are capitals or figures.
        kind = Type(kind.foot - round(kind.height / CAPITAL), kind.foot)
    height = kind.height
    open_: Mark | None = None
    for x0, x1, y0, y1 in shapes:
        least = 0.55 if x0 < 8 else 0.68
        small = least * height <= y1 - y0 <= 1.15 * height and 0.12 * height <= x1 - x0 <= height
        high = y1 <= kind.foot - 0.28 * height and y0 <= kind.head + 0.1 * height
        if not (small and high):
            if open_ is not None and not (
                open_.opens and x0 - open_.x1 < 0.4 * height and y1 <= kind.foot - 0.28 * height
            ):
                # Else it is the first stroke of a quotation mark.
                yield open_
            open_ = None
            continue
        mark = Mark(max(x0 - 1, 0), max(y0 - 2, 0), x1 + 1, y1 + 2)
        if open_ is not None and mark.x0 - open_.x1 < 0.4 * height:
            mark = Mark(open_.x0, min(open_.y0, mark.y0), mark.x1, max(open_.y1, mark.y1))
        elif open_ is not None:
            yield open_
        open_ = mark
    if open_ is not None:
        yield open_
