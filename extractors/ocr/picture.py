"""The picture of a page made fit for reading: grey, upright, even, of one size of type."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Grey = npt.NDArray[np.uint8]
"""Rows of grey levels, 0 black, 255 white."""

DPI = 300
"""What pages are read at."""

_MOST_PIXELS = 24_000_000
"""Of one page: an A3 sheet at 300 dpi has 17 million."""

_STEEPEST = 5.0
"""Degrees that a page may lie askew."""

_COLOUR = 70
"""Distance of a pixel's red from its other colours; a stamp has more, black ink less."""

_SMEARED = 7
"""Pixels across that the edge of a colour is smeared over; odd."""

_PRINT = 60
"""The lightest colour of black print under a stamp, at most, in grey levels."""

_PAPER = 150
"""Grey level over which all of an empty page lies, grain and all."""

_INKED = (0.5, 0.05, 0.005)
"""Per cent of a page's dots that may be its ink."""

_GRAINY = 3.0
"""Standard deviation of the grain, in grey levels, over which a scan is noisy."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page ready for reading, and the way back from its pixels to the page's points."""

    grey: Grey
    scale: float
    """Pixels to the point."""
    skew: float
    """Degrees, counterclockwise, that the page was turned to stand upright."""
    noise: float
    """Standard deviation of the grain, in grey levels."""

    @property
    def is_noisy(self) -> bool:
        """Whether the grain is so strong that a comma may look like a point."""
        return self.noise > _GRAINY

    def sides(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, ...]:
        """A rectangle of pixels as (x0, top, x1, bottom) in points of the page as scanned."""
        height, width = self.grey.shape
        turn = math.radians(self.skew)
        middle_x, middle_y = (x0 + x1) / 2 - width / 2, (y0 + y1) / 2 - height / 2
        x = middle_x * math.cos(turn) - middle_y * math.sin(turn) + width / 2
        y = middle_x * math.sin(turn) + middle_y * math.cos(turn) + height / 2
        half_x, half_y = (x1 - x0) / 2, (y1 - y0) / 2
        corners = (x - half_x, y - half_y, x + half_x, y + half_y)
        return tuple(value / self.scale for value in corners)


def resolution(width: float, height: float, native: float | None) -> float:
    """The dpi to render a page at: that of its picture if it is known, within bounds.

    Args:
        width: of the page in points.
        height: likewise.
        native: dpi of the picture on the page.
    """
    wanted = DPI if native is None else min(max(native, 72.0), DPI)
    most = 72 * math.sqrt(_MOST_PIXELS / max(width * height, 1.0))
    return min(wanted, most)


def prepared(image: Image.Image, dpi: float) -> Picture:
    """The picture of a page, rendered at `dpi`, made fit for reading.

    Coloured ink (stamps, signatures in blue) is taken out, the paper made white,
    the page brought to `DPI` (as far as memory allows) and turned upright.
    """
    grey = _without_colour(image)
    noise = grain(grey)
    page = Image.fromarray(grey)
    factor = DPI / dpi
    factor = min(factor, math.sqrt(_MOST_PIXELS / max(page.width * page.height, 1)))
    if factor > 1.05:
        size = (round(page.width * factor), round(page.height * factor))
        page = page.resize(size, Image.Resampling.BICUBIC)
    else:
        factor = 1.0
    page = Image.fromarray(_levelled(np.asarray(page)))
    skew = _skew(np.asarray(page))
    if abs(skew) >= 0.05:
        page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    return Picture(np.asarray(page), dpi * factor / 72, skew, noise)


def is_blank(image: Image.Image) -> bool:
    """Whether a picture is empty paper, as the back of a sheet."""
    return float(np.percentile(np.asarray(image.convert("L"))[::2, ::2], 0.1)) > _PAPER


def _without_colour(image: Image.Image) -> Grey:
    """Grey levels; where ink is red or blue, the paper's."""
    if image.mode in {"L", "1", "I;16", "I"}:
        return np.asarray(image.convert("L"))
    rgb = np.asarray(image.convert("RGB"))
    most, least = rgb.max(axis=2), rgb.min(axis=2)
    grey: Grey = np.asarray(image.convert("L"))
    coloured = (most.astype(np.int16) - least) > _COLOUR
    if not coloured.any():
        return grey
    # Black print under a stamp is darker than the stamp in its lightest colour. At the edge of the
    # stamp, where a scan has smeared its colour, only what is so dark is print.
    near = Image.fromarray(coloured).convert("L").filter(ImageFilter.MaxFilter(_SMEARED))
    about = np.asarray(near) > 0
    lifted = grey.copy()
    light = np.clip((most[about].astype(np.float32) - _PRINT) * 255 / (_PAPER - _PRINT), 0, 255)
    lifted[about] = np.maximum(light.astype(np.uint8), grey[about])
    return lifted


def grain(grey: Grey) -> float:
    """Standard deviation of the noise of a picture, in grey levels (Immerkær's estimate).

    Taken over the paper alone: print has edges that are no noise.
    """
    flat = grey.astype(np.float32)
    inner = (
        flat[:-2, :-2] - 2 * flat[:-2, 1:-1] + flat[:-2, 2:]
        - 2 * flat[1:-1, :-2] + 4 * flat[1:-1, 1:-1] - 2 * flat[1:-1, 2:]
        + flat[2:, :-2] - 2 * flat[2:, 1:-1] + flat[2:, 2:]
    )  # fmt: skip
    if inner.size == 0:
        return 0.0
    return float(np.median(np.abs(inner)) / 0.6745 / 6)


def _levelled(grey: Grey) -> Grey:
    """Paper made white and ink black, also where a shadow lies over the page."""
    height, width = grey.shape
    small = Image.fromarray(grey).resize(
        (max(width // 16, 1), max(height // 16, 1)), Image.Resampling.BOX
    )
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    ground = np.asarray(paper.resize((width, height), Image.Resampling.BILINEAR)).astype(np.float32)
    even = grey.astype(np.float32) * (250 / np.maximum(ground, 60))
    # A page of two lines has next to no ink: what is darkest of it is still no paper.
    levels = np.percentile(even[::4, ::4], _INKED).tolist()
    dark = next((float(level) for level in levels if level < _PAPER), 0.0)
    even = (even - dark) * (255 / max(235 - dark, 60))
    return np.clip(even, 0, 255).astype(np.uint8)


def _skew(grey: Grey) -> float:
    """Degrees by which a page must be turned counterclockwise to stand upright."""
    height, width = grey.shape
    factor = max(1, round(max(height, width) / 1200))
    small = Image.fromarray(255 - grey).resize(
        (max(width // factor, 1), max(height // factor, 1)), Image.Resampling.BOX
    )
    ink = np.asarray(small).astype(np.float32)
    ink[ink < 60] = 0
    if ink.sum() == 0:
        return 0.0
    best = 0.0
    for step, reach in ((0.5, _STEEPEST), (0.1, 0.5), (0.02, 0.1)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
    return best


def _sharpness(ink: Any, angle: float) -> float:
    """How sharply the rows of a page stand apart when it is sheared by an angle."""
    height, width = ink.shape
    strips = 48
    rise = math.tan(math.radians(angle))
    total = np.zeros(height, dtype=np.float32)
    edges = np.linspace(0, width, strips + 1).astype(int)
    for first, last in pairwise(edges):
        if first == last:
            continue
        profile = ink[:, first:last].sum(axis=1)
        shift = -rise * ((first + last) / 2 - width / 2)
        whole = math.floor(shift)
        part = shift - whole
        total += (1 - part) * np.roll(profile, whole) + part * np.roll(profile, whole + 1)
    steps = np.diff(total)
    return float((steps * steps).sum())
