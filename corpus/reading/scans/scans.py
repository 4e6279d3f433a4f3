"""Scans out of digital PDFs: rendered, turned a little, blurred, made noisy, stored as JPEG."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter


@dataclass(frozen=True)
class Scan:
    """How a scanner spoils a page."""

    name: str
    dpi: int
    skew: float
    """Degrees; every other page is turned the other way."""
    noise: float
    """Standard deviation of the grain, in grey levels."""
    blur: float
    """Radius in pixels."""
    jpeg: int
    """Quality."""
    specks: float = 0.0
    """Share of the pixels that are dust."""


SCANS = (
    Scan("300", 300, 0.7, 12, 0.6, 75),
    Scan("200", 200, 0.7, 10, 0.4, 75),
    Scan("150", 150, 1.0, 28, 0.5, 45, specks=0.001),
)
"""Good office scans, and a bad one."""

_RED = (205, 40, 45)


def scanned(image: Image.Image, scan: Scan, seed: int, turn: int = 1) -> Image.Image:
    """The picture of a page as a scanner gives it. Same seed, same picture."""
    chance = np.random.default_rng(seed)
    page = image.convert("L").rotate(
        turn * scan.skew, Image.Resampling.BICUBIC, fillcolor=255, expand=False
    )
    page = page.filter(ImageFilter.GaussianBlur(scan.blur))
    grey = np.asarray(page, dtype=np.float32)
    grey = 18 + grey * (228 / 255) + chance.normal(0, scan.noise, grey.shape).astype(np.float32)
    if scan.specks:
        dust = chance.random(grey.shape) < scan.specks
        grey[dust] = chance.integers(0, 120, int(dust.sum()))
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def stamped(image: Image.Image, x: float, y: float) -> Image.Image:
    """A page in colour with an office's round stamp over its print, at a place in points (of A4)."""
    scale = image.width / 595
    paper = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(paper)
    for radius in (48, 44, 20):
        sides = (x - radius, y - radius, x + radius, y + radius)
        draw.ellipse([side * scale for side in sides], outline=_RED, width=round(1.4 * scale))
    for turn in range(24):
        way = math.cos(turn * math.pi / 12), math.sin(turn * math.pi / 12)
        ends = [(x + far * way[0], y + far * way[1]) for far in (24, 40)]
        line = [(scale * across, scale * down) for across, down in ends]
        draw.line(line, fill=_RED, width=round(1.6 * scale))
    return ImageChops.multiply(image.convert("RGB"), paper)


def in_colour(image: Image.Image, skew: float, noise: float, seed: int) -> Image.Image:
    """The picture of a page as a scanner gives it in colour."""
    page = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    levels = np.asarray(page, dtype=np.float32)
    grain = np.random.default_rng(seed).normal(0, noise, levels.shape).astype(np.float32)
    return Image.fromarray(np.clip(18 + levels * (228 / 255) + grain, 0, 255).astype(np.uint8))


def scan_pdf(
    source: Path, scan: Scan, seed: int = 1, pages: tuple[int, ...] | None = None
) -> bytes:
    """An image-only PDF of a digital one: each page one grey JPEG.

    Args:
        source: the digital PDF.
        scan: how to spoil it.
        seed: of the noise.
        pages: which pages, from 0; all if None.
    """
    file = pypdfium2.PdfDocument(source)
    made = []
    for index in range(len(file)) if pages is None else pages:
        image = file[index].render(scale=scan.dpi / 72, grayscale=True).to_pil()
        made.append(scanned(image, scan, seed * 1000 + index, 1 if index % 2 else -1))
    file.close()
    return pdf_of(made, scan.dpi, scan.jpeg)


def pdf_of(images: list[Image.Image], dpi: int, quality: int) -> bytes:
    """Pictures as the pages of a PDF, JPEG inside."""
    stored = []
    for image in images:
        bytes_ = io.BytesIO()
        image.save(bytes_, "JPEG", quality=quality)
        stored.append(Image.open(bytes_))
    out = io.BytesIO()
    stored[0].save(
        out, "PDF", save_all=True, append_images=stored[1:], resolution=dpi, quality=quality
    )
    return out.getvalue()
