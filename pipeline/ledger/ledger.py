"""The ledger: what was read, in what run, and what was decided of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from pipeline.ledger import decisions, documents, runs
from pipeline.ledger.place import open_database
from pipeline.ledger.values import Decision, Filed, LedgerError, Listed, Run
from pipeline.result import ReportResult
from rules.across.facts import ReportFacts
from rules.finding import Failure, Finding, Message

T = TypeVar("T")


class Ledger:
    """A database of documents, runs and decisions.

    Every method is one transaction, and raises `LedgerError` where the database fails.
    """

    def __init__(self, database: Engine) -> None:
        """Take a database that has the schema."""
        self._database = database
        options: dict[str, Any] = {"reading": True}
        if database.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"  # one moment, as SQLite has it
        self._reading = database.execution_options(**options)
        self._is_shared = isinstance(database.pool, StaticPool)
        self._alone: AbstractContextManager[object] = RLock() if self._is_shared else nullcontext()

    @classmethod
    def open(cls, url: str | None = None) -> Self:
        """Open a ledger, made if there is none.

        Args:
            url: 'postgresql://…', 'sqlite:///…', ':memory:' or a path; None for $SOAT_LEDGER, or
                a file among the user's own data.

        Raises:
            LedgerError: it cannot be used.
        """
        return cls(open_database(url))

    @property
    def url(self) -> str | None:
        """By what another process can open it; None where it is in this process alone."""
        if self._is_shared:
            return None
        return self._database.url.render_as_string(hide_password=False)

    def count(self, run: Run) -> int:
        """How many reports are filed in a run."""
        with self._read() as connection:
            return runs.count(connection, run)

    def close(self) -> None:
        """Let go of the database."""
        self._database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with _told(), self._alone, self._reading.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with _told(), self._alone, self._database.begin() as connection:
            yield connection

    def _streamed(self, asked: Callable[[Connection], Iterator[T]]) -> Iterator[T]:
        """What is asked, bit by bit; whole where there is one connection, others may need it."""
        with self._read() as connection:
            if not self._is_shared:
                yield from asked(connection)
                return
            found = list(asked(connection))
        yield from found

    def known(self, sha256s: Collection[str], reader: str) -> dict[str, int]:
        """The documents of contents that this reader has read, by their hash."""
        with self._read() as connection:
            return documents.known(connection, sha256s, reader)

    def keep(self, results: Sequence[ReportResult], reader: str) -> list[int]:
        """Keep what was read; what the same reader read of the same content before is replaced.

        Returns:
            The documents, in the order of the results.
        """
        with self._write() as connection:
            return documents.keep(connection, results, reader)

    def load(self, document: int, *, numerals: bool = True) -> ReportResult:
        """What was read of a document.

        It equals what was kept, but that it has no name, path, member or facts; that sides of boxes
        are rounded to hundredths of a point; and that U+FFFD stands for NUL and lone surrogates.

        Raises:
            LedgerError: there is no such document.
        """
        with self._read() as connection:
            found = documents.load(connection, [document], numerals=numerals)
        if document not in found:
            raise LedgerError(Message("sổ không có báo cáo này", "the ledger has no such document"))
        return found[document]

    def load_all(
        self, wanted: Sequence[int], *, numerals: bool = False
    ) -> Iterator[tuple[int, ReportResult]]:
        """The same of many documents, in the order given; few are held at once."""
        return self._streamed(
            lambda connection: documents.load_all(connection, wanted, numerals=numerals)
        )

    def begin(self, root: str) -> Run:
        """Begin a run; one of the same root that was never finished is taken up again."""
        with self._write() as connection:
            return runs.begin(connection, root)

    def file(
        self, run: Run, filed: Sequence[tuple[Filed, ReportResult | None]]
    ) -> tuple[Filed, ...]:
        """File the reports of a run, with the result of each that has no document.

        Returns:
            The same with their subjects.
        """
        with self._write() as connection:
            return runs.file(connection, run, filed)

    def finish(self, run: Run, across: Sequence[Finding], failures: Sequence[Failure]) -> None:
        """End a run with what was found across its reports."""
        with self._write() as connection:
            runs.finish(connection, run, across, failures)

    def last(self, root: str | None = None) -> Run | None:
        """The last finished run, of a root or of any."""
        with self._read() as connection:
            return runs.last(connection, root)

    def base(self, run: Run) -> Run | None:
        """The last finished run over other contents of the same root: the submission before."""
        with self._read() as connection:
            return runs.base(connection, run)

    def hashes(self, run: Run | None) -> dict[str, str]:
        """The content of each report of a run; of none where there is no run."""
        with self._read() as connection:
            return runs.hashes(connection, run)

    def filed(self, run: Run) -> list[Filed]:
        """The reports of a run, in order."""
        with self._read() as connection:
            return list(runs.filed(connection, run))

    def results(self, run: Run, *, numerals: bool = False) -> Iterator[ReportResult]:
        """The results of a run in order, each with the findings across reports told at it."""
        return self._streamed(
            lambda connection: (
                result for result, _ in runs.results(connection, run, numerals=numerals)
            )
        )

    def facts(self, run: Run) -> Iterator[ReportFacts]:
        """What the reports of a run can be held to, in order."""
        return self._streamed(lambda connection: runs.facts(connection, run))

    def finding_ids(self, run: Run | None) -> set[str]:
        """The ids of all findings of a run; none where there is no run."""
        with self._read() as connection:
            return runs.finding_ids(connection, run)

    def standing_ids(self) -> tuple[set[str], set[str]]:
        """The ids of the findings of the last run of every root, and of those before."""
        with self._read() as connection:
            return runs.standing_ids(connection)

    def listed(self, run: Run) -> Iterator[Listed]:
        """The findings of a run in order."""
        return self._streamed(lambda connection: runs.listed(connection, run))

    def fixed(self, run: Run, before: Run | None) -> tuple[Listed, ...]:
        """What a submission before had in reports read whole again, and is there no more."""
        with self._read() as connection:
            return runs.fixed(connection, run, before)

    def decide(self, made: Sequence[Decision]) -> int:
        """Add decisions; one whose id is there already is left out.

        Returns:
            How many were added.
        """
        with self._write() as connection:
            return decisions.decide(connection, made)

    def decisions(self, findings: Collection[str] | None = None) -> Mapping[str, Decision]:
        """The decisions in force, by finding: of all, or of those given."""
        with self._read() as connection:
            return decisions.in_force(connection, findings)

    def history(self, finding: str) -> list[Decision]:
        """All decisions ever made of a finding, the first first."""
        with self._read() as connection:
            return decisions.history(connection, finding)


@contextmanager
def _told() -> Iterator[None]:
    """An error of the database as the ledger's own, which shows no value of any row."""
    try:
        yield
    except SQLAlchemyError as error:
        kind = type(error).__name__
        raise LedgerError(
            Message(f"sổ kết quả gặp lỗi ({kind})", f"the ledger failed ({kind})")
        ) from None
