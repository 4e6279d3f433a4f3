"""The engines: two recognisers of lines, of different makers, whose errors are not the same.

Both are ONNX models that come inside packages of PyPI, so that every system gets them the same
way: AsterOCR's reads Vietnamese with its marks; PP-OCRv6 (in RapidOCR's package) knows no
Vietnamese vowels, but is the better reader of figures. Only the models are taken from the
packages; none of their code runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from extractors.ocr.picture import Grey

_SURE = 0.98
"""Probability from which a letter has no other that it may be."""

_SOME = 0.02
"""Probability that another has at least."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as recognised."""

    text: str
    confidence: float
    """The model's own probability, in (0, 1]."""
    x0: float
    x1: float
    """From where to where along the line, in pixels of the picture given."""
    others: tuple[tuple[str, float], ...] = ()
    """What it may be instead, with the model's probabilities, where it was not sure."""


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether scans can be read on this machine, with what, and if not, how to get it."""

    usable: bool
    engine: str
    """Names with versions; '' where nothing is installed."""
    hint_vi: str
    hint_en: str


class Recogniser:
    """A model that reads one line of print."""

    def __init__(self, model: Path, letters: Sequence[str], height: int, wide: range) -> None:
        """Load a model; `wide` is how many pixels a line of its height may be wide."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Many workers read at once: one thread each.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        if not letters:
            stored = self._session.get_modelmeta().custom_metadata_map["character"]
            letters = ["", *stored.split("\n"), " "]
        self._letters = letters
        self._height = height
        self._least, self._widest = wide.start, wide.stop

    def read(self, grey: Grey) -> list[Letter]:
        """The letters of one line, from left to right; spaces among them."""
        height, width = grey.shape
        if height < 2 or width < 2:
            return []
        wide = (max(16, round(width * self._height / height)) + 3) // 4 * 4
        if wide > self._widest:
            return self._halves(grey)
        line = Image.fromarray(grey).resize((wide, self._height), Image.Resampling.BILINEAR)
        level = np.asarray(line, dtype=np.float32) / 127.5 - 1
        if wide < self._least:
            level = np.pad(level, ((0, 0), (0, self._least - wide)))
        tensor = np.repeat(level[None, None], 3, axis=1)
        output: Any = self._session.run(None, {self._input: tensor})[0]
        steps = output[:, 0] if output.shape[1] == 1 else output[0]
        return self._decoded(steps, width * level.shape[1] / wide / len(steps))

    def _halves(self, grey: Grey) -> list[Letter]:
        """The letters of a line that is too long: of its halves, parted at the white between."""
        cut = _whitest(grey)
        left, right = self.read(grey[:, :cut]), moved(self.read(grey[:, cut:]), cut)
        space = [Letter(" ", 1.0, float(cut), float(cut))] if left and right else []
        return left + space + right

    def _decoded(self, steps: Any, pixels: float) -> list[Letter]:
        """The letters of a model's output, (steps, letters); `pixels` is the width of a step."""
        if float(steps.min()) < 0:
            steps = np.exp(steps - steps.max(axis=-1, keepdims=True))
            steps = steps / steps.sum(axis=-1, keepdims=True)
        best = steps.argmax(axis=-1)
        sure = steps.max(axis=-1)
        found: list[Letter] = []
        at = 0
        while at < len(best):
            end = at + 1
            while end < len(best) and best[end] == best[at]:
                end += 1
            code = int(best[at])
            if 0 < code < len(self._letters):
                middle = (at + end) / 2 * pixels
                step = at + int(sure[at:end].argmax())
                one = Letter(self._letters[code], float(sure[step]), middle, middle)
                if one.confidence < _SURE:
                    one = replace(one, others=tuple(self._others(steps[step], code)))
                found.append(one)
            at = end
        return _widened(found)

    def _others(self, chances: Any, code: int) -> Iterator[tuple[str, float]]:
        """The letters besides the likeliest that have some probability."""
        for other in np.flatnonzero(chances >= _SOME).tolist():
            if other != code and 0 < other < len(self._letters):
                yield self._letters[other], float(chances[other])


def moved(letters: Iterable[Letter], pixels: float) -> list[Letter]:
    """Letters so many pixels further to the right."""
    return [replace(one, x0=one.x0 + pixels, x1=one.x1 + pixels) for one in letters]


def _whitest(grey: Grey) -> int:
    """The middle of the widest white gap of a line's middle third; its middle if there is none."""
    width = int(grey.shape[1])
    is_white = np.all(grey > 150, axis=0).tolist()
    best, cut, begin = 0, width // 2, 0
    for at in range(width // 3, 2 * width // 3 + 1):
        if not is_white[at]:
            begin = 0
            continue
        begin = begin or at
        if at + 1 - begin > best:
            best, cut = at + 1 - begin, (at + 1 + begin) // 2
    return cut


def _widened(letters: Sequence[Letter]) -> list[Letter]:
    """Letters with edges half-way to their neighbours: the models tell only their middles."""
    if not letters:
        return []
    middles = [letter.x0 for letter in letters]
    gaps = [b - a for a, b in pairwise(middles)]
    usual = float(np.median(gaps)) if gaps else 20.0
    result = []
    for at, letter in enumerate(letters):
        before = min(gaps[at - 1], 1.5 * usual) if at else usual
        after = min(gaps[at], 1.5 * usual) if at < len(gaps) else usual
        x0, x1 = letter.x0 - before / 2, letter.x0 + after / 2
        result.append(replace(letter, x0=max(x0, 0.0), x1=x1))
    return result


@dataclass(frozen=True, slots=True)
class Engines:
    """The recogniser of text, and that of figures."""

    text: Recogniser
    figures: Recogniser


@cache
def engines() -> Engines | None:
    """The engines, loaded once for a process; None where they are not installed."""
    if not availability().usable:
        return None
    words, figures = _word_model(), _figure_model()
    if words is None or figures is None:
        return None
    letters = json.loads((words.parent / "vocab.json").read_text("utf-8"))["chars"]
    return Engines(
        Recogniser(words, letters, 32, range(32, 1024)),
        Recogniser(figures, (), 48, range(320, 4096)),
    )


@cache
def availability() -> Availability:
    """Whether scans can be read here. Loads no model."""
    usable = (
        find_spec("onnxruntime") is not None
        and _word_model() is not None
        and _figure_model() is not None
    )
    if not usable:
        return Availability(
            usable=False,
            engine="",
            hint_vi='Để đọc bản quét, cài phần OCR: pip install "soat[ocr]"',
            hint_en='To read scans, install the OCR part: pip install "soat[ocr]"',
        )
    names = ("asterocr", "rapidocr", "onnxruntime")
    return Availability(
        usable=True,
        engine=", ".join(f"{name} {version(name)}" for name in names),
        hint_vi="",
        hint_en="",
    )


def _word_model() -> Path | None:
    return _file("asterocr", "asternet.onnx")


def _figure_model() -> Path | None:
    return _file("rapidocr", "PP-OCRv6_rec_small.onnx")


def _file(package: str, name: str) -> Path | None:
    """A file that a package holds, found without importing the package."""
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        return None
    found = next((file for file in files if file.name == name), None)
    if found is None:
        return None
    path = Path(str(found.locate()))
    return path if path.is_file() else None
