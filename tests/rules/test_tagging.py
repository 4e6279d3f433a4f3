"""Words and parts of speech: aligned with the text, without the network, only where asked."""

from __future__ import annotations

import pickle
import socket

import pytest

from extractors import read_text
from rules.figures import extract
from rules.figures.tagging import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def test_words_and_tags(tagger: Tagger) -> None:
    doc = tagger.doc("12 hộ nghèo và tiếp nhận 35 lượt công dân")
    tags = {token.text: token.tag_ for token in doc}
    assert tags["hộ"] == "N"
    assert tags["và"] == "C"
    assert tags["tiếp nhận"] == "V"
    assert tags["công dân"] == "N"


@pytest.mark.parametrize(
    "text",
    [
        "12 hộ nghèo và tiếp nhận 35 lượt công dân",
        "  hai  dấu cách\tvà một 'ngoặc' “kép” … ",
        "HOÀ BÌNH thuỷ lợi hòa giải 1.774/2.150",
        "chữ lạ \u200b\u0301 🙂 cuối",
        "",
        " ",
    ],
)
def test_the_words_are_the_text(tagger: Tagger, text: str) -> None:
    doc = tagger.doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_preposition_ends_an_unknown_noun(tagger: Tagger) -> None:
    text = "12 chõng tre của bà con"
    start, taken = text.index("chõng"), len(text)
    assert text[: tagger.noun_end(text, 2, start, taken)] == "12 chõng tre"


def test_no_network_and_only_for_nouns_that_the_lexicon_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object):
        raise AssertionError("no network at run time")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    asked: list[str] = []

    class Listening(Tagger):
        def doc(self, clause: str):
            asked.append(clause)
            return super().doc(clause)

    known = extract(read_text("Có 12 đảng viên và 35 chi bộ."), tagger=Listening())
    assert asked == []
    assert [figure.noun for figure in known.figures] == ["đảng viên", "chi bộ"]
    extract(read_text("Toàn xã không có việc gì mới. Đã đan 12 chõng tre."), tagger=Listening())
    assert asked
    assert all(clause.startswith("12 chõng") for clause in asked)


def test_a_tagger_is_handed_on_without_its_models(tagger: Tagger) -> None:
    tagger.doc("12 hộ")
    assert len(pickle.dumps(tagger)) < 200
