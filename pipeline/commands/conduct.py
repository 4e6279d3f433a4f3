"""A check conducted: reports read and filed, held to each other, and taken as the settings say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.reading import How, Read, finder_of, reading
from pipeline.ledger.values import Filed, Listed, Run, Standing
from pipeline.outputs.reported import Reported
from pipeline.suppression import Weighing
from pipeline.tally import Tally
from pipeline.terminal import UsageMistakeError, failure_line, refused, tell

if TYPE_CHECKING:
    from extractors.document import Metadata
    from pipeline.commands.options import Lang
    from pipeline.holding import Held
    from pipeline.ledger import Ledger
    from pipeline.result import ReportResult
    from pipeline.settings import Settings, SettingsFinder
    from rules.across.sheet import Row
    from rules.across.units import Register
    from rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a check."""

    paths: tuple[str, ...]
    select: str = ""
    ignore: str = ""
    units: Path | None = None
    summary: Path | None = None
    sheet: bool = True
    """Whether the reconciliation of the reports is to be shown."""


class Conducted:
    """A run that is filed and finished; its reports are taken from the ledger one by one."""

    def __init__(
        self,
        read: Read,
        run: Run,
        filed: Sequence[Filed],
        across: Held | None,
        lang: Lang,
    ) -> None:
        self.run = run
        self.filed = filed
        self.weighing = Weighing()
        self.tally = Tally()
        self.fixed = 0
        """Findings of the submission before that are there no more, of the reports that went by."""
        self._read = read
        self._across = across
        self._lang = lang

    @property
    def ledger(self) -> Ledger:
        """Where it is filed."""
        return self._read.ledger

    @property
    def states(self) -> Mapping[str, int]:
        """How many reports are new, changed, unchanged."""
        return Counter(entry.state.value for entry in self.filed)

    @property
    def others(self) -> int:
        """Files of the folders given that are no reports."""
        return self._read.others

    @property
    def is_whole(self) -> bool:
        """Whether every path stood for a report, and every check across reports ran."""
        return self._read.is_whole and not (self._across and self._across.failures)

    def reported(self, *, numerals: bool = False) -> Iterator[Reported]:
        """Every report with its findings; failures are told, and all is counted, on the way."""
        from pipeline.ledger.runs import Names

        told: dict[str, list[Finding]] = defaultdict(list)
        for finding in self._across.findings if self._across else ():
            told[finding.report].append(finding)
        base = self.ledger.base(self.run)
        earlier = self.ledger.finding_ids(base)
        decided = self.ledger.decisions()
        fixed: dict[str, list[Listed]] = defaultdict(list)
        for gone in self.ledger.fixed(self.run, base):
            fixed[gone.filed.subject].append(gone)
        names = Names()
        results = self._read.reports.results(numerals=numerals)
        for entry, (result, own) in zip(self.filed, results, strict=True):
            whole = result
            if result.report in told:
                whole = replace(result, findings=(*result.findings, *told[result.report]))
            weighed = self.weighing.weighed(whole, own)
            self.tally.add(weighed)
            for failure in weighed.failures:
                tell(failure_line(failure, self._lang))
            listed = []
            for finding in weighed.findings:
                name = names.of(entry.subject, finding.fingerprint)
                standing = Standing.OPEN if name in earlier else Standing.NEW
                listed.append(Listed(name, entry, finding, standing, decided.get(name)))
            mended = _still_asked(fixed.pop(entry.subject, []), entry, weighed, own)
            self.fixed += len(mended)
            yield Reported(weighed, tuple(listed), mended)

    def sheets(self) -> Iterator[tuple[Filed, Metadata, str | None]]:
        """Every report with what it says of itself, and the format of its file."""
        results = self._read.reports.results(numerals=False)
        for entry, (result, _) in zip(self.filed, results, strict=True):
            yield entry, result.metadata, result.format

    def sheet(self) -> tuple[Row, ...]:
        """The reconciliation of the reports; none where there is but one."""
        return () if self._across is None else self._across.sheet

    def tell_fixed(self) -> None:
        """Tell how much of what the submission before had is there no more."""
        from pipeline import messages

        if self.fixed:
            tell(messages.fixed(self.fixed)[self._lang])

    def tell_suppressed(self) -> None:
        """Tell what the configuration suppressed, and what of it is of no use any more."""
        from pipeline import messages

        for path, number in self.weighing.suppressed:
            tell(f"{number} {messages.SUPPRESSED[self._lang]} {path}")
        for path, entry in self.weighing.unused:
            tell(f"{path}: {messages.UNUSED_SUPPRESSION[self._lang]}: {entry.line}")


def _still_asked(
    fixed: Sequence[Listed], entry: Filed, result: ReportResult, own: Settings
) -> tuple[Listed, ...]:
    """Those fixed in a report that the configuration would show, were they there."""
    return tuple(
        replace(gone, filed=entry, finding=own.weighed(gone.finding))
        for gone in fixed
        if gone.finding.rule in own.codes and own.suppressing(gone.finding, result.path) is None
    )


@contextmanager
def conducted(asked: Asked, how: How) -> Iterator[Conducted]:
    """Conduct a check; the ledger stays open while its result is used.

    Raises:
        UsageMistakeError: what is asked for cannot be done.
        typer.Exit: nothing is there to read; what is missing was told.
    """
    finder = finder_of(asked.select, asked.ignore, how.lang)
    register = None if asked.units is None else _register(asked.units, how.lang)
    paths = [*asked.paths, *([str(asked.summary)] if asked.summary is not None else ())]
    with reading(paths, finder, how) as read:
        before = read.ledger.last(read.root)
        run = read.ledger.begin(read.root)
        filed = read.ledger.file(run, list(read.reports.filed(read.ledger.hashes(before))))
        across = _across(read, run, finder, register, asked, how.lang)
        read.ledger.finish(
            run, across.findings if across else (), across.failures if across else ()
        )
        yield Conducted(read, run, filed, across, how.lang)


def _across(
    read: Read,
    run: Run,
    finder: SettingsFinder,
    register: Register | None,
    asked: Asked,
    lang: Lang,
) -> Held | None:
    """What the reports say together; None where there is but one, or nobody asks."""
    names = _summaries(read, asked.summary, lang)
    if len(read.reports) < 2:
        return None
    common = finder.over(item.path for item in read.reports.items)
    if not (common.across_checks or asked.sheet):
        return None
    from pipeline.holding import hold

    across = hold(read.ledger, run, common, register, names)
    for failure in across.failures:
        tell(failure_line(failure, lang))
    return across


def _summaries(read: Read, summary: Path | None, lang: Lang) -> tuple[str, ...]:
    """The name in the outputs of the report given as the summary."""
    if summary is None:
        return ()
    from pipeline import messages

    for item in read.reports.items:
        if item.path is not None and item.path.resolve() == summary.resolve():
            return (item.report,)
    raise UsageMistakeError(f"{summary}: {messages.NOT_A_SUMMARY[lang]}")


def _register(path: Path, lang: Lang) -> Register:
    from pipeline import messages
    from pipeline.register import RegisterError, read_register

    try:
        return read_register(path)
    except RegisterError as error:
        reason = messages.REGISTER_REASONS[str(error)][lang]
        raise UsageMistakeError(f"{messages.REGISTER[lang]} {path}: {reason}") from error
    except OSError as error:
        raise UsageMistakeError(
            f"{messages.REGISTER[lang]} {path}: {refused(error, lang)}"
        ) from error
