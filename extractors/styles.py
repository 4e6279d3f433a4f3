"""What paragraphs and runs take from their styles: look, outline level, numbering, borders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.wordml import P_PR, R_PR, W, is_on, number, value

NOT_OF_TEXT = ("latentStyles", "tblStylePr")
"""Elements of the part of styles, most of what it holds, that no text depends on."""

_DEEPEST = 24
_FONTS, _VANISH, _ALIGN = f"{W}rFonts", f"{W}vanish", f"{W}vertAlign"
_POSITION, _CAPS, _BOLD, _STYLE = f"{W}position", f"{W}caps", f"{W}b", f"{W}rStyle"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as it matters for its text; None where nothing is said."""

    font: str | None = None
    hidden: bool | None = None
    raised: bool | None = None
    """Set as a superscript."""
    lift: int | None = None
    """Raised over the line, in half points."""
    capitals: bool | None = None
    """Shown in capitals, whatever letters are stored."""
    bold: bool | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else the base."""
        return Look(
            base.font if self.font is None else self.font,
            base.hidden if self.hidden is None else self.hidden,
            base.raised if self.raised is None else self.raised,
            base.lift if self.lift is None else self.lift,
            base.capitals if self.capitals is None else self.capitals,
            base.bold if self.bold is None else self.bold,
        )


_PLAIN = Look()


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Any | None) -> None:
        self._nodes: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self.outline = lru_cache(self._outline)
        """The outline level that a paragraph style gives, from 0."""
        self.numbering = lru_cache(self._numbering)
        """List and level that a paragraph style gives, and the style that names the list."""
        self.breaks_page = lru_cache(self._breaks_page)
        """Whether paragraphs of a style begin a page."""
        self.of_paragraph = lru_cache(self._of_paragraph)
        """The look that the runs of a paragraph begin with."""
        self._normal: str | None = None
        self._default = Look("")
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            identity = style.get(f"{W}styleId")
            self._nodes[identity] = style
            is_default = style.get(f"{W}default") in {"1", "true", "on"}
            if is_default and style.get(f"{W}type") == "paragraph":
                self._normal = identity
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{R_PR}")
        if defaults is not None:
            self._default = self._said(defaults).over(self._default)

    def _of_paragraph(self, style: str | None) -> Look:
        return self._styled(style or self._normal).over(self._default)

    def of_run(self, properties: Any | None, base: Look) -> Look:
        """The look of a run with these properties in a paragraph with that look."""
        if properties is None or len(properties) == 0:
            return base
        return self._said(properties).over(base)

    def _outline(self, style: str | None) -> int | None:
        for node in self._line(style):
            level = value(node.find(P_PR), "outlineLvl")
            if level is not None:
                return number(level, 9)
            name = (value(node, "name") or "").lower()
            if name.startswith("heading ") and name[8:].isdecimal():
                return int(name[8:]) - 1
        return None

    def _numbering(self, style: str | None) -> tuple[str | None, str | None, str | None]:
        level: str | None = None
        for node in self._line(style or self._normal):
            found = node.find(f"{P_PR}/{W}numPr")
            if found is None:
                continue
            level = level or value(found, "ilvl")
            identity = value(found, "numId")
            if identity is not None:
                return identity, level, node.get(f"{W}styleId")
        return None, level, None

    def _breaks_page(self, style: str | None) -> bool:
        for node in self._line(style or self._normal):
            found = node.find(f"{P_PR}/{W}pageBreakBefore")
            if found is not None:
                return is_on(found)
        return False

    def has_borders(self, style: str | None) -> bool:
        """Whether a table style draws lines."""
        return any(borders(node.find(f"{W}tblPr/{W}tblBorders")) for node in self._line(style))

    def _said(self, properties: Any) -> Look:
        font = hidden = raised = lift = capitals = bold = None
        style = _PLAIN
        for child in properties:
            tag = child.tag
            if tag == _FONTS:
                font = child.get(f"{W}hAnsi") or child.get(f"{W}ascii")
            elif tag == _STYLE:
                style = self._styled(child.get(f"{W}val"))
            elif tag == _BOLD:
                bold = is_on(child)
            elif tag == _VANISH:
                hidden = is_on(child)
            elif tag == _ALIGN:
                raised = child.get(f"{W}val") == "superscript"
            elif tag == _POSITION:
                lift = number(child.get(f"{W}val"))
            elif tag == _CAPS:
                capitals = is_on(child)
        own = Look(font, hidden, raised, lift, capitals, bold)
        return own if style is _PLAIN else own.over(style)

    def _styled(self, style: str | None) -> Look:
        if style is None:
            return _PLAIN
        found = self._looks.get(style)
        if found is None:
            found = _PLAIN
            self._looks[style] = found
            for node in self._line(style):
                properties = node.find(R_PR)
                if properties is not None:
                    found = found.over(self._said(properties))
            self._looks[style] = found
        return found

    def _line(self, style: str | None) -> list[Any]:
        """A style, the one it is based on, and so on."""
        line: list[Any] = []
        while style is not None and len(line) < _DEEPEST:
            node = self._nodes.get(style)
            if node is None:
                break
            line.append(node)
            style = value(node, "basedOn")
        return line


def borders(node: Any | None) -> bool:
    """Whether a list of borders has one that is drawn."""
    return node is not None and any(
        side.get(f"{W}val") not in {None, "none", "nil"} for side in node
    )
