"""The reference report as offices kept it before: bc177.docx in older fonts, as .doc and as .rtf.

    python corpus/bc177/make_older.py

The DOCX in TCVN3 and in VNI are made here, letter by letter from the published charts (legacy.py).
The .doc and the .rtf are made from bc177.docx by LibreOffice (`soffice` on the path); only they
need it. All are committed.
"""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docx.oxml.ns import qn
from legacy import TCVN3, VNI
from lxml import etree
from make import MADE, settle

HERE = Path(__file__).parent
SOURCE = HERE / "bc177.docx"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def in_tcvn3(text: str) -> Iterator[tuple[str, str]]:
    """Font and stored text; words in capitals are small letters in the font of capitals."""
    for word in re.findall(r"[^\W\d_]+|[\W\d_]+", text):
        spelled = (
            [(".VnTimeH", _stored(word.lower(), TCVN3))]
            if len(word) > 1 and word.isupper() and not word.isascii()
            else [
                (".VnTimeH", _stored(c.lower(), TCVN3))
                if c.isupper() and not c.isascii() and c not in TCVN3
                else (".VnTime", _stored(c, TCVN3))
                for c in word
            ]
        )
        yield from spelled


def in_vni(text: str) -> Iterator[tuple[str, str]]:
    """The same; VNI has codes for all capitals."""
    yield "VNI-Times", _stored(text, VNI)


def _stored(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


def make_docx(spelled: object, target: Path) -> None:
    """Copy the report with every letter stored as an older font has it."""
    with zipfile.ZipFile(SOURCE) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if re.fullmatch(r"word/(document|footnotes|header\d*)\.xml", name):
                root = etree.fromstring(data)
                for run in list(root.iter(qn("w:r"))):
                    spell(run, spelled)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, data)
    settle(target)


def spell(run: etree._Element, spelled: object) -> None:
    """Put in a run's place one for each stretch of one font."""
    texts = run.findall(qn("w:t"))
    if not texts:
        return
    (text,) = texts
    for font, group in groupby(spelled(text.text or ""), key=lambda pair: pair[0]):
        part = copy.deepcopy(run)
        node = part.find(qn("w:t"))
        node.text = "".join(stored for _, stored in group)
        node.set(XML_SPACE, "preserve")
        properties = part.find(qn("w:rPr"))
        if properties is None:
            properties = etree.Element(qn("w:rPr"))
            part.insert(0, properties)
        fonts = etree.Element(qn("w:rFonts"))
        for side in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{side}"), font)
        properties.insert(1 if properties.find(qn("w:rStyle")) is not None else 0, fonts)
        run.addprevious(part)
    run.getparent().remove(run)


def make_by_libreoffice(suffix: str, target: Path) -> None:
    """Convert with LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit(f"LibreOffice (soffice) is needed to make {target.name}")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", suffix, "--outdir", folder, str(SOURCE)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        data = (Path(folder) / target.name).read_bytes()
    if suffix == "rtf":
        date = rb"\yr%d\mo%d\dy%d\hr0\min0" % MADE.timetuple()[:3]
        pattern = rb"\\yr\d+\\mo\d+\\dy\d+\\hr\d+\\min\d+"
        data = re.sub(pattern, lambda _: date, data)
    target.write_bytes(data)


if __name__ == "__main__":
    make_docx(in_tcvn3, HERE / "bc177-tcvn3.docx")
    make_docx(in_vni, HERE / "bc177-vni.docx")
    for kind in ("doc", "rtf"):
        make_by_libreoffice(kind, HERE / f"bc177.{kind}")
