"""Checks the form of the annotated passages: `python corpus/figures/validate.py [FILE...]`.

It says nothing about whether an answer is right, only that the line keeps the rules of README.md:
spans match the text, kinds are legal, every digit belongs to exactly one numeral, claims point at
figures of the right kinds, an arithmetic claim holds. Exits 1 and names each offence.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = tuple(sorted(HERE.glob("*.jsonl")))

FIGURE_KINDS = frozenset({"count", "ratio", "percent", "money", "measure", "change", "score"})
OTHER_KINDS = frozenset(
    {
        "date",
        "year",
        "period",
        "time",
        "document_number",
        "heading_number",
        "list_marker",
        "footnote_mark",
        "page_number",
        "citation",
        "ordinal",
        "phone",
        "identifier",
        "name",
        "unclassified",
    }
)
HEDGES = frozenset({"over", "under", "nearly", "about", "at_least", "at_most"})
ROLES = frozenset({"target", "plan", "previous", "forecast"})
COVERS = frozenset({"all", "bracket", "subset"})
CLAIMS = frozenset({"share", "share_of_count", "parts", "change", "population"})

PASSAGE_KEYS = ("id", "field", "trap", "text", "numerals", "figures", "claims", "errors")
NUMERAL_KEYS = ("start", "end", "surface", "kind")
FIGURE_REQUIRED = (*NUMERAL_KEYS, "value")
FIGURE_OPTIONAL = frozenset(
    {"denominator", "upper", "unit", "hedge", "noun", "noun_key", "period", "role"}
)

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
UNIT_DIGIT = re.compile(r"(?<![^\W\d_])[kcdm]?m[23²³]")
"""The 2 and 3 of m2, km2, m3, m², which belong to the unit."""
CANONICAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?")
DECIMALS = re.compile(r"\d+(?:\.\d{3})*,(\d+)|\d+\.(\d{1,2})(?!\d)")


def digits_to_cover(text: str) -> set[int]:
    """Offsets of every digit that some numeral must cover."""
    covered_by_units = {
        m.end() - 1
        for m in UNIT_DIGIT.finditer(text)
        if m.end() == len(text) or not text[m.end()].isdigit()
    }
    return {
        i
        for i, c in enumerate(text)
        if (c in "0123456789" or c in SUPERSCRIPTS) and i not in covered_by_units
    }


def span_faults(where: str, text: str, item: dict) -> list[str]:
    start, end = item["start"], item["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        return [f"{where}: span [{start}, {end}) is outside the text"]
    if text[start:end] != item["surface"]:
        return [
            f"{where}: text[{start}:{end}] is {text[start:end]!r}, surface says {item['surface']!r}"
        ]
    return []


def decimals(surface: str) -> int:
    found = DECIMALS.search(surface)
    return len(found.group(1) or found.group(2)) if found else 0


def claim_faults(where: str, claim: dict, figures: list[dict]) -> list[str]:
    kind, indexes = claim.get("kind"), claim.get("figures")
    if kind not in CLAIMS:
        return [f"{where}: unknown claim kind {kind!r}"]
    if not indexes or any(not isinstance(i, int) or not 0 <= i < len(figures) for i in indexes):
        return [f"{where}: figures {indexes!r} do not exist"]
    if len(set(indexes)) != len(indexes):
        return [f"{where}: a figure is named twice in {indexes!r}"]
    if set(claim) - {"kind", "figures", "cover"} or (kind == "parts") != ("cover" in claim):
        return [f"{where}: 'cover' belongs to parts and to nothing else"]
    if "cover" in claim and claim["cover"] not in COVERS:
        return [f"{where}: unknown cover {claim['cover']!r}"]
    size = {"share": 2, "share_of_count": 2, "change": 3}.get(kind)
    if (size and len(indexes) != size) or len(indexes) < 2:
        return [f"{where}: {kind} of {len(indexes)} figures"]
    chosen = [figures[i] for i in indexes]
    kinds = [f["kind"] for f in chosen]
    value = [Fraction(f["value"]) for f in chosen]
    if kind == "share":
        if kinds[0] != "percent" or kinds[1] not in {"ratio", "score"}:
            return [f"{where}: share of {kinds}"]
        half = Fraction(1, 2 * 10 ** decimals(chosen[0]["surface"]))
        true = 100 * value[1] / Fraction(chosen[1]["denominator"])
        if abs(true - value[0]) > half:
            return [
                f"{where}: {chosen[1]['surface']} is {float(true):.4f}%, not {chosen[0]['surface']}"
            ]
    elif kind == "share_of_count":
        if kinds[0] != "percent" or kinds[1] in {"percent", "change", "ratio"}:
            return [f"{where}: share_of_count of {kinds}"]
    elif kind == "change":
        if kinds[0] != "change":
            return [f"{where}: change of {kinds}"]
        if chosen[0].get("unit") == "%":
            half = Fraction(1, 2 * 10 ** decimals(chosen[0]["surface"]))
            true = 100 * (value[2] - value[1]) / value[1]
            if abs(true - value[0]) > half:
                return [f"{where}: the change is {float(true):.4f}%, not {chosen[0]['surface']}"]
        elif value[2] - value[1] != value[0]:
            return [
                f"{where}: the change is {float(value[2] - value[1])}, not {chosen[0]['surface']}"
            ]
    elif kind == "parts":
        if claim["cover"] == "subset":
            if any(v > value[0] for v in value[1:]):
                return [f"{where}: a part is larger than its total"]
        elif all(k == "count" for k in kinds) and sum(value[1:]) != value[0]:
            return [f"{where}: parts add up to {sum(value[1:])}, not {value[0]}"]
    elif len({f.get("denominator", f["value"]) for f in chosen}) != 1:
        return [f"{where}: sizes of one population differ"]
    return []


def passage_faults(where: str, passage: dict) -> list[str]:
    """Every offence of one passage, as a readable line each."""
    if tuple(passage) != PASSAGE_KEYS:
        return [f"{where}: keys are {tuple(passage)}, should be {PASSAGE_KEYS}"]
    where = f"{where} {passage['id']}"
    text, faults = passage["text"], []
    if unicodedata.normalize("NFC", text) != text or text != text.strip() or "\n" in text:
        faults.append(f"{where}: the text is not one NFC line without outer spaces")
    if passage["errors"] != []:
        faults.append(f"{where}: 'errors' must stay empty")
    covered: dict[int, int] = {}
    last = 0
    for n, numeral in enumerate(passage["numerals"]):
        at = f"{where} numeral {n}"
        if tuple(numeral) != NUMERAL_KEYS:
            faults.append(f"{at}: keys are {tuple(numeral)}")
            continue
        if numeral["kind"] not in FIGURE_KINDS | OTHER_KINDS:
            faults.append(f"{at}: unknown kind {numeral['kind']!r}")
        faults += span_faults(at, text, numeral)
        if numeral["start"] < last:
            faults.append(f"{at}: out of order or overlapping")
        last = numeral["end"]
        for i in range(numeral["start"], numeral["end"]):
            covered[i] = n
    due = digits_to_cover(text)
    for i in sorted(due - covered.keys()):
        faults.append(
            f"{where}: digit {text[i]!r} at {i} ({text[max(0, i - 15) : i + 15]!r}): no numeral"
        )
    for n, numeral in enumerate(passage["numerals"]):
        if not due & set(range(numeral["start"], numeral["end"])):
            faults.append(f"{where} numeral {n}: {numeral['surface']!r} has no digit of its own")
    end = 0
    for n, figure in enumerate(passage["figures"]):
        at = f"{where} figure {n}"
        missing = [k for k in FIGURE_REQUIRED if k not in figure]
        unknown = set(figure) - set(FIGURE_REQUIRED) - FIGURE_OPTIONAL
        if missing or unknown:
            faults.append(f"{at}: lacks {missing}, has unknown {sorted(unknown)}")
            continue
        faults += span_faults(at, text, figure)
        if figure["kind"] not in FIGURE_KINDS:
            faults.append(f"{at}: {figure['kind']!r} is no kind of figure")
        if figure["start"] < end:
            faults.append(f"{at}: out of order or overlapping")
        end = figure["end"]
        for k in ("value", "denominator", "upper"):
            if k in figure and not CANONICAL.fullmatch(figure[k]):
                faults.append(f"{at}: {k} {figure[k]!r} is not a canonical decimal")
        if figure["kind"] == "ratio" and "denominator" not in figure:
            faults.append(f"{at}: a ratio without denominator")
        if "denominator" in figure and figure["kind"] not in {"ratio", "score"}:
            faults.append(f"{at}: a denominator under a {figure['kind']}")
        if figure.get("hedge") not in HEDGES | {None} or figure.get("role") not in ROLES | {None}:
            faults.append(f"{at}: unknown hedge or role")
        if "noun_key" in figure and "noun" not in figure:
            faults.append(f"{at}: a noun key without noun")
        if "noun" in figure and figure["noun"] not in text:
            faults.append(f"{at}: noun {figure['noun']!r} is not in the text")
        inner = [
            m
            for m in passage["numerals"]
            if figure["start"] <= m["start"] and m["end"] <= figure["end"]
        ]
        if any(m["kind"] != figure["kind"] for m in inner):
            faults.append(f"{at}: its numerals are of another kind")
        if not inner and any(c in "0123456789" for c in figure["surface"]):
            faults.append(f"{at}: its digits are in no numeral")
        if "upper" in figure and abs(Decimal(figure["upper"])) < abs(Decimal(figure["value"])):
            faults.append(f"{at}: upper end below lower end")
    for n, numeral in enumerate(passage["numerals"]):
        holders = [
            f
            for f in passage["figures"]
            if f["start"] <= numeral["start"] and numeral["end"] <= f["end"]
        ]
        if (numeral["kind"] in FIGURE_KINDS) != (len(holders) == 1):
            faults.append(
                f"{where} numeral {n}: {numeral['surface']!r} {numeral['kind']} "
                f"has {len(holders)} figures"
            )
    for n, claim in enumerate(passage["claims"]):
        faults += claim_faults(f"{where} claim {n}", claim, passage["figures"])
    return faults


def load(path: Path) -> list[dict]:
    return [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def faults(paths: tuple[Path, ...] = FILES) -> list[str]:
    """Every offence in these files; ids and texts must be unique over all of them."""
    found: list[str] = []
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    for path in paths:
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{path.name}:{n}"
            try:
                passage = json.loads(line)
            except json.JSONDecodeError as error:
                found.append(f"{where}: not JSON ({error})")
                continue
            found += passage_faults(where, passage)
            for seen, what in ((ids, passage.get("id", "")), (texts, passage.get("text", ""))):
                if what in seen:
                    found.append(f"{where}: {what[:40]!r} stands in {seen[what]} already")
                seen[what] = where
    return found


def main(arguments: list[str]) -> int:
    paths = tuple(Path(a) for a in arguments) or FILES
    found = faults(paths)
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print(f"{len(found)} faults", file=sys.stderr)
        return 1
    print(f"{sum(len(load(p)) for p in paths)} passages in {len(paths)} files hold")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
