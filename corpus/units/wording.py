"""Templates of reports, filled with a unit's figures.

A template is a text file: lines of `name: value` (its habits), a line `---`, and the report's body,
one paragraph a line. In the body

- `{ket_nap}` is a figure, written after the template's habits (`06` or `6`, `1.234` or `1234`);
  `{ket_nap.truoc}` that of the year before, `{ket_nap.sau}` the target for the next period,
  `{ket_nap.ky1}` that of the first half of the year (in reports of the year);
- `{ket_nap:chu}` is in words up to ten; `{ung_ho:trieu}` in 'triệu đồng', `{ung_ho:dong}` in
  'đồng', `{ung_ho:nghin}` in 'nghìn đồng' (the figure itself is in thousands);
- `{pct:dung_han/ho_so_xong}` is a share in percent, to nearest, with one decimal;
- `{don_vi}`, `{co_quan}`, `{loai}`, `{cap_uy}`, `{ky}`, `{nam}`, `{ngay}`, `{so}` are
  words, dates and document numbers of the unit;
- `[ket_nap? kết nạp {ket_nap} đảng viên | chưa kết nạp đảng viên nào]` is the first part if the
  figure is above zero, else the second (which may be left out); `[ky2? … | …]` asks for the year;
- a line that begins `# ` is a heading, `@ ` is centred, `| a | b |` a row of a ruled table;
- a line that is empty when filled is left out.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from province import CLOSED, GRADES, PARENT, Submission, Unit, Values, percent

_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_BESIDE_THE_MOTTO = 26
"""Letters of a name that stand on one line beside the motto; a longer one is broken by hand."""
_LONG = {"6 tháng": "sáu tháng", "9 tháng": "chín tháng", "I năm ": "I/"}
"""How those write a period who have the habit `period: words`."""
_CHOICE = re.compile(r"\[([\w.]+)\?([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_FIELD = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """One way of writing the report."""

    name: str
    habits: dict[str, str]
    body: tuple[str, ...]

    def habit(self, name: str, default: str = "") -> str:
        """A habit of the template, as its head gives it."""
        return self.habits.get(name, default)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as lines, before it is set."""

    issuer: tuple[str, ...]
    """The lines of the head's left side, the parent's first."""
    number: str
    place_and_date: str
    title: str
    about: str
    lines: tuple[str, ...]
    signer: tuple[str, ...]
    head: str
    """'table', 'tabs' or 'centred'."""


def load(folder: Path) -> tuple[Template, ...]:
    """The templates of a folder, by their names."""
    return tuple(_parsed(path) for path in sorted(folder.glob("*.txt")))


def _parsed(path: Path) -> Template:
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    habits = dict(re.split(r":\s*", line, maxsplit=1) for line in head.splitlines() if line)
    return Template(path.stem, habits, tuple(line for line in body.splitlines() if line.strip()))


def written(
    template: Template,
    values: Values,
    context: dict[str, str],
    others: dict[str, Values],
) -> tuple[str, ...]:
    """The body's lines with their figures.

    Args:
        template: the wording.
        values: the figures of the period.
        context: the words of `{don_vi}` and the like.
        others: 'truoc', 'sau' and, in reports of the year, 'ky1': other periods' figures.
    """
    year = context["ky"].removeprefix("cả ").startswith("năm")

    def value(name: str) -> int:
        key, _, period = name.partition(".")
        return (others[period] if period else values)[key]

    def chosen(match: re.Match[str]) -> str:
        name, then, otherwise = match.groups()
        holds = year if name == "ky2" else value(name) > 0
        return (then if holds else otherwise or "").rstrip()

    def field(match: re.Match[str]) -> str:
        name, _, form = match[1].partition(":")
        if name == "pct":
            part, whole = form.split("/")
            return percent(value(part), value(whole))
        if name in context:
            return context[name]
        return _figure(value(name), form, template)

    lines = []
    for line in template.body:
        kept = line
        while (inner := _CHOICE.sub(chosen, kept)) != kept:
            kept = inner
        filled = re.sub(r" {2,}", " ", _FIELD.sub(field, kept)).strip()
        filled = re.sub(r"\s+([,;.:)])", r"\1", re.sub(r"(?:[;,]\s*)+(?=[;.])", "", filled))
        if filled.strip("-+•#@| .;"):
            lines.append(filled)
    return tuple(lines)


def _figure(value: int, form: str, template: Template) -> str:
    dots = template.habit("dots", "yes") == "yes"
    if form == "chu" and value <= 10:
        return _WORDS[value]
    if form == "trieu":
        whole, rest = divmod(value, 1000)
        tail = f"{rest:03d}".rstrip("0")
        return f"{_dotted(whole, dots)}{',' + tail if tail else ''} triệu đồng"
    if form == "dong":
        return f"{_dotted(value * 1000, dots=True)} đồng"
    if form == "nghin":
        return f"{_dotted(value, dots)} nghìn đồng"
    if value < 10 and template.habit("pad", "no") == "yes":
        return f"{value:02d}"
    return _dotted(value, dots)


def _dotted(value: int, dots: bool = True) -> str:
    return f"{value:,}".replace(",", ".") if dots else str(value)


def report(
    unit: Unit, template: Template, submission: Submission, half: Submission | None = None
) -> Report:
    """A unit's report of a period; `half` is the first half's submission for that of a year."""
    by = random.Random(f"{unit.number} {submission.period}")
    committee = unit.kind == "Đảng bộ"
    month = CLOSED[submission.period]
    day = by.randint(5, 25) if month == 12 else by.randint(1, 15)
    period = submission.period
    if template.habit("period") == "words":
        for short, long in _LONG.items():
            period = period.replace(short, long)
    context = {
        "don_vi": unit.name,
        "co_quan": unit.body,
        "loai": unit.kind,
        "cap_uy": "Đảng ủy" if committee else "Chi ủy",
        "ky": period,
        "KY": period.upper(),
        "nam": "2025",
        "ngay": f"{by.randint(1, 28):02d}/{by.randint(1, min(5, month - 1))}/2025",
        "so": str(by.randint(11, 180)),
        "xep_loai": submission.grades[unit.number],
    }
    values = dict(submission.figures[unit.number])
    others = {
        "truoc": submission.before[unit.number],
        "sau": submission.targets[unit.number],
    }
    if half is not None:
        others["ky1"] = half.figures[unit.number]
    said = _said(unit, template.habit("issuer", "name"))
    if template.habit("head") == "tabs":
        said = tuple(textwrap.wrap(said[0], _BESIDE_THE_MOTTO))
    return Report(
        issuer=("ĐẢNG ỦY CÁC CƠ QUAN TỈNH", *said),
        number=f"Số {by.randint(12, 240)}-BC/{'ĐU' if committee else 'CB'}",
        place_and_date=f"{by.choice(_PLACES)}, ngày {day:02d} tháng {month} năm 2025",
        title="BÁO CÁO",
        about=template.habit("about", "Kết quả công tác xây dựng Đảng {ky}")
        .replace("{ky}", period)
        .replace("{don_vi}", unit.name),
        lines=written(template, values, context, others),
        signer=(
            f"T/M {'ĐẢNG ỦY' if committee else 'CHI ỦY'}",
            "BÍ THƯ",
            f"{by.choice(_FAMILIES)} {by.choice(_MIDDLES)} {by.choice(_GIVEN)}",
        ),
        head=template.habit("head", "table"),
    )


def template_of(unit: Unit, templates: tuple[Template, ...]) -> Template:
    """The wording that a unit keeps over both periods."""
    return templates[(unit.number * 7) % len(templates)]


def summary(
    template: Template,
    submission: Submission,
    kept: Collection[int],
    half: Submission | None = None,
) -> Report:
    """The committee's own report: every figure the sum over the units in `kept`.

    Besides the keys of the units' figures it has `{units}`, of the deeds how many units did them,
    and `{g0}`, `{g1}`, `{g2}`, how many units have each grade.
    """
    second, month = half is not None, CLOSED[submission.period]
    day = 30 if month == 12 else 20
    names = ("figures", "before", "targets")
    values, before, targets = (_sums(getattr(submission, name), kept) for name in names)
    others = {"truoc": before, "sau": targets}
    if half is not None:
        others["ky1"] = _sums(half.figures, kept)
    values["units"] = len(kept)
    for index, grade in enumerate(GRADES):
        values[f"g{index}"] = sum(submission.grades[number] == grade for number in kept)
    context = {"ky": submission.period, "KY": submission.period.upper(), "nam": "2025"}
    return Report(
        issuer=("TỈNH ỦY LẠNG SƠN", PARENT.upper()),
        number=f"Số {212 if second else 98}-BC/ĐU",
        place_and_date=f"Lạng Sơn, ngày {day} tháng {month} năm 2025",
        title="BÁO CÁO",
        about=template.habit("about").replace("{ky}", submission.period),
        lines=written(template, values, context, others),
        signer=("T/M ĐẢNG ỦY", "BÍ THƯ", "Hoàng Đức Minh"),
        head="table",
    )


def _sums(figures: dict[int, Values], kept: Collection[int]) -> Values:
    keys = next(iter(figures.values()))
    return {key: sum(figures[number][key] for number in kept) for key in keys}


def _said(unit: Unit, way: str) -> tuple[str, ...]:
    """How the head names the unit: its name, its committee's, the short form, or over two lines."""
    name = unit.name.upper()
    if way == "committee" and unit.kind == "Đảng bộ":
        return (f"ĐẢNG ỦY {unit.body.upper()}",)
    if way == "short" and unit.short:
        return (f"{unit.kind} {unit.short}".upper(),)
    if way == "executive":
        return (f"BCH {name}",)
    return (name,)


_PLACES = ("Lạng Sơn",)
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Nông", "Lương")
_MIDDLES = ("Văn", "Thị", "Đức", "Thanh", "Quang", "Minh", "Hồng", "Ngọc")
_GIVEN = ("An", "Bình", "Cường", "Dung", "Hà", "Hải", "Lan", "Nam", "Phúc", "Sơn", "Tuyết")
