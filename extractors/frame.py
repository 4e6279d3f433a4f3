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
