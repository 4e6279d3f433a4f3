"""Pictures as reports: PNG, JPEG and TIFF, as scanners and telephones make them, a page each."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PIL import Image, ImageOps

from extractors.continued import with_tables_whole
from extractors.document import Document, Problem
from extractors.errors import Reason, UnreadableError
from extractors.furniture import PageLines
from extractors.layout import pieces
from extractors.metadata import metadata
from extractors.ocr.pages import page_of_picture
from extractors.paragraphs import assemble
from extractors.shown import as_shown, turned_pages

_FORMATS = ("PNG", "JPEG", "TIFF", "MPO")
_NAMES = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "TIFF": "tiff"}
_MOST_PAGES = 500
_MOST_DOTS = 170_000_000
"""Of one picture; the largest cameras of telephones take 108 million, or 12,000 by 9,000."""
_MOST_BYTES = 320 * 1024**2
"""Of one picture unpacked."""
_ENOUGH = 5_200
"""Dots along the longer side of a sheet: A3 at 300 an inch, and more is read no better."""
_SHEET = 297 / 25.4
"""Inches along the longer side of A4."""
_SIDES = (7.0, 17.5)
"""Inches, from half a sheet to A3 with a margin: what a picture says of its size is believed."""
_SMALL = 1_000
"""Dots along the longer side, under which a picture is a piece of a screen and no sheet."""
_SCREEN = 96.0
_MISSING = "a picture, and no OCR is installed"

_Page = tuple[Image.Image, float]
"""A page upright, and its dots to the inch."""


def read_picture(data: bytes, source: str) -> Document:
    """A document from the bytes of a picture; what cannot be read of it are its problems.

    Raises:
        UnreadableError: no page of it can be decoded, or it is too large.
    """
    with _opened(data) as file:
        kind = _NAMES[str(file.format)]
        count = _count(file)
        problems: list[Problem] = []
        pages = list(_pages(file, count, problems))
    if len(pages) == 0 and len(problems) == count and not _waits_for_ocr(problems):
        raise UnreadableError(Reason(problems[0].reason), problems[0].detail)
    blocks = as_shown(assemble(with_tables_whole(pieces(pages))), turned_pages(pages))
    if not blocks and not problems:
        raise UnreadableError(Reason.EMPTY, "no text in it")
    return Document(
        source=source,
        format=kind,
        blocks=blocks,
        pages=count,
        metadata=metadata(blocks),
        problems=tuple(problems),
    )


def picture_page(data: bytes, number: int) -> _Page | None:
    """A page of a picture as it is read, from 1, and its dots to the inch; None if it has it not.

    Raises:
        UnreadableError: it cannot be decoded, or is too large.
    """
    with _opened(data) as file:
        return _page(file, number) if 1 <= number <= _count(file) else None


def _same(image: Image.Image) -> Image.Image:
    return image


def _waits_for_ocr(problems: list[Problem]) -> bool:
    return any(problem.reason is Reason.NEEDS_OCR for problem in problems)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, of which no more than the head has been read.

    Raises:
        UnreadableError: it cannot be opened.
    """
    with warnings.catch_warnings():
        # Its size is weighed here, in bytes; what else is odd of it is nobody's concern.
        warnings.simplefilter("ignore")
        try:
            file = Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        # A damaged head raises what its parser stumbles over.
        except (OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError) as error:
            detail = "its content is not that of a picture"
            raise UnreadableError(Reason.CORRUPT, detail) from error
        with file:
            yield file


def _count(file: Image.Image) -> int:
    """Pages: those of a TIFF; other pictures are one, whatever a camera put behind it.

    Raises:
        UnreadableError: too many, or they cannot be counted.
    """
    if file.format != "TIFF":
        return 1
    try:
        count = int(getattr(file, "n_frames", 1))
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError) as error:
        raise UnreadableError(Reason.CORRUPT, "its pages cannot be counted") from error
    if count > _MOST_PAGES:
        raise UnreadableError(
            Reason.TOO_LARGE, f"{count} pages; at most {_MOST_PAGES} are read of a picture"
        )
    return count


def _pages(file: Image.Image, count: int, problems: list[Problem]) -> Iterator[PageLines]:
    tables = 0
    for number in range(1, count + 1):
        try:
            image, dpi = _page(file, number)
        except UnreadableError as error:
            problems.append(Problem(error.reason, number, error.detail))
            continue
        found = page_of_picture(partial(_same, image), dpi, number, tables, problems)
        if found is None:
            problems.append(Problem(Reason.NEEDS_OCR, number, _MISSING))
            continue
        tables += len(found.tables)
        yield found


def _page(file: Image.Image, number: int) -> _Page:
    """A page upright, on white, and its dots to the inch.

    Raises:
        UnreadableError: it cannot be decoded, or is too large.
    """
    try:
        if number > 1:
            file.seek(number - 1)
        stored = max(file.size)
        across, down = _stated_dpi(file)
        if file.format in {"JPEG", "MPO"}:
            # A JPEG can be unpacked at a half or a quarter of its size.
            file.draft(None, (_ENOUGH, _ENOUGH))
        _weigh(file)
        across, down = (dpi * max(file.size) / stored for dpi in (across, down))
        file.load()
        image = _on_white(_upright(file))
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    # A damaged picture raises what its decoder stumbles over.
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError) as error:
        raise UnreadableError(Reason.CORRUPT, "the picture is damaged") from error
    turned = image.size != file.size and image.size == file.size[::-1]
    if turned:
        across, down = down, across
    return _sized(image, across, down)


def _weigh(file: Image.Image) -> None:
    width, height = file.size
    deep = 4 if file.mode in {"I", "F", "CMYK", "RGBA", "RGBX", "RGB"} else 2
    if width * height > _MOST_DOTS or width * height * deep > _MOST_BYTES:
        raise _too_large()


def _too_large() -> UnreadableError:
    return UnreadableError(
        Reason.TOO_LARGE, f"a picture of more than {_MOST_DOTS // 1_000_000} million dots"
    )


def _stated_dpi(file: Image.Image) -> tuple[float, float]:
    """Dots to the inch across and down as the file has them; 0 where it says nothing."""
    try:
        across, down = (float(part) for part in file.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ArithmeticError):
        return 0.0, 0.0
    sound = 20 <= across <= 2_400 and 20 <= down <= 2_400
    return (across, down) if sound else (0.0, 0.0)


def _upright(file: Image.Image) -> Image.Image:
    """The picture turned as the camera was held."""
    try:
        return ImageOps.exif_transpose(file)
    # What a camera noted may be damaged where the picture is not.
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError):
        return file.copy()


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in grey or colours of eight bits; what shows through is paper."""
    if image.mode.startswith("I"):
        # Sixteen bits of grey; converted, all but the darkest would be white.
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return image.convert("L" if image.mode in {"1", "L", "F"} else "RGB")


def _sized(image: Image.Image, across: float, down: float) -> _Page:
    """The picture with dots as wide as high, no more of them than are of use, and their number.

    A telephone notes 72 to the inch whatever it took: where that makes no sheet, it is a sheet of
    A4 that the picture is of.
    """
    if across and down and abs(across - down) > 0.05 * max(across, down):
        # A fax has half as many lines as dots.
        most = max(across, down)
        size = round(image.width * most / across), round(image.height * most / down)
        if max(size) <= 4 * max(image.size):
            image, down = image.resize(size, Image.Resampling.BICUBIC), most
    long = max(image.size)
    dpi = down if down and _SIDES[0] <= long / down <= _SIDES[1] else 0.0
    if not dpi:
        dpi = long / _SHEET if long >= _SMALL else _SCREEN
    if long > _ENOUGH:
        share = _ENOUGH / long
        size = max(1, round(image.width * share)), max(1, round(image.height * share))
        image, dpi = image.resize(size, Image.Resampling.BOX), dpi * share
    return image, dpi
