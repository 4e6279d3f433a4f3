"""Hostile PDFs, written byte by byte: no library would make most of them."""

from __future__ import annotations

import io
import zlib

import pikepdf

from tests.hostile.case import CORRUPT, DIED, ENCRYPTED, MEMORY, OK, TIMEOUT, TOO_LARGE, hostile

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F1 12 Tf 72 700 Td (Co 62/77 dong chi, dat 80,5%) Tj ET\n"
MARGIN = b"[0 0 595 842]"
_STROKES = b"0 0 m 9 9 l S\n" * 67_000
_LETTERS = b"<01> <02> <0041>\n" * 60_000


def written(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of these objects, with a right table of where they are."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        place = places.get(number)
        out.write(b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start))
    return out.getvalue()


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream, packed by deflate."""
    return packed(zlib.compress(data, 9), b"/FlateDecode", extra)


def packed(data: bytes, filters: bytes, extra: bytes = b"") -> bytes:
    """A stream of bytes that are packed already."""
    head = b"<</Length %d/Filter%s%s>>" % (len(data), filters, extra)
    return head + b"\nstream\n" + data + b"\nendstream"


def repeated(piece: bytes, times: int, extra: bytes = b"") -> bytes:
    """A stream of one piece again and again, which is packed only once."""
    return packed(deflated(piece, times), b"/FlateDecode", extra)


def deflated(piece: bytes, times: int) -> bytes:
    """As `zlib.compress(piece * times)`: each piece is packed without regard to those before."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    total = 1
    for _ in range(times):
        total = zlib.adler32(piece, total)
    return b"\x78\xda" + one * times + packer.flush() + total.to_bytes(4, "big")


def page(
    content: bytes = _TEXT,
    *,
    box: bytes = MARGIN,
    resources: bytes = b"",
    **more: bytes,
) -> bytes:
    """A PDF of one page; `more` are further objects: o7=b'…'."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>%s>>>>" % (box, resources),
        4: stream(content),
        5: _FONT,
    }
    return written(objects | {int(name[1:]): body for name, body in more.items()})


def tree(kids: bytes, count: int, **more: bytes) -> bytes:
    """A PDF whose page tree has these kids; object 3 is a page."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        3: b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
        % MARGIN,
        4: stream(_TEXT),
        5: _FONT,
    }
    return written(objects | {int(name[1:]): body for name, body in more.items()})


def small() -> bytes:
    """A good one."""
    return page()


def operators() -> bytes:
    """20 million drawing operators on one page."""
    return page(o4=repeated(_STROKES, 100))


def bomb() -> bytes:
    """One page that unpacks to 1 GB, from 2 KB: packed twice."""
    data = deflated(b" " * 1_000_000, 1_000)
    return page(o4=packed(zlib.compress(data, 9), b"[/FlateDecode/FlateDecode]"))


def form_bomb() -> bytes:
    """The operators are in a form that the page draws."""
    form = repeated(_STROKES, 100, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return page(b"/X1 Do " + _TEXT, resources=b"/XObject<</X1 6 0 R>>", o6=form)


def inherited_form_bomb() -> bytes:
    """The form is among the resources of the page tree, not of the page."""
    form = repeated(_STROKES, 100, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    data = page(b"/X1 Do " + _TEXT, resources=b"/XObject<</X1 6 0 R>>", o6=form)
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>>>"
    moved = data.replace(resources, b" " * len(resources), 1)
    return moved.replace(b"/Count 1>>", b"/Count 1" + resources + b">>", 1)


def font_bomb() -> bytes:
    """A font program that unpacks to 100 MB."""
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/Arial/FontDescriptor 6 0 R>>"
    descriptor = b"<</Type/FontDescriptor/FontName/Arial/Flags 4/FontFile2 7 0 R>>"
    return page(o5=font, o6=descriptor, o7=repeated(b"\0" * 1_000_000, 100))


def font_bombs() -> bytes:
    """Forty font programs that unpack to 50 MB each, none of them too large by itself."""
    names = b"".join(b"/F%d %d 0 R" % (at + 1, 10 + 3 * at) for at in range(40))
    draws = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<<%s>>>>>>"
    fonts = {"o3": draws % (MARGIN, names)}
    for at in range(40):
        font = b"<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding"
        fonts[f"o{10 + 3 * at}"] = font + b"/FontDescriptor %d 0 R>>" % (11 + 3 * at)
        descriptor = b"<</Type/FontDescriptor/FontName/Arial/Flags 32/FontFile2 %d 0 R>>"
        fonts[f"o{11 + 3 * at}"] = descriptor % (12 + 3 * at)
        fonts[f"o{12 + 3 * at}"] = repeated(b"\0" * 1_000_000, 50)
    return page(**fonts)


def map_bomb() -> bytes:
    """The map of a font's letters unpacks to 100 MB."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return page(o5=font, o6=repeated(_LETTERS, 100))


def shared_map_bomb() -> bytes:
    """The same on two pages that share the font: neither may be read."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    second = (
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    bomb_of_letters = repeated(_LETTERS, 100)
    return tree(b"3 0 R 6 0 R", 2, o5=font, o6=second % MARGIN, o7=bomb_of_letters)


def laughs() -> bytes:
    """Forms that draw forms, ten times each, nine deep: a thousand million drawings."""
    objects = {}
    for depth in range(9):
        draw = b"/X Do " * 10 if depth < 8 else b"0 0 m 9 9 l S "
        inner = b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + depth) if depth < 8 else b""
        extra = b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]" + inner
        objects[f"o{6 + depth}"] = stream(draw, extra)
    return page(b"/X Do " * 10 + _TEXT, resources=b"/XObject<</X 6 0 R>>", **objects)


def image_bomb() -> bytes:
    """A picture of a million by a million dots."""
    extra = (
        b"/Type/XObject/Subtype/Image/Width 1000000/Height 1000000/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB"
    )
    return page(
        b"595 0 0 842 0 0 cm /X1 Do\n",
        resources=b"/XObject<</X1 6 0 R>>",
        o6=stream(b"\0" * 5_000_000, extra),
    )


def encrypted(user: str) -> bytes:
    """With a password, or with the empty one, which every reader knows."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(small())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


def deep_tree() -> bytes:
    """A page ten thousand nodes down."""
    objects = {f"o{n}": b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(6, 9_999)}
    objects["o9999"] = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return tree(b"6 0 R", 1, **objects)


def deep_array() -> bytes:
    """Brackets within brackets where a page's content should be."""
    return page(o4=b"[" * 200_000 + b"]" * 200_000)


def damaged_content() -> bytes:
    """One byte of a packed page is another: PDFium shows what comes before it, and says nothing."""
    data = bytearray(zlib.compress(_TEXT + b"BT /F1 12 Tf 72 600 Td (tang 12 vu) Tj ET", 9))
    data[len(data) * 3 // 4] ^= 0xFF
    return page(o4=packed(bytes(data), b"/FlateDecode"))


def second_reader() -> bytes:
    """A tree that says it has three pages, and has one."""
    return tree(b"3 0 R", 3)


def giant_page() -> bytes:
    """Sides of thirty digits."""
    side = b"1" + b"0" * 30
    return page(box=b"[0 0 %s %s]" % (side, side))


PDFS = (
    hostile("good.pdf", small, OK, figures=2),
    hostile("blank.pdf", lambda: page(b""), ("refused", "empty")),
    hostile("operators.pdf", operators, TOO_LARGE),
    hostile("bomb.pdf", bomb, TOO_LARGE),
    hostile("form-bomb.pdf", form_bomb, TOO_LARGE),
    hostile("inherited-form-bomb.pdf", inherited_form_bomb, TOO_LARGE),
    hostile("map-bomb.pdf", map_bomb, TOO_LARGE),
    hostile("font-bomb.pdf", font_bomb, TOO_LARGE),
    hostile("font-bombs.pdf", font_bombs, TOO_LARGE),
    hostile("shared-map-bomb.pdf", shared_map_bomb, TOO_LARGE),
    hostile("laughs.pdf", laughs, TIMEOUT, DIED, MEMORY),
    hostile("image-bomb.pdf", image_bomb, TOO_LARGE),
    hostile("page-loop.pdf", lambda: tree(b"2 0 R 2 0 R", 2), CORRUPT),
    hostile(
        "page-loop-behind-a-page.pdf", lambda: tree(b"3 0 R 2 0 R", 2), ("partial", "corrupt")
    ),
    hostile("page-references.pdf", lambda: tree(b"3 0 R " * 300_000, 300_000), TOO_LARGE),
    hostile("nine-million-pages-said.pdf", lambda: tree(b"3 0 R", 9_000_000), OK, figures=2),
    hostile("deep-tree.pdf", deep_tree, CORRUPT),
    hostile("deep-array.pdf", deep_array, OK, CORRUPT),
    hostile("giant-page.pdf", giant_page, ("partial", "corrupt")),
    hostile("giant-page-300-inches.pdf", lambda: page(box=b"[0 0 21600 21600]"), TOO_LARGE),
    hostile("no-page.pdf", lambda: tree(b"", 0), CORRUPT),
    hostile("three-pages-said.pdf", second_reader, ("partial", "corrupt")),
    hostile("password.pdf", lambda: encrypted("user"), ENCRYPTED),
    hostile("empty-password.pdf", lambda: encrypted(""), OK, figures=2),
    hostile("damaged-content.pdf", damaged_content, ("partial", "corrupt"), CORRUPT),
    hostile("half.pdf", lambda: small()[: len(small()) // 2], CORRUPT, ("partial", "corrupt")),
    hostile("only-its-first-line.pdf", lambda: b"%PDF-1.7\n", CORRUPT),
)  # fmt: skip
