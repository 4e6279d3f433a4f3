"""The package that a DOCX is: its parts, and how they refer to each other.

Word and LibreOffice open packages that python-docx refuses: with a reference to a part that is not
there, with macros, a template, one of the strict kind. So only its part names are taken from it,
and parts are parsed when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.opc.packuri import PackURI
from lxml import etree

from extractors.archive import Archive
from extractors.errors import Reason, UnreadableError

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/",
     b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/",
     b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)  # fmt: skip
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part refers to another for."""

    kind: str
    """The last step of its type: 'styles', 'header', 'aFChunk'."""
    target: str
    """Name of the part in the archive; an address if it is external."""
    external: bool


class Part:
    """One part of a package."""

    __slots__ = ("_archive", "_relations", "name")

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self._archive = archive
        self._relations: dict[str, Relation] | None = None

    @property
    def blob(self) -> bytes:
        """Its bytes as stored."""
        return self._archive.read(self.name)

    def root(self, without: Iterable[str] = ()) -> Any:
        """Its XML, in the namespaces of the transitional kind.

        Args:
            without: local names of elements, not nested, that may be left out unparsed.

        Raises:
            UnreadableError: with a document type.
            etree.XMLSyntaxError: not well formed.
        """
        blob = self.blob
        lean = blob
        for name in without:
            lean = _cut(lean, name.encode())
        if len(lean) < len(blob):
            try:
                return _parsed(lean)
            except etree.XMLSyntaxError:
                pass  # cut at what was no element: a comment
        return _parsed(blob)

    @property
    def relations(self) -> dict[str, Relation]:
        """What it refers to, by id."""
        if self._relations is None:
            uri = PackURI(f"/{self.name}")
            self._relations = dict(_relations(self._archive, uri.rels_uri.membername, uri.baseURI))
        return self._relations

    def related(self, kind: str) -> Part | None:
        """The first part that it refers to for this; None if there is none."""
        return next(
            (part for key, r in self.relations.items()
             if r.kind == kind and (part := self.part(key)) is not None),
            None,
        )  # fmt: skip

    def related_root(self, kind: str, without: Iterable[str] = ()) -> Any | None:
        """The XML of that part."""
        part = self.related(kind)
        return None if part is None else part.root(without)

    def part(self, identity: str | None) -> Part | None:
        """The part behind a relation's id; None if it is outside the package or missing."""
        relation = self.relations.get(identity or "")
        if relation is None or relation.external:
            return None
        name = self._archive.member(relation.target)
        return None if name is None else Part(self._archive, name)


class Package:
    """The archive of a word processor's document.

    Raises:
        UnreadableError: it holds none: a workbook, or another archive.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._relations = [r for _, r in _relations(self._archive, "_rels/.rels", "/")]
        self.main = self._main()

    def stated_pages(self) -> int | None:
        """How many pages the program that saved the package counted, if it says."""
        named = (r.target for r in self._relations if r.kind == "extended-properties")
        name = next((n for t in named if (n := self._archive.member(t)) is not None), None)
        if name is None:
            return None
        for node in Part(self._archive, name).root():
            if isinstance(node.tag, str) and node.tag.endswith("}Pages"):
                return int(node.text) if (node.text or "").isdecimal() else None
        return None

    def _main(self) -> Part:
        named = [r.target for r in self._relations if r.kind == "officeDocument" and not r.external]
        for target in (*named, "word/document.xml"):
            name = self._archive.member(target)
            if name is not None and name.lower().startswith("word"):
                return Part(self._archive, name)
        workbook = any(name.startswith("xl/") for name in self._archive.names)
        kind = "a workbook" if workbook else "an archive"
        raise UnreadableError(Reason.UNSUPPORTED, f"{kind}, not a DOCX")


def relation_id(node: Any) -> str | None:
    """The id of the relation that an element points to."""
    found = node.get(_ID)
    return None if found is None else str(found)


def _relations(archive: Archive, member: str, base: str) -> Iterator[tuple[str, Relation]]:
    name = archive.member(member)
    if name is None:
        return
    for node in _parsed(archive.read(name)):
        target, external = node.get("Target") or "", node.get("TargetMode") == "External"
        if not external:
            target = PackURI.from_rel_ref(base, target.split("#")[0]).membername
        kind = (node.get("Type") or "").rsplit("/", 1)[-1]
        yield node.get("Id"), Relation(kind, target, external)


def _cut(blob: bytes, name: bytes) -> bytes:
    """XML without the elements `w:name`; as it is where they do not pair with their ends."""
    opening, closing = b"<w:" + name, b"</w:" + name + b">"
    kept: list[bytes] = []
    done = 0
    begin = blob.find(opening)
    while begin >= 0:
        kept.append(blob[done:begin])
        end = blob.find(closing, begin)
        begin = blob.find(opening, begin + len(opening))
        if end < 0 or 0 <= begin < end:
            return blob
        done = end + len(closing)
    return b"".join([*kept, blob[done:]])


def _parsed(blob: bytes) -> Any:
    if _STRICT in blob:
        for strict, transitional in _TRANSITIONAL:
            blob = blob.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(blob, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(Reason.CORRUPT, "a document type in its XML")
    return root
