"""The catalogue of checks: every module in a family folder that holds a `CHECK`."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from types import ModuleType

from rules import doubt
from rules.across.check import AcrossCheck
from rules.across.submission import Submission
from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Failure, Finding, fingerprint_of


@cache
def catalogue() -> tuple[Check, ...]:
    """The checks of one report, in order of their codes."""
    return tuple(check for check in everything() if isinstance(check, Check))


@cache
def across_catalogue() -> tuple[AcrossCheck, ...]:
    """The checks across reports, in order of their codes."""
    return tuple(check for check in everything() if isinstance(check, AcrossCheck))


@cache
def everything() -> tuple[Check | AcrossCheck, ...]:
    """Both, in order of their codes.

    Raises:
        TypeError: a module without a `CHECK`.
        LookupError: two checks of one code or name.
    """
    checks = tuple(check for _, check in _modules())
    for field in ("code", "name"):
        seen = [getattr(check, field) for check in checks]
        if len(set(seen)) != len(seen):
            raise LookupError(f"two checks share a {field}: {sorted(seen)}")
    return tuple(sorted(checks, key=lambda check: check.code))


def page_of(check: Check | AcrossCheck) -> str:
    """The check's page: the docstring of its module."""
    return next(module.__doc__ or "" for module, held in _modules() if held.code == check.code)


def _modules() -> Iterator[tuple[ModuleType, Check | AcrossCheck]]:
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        package = importlib.import_module(family.name)
        for found in pkgutil.iter_modules(package.__path__, f"{family.name}."):
            module = importlib.import_module(found.name)
            check = getattr(module, "CHECK", None)
            if not isinstance(check, (Check, AcrossCheck)):
                raise TypeError(f"{found.name} holds no CHECK")
            yield module, check


def run(
    extraction: Extraction,
    checks: Collection[Check] | None = None,
    crashed: Callable[[BaseException], None] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Failure, ...]]:
    """Run checks over one extraction.

    Args:
        extraction: what was read out of the report.
        checks: those to run; all of the catalogue if None.
        crashed: told of each exception that a check raised (for logs).

    Returns:
        The findings in the order of their place, and one failure for every check that crashed.
    """
    asked = catalogue() if checks is None else checks
    runs = ((check.code, partial(check.run, extraction)) for check in asked)
    findings, failures = _all_of(runs, extraction.document.source, crashed)
    findings.sort(key=lambda finding: (finding.places[0].block, -finding.severity, finding.rule))
    return tuple(_told_apart(doubt.within(findings, extraction))), failures


def run_across(
    submission: Submission,
    checks: Collection[AcrossCheck] | None = None,
    crashed: Callable[[BaseException], None] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Failure, ...]]:
    """Run checks over one submission, as `run` does over one extraction."""
    asked = across_catalogue() if checks is None else checks
    runs = ((check.code, partial(check.run, submission)) for check in asked)
    findings, failures = _all_of(runs, "", crashed)
    return tuple(_told_apart(doubt.across(findings, submission))), failures


def _all_of(
    runs: Iterable[tuple[str, Callable[[], Iterable[Finding]]]],
    report: str,
    crashed: Callable[[BaseException], None] | None,
) -> tuple[list[Finding], tuple[Failure, ...]]:
    """What checks find, each given by its code; the others are run though one crashes."""
    findings: list[Finding] = []
    failures: list[Failure] = []
    for code, run_check in runs:
        try:
            findings.extend(run_check())
        except MemoryError:  # it is the report that is too much, not the check
            raise
        except Exception as error:  # noqa: BLE001 - a crashed check is a failure of its own
            if crashed is not None:
                crashed(error)
            detail = type(error).__name__
            failures.append(Failure(report, code="check_crashed", rule=code, detail=detail))
    return findings, tuple(failures)


def _told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings whose fingerprints agree get their ordinal into it."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        ordinal = seen[finding.fingerprint]
        if ordinal == 1:
            yield finding
        else:
            again = fingerprint_of(f"{finding.fingerprint}#{ordinal}")
            yield replace(finding, fingerprint=again)
