"""Runs in the ledger: which reports were given, and what was found across them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from extractors.document import Metadata
from pipeline.ledger import decisions, documents, rows
from pipeline.ledger.bulk import in_line, insert_all
from pipeline.ledger.cells import maybe, text
from pipeline.ledger.schema import (
    ACROSS_FINDINGS,
    DOCUMENTS,
    FINDINGS,
    REPORTS,
    RUN_FAILURES,
    RUNS,
)
from pipeline.ledger.subject import SUBJECT_DIGITS, subject_of
from pipeline.ledger.values import Filed, Listed, Run, Standing, State
from pipeline.result import ReportResult, Status
from pipeline.stated import opened
from rules.across.facts import ReportFacts
from rules.finding import Failure, Finding

_AT_ONCE = 100


def begin(connection: Connection, root: str) -> Run:
    """Begin a run, or take up again one of the same root that was never finished."""
    in_line(connection)
    root = text(root)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    asked = select(RUNS.c.id).where(RUNS.c.root == root, RUNS.c.finished.is_(None))
    number = connection.execute(asked.order_by(RUNS.c.id)).scalar()
    if number is None:
        made = connection.execute(insert(RUNS).values(root=root, started=now)).inserted_primary_key
        number = int(made[0]) if made else 0
    else:
        for table in (REPORTS, ACROSS_FINDINGS, RUN_FAILURES):
            connection.execute(delete(table).where(table.c.run_id == number))
        connection.execute(RUNS.update().where(RUNS.c.id == number).values(started=now))
    return Run(int(number), root, now)


def file(
    connection: Connection, run: Run, filed: Sequence[tuple[Filed, ReportResult | None]]
) -> tuple[Filed, ...]:
    """File the reports of a run; a subject that occurs again in it gets its ordinal.

    What the run had from the first of these ordinals on is replaced: filing twice is filing once.
    """
    if not filed:
        return ()
    in_line(connection)
    from_here = min(entry.ordinal for entry, _ in filed)
    own = REPORTS.c.run_id == run.id
    connection.execute(delete(REPORTS).where(own, REPORTS.c.ordinal >= from_here))
    seen = Counter(
        subject[:SUBJECT_DIGITS]
        for subject in connection.execute(select(REPORTS.c.subject).where(own)).scalars()
    )
    told = _told(connection, [f.document for f, _ in filed if f.document is not None])
    named = []
    values = []
    for entry, result in filed:
        metadata, status = told.get(entry.document or 0, (Metadata(), Status.FAILED))
        failure = None
        if result is not None:
            metadata, status = result.metadata, result.status
            failure = next(iter(result.failures), None)
        subject = subject_of(metadata, entry.member or entry.report)
        seen[subject] += 1
        if seen[subject] > 1:
            subject = f"{subject}{seen[subject]}"
        named.append(replace(entry, subject=subject))
        row: dict[str, Any] = {
            "run_id": run.id,
            "ordinal": entry.ordinal,
            "report": text(entry.report),
            "path": maybe(entry.path),
            "member": maybe(entry.member),
            "sha256": entry.sha256,
            "document_id": entry.document,
            "state": entry.state.value,
            "subject": subject,
            "status": status.value,
            "code": None if failure is None else text(failure.code),
            "detail": None if failure is None else text(failure.detail),
        }
        values.append(tuple(row[column.name] for column in REPORTS.columns))
    insert_all(connection, REPORTS, values)
    return tuple(named)


def _told(connection: Connection, wanted: Sequence[int]) -> dict[int, tuple[Metadata, Status]]:
    """What documents say of themselves, as far as it makes their subject, and their status."""
    columns = (DOCUMENTS.c.id, DOCUMENTS.c.issuer, DOCUMENTS.c.period, DOCUMENTS.c.title,
               DOCUMENTS.c.status)  # fmt: skip
    found = {}
    for start in range(0, len(wanted), decisions.AT_ONCE):
        asked = select(*columns).where(
            DOCUMENTS.c.id.in_(wanted[start : start + decisions.AT_ONCE])
        )
        for row in connection.execute(asked):
            told = Metadata(issuer=row.issuer, period=row.period, title=row.title)
            found[row.id] = (told, Status(row.status))
    return found


def finish(
    connection: Connection, run: Run, across: Sequence[Finding], failures: Sequence[Failure]
) -> None:
    """End a run with what was found across its reports, in the place of what it had of that."""
    in_line(connection)
    for table in (ACROSS_FINDINGS, RUN_FAILURES):
        connection.execute(delete(table).where(table.c.run_id == run.id))
    insert_all(
        connection,
        ACROSS_FINDINGS,
        (
            (run.id, n, text(finding.report), *rows.finding_row(finding).values())
            for n, finding in enumerate(across)
        ),
    )
    insert_all(
        connection,
        RUN_FAILURES,
        ((run.id, n, f.rule, text(f.code), text(f.detail)) for n, f in enumerate(failures)),
    )
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    connection.execute(RUNS.update().where(RUNS.c.id == run.id).values(finished=now))


def last(connection: Connection, root: str | None, before: int | None = None) -> Run | None:
    """The last finished run: of a root or of any, before another or at all."""
    asked = select(RUNS).where(RUNS.c.finished.is_not(None))
    if root is not None:
        asked = asked.where(RUNS.c.root == text(root))
    if before is not None:
        asked = asked.where(RUNS.c.id < before)
    ordered = asked.order_by(RUNS.c.finished.desc(), RUNS.c.id.desc()).limit(1)
    row = connection.execute(ordered).one_or_none()
    return None if row is None else Run(row.id, row.root, row.started, row.finished)


def base(connection: Connection, run: Run) -> Run | None:
    """The last finished run over other contents of the same root: the submission before.

    A run over the same files again, as for another output or for the review, changes nothing of
    what is new.
    """
    contents = set(hashes(connection, run).values())
    before = last(connection, run.root, before=run.id)
    while before is not None and set(hashes(connection, before).values()) == contents:
        before = last(connection, run.root, before=before.id)
    return before


def hashes(connection: Connection, run: Run | None) -> dict[str, str]:
    """The content of each report of a run."""
    if run is None:
        return {}
    asked = select(REPORTS.c.report, REPORTS.c.sha256).where(
        REPORTS.c.run_id == run.id, REPORTS.c.sha256.is_not(None)
    )
    return {row.report: row.sha256 for row in connection.execute(asked)}


def filed(connection: Connection, run: Run) -> Iterator[Filed]:
    """The reports of a run, in order."""
    for row in _reports(connection, run):
        yield _filed(row)


def _reports(connection: Connection, run: Run) -> Sequence[Row[Any]]:
    asked = select(REPORTS).where(REPORTS.c.run_id == run.id).order_by(REPORTS.c.ordinal)
    return connection.execute(asked).all()


def _filed(row: Row[Any]) -> Filed:
    return Filed(
        ordinal=row.ordinal,
        report=row.report,
        path=row.path,
        member=row.member,
        sha256=row.sha256,
        document=row.document_id,
        state=State(row.state),
        subject=row.subject,
    )


def results(
    connection: Connection, run: Run, *, numerals: bool = False
) -> Iterator[tuple[ReportResult, Filed]]:
    """The results of a run in order, each with the findings across reports that are told at it."""
    told = _across(connection, run)
    reports = _reports(connection, run)
    read = [row.document_id for row in reports if row.document_id is not None]
    loaded = documents.load_all(connection, read, numerals=numerals)
    for row in reports:
        entry = _filed(row)
        path = None if row.path is None else Path(row.path)
        if row.document_id is None:
            failures = (Failure(row.report, row.code, row.detail),) if row.code else ()
            result = ReportResult(
                row.report, Status(row.status), failures=failures, path=path, member=row.member,
                sha256=row.sha256,
            )  # fmt: skip
        else:
            result = next(loaded)[1].at(row.report, path, row.member)
        yield replace(result, findings=(*result.findings, *told[row.report])), entry


def _across(connection: Connection, run: Run) -> Mapping[str, list[Finding]]:
    asked = (
        select(ACROSS_FINDINGS)
        .where(ACROSS_FINDINGS.c.run_id == run.id)
        .order_by(ACROSS_FINDINGS.c.ordinal)
    )
    found: dict[str, list[Finding]] = defaultdict(list)
    for row in connection.execute(asked).mappings():
        found[row["report"]].append(rows.finding_of(dict(row), row["report"]))
    return found


def facts(connection: Connection, run: Run) -> Iterator[ReportFacts]:
    """What the reports of a run can be held to, in order, under their names in it."""
    asked = (
        select(REPORTS.c.report, DOCUMENTS.c.facts)
        .join(DOCUMENTS, DOCUMENTS.c.id == REPORTS.c.document_id)
        .where(REPORTS.c.run_id == run.id, DOCUMENTS.c.facts.is_not(None))
        .order_by(REPORTS.c.ordinal)
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in connection.execute(asked):
        yield replace(opened(row.facts), report=row.report)


def count(connection: Connection, run: Run) -> int:
    """How many reports are filed in a run."""
    asked = select(func.count()).select_from(REPORTS).where(REPORTS.c.run_id == run.id)
    return int(connection.execute(asked).scalar_one())


def finding_ids(connection: Connection, run: Run | None) -> set[str]:
    """The ids of all findings of a run."""
    if run is None:
        return set()
    inside = (
        select(REPORTS.c.subject, FINDINGS.c.fingerprint)
        .join(FINDINGS, FINDINGS.c.document_id == REPORTS.c.document_id)
        .where(REPORTS.c.run_id == run.id)
    )
    across = (
        select(REPORTS.c.subject, ACROSS_FINDINGS.c.fingerprint)
        .join(
            ACROSS_FINDINGS,
            (ACROSS_FINDINGS.c.run_id == REPORTS.c.run_id)
            & (ACROSS_FINDINGS.c.report == REPORTS.c.report),
        )
        .where(REPORTS.c.run_id == run.id)
    )
    names = Names()
    return {
        names.of(row.subject, row.fingerprint)
        for asked in (inside, across)
        for row in connection.execute(asked)
    }


def standing_ids(connection: Connection) -> tuple[set[str], set[str]]:
    """The ids of the findings of the last run of every root, and of the runs before."""
    last_ones: set[str] = set()
    earlier: set[str] = set()
    asked = select(RUNS).where(RUNS.c.finished.is_not(None)).order_by(RUNS.c.id.desc())
    seen = set()
    for row in connection.execute(asked).all():
        ids = finding_ids(connection, Run(row.id, row.root, row.started, row.finished))
        (earlier if row.root in seen else last_ones).update(ids)
        seen.add(row.root)
    return last_ones, earlier - last_ones


class Names:
    """The ids of a run's findings: one that comes again has its ordinal at its end."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, subject: str, fingerprint: str) -> str:
        """The id of the next finding of a subject that has this fingerprint."""
        name = finding_id(subject, fingerprint)
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}-{self._seen[name]}"


def finding_id(subject: str, fingerprint: str) -> str:
    """By what a finding is known from one submission of its report to the next."""
    return f"{subject}-{fingerprint}"


def listed(connection: Connection, run: Run) -> Iterator[Listed]:
    """The findings of a run in order."""
    earlier = finding_ids(connection, base(connection, run))
    decided = decisions.in_force(connection)
    for name, (entry, finding) in _identified(connection, run):
        standing = Standing.OPEN if name in earlier else Standing.NEW
        yield Listed(name, entry, finding, standing, decided.get(name))


def fixed(connection: Connection, run: Run, before: Run | None) -> tuple[Listed, ...]:
    """What a submission before had in a report that was read whole again, and is there no more.

    Of a report that was not sent again, or was read only in part, nothing is known.
    """
    if before is None:
        return ()
    gone = finding_ids(connection, before) - finding_ids(connection, run)
    if not gone:
        return ()
    whole = {
        entry.subject for result, entry in results(connection, run) if result.status is Status.OK
    }
    decided = decisions.in_force(connection)
    return tuple(
        Listed(name, entry, finding, Standing.FIXED, decided.get(name))
        for name, (entry, finding) in _identified(connection, before)
        if name in gone and entry.subject in whole
    )


def _identified(connection: Connection, run: Run) -> Iterator[tuple[str, tuple[Filed, Finding]]]:
    """The findings of a run, each by its id."""
    names = Names()
    for result, entry in results(connection, run):
        for finding in result.findings:
            yield names.of(entry.subject, finding.fingerprint), (entry, finding)
