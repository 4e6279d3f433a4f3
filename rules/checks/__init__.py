"""The catalogue of checks: every module in a family folder that holds a `CHECK`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection
from functools import cache

from rules.check import Check
from rules.figures.extraction import Extraction
from rules.finding import Failure, Finding


@cache
def catalogue() -> tuple[Check, ...]:
    """All checks, in order of their codes.

    Raises:
        ValueError: a module without a `CHECK`, or two checks of one code or name.
    """
    checks: list[Check] = []
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        package = importlib.import_module(family.name)
        for module in pkgutil.iter_modules(package.__path__, f"{family.name}."):
            check = getattr(importlib.import_module(module.name), "CHECK", None)
            if not isinstance(check, Check):
                raise ValueError(f"{module.name} holds no CHECK")
            checks.append(check)
    for key in ("code", "name"):
        seen = [getattr(check, key) for check in checks]
        if len(set(seen)) != len(seen):
            raise ValueError(f"two checks share a {key}: {sorted(seen)}")
    return tuple(sorted(checks, key=lambda check: check.code))


def page_of(check: Check) -> str:
    """The check's page: the docstring of its module."""
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        package = importlib.import_module(family.name)
        for module in pkgutil.iter_modules(package.__path__, f"{family.name}."):
            loaded = importlib.import_module(module.name)
            if getattr(loaded, "CHECK", None) is check:
                return loaded.__doc__ or ""
    raise KeyError(check.code)


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
    findings: list[Finding] = []
    failures: list[Failure] = []
    for check in catalogue() if checks is None else checks:
        try:
            findings.extend(check.run(extraction))
        except Exception as error:  # noqa: BLE001 - a crashed check is a failure of its own
            if crashed is not None:
                crashed(error)
            failures.append(
                Failure(
                    report=extraction.document.source,
                    code="check_crashed",
                    rule=check.code,
                    detail=type(error).__name__,
                )
            )
    findings.sort(key=lambda finding: (finding.places[0].block, -finding.severity, finding.rule))
    return tuple(findings), tuple(failures)
