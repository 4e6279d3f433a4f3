"""The reference report in all its forms against answers worked by hand."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from extractors import doc, libreoffice, read, rtf
from rules.checks import run
from rules.figures import Extraction, extract
from rules.figures.figure import Kind, Numeral

HERE = Path(__file__).parents[2] / "corpus" / "bc177"
FORMATS = ("txt", "docx", "pdf", "doc", "rtf", "tcvn3.docx", "vni.docx")
TRUTH = [json.loads(line) for line in (HERE / "numerals.jsonl").read_text("utf-8").splitlines()]
FINDINGS = json.loads((HERE / "findings.json").read_text("utf-8"))


@cache
def extraction(form: str) -> Extraction:
    return extract(read(HERE / f"bc177{'-' if form.count('.') else '.'}{form}"))


def written_in_digits(form: str) -> list[Numeral]:
    """The numerals that the truth lists: those in digits, without the page numbers."""
    return [
        numeral
        for numeral in extraction(form).numerals
        if any(c.isdigit() for c in numeral.surface) and numeral.kind is not Kind.PAGE_NUMBER
    ]


def in_reading_order() -> list[dict[str, object]]:
    """The truth in the order of whole paragraphs: each footnote behind the block with its mark."""
    text = extraction("txt")
    order = {n.place.start: i for i, n in enumerate(text.numerals)}
    return sorted(TRUTH, key=lambda t: order[t["start"]])


def test_text_accounts_for_every_numeral_at_its_offset() -> None:
    source = (HERE / "bc177.txt").read_text("utf-8")
    found = {n.place.start: n for n in written_in_digits("txt")}
    assert sorted(found) == [t["start"] for t in TRUTH]
    for truth in TRUTH:
        numeral = found[truth["start"]]
        assert source[numeral.place.start : numeral.place.end] == numeral.surface
        assert numeral.surface.startswith(truth["surface"])


@pytest.mark.parametrize("form", FORMATS)
def test_every_numeral_has_its_kind(form: str) -> None:
    numerals = written_in_digits(form)
    assert len(numerals) == len(TRUTH) == 145
    pairs = list(zip(numerals, in_reading_order(), strict=True))
    wrong = [(n.kind, t) for n, t in pairs if n.kind != t["kind"]]
    assert all(n.surface.startswith(str(t["surface"])) for n, t in pairs)
    assert len(wrong) <= 2


@pytest.mark.parametrize("form", FORMATS)
def test_every_figure_has_its_value_denominator_hedge_and_relations(form: str) -> None:
    held = extraction(form)
    numerals = written_in_digits(form)
    nouns = figures = 0
    for numeral, truth in zip(numerals, in_reading_order(), strict=True):
        if "value" not in truth:
            continue
        figures += 1
        figure = held.by_id[numeral.id]
        assert figure.value == Decimal(str(truth["value"])), truth
        assert figure.denominator == truth.get("denominator"), truth
        assert figure.hedge == truth.get("hedge"), truth
        assert figure.role == truth.get("role", "actual"), truth
        for relation in ("part_of", "percent_of"):
            other = getattr(figure, relation)
            assert (held.by_id[other].surface if other else None) == truth.get(relation), truth
        nouns += truth.get("noun") in (None, figure.noun)
    assert figures == 50
    assert nouns >= 45


@pytest.mark.parametrize("form", FORMATS)
def test_findings_are_those_of_the_auditor_and_no_others(form: str) -> None:
    findings, failures = run(extraction(form))
    assert failures == ()
    found = sorted((f.rule, f.severity.label, f.surfaces) for f in findings)
    assert found == sorted((f["rule"], f["severity"], tuple(f["surfaces"])) for f in FINDINGS)


@pytest.mark.parametrize("form", FORMATS[1:])
def test_fingerprints_do_not_depend_on_the_format(form: str) -> None:
    def prints(name: str) -> set[str]:
        return {f.fingerprint for f in run(extraction(name))[0]}

    assert prints(form) == prints("txt")


@pytest.mark.parametrize("form", FORMATS[1:])
def test_figures_are_those_of_the_text(form: str) -> None:
    def held(name: str) -> Counter[tuple[object, ...]]:
        return Counter(
            (f.kind, f.surface, f.value, f.denominator, f.upper, f.hedge, f.noun, f.role)
            for f in extraction(name).figures
        )

    assert held(form) == held("txt")


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("form", "module"), [("doc", doc), ("rtf", rtf)])
def test_libreoffice_gives_the_same_figures(form: str, module: ModuleType) -> None:
    data = (HERE / f"bc177.{form}").read_bytes()
    found = extract(module.through_libreoffice(data, form)).figures
    expected = extraction("txt").figures
    assert Counter((f.surface, f.value, f.noun) for f in found) == Counter(
        (f.surface, f.value, f.noun) for f in expected
    )


def test_every_figure_of_the_pdf_has_page_and_box() -> None:
    held = extraction("pdf")
    for figure in held.figures:
        place = figure.place
        assert place.page is not None
        assert place.box is not None
        assert 0 <= place.box.x0 < place.box.x1 <= 596
        assert 0 <= place.box.top < place.box.bottom <= 842


def test_boxes_of_the_pdf_are_where_pdfplumber_sees_the_digits() -> None:
    import pdfplumber

    held = extraction("pdf")
    with pdfplumber.open(HERE / "bc177.pdf") as file:
        for page in file.pages[:4]:
            own: list[Numeral] = [
                n
                for n in held.numerals
                if n.place.page == page.page_number and n.kind is Kind.RATIO
            ]
            for numeral in own:
                box = numeral.place.box
                assert box is not None
                inside = page.crop((box.x0 - 1, box.top - 3, box.x1 + 1, box.bottom + 3))
                assert inside.extract_text().strip().startswith(numeral.surface[:4])
