"""The score of scans: a figure is right where its words are, whatever they were read beside."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def scorer() -> ModuleType:
    """The scans' own score.py: the corpus has another of that name."""
    path = Path(__file__).parents[2] / "corpus" / "reading" / "scans" / "score.py"
    spec = importlib.util.spec_from_file_location("score_of_scans", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def pairs(ours: str, theirs: str) -> list[tuple[str, str]]:
    """Which words of two texts are taken for one."""
    a, b = ours.split(), theirs.split()
    return [(a[i], b[j]) for i, j in sorted(scorer()._matched(a, b).items())]


def test_a_note_read_within_the_body_is_right_though_it_says_a_thing_twice() -> None:
    note = "den nay da co 77/77 chi dang bo co so xay dung chuong trinh va 77/77 chi dang bo co so"
    body = "cac cap uy da to chuc hoi nghi hoc tap cho dang vien"
    assert len(pairs(f"{body} {note}", f"{note} {body}")) == len(f"{body} {note}".split())


def test_a_figure_that_stands_elsewhere_alone_is_not_taken_for_another() -> None:
    ours = "toan tinh co 35 xa dat chuan trong do 12 xa nang cao"
    theirs = "toan tinh co 38 xa dat chuan trong do 12 xa nang cao 35"
    assert ("35", "35") not in pairs(ours, theirs)
    assert ("12", "12") in pairs(ours, theirs)


def test_a_figure_among_garbled_words_is_right_between_two_stretches() -> None:
    ours = "den nay toan tinh da co 35 xa dat chuan nong thon moi"
    theirs = "den nay toan tinh dx cu 35 xi dat chuan nong thon moi"
    assert ("35", "35") in pairs(ours, theirs)
