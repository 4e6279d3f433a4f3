"""Score the readers against documents with known answers.

The answers are a JSON file of blocks beside the document, or a transcript. Absent keys of a block
are not judged.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from extractors import UnreadableError, read

HERE = Path(__file__).parent

_NUMERAL = re.compile(r"\d+(?:[.,/-]\d+)*|[⁰¹²³⁴-⁹]+")
_LEADER = re.compile(r"\.{5,}")
"""How many dots lead to a figure is nobody's concern."""
_BODY = frozenset({"paragraph", "heading", "list_item", "header"})
_JUDGED = ("page", "table", "row", "column", "row_span", "column_span", "footnote", "hidden")
_COLUMNS = (
    "numerals", "found", "placed", "wrong", "glued", "added", "CER %", "paragraphs", "notes",
    "cells", "furniture", "kinds", "order", "problems",
)  # fmt: skip


@dataclass
class Score:
    """What one document gave."""

    name: str
    numerals: int = 0
    found: int = 0
    placed: int | None = None
    """Numerals in the paragraph, footnote or cell where they belong; None if not known."""
    wrong: int = 0
    glued: int = 0
    added: int = 0
    distance: int = 0
    length: int = 1
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """(right, all) paragraphs, notes, cells, furniture, kinds, problems."""
    order: int = 0
    """Blocks that stand where they should not."""
    faults: list[str] = field(default_factory=list)

    @property
    def perfect(self) -> bool:
        """Whether nothing is lost, altered or in the wrong place; kinds aside."""
        whole = all(right == of for name, (right, of) in self.parts.items() if name != "kinds")
        read_all = self.found == self.numerals and self.placed in {None, self.numerals}
        return whole and read_all and not (self.wrong + self.glued + self.added + self.order)

    def line(self) -> str:
        """One row of the table."""

        def share(name: str) -> str:
            right, of = self.parts.get(name, (0, 0))
            return f"{right}/{of}" if of else "-"

        values = (
            self.numerals, self.found, "-" if self.placed is None else self.placed, self.wrong,
            self.glued, self.added, f"{100 * self.distance / self.length:.2f}",
            share("paragraphs"), share("notes"), share("cells"), share("furniture"),
            share("kinds"), self.order, share("problems"),
        )  # fmt: skip
        return f"{self.name:<38}" + "".join(f"{value!s:>11}" for value in values)


def documents() -> Iterator[tuple[str, Path, Path]]:
    """(name, document, answers) of everything with known answers."""
    for answers in sorted((HERE / "reading").glob("*/*.json")):
        if answers.parent.name in {"heads", "scans"}:
            # answers of another form, which heads.py and scans/score.py judge
            continue
        for path in sorted(answers.parent.glob(f"{answers.stem}.*")):
            if path.suffix not in {".json", ".txt", ".py"}:
                yield f"{path.parent.name}/{path.name}", path, answers
    for folder in ("bc177", "real"):
        for truth in sorted((HERE / folder).glob("*.txt")):
            for path in sorted(truth.parent.glob(f"{truth.stem}*.*")):
                # bc177-vni.docx is the same report in other letters.
                if path.suffix != ".txt" and re.fullmatch(r"(-\w+)?", path.stem[len(truth.stem) :]):
                    yield f"{folder}/{path.name}", path, truth


def score(name: str, path: Path, answers: Path) -> Score:
    """The score of one document.

    Raises:
        UnreadableError: it cannot be read at all.
    """
    document = read(path)
    found = [_found(block) for block in document.blocks]
    if answers.suffix == ".json":
        known = json.loads(answers.read_text("utf-8"))
        result = _against_blocks(name, known["blocks"], found)
        problems = {(p["reason"], p.get("page")) for p in known.get("problems", ())}
        named = {(str(p.reason), p.page) for p in document.problems}
        result.parts["problems"] = len(problems & named), len(problems | named)
        result.faults += [f"problem {p}" for p in sorted(problems ^ named, key=str)]
        return result
    flow = [b for b in found if b["kind"] != "page_number"]
    truth = [{"text": text} for text in _transcript(answers)]
    return _flow(Score(name), truth, flow)


def _transcript(path: Path) -> list[str]:
    """The lines of a transcript without page numbers; whole paragraphs where its maker has them."""
    if path.stem == "bc177":
        import sys

        sys.path.insert(0, str(path.parent))
        from make import paragraphs

        sys.path.pop(0)
        whole: list[str] = paragraphs()
        return list(_behind_marks(whole))
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not re.fullmatch(r"\s*\d+\s*", line)]


def _behind_marks(lines: Sequence[str]) -> Iterator[str]:
    """Footnotes behind the paragraph that bears their mark, as a document has them."""
    notes = {line[0]: line for line in lines if line[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹"}
    for line in lines:
        if line[0] in notes:
            continue
        yield line
        yield from (notes[sign] for sign in line if sign in notes)


def _found(block: Any) -> dict[str, Any]:
    place = block.place
    return {
        "kind": block.kind.value, "text": _flat(block.text), "page": place.page,
        "table": place.table, "row": place.row, "column": place.column, "footnote": place.footnote,
        "row_span": block.row_span, "column_span": block.column_span, "hidden": block.hidden,
    }  # fmt: skip


def _flat(text: str) -> str:
    return _LEADER.sub(".....", " ".join(unicodedata.normalize("NFC", text).split()))


def _class(kind: str | None) -> str:
    return "body" if kind in _BODY else str(kind)


def _against_blocks(name: str, truth: list[dict[str, Any]], found: list[dict[str, Any]]) -> Score:
    result = Score(name)
    told = ["kind" in block for block in truth]
    truth = [{"kind": "paragraph", **block, "text": _flat(block["text"])} for block in truth]
    match = _matched(truth, found)
    kinds = [0, 0]
    parts: dict[str, list[int]] = {
        part: [0, 0] for part in ("paragraphs", "notes", "cells", "furniture")
    }
    result.placed = 0
    for at, block in enumerate(truth):
        part = {"body": "paragraphs", "footnote": "notes", "cell": "cells"}.get(
            _class(block["kind"]), "furniture"
        )
        own = found[match[at]] if at in match else None
        parts[part][1] += 1
        if own is None:
            result.faults.append(f"lost: {block}")
            continue
        keys = [key for key in _JUDGED if key in block and block[key] != own[key]]
        alike = _class(own["kind"]) == _class(block["kind"])
        right = alike and own["text"] == block["text"] and not keys
        parts[part][0] += right
        kinds[1] += told[at]
        kinds[0] += told[at] and own["kind"] == block["kind"]
        if alike and not keys:
            result.placed += _shared(block["text"], own["text"])
        if not right or (told[at] and own["kind"] != block["kind"]):
            result.faults.append(f"is: {own}\n  not: {block}")
    result.faults += [
        f"extra: {block}" for at, block in enumerate(found) if at not in set(match.values())
    ]
    result.parts = {name: (right, of) for name, (right, of) in parts.items()}
    result.parts["kinds"] = kinds[0], kinds[1]
    flow = [
        match[at]
        for at in sorted(match)
        if _class(truth[at]["kind"]) in {"body", "cell"} and not truth[at].get("hidden")
    ]
    result.order = len(flow) - _longest_rise(flow)
    loose = {"page_number", "running_head"}
    _flow(
        result,
        [b for b in truth if b["kind"] not in loose and not b.get("hidden")],
        [b for b in found if b["kind"] not in loose and not b["hidden"]],
    )
    every = [n for b in truth for n in _NUMERAL.findall(b["text"])]
    own_all = Counter(n for b in found for n in _NUMERAL.findall(b["text"]))
    result.numerals = len(every)
    result.found = sum((Counter(every) & own_all).values())
    result.added = sum((own_all - Counter(every)).values())
    return result


def _matched(truth: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Which block found answers to which of the truth: the same text, else the most like it."""
    match: dict[int, int] = {}
    free = dict.fromkeys(range(len(found)))

    def take(at: int, fits: Any) -> None:
        best = next((i for i in free if fits(truth[at], found[i])), None)
        if best is not None:
            match[at] = best
            del free[best]

    def same_place(a: dict[str, Any], b: dict[str, Any]) -> bool:
        return all(a.get(key) in {None, b[key]} for key in ("page", "table", "row", "column"))

    def same(a: dict[str, Any], b: dict[str, Any]) -> bool:
        return bool(a["text"] == b["text"]) and _class(a["kind"]) == _class(b["kind"])

    for fits in (
        lambda a, b: same(a, b) and same_place(a, b),
        lambda a, b: a["kind"] == "cell" == b["kind"] and same_place(a, b),
        same,
        lambda a, b: a["text"] == b["text"],
    ):
        for at in range(len(truth)):
            if at not in match:
                take(at, fits)
    for at in range(len(truth)):
        if at in match or not free:
            continue
        words = set(truth[at]["text"].split())
        near = [(len(words & set(found[i]["text"].split())) / max(len(words), 1), -i) for i in free]
        share, index = max(near)
        if share > 0.3:
            match[at] = -index
            del free[-index]
    return match


def _shared(truth: str, own: str) -> int:
    """How many of a block's numerals stand in it, in order."""
    a, b = _NUMERAL.findall(truth), _NUMERAL.findall(own)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return sum(size for _, _, size in matcher.get_matching_blocks())


def _longest_rise(values: Sequence[int]) -> int:
    from bisect import bisect_left

    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(tails)


def _flow(result: Score, truth: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> Score:
    """Numerals and characters of the text as it runs."""
    text, own = (_flat(" ".join(b["text"] for b in side)) for side in (truth, found))
    a, b = _NUMERAL.findall(text), _NUMERAL.findall(own)
    result.numerals, result.found = len(a), 0
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            result.found += j - i
            continue
        before, after = "".join(a[i:j]), "".join(b[k:m])
        flat = [re.sub(r"[.,/-]", "", side) for side in (before, after)]
        if flat[0] == flat[1] and flat[0]:
            result.glued += abs((j - i) - (m - k)) or 1
        else:
            result.wrong += min(j - i, m - k)
            result.added += max(0, (m - k) - (j - i))
        result.faults.append(f"numerals {a[i:j]} read as {b[k:m]}")
    result.length = max(len(text), 1)
    words = text.split(), own.split()
    for tag, i, j, k, m in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag != "equal":
            result.distance += _distance(" ".join(words[0][i:j]), " ".join(words[1][k:m]))
    return result


def _distance(a: str, b: str) -> int:
    """Levenshtein's distance; where both are long, the longer of them."""
    if len(a) * len(b) > 4_000_000:
        return max(len(a), len(b))
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def reading(names: Sequence[str], *, faults: int) -> None:
    """Print the score of every document, or of those whose name begins like one of `names`."""
    print(f"{'':<38}" + "".join(f"{column:>11}" for column in _COLUMNS))
    totals: dict[str, list[int]] = {}
    for name, path, answers in documents():
        if names and not any(one in name for one in names):
            continue
        try:
            result = score(name, path, answers)
        except UnreadableError as error:
            print(f"{name:<38} not read: {error}")
            continue
        print(result.line())
        total = totals.setdefault(path.suffix[1:], [0] * 6)
        for at, value in enumerate(
            (1, result.perfect, result.numerals, result.found, result.wrong, result.glued)
        ):
            total[at] += value
        for fault in result.faults[:faults]:
            print(f"  {fault}")
    for form, (count, perfect, numerals, right, wrong, glued) in totals.items():
        print(
            f"{form}: {count} documents, {perfect} without fault; numerals {right}/{numerals}, "
            f"wrong {wrong}, glued {glued}"
        )
