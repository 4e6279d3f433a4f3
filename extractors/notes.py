"""Footnotes and endnotes of a word processor: their marks, and where their text is."""

from __future__ import annotations

from typing import Any

from extractors.package import Part
from extractors.wordml import W, number, value


class Notes:
    """Counts marks through a document; ask for each reference once, in order."""

    def __init__(self, main: Part, body: Any, settings: Any | None) -> None:
        self._roots: dict[str, dict[str | None, Any]] = {}
        self._counts: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._by_page: set[str] = set()
        self._page: int | None = None
        for kind in ("footnote", "endnote"):
            root = main.related_root(f"{kind}s")
            notes = () if root is None else root
            self._roots[kind] = {
                note.get(f"{W}id"): note
                for note in notes
                if note.get(f"{W}type") in {None, "normal"}
            }
            self._starts[kind] = 1
            last = next(iter(body.findall(f"{W}sectPr")[-1:]), None)
            for holder in (settings, last):
                said = None if holder is None else holder.find(f"{W}{kind}Pr")
                self._starts[kind] = number(value(said, "numStart"), self._starts[kind])
                if value(said, "numRestart") == "eachPage":
                    self._by_page.add(kind)
            self._counts[kind] = self._starts[kind] - 1

    def take(self, reference: Any, page: int | None) -> tuple[int | None, Any | None]:
        """The number of a reference, and the note behind it.

        Args:
            reference: a `w:footnoteReference` or `w:endnoteReference`.
            page: where it stands, if pages are known; numbers may begin anew on each.

        Returns:
            The number, None if the paper has a sign of its own in its place; and the note, None if
            it is missing.
        """
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        note = self._roots[kind].get(reference.get(f"{W}id"))
        if reference.get(f"{W}customMarkFollows") in {"1", "true", "on"}:
            return None, note
        if page is not None and page != self._page and kind in self._by_page:
            self._counts[kind] = self._starts[kind] - 1
        self._page = page
        self._counts[kind] += 1
        return self._counts[kind], note
