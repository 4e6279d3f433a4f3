"""What workers are made to run by the tests of engines; a report's name says how it behaves."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import time
from dataclasses import replace

from pipeline.config import Config
from pipeline.engines.engine import Task
from pipeline.inputs import Input
from pipeline.result import ReportResult, Status

MEGABYTE = 1024**2


def task(name: str, number: int = 0) -> Task:
    """A report that behaves as its name says."""
    return Task(Input(None, f"{name}.{number}.txt", data=b"1"), Config())


def act(given: Task) -> ReportResult:
    """A result whose count of claims is twice the report's number, if it comes to that."""
    name, number, _ = given.item.report.split(".")
    _BEHAVIOURS.get(name, lambda: None)()
    result = ReportResult(given.item.report, Status.OK, claims=2 * int(number))
    if name == "huge":
        return replace(result, sentences=("a" * 65 * MEGABYTE,), sha256="00")
    if name == "fields":
        return replace(result, sentences=(os.environ["OMP_NUM_THREADS"], str(os.getpid())))
    return result


def _loop() -> None:
    while True:
        pass


def _pattern() -> None:
    re.fullmatch(r"(a+)+", "a" * 60 + "b")


def _stuck() -> None:
    """In C, with the lock of the interpreter: no signal handler of Python runs."""
    ctypes.PyDLL(None).sleep(1000)


def _crash() -> None:
    ctypes.string_at(0)


def _eat(pause: float = 0) -> None:
    held = []
    while True:
        held.append(b"x" * 8 * MEGABYTE)
        time.sleep(pause)


def _eat_unlimited() -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    _eat(0.06)


def _convert() -> None:
    """As a word processor is run: a program in a session of its own."""
    subprocess.run(["sleep", "1000"], check=True, start_new_session=True)


def _raise() -> None:
    raise ValueError("Nguyễn Văn A")


_BEHAVIOURS = {
    "loop": _loop,
    "pattern": _pattern,
    "stuck": _stuck,
    "crash": _crash,
    "exit": lambda: os._exit(3),
    "vanish": lambda: os._exit(0),
    "leave": lambda: sys.exit(4),
    "eat": _eat,
    "unlimited": _eat_unlimited,
    "raise": _raise,
    "convert": _convert,
    "slow": lambda: time.sleep(0.15),
}
