"""Reading runs back: heading, inputs, texts, snapshots, cells and findings as they were saved."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from engines.figure import Missing
from engines.finding import Finding, Severity
from storage.errors import KnownError
from storage.routine.tables import purged_run
from storage.runs.results import Cell, Input
from storage.runs.status import Status
from storage.runs.values import value_of
from storage.store import tables
from storage.store.canonical import from_typed_json
from storage.store.tables import run


@dataclass(frozen=True, slots=True)
class Run:
    """The heading of a run."""

    id: int
    client: str
    area: str
    context: str
    status: Status
    author: str
    owner: str
    started: datetime
    ended: datetime | None
    code_version: str
    grammar_version: str
    error_code: str | None


def read_run(connection: Connection, run_id: int) -> Run:
    """Heading of one run. Raises KnownError CORRIDA_AUSENTE."""
    row = connection.execute(select(run).where(run.c.id == run_id)).first()
    if row is None:
        raise KnownError("CORRIDA_AUSENTE", corrida=run_id)
    return _run(row)


def list_runs(
    connection: Connection,
    client: str,
    area: str,
    context: str | None = None,
    *,
    statuses: frozenset[Status] = frozenset(),
    kept: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> tuple[Run, ...]:
    """Runs of a client and area, newest first; of one context and in some states when given.

    `kept` leaves out those of which only the heading is left, the data having gone by an act of retention.
    """
    chosen = select(run).where((run.c.client == client) & (run.c.area == area))
    if kept:
        chosen = chosen.where(run.c.id.not_in(select(purged_run.c.run)))
    if context is not None:
        chosen = chosen.where(run.c.context == context)
    if statuses:
        chosen = chosen.where(run.c.status.in_([status.value for status in statuses]))
    rows = connection.execute(chosen.order_by(run.c.id.desc()).limit(limit).offset(offset))
    return tuple(_run(row) for row in rows)


def latest_run(
    connection: Connection, client: str, area: str, context: str, statuses: frozenset[Status] = frozenset()
) -> Run | None:
    """The newest run of a context whose data are kept, in some states when given; None where there is none."""
    return next(iter(list_runs(connection, client, area, context, statuses=statuses, kept=True, limit=1)), None)


def is_purged(connection: Connection, run_id: int) -> bool:
    """True for a run of which only the heading is left."""
    return connection.execute(select(purged_run.c.run).where(purged_run.c.run == run_id)).first() is not None


def inputs_of(connection: Connection, run_id: int) -> tuple[Input, ...]:
    """Inputs of a run by key and member."""
    table = tables.run_input
    chosen = select(table).where(table.c.run == run_id).order_by(table.c.key, table.c.member)
    return tuple(
        Input(r.key, value_of(r.kind, r.value), json.loads(r.member), r.unit, r.who, r.given, r.why)
        for r in connection.execute(chosen)
    )


def cells_of(connection: Connection, run_id: int) -> tuple[Cell, ...]:
    """Cells of a run in the order they were saved."""
    table = tables.run_cell
    chosen = select(table).where(table.c.run == run_id).order_by(table.c.position)
    return tuple(_cell(row) for row in connection.execute(chosen))


def findings_of(connection: Connection, run_id: int) -> tuple[Finding, ...]:
    """Findings of a run in the order they were saved, their arguments typed as they were."""
    table = tables.run_finding
    chosen = select(table).where(table.c.run == run_id).order_by(table.c.position)
    return tuple(
        Finding(r.code, Severity(r.severity), r.detail, json.loads(r.place), from_typed_json(r.args))
        for r in connection.execute(chosen)
    )


def texts_of(connection: Connection, run_id: int) -> Mapping[str, str]:
    """Texts a run was computed with, by name."""
    named, frozen = tables.run_text, tables.frozen_text
    chosen = select(named.c.name, frozen.c.text).join_from(named, frozen, named.c.hash == frozen.c.hash)
    rows = connection.execute(chosen.where(named.c.run == run_id).order_by(named.c.name))
    return {row.name: row.text for row in rows}


def snapshots_of(connection: Connection, run_id: int) -> Mapping[str, str]:
    """Snapshot ids a run was computed from, by name."""
    table = tables.run_snapshot
    chosen = select(table.c.name, table.c.snapshot).where(table.c.run == run_id).order_by(table.c.name)
    return {row.name: row.snapshot for row in connection.execute(chosen)}


def _run(row: Row[Any]) -> Run:
    return Run(
        row.id,
        row.client,
        row.area,
        row.context,
        Status(row.status),
        row.author,
        row.owner,
        row.started,
        row.ended,
        row.code_version,
        row.grammar_version,
        row.error_code,
    )


def _cell(row: Row[Any]) -> Cell:
    missing = row.missing is not None
    value = Missing(row.missing, from_typed_json(row.missing_args)) if missing else value_of(row.kind, row.value)
    return Cell(row.line, value, json.loads(row.member), row.unit)
