"""Reading one month from an ERP: every statement, or nothing at all."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from sqlalchemy import Select

from engines.calendar import Month, window_before
from storage.erp import statements
from storage.erp.again import run_again
from storage.erp.assemble import Staging, assemble
from storage.erp.extract import ErpExtract, ErpIdentity, QueryRecord
from storage.erp.lane import Cancel, Deadline, ReadProgress, Report
from storage.erp.profile import Profile
from storage.erp.statements import Scope, Window
from storage.erp.tables import ErpTables

WINDOW_MONTHS = 16
"""Whole months before the vigência: 3 for the mean, 12 for the base, 15 for the same three months a year before."""

PROBE_SECONDS = 10
"""The seed's limit for a probe (G-090)."""


class ErpSession(Protocol):
    """One connection inside one read-only transaction: all its statements see the same moment."""

    @property
    def identity(self) -> ErpIdentity:
        """Which ERP answered."""
        ...

    def rows(self, statement: Select[Any]) -> Sequence[Any]:
        """Every row of a statement, staged whole. Raises KnownError ORG_001.* on any fault of the world."""
        ...

    def ask(self, sql: str) -> Sequence[Any]:
        """Rows of one of our own constant texts about the server itself."""
        ...

    def described(self, statement: Select[Any]) -> Sequence[tuple[str, str]]:
        """Name and type of each column as the server describes them."""
        ...

    def written(self, statement: Select[Any]) -> tuple[str, Mapping[str, object]]:
        """Text and binds of a statement as this ERP receives them."""
        ...


class ErpSource(Protocol):
    """An ERP that can be opened: where it is and which names its profile gives."""

    @property
    def profile(self) -> Profile:
        """The mapping in use."""
        ...

    @property
    def tables(self) -> ErpTables:
        """The profile's tables for this kind of ERP."""
        ...

    def open(self, deadline: Deadline, cancel: Cancel) -> AbstractContextManager[ErpSession]:
        """A session, closed on leaving. Raises KnownError ORG_001.* when it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class _Question:
    """One reading asked for."""

    source: ErpSource
    vigencia: Month
    reference: date
    scope: Scope
    window: Window


def read_month(
    source: ErpSource,
    vigencia: Month,
    sectors: Sequence[int],
    reference: date,
    deadline: Deadline,
    cancel: Cancel,
) -> Generator[ReadProgress, None, ErpExtract]:
    """Yields progress and returns everything one vigência needs from the ERP, or raises and returns nothing.

    `sectors` are ERP codes, `reference` the day it is asked (rows later than it are future ones). The window is the
    sixteen whole months before the vigência (F-03, F-27). A lost connection is tried once more from the start; a
    refused password never. Raises KnownError ORG_001.<kind>.
    """
    question = _question(source, vigencia, sectors, reference)
    return (yield from run_again(lambda report: _read(question, deadline, cancel, report), deadline, cancel))


def _question(source: ErpSource, vigencia: Month, sectors: Sequence[int], reference: date) -> _Question:
    scope = Scope(source.profile, source.tables, tuple(sorted(set(sectors))))
    months = window_before(vigencia, WINDOW_MONTHS)
    end = max(months[0].first, min(vigencia.first, reference + timedelta(days=1)))
    return _Question(source, vigencia, reference, scope, Window(months[0].first, end))


def _read(question: _Question, deadline: Deadline, cancel: Cancel, report: Report) -> ErpExtract:
    report(ReadProgress("PASSO.ERP.CONNECT", 0, len(_steps(question))))
    with question.source.open(deadline, cancel) as session:
        staging = Staging()
        steps = _steps(question)
        for done, (name, statement) in enumerate(steps):
            report(ReadProgress(f"PASSO.ERP.{name.upper()}", done, len(steps)))
            _stage(session, staging, name, statement)
        for name, statement in _listings(question, staging):
            report(ReadProgress("PASSO.ERP.LISTING", len(steps), len(steps)))
            _stage(session, staging, name, statement)
        identity = session.identity
    report(ReadProgress("PASSO.ERP.DONE", len(steps), len(steps)))
    return assemble(
        staging, question.scope, question.vigencia, question.reference, question.window, identity, deadline.clock.now()
    )


def _stage(session: ErpSession, staging: Staging, name: str, statement: Select[Any]) -> None:
    rows = session.rows(statement)
    text, binds = session.written(statement)
    staging.add(QueryRecord(name, text, binds, len(rows)), rows)


def _steps(question: _Question) -> tuple[tuple[str, Select[Any]], ...]:
    scope, window = question.scope, question.window
    return (
        ("operacao", statements.operation_by_day(scope, window)),
        ("repetidas", statements.repeated_by_day(scope, window)),
        ("futuras", statements.future_by_day(scope, question.reference)),
        ("custos", statements.costs_by_month(scope, window)),
        ("custos_repetidos", statements.repeated_costs(scope, window)),
        ("veiculos", statements.vehicles_by_sector(scope)),
    )


def _listings(question: _Question, staging: Staging) -> tuple[tuple[str, Select[Any]], ...]:
    """Rows at fault are only asked for when the counts say there are any."""
    scope, window = question.scope, question.window
    wanted: list[tuple[str, Select[Any]]] = []
    if any(row.sem_km or row.km_negativo or row.litros_negativo for row in staging.rows("operacao")):
        wanted.append(("linhas_invalidas", statements.invalid_rows(scope, window)))
    if staging.rows("repetidas"):
        wanted.append(("linhas_repetidas", statements.repeated_rows(scope, window)))
    if staging.rows("futuras"):
        wanted.append(("linhas_futuras", statements.future_rows(scope, question.reference)))
    return tuple(wanted)
