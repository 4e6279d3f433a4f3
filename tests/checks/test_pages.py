"""The rules' page is what the docstrings, the explanations and the fixtures make it."""

from __future__ import annotations

import tomllib

import pytest
from rule_pages import FILES, PARTS, RULES, pages

from rules.checks import everything
from rules.pages import page

EXPLANATIONS = tomllib.loads((RULES / "explanations.toml").read_text("utf-8"))


@pytest.mark.parametrize("lang", FILES)
def test_the_page_is_not_stale(lang: str) -> None:
    assert FILES[lang].read_text("utf-8") == pages()[lang], "run 'make rules'"


def test_every_check_is_explained_in_vietnamese_and_nothing_else() -> None:
    assert set(EXPLANATIONS) == {check.code for check in everything()}
    for told in EXPLANATIONS.values():
        assert {"reports", "matters", "leaves"} <= set(told) <= set(PARTS)
        assert all(text.strip() for text in told.values())


@pytest.mark.parametrize("lang", FILES)
@pytest.mark.parametrize("check", everything(), ids=lambda check: check.code)
def test_a_page_shows_one_example_each_way(check, lang: str) -> None:
    text = page(check.code, lang)
    assert text.startswith(f"{check.code} {check.name} (")
    said, with_one, without = {
        "vi": ("Soát nói:", "Ví dụ có phát hiện:", "Ví dụ không có phát hiện:"),
        "en": ("Soát says:", "An example with a finding:", "An example without:"),
    }[lang]
    assert text.index(with_one) < text.index(said) < text.index(without)
    assert "\n- " in text[text.index(said) : text.index(without)]
    assert text[text.index(without) + len(without) :].strip()


def test_the_page_of_an_unknown_check() -> None:
    with pytest.raises(LookupError):
        page("P999", "vi")
