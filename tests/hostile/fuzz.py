"""Fuzz the readers and the figures: no exception but the typed ones, no hang, no digit dropped.

    make fuzz                                  # ten minutes
    python -m tests.hostile.fuzz --minutes 60 --seed 7

Several processes each draw reports from Hypothesis: texts of the words of the trade, and real
files of the corpus with bytes, drawing operators, elements or control words changed. The report at
work is kept in a file, so that one that crashes or hangs the process can be read again.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import itertools
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pikepdf
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.errors import UnreadableError
from extractors.intake import read_data
from rules.checks import run
from rules.figures import extract
from rules.figures.figure import Numeral

CORPUS = Path(__file__).parents[2] / "corpus"
LARGEST = 300_000
"""Bytes of a file that is changed."""
LONGEST = 60
"""Seconds for one report; more is a hang."""
ROUND = 25
"""Reports that are drawn by one seed."""

WORDS = (
    "tăng giảm đạt chiếm trong đó gồm bao là tổng số năm tháng ngày quý kỳ số: Quyết định Điều "
    "khoản hộ xã đảng viên đồng chí học sinh giường bệnh vụ đối tượng % tỷ triệu nghìn đồng ha "
    "tấn/ha lần so với cùng ( ) / - – . , ; : + ± ≥ từ đến trên dưới gần khoảng hơn một hai "
    "mươi mốt lăm trăm linh nửa rưỡi Covid-19 Km ¹ ² m2 QĐ-UBND 12 5 05 2017 1.774 1,774 62/77 "
    "92,4% 06 30/4 0 00 1.234.567,89 ½ ٣ １２ * a) 1. I. II. | Nơi nhận: BÁO CÁO Biểu \n \n\n- \t"
).split(" ")


ODD = (b"\0", b"\xff\xff\xff\xff", b"-1", b"99999999999", b"1e308", b"<", b"((", b"%")
"""What parsers stumble over."""


@cache
def originals(suffix: str) -> tuple[bytes, ...]:
    """The corpus's files of a kind."""
    files = sorted(CORPUS.rglob(f"*{suffix}"))
    return tuple(path.read_bytes() for path in files if path.stat().st_size <= LARGEST)


def changed(data: bytes, chance: random.Random, most: int = 8) -> bytes:
    """Bytes flipped, cut, doubled, moved or set to what parsers stumble over."""
    found = bytearray(data)
    for _ in range(chance.randint(1, most)):
        if not found:
            break
        at, length = chance.randrange(len(found)), chance.choice((1, 2, 8, 64, 1024))
        match chance.randrange(6):
            case 0:
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case 3:
                other = chance.randrange(len(found))
                found[at : at + length] = found[other : other + length]
            case 4:
                found[at : at + 1] = chance.choice(ODD)
            case _:
                if chance.random() < 0.2:
                    del found[at:]
    return bytes(found)


def text(chance: random.Random) -> bytes:
    """Words of the trade in any order, and now and then any letters at all."""
    words = []
    for _ in range(chance.randint(1, 150)):
        if chance.random() < 0.03:
            words.append("".join(chr(chance.randrange(1, 0xD800)) for _ in range(5)))
        elif chance.random() < 0.2:
            words.append(str(chance.randrange(10 ** chance.randint(1, 9))))
        else:
            words.append(chance.choice(WORDS))
        words.append(chance.choice((" ", " ", " ", "")))
    return "".join(words).encode("utf-8", "replace")


def pdf(chance: random.Random) -> bytes:
    """A PDF whose bytes are changed, or what its pages draw."""
    data = chance.choice(originals(".pdf"))
    if chance.random() < 0.4:
        return changed(data, chance)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        page = chance.choice(list(file.pages))
        page.contents_coalesce()
        drawn = page.Contents.read_bytes()
        if chance.random() < 0.5:
            lines = drawn.split(b"\n")
            for _ in range(chance.randint(1, 10)):
                first, second = (chance.randrange(len(lines)) for _ in range(2))
                lines[first], lines[second] = lines[second], lines[first]
            drawn = b"\n".join(lines)
        else:
            numbers = rb"(?<![\w<])-?[\d.]+(?=\s)"
            drawn = re.sub(numbers, lambda found: _moved(found[0], chance), drawn)
        page.Contents = file.make_stream(drawn)
        if chance.random() < 0.3:
            page.Rotate = chance.choice((90, 180, 270, 45, -90))
        file.save(out)
    return out.getvalue()


def _moved(number: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"0", b"-1", b"1e9", b"99999")) if chance.random() < 0.02 else number


def docx(chance: random.Random) -> bytes:
    """A DOCX with an element, a value or bytes of one of its parts changed."""
    data = chance.choice(originals(".docx"))
    if chance.random() < 0.2:
        return changed(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        spoilt = set(chance.sample(names, min(len(names), chance.randint(1, 2))))
        if "word/document.xml" in names and chance.random() < 0.7:
            spoilt = {"word/document.xml"}
        for name in old.namelist():
            part = old.read(name)
            if name in spoilt:
                part = markup(part, chance)
            if name not in spoilt or chance.random() < 0.97:
                new.writestr(name, part)
    return out.getvalue()


def markup(part: bytes, chance: random.Random) -> bytes:
    """XML, mostly well-formed still: elements left out or doubled, values set to odd ones."""
    if chance.random() < 0.1:
        return changed(part, chance)
    odd = (b"", b"0", b"x", "ố".encode(), b"rId1", b"none", b"-1", b"99999999999", b"1e308")
    for _ in range(chance.randint(1, 4)):
        elements = list(re.finditer(rb"<(w:\w+)\b[^<>]*(?:/>|>[^<>]*</\1>)", part))
        values = list(re.finditer(rb'="([^"<>]*)"', part))
        if values and chance.random() < 0.6:
            start, end = chance.choice(values).span(1)
            new = chance.choice(odd)
        elif elements:
            found = chance.choice(elements)
            start, end = found.span()
            new = found[0] * chance.choice((0, 0, 2, 3))
        else:
            break
        part = part[:start] + new + part[end:]
    return part


CONTROLS = (
    rb"{ } \par \cell \row \trowd\cellx1000 \intbl \'f3 \u7841? \u-30000? \uc0 \uc9 \bin5 \super "
    rb"\nosupersub {\footnote \chftn {\*\x {\field{\*\fldinst{ {\fldrslt \f0 \f9 \pard \tab \sect "
    rb"\page \deleted \v \v0 \ansicpg1258 \deff3 {\fonttbl{\f0 .VnTime;}} {\pict{\*\blipuid \~ \_ "
    rb"\- \\ \{ 62/77 80,5%"
).split(b" ")


def rtf(chance: random.Random) -> bytes:
    """Control words in any order, or a right RTF with some put into it."""
    known = originals(".rtf")
    if known and chance.random() < 0.5:
        return changed(chance.choice(known), chance)
    words = (*CONTROLS, b" ", b" 12 ", b"x\n")
    body = b"".join(chance.choice(words) for _ in range(chance.randint(1, 80)))
    return rb"{\rtf1\ansi " + body + b"}" * chance.randint(0, 4)


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    "report.txt": text, "report.pdf": pdf, "report.docx": docx, "report.rtf": rtf,
}  # fmt: skip


def proved(name: str, data: bytes) -> str:
    """How a report ended: 'ok', or the reason for which it is not read.

    Raises:
        AssertionError: a digit belongs to no numeral or to two, or a second run is another.
    """
    try:
        document = read_data(data, Path(name).suffix, name)
    except UnreadableError as error:
        return error.reason.value
    extraction = extract(document)
    _, failures = run(extraction)
    assert failures == ()
    accounted(document, extraction.numerals)
    again = extract(read_data(data, Path(name).suffix, name))
    # Without boxes: those of a font that PDFium had to replace depend on what it read before.
    assert [_bare(one) for one in again.numerals] == [_bare(one) for one in extraction.numerals]
    assert len(again.claims) == len(extraction.claims)
    return "ok"


def _bare(numeral: Numeral) -> tuple[object, ...]:
    return numeral.surface, numeral.kind, numeral.start, numeral.place.block, numeral.place.page


def accounted(document: Document, numerals: Iterable[Numeral]) -> None:
    """Every digit belongs to exactly one numeral."""
    taken: Counter[tuple[int, int]] = Counter()
    for numeral in numerals:
        for at in range(numeral.start, numeral.end):
            taken[numeral.place.block, at] += 1
    for index, block in enumerate(document.blocks):
        for at, letter in enumerate(block.text):
            if letter.isdecimal():
                assert taken[index, at] == 1, (block.text[max(0, at - 40) : at + 40], at)


def work(until: float, first: int, kept: Path, rounds: int | None = None) -> Counter[str]:
    """Draw and prove reports until a time or so many rounds; how they ended, by kind and reason."""
    ends: Counter[str] = Counter()

    @settings(
        max_examples=ROUND,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(sorted(KINDS)), st.randoms(use_true_random=False))
    def drawn(name: str, chance: random.Random) -> None:
        data = KINDS[name](chance)
        if time.time() > until:
            return
        path = kept.with_name(f"{kept.name}-{zlib.crc32(data):08x}{Path(name).suffix}")
        path.write_bytes(data)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        try:
            ends[f"{Path(name).suffix} {proved(name, data)}"] += 1
        except BaseException:
            found = path.with_name(f"found-{path.name}")
            found.write_bytes(data)
            print(f"the report: {found}", file=sys.stderr)
            raise
        finally:
            faulthandler.cancel_dump_traceback_later()
        path.unlink()

    for number in itertools.count(first) if rounds is None else range(first, first + rounds):
        if time.time() >= until:
            break
        seed(number)(drawn)()
    return ends


def main() -> int:
    """Run the processes; 1 if one of them found something."""
    options = argparse.ArgumentParser(description="Fuzz the readers and the figures.")
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=0, help="of the first round; 0 for the time")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--kept", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    start = asked.seed or int(time.time())
    if asked.kept is not None:
        faulthandler.enable()
        for end, count in sorted(work(time.time() + 60 * asked.minutes, start, asked.kept).items()):
            print(end, count)
        return 0
    place = Path(tempfile.mkdtemp(prefix="soat-fuzz-"))
    command = [sys.executable, "-X", "utf8", "-m", "tests.hostile.fuzz", "--minutes",
               str(asked.minutes)]  # fmt: skip
    children = [
        subprocess.Popen(
            [*command, "--seed", str(start + 1_000_000 * n), "--kept", str(place / f"{n}")],
            stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for n in range(asked.jobs)
    ]  # fmt: skip
    ends: Counter[str] = Counter()
    for child in children:
        for line in child.communicate()[0].splitlines():
            name, _, count = line.rpartition(" ")
            ends[name] += int(count)
    print(f"seed {start}: {ends.total()} reports")
    for end, count in sorted(ends.items()):
        print(f"  {end:24} {count:8}")
    return int(any(child.returncode for child in children))


if __name__ == "__main__":
    raise SystemExit(main())
