"""The frame of a page: from PDFium's coordinates to points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass

Sides = tuple[float, float, float, float]
"""(x0, top, x1, bottom) in points from the page's top left corner."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns PDFium's page coordinates into points from the top left corner of the page as shown.

    The corner is that of the media box, as pdfplumber has it, whatever is cropped away.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width of the page as shown."""
        return self.right - self.left if self.rotation in {0, 180} else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height of the page as shown."""
        return self.top - self.bottom if self.rotation in {0, 180} else self.right - self.left

    def sides(self, left: float, bottom: float, right: float, top: float) -> Sides:
        """A rectangle of page space as (x0, top, x1, bottom) of the page as shown."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def turned(box: Sides, quarter: int, width: float, height: float) -> Sides:
    """A rectangle of a page of this size, as it stands after the page is turned clockwise.

    Args:
        box: (x0, top, x1, bottom).
        quarter: 0, 90, 180 or 270 degrees.
        width: of the page before the turn.
        height: likewise.
    """
    x0, top, x1, bottom = box
    if quarter == 90:
        return height - bottom, x0, height - top, x1
    if quarter == 180:
        return width - x1, height - bottom, width - x0, height - top
    if quarter == 270:
        return top, width - x1, bottom, width - x0
    return box
