"""What a report says of the time to come: its tasks and aims, which are no results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Block, BlockKind, Document, Origin
from rules.figures.figure import Figure
from rules.figures.spelling import bare, key

_AHEAD = re.compile(
    r"phuong\s+huong|nhiem\s+vu(?!\s+(?:chinh\s+tri|chuyen\s+mon|duoc\s+giao))|muc\s+tieu|chi\s+tieu|"
    r"ke\s+hoach"
)
"""Of headings, without marks, as a scan may have lost them."""
_BEHIND = re.compile(r"ket\s+qua|thuc\s+hien|tinh\s+hinh|\bda\b|lanh\s+dao")
_AIMED = re.compile(r"(?:phan dau|chi tieu|du kien|muc tieu)[^;:]{0,60}\Z")
_LONGEST_HEADING = 70


def ahead(document: Document) -> Iterator[int]:
    """The ordinals of blocks that stand under a heading of tasks to come."""
    title = key(document.metadata.title or "")
    line = section = ""
    for block in document.blocks:
        if block.place.section != section:
            line, section = "", block.place.section or ""
        if _is_heading(block):
            line = block.text
        elif any(map(_tells_of_tasks, [line] if line else _headings(section, title))):
            yield block.place.block


def is_aimed_at(figure: Figure, before: str) -> bool:
    """Whether words before a figure of a scan, with or without their marks, say that it is an aim.

    In print its role tells.
    """
    return figure.origin is Origin.OCR and _AIMED.search(bare(before)) is not None


def _headings(section: str, title: str) -> Iterator[str]:
    """The headings above, without the report's own title ('… và nhiệm vụ trọng tâm')."""
    return (heading for heading in section.split(" > ") if key(heading) not in title)


def _is_heading(block: Block) -> bool:
    """Whether a paragraph is a heading by its looks: short, of letters, with no stop behind it."""
    text = block.text.strip()
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _LONGEST_HEADING
        and text[:1].isupper()
        and text[-1:].isalnum()
        and not any(letter.isdecimal() for letter in text)
    )


def _tells_of_tasks(heading: str) -> bool:
    words = bare(key(heading))
    return _AHEAD.search(words) is not None and _BEHIND.search(words) is None
