"""Small pieces of WordprocessingML for the makers of the torture set, and the package around them.

Written by hand and not with python-docx, so that files can be as odd as programs make them.
"""

from __future__ import annotations

import io
import zipfile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" '
    'mc:Ignorable="w14 wpsCustomData"'
)
KINDS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
    "settings": "settings", "comments": "comments",
}  # fmt: skip
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MADE = (2021, 1, 1, 0, 0, 0)


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{t(text)}</w:r>"


def p(*content: str, look: str = "") -> str:
    """A paragraph; content that is no XML is a run."""
    runs = "".join(c if c.startswith("<") else r(c) for c in content)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    look = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, look=look) if text else p(look=look)


def cell(content: str, look: str = "") -> str:
    inner = content if content.startswith("<") else p(content) if content else p()
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{inner}</w:tc>"


def row(*cells: str, look: str = "") -> str:
    held = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{held}</w:tr>"


def table(*rows: str, borders: bool = True) -> str:
    lines = '<w:tblBorders><w:top w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
    return f"<w:tbl><w:tblPr>{lines if borders else ''}</w:tblPr>{''.join(rows)}</w:tbl>"


def sdt(content: str, tag: str = "x") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def field(code: str, result: str | None) -> str:
    """A field of several runs; its result is text, or runs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = code if code.startswith("<") else f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    shown = "" if result is None else result if result.startswith("<") else r(result)
    middle = "" if result is None else mark.format("separate") + shown
    return mark.format("begin") + inner + middle + mark.format("end")


def level(index: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def num(identity: int, abstract_identity: int, more: str = "") -> str:
    return (
        f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract_identity}"/>{more}</w:num>'
    )


def notes(kind: str, *texts: str) -> str:
    """The separator that each file has, and notes from 1 on."""
    held = "".join(
        f'<w:{kind} w:id="{i}">{text if text.startswith("<") else p(text)}</w:{kind}>'
        for i, text in enumerate(texts, start=1)
    )
    return (
        f'<w:{kind} w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:{kind}>{held}'
    )


def package(
    body: str,
    parts: dict[str, str] | None = None,
    files: dict[str, tuple[str, bytes]] | None = None,
    *,
    content: str = f"{_CONTENT}.document.main+xml",
    strict: bool = False,
) -> bytes:
    """The bytes of a DOCX.

    Args:
        body: the content of its `w:body`.
        parts: by kind ('styles', 'footnotes', 'header1', 'footer1' …), what the root holds.
        files: others, by relation id: name in 'word/' or a name that is not there, and bytes.
        content: its content type.
        strict: written in the namespaces of the strict kind.
    """
    parts, files = parts or {}, files or {}
    relations, members, types = [], {}, []
    for name, held in parts.items():
        kind = KINDS.get(name) or name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{held}</w:{root}>"
        relations.append((f"rId_{name}", kind, f"{name}.xml"))
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.{kind}+xml"/>')
    for identity, (name, data) in files.items():
        relations.append((identity, "image" if name == "NULL" else "aFChunk", name))
        if data:
            members[f"word/{name}"] = data
    members["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    types.append(f'<Override PartName="/word/document.xml" ContentType="{content}"/>')
    members["word/_rels/document.xml.rels"] = _relations(relations)
    members["_rels/.rels"] = _relations([("rId1", "officeDocument", "word/document.xml")])
    members["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="html" ContentType="text/html"/>'
        f'<Default Extension="docx" ContentType="{content}"/>{"".join(types)}</Types>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, held in members.items():
            data = held if isinstance(held, bytes) else _written(held, strict=strict)
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


def _relations(relations: list[tuple[str, str, str]]) -> str:
    held = "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, kind, target in relations
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{held}</Relationships>'


def _written(xml: str, *, strict: bool) -> bytes:
    if strict:
        for old, new in (
            ("wordprocessingml/2006/", "wordprocessingml/"),
            ("officeDocument/2006/", "officeDocument/"),
            ("drawingml/2006/", "drawingml/"),
        ):
            xml = xml.replace(
                f"http://schemas.openxmlformats.org/{old}", f"http://purl.oclc.org/ooxml/{new}"
            )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
