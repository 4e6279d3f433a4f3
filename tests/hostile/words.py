"""Hostile DOCX, RTF and DOC files."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache

from corpus.reading.docx.parts import cell, p, package, row, table
from tests.hostile.case import CORRUPT, DIED, ENCRYPTED, MEMORY, OK, TIMEOUT, TOO_LARGE, hostile

_MAIN = "word/document.xml"
SENTENCE = p("Có 62/77 đồng chí, đạt 80,5%.")


def changed(data: bytes, members: dict[str, bytes | None]) -> bytes:
    """The package with members that are others, further, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        held: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (held | members).items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def main_of(data: bytes) -> bytes:
    """The main part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(_MAIN)


@cache
def small() -> bytes:
    """A good one."""
    return package(SENTENCE)


def typed(before: str, body: str = SENTENCE) -> bytes:
    """A package with something between the XML declaration and the root of its main part."""
    data = package(body)
    return changed(data, {_MAIN: main_of(data).replace(b"?>", f"?>{before}".encode(), 1)})


@cache
def bomb() -> bytes:
    """A main part of 900 MB of nothing, in 900 KB."""
    out = io.BytesIO(changed(small(), {_MAIN: None}))
    start, end = main_of(package("<!---->")).split(b"<!---->")
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(_MAIN, "w", force_zip64=True) as member,
    ):
        member.write(start)
        for _ in range(900):
            member.write(b" " * 1_000_000)
        member.write(end)
    return out.getvalue()


def lying_bomb() -> bytes:
    """As the bomb, with sizes in its table that are small."""
    data = bytearray(bomb())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1_000)
    return bytes(data)


def many_members() -> bytes:
    """A hundred thousand members."""
    out = io.BytesIO(small())
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(100_000):
            archive.writestr(f"word/media/{number}.xml", b"")
    return out.getvalue()


@cache
def elements() -> bytes:
    """Two million elements that hardly pack: a tree of more memory than a worker has."""
    hashed = (number * 2_654_435_761 % 4_294_967_296 for number in range(1_900_000))
    return package("".join(f'<w:p w:a="{value}"/>' for value in hashed))


def deep() -> bytes:
    """Tables within tables, a hundred thousand deep."""
    return package("<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000)


def deep_but_legal() -> bytes:
    """Tables within tables as deep as a parser of XML goes."""
    return package("<w:tbl><w:tr><w:tc>" * 80 + SENTENCE + "</w:tc></w:tr></w:tbl>" * 80)


def wide_cell() -> bytes:
    """A cell that says it spans a thousand million columns."""
    return package(table(row(cell(SENTENCE, '<w:gridSpan w:val="1000000000"/>'))))


def entity(target: str) -> bytes:
    """An entity from outside, where the text should be."""
    return typed(f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{target}">]>', p("&x;"))


def laughs() -> bytes:
    """Entities of entities: a thousand million words."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return typed(f"<!DOCTYPE w:document [{entities}]>", p("&a9;"))


def late_doctype() -> bytes:
    """A document type behind 10,000 blanks."""
    return typed(" " * 10_000 + "<!DOCTYPE w:document>")


def template() -> bytes:
    """A template on another machine, to be had when the document is opened."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" '
        'Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>'
    )
    return changed(
        package(SENTENCE, {"settings": '<w:attachedTemplate r:id="r1"/>'}),
        {"word/_rels/settings.xml.rels": relations.encode()},
    )


def macros() -> bytes:
    """With a project of Visual Basic."""
    return changed(small(), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def climbing() -> bytes:
    """Members whose names lead out of the folder."""
    names = ("../../../climbed.txt", "/climbed.txt", "C:\\climbed.txt")
    return changed(small(), dict.fromkeys(names, b"x"))


def outside_target() -> bytes:
    """The main part is said to be a file of the machine."""
    with zipfile.ZipFile(io.BytesIO(small())) as archive:
        relations = archive.read("_rels/.rels")
    aside = relations.replace(_MAIN.encode(), b"../../../../../../etc/passwd")
    return changed(small(), {"_rels/.rels": aside, _MAIN: None})


def locked() -> bytes:
    """The bit that says a member is encrypted."""
    data = bytearray(small())
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def rtf(body: str = r"C\u243? 62/77 \u273?\u7891?ng ch\u237?, \u273?\u7841?t 80,5%.") -> bytes:
    """An RTF file."""
    return rb"{\rtf1\ansi\uc1 " + body.encode("ascii") + rb"\par}"


def deep_rtf() -> bytes:
    """Groups within groups, half a million deep."""
    return rtf("{" * 500_000 + "1" + "}" * 500_000)


def long_binary() -> bytes:
    """A picture that says it is two thousand million bytes long, ahead of the text."""
    return rtf(r"\bin2000000000 62/77 ")


def long_number() -> bytes:
    """A control word whose number is a million digits long."""
    return rtf(r"\fs" + "9" * 1_000_000 + " 62/77 ")


def ole(blocks: int = 8) -> bytes:
    """An OLE file whose table of blocks runs in a circle."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIII", header, 40, 0, 1, 1, 0, 4096)
    struct.pack_into("<IIII", header, 60, 0, 1, 0, 0)
    struct.pack_into("<I", header, 76, 0)
    circle = struct.pack("<128I", *((n + 1) % blocks for n in range(128)))
    return bytes(header) + circle * blocks


WORDS = (
    hostile("good.docx", small, OK, figures=2),
    hostile("bomb.docx", bomb, TOO_LARGE),
    hostile("lying-bomb.docx", lying_bomb, CORRUPT, TOO_LARGE),
    hostile("many-members.docx", many_members, TOO_LARGE),
    hostile("elements.docx", elements, MEMORY, TIMEOUT, ("refused", "empty")),
    hostile("deep.docx", deep, CORRUPT, TOO_LARGE),
    hostile("deep-but-legal.docx", deep_but_legal, OK, CORRUPT, ("partial", "corrupt")),
    hostile("wide-cell.docx", wide_cell, OK, figures=2),
    hostile("entity-file.docx", lambda: entity("file:///etc/passwd"), CORRUPT),
    hostile("entity-network.docx", lambda: entity("http://192.0.2.1/x"), CORRUPT),
    hostile("laughs.docx", laughs, CORRUPT),
    hostile("late-doctype.docx", late_doctype, CORRUPT),
    hostile("macros.docm", macros, OK, figures=2),
    hostile("template.docx", template, OK, figures=2),
    hostile("climbing.docx", climbing, OK, figures=2),
    hostile("outside-target.docx", outside_target, ("refused", "unsupported"), CORRUPT),
    hostile("locked.docx", locked, ENCRYPTED),
    hostile("good.rtf", rtf, OK, figures=2),
    hostile(
        "control-in-font.rtf",
        lambda: b"{\\rtf1\\ansi{\\fonttbl{\\f0 Ar\x01ial;}}\\f0 62/77 dong chi, 80,5%.\\par}",
        OK,
        figures=2,
    ),
    hostile("deep.rtf", deep_rtf, OK, CORRUPT, TOO_LARGE, ("partial", "corrupt")),
    hostile("long-binary.rtf", long_binary, CORRUPT, ("partial", "corrupt")),
    hostile("long-number.rtf", long_number, OK, CORRUPT),
    hostile("circle.doc", ole, CORRUPT, ("refused", "unsupported"), DIED),
)  # fmt: skip
